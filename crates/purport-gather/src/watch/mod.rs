//! Watching feeds for as long as it is wanted.
//!
//! In: a list of feeds, a client, and a keeper of what comes. Out: to the keeper, each feed's news as they come, and a
//! sign of life in between. A feed that fails is polled less and less often, and the others go on. It ends when the
//! client's clock is stopped or the keeper wants no more, between two items and never within one.

mod list;
mod schedule;

use std::ops::ControlFlow;
use std::time::Duration;

use purport_text::{TextError, TextErrorKind};

use crate::client::{Client, Fetched};
use crate::entries::Entries;
use crate::item::{Gathered, Passed, Reason};
use crate::validators::Receipt;
pub use list::{WatchedFeed, Watchlist, WatchlistError};
pub use schedule::{LONGEST_BACK_OFF, Schedule};

/// Keeps what comes.
pub trait Keeper {
    /// Takes a step of a feed and settles its receipt. Breaking off ends the watch.
    ///
    /// A feed that cannot be read comes as a [`Gathered::Failed`] with no receipt.
    fn keep(&mut self, feed: &WatchedFeed, gathered: Gathered) -> ControlFlow<()>;

    /// Is told that the watch goes on. Breaking off ends it.
    fn heartbeat(&mut self, beat: &Heartbeat) -> ControlFlow<()>;
}

/// How the watch stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heartbeat {
    /// Polls so far that read their feed, or learned that it had not changed.
    pub polled: u64,
    /// Polls so far that failed.
    pub failed: u64,
    /// Feeds whose last poll failed.
    pub failing: usize,
    /// Time until the next feed is due.
    pub next: Duration,
}

/// Why the watch cannot go on now.
struct Ended;

/// Watches the feeds of a list until the client's clock is stopped or the keeper breaks off.
///
/// The client should have the list's manners. A heartbeat comes after every poll and, between two items, whenever the
/// time that the list says has passed since the last.
pub fn watch(list: &Watchlist, client: &mut Client, keeper: &mut dyn Keeper) {
    let start = client.clock().elapsed();
    let schedule = Schedule::new(list.feeds.iter().map(|feed| (feed.url.as_str(), feed.every)), start);
    let mut watch = Watch { list, client, keeper, schedule, beat: Heartbeat::default(), told: start };
    while watch.step().is_ok() {}
}

struct Watch<'w> {
    list: &'w Watchlist,
    client: &'w mut Client,
    keeper: &'w mut dyn Keeper,
    schedule: Schedule,
    beat: Heartbeat,
    /// When the last heartbeat was.
    told: Duration,
}

impl Watch<'_> {
    /// Waits a while, or polls what is due.
    fn step(&mut self) -> Result<(), Ended> {
        self.check()?;
        let (due, index) = self.schedule.next().ok_or(Ended)?;
        let wait = due.saturating_sub(self.client.clock().elapsed());
        if wait > Duration::ZERO {
            self.client.clock().sleep(wait.min(self.list.heartbeat));
            self.check()?;
            return self.tell();
        }
        let feed = &self.list.feeds[index];
        let polled = self.poll(feed)?;
        let now = self.client.clock().elapsed();
        match polled {
            Ok(()) => {
                self.beat.polled += 1;
                self.schedule.succeeded(index, now);
            }
            Err(pause) => {
                self.beat.failed += 1;
                self.schedule.failed(index, now, pause);
            }
        }
        self.tell()
    }

    fn check(&self) -> Result<(), Ended> {
        if self.client.clock().stopped() { Err(Ended) } else { Ok(()) }
    }

    fn tell(&mut self) -> Result<(), Ended> {
        let now = self.client.clock().elapsed();
        self.told = now;
        self.beat.next = self.schedule.next().map_or(Duration::ZERO, |(due, _)| due.saturating_sub(now));
        self.beat.failing = (0..self.list.feeds.len()).filter(|&feed| self.schedule.failures(feed) > 0).count();
        self.keeper.heartbeat(&self.beat).is_continue().then_some(()).ok_or(Ended)
    }

    fn keep(&mut self, feed: &WatchedFeed, gathered: Gathered) -> Result<(), Ended> {
        self.keeper.keep(feed, gathered).is_continue().then_some(()).ok_or(Ended)
    }

    /// Polls a feed. The inner error is how long its server wants to be left alone.
    fn poll(&mut self, feed: &WatchedFeed) -> Result<Result<(), Duration>, Ended> {
        let fetched = match self.client.fetch(&feed.url) {
            Ok(fetched) => fetched,
            Err(error) => return self.fail(feed, error),
        };
        let (raw, receipt) = match fetched {
            Fetched::New(raw, receipt) => (raw, receipt),
            Fetched::Unchanged => {
                let passed = Passed { name: feed.url.clone(), reason: Reason::Unchanged, receipt: Receipt::default() };
                self.keep(feed, Gathered::Passed(passed))?;
                return Ok(Ok(()));
            }
        };
        let mut entries = match Entries::of(&raw, receipt) {
            Ok(entries) => entries,
            Err(error) => return self.fail(feed, error),
        };
        drop(raw);
        while let Some(gathered) = entries.next(self.client) {
            self.check()?;
            self.keep(feed, gathered)?;
            if self.client.clock().elapsed() >= self.told + self.list.heartbeat {
                self.tell()?;
            }
        }
        Ok(Ok(()))
    }

    fn fail(&mut self, feed: &WatchedFeed, error: TextError) -> Result<Result<(), Duration>, Ended> {
        let pause = match error.kind {
            TextErrorKind::Stopped => return Err(Ended),
            TextErrorKind::Busy(seconds) => Duration::from_secs(seconds),
            _ => Duration::ZERO,
        };
        self.keep(feed, Gathered::Failed(error, Receipt::default()))?;
        Ok(Err(pause))
    }
}

#[cfg(test)]
mod tests;
