//! The server and its ledger as a whole.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use purport_ledger::answer::{Counts, Found};
use purport_ledger::store::Asked as _;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::Request;
use crate::desk::Desk;
use crate::guard::Admitted;
use crate::keys::Scope;
use crate::problem::Problem;
use crate::query::{Asked, at, bad};

/// A ledger and its server.
#[derive(Serialize, ToSchema)]
pub struct Overview {
    /// The ledger's name.
    ledger: String,
    /// Version of the program.
    version: String,
    /// Which reader it has: version and model.
    reader: String,
    /// How much there is.
    #[serde(flatten)]
    counts: Counts,
    /// Whether articles can be added and claims be reviewed.
    writable: bool,
    /// What who asks may do.
    scopes: Vec<Scope>,
}

/// A sign of life.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    status: &'static str,
    /// Version of the program.
    version: &'static str,
}

/// The ledger and its server
#[utoipa::path(get, path = "/api/v1/overview", tag = "server", responses((status = 200, body = Overview)))]
pub async fn overview(
    State(desk): State<Arc<Desk>>,
    admitted: Admitted,
    request: Request,
) -> Result<Response, Problem> {
    let (ledger, reader, writable) = (desk.name.clone(), desk.reader_name.clone(), desk.writer.is_some());
    // What is kept of an answer is kept for all: who asks is part of the question.
    let scopes: Vec<Scope> = admitted.0.scopes.into_iter().collect();
    let request = request.asked_by(&scopes);
    request
        .answer(at(None)?, move |answers| {
            let version = env!("CARGO_PKG_VERSION").to_owned();
            Ok(Overview { ledger, version, reader, counts: answers.counts()?, writable, scopes })
        })
        .await
}

/// Whether the server answers
#[utoipa::path(get, path = "/api/v1/health", tag = "server", security(()), responses((status = 200, body = Health)))]
pub async fn health() -> axum::Json<Health> {
    axum::Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

/// Counters, for Prometheus
#[utoipa::path(get, path = "/api/v1/metrics", tag = "server", responses((status = 200, body = String, content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8")))]
pub async fn metrics(State(desk): State<Arc<Desk>>) -> Result<Response, Problem> {
    let counts = desk.pool.ask(|store| Ok(store.counts()?)).await?;
    let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], desk.metrics.text(counts)).into_response())
}

/// This document
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "server", security(()), responses((status = 200, body = Object)))]
pub async fn document() -> Response {
    static DOCUMENT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let text = DOCUMENT.get_or_init(super::document).as_str();
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}

/// Words to search for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Searched {
    /// Words, all of them; the last may go on unless something follows it.
    q: String,
    /// Rows of each kind at most.
    #[param(minimum = 1, maximum = 50, default = 8)]
    limit: Option<usize>,
    /// Answer as the ledger would have at this moment.
    as_of: Option<String>,
}

/// Findings, articles and names with some words, as they are typed
#[utoipa::path(get, path = "/api/v1/search", tag = "findings", params(Searched), responses((status = 200, body = Found)))]
pub async fn search(Asked(asked): Asked<Searched>, request: Request) -> Result<Response, Problem> {
    let limit = asked.limit.unwrap_or(8);
    if !(1..=50).contains(&limit) {
        return Err(bad("limit is a number from 1 to 50"));
    }
    request.answer(at(asked.as_of.as_deref())?, move |answers| Ok(answers.search(&asked.q, limit)?)).await
}
