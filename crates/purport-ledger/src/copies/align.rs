//! What two texts have in common, word by word.
//!
//! In: two sequences of words. Out: which words of each stand in a run that the other has too. Runs are found greedily
//! from the left of the second text and may have moved; a word or two changed inside a run do not end it. Time grows with
//! the sum of the lengths, also for texts that repeat one word for ever.

use std::collections::HashMap;

use super::hash::sequence;

/// Words in a row that runs are looked up by.
pub(super) const SEED: usize = 5;

/// Shared words that a run needs: reports on one subject share shorter ones by chance.
const SHORTEST: usize = 8;

/// Places remembered for one seed.
const PLACES: usize = 4;

/// Words that may differ inside a run, on either side.
const GAP: usize = 3;

/// Words in a row that must agree again after a difference.
const RESUMED: usize = 3;

/// The words that two texts share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// For each word of the first text, whether it is shared.
    pub first: Vec<bool>,
    /// For each word of the second text, whether it is shared.
    pub second: Vec<bool>,
    /// The runs: where they begin and end in the second text.
    pub runs: Vec<std::ops::Range<usize>>,
    /// How many seeds of the second text the first one has too, in runs or not.
    pub seeds: usize,
}

/// Finds what two texts share.
pub(super) fn shared(first: &[u64], second: &[u64]) -> Shared {
    let mut places: HashMap<u64, Places> = HashMap::with_capacity(first.len());
    for (at, seed) in first.windows(SEED).enumerate() {
        places.entry(sequence(seed)).or_default().add(at);
    }
    let mut found =
        Shared { first: vec![false; first.len()], second: vec![false; second.len()], runs: Vec::new(), seeds: 0 };
    found.seeds = second.windows(SEED).filter(|seed| places.contains_key(&sequence(seed))).count();
    let mut at = 0;
    while at + SEED <= second.len() {
        let known = places.get(&sequence(&second[at..at + SEED])).map_or(&[][..], Places::list);
        let runs = known.iter().map(|&place| run(first, second, place, at));
        let best = runs.max_by_key(|run| (run.words, std::cmp::Reverse(run.first_start)));
        let Some(best) = best.filter(|run| run.words >= SHORTEST) else {
            at += 1;
            continue;
        };
        for (first_at, second_at, length) in best.pieces {
            found.first[first_at..first_at + length].fill(true);
            found.second[second_at..second_at + length].fill(true);
        }
        found.runs.push(at..best.second_end);
        at = best.second_end;
    }
    found
}

/// The first places of a seed.
#[derive(Default)]
struct Places {
    at: [usize; PLACES],
    count: usize,
}

impl Places {
    fn add(&mut self, at: usize) {
        if let Some(free) = self.at.get_mut(self.count) {
            *free = at;
            self.count += 1;
        }
    }

    fn list(&self) -> &[usize] {
        &self.at[..self.count]
    }
}

struct Run {
    first_start: usize,
    second_end: usize,
    words: usize,
    /// Stretches without a difference: where they begin in both texts, and how long they are.
    pieces: Vec<(usize, usize, usize)>,
}

/// Follows a run from a place in both texts to its end.
fn run(first: &[u64], second: &[u64], first_start: usize, second_start: usize) -> Run {
    let mut run = Run { first_start, second_end: second_start, words: 0, pieces: Vec::new() };
    let (mut left, mut right) = (first_start, second_start);
    loop {
        let length = first[left..].iter().zip(&second[right..]).take_while(|(one, other)| one == other).count();
        run.pieces.push((left, right, length));
        run.words += length;
        (left, right) = (left + length, right + length);
        run.second_end = right;
        let Some((skip_left, skip_right)) = resumption(&first[left..], &second[right..]) else { return run };
        (left, right) = (left + skip_left, right + skip_right);
    }
}

/// How many words to skip on either side until both agree again; the fewest.
fn resumption(first: &[u64], second: &[u64]) -> Option<(usize, usize)> {
    let agrees = |left: usize, right: usize| {
        let (left, right) = (first.get(left..left + RESUMED), second.get(right..right + RESUMED));
        left.is_some() && left == right
    };
    (1..=2 * GAP).find_map(|sum| {
        (sum.saturating_sub(GAP)..=sum.min(GAP))
            .map(|left| (left, sum - left))
            .find(|&(left, right)| agrees(left, right))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(first: &[u64], second: &[u64]) -> (usize, usize, usize) {
        let shared = shared(first, second);
        let count = |mask: &[bool]| mask.iter().filter(|&&shared| shared).count();
        (count(&shared.first), count(&shared.second), shared.runs.len())
    }

    #[test]
    fn runs_are_found_where_they_moved_to() {
        let first: Vec<u64> = (0..60).collect();
        let second: Vec<u64> = (30..60).chain(100..110).chain(0..30).collect();
        assert_eq!(counts(&first, &second), (60, 60, 2));
    }

    #[test]
    fn a_changed_word_does_not_end_a_run_but_is_not_shared() {
        let first: Vec<u64> = (0..20).collect();
        let mut second = first.clone();
        second[7] = 99;
        assert_eq!(counts(&first, &second), (19, 19, 1));
        second.remove(7);
        assert_eq!(counts(&first, &second), (19, 19, 1));
    }

    #[test]
    fn short_runs_are_chance() {
        let first: Vec<u64> = (0..7).chain(50..80).collect();
        let second: Vec<u64> = (0..7).chain(100..130).collect();
        assert_eq!(counts(&first, &second), (0, 0, 0));
        assert_eq!(counts(&[], &second), (0, 0, 0));
    }

    #[test]
    fn one_word_for_ever_ends() {
        let (first, second) = (vec![1; 200_000], vec![1; 200_000]);
        assert_eq!(counts(&first, &second), (200_000, 200_000, 1));
    }
}
