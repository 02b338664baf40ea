//! Answers, as people and programs get them.
//!
//! In: rows of a store. Out: records with public ids, texts and dates, which serialise to the JSON that the documentation
//! describes. A claim's id is its article's id, a slash, and its id in the reading (`a03/c5`); a finding's is the same with `f`
//! and the place of its first statement (`a03/f12`). Any statement of a finding names it: an id that was once written down
//! leads to the finding even when an earlier claim has been found since.

mod change;
mod citation;
mod claim;
mod count;
mod decision;
mod event;
mod finding;
mod search;
mod source;
pub mod story;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use purport_read::Reading;
use purport_text::{Article, Span};
use serde::Serialize;

pub use change::{ChangeKind, ChangedFinding, FindingState, changes};
pub use citation::{Cited, Network, NetworkLink, NetworkNode, SpeakerView};
pub use claim::{ClaimAnswer, SourceAnswer};
pub use count::{Counts, EventCountAnswer, EventCounts, PlaceAnswer, StandingCount};
pub use decision::{DecidedOn, IdentityAnswer, ReviewAnswer, SuggestionAnswer};
pub use event::EventAnswer;
pub use finding::{ChangeAnswer, FindingAnswer, FindingClaim, NumberAnswer};
pub use search::{Found, FoundArticle, FoundFinding, FoundSource, Snippet};
pub use source::SpeakerAnswer;
pub use story::{ArticleRef, Story};

use crate::derive::{contents, corrected, hex};
use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::review::{Act, Anchor, Review, standing};
use crate::store::Asked;
use crate::store::{ArticleId, ArticleRow, Moment, STATEMENTS_MAX, StatementId, Store};

/// Readings held between answers.
const HELD: usize = 512;

/// Answers from a store as of a moment.
pub struct Answers<'a, S> {
    store: &'a S,
    at: Moment,
    reviews: Vec<Review>,
    held: RefCell<HashMap<i64, Rc<Edition>>>,
    covers: RefCell<HashMap<i64, Rc<Cover>>>,
}

/// What is known of an edition without its reading, which takes long to unpack.
struct Cover {
    row: ArticleRow,
    known: Moment,
    text: OnceCell<String>,
}

/// An edition of an article: its reading as corrected, and what is kept of the article.
pub struct Edition {
    /// The article's row.
    pub row: ArticleRow,
    /// What it is taken to say.
    pub reading: Reading,
    /// When the ledger took it so.
    pub known: Moment,
    /// What each claim claimed before people corrected it: reviews know it by that.
    contents: Vec<Vec<Span>>,
}

impl Edition {
    /// The anchors of a claim: as it was read, and as people corrected it.
    fn anchors(&self, place: usize) -> Vec<Anchor> {
        let now = self.reading.claims.get(place).map(|claim| &claim.content);
        let mut found: Vec<Anchor> = Vec::new();
        for content in self.contents.get(place).into_iter().chain(now) {
            if found.iter().all(|known| known.content != *content) {
                found.push(Anchor { article: hex(&self.row.key), content: content.clone() });
            }
        }
        found
    }
}

/// An article, without its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleAnswer {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Publication time.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// When the ledger learned of it.
    pub known: String,
    /// Kinds of copy that it is of others: `wire`, `revision` …
    pub copies: Vec<CopyAnswer>,
}

/// A copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CopyAnswer {
    /// `identical`, `revision`, `wire` or `excerpt`.
    pub kind: String,
    /// The two articles, the earlier one first.
    pub articles: Vec<String>,
    /// The earlier one.
    pub of: Option<String>,
    /// The agency that is credited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

impl<'a, S: Store + Asked> Answers<'a, S> {
    /// Answers as of a moment; [`Moment::MAX`] for now.
    ///
    /// # Errors
    /// When the store fails; so for all that follow.
    pub fn new(store: &'a S, at: Moment) -> Result<Self> {
        Ok(Self { store, at, reviews: store.reviews(at)?, held: RefCell::default(), covers: RefCell::default() })
    }

    /// The store.
    pub fn store(&self) -> &'a S {
        self.store
    }

    /// The moment as of which it answers.
    pub fn at(&self) -> Moment {
        self.at
    }

    /// The reviews that hold.
    #[must_use]
    pub fn reviews(&self) -> Vec<&Review> {
        standing(&self.reviews)
    }

    /// What people decided about a claim of an edition.
    fn decided(&self, edition: &Edition, place: usize) -> Vec<&Review> {
        let anchors = edition.anchors(place);
        let is_of = |review: &&Review| review.act.anchors().iter().any(|anchor| anchors.contains(anchor));
        // Where there are none for the claim itself there may be very many others: those are not looked at twice.
        standing(&self.reviews)
            .into_iter()
            .filter(|review| !matches!(review.act, Act::Undo { .. }))
            .filter(is_of)
            .collect()
    }

    /// An edition of an article.
    pub fn edition(&self, edition: i64) -> Result<Rc<Edition>> {
        if let Some(held) = self.held.borrow().get(&edition) {
            return Ok(Rc::clone(held));
        }
        let missing = || Self::missing("edition", &edition.to_string());
        let (article, known) = self.store.article_of(edition)?.ok_or_else(missing)?;
        let row = self.store.article_row(article)?;
        let reviews: Vec<Review> = self.reviews.iter().filter(|review| review.known <= known).cloned().collect();
        let reading = self.store.reading(article, known)?;
        let contents = contents(&reading);
        let (reading, _) = corrected(reading, &row.key, &standing(&reviews));
        let found = Rc::new(Edition { row, reading, known, contents });
        let mut held = self.held.borrow_mut();
        if held.len() >= HELD {
            held.clear();
        }
        held.insert(edition, Rc::clone(&found));
        Ok(found)
    }

    fn cover(&self, edition: i64) -> Result<Rc<Cover>> {
        if let Some(held) = self.covers.borrow().get(&edition) {
            return Ok(Rc::clone(held));
        }
        let missing = || Self::missing("edition", &edition.to_string());
        let (article, known) = self.store.article_of(edition)?.ok_or_else(missing)?;
        let found = Rc::new(Cover { row: self.store.article_row(article)?, known, text: OnceCell::new() });
        let mut covers = self.covers.borrow_mut();
        if covers.len() >= HELD {
            covers.clear();
        }
        covers.insert(edition, Rc::clone(&found));
        Ok(found)
    }

    fn missing(what: &'static str, id: &str) -> LedgerError {
        LedgerError::new(std::path::Path::new("ledger"), LedgerErrorKind::Unknown { what, id: id.to_owned() })
    }

    /// The public id of a claim.
    pub fn claim_id(&self, claim: i64) -> Result<String> {
        let cover = self.cover(claim.div_euclid(STATEMENTS_MAX))?;
        let name = self.store.claim_name(claim)?.unwrap_or_default();
        Ok(format!("{}/{name}", cover.row.name))
    }

    /// The public id of the finding that begins with a statement.
    pub fn finding_id(&self, statement: StatementId) -> Result<String> {
        let cover = self.cover(statement.div_euclid(STATEMENTS_MAX))?;
        Ok(format!("{}/f{}", cover.row.name, statement.rem_euclid(STATEMENTS_MAX) + 1))
    }

    /// The claim, or the statement, that a public id names: `a03/c5`, `a03/f12`.
    pub fn resolve(&self, id: &str) -> Result<Named> {
        let unknown = || Self::missing("claim or finding", id);
        let (article, place) = id.rsplit_once('/').ok_or_else(unknown)?;
        let articles = self.store.articles_named(article)?;
        for article in articles {
            let Some(edition) = self.store.edition(article, self.at)? else { continue };
            if let Some(number) = place.strip_prefix('f').and_then(|number| number.parse::<i64>().ok()) {
                let statement = edition * STATEMENTS_MAX + number - 1;
                if (1..=STATEMENTS_MAX).contains(&number) && self.store.claim_of(statement)?.is_some() {
                    return Ok(Named::Statement(statement));
                }
            } else if let Some(at) = self.edition(edition)?.reading.claims.iter().position(|claim| claim.id == place) {
                return Ok(Named::Claim(edition * STATEMENTS_MAX + i64::try_from(at).unwrap_or(0)));
            }
        }
        Err(unknown())
    }

    /// The words of a statement, and the index of its claim.
    pub fn statement_text(&self, statement: StatementId) -> Result<(u32, String)> {
        let missing = || Self::missing("statement", &statement.to_string());
        let found = self.store.statement(statement)?.ok_or_else(missing)?;
        let cover = self.cover(statement.div_euclid(STATEMENTS_MAX))?;
        let text = match cover.text.get() {
            Some(text) => text,
            None => {
                let text = self.store.article(cover.row.id)?.text;
                cover.text.get_or_init(|| text)
            }
        };
        Ok((found.claim, found.text(text)))
    }

    /// An article without its text.
    pub fn article(&self, id: ArticleId) -> Result<ArticleAnswer> {
        let row = self.store.article_row(id)?;
        Ok(ArticleAnswer {
            id: row.name,
            title: row.title,
            publisher: row.publisher,
            published: row.published,
            url: row.url,
            known: moment(row.known),
            copies: self.copies(Some(id))?,
        })
    }

    /// An article as others refer to it.
    pub fn article_ref(&self, id: ArticleId) -> Result<ArticleRef> {
        let row = self.store.article_row(id)?;
        Ok(ArticleRef {
            number: id,
            id: row.name,
            title: row.title,
            publisher: row.publisher,
            published: row.published,
            url: row.url,
        })
    }

    /// An article, whole.
    pub fn whole_article(&self, id: ArticleId) -> Result<Article> {
        self.store.article(id)
    }

    /// Copies of one article, or all.
    pub fn copies(&self, article: Option<ArticleId>) -> Result<Vec<CopyAnswer>> {
        let rows = self.store.copies(article, self.at)?;
        rows.into_iter()
            .map(|row| {
                let (later, of) = (self.store.article_row(row.article)?.name, self.store.article_row(row.of)?.name);
                Ok(CopyAnswer { kind: row.kind, articles: vec![of.clone(), later], of: Some(of), credit: row.credit })
            })
            .collect()
    }
}

/// What a public id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A claim.
    Claim(i64),
    /// A statement, which leads to its finding.
    Statement(StatementId),
}

/// The words of spans, white space as single spaces.
fn words(text: &str, spans: &[Span]) -> String {
    let parts = spans.iter().filter_map(|span| text.get(span.range()));
    let parts: Vec<String> = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    parts.join(" … ")
}

/// A moment as RFC 3339 text.
#[must_use]
pub fn moment(known: Moment) -> String {
    jiff::Timestamp::from_millisecond(known).map_or_else(|_| known.to_string(), |time| time.to_string())
}

/// A sortable publication time as it is shown; `None` when unknown.
#[must_use]
pub fn said(sortable: &str) -> Option<String> {
    (sortable != "~").then(|| sortable.to_owned())
}
