//! Statements as rows: what the statements of an edition share is kept once.
//!
//! In: statements with their voices. Out: bodies that name participants and voices by number, and the [`Party`] that the
//! numbers stand for; and back. An article names the same few people again and again, and few people speak in it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{SqliteStore, body};
use crate::error::Result;
use crate::statement::{Name, Statement};
use crate::store::{STATEMENTS_MAX, StatementId, Voice};

/// Editions whose parties are remembered.
const PARTIES: usize = 4_000;

/// Who is named in the statements of an edition, and who states them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Party {
    names: Vec<Name>,
    voices: Vec<Voice>,
}

/// A statement without what its party holds: names and voice by number.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Bare {
    statement: Statement,
    names: Vec<u32>,
    voice: u32,
}

impl Party {
    /// A statement as its row has it.
    pub(super) fn take_in(&mut self, statement: &Statement, voice: &Voice) -> Bare {
        let names = statement.names.iter().map(|name| place(&mut self.names, name)).collect();
        let voice = place(&mut self.voices, voice);
        Bare { statement: Statement { names: Vec::new(), ..statement.clone() }, names, voice }
    }

    /// The statement of a row; nothing when the row is not of this party.
    fn give_back(&self, bare: Bare) -> Option<(Statement, Voice)> {
        let names: Option<Vec<Name>> = bare.names.iter().map(|at| self.names.get(*at as usize).cloned()).collect();
        let voice = self.voices.get(bare.voice as usize)?.clone();
        Some((Statement { names: names?, ..bare.statement }, voice))
    }
}

/// Where a value stands in a list; it is put there when it is new.
fn place<T: PartialEq + Clone>(list: &mut Vec<T>, value: &T) -> u32 {
    let at = list.iter().position(|known| known == value).unwrap_or_else(|| {
        list.push(value.clone());
        list.len() - 1
    });
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl SqliteStore {
    /// A statement and who states it.
    pub(super) fn statement(&self, id: StatementId) -> Result<Option<(Statement, Voice)>> {
        let sql = "SELECT body FROM statement WHERE id = ?";
        let bare = self.one(sql, [id], |row| Ok(body::release::<Bare>(row.get_ref(0)?.as_blob()?)))?;
        let Some(bare) = bare else { return Ok(None) };
        let bare = bare.map_err(|why| self.damaged(why))?;
        let party = self.party(id.div_euclid(STATEMENTS_MAX))?;
        let found = party.give_back(bare);
        found.map(Some).ok_or_else(|| self.damaged("a statement names somebody whom its edition does not know"))
    }

    fn party(&self, edition: i64) -> Result<Arc<Party>> {
        if let Some(party) = self.parties.borrow().get(&edition) {
            return Ok(Arc::clone(party));
        }
        let sql = "SELECT party FROM edition WHERE id = ? AND party IS NOT NULL";
        let found = self.one(sql, [edition], |row| Ok(body::unpack_bytes::<Party>(row.get_ref(0)?.as_blob()?)))?;
        let party = Arc::new(found.transpose().map_err(|why| self.damaged(why))?.unwrap_or_default());
        let mut parties = self.parties.borrow_mut();
        if parties.len() >= PARTIES {
            parties.clear();
        }
        parties.insert(edition, Arc::clone(&party));
        Ok(party)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::{Kind, Stance};

    fn statement(name: &str) -> (Statement, Voice) {
        let name = Name::spelt(name, Kind::Person);
        let statement = Statement {
            claim: 0,
            spans: Vec::new(),
            terms: Vec::new(),
            names: name.iter().cloned().collect(),
            sides: Vec::new(),
            tells: Vec::new(),
            denied_names: 0,
            numbers: Vec::new(),
            times: Vec::new(),
            deeds: Vec::new(),
            stance: Stance::For,
            passive: false,
        };
        let voice = Voice {
            label: "Ana Reis".to_owned(),
            kind: None,
            name,
            body: None,
            outlet: None,
            official: false,
            withdraws: false,
            denies: false,
        };
        (statement, voice)
    }

    #[test]
    fn who_is_named_twice_is_kept_once() {
        let mut party = Party::default();
        let rows = [statement("Ana Reis"), statement("Ivo Kranz"), statement("Ana Reis")];
        let bare: Vec<Bare> = rows.iter().map(|(statement, voice)| party.take_in(statement, voice)).collect();
        assert_eq!((party.names.len(), party.voices.len()), (2, 2));
        for (row, bare) in rows.iter().zip(bare) {
            assert_eq!(party.give_back(bare).as_ref(), Some(row));
        }
    }

    #[test]
    fn a_row_of_another_party_is_refused() {
        let (stated, voice) = statement("Ana Reis");
        let bare = Party::default().take_in(&stated, &voice);
        assert_eq!(Party::default().give_back(bare), None);
    }
}
