//! Fetching, politely.
//!
//! In: an address. Out: its bytes, or that they have not changed. One request at a time; each site is asked what it wants
//! of robots and is left alone between requests, longer when it asks for that. Redirects are followed by hand and each
//! hop is checked as the first was. Refuses: machines that are not public, what robots may not fetch, answers that are
//! too large, too slow, or no text.

mod hosts;
mod retry;

use std::sync::Arc;
use std::time::{Duration, Instant};

use purport_text::{
    Answer, Deadline, FETCH_LIMIT, Fetcher, REDIRECT_LIMIT, Raw, Reach, TextError, TextErrorKind, Version,
};
use url::Url;

use crate::clock::Clock;
use crate::robots::{ROBOTS_LIMIT, Robots};
use crate::validators::{Receipt, Validator, Validators};
use hosts::{Entrance, Sites};

/// Longest wait for a busy site before its page is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// Longest header that is remembered as a page's version.
const LONGEST_VALIDATOR: usize = 1_000;

/// How to behave towards servers.
///
/// ```
/// use purport_gather::Manners;
/// assert_eq!(Manners::default().delay.as_secs(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Manners {
    /// Longest wait for an answer, redirects included and pauses not.
    pub timeout: Duration,
    /// Least time between two requests to one site, unless it asks for more.
    pub delay: Duration,
    /// Which machines may be reached: public ones, unless others are named.
    pub reach: Reach,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(20),
            delay: Duration::from_secs(1),
            reach: Reach::Public { except: [].into() },
        }
    }
}

/// What came of asking for an address.
#[derive(Debug)]
pub enum Fetched {
    /// Its bytes, and the receipt to settle once they are dealt with.
    New(Raw, Receipt),
    /// It is as it was when it was last remembered.
    Unchanged,
}

/// Fetches one address after the other.
pub struct Client {
    fetcher: Fetcher,
    manners: Manners,
    clock: Arc<dyn Clock>,
    memory: Box<dyn Validators>,
    sites: Sites,
}

impl Client {
    /// A client that remembers nothing of sites yet, and of pages what `memory` does.
    #[must_use]
    pub fn new(manners: Manners, clock: Arc<dyn Clock>, memory: Box<dyn Validators>) -> Self {
        Self { fetcher: Fetcher::new(manners.reach.clone()), manners, clock, memory, sites: Sites::default() }
    }

    /// The clock that it goes by.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// What is remembered of an address.
    pub(crate) fn remembered(&self, url: &str) -> Option<Validator> {
        self.memory.get(url)
    }

    /// Fetches an address, waiting as long as its site wants.
    ///
    /// # Errors
    /// When it is no address, may not be reached or fetched, or does not give text in time and bounds.
    pub fn fetch(&mut self, address: &str) -> Result<Fetched, TextError> {
        self.follow(address).map_err(|kind| TextError::new(address, kind))
    }

    fn follow(&mut self, address: &str) -> Result<Fetched, TextErrorKind> {
        let mut url = Url::parse(address).map_err(|error| TextErrorKind::Address(error.to_string()))?;
        let mut budget = Budget::of(self.manners.timeout);
        for _ in 0..=REDIRECT_LIMIT {
            url.set_fragment(None);
            let known = self.memory.get(url.as_str()).unwrap_or_default();
            let answer = self.ask_politely(&url, &known, &mut budget)?;
            if let Some(next) = answer.redirect()? {
                url = next;
                continue;
            }
            let conditional = known.etag.is_some() || known.last_modified.is_some();
            return match answer.status() {
                304 if conditional => Ok(Fetched::Unchanged),
                200..300 => self.take(address, &url, answer, known, &mut budget),
                status => Err(TextErrorKind::Status(status)),
            };
        }
        Err(TextErrorKind::Redirects(REDIRECT_LIMIT))
    }

    /// The answer of one address, after the waiting that is due before it; a busy site is tried twice.
    fn ask_politely(&mut self, url: &Url, known: &Validator, budget: &mut Budget) -> Result<Answer, TextErrorKind> {
        let origin = url.origin().ascii_serialization();
        let version = Version { etag: known.etag.as_deref(), last_modified: known.last_modified.as_deref() };
        let mut tried = false;
        loop {
            let now = self.clock.elapsed();
            match self.sites.of(&origin).busy(now) {
                Some(seconds) if tried && Duration::from_secs(seconds) <= PATIENCE => {
                    self.pause(Duration::from_secs(seconds))?;
                }
                Some(seconds) => return Err(TextErrorKind::Busy(seconds)),
                None => {}
            }
            self.entrance(url, &origin, budget)?.admits(&path_of(url))?;
            let wait = self.sites.of(&origin).wait(self.clock.elapsed(), self.manners.delay);
            self.pause(wait)?;
            let answer = budget.spend(|deadline| self.fetcher.ask(url, version, deadline));
            let now = self.clock.elapsed();
            let site = self.sites.of(&origin);
            site.asked = Some(now);
            let answer = answer?;
            if !matches!(answer.status(), 429 | 503) {
                return Ok(answer);
            }
            let wait = retry::after(answer.header("retry-after"), self.clock.now());
            site.busy_until = Some(now + wait);
            if tried {
                return Err(TextErrorKind::Busy(wait.as_secs()));
            }
            tried = true;
        }
    }

    /// Waits, and ends the waiting with an error when everything is to stop.
    fn pause(&self, time: Duration) -> Result<(), TextErrorKind> {
        if time > Duration::ZERO {
            self.clock.sleep(time);
        }
        if self.clock.stopped() { Err(TextErrorKind::Stopped) } else { Ok(()) }
    }

    /// What a site asks of robots, fetched when it is not known.
    fn entrance(&mut self, url: &Url, origin: &str, budget: &mut Budget) -> Result<Entrance, TextErrorKind> {
        let now = self.clock.elapsed();
        if let Some(known) = self.sites.of(origin).entrance(now) {
            return Ok(known.clone());
        }
        let entrance = match self.robots(url, budget) {
            Ok(entrance) => entrance,
            Err(TextErrorKind::Timeout(seconds)) => Entrance::Silent(seconds),
            Err(TextErrorKind::Connection(why)) => Entrance::Unreachable(why),
            // What it is redirected to may not be fetched, or is no address: there are no rules to be had.
            Err(TextErrorKind::Private(host)) if url.host_str() == Some(host.as_str()) => {
                return Err(TextErrorKind::Private(host));
            }
            Err(_) => Entrance::Rules(Robots::default()),
        };
        self.sites.of(origin).enter(self.clock.elapsed(), entrance.clone());
        Ok(entrance)
    }

    fn robots(&self, url: &Url, budget: &mut Budget) -> Result<Entrance, TextErrorKind> {
        let mut at = url.join("/robots.txt").map_err(|error| TextErrorKind::Address(error.to_string()))?;
        for _ in 0..=REDIRECT_LIMIT {
            let answer = budget.spend(|deadline| self.fetcher.ask(&at, Version::default(), deadline))?;
            if let Some(next) = answer.redirect()? {
                at = next;
                continue;
            }
            return Ok(match answer.status() {
                200..300 => Entrance::Rules(Robots::read(&answer.beginning(ROBOTS_LIMIT)?)),
                status @ (429 | 500..) => Entrance::Failing(status),
                _ => Entrance::Rules(Robots::default()),
            });
        }
        Ok(Entrance::Rules(Robots::default()))
    }

    /// The body of a good answer.
    fn take(
        &self,
        address: &str,
        url: &Url,
        answer: Answer,
        known: Validator,
        budget: &mut Budget,
    ) -> Result<Fetched, TextErrorKind> {
        let content_type = answer.content_type().map(str::to_owned);
        if let Some(format) = content_type.as_deref().and_then(binary_format) {
            return Err(TextErrorKind::Binary(format));
        }
        let header = |name| answer.header(name).filter(|value| value.len() <= LONGEST_VALIDATOR).map(str::to_owned);
        let version = Validator { etag: header("etag"), last_modified: header("last-modified"), seen: known.seen };
        let bytes = budget.spend(|_| answer.bytes(FETCH_LIMIT))?;
        if bytes.is_empty() {
            return Err(TextErrorKind::Empty);
        }
        let raw = Raw { name: address.to_owned(), bytes, content_type, url: Some(url.to_string()) };
        Ok(Fetched::New(raw, Receipt::of(url.as_str(), version)))
    }
}

/// The time that the network may still take; pauses are not taken from it.
struct Budget {
    total: Duration,
    left: Duration,
}

impl Budget {
    fn of(total: Duration) -> Self {
        Self { total, left: total }
    }

    fn spend<T>(&mut self, work: impl FnOnce(Deadline) -> Result<T, TextErrorKind>) -> Result<T, TextErrorKind> {
        let begin = Instant::now();
        let done = work(Deadline::after(self.left));
        self.left = self.left.saturating_sub(begin.elapsed());
        done.map_err(|kind| match kind {
            TextErrorKind::Timeout(_) => TextErrorKind::Timeout(self.total.as_secs()),
            kind => kind,
        })
    }
}

/// What rules are about: the path with its query.
fn path_of(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

/// Formats that are not worth fetching whole.
fn binary_format(content_type: &str) -> Option<&'static str> {
    let (kind, form) = content_type.split(';').next()?.trim().split_once('/')?;
    match (kind.to_ascii_lowercase().as_str(), form.to_ascii_lowercase().as_str()) {
        ("image" | "audio" | "video" | "font", _) => Some("an image, sound or video file"),
        ("application", "pdf") => Some("a PDF document"),
        ("application", "zip") => Some("a ZIP archive or an office document"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
