//! Questions to a store: the other half of its interface.
//!
//! In: filters, numbers, a moment. Out: rows and numbers; [`answer`](crate::answer) makes of them what people and programs get.

use std::sync::Arc;

use super::{ArticleId, ArticleRow, CopyRow, FindingRow, Moment, Spot, StatementId};
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::finding::{Relation, Standing};
use crate::statement::Statement;

/// What a ledger can be asked; a second implementation of [`Store`](super::Store) answers the same.
pub trait Asked {
    /// Claims, newest publication first.
    ///
    /// # Errors
    /// When the store fails; so for all that follow.
    fn find_claims(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<i64>>;
    /// Findings, last changed first.
    fn find_findings(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<FindingRow>>;
    /// Events, newest publication first: numbers of edition and place.
    fn find_events(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<i64>>;
    /// Articles, newest publication first; with words to find, the best first.
    fn find_articles(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<ArticleId>>;
    /// The finding that a statement is part of at a moment.
    fn finding_of(&self, statement: StatementId, at: Moment) -> Result<Option<FindingRow>>;
    /// What is kept of an article beside its text.
    fn article_row(&self, id: ArticleId) -> Result<ArticleRow>;
    /// The article of an edition, and when the edition became known.
    fn article_of(&self, edition: i64) -> Result<Option<(ArticleId, Moment)>>;
    /// Copies that an article is part of, known at a moment.
    fn copies(&self, article: Option<ArticleId>, at: Moment) -> Result<Vec<CopyRow>>;
    /// A statement.
    fn statement(&self, id: StatementId) -> Result<Option<Arc<Statement>>>;
    /// The id of a claim in its reading.
    fn claim_name(&self, claim: i64) -> Result<Option<String>>;
    /// The claim of a statement.
    fn claim_of(&self, statement: StatementId) -> Result<Option<i64>>;
    /// The statements of a claim.
    fn statements_of(&self, claim: i64) -> Result<Vec<StatementId>>;
    /// Findings that began, changed or ended after one moment and up to another: their numbers.
    fn changed(&self, after: Moment, to: Moment) -> Result<Vec<StatementId>>;
    /// The finding with a number, as of a moment.
    fn finding_at(&self, id: StatementId, at: Moment) -> Result<Option<FindingRow>>;
    /// Speakers, those with most claims first: identity and number of claims.
    fn find_sources(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<(i64, u64)>>;
    /// What is known of an identity: key, kind, spellings with the number of articles, country, sector, role, identifier.
    fn identity(&self, id: i64) -> Result<Option<IdentityRow>>;
    /// Identities with this name, or with a name that has a word beginning so.
    fn identities_named(&self, name: &str) -> Result<Vec<i64>>;
    /// How many claims a speaker makes.
    fn claims_by(&self, identity: i64, at: Moment) -> Result<u64>;
    /// What became of the statements of a speaker that others speak of too.
    fn outcomes(&self, identity: i64, at: Moment) -> Result<Vec<Outcome>>;
    /// What a quantity of an edition is a number of, else its unit.
    fn counted(&self, edition: i64, place: usize) -> Result<Option<String>>;
    /// How many articles, claims, findings there are.
    fn counts(&self) -> Result<[u64; 3]>;
    /// How many findings there are of each standing, in the order of [`Standing::ALL`], those of one claim that is merely
    /// reported left out.
    fn standings(&self, at: Moment) -> Result<[u64; 6]>;
    /// The first and the last day of publication, counted from 1970.
    fn days(&self, at: Moment) -> Result<Option<(i32, i32)>>;
    /// Events that fulfil a filter, counted by place, day, type, certainty; those beyond a number of events are left out and
    /// counted.
    fn count_events(&self, filter: &Filter, most: usize) -> Result<(Vec<EventCount>, u64)>;
    /// Place by GeoNames number.
    fn spot(&self, geonames: u32) -> Result<Option<Spot>>;
    /// Who cites whom, and in how many claims: the most frequent pairs. With an identity, only pairs that it is part of.
    fn citations(&self, of: Option<i64>, at: Moment, limit: usize) -> Result<Vec<Citation>>;
    /// Claims that the reader doubts, the most doubtful first; each number is followed by the place to go on from.
    fn doubtful(&self, after: Option<&Cursor>, at: Moment, limit: usize) -> Result<Page<i64>>;
    /// How many claims of a speaker sound how sure, by number of certainty.
    fn certainties(&self, identity: i64, at: Moment) -> Result<Vec<(u8, u64)>>;
    /// Places with a name, or with this GeoNames number.
    fn spots_named(&self, name: &str) -> Result<Vec<Spot>>;
    /// All identities but those that were joined to others: number, kind, most usual spelling.
    fn spellings(&self, after: i64, limit: usize) -> Result<Vec<(i64, String, String)>>;
    /// Of these the ones that make most claims.
    fn most_heard(&self, limit: usize) -> Result<Vec<(i64, String, String)>>;
    /// Of these the ones with a spelling that has this word.
    fn with_word(&self, word: &str, limit: usize) -> Result<Vec<(i64, String, String)>>;
}

/// Statements of a speaker in findings of several claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What their findings rest on.
    pub standing: Standing,
    /// What they are to these.
    pub relation: Relation,
    /// Whether another origin gives another number there.
    pub contradicted: bool,
    /// How many.
    pub statements: u64,
}

/// Events that have these in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventCount {
    /// GeoNames number of the place.
    pub spot: Option<u32>,
    /// Day, counted from 1970: the event's own where it is known, else that of publication.
    pub day: Option<i32>,
    /// PLOVER type, by number.
    pub kind: u8,
    /// Certainty, by number.
    pub certainty: Option<u8>,
    /// How many.
    pub events: u64,
}

/// Who cites somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Citer {
    /// An outlet, in its own voice.
    Outlet(String),
    /// A speaker, whose words the outlet relays.
    Speaker(i64),
}

/// Claims of a speaker that come through somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Through whom.
    pub citer: Citer,
    /// The speaker's identity.
    pub speaker: i64,
    /// How many.
    pub claims: u64,
}

/// An identity as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityRow {
    /// Its number.
    pub id: i64,
    /// What its mentions have in common.
    pub key: String,
    /// Kind of entity.
    pub kind: String,
    /// Spellings with the number of articles that use them, the most usual first.
    pub spellings: Vec<(String, u64)>,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Role or office.
    pub role: Option<String>,
    /// Stable identifier.
    pub identifier: Option<String>,
}
