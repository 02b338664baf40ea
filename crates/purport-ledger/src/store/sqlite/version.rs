//! Versions of the file.
//!
//! In: a file that was opened. Out: one of the current version, or an error. What people added is the same in all versions; a
//! version is a way of deriving the rest. So an older ledger is brought up to date by making all that is derived anew, in one
//! transaction ([`Ledger::rebuild`](crate::Ledger::rebuild)); until then it is refused with a line that says so. `tests/ledgers/`
//! holds a file of every old version.

use rusqlite::TransactionBehavior;

use super::SqliteStore;
use crate::error::{LedgerError, LedgerErrorKind, Result};

/// Marks a file as a ledger: "PRPT".
const APPLICATION: i64 = 0x5052_5054;

/// The version that this program writes.
pub const VERSION: i64 = 5;

const APPENDED: &str = include_str!("appended.sql");
const DERIVED: &str = include_str!("derived.sql");

/// The tables of `appended.sql`, as SQL.
const APPENDED_TABLES: &str = "'article', 'reading', 'review', 'dictionary', 'validator'";

/// Which ledgers to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// One of this version, for reading.
    Read,
    /// One of this version, or a new one.
    Write,
    /// One of any version up to this one, to make what is derived anew.
    Rebuild,
}

pub(super) fn check(store: &mut SqliteStore, open: Open) -> Result<()> {
    let pragma = |store: &SqliteStore, name: &str| {
        store.one(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).map(Option::unwrap_or_default)
    };
    // Tables first: another program may just be beginning the ledger, and marks it together with them.
    let tables = store.one("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?.unwrap_or_default();
    let (application, version) = (pragma(store, "application_id")?, pragma(store, "user_version")?);
    let refuse = |kind| Err(LedgerError::new(&store.path, kind));
    if application == 0 && tables == 0 {
        return if open == Open::Write { begin(store) } else { refuse(LedgerErrorKind::Foreign) };
    }
    if application != APPLICATION {
        return refuse(LedgerErrorKind::Foreign);
    }
    if version > VERSION {
        return refuse(LedgerErrorKind::Newer { found: version, known: VERSION });
    }
    if version < VERSION && open != Open::Rebuild {
        return refuse(LedgerErrorKind::Older { found: version, known: VERSION });
    }
    Ok(())
}

fn begin(store: &mut SqliteStore) -> Result<()> {
    // Pages of 8 kB hold a pressed article each; smaller ones would chain overflow pages.
    let early = store.connection.execute_batch("PRAGMA page_size = 8192;");
    early.map_err(|error| store.failed(&error))?;
    let made = store.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
        // Two programs may begin the same ledger at once.
        let tables: i64 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables == 0 {
            transaction.execute_batch(APPENDED)?;
            transaction.execute_batch(DERIVED)?;
            transaction
                .execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"))?;
        }
        transaction.commit()
    });
    made.map_err(|error| store.failed(&error))
}

/// Drop all that is derived, of whatever version, and begin it anew.
pub(super) fn clear(store: &mut SqliteStore) -> Result<()> {
    // Tables of full text first: they have others below them.
    for of in ["AND sql LIKE 'CREATE VIRTUAL%'", ""] {
        let sql = format!(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ({APPENDED_TABLES}) {of}"
        );
        for table in store.all(&sql, [], |row| row.get::<_, String>(0))? {
            let quoted = table.replace('"', "\"\"");
            store.change(&format!("DROP TABLE \"{quoted}\""), [])?;
        }
    }
    let made = store
        .connection
        .execute_batch(DERIVED)
        .and_then(|()| store.connection.execute_batch(&format!("PRAGMA user_version = {VERSION};")));
    made.map_err(|error| store.failed(&error))?;
    store.forget_all();
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::answer::Answers;
    use crate::ask::Filter;
    use crate::store::{Asked, Moment, Store};

    /// A ledger of three reports, written by the program of an old version.
    fn old(version: i64) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let packed = format!("{}/tests/ledgers/{version}.db.gz", env!("CARGO_MANIFEST_DIR"));
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(packed).unwrap()).read_to_end(&mut bytes).unwrap();
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    /// What people and programs get to see of a ledger.
    fn seen(store: &SqliteStore) -> String {
        let answers = Answers::new(store, Moment::MAX).unwrap();
        let all = Filter::default();
        let articles = store.find_articles(&all, None, 100).unwrap().rows;
        let articles: Vec<_> = articles.into_iter().map(|id| answers.article(id).unwrap()).collect();
        let claims = answers.claims(&all, None, 1000).unwrap().rows;
        let findings = answers.findings(&all, None, 1000).unwrap().rows;
        let sources = answers.sources(&all, None, 1000).unwrap().rows;
        format!("{articles:#?}\n{claims:#?}\n{findings:#?}\n{sources:#?}\n{:#?}", answers.network(100).unwrap())
    }

    #[test]
    fn a_ledger_of_every_old_version_becomes_what_this_one_would_have_made() {
        for version in 1..VERSION {
            let (folder, path) = old(version);
            for refused in [SqliteStore::read_only(&path), SqliteStore::create(&path), SqliteStore::existing(&path)] {
                let line = refused.err().unwrap().to_string();
                assert!(line.contains("purport rebuild"), "{line}");
            }
            let mut risen = crate::Ledger::new(SqliteStore::to_rebuild(&path).unwrap());
            risen.rebuild(|_| {}).unwrap();
            let mut fresh = crate::Ledger::new(SqliteStore::create(&folder.path().join("fresh.db")).unwrap());
            let mut after = Moment::MIN;
            while let Some(entry) = risen.store().next_in_log(after).unwrap() {
                after = entry.known;
                fresh.begin(entry.known).unwrap();
                for article in entry.articles {
                    fresh.add(risen.store().reading(article, entry.known).unwrap()).unwrap();
                }
                for review in entry.reviews {
                    fresh.review(&review.author, &review.reason, review.act).unwrap();
                }
                fresh.commit().unwrap();
            }
            let (risen, fresh) = (seen(risen.store()), seen(fresh.store()));
            assert!(risen.contains("Tumaini"), "version {version}: {risen}");
            assert_eq!(risen, fresh, "version {version}");
            assert!(SqliteStore::read_only(&path).is_ok(), "what was rebuilt is of this version");
        }
    }
}
