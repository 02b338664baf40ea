//! Feeds that are watched while the ledger is served, and how they fare.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use purport_gather::{Client, Gathered, Heartbeat, Keeper, SystemClock, WatchedFeed, Watchlist};
use purport_keep::{Done, Keep, read, work};
use serde::Serialize;
use utoipa::ToSchema;

use crate::desk::Desk;
use crate::jobs::is_of_feed;

/// Feeds, and whether they are watched.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct FeedList {
    /// Whether a list of feeds is watched.
    pub watching: bool,
    /// The feeds, in the order of the list.
    pub feeds: Vec<FeedHealth>,
}

/// How a feed fares.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedHealth {
    /// What a person calls it.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Seconds between two polls.
    pub every_seconds: u64,
    /// Polls since the server started.
    pub polled: u64,
    /// When it was last polled.
    pub last_polled: Option<String>,
    /// When that last succeeded.
    pub last_success: Option<String>,
    /// Articles added since the server started.
    pub added: u64,
    /// Polls that failed since it last succeeded.
    pub failures: u64,
    /// Why it, or an entry of it, last failed.
    pub last_error: Option<String>,
}

/// The feeds of a server.
#[derive(Default)]
pub struct Feeds(Mutex<FeedList>);

impl Feeds {
    /// The list as it is now.
    pub fn list(&self) -> FeedList {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn begin(&self, list: &Watchlist) {
        let healthy = |feed: &WatchedFeed| FeedHealth {
            name: feed.name.clone(),
            url: feed.url.clone(),
            every_seconds: feed.every.as_secs(),
            polled: 0,
            last_polled: None,
            last_success: None,
            added: 0,
            failures: 0,
            last_error: None,
        };
        let feeds = list.feeds.iter().map(healthy).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = FeedList { watching: true, feeds };
    }

    fn change(&self, url: &str, change: impl FnOnce(&mut FeedHealth)) {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(feed) = list.feeds.iter_mut().find(|feed| feed.url == url) {
            change(feed);
        }
    }

    fn end(&self, why: &str) {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        list.watching = false;
        for feed in &mut list.feeds {
            feed.last_error = Some(why.to_owned());
        }
    }
}

/// Watches a list of feeds on a thread of its own, until the clock is stopped.
///
/// # Errors
/// When the ledger cannot be written, or no thread be had.
pub fn start(desk: &Arc<Desk>, list: Watchlist) -> Result<(SystemClock, std::thread::JoinHandle<()>), String> {
    let keep = Keep::open(&desk.path, false)?;
    desk.feeds.begin(&list);
    let clock = SystemClock::new();
    let (desk, stop) = (Arc::clone(desk), clock.clone());
    let run = move || {
        let mut client = Client::new(list.manners.clone(), Arc::new(stop), Box::new(keep.memory()));
        let mut watcher = Watcher { keep, desk: Arc::clone(&desk), broken: None };
        purport_gather::watch(&list, &mut client, &mut watcher);
        // Its memory reads the ledger, which is one file again only when the writer closes it last.
        drop(client);
        let written = watcher.broken.take().map_or_else(|| watcher.keep.write(), Err);
        desk.feeds.end(written.as_ref().err().map_or("the watch has ended", String::as_str));
    };
    let thread = std::thread::Builder::new().name("feeds".to_owned()).spawn(run);
    Ok((clock, thread.map_err(|error| format!("no thread for the feeds: {error}"))?))
}

struct Watcher {
    keep: Keep,
    desk: Arc<Desk>,
    broken: Option<String>,
}

impl Watcher {
    fn kept(&mut self, outcome: Result<(), String>) -> ControlFlow<()> {
        match outcome {
            Ok(()) => ControlFlow::Continue(()),
            Err(why) => {
                self.broken = Some(why);
                ControlFlow::Break(())
            }
        }
    }
}

impl Keeper for Watcher {
    fn keep(&mut self, feed: &WatchedFeed, gathered: Gathered) -> ControlFlow<()> {
        let is_of_feed = is_of_feed(&gathered, &feed.url);
        let done = work(gathered, &self.keep.memory(), |article| read(&self.desk.reader, article));
        let now = jiff::Timestamp::now().to_string();
        self.desk.feeds.change(&feed.url, |health| {
            if is_of_feed {
                health.polled += 1;
                health.last_polled = Some(now.clone());
            }
            match &done {
                Done::Read(..) => health.added += 1,
                Done::Failed(failure, _) => {
                    health.failures += u64::from(is_of_feed);
                    health.last_error = Some(failure.to_string());
                }
                Done::FeedEnded(_) | Done::Passed(_) if is_of_feed => {
                    (health.failures, health.last_success) = (0, Some(now));
                }
                _ => {}
            }
        });
        let is_new = matches!(done, Done::Read(..));
        // Written at once, so that the ledger is not held while the next page is fetched.
        let outcome = self.keep.take(done).and_then(|()| self.keep.write());
        if is_new {
            self.desk.tell_change();
        }
        self.kept(outcome)
    }

    fn heartbeat(&mut self, _: &Heartbeat) -> ControlFlow<()> {
        let outcome = self.keep.write();
        self.kept(outcome)
    }
}
