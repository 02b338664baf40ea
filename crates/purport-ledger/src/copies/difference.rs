//! What changed between two versions of a text, word by word.
//!
//! In: two texts. Out: the stretches that were replaced, added or removed, in order. Case, punctuation and white space
//! alone are no change. Runs of words that stand once in both texts pin them together; what lies between is compared word
//! by word where it is short, and is one change where it is long and has nothing in common that is pinned. So the work
//! grows little faster than the texts.

use std::collections::HashMap;

use purport_text::{Normalized, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::hash::sequence;
use super::words::{Word, words};

/// Words in a row that pin two texts together, tried in this order on what is still unpinned.
const PINS: [usize; 3] = [6, 3, 1];

/// Most words of both sides together that are compared word by word: Myers' algorithm takes the square of what differs.
const COMPARED: usize = 2_000;

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was there before; empty, at its place, where words were added.
    pub before: Span,
    /// What is there now; empty, at its place, where words were removed.
    pub after: Span,
}

/// The changes from one version to the next, in order.
///
/// ```
/// use purport_ledger::copies::difference;
/// let (before, after) = ("Two of the crew may be dead.", "Three of the crew are dead.");
/// let changes: Vec<(&str, &str)> =
///     difference(before, after).iter().map(|c| (c.before.slice(before), c.after.slice(after))).collect();
/// assert_eq!(changes, [("Two", "Three"), ("may be", "are")]);
/// ```
#[must_use]
pub fn difference(before: &str, after: &str) -> Vec<Change> {
    let (before, after) = (Side::of(before), Side::of(after));
    let mut changes = Vec::new();
    compare(&before, &after, 0..before.hashes.len(), 0..after.hashes.len(), 0, &mut |old, new| {
        changes.push(Change { before: before.span(old), after: after.span(new) });
    });
    changes
}

type Range = std::ops::Range<usize>;

/// One of the two texts.
struct Side<'t> {
    normalized: Normalized<'t>,
    words: Vec<Word>,
    hashes: Vec<u64>,
    length: usize,
}

impl<'t> Side<'t> {
    fn of(text: &'t str) -> Self {
        let normalized = Normalized::of(text);
        let words = words(&normalized.text);
        let hashes = words.iter().map(|word| word.hash).collect();
        Self { normalized, words, hashes, length: text.len() }
    }

    /// Where words stand in the original text.
    fn span(&self, range: Range) -> Span {
        let original = |at: usize| self.normalized.original(self.words[at].span);
        if range.is_empty() {
            let at = if range.start < self.words.len() { original(range.start).start } else { self.length };
            return Span::new(at, at);
        }
        original(range.start).join(original(range.end - 1))
    }
}

/// Reports what differs between two ranges.
fn compare(
    before: &Side<'_>,
    after: &Side<'_>,
    mut old: Range,
    mut new: Range,
    level: usize,
    report: &mut dyn FnMut(Range, Range),
) {
    let (left, right) = (&before.hashes, &after.hashes);
    while !old.is_empty() && !new.is_empty() && left[old.start] == right[new.start] {
        (old.start, new.start) = (old.start + 1, new.start + 1);
    }
    while !old.is_empty() && !new.is_empty() && left[old.end - 1] == right[new.end - 1] {
        (old.end, new.end) = (old.end - 1, new.end - 1);
    }
    if old.is_empty() && new.is_empty() {
        return;
    }
    if old.is_empty() || new.is_empty() {
        return report(old, new);
    }
    if old.len() + new.len() <= COMPARED {
        return by_words(left, right, old, new, report);
    }
    let Some(&length) = PINS.get(level) else { return report(old, new) };
    let (mut old_at, mut new_at) = (old.start, new.start);
    for (old_pin, new_pin) in pins(&left[old.clone()], &right[new.clone()], length) {
        let (old_pin, new_pin) = (old.start + old_pin, new.start + new_pin);
        // Pins may overlap: a run of shared words pins at every word.
        if old_pin >= old_at && new_pin >= new_at {
            compare(before, after, old_at..old_pin, new_at..new_pin, level + 1, report);
            (old_at, new_at) = (old_pin + length, new_pin + length);
        }
    }
    compare(before, after, old_at..old.end, new_at..new.end, level + 1, report);
}

fn by_words(left: &[u64], right: &[u64], old: Range, new: Range, report: &mut dyn FnMut(Range, Range)) {
    for change in capture_diff_slices(Algorithm::Myers, &left[old.clone()], &right[new.clone()]) {
        if !matches!(change, DiffOp::Equal { .. }) {
            let (was, is) = (change.old_range(), change.new_range());
            report(old.start + was.start..old.start + was.end, new.start + is.start..new.start + is.end);
        }
    }
}

/// The runs of `length` words that stand once in either text, in the order of both: the longest such sequence.
fn pins(left: &[u64], right: &[u64], length: usize) -> Vec<(usize, usize)> {
    let places = |words: &[u64]| {
        let mut places: HashMap<u64, Option<usize>> = HashMap::new();
        for (at, run) in words.windows(length).enumerate() {
            places.entry(sequence(run)).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (known, own) = (places(left), places(right));
    let common: Vec<(usize, usize)> = right
        .windows(length)
        .enumerate()
        .filter_map(|(at, run)| {
            let run = sequence(run);
            own.get(&run).copied().flatten()?;
            Some((known.get(&run).copied().flatten()?, at))
        })
        .collect();
    rising(&common)
}

/// The longest subsequence whose first numbers rise.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // `ends[n]` is where the best sequence of n + 1 pairs ends; `before` leads back along it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].0 < pair.0);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |&at| before[at]).map(|at| pairs[at]).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &str, after: &str) -> Vec<(String, String)> {
        difference(before, after)
            .into_iter()
            .map(|change| (change.before.slice(before).to_owned(), change.after.slice(after).to_owned()))
            .collect()
    }

    fn pair(before: &str, after: &str) -> (String, String) {
        (before.to_owned(), after.to_owned())
    }

    #[test]
    fn words_replaced_added_and_removed() {
        assert_eq!(
            changes("The minister left on Monday for Moscow.", "The foreign minister left for Minsk."),
            [pair("", "foreign"), pair("on Monday", ""), pair("Moscow", "Minsk")]
        );
        assert_eq!(changes("It cost $5.", "It cost €5."), [pair("$", "€")]);
        assert_eq!(changes("", "All new."), [pair("", "All new")]);
        assert_eq!(changes("Kim left.", "Kim left. Lee stayed."), [pair("", "Lee stayed")]);
    }

    #[test]
    fn case_marks_and_spaces_are_no_change() {
        assert_eq!(changes("“It’s over,”  HE said", "\"It's over\", he\u{a0}said."), []);
    }

    #[test]
    fn spans_count_bytes_of_the_original() {
        assert_eq!(changes("The o\u{ad}ﬃce élan fell", "The office élan rose"), [pair("fell", "rose")]);
    }

    #[test]
    fn long_texts_are_pinned() {
        let text = |from: usize, to: usize| (from..to).map(|n| format!("w{n} ")).collect::<String>();
        let before = text(0, 30_000);
        let after = format!("{}new words here {}", text(0, 9_000), text(9_500, 30_000));
        let found = difference(&before, &after);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].after.slice(&after), "new words here");
        let other =
            (0..40_000).map(|n| if n % 40 == 0 { "x ".to_owned() } else { format!("w{n} ") }).collect::<String>();
        assert_eq!(difference(&text(0, 40_000), &other).len(), 1_000);
    }

    #[test]
    fn long_texts_without_anything_in_common_are_one_change() {
        let (before, after) = ("a b ".repeat(20_000), "c d e ".repeat(20_000));
        assert_eq!(difference(&before, &after).len(), 1);
    }
}
