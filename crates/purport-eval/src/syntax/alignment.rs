//! Which predicted word is which gold word.
//!
//! Words that are tokens of their own are the same when their characters are. Where either side has a token of several
//! words, the smallest stretch is taken that no such token sticks out of, and inside it words are paired by a longest
//! common subsequence of their forms (case does not matter).

use crate::ink::Run;

/// What the alignment needs to know of a word.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// The characters of its token.
    pub span: Run,
    /// Whether the token has other words besides.
    pub multiword: bool,
    /// Its form in lower case, without white space.
    pub form: String,
}

/// Index pairs (gold, predicted), both ascending.
pub(super) fn align(gold: &[Cut], predicted: &[Cut]) -> Vec<(usize, usize)> {
    let (mut g, mut p) = (0, 0);
    let mut pairs = Vec::with_capacity(gold.len());
    while let (Some(one), Some(other)) = (gold.get(g), predicted.get(p)) {
        if one.multiword || other.multiword {
            let (from, to) = stretch(gold, predicted, [g, p]);
            let inside = common_subsequence(&gold[from[0]..to[0]], &predicted[from[1]..to[1]]);
            pairs.extend(inside.into_iter().map(|(dg, dp)| (from[0] + dg, from[1] + dp)));
            [g, p] = to;
        } else if one.span == other.span {
            pairs.push((g, p));
            g += 1;
            p += 1;
        } else if one.span.start <= other.span.start {
            g += 1;
        } else {
            p += 1;
        }
    }
    pairs
}

/// The smallest stretch around tokens of several words: where it begins and ends, on each side.
fn stretch(gold: &[Cut], predicted: &[Cut], [mut g, mut p]: [usize; 2]) -> ([usize; 2], [usize; 2]) {
    let (one, other) = (&gold[g], &predicted[p]);
    let mut end = if one.multiword { one.span.end } else { other.span.end };
    // A word before the token, which does not belong to the stretch.
    if one.multiword {
        p += usize::from(!other.multiword && other.span.start < one.span.start);
    } else {
        g += usize::from(one.span.start < other.span.start);
    }
    let from = [g, p];
    let past = |words: &[Cut], at: usize, end: usize| {
        words.get(at).is_none_or(|word| if word.multiword { word.span.start >= end } else { word.span.end > end })
    };
    while !(past(gold, g, end) && past(predicted, p, end)) {
        let next = match (gold.get(g), predicted.get(p)) {
            (Some(one), other) if other.is_none_or(|other| one.span.start <= other.span.start) => {
                g += 1;
                one
            }
            (_, Some(other)) => {
                p += 1;
                other
            }
            _ => break,
        };
        if next.multiword {
            end = end.max(next.span.end);
        }
    }
    (from, [g, p])
}

/// A longest common subsequence of forms.
fn common_subsequence(gold: &[Cut], predicted: &[Cut]) -> Vec<(usize, usize)> {
    // longest[g][p]: the length for gold[g..] and predicted[p..].
    let mut longest = vec![vec![0; predicted.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for p in (0..predicted.len()).rev() {
            let with_both = if gold[g].form == predicted[p].form { 1 + longest[g + 1][p + 1] } else { 0 };
            longest[g][p] = with_both.max(longest[g + 1][p]).max(longest[g][p + 1]);
        }
    }
    let (mut g, mut p) = (0, 0);
    let mut pairs = Vec::new();
    while g < gold.len() && p < predicted.len() {
        if gold[g].form == predicted[p].form {
            pairs.push((g, p));
            g += 1;
            p += 1;
        } else if longest[g][p] == longest[g + 1][p] {
            g += 1;
        } else {
            p += 1;
        }
    }
    pairs
}
