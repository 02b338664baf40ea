//! The places that a name may mean.
//!
//! In: a name with the words around it. Out: bearers of the name, with how likely each is before the article is looked
//! at: the populous and the important are named more often.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::gazetteer::{Bearer, Entry, bearers, fold};
use super::lists::{List, is};

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| {
    let rows = include_str!("../../data/place_abbreviations.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let (short, name, country) = (cells.next()?, cells.next()?, cells.next()?);
        let state = |b: &Bearer| b.entry.feature() == "ADM1" && b.entry.country() == Some(country);
        Some((short, bearers(&fold(name)).into_iter().find(state)?.entry))
    })
    .collect()
});

/// A place that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub entry: Entry,
    /// Higher is likelier; a step of one is a population ten times larger.
    pub prior: f64,
}

/// More are never weighed: the populous come first.
const MOST: usize = 40;
/// A place of another sort than is said.
const MISFIT: f64 = 4.5;
/// A name that is not the main one.
const OTHER_NAME: f64 = 2.0;

/// Whether these are the short form of a state or province, its point included.
pub(super) fn abbreviation(name: &str) -> bool {
    ABBREVIATIONS.contains_key(name)
}

/// The places that the name may mean. `after` is the word after it, or after the list that it stands in: "Idlib province",
/// "Hayes and Dakota counties". `townsfolk`: the name stands before a word of a town's people and things.
pub(super) fn candidates(name: &str, after: &str, townsfolk: bool) -> Vec<Candidate> {
    if let Some(state) = ABBREVIATIONS.get(name) {
        return vec![Candidate { entry: *state, prior: 9.0 }];
    }
    let key = fold(name);
    let wanted = if is(after, List::Area) { Some(Sort::Area) } else { is(after, List::Town).then_some(Sort::Town) };
    if matches!(after, "county" | "counties" | "County" | "Counties") {
        let counties = weighed(&bearers(&format!("{key} county")), None, false);
        if !counties.is_empty() {
            return counties;
        }
    }
    let whole = bearers(&key);
    if !whole.is_empty() {
        return weighed(&whole, wanted, townsfolk);
    }
    let words: Vec<&str> = key.split(' ').collect();
    let ends = |list: List| words.len() > 1 && words.last().is_some_and(|last| is(last, list));
    let begins = |list: List| words.len() > 2 && words[1] == "of" && is(words[0], list);
    let but_last = || words[..words.len() - 1].join(" ");
    let (inner, sort) = match () {
        () if words.len() > 1 && words.last() == Some(&"co") => (but_last() + " county", wanted),
        () if ends(List::Area) => (but_last(), Some(Sort::Area)),
        () if ends(List::Town) => {
            // "Gaza City"; but not every "Harbor City" is a Harbor.
            let cities = bearers(&but_last()).into_iter().filter(|b| b.entry.size() > 5.0).collect::<Vec<_>>();
            return weighed(&cities, Some(Sort::Town), false);
        }
        () if begins(List::Area) => (words[2..].join(" "), Some(Sort::Area)),
        () if begins(List::Town) => (words[2..].join(" "), Some(Sort::Town)),
        () if words.len() > 1 && (is(words[0], List::Direction) || words[0] == "the") => (words[1..].join(" "), wanted),
        () => return Vec::new(),
    };
    weighed(&bearers(&inner), sort, townsfolk)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Area,
    Town,
}

fn weighed(bearers: &[Bearer], wanted: Option<Sort>, townsfolk: bool) -> Vec<Candidate> {
    bearers
        .iter()
        .take(MOST)
        .map(|bearer| {
            let fits = match wanted {
                Some(Sort::Area) => area(bearer.entry),
                Some(Sort::Town) => town(bearer.entry),
                None => true,
            };
            let fits = fits && !(townsfolk && is_state(bearer.entry));
            let prior =
                prior(bearer.entry) - if bearer.other { OTHER_NAME } else { 0.0 } - if fits { 0.0 } else { MISFIT };
            Candidate { entry: bearer.entry, prior }
        })
        .collect()
}

/// Whether the place is a country whose people have a name of their own: a *Lebanese* woman is of the country, a "Lebanon
/// woman" of a town.
fn is_state(entry: Entry) -> bool {
    entry.feature() == "PCLI" && !matches!(entry.country(), Some("SGP" | "HKG" | "MAC" | "MCO" | "LUX" | "USA" | "GBR"))
}

/// Whether the place is an administrative area.
pub(super) fn area(entry: Entry) -> bool {
    matches!(entry.feature().get(..3), Some("ADM" | "PCL" | "TER" | "RGN" | "ARE"))
}

/// Whether it is a town or village.
pub(super) fn town(entry: Entry) -> bool {
    entry.feature().starts_with("PPL") || entry.feature() == "STLMT"
}

/// How often a place is named, before anything is known of the article.
fn prior(entry: Entry) -> f64 {
    let size = entry.size();
    match entry.feature() {
        "PCLI" | "CONT" => size.max(6.0) + 2.5,
        "PCLD" | "PCLS" | "TERR" => size.max(5.0) + 1.5,
        "PPLC" => size.max(4.0) + 1.5,
        "ADM1" => size - 0.4,
        "ADM2" | "ADM3" | "ADMD" => size - 1.0,
        "PPLA" => size + 0.3,
        "PPLX" => size.max(4.0) - 0.5,
        feature if feature.starts_with("PPL") => size,
        // Seas, mountains, regions: on the list because they are in the news.
        _ => 7.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(name: &str, after: &str) -> Entry {
        let by_prior = |one: &&Candidate, other: &&Candidate| one.prior.total_cmp(&other.prior);
        candidates(name, after, false).iter().max_by(by_prior).unwrap_or_else(|| panic!("{name} is nowhere")).entry
    }

    #[test]
    fn short_forms_are_states() {
        assert_eq!(best("Ill.", "").name(), "Illinois");
        assert_eq!(best("B.C.", "").name(), "British Columbia");
        assert!(
            candidates("ill", "", false)
                .iter()
                .all(|c| c.entry.feature() != "ADM1" || c.entry.country() != Some("USA"))
        );
    }

    #[test]
    fn every_short_form_is_a_state_of_the_gazetteer() {
        let rows = include_str!("../../data/place_abbreviations.tsv").lines().count() - 1;
        assert_eq!(ABBREVIATIONS.len(), rows);
    }

    #[test]
    fn sorts_of_area_choose() {
        assert_eq!(best("Kursk", "").feature(), "PPLA");
        assert_eq!(best("Kursk", "region").feature(), "ADM1");
        assert_eq!(best("Idlib province", "").feature(), "ADM1");
        assert_eq!(best("Eastern Ukraine", "").name(), "Ukraine");
        assert_eq!(best("London", "").country(), Some("GBR"));
    }
}
