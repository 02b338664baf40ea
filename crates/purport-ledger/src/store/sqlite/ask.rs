//! Questions, as SQL.
//!
//! A question is driven by its most telling condition, through that condition's index. Where even that one is met by very
//! many claims, rows are gone through in the order in which they are wanted, and the conditions are checked on each: then
//! enough are soon found.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::party::place_of;
use super::write::{AUTHOR, SPELLINGS_MAX, json, number, tag_of_country, voice_of_outlet, voice_of_speaker};
use super::{SqliteStore, body};
use crate::ask::{Cursor, Filter, Page, query};
use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::finding::{Change, Finding, Member, NumberSpread, Relation, Standing};
use crate::statement::Statement;
use crate::store::{
    ArticleId, ArticleRow, Asked, Citation, CopyRow, EventCount, FindingRow, IdentityRow, Moment, Outcome,
    STATEMENTS_MAX, Spot, StatementId,
};

/// Claims beyond which a condition no longer drives a question.
const TELLING: usize = 6_000;

/// Claims that meet a condition up to which they are listed; a condition that more meet is checked for each claim.
const LISTED: usize = 40_000;

/// Editions with a tag, and findings of a standing, up to which they drive a question.
const FEW: i64 = 400;

/// Identities that the beginning of a word may stand for.
const BEGINNINGS: i64 = 500;

/// Articles beyond which words to find no longer drive a question.
const WORDED: usize = 500;

/// Conditions, with their values.
#[derive(Default, Clone)]
pub(super) struct Conditions {
    pub sql: Vec<String>,
    pub values: Vec<Value>,
    /// Articles in one of which a claim must stand. They are checked here: SQLite would list them anew for every row.
    pub articles: Option<Arc<HashSet<ArticleId>>>,
    /// Claims among which it must be, each list in order.
    pub claims: Vec<Arc<Vec<i64>>>,
    /// Voices of which a finding must have one.
    pub voices: Option<i64>,
    /// What an edition `e` of article `a` must meet for any of its claims to meet all, for those that go through many.
    pub on_editions: Option<(String, [Value; 2])>,
}

impl Conditions {
    pub(super) fn add(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.sql.push(sql.into());
        self.values.extend(values);
    }

    /// Whether a claim may stand in an article.
    pub(super) fn may_stand_in(&self, article: ArticleId) -> bool {
        self.articles.as_ref().is_none_or(|articles| articles.contains(&article))
    }

    /// Whether a claim is in all lists.
    pub(super) fn may_be(&self, claim: i64) -> bool {
        self.claims.iter().all(|list| list.binary_search(&claim).is_ok())
    }

    /// Whether all lists have a claim of an edition.
    pub(super) fn may_be_of(&self, edition: i64) -> bool {
        let (first, next) = (number(edition, 0), number(edition + 1, 0));
        self.claims
            .iter()
            .all(|list| list.get(list.partition_point(|claim| *claim < first)).is_some_and(|claim| *claim < next))
    }

    /// Whether nothing but time is asked for.
    pub(super) fn is_none(&self) -> bool {
        self.sql.len() == 1 && self.articles.is_none() && self.claims.is_empty()
    }

    pub(super) fn and(&self) -> String {
        if self.sql.is_empty() { "1".to_owned() } else { self.sql.join(" AND ") }
    }
}

pub(super) fn integer(value: impl Into<i64>) -> Value {
    Value::Integer(value.into())
}

pub(super) fn list(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    ids.join(",")
}

impl SqliteStore {
    /// Conditions on a claim `c` of edition `e` of article `a`, and claims to drive the question with, where few enough.
    /// What is met by `telling` claims or more does not.
    pub(super) fn conditions(&self, filter: &Filter, telling: usize) -> Result<(Conditions, Option<Vec<i64>>)> {
        let mut all = Conditions::default();
        let mut driver: Option<BTreeSet<i64>> = None;
        let at = integer(filter.at);
        all.add("e.known <= ? AND (e.until IS NULL OR e.until > ?) AND c.rejected = 0", [at.clone(), at]);
        if let Some(day) = filter.from {
            all.add(format!("coalesce(a.day, {NEVER}) >= ?"), [integer(day)]);
        }
        if let Some(day) = filter.to {
            all.add(format!("a.day IS NOT NULL AND coalesce(a.day, {NEVER}) <= ?"), [integer(day)]);
        }
        if let Some(bits) = filter.certainty_bits() {
            all.add("1 << c.certainty & ? != 0", [integer(bits)]);
        }
        if let Some(name) = &filter.source {
            let found = self.identities_named(name)?;
            let ids = list(&found);
            let outlets = self.publishers_like(name)?;
            let voices = found.iter().map(|id| voice_of_speaker(*id));
            let voices = voices.chain(outlets.iter().map(|name| voice_of_outlet(name)));
            all.voices = Some(voices.fold(0, |all, voice| all | voice));
            if outlets.is_empty() {
                let sql = format!("SELECT id FROM claim WHERE speaker IN ({ids})");
                if !self.drive(&mut all, &mut driver, (telling, LISTED), &sql, vec![])? {
                    all.add(format!("c.speaker IN ({ids})"), []);
                }
            } else {
                let listed = serde_json::to_string(&outlets).map_err(|why| self.damaged(why))?;
                let of_outlets = "a.publisher IN (SELECT value FROM json_each(?))";
                let sql = format!(
                    "SELECT id FROM claim WHERE speaker IN ({ids}) UNION ALL
                     SELECT c.id FROM json_each(?) p CROSS JOIN article a ON a.publisher = p.value
                     CROSS JOIN edition e ON e.article = a.id CROSS JOIN claim c
                     ON c.id >= e.id * {STATEMENTS_MAX} AND c.id < (e.id + 1) * {STATEMENTS_MAX} AND c.kind = {AUTHOR}"
                );
                // An outlet with more claims is soon met on the way.
                if !self.drive(&mut all, &mut driver, (telling, telling), &sql, vec![Value::Text(listed.clone())])? {
                    all.add(
                        format!("(c.speaker IN ({ids}) OR (c.kind = {AUTHOR} AND {of_outlets}))"),
                        [Value::Text(listed.clone())],
                    );
                    let sql =
                        format!("SELECT id / {STATEMENTS_MAX} FROM claim WHERE speaker IN ({ids}) LIMIT {LISTED}");
                    let spoken: Vec<i64> = self.uncached(&sql, vec![], |row| row.get(0))?;
                    if spoken.len() < LISTED {
                        let spoken_in = "e.id IN (SELECT value FROM json_each(?))";
                        let editions = [Value::Text(listed), Value::Text(json(&spoken))];
                        all.on_editions = Some((format!("({of_outlets} OR {spoken_in})"), editions));
                    }
                }
            }
        }
        if let Some(name) = &filter.entity {
            let ids = list(&self.identities_named(name)?);
            let sql = format!("SELECT claim FROM spoken_of WHERE identity IN ({ids})");
            if !self.drive(&mut all, &mut driver, (telling, LISTED), &sql, vec![])? {
                all.add(
                    format!("EXISTS (SELECT 1 FROM spoken_of o WHERE o.claim = c.id AND o.identity IN ({ids}))"),
                    [],
                );
            }
        }
        if let Some(country) = &filter.country {
            all.add("instr(c.countries, ?) > 0", [in_list(country)]);
            self.drive_by_tag(&mut driver, "claim", tag_of_country(&country.to_uppercase()))?;
        }
        if let Some(name) = &filter.place {
            let ids: Vec<i64> = self.spots_named(name)?.iter().map(|spot| i64::from(spot.geonames)).collect();
            self.at_spots(&mut all, &mut driver, telling, &ids)?;
        }
        if let Some(bounds) = filter.bounds {
            let across = if bounds.west <= bounds.east { "lon BETWEEN ?1 AND ?3" } else { "(lon >= ?1 OR lon <= ?3)" };
            let sql = format!("SELECT id FROM spot WHERE lat BETWEEN ?2 AND ?4 AND {across}");
            let values = params![bounds.west, bounds.south, bounds.east, bounds.north];
            let ids = self.all(&sql, values, |row| row.get(0))?;
            self.at_spots(&mut all, &mut driver, telling, &ids)?;
        }
        if let Some(bits) = filter.event_bits() {
            all.add("c.events & ? != 0", [integer(bits)]);
            if let [kind] = filter.events.as_slice() {
                self.drive_by_tag(&mut driver, "claim", *kind as i64)?;
            }
        }
        if let Some(words) = &filter.text {
            self.in_articles_with(words, "claim", &mut all, &mut driver, telling)?;
        }
        if let Some(standing) = filter.standing
            && let Some(claims) = self.claims_of_standing(standing, filter.at, FEW)?
        {
            let claims: BTreeSet<i64> = claims.into_iter().collect();
            driver =
                Some(driver.map_or_else(|| claims.clone(), |driver| driver.intersection(&claims).copied().collect()));
        }
        Ok((all, driver.map(|driver| driver.into_iter().collect())))
    }

    /// Only what stands in an article with these words; these articles drive the question where they are few.
    fn in_articles_with(
        &self,
        words: &str,
        table: &str,
        all: &mut Conditions,
        driver: &mut Option<BTreeSet<i64>>,
        telling: usize,
    ) -> Result<()> {
        let wanted = query(words).ok_or_else(|| self.request("there is no word to look for in the text given"))?;
        let found: Vec<ArticleId> =
            self.all("SELECT rowid FROM words WHERE words MATCH ?", [wanted], |row| row.get(0))?;
        if found.len() < WORDED {
            let sql = format!(
                "SELECT c.id FROM edition e JOIN {table} c ON c.id >= e.id * {STATEMENTS_MAX} AND c.id < (e.id + 1) * {STATEMENTS_MAX}
                 WHERE e.article IN ({})",
                list(&found)
            );
            self.drive(all, driver, (telling, LISTED), &sql, vec![])?;
        }
        all.articles = Some(Arc::new(found.into_iter().collect()));
        Ok(())
    }

    /// Conditions on an event `v` of edition `e` of article `a`, and events to drive the question with, where few enough.
    pub(super) fn event_conditions(&self, filter: &Filter) -> Result<(Conditions, Option<Vec<i64>>)> {
        let mut all = Conditions::default();
        let at = integer(filter.at);
        all.add("e.known <= ? AND (e.until IS NULL OR e.until > ?)", [at.clone(), at]);
        let mut driver = None;
        if !filter.events.is_empty() {
            let types = list(&filter.events.iter().map(|kind| i64::from(*kind as u8)).collect::<Vec<_>>());
            all.add(format!("v.type IN ({types})"), []);
            self.drive(
                &mut all,
                &mut driver,
                (TELLING, LISTED),
                &format!("SELECT id FROM event WHERE type IN ({types})"),
                vec![],
            )?;
        }
        if let Some(bits) = filter.certainty_bits() {
            all.add("1 << v.certainty & ? != 0", [integer(bits)]);
        }
        if let Some(name) = &filter.entity {
            let ids = list(&self.identities_named(name)?);
            all.add(format!("EXISTS (SELECT 1 FROM side d WHERE d.event = v.id AND d.identity IN ({ids}))"), []);
            let sql = format!("SELECT event FROM side WHERE identity IN ({ids})");
            self.drive(&mut all, &mut driver, (TELLING, LISTED), &sql, vec![])?;
        }
        if let Some(country) = &filter.country {
            all.add("instr(v.countries, ?) > 0", [in_list(country)]);
            self.drive_by_tag(&mut driver, "event", tag_of_country(&country.to_uppercase()))?;
        }
        let mut spots: Vec<String> = Vec::new();
        if let Some(name) = &filter.place {
            let ids: Vec<i64> = self.spots_named(name)?.iter().map(|spot| i64::from(spot.geonames)).collect();
            spots.push(format!("v.spot IN ({})", list(&ids)));
        }
        if let Some(bounds) = filter.bounds {
            let across = if bounds.west <= bounds.east {
                format!("lon BETWEEN {} AND {}", bounds.west, bounds.east)
            } else {
                format!("(lon >= {} OR lon <= {})", bounds.west, bounds.east)
            };
            spots.push(format!(
                "v.spot IN (SELECT id FROM spot WHERE lat BETWEEN {} AND {} AND {across})",
                bounds.south, bounds.north
            ));
        }
        if let Some(words) = &filter.text {
            self.in_articles_with(words, "event", &mut all, &mut driver, TELLING)?;
        }
        for condition in spots {
            all.add(condition, []);
        }
        // An event's own day counts where it has one, else that of publication.
        if let Some(day) = filter.from {
            all.add("coalesce(v.end, a.day) >= ?", [integer(day)]);
        }
        if let Some(day) = filter.to {
            all.add("coalesce(v.begin, a.day) <= ?", [integer(day)]);
        }
        Ok((all, driver.map(|ids| ids.into_iter().collect())))
    }

    /// Let the editions with a tag drive the question, where they are few.
    fn drive_by_tag(&self, driver: &mut Option<BTreeSet<i64>>, table: &str, tag: i64) -> Result<()> {
        let few = self.all("SELECT edition FROM tag WHERE tag = ? LIMIT ?", [tag, FEW], |row| row.get(0))?;
        if (few.len() as i64) < FEW {
            let sql = format!(
                "SELECT c.id FROM json_each('[{}]') d CROSS JOIN {table} c
                 ON c.id >= d.value * {STATEMENTS_MAX} AND c.id < (d.value + 1) * {STATEMENTS_MAX}",
                list(&few)
            );
            let claims: BTreeSet<i64> = self.uncached(&sql, vec![], |row| row.get(0))?.into_iter().collect();
            *driver = Some(match driver.take() {
                Some(before) => before.intersection(&claims).copied().collect(),
                None => claims,
            });
        }
        Ok(())
    }

    /// Articles with words that meet conditions, those that are most about the words first.
    fn articles_by_rank(
        &self,
        words: &str,
        all: &Conditions,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<ArticleId>> {
        let wanted = query(words).ok_or_else(|| self.request("there is no word to look for in the text given"))?;
        let skip = after.map_or(Ok(0), |cursor| cursor.0.parse::<usize>());
        let skip = skip.map_err(|_| self.request("that is not the end of a page"))?;
        // Ranks alone first: an article's row is long, and only the best are wanted.
        let ranks = "SELECT rowid, bm25(words, 4.0, 1.0) FROM words WHERE words MATCH ?";
        let mut ranked: Vec<(ArticleId, f64)> = self.all(ranks, [wanted], |row| Ok((row.get(0)?, row.get(1)?)))?;
        ranked.sort_unstable_by(|one, other| one.1.total_cmp(&other.1));
        let sql = format!("SELECT a.key FROM article a WHERE {} AND a.id = ?", all.and());
        let mut meets = self.connection.prepare(&sql).map_err(|error| self.failed(&error))?;
        let mut found = Vec::new();
        for alike in ranked.chunk_by(|one, other| one.1 == other.1) {
            let mut keyed: Vec<(Vec<u8>, ArticleId)> = Vec::new();
            for (id, _) in alike {
                let values = all.values.iter().cloned().chain([integer(*id)]);
                let key = meets.query_row(params_from_iter(values), |row| row.get(0)).optional();
                keyed.extend(key.map_err(|error| self.failed(&error))?.map(|key| (key, *id)));
            }
            keyed.sort_unstable();
            found.extend(keyed.into_iter().map(|(_, id)| id));
            if found.len() > skip + limit {
                break;
            }
        }
        let next = (found.len() > skip + limit).then(|| Cursor((skip + limit).to_string()));
        Ok(Page { rows: found.into_iter().skip(skip).take(limit).collect(), next })
    }

    /// The publishers whose names contain this text.
    fn publishers_like(&self, name: &str) -> Result<Vec<String>> {
        // From one name to the next, however many articles each has.
        let sql = "WITH RECURSIVE outlet (name) AS (SELECT min(publisher) FROM article WHERE publisher IS NOT NULL UNION ALL
                   SELECT (SELECT min(publisher) FROM article WHERE publisher IS NOT NULL AND publisher > outlet.name) FROM outlet
                   WHERE outlet.name IS NOT NULL)
                   SELECT name FROM outlet WHERE name LIKE ? ESCAPE '\\'";
        self.all(sql, [like(name)], |row| row.get(0))
    }

    fn at_spots(
        &self,
        all: &mut Conditions,
        driver: &mut Option<BTreeSet<i64>>,
        telling: usize,
        ids: &[i64],
    ) -> Result<()> {
        let ids = list(ids);
        let sql = format!("SELECT claim FROM spotted WHERE spot IN ({ids})");
        if !self.drive(all, driver, (telling, LISTED), &sql, vec![])? {
            // By claim: there may be very many places.
            all.add(format!("EXISTS (SELECT 1 FROM spotted t WHERE t.claim = c.id AND +t.spot IN ({ids}))"), []);
        }
        Ok(())
    }

    /// Let a condition drive the question, alone or together with an earlier one, where fewer claims than the first number meet it;
    /// where fewer than the second do, list them. Says whether that was done: else there are too many.
    fn drive(
        &self,
        all: &mut Conditions,
        driver: &mut Option<BTreeSet<i64>>,
        (telling, listed): (usize, usize),
        sql: &str,
        values: Vec<Value>,
    ) -> Result<bool> {
        let limited = format!("{sql} LIMIT {listed}");
        let mut found: Vec<i64> = self.uncached(&limited, values, |row| row.get(0))?;
        // A claim may be found twice: what is counted is what the limit counts.
        if found.len() >= listed {
            return Ok(false);
        }
        found.sort_unstable();
        found.dedup();
        if found.len() < telling {
            *driver = Some(match driver.take() {
                Some(before) => found.into_iter().filter(|claim| before.contains(claim)).collect(),
                None => found.into_iter().collect(),
            });
        } else {
            all.claims.push(Arc::new(found));
        }
        Ok(true)
    }

    pub(super) fn request(&self, text: &str) -> LedgerError {
        LedgerError::new(&self.path, LedgerErrorKind::Request(text.to_owned()))
    }

    /// Claims that meet the conditions, in order of publication, newest first.
    fn claim_page(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<i64>> {
        let (all, driver) = self.conditions(filter, TELLING)?;
        self.in_order("c", "claim", all, driver, after, limit, |claim| match filter.standing {
            Some(standing) => self.is_of_standing(claim, standing, filter.at),
            None => Ok(true),
        })
    }

    #[expect(clippy::too_many_arguments, reason = "what is asked, where it begins, where it ends")]
    fn in_order(
        &self,
        row: &str,
        table: &str,
        mut all: Conditions,
        driver: Option<Vec<i64>>,
        after: Option<&Cursor>,
        limit: usize,
        mut keep: impl FnMut(i64) -> Result<bool>,
    ) -> Result<Page<i64>> {
        if let Some(cursor) = after {
            let parts: Vec<&str> = cursor.0.split(' ').collect();
            let wrong = || self.request("that is not the end of a page; take it from the answer as it is");
            let [day, key, place] = parts.as_slice() else { return Err(wrong()) };
            let (Ok(day), Ok(place)) = (day.parse::<i64>(), place.parse::<i64>()) else { return Err(wrong()) };
            all.add(
                format!(
                    "(coalesce(a.day, {NEVER}) < ? OR (coalesce(a.day, {NEVER}) = ? AND (hex(a.key) > ? OR (hex(a.key) = ? AND {row}.id % {STATEMENTS_MAX} > ?))))"
                ),
                [integer(day), integer(day), Value::Text((*key).to_owned()), Value::Text((*key).to_owned()), integer(place)],
            );
        }
        if let Some((sql, values)) = all.on_editions.take() {
            all.add(sql, values);
        }
        let from = match driver.map(|ids| ids.into_iter().filter(|id| all.may_be(*id)).collect::<Vec<_>>()) {
            Some(ids) => format!(
                "(SELECT value AS id FROM json_each('[{}]')) d CROSS JOIN {table} {row} ON {row}.id = d.id
                 CROSS JOIN edition e ON e.id = {row}.id / {STATEMENTS_MAX} CROSS JOIN article a ON a.id = e.article",
                list(&ids)
            ),
            None => format!(
                "article a INDEXED BY article_day CROSS JOIN edition e ON e.article = a.id CROSS JOIN {table} {row}
                 ON {row}.id >= e.id * {STATEMENTS_MAX} AND {row}.id < (e.id + 1) * {STATEMENTS_MAX}"
            ),
        };
        let sql = format!(
            "SELECT {row}.id, coalesce(a.day, {NEVER}), hex(a.key), a.id FROM {from} WHERE {}
             ORDER BY coalesce(a.day, {NEVER}) DESC, a.key, {row}.id",
            all.and()
        );
        let failed = |error: rusqlite::Error| self.failed(&error);
        let mut query = self.connection.prepare(&sql).map_err(failed)?;
        let mut rows = query.query(params_from_iter(&all.values)).map_err(failed)?;
        let mut found: Vec<(i64, i64, String)> = Vec::new();
        while found.len() <= limit
            && let Some(row) = rows.next().map_err(failed)?
        {
            let id = row.get(0).map_err(failed)?;
            if all.may_be(id) && all.may_stand_in(row.get(3).map_err(failed)?) && keep(id)? {
                found.push((id, row.get(1).map_err(failed)?, row.get(2).map_err(failed)?));
            }
        }
        let next = (found.len() > limit).then(|| &found[limit - 1]);
        let next = next.map(|(id, day, key)| Cursor(format!("{day} {key} {}", id % STATEMENTS_MAX)));
        Ok(Page { rows: found.into_iter().take(limit).map(|(id, ..)| id).collect(), next })
    }

    /// Queries with lists in them are not kept.
    pub(super) fn uncached<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let found = self
            .connection
            .prepare(sql)
            .and_then(|mut query| query.query_map(params_from_iter(values), take)?.collect());
        found.map_err(|error| self.failed(&error))
    }

    /// A finding with its members and what its body holds.
    pub(super) fn filled(&self, head: HeadOfFinding, at: Moment) -> Result<FindingRow> {
        let HeadOfFinding { mut finding, since, body, .. } = head;
        if let Some(bytes) = body {
            let read = body::release::<(Vec<Change>, Vec<NumberSpread>)>(&bytes);
            (finding.history, finding.numbers) = read.map_err(|why| self.damaged(why))?;
        }
        let sql = "SELECT m.statement, m.relation, o.name FROM member m CROSS JOIN origin o ON o.id = m.origin
                   WHERE m.finding = ?1 AND m.since <= ?2 AND (m.until IS NULL OR m.until > ?2)";
        finding.members = self.all(sql, params![finding.id, at], |row| {
            let relation = Relation::ALL.get(usize::from(row.get::<_, u8>(1)?)).copied().unwrap_or(Relation::Mentions);
            Ok(Member { statement: row.get(0)?, relation, origin: row.get(2)? })
        })?;
        if finding.members.is_empty() {
            let head = self.head(finding.id.div_euclid(STATEMENTS_MAX))?;
            if let Some(row) = head.map(|head| self.stated(finding.id, &head)).transpose()?.flatten() {
                let single = crate::finding::single(&row);
                finding.members = single.members;
                finding.history = single.history;
                finding.numbers = single.numbers;
            }
        } else {
            let mut orders = Vec::new();
            for row in self.rows_ever(&finding.members.iter().map(|member| member.statement).collect::<Vec<_>>())? {
                orders.push((row.1, row.0));
            }
            orders.sort();
            let place = |statement: i64| orders.iter().position(|(_, id)| *id == statement);
            finding.members.sort_by_key(|member| place(member.statement));
        }
        Ok(FindingRow { finding, since })
    }

    /// The order of statements, also of editions that have ended.
    fn rows_ever(&self, statements: &[StatementId]) -> Result<Vec<(StatementId, crate::store::Order)>> {
        let mut found = Vec::with_capacity(statements.len());
        for id in statements {
            if let Some(head) = self.head(id.div_euclid(STATEMENTS_MAX))? {
                let place = u32::try_from(id.rem_euclid(STATEMENTS_MAX)).unwrap_or(u32::MAX);
                found.push((*id, crate::store::Order { place, ..head.order }));
            }
        }
        Ok(found)
    }
}

/// The day of articles without one, in orders: before all others. Conditions on days are in the words of the index too, so that
/// it leads to the first and the last day.
const NEVER: i64 = -1_000_000;

/// A finding without what other tables hold.
#[derive(Clone)]
pub(super) struct HeadOfFinding {
    pub finding: Finding,
    since: Moment,
    body: Option<Vec<u8>>,
    pub rank: i64,
}

/// The columns that it is made of.
pub(super) const COLUMNS: &str = "f.id, f.since, f.standing, f.origins_for, f.origins_against, f.events, f.first_said, f.last_changed, f.body, f.rank";

pub(super) fn head_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<HeadOfFinding> {
    let finding = Finding {
        id: row.get(0)?,
        standing: Standing::ALL.get(usize::from(row.get::<_, u8>(2)?)).copied().unwrap_or(Standing::Reported),
        origins_for: row.get(3)?,
        origins_against: row.get(4)?,
        members: Vec::new(),
        numbers: Vec::new(),
        events: row.get(5)?,
        first_said: row.get(6)?,
        last_changed: row.get(7)?,
        history: Vec::new(),
    };
    Ok(HeadOfFinding { finding, since: row.get(1)?, body: row.get(8)?, rank: row.get(9)? })
}

/// A country as it stands in the lists of rows.
pub(super) fn in_list(country: &str) -> Value {
    Value::Text(format!(",{},", country.to_uppercase()))
}

fn spot_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Spot> {
    let (geonames, name, lat, lon) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(Spot { geonames, name, lat, lon, country: row.get(4)?, feature: row.get(5)? })
}

/// A pattern for names that contain this text.
fn like(name: &str) -> String {
    let escaped = name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// The words of a name as the index of names is asked for them. What it does not know, order and marks between the words, is
/// checked afterwards.
fn words_of(name: &str) -> Option<String> {
    let is_inside = |ch: char| ch.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(&ch);
    let words: Vec<String> = name
        .split(|ch: char| !is_inside(ch))
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| format!("\"{word}\""))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The RFC 3339 date of a day counted from 1970.
pub(super) fn date(day: i32) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(day)).map_or_else(|_| "9999-12-31".to_owned(), |date| date.to_string())
}

impl Asked for SqliteStore {
    fn find_claims(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<i64>> {
        self.claim_page(filter, after, limit)
    }

    fn find_findings(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<FindingRow>> {
        self.finding_page(filter, after, limit)
    }

    fn find_events(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<i64>> {
        let (all, driver) = self.event_conditions(filter)?;
        self.in_order("v", "event", all, driver, after, limit, |_| Ok(true))
    }

    fn find_articles(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<ArticleId>> {
        let mut all = Conditions::default();
        all.add("a.known <= ?", [integer(filter.at)]);
        if let Some(day) = filter.from {
            all.add(format!("coalesce(a.day, {NEVER}) >= ?"), [integer(day)]);
        }
        if let Some(day) = filter.to {
            all.add(format!("a.day IS NOT NULL AND coalesce(a.day, {NEVER}) <= ?"), [integer(day)]);
        }
        let mut index = "INDEXED BY article_day";
        if let Some(name) = &filter.source {
            let outlets = self.publishers_like(name)?;
            if outlets.is_empty() {
                return Ok(Page { rows: Vec::new(), next: None });
            }
            let outlets = serde_json::to_string(&outlets).map_err(|why| self.damaged(why))?;
            let few = "SELECT count(*) FROM (SELECT 1 FROM json_each(?) p CROSS JOIN article a ON a.publisher = p.value LIMIT ?)";
            if self.one(few, params![outlets, FEW], |row| row.get::<_, i64>(0))?.unwrap_or_default() < FEW {
                index = "INDEXED BY article_publisher";
            }
            all.add("a.publisher IN (SELECT value FROM json_each(?))", [Value::Text(outlets)]);
        }
        if let Some(words) = &filter.text {
            return self.articles_by_rank(words, &all, after, limit);
        }
        if let Some(cursor) = after {
            let (day, key) = cursor.0.split_once(' ').ok_or_else(|| self.request("that is not the end of a page"))?;
            let day: i64 = day.parse().map_err(|_| self.request("that is not the end of a page"))?;
            all.add(
                format!("(coalesce(a.day, {NEVER}) < ? OR (coalesce(a.day, {NEVER}) = ? AND hex(a.key) > ?))"),
                [integer(day), integer(day), Value::Text(key.to_owned())],
            );
        }
        let sql = format!(
            "SELECT a.id, coalesce(a.day, {NEVER}), hex(a.key) FROM article a {index} WHERE {}
             ORDER BY coalesce(a.day, {NEVER}) DESC, a.key LIMIT {}",
            all.and(),
            limit + 1
        );
        let found =
            self.uncached(&sql, all.values, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)))?;
        let next = (found.len() > limit).then(|| Cursor(format!("{} {}", found[limit - 1].1, found[limit - 1].2)));
        Ok(Page { rows: found.into_iter().take(limit).map(|(id, ..)| id).collect(), next })
    }

    fn finding_of(&self, statement: StatementId, at: Moment) -> Result<Option<FindingRow>> {
        // Most stand alone.
        let sql = "SELECT finding FROM member WHERE statement = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2)";
        let id = self.one(sql, params![statement, at], |row| row.get(0))?.unwrap_or(statement);
        self.finding_at(id, at)
    }

    fn article_row(&self, id: ArticleId) -> Result<ArticleRow> {
        let sql = "SELECT id, key, name, known, day, published, publisher, url, title FROM article WHERE id = ?";
        let found = self.one(sql, [id], |row| {
            let key: Vec<u8> = row.get(1)?;
            Ok(ArticleRow {
                id: row.get(0)?,
                key: <[u8; 16]>::try_from(key.as_slice()).unwrap_or_default(),
                name: row.get(2)?,
                known: row.get(3)?,
                day: row.get(4)?,
                published: row.get(5)?,
                publisher: row.get(6)?,
                url: row.get(7)?,
                title: row.get(8)?,
            })
        })?;
        found.ok_or_else(|| {
            LedgerError::new(&self.path, LedgerErrorKind::Unknown { what: "article", id: id.to_string() })
        })
    }

    fn article_of(&self, edition: i64) -> Result<Option<(ArticleId, Moment)>> {
        self.one("SELECT article, known FROM edition WHERE id = ?", [edition], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn copies(&self, article: Option<ArticleId>, at: Moment) -> Result<Vec<CopyRow>> {
        let take = |row: &rusqlite::Row<'_>| {
            Ok(CopyRow { article: row.get(0)?, of: row.get(1)?, kind: row.get(2)?, credit: row.get(3)? })
        };
        // In order of publication: numbers of articles would tell in which order they came in.
        let order = "JOIN article e ON e.id = c.of JOIN article l ON l.id = c.article
            ORDER BY coalesce(e.day, 1000000), e.name, e.key, coalesce(l.day, 1000000), l.name, l.key";
        let columns = "SELECT c.article, c.of, c.kind, c.credit FROM";
        let Some(article) = article else {
            let sql = format!("{columns} (SELECT * FROM copy WHERE known <= ?1) c {order}");
            return self.all(&sql, [at], take);
        };
        let sql = format!(
            "{columns} (SELECT * FROM copy WHERE article = ?2 AND known <= ?1 UNION ALL
             SELECT * FROM copy WHERE of = ?2 AND known <= ?1) c {order}"
        );
        self.all(&sql, [at, article], take)
    }

    fn statement(&self, id: StatementId) -> Result<Option<Arc<Statement>>> {
        self.stated_words(id)
    }

    fn claim_name(&self, claim: i64) -> Result<Option<String>> {
        let sql = "SELECT claims FROM edition WHERE id = ?";
        let edition = claim.div_euclid(STATEMENTS_MAX);
        let place = place_of(claim);
        let Some(names) = self.one(sql, [edition], |row| row.get::<_, Option<String>>(0))? else { return Ok(None) };
        let Some(names) = names else { return Ok(Some(format!("c{}", place + 1))) };
        let names: Vec<String> = body::from_json(names.as_bytes()).map_err(|why| self.damaged(why))?;
        Ok(names.into_iter().nth(place))
    }

    fn claim_of(&self, statement: StatementId) -> Result<Option<i64>> {
        let edition = statement.div_euclid(STATEMENTS_MAX);
        Ok(self.shares(edition)?.get(place_of(statement)).map(|claim| number(edition, *claim as usize)))
    }

    fn statements_of(&self, claim: i64) -> Result<Vec<StatementId>> {
        let (edition, place) = (claim.div_euclid(STATEMENTS_MAX), place_of(claim));
        let shares = self.shares(edition)?;
        let own = shares.iter().enumerate().filter(|(_, claim)| **claim as usize == place);
        Ok(own.map(|(at, _)| number(edition, at)).collect())
    }

    fn changed(&self, after: Moment, to: Moment) -> Result<Vec<StatementId>> {
        self.changed_between(after, to)
    }

    fn finding_at(&self, id: StatementId, at: Moment) -> Result<Option<FindingRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM finding f WHERE f.id = ?1 AND f.since <= ?2 AND (f.until IS NULL OR f.until > ?2)
             ORDER BY f.since DESC LIMIT 1"
        );
        match self.one(&sql, params![id, at], head_of)? {
            Some(head) => self.filled(head, at).map(Some),
            None => self.alone_at(id, at),
        }
    }

    fn find_sources(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<(i64, u64)>> {
        self.sources_page(filter, after, limit)
    }

    fn identity(&self, id: i64) -> Result<Option<IdentityRow>> {
        let spellings = self.all(
            "SELECT text, articles FROM spelling WHERE identity = ?1 OR identity IN (SELECT identity FROM alias WHERE of = ?1)
             ORDER BY articles DESC, text",
            [id],
            |row| Ok((row.get(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default())),
        )?;
        self.one("SELECT id, key, kind, country, sector, role, identifier FROM identity WHERE id = ?", [id], |row| {
            Ok(IdentityRow {
                id: row.get(0)?,
                key: row.get(1)?,
                kind: row.get(2)?,
                spellings,
                country: row.get(3)?,
                sector: row.get(4)?,
                role: row.get(5)?,
                identifier: row.get(6)?,
            })
        })
    }

    fn identities_named(&self, name: &str) -> Result<Vec<i64>> {
        // All words of a name lead to few spellings, which are then looked at.
        let words = words_of(name);
        let worded = |of: &str, values: [&str; 3], most: i64| {
            let sql = format!(
                "SELECT DISTINCT s.identity FROM (SELECT DISTINCT rowid / {SPELLINGS_MAX} AS identity FROM name WHERE name MATCH ?1) n
                 CROSS JOIN spelling s ON s.identity = n.identity WHERE {of} ORDER BY s.identity LIMIT {most}"
            );
            self.all(&sql, values, |row| row.get::<_, i64>(0))
        };
        let mut found: Vec<i64> = match &words {
            Some(words) => worded("s.text = ?2 COLLATE NOCASE AND ?3 = ''", [words, name, ""], i64::MAX)?,
            None => Vec::new(),
        };
        let key =
            "SELECT id FROM identity WHERE key = ?1 OR key = 'iso3166:' || upper(?1) OR key = 'igo:' || upper(?1)";
        found.extend(self.all(key, [name], |row| row.get::<_, i64>(0))?);
        if found.is_empty() {
            let (first, inner) =
                (format!("{}%", like(name).trim_matches('%')), format!("% {}%", like(name).trim_matches('%')));
            if let Some(words) = &words {
                let of = "s.text LIKE ?2 ESCAPE '\\' OR s.text LIKE ?3 ESCAPE '\\'";
                found.extend(worded(of, [&(words.clone() + "*"), &first, &inner], BEGINNINGS)?);
            }
        }
        let mut joined = found.clone();
        for id in &found {
            joined.extend(self.all("SELECT of FROM alias WHERE identity = ?", [id], |row| row.get::<_, i64>(0))?);
            joined.extend(self.all("SELECT identity FROM alias WHERE of = ?", [id], |row| row.get::<_, i64>(0))?);
        }
        joined.sort_unstable();
        joined.dedup();
        Ok(joined)
    }

    fn claims_by(&self, identity: i64, at: Moment) -> Result<u64> {
        self.claims_of_speaker(identity, at)
    }

    fn outcomes(&self, identity: i64, at: Moment) -> Result<Vec<Outcome>> {
        self.outcomes_of(identity, at)
    }

    fn counted(&self, edition: i64, place: usize) -> Result<Option<String>> {
        let sql = "SELECT counted FROM edition WHERE id = ?";
        let Some(counted) = self.one(sql, [edition], |row| row.get::<_, Option<String>>(0))?.flatten() else {
            return Ok(None);
        };
        let counted: Vec<Option<String>> = serde_json::from_str(&counted).map_err(|why| self.damaged(why))?;
        Ok(counted.into_iter().nth(place).flatten())
    }

    fn counts(&self) -> Result<[u64; 3]> {
        let count = |sql: &str| -> Result<u64> {
            let found = self.one(sql, [], |row| row.get::<_, i64>(0))?.unwrap_or_default();
            Ok(u64::try_from(found).unwrap_or_default())
        };
        Ok([
            count("SELECT count(*) FROM article")?,
            count("SELECT count(*) FROM claim")?,
            u64::try_from(self.count_findings()?).unwrap_or_default(),
        ])
    }

    fn standings(&self, at: Moment) -> Result<[u64; 6]> {
        self.count_standings(at)
    }

    fn days(&self, at: Moment) -> Result<Option<(i32, i32)>> {
        let sql = "SELECT min(day), max(day) FROM article WHERE day IS NOT NULL AND known <= ?";
        let found = self.one(sql, [at], |row| Ok((row.get::<_, Option<i32>>(0)?, row.get::<_, Option<i32>>(1)?)))?;
        Ok(found.and_then(|(first, last)| first.zip(last)))
    }

    fn count_events(&self, filter: &Filter, most: usize) -> Result<(Vec<EventCount>, u64)> {
        self.events_counted(filter, most)
    }

    fn spot(&self, geonames: u32) -> Result<Option<Spot>> {
        let sql = "SELECT id, name, lat, lon, country, feature FROM spot WHERE id = ?";
        self.one(sql, [geonames], spot_of)
    }

    fn citations(&self, of: Option<i64>, at: Moment, limit: usize) -> Result<Vec<Citation>> {
        self.who_cites_whom(of, at, limit)
    }

    fn doubtful(&self, after: Option<&Cursor>, at: Moment, limit: usize) -> Result<Page<i64>> {
        self.doubtful_claims(after, at, limit)
    }

    fn certainties(&self, identity: i64, at: Moment) -> Result<Vec<(u8, u64)>> {
        self.certainties_of(identity, at)
    }

    fn spots_named(&self, name: &str) -> Result<Vec<Spot>> {
        if let Ok(geonames) = name.parse::<u32>() {
            return Ok(Asked::spot(self, geonames)?.into_iter().collect());
        }
        let sql = "SELECT id, name, lat, lon, country, feature FROM spot WHERE name = ? COLLATE NOCASE ORDER BY id";
        self.all(sql, [name], spot_of)
    }

    fn spellings(&self, after: i64, limit: usize) -> Result<Vec<(i64, String, String)>> {
        let sql = format!("SELECT {SPELT} FROM identity i WHERE i.id > ? AND {NO_ALIAS} ORDER BY i.id LIMIT ?");
        self.all(&sql, params![after, limit as i64], spelt)
    }

    fn most_heard(&self, limit: usize) -> Result<Vec<(i64, String, String)>> {
        let sql = format!(
            "SELECT {SPELT} FROM identity i INDEXED BY identity_claims WHERE i.claims > 0 AND {NO_ALIAS}
             ORDER BY i.claims DESC, i.key LIMIT ?"
        );
        self.all(&sql, [limit as i64], spelt)
    }

    fn with_word(&self, word: &str, limit: usize) -> Result<Vec<(i64, String, String)>> {
        let Some(words) = words_of(word) else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT {SPELT} FROM (SELECT DISTINCT rowid / {SPELLINGS_MAX} AS id FROM name WHERE name MATCH ? LIMIT ?) n
             CROSS JOIN identity i ON i.id = n.id WHERE {NO_ALIAS} ORDER BY i.key"
        );
        self.all(&sql, params![words, limit as i64], spelt)
    }
}

/// An identity `i` with its most usual spelling, and whether it was not joined to another.
const SPELT: &str =
    "i.id, i.kind, (SELECT text FROM spelling WHERE identity = i.id ORDER BY articles DESC, text LIMIT 1)";
const NO_ALIAS: &str = "i.id NOT IN (SELECT identity FROM alias)";

fn spelt(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, String, String)> {
    Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?.unwrap_or_default()))
}
