//! Attributions paired one to one, and what nesting adds.

use super::Item;
use super::compare::{jaccard, shared};

/// For every gold attribution the predicted one that it is paired with.
#[derive(Clone, Debug)]
pub(super) struct Pairs {
    pub of_gold: Vec<Option<usize>>,
    pub of_predicted: Vec<Option<usize>>,
}

/// The pairings of one document.
pub(super) struct Matching {
    pub found: Pairs,
    pub whole: Pairs,
    pub whole_with_cue: Pairs,
}

/// Whether two sources are the same, by half of their characters.
pub(super) fn same_source(predicted: &Item, gold: &Item) -> bool {
    jaccard(predicted.source(), gold.source()) >= 0.5
}

/// Pairs what may be paired, the most alike first.
pub(super) fn matching(gold: &[Item], predicted: &[Item]) -> Matching {
    let (mut found, mut whole, mut whole_with_cue) = (Vec::new(), Vec::new(), Vec::new());
    for (p, one) in predicted.iter().enumerate() {
        for (g, other) in gold.iter().enumerate() {
            let cue_shared = shared(one.cue(), other.cue()) > 0;
            // Two attributions without content are not alike for that.
            let without = one.content().is_empty() || other.content().is_empty();
            let content = if without { 0.0 } else { jaccard(one.content(), other.content()) };
            let source = jaccard(one.source(), other.source());
            let cue = if cue_shared { jaccard(one.cue(), other.cue()) } else { 0.0 };
            let candidate = (content + source + cue, p, g);
            if cue_shared || content >= 0.5 {
                found.push(candidate);
            }
            if content >= 0.5 && source >= 0.5 {
                whole.push(candidate);
                if cue_shared {
                    whole_with_cue.push(candidate);
                }
            }
        }
    }
    let pairs = |candidates| best_first(candidates, predicted.len(), gold.len());
    Matching { found: pairs(found), whole: pairs(whole), whole_with_cue: pairs(whole_with_cue) }
}

/// Greedy: the highest rank, then the first predicted, then the first gold.
fn best_first(mut candidates: Vec<(f64, usize, usize)>, predicted: usize, gold: usize) -> Pairs {
    candidates.sort_by(|left, right| right.0.total_cmp(&left.0).then((left.1, left.2).cmp(&(right.1, right.2))));
    let mut pairs = Pairs { of_gold: vec![None; gold], of_predicted: vec![None; predicted] };
    for (_, p, g) in candidates {
        if pairs.of_predicted[p].is_none() && pairs.of_gold[g].is_none() {
            pairs.of_predicted[p] = Some(g);
            pairs.of_gold[g] = Some(p);
        }
    }
    pairs
}

/// Nested gold attributions that are right: found, and nested in the prediction that their own parent is paired with.
pub(super) fn nested_right(gold: &[Item], predicted: &[Item], found: &Pairs) -> usize {
    let right = |(at, item): &(usize, &Item)| {
        let parent = item.within.and_then(|parent| found.of_gold[parent]);
        parent.is_some() && found.of_gold[*at].and_then(|partner| predicted[partner].within) == parent
    };
    gold.iter().enumerate().filter(right).count()
}
