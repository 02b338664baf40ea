//! Articles: listed, as read, compared.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::Response;
use purport_ledger::answer::{Answers, ArticleAnswer, ArticleRef, Named};
use purport_ledger::copies::difference;
use purport_ledger::finding::{Relation, Standing};
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::store::{ArticleId, Asked as _, STATEMENTS_MAX, Store as _};
use purport_read::Reading;
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::{AsOf, missing};
use crate::answer::Request;
use crate::problem::Problem;
use crate::query::{Asked, Conditions, Rows, at, limit};

/// An article as it was read.
#[derive(Serialize, ToSchema)]
pub struct ArticleView {
    /// What is kept of it beside its text.
    article: ArticleAnswer,
    /// The articles that its copies name.
    related: Vec<ArticleRef>,
    /// What was read out of it, as people corrected it; its text is in it.
    #[schema(value_type = Reading)]
    reading: serde_json::Value,
    /// Its claims: the findings that they are part of, and what people decided.
    claims: Vec<ClaimStands>,
}

/// Where a claim of an article stands.
#[derive(Serialize, ToSchema)]
pub struct ClaimStands {
    /// Its id in the reading.
    id: String,
    /// The findings that it is part of.
    findings: Vec<PartOf>,
    /// What people decided about it: `accept`, `grade 2`.
    reviews: Vec<String>,
}

/// A finding that a claim is part of.
#[derive(Serialize, ToSchema)]
pub struct PartOf {
    /// The finding's id.
    id: String,
    /// What it states.
    statement: String,
    /// What it rests on.
    standing: Standing,
    /// What the claim is to it.
    relation: Relation,
    /// How many claims it has.
    claims: usize,
}

/// Articles that fulfil conditions, newest publication first; with words to find, the best first
#[utoipa::path(get, path = "/api/v1/articles", tag = "articles", params(Conditions), responses((status = 200, body = Rows<ArticleAnswer>)))]
pub async fn articles(Asked(asked): Asked<Conditions>, request: Request) -> Result<Response, Problem> {
    asked.only_of("/api/v1/articles")?;
    let (filter, after, limit) = (asked.filter()?, asked.cursor(), limit(asked.limit)?);
    request
        .answer(filter.at, move |answers| {
            let page = answers.store().find_articles(&filter, after.as_ref(), limit)?;
            let rows = page.rows.into_iter().map(|id| answers.article(id)).collect::<Result<_, _>>()?;
            Ok(Rows { rows, next: page.next.map(|next| next.0) })
        })
        .await
}

/// An article as it was read
#[utoipa::path(
    get, path = "/api/v1/articles/{id}", tag = "articles", params(AsOf, ("id" = String, Path, description = "Id of an article", example = "a02")),
    responses((status = 200, body = ArticleView))
)]
pub async fn article(Path(id): Path<String>, Asked(asked): Asked<AsOf>, request: Request) -> Result<Response, Problem> {
    request.answer(at(asked.as_of.as_deref())?, move |answers| view(answers, named(answers, &id)?)).await
}

/// The article with an id, as the ledger had it.
fn named(answers: &Answers<'_, SqliteStore>, id: &str) -> Result<ArticleId, Problem> {
    for article in answers.store().articles_named(id)? {
        if answers.store().edition(article, answers.at())?.is_some() {
            return Ok(article);
        }
    }
    Err(missing("article", id))
}

fn view(answers: &Answers<'_, SqliteStore>, id: ArticleId) -> Result<ArticleView, Problem> {
    let store = answers.store();
    let article = answers.article(id)?;
    let number = store.edition(id, answers.at())?.ok_or_else(|| missing("article", &article.id))?;
    let edition = answers.edition(number)?;
    let reading = serde_json::from_str(&edition.reading.to_json()).map_err(Problem::internal)?;
    let mut claims = Vec::with_capacity(edition.reading.claims.len());
    for (claim, place) in edition.reading.claims.iter().zip(0_i64..) {
        let named = Named::Claim(number * STATEMENTS_MAX + place);
        let mut findings = Vec::new();
        for statement in store.statements_of(number * STATEMENTS_MAX + place)? {
            let Some(row) = store.finding_of(statement, answers.at())? else { continue };
            let id = answers.finding_id(row.finding.id)?;
            let own = row.finding.members.iter().find(|member| member.statement == statement);
            let (Some(own), false) = (own, findings.iter().any(|known: &PartOf| known.id == id)) else { continue };
            findings.push(PartOf {
                id,
                statement: answers.statement_text(row.finding.id)?.1,
                standing: row.finding.standing,
                relation: own.relation,
                claims: row.finding.members.len(),
            });
        }
        let Named::Claim(number) = named else { continue };
        claims.push(ClaimStands { id: claim.id.clone(), findings, reviews: answers.claim(number)?.reviews });
    }
    let others: BTreeSet<&String> =
        article.copies.iter().flat_map(|copy| &copy.articles).filter(|other| **other != article.id).collect();
    let mut related = Vec::new();
    for other in others {
        if let Some(number) = store.articles_named(other)?.first() {
            related.push(answers.article_ref(*number)?);
        }
    }
    Ok(ArticleView { article, related, reading, claims })
}

/// Two articles compared word by word: `same` and `removed` are the earlier text, `same` and `added` the later one.
#[derive(Serialize, ToSchema)]
pub struct Comparison {
    /// The earlier one.
    earlier: ArticleRef,
    /// The later one.
    later: ArticleRef,
    /// Stretches of both, in order.
    pieces: Vec<ComparedPiece>,
}

/// A stretch of one or both of two texts.
#[derive(Serialize, ToSchema)]
pub struct ComparedPiece {
    /// In which of them it stands.
    kind: PieceKind,
    /// Its words.
    text: String,
}

/// In which of two texts a stretch stands.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PieceKind {
    /// In both.
    Same,
    /// In the earlier one.
    Removed,
    /// In the later one.
    Added,
}

/// What changed from an earlier article to a later one, word by word
#[utoipa::path(
    get, path = "/api/v1/articles/{id}/compare/{earlier}", tag = "articles",
    params(AsOf, ("id" = String, Path, description = "Id of the later article", example = "a03"), ("earlier" = String, Path, description = "Id of the earlier one", example = "a02")),
    responses((status = 200, body = Comparison))
)]
pub async fn compare(
    Path((later, earlier)): Path<(String, String)>,
    Asked(asked): Asked<AsOf>,
    request: Request,
) -> Result<Response, Problem> {
    request
        .answer(at(asked.as_of.as_deref())?, move |answers| {
            let (earlier, later) = (named(answers, &earlier)?, named(answers, &later)?);
            let (before, after) = (answers.whole_article(earlier)?.text, answers.whole_article(later)?.text);
            let (earlier, later) = (answers.article_ref(earlier)?, answers.article_ref(later)?);
            Ok(Comparison { earlier, later, pieces: pieces(&before, &after) })
        })
        .await
}

fn pieces(before: &str, after: &str) -> Vec<ComparedPiece> {
    let mut pieces = Vec::new();
    let mut push = |kind, text: &str| {
        if !text.is_empty() {
            pieces.push(ComparedPiece { kind, text: text.to_owned() });
        }
    };
    let mut rest = 0;
    for change in difference(before, after) {
        push(PieceKind::Same, &after[rest..change.after.start]);
        push(PieceKind::Removed, change.before.slice(before));
        push(PieceKind::Added, change.after.slice(after));
        rest = change.after.end;
    }
    push(PieceKind::Same, &after[rest..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_up_the_later_text() {
        let (before, after) = ("The dam held. Ten were hurt.", "The dam gave way. Twelve were hurt, two badly.");
        let pieces = pieces(before, after);
        let of = |kinds: &[&str]| -> String {
            let name = |piece: &&ComparedPiece| serde_json::to_value(piece.kind).unwrap().as_str().unwrap().to_owned();
            pieces
                .iter()
                .filter(|piece| kinds.contains(&name(piece).as_str()))
                .map(|piece| piece.text.as_str())
                .collect()
        };
        assert_eq!(of(&["same", "added"]), after);
        assert!(of(&["removed"]).contains("Ten") && of(&["added"]).contains("Twelve"));
    }
}
