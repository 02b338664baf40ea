//! What a cue does: its lemma and its act.
//!
//! In: the words of a cue. Out: the lemma of its head (several words for phrases such as *according to*) and its act, from
//! the table `data/acts.tsv`. Negation turns an affirming act into a declining one: *has not confirmed* confirms nothing
//! and denies nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use purport_parse::{Parse, Upos};
use purport_text::Span;

use crate::{Act, Cue};

static TABLE: LazyLock<HashMap<&'static str, Act>> = LazyLock::new(|| {
    let rows = include_str!("../data/acts.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|line| {
        let (lemma, act) = line.split_once('\t')?;
        Some((lemma, named(act.trim())?))
    })
    .collect()
});

/// Longest phrase in the table, in words.
const LONGEST: usize = 7;

fn named(name: &str) -> Option<Act> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

/// Read the cue that stands at a range of words.
pub(crate) fn cue(text: &str, parse: &Parse, at: Span) -> Cue {
    let lemmas: Vec<String> = parse.words[at.range()].iter().map(|w| w.lemma.to_lowercase()).collect();
    let head = head(parse, at);
    let phrase = phrase(&lemmas);
    let lemma = match &phrase {
        Some((words, _)) => lemmas[words.range()].join(" "),
        None => lemmas[head - at.start].clone(),
    };
    let act = phrase.as_ref().map_or(Act::State, |(_, act)| *act);
    // A phrase that holds its negation ("not deny") already says what it does.
    let negated = negation(parse, at).is_some()
        && !phrase.as_ref().is_some_and(|(words, _)| lemmas[words.range()].iter().any(|l| is_negation(l)));
    let act = match act {
        Act::Confirm | Act::State | Act::Deny | Act::Ask if negated => Act::Decline,
        other => other,
    };
    Cue { spans: vec![parse.span_of(at).trim(text)], lemma, act }
}

/// The row of the table that a lemma has.
pub(crate) fn row(lemma: &str) -> Option<&'static str> {
    TABLE.get_key_value(lemma).map(|(row, _)| *row)
}

/// The word that negates a cue: in it, or beside it ("nor do we believe", "nobody said").
pub(crate) fn negation(parse: &Parse, at: Span) -> Option<usize> {
    let head = head(parse, at);
    let sentence = parse.sentences.iter().find(|s| s.range().contains(&head)).copied().unwrap_or(at);
    let beside = |word: usize| {
        let word = &parse.words[word];
        word.head == Some(head)
            && match word.deprel.split(':').next().unwrap_or_default() {
                "nsubj" => {
                    matches!(word.lemma.to_lowercase().as_str(), "nobody" | "no-one" | "none" | "neither" | "few")
                }
                "advmod" | "cc" | "preconj" => is_negation(&word.lemma.to_lowercase()),
                _ => false,
            }
    };
    // "no one said", "have yet to reply"
    let determined = |word: usize| {
        let word = &parse.words[word];
        word.lemma.eq_ignore_ascii_case("no")
            && word.head.is_some_and(|noun| {
                parse.words[noun].head == Some(head) && parse.words[noun].deprel.starts_with("nsubj")
            })
    };
    let in_cue =
        |word: usize| at.range().contains(&word) && (is_negation(&parse.words[word].lemma) || yet_to(parse, word));
    let before = |word: usize| word < head && (beside(word) || determined(word));
    sentence.range().find(|&word| in_cue(word) || before(word))
}

/// "have yet to"
fn yet_to(parse: &Parse, word: usize) -> bool {
    parse.words[word].lemma == "yet" && parse.words.get(word + 1).is_some_and(|next| next.lemma == "to")
}

fn is_negation(lemma: &str) -> bool {
    matches!(lemma, "not" | "n't" | "never" | "no" | "neither" | "nor" | "hardly")
}

/// The word of the range that governs the others.
pub(crate) fn head(parse: &Parse, at: Span) -> usize {
    let outside = |word: usize| parse.words[word].head.is_none_or(|h| h < at.start || h >= at.end);
    let roots: Vec<usize> = at.range().filter(|&w| outside(w)).collect();
    let verb = roots.iter().find(|&&w| matches!(parse.words[w].upos, Upos::Verb | Upos::Noun));
    *verb.or(roots.first()).unwrap_or(&at.start)
}

/// The longest phrase of the table in the cue, the first of equals; single words only when no longer one is there, verbs
/// of little meaning last.
fn phrase(lemmas: &[String]) -> Option<(Span, Act)> {
    let light =
        |lemma: &str| matches!(lemma, "make" | "give" | "have" | "be" | "take" | "in" | "of" | "for" | "on" | "do");
    for length in (1..=LONGEST.min(lemmas.len())).rev() {
        let mut fallback = None;
        for start in 0..=lemmas.len() - length {
            let words = Span::new(start, start + length);
            let joined = lemmas[words.range()].join(" ");
            if let Some(&act) = TABLE.get(joined.as_str()) {
                if length > 1 || !light(&joined) {
                    return Some((words, act));
                }
                fallback = fallback.or(Some((words, act)));
            }
        }
        if fallback.is_some() {
            return fallback;
        }
    }
    None
}
