//! Dictionaries: what the bodies of a ledger have in common is kept once.
//!
//! In: a body's bytes. Out: the same, compressed, and back. A reading says the same keys and the same few values again and
//! again, and an article mostly words that others have too; a small text alone compresses badly. So a ledger that has some
//! articles makes a dictionary from them, keeps it for good, and compresses what comes later with its help; once there are
//! many, a better one. Each body says which dictionary it was made with. Expansion is bounded: a ledger from elsewhere is
//! input like any other.

use std::collections::HashMap;

use zstd::bulk::{Compressor, Decompressor};

use super::SqliteStore;
use crate::error::Result;

/// What a dictionary is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    Article,
    Reading,
    Edition,
}

/// Articles in a ledger from which on it has one dictionary, and a second one.
const MADE_AT: [i64; 2] = [128, 1_024];

/// Bytes of a dictionary.
const SIZE: usize = 112 * 1024;

/// Bytes that a dictionary is made from at most: the latest bodies.
const LEARNT_FROM: usize = 6 << 20;

/// How hard is tried to make bodies small, of 22.
const LEVEL: i32 = 9;

/// Most bytes of a body: an article of 200 MB with its reading.
const LARGEST: u64 = 2_000_000_000;

/// Dictionaries that are ready for use, by number; 0 is none.
#[derive(Default)]
pub(super) struct Dictionaries {
    ready: HashMap<u8, (Compressor<'static>, Decompressor<'static>)>,
    made: HashMap<Of, Vec<u8>>,
}

impl Dictionaries {
    fn ready(&mut self, number: u8, bytes: &[u8]) -> std::io::Result<()> {
        let both = (Compressor::with_dictionary(LEVEL, bytes)?, Decompressor::with_dictionary(bytes)?);
        self.ready.insert(number, both);
        Ok(())
    }
}

impl SqliteStore {
    /// Compresses a body.
    pub(super) fn press(&self, of: Of, bytes: &[u8]) -> Result<Vec<u8>> {
        let number = self.dictionary(of)?;
        self.make_ready(number)?;
        let mut dictionaries = self.dictionaries.borrow_mut();
        let Some((compressor, _)) = dictionaries.ready.get_mut(&number) else {
            return Err(self.damaged("a dictionary is missing"));
        };
        let mut body = vec![number];
        body.extend(compressor.compress(bytes).map_err(|why| self.damaged(why))?);
        Ok(body)
    }

    /// Expands a body.
    pub(super) fn expand(&self, body: &[u8]) -> Result<Vec<u8>> {
        let cut = || self.damaged("a body is cut short");
        let (number, body) = body.split_first().ok_or_else(cut)?;
        self.make_ready(*number)?;
        let size = zstd::zstd_safe::get_frame_content_size(body).ok().flatten().filter(|size| *size <= LARGEST);
        let size = size.and_then(|size| usize::try_from(size).ok()).ok_or_else(cut)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(size).map_err(|why| self.damaged(why))?;
        let mut dictionaries = self.dictionaries.borrow_mut();
        let (_, decompressor) = dictionaries.ready.get_mut(number).ok_or_else(cut)?;
        decompressor.decompress_to_buffer(body, &mut bytes).map_err(|why| self.damaged(why))?;
        Ok(bytes)
    }

    fn make_ready(&self, number: u8) -> Result<()> {
        if self.dictionaries.borrow().ready.contains_key(&number) {
            return Ok(());
        }
        let bytes = match number {
            0 => Vec::new(),
            _ => self
                .one("SELECT body FROM dictionary WHERE id = ?", [number], |row| row.get::<_, Vec<u8>>(0))?
                .ok_or_else(|| self.damaged("a dictionary is missing"))?,
        };
        self.dictionaries.borrow_mut().ready(number, &bytes).map_err(|why| self.damaged(why))
    }

    /// Forget what was made in a batch that is not kept.
    pub(super) fn forget_dictionaries(&self) {
        *self.dictionaries.borrow_mut() = Dictionaries::default();
    }

    /// The number of the dictionary that a new body is made with. There is a new one whenever the ledger has grown to the next
    /// of [`MADE_AT`].
    fn dictionary(&self, of: Of) -> Result<u8> {
        let made = self.dictionaries.borrow().made.get(&of).cloned();
        let mut made = match made {
            Some(made) => made,
            None => self.all("SELECT id FROM dictionary WHERE of = ? ORDER BY id", [of as u8], |row| row.get(0))?,
        };
        if let Some(wanted) = MADE_AT.get(made.len()) {
            let articles = self.one("SELECT max(id) FROM article", [], |row| row.get::<_, Option<i64>>(0))?.flatten();
            if articles.is_some_and(|articles| articles >= *wanted) {
                made.push(self.make_dictionary(of)?);
            }
        }
        let latest = made.last().copied().unwrap_or(0);
        self.dictionaries.borrow_mut().made.insert(of, made);
        Ok(latest)
    }

    fn make_dictionary(&self, of: Of) -> Result<u8> {
        let table = match of {
            Of::Article => "article",
            Of::Reading => "reading",
            Of::Edition => "edition",
        };
        let latest = MADE_AT[MADE_AT.len() - 1];
        let sql = format!("SELECT body FROM {table} WHERE body IS NOT NULL ORDER BY id DESC LIMIT {latest}");
        let (mut samples, mut sizes) = (Vec::new(), Vec::new());
        for body in self.all(&sql, [], |row| row.get::<_, Vec<u8>>(0))? {
            let bytes = self.expand(&body)?;
            if samples.len() + bytes.len() <= LEARNT_FROM {
                samples.extend_from_slice(&bytes);
                sizes.push(bytes.len());
            }
        }
        // Bodies that have nothing in common make no dictionary; an empty one says that it was tried.
        let body = zstd::dict::from_continuous(&samples, &sizes, SIZE).unwrap_or_default();
        self.change("INSERT INTO dictionary (of, body) VALUES (?, ?)", rusqlite::params![of as u8, body])?;
        let number = u8::try_from(self.connection.last_insert_rowid()).map_err(|why| self.damaged(why))?;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, SqliteStore) {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::create(&folder.path().join("a.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn a_dictionary_made_from_what_is_there_makes_small_bodies_small() {
        let (_folder, store) = store();
        let body = |number: u64| {
            let value = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 1_000_003;
            format!("{{\"certainty\":\"probable\",\"factuality\":null,\"confidence\":0.{value},\"negations\":[]}}")
                .into_bytes()
        };
        let insert = "INSERT INTO article (id, key, name, known, said, body) VALUES (?, ?, '', 0, '~', ?)";
        for number in 1..=200_u64 {
            let pressed = store.press(Of::Article, &body(number)).unwrap();
            store
                .change(insert, rusqlite::params![number.cast_signed(), number.to_le_bytes().to_vec(), pressed])
                .unwrap();
        }
        let (early, late) =
            (store.press(Of::Reading, &body(7)).unwrap(), store.press(Of::Article, &body(201)).unwrap());
        assert!(late[0] > 0 && late.len() * 2 < body(201).len(), "{} of {}", late.len(), body(201).len());
        store.forget_dictionaries();
        assert_eq!(store.expand(&late).unwrap(), body(201));
        assert_eq!(store.expand(&early).unwrap(), body(7));
    }

    #[test]
    fn broken_bodies_are_errors() {
        let (_folder, store) = store();
        let whole = store.press(Of::Article, "{\"text\":\"Léa\"}".as_bytes()).unwrap();
        for broken in [&[][..], &[0], &[9, 1, 2], &[0, 255, 255, 255], &whole[..whole.len() - 3]] {
            assert!(store.expand(broken).is_err());
        }
    }
}
