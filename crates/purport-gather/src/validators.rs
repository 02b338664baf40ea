//! What is remembered of an address, so that it is asked for again only when something may have changed.
//!
//! The memory belongs to whoever keeps the articles: a version may be remembered only once its article is kept, or an
//! article could be lost to a crash for good. So a fetched article comes with a [`Receipt`], and its keeper settles that.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use purport_text::{TextError, TextErrorKind};
use serde::{Deserialize, Serialize};

/// What is remembered of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validator {
    /// The `ETag` header of its last answer.
    pub etag: Option<String>,
    /// The `Last-Modified` header of its last answer.
    pub last_modified: Option<String>,
    /// What a feed said of it when it was last asked for.
    pub seen: Option<Seen>,
}

/// An entry of a feed when its page was last asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Hash of what the feed said.
    pub print: String,
    /// When, in seconds since 1970.
    pub at: i64,
}

/// The memory of addresses. The ledger keeps it beside the articles; [`MemoryValidators`] forgets it at the end.
pub trait Validators: Send {
    /// What is remembered of an address.
    fn get(&self, url: &str) -> Option<Validator>;
    /// Remembers this of an address instead of what was remembered before.
    fn put(&mut self, url: &str, validator: Validator);
}

/// A memory that lasts as long as the process. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryValidators(Arc<Mutex<BTreeMap<String, Validator>>>);

impl Validators for MemoryValidators {
    fn get(&self, url: &str) -> Option<Validator> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned()
    }

    fn put(&mut self, url: &str, validator: Validator) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(url.to_owned(), validator);
    }
}

/// What is to be remembered once an item has been dealt with. An item whose receipt is not settled is fetched again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt(Vec<(String, Validator)>);

impl Receipt {
    /// Of an address, this.
    pub(crate) fn of(url: &str, validator: Validator) -> Self {
        Self(vec![(url.to_owned(), validator)])
    }

    /// This too: that a feed's entry for `url` was seen.
    pub(crate) fn with_seen(mut self, url: &str, seen: Seen) -> Self {
        match self.0.iter_mut().find(|(known, _)| known == url) {
            Some((_, validator)) => validator.seen = Some(seen),
            None => self.0.push((url.to_owned(), Validator { seen: Some(seen), ..Validator::default() })),
        }
        self
    }

    /// Remembers what the outcome allows: all of it when the item was kept; when it was not and will be no better soon,
    /// only that a feed's entry was seen, so that it is left for some hours; else nothing.
    ///
    /// Call it in the transaction that keeps the article, or after that.
    pub fn settle<T>(self, outcome: Result<T, &TextError>, memory: &mut dyn Validators) {
        for (url, validator) in self.0 {
            match outcome.as_ref().err() {
                None => memory.put(&url, validator),
                Some(error) if is_lasting(&error.kind) && validator.seen.is_some() => {
                    // No version: its page would count as unchanged although nothing of it was kept.
                    let before = memory.get(&url).unwrap_or_default();
                    memory.put(&url, Validator { seen: validator.seen, ..before });
                }
                Some(_) => {}
            }
        }
    }
}

/// Whether the same address will fail the same way for the next hours, so that it need not be tried soon.
pub(crate) fn is_lasting(kind: &TextErrorKind) -> bool {
    match kind {
        TextErrorKind::Status(status) => (400..500).contains(status) && !matches!(status, 408 | 425 | 429),
        TextErrorKind::Timeout(_) | TextErrorKind::Connection(_) | TextErrorKind::Busy(_) | TextErrorKind::Stopped => {
            false
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the version and the sight of an entry are remembered after this outcome.
    fn settled(outcome: Result<(), TextErrorKind>) -> (bool, bool) {
        let mut memory = MemoryValidators::default();
        let version = Validator { etag: Some("\"1\"".into()), ..Validator::default() };
        let receipt = Receipt::of("u", version).with_seen("u", Seen { print: "p".into(), at: 7 });
        let outcome = outcome.map_err(|kind| TextError::new("u", kind));
        receipt.settle(outcome.as_ref(), &mut memory);
        let left = memory.get("u").unwrap_or_default();
        (left.etag.is_some(), left.seen.is_some())
    }

    #[test]
    fn only_what_is_final_is_remembered() {
        assert_eq!(settled(Ok(())), (true, true));
        for lasting in [TextErrorKind::NoArticle, TextErrorKind::Status(404), TextErrorKind::Language("French")] {
            assert_eq!(settled(Err(lasting)), (false, true));
        }
        for passing in [TextErrorKind::Status(503), TextErrorKind::Timeout(20), TextErrorKind::Busy(60)] {
            assert_eq!(settled(Err(passing)), (false, false));
        }
    }

    #[test]
    fn one_address_has_one_memory() {
        let seen = Seen { print: "p".into(), at: 7 };
        let validator = Validator { etag: Some("e".into()), ..Validator::default() };
        let receipt = Receipt::of("u", validator.clone()).with_seen("u", seen.clone());
        assert_eq!(receipt, Receipt::of("u", Validator { seen: Some(seen.clone()), ..validator }));
        assert_eq!(receipt.with_seen("v", seen).0.len(), 2);
    }
}
