//! What speaks for and against one article repeating another.
//!
//! In: two articles, prepared. Out: [`Evidence`]: how much of their own words they share, and whether page, masthead,
//! headline and time agree. It decides nothing.

use std::collections::HashSet;
use std::ops::Range;

use purport_text::Article;

use super::Print;
use super::align::{SEED, Shared, shared};
use super::hash::sequence;
use super::masthead::{self, Masthead};
use super::order::apart;
use super::print::FEWEST_WORDS;
use super::title::{self, Likeness};
use super::words::Folded;

/// Seconds within which most versions of a report follow each other: a day and a half.
const SOON: u64 = 36 * 3_600;

/// Own words that make a run count as one of several.
const SEVERAL: usize = 5;

/// A text of which less than one word in this many is its own is a transcript.
const LEAST_OWN: usize = 6;

/// An article prepared for comparison.
pub struct Seen<'a> {
    /// The article.
    pub(super) article: &'a Article,
    /// Its words.
    pub(super) folded: Folded,
    /// Its fingerprint.
    pub(super) print: Print,
}

impl<'a> Seen<'a> {
    /// Prepares an article.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        let folded = Folded::of(&article.text);
        let print = Print::of_folded(article, &folded);
        Self { article, folded, print }
    }

    /// Prepares an article whose fingerprint is known.
    #[must_use]
    pub fn printed(article: &'a Article, print: Print) -> Self {
        Self { article, folded: Folded::of(&article.text), print }
    }

    /// Its fingerprint.
    #[must_use]
    pub fn print(&self) -> &Print {
        &self.print
    }
}

/// What speaks for and against a copy.
pub(super) struct Evidence {
    /// Whether both have the same words, enough of which tell something.
    pub same_text: bool,
    /// Whether both are known to have stood at one address.
    pub same_page: bool,
    /// Whether both are known to have stood at different addresses.
    pub other_page: bool,
    /// Whether both have one publisher.
    pub masthead: Masthead,
    /// How near their headlines are.
    pub titles: Likeness,
    /// Shares of all telling words, earlier and later.
    pub overlaps: [f32; 2],
    /// Own words that both share: the smaller count of the two.
    pub own_shared: usize,
    /// Shares of the own words.
    pub own: [f32; 2],
    /// Own words of the longest run.
    pub longest: usize,
    /// Runs with several own words.
    pub runs: usize,
    /// Share of the shorter article's runs of five words that the other has too.
    pub seeds: f32,
    /// Whether both are known to be published within [`SOON`].
    pub soon: bool,
}

impl Evidence {
    /// Compares two articles.
    pub fn of(earlier: &Seen<'_>, later: &Seen<'_>) -> Self {
        let shared = shared(&earlier.folded.telling, &later.folded.telling);
        let (first_own, second_own) = own(&earlier.folded, &later.folded);
        let (first, second) = (Count::of(&first_own, &shared.first), Count::of(&second_own, &shared.second));
        let runs = own_words(&shared, &second_own);
        Self {
            same_text: earlier.print.is_same_text(&later.print) && first.all >= FEWEST_WORDS,
            same_page: earlier.print.is_same_page(&later.print),
            masthead: masthead::compare(earlier.article, later.article),
            titles: title::compare(earlier.article.title.as_deref(), later.article.title.as_deref()),
            overlaps: [first.overlap(), second.overlap()],
            own_shared: first.own_shared.min(second.own_shared),
            own: [first.own_share(), second.own_share()],
            longest: runs.iter().copied().max().unwrap_or(0),
            runs: runs.iter().filter(|&&own| own >= SEVERAL).count(),
            other_page: earlier.print.is_other_page(&later.print),
            seeds: share(shared.seeds, first.all.min(second.all)).min(1.0),
            soon: apart(earlier.article, later.article).is_some_and(|seconds| seconds <= SOON),
        }
    }
}

/// Words of one article: how many, and how many shared.
#[derive(Default)]
struct Count {
    all: usize,
    all_shared: usize,
    own: usize,
    own_shared: usize,
}

impl Count {
    fn of(own: &[bool], shared: &[bool]) -> Self {
        let mut count = Self::default();
        for (&own, &shared) in own.iter().zip(shared) {
            count.all += 1;
            count.all_shared += usize::from(shared);
            count.own += usize::from(own);
            count.own_shared += usize::from(shared && own);
        }
        count
    }

    fn overlap(&self) -> f32 {
        share(self.all_shared, self.all)
    }

    fn own_share(&self) -> f32 {
        share(self.own_shared, self.own)
    }
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Which words are the reports' own: those that neither quotes. A statement that one report quotes and the other prints
/// without marks is no report's own. Where next to nothing would be left of one, all words are its own: transcripts.
fn own(first: &Folded, second: &Folded) -> (Vec<bool>, Vec<bool>) {
    let mut quoted: HashSet<u64> = HashSet::new();
    for folded in [first, second] {
        let seeds = folded.telling.windows(SEED).zip(folded.quoted.windows(SEED));
        quoted.extend(seeds.filter(|(_, quoted)| quoted.iter().all(|&quoted| quoted)).map(|(seed, _)| sequence(seed)));
    }
    let own = |folded: &Folded| {
        let mut own: Vec<bool> = folded.quoted.iter().map(|quoted| !quoted).collect();
        for (at, seed) in folded.telling.windows(SEED).enumerate() {
            if quoted.contains(&sequence(seed)) {
                own[at..at + SEED].fill(false);
            }
        }
        own
    };
    let (first, second) = (own(first), own(second));
    let is_transcript = |own: &[bool]| own.iter().filter(|&&own| own).count() * LEAST_OWN < own.len();
    if is_transcript(&first) || is_transcript(&second) {
        return (vec![true; first.len()], vec![true; second.len()]);
    }
    (first, second)
}

/// Own words of every shared run.
fn own_words(shared: &Shared, own: &[bool]) -> Vec<usize> {
    let count = |run: &Range<usize>| run.clone().filter(|&at| shared.second[at] && own[at]).count();
    shared.runs.iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own_words_of(first: &str, second: &str) -> (usize, usize) {
        let (first, second) = own(&Folded::of(first), &Folded::of(second));
        let count = |own: &[bool]| own.iter().filter(|&&own| own).count();
        (count(&first), count(&second))
    }

    #[test]
    fn what_one_quotes_is_no_own_word_of_the_other() {
        let (quoted, bare) = (
            "She said on Monday: “No ship leaves before the quay is safe.”",
            "No ship leaves before the quay is safe, she said.",
        );
        assert_eq!(own_words_of(quoted, bare), (4, 2));
        assert_eq!(own_words_of(bare, bare), (10, 10));
    }

    #[test]
    fn a_transcript_is_all_its_own() {
        let transcript =
            "“No ship leaves before the quay is safe. I have told the captains so, and they agree,” she said.";
        assert_eq!(own_words_of(transcript, "It rained in Odesa on Monday."), (19, 6));
    }
}
