//! What all requests share.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use purport_gather::Manners;
use purport_keep::Reader;
use tokio::sync::{Semaphore, watch};

use crate::answer::Cache;
use crate::feeds::Feeds;
use crate::jobs::Jobs;
use crate::keys::{Caller, Keys, Scope};
use crate::metrics::Metrics;
use crate::pool::Pool;
use crate::problem::{Code, Problem};
use crate::writer::Writer;

/// A served ledger.
pub struct Desk {
    /// The ledger's file.
    pub path: PathBuf,
    /// Its name: the file's.
    pub name: String,
    /// Readers of it.
    pub pool: Arc<Pool>,
    /// Its writer; `None` where it may only be read.
    pub writer: Option<Writer>,
    /// Answers that are kept.
    pub cache: Cache,
    /// Reads texts.
    pub reader: Arc<Reader>,
    /// Which reader it is: version and model.
    pub reader_name: String,
    /// Texts read at a time.
    pub reading: Arc<Semaphore>,
    /// Keys, where they are needed.
    pub keys: Option<Arc<Keys>>,
    /// How to behave towards servers that articles are fetched from.
    pub manners: Manners,
    /// Addresses being added.
    pub jobs: Jobs,
    /// Feeds being watched.
    pub feeds: Feeds,
    /// Counters.
    pub metrics: Metrics,
    /// Bumped after every change of the ledger.
    pub changed: watch::Sender<u64>,
    /// Streams of changes that are open.
    pub streams: Arc<Semaphore>,
    /// Exports that are being written.
    pub exports: Arc<Semaphore>,
    /// Names beside those of loopback under which the page may be asked for.
    pub hosts: Vec<String>,
    /// Numbers for jobs.
    pub next_job: AtomicU64,
    /// Longest time for an answer.
    pub patience: Duration,
    /// The same where a text is to be read first.
    pub reading_patience: Duration,
}

impl Desk {
    /// Who sends a request with this token, and whether it may do that.
    ///
    /// # Errors
    /// When a key is needed and missing or wrong, or does not allow it.
    pub fn admit(&self, token: Option<&str>, scope: Scope) -> Result<Caller, Problem> {
        let Some(keys) = &self.keys else {
            return Ok(Caller { name: None, scopes: Scope::ALL.into() });
        };
        let wanted = || Problem::new(Code::KeyRequired, "give a key: Authorization: Bearer purport_…");
        let caller = keys.caller(token.ok_or_else(wanted)?).ok_or_else(wanted)?;
        if caller.scopes.contains(&scope) {
            return Ok(caller);
        }
        Err(Problem::new(Code::ScopeMissing, format!("this key may not {}; ask for one that may", scope.name())))
    }

    /// The writer.
    ///
    /// # Errors
    /// When the ledger may only be read.
    pub fn writer(&self) -> Result<&Writer, Problem> {
        let refused = || Problem::new(Code::ReadOnly, "this ledger is served for reading only");
        self.writer.as_ref().ok_or_else(refused)
    }

    /// Say that the ledger has changed.
    pub fn tell_change(&self) {
        self.changed.send_modify(|count| *count += 1);
    }

    /// A number for the next job.
    pub fn number(&self) -> u64 {
        self.next_job.fetch_add(1, Ordering::Relaxed)
    }
}
