//! Articles into the ledger, and where they come from.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use purport_ledger::Added;
use serde::Serialize;
use utoipa::ToSchema;

use super::Body;
use super::answers::missing;
use super::read::in_turn;
use crate::desk::Desk;
use crate::feeds::FeedList;
use crate::incoming::{Report, reading};
use crate::jobs::{self, Job};
use crate::problem::Problem;
use crate::writer::{Kept, Wish};

/// An article that is in the ledger now.
#[derive(Serialize, ToSchema)]
pub struct AddedArticle {
    /// Its id.
    id: String,
    /// Whether it was there before.
    state: AddedState,
    /// The kinds of copy that it is of others.
    copies: Vec<String>,
    /// How many claims it has.
    claims: usize,
}

/// Whether an article was there before.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AddedState {
    /// It is new.
    New,
    /// It was there.
    Known,
}

/// Add an article: a text or a page at once, an address (of a page or a feed) as a job
#[utoipa::path(
    post, path = "/api/v1/articles", tag = "articles", request_body = Report,
    responses(
        (status = 200, description = "It was there before", body = AddedArticle),
        (status = 201, description = "It is safe in the ledger", body = AddedArticle),
        (status = 202, description = "The address is being fetched", body = Job),
        (status = 409, description = "another program writes", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "no article that can be read", body = Problem, content_type = "application/problem+json"),
        (status = 507, description = "no room left", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn add(State(desk): State<Arc<Desk>>, Body(report): Body<Report>) -> Result<Response, Problem> {
    let writer = desk.writer()?;
    if let (None, None, Some(url)) = (&report.text, &report.html, &report.url) {
        return Ok((StatusCode::ACCEPTED, Json(jobs::start(&desk, url)?)).into_response());
    }
    let reading = in_turn(&desk, move |desk| reading(&desk.reader, report.article()?)).await?;
    let (id, claims) = (reading.article.id.clone(), reading.claims.len());
    let kept = writer.keep(Wish::Add(Box::new(reading))).await?;
    let (status, state, copies) = match kept {
        Kept::Article(Added::New(copies)) => {
            desk.tell_change();
            (StatusCode::CREATED, AddedState::New, copies.into_iter().map(str::to_owned).collect())
        }
        Kept::Article(Added::Known) => (StatusCode::OK, AddedState::Known, Vec::new()),
        Kept::Review(_) => return Err(Problem::internal("an article was kept as a review")),
    };
    Ok((status, Json(AddedArticle { id, state, copies, claims })).into_response())
}

/// Addresses being added, and those added lately, the newest first
#[utoipa::path(get, path = "/api/v1/jobs", tag = "articles", responses((status = 200, body = Vec<Job>)))]
pub async fn jobs(State(desk): State<Arc<Desk>>) -> Json<Vec<Job>> {
    Json(desk.jobs.all())
}

/// How far an address is
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "articles", params(("id" = String, Path, description = "Id of a job")), responses((status = 200, body = Job)))]
pub async fn job(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Result<Json<Job>, Problem> {
    desk.jobs.get(&id).map(Json).ok_or_else(|| missing("job", &id))
}

/// Feeds that are watched, and how they fare
#[utoipa::path(get, path = "/api/v1/feeds", tag = "articles", responses((status = 200, body = FeedList)))]
pub async fn feeds(State(desk): State<Arc<Desk>>) -> Json<FeedList> {
    Json(desk.feeds.list())
}
