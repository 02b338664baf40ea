//! A ledger in the formats of other programs, and back without loss.
//!
//! In: a store of `purport-ledger` and a [`Request`]: which format, which rows, as of when. Out: bytes, and a [`Summary`] of
//! what was written and what the format has no place for. Two formats are lossless, JSON lines and Parquet: [`import`] and
//! [`import_folder`] bring them back, with the moments at which everything became known. Promises: the same ledger gives the
//! same bytes; rows are streamed, so that memory does not grow with the ledger (STIX remembers the identifiers of the people
//! and places that it has named); a span counts Unicode code points; what a format cannot say is left out, never bent.
//!
//! A format is a module with one function; `walk` goes through the ledger for them, `text` has what they share.

mod citron;
mod csv;
mod error;
mod export;
mod gkg;
mod import;
mod json_ld;
mod log;
mod merge;
mod parquet;
mod plover;
mod polecat;
mod stix;
mod text;
mod walk;

pub use error::{ExportError, ExportErrorKind, Result};
pub use export::{Format, Request, Summary, Table, To, export};
pub use import::{import, import_folder};
pub use merge::Imported;
