//! How alike two statements are.
//!
//! In: two statements and what corresponds in them. Out: [`features`], and their [`score`]: logistic regression, whose
//! weights `model/matching.py` learns from pairs of headlines and reports with and without the same claim (FNC-1, Pomerleau
//! and Rao 2017) and from pairs written for this project.

use std::sync::LazyLock;

use super::alignment::{Alignment, Cover, Partners, align};
use crate::statement::{Meaning, Statement};

/// Names of the features, in order.
pub const FEATURES: [&str; 9] =
    ["soft_least", "soft_most", "hard_least", "hard_most", "deeds", "length", "evidence", "numbers", "meaning"];

/// A row for each feature, the constant last.
static WEIGHTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let rows = include_str!("../../data/matching.tsv").lines().skip(1);
    rows.filter_map(|row| row.split('\t').nth(1)?.parse().ok()).collect()
});

/// What is compared. Shares lie between 0 and 1; counts are capped.
#[must_use]
pub fn features(one: &Statement, other: &Statement) -> [f32; FEATURES.len()] {
    of_aligned(one, other, &align(one, other))
}

pub(super) fn of_aligned(one: &Statement, other: &Statement, alignment: &Alignment) -> [f32; FEATURES.len()] {
    let (here, there) = (Cover::of(one, &alignment.one), Cover::of(other, &alignment.other));
    let (soft_least, soft_most) = order(here.soft(), there.soft());
    let (hard_least, hard_most) = order(here.hard(), there.hard());
    let deeds = one.deeds.iter().any(|deed| other.deeds.iter().any(|found| found.kind == deed.kind));
    let numbers = one.numbers.iter().any(|number| other.numbers.iter().any(|found| number.agrees(found)));
    let evidence = (here.hard_terms + here.covered_names).min(there.hard_terms + there.covered_names);
    [
        soft_least,
        soft_most,
        hard_least,
        hard_most,
        f32::from(u8::from(deeds)),
        ((here.terms + here.names).min(there.terms + there.names) / 100.0).min(4.0),
        (evidence / 100.0).min(4.0),
        f32::from(u8::from(numbers)),
        Meaning::of(one) * Meaning::of(other),
    ]
}

/// Weight of the same words and names, of the side that has less of it.
pub(super) fn evidence(one: &Statement, other: &Statement, alignment: &Alignment) -> f32 {
    let shared = |statement: &Statement, partners: &Partners| {
        let cover = Cover::of_rare(statement, partners);
        cover.covered_names + cover.hard_terms + BY_MEANING * (cover.soft_terms - cover.hard_terms)
    };
    let agreed = one.numbers.iter().filter(|number| other.numbers.iter().any(|found| number.agrees(found))).count();
    shared(one, &alignment.one).min(shared(other, &alignment.other)) + NUMBER * (agreed.min(MOST_NUMBERS) as f32)
}

/// What words of like meaning count of those that are the same, as evidence.
const BY_MEANING: f32 = 0.5;

/// What a number counts that both give, in tenths like the words, and how many are counted.
const NUMBER: f32 = 25.0;
const MOST_NUMBERS: usize = 2;

/// The score of features, between 0 and 1.
#[must_use]
pub fn score(features: &[f32; FEATURES.len()]) -> f32 {
    let sum: f32 = features.iter().zip(WEIGHTS.iter()).map(|(feature, weight)| feature * weight).sum();
    let constant = WEIGHTS.get(FEATURES.len()).copied().unwrap_or_default();
    1.0 / (1.0 + (-(sum + constant)).exp())
}

fn order(one: f32, other: f32) -> (f32, f32) {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_weight_for_each_feature_and_a_constant() {
        let names: Vec<&str> =
            include_str!("../../data/matching.tsv").lines().skip(1).filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(names[..FEATURES.len()], FEATURES);
        assert_eq!(names[FEATURES.len()..], ["constant"]);
        assert_eq!(WEIGHTS.len(), FEATURES.len() + 1);
    }
}
