//! The words that rules about places know: `data/place_words.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is; the table's second column names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum List {
    /// Stands before a name and is no part of it (*the*, *nearby*).
    Before,
    /// Part of an area (*northern*, *central*).
    Direction,
    /// A preposition after which stands where, not who.
    Where,
    /// What sort of place a name is, in small letters after it (*river*).
    Sort,
    /// A word of names of rivers, roads, bays: a place, known or not.
    NamedSort,
    /// After it a place's name is part of another name (*virus*).
    Misleading,
    /// A sort of administrative area, one or several.
    Area,
    /// A sort of town.
    Town,
    /// A word in the name of an authority, which is where its name says (*police*).
    PublicBody,
    /// Said of a town's people and things ("a Lebanon woman").
    Townsfolk,
    /// What governments have between, with, against or from each other.
    Affair,
    /// A verb whose object may be a government.
    DoneTo,
    /// A verb whose subject may be a city.
    OfCities,
    /// A verb that goes with "with" and a government.
    Deals,
    /// A verb whose "to" and a government say who gets something.
    Gives,
    /// After a hyphen: it is a government that backs or leads.
    Joined,
}

const NAMES: [(&str, List); 16] = [
    ("before", List::Before),
    ("direction", List::Direction),
    ("where", List::Where),
    ("sort", List::Sort),
    ("named sort", List::NamedSort),
    ("misleading", List::Misleading),
    ("area", List::Area),
    ("town", List::Town),
    ("public body", List::PublicBody),
    ("townsfolk", List::Townsfolk),
    ("affair", List::Affair),
    ("done to", List::DoneTo),
    ("of cities", List::OfCities),
    ("deals", List::Deals),
    ("gives", List::Gives),
    ("joined", List::Joined),
];

static WORDS: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, u16> = HashMap::new();
    let rows = include_str!("../../data/place_words.tsv").lines().filter(|line| !line.starts_with('#'));
    for (word, name) in rows.filter_map(|row| row.split_once('\t')) {
        if let Some((_, list)) = NAMES.iter().find(|(known, _)| *known == name) {
            *words.entry(word).or_default() |= 1 << *list as u16;
        }
    }
    words
});

/// The longest word of the table.
const LONGEST: usize = 24;

/// Whether the word, in any case, is on the list.
pub(super) fn is(word: &str, list: List) -> bool {
    let bits = |word: &str| WORDS.get(word).is_some_and(|bits| bits >> list as u16 & 1 == 1);
    if word.len() > LONGEST {
        false
    } else if word.bytes().any(|b| b.is_ascii_uppercase()) {
        bits(&word.to_ascii_lowercase())
    } else {
        bits(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_on_a_list() {
        let rows = include_str!("../../data/place_words.tsv").lines().skip(1);
        for row in rows {
            let (word, name) = row.split_once('\t').unwrap();
            let list = NAMES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name}")).1;
            assert!(is(word, list) && is(&word.to_uppercase(), list), "{row}");
        }
        assert!(!is("police", List::Town) && !is(&"x".repeat(1_000_000), List::Town));
    }
}
