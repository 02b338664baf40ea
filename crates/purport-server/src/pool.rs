//! Readers of a ledger, shared by requests.
//!
//! In: a question. Out: its answer, from one state of the ledger, off the threads that serve. Bounded: at most so many questions
//! are answered at a time, the others wait.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use purport_ledger::Result as LedgerResult;
use purport_ledger::store::sqlite::SqliteStore;
use tokio::sync::Semaphore;

use crate::problem::{Code, Problem};

/// Questions answered at a time, for each core.
const PER_CORE: usize = 2;

/// Questions that may wait; more are refused.
const WAITING: usize = 1024;

/// Readers of one ledger.
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<SqliteStore>>,
    turns: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Pool {
    /// Readers of the ledger at a path; the first is opened at once, to see whether it can be.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn new(path: &Path, cores: usize) -> LedgerResult<Self> {
        let first = SqliteStore::read_only(path)?;
        Ok(Self {
            path: path.to_path_buf(),
            idle: Mutex::new(vec![first]),
            turns: Arc::new(Semaphore::new(cores * PER_CORE)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        })
    }

    /// Ask, off the threads that serve.
    ///
    /// # Errors
    /// When too many wait, when the ledger fails, or what the question says.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&SqliteStore) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let busy = || Problem::new(Code::TooMany, "too many questions are waiting; try again in a moment");
        let place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| busy())?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| busy())?;
        let pool = Arc::clone(self);
        let asked = tokio::task::spawn_blocking(move || {
            let _held = (place, turn);
            pool.ask_here(question)
        });
        asked.await.map_err(|_| Problem::internal("a question could not be answered"))?
    }

    /// Ask on this thread.
    ///
    /// # Errors
    /// As for [`ask`](Self::ask).
    pub fn ask_here<T>(&self, question: impl FnOnce(&SqliteStore) -> Result<T, Problem>) -> Result<T, Problem> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut store = idle.map_or_else(|| SqliteStore::read_only(&self.path), Ok)?;
        // A reader that failed is not used again.
        let answer = store.snapshot(question)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
        answer
    }
}
