//! How alike two statements are.
//!
//! In: two statements. Out: [`features`], and their [`score`]: logistic regression, whose weights `model/matching.py` learns
//! from pairs of headlines and reports with and without the same claim (FNC-1, Pomerleau and Rao 2017) and from pairs
//! written for this project.

use crate::statement::{Kind, Likeness, Statement, Term, weight_of_name};

/// Names of the features, in order.
pub const FEATURES: [&str; 9] = [
    "covered_least",
    "covered_most",
    "words_least",
    "words_most",
    "names_least",
    "names_shared",
    "names_strange",
    "deeds",
    "length",
];

/// One row of `data/matching.tsv` for each feature, the constant last.
const WEIGHTS: [f32; FEATURES.len() + 1] = [4.0, 3.0, 2.0, 1.0, 1.0, 0.3, -0.6, 0.5, 0.0, -5.0];

/// What is compared. Shares lie between 0 and 1; counts are capped.
#[must_use]
pub fn features(one: &Statement, other: &Statement) -> [f32; FEATURES.len()] {
    let words_one = covered(&one.terms, &other.terms);
    let words_other = covered(&other.terms, &one.terms);
    let names_one = names_covered(one, other);
    let names_other = names_covered(other, one);
    let whole = |words: (f32, f32), names: (f32, f32)| share(words.0 + names.0, words.1 + names.1);
    let (all_one, all_other) = (whole(words_one, names_one), whole(words_other, names_other));
    let strange = |statement: &Statement, against: &Statement| {
        statement
            .names
            .iter()
            .filter(|name| name.kind != Kind::Thing)
            .filter(|name| against.names.iter().all(|other| name.likeness(other) == Likeness::Different))
            .count()
    };
    let shared = one
        .names
        .iter()
        .filter(|name| name.kind != Kind::Country)
        .filter(|name| other.names.iter().any(|found| name.likeness(found) != Likeness::Different))
        .count();
    let deeds = one.deeds.iter().any(|deed| other.deeds.iter().any(|found| found.kind == deed.kind));
    let (least, most) = (all_one.min(all_other), all_one.max(all_other));
    let (words_least, words_most) = order(share(words_one.0, words_one.1), share(words_other.0, words_other.1));
    [
        least,
        most,
        words_least,
        words_most,
        share(names_one.0, names_one.1).min(share(names_other.0, names_other.1)),
        shared.min(3) as f32,
        strange(one, other).min(strange(other, one)).min(3) as f32,
        f32::from(u8::from(deeds)),
        (one.weight().min(other.weight()) as f32 / 100.0).min(4.0),
    ]
}

/// The score of features, between 0 and 1.
#[must_use]
pub fn score(features: &[f32; FEATURES.len()]) -> f32 {
    let sum: f32 = features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum();
    1.0 / (1.0 + (-(sum + WEIGHTS[FEATURES.len()])).exp())
}

fn order(one: f32, other: f32) -> (f32, f32) {
    (one.min(other), one.max(other))
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Weight of the words that the other has too, and of all.
fn covered(terms: &[Term], others: &[Term]) -> (f32, f32) {
    let mut sums = (0.0, 0.0);
    for term in terms {
        let weight = f32::from(term.weight);
        sums.1 += weight;
        if others.binary_search_by_key(&term.stem, |other| other.stem).is_ok() {
            sums.0 += weight;
        }
    }
    sums
}

fn names_covered(one: &Statement, other: &Statement) -> (f32, f32) {
    let mut sums = (0.0, 0.0);
    for name in &one.names {
        let weight = f32::from(weight_of_name(name));
        sums.1 += weight;
        let best = other.names.iter().map(|found| name.likeness(found)).max();
        sums.0 += match best {
            Some(Likeness::Same) => weight,
            Some(Likeness::Partial) => 0.8 * weight,
            _ => 0.0,
        };
    }
    sums
}
