//! Which words name a place.
//!
//! In: a text and its parse. Out: ranges of words in text order, without overlap. They are the tagger's places with their
//! borders put right ("northern Gaza" is *Gaza*, "Springfield, Ill." two names), and what it gave another class although
//! the article or the gazetteer shows a place. Peoples and adjectives are none.

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::gazetteer::{bearers, fold};
use super::words::Words;
use crate::entity::lexicon::{self, CountrySense};

/// Words before a place's name that are not part of it.
const BEFORE: &[&str] =
    &["the", "a", "an", "mainland", "downtown", "war-torn", "nearby", "neighbouring", "neighboring"];
/// Parts of an area: passed over where no place bears the name with them.
pub(super) const DIRECTIONS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-east",
    "north-west",
    "south-east",
    "south-west",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "upper",
    "lower",
    "inner",
    "outer",
    "greater",
    "metro",
    "metropolitan",
    "downtown",
    "rural",
    "upstate",
    "mainland",
    "mid",
    "suburban",
    "coastal",
    "occupied",
];
/// Prepositions after which stands where, not who.
pub(super) const WHERE: &[&str] = &[
    "in",
    "at",
    "near",
    "from",
    "to",
    "into",
    "outside",
    "around",
    "through",
    "throughout",
    "across",
    "inside",
    "within",
    "toward",
    "towards",
    "via",
    "over",
    "off",
    "beyond",
    "along",
];

/// The place names of a text.
pub(super) fn mentions(page: &Words<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut taken = 0;
    for name in &page.parse.names {
        untagged(page, Span::new(taken, name.words.start), &mut found);
        taken = name.words.end;
        match name.class {
            NameClass::Place => split(page, name.words, &mut found),
            NameClass::Facility => found.extend(trimmed(page, name.words).filter(|words| known(page, *words))),
            NameClass::Nationality | NameClass::Organization | NameClass::Other => {
                found.extend(trimmed(page, name.words).filter(|words| is_country(page, *words)));
            }
            NameClass::Person => {}
        }
    }
    untagged(page, Span::new(taken, page.parse.words.len()), &mut found);
    found.retain(|words| !is_person(page, *words));
    found
}

/// A tagged name as the places in it: parted at commas, brackets and "and" unless the gazetteer has the whole.
fn split(page: &Words<'_>, words: Span, found: &mut Vec<Span>) {
    let parts = |word: usize| matches!(page.form(word), "," | "(" | ")" | "/" | ";" | "and" | "-" | "–" | "—");
    let whole = || trimmed(page, words).filter(|w| known(page, *w));
    if !words.range().any(parts) {
        found.extend(trimmed(page, words));
    } else if let Some(whole) = whole() {
        found.push(whole);
    } else if words.range().all(|word| !matches!(page.form(word), "," | "(" | ")" | "/" | ";" | "and"))
        && !words.range().filter(|w| !parts(*w)).all(|word| known(page, Span::new(word, word + 1)))
    {
        // "Nizhne-Imeritinskaya" is one name, "Moscow-Pyongyang" two.
        found.extend(trimmed(page, words));
    } else {
        let mut start = words.start;
        for end in words.range().filter(|word| parts(*word)).chain([words.end]) {
            found.extend(trimmed(page, Span::new(start, end)));
            start = end + 1;
        }
    }
}

/// The range without articles, adjectives, possessives and marks at its ends; `None` when nothing of a name is left.
fn trimmed(page: &Words<'_>, mut words: Span) -> Option<Span> {
    let closes = |word: usize| {
        let form = page.form(word);
        matches!(form, "'s" | "’s" | "'" | "’") || !form.chars().any(char::is_alphanumeric)
    };
    while words.start < words.end && closes(words.end - 1) {
        words.end -= 1;
    }
    while words.start < words.end {
        let first = words.start;
        let more = words.len() > 1;
        let goes = closes(first)
            || !page.capital(first) && more && page.form(first).chars().all(|c| !c.is_numeric())
            || more && page.is_one_of(first, BEFORE) && !(page.capital(first) && known(page, words))
            || more && page.is_one_of(first, DIRECTIONS) && !known(page, words) && known(page, tail(words));
        if !goes {
            break;
        }
        words.start += 1;
    }
    let names = !words.is_empty() && page.capital(words.start);
    // "Monday", "2009": the tagger errs.
    let nothing = words.range().all(|word| page.upos(word) == Upos::Num);
    let people = || {
        let sense = lexicon::country(page.slice(words)).map(|c| c.sense);
        matches!(sense, Some(CountrySense::Adjective | CountrySense::People))
            && bearers(&fold(page.slice(words))).iter().all(|b| b.other || b.entry.size() < 5.0)
    };
    (names && !nothing && !people()).then_some(words)
}

fn tail(words: Span) -> Span {
    Span::new(words.start + 1, words.end)
}

/// Whether a place bears the name.
pub(super) fn known(page: &Words<'_>, words: Span) -> bool {
    !words.is_empty() && page.capital(words.start) && !bearers(&fold(page.slice(words))).is_empty()
}

fn is_country(page: &Words<'_>, words: Span) -> bool {
    let sense = lexicon::country(page.slice(words)).map(|c| c.sense);
    matches!(sense, Some(CountrySense::Name | CountrySense::Part)) && page.capital(words.start)
}

/// Names that the tagger passed over: countries, and, after a preposition of place, what has many inhabitants.
fn untagged(page: &Words<'_>, between: Span, found: &mut Vec<Span>) {
    let mut word = between.start;
    while word < between.end {
        let length = (1..=3.min(between.end - word)).rev().find(|length| {
            let words = Span::new(word, word + length);
            page.capital(word) && page.upos(words.end - 1) == Upos::Propn && missed(page, words)
        });
        found.extend(length.map(|length| Span::new(word, word + length)));
        word += length.unwrap_or(1);
    }
}

fn missed(page: &Words<'_>, words: Span) -> bool {
    // "Jordan Smith", "Niger Delta Power": part of a longer name.
    if words.start > 0 && page.capital(words.start - 1) && !page.opens(words.start - 1) && !page.opens(words.start)
        || page.capital(words.end) && !page.opens(words.end)
    {
        return false;
    }
    if is_country(page, words) {
        return true;
    }
    let placed = WHERE[..4].contains(&page.before(words.start)) && !page.opens(words.start);
    placed && bearers(&fold(page.slice(words))).first().is_some_and(|b| !b.other && b.entry.size() > 5.0)
}

/// Whether a name of one word is somebody's: the last word of a person's name in the article, without a preposition of
/// place before it here.
fn is_person(page: &Words<'_>, words: Span) -> bool {
    words.len() == 1
        && !page.is_one_of(words.start.wrapping_sub(1), WHERE)
        && page.form(words.end) != ","
        && page.parse.names.iter().any(|name| {
            name.class == NameClass::Person
                && name.words.len() > 1
                && page.form(name.words.end - 1) == page.form(words.start)
        })
}
