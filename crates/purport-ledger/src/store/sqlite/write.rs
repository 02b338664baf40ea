//! Appending, and keeping what is derived.

use purport_read::Reading;
use purport_text::Article;
use rusqlite::params;

use super::{SqliteStore, body};
use crate::error::Result;
use crate::finding::Finding;
use crate::identity::Identity;
use crate::review::Review;
use crate::statement::Statement;
use crate::store::{ArticleId, CopyRow, Derived, Link, Moment, STATEMENTS_MAX, Spot, StatementId, Store, Voice};

/// Day under which statements of undated articles are looked up.
pub(super) const UNDATED: i32 = -1_000_000;

/// Tables that can be made anew, in no order that matters.
const DERIVED: [&str; 18] = [
    "print",
    "print_key",
    "copy",
    "edition",
    "claim",
    "identity",
    "spelling",
    "alias",
    "spoken_of",
    "event",
    "side",
    "spotted",
    "statement",
    "block",
    "link",
    "apart",
    "finding",
    "member",
];

impl SqliteStore {
    fn identity_number(&self, identity: &Identity) -> Result<i64> {
        let kind = format!("{:?}", identity.kind).to_lowercase();
        // Of several values the least: which came first must not matter.
        let insert = "INSERT INTO identity (key, kind, country, sector, role, identifier) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET country = min(coalesce(country, excluded.country), coalesce(excluded.country, country)),
            sector = min(coalesce(sector, excluded.sector), coalesce(excluded.sector, sector)),
            role = min(coalesce(role, excluded.role), coalesce(excluded.role, role)) RETURNING id";
        let values = params![identity.key, kind, identity.country, identity.sector, identity.role, identity.identifier];
        let id = self.one(insert, values, |row| row.get(0))?.unwrap_or_default();
        let count = "INSERT INTO spelling (identity, text, articles) VALUES (?, ?, 1)
            ON CONFLICT DO UPDATE SET articles = articles + 1";
        self.change(count, params![id, identity.spelling])?;
        Ok(id)
    }

    fn put_spot(&self, spot: &Spot) -> Result<i64> {
        let insert = "INSERT OR IGNORE INTO spot (id, name, lat, lon, country, feature) VALUES (?, ?, ?, ?, ?, ?)";
        self.change(insert, params![spot.geonames, spot.name, spot.lat, spot.lon, spot.country, spot.feature])?;
        Ok(i64::from(spot.geonames))
    }

    pub(super) fn write_articles(&mut self, article: &Article, key: [u8; 16], known: Moment) -> Result<ArticleId> {
        let body = body::pack(article).map_err(|why| self.damaged(why))?;
        let day = article.published.as_deref().and_then(crate::statement::day);
        let insert = "INSERT INTO article (key, name, known, day, published, publisher, url, title, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.change(
            insert,
            params![
                key.as_slice(),
                article.id,
                known,
                day,
                article.published,
                article.publisher,
                article.url,
                article.title,
                body
            ],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(super) fn write_reading(&mut self, article: ArticleId, reading: &Reading, known: Moment) -> Result<()> {
        let bare = Reading { article: Article::default(), layers: None, ..reading.clone() };
        let body = body::pack(&bare).map_err(|why| self.damaged(why))?;
        let reader = format!("{} {}", reading.reader.version, reading.reader.model);
        let insert = "INSERT OR REPLACE INTO reading (article, known, reader, body) VALUES (?, ?, ?, ?)";
        self.change(insert, params![article, known, reader, body]).map(|_| ())
    }

    pub(super) fn write_review(&mut self, review: &Review) -> Result<i64> {
        let act = serde_json::to_string(&review.act).map_err(|why| self.damaged(why))?;
        let undoes = if let crate::review::Act::Undo { review } = review.act { Some(review) } else { None };
        let insert = "INSERT INTO review (known, author, reason, act, undoes) VALUES (?, ?, ?, ?, ?)";
        self.change(insert, params![review.known, review.author, review.reason, act, undoes])?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(super) fn clear(&mut self) -> Result<()> {
        for table in DERIVED {
            self.change(&format!("DELETE FROM {table}"), [])?;
        }
        self.change("INSERT INTO words (words) VALUES ('delete-all')", [])?;
        self.heads.borrow_mut().clear();
        Ok(())
    }

    pub(super) fn begin_edition(&mut self, article: ArticleId, known: Moment) -> Result<(i64, Vec<StatementId>)> {
        let before = self.edition(article, Moment::MAX)?;
        let mut statements = Vec::new();
        if let Some(edition) = before {
            statements = self.in_edition(edition)?;
            self.change("UPDATE edition SET until = ? WHERE id = ?", params![known, edition])?;
            self.heads.borrow_mut().remove(&edition);
        }
        self.change("INSERT INTO edition (article, known) VALUES (?, ?)", params![article, known])?;
        Ok((self.connection.last_insert_rowid(), statements))
    }

    pub(super) fn take_out(&mut self, statements: &[StatementId]) -> Result<Vec<StatementId>> {
        let mut neighbours = Vec::new();
        for statement in statements {
            neighbours.extend(self.links_of(*statement)?.into_iter().map(|link| link.other));
            self.change(
                "DELETE FROM link WHERE other = ?1 AND one IN (SELECT other FROM link WHERE one = ?1)",
                [statement],
            )?;
            self.change("DELETE FROM link WHERE one = ?", [statement])?;
            self.change("UPDATE statement SET component = NULL WHERE id = ?", [statement])?;
            let found: Option<(Vec<u8>, Option<i32>)> = self.one(
                "SELECT s.body, a.day FROM statement s JOIN edition e ON e.id = s.id / 16384 JOIN article a ON a.id = e.article
                 WHERE s.id = ?",
                [statement],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if let Some((bytes, day)) = found {
                let (stated, _): (Statement, Voice) = body::release(&bytes).map_err(|why| self.damaged(why))?;
                for key in crate::matching::keys(&stated) {
                    let values = params![key.cast_signed(), day.unwrap_or(UNDATED), statement];
                    self.change("DELETE FROM block WHERE key = ? AND day = ? AND statement = ?", values)?;
                }
            }
        }
        neighbours.retain(|neighbour| !statements.contains(neighbour));
        neighbours.sort_unstable();
        neighbours.dedup();
        Ok(neighbours)
    }

    pub(super) fn write_derived(&mut self, edition: i64, derived: &Derived) -> Result<()> {
        let identities: Vec<i64> =
            derived.identities.iter().map(|identity| self.identity_number(identity)).collect::<Result<_>>()?;
        let spots: Vec<i64> = derived.spots.iter().map(|spot| self.put_spot(spot)).collect::<Result<_>>()?;
        for (place, claim) in derived.claims.iter().enumerate() {
            let id = number(edition, place);
            let speaker = claim.speaker.map(|at| identities[at]);
            let insert = "INSERT INTO claim (id, speaker, kind, act, certainty, polarity, rejected) VALUES (?, ?, ?, ?, ?, ?, ?)";
            self.change(
                insert,
                params![id, speaker, claim.kind, claim.act, claim.certainty, claim.polarity, claim.rejected],
            )?;
            for of in &claim.of {
                self.change("INSERT OR IGNORE INTO spoken_of (identity, claim) VALUES (?, ?)", [identities[*of], id])?;
            }
            for spot in &claim.spots {
                self.change("INSERT OR IGNORE INTO spotted (spot, claim) VALUES (?, ?)", [spots[*spot], id])?;
            }
        }
        for (place, event) in derived.events.iter().enumerate() {
            let id = number(edition, place);
            let (begin, end) = event.days.map_or((None, None), |(begin, end)| (Some(begin), Some(end)));
            let insert = "INSERT INTO event (id, type, begin, end, spot) VALUES (?, ?, ?, ?, ?)";
            self.change(insert, params![id, event.kind, begin, end, event.spot.map(|at| spots[at])])?;
            for (side, acts) in &event.sides {
                let insert = "INSERT OR IGNORE INTO side (identity, event, acts) VALUES (?, ?, ?)";
                self.change(insert, params![identities[*side], id, acts])?;
            }
        }
        Ok(())
    }

    pub(super) fn write_print(
        &mut self,
        article: ArticleId,
        family: ArticleId,
        keys: &[u64],
        print: &[u8],
    ) -> Result<()> {
        self.change("INSERT INTO print (article, family, body) VALUES (?, ?, ?)", params![article, family, print])?;
        for key in keys {
            self.change(
                "INSERT OR IGNORE INTO print_key (key, article) VALUES (?, ?)",
                params![key.cast_signed(), article],
            )?;
        }
        Ok(())
    }

    pub(super) fn merge_families(&mut self, into: ArticleId, from: ArticleId) -> Result<Vec<ArticleId>> {
        let moved =
            self.all("SELECT article FROM print WHERE family = ? ORDER BY article", [from], |row| row.get(0))?;
        self.change("UPDATE print SET family = ? WHERE family = ?", [into, from])?;
        self.heads.borrow_mut().retain(|_, head| head.family != from);
        Ok(moved)
    }

    pub(super) fn write_copy(&mut self, copy: &CopyRow, known: Moment) -> Result<()> {
        let insert = "INSERT OR REPLACE INTO copy (article, of, known, kind, credit) VALUES (?, ?, ?, ?, ?)";
        self.change(insert, params![copy.article, copy.of, known, copy.kind, copy.credit]).map(|_| ())
    }

    pub(super) fn write_statement(
        &mut self,
        id: StatementId,
        claim: i64,
        row: (&Statement, &Voice),
        keys: &[u64],
        day: Option<i32>,
    ) -> Result<()> {
        let body = body::squeeze(&row).map_err(|why| self.damaged(why))?;
        self.change("INSERT INTO statement (id, claim, body) VALUES (?, ?, ?)", params![id, claim, body])?;
        for key in keys {
            let insert = "INSERT OR IGNORE INTO block (key, day, statement) VALUES (?, ?, ?)";
            self.change(insert, params![key.cast_signed(), day.unwrap_or(UNDATED), id])?;
        }
        Ok(())
    }

    pub(super) fn write_link(&mut self, link: Link) -> Result<()> {
        for (one, other) in [(link.one, link.other), (link.other, link.one)] {
            let insert = "INSERT OR REPLACE INTO link (one, other, score, opposed) VALUES (?, ?, ?, ?)";
            self.change(insert, params![one, other, link.score, link.opposed])?;
        }
        Ok(())
    }

    pub(super) fn write_component(&mut self, statements: &[StatementId], component: Option<StatementId>) -> Result<()> {
        for statement in statements {
            self.change("UPDATE statement SET component = ? WHERE id = ?", params![component, statement])?;
        }
        Ok(())
    }

    pub(super) fn write_findings(&mut self, statements: &[StatementId], now: &[Finding], known: Moment) -> Result<()> {
        for finding in now {
            let body = body::squeeze(&(&finding.history, &finding.numbers)).map_err(|why| self.damaged(why))?;
            let has_body = finding.members.len() > 1 || !finding.numbers.is_empty();
            let body = has_body.then_some(body);
            let values = params![
                finding.id,
                known,
                finding.standing as u8,
                finding.origins_for,
                finding.origins_against,
                i64::try_from(finding.members.len()).unwrap_or(i64::MAX),
                finding.first_said,
                finding.last_changed,
                finding.events,
                body,
                self.rank(finding.id)?
            ];
            let same = "SELECT 1 FROM finding WHERE id = ?1 AND until IS NULL AND ?2 IS NOT NULL AND ?11 IS NOT NULL AND standing = ?3 AND origins_for = ?4
                AND origins_against = ?5 AND claims = ?6 AND first_said = ?7 AND last_changed = ?8 AND events = ?9 AND body IS ?10";
            if self.one(same, values, |_| Ok(()))?.is_some() {
                continue;
            }
            self.end_finding(finding.id, known)?;
            let insert =
                "INSERT OR REPLACE INTO finding (id, since, standing, origins_for, origins_against, claims, first_said,
                last_changed, events, body, rank) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            self.change(insert, values)?;
        }
        for statement in statements {
            if !now.iter().any(|finding| finding.id == *statement) {
                self.end_finding(*statement, known)?;
            }
        }
        self.write_members(statements, now, known)
    }

    /// Where a finding stands among those that last changed at the same time: by its article's key, then by place. Numbers of
    /// statements would tell in which order articles came in.
    fn rank(&self, id: StatementId) -> Result<i64> {
        let key = self.head(id.div_euclid(STATEMENTS_MAX))?.map_or([0; 16], |head| head.order.key);
        let [a, b, c, d, e, f, ..] = key;
        Ok(i64::from_be_bytes([0, 0, a, b, c, d, e, f]) * STATEMENTS_MAX + id.rem_euclid(STATEMENTS_MAX))
    }

    fn end_finding(&mut self, id: StatementId, known: Moment) -> Result<()> {
        // What was found and given up in one batch was never answered.
        self.change("DELETE FROM finding WHERE id = ? AND since = ? AND until IS NULL", params![id, known])?;
        self.change("UPDATE finding SET until = ? WHERE id = ? AND until IS NULL", params![known, id]).map(|_| ())
    }

    /// A finding of one statement needs no member row.
    fn write_members(&mut self, statements: &[StatementId], now: &[Finding], known: Moment) -> Result<()> {
        let mut placed: Vec<(StatementId, StatementId, u8, &str)> = Vec::new();
        for finding in now.iter().filter(|finding| finding.members.len() > 1) {
            placed.extend(
                finding
                    .members
                    .iter()
                    .map(|member| (member.statement, finding.id, member.relation as u8, member.origin.as_str())),
            );
        }
        placed.sort_unstable();
        for statement in statements {
            let wanted = placed.binary_search_by_key(statement, |placed| placed.0).ok().map(|at| placed[at]);
            let there = self.one(
                "SELECT finding, relation, origin FROM member WHERE statement = ? AND until IS NULL",
                [statement],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, u8>(1)?, row.get::<_, String>(2)?)),
            )?;
            let is_same = match (&wanted, &there) {
                (Some((_, finding, relation, origin)), Some((old, old_relation, old_origin))) => {
                    finding == old && relation == old_relation && origin == old_origin
                }
                (None, None) => true,
                _ => false,
            };
            if is_same {
                continue;
            }
            self.change(
                "DELETE FROM member WHERE statement = ? AND since = ? AND until IS NULL",
                params![statement, known],
            )?;
            self.change(
                "UPDATE member SET until = ? WHERE statement = ? AND until IS NULL",
                params![known, statement],
            )?;
            if let Some((_, finding, relation, origin)) = wanted {
                let insert = "INSERT OR REPLACE INTO member (statement, since, finding, relation, origin) VALUES (?, ?, ?, ?, ?)";
                self.change(insert, params![statement, known, finding, relation, origin])?;
            }
        }
        Ok(())
    }

    pub(super) fn write_alias(&mut self, identity: &str, of: Option<&str>) -> Result<()> {
        self.change("DELETE FROM alias WHERE identity = (SELECT id FROM identity WHERE key = ?)", [identity])?;
        if let Some(of) = of {
            let insert = "INSERT OR REPLACE INTO alias (identity, of)
                SELECT one.id, other.id FROM identity one, identity other WHERE one.key = ? AND other.key = ? AND one.id != other.id";
            self.change(insert, [identity, of])?;
        }
        Ok(())
    }
}

/// The number of what stands at a place of an edition.
pub(super) fn number(edition: i64, place: usize) -> i64 {
    edition * STATEMENTS_MAX + i64::try_from(place).unwrap_or(STATEMENTS_MAX - 1)
}
