//! What can go wrong with a ledger, and where.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a ledger could not do what it was asked. `Display` is one line: which ledger, what is wrong, what to do.
#[derive(Debug, Error)]
#[error("{}: {kind}", place.display())]
pub struct LedgerError {
    /// The ledger's file.
    pub place: PathBuf,
    /// What is wrong.
    pub kind: LedgerErrorKind,
}

/// Kinds of failure.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LedgerErrorKind {
    /// There is no file.
    #[error("there is no such ledger; `purport add --ledger FILE …` begins one")]
    Missing,
    /// A file that another program wrote.
    #[error("this is not a Purport ledger; choose another file")]
    Foreign,
    /// Written by a newer program.
    #[error("the ledger has version {found}, this program knows up to {known}; use the newer program")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version that this program reads.
        known: i64,
    },
    /// Written by an older program.
    #[error("the ledger has version {found}, this program writes {known}; `purport rebuild` brings it up to date")]
    Older {
        /// Version of the file.
        found: i64,
        /// Version that this program writes.
        known: i64,
    },
    /// Cut short or overwritten.
    #[error("the file is damaged ({0}); go back to a copy, or read the articles into a new ledger")]
    Damaged(String),
    /// May not be written.
    #[error("the file cannot be written ({0}); check its permissions and those of its folder")]
    ReadOnly(String),
    /// No room.
    #[error(
        "there is no room left, or the disk cannot be written; nothing of the last batch was kept, what was acknowledged before is safe"
    )]
    Full,
    /// Another program writes.
    #[error("another program is writing to this ledger; try again when it has ended")]
    Busy,
    /// A name that the ledger does not know.
    #[error("there is no {what} {id} in this ledger")]
    Unknown {
        /// What was looked for: article, claim, finding.
        what: &'static str,
        /// The id as given.
        id: String,
    },
    /// A request that makes no sense; the text says what to do.
    #[error("{0}")]
    Request(String),
    /// Anything else that the store says.
    #[error("the store failed: {0}")]
    Store(String),
}

/// What a function of the ledger gives.
pub type Result<T> = std::result::Result<T, LedgerError>;

impl LedgerError {
    /// An error at a ledger.
    #[must_use]
    pub fn new(place: &Path, kind: LedgerErrorKind) -> Self {
        Self { place: place.to_path_buf(), kind }
    }
}
