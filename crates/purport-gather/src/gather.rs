//! Everything that a person names, to a stream of items.
//!
//! In: paths of files and folders, `-`, addresses of pages and feeds. Out: one [`Gathered`] at a time, in the order of
//! the arguments, in a folder by name, in a container in its own order. Nothing is opened or fetched before its turn,
//! and no more than one of each is open: memory does not grow with the number of inputs.

use std::io::{BufRead, Read};
use std::path::Path;
use std::vec::IntoIter;

use purport_text::{Articles, FILE_LIMIT, FetchOptions, Raw, Source, TextError, TextErrorKind, articles};

use crate::client::{Client, Fetched};
use crate::entries::Entries;
use crate::feed;
use crate::files::{Folder, Found, Holds};
use crate::item::{Content, Gathered, Item, Passed, Reason};
use crate::validators::Receipt;
use crate::warc::Archive;

type Stream = Box<dyn BufRead + Send>;

/// What is being read.
enum Open {
    Folder(Folder),
    Lines(String, Articles<Stream>),
    Archive(Archive<Stream>),
    Feed(Entries),
}

/// What one step leads to.
enum Step {
    Give(Gathered),
    Enter(Open),
    Leave,
}

/// The stream made by [`gather`].
pub struct Gather {
    arguments: IntoIter<String>,
    /// What is being read, the innermost last: a folder, and in it a container.
    open: Vec<Open>,
    client: Client,
}

/// Gathers what the arguments name: files, folders, `-` for standard input, http(s) addresses.
///
/// A file ending in `.jsonl` or `.ndjson` has one report a line, one ending in `.warc` web pages, one ending in `.xml`,
/// `.rss` or `.atom` is a feed, any other is one report; each may be gzipped. Feeds in folders are passed over, since
/// reading them means fetching. An address is a feed where it looks like one, else a page. The stream ends early when the
/// client's clock is stopped.
///
/// ```no_run
/// use std::sync::Arc;
/// use purport_gather::{Client, Gathered, Manners, MemoryValidators, SystemClock, gather};
/// let mut memory = MemoryValidators::default();
/// let client = Client::new(Manners::default(), Arc::new(SystemClock::new()), Box::new(memory.clone()));
/// for step in gather(vec!["wire/".into(), "https://example.org/feed".into()], client) {
///     match step {
///         Gathered::Item(item) => {
///             let article = item.read();
///             // Keep the article, then:
///             item.receipt.settle(article.as_ref(), &mut memory);
///         }
///         Gathered::Failed(error, receipt) => receipt.settle::<()>(Err(&error), &mut memory),
///         Gathered::Passed(passed) => passed.receipt.settle(Ok(()), &mut memory),
///         Gathered::FeedEnded(end) => end.receipt.settle(Ok(()), &mut memory),
///     }
/// }
/// ```
#[must_use]
pub fn gather(arguments: Vec<String>, client: Client) -> Gather {
    Gather { arguments: arguments.into_iter(), open: Vec::new(), client }
}

impl Iterator for Gather {
    type Item = Gathered;

    fn next(&mut self) -> Option<Gathered> {
        loop {
            if self.client.clock().stopped() {
                return None;
            }
            let step = match self.open.last_mut() {
                Some(open) => open.next(&mut self.client),
                None => self.begin()?,
            };
            match step {
                Step::Give(Gathered::Failed(error, _)) if matches!(error.kind, TextErrorKind::Stopped) => return None,
                Step::Give(gathered) => return Some(gathered),
                Step::Enter(open) => self.open.push(open),
                Step::Leave => _ = self.open.pop(),
            }
        }
    }
}

impl Gather {
    /// Begins with the next argument.
    fn begin(&mut self) -> Option<Step> {
        let source = Source::named(&self.arguments.next()?);
        Some(match &source {
            Source::Address(address) => self.address(address),
            Source::StandardInput => standard_input(source),
            Source::File(path) if path.is_dir() => Step::Enter(Open::Folder(Folder::new(path))),
            Source::File(path) => file(&path.display().to_string(), holds(path), source.clone()),
        })
    }

    fn address(&mut self, address: &str) -> Step {
        let (raw, receipt) = match self.client.fetch(address) {
            Ok(Fetched::New(raw, receipt)) => (raw, receipt),
            Ok(Fetched::Unchanged) => return passed(address.to_owned(), Reason::Unchanged),
            // No receipt: who types an address means it.
            Err(error) => return Step::Give(Gathered::Failed(error, Receipt::default())),
        };
        if feed::is_feed(&raw) { enter(&raw, receipt) } else { give(address.to_owned(), receipt, Content::Page(raw)) }
    }
}

impl Open {
    fn next(&mut self, client: &mut Client) -> Step {
        match self {
            Self::Folder(folder) => match folder.next() {
                Some(Found::File(name, holds)) => file(&name, holds, Source::File(name.clone().into())),
                Some(Found::Passed(name, reason)) => passed(name, reason),
                Some(Found::Failed(error)) => Step::Give(Gathered::Failed(error, Receipt::default())),
                None => Step::Leave,
            },
            Self::Lines(name, lines) => match lines.next() {
                Some(Ok(article)) => {
                    let name = format!("{name}, line {}", lines.line());
                    give(name, Receipt::default(), Content::Article(Box::new(article)))
                }
                Some(Err(error)) => Step::Give(Gathered::Failed(error, Receipt::default())),
                None => Step::Leave,
            },
            Self::Archive(archive) => archive.next().map_or(Step::Leave, Step::Give),
            Self::Feed(entries) => entries.next(client).map_or(Step::Leave, Step::Give),
        }
    }
}

/// The entries of a feed.
fn enter(raw: &Raw, receipt: Receipt) -> Step {
    match Entries::of(raw, receipt) {
        Ok(entries) => Step::Enter(Open::Feed(entries)),
        Err(error) => Step::Give(Gathered::Failed(error, Receipt::default())),
    }
}

fn give(name: String, receipt: Receipt, content: Content) -> Step {
    Step::Give(Gathered::Item(Item { name, known: None, receipt, content }))
}

fn passed(name: String, reason: Reason) -> Step {
    Step::Give(Gathered::Passed(Passed { name, reason, receipt: Receipt::default() }))
}

/// What a file that a person named holds: whatever its ending is, they mean it.
fn holds(path: &Path) -> Holds {
    Holds::by_name(&path.display().to_string()).unwrap_or(Holds::Report)
}

fn file(name: &str, holds: Holds, source: Source) -> Step {
    let failed = |error| Step::Give(Gathered::Failed(error, Receipt::default()));
    let options = FetchOptions::default();
    match holds {
        Holds::Report => give(name.to_owned(), Receipt::default(), Content::Source(source)),
        Holds::Feed => source.load(&options).map_or_else(failed, |raw| enter(&raw, Receipt::default())),
        Holds::Lines => source.open(&options).map_or_else(failed, |stream| lines(name, stream)),
        Holds::Archive => source.open(&options).map_or_else(failed, |stream| archive(name, stream)),
    }
}

fn lines(name: &str, stream: Stream) -> Step {
    Step::Enter(Open::Lines(name.to_owned(), articles(name, stream)))
}

fn archive(name: &str, stream: Stream) -> Step {
    Step::Enter(Open::Archive(Archive::new(name.to_owned(), stream)))
}

/// Standard input has no name: what it holds shows in its first bytes.
fn standard_input(source: Source) -> Step {
    match source.open(&FetchOptions::default()) {
        Ok(stream) => stream_of(&source.name(), stream),
        Err(error) => Step::Give(Gathered::Failed(error, Receipt::default())),
    }
}

fn stream_of(name: &str, mut stream: Stream) -> Step {
    let failed = |kind| Step::Give(Gathered::Failed(TextError::new(name, kind), Receipt::default()));
    match stream.fill_buf().map(Holds::by_start) {
        Ok(Holds::Archive) => return archive(name, stream),
        Ok(Holds::Lines) => return lines(name, stream),
        Ok(Holds::Report | Holds::Feed) => {}
        Err(error) => return failed(TextErrorKind::Unreadable(error.to_string())),
    }
    let mut bytes = Vec::new();
    match stream.take(FILE_LIMIT + 1).read_to_end(&mut bytes) {
        Err(error) => failed(TextErrorKind::Unreadable(error.to_string())),
        Ok(_) if bytes.len() as u64 > FILE_LIMIT => failed(TextErrorKind::TooLarge(FILE_LIMIT / 1_000_000)),
        Ok(_) => {
            let raw = Raw { name: name.to_owned(), bytes, ..Raw::default() };
            if feed::is_feed(&raw) {
                return enter(&raw, Receipt::default());
            }
            give(name.to_owned(), Receipt::default(), Content::Page(raw))
        }
    }
}

#[cfg(test)]
mod tests;
