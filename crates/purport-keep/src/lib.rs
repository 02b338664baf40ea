//! Articles into a ledger.
//!
//! In: what `purport-gather` gives. Out: batches in a ledger, counts, one clear line for each input that could not be kept. A
//! [`Reader`] reads on any number of threads, [`work`] does the hard part of a step, a [`Keep`] is the one writer. Promises: an
//! article is acknowledged, and its address remembered, only when it is safe; a failure on one article never costs another.

mod failure;
mod keep;
mod memory;
mod reader;

pub use failure::Failure;
pub use keep::{Counts, Done, Keep, work};
pub use memory::PageMemory;
pub use reader::{Reader, read};

use purport_ledger::store::Moment;

/// Milliseconds since 1970, now.
#[must_use]
pub fn now() -> Moment {
    jiff::Timestamp::now().as_millisecond()
}
