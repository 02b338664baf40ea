//! The three measures of coreference.

use std::collections::HashMap;
use std::ops::AddAssign;

use purport_text::Span;

use super::assignment;
use crate::score::Row;

/// A measure's sums: what is right on each side, of how much.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// Right among the predicted.
    pub right_predicted: f64,
    /// All predicted.
    pub predicted: f64,
    /// Right among the gold.
    pub right_gold: f64,
    /// All gold.
    pub gold: f64,
}

impl Measure {
    /// Share of the predicted that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right_predicted, self.predicted)
    }

    /// Share of the gold that was found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right_gold, self.gold)
    }

    /// Their harmonic mean.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2.0 * self.precision() * self.recall(), self.precision() + self.recall())
    }

    /// As a row of a report; counts are rounded.
    #[must_use]
    pub fn row(&self, name: &str) -> Row {
        let count = |sum: f64| sum.round() as usize;
        Row {
            precision: Some(self.precision()),
            recall: Some(self.recall()),
            score: self.f1(),
            ..Row::balanced(name, count(self.right_predicted), count(self.predicted), count(self.gold))
        }
    }
}

impl AddAssign for Measure {
    fn add_assign(&mut self, other: Self) {
        self.right_predicted += other.right_predicted;
        self.predicted += other.predicted;
        self.right_gold += other.right_gold;
        self.gold += other.gold;
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// Which chain each mention is in.
fn chain_of(chains: &[Vec<Span>]) -> HashMap<Span, usize> {
    chains.iter().enumerate().flat_map(|(at, chain)| chain.iter().map(move |mention| (*mention, at))).collect()
}

/// Vilain et al. (1995), *A model-theoretic coreference scoring scheme*: a chain of n mentions has n − 1 links; cut by the
/// other side's chains into p parts it keeps n − p of them.
#[must_use]
pub fn muc(gold: &[Vec<Span>], predicted: &[Vec<Span>]) -> Measure {
    let side = |these: &[Vec<Span>], others: &[Vec<Span>]| {
        let other = chain_of(others);
        these.iter().filter(|chain| !chain.is_empty()).fold((0.0, 0.0), |(kept, links), chain| {
            let mut parts: Vec<usize> = chain.iter().filter_map(|mention| other.get(mention).copied()).collect();
            let alone = chain.len() - parts.len();
            parts.sort_unstable();
            parts.dedup();
            (kept + (chain.len() - parts.len() - alone) as f64, links + (chain.len() - 1) as f64)
        })
    };
    let ((right_gold, all_gold), (right_predicted, all_predicted)) = (side(gold, predicted), side(predicted, gold));
    Measure { right_predicted, predicted: all_predicted, right_gold, gold: all_gold }
}

/// Bagga and Baldwin (1998), *Algorithms for scoring coreference chains*: for each mention the share of its chain that is
/// in the other side's chain of it as well. A mention that the other side lacks counts nothing.
#[must_use]
pub fn b_cubed(gold: &[Vec<Span>], predicted: &[Vec<Span>]) -> Measure {
    let side = |these: &[Vec<Span>], others: &[Vec<Span>]| {
        let other = chain_of(others);
        these.iter().fold((0.0, 0.0), |(right, all), chain| {
            let mut common: HashMap<usize, usize> = HashMap::new();
            chain.iter().filter_map(|mention| other.get(mention)).for_each(|&at| *common.entry(at).or_default() += 1);
            let mut counts: Vec<usize> = common.into_values().collect();
            counts.sort_unstable();
            let shared: f64 = counts.iter().map(|&n| (n * n) as f64 / chain.len() as f64).sum();
            (right + shared, all + chain.len() as f64)
        })
    };
    let ((right_gold, all_gold), (right_predicted, all_predicted)) = (side(gold, predicted), side(predicted, gold));
    Measure { right_predicted, predicted: all_predicted, right_gold, gold: all_gold }
}

/// Luo (2005), *On coreference resolution performance metrics*: gold and predicted chains are matched one to one so that
/// their similarity φ4(K, R) = 2|K ∩ R| / (|K| + |R|) is greatest in sum.
#[must_use]
pub fn ceaf(gold: &[Vec<Span>], predicted: &[Vec<Span>]) -> Measure {
    let other = chain_of(predicted);
    let mut similar = vec![vec![0.0; predicted.len()]; gold.len()];
    for (row, chain) in similar.iter_mut().zip(gold) {
        for &at in chain.iter().filter_map(|mention| other.get(mention)) {
            row[at] += 2.0 / (chain.len() + predicted[at].len()) as f64;
        }
    }
    let best = assignment::greatest(&similar);
    Measure { right_predicted: best, predicted: predicted.len() as f64, right_gold: best, gold: gold.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chains of numbered mentions.
    fn chains(of: &[&[usize]]) -> Vec<Vec<Span>> {
        of.iter().map(|chain| chain.iter().map(|&at| Span::new(at, at + 1)).collect()).collect()
    }

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 5e-4, "{value} is not {expected}");
    }

    /// The example of Bagga and Baldwin's figures 1 to 3: the truth, and two responses that MUC cannot tell apart.
    #[test]
    fn the_example_of_bagga_and_baldwin() {
        let truth = chains(&[&[1, 2, 3, 4, 5], &[6, 7], &[8, 9, 10, 11, 12]]);
        let one = chains(&[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10, 11, 12]]);
        let two = chains(&[&[1, 2, 3, 4, 5, 8, 9, 10, 11, 12], &[6, 7]]);
        for response in [&one, &two] {
            near(muc(&truth, response).precision(), 0.9);
            near(muc(&truth, response).recall(), 1.0);
            near(b_cubed(&truth, response).recall(), 1.0);
        }
        near(b_cubed(&truth, &one).precision(), 16.0 / 21.0);
        near(b_cubed(&truth, &two).precision(), 7.0 / 12.0);
    }

    /// Vilain et al.'s table 1.
    #[test]
    fn the_examples_of_vilain() {
        let scores = |key: &[&[usize]], response: &[&[usize]]| {
            let found = muc(&chains(key), &chains(response));
            [found.precision(), found.recall()]
        };
        assert_eq!(scores(&[&[1, 2, 3, 4]], &[&[1, 2], &[3, 4]]), [1.0, 2.0 / 3.0]);
        assert_eq!(scores(&[&[1, 2], &[3, 4]], &[&[1, 2, 3, 4]]), [2.0 / 3.0, 1.0]);
        assert_eq!(scores(&[&[1, 2, 3, 4]], &[&[1, 2, 3, 4]]), [1.0, 1.0]);
        assert_eq!(scores(&[&[1, 2, 3, 4]], &[&[1, 2], &[2, 3]])[1], 1.0 / 3.0);
    }

    /// Luo's example: one response chain for two key chains, and the like. CEAF with φ4.
    #[test]
    fn the_example_of_luo() {
        let truth = chains(&[&[1, 2, 3, 4, 5], &[6, 7], &[8, 9, 10, 11, 12]]);
        let one = chains(&[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10, 11, 12]]);
        near(ceaf(&truth, &one).precision(), (1.0 + 10.0 / 12.0) / 2.0);
        near(ceaf(&truth, &one).recall(), (1.0 + 10.0 / 12.0) / 3.0);
        let all = chains(&[&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]);
        near(ceaf(&truth, &all).precision(), 10.0 / 17.0);
    }

    /// The example of the reference scorer (Pradhan et al. 2014, figure 1): key {a b c} {d e f g}, response {a b} {c d}
    /// {f g h i}.
    #[test]
    fn the_example_of_the_reference_scorer() {
        let key = chains(&[&[1, 2, 3], &[4, 5, 6, 7]]);
        let response = chains(&[&[1, 2], &[3, 4], &[6, 7, 8, 9]]);
        let found = muc(&key, &response);
        near(found.recall(), 2.0 / 5.0);
        near(found.precision(), 2.0 / 5.0);
        let found = b_cubed(&key, &response);
        near(found.recall(), (2.0 * 2.0 / 3.0 + 1.0 / 3.0 + 1.0 / 4.0 + 2.0 * 2.0 / 4.0) / 7.0);
        near(found.precision(), (2.0 + 1.0 / 2.0 + 1.0 / 2.0 + 2.0 * 2.0 / 4.0) / 8.0);
        let found = ceaf(&key, &response);
        near(found.recall(), 0.65);
        near(found.precision(), 0.4333);
    }

    #[test]
    fn nothing_against_nothing_is_nought() {
        for measure in [muc(&[], &[]), b_cubed(&[], &[]), ceaf(&[], &chains(&[&[1, 2]]))] {
            assert_eq!(measure.f1(), 0.0);
        }
    }
}
