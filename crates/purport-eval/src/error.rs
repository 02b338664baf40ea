//! What can be wrong with gold annotation, predictions and floors, and where.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong and where. Displays as one line: `file, record: what is wrong`.
///
/// ```
/// use purport_eval::{Error, ErrorKind};
/// let error = Error::new(ErrorKind::Repeated).in_record("doc-7").in_file("dev.jsonl");
/// assert_eq!(error.to_string(), "dev.jsonl, doc-7: the id occurs twice");
/// ```
#[derive(Debug)]
pub struct Error {
    /// The file, where one was being read.
    pub file: Option<PathBuf>,
    /// The document, line or attribution inside the file.
    pub record: Option<String>,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// The kinds of [`Error`].
#[derive(Debug, thiserror::Error)]
pub enum ErrorKind {
    /// A file or folder could not be read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Not JSON, or JSON of another shape.
    #[error("not the JSON that was expected: {0}")]
    Json(#[from] serde_json::Error),
    /// A folder without any file of the format.
    #[error("no {0} here")]
    Empty(&'static str),
    /// A line that the format does not allow.
    #[error("{0}")]
    Malformed(String),
    /// A span that ends outside the text, runs backwards, or cuts a character.
    #[error("{role} span [{start}, {end}] is not in the text")]
    Span {
        /// What the span was to mark.
        role: &'static str,
        /// Where it begins, in the unit of the input.
        start: i64,
        /// Where it ends, in the unit of the input.
        end: i64,
    },
    /// An index (`within`, a head) that points at nothing.
    #[error("{role} points at {index}, of {of}")]
    Index {
        /// What the index is.
        role: &'static str,
        /// Its value.
        index: usize,
        /// How many there are.
        of: usize,
    },
    /// Two documents with one id.
    #[error("the id occurs twice")]
    Repeated,
    /// A prediction for a document that the gold annotation does not have.
    #[error("the id is not in the gold annotation")]
    Unknown,
    /// A prediction made on another text than the gold annotation's.
    #[error("the text differs from the gold annotation's")]
    TextDiffers,
    /// Scores of other data than the floors were pinned on.
    #[error("the gold data changed since its floors were pinned; ratchet again with lowering allowed")]
    DataChanged,
}

impl Error {
    /// An error that does not know its place yet.
    #[must_use]
    pub fn new(kind: impl Into<ErrorKind>) -> Self {
        Self { file: None, record: None, kind: kind.into() }
    }

    /// A line that the format does not allow, in words.
    pub(crate) fn malformed(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Malformed(what.into()))
    }

    /// The same error, in this file.
    #[must_use]
    pub fn in_file(mut self, file: impl AsRef<Path>) -> Self {
        self.file = Some(file.as_ref().to_path_buf());
        self
    }

    /// The same error, in this record; an outer record goes before one that is known already.
    #[must_use]
    pub fn in_record(mut self, record: impl fmt::Display) -> Self {
        self.record = Some(match self.record {
            Some(inner) => format!("{record}, {inner}"),
            None => record.to_string(),
        });
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, &self.record) {
            (Some(file), Some(record)) => {
                write!(out, "{}, {record}: {}", file.display(), self.kind)
            }
            (Some(file), None) => write!(out, "{}: {}", file.display(), self.kind),
            (None, Some(record)) => write!(out, "{record}: {}", self.kind),
            (None, None) => write!(out, "{}", self.kind),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.kind)
    }
}
