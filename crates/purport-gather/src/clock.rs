//! Time, so that what waits can be tested without waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// Longest time for which a request to stop goes unnoticed.
const SLICE: Duration = Duration::from_millis(100);

/// What waits asks it for the time, waits by it, and learns from it that it should stop.
pub trait Clock: Send + Sync {
    /// Time since some fixed moment. Never runs backwards.
    fn elapsed(&self) -> Duration;
    /// The calendar's time.
    fn now(&self) -> Timestamp;
    /// Waits; shorter when asked to stop meanwhile.
    fn sleep(&self, time: Duration);
    /// Whether everything should come to an end.
    fn stopped(&self) -> bool;
}

/// The computer's clock, with a flag that asks for an end.
///
/// ```
/// use std::time::Duration;
/// use purport_gather::{Clock, SystemClock};
/// let clock = SystemClock::new();
/// let handle = clock.clone();
/// handle.stop();
/// clock.sleep(Duration::from_secs(3600)); // does not wait any more
/// assert!(clock.stopped());
/// ```
#[derive(Clone, Debug)]
pub struct SystemClock {
    start: Instant,
    stop: Arc<AtomicBool>,
}

impl SystemClock {
    /// A clock that nobody has asked to stop. Clones share the flag.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now(), stop: Arc::default() }
    }

    /// Asks everything that goes by this clock to come to an end.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, time: Duration) {
        let begin = Instant::now();
        while !self.stopped() {
            match time.saturating_sub(begin.elapsed()) {
                Duration::ZERO => return,
                left => thread::sleep(left.min(SLICE)),
            }
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleeper_wakes_when_it_is_stopped() {
        let clock = SystemClock::new();
        let other = clock.clone();
        let sleeper = thread::spawn(move || {
            let begin = Instant::now();
            other.sleep(Duration::from_secs(60));
            begin.elapsed()
        });
        clock.stop();
        assert!(sleeper.join().unwrap() < Duration::from_secs(5));
    }
}
