//! Findings and claims.

use axum::extract::Path;
use axum::response::Response;
use purport_ledger::answer::{ChangedFinding, ClaimAnswer, FindingAnswer, Named, Story, changes};
use purport_ledger::ask::moment;
use purport_ledger::store::Moment;
use purport_ledger::{LedgerError, LedgerErrorKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::Request;
use crate::problem::{Code, Problem};
use crate::query::{Asked, Conditions, Rows, at, bad, limit};

/// Changed findings that are told.
const MOST_CHANGES: usize = 500;

/// As of when.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AsOf {
    /// Answer as the ledger would have at this moment: a date (its end, UTC) or a date and time (RFC 3339).
    pub as_of: Option<String>,
}

/// Findings that fulfil conditions, last changed first
#[utoipa::path(get, path = "/api/v1/findings", tag = "findings", params(Conditions), responses((status = 200, body = Rows<FindingAnswer>)))]
pub async fn findings(Asked(asked): Asked<Conditions>, request: Request) -> Result<Response, Problem> {
    let (filter, after, limit) = (asked.filter()?, asked.cursor(), limit(asked.limit)?);
    request.answer(filter.at, move |answers| Ok(Rows::from(answers.findings(&filter, after.as_ref(), limit)?))).await
}

/// A finding with its whole story
///
/// A claim's id leads to the first finding that it is part of.
#[utoipa::path(
    get, path = "/api/v1/findings/{id}", tag = "findings", params(AsOf, ("id" = String, Path, description = "Id of a finding or a claim, its slash as %2F: a02%2Ff4", example = "a02/f4")),
    responses((status = 200, body = Story))
)]
pub async fn finding(Path(id): Path<String>, Asked(asked): Asked<AsOf>, request: Request) -> Result<Response, Problem> {
    request
        .answer(at(asked.as_of.as_deref())?, move |answers| {
            let rows = answers.rows_of(answers.resolve(&id)?)?;
            let row = rows.first().ok_or_else(|| missing("finding", &id))?;
            Ok(answers.story(row)?)
        })
        .await
}

/// Something that the ledger does not have.
pub fn missing(what: &'static str, id: &str) -> Problem {
    let kind = LedgerErrorKind::Unknown { what, id: id.to_owned() };
    LedgerError::new(std::path::Path::new("ledger"), kind).into()
}

/// Between which moments.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Between {
    /// The earlier moment: a date (its end, UTC) or a date and time (RFC 3339).
    #[param(example = "2026-03-04")]
    from: String,
    /// The later moment; now when none is given.
    to: Option<String>,
    /// Also findings of one claim.
    single: Option<bool>,
}

/// What changed between two moments.
#[derive(Serialize, ToSchema)]
pub struct Changes {
    /// The findings that changed, at most 500.
    changes: Vec<ChangedFinding>,
    /// Whether there are more.
    more: bool,
}

/// What changed between two moments: new findings, changed standings, moved numbers
#[utoipa::path(get, path = "/api/v1/diff", tag = "findings", params(Between), responses((status = 200, body = Changes)))]
pub async fn diff(Asked(asked): Asked<Between>, request: Request) -> Result<Response, Problem> {
    let when = |name: &str, text: &str| moment(text).map_err(|why| bad(format!("{name}: {why}")));
    let from = when("from", &asked.from)?;
    let to = asked.to.as_deref().filter(|to| !to.is_empty()).map_or(Ok(Moment::MAX), |to| when("to", to))?;
    if from > to {
        return Err(Problem::new(Code::BadRequest, "from is later than to; exchange them"));
    }
    let single = asked.single.unwrap_or_default();
    request
        .answer_from(move |store| {
            let (changes, more) = changes(store, from, to, single, MOST_CHANGES)?;
            Ok(Changes { changes, more })
        })
        .await
}

/// Claims that fulfil conditions, newest publication first
#[utoipa::path(get, path = "/api/v1/claims", tag = "claims", params(Conditions), responses((status = 200, body = Rows<ClaimAnswer>)))]
pub async fn claims(Asked(asked): Asked<Conditions>, request: Request) -> Result<Response, Problem> {
    asked.only_of("/api/v1/claims")?;
    let (filter, after, limit) = (asked.filter()?, asked.cursor(), limit(asked.limit)?);
    request.answer(filter.at, move |answers| Ok(Rows::from(answers.claims(&filter, after.as_ref(), limit)?))).await
}

/// A claim
#[utoipa::path(
    get, path = "/api/v1/claims/{id}", tag = "claims", params(AsOf, ("id" = String, Path, description = "Id of a claim, its slash as %2F: a02%2Fc5", example = "a02/c5")),
    responses((status = 200, body = ClaimAnswer))
)]
pub async fn claim(Path(id): Path<String>, Asked(asked): Asked<AsOf>, request: Request) -> Result<Response, Problem> {
    request
        .answer(at(asked.as_of.as_deref())?, move |answers| match answers.resolve(&id)? {
            Named::Claim(claim) => Ok(answers.claim(claim)?),
            Named::Statement(_) => Err(missing("claim", &id)),
        })
        .await
}
