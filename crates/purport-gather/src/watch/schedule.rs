//! When which feed is polled next.
//!
//! A state machine without a clock of its own: it is told the time. A feed is due again after its interval and a share of
//! it that its address decides, so that feeds with one interval do not fall due together; after failures in a row the
//! interval doubles each time, up to [`LONGEST_BACK_OFF`].

use std::collections::BTreeSet;
use std::time::Duration;

/// The longest pause that failures lead to, unless a feed's own interval is longer.
pub const LONGEST_BACK_OFF: Duration = Duration::from_secs(6 * 3600);

/// The share of its interval by which a feed may be late: one in this.
const JITTER_SHARE: u32 = 10;

/// Feeds and when they are due. Times are counted from any fixed moment.
///
/// ```
/// use std::time::Duration;
/// use purport_gather::Schedule;
/// let (minute, now) = (Duration::from_secs(60), Duration::ZERO);
/// let mut schedule = Schedule::new([("https://example.org/feed", 15 * minute)], now);
/// assert_eq!(schedule.next(), Some((now, 0)));
/// schedule.succeeded(0, now);
/// let (due, _) = schedule.next().unwrap();
/// assert!((15 * minute..17 * minute).contains(&due));
/// ```
#[derive(Clone, Debug)]
pub struct Schedule {
    feeds: Vec<Timing>,
    /// When each is due, the first first.
    due: BTreeSet<(Duration, usize)>,
}

#[derive(Clone, Debug)]
struct Timing {
    every: Duration,
    /// Share of the interval, in 2^32nds.
    jitter: u32,
    failures: u32,
    due: Duration,
}

impl Schedule {
    /// Feeds by address and interval, all due now, in their order.
    pub fn new<'f>(feeds: impl IntoIterator<Item = (&'f str, Duration)>, now: Duration) -> Self {
        let timing = |(url, every): (&str, Duration)| {
            let hash = blake3::hash(url.as_bytes());
            let [a, b, c, d, ..] = *hash.as_bytes();
            Timing { every, jitter: u32::from_le_bytes([a, b, c, d]) / JITTER_SHARE, failures: 0, due: now }
        };
        let feeds: Vec<Timing> = feeds.into_iter().map(timing).collect();
        let due = feeds.iter().enumerate().map(|(at, feed)| (feed.due, at)).collect();
        Self { feeds, due }
    }

    /// The feed that is due first, and when; none where there are no feeds.
    #[must_use]
    pub fn next(&self) -> Option<(Duration, usize)> {
        self.due.first().copied()
    }

    /// The feed was polled.
    pub fn succeeded(&mut self, feed: usize, now: Duration) {
        self.feeds[feed].failures = 0;
        self.put_off(feed, now, Duration::ZERO);
    }

    /// The feed could not be polled; its server asks to be left alone at least this long.
    pub fn failed(&mut self, feed: usize, now: Duration, at_least: Duration) {
        let timing = &mut self.feeds[feed];
        timing.failures = timing.failures.saturating_add(1);
        self.put_off(feed, now, at_least);
    }

    /// How often in a row the feed has failed.
    #[must_use]
    pub fn failures(&self, feed: usize) -> u32 {
        self.feeds[feed].failures
    }

    fn put_off(&mut self, feed: usize, now: Duration, at_least: Duration) {
        let timing = &mut self.feeds[feed];
        let doubled = timing.every.saturating_mul(1_u32.checked_shl(timing.failures).unwrap_or(u32::MAX));
        let pause = doubled.min(LONGEST_BACK_OFF.max(timing.every));
        let jitter = pause.mul_f64(f64::from(timing.jitter) / f64::from(u32::MAX));
        self.due.remove(&(timing.due, feed));
        timing.due = now + (pause + jitter).max(at_least);
        self.due.insert((timing.due, feed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);
    const HOUR: Duration = Duration::from_secs(3600);

    fn pause(schedule: &Schedule, now: Duration) -> Duration {
        schedule.next().unwrap().0 - now
    }

    #[test]
    fn all_are_due_at_once_in_their_order_and_then_apart() {
        let urls = ["https://a.example/", "https://b.example/", "https://c.example/"];
        let mut schedule = Schedule::new(urls.map(|url| (url, 15 * MINUTE)), HOUR);
        for feed in 0..3 {
            assert_eq!(schedule.next(), Some((HOUR, feed)));
            schedule.succeeded(feed, HOUR);
        }
        let mut times = BTreeSet::new();
        for _ in 0..3 {
            let (due, feed) = schedule.next().unwrap();
            assert!((15 * MINUTE..=17 * MINUTE).contains(&(due - HOUR)), "{due:?}");
            times.insert(due);
            schedule.succeeded(feed, due);
        }
        assert_eq!(times.len(), 3);
    }

    #[test]
    fn failures_double_the_pause_up_to_the_longest_and_a_success_ends_that() {
        let mut schedule = Schedule::new([("https://a.example/", 15 * MINUTE)], Duration::ZERO);
        let mut now = Duration::ZERO;
        for wanted in [30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 6 * HOUR] {
            schedule.failed(0, now, Duration::ZERO);
            let pause = pause(&schedule, now);
            assert!((wanted..=wanted + wanted / 10).contains(&pause), "{wanted:?} {pause:?}");
            now += pause;
        }
        assert_eq!(schedule.failures(0), 6);
        for _ in 0..200 {
            schedule.failed(0, now, Duration::ZERO);
        }
        assert!(pause(&schedule, now) < 7 * HOUR);
        schedule.succeeded(0, now);
        assert!(pause(&schedule, now) < 17 * MINUTE);
    }

    #[test]
    fn a_server_and_a_long_interval_can_ask_for_more() {
        let mut schedule = Schedule::new([("https://a.example/", 15 * MINUTE)], Duration::ZERO);
        schedule.failed(0, Duration::ZERO, 12 * HOUR);
        assert_eq!(pause(&schedule, Duration::ZERO), 12 * HOUR);
        let mut slow = Schedule::new([("https://a.example/", 24 * HOUR)], Duration::ZERO);
        slow.failed(0, Duration::ZERO, Duration::ZERO);
        assert!((24 * HOUR..27 * HOUR).contains(&pause(&slow, Duration::ZERO)));
    }

    #[test]
    fn no_feed_is_never_due() {
        assert_eq!(Schedule::new([], Duration::ZERO).next(), None);
    }
}
