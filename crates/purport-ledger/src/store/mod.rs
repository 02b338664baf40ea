//! Where a ledger is kept: the interface, and what goes through it.
//!
//! What comes in is appended and never changed: articles, readings, reviews. All else is derived from them and can be made
//! anew. A store holds rows and finds them; it knows nothing of how findings are made. PostgreSQL needs another
//! implementation of [`Store`] and nothing above it.
//!
//! Every derived row is known from one moment on, and perhaps until another: a store never forgets what it once answered, so
//! that any question can be asked as of any moment.

mod asked;
pub mod sqlite;

use std::sync::Arc;

pub use asked::{Asked, Citation, Citer, EventCount, IdentityRow, Outcome};

use purport_read::{Reading, SourceKind};
use purport_text::Article;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::finding::Finding;
use crate::identity::Identity;
use crate::review::Review;
use crate::statement::{Name, Statement};

/// A moment at which the ledger learned something: milliseconds since 1970, UTC.
pub type Moment = i64;

/// Number of an article in its store.
pub type ArticleId = i64;

/// Number of a statement in its store: its edition, times [`STATEMENTS_MAX`], plus its place in the article.
pub type StatementId = i64;

/// Most statements, and most claims, that one article may have in a ledger; a book's worth.
pub const STATEMENTS_MAX: i64 = 1 << 14;

/// What a store keeps of an article beside its text.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleRow {
    /// Its number.
    pub id: ArticleId,
    /// What identifies it: see [`key`].
    pub key: [u8; 16],
    /// The id that the input gave.
    pub name: String,
    /// When the ledger learned of it.
    pub known: Moment,
    /// Day of publication, counted from 1970; `None` when unknown.
    pub day: Option<i32>,
    /// Publication time as given.
    pub published: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
}

/// A claim as far as others are compared with it and asked for it; its words are in the reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// Who says it in the end: the deepest named speaker, else the outlet.
    pub label: String,
    /// What stands behind it.
    pub kind: Option<SourceKind>,
    /// The speaker's name.
    pub name: Option<Name>,
    /// The body that the speaker speaks for, as far as role or title tell ("a Pentagon spokeswoman").
    pub body: Option<Name>,
    /// The outlet's name.
    pub outlet: Option<Name>,
    /// Whether the speaker speaks for a state: government, parliament, army, police, secret service.
    pub official: bool,
    /// Whether saying it takes back what was said before.
    pub withdraws: bool,
    /// Whether the words that attribute it deny it ("rejected reports of …"), not the content itself.
    pub denies: bool,
}

/// A statement in the store, with all that a finding is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// Its number.
    pub id: StatementId,
    /// What orders it before others wherever it is listed: day of publication (unknown last), then article, then place.
    pub order: Order,
    /// The copy family of its article: number of the family's first article.
    pub family: ArticleId,
    /// What it states.
    pub statement: Arc<Statement>,
    /// Who states it.
    pub voice: Arc<Voice>,
}

/// The order in which claims are told: of publication, which does not depend on when the ledger learned of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// Publication time in a form that sorts; "~" when unknown, which sorts last.
    pub published: String,
    /// The article's key.
    pub key: [u8; 16],
    /// Place in the article.
    pub place: u32,
}

/// What two linked statements are to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// One statement.
    pub one: StatementId,
    /// The other.
    pub other: StatementId,
    /// How sure it is that both speak of the same thing.
    pub score: f32,
    /// Whether one says what the other denies.
    pub opposed: bool,
    /// Whether it leads from one to the other, as far as findings go.
    pub followed: bool,
}

/// A link as one of the two statements has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The other statement.
    pub other: StatementId,
    /// As for [`Link`].
    pub score: f32,
    /// As for [`Link`].
    pub opposed: bool,
    /// As for [`Link`].
    pub followed: bool,
}

/// An article is the same when everything that identifies it is: then adding it again adds nothing.
#[must_use]
pub fn key(article: &Article) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for field in [&article.publisher, &article.url, &article.published] {
        hasher.update(field.as_deref().unwrap_or("\u{0}").as_bytes());
        hasher.update(&[0xff]);
    }
    hasher.update(article.id.as_bytes());
    hasher.update(&[0xff]);
    hasher.update(article.text.as_bytes());
    let mut key = [0; 16];
    key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    key
}

/// Everything about one article that is derived from its reading alone.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Its claims.
    pub claims: Vec<ClaimRow>,
    /// Its events.
    pub events: Vec<EventRow>,
    /// Its places.
    pub spots: Vec<Spot>,
    /// The identities that it speaks of.
    pub identities: Vec<Identity>,
    /// What each of its quantities is a number of, else its unit.
    pub counted: Vec<Option<String>>,
}

/// A claim as far as it is filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimRow {
    /// Its id in the reading.
    pub name: String,
    /// Index into [`Derived::identities`] of who says it.
    pub speaker: Option<usize>,
    /// Kind of source, by number.
    pub kind: Option<u8>,
    /// Act of the cue, by number.
    pub act: Option<u8>,
    /// Certainty, by number.
    pub certainty: Option<u8>,
    /// Polarity, by number.
    pub polarity: Option<u8>,
    /// PLOVER types of the events in it, a bit each.
    pub events: u32,
    /// Index into [`Derived::identities`] of the speaker of the claim that it is nested in: who cites whom.
    pub via: Option<usize>,
    /// The reader's own confidence, in hundredths.
    pub confidence: u8,
    /// Whether a person rejected it.
    pub rejected: bool,
    /// Indices into [`Derived::identities`] of whom and what it speaks.
    pub of: Vec<usize>,
    /// Indices into [`Derived::spots`].
    pub spots: Vec<usize>,
}

/// An event as far as it is filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventRow {
    /// PLOVER type, by number.
    pub kind: u8,
    /// First and last day that it can have happened.
    pub days: Option<(i32, i32)>,
    /// Index into [`Derived::spots`].
    pub spot: Option<usize>,
    /// Certainty, by number.
    pub certainty: Option<u8>,
    /// Indices into [`Derived::identities`], and whether they act.
    pub sides: Vec<(usize, bool)>,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// GeoNames number.
    pub geonames: u32,
    /// Name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// GeoNames feature code.
    pub feature: Option<String>,
}

/// A copy as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyRow {
    /// The later article.
    pub article: ArticleId,
    /// The earlier one.
    pub of: ArticleId,
    /// `identical`, `revision`, `wire` or `excerpt`.
    pub kind: String,
    /// The agency that is credited.
    pub credit: Option<String>,
}

/// A finding as a store keeps it from one moment on.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// What it comes to; members in order of publication.
    pub finding: Finding,
    /// When the ledger came to it.
    pub since: Moment,
}

/// Where a ledger is kept.
///
/// Between [`begin`](Self::begin) and [`commit`](Self::commit) all changes are one: after a kill either all are there or
/// none. All derived rows are of the present unless a function takes a moment.
pub trait Store {
    /// Begin a batch of changes.
    ///
    /// # Errors
    /// When another program writes, or the store may not be written.
    fn begin(&mut self) -> Result<()>;
    /// Make the changes of the batch last.
    ///
    /// # Errors
    /// When they could not be written; then none of them is.
    fn commit(&mut self) -> Result<()>;
    /// Forget the changes of the batch.
    fn roll_back(&mut self);
    /// The latest moment at which the ledger learned anything.
    ///
    /// # Errors
    /// When the store fails; so for all that follow.
    fn latest(&self) -> Result<Moment>;

    /// Whether an article with this key is there.
    fn has(&self, key: &[u8; 16]) -> Result<bool>;
    /// Append an article.
    fn append_article(&mut self, article: &Article, key: [u8; 16], known: Moment) -> Result<ArticleId>;
    /// Append a reading of an article.
    fn append_reading(&mut self, article: ArticleId, reading: &Reading, known: Moment) -> Result<()>;
    /// Append what a person decided; its number is given.
    fn append_review(&mut self, review: &Review) -> Result<i64>;
    /// The article of a number, whole.
    fn article(&self, id: ArticleId) -> Result<Article>;
    /// The latest reading of an article at a moment, with the article in it.
    fn reading(&self, id: ArticleId, at: Moment) -> Result<Reading>;
    /// The moments of all readings of an article, the first one first.
    fn readings(&self, id: ArticleId) -> Result<Vec<Moment>>;
    /// All reviews up to a moment, in order.
    fn reviews(&self, at: Moment) -> Result<Vec<Review>>;
    /// Everything that was appended, by moment: articles, readings, reviews after `after`, at most one moment's.
    fn next_in_log(&self, after: Moment) -> Result<Option<LogEntry>>;
    /// Articles whose latest reading is not by this reader, by number.
    fn read_by_others(&self, reader: &str, after: ArticleId, limit: usize) -> Result<Vec<ArticleId>>;
    /// Articles with this id, by number.
    fn articles_named(&self, name: &str) -> Result<Vec<ArticleId>>;
    /// The article with this key.
    fn article_with_key(&self, key: &[u8; 16]) -> Result<Option<ArticleId>>;

    /// Remove all that is derived.
    fn clear_derived(&mut self) -> Result<()>;
    /// Begin a new edition of an article, ending the one before. Gives its number, and the statements of the one before.
    fn new_edition(&mut self, article: ArticleId, known: Moment) -> Result<(i64, Vec<StatementId>)>;
    /// Take statements out of lookups.
    fn take_out(&mut self, statements: &[StatementId]) -> Result<()>;
    /// Keep what is derived from a reading alone.
    fn put_derived(&mut self, edition: i64, derived: &Derived) -> Result<()>;
    /// Make an article's words searchable.
    fn put_words(&mut self, article: ArticleId, title: &str, text: &str) -> Result<()>;

    /// Keep the fingerprint of an article.
    fn put_print(&mut self, article: ArticleId, family: ArticleId, keys: &[u64], body: &[u8]) -> Result<()>;
    /// Articles that share fingerprint keys, those that share most first; with their fingerprints.
    fn alike(&self, keys: &[u64], limit: usize) -> Result<Vec<(ArticleId, Vec<u8>)>>;
    /// The copy family of an article.
    fn family(&self, article: ArticleId) -> Result<ArticleId>;
    /// Make two families one, under the number of the first; gives the articles of the second.
    fn join_families(&mut self, into: ArticleId, from: ArticleId) -> Result<Vec<ArticleId>>;
    /// Keep a copy.
    fn put_copy(&mut self, copy: &CopyRow, known: Moment) -> Result<()>;

    /// Keep the statements of an edition, numbered by their place, and their lookup keys; `day` is that of publication.
    fn put_statements(
        &mut self,
        edition: i64,
        stated: &[(Statement, Voice)],
        keys: &[Vec<u64>],
        day: Option<i32>,
    ) -> Result<()>;
    /// Statements that share keys and are published within `window` days, those that share most first; without those of `edition`.
    fn candidates(
        &self,
        keys: &[u64],
        day: Option<i32>,
        window: i32,
        edition: i64,
        limit: usize,
    ) -> Result<Vec<(StatementId, Arc<Statement>)>>;
    /// The links of a statement, by the other one's number.
    fn links(&self, statement: StatementId) -> Result<Vec<Near>>;
    /// Set the links of a statement; both statements of a link have it.
    fn set_links(&mut self, statement: StatementId, links: &[Near]) -> Result<()>;
    /// Keep that a person set two statements apart.
    fn put_apart(&mut self, one: StatementId, other: StatementId) -> Result<()>;
    /// The pairs among statements that a person set apart.
    fn apart(&self, statements: &[StatementId]) -> Result<Vec<(StatementId, StatementId)>>;
    /// The statements of an edition.
    fn in_edition(&self, edition: i64) -> Result<Vec<StatementId>>;
    /// The current edition of an article.
    fn edition(&self, article: ArticleId, at: Moment) -> Result<Option<i64>>;
    /// Statements with all that findings are made from; those that are gone are left out.
    fn rows(&self, statements: &[StatementId]) -> Result<Vec<StatementRow>>;

    /// Put `now` in the place of the findings that these statements were in.
    fn put_findings(&mut self, statements: &[StatementId], now: &[Finding], known: Moment) -> Result<()>;

    /// What is remembered of an address, so that it is asked for politely.
    fn page(&self, url: &str) -> Result<Option<String>>;
    /// Remember this of an address.
    fn put_page(&mut self, url: &str, body: &str) -> Result<()>;

    /// Keep an identity's alias; `None` takes it away.
    fn put_alias(&mut self, identity: &str, of: Option<&str>) -> Result<()>;
}

/// What came in at one moment.
#[derive(Clone, Debug, Default)]
pub struct LogEntry {
    /// The moment.
    pub known: Moment,
    /// Articles that were read for the first time or again.
    pub articles: Vec<ArticleId>,
    /// What people decided.
    pub reviews: Vec<Review>,
}
