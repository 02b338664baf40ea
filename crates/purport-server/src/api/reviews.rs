//! What people decide.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use purport_ledger::answer::{Answers, ClaimAnswer, ReviewAnswer};
use purport_ledger::ask::Cursor;
use purport_ledger::review::{Act, Correction};
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::store::{Moment, Store as _};
use purport_read::{Certainty, Polarity};
use purport_text::{CodePoints, Span};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Body;
use super::answers::missing;
use crate::answer::Request;
use crate::desk::Desk;
use crate::guard::Admitted;
use crate::problem::Problem;
use crate::query::{Asked, Rows, bad, limit};
use crate::writer::{Kept, Wish};

/// Characters of a name or a reason at most.
const LONGEST: usize = 2_000;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageOf {
    /// Rows at most.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<usize>,
    /// Go on where a page ended: its `next`.
    after: Option<String>,
}

impl PageOf {
    fn cursor(&self) -> Option<Cursor> {
        self.after.clone().filter(|after| !after.is_empty()).map(Cursor)
    }
}

/// What people decided, the newest first
#[utoipa::path(get, path = "/api/v1/reviews", tag = "reviews", params(PageOf), responses((status = 200, body = Rows<ReviewAnswer>)))]
pub async fn reviews(Asked(asked): Asked<PageOf>, request: Request) -> Result<Response, Problem> {
    let (limit, after) = (limit(asked.limit)?, asked.cursor());
    request.answer(Moment::MAX, move |answers| Ok(Rows::from(answers.decisions(after.as_ref(), limit)?))).await
}

/// Claims that the reader doubts and that nobody decided about, the most doubtful first
#[utoipa::path(get, path = "/api/v1/reviews/queue", tag = "reviews", params(PageOf), responses((status = 200, body = Rows<ClaimAnswer>)))]
pub async fn queue(Asked(asked): Asked<PageOf>, request: Request) -> Result<Response, Problem> {
    let (limit, after) = (limit(asked.limit)?, asked.cursor());
    request.answer(Moment::MAX, move |answers| Ok(Rows::from(answers.doubtful(after.as_ref(), limit)?))).await
}

/// An act of a person.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Decision {
    /// Who decides. Where keys are needed, the key's name counts.
    #[serde(default)]
    author: Option<String>,
    /// Why.
    #[serde(default)]
    reason: String,
    /// What.
    #[serde(flatten)]
    act: DecisionAct,
}

/// What a person decides.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(tag = "act", rename_all = "lowercase")]
pub enum DecisionAct {
    /// A claim is read rightly.
    Accept {
        /// The claim's id.
        claim: String,
    },
    /// A claim is none; it no longer counts in any finding.
    Reject {
        /// The claim's id.
        claim: String,
    },
    /// A claim is read rightly but for these fields.
    Correct {
        /// The claim's id.
        claim: String,
        /// Who says it.
        #[serde(default)]
        source: Option<String>,
        /// How sure the source sounds.
        #[serde(default)]
        certainty: Option<Certainty>,
        /// Whether it is said to be so.
        #[serde(default)]
        polarity: Option<Polarity>,
        /// What is claimed: a stretch of the article's text, in code points.
        #[serde(default)]
        content: Option<Span>,
    },
    /// Two claims state the same, or two names are of one.
    Merge {
        /// A claim's id, or a name or key.
        one: String,
        /// The other.
        other: String,
    },
    /// Two claims do not state the same.
    Split {
        /// A claim's id.
        one: String,
        /// The other.
        other: String,
    },
    /// An Admiralty grade: A to F of a source's reliability, 1 to 6 of a claim's credibility.
    Grade {
        /// The claim's id, or the source's name or key.
        of: String,
        /// A to F, or 1 to 6.
        #[schema(pattern = "^[A-Fa-f1-6]$")]
        grade: String,
    },
    /// An earlier act no longer holds.
    Undo {
        /// Its number.
        review: i64,
    },
}

/// The number of an act that was kept.
#[derive(Serialize, ToSchema)]
pub struct Decided {
    /// The number.
    id: i64,
}

/// Keep what a person decides
#[utoipa::path(
    post, path = "/api/v1/reviews", tag = "reviews", request_body = Decision,
    responses(
        (status = 201, description = "It is kept", body = Decided),
        (status = 409, description = "another program writes", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 507, description = "no room left", body = Problem, content_type = "application/problem+json")
    )
)]
pub async fn decide(
    State(desk): State<Arc<Desk>>,
    admitted: Admitted,
    Body(decision): Body<Decision>,
) -> Result<(StatusCode, Json<Decided>), Problem> {
    let writer = desk.writer()?;
    let author = admitted.0.name.or(decision.author).filter(|name| !name.trim().is_empty());
    let author = author.ok_or_else(|| bad("author: say who decides"))?;
    if author.chars().count() > LONGEST || decision.reason.chars().count() > LONGEST {
        return Err(bad(format!("author and reason have at most {LONGEST} characters")));
    }
    let (reason, wanted) = (decision.reason, decision.act);
    let act = desk.pool.ask(move |store| act(&Answers::new(store, Moment::MAX)?, wanted)).await?;
    let kept = writer.keep(Wish::Review { author, reason, act }).await?;
    desk.tell_change();
    match kept {
        Kept::Review(id) => Ok((StatusCode::CREATED, Json(Decided { id }))),
        Kept::Article(_) => Err(Problem::internal("a review was kept as an article")),
    }
}

fn act(answers: &Answers<'_, SqliteStore>, wanted: DecisionAct) -> Result<Act, Problem> {
    Ok(match wanted {
        DecisionAct::Accept { claim } => Act::Accept { claim: answers.anchor(&claim)? },
        DecisionAct::Reject { claim } => Act::Reject { claim: answers.anchor(&claim)? },
        DecisionAct::Correct { claim, source, certainty, polarity, content } => {
            let content = content.map(|span| bytes(answers, &claim, span)).transpose()?;
            let source = source.filter(|source| !source.trim().is_empty());
            let to = Correction { source, certainty, polarity, content };
            if to == Correction::default() {
                return Err(bad("say what is right instead: source, certainty, polarity or content"));
            }
            Act::Correct { claim: answers.anchor(&claim)?, to }
        }
        DecisionAct::Merge { one, other } => match (answers.anchor(&one), answers.anchor(&other)) {
            (Ok(one), Ok(other)) => Act::Merge { one, other },
            _ => Act::Join { identity: answers.identity_key(&one)?, of: answers.identity_key(&other)? },
        },
        DecisionAct::Split { one, other } => Act::Split { one: answers.anchor(&one)?, other: answers.anchor(&other)? },
        DecisionAct::Grade { of, grade } => match grade.as_bytes() {
            [letter @ (b'A'..=b'F' | b'a'..=b'f')] => Act::Reliability {
                identity: answers.identity_key(&of)?,
                grade: char::from(letter.to_ascii_uppercase()),
            },
            [digit @ b'1'..=b'6'] => Act::Credibility { claim: answers.anchor(&of)?, grade: digit - b'0' },
            _ => return Err(bad(format!("{grade:?} is no grade: A to F for a source, 1 to 6 for a claim"))),
        },
        DecisionAct::Undo { review } => {
            let reviews = answers.store().reviews(Moment::MAX)?;
            if !reviews.iter().any(|known| known.id == review) {
                return Err(missing("review", &review.to_string()));
            }
            Act::Undo { review }
        }
    })
}

/// A stretch of a claim's article, in bytes.
fn bytes(answers: &Answers<'_, SqliteStore>, claim: &str, span: Span) -> Result<Span, Problem> {
    let text = answers.article_of_claim(claim)?.text;
    let bytes = CodePoints::new(&text).to_bytes(span).filter(|span| !span.slice(&text).trim().is_empty());
    bytes.ok_or_else(|| bad("content: there are no words there in the article's text"))
}
