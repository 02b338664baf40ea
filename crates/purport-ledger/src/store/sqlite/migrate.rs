//! Versions of the file.
//!
//! In: a file that was opened. Out: one of the current version, or an error. Each version but the first has a step that
//! brings the one before it up to date; `tests/ledgers/` holds a file of every old version.

use rusqlite::TransactionBehavior;

use super::SqliteStore;
use crate::error::{LedgerError, LedgerErrorKind, Result};

/// Marks a file as a ledger: "PRPT".
const APPLICATION: i64 = 0x5052_5054;

/// The version that this program writes.
pub const VERSION: i64 = 1;

const SCHEMA: &str = include_str!("schema.sql");

/// What changes from a version to the next: the first entry leads from version 1 to 2.
const STEPS: [&str; 0] = [];

pub(super) fn check(store: &mut SqliteStore, writable: bool) -> Result<()> {
    let pragma = |store: &SqliteStore, name: &str| {
        store.one(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).map(Option::unwrap_or_default)
    };
    // Tables first: another program may just be beginning the ledger, and marks it together with them.
    let tables = store.one("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?.unwrap_or_default();
    let (application, version) = (pragma(store, "application_id")?, pragma(store, "user_version")?);
    let refuse = |kind| Err(LedgerError::new(&store.path, kind));
    if application == 0 && tables == 0 {
        return if writable { begin(store) } else { refuse(LedgerErrorKind::Foreign) };
    }
    if application != APPLICATION {
        return refuse(LedgerErrorKind::Foreign);
    }
    if version > VERSION {
        return refuse(LedgerErrorKind::Newer { found: version, known: VERSION });
    }
    if version < VERSION {
        let path = store.path.clone();
        if !writable {
            let text = "the ledger is of an older version; `purport rebuild` brings it up to date".to_owned();
            return Err(LedgerError::new(&path, LedgerErrorKind::Request(text)));
        }
        return climb(store, version);
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
            transaction.execute_batch(SCHEMA)?;
            transaction
                .execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"))?;
        }
        transaction.commit()
    });
    made.map_err(|error| store.failed(&error))
}

fn climb(store: &mut SqliteStore, from: i64) -> Result<()> {
    let done = store.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
        for step in STEPS.iter().skip(usize::try_from(from - 1).unwrap_or(0)) {
            transaction.execute_batch(step)?;
        }
        transaction.execute_batch(&format!("PRAGMA user_version = {VERSION};"))?;
        transaction.commit()
    });
    done.map_err(|error| store.failed(&error))
}
