//! Appending, and keeping what is derived.

use std::collections::{BTreeMap, BTreeSet};

use purport_read::Reading;
use purport_text::Article;
use rusqlite::params;

use super::dictionary::Of;
use super::party::Party;
use super::sorted::{BLOCK, PRINT, value};
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
        // What the columns hold is not kept twice.
        let rest =
            Article { id: String::new(), title: None, publisher: None, url: None, published: None, ..article.clone() };
        let body = self.press(Of::Article, &body::to_json(&rest).map_err(|why| self.damaged(why))?)?;
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
        let body = self.press(Of::Reading, &body::to_spans(&bare).map_err(|why| self.damaged(why))?)?;
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
        self.parties.borrow_mut().clear();
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
        let mut neighbours = self.cut_links(statements)?;
        for statement in statements {
            self.change("UPDATE statement SET component = NULL WHERE id = ?", [statement])?;
            let day: Option<Option<i32>> = self.one(
                "SELECT a.day FROM edition e JOIN article a ON a.id = e.article WHERE e.id = ?",
                [statement.div_euclid(STATEMENTS_MAX)],
                |row| row.get(0),
            )?;
            if let (Some(day), Some((stated, _))) = (day, self.statement(*statement)?) {
                let day = day.unwrap_or(UNDATED);
                for key in crate::matching::keys(&stated) {
                    let entry = (block_key(key, stretch(day)), value(day.rem_euclid(STRETCH), *statement));
                    self.take_entry(&BLOCK, entry)?;
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
            let countries = countries(derived, claim.of.iter().copied(), claim.spots.iter().copied());
            let insert = "INSERT INTO claim (id, speaker, kind, act, certainty, polarity, events, countries, rejected)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
            self.change(
                insert,
                params![
                    id,
                    speaker,
                    claim.kind,
                    claim.act,
                    claim.certainty,
                    claim.polarity,
                    claim.events,
                    countries,
                    claim.rejected
                ],
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
            let countries = countries(derived, event.sides.iter().map(|(side, _)| *side), event.spot);
            let insert = "INSERT INTO event (id, type, begin, end, spot, countries) VALUES (?, ?, ?, ?, ?, ?)";
            self.change(insert, params![id, event.kind, begin, end, event.spot.map(|at| spots[at]), countries])?;
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
            self.put_entry(&PRINT, (print_key(*key), value(0, article * STATEMENTS_MAX)))?;
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

    pub(super) fn write_statements(
        &mut self,
        edition: i64,
        stated: &[(Statement, Voice)],
        keys: &[Vec<u64>],
        day: Option<i32>,
    ) -> Result<()> {
        let day = day.unwrap_or(UNDATED);
        let mut party = Party::default();
        let mut entries: Vec<(i64, i64)> = Vec::new();
        for (place, ((statement, voice), keys)) in stated.iter().zip(keys).enumerate() {
            let (id, claim) = (number(edition, place), number(edition, statement.claim as usize));
            let body = body::squeeze(&party.take_in(statement, voice)).map_err(|why| self.damaged(why))?;
            self.change("INSERT INTO statement (id, claim, body) VALUES (?, ?, ?)", params![id, claim, body])?;
            let value = value(day.rem_euclid(STRETCH), id);
            entries.extend(keys.iter().map(|key| (block_key(*key, stretch(day)), value)));
        }
        // In the order of the table: neighbours are written together.
        entries.sort_unstable();
        for entry in entries {
            self.put_entry(&BLOCK, entry)?;
        }
        let body = body::pack_bytes(&party).map_err(|why| self.damaged(why))?;
        self.change("UPDATE edition SET party = ? WHERE id = ?", params![body, edition])?;
        self.parties.borrow_mut().remove(&edition);
        Ok(())
    }

    pub(super) fn write_link(&mut self, link: Link) -> Result<()> {
        let (later, earlier) = (link.one.max(link.other), link.one.min(link.other));
        let there = self.one("SELECT body FROM link WHERE statement = ?", [later], |row| row.get::<_, Vec<u8>>(0))?;
        let mut links = match there {
            Some(body) => self.links_in(later, &body)?,
            None => Vec::new(),
        };
        links.retain(|known| known.one != earlier);
        links.push(Link { one: earlier, other: later, ..link });
        self.write_links(later, &links)
    }

    /// The links of a statement with earlier ones.
    fn write_links(&self, later: StatementId, links: &[Link]) -> Result<()> {
        if links.is_empty() {
            return self.change("DELETE FROM link WHERE statement = ?", [later]).map(|_| ());
        }
        let packed: Vec<PackedLink> = links
            .iter()
            .map(|link| {
                let (edition, place) = (link.one / STATEMENTS_MAX, link.one % STATEMENTS_MAX);
                (later / STATEMENTS_MAX - edition, place, link.score, link.opposed)
            })
            .collect();
        let body = body::squeeze(&packed).map_err(|why| self.damaged(why))?;
        self.change("INSERT OR REPLACE INTO link (statement, body) VALUES (?, ?)", params![later, body]).map(|_| ())
    }

    /// The links in a row, the earlier statement first.
    pub(super) fn links_in(&self, later: StatementId, body: &[u8]) -> Result<Vec<Link>> {
        let packed: Vec<PackedLink> = body::release(body).map_err(|why| self.damaged(why))?;
        let links = packed.into_iter().map(|(back, place, score, opposed)| {
            let one = (later / STATEMENTS_MAX).wrapping_sub(back).wrapping_mul(STATEMENTS_MAX).wrapping_add(place);
            Link { one, other: later, score, opposed }
        });
        Ok(links.collect())
    }

    /// Cut the links of statements; gives those that they were linked with.
    fn cut_links(&self, statements: &[StatementId]) -> Result<Vec<StatementId>> {
        let gone: BTreeSet<StatementId> = statements.iter().copied().collect();
        let mut components: BTreeSet<StatementId> = BTreeSet::new();
        for statement in statements {
            components.extend(self.component(*statement)?);
        }
        let mut neighbours = Vec::new();
        for component in components {
            let mut rows: BTreeMap<StatementId, Vec<Link>> = BTreeMap::new();
            for link in self.links_among(&self.in_component(component)?)? {
                rows.entry(link.other).or_default().push(link);
            }
            for (later, links) in rows {
                let (cut, kept): (Vec<Link>, Vec<Link>) =
                    links.into_iter().partition(|link| gone.contains(&link.one) || gone.contains(&link.other));
                if !cut.is_empty() {
                    neighbours.extend(cut.iter().flat_map(|link| [link.one, link.other]));
                    self.write_links(later, &kept)?;
                }
            }
        }
        Ok(neighbours)
    }

    pub(super) fn write_component(&mut self, statements: &[StatementId], component: Option<StatementId>) -> Result<()> {
        for statement in statements {
            self.change("UPDATE statement SET component = ? WHERE id = ?", params![component, statement])?;
        }
        Ok(())
    }

    pub(super) fn write_findings(&mut self, statements: &[StatementId], now: &[Finding], known: Moment) -> Result<()> {
        // What is there is read at once: most of a large component stays as it is.
        let sql = "SELECT f.id, f.standing, f.origins_for, f.origins_against, f.claims, f.first_said, f.last_changed, f.events, f.body
            FROM json_each(?) j CROSS JOIN finding f ON f.id = j.value WHERE f.until IS NULL";
        let kept = self.all(sql, [json(statements)], |row| {
            let numbers = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(7)?);
            Ok((row.get(0)?, (numbers, row.get(5)?, row.get(6)?, row.get(8)?)))
        })?;
        let mut there: BTreeMap<StatementId, Kept> = kept.into_iter().collect();
        for finding in now {
            let body = body::squeeze(&(&finding.history, &finding.numbers)).map_err(|why| self.damaged(why))?;
            let has_body = finding.members.len() > 1 || !finding.numbers.is_empty();
            let claims = i64::try_from(finding.members.len()).unwrap_or(i64::MAX);
            let numbers =
                (finding.standing as u8, finding.origins_for, finding.origins_against, claims, finding.events);
            let wanted: Kept =
                (numbers, finding.first_said.clone(), finding.last_changed.clone(), has_body.then_some(body));
            match there.remove(&finding.id) {
                Some(kept) if kept == wanted => continue,
                Some(_) => self.end_finding(finding.id, known)?,
                None => {}
            }
            let ((standing, origins_for, origins_against, claims, events), first_said, last_changed, body) = wanted;
            let insert =
                "INSERT OR REPLACE INTO finding (id, since, standing, origins_for, origins_against, claims, first_said,
                last_changed, events, body, rank) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            let values = params![
                finding.id,
                known,
                standing,
                origins_for,
                origins_against,
                claims,
                first_said,
                last_changed,
                events,
                body,
                self.rank(finding.id)?
            ];
            self.change(insert, values)?;
        }
        for id in there.into_keys() {
            self.end_finding(id, known)?;
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
        let sql = "SELECT m.statement, m.finding, m.relation, m.origin
            FROM json_each(?) j CROSS JOIN member m ON m.statement = j.value WHERE m.until IS NULL";
        let kept = self.all(sql, [json(statements)], |row| {
            Ok((row.get::<_, i64>(0)?, (row.get::<_, i64>(1)?, row.get::<_, u8>(2)?, row.get::<_, String>(3)?)))
        })?;
        let kept: BTreeMap<StatementId, (StatementId, u8, String)> = kept.into_iter().collect();
        for statement in statements {
            let wanted = placed.binary_search_by_key(statement, |placed| placed.0).ok().map(|at| placed[at]);
            let there = kept.get(statement);
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
            if there.is_some() {
                self.change(
                    "DELETE FROM member WHERE statement = ? AND since = ? AND until IS NULL",
                    params![statement, known],
                )?;
                self.change(
                    "UPDATE member SET until = ? WHERE statement = ? AND until IS NULL",
                    params![known, statement],
                )?;
            }
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

/// Numbers as a list for `json_each`.
pub(super) fn json(numbers: &[i64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// A finding as its row has it: standing, origins for and against, claims, events; first said, last changed, body.
type Kept = ((u8, u32, u32, i64, u32), String, String, Option<Vec<u8>>);

/// The countries of identities and places as a row has them: each between commas.
fn countries(
    derived: &Derived,
    identities: impl IntoIterator<Item = usize>,
    spots: impl IntoIterator<Item = usize>,
) -> Option<String> {
    let named = identities.into_iter().filter_map(|at| derived.identities[at].country.as_deref());
    let placed = spots.into_iter().filter_map(|at| derived.spots[at].country.as_deref());
    let found: std::collections::BTreeSet<&str> = named.chain(placed).collect();
    let list = found.into_iter().fold(String::new(), |list, country| list + "," + country);
    (!list.is_empty()).then(|| list + ",")
}

/// A link of a statement with an earlier one: how many editions back that is, its place, how sure, whether opposed.
type PackedLink = (i64, i64, f32, bool);

/// Days of a stretch in which lookup keys lie together.
pub(super) const STRETCH: i32 = 64;

/// The stretch of a day.
pub(super) fn stretch(day: i32) -> i32 {
    day.div_euclid(STRETCH)
}

/// A lookup key in a stretch. Half of the key is enough: what is found is compared anyway.
pub(super) fn block_key(key: u64, stretch: i32) -> i64 {
    let folded = (key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    i64::from(stretch) << 32 | folded.cast_signed()
}

/// A lookup key of an article. Half of the key is enough: what is found is compared anyway.
pub(super) fn print_key(key: u64) -> i64 {
    (key >> 32).cast_signed()
}

/// The number of what stands at a place of an edition.
pub(super) fn number(edition: i64, place: usize) -> i64 {
    edition * STATEMENTS_MAX + i64::try_from(place).unwrap_or(STATEMENTS_MAX - 1)
}
