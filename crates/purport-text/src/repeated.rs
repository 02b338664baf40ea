//! Passages that an article prints twice.
//!
//! In: a text and its sentences. Out: the spans of the later copies: a standfirst repeated as the first paragraph, a
//! caption printed under two pictures, a pull quote, boilerplate. Sentences are compared as sequences of case-folded
//! words without punctuation. The first copy is never listed, so nothing is lost by skipping what is.

use std::collections::HashMap;

use crate::Span;

/// Words that a sentence needs for its exact repetition to count.
const EXACT_WORDS: usize = 6;

/// Words that a sentence needs for its near repetition to count.
const NEAR_WORDS: usize = 12;

/// Longer sentences (tables, text without stops) are compared exactly only: alignment costs the square of the length.
const ALIGNED_WORDS: usize = 200;

/// Share of the longer sentence's words that must stand in both, in the same order.
const NEAR_SHARE: f64 = 0.9;

/// Words in a row that near copies are looked up by.
const SHINGLE: usize = 3;

/// Sentences remembered for one run of words; stock phrases beyond that tell nothing.
const POSTINGS: usize = 16;

/// The later copies of passages that stand in a text more than once, in order; copies that follow one another are one
/// span.
///
/// A sentence is a copy when an earlier one has the same words (at least six), or nearly the same (at least twelve
/// words, nine in ten of them in the same order). Shorter sentences count when they follow a copy as they followed its
/// first printing. Time grows with the length of the text.
///
/// ```
/// use purport_text::{repeated, sentences};
/// let text = "Moscow confirmed on Monday that talks had begun.\n\nMOSCOW CONFIRMED on Monday that talks had begun. Kyiv did not.";
/// let copies: Vec<&str> = repeated(text, &sentences(text)).iter().map(|span| span.slice(text)).collect();
/// assert_eq!(copies, ["MOSCOW CONFIRMED on Monday that talks had begun."]);
/// ```
#[must_use]
pub fn repeated(text: &str, sentences: &[Span]) -> Vec<Span> {
    let folded = fold(text, sentences);
    let first = first_printings(&folded);
    let mut copies: Vec<Span> = Vec::new();
    let mut last = None;
    for (index, &sentence) in sentences.iter().enumerate().filter(|&(index, _)| first[index].is_some()) {
        match copies.last_mut() {
            Some(open) if last.is_some_and(|last| last + 1 == index) => *open = open.join(sentence),
            _ => copies.push(sentence),
        }
        last = Some(index);
    }
    copies
}

/// The words of each sentence as numbers, equal when the words are.
fn fold(text: &str, sentences: &[Span]) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut fold_word = |word: &str| {
        let folded: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(folded).or_insert(next)
    };
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{ad}');
    sentences
        .iter()
        .map(|sentence| {
            let words = sentence.slice(text).split(|c| !is_inner(c));
            words.filter(|word| word.contains(char::is_alphanumeric)).map(&mut fold_word).collect()
        })
        .collect()
}

/// For each sentence, the earlier one that it repeats.
fn first_printings(folded: &[Vec<u32>]) -> Vec<Option<usize>> {
    let mut first: Vec<Option<usize>> = vec![None; folded.len()];
    let mut exact: HashMap<&[u32], usize> = HashMap::new();
    let mut near = NearIndex::default();
    for (index, words) in folded.iter().enumerate() {
        if words.len() >= EXACT_WORDS
            && let Some(&earlier) = exact.get(words.as_slice())
        {
            first[index] = Some(earlier);
            continue;
        }
        if let Some(earlier) = index.checked_sub(1).and_then(|before| first[before]).map(|earlier| earlier + 1)
            && words.len() < EXACT_WORDS
            && !words.is_empty()
            && earlier < index
            && folded[earlier] == *words
        {
            first[index] = Some(earlier);
            continue;
        }
        if (NEAR_WORDS..=ALIGNED_WORDS).contains(&words.len()) {
            if let Some(earlier) = near.find(words, folded) {
                first[index] = Some(earlier);
                continue;
            }
            near.add(index, words);
        }
        if words.len() >= EXACT_WORDS {
            exact.insert(words, index);
        }
    }
    first
}

/// Finds sentences by the runs of words that they share.
#[derive(Default)]
struct NearIndex {
    postings: HashMap<[u32; SHINGLE], Vec<usize>>,
}

impl NearIndex {
    fn add(&mut self, sentence: usize, words: &[u32]) {
        for shingle in words.array_windows::<SHINGLE>() {
            let sentences = self.postings.entry(*shingle).or_default();
            if sentences.len() < POSTINGS && sentences.last() != Some(&sentence) {
                sentences.push(sentence);
            }
        }
    }

    fn find(&self, words: &[u32], folded: &[Vec<u32>]) -> Option<usize> {
        let mut votes: Vec<(usize, usize)> = Vec::new();
        for sentence in words.array_windows::<SHINGLE>().filter_map(|shingle| self.postings.get(shingle)).flatten() {
            match votes.iter_mut().find(|(voted, _)| voted == sentence) {
                Some((_, count)) => *count += 1,
                None => votes.push((*sentence, 1)),
            }
        }
        // One word in ten may differ and each breaks at most SHINGLE runs.
        let different = words.len() - enough(words.len());
        let fewest = words.len().saturating_sub(SHINGLE - 1 + SHINGLE * different).max(1);
        votes.sort_unstable();
        votes
            .into_iter()
            .filter(|&(_, count)| count >= fewest)
            .map(|(sentence, _)| sentence)
            .find(|&sentence| are_near(words, &folded[sentence]))
    }
}

/// Words out of `length` that near copies must share.
fn enough(length: usize) -> usize {
    (length as f64 * NEAR_SHARE).ceil() as usize
}

fn are_near(left: &[u32], right: &[u32]) -> bool {
    let wanted = enough(left.len().max(right.len()));
    left.len().min(right.len()) >= wanted && common_in_order(left, right) >= wanted
}

/// Length of the longest common subsequence.
fn common_in_order(left: &[u32], right: &[u32]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for word in left {
        let mut diagonal = 0;
        for (column, other) in right.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if word == other { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::paragraphs;

    fn copies(text: &str) -> Vec<&str> {
        repeated(text, &paragraphs(text)).iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn a_standfirst_repeated_with_other_marks_and_case_is_found() {
        let text = "Choe’s visit fuels concern: troops are moving west\n\
                    The minister left Pyongyang on Monday.\n\
                    “Choe's visit fuels concern” — TROOPS are moving west.";
        assert_eq!(copies(text), ["“Choe's visit fuels concern” — TROOPS are moving west."]);
    }

    #[test]
    fn a_changed_word_in_a_long_sentence_is_still_a_copy_but_not_in_a_short_one() {
        let long = "The foreign minister of North Korea left for Moscow on Monday to hold talks with her counterpart";
        let text = format!("{long}\nNothing else happened there.\n{}", long.replace("hold", "have"));
        assert_eq!(copies(&text).len(), 1);
        let short = "Eight thousand troops arrived in Kursk yesterday\nNine thousand troops arrived in Kursk yesterday";
        assert!(copies(short).is_empty());
    }

    #[test]
    fn words_in_another_order_are_no_copy() {
        let text = "The ministry in Seoul accused the ministry in Pyongyang of sending troops to the front\n\
                    The front sending troops of Pyongyang in ministry the accused Seoul in ministry the to";
        assert!(copies(text).is_empty());
    }

    #[test]
    fn short_sentences_are_repeated_only_beside_a_copy() {
        let text = "He said no.\nWe will not sign this paper at all.\nNot ever.\nHe said no.\n\
                    We will not sign this paper at all.\nNot ever.";
        assert_eq!(copies(text), ["We will not sign this paper at all.\nNot ever."]);
    }

    #[test]
    fn two_hundred_thousand_words_take_seconds_at_most() {
        let mut seed = 7_u32;
        let mut word = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("w{}", (seed >> 16) % 3000)
        };
        let mut lines: Vec<String> =
            (0..10_000).map(|_| (0..20).map(|_| word()).collect::<Vec<_>>().join(" ")).collect();
        lines.extend(std::iter::repeat_n(
            "this same line stands here many hundred times over and over again".to_owned(),
            999,
        ));
        let text = lines.join("\n");
        let begin = Instant::now();
        assert_eq!(copies(&text).len(), 1);
        assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    }

    #[test]
    fn one_endless_sentence_is_no_trouble() {
        let text = "word and word and ".repeat(50_000);
        assert!(copies(&text).is_empty());
    }
}
