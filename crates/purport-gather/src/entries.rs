//! A feed's entries to items, their pages fetched.
//!
//! In: a feed that was fetched. Out: for each entry its page as an item; the entry's own content where the page cannot be
//! had and the content is long enough; at the end that it ended. An entry is passed over while the feed says the same of
//! it as before, but its page is looked at again after [`REVISIT`], since reports are revised without notice.

use std::collections::BTreeSet;
use std::time::Duration;
use std::vec::IntoIter;

use purport_text::{Raw, TextError, TextErrorKind};

use crate::client::{Client, Fetched};
use crate::feed::{self, Entry, Flaw, MOST_ENTRIES};
use crate::item::{Content, FeedEnd, Gathered, Item, Passed, Reason};
use crate::validators::{Receipt, is_lasting};

/// After this time a page is asked for again although its feed says nothing new of it.
pub const REVISIT: Duration = Duration::from_secs(6 * 3600);

/// The entries of one feed, in its order.
pub(crate) struct Entries {
    name: String,
    left: IntoIter<Entry>,
    flaw: Option<Flaw>,
    links: BTreeSet<String>,
    count: usize,
    /// The feed's own; not to be settled when an entry should be tried again.
    receipt: Receipt,
    ended: bool,
}

impl Entries {
    /// Those of a feed.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(raw: &Raw, receipt: Receipt) -> Result<Self, TextError> {
        let feed = feed::read(raw).map_err(|kind| TextError::new(raw.name.as_str(), kind))?;
        Ok(Self {
            name: raw.name.clone(),
            count: feed.entries.len(),
            left: feed.entries.into_iter(),
            flaw: feed.flaw,
            links: BTreeSet::new(),
            receipt,
            ended: false,
        })
    }

    /// What comes of the next entry.
    pub fn next(&mut self, client: &mut Client) -> Option<Gathered> {
        if self.ended {
            return None;
        }
        if let Some(entry) = self.left.next() {
            return Some(self.gather(entry, client));
        }
        if let Some(flaw) = self.flaw.take() {
            let kind = match flaw {
                Flaw::More => TextErrorKind::Entries(MOST_ENTRIES),
                Flaw::Broken(why) => TextErrorKind::Feed(why),
            };
            return Some(Gathered::Failed(TextError::new(self.name.as_str(), kind), Receipt::default()));
        }
        self.ended = true;
        let receipt = std::mem::take(&mut self.receipt);
        Some(Gathered::FeedEnded(FeedEnd { name: self.name.clone(), entries: self.count, receipt }))
    }

    fn gather(&mut self, entry: Entry, client: &mut Client) -> Gathered {
        let Some(link) = entry.link.clone() else { return self.own(entry, None, Receipt::default()) };
        if !self.links.insert(link.clone()) {
            return Gathered::Passed(Passed { name: link, reason: Reason::Repeated, receipt: Receipt::default() });
        }
        let seen = entry.seen(client.clock().now());
        let last = client.remembered(&link);
        if let Some(last) = last.as_ref().and_then(|last| last.seen.as_ref())
            && last.print == seen.print
            && seen.at.saturating_sub(last.at).unsigned_abs() < REVISIT.as_secs()
        {
            return Gathered::Passed(Passed { name: link, reason: Reason::Unchanged, receipt: Receipt::default() });
        }
        // The mark joins what is known of the page, and must not take its place.
        let known = last.map_or_else(Receipt::default, |last| Receipt::of(&link, last)).with_seen(&link, seen.clone());
        match client.fetch(&link) {
            Ok(Fetched::New(raw, receipt)) => Gathered::Item(Item {
                name: link.clone(),
                known: None,
                receipt: receipt.with_seen(&link, seen),
                content: Content::Entry(Box::new(entry), Some(raw)),
            }),
            Ok(Fetched::Unchanged) => {
                Gathered::Passed(Passed { name: link, reason: Reason::Unchanged, receipt: known })
            }
            Err(error) => self.own(entry, Some(error), known),
        }
    }

    /// An entry without its page: what it holds itself, where that is enough.
    fn own(&mut self, entry: Entry, error: Option<TextError>, receipt: Receipt) -> Gathered {
        let stopped = error.as_ref().is_some_and(|error| matches!(error.kind, TextErrorKind::Stopped));
        if !stopped && entry.text().is_some() {
            let title = || entry.title.as_deref().map_or(String::new(), |title| format!(", “{title}”"));
            let name = entry.link.clone().unwrap_or_else(|| format!("{}{}", self.name, title()));
            return Gathered::Item(Item { name, known: None, receipt, content: Content::Entry(Box::new(entry), None) });
        }
        let error = error.unwrap_or_else(|| {
            let why = "an entry has neither an address nor enough text".to_owned();
            TextError::new(self.name.as_str(), TextErrorKind::Feed(why))
        });
        if !is_lasting(&error.kind) {
            self.receipt = Receipt::default();
        }
        Gathered::Failed(error, receipt)
    }
}

#[cfg(test)]
mod tests;
