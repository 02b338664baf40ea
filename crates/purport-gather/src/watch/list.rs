//! The list of feeds to watch: a file in TOML.
//!
//! In: its text. Out: the feeds with their intervals, and how to behave. Refuses: what is no TOML, keys that are not
//! known, addresses that are none or stand twice, intervals that are too short or too long; each with its line.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::SignedDuration;
use purport_text::Reach;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;
use url::Url;

use crate::client::Manners;

/// Time between two polls of a feed for which nobody gives one.
const USUAL_INTERVAL: Duration = Duration::from_secs(15 * 60);

/// Shortest time between two polls of a feed: less would not be polite.
const SHORTEST_INTERVAL: Duration = Duration::from_secs(60);

/// Longest time between two polls.
const LONGEST_INTERVAL: Duration = Duration::from_secs(7 * 24 * 3600);

/// Time between two heartbeats.
const USUAL_HEARTBEAT: Duration = Duration::from_secs(60);

/// Longest pause between requests, and longest wait for an answer, that can be set.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Feeds to watch, and how.
///
/// ```
/// use purport_gather::Watchlist;
/// let list = Watchlist::read("feeds.toml", r#"
///     [watch]
///     every = "30m"
///
///     [[feed]]
///     url = "https://example.org/world.xml"
///     name = "Example, world"
///     every = "5m"
/// "#).unwrap();
/// assert_eq!(list.feeds[0].every.as_secs(), 300);
/// let error = Watchlist::read("feeds.toml", "[[feed]]\nurl = 'example.org'").unwrap_err();
/// assert!(error.to_string().starts_with("feeds.toml, line 2: \"example.org\" is no http(s) address"));
/// ```
#[derive(Clone, Debug)]
pub struct Watchlist {
    /// The feeds, in the order of the file.
    pub feeds: Vec<WatchedFeed>,
    /// How to behave towards their servers.
    pub manners: Manners,
    /// Time between two heartbeats.
    pub heartbeat: Duration,
}

/// One feed of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedFeed {
    /// Its address.
    pub url: String,
    /// What a person calls it; its address where they give no name.
    pub name: String,
    /// Time between two polls.
    pub every: Duration,
}

/// What is wrong with a list, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{name}, line {line}: {message}")]
pub struct WatchlistError {
    /// The file.
    pub name: String,
    /// One-based line.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    watch: Settings,
    #[serde(default)]
    feed: Vec<Record>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    every: Option<Spanned<String>>,
    delay: Option<Spanned<String>>,
    timeout: Option<Spanned<String>>,
    heartbeat: Option<Spanned<String>>,
    allow_private: Option<AllowPrivate>,
}

/// `true`, or the hosts that are trusted.
#[derive(Deserialize)]
#[serde(untagged, expecting = "allow_private is true, false or a list of host names")]
enum AllowPrivate {
    All(bool),
    Hosts(BTreeSet<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    url: Spanned<String>,
    name: Option<String>,
    every: Option<Spanned<String>>,
}

impl Watchlist {
    /// Reads the text of the file that a person calls `name`.
    ///
    /// # Errors
    /// At the first line with which something is wrong.
    pub fn read(name: &str, text: &str) -> Result<Self, WatchlistError> {
        let page = Page { name, text };
        let document: Document = toml::from_str(text).map_err(|error| {
            let message = error.message().replace('\n', " ");
            page.error(error.span().map_or(0, |span| span.start), message)
        })?;
        let settings = document.watch;
        let usual = Manners::default();
        let every = page.interval(settings.every.as_ref())?.unwrap_or(USUAL_INTERVAL);
        let pause = |given: Option<&Spanned<String>>, shortest| page.duration(given, shortest, LONGEST_PAUSE);
        let manners = Manners {
            delay: pause(settings.delay.as_ref(), Duration::from_millis(100))?.unwrap_or(usual.delay),
            timeout: pause(settings.timeout.as_ref(), Duration::from_secs(1))?.unwrap_or(usual.timeout),
            reach: reach(settings.allow_private),
        };
        let heartbeat = pause(settings.heartbeat.as_ref(), Duration::from_secs(1))?.unwrap_or(USUAL_HEARTBEAT);
        let mut lines = BTreeMap::new();
        let mut feeds = Vec::new();
        for record in document.feed {
            let at = record.url.span().start;
            let url = page.address(&record.url)?;
            if let Some(line) = lines.insert(url.clone(), page.line(at)) {
                return Err(page.error(at, format!("this feed stands in line {line} already; take one of them out")));
            }
            let name = record.name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
            let every = page.interval(record.every.as_ref())?.unwrap_or(every);
            feeds.push(WatchedFeed { name: name.unwrap_or_else(|| url.clone()), url, every });
        }
        if feeds.is_empty() {
            let message = "no feed to watch; add [[feed]] with url = \"https://…\"".to_owned();
            return Err(page.error(text.len(), message));
        }
        Ok(Self { feeds, manners, heartbeat })
    }
}

/// The file, to place what is wrong in it.
struct Page<'t> {
    name: &'t str,
    text: &'t str,
}

impl Page<'_> {
    fn line(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        before.iter().filter(|&&byte| byte == b'\n').count() + 1
    }

    fn error(&self, at: usize, message: String) -> WatchlistError {
        WatchlistError { name: self.name.to_owned(), line: self.line(at), message }
    }

    fn address(&self, given: &Spanned<String>) -> Result<String, WatchlistError> {
        let text = given.get_ref().trim();
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let no_address = || format!("{text:?} is no http(s) address; give one that begins with http:// or https://");
        url.map(Into::into).ok_or_else(|| self.error(given.span().start, no_address()))
    }

    fn interval(&self, given: Option<&Spanned<String>>) -> Result<Option<Duration>, WatchlistError> {
        self.duration(given, SHORTEST_INTERVAL, LONGEST_INTERVAL)
    }

    fn duration(
        &self,
        given: Option<&Spanned<String>>,
        shortest: Duration,
        longest: Duration,
    ) -> Result<Option<Duration>, WatchlistError> {
        let Some(given) = given else { return Ok(None) };
        let text = given.get_ref().trim();
        let placed = |message| self.error(given.span().start, message);
        let parsed = text.parse::<SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
        let time =
            parsed.ok_or_else(|| placed(format!("{text:?} is no length of time; write \"90s\", \"15m\" or \"2h\"")))?;
        if time < shortest || time > longest {
            let (least, most) = (shown(shortest), shown(longest));
            return Err(placed(format!("{text:?} is out of range; give from {least} to {most}")));
        }
        Ok(Some(time))
    }
}

fn shown(time: Duration) -> String {
    SignedDuration::try_from(time).map_or_else(|_| String::new(), |time| format!("{time:#}"))
}

fn reach(allow: Option<AllowPrivate>) -> Reach {
    match allow {
        Some(AllowPrivate::All(true)) => Reach::Anywhere,
        Some(AllowPrivate::Hosts(hosts)) => {
            Reach::Public { except: hosts.iter().map(|host| host.trim().to_ascii_lowercase()).collect() }
        }
        Some(AllowPrivate::All(false)) | None => Reach::Public { except: BTreeSet::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Watchlist::read("feeds.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn every_key_is_taken() {
        let list = Watchlist::read(
            "feeds.toml",
            "[watch]\nevery = \"1h\"\ndelay = \"2s\"\ntimeout = \"30s\"\nheartbeat = \"10s\"\n\
             allow_private = [\"News.Internal\"]\n[[feed]]\nurl = \"https://example.org/a\"\n\
             [[feed]]\nurl = \"http://example.org\"\nname = \" Example \"\nevery = \"90s\"\n",
        )
        .unwrap();
        let seconds = Duration::from_secs;
        assert_eq!(list.feeds[0].name, "https://example.org/a");
        assert_eq!(list.feeds[0].every, seconds(3600));
        let second = WatchedFeed { url: "http://example.org/".into(), name: "Example".into(), every: seconds(90) };
        assert_eq!(list.feeds[1], second);
        assert_eq!((list.manners.delay, list.manners.timeout, list.heartbeat), (seconds(2), seconds(30), seconds(10)));
        assert_eq!(list.manners.reach, Reach::Public { except: ["news.internal".to_owned()].into() });
    }

    #[test]
    fn private_machines_are_reached_only_when_that_is_said() {
        let reach = |line: &str| {
            let text = format!("[watch]\n{line}\n[[feed]]\nurl = \"https://example.org/\"");
            Watchlist::read("f", &text).unwrap().manners.reach
        };
        assert_eq!(reach(""), Reach::Public { except: [].into() });
        assert_eq!(reach("allow_private = false"), Reach::Public { except: [].into() });
        assert_eq!(reach("allow_private = true"), Reach::Anywhere);
    }

    #[test]
    fn mistakes_are_placed_at_their_line() {
        let feed = "[[feed]]\nurl = \"https://example.org/\"\n";
        for (text, wanted) in [
            (format!("{feed}\n{feed}"), "line 5: this feed stands in line 2 already"),
            (format!("{feed}every = \"1s\""), "line 3: \"1s\" is out of range; give from 1m to 168h"),
            (format!("{feed}every = \"often\""), "line 3: \"often\" is no length of time"),
            (format!("{feed}every = \"-15m\""), "line 3: \"-15m\" is no length of time"),
            (format!("{feed}evry = \"15m\""), "line 3: unknown field `evry`"),
            (format!("{feed}every = 15"), "line 3: invalid type: integer `15`"),
            ("[[feed]]\nurl = \"file:///etc/passwd\"".into(), "line 2: \"file:///etc/passwd\" is no http(s) address"),
            ("[[feed]]\nname = \"a\"".into(), "line 1: missing field `url`"),
            ("[watch]\nallow_private = 3".into(), "line 2: allow_private is true, false or a list of host names"),
            ("\n[watch\n".into(), "line 2: "),
            ("[watch]\nevery = \"15m\"\n".into(), "line 3: no feed to watch"),
            (String::new(), "line 1: no feed to watch"),
        ] {
            let error = error(&text);
            assert!(error.starts_with(&format!("feeds.toml, {wanted}")), "{error} / {wanted}");
            assert!(!error.contains('\n'), "{error}");
        }
    }
}
