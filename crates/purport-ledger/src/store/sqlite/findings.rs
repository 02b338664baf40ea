//! Questions for findings.
//!
//! In: a filter, the place to go on from. Out: a page of findings, last changed first. Where a condition is met by few claims,
//! one goes from these to their findings. Else the findings that have rows and the editions, whose statements alone are
//! findings too, are gone through side by side in the order in which they are wanted, until the page is full.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Rows, Statement, params, params_from_iter};

use super::SqliteStore;
use super::ask::{COLUMNS, Conditions, HeadOfFinding, date, head_of, integer};
use super::party::place_of;
use super::write::{json, number, rank_of};
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::finding::{Standing, single};
use crate::store::{ArticleId, Asked, FindingRow, Moment, STATEMENTS_MAX, StatementId};

/// Days beyond which a finding lasts long, as `derived.sql` has it.
const LASTING: i32 = 31;

/// Claims beyond which a condition no longer drives a question for findings: to go from a claim to its finding takes longer than to
/// tell the claim.
const TELLING: usize = 1_500;

/// Claims up to which a list is gone through for those that meet the other conditions too.
const NARROWED: usize = 12_000;

/// Conditions of a question with a list of claims and nothing beside it: what holds, and the list.
const ALONE: usize = 2;

/// Where a finding stands among others: last change, then rank, then number. Later changes come first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    changed: String,
    rank: i64,
    id: StatementId,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.changed.cmp(&self.changed).then_with(|| (self.rank, self.id).cmp(&(other.rank, other.id)))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A finding before it is filled: with a row, or a statement alone.
enum Found {
    Row(Box<HeadOfFinding>),
    Alone(StatementId),
}

/// Conditions on a finding itself.
struct Wanted {
    at: Moment,
    standing: Option<Standing>,
    /// Only those of several claims.
    several: bool,
    /// No earlier last change, no later first publication, nothing up to the end of the page before.
    from: Option<String>,
    before: Option<String>,
    /// By when all that began before that and does not last long has changed.
    settled: Option<String>,
    after: Option<Place>,
}

impl Wanted {
    fn of(filter: &Filter, after: Option<Place>) -> Self {
        Self {
            at: filter.at,
            standing: filter.standing,
            several: filter.several,
            from: filter.from.map(date),
            before: filter.to.map(|day| date(day + 1)),
            settled: filter.to.map(|day| date(day.saturating_add(1 + LASTING))),
            after,
        }
    }

    /// Whether a finding of one statement, published then, is wanted.
    fn takes(&self, place: &Place) -> bool {
        !self.several
            && self.from.as_ref().is_none_or(|from| place.changed >= *from)
            && self.before.as_ref().is_none_or(|before| place.changed < *before)
            && self.after.as_ref().is_none_or(|after| place > after)
    }

    /// The same for findings with rows.
    fn conditions(&self) -> Conditions {
        let mut all = Conditions::default();
        if self.at == Moment::MAX {
            all.add("f.until IS NULL", []);
        } else {
            all.add("f.since <= ? AND (f.until IS NULL OR f.until > ?)", [integer(self.at), integer(self.at)]);
        }
        if let Some(standing) = self.standing {
            // The first part tells SQLite that the index of those not merely reported will do.
            let listed = if standing == Standing::Reported { "" } else { "f.standing != 0 AND " };
            all.add(format!("{listed}f.standing = {}", standing as u8), []);
        }
        if self.several {
            all.add("f.claims > 1", []);
        }
        if let Some(from) = &self.from {
            all.add("f.last_changed >= ?", [Value::Text(from.clone())]);
        }
        if let Some(before) = &self.before {
            all.add("f.first_said < ?", [Value::Text(before.clone())]);
        }
        if let Some(Place { changed, rank, id }) = &self.after {
            let changed = || Value::Text(changed.clone());
            all.add(
                "f.last_changed <= ? AND (f.last_changed < ? OR (f.rank > ? OR (f.rank = ? AND f.id > ?)))",
                [changed(), changed(), integer(*rank), integer(*rank), integer(*id)],
            );
        }
        all
    }
}

impl SqliteStore {
    pub(super) fn finding_page(
        &self,
        filter: &Filter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<FindingRow>> {
        let after = after.map(|cursor| self.place_in(cursor)).transpose()?;
        let wanted = Wanted::of(filter, after);
        let of_claims = Filter { from: None, to: None, ..filter.clone() };
        let (claims, driver) = self.conditions(&of_claims, TELLING)?;
        let driver = driver.map_or_else(|| self.narrowed(&claims), |ids| Ok(Some(ids)))?;
        let found = match driver {
            Some(ids) => self.findings_of_claims(&claims, &ids, &wanted, limit + 1)?,
            None => self.findings_in_order(filter, &claims, &wanted, limit + 1)?,
        };
        let next = (found.len() > limit).then(|| &found[limit - 1].0);
        let next = next.map(|place| Cursor(format!("{} {} {}", place.rank, place.id, place.changed)));
        let rows = found.into_iter().take(limit).filter_map(|(_, found)| match found {
            Found::Row(head) => Some(self.filled(*head, filter.at)),
            Found::Alone(id) => self.alone_at(id, filter.at).transpose(),
        });
        Ok(Page { rows: rows.collect::<Result<_>>()?, next })
    }

    /// The claims that meet all conditions, where some of these are listed and few of the list meet the others too.
    fn narrowed(&self, claims: &Conditions) -> Result<Option<Vec<i64>>> {
        let Some(shortest) = claims.claims.iter().min_by_key(|list| list.len()) else { return Ok(None) };
        let conditions = claims.sql.len() + claims.claims.len() + usize::from(claims.articles.is_some());
        if shortest.len() > NARROWED || conditions <= ALONE {
            return Ok(None);
        }
        let found = self.meeting(claims, shortest)?;
        Ok((found.len() < TELLING).then(|| found.into_iter().map(|(claim, _)| claim).collect()))
    }

    /// Those of some claims that meet conditions, each with its article.
    fn meeting(&self, claims: &Conditions, ids: &[i64]) -> Result<Vec<(i64, ArticleId)>> {
        let ids: Vec<i64> = ids.iter().copied().filter(|claim| claims.may_be(*claim)).collect();
        let values = [vec![Value::Text(json(&ids))], claims.values.clone()].concat();
        let found = self.uncached(&of_those_that_meet(claims), values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.into_iter().filter(|(_, article)| claims.may_stand_in(*article)).collect())
    }

    fn place_in(&self, cursor: &Cursor) -> Result<Place> {
        let wrong = || self.request("that is not the end of a page; take it from the answer as it is");
        // The time comes last: it may be any text.
        let parts: Vec<&str> = cursor.0.splitn(3, ' ').collect();
        let [rank, id, changed] = parts.as_slice() else { return Err(wrong()) };
        let (Ok(rank), Ok(id)) = (rank.parse(), id.parse()) else { return Err(wrong()) };
        Ok(Place { changed: (*changed).to_owned(), rank, id })
    }

    /// The findings of some claims.
    fn findings_of_claims(
        &self,
        claims: &Conditions,
        ids: &[i64],
        wanted: &Wanted,
        most: usize,
    ) -> Result<Vec<(Place, Found)>> {
        let mut of_edition: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
        for (claim, _) in self.meeting(claims, ids)? {
            let place = u32::try_from(place_of(claim)).unwrap_or(u32::MAX);
            of_edition.entry(claim.div_euclid(STATEMENTS_MAX)).or_default().insert(place);
        }
        let mut with_rows: BTreeSet<StatementId> = BTreeSet::new();
        let mut found: Vec<(Place, Found)> = Vec::new();
        for (edition, claims) in of_edition {
            let (members, rows) = self.taken(edition, wanted.at)?;
            for (place, claim) in self.shares(edition)?.iter().enumerate() {
                let id = number(edition, place);
                if !claims.contains(claim) {
                    continue;
                }
                if let Some(finding) = members.get(&id) {
                    with_rows.insert(*finding);
                } else if rows.contains(&id) {
                    with_rows.insert(id);
                } else if wanted.standing.is_none_or(|standing| standing == Standing::Reported)
                    && let Some(head) = self.head(edition)?
                {
                    let place = Place { changed: head.order.published, rank: self.rank(id)?, id };
                    if wanted.takes(&place) {
                        found.push((place, Found::Alone(id)));
                    }
                }
            }
        }
        let mut all = wanted.conditions();
        all.sql.insert(0, "f.id = ?".to_owned());
        let sql = format!("SELECT {COLUMNS} FROM finding f WHERE {}", all.and());
        let mut query = self.connection.prepare(&sql).map_err(|error| self.failed(&error))?;
        for id in with_rows {
            let values = [vec![integer(id)], all.values.clone()].concat();
            let heads = query
                .query_map(params_from_iter(values), head_of)
                .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>);
            for head in heads.map_err(|error| self.failed(&error))? {
                found.push((place_of_row(&head), Found::Row(Box::new(head))));
            }
        }
        found.sort_by(|one, other| one.0.cmp(&other.0));
        found.truncate(most);
        Ok(found)
    }

    /// Findings whose claims meet conditions, by going through all in the order in which they are wanted.
    fn findings_in_order(
        &self,
        filter: &Filter,
        claims: &Conditions,
        wanted: &Wanted,
        most: usize,
    ) -> Result<Vec<(Place, Found)>> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let unconditional = claims.is_none();
        let latest = self.latest_said(wanted.at)?;
        // Rows first: what none of their claims can meet is passed over at once.
        let mut of_rows = wanted.conditions();
        if let Some(bits) = filter.event_bits() {
            of_rows.add("f.types & ? != 0", [integer(bits)]);
        }
        if let Some(bits) = filter.certainty_bits() {
            of_rows.add("f.certainties & ? != 0", [integer(bits)]);
        }
        if let Some(country) = &filter.country {
            of_rows.add("instr(f.countries, ?) > 0", [super::ask::in_list(country)]);
        }
        if let Some(voices) = claims.voices {
            of_rows.add("f.voices & ? != 0", [integer(voices)]);
        }
        if let Some(latest) = &latest {
            of_rows.add("f.last_changed <= ?", [Value::Text(latest.clone())]);
        }
        let index = match (wanted.standing, wanted.at) {
            (Some(standing), Moment::MAX) if standing != Standing::Reported => "finding_standing",
            _ => "finding_order",
        };
        // What began before a day and lasts long is looked for beside the rest, which has all changed soon after that day.
        let part = |index: &str, and: &str| {
            format!("SELECT {COLUMNS} FROM finding f INDEXED BY {index} WHERE {} {and}", of_rows.and())
        };
        let (sql, values) = match &wanted.settled {
            None => (part(index, ""), of_rows.values.clone()),
            Some(settled) => {
                let soon = part(index, &format!("AND f.lasting <= {LASTING} AND f.last_changed < ?"));
                let late = part("finding_lasting", &format!("AND f.lasting > {LASTING}"));
                let values = [of_rows.values.clone(), vec![Value::Text(settled.clone())], of_rows.values.clone()];
                (format!("{soon} UNION ALL {late}"), values.concat())
            }
        };
        let sql = format!("{sql} ORDER BY last_changed DESC, rank, id");
        let mut of_rows_query = self.connection.prepare(&sql).map_err(failed)?;
        let mut rows = of_rows_query.query(params_from_iter(values)).map_err(failed)?;
        let mut meets = self.connection.prepare(&of_those_that_meet(claims)).map_err(failed)?;
        // Statements alone: by edition.
        let mut of_editions = Conditions::default();
        of_editions.add("e.known <= ? AND (e.until IS NULL OR e.until > ?)", [integer(wanted.at), integer(wanted.at)]);
        let no_later = [&latest, &wanted.after.as_ref().map(|after| after.changed.clone())];
        for said in no_later.into_iter().flatten() {
            of_editions.add("a.said <= ?", [Value::Text(said.clone())]);
        }
        if let Some(from) = &wanted.from {
            of_editions.add("a.said >= ?", [Value::Text(from.clone())]);
        }
        if let Some(before) = &wanted.before {
            of_editions.add("a.said < ?", [Value::Text(before.clone())]);
        }
        if let Some((sql, values)) = &claims.on_editions {
            of_editions.add(sql.clone(), values.clone());
        }
        if wanted.several || wanted.standing.is_some_and(|standing| standing != Standing::Reported) {
            of_editions.add("0", []);
        }
        let sql = format!(
            "SELECT e.id, a.said, a.key, a.id FROM article a INDEXED BY article_said CROSS JOIN edition e ON e.article = a.id
             WHERE {} ORDER BY a.said DESC, a.key",
            of_editions.and()
        );
        let mut of_editions_query = self.connection.prepare(&sql).map_err(failed)?;
        let mut editions = of_editions_query.query(params_from_iter(of_editions.values)).map_err(failed)?;
        let sql = format!(
            "SELECT c.id FROM edition e CROSS JOIN claim c ON c.id >= e.id * {STATEMENTS_MAX} AND c.id < (e.id + 1) * {STATEMENTS_MAX}
             CROSS JOIN article a ON a.id = e.article WHERE e.id = ? AND {}",
            claims.and()
        );
        let mut meeting = self.connection.prepare(&sql).map_err(failed)?;

        let mut found = Vec::new();
        let mut row = next_row(&mut rows).map_err(failed)?;
        let mut edition = next_edition(&mut editions).map_err(failed)?;
        let mut alone: std::collections::VecDeque<Place> = std::collections::VecDeque::new();
        while found.len() < most {
            let front = alone.front().or(edition.as_ref().map(|(_, first)| first));
            match (&row, front) {
                (None, None) => break,
                (Some(head), front) if front.is_none_or(|front| place_of_row(head) < *front) => {
                    let met = unconditional || self.is_met(&mut meets, claims, head, wanted.at)?;
                    let head = std::mem::replace(&mut row, next_row(&mut rows).map_err(failed)?);
                    if let Some(head) = head.filter(|_| met) {
                        found.push((place_of_row(&head), Found::Row(Box::new(head))));
                    }
                }
                _ => match alone.pop_front() {
                    Some(place) => {
                        let id = place.id;
                        found.push((place, Found::Alone(id)));
                    }
                    None => {
                        let next = next_edition(&mut editions).map_err(failed)?;
                        let Some((Ahead { edition: id, article }, first)) = std::mem::replace(&mut edition, next)
                        else {
                            break;
                        };
                        if !claims.may_stand_in(article) || !claims.may_be_of(id) {
                            continue;
                        }
                        let claims = if unconditional { None } else { Some(self.met_in(&mut meeting, claims, id)?) };
                        alone.extend(self.alone_in(id, &first, claims.as_ref(), wanted)?);
                    }
                },
            }
        }
        Ok(found)
    }

    /// The statements of an edition that are findings alone, whose claims are among these.
    fn alone_in(
        &self,
        edition: i64,
        first: &Place,
        claims: Option<&BTreeSet<u32>>,
        wanted: &Wanted,
    ) -> Result<Vec<Place>> {
        if claims.is_some_and(BTreeSet::is_empty) {
            return Ok(Vec::new());
        }
        let (members, rows) = self.taken(edition, wanted.at)?;
        let shares = self.shares(edition)?;
        let places = shares.iter().enumerate().filter_map(|(at, claim)| {
            let id = number(edition, at);
            let is_alone = !members.contains_key(&id) && !rows.contains(&id);
            let is_wanted = is_alone && claims.is_none_or(|claims| claims.contains(claim));
            let rank = first.rank + id.rem_euclid(STATEMENTS_MAX);
            is_wanted.then(|| Place { changed: first.changed.clone(), rank, id }).filter(|place| wanted.takes(place))
        });
        Ok(places.collect())
    }

    /// The claims of an edition that meet conditions.
    fn met_in(&self, meeting: &mut Statement<'_>, claims: &Conditions, edition: i64) -> Result<BTreeSet<u32>> {
        let values = [vec![integer(edition)], claims.values.clone()].concat();
        let found = meeting
            .query_map(params_from_iter(values), |row| row.get::<_, i64>(0))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
            .map_err(|error| self.failed(&error))?;
        let found = found.into_iter().filter(|claim| claims.may_be(*claim));
        Ok(found.map(|claim| u32::try_from(place_of(claim)).unwrap_or(u32::MAX)).collect())
    }

    /// Whether any claim of a finding meets conditions.
    fn is_met(&self, meets: &mut Statement<'_>, claims: &Conditions, head: &HeadOfFinding, at: Moment) -> Result<bool> {
        let sql = "SELECT statement FROM member WHERE finding = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2)";
        let mut members = self.all(sql, params![head.finding.id, at], |row| row.get::<_, i64>(0))?;
        if members.is_empty() {
            members.push(head.finding.id);
        }
        let mut ids = Vec::with_capacity(members.len());
        for statement in members {
            ids.extend(self.claim_of(statement)?.filter(|claim| claims.may_be(*claim)));
        }
        if ids.is_empty() {
            return Ok(false);
        }
        let values = [vec![Value::Text(json(&ids))], claims.values.clone()].concat();
        let mut articles = meets.query(params_from_iter(values)).map_err(|error| self.failed(&error))?;
        while let Some(row) = articles.next().map_err(|error| self.failed(&error))? {
            if claims.may_stand_in(row.get(1).map_err(|error| self.failed(&error))?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The statements of an edition that are members of a finding at a moment, with it, and those that are one with a row.
    fn taken(&self, edition: i64, at: Moment) -> Result<(BTreeMap<StatementId, StatementId>, BTreeSet<StatementId>)> {
        let (first, next) = (number(edition, 0), number(edition + 1, 0));
        let sql = "SELECT statement, finding FROM member WHERE statement >= ?1 AND statement < ?2 AND since <= ?3
                   AND (until IS NULL OR until > ?3)";
        let members = self.all(sql, params![first, next, at], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sql = "SELECT id FROM finding WHERE id >= ?1 AND id < ?2 AND since <= ?3 AND (until IS NULL OR until > ?3)";
        let rows = self.all(sql, params![first, next, at], |row| row.get(0))?;
        Ok((members.into_iter().collect(), rows.into_iter().collect()))
    }

    /// The latest publication of anything that the ledger knew at a moment: what is newer need not be gone through. Nothing for
    /// the present.
    fn latest_said(&self, at: Moment) -> Result<Option<String>> {
        if at == Moment::MAX {
            return Ok(None);
        }
        let last = "SELECT id FROM article WHERE known <= ? ORDER BY known DESC, id DESC LIMIT 1";
        let last: i64 = self.one(last, [at], |row| row.get(0))?.unwrap_or_default();
        let sql = "SELECT said FROM article INDEXED BY article_said WHERE id <= ? ORDER BY said DESC LIMIT 1";
        Ok(Some(self.one(sql, [last], |row| row.get(0))?.unwrap_or_default()))
    }

    /// The finding that a statement alone is at a moment; nothing when it is a member of another, or its edition does not hold.
    pub(super) fn alone_at(&self, id: StatementId, at: Moment) -> Result<Option<FindingRow>> {
        let edition = id.div_euclid(STATEMENTS_MAX);
        let Some(head) = self.head(edition)?.filter(|head| head.holds(at)) else { return Ok(None) };
        let since =
            "SELECT max(since <= ?2 AND (until IS NULL OR until > ?2)), max(CASE WHEN until <= ?2 THEN until END) FROM";
        let mut begin = head.known;
        for (table, key) in [("member", "statement"), ("finding", "id")] {
            let sql = format!("{since} {table} WHERE {key} = ?1");
            let found = self.one(&sql, params![id, at], |row| {
                Ok((row.get::<_, Option<bool>>(0)?, row.get::<_, Option<Moment>>(1)?))
            })?;
            let (is_taken, freed) = found.unwrap_or_default();
            if is_taken == Some(true) {
                return Ok(None);
            }
            begin = begin.max(freed.unwrap_or(Moment::MIN));
        }
        let row = self.stated(id, &head)?;
        Ok(row.map(|row| FindingRow { finding: single(&row), since: begin }))
    }

    /// The claims that are in findings of a standing at the moment; nothing when there are too many.
    pub(super) fn claims_of_standing(&self, standing: Standing, at: Moment, most: i64) -> Result<Option<Vec<i64>>> {
        if at != Moment::MAX || standing == Standing::Reported {
            return Ok(None);
        }
        let sql = "SELECT f.id FROM finding f INDEXED BY finding_standing WHERE f.until IS NULL AND f.standing != 0 AND f.standing = ?
                   LIMIT ?";
        let found = self.all(sql, params![standing as u8, most], |row| row.get::<_, i64>(0))?;
        if found.len() as i64 >= most {
            return Ok(None);
        }
        let mut claims = Vec::new();
        for id in found {
            let sql = "SELECT statement FROM member WHERE finding = ? AND until IS NULL";
            let members = self.all(sql, [id], |row| row.get::<_, i64>(0))?;
            for statement in members.into_iter().chain([id]) {
                claims.extend(self.claim_of(statement)?);
            }
        }
        Ok(Some(claims))
    }

    /// Whether a claim is in a finding of a standing at a moment.
    pub(super) fn is_of_standing(&self, claim: i64, standing: Standing, at: Moment) -> Result<bool> {
        for statement in self.statements_of(claim)? {
            let sql =
                "SELECT finding FROM member WHERE statement = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2)";
            let finding = self.one(sql, params![statement, at], |row| row.get(0))?.unwrap_or(statement);
            let sql = "SELECT standing FROM finding WHERE id = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2)";
            let found = self.one(sql, params![finding, at], |row| row.get::<_, u8>(0))?;
            if found.unwrap_or(Standing::Reported as u8) == standing as u8 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Findings that began, changed or ended after one moment and up to another.
    pub(super) fn changed_between(&self, after: Moment, to: Moment) -> Result<Vec<StatementId>> {
        let sql = "SELECT DISTINCT id FROM finding WHERE (since > ?1 AND since <= ?2) OR (until > ?1 AND until <= ?2)";
        let mut found: BTreeSet<StatementId> = self.all(sql, [after, to], |row| row.get(0))?.into_iter().collect();
        let sql =
            "SELECT DISTINCT statement FROM member WHERE (since > ?1 AND since <= ?2) OR (until > ?1 AND until <= ?2)";
        let mut perhaps: BTreeSet<StatementId> = self.all(sql, [after, to], |row| row.get(0))?.into_iter().collect();
        let sql = "SELECT id FROM edition WHERE known > ?1 AND known <= ?2 UNION SELECT id FROM edition WHERE until > ?1 AND until <= ?2";
        for edition in self.all(sql, [after, to], |row| row.get::<_, i64>(0))? {
            perhaps.extend((0..self.shares(edition)?.len()).map(|place| number(edition, place)));
        }
        for id in perhaps {
            if !found.contains(&id) && (self.alone_at(id, after)?.is_some() || self.alone_at(id, to)?.is_some()) {
                found.insert(id);
            }
        }
        Ok(found.into_iter().collect())
    }
}

/// The question for those of listed claims that meet conditions: claim and article.
fn of_those_that_meet(claims: &Conditions) -> String {
    format!(
        "SELECT c.id, a.id FROM (SELECT value AS id FROM json_each(?)) d CROSS JOIN claim c ON c.id = d.id
         CROSS JOIN edition e ON e.id = c.id / {STATEMENTS_MAX} CROSS JOIN article a ON a.id = e.article WHERE {}",
        claims.and()
    )
}

fn place_of_row(head: &HeadOfFinding) -> Place {
    Place { changed: head.finding.last_changed.clone(), rank: head.rank, id: head.finding.id }
}

fn next_row(rows: &mut Rows<'_>) -> rusqlite::Result<Option<HeadOfFinding>> {
    rows.next()?.map(head_of).transpose()
}

/// An edition that is gone to next.
struct Ahead {
    edition: i64,
    article: ArticleId,
}

/// The next edition, with the place of its first statement.
fn next_edition(rows: &mut Rows<'_>) -> rusqlite::Result<Option<(Ahead, Place)>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    let (edition, changed, key): (i64, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let key = <[u8; 16]>::try_from(key.as_slice()).unwrap_or_default();
    let ahead = Ahead { edition, article: row.get(3)? };
    Ok(Some((ahead, Place { changed, rank: rank_of(&key), id: number(edition, 0) })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ledger;
    use purport_parse::Parser;
    use purport_read::{EventType, Layers, read};
    use purport_text::articles;

    fn ledger() -> (tempfile::TempDir, Ledger<SqliteStore>) {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::new(SqliteStore::create(&folder.path().join("a.db")).unwrap());
        let parser = Parser::embedded().unwrap();
        let path = format!("{}/../../examples/stories/ferry/articles.jsonl", env!("CARGO_MANIFEST_DIR"));
        ledger.begin(0).unwrap();
        for article in articles("ferry", std::fs::read(path).unwrap().as_slice()) {
            ledger.add(read(article.unwrap(), &parser, Layers::default()).unwrap()).unwrap();
        }
        ledger.commit().unwrap();
        (folder, ledger)
    }

    /// From claims where they are few, or in order where they are many: small ledgers never come to the second.
    #[test]
    fn what_is_met_on_the_way_is_what_is_found_from_claims() {
        let (_folder, ledger) = ledger();
        let store = ledger.store();
        let outlets = store.all("SELECT DISTINCT publisher FROM article", [], |row| row.get::<_, String>(0)).unwrap();
        let sql = "SELECT DISTINCT s.text FROM claim c JOIN spelling s ON s.identity = c.speaker";
        let speakers = store.all(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert!(outlets.len() > 4 && speakers.len() > 4, "{outlets:?} {speakers:?}");
        let sources =
            outlets.into_iter().chain(speakers).map(|name| Filter { source: Some(name), ..Filter::default() });
        let events = EventType::ALL.into_iter().map(|kind| Filter {
            entity: Some("Tumaini".to_owned()),
            events: vec![kind],
            ..Filter::default()
        });
        let mut rows = 0;
        for filter in sources.chain(events) {
            let wanted = Wanted::of(&filter, None);
            let (claims, driver) = store.conditions(&filter, TELLING).unwrap();
            let ids = driver.expect("few claims");
            let from_claims = store.findings_of_claims(&claims, &ids, &wanted, usize::MAX).unwrap();
            let (claims, _) = store.conditions(&filter, 0).unwrap();
            let in_order = store.findings_in_order(&filter, &claims, &wanted, usize::MAX).unwrap();
            let places = |found: Vec<(Place, Found)>| found.into_iter().map(|(place, _)| place).collect::<Vec<_>>();
            rows += in_order.iter().filter(|(_, found)| matches!(found, Found::Row(_))).count();
            assert_eq!(places(from_claims), places(in_order), "{filter:?}");
            if let Some(narrowed) = store.narrowed(&claims).unwrap() {
                assert_eq!(
                    narrowed,
                    store.meeting(&claims, &ids).unwrap().into_iter().map(|(id, _)| id).collect::<Vec<_>>()
                );
            }
        }
        assert!(rows > 20, "{rows}");
    }
}
