//! A ledger in one SQLite file.
//!
//! In: a path. Out: a [`SqliteStore`]. Write-ahead logging: one writer, many readers, nothing half written after a kill. The
//! file says of itself that it is a ledger and of which version; older versions can only be rebuilt, newer ones and other programs'
//! files are refused. `appended.sql` and `derived.sql` describe the tables.

mod ask;
mod body;
mod desk;
mod dictionary;
mod findings;
mod party;
mod read;
mod remembered;
mod shape;
mod sorted;
mod speakers;
mod version;
mod write;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use self::dictionary::Dictionaries;
use self::party::{PARTIES, Party, SHARES};
use self::remembered::Remembered;
use super::{ArticleId, Moment, Store};
use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::finding;

use version::Open;
pub use version::VERSION;

/// How long a second writer waits for the first one's batch.
const PATIENCE: Duration = Duration::from_secs(10);

/// Kilobytes of the file held in memory.
const CACHE: i64 = 64 * 1024;

/// Editions whose heads are remembered between questions, in each generation.
const HEADS: usize = 20_000;

/// A ledger in a file.
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    heads: RefCell<Remembered<Head>>,
    parties: RefCell<Remembered<Arc<Party>>>,
    shares: RefCell<Remembered<Arc<[u32]>>>,
    dictionaries: RefCell<Dictionaries>,
    rows_held: RefCell<sorted::Held>,
    /// What SQLite says changes when another connection has written.
    version_seen: Option<i64>,
}

/// What of an article every statement of an edition needs.
#[derive(Clone)]
struct Head {
    order: crate::store::Order,
    family: ArticleId,
    known: Moment,
    until: Option<Moment>,
}

impl Head {
    /// Whether the edition held at a moment.
    fn holds(&self, at: Moment) -> bool {
        self.known <= at && self.until.is_none_or(|until| until > at)
    }
}

impl SqliteStore {
    /// Opens a ledger for writing; begins one where there is no file.
    ///
    /// # Errors
    /// When the file is another program's, newer, damaged, or may not be written.
    pub fn create(path: &Path) -> Result<Self> {
        Self::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE, Open::Write)
    }

    /// Opens a ledger that is there, for reading.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(LedgerError::new(path, LedgerErrorKind::Missing));
        }
        // Reading a file in write-ahead mode needs its side files; where they cannot be made, the file alone is read.
        match Self::open(path, OpenFlags::SQLITE_OPEN_READ_ONLY, Open::Read) {
            Err(error) if matches!(error.kind, LedgerErrorKind::ReadOnly(_)) && !Self::has_log(path) => {
                Self::open_still(path)
            }
            other => other,
        }
    }

    /// Opens a ledger that is there, for writing.
    ///
    /// # Errors
    /// When there is none, or it cannot be written.
    pub fn existing(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(LedgerError::new(path, LedgerErrorKind::Missing));
        }
        Self::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Open::Write)
    }

    /// Opens a ledger that is there, perhaps of an older version, to [rebuild](crate::Ledger::rebuild) it: of an older version
    /// nothing else can be done.
    ///
    /// # Errors
    /// When there is none, or it cannot be written.
    pub fn to_rebuild(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(LedgerError::new(path, LedgerErrorKind::Missing));
        }
        Self::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Open::Rebuild)
    }

    /// Whether the last writer left changes beside the file.
    fn has_log(path: &Path) -> bool {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
    }

    /// Opens a file that nobody can be writing to, since its folder is not writable.
    fn open_still(path: &Path) -> Result<Self> {
        let mut uri = "file:".to_owned();
        for byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => uri.push(char::from(*byte)),
                _ => uri += &format!("%{byte:02x}"),
            }
        }
        uri += "?immutable=1";
        Self::open_at(path, &uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI, Open::Read)
    }

    fn open(path: &Path, flags: OpenFlags, open: Open) -> Result<Self> {
        Self::open_at(path, path, flags, open)
    }

    fn open_at(path: &Path, name: impl AsRef<Path>, flags: OpenFlags, open: Open) -> Result<Self> {
        let failed = |error: rusqlite::Error| LedgerError::new(path, kind_of(&error));
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(128);
        // Plans do not depend on the values bound: else statements are prepared anew for each row.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
        let mut store = Self {
            connection,
            path: path.to_path_buf(),
            heads: RefCell::new(Remembered::new(HEADS)),
            parties: RefCell::new(Remembered::new(PARTIES)),
            shares: RefCell::new(Remembered::new(SHARES)),
            dictionaries: RefCell::default(),
            rows_held: RefCell::default(),
            version_seen: None,
        };
        store.prepare(open)?;
        Ok(store)
    }

    /// Ask within one state of the ledger, whatever another program writes meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn snapshot<T>(&mut self, ask: impl FnOnce(&Self) -> T) -> Result<T> {
        let begun = self.connection.execute_batch("BEGIN");
        begun.map_err(|error| self.failed(&error))?;
        // The first read fixes the state.
        let fixed = self.latest().and_then(|_| self.forget_what_others_changed());
        let answer = fixed.map(|()| ask(self));
        let ended = self.connection.execute_batch("COMMIT");
        ended.map_err(|error| self.failed(&error))?;
        answer
    }

    /// Within a transaction, forget what was remembered if another program has written since.
    fn forget_what_others_changed(&mut self) -> Result<()> {
        let version = self.one("PRAGMA data_version", [], |row| row.get::<_, i64>(0))?;
        if self.version_seen != version {
            self.version_seen = version;
            self.forget_all();
            self.forget_dictionaries();
        }
        Ok(())
    }

    /// Where the ledger is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn prepare(&mut self, open: Open) -> Result<()> {
        version::check(self, open)?;
        // Automatic indices would be made anew, over whole tables, for every question.
        let settings = format!(
            "PRAGMA cache_size = -{CACHE}; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456;
             PRAGMA automatic_index = OFF;"
        );
        self.connection.execute_batch(&settings).map_err(|error| self.failed(&error))?;
        if open != Open::Read {
            // SQLite opens a file that may not be written for reading, and fails at the first change only.
            if self.connection.is_readonly(rusqlite::MAIN_DB).map_err(|error| self.failed(&error))? {
                let kind = LedgerErrorKind::ReadOnly("it may only be read".to_owned());
                return Err(LedgerError::new(&self.path, kind));
            }
            // Full synchronisation: what was acknowledged survives a loss of power too.
            let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;";
            self.connection.execute_batch(settings).map_err(|error| self.failed(&error))?;
        }
        Ok(())
    }

    fn failed(&self, error: &rusqlite::Error) -> LedgerError {
        LedgerError::new(&self.path, kind_of(error))
    }

    fn damaged(&self, what: impl std::fmt::Display) -> LedgerError {
        LedgerError::new(&self.path, LedgerErrorKind::Damaged(what.to_string()))
    }

    /// Whether a moment is not earlier than the last at which anything was learned.
    fn is_now(&self, at: Moment) -> Result<bool> {
        Ok(at == Moment::MAX || at >= self.latest()?)
    }

    /// The head of an edition, remembered.
    fn head(&self, edition: i64) -> Result<Option<Head>> {
        if let Some(head) = self.heads.borrow_mut().get(edition) {
            return Ok(Some(head));
        }
        let sql = "SELECT a.id, a.published, a.key, p.family, e.until, e.known FROM edition e JOIN article a ON a.id = e.article
                   LEFT JOIN print p ON p.article = a.id WHERE e.id = ?";
        let found = self.one(sql, [edition], |row| {
            let published: Option<String> = row.get(1)?;
            let key: Vec<u8> = row.get(2)?;
            let times = (row.get::<_, Option<i64>>(4)?, row.get(5)?);
            Ok((row.get::<_, i64>(0)?, published, key, row.get::<_, Option<i64>>(3)?, times))
        })?;
        let Some((article, published, key, family, (until, known))) = found else { return Ok(None) };
        let key = <[u8; 16]>::try_from(key.as_slice()).map_err(|_| self.damaged("an article's key is cut short"))?;
        let order = finding::order(published.as_deref(), key, 0);
        let head = Head { order, family: family.unwrap_or(article), known, until };
        self.heads.borrow_mut().put(edition, head.clone());
        Ok(Some(head))
    }

    /// At most one row.
    fn one<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        take: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        use rusqlite::OptionalExtension;
        let found = self.connection.prepare_cached(sql).and_then(|mut query| query.query_row(values, take).optional());
        found.map_err(|error| self.failed(&error))
    }

    /// All rows.
    fn all<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let found = self.connection.prepare_cached(sql).and_then(|mut query| query.query_map(values, take)?.collect());
        found.map_err(|error| self.failed(&error))
    }

    /// A change.
    fn change(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize> {
        let done = self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values));
        done.map_err(|error| self.failed(&error))
    }
}

/// SQLite's codes for a write, a synchronisation, a change of size that the system refused.
const WRITE_FAILURES: [i32; 4] = [778, 1034, 1546, 4874];

/// What an error of SQLite means to a person.
fn kind_of(error: &rusqlite::Error) -> LedgerErrorKind {
    let rusqlite::Error::SqliteFailure(failure, text) = error else {
        return LedgerErrorKind::Store(error.to_string());
    };
    // SQLite quotes what it could not read, line breaks included.
    let text = text.clone().unwrap_or_else(|| failure.to_string()).replace(char::is_control, " ");
    match failure.code {
        ErrorCode::NotADatabase => LedgerErrorKind::Foreign,
        ErrorCode::DatabaseCorrupt => LedgerErrorKind::Damaged(text),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => LedgerErrorKind::Busy,
        ErrorCode::DiskFull => LedgerErrorKind::Full,
        // A quota or a limit of the system shows as a failed write.
        ErrorCode::SystemIoFailure if WRITE_FAILURES.contains(&failure.extended_code) => LedgerErrorKind::Full,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => LedgerErrorKind::ReadOnly(text),
        _ => LedgerErrorKind::Store(text),
    }
}
