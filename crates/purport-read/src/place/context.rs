//! Names that are no places of the article but tell where it is at home.
//!
//! In: an article and its parse. Out: candidates a name, for `choice` to weigh beside those of the places: countries of the
//! nationalities it mentions ("Egyptian"), counties and states in the names of organisations, and the publisher's place.

use purport_parse::{NameClass, Parse};
use purport_text::{Article, Span};

use super::candidates::{Candidate, candidates};
use super::gazetteer::{Entry, bearers, fold};
use crate::entity::lexicon::{self, CountrySense};

/// More are not weighed.
const MOST: usize = 12;

/// The candidates of each such name.
pub(super) fn names(article: &Article, parse: &Parse) -> Vec<Vec<Candidate>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for name in &parse.names {
        let text = parse.text_of(name.words, &article.text);
        if found.len() >= MOST || seen.contains(&text) {
            continue;
        }
        seen.push(text);
        match name.class {
            NameClass::Nationality => found.extend(country(text).map(|entry| vec![Candidate { entry, prior: 8.0 }])),
            NameClass::Organization | NameClass::Other | NameClass::Facility => {
                found.extend(area_within(article, parse, name.words));
            }
            NameClass::Person | NameClass::Place => {}
        }
    }
    found.extend(article.publisher.as_deref().and_then(of_publisher));
    found
}

/// The country of a nationality.
fn country(text: &str) -> Option<Entry> {
    let found = lexicon::country(text).filter(|c| matches!(c.sense, CountrySense::Adjective | CountrySense::People))?;
    let code = Some(found.code);
    CODES.iter().find(|(known, _)| Some(*known) == code).map(|(_, entry)| *entry)
}

static CODES: std::sync::LazyLock<Vec<(&'static str, Entry)>> = std::sync::LazyLock::new(|| {
    let names = lexicon::country_names();
    names.filter_map(|(code, name)| Some((code, bearers(&fold(name)).first()?.entry))).collect()
});

/// "Rapides Parish" of the "Rapides Parish Sheriff's Office", "Kentucky" of the "University of Kentucky".
fn area_within(article: &Article, parse: &Parse, words: Span) -> Option<Vec<Candidate>> {
    let part = |from: usize, to: usize| parse.text_of(Span::new(from, to), &article.text);
    let capital = |word: usize| part(word, word + 1).starts_with(char::is_uppercase);
    let parts = (words.start..words.end).flat_map(|from| (1..=3).rev().map(move |length| (from, from + length)));
    parts
        .filter(|(from, to)| *to <= words.end && to - from < words.len() && capital(*from))
        .map(|(from, to)| candidates(part(from, to), "", false))
        .find(|found| found.iter().any(|c| matches!(c.entry.feature(), "ADM1" | "ADM2" | "PCLI") && c.prior > 3.0))
}

/// "The Wichita Eagle".
fn of_publisher(publisher: &str) -> Option<Vec<Candidate>> {
    let words: Vec<&str> = publisher.split_whitespace().take(8).collect();
    let parts = (0..words.len()).flat_map(|from| (1..=3).rev().map(move |length| (from, from + length)));
    parts
        .filter(|(_, to)| *to <= words.len())
        .map(|(from, to)| words[from..to].join(" "))
        .filter(|name| name.starts_with(char::is_uppercase))
        .map(|name| candidates(&name, "", false))
        .find(|found| found.iter().any(|c| c.prior > 3.5))
}
