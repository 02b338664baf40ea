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
    /// PLOVER type of an event in it.
    pub event: Option<EventType>,
    /// How sure the source sounds.
    pub certainty: Option<Certainty>,
    /// Standing of its finding.
    pub standing: Option<Standing>,
    /// Name of a place in it.
    pub place: Option<String>,
    /// A box that a place in it lies in.
    pub bounds: Option<Bounds>,
    /// First day of publication, counted from 1970.
    pub from: Option<i32>,
    /// Last day of publication.
    pub to: Option<i32>,
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
            event: None,
            certainty: None,
            standing: None,
            place: None,
            bounds: None,
            from: None,
            to: None,
            text: None,
            at: Moment::MAX,
        }
    }
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
    fn boxes_are_checked() {
        assert!("30,50,42,56".parse::<Bounds>().is_ok());
        for wrong in ["", "30,50,42", "30,60,42,56", "400,0,0,1", "a,b,c,d"] {
            assert!(wrong.parse::<Bounds>().is_err(), "{wrong}");
        }
    }
}
