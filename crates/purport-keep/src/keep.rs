//! Keeps what was gathered: the one writer of a ledger.
//!
//! In: gathered steps, read or failed, in order. Out: batches in the ledger, counts. A batch ends after so many articles or so
//! much time; only then are its articles acknowledged and its receipts settled.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use purport_gather::{FeedEnd, Gathered, Passed, Receipt};
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::{Added, Ledger};
use purport_read::Reading;
use purport_text::{Article, TextError};

use crate::failure::Failure;
use crate::memory::PageMemory;
use crate::now;

/// Articles of a batch.
const BATCH: usize = 64;

/// Longest time for which an article waits to be written.
const WAIT: Duration = Duration::from_secs(2);

/// A gathered step with the hard work done.
pub enum Done {
    /// An article was read.
    Read(Box<Reading>, Receipt),
    /// An article is in the ledger already.
    Known(String, Receipt),
    /// Something could not be read; the text error, where it is one, tells whether to try again soon.
    Failed(Failure, Receipt),
    /// Something was left on purpose.
    Passed(Passed),
    /// A feed ended.
    FeedEnded(FeedEnd),
}

/// What became of everything.
#[derive(Debug, Default)]
pub struct Counts {
    added: usize,
    words: usize,
    copies: BTreeMap<&'static str, usize>,
    known: usize,
    passed: BTreeMap<String, usize>,
    failed: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// Whether anything that should have been an article is none.
    pub fn is_incomplete(&self) -> bool {
        !self.failed.is_empty()
    }

    /// Articles dealt with so far.
    pub fn total(&self) -> usize {
        self.added + self.known
    }

    /// Words of the articles added.
    pub fn words(&self) -> usize {
        self.words
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |counts: Vec<(String, usize)>| -> String {
            counts.iter().map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
        };
        write!(out, "added {}", self.added)?;
        if !self.copies.is_empty() {
            let kinds =
                self.copies.iter().map(|(kind, count)| (kind_of_copy(kind, *count).to_owned(), *count)).collect();
            write!(out, " (of them {})", list(kinds))?;
        }
        write!(out, ", there before {}", self.known)?;
        if !self.passed.is_empty() {
            write!(out, ", passed over: {}", list(self.passed.clone().into_iter().collect()))?;
        }
        let skipped: usize = self.failed.values().sum();
        write!(out, ", skipped {skipped}")?;
        if skipped > 0 {
            write!(out, ": {}", list(self.failed.iter().map(|(why, count)| ((*why).to_owned(), *count)).collect()))?;
        }
        Ok(())
    }
}

fn kind_of_copy(kind: &str, count: usize) -> &str {
    match (kind, count) {
        ("identical", 1) => "identical copy",
        ("identical", _) => "identical copies",
        ("revision", 2..) => "revisions",
        ("wire", 1) => "wire copy",
        ("wire", _) => "wire copies",
        ("excerpt", 2..) => "excerpts",
        (other, _) => other,
    }
}

/// The writer.
pub struct Keep {
    memory: PageMemory,
    // After the memory: what closes last must be able to write, so that the ledger is one file again.
    ledger: Ledger<SqliteStore>,
    waiting: Vec<(Receipt, Result<(), TextError>)>,
    ids: Vec<String>,
    began: Option<Instant>,
    acknowledge: bool,
    /// What became of everything so far.
    pub counts: Counts,
}

impl Keep {
    /// Opens or begins a ledger. With `acknowledge`, the id of each article is printed once it is safe.
    ///
    /// # Errors
    /// One line for a person.
    pub fn open(path: &Path, acknowledge: bool) -> Result<Self, String> {
        let ledger = Ledger::new(SqliteStore::create(path).map_err(|error| error.to_string())?);
        let memory = PageMemory::new(SqliteStore::read_only(path).map_err(|error| error.to_string())?);
        let (waiting, ids) = (Vec::new(), Vec::new());
        Ok(Self { ledger, memory, waiting, ids, began: None, acknowledge, counts: Counts::default() })
    }

    /// The memory of addresses, and of articles.
    pub fn memory(&self) -> PageMemory {
        self.memory.clone()
    }

    /// Takes the next step.
    ///
    /// # Errors
    /// One line for a person, when the ledger cannot be written; then the batch is lost and nothing of it acknowledged.
    pub fn take(&mut self, done: Done) -> Result<(), String> {
        match done {
            Done::Read(reading, receipt) => {
                self.begin()?;
                let (id, words) = (reading.article.id.clone(), reading.article.text.split_whitespace().count());
                match self.ledger.add(*reading).map_err(|error| self.lost(&error))? {
                    Added::New(copies) => {
                        self.counts.added += 1;
                        self.counts.words += words;
                        copies.first().into_iter().for_each(|kind| *self.counts.copies.entry(kind).or_default() += 1);
                    }
                    Added::Known => self.counts.known += 1,
                }
                self.ids.push(id);
                self.waiting.push((receipt, Ok(())));
            }
            Done::Known(id, receipt) => {
                self.counts.known += 1;
                self.ids.push(id);
                self.waiting.push((receipt, Ok(())));
            }
            Done::Failed(failure, receipt) => {
                *self.counts.failed.entry(failure.label()).or_default() += 1;
                if let Failure::Text(error) = failure {
                    self.waiting.push((receipt, Err(error)));
                }
            }
            Done::Passed(passed) => {
                *self.counts.passed.entry(passed.reason.to_string()).or_default() += 1;
                self.waiting.push((passed.receipt, Ok(())));
            }
            Done::FeedEnded(end) => self.waiting.push((end.receipt, Ok(()))),
        }
        let is_due = self.began.is_some_and(|began| began.elapsed() > WAIT);
        if self.waiting.len() >= BATCH || is_due { self.write() } else { Ok(()) }
    }

    /// Writes what waits, and acknowledges it.
    ///
    /// # Errors
    /// One line for a person.
    pub fn write(&mut self) -> Result<(), String> {
        if self.waiting.is_empty() && self.began.is_none() {
            return Ok(());
        }
        self.begin()?;
        for (receipt, outcome) in std::mem::take(&mut self.waiting) {
            receipt.settle(outcome.as_ref(), &mut self.memory);
        }
        for (url, body) in self.memory.take_fresh() {
            self.ledger.remember(&url, &body).map_err(|error| self.lost(&error))?;
        }
        self.began = None;
        self.ledger.commit().map_err(|error| error.to_string())?;
        let ids = std::mem::take(&mut self.ids);
        if self.acknowledge {
            let mut out = std::io::stdout().lock();
            let lines: String = ids.iter().map(|id| serde_json::to_string(id).unwrap_or_default() + "\n").collect();
            out.write_all(lines.as_bytes())
                .and_then(|()| out.flush())
                .map_err(|error| format!("standard output: {error}"))?;
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), String> {
        if self.began.is_none() {
            self.ledger.begin(now()).map_err(|error| error.to_string())?;
            self.began = Some(Instant::now());
        }
        Ok(())
    }

    fn lost(&self, error: &purport_ledger::LedgerError) -> String {
        error.to_string()
    }
}

/// Does the hard work of a step: reads its article, unless the ledger has it.
pub fn work(gathered: Gathered, memory: &PageMemory, read: impl Fn(Article) -> Result<Reading, Failure>) -> Done {
    match gathered {
        Gathered::Item(item) => match item.read() {
            Ok(article) if memory.has(&article) => Done::Known(article.id, item.receipt),
            Ok(article) => match read(article) {
                Ok(reading) => Done::Read(Box::new(reading), item.receipt),
                Err(failure) => Done::Failed(failure, item.receipt),
            },
            Err(error) => Done::Failed(Failure::Text(error), item.receipt),
        },
        Gathered::Failed(error, receipt) => Done::Failed(Failure::Text(error), receipt),
        Gathered::Passed(passed) => Done::Passed(passed),
        Gathered::FeedEnded(end) => Done::FeedEnded(end),
    }
}
