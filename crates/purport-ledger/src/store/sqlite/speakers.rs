//! Questions for speakers: who makes how many claims, through whom, and what became of them.
//!
//! In: a filter, an identity, a moment. Out: counts. How many claims hold now is kept counted; as of an earlier moment they are
//! counted anew. What people joined counts as one.

use rusqlite::params;
use rusqlite::types::Value;

use super::SqliteStore;
use super::ask::{Conditions, list};
use super::desk::HOLDS;
use super::write::CITED;
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::finding::{Relation, Standing};
use crate::store::{Asked, Citation, Citer, Moment, Outcome, STATEMENTS_MAX};

/// The identity `?2` and those that were joined to it.
const OWN: &str = "(SELECT ?2 UNION ALL SELECT identity FROM alias WHERE of = ?2)";

/// Claims `c` of speakers that held at `?1`.
fn claims_then() -> String {
    format!(
        "FROM claim c CROSS JOIN edition e ON e.id = c.id / {STATEMENTS_MAX} CROSS JOIN article a ON a.id = e.article
         WHERE c.speaker IS NOT NULL AND c.rejected = 0 AND {HOLDS}"
    )
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

impl SqliteStore {
    pub(super) fn sources_page(
        &self,
        filter: &Filter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<(i64, u64)>> {
        let mut all = Conditions::default();
        all.add("i.claims > 0", []);
        if let Some(name) = &filter.source {
            all.add(format!("i.id IN ({})", list(&self.identities_named(name)?)), []);
        }
        if let Some(country) = &filter.country {
            all.add("i.country = ?", [Value::Text(country.to_uppercase())]);
        }
        let skip = match after {
            Some(cursor) => cursor.0.parse::<usize>().map_err(|_| self.request("that is not the end of a page"))?,
            None => 0,
        };
        let most = skip.saturating_add(limit).saturating_add(1);
        let (then, speakers) = if self.is_now(filter.at)? {
            (String::new(), "identity")
        } else {
            let counted = format!("SELECT c.speaker AS id, count(*) AS claims {} GROUP BY 1", claims_then());
            let named =
                format!("SELECT i.id, i.key, i.country, n.claims FROM ({counted}) n JOIN identity i ON i.id = n.id");
            (format!("WITH counted AS MATERIALIZED ({})", named.replace("?1", &filter.at.to_string())), "counted")
        };
        // Those that were joined, or that others were joined to, are few and are counted together.
        let sql = format!(
            "{then} SELECT * FROM (
               SELECT * FROM (SELECT i.id, i.claims AS n, i.key FROM {speakers} i WHERE {}
                 AND i.id NOT IN (SELECT identity FROM alias UNION ALL SELECT of FROM alias)
                 ORDER BY i.claims DESC, i.key LIMIT {most})
               UNION ALL
               SELECT o.id, sum(i.claims), o.key FROM {speakers} i JOIN
                 (SELECT identity, of FROM alias UNION SELECT of, of FROM alias) l ON l.identity = i.id
                 JOIN identity o ON o.id = l.of WHERE {} GROUP BY o.id)
             ORDER BY n DESC, key LIMIT {} OFFSET {skip}",
            all.and(),
            all.and().replace("i.country", "o.country"),
            limit + 1
        );
        let values = [all.values.clone(), all.values].concat();
        let found: Vec<(i64, u64)> = self.uncached(&sql, values, |row| Ok((row.get(0)?, count(row.get(1)?))))?;
        let next = (found.len() > limit).then(|| Cursor((skip + limit).to_string()));
        Ok(Page { rows: found.into_iter().take(limit).collect(), next })
    }

    pub(super) fn claims_of_speaker(&self, identity: i64, at: Moment) -> Result<u64> {
        let sql = if self.is_now(at)? {
            format!("SELECT sum(claims) FROM identity WHERE ?1 IS NOT NULL AND id IN {OWN}")
        } else {
            format!("SELECT count(*) {} AND c.speaker IN {OWN}", claims_then())
        };
        let found = self.one(&sql, [at, identity], |row| row.get::<_, Option<i64>>(0))?;
        Ok(count(found.flatten().unwrap_or_default()))
    }

    pub(super) fn certainties_of(&self, identity: i64, at: Moment) -> Result<Vec<(u8, u64)>> {
        let sql = format!(
            "SELECT c.certainty, count(*) FROM claim c CROSS JOIN edition e ON e.id = c.id / {STATEMENTS_MAX}
             WHERE c.speaker IN {OWN} AND c.certainty IS NOT NULL AND c.rejected = 0 AND {HOLDS}
             GROUP BY c.certainty ORDER BY c.certainty"
        );
        self.all(&sql, [at, identity], |row| Ok((row.get(0)?, count(row.get(1)?))))
    }

    pub(super) fn outcomes_of(&self, identity: i64, at: Moment) -> Result<Vec<Outcome>> {
        let held = |row: &str| format!("{row}.since <= ?1 AND ({row}.until IS NULL OR {row}.until > ?1)");
        let sql = format!(
            "SELECT f.standing, m.relation, EXISTS (SELECT 1 FROM member d WHERE d.finding = m.finding AND d.relation = {}
               AND d.origin != m.origin AND {}) AS differs, count(*)
             FROM member m CROSS JOIN finding f ON f.id = m.finding
             WHERE m.speaker IN {OWN} AND {} AND {} AND f.claims > 1 GROUP BY 1, 2, 3",
            Relation::Differs as u8,
            held("d"),
            held("m"),
            held("f")
        );
        self.all(&sql, [at, identity], |row| {
            let standing = Standing::ALL.get(usize::from(row.get::<_, u8>(0)?)).copied();
            let relation = Relation::ALL.get(usize::from(row.get::<_, u8>(1)?)).copied();
            Ok(Outcome {
                standing: standing.unwrap_or(Standing::Reported),
                relation: relation.unwrap_or(Relation::Mentions),
                contradicted: row.get(2)?,
                statements: count(row.get(3)?),
            })
        })
    }

    pub(super) fn who_cites_whom(&self, of: Option<i64>, at: Moment, limit: usize) -> Result<Vec<Citation>> {
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let cited = if self.is_now(at)? {
            "cited".to_owned()
        } else {
            let columns = CITED.replacen("coalesce(c.via, 0)", "coalesce(c.via, 0) AS via", 1) + " AS outlet";
            let then = claims_then().replace("?1", &at.to_string());
            format!("(SELECT {columns}, count(*) AS claims {then} GROUP BY 1, 2, 3)")
        };
        // Pairs of whom nobody was joined with others are as they are counted: the first ones will do. The others are few.
        let joined = "(SELECT identity FROM alias UNION ALL SELECT of FROM alias)";
        let pairs = |of: &str, order: &str| {
            format!(
                "SELECT * FROM (SELECT c.* FROM {cited} c JOIN identity i ON i.id = c.speaker LEFT JOIN identity k ON k.id = c.via
                   WHERE {of} AND c.speaker NOT IN {joined} AND c.via NOT IN {joined} ORDER BY c.claims DESC, {order} LIMIT ?1)
                 UNION ALL SELECT c.* FROM {cited} c WHERE {of} AND (c.speaker IN {joined} OR c.via IN {joined})"
            )
        };
        let own = |column: &str| if of.is_some() { format!("AND c.{column} IN {OWN}") } else { String::new() };
        let values = params![most, of.unwrap_or_default()];
        let spoken =
            pairs(&format!("c.via = 0 AND c.outlet != '' AND ?2 IS NOT NULL {}", own("speaker")), "c.outlet, i.key");
        let sql = format!(
            "SELECT c.outlet, coalesce(l.of, c.speaker) AS who, sum(c.claims) FROM ({spoken}) c
             LEFT JOIN alias l ON l.identity = c.speaker JOIN identity i ON i.id = coalesce(l.of, c.speaker)
             GROUP BY c.outlet, who ORDER BY sum(c.claims) DESC, c.outlet, i.key LIMIT ?1"
        );
        let mut found: Vec<Citation> = self.all(&sql, values, |row| {
            Ok(Citation { citer: Citer::Outlet(row.get(0)?), speaker: row.get(1)?, claims: count(row.get(2)?) })
        })?;
        // Through another speaker.
        let sides = if of.is_some() { vec![own("speaker"), own("via")] } else { vec![String::new()] };
        for side in sides {
            let relayed = pairs(&format!("c.via != 0 AND ?2 IS NOT NULL {side}"), "k.key, i.key");
            let sql = format!(
                "SELECT coalesce(v.of, c.via) AS citer, coalesce(l.of, c.speaker) AS who, sum(c.claims) FROM ({relayed}) c
                 LEFT JOIN alias v ON v.identity = c.via LEFT JOIN alias l ON l.identity = c.speaker
                 JOIN identity i ON i.id = coalesce(l.of, c.speaker) JOIN identity k ON k.id = coalesce(v.of, c.via)
                 WHERE i.id != k.id GROUP BY citer, who ORDER BY sum(c.claims) DESC, k.key, i.key LIMIT ?1"
            );
            found.extend(self.all(&sql, values, |row| {
                Ok(Citation { citer: Citer::Speaker(row.get(0)?), speaker: row.get(1)?, claims: count(row.get(2)?) })
            })?);
        }
        // Stable: pairs of one number stay in the order of their names.
        found.sort_by_key(|citation| std::cmp::Reverse(citation.claims));
        found.truncate(limit);
        Ok(found)
    }
}
