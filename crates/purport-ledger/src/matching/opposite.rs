//! Words that turn a statement into its opposite.
//!
//! In: two statements that are alike. Out: whether one has a word whose opposite the other has, each without its own ("rose",
//! "fell"), or speaks of the whole as untrue ("hoax", "never happened"). Opposites are a table.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::statement::words::{hash, stem};
use crate::statement::{Statement, Term};

/// Stems to the stems of their opposites.
static OPPOSITES: LazyLock<HashMap<u32, Vec<u32>>> = LazyLock::new(|| {
    let mut table: HashMap<u32, Vec<u32>> = HashMap::new();
    let rows = include_str!("../../data/opposites.tsv").lines().skip(1);
    for (one, other) in rows.filter_map(|row| row.split_once('\t')) {
        for one in one.split('|').map(|word| hash(&stem(word))) {
            for other in other.split('|').map(|word| hash(&stem(word))) {
                table.entry(one).or_default().push(other);
                table.entry(other).or_default().push(one);
            }
        }
    }
    table
});

/// Words that say of a whole story that it is not so.
static DEBUNKING: LazyLock<HashSet<u32>> = LazyLock::new(|| {
    let rows = include_str!("../../data/debunking.txt").lines().filter(|row| !row.starts_with('#'));
    rows.map(|word| hash(&stem(word))).collect()
});

/// Whether one statement says the opposite of the other by its words alone.
pub(super) fn are_opposite(one: &Statement, other: &Statement) -> bool {
    let debunked = |statement: &Statement| statement.terms.iter().any(|term| DEBUNKING.contains(&term.stem));
    let turned = debunked(one) != debunked(other);
    turned != has_opposite_word(&one.terms, &other.terms)
}

fn has_opposite_word(terms: &[Term], others: &[Term]) -> bool {
    let has = |terms: &[Term], stem: u32| terms.iter().any(|term| term.stem == stem);
    terms.iter().filter(|term| !has(others, term.stem)).any(|term| {
        let opposites = OPPOSITES.get(&term.stem).map_or(&[][..], Vec::as_slice);
        opposites.iter().any(|opposite| has(others, *opposite) && !has(terms, *opposite))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str]) -> Vec<Term> {
        words.iter().map(|word| Term { stem: hash(&stem(word)), weight: 10 }).collect()
    }

    #[test]
    fn opposites_are_found_in_both_directions() {
        assert!(has_opposite_word(&terms(&["prices", "rose"]), &terms(&["prices", "fell"])));
        assert!(has_opposite_word(&terms(&["prices", "fell"]), &terms(&["prices", "rose"])));
        assert!(!has_opposite_word(&terms(&["prices", "rose"]), &terms(&["prices", "rose", "fell"])));
        assert!(!has_opposite_word(&terms(&["troops", "left"]), &terms(&["troops", "withdrew"])));
    }
}
