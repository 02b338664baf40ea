//! What the article says in its own voice.
//!
//! In: the parse and the attributions. Out: the sentences that nobody else is made to answer for: those with a finite verb
//! in which no attribution has its cue, and no content of one from another sentence reaches.

use purport_parse::{Parse, Upos};
use purport_text::Span;

use crate::attribution::Attribution;

/// Shortest statement, in words: below this stand captions, labels and bits of layout.
const SHORTEST: usize = 4;

/// Sentences in the article's own voice, as ranges of words.
pub(crate) fn own_voice(parse: &Parse, attributions: &[Attribution], left_out: &[Span]) -> Vec<Span> {
    let mut taken = vec![false; parse.sentences.len()];
    for attribution in attributions {
        for range in attribution.content.iter().chain([&attribution.cue]) {
            let first = parse.sentences.partition_point(|s| s.end <= range.start);
            for (n, sentence) in parse.sentences.iter().enumerate().skip(first) {
                if sentence.start >= range.end {
                    break;
                }
                taken[n] = true;
            }
        }
    }
    let free =
        parse.sentences.iter().zip(taken).filter(|(_, taken)| !taken).map(|(s, _)| statement(parse, *s, left_out));
    free.filter(|s| s.len() >= SHORTEST && is_statement(parse, *s)).collect()
}

/// The sentence without the dateline before it.
fn statement(parse: &Parse, sentence: Span, left_out: &[Span]) -> Span {
    let outside = |word: &usize| left_out.iter().any(|l| l.overlaps(parse.words[*word].span));
    Span::new(sentence.range().find(|w| !outside(w)).unwrap_or(sentence.end), sentence.end)
}

/// A verb with a subject, not a question.
fn is_statement(parse: &Parse, sentence: Span) -> bool {
    let words = &parse.words[sentence.range()];
    let verb = words.iter().any(|w| matches!(w.upos, Upos::Verb | Upos::Aux));
    let subject = words.iter().any(|w| w.deprel.starts_with("nsubj") || w.deprel.starts_with("expl"));
    verb && subject && words.last().is_none_or(|w| w.lemma != "?")
}
