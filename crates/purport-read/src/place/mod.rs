//! Which places an article names, and where they are.
//!
//! In: a text, its parse, the ranges of words that are sources, and what is known of the publication. Out: [`Places`]: a
//! record a name, in text order. In this order:
//!
//! 1. `mention`: which words name a place.
//! 2. `candidates`: the places of the `gazetteer` that bear the name.
//!    `evidence`: a name that is in no gazetteer must show that it is a place's.
//! 3. `inside`: phrases that say in what a place lies ("Paris, Texas").
//! 4. `choice`: of all candidates of all names those that go together; `context` adds what is said beside the places. One name means one place in an article.
//! 5. `metonymy`: a capital that stands for its government is no place; it is listed apart.
//!
//! A name that is in no gazetteer is kept, without coordinates. The name of a country is a place in every use.

mod candidates;
mod choice;
mod context;
mod evidence;
mod gazetteer;
mod inside;
mod lists;
mod mention;
mod metonymy;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use purport_parse::Parse;
use purport_text::{Article, Span, dateline};

use crate::attribution::Attribution;
use crate::entity::lexicon::{self, CountrySense};
use crate::reading::Place;

use candidates::{Candidate, candidates};
use gazetteer::{Entry, fold};
use lists::List;
use words::Words;

/// The places of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Places {
    /// In text order, with ids `p1`, `p2` …
    pub found: Vec<FoundPlace>,
    /// Capitals that stand for a government, in text order.
    pub governments: Vec<Government>,
}

/// A place and the words that name it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundPlace {
    /// As a range of words.
    #[allow(dead_code, reason = "for the stages that ask where an event happens")]
    pub words: Span,
    /// The record.
    pub place: Place,
}

/// A capital that stands for the government that sits there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Government {
    /// As a range of words.
    pub words: Span,
    /// ISO 3166-1 alpha-3 code.
    pub country: &'static str,
}

impl Places {
    /// The country whose government these words stand for, when they name a capital in that use.
    #[allow(dead_code, reason = "for the stages that ask who acts")]
    pub fn government(&self, words: Span) -> Option<&'static str> {
        self.governments.iter().find(|government| government.words.overlaps(words)).map(|g| g.country)
    }

    /// The records.
    pub fn records(&self) -> Vec<Place> {
        self.found.iter().map(|found| found.place.clone()).collect()
    }

    /// Ids of the places that lie in one of these stretches of the text.
    pub fn ids_in(&self, spans: &[Span]) -> Vec<String> {
        let places = self.found.iter().map(|found| &found.place);
        places.filter(|p| spans.iter().any(|s| s.contains(p.span))).map(|p| p.id.clone()).collect()
    }
}

/// Whether the words are a people or an adjective of a country ("Russian", "Kenyans"), and not a name of one.
#[must_use]
pub fn is_demonym(words: &str) -> bool {
    lexicon::country(words).is_some_and(|c| matches!(c.sense, CountrySense::Adjective | CountrySense::People))
}

/// Find the places of an article.
pub(crate) fn places(article: &Article, parse: &Parse, attributions: &[Attribution]) -> Places {
    let page = Words { text: &article.text, parse };
    let mut mentions = mention::mentions(&page);
    let runs = inside::lists(&page, &mentions);
    // Once "a Lebanon woman", Lebanon is a town all through the article.
    let of_towns: HashSet<&str> = mentions
        .iter()
        .filter(|words| lists::is(page.form(words.end), List::Townsfolk))
        .map(|words| page.slice(*words))
        .collect();
    let mut given: Vec<Vec<Candidate>> = (0..mentions.len())
        .map(|at| {
            // "Hayes and Dakota counties": the word after the last is said of all.
            let last = runs.iter().find(|run| run.contains(&at)).map_or(at, |run| run.end - 1);
            let name = page.slice(mentions[at]);
            candidates(name, page.form(mentions[last].end), of_towns.contains(name))
        })
        .collect();
    let known: Vec<bool> = given.iter().map(|candidates| !candidates.is_empty()).collect();
    let kept = evidence::kept(&page, &mentions, &known);
    let mut keep = kept.iter();
    mentions.retain(|_| keep.next().copied().unwrap_or(true));
    let mut keep = kept.iter();
    given.retain(|_| keep.next().copied().unwrap_or(true));
    let holders = inside::narrow(&page, &mentions, &mut given);
    let (mut names, name_of) = group(&page, &mentions, given, &holders);
    let beside: Vec<(usize, usize)> = inside::lists(&page, &mentions)
        .into_iter()
        .flat_map(|run| (run.start + 1..run.end).map(|at| (name_of[at - 1], name_of[at])).collect::<Vec<_>>())
        .collect();
    names.extend(context::names(article, parse));
    let chosen = choice::choose(&names, &beside);
    let filed = dateline(&article.text).map(|line| line.span);
    let mut places = Places::default();
    for (words, name) in mentions.iter().zip(name_of) {
        let entry = chosen[name].map(|at| names[name][at].entry);
        let source =
            attributions.iter().filter_map(|a| a.source).any(|s| s.len() <= words.len() + 1 && s.contains(*words));
        // "QUITO, Jan 4 (Agency) -" says where the report was filed, whatever the tree makes of it.
        let in_dateline = filed.is_some_and(|line| line.contains(parse.span_of(*words)));
        let government = |_: &&str| !in_dateline && metonymy::is_government(&page, *words, source);
        match entry.and_then(government_seat).filter(government) {
            Some(country) => places.governments.push(Government { words: *words, country }),
            None => {
                let id = format!("p{}", places.found.len() + 1);
                places.found.push(FoundPlace { words: *words, place: record(&page, id, *words, entry) });
            }
        }
    }
    places
}

/// The country whose capital this is.
fn government_seat(entry: Entry) -> Option<&'static str> {
    (entry.feature() == "PPLC").then(|| entry.country()).flatten()
}

/// The mentions as names: one a folded form, and one more for each area that the text says it lies in.
fn group(
    page: &Words<'_>,
    mentions: &[Span],
    given: Vec<Vec<Candidate>>,
    holders: &[Option<Entry>],
) -> (Vec<Vec<Candidate>>, Vec<usize>) {
    let keys: Vec<String> = mentions.iter().map(|words| fold(page.slice(*words))).collect();
    let mut by_key: HashMap<(&str, Option<Entry>), usize> = HashMap::new();
    let mut names: Vec<Vec<Candidate>> = Vec::new();
    let mut name_of = vec![0; mentions.len()];
    // First those whose area is told, then the rest, which mean the same place.
    let mut told: HashMap<&str, usize> = HashMap::new();
    let order = |told: bool| (0..mentions.len()).filter(move |at| holders[*at].is_some() == told);
    let mut given: Vec<Option<Vec<Candidate>>> = given.into_iter().map(Some).collect();
    for at in order(true).chain(order(false)) {
        let key = keys[at].as_str();
        let known = if holders[at].is_none() { told.get(key).copied() } else { None };
        let name = known.unwrap_or_else(|| {
            *by_key.entry((key, holders[at])).or_insert_with(|| {
                names.push(given[at].take().unwrap_or_default());
                names.len() - 1
            })
        });
        told.entry(key).or_insert(name);
        name_of[at] = name;
    }
    // In the order of the text, because names look at those around them.
    let mut position = vec![usize::MAX; names.len()];
    let mut next = 0;
    for name in &name_of {
        if position[*name] == usize::MAX {
            position[*name] = next;
            next += 1;
        }
    }
    let mut ordered: Vec<(usize, Vec<Candidate>)> = position.iter().copied().zip(names).collect();
    ordered.sort_by_key(|(at, _)| *at);
    (ordered.into_iter().map(|(_, name)| name).collect(), name_of.into_iter().map(|name| position[name]).collect())
}

fn record(page: &Words<'_>, id: String, words: Span, entry: Option<Entry>) -> Place {
    let point = entry.map(Entry::point);
    Place {
        id,
        span: page.parse.span_of(words),
        name: entry.map_or_else(|| page.slice(words), |entry| entry.name()).to_owned(),
        geonames: entry.and_then(Entry::geonames),
        lat: point.map(|p| p.0),
        lon: point.map(|p| p.1),
        country: entry.and_then(Entry::country).map(str::to_owned),
        feature: entry.map(|entry| entry.feature().to_owned()),
    }
}
