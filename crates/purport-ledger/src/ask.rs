//! Questions to a ledger.
//!
//! In: a [`Filter`], the place to go on from, a number of rows. Out: rows in an order that does not depend on when anything
//! came in, with the place to go on from. All conditions of a filter hold for one claim at once.

use std::fmt;
use std::str::FromStr;

use purport_read::{Certainty, EventType};
use serde::{Deserialize, Serialize};

use crate::finding::Standing;
use crate::store::Moment;

/// What rows have to fulfil. The default takes all.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Name of who says it: as anywhere spelt, or a part of it that begins a word.
    pub source: Option<String>,
    /// Name of who or what it speaks of.
    pub entity: Option<String>,
    /// ISO 3166-1 alpha-3 code of a country that it speaks of.
    pub country: Option<String>,
    /// PLOVER types, of one of which an event in it is; none for any.
    pub events: Vec<EventType>,
    /// How sure the source sounds, one of these; none for any.
    pub certainties: Vec<Certainty>,
    /// Standing of its finding.
    pub standing: Option<Standing>,
    /// Name, or GeoNames number, of a place in it.
    pub place: Option<String>,
    /// A box that a place in it lies in.
    pub bounds: Option<Bounds>,
    /// First day of publication, counted from 1970.
    pub from: Option<i32>,
    /// Last day of publication.
    pub to: Option<i32>,
    /// Only findings of several claims.
    pub several: bool,
    /// Words of it: "phrases" in quotation marks, `begin*` for beginnings of words.
    pub text: Option<String>,
    /// Only what the ledger knew at this moment.
    pub at: Moment,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            source: None,
            entity: None,
            country: None,
            events: Vec::new(),
            certainties: Vec::new(),
            standing: None,
            place: None,
            bounds: None,
            from: None,
            to: None,
            several: false,
            text: None,
            at: Moment::MAX,
        }
    }
}

impl Filter {
    /// The types of event that are asked for, a bit each; `None` for any.
    #[must_use]
    pub fn event_bits(&self) -> Option<i64> {
        bits(self.events.iter().map(|kind| *kind as u8))
    }

    /// The certainties that are asked for, a bit each; `None` for any.
    #[must_use]
    pub fn certainty_bits(&self) -> Option<i64> {
        bits(self.certainties.iter().map(|certainty| *certainty as u8))
    }
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// What is stated over all articles.
    Findings,
    /// What is stated in one.
    Claims,
    /// Who did what to whom.
    Events,
    /// Who speaks.
    Sources,
    /// Reports.
    Articles,
}

impl List {
    /// The conditions that it looks at, by the names that people and programs write. It must not be asked for others: rows that do
    /// not fulfil them would seem to.
    #[must_use]
    pub fn takes(self) -> &'static [&'static str] {
        match self {
            Self::Findings => &[
                "source",
                "entity",
                "country",
                "event",
                "certainty",
                "standing",
                "several",
                "place",
                "box",
                "from",
                "to",
                "text",
            ],
            Self::Claims => {
                &["source", "entity", "country", "event", "certainty", "standing", "place", "box", "from", "to", "text"]
            }
            Self::Events => &["entity", "country", "event", "certainty", "place", "box", "from", "to", "text"],
            Self::Sources => &["source", "country"],
            Self::Articles => &["source", "from", "to", "text"],
        }
    }
}

impl Filter {
    /// A condition that is set and that a list does not look at.
    ///
    /// ```
    /// use purport_ledger::ask::{Filter, List};
    ///
    /// let filter = Filter { country: Some("PRK".to_owned()), ..Filter::default() };
    /// assert_eq!(filter.beyond(List::Claims), None);
    /// assert_eq!(filter.beyond(List::Articles), Some("country"));
    /// ```
    #[must_use]
    pub fn beyond(&self, list: List) -> Option<&'static str> {
        let set = [
            ("source", self.source.is_some()),
            ("entity", self.entity.is_some()),
            ("country", self.country.is_some()),
            ("event", !self.events.is_empty()),
            ("certainty", !self.certainties.is_empty()),
            ("standing", self.standing.is_some()),
            ("several", self.several),
            ("place", self.place.is_some()),
            ("box", self.bounds.is_some()),
            ("from", self.from.is_some()),
            ("to", self.to.is_some()),
            ("text", self.text.is_some()),
        ];
        set.into_iter().find(|(name, is_set)| *is_set && !list.takes().contains(name)).map(|(name, _)| name)
    }
}

fn bits(numbers: impl Iterator<Item = u8>) -> Option<i64> {
    numbers.fold(None, |bits, number| Some(bits.unwrap_or(0) | 1 << number))
}

/// A box on the map, in degrees. West may be greater than east: then it crosses the 180th meridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

impl FromStr for Bounds {
    type Err = String;

    /// Four numbers parted by commas: west, south, east, north (the order of GeoJSON).
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not a box: give west,south,east,north in degrees, as in 30,50,42,56");
        let numbers: Vec<f64> =
            text.split(',').map(|part| part.trim().parse().map_err(|_| wrong())).collect::<Result<_, _>>()?;
        let [west, south, east, north] = numbers.as_slice() else { return Err(wrong()) };
        let fits = [west, east].iter().all(|x| x.abs() <= 180.0)
            && [south, north].iter().all(|y| y.abs() <= 90.0)
            && south <= north;
        if fits { Ok(Self { west: *west, south: *south, east: *east, north: *north }) } else { Err(wrong()) }
    }
}

/// Where a page ended: the next one begins after it. Text of no meaning to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Some rows, and where to go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
}

/// The moment that somebody typed. A date means its end: what was known on that day.
///
/// # Errors
/// What it is not, and how to write one.
pub fn moment(typed: &str) -> Result<Moment, String> {
    if let Ok(moment) = typed.parse::<jiff::Timestamp>() {
        return Ok(moment.as_millisecond());
    }
    let wrong = || format!("{typed:?} is neither a date (2024-10-30) nor a date and time (2024-10-30T12:00:00Z)");
    let date: jiff::civil::Date = typed.parse().map_err(|_| wrong())?;
    let next = date.tomorrow().and_then(|next| next.to_zoned(jiff::tz::TimeZone::UTC)).map_err(|_| wrong())?;
    Ok(next.timestamp().as_millisecond() - 1)
}

/// The day that somebody typed, counted from 1970.
///
/// # Errors
/// What it is not, and how to write one.
pub fn day(typed: &str) -> Result<i32, String> {
    let wrong = || format!("{typed:?} is no date; write it as 2024-10-30");
    let _: jiff::civil::Date = typed.parse().map_err(|_| wrong())?;
    crate::statement::day(typed).ok_or_else(wrong)
}

/// Words as typed to a query that the index understands: every word must be there, phrases as they are, beginnings with a star.
/// Everything else that the index's language knows is taken as plain text.
#[must_use]
pub fn query(typed: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut quoted = false;
    for stretch in typed.split(['"', '“', '”']) {
        if quoted {
            let words: Vec<&str> =
                stretch.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            if !words.is_empty() {
                parts.push(format!("\"{}\"", words.join(" ")));
            }
        } else {
            for word in stretch.split_whitespace() {
                let star = word.ends_with('*');
                let words: Vec<&str> =
                    word.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
                if !words.is_empty() {
                    parts.push(format!("\"{}\"{}", words.join(" "), if star { "*" } else { "" }));
                }
            }
        }
        quoted = !quoted;
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_are_plain_text_but_for_phrases_and_beginnings() {
        assert_eq!(query("north korean troop*").as_deref(), Some("\"north\" \"korean\" \"troop\"*"));
        assert_eq!(query("\"closed door\" NEAR(x) a-b").as_deref(), Some("\"closed door\" \"NEAR x\" \"a b\""));
        assert_eq!(query("\" \" * ()"), None);
    }

    #[test]
    fn a_date_means_its_end() {
        assert_eq!(moment("1970-01-01").unwrap(), 86_399_999);
        assert_eq!(moment("1970-01-01T00:00:01Z").unwrap(), 1000);
        assert!(moment("yesterday").is_err() && day("2024-02-30").is_err());
        assert_eq!(day("1970-01-03"), Ok(2));
    }

    #[test]
    fn boxes_are_checked() {
        assert!("30,50,42,56".parse::<Bounds>().is_ok());
        for wrong in ["", "30,50,42", "30,60,42,56", "400,0,0,1", "a,b,c,d"] {
            assert!(wrong.parse::<Bounds>().is_err(), "{wrong}");
        }
    }
}
