//! Statements as rows: those of an edition are kept together, and what they share is kept once.
//!
//! In: statements with their voices. Out: one body for an edition, and back. An article names the same few people again and
//! again, few people speak in it, and its telling words return in many of its sentences; so statements name participants,
//! voices and words by number. Which statements a claim makes is kept beside, in a byte for each: questions go from claims to
//! findings very often, and need no more than that.

use std::sync::Arc;

use purport_read::SourceKind;
use purport_text::Span;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::dictionary::Of;
use super::{SqliteStore, body};
use crate::error::Result;
use crate::statement::{Deed, Name, Number, Side, Stance, Statement, Term, When, weigh};
use crate::store::{STATEMENTS_MAX, StatementId, Voice};

/// Editions whose statements are remembered in each generation, some hundred megabytes: as many as a desk of more than a hundred
/// reports a day compares new ones with. And editions whose claims' statements are.
pub(super) const PARTIES: usize = 5_000;
pub(super) const SHARES: usize = 40_000;

/// The statements of an edition, and who states each of them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Party {
    pub statements: Vec<Arc<Statement>>,
    pub voices: Vec<Arc<Voice>>,
}

/// The same as its body has it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Packed {
    names: Vec<Name>,
    voices: Vec<PackedVoice>,
    /// Codes of words, which have no short form, with their weights.
    words: Vec<([u8; 4], u8)>,
    statements: Vec<PackedStatement>,
}

/// A voice with its names by number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct PackedVoice {
    label: String,
    kind: Option<SourceKind>,
    names: [Option<u32>; 3],
    is: [bool; 3],
}

/// A statement with names, words and voice by number, and spans as distances.
#[derive(Debug, Serialize, Deserialize)]
struct PackedStatement {
    claim: u32,
    voice: u32,
    spans: Vec<(i64, i64)>,
    /// Number of the word, times four, and what is true of it here.
    terms: Vec<u32>,
    names: Vec<u32>,
    sides: Vec<Side>,
    denied_names: u16,
    numbers: Vec<Number>,
    times: Vec<When>,
    deeds: Vec<Deed>,
    stance: Stance,
    passive: bool,
}

impl Packed {
    fn of(stated: &[(Statement, Voice)]) -> Self {
        let mut packed = Self::default();
        let mut last = 0;
        for (statement, voice) in stated {
            let names = statement.names.iter().map(|name| place(&mut packed.names, name)).collect();
            let mut name = |name: &Option<Name>| name.as_ref().map(|name| place(&mut packed.names, name));
            let names_of_voice = [name(&voice.name), name(&voice.body), name(&voice.outlet)];
            let voice = PackedVoice {
                label: voice.label.clone(),
                kind: voice.kind,
                names: names_of_voice,
                is: [voice.official, voice.withdraws, voice.denies],
            };
            let spans = statement.spans.iter().map(|span| {
                let (start, end) = (signed(span.start), signed(span.end));
                let distance = start - last;
                last = start;
                (distance, end - start)
            });
            let terms = statement.terms.iter().map(|term| {
                let word = place(&mut packed.words, &(term.stem.to_le_bytes(), term.weight));
                word << 2 | u32::from(term.denied) << 1 | u32::from(term.proper)
            });
            packed.statements.push(PackedStatement {
                claim: statement.claim,
                spans: spans.collect(),
                terms: terms.collect(),
                voice: place(&mut packed.voices, &voice),
                names,
                sides: statement.sides.clone(),
                denied_names: statement.denied_names,
                numbers: statement.numbers.clone(),
                times: statement.times.clone(),
                deeds: statement.deeds.clone(),
                stance: statement.stance,
                passive: statement.passive,
            });
        }
        packed
    }

    /// The statements; nothing when one of them names what is not there.
    fn unpack(self) -> Option<Party> {
        let Self { names, voices, words, statements } = self;
        let name = |at: u32| names.get(at as usize).cloned();
        let voices: Vec<Arc<Voice>> = voices
            .into_iter()
            .map(|voice| {
                let named = |at: Option<u32>| at.map_or(Some(None), |at| name(at).map(Some));
                let [speaker, body, outlet] = voice.names;
                let [official, withdraws, denies] = voice.is;
                let (label, kind) = (voice.label, voice.kind);
                let (name, body, outlet) = (named(speaker)?, named(body)?, named(outlet)?);
                Some(Arc::new(Voice { label, kind, name, body, outlet, official, withdraws, denies }))
            })
            .collect::<Option<_>>()?;
        let mut party = Party::default();
        let mut found = Vec::with_capacity(statements.len());
        let mut last = 0_i64;
        for packed in statements {
            let spans = packed.spans.into_iter().map(|(distance, length)| {
                last = last.checked_add(distance)?;
                let end = last.checked_add(length)?;
                Some(Span::new(usize::try_from(last).ok()?, usize::try_from(end).ok().filter(|_| length >= 0)?))
            });
            let spans = spans.collect::<Option<_>>()?;
            let terms = packed.terms.into_iter().map(|term| {
                let (stem, weight) = words.get(term as usize >> 2)?;
                let (denied, proper) = (term & 2 != 0, term & 1 != 0);
                Some(Term { stem: u32::from_le_bytes(*stem), weight: *weight, denied, proper })
            });
            party.voices.push(voices.get(packed.voice as usize)?.clone());
            found.push(Statement {
                tells: Vec::new(),
                claim: packed.claim,
                spans,
                terms: terms.collect::<Option<_>>()?,
                names: packed.names.into_iter().map(name).collect::<Option<_>>()?,
                sides: packed.sides,
                denied_names: packed.denied_names,
                numbers: packed.numbers,
                times: packed.times,
                deeds: packed.deeds,
                stance: packed.stance,
                passive: packed.passive,
            });
        }
        weigh(&mut found);
        party.statements = found.into_iter().map(Arc::new).collect();
        Some(party)
    }
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Where a value stands in a list; it is put there when it is new.
fn place<T: PartialEq + Clone>(list: &mut Vec<T>, value: &T) -> u32 {
    let at = list.iter().position(|known| known == value).unwrap_or_else(|| {
        list.push(value.clone());
        list.len() - 1
    });
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The claims of statements as their row has them: how far each is from the one before, seven bits a byte.
fn shares(stated: &[(Statement, Voice)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(stated.len());
    let mut last = 0;
    for (statement, _) in stated {
        let distance = i64::from(statement.claim) - i64::from(last);
        last = statement.claim;
        // As postcard has signed numbers: small ones of either sign are short.
        bytes.extend(postcard::to_stdvec(&distance).unwrap_or_default());
    }
    bytes
}

fn claims_of(mut bytes: &[u8]) -> Option<Vec<u32>> {
    let mut claims = Vec::with_capacity(bytes.len());
    let mut last = 0_i64;
    while !bytes.is_empty() {
        let (distance, rest) = postcard::take_from_bytes::<i64>(bytes).ok()?;
        bytes = rest;
        last = last.checked_add(distance)?;
        claims.push(u32::try_from(last).ok()?);
    }
    Some(claims)
}

impl SqliteStore {
    /// Keep the statements of an edition.
    pub(super) fn write_party(&self, edition: i64, stated: &[(Statement, Voice)]) -> Result<()> {
        let bytes = body::squeeze(&Packed::of(stated)).map_err(|why| self.damaged(why))?;
        let body = self.press(Of::Edition, &bytes)?;
        self.change("UPDATE edition SET shares = ?, body = ? WHERE id = ?", params![shares(stated), body, edition])?;
        self.forget_edition(edition);
        Ok(())
    }

    /// Forget what is remembered of an edition.
    pub(super) fn forget_edition(&self, edition: i64) {
        self.heads.borrow_mut().forget(edition);
        self.parties.borrow_mut().forget(edition);
        self.shares.borrow_mut().forget(edition);
    }

    /// A statement.
    pub(super) fn stated_words(&self, id: StatementId) -> Result<Option<Arc<Statement>>> {
        let party = self.party(id.div_euclid(STATEMENTS_MAX))?;
        Ok(party.statements.get(place_of(id)).cloned())
    }

    /// The statements of an edition.
    pub(super) fn party(&self, edition: i64) -> Result<Arc<Party>> {
        if let Some(party) = self.parties.borrow_mut().get(edition) {
            return Ok(party);
        }
        let sql = "SELECT body FROM edition WHERE id = ? AND body IS NOT NULL";
        let party = match self.one(sql, [edition], |row| row.get::<_, Vec<u8>>(0))? {
            Some(body) => {
                let packed: Packed = body::release(&self.expand(&body)?).map_err(|why| self.damaged(why))?;
                packed
                    .unpack()
                    .ok_or_else(|| self.damaged("a statement names somebody whom its edition does not know"))?
            }
            None => Party::default(),
        };
        let party = Arc::new(party);
        self.parties.borrow_mut().put(edition, Arc::clone(&party));
        Ok(party)
    }

    /// The claim of each statement of an edition, by its place in the reading.
    pub(super) fn shares(&self, edition: i64) -> Result<Arc<[u32]>> {
        if let Some(known) = self.shares.borrow_mut().get(edition) {
            return Ok(known);
        }
        let sql = "SELECT shares FROM edition WHERE id = ? AND shares IS NOT NULL";
        let found = self.one(sql, [edition], |row| Ok(claims_of(row.get_ref(0)?.as_blob()?)))?;
        let found = found.unwrap_or_else(|| Some(Vec::new()));
        let found: Arc<[u32]> = found.ok_or_else(|| self.damaged("the claims of statements are cut short"))?.into();
        self.shares.borrow_mut().put(edition, Arc::clone(&found));
        Ok(found)
    }
}

/// The place of a statement or claim in its edition.
pub(super) fn place_of(id: i64) -> usize {
    usize::try_from(id.rem_euclid(STATEMENTS_MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Kind;

    fn statement(name: &str, claim: u32) -> (Statement, Voice) {
        let name = Name::spelt(name, Kind::Person);
        let statement = Statement {
            claim,
            spans: vec![Span::new(40, 52), Span::new(7, 9)],
            terms: vec![Term { stem: 0xfedc_ba98, weight: 41, denied: true, proper: false }],
            names: name.iter().cloned().collect(),
            tells: vec![41, 45],
            sides: vec![Side::From],
            denied_names: 1,
            numbers: Vec::new(),
            times: Vec::new(),
            deeds: Vec::new(),
            stance: Stance::Against,
            passive: true,
        };
        let voice = Voice {
            label: "Ana Reis".to_owned(),
            kind: Some(SourceKind::Named),
            outlet: None,
            body: Name::spelt("Harbour Board", Kind::Body),
            name,
            official: true,
            withdraws: false,
            denies: true,
        };
        (statement, voice)
    }

    #[test]
    fn who_is_named_twice_is_kept_once_and_all_comes_back() {
        let rows = [statement("Ana Reis", 0), statement("Ivo Kranz", 3), statement("Ana Reis", 2)];
        let packed = Packed::of(&rows);
        assert_eq!((packed.names.len(), packed.voices.len(), packed.words.len()), (3, 2, 1));
        let packed: Packed = body::release(&body::squeeze(&packed).unwrap()).unwrap();
        let party = packed.unpack().unwrap();
        for ((row, voice), (statement, stated)) in rows.iter().zip(party.statements.iter().zip(&party.voices)) {
            assert_eq!((row, voice), (&**statement, &**stated));
        }
        assert_eq!(claims_of(&shares(&rows)), Some(vec![0, 3, 2]));
    }

    #[test]
    fn what_is_not_there_is_not_named() {
        let rows = [statement("Ana Reis", 0)];
        let spoilt: [fn(&mut Packed); 4] = [
            |packed| packed.names.clear(),
            |packed| packed.voices.clear(),
            |packed| packed.words.clear(),
            |packed| packed.statements[0].spans[0] = (-3, 1),
        ];
        for spoil in spoilt {
            let mut packed = Packed::of(&rows);
            spoil(&mut packed);
            assert_eq!(packed.unpack(), None);
        }
        assert_eq!(claims_of(&[1]), None);
    }
}
