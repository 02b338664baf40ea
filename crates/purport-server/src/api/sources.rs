//! Sources, and the people, organisations and places behind their names.

use axum::extract::Path;
use axum::response::Response;
use purport_ledger::answer::{IdentityAnswer, Network, SpeakerAnswer, SpeakerView, SuggestionAnswer};
use purport_ledger::ask::Cursor;
use purport_ledger::store::Moment;
use serde::Deserialize;
use utoipa::IntoParams;

use super::answers::AsOf;
use crate::answer::Request;
use crate::problem::Problem;
use crate::query::{Asked, Conditions, Rows, at, bad, limit};

/// Pairs of names that are suggested.
const SUGGESTED: usize = 200;

/// Sources, those with most claims first
#[utoipa::path(get, path = "/api/v1/sources", tag = "sources", params(Conditions), responses((status = 200, body = Rows<SpeakerAnswer>)))]
pub async fn sources(Asked(asked): Asked<Conditions>, request: Request) -> Result<Response, Problem> {
    asked.only_of("/api/v1/sources")?;
    let (filter, after, limit) = (asked.filter()?, asked.cursor(), limit(asked.limit)?);
    request.answer(filter.at, move |answers| Ok(Rows::from(answers.sources(&filter, after.as_ref(), limit)?))).await
}

/// A source, with how sure it sounds, who cites it, whom it cites
#[utoipa::path(
    get, path = "/api/v1/sources/{key}", tag = "sources", params(AsOf, ("key" = String, Path, description = "Key of a source", example = "iso3166:KOR")),
    responses((status = 200, body = SpeakerView))
)]
pub async fn source(Path(key): Path<String>, Asked(asked): Asked<AsOf>, request: Request) -> Result<Response, Problem> {
    request.answer(at(asked.as_of.as_deref())?, move |answers| Ok(answers.speaker_view(&key)?)).await
}

/// How large a network.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NetworkSize {
    /// Links at most, the most frequent ones.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<usize>,
    /// Answer as the ledger would have at this moment.
    as_of: Option<String>,
}

/// Who cites whom
#[utoipa::path(get, path = "/api/v1/network", tag = "sources", params(NetworkSize), responses((status = 200, body = Network)))]
pub async fn network(Asked(asked): Asked<NetworkSize>, request: Request) -> Result<Response, Problem> {
    let limit = limit(asked.limit)?;
    request.answer(at(asked.as_of.as_deref())?, move |answers| Ok(answers.network(limit)?)).await
}

/// Which identities.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Called {
    /// A name, or the beginning of one of its words; a key.
    name: Option<String>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<usize>,
    /// Go on where a page ended: its `next`.
    after: Option<String>,
}

/// People, organisations, countries and places over all articles
#[utoipa::path(get, path = "/api/v1/entities", tag = "sources", params(Called), responses((status = 200, body = Rows<IdentityAnswer>)))]
pub async fn entities(Asked(asked): Asked<Called>, request: Request) -> Result<Response, Problem> {
    let limit = limit(asked.limit)?;
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let (name, after) = (filled(asked.name), filled(asked.after).map(Cursor));
    request
        .answer(Moment::MAX, move |answers| {
            Ok(Rows::from(answers.identities(name.as_deref(), after.as_ref(), limit)?))
        })
        .await
}

/// How many pairs.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HowMany {
    /// Pairs at most.
    #[param(minimum = 1, maximum = 200, default = 200)]
    limit: Option<usize>,
}

/// Names that may be of one, for a person to merge
#[utoipa::path(get, path = "/api/v1/entities/suggestions", tag = "sources", params(HowMany), responses((status = 200, body = Vec<SuggestionAnswer>)))]
pub async fn suggestions(Asked(asked): Asked<HowMany>, request: Request) -> Result<Response, Problem> {
    let most = asked.limit.unwrap_or(SUGGESTED);
    if !(1..=SUGGESTED).contains(&most) {
        return Err(bad(format!("limit is a number from 1 to {SUGGESTED}")));
    }
    request.answer(Moment::MAX, move |answers| Ok(answers.suggestions(most)?)).await
}
