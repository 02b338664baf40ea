//! A stream of changes, as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use purport_ledger::answer::moment;
use purport_ledger::store::{Asked as _, Moment, Store as _};
use serde::Serialize;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::ToSchema;

use crate::desk::Desk;
use crate::problem::{Code, Problem};

/// How often the ledger is looked at for what other programs wrote, and least time between two events.
const PAUSE: Duration = Duration::from_secs(1);

/// What a ledger holds after a change.
#[derive(Serialize, ToSchema)]
pub struct LedgerState {
    /// When it last learned anything.
    latest: Option<String>,
    /// Articles.
    articles: u64,
    /// Claims.
    claims: u64,
    /// Findings.
    findings: u64,
}

/// Changes of the ledger, as they happen
///
/// An event `ledger` at once and after every change, whoever made it; its data are those of `LedgerState`.
#[utoipa::path(
    get, path = "/api/v1/changes", tag = "server",
    responses((status = 200, description = "Events", body = LedgerState, content_type = "text/event-stream"))
)]
pub async fn changes(State(desk): State<Arc<Desk>>) -> Result<Response, Problem> {
    let busy = |_| Problem::new(Code::TooMany, "as many streams of changes as can be are open");
    let place = Arc::clone(&desk.streams).try_acquire_owned().map_err(busy)?;
    let (sender, receiver) = tokio::sync::mpsc::channel::<String>(1);
    let mut changed = desk.changed.subscribe();
    tokio::spawn(async move {
        let _place = place;
        let mut seen = None;
        loop {
            let latest = desk.pool.ask(|store| Ok(store.latest()?)).await;
            if let Ok(latest) = latest
                && seen != Some(latest)
                && let Ok(state) = desk.pool.ask(move |store| state(store, latest)).await
            {
                seen = Some(latest);
                let data = serde_json::to_string(&state).unwrap_or_default();
                if sender.send(data).await.is_err() {
                    return;
                }
            }
            tokio::select! {
                () = sender.closed() => return,
                () = tokio::time::sleep(PAUSE) => {}
                change = changed.changed() => {
                    // The server ends.
                    if change.is_err() {
                        return;
                    }
                    tokio::time::sleep(PAUSE / 4).await;
                }
            }
        }
    });
    let events =
        ReceiverStream::new(receiver).map(|data| Ok::<_, Infallible>(Event::default().event("ledger").data(data)));
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

fn state(store: &purport_ledger::store::sqlite::SqliteStore, latest: Moment) -> Result<LedgerState, Problem> {
    let [articles, claims, findings] = store.counts()?;
    Ok(LedgerState { latest: (articles > 0).then(|| moment(latest)), articles, claims, findings })
}
