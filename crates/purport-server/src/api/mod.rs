//! The API, `/api/v1`: one module for each kind of thing.
//!
//! Every handler's attribute describes it in the OpenAPI document; `docs/openapi.json` is that document, and a test holds it up
//! to date.

pub mod adding;
mod answers;
mod articles;
mod changes;
mod events;
mod exports;
mod overview;
mod read;
mod reviews;
mod sources;

use std::sync::Arc;

use axum::Json;
use axum::extract::FromRequest;
use axum::extract::rejection::JsonRejection;
use serde::de::DeserializeOwned;
use utoipa::OpenApi;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::desk::Desk;
use crate::problem::{Code, Problem};

/// A body of JSON; what is wrong with it is a problem.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: axum::extract::Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(Problem::new(Code::UnsupportedType, "send JSON: Content-Type: application/json"))
            }
            Err(error) if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Problem::new(Code::TooLarge, "the body is larger than 16 MiB; send the texts one by one"))
            }
            Err(error) => Err(Problem::new(Code::BadRequest, error.body_text())),
        }
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Purport",
        description = "A ledger of claims in the news: who makes each, through whom, how sure they sound, and who else independently says so. Unknown is null, never a guess. Spans count Unicode code points of the article's text, start inclusive, end exclusive. Lists come in pages: give `next` as `after`. Every answer to a GET has an ETag. Problems are application/problem+json with a code that stays.",
        license(name = "Apache-2.0 OR MIT", identifier = "Apache-2.0 OR MIT")
    ),
    servers((url = "/")),
    components(schemas(Problem, exports::ExportFormat)),
    tags(
        (name = "findings", description = "What is stated over all articles, and what it rests on"),
        (name = "articles", description = "Articles: as read, compared, added"),
        (name = "claims", description = "What is stated in one article"),
        (name = "events", description = "Who did what to whom, where and when"),
        (name = "sources", description = "Who speaks, and who cites whom"),
        (name = "reviews", description = "What people decide: signed, dated, reversible"),
        (name = "reading", description = "Texts read without being kept"),
        (name = "server", description = "The server and its ledger as a whole")
    )
)]
struct Document;

/// The routes, and the document that describes them.
pub fn router() -> (axum::Router<Arc<Desk>>, utoipa::openapi::OpenApi) {
    let api = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(overview::overview))
        .routes(routes!(overview::health))
        .routes(routes!(overview::metrics))
        .routes(routes!(overview::document))
        .routes(routes!(overview::search))
        .routes(routes!(read::read))
        .routes(routes!(answers::findings))
        .routes(routes!(answers::finding))
        .routes(routes!(answers::diff))
        .routes(routes!(answers::claims))
        .routes(routes!(answers::claim))
        .routes(routes!(articles::articles, adding::add))
        .routes(routes!(articles::article))
        .routes(routes!(articles::compare))
        .routes(routes!(adding::jobs))
        .routes(routes!(adding::job))
        .routes(routes!(adding::feeds))
        .routes(routes!(events::events))
        .routes(routes!(events::counts))
        .routes(routes!(sources::sources))
        .routes(routes!(sources::source))
        .routes(routes!(sources::network))
        .routes(routes!(sources::entities))
        .routes(routes!(sources::suggestions))
        .routes(routes!(reviews::reviews, reviews::decide))
        .routes(routes!(reviews::queue))
        .routes(routes!(exports::exports))
        .routes(routes!(changes::changes));
    let (router, mut document) = api.split_for_parts();
    complete(&mut document);
    (router, document)
}

/// Say of answers that every field is there: unknown is null. Only what requests bring may be left out, and what is left out
/// where there is none.
fn complete(document: &mut utoipa::openapi::OpenApi) {
    /// What requests bring.
    const REQUESTS: [&str; 2] = ["Report", "Decision"];
    /// Fields that are left out where there is nothing to say.
    const OPTIONAL: [(&str, &str); 2] = [("ClaimAnswer", "reviews"), ("CopyAnswer", "credit")];
    document.info.version = env!("CARGO_PKG_VERSION").to_owned();
    let Some(components) = &mut document.components else { return };
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    components.security_schemes.insert("key".to_owned(), bearer.into());
    for (name, schema) in &mut components.schemas {
        if REQUESTS.iter().any(|request| name.starts_with(request)) {
            continue;
        }
        each_object(schema, &mut |object| {
            let is_there = |field: &&String| !OPTIONAL.iter().any(|(of, optional)| of == name && optional == field);
            object.required = object.properties.keys().filter(is_there).cloned().collect();
        });
    }
    for (path, item) in &mut document.paths.paths {
        let Some(takes) = crate::query::takes(path) else { continue };
        for parameters in [&mut item.get].into_iter().flatten().filter_map(|operation| operation.parameters.as_mut()) {
            parameters.retain(|parameter| match parameter {
                RefOr::T(parameter) => {
                    parameter.parameter_in != ParameterIn::Query || takes.contains(&parameter.name.as_str())
                }
                RefOr::Ref(_) => true,
            });
        }
    }
    // A key is wanted of every caller where keys are needed at all.
    for item in document.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.post].into_iter().flatten() {
            for (name, schema) in [("401", "a key is needed"), ("403", "not allowed")] {
                operation.responses.responses.entry(name.to_owned()).or_insert_with(|| problem(schema));
            }
            let names = ["400", "404", "405", "408", "413", "429", "500"];
            let words = [
                "the request makes no sense",
                "there is no such thing",
                "not with this method",
                "it took too long",
                "too large",
                "too many requests",
                "the program failed",
            ];
            for (name, words) in names.into_iter().zip(words) {
                operation.responses.responses.entry(name.to_owned()).or_insert_with(|| problem(words));
            }
        }
    }
}

fn problem(words: &str) -> RefOr<utoipa::openapi::Response> {
    let schema = utoipa::openapi::Ref::from_schema_name("Problem");
    let content = utoipa::openapi::ContentBuilder::new().schema(Some(schema)).build();
    let response = utoipa::openapi::ResponseBuilder::new().description(words);
    RefOr::T(response.content("application/problem+json", content).build())
}

fn each_object(schema: &mut RefOr<Schema>, change: &mut impl FnMut(&mut utoipa::openapi::Object)) {
    match schema {
        RefOr::T(Schema::Object(object)) => change(object),
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter_mut().for_each(|part| each_object(part, change)),
        _ => {}
    }
}

/// The OpenAPI document, as JSON.
#[must_use]
pub fn document() -> String {
    router().1.to_pretty_json().unwrap_or_default() + "\n"
}
