//! Which words name a place.
//!
//! In: a text and its parse. Out: ranges of words in text order, without overlap. They are the tagger's places with their
//! borders put right ("northern Gaza" is *Gaza*, "Springfield, Ill." two names), and what it gave another class although
//! the article or the gazetteer shows a place. Peoples and adjectives are none.

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::candidates::abbreviation;
use super::gazetteer::{bearers, fold};
use super::lists::{List, is};
use super::words::Words;
use crate::entity::lexicon::{self, CountrySense};

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
                let whole = trimmed(page, name.words).filter(|words| is_country(page, *words));
                found.extend(whole.or_else(|| seat_of_body(page, name.words)));
            }
            NameClass::Person => {}
        }
    }
    untagged(page, Span::new(taken, page.parse.words.len()), &mut found);
    found.retain(|words| !is_person(page, *words));
    // "W.Va." took the point after its name, and "South Florida" the word before.
    found.dedup_by(|next, last| next.start < last.end);
    found
}

/// A tagged name as the places in it: parted at commas, brackets and "and" unless the gazetteer has the whole.
fn split(page: &Words<'_>, words: Span, found: &mut Vec<Span>) {
    let lists = |word: usize| matches!(page.form(word), "," | "(" | ")" | "/" | ";" | "and");
    let joins = |word: usize| matches!(page.form(word), "-" | "–" | "—");
    let whole = trimmed(page, words);
    let pairs = || words.range().filter(|word| !joins(*word)).all(|word| known(page, Span::new(word, word + 1)));
    let parted = words.range().any(lists) || words.range().any(joins) && pairs();
    // "Nizhne-Imeritinskaya" is one name, "Moscow-Pyongyang" two.
    if !parted || whole.is_some_and(|whole| known(page, whole)) {
        found.extend(whole);
        return;
    }
    let mut start = words.start;
    for end in words.range().filter(|word| lists(*word) || joins(*word)).chain([words.end]) {
        found.extend(trimmed(page, Span::new(start, end)));
        start = end + 1;
    }
}

/// The range without articles, adjectives, possessives and marks at its ends; `None` when it is no place.
fn trimmed(page: &Words<'_>, mut words: Span) -> Option<Span> {
    let closes = |word: usize| {
        let form = page.form(word);
        matches!(form, "'s" | "’s" | "'" | "’") || !form.chars().any(char::is_alphanumeric)
    };
    // "R-Elbow Lake": a legislator's party.
    if words.len() > 2 && page.form(words.start).len() == 1 && page.form(words.start + 1) == "-" {
        words.start += 2;
    }
    // "Nyanza province", "Vistula river": what sort of place it is, in small letters, is not its name.
    let sort = |word: usize| {
        !page.capital(word) && [List::Sort, List::Area, List::Town].iter().any(|list| is(page.form(word), *list))
    };
    while words.start < words.end && (closes(words.end - 1) || words.len() > 1 && sort(words.end - 1)) {
        words.end -= 1;
    }
    while words.start < words.end {
        let first = words.start;
        let more = words.len() > 1;
        let tail = Span::new(first + 1, words.end);
        let goes = closes(first)
            || !page.capital(first) && more && !page.form(first).starts_with(|c: char| c.is_numeric())
            || more && is(page.form(first), List::Before) && !(page.capital(first) && known(page, words))
            || more
                && is(page.form(first), List::Direction)
                && page.opens(first)
                && !known(page, words)
                && known(page, tail);
        if !goes {
            break;
        }
        words.start += 1;
    }
    (!words.is_empty() && is_name(page, words)).then(|| whole(page, words))
}

/// Whether words that were tagged may be a place's name.
fn is_name(page: &Words<'_>, words: Span) -> bool {
    let sense = lexicon::country(page.slice(words)).map(|c| c.sense);
    let small = || bearers(&fold(page.slice(words))).iter().all(|b| b.other || b.entry.size() < 5.0);
    let after = page.form(words.end);
    // "Monday", "2009": the tagger errs.
    let number = words.range().all(|word| page.upos(word) == Upos::Num);
    let direction = words.len() == 1 && is(page.form(words.start), List::Direction);
    let people = matches!(sense, Some(CountrySense::Adjective | CountrySense::People)) && small();
    let misread = number || direction || people;
    page.capital(words.start)
        && !misread
        && sense != Some(CountrySense::Seat)
        && !is(after, List::Misleading)
        && !after.starts_with('$')
}

/// The name with the point of "Ind." and the direction of "South Florida".
fn whole(page: &Words<'_>, mut words: Span) -> Span {
    let pointed = Span::new(words.start, words.end + 1);
    if page.form(words.end) == "." && abbreviation(page.slice(pointed)) {
        return pointed;
    }
    if let Some(before) = words.start.checked_sub(1)
        && page.capital(before)
        && !page.opens(words.start)
        && !page.opens(before)
        && is(page.form(before), List::Direction)
    {
        words.start = before;
    }
    words
}

/// Whether a place bears the name.
pub(super) fn known(page: &Words<'_>, words: Span) -> bool {
    !words.is_empty() && page.capital(words.start) && !bearers(&fold(page.slice(words))).is_empty()
}

fn is_country(page: &Words<'_>, words: Span) -> bool {
    let sense = lexicon::country(page.slice(words)).map(|c| c.sense);
    matches!(sense, Some(CountrySense::Name | CountrySense::Part)) && page.capital(words.start)
}

/// The place in an authority's name: "Oakland Police Department", "Rapides Parish Fire District 2".
fn seat_of_body(page: &Words<'_>, words: Span) -> Option<Span> {
    let start = words.range().find(|word| page.capital(*word) && !is(page.form(*word), List::Before))?;
    (1..=3).rev().filter(|length| start + length < words.end).find_map(|length| {
        let name = Span::new(start, start + length);
        let body = (name.end..words.end).any(|word| is(page.form(word), List::PublicBody));
        let alone = page.capital(name.end) && !is(page.form(start), List::Direction);
        // Names that are in use for places above all: "Union" and "Central" are small towns, too.
        let bearers = || bearers(&fold(page.slice(name)));
        (body && alone && bearers().iter().any(|b| !b.other && (length > 1 || b.entry.size() > 3.5))).then_some(name)
    })
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
        || !is_name(page, words)
    {
        return false;
    }
    if is_country(page, words) {
        return true;
    }
    let placed = matches!(page.before(words.start), "in" | "at" | "near" | "from") && !page.opens(words.start);
    placed && bearers(&fold(page.slice(words))).first().is_some_and(|b| !b.other && b.entry.size() > 5.0)
}

/// Whether a name of one word is somebody's: the last word of a person's name in the article, without a preposition of
/// place before it here.
fn is_person(page: &Words<'_>, words: Span) -> bool {
    words.len() == 1
        && !is(page.before(words.start), List::Where)
        && page.form(words.end) != ","
        && page.parse.names.iter().any(|name| {
            name.class == NameClass::Person
                && name.words.len() > 1
                && page.form(name.words.end - 1) == page.form(words.start)
        })
}
