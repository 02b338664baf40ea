//! How sure a source sounds that something is so, and when it is said to be.
//!
//! In: the parse, a predicate (the word that names what happens) and, for a claim, its cue. Out: a [`Stance`]. What the text
//! says outright decides (`scope`: modals, adverbs, negation, verbs such as *fail* and *seem*, conditions, questions); where
//! it says nothing, the network's judgement does. A claim's stance is that of its content, weakened or turned by what its
//! cue does (`act`): a *suggestion* that something *might* be so is weaker than either.
//!
//! The scale is FactBank's (Saurí and Pustejovsky 2009): certain, probable, possible or unknown, so or not so; the score runs
//! from −3 to 3 as in Lee et al. (2015), in bands that never contradict the words.

mod act;
mod scope;

use purport_parse::{Parse, Upos};
use purport_text::Span;

use crate::attribution::Attribution;
use crate::reading::{Certainty, Cue, Polarity, TimeFrame};

/// How sure, so or not so, when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stance {
    /// Commitment from 0 (none) to 1 (full), whichever way.
    pub strength: f32,
    /// Whether it is said not to be so.
    pub negative: bool,
    /// When it is said to happen.
    pub frame: TimeFrame,
}

/// From here on a strength is called certain, probable, possible.
const CERTAIN: f32 = 0.8;
const PROBABLE: f32 = 0.45;
const POSSIBLE: f32 = 0.08;

impl Stance {
    pub fn certainty(self) -> Certainty {
        match self.strength {
            s if s >= CERTAIN => Certainty::Certain,
            s if s >= PROBABLE => Certainty::Probable,
            s if s >= POSSIBLE => Certainty::Possible,
            _ => Certainty::Unknown,
        }
    }

    pub fn polarity(self) -> Polarity {
        if self.negative { Polarity::Negative } else { Polarity::Positive }
    }

    /// −3 to 3, one decimal: finer is noise.
    pub fn score(self) -> f32 {
        let score = (self.strength * 30.0).round() / 10.0;
        if self.negative && score > 0.0 { -score } else { score }
    }
}

/// The strength that a certainty leaves.
fn strength(certainty: Certainty) -> f32 {
    match certainty {
        Certainty::Certain => 0.95,
        Certainty::Probable => 0.62,
        Certainty::Possible => 0.33,
        Certainty::Unknown => 0.0,
    }
}

/// The stance of an event whose innermost source is the article, or whoever says the content `within`.
pub(crate) fn of_predicate(text: &str, parse: &Parse, predicate: usize, within: Option<Span>) -> Stance {
    let judged = &parse.judgements[predicate];
    let said = scope::said(text, parse, predicate, within);
    let certain = best(&judged.certainty);
    let learned = strength([Certainty::Certain, Certainty::Probable, Certainty::Possible, Certainty::Unknown][certain]);
    let strength = match said.strength {
        // Outright words count; where there are none, the network may have seen why it is less than certain.
        Some(said) => said,
        None => learned,
    };
    let negative = if said.negations > 0 { said.negations % 2 == 1 } else { judged.negative > LEARNED_NEGATION };
    let frame = said.frame.unwrap_or([TimeFrame::Past, TimeFrame::Present, TimeFrame::Future][best(&judged.frame)]);
    Stance { strength, negative, frame }
}

/// Without a negating word, only a sure network turns an event into its contrary.
const LEARNED_NEGATION: f32 = 0.8;

/// The stance of a claim's source towards its content.
pub(crate) fn of_claim(text: &str, parse: &Parse, attribution: &Attribution, cue: &Cue) -> Stance {
    let within = attribution.content.iter().copied().reduce(|a, b| a.join(b));
    let content = match predicate(parse, &attribution.content) {
        Some(word) => of_predicate(text, parse, word, within),
        None => Stance { strength: strength(Certainty::Certain), negative: false, frame: TimeFrame::Present },
    };
    act::apply(parse, attribution, cue, content)
}

/// The stance of a statement in the article's own voice.
pub(crate) fn of_statement(text: &str, parse: &Parse, statement: Span) -> Stance {
    let word = predicate(parse, &[statement]).unwrap_or(statement.start);
    of_predicate(text, parse, word, None)
}

/// The word that all others of a content hang on: what is said to be so.
pub(crate) fn predicate(parse: &Parse, content: &[Span]) -> Option<usize> {
    let inside = |word: usize| content.iter().any(|part| part.range().contains(&word));
    let roots = content.iter().flat_map(|part| part.range()).filter(|&word| {
        parse.words[word].upos != Upos::Punct && parse.words[word].head.is_none_or(|head| !inside(head))
    });
    // A clause before a bare noun: "that the talks failed" hangs on "failed", whatever stands loose beside it.
    let rank = |word: usize| match parse.words[word].upos {
        Upos::Verb => 0,
        Upos::Noun | Upos::Adj | Upos::Aux | Upos::Propn | Upos::Pron | Upos::Num => 1,
        _ => 2,
    };
    roots.min_by_key(|&word| (rank(word), word))
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0)
}

#[cfg(test)]
mod tests;
