//! Appending, and keeping what is derived.

use std::collections::{BTreeMap, BTreeSet};

use purport_read::Reading;
use purport_text::Article;
use rusqlite::params;

use super::dictionary::Of;
use super::party::place_of;
use super::shape::to_shape;
use super::sorted::{BLOCK, PRINT, value};
use super::{SqliteStore, body};
use crate::error::Result;
use crate::finding::{Finding, Standing, order};
use crate::identity::Identity;
use crate::review::Review;
use crate::statement::Statement;
use crate::store::{ArticleId, CopyRow, Derived, Moment, Near, STATEMENTS_MAX, Spot, StatementId, Store, Voice};

/// Day under which statements of undated articles are looked up.
pub(super) const UNDATED: i32 = -1_000_000;

/// How long a finding is taken to last when its days are not known.
const UNKNOWN_DAYS: i32 = 1_000_000;

/// Spellings of an identity that are found by their words.
pub(super) const SPELLINGS_MAX: i64 = 1 << 16;

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
            ON CONFLICT DO UPDATE SET articles = articles + 1 RETURNING articles";
        if self.one(count, params![id, identity.spelling], |row| row.get::<_, i64>(0))? == Some(1) {
            let spellings = "SELECT count(*) FROM spelling WHERE identity = ?";
            let spellings: i64 = self.one(spellings, [id], |row| row.get(0))?.unwrap_or_default();
            if spellings < SPELLINGS_MAX {
                let words = "INSERT INTO name (rowid, text) VALUES (?, ?)";
                self.change(words, params![id * SPELLINGS_MAX + spellings, identity.spelling])?;
            }
        }
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
        let said = order(article.published.as_deref(), key, 0).published;
        let insert = "INSERT INTO article (key, name, known, day, said, published, publisher, url, title, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.change(
            insert,
            params![
                key.as_slice(),
                article.id,
                known,
                day,
                said,
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
        let json = to_shape(&bare, &reading.article.text).map_err(|why| self.damaged(why))?;
        let body = self.press(Of::Reading, &json)?;
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

    pub(super) fn begin_edition(&mut self, article: ArticleId, known: Moment) -> Result<(i64, Vec<StatementId>)> {
        let before = self.edition(article, Moment::MAX)?;
        let mut statements = Vec::new();
        if let Some(edition) = before {
            statements = self.in_edition(edition)?;
            self.change("UPDATE edition SET until = ? WHERE id = ?", params![known, edition])?;
            self.count_claims(edition, -1)?;
            self.forget_edition(edition);
        }
        self.change("INSERT INTO edition (article, known) VALUES (?, ?)", params![article, known])?;
        let edition = self.connection.last_insert_rowid();
        self.forget_edition(edition);
        Ok((edition, statements))
    }

    pub(super) fn take_keys(&mut self, statements: &[StatementId]) -> Result<()> {
        for statement in statements {
            let day: Option<Option<i32>> = self.one(
                "SELECT a.day FROM edition e JOIN article a ON a.id = e.article WHERE e.id = ?",
                [statement.div_euclid(STATEMENTS_MAX)],
                |row| row.get(0),
            )?;
            if let (Some(day), Some(stated)) = (day, self.stated_words(*statement)?) {
                let day = day.unwrap_or(UNDATED);
                for key in crate::matching::keys(&stated) {
                    let entry = (block_key(key, stretch(day)), value(day.rem_euclid(STRETCH), *statement));
                    self.take_entry(&BLOCK, entry)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn write_derived(&mut self, edition: i64, derived: &Derived) -> Result<()> {
        let identities: Vec<i64> =
            derived.identities.iter().map(|identity| self.identity_number(identity)).collect::<Result<_>>()?;
        let spots: Vec<i64> = derived.spots.iter().map(|spot| self.put_spot(spot)).collect::<Result<_>>()?;
        let ids: Vec<&str> = derived.claims.iter().map(|claim| claim.name.as_str()).collect();
        if ids.iter().zip(1..).any(|(id, place)| *id != format!("c{place}")) {
            let ids = serde_json::to_string(&ids).map_err(|why| self.damaged(why))?;
            self.change("UPDATE edition SET claims = ? WHERE id = ?", params![ids, edition])?;
        }
        let mut tags: BTreeSet<i64> = BTreeSet::new();
        let tag_countries = |tags: &mut BTreeSet<i64>, list: Option<&str>| {
            let list = list.unwrap_or_default().split(',').filter(|country| !country.is_empty());
            tags.extend(list.map(tag_of_country));
        };
        for (place, claim) in derived.claims.iter().enumerate() {
            let id = number(edition, place);
            let speaker = claim.speaker.map(|at| identities[at]);
            let countries = countries(derived, claim.of.iter().copied(), claim.spots.iter().copied());
            tag_countries(&mut tags, countries.as_deref());
            tags.extend((0..32).filter(|bit| claim.events & 1 << bit != 0));
            let insert =
                "INSERT INTO claim (id, speaker, kind, certainty, events, countries, rejected, via, confidence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
            let (via, confidence) = (claim.via.map(|at| identities[at]), claim.confidence);
            let (kind, certainty, rejected) = (claim.kind, claim.certainty, claim.rejected);
            self.change(
                insert,
                params![id, speaker, kind, certainty, claim.events, countries, rejected, via, confidence],
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
            tag_countries(&mut tags, countries.as_deref());
            tags.insert(i64::from(event.kind));
            let insert = "INSERT INTO event (id, type, begin, end, spot, countries, certainty)
                VALUES (?, ?, ?, ?, ?, ?, ?)";
            let spot = event.spot.map(|at| spots[at]);
            self.change(insert, params![id, event.kind, begin, end, spot, countries, event.certainty])?;
            for (side, acts) in &event.sides {
                let insert = "INSERT OR IGNORE INTO side (identity, event, acts) VALUES (?, ?, ?)";
                self.change(insert, params![identities[*side], id, acts])?;
            }
        }
        for tag in tags {
            self.change("INSERT INTO tag (tag, edition) VALUES (?, ?)", [tag, edition])?;
        }
        self.write_counted(edition, &derived.counted)?;
        self.count_claims(edition, 1)
    }

    /// Keep what the quantities of an edition are numbers of.
    fn write_counted(&self, edition: i64, counted: &[Option<String>]) -> Result<()> {
        if counted.iter().all(Option::is_none) {
            return Ok(());
        }
        let counted = serde_json::to_string(counted).map_err(|why| self.damaged(why))?;
        self.change("UPDATE edition SET counted = ? WHERE id = ?", params![counted, edition]).map(|_| ())
    }

    /// Count the claims of an edition in, or out when it ends.
    fn count_claims(&self, edition: i64, sign: i64) -> Result<()> {
        let of_edition = format!(
            "FROM claim c CROSS JOIN edition e ON e.id = ?1 CROSS JOIN article a ON a.id = e.article
             WHERE c.id >= ?1 * {STATEMENTS_MAX} AND c.id < (?1 + 1) * {STATEMENTS_MAX} AND c.speaker IS NOT NULL AND c.rejected = 0"
        );
        let sql = format!(
            "INSERT INTO cited (speaker, via, outlet, claims) SELECT {CITED}, ?2 * count(*) {of_edition} GROUP BY 1, 2, 3
             ON CONFLICT DO UPDATE SET claims = claims + excluded.claims"
        );
        self.change(&sql, [edition, sign])?;
        let sql = format!("SELECT c.speaker, ?2 * count(*) {of_edition} GROUP BY 1");
        let counts = self.all(&sql, [edition, sign], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        for (speaker, claims) in counts {
            self.change("UPDATE identity SET claims = claims + ? WHERE id = ?", [claims, speaker])?;
            if sign < 0 {
                self.change("DELETE FROM cited WHERE speaker = ? AND claims = 0", [speaker])?;
            }
        }
        Ok(())
    }

    /// Who makes the claim of a statement.
    fn speaker_of(&self, statement: StatementId) -> Result<Option<i64>> {
        let edition = statement.div_euclid(STATEMENTS_MAX);
        let Some(claim) = self.shares(edition)?.get(place_of(statement)).copied() else { return Ok(None) };
        let speaker = "SELECT speaker FROM claim WHERE id = ?";
        Ok(self.one(speaker, [number(edition, claim as usize)], |row| row.get(0))?.flatten())
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
        self.heads.borrow_mut().forget_where(|head| head.family == from);
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
        let mut entries: Vec<(i64, i64)> = Vec::new();
        for (place, keys) in keys.iter().enumerate() {
            let value = value(day.rem_euclid(STRETCH), number(edition, place));
            entries.extend(keys.iter().map(|key| (block_key(*key, stretch(day)), value)));
        }
        // In the order of the table: neighbours are written together.
        entries.sort_unstable();
        for entry in entries {
            self.put_entry(&BLOCK, entry)?;
        }
        self.write_party(edition, stated)
    }

    pub(super) fn read_links(&self, statement: StatementId) -> Result<Vec<Near>> {
        let sql = "SELECT body FROM link WHERE statement = ?";
        let Some(body) = self.one(sql, [statement], |row| row.get::<_, Vec<u8>>(0))? else { return Ok(Vec::new()) };
        let packed: Vec<PackedLink> = body::release(&body).map_err(|why| self.damaged(why))?;
        let links = packed.into_iter().map(|(back, place, score, is)| {
            let other =
                (statement / STATEMENTS_MAX).wrapping_sub(back).wrapping_mul(STATEMENTS_MAX).wrapping_add(place);
            Near { other, score, opposed: is & OPPOSED != 0, followed: is & FOLLOWED != 0 }
        });
        Ok(links.collect())
    }

    pub(super) fn write_links(&self, statement: StatementId, links: &[Near]) -> Result<()> {
        if links.is_empty() {
            return self.change("DELETE FROM link WHERE statement = ?", [statement]).map(|_| ());
        }
        let packed: Vec<PackedLink> = links
            .iter()
            .map(|near| {
                let (edition, place) = (near.other / STATEMENTS_MAX, near.other % STATEMENTS_MAX);
                let is = if near.opposed { OPPOSED } else { 0 } | if near.followed { FOLLOWED } else { 0 };
                (statement / STATEMENTS_MAX - edition, place, near.score, is)
            })
            .collect();
        let body = body::squeeze(&packed).map_err(|why| self.damaged(why))?;
        self.change("INSERT OR REPLACE INTO link (statement, body) VALUES (?, ?)", params![statement, body]).map(|_| ())
    }

    pub(super) fn write_findings(&mut self, statements: &[StatementId], now: &[Finding], known: Moment) -> Result<()> {
        // What is there is read at once: most of a large component stays as it is.
        let sql = "SELECT f.id, f.standing, f.origins_for, f.origins_against, f.claims, f.first_said, f.last_changed, f.events, f.body,
            f.types, f.certainties, f.countries, f.voices FROM json_each(?) j CROSS JOIN finding f ON f.id = j.value WHERE f.until IS NULL";
        let kept = self.all(sql, [json(statements)], |row| {
            let numbers = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(7)?);
            let met = (row.get(9)?, row.get(10)?, row.get(11)?, row.get(12)?);
            Ok((row.get(0)?, (numbers, row.get(5)?, row.get(6)?, row.get(8)?, met)))
        })?;
        let mut there: BTreeMap<StatementId, Kept> = kept.into_iter().collect();
        for finding in now.iter().filter(|finding| !is_plain(finding)) {
            let body = body::squeeze(&(&finding.history, &finding.numbers)).map_err(|why| self.damaged(why))?;
            let has_body = finding.members.len() > 1;
            let claims = i64::try_from(finding.members.len()).unwrap_or(i64::MAX);
            let numbers =
                (finding.standing as u8, finding.origins_for, finding.origins_against, claims, finding.events);
            let wanted: Kept = (
                numbers,
                finding.first_said.clone(),
                finding.last_changed.clone(),
                has_body.then_some(body),
                self.met(finding)?,
            );
            match there.remove(&finding.id) {
                Some(kept) if kept == wanted => continue,
                Some(_) => self.end_finding(finding.id, known)?,
                None => {}
            }
            let ((standing, origins_for, origins_against, claims, events), first_said, last_changed, body, met) =
                wanted;
            let (types, certainties, countries, voices) = met;
            let insert =
                "INSERT OR REPLACE INTO finding (id, since, standing, origins_for, origins_against, claims, first_said,
                last_changed, events, body, rank, types, certainties, countries, voices, lasting)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            let days = crate::statement::day(&first_said).zip(crate::statement::day(&last_changed));
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
                self.rank(finding.id)?,
                types,
                certainties,
                countries,
                voices,
                days.map_or(UNKNOWN_DAYS, |(first, last)| (last - first).max(0))
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
    pub(super) fn rank(&self, id: StatementId) -> Result<i64> {
        let key = self.head(id.div_euclid(STATEMENTS_MAX))?.map_or([0; 16], |head| head.order.key);
        Ok(rank_of(&key) + id.rem_euclid(STATEMENTS_MAX))
    }

    /// What any claim of a finding has.
    fn met(&self, finding: &Finding) -> Result<Met> {
        let (mut types, mut certainties, mut voices) = (0_i64, 0_i64, 0_i64);
        let mut countries: BTreeSet<String> = BTreeSet::new();
        for member in &finding.members {
            let edition = member.statement.div_euclid(STATEMENTS_MAX);
            let Some(claim) = self.shares(edition)?.get(place_of(member.statement)).copied() else { continue };
            let sql = format!(
                "SELECT c.events, c.certainty, c.countries, c.speaker, CASE c.kind WHEN {AUTHOR} THEN a.publisher END FROM claim c
                 CROSS JOIN edition e ON e.id = c.id / {STATEMENTS_MAX} CROSS JOIN article a ON a.id = e.article WHERE c.id = ?"
            );
            let found = self.one(&sql, [number(edition, claim as usize)], |row| {
                types |= row.get::<_, i64>(0)?;
                certainties |= row.get::<_, Option<u8>>(1)?.map_or(0, |certainty| 1 << certainty);
                voices |= row.get::<_, Option<i64>>(3)?.map_or(0, voice_of_speaker);
                voices |= row.get::<_, Option<String>>(4)?.map_or(0, |outlet| voice_of_outlet(&outlet));
                row.get::<_, Option<String>>(2)
            })?;
            let found = found.flatten().unwrap_or_default();
            countries.extend(found.split(',').filter(|country| !country.is_empty()).map(str::to_owned));
        }
        Ok((types, certainties, listed(countries.iter().map(String::as_str)), voices))
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
        let sql = "SELECT m.statement, m.finding, m.relation, o.name
            FROM json_each(?) j CROSS JOIN member m ON m.statement = j.value CROSS JOIN origin o ON o.id = m.origin
            WHERE m.until IS NULL";
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
                let origin = self.origin(origin)?;
                let insert = "INSERT OR REPLACE INTO member (statement, since, finding, relation, origin, speaker)
                    VALUES (?, ?, ?, ?, ?, ?)";
                let speaker = self.speaker_of(*statement)?;
                self.change(insert, params![statement, known, finding, relation, origin, speaker])?;
            }
        }
        Ok(())
    }

    /// The number of an origin.
    fn origin(&self, name: &str) -> Result<i64> {
        if let Some(number) = self.one("SELECT id FROM origin WHERE name = ?", [name], |row| row.get(0))? {
            return Ok(number);
        }
        self.change("INSERT INTO origin (name) VALUES (?)", [name])?;
        Ok(self.connection.last_insert_rowid())
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

/// How a claim `c` of article `a` is counted in `cited`: speaker, the speaker through whom it comes, else the outlet.
pub(super) const CITED: &str =
    "c.speaker, coalesce(c.via, 0), CASE WHEN c.via IS NULL THEN coalesce(a.publisher, '') ELSE '' END";

/// A finding as its row has it: standing, origins for and against, claims, events; first said, last changed, body.
type Kept = ((u8, u32, u32, i64, u32), String, String, Option<Vec<u8>>, Met);

/// What any claim of a finding has: types of event, certainties, countries, voices.
type Met = (i64, i64, Option<String>, i64);

/// The kind of source of what an article says in its own voice.
pub(super) const AUTHOR: u8 = purport_read::SourceKind::Author as u8;

/// The bit of a speaker among the voices of a finding.
pub(super) fn voice_of_speaker(identity: i64) -> i64 {
    1 << (identity.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58)
}

/// The bit of an outlet that speaks in its own voice.
pub(super) fn voice_of_outlet(name: &str) -> i64 {
    1 << (crate::statement::words::hash(name) % 64)
}

/// Whether a finding is its statement and no more, and needs no row.
fn is_plain(finding: &Finding) -> bool {
    finding.members.len() == 1 && finding.standing == Standing::Reported
}

/// The rank of the first place of an article with a key.
pub(super) fn rank_of(key: &[u8; 16]) -> i64 {
    let [a, b, c, d, e, f, ..] = *key;
    i64::from_be_bytes([0, 0, a, b, c, d, e, f]) * STATEMENTS_MAX
}

/// The tag of a country; types of event are their own.
pub(super) fn tag_of_country(country: &str) -> i64 {
    country.bytes().fold(1, |tag, byte| tag << 8 | i64::from(byte))
}

/// Countries as rows have them: each between commas.
fn listed<'a>(countries: impl Iterator<Item = &'a str>) -> Option<String> {
    let list = countries.fold(String::new(), |list, country| list + "," + country);
    (!list.is_empty()).then(|| list + ",")
}

/// The countries of identities and places as a row has them: each between commas.
fn countries(
    derived: &Derived,
    identities: impl IntoIterator<Item = usize>,
    spots: impl IntoIterator<Item = usize>,
) -> Option<String> {
    let named = identities.into_iter().filter_map(|at| derived.identities[at].country.as_deref());
    let placed = spots.into_iter().filter_map(|at| derived.spots[at].country.as_deref());
    let found: std::collections::BTreeSet<&str> = named.chain(placed).collect();
    listed(found.into_iter())
}

/// A link of a statement with another one: how many editions back that is, its place, how sure, and what else it is.
type PackedLink = (i64, i64, f32, u8);

/// What a link may be.
const OPPOSED: u8 = 1;
const FOLLOWED: u8 = 2;

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
