//! Windows: consecutive sentences, few enough for the encoder, overlapping by a sentence.

use purport_text::Span;

/// The most word pieces in one window, without the two that frame it. The encoder was trained with this many.
pub(crate) const BUDGET: usize = 200;

/// A sentence longer than this is not repeated as context of the next window.
const CONTEXT: usize = 40;

/// A stretch of words to be encoded together. What the network says of the words before `owned` is dropped: they stand
/// there so that a speaker named in the sentence before can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// First word and one past the last.
    pub words: Span,
    /// The first word that belongs to this window and to no earlier one.
    pub owned: usize,
}

/// Windows over a text whose sentences are ranges of words; `cost` has the pieces of every word.
pub(crate) fn windows(sentences: &[Span], cost: &[usize]) -> Vec<Window> {
    let mut found = Vec::new();
    let mut current: Option<Window> = None;
    let mut used = 0;
    let mut previous = Span::default();
    for &sentence in sentences {
        for part in split(sentence, cost) {
            let size = sum(part, cost);
            if let Some(window) = &mut current {
                if used + size <= BUDGET {
                    window.words.end = part.end;
                    used += size;
                    previous = part;
                    continue;
                }
                found.push(*window);
                let context = sum(previous, cost);
                let start = if context <= CONTEXT && context + size <= BUDGET { previous.start } else { part.start };
                current = Some(Window { words: Span::new(start, part.end), owned: part.start });
                used = sum(Span::new(start, part.end), cost);
            } else {
                current = Some(Window { words: part, owned: part.start });
                used = size;
            }
            previous = part;
        }
    }
    found.extend(current);
    found
}

fn sum(words: Span, cost: &[usize]) -> usize {
    cost[words.range()].iter().sum()
}

/// A sentence in parts of at most [`BUDGET`] pieces: nearly always one.
fn split(sentence: Span, cost: &[usize]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut part = Span::new(sentence.start, sentence.start);
    let mut used = 0;
    for word in sentence.range() {
        if used + cost[word] > BUDGET && !part.is_empty() {
            parts.push(part);
            part = Span::new(word, word);
            used = 0;
        }
        part.end = word + 1;
        used += cost[word];
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_owned_once() {
        let cost = vec![3; 400];
        let sentences: Vec<Span> = (0..10).map(|n| Span::new(40 * n, 40 * n + 40)).collect();
        let found = windows(&sentences, &cost);
        let mut next = 0;
        for window in &found {
            assert_eq!(window.owned, next);
            assert!(window.words.start <= window.owned && sum(window.words, &cost) <= BUDGET);
            next = window.words.end;
        }
        assert_eq!(next, 400);
    }

    #[test]
    fn short_sentences_are_repeated_as_context() {
        let cost = vec![1; 250];
        let sentences: Vec<Span> = (0..10).map(|n| Span::new(25 * n, 25 * n + 25)).collect();
        let found = windows(&sentences, &cost);
        assert_eq!(found[1], Window { words: Span::new(175, 250), owned: 200 });
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let cost = vec![1; 1000];
        let found = windows(&[Span::new(0, 1000)], &cost);
        assert_eq!(found.len(), 5);
    }
}
