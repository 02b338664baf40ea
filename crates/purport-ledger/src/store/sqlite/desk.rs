//! Questions of a desk: what there is of each kind, where and when events lie, what the reader doubts.
//!
//! In: a moment, a filter, a bound. Out: counts, in an order that does not depend on when anything came in. These go through
//! whole tables: who asks often keeps the answers until the ledger changes.

use std::collections::BTreeMap;

use rusqlite::{params, params_from_iter};

use super::SqliteStore;
use super::ask::list;
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::store::{EventCount, Moment, STATEMENTS_MAX};

/// An edition `e` that held at a moment.
pub(super) const HOLDS: &str = "e.known <= ?1 AND (e.until IS NULL OR e.until > ?1)";

impl SqliteStore {
    pub(super) fn count_standings(&self, at: Moment) -> Result<[u64; 6]> {
        let held = if self.is_now(at)? {
            "?1 IS NOT NULL AND until IS NULL"
        } else {
            "since <= ?1 AND (until IS NULL OR until > ?1)"
        };
        let sql = format!(
            "SELECT standing, count(*) FROM finding WHERE {held} AND (standing != 0 OR claims > 1) GROUP BY standing"
        );
        let mut counts = [0; 6];
        for (standing, count) in self.all(&sql, [at], |row| Ok((row.get::<_, u8>(0)?, row.get::<_, i64>(1)?)))? {
            if let Some(place) = counts.get_mut(usize::from(standing)) {
                *place = u64::try_from(count).unwrap_or_default();
            }
        }
        Ok(counts)
    }

    /// How many findings hold: statements, but those that share a finding count once.
    pub(super) fn count_findings(&self) -> Result<i64> {
        let mut statements = 0;
        for edition in self.all("SELECT id FROM edition WHERE until IS NULL", [], |row| row.get::<_, i64>(0))? {
            statements += self.shares(edition)?.len() as i64;
        }
        let sql = "SELECT coalesce(sum(claims - 1), 0) FROM finding
                   WHERE until IS NULL AND (standing != 0 OR claims > 1) AND claims > 1";
        Ok(statements - self.one(sql, [], |row| row.get::<_, i64>(0))?.unwrap_or_default())
    }

    pub(super) fn events_counted(&self, filter: &Filter, most: usize) -> Result<(Vec<EventCount>, u64)> {
        let (all, driver) = self.event_conditions(filter)?;
        let from = match driver {
            Some(ids) => format!(
                "(SELECT value AS id FROM json_each('[{}]')) d CROSS JOIN event v ON v.id = d.id
                 CROSS JOIN edition e ON e.id = v.id / {STATEMENTS_MAX} CROSS JOIN article a ON a.id = e.article",
                list(&ids)
            ),
            None => format!(
                "article a INDEXED BY article_day CROSS JOIN edition e ON e.article = a.id CROSS JOIN event v
                 ON v.id >= e.id * {STATEMENTS_MAX} AND v.id < (e.id + 1) * {STATEMENTS_MAX}"
            ),
        };
        // The newest first, so that it is the oldest that a bound leaves out.
        let sql = format!(
            "SELECT v.id, v.spot, coalesce(v.begin, a.day), v.type, v.certainty, a.id FROM {from} WHERE {}
             ORDER BY coalesce(a.day, -1000000) DESC, a.key, v.id",
            all.and()
        );
        let failed = |error: rusqlite::Error| self.failed(&error);
        let mut query = self.connection.prepare(&sql).map_err(failed)?;
        let mut rows = query.query(params_from_iter(&all.values)).map_err(failed)?;
        type Shared = (Option<u32>, Option<i32>, u8, Option<u8>);
        let mut counts: BTreeMap<Shared, u64> = BTreeMap::new();
        let (mut counted, mut left_out) = (0, 0);
        while let Some(row) = rows.next().map_err(failed)? {
            if !all.may_be(row.get(0).map_err(failed)?) || !all.may_stand_in(row.get(5).map_err(failed)?) {
                continue;
            }
            if counted >= most {
                left_out += 1;
                continue;
            }
            counted += 1;
            let shared = (row.get(1), row.get(2), row.get(3), row.get(4));
            let shared = (shared.0.map_err(failed)?, shared.1.map_err(failed)?, shared.2.map_err(failed)?, shared.3);
            *counts.entry((shared.0, shared.1, shared.2, shared.3.map_err(failed)?)).or_default() += 1;
        }
        let counts = counts.into_iter();
        let counts =
            counts.map(|((spot, day, kind, certainty), events)| EventCount { spot, day, kind, certainty, events });
        Ok((counts.collect(), left_out))
    }

    pub(super) fn doubtful_claims(&self, after: Option<&Cursor>, at: Moment, limit: usize) -> Result<Page<i64>> {
        let wrong = || self.request("that is not the end of a page; take it from the answer as it is");
        let (confidence, id) = match after {
            Some(cursor) => {
                let (confidence, id) = cursor.0.split_once(' ').ok_or_else(wrong)?;
                (confidence.parse::<i64>().map_err(|_| wrong())?, id.parse::<i64>().map_err(|_| wrong())?)
            }
            None => (-1, 0),
        };
        let sql = format!(
            "SELECT c.id, c.confidence FROM claim c INDEXED BY claim_doubt
             CROSS JOIN edition e ON e.id = c.id / {STATEMENTS_MAX}
             WHERE c.confidence < 70 AND (c.confidence, c.id) > (?2, ?3) AND c.rejected = 0 AND {HOLDS}
             ORDER BY c.confidence, c.id LIMIT ?4"
        );
        let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let found = self
            .all(&sql, params![at, confidence, id, most], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        let next = (found.len() > limit && limit > 0).then(|| &found[limit - 1]);
        let next = next.map(|(id, confidence)| Cursor(format!("{confidence} {id}")));
        Ok(Page { rows: found.into_iter().take(limit).map(|(id, _)| id).collect(), next })
    }
}
