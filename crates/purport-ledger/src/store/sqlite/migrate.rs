//! Versions of the file.
//!
//! In: a file that was opened. Out: one of the current version, or an error. Each version but the first has a step that
//! brings the one before it up to date; `tests/ledgers/` holds a file of every old version.

use rusqlite::{TransactionBehavior, params};

use super::SqliteStore;
use super::write::number;
use crate::derive::{corrected, derived};
use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::review::{Review, standing};
use crate::store::{Asked, Moment, Store};

/// Marks a file as a ledger: "PRPT".
const APPLICATION: i64 = 0x5052_5054;

/// The version that this program writes.
pub const VERSION: i64 = 2;

const SCHEMA: &str = include_str!("schema.sql");

/// What changes from a version to the next: the first entry leads from version 1 to 2. Columns that a step adds are filled
/// from the readings afterwards.
const STEPS: [&str; 1] = ["ALTER TABLE claim ADD COLUMN via INTEGER;
    ALTER TABLE claim ADD COLUMN confidence INTEGER;
    ALTER TABLE event ADD COLUMN certainty INTEGER;
    CREATE INDEX claim_doubt ON claim (confidence, id) WHERE confidence < 70;"];

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
        return climb(store);
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

fn climb(store: &mut SqliteStore) -> Result<()> {
    Store::begin(store)?;
    // Two programs may open the same old ledger at once.
    let from = store.one("PRAGMA user_version", [], |row| row.get::<_, i64>(0))?.unwrap_or_default();
    let mut steps = STEPS.iter().skip(usize::try_from(from - 1).unwrap_or(0));
    let climbed = steps.try_for_each(|step| store.connection.execute_batch(step));
    let done = climbed.map_err(|error| store.failed(&error)).and_then(|()| fill(store)).and_then(|()| {
        let version = store.connection.execute_batch(&format!("PRAGMA user_version = {VERSION};"));
        version.map_err(|error| store.failed(&error))
    });
    match done {
        Ok(()) => store.commit(),
        Err(error) => {
            store.roll_back();
            Err(error)
        }
    }
}

/// Fill the columns that came after version 1, from the readings as people corrected them.
fn fill(store: &mut SqliteStore) -> Result<()> {
    let reviews = store.reviews(Moment::MAX)?;
    let editions = store.all("SELECT id, article, known FROM edition ORDER BY id", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Moment>(2)?))
    })?;
    for (edition, article, known) in editions {
        let key = store.article_row(article)?.key;
        let reviews: Vec<Review> = reviews.iter().filter(|review| review.known <= known).cloned().collect();
        let (reading, rejected) = corrected(store.reading(article, known)?, &key, &standing(&reviews));
        let derived = derived(&reading, &rejected);
        let identities: Vec<i64> =
            derived.identities.iter().map(|identity| store.identity_number(identity)).collect::<Result<_>>()?;
        for (place, claim) in derived.claims.iter().enumerate() {
            let via = claim.via.map(|at| identities[at]);
            let update = "UPDATE claim SET via = ?, confidence = ? WHERE id = ?";
            store.change(update, params![via, claim.confidence, number(edition, place)])?;
        }
        for (place, event) in derived.events.iter().enumerate() {
            let update = "UPDATE event SET certainty = ? WHERE id = ?";
            store.change(update, params![event.certainty, number(edition, place)])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

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

    /// The rows of a table, as text.
    fn rows(store: &SqliteStore, table: &str) -> Vec<String> {
        let columns = store
            .all("SELECT name FROM pragma_table_info(?) ORDER BY name", [table], |row| row.get::<_, String>(0))
            .unwrap();
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1", quoted.join(" || ' ' || "));
        let mut rows = store.all(&sql, [], |row| row.get::<_, String>(0)).unwrap();
        rows.sort();
        rows
    }

    #[test]
    fn a_ledger_of_every_old_version_becomes_what_this_one_would_have_made() {
        for version in 1..VERSION {
            let (_folder, path) = old(version);
            assert!(SqliteStore::read_only(&path).is_err(), "an old ledger is refused for reading");
            let risen = SqliteStore::create(&path).unwrap();
            let tables = ["claim", "event", "finding", "member"];
            let before: Vec<Vec<String>> = tables.iter().map(|table| rows(&risen, table)).collect();
            assert!(before.iter().all(|rows| !rows.is_empty()), "version {version}");
            let mut ledger = crate::Ledger::new(risen);
            ledger.rebuild(|_| {}).unwrap();
            for (table, before) in tables.iter().zip(before).take(2) {
                assert_eq!(rows(ledger.store(), table), before, "version {version}, {table}");
            }
        }
    }
}
