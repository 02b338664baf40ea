//! Under what a statement is looked up.
//!
//! In: a statement. Out: at most [`MOST_KEYS`] keys, such that statements of the same thing nearly always share one, while
//! each is rare: a name or word that no table of usual words knows stands alone, everything else in pairs. Two countries
//! alone are never a key.

use crate::statement::words::{hash, is_unknown};
use crate::statement::{Kind, Statement};

/// Keys of one statement at most.
pub const MOST_KEYS: usize = 10;

/// Elements that are looked at for pairs, the most telling ones.
const ELEMENTS: usize = 6;

/// Elements that may stand alone.
const ALONE: usize = 3;

/// Weight of a name by which it comes before all words but the rarest, and of a country.
const NAME: u8 = 46;
const COUNTRY: u8 = 25;

/// Least weight of a word that takes part in keys.
const LEAST: u8 = 18;

struct Element {
    weight: u8,
    code: u32,
    is_country: bool,
    is_rare: bool,
}

/// The keys, sorted.
#[must_use]
pub fn keys(statement: &Statement) -> Vec<u64> {
    let mut elements: Vec<Element> = Vec::new();
    for name in &statement.names {
        let is_country = name.kind == Kind::Country;
        let code = name.key();
        let weight = if is_country { COUNTRY } else { NAME };
        let is_rare = name.identifier == 0 && name.words.iter().any(|word| word.is_unusual());
        elements.push(Element { weight, code, is_country, is_rare });
    }
    for term in statement.terms.iter().filter(|term| term.weight >= LEAST) {
        let is_rare = is_unknown(term.stem) && term.weight > NAME;
        elements.push(Element { weight: term.weight, code: term.stem, is_country: false, is_rare });
    }
    elements.sort_by_key(|element| (std::cmp::Reverse(element.weight), element.code));
    elements.dedup_by_key(|element| element.code);
    let mut found: Vec<u64> =
        elements.iter().filter(|element| element.is_rare).take(ALONE).map(|element| u64::from(element.code)).collect();
    elements.truncate(ELEMENTS);
    // Pairs of the most telling first: by the sum of their places.
    for sum in 1..2 * ELEMENTS {
        for one in 0..elements.len() {
            let Some(other) = sum.checked_sub(one).filter(|other| *other > one && *other < elements.len()) else {
                continue;
            };
            let (one, other) = (&elements[one], &elements[other]);
            if found.len() < MOST_KEYS && !(one.is_country && other.is_country) {
                found.push(pair(one.code, other.code));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn pair(one: u32, other: u32) -> u64 {
    let (low, high) = (one.min(other), one.max(other));
    // Never zero in the upper half, where single names have it.
    u64::from(hash(&low.to_string()) | 1) << 32 | u64::from(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::{Name, Side, Term};

    fn statement(names: &[(&str, Kind)], terms: &[(u32, u8)]) -> Statement {
        let term = |(stem, weight): &(u32, u8)| Term { stem: *stem, weight: *weight, denied: false, proper: false };
        let names = names.iter().map(|(name, kind)| (Name::spelt(name, *kind).unwrap(), Side::Other));
        Statement::sample(terms.iter().map(term).collect(), names.collect())
    }

    #[test]
    fn two_countries_alone_are_no_key() {
        assert!(keys(&statement(&[("Russia", Kind::Country), ("Iran", Kind::Country)], &[(7, 5)])).is_empty());
        assert!(!keys(&statement(&[("Russia", Kind::Country), ("Iran", Kind::Country)], &[(7, 40)])).is_empty());
    }

    #[test]
    fn a_shared_pair_or_a_shared_rare_name_is_a_shared_key() {
        let one = keys(&statement(&[("Xylanthia", Kind::Place)], &[(7, 40), (9, 30)]));
        let other = keys(&statement(&[("Xylanthia", Kind::Place)], &[(11, 40), (13, 30)]));
        assert!(one.iter().any(|key| other.contains(key)));
        let third = keys(&statement(&[("Paris", Kind::Place)], &[(7, 40), (9, 30)]));
        assert!(one.iter().any(|key| third.contains(key)));
        assert!(third.len() <= MOST_KEYS && !third.iter().any(|key| other.contains(key)));
    }
}
