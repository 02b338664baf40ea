//! What can go wrong with an export or an import, and where.

use std::path::Path;

use purport_ledger::LedgerError;
use thiserror::Error;

/// Why an export or import ended. `Display` is one line: where, what is wrong, what to do.
#[derive(Debug, Error)]
#[error("{place}: {kind}")]
pub struct ExportError {
    /// File, and line or row where there is one.
    pub place: String,
    /// What is wrong.
    pub kind: ExportErrorKind,
}

/// Kinds of failure.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExportErrorKind {
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The file could not be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// A row is not one that an export writes.
    #[error("{0}; all before it is in the ledger, nothing of it is")]
    Row(String),
    /// The Parquet library refused.
    #[error("not readable or writable as Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// A request that makes no sense; the text says what to do.
    #[error("{0}")]
    Request(String),
}

/// What a function of this crate gives.
pub type Result<T> = std::result::Result<T, ExportError>;

impl ExportError {
    /// An error at a place.
    pub fn new(place: impl Into<String>, kind: impl Into<ExportErrorKind>) -> Self {
        Self { place: place.into(), kind: kind.into() }
    }

    pub(crate) fn row(place: &str, why: impl Into<String>) -> Self {
        Self::new(place, ExportErrorKind::Row(why.into()))
    }

    pub(crate) fn file(path: &Path) -> impl Fn(std::io::Error) -> Self {
        let place = path.display().to_string();
        move |error| Self::new(place.clone(), error)
    }
}

impl From<LedgerError> for ExportError {
    fn from(error: LedgerError) -> Self {
        Self::new("ledger", error)
    }
}

impl From<std::io::Error> for ExportError {
    fn from(error: std::io::Error) -> Self {
        Self::new("output", error)
    }
}

impl From<parquet::errors::ParquetError> for ExportError {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self::new("Parquet", error)
    }
}
