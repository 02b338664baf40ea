//! What the article says in its own voice.
//!
//! In: the parse and the attributions. Out: the sentences that nobody else is made to answer for: those of which
//! attributions, with source, cue and content, take up less than a third.

use purport_parse::{Parse, Upos};
use purport_text::Span;

use crate::attribution::Attribution;

/// Shortest statement, in words: below this stand captions, labels and bits of layout.
const SHORTEST: usize = 4;

/// Share of a sentence's words from which on it belongs to those whom it quotes.
const MOSTLY: f32 = 0.3;

/// Sentences in the article's own voice, as ranges of words.
pub(crate) fn own_voice(parse: &Parse, attributions: &[Attribution], left_out: &[Span]) -> Vec<Span> {
    let mut attributed = vec![false; parse.words.len()];
    for attribution in attributions {
        for range in attribution.content.iter().chain([&attribution.cue]).chain(&attribution.source) {
            attributed[range.range()].fill(true);
        }
    }
    let is_free = |sentence: &&Span| {
        let taken = attributed[sentence.range()].iter().filter(|taken| **taken).count();
        (taken as f32) < MOSTLY * sentence.len() as f32
    };
    let free = parse.sentences.iter().filter(is_free).map(|sentence| statement(parse, *sentence, left_out));
    free.filter(|s| s.len() >= SHORTEST && is_statement(parse, *s)).collect()
}

/// The sentence without the dateline before it.
fn statement(parse: &Parse, sentence: Span, left_out: &[Span]) -> Span {
    let outside = |word: &usize| left_out.iter().any(|l| l.overlaps(parse.words[*word].span));
    Span::new(sentence.range().find(|w| !outside(w)).unwrap_or(sentence.end), sentence.end)
}

/// A verb with a subject, or what is ended like a sentence (headlines are, where programs hand them over); not a question.
fn is_statement(parse: &Parse, sentence: Span) -> bool {
    let words = &parse.words[sentence.range()];
    let verb = words.iter().any(|w| matches!(w.upos, Upos::Verb | Upos::Aux));
    let subject = words.iter().any(|w| w.deprel.starts_with("nsubj") || w.deprel.starts_with("expl"));
    let last = words.last().map_or("", |word| word.lemma.as_str());
    (verb && subject || last == ".") && last != "?"
}
