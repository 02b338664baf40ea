//! Events.

use axum::response::Response;
use purport_ledger::answer::{EventAnswer, EventCounts};

use crate::answer::Request;
use crate::problem::Problem;
use crate::query::{Asked, Conditions, Rows, limit};

/// Events that are counted; the oldest beyond are left out.
const COUNTED: usize = 500_000;

/// Events that fulfil conditions, newest publication first
///
/// Days are those of the events where they are known, else of publication.
#[utoipa::path(get, path = "/api/v1/events", tag = "events", params(Conditions), responses((status = 200, body = Rows<EventAnswer>)))]
pub async fn events(Asked(asked): Asked<Conditions>, request: Request) -> Result<Response, Problem> {
    asked.only_of("/api/v1/events")?;
    let (filter, after, limit) = (asked.filter()?, asked.cursor(), limit(asked.limit)?);
    request.answer(filter.at, move |answers| Ok(Rows::from(answers.events(&filter, after.as_ref(), limit)?))).await
}

/// How many events there are by place, day, type and certainty
#[utoipa::path(get, path = "/api/v1/events/counts", tag = "events", params(Conditions), responses((status = 200, body = EventCounts)))]
pub async fn counts(Asked(asked): Asked<Conditions>, request: Request) -> Result<Response, Problem> {
    asked.only_of("/api/v1/events/counts")?;
    let filter = asked.filter()?;
    request.answer(filter.at, move |answers| Ok(answers.event_counts(&filter, COUNTED)?)).await
}
