//! What is remembered of addresses, kept in the ledger.
//!
//! Asking happens on the thread that fetches, through a second connection; what is new is collected and written together with
//! the articles, so that an address counts as seen only when its article is safe.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use purport_gather::{Validator, Validators};
use purport_ledger::store::Store;
use purport_ledger::store::sqlite::SqliteStore;

/// A memory over a ledger. Clones share it.
#[derive(Clone)]
pub struct PageMemory {
    ledger: Arc<Mutex<SqliteStore>>,
    fresh: Arc<Mutex<BTreeMap<String, Validator>>>,
}

impl PageMemory {
    /// A memory that asks through this connection.
    pub fn new(ledger: SqliteStore) -> Self {
        Self { ledger: Arc::new(Mutex::new(ledger)), fresh: Arc::default() }
    }

    /// What is new since this was last asked, as a ledger keeps it.
    pub fn take_fresh(&self) -> Vec<(String, String)> {
        let fresh = std::mem::take(&mut *self.fresh.lock().unwrap_or_else(PoisonError::into_inner));
        let json = |validator: &Validator| serde_json::to_string(validator).unwrap_or_default();
        fresh.iter().map(|(url, validator)| (url.clone(), json(validator))).collect()
    }

    /// Whether an article is in the ledger, as far as it has been written.
    pub fn has(&self, article: &purport_text::Article) -> bool {
        let ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        ledger.has(&purport_ledger::store::key(article)).unwrap_or(false)
    }
}

impl Validators for PageMemory {
    fn get(&self, url: &str) -> Option<Validator> {
        if let Some(validator) = self.fresh.lock().unwrap_or_else(PoisonError::into_inner).get(url) {
            return Some(validator.clone());
        }
        // Forgetting costs a request; a store that cannot be read will say so when the article is written.
        let body = self.ledger.lock().unwrap_or_else(PoisonError::into_inner).page(url).ok()??;
        serde_json::from_str(&body).ok()
    }

    fn put(&mut self, url: &str, validator: Validator) {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner).insert(url.to_owned(), validator);
    }
}
