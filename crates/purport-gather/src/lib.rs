//! Files, folders, archives, addresses and feeds to articles, politely.
//!
//! In: what a person names on the command line ([`gather`]), or a list of feeds to watch ([`Watchlist`], [`watch`]). Out:
//! one [`Gathered`] at a time, in a fixed order and in bounded memory: items to be read as articles, failures with their
//! place and reason, and what was passed over on purpose.
//!
//! It promises to be polite ([`Client`]): a site's `robots.txt` (RFC 9309) and its wishes for pauses are heeded, pages are
//! asked for again only when they may have changed, and one request is made at a time. It promises to be careful: only
//! public machines are reached unless others were allowed by name, whatever a feed or a redirect names, and nothing that
//! a server or a file sends takes more than bounded time and memory.
//!
//! Nothing is remembered before it is kept: every item has a [`Receipt`], to be settled with the [`Validators`] once its
//! article is safe. A run that is killed at any moment asks again for what was not.

mod client;
mod clock;
mod entries;
mod feed;
mod files;
mod gather;
#[cfg(test)]
mod hostile;
mod item;
mod robots;
#[cfg(test)]
mod testing;
mod validators;
mod warc;
mod watch;

pub use client::{Client, Fetched, Manners};
pub use clock::{Clock, SystemClock};
pub use entries::REVISIT;
pub use feed::{FEWEST_CHARACTERS, MOST_ENTRIES};
pub use gather::{Gather, gather};
pub use item::{FeedEnd, Gathered, Item, Passed, Reason};
pub use validators::{MemoryValidators, Receipt, Seen, Validator, Validators};
pub use watch::{Heartbeat, Keeper, LONGEST_BACK_OFF, Schedule, WatchedFeed, Watchlist, WatchlistError, watch};
