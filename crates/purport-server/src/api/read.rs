//! Texts read without being kept.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use purport_read::Reading;

use super::Body;
use crate::desk::Desk;
use crate::incoming::{Report, reading};
use crate::problem::Problem;

/// Read a text or a page; nothing is kept
#[utoipa::path(
    post, path = "/api/v1/read", tag = "reading", request_body = Report,
    responses(
        (status = 200, description = "The reading", body = Reading),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "no article that can be read", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn read(State(desk): State<Arc<Desk>>, Body(report): Body<Report>) -> Result<Response, Problem> {
    let json = in_turn(&desk, move |desk| Ok(reading(&desk.reader, report.article()?)?.to_json())).await?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], json).into_response())
}

/// Does something that takes a core for a while, off the threads that serve, when a core is free.
pub async fn in_turn<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&Desk) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let turn = Arc::clone(&desk.reading).acquire_owned().await.map_err(Problem::internal)?;
    let desk = Arc::clone(desk);
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work(&desk)
    });
    done.await.map_err(|_| Problem::internal("reading was broken off"))?
}
