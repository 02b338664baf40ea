//! The one entry to all formats.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use purport_ledger::answer::Answers;
use purport_ledger::ask::Filter;
use purport_ledger::store::Asked;
use purport_ledger::store::Store;

use crate::error::{ExportError, ExportErrorKind, Result};
use crate::{citron, csv, gkg, json_ld, log, parquet, plover, polecat, stix};

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// JSON lines of all that came in; lossless.
    Jsonl,
    /// A folder of three Parquet tables of all that came in; lossless.
    Parquet,
    /// A table for spreadsheets.
    Csv,
    /// PLOVER event records (manual 0.8), one a line.
    Plover,
    /// Events in the columns of POLECAT, tab-separated.
    Polecat,
    /// Quotations as in GDELT's Global Knowledge Graph 2.1, one article a line.
    Gkg,
    /// Quotations as BBC Citron has them, one article a line.
    Citron,
    /// A STIX 2.1 bundle.
    Stix,
    /// schema.org, Web Annotation and PROV as JSON-LD.
    JsonLd,
}

impl Format {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Jsonl,
        Self::Parquet,
        Self::Csv,
        Self::Plover,
        Self::Polecat,
        Self::Gkg,
        Self::Citron,
        Self::Stix,
        Self::JsonLd,
    ];

    /// Its name, as typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Plover => "plover",
            Self::Polecat => "polecat",
            Self::Gkg => "gkg",
            Self::Citron => "citron",
            Self::Stix => "stix",
            Self::JsonLd => "json-ld",
        }
    }

    /// The format of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether an import brings back all of it.
    #[must_use]
    pub fn is_lossless(self) -> bool {
        matches!(self, Self::Jsonl | Self::Parquet)
    }
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// Claims.
    #[default]
    Claims,
    /// Findings.
    Findings,
    /// Events.
    Events,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// In which format.
    pub format: Format,
    /// Which rows, where the format is a plain table; no other format looks at it.
    pub table: Table,
    /// Which of them, and as of when. A lossless format takes the moment alone.
    pub filter: Filter,
}

/// Where it goes.
pub enum To<'a> {
    /// To a stream: every format but Parquet.
    Stream(&'a mut dyn Write),
    /// To a folder, which is made where there is none: Parquet.
    Folder(&'a Path),
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Records: lines, rows, objects.
    pub records: u64,
    /// What the format has no place for, by kind, and how often.
    pub left_out: BTreeMap<&'static str, u64>,
}

impl Summary {
    pub(crate) fn leave_out(&mut self, what: &'static str) {
        *self.left_out.entry(what).or_default() += 1;
    }
}

/// Writes a ledger in a format.
///
/// # Errors
/// When the ledger or the output fails, or the request makes no sense: a folder for a stream, a filter for a lossless format.
pub fn export<S: Store + Asked>(store: &S, request: &Request, to: To<'_>) -> Result<Summary> {
    let wrong = |text: &str| Err(ExportError::new(request.format.name(), ExportErrorKind::Request(text.to_owned())));
    let at = request.filter.at;
    if request.format.is_lossless() && request.filter != (Filter { at, ..Filter::default() }) {
        return wrong("this format holds everything and takes no filter but a moment; choose another format");
    }
    let out = match to {
        To::Folder(folder) if request.format == Format::Parquet => return parquet::write(store, at, folder),
        To::Folder(_) => return wrong("only Parquet is written to a folder; give a file"),
        To::Stream(out) => out,
    };
    let answers = Answers::new(store, at)?;
    let filter = &request.filter;
    let summary = match request.format {
        Format::Jsonl => log::write(store, at, out),
        Format::Csv => csv::write(&answers, filter, request.table, out),
        Format::Plover => plover::write(&answers, filter, out),
        Format::Polecat => polecat::write(&answers, filter, out),
        Format::Gkg => gkg::write(&answers, filter, out),
        Format::Citron => citron::write(&answers, filter, out),
        Format::Stix => stix::write(&answers, filter, out),
        Format::JsonLd => json_ld::write(&answers, filter, out),
        Format::Parquet => return wrong("Parquet is written to a folder; give one"),
    }?;
    out.flush()?;
    Ok(summary)
}
