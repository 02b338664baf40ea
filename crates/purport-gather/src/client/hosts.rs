//! What is known of each site: when it may be asked next, and what it asks of robots.

use std::collections::BTreeMap;
use std::time::Duration;

use purport_text::TextErrorKind;

use crate::robots::Robots;

/// Sites remembered; with more, all are forgotten and learned again.
const MOST_SITES: usize = 4_096;

/// How long a `robots.txt` holds: RFC 9309 allows a day.
const ROBOTS_HOLD: Duration = Duration::from_secs(24 * 3600);

/// How long a `robots.txt` that could not be had keeps its site closed.
const CLOSED_HOLD: Duration = Duration::from_secs(600);

/// All sites, by scheme, host and port.
#[derive(Debug, Default)]
pub(super) struct Sites(BTreeMap<String, Site>);

/// One of them. Times are those of the clock's `elapsed`.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// When it answered last.
    pub asked: Option<Duration>,
    /// Until when it asks to be left alone.
    pub busy_until: Option<Duration>,
    rules: Option<(Duration, Entrance)>,
}

/// Whether robots may enter.
#[derive(Clone, Debug)]
pub(super) enum Entrance {
    /// By these rules.
    Rules(Robots),
    /// Its `robots.txt` answered with this status, which RFC 9309 reads as "no".
    Failing(u16),
    /// Not even the site could be reached.
    Unreachable(String),
    /// The site did not answer in so many seconds.
    Silent(u64),
}

impl Sites {
    pub fn of(&mut self, origin: &str) -> &mut Site {
        if self.0.len() >= MOST_SITES && !self.0.contains_key(origin) {
            self.0.clear();
        }
        self.0.entry(origin.to_owned()).or_default()
    }
}

impl Site {
    /// What is known of its entrance, if it is not too old.
    pub fn entrance(&self, now: Duration) -> Option<&Entrance> {
        let (since, entrance) = self.rules.as_ref()?;
        let hold = if matches!(entrance, Entrance::Rules(_)) { ROBOTS_HOLD } else { CLOSED_HOLD };
        (now.saturating_sub(*since) < hold).then_some(entrance)
    }

    /// Learns it.
    pub fn enter(&mut self, now: Duration, entrance: Entrance) {
        self.rules = Some((now, entrance));
    }

    /// How long it must be left alone, with this time usual between two requests.
    pub fn wait(&self, now: Duration, usual: Duration) -> Duration {
        let asked_for = match &self.rules {
            Some((_, Entrance::Rules(robots))) => robots.delay.unwrap_or_default(),
            _ => Duration::ZERO,
        };
        self.asked.map_or(Duration::ZERO, |asked| (asked + usual.max(asked_for)).saturating_sub(now))
    }

    /// The seconds for which it asks to be left alone.
    pub fn busy(&self, now: Duration) -> Option<u64> {
        let left = self.busy_until?.saturating_sub(now);
        (left > Duration::ZERO).then(|| left.as_secs() + u64::from(left.subsec_nanos() > 0))
    }
}

impl Entrance {
    /// Whether a path may be fetched.
    pub fn admits(&self, path: &str) -> Result<(), TextErrorKind> {
        match self {
            Self::Rules(robots) if robots.allows(path) => Ok(()),
            Self::Rules(_) => Err(TextErrorKind::Robots("the site's robots.txt asks robots to stay away".to_owned())),
            Self::Failing(status) => {
                let why = format!("the site's robots.txt answered with status {status}, which closes it to robots");
                Err(TextErrorKind::Robots(why))
            }
            Self::Unreachable(why) => Err(TextErrorKind::Connection(why.clone())),
            Self::Silent(seconds) => Err(TextErrorKind::Timeout(*seconds)),
        }
    }
}
