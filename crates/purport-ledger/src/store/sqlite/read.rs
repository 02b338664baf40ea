//! Reading rows, and the store's interface.

use std::collections::HashMap;
use std::sync::Arc;

use purport_read::Reading;
use purport_text::Article;
use rusqlite::params;

use super::party::place_of;
use super::shape::from_shape;
use super::sorted::{BLOCK, PRINT, number_of, value};
use super::write::{STRETCH, UNDATED, block_key, number, print_key, stretch};
use super::{Head, SqliteStore, body};
use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::finding::Finding;
use crate::review::Review;
use crate::statement::Statement;
use crate::store::{
    ArticleId, CopyRow, Derived, LogEntry, Moment, Near, STATEMENTS_MAX, StatementId, StatementRow, Store, Voice,
};

/// Statements taken from one lookup key on each side in time: a key that is on everybody's lips finds those of its days.
const NEAREST: usize = 24;

/// Articles taken from one fingerprint key: what more share is boilerplate.
const SHARERS: usize = 64;

impl Store for SqliteStore {
    fn begin(&mut self) -> Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.failed(&error))?;
        let current = self.forget_what_others_changed();
        if current.is_err() {
            self.roll_back();
        }
        current
    }

    fn commit(&mut self) -> Result<()> {
        self.connection.execute_batch("COMMIT").map_err(|error| self.failed(&error))
    }

    fn roll_back(&mut self) {
        self.forget_all();
        self.forget_dictionaries();
        // There may be nothing to roll back: SQLite has done so itself when the disk is full.
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn latest(&self) -> Result<Moment> {
        // Editions are numbered in the order in which they become known.
        let sql = "SELECT max(coalesce((SELECT max(known) FROM article), 0),
                   coalesce((SELECT known FROM edition ORDER BY id DESC LIMIT 1), 0),
                   coalesce((SELECT max(known) FROM review), 0))";
        Ok(self.one(sql, [], |row| row.get(0))?.unwrap_or_default())
    }

    fn has(&self, key: &[u8; 16]) -> Result<bool> {
        Ok(self.article_with_key(key)?.is_some())
    }

    fn append_article(&mut self, article: &Article, key: [u8; 16], known: Moment) -> Result<ArticleId> {
        self.write_articles(article, key, known)
    }

    fn append_reading(&mut self, article: ArticleId, reading: &Reading, known: Moment) -> Result<()> {
        self.write_reading(article, reading, known)
    }

    fn append_review(&mut self, review: &Review) -> Result<i64> {
        self.write_review(review)
    }

    fn article(&self, id: ArticleId) -> Result<Article> {
        let sql = "SELECT name, title, publisher, url, published, body FROM article WHERE id = ?";
        let found = self.one(sql, [id], |row| {
            let columns = Article {
                id: row.get(0)?,
                title: row.get(1)?,
                publisher: row.get(2)?,
                url: row.get(3)?,
                published: row.get(4)?,
                ..Article::default()
            };
            Ok((columns, row.get::<_, Vec<u8>>(5)?))
        })?;
        let (columns, body) = found.ok_or_else(|| self.unknown("article", id))?;
        let rest: Article = body::from_json(&self.expand(&body)?).map_err(|why| self.damaged(why))?;
        let Article { id, title, publisher, url, published, .. } = columns;
        Ok(Article { id, title, publisher, url, published, ..rest })
    }

    fn reading(&self, id: ArticleId, at: Moment) -> Result<Reading> {
        let sql = "SELECT body FROM reading WHERE article = ? AND known <= ? ORDER BY known DESC LIMIT 1";
        let found = self.one(sql, [id, at], |row| row.get::<_, Vec<u8>>(0))?;
        let bytes = found.ok_or_else(|| self.unknown("article", id))?;
        let (article, json) = (self.article(id)?, self.expand(&bytes)?);
        let reading: Reading = from_shape(&json, &article.text).map_err(|why| self.damaged(why))?;
        Ok(Reading { article, ..reading })
    }

    fn readings(&self, id: ArticleId) -> Result<Vec<Moment>> {
        self.all("SELECT known FROM reading WHERE article = ? ORDER BY known", [id], |row| row.get(0))
    }

    fn reviews(&self, at: Moment) -> Result<Vec<Review>> {
        let sql = "SELECT id, known, author, reason, act FROM review WHERE known <= ? ORDER BY id";
        let rows = self.all(sql, [at], |row| {
            let act: String = row.get(4)?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, act))
        })?;
        rows.into_iter()
            .map(|(id, known, author, reason, act)| {
                let act = serde_json::from_str(&act).map_err(|why| self.damaged(why))?;
                Ok(Review { id, known, author, reason, act })
            })
            .collect()
    }

    fn next_in_log(&self, after: Moment) -> Result<Option<LogEntry>> {
        let next = "SELECT min(known) FROM (SELECT min(known) AS known FROM reading WHERE known > ?1 UNION ALL
                    SELECT min(known) FROM review WHERE known > ?1)";
        let Some(Some(known)) = self.one(next, [after], |row| row.get::<_, Option<Moment>>(0))? else {
            return Ok(None);
        };
        let articles =
            self.all("SELECT article FROM reading WHERE known = ? ORDER BY article", [known], |row| row.get(0))?;
        let reviews = self.reviews(known)?.into_iter().filter(|review| review.known == known).collect();
        Ok(Some(LogEntry { known, articles, reviews }))
    }

    fn read_by_others(&self, reader: &str, after: ArticleId, limit: usize) -> Result<Vec<ArticleId>> {
        let sql = "SELECT a.id FROM article a WHERE a.id > ?2 AND
                   (SELECT reader FROM reading WHERE article = a.id ORDER BY known DESC LIMIT 1) != ?1 ORDER BY a.id LIMIT ?3";
        self.all(sql, params![reader, after, limit as i64], |row| row.get(0))
    }

    fn articles_named(&self, name: &str) -> Result<Vec<ArticleId>> {
        self.all("SELECT id FROM article WHERE name = ? ORDER BY published, key", [name], |row| row.get(0))
    }

    fn article_with_key(&self, key: &[u8; 16]) -> Result<Option<ArticleId>> {
        self.one("SELECT id FROM article WHERE key = ?", [key.as_slice()], |row| row.get(0))
    }

    fn clear_derived(&mut self) -> Result<()> {
        super::version::clear(self)
    }

    fn new_edition(&mut self, article: ArticleId, known: Moment) -> Result<(i64, Vec<StatementId>)> {
        self.begin_edition(article, known)
    }

    fn take_out(&mut self, statements: &[StatementId]) -> Result<()> {
        self.take_keys(statements)
    }

    fn put_derived(&mut self, edition: i64, derived: &Derived) -> Result<()> {
        self.write_derived(edition, derived)
    }

    fn put_words(&mut self, article: ArticleId, title: &str, text: &str) -> Result<()> {
        self.change("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", params![article, title, text])
            .map(|_| ())
    }

    fn put_print(&mut self, article: ArticleId, family: ArticleId, keys: &[u64], print: &[u8]) -> Result<()> {
        self.write_print(article, family, keys, print)
    }

    fn alike(&self, keys: &[u64], limit: usize) -> Result<Vec<(ArticleId, Vec<u8>)>> {
        let mut shared: HashMap<ArticleId, usize> = HashMap::new();
        for key in keys {
            let mut wanted = SHARERS;
            self.entries_on(&PRINT, print_key(*key), (0, i64::MAX), |found| {
                *shared.entry(number_of(found) / STATEMENTS_MAX).or_default() += 1;
                wanted -= 1;
                wanted > 0
            })?;
        }
        let mut ranked: Vec<(ArticleId, usize)> = shared.into_iter().collect();
        ranked.sort_unstable_by_key(|(article, count)| (std::cmp::Reverse(*count), *article));
        ranked.truncate(limit + 1);
        let mut found = Vec::new();
        for (article, _) in ranked {
            let print =
                self.one("SELECT body FROM print WHERE article = ?", [article], |row| row.get::<_, Vec<u8>>(0))?;
            found.extend(print.map(|print| (article, print)));
        }
        Ok(found)
    }

    fn family(&self, article: ArticleId) -> Result<ArticleId> {
        Ok(self.one("SELECT family FROM print WHERE article = ?", [article], |row| row.get(0))?.unwrap_or(article))
    }

    fn join_families(&mut self, into: ArticleId, from: ArticleId) -> Result<Vec<ArticleId>> {
        self.merge_families(into, from)
    }

    fn put_copy(&mut self, copy: &CopyRow, known: Moment) -> Result<()> {
        self.write_copy(copy, known)
    }

    fn put_statements(
        &mut self,
        edition: i64,
        stated: &[(Statement, Voice)],
        keys: &[Vec<u64>],
        day: Option<i32>,
    ) -> Result<()> {
        self.write_statements(edition, stated, keys, day)
    }

    fn candidates(
        &self,
        keys: &[u64],
        day: Option<i32>,
        window: i32,
        edition: i64,
        limit: usize,
    ) -> Result<Vec<(StatementId, Arc<Statement>)>> {
        let mut shared: HashMap<StatementId, usize> = HashMap::new();
        let own = edition * STATEMENTS_MAX..(edition + 1) * STATEMENTS_MAX;
        let mut ranges = self.ranges(day, window)?;
        if day.is_some() && self.key_below(&BLOCK, block_key(0, stretch(UNDATED)) + (1 << 32))?.is_none() {
            // Nothing is undated.
            ranges.pop();
        }
        for key in keys {
            for Range { back, first, last, stretches } in &ranges {
                let mut wanted = NEAREST;
                for stretch in stretches {
                    let take = |found: i64| {
                        let id = number_of(found);
                        if !own.contains(&id) {
                            *shared.entry(id).or_default() += 1;
                            wanted -= 1;
                        }
                        wanted > 0
                    };
                    let (key, days) = (block_key(*key, *stretch), values_of_days(*stretch, *first, *last));
                    if *back {
                        self.entries_back(&BLOCK, key, days, take)?;
                    } else {
                        self.entries_on(&BLOCK, key, days, take)?;
                    }
                    if wanted == 0 {
                        break;
                    }
                }
            }
        }
        let mut ranked: Vec<(StatementId, usize)> = shared.into_iter().collect();
        ranked.sort_unstable_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        ranked.truncate(limit);
        let mut found = Vec::with_capacity(ranked.len());
        for (id, _) in ranked {
            found.extend(self.stated_words(id)?.map(|statement| (id, statement)));
        }
        Ok(found)
    }

    fn links(&self, statement: StatementId) -> Result<Vec<Near>> {
        self.read_links(statement)
    }

    fn set_links(&mut self, statement: StatementId, links: &[Near]) -> Result<()> {
        self.write_links(statement, links)
    }

    fn put_apart(&mut self, one: StatementId, other: StatementId) -> Result<()> {
        self.change("INSERT OR IGNORE INTO apart (one, other) VALUES (?, ?)", [one.min(other), one.max(other)])
            .map(|_| ())
    }

    fn apart(&self, statements: &[StatementId]) -> Result<Vec<(StatementId, StatementId)>> {
        let mut found = Vec::new();
        if self.one("SELECT 1 FROM apart LIMIT 1", [], |_| Ok(()))?.is_none() {
            return Ok(found);
        }
        for statement in statements {
            found.extend(self.all("SELECT one, other FROM apart WHERE one = ?", [statement], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?);
        }
        Ok(found)
    }

    fn in_edition(&self, edition: i64) -> Result<Vec<StatementId>> {
        Ok((0..self.shares(edition)?.len()).map(|place| number(edition, place)).collect())
    }

    fn edition(&self, article: ArticleId, at: Moment) -> Result<Option<i64>> {
        let sql = "SELECT id FROM edition WHERE article = ? AND known <= ? ORDER BY id DESC LIMIT 1";
        self.one(sql, [article, at], |row| row.get(0))
    }

    fn rows(&self, statements: &[StatementId]) -> Result<Vec<StatementRow>> {
        let mut rows = Vec::with_capacity(statements.len());
        for id in statements {
            let head = self.head(id.div_euclid(STATEMENTS_MAX))?;
            if let Some(head) = head.filter(|head| head.until.is_none()) {
                rows.extend(self.stated(*id, &head)?);
            }
        }
        Ok(rows)
    }

    fn put_findings(&mut self, statements: &[StatementId], now: &[Finding], known: Moment) -> Result<()> {
        self.write_findings(statements, now, known)
    }

    fn page(&self, url: &str) -> Result<Option<String>> {
        self.one("SELECT body FROM validator WHERE url = ?", [url], |row| row.get(0))
    }

    fn put_page(&mut self, url: &str, body: &str) -> Result<()> {
        self.change("INSERT OR REPLACE INTO validator (url, body) VALUES (?, ?)", [url, body]).map(|_| ())
    }

    fn put_alias(&mut self, identity: &str, of: Option<&str>) -> Result<()> {
        self.write_alias(identity, of)
    }
}

impl SqliteStore {
    /// A statement of an edition with all that a finding is made from.
    pub(super) fn stated(&self, id: StatementId, head: &Head) -> Result<Option<StatementRow>> {
        let party = self.party(id.div_euclid(STATEMENTS_MAX))?;
        let at = place_of(id);
        let both = party.statements.get(at).zip(party.voices.get(at));
        Ok(both.map(|(statement, voice)| StatementRow {
            id,
            order: crate::store::Order { place: u32::try_from(at).unwrap_or(u32::MAX), ..head.order.clone() },
            family: head.family,
            statement: Arc::clone(statement),
            voice: Arc::clone(voice),
        }))
    }

    /// Forget all that is remembered of rows.
    pub(super) fn forget_all(&self) {
        self.heads.borrow_mut().clear();
        self.parties.borrow_mut().clear();
        self.shares.borrow_mut().clear();
        *self.rows_held.borrow_mut() = super::sorted::Held::default();
    }

    fn unknown(&self, what: &'static str, id: impl ToString) -> LedgerError {
        LedgerError::new(&self.path, LedgerErrorKind::Unknown { what, id: id.to_string() })
    }
}

/// A lookup: whether the last day comes first, its first and last day, and the stretches of days that it goes through.
struct Range {
    back: bool,
    first: i32,
    last: i32,
    stretches: Vec<i32>,
}

/// The least and the greatest value of a stretch's entries from one day to another.
fn values_of_days(of: i32, first: i32, last: i32) -> (i64, i64) {
    let low = if stretch(first) == of { first.rem_euclid(STRETCH) } else { 0 };
    let high = if stretch(last) == of { last.rem_euclid(STRETCH) } else { STRETCH - 1 };
    (value(low, 0), value(high + 1, 0) - 1)
}

impl SqliteStore {
    /// The lookups for a day: the days up to it, those after it, and the undated; all for an undated statement.
    fn ranges(&self, day: Option<i32>, window: i32) -> Result<Vec<Range>> {
        let Some(day) = day else {
            return Ok(vec![Range { back: true, first: i32::MIN, last: i32::MAX, stretches: self.stretches()? }]);
        };
        let (first, last) = (day.saturating_sub(window), day.saturating_add(window));
        Ok(vec![
            Range { back: true, first, last: day, stretches: (stretch(first)..=stretch(day)).rev().collect() },
            Range { back: false, first: day + 1, last, stretches: (stretch(day + 1)..=stretch(last)).collect() },
            Range { back: true, first: UNDATED, last: UNDATED, stretches: vec![stretch(UNDATED)] },
        ])
    }

    /// The stretches of days of which there are any keys, the latest first.
    fn stretches(&self) -> Result<Vec<i32>> {
        let mut found = Vec::new();
        let mut below = i64::MAX;
        while let Some(key) = self.key_below(&BLOCK, below)? {
            found.push(i32::try_from(key >> 32).unwrap_or(i32::MIN));
            below = key >> 32 << 32;
        }
        Ok(found)
    }
}
