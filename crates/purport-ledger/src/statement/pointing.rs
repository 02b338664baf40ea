//! Claims that only point to what they speak of.
//!
//! In: all statements of a reading, those that say too little for themselves included. Out: the same, where a claim points:
//! "declined to comment", "confirmed the loss", "denied this", "the story is a hoax". It takes over the words of what it
//! points to, and says of it that it is so, is not so, or neither. Without words of its own that is the first thing that the
//! article tells, or, for "this" and "it", what was said last; with words, the first statement that has one of them, or the
//! nearest in meaning.

use purport_read::{Act, Reading};
use purport_text::Span;

use super::words::{code, fold, is_empty, is_unknown, stem};
use super::{Meaning, Stance, Statement, debunked};

/// Words that tell something, at most, of a claim that points.
const FEW: usize = 2;

/// Least weight, in tenths, of what is pointed to.
const STORY: u32 = 110;

/// Cosine from which words point to a statement.
const NEAR: f32 = 0.5;

/// With what a pointing phrase begins.
const DEFINITE: [&str; 14] =
    ["the", "this", "that", "it", "these", "those", "such", "his", "her", "its", "their", "them", "so", "any"];

/// Words for what was said last.
const LAST: [&str; 6] = ["this", "that", "it", "these", "those", "them"];

/// Words that begin what is asked, not what is pointed to.
const ASKING: [&str; 8] = ["who", "whom", "what", "whether", "how", "why", "when", "where"];

/// Words for being asked, which tell nothing of what was asked.
const ASKED: [&str; 18] = [
    "comment",
    "comments",
    "question",
    "questions",
    "request",
    "requests",
    "call",
    "calls",
    "message",
    "messages",
    "letter",
    "letters",
    "mail",
    "email",
    "telephone",
    "phone",
    "reached",
    "sent",
];

/// How a claim stands to what it points to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Yes,
    No,
    Neither,
}

/// Whether a statement says nothing but how its source stands to what another states.
pub(super) fn points(reading: &Reading, statement: &Statement) -> bool {
    word(reading, statement).is_some()
}

/// Gives statements that point the words of what they point to.
pub(super) fn follow(reading: &Reading, statements: &mut [Statement]) {
    let words: Vec<Option<Word>> = statements.iter().map(|statement| word(reading, statement)).collect();
    if words.iter().all(Option::is_none) {
        return;
    }
    let told: Vec<usize> = (0..statements.len())
        .filter(|at| words[*at].is_none() && statements[*at].stance == Stance::For && statements[*at].weight() >= STORY)
        .collect();
    for (at, word) in words.iter().enumerate() {
        let Some(word) = *word else { continue };
        let Some(target) = target(reading, statements, &told, at) else { continue };
        let story = statements[target].clone();
        let statement = &mut statements[at];
        let (claim, spans) = (statement.claim, std::mem::take(&mut statement.spans));
        *statement = Statement { claim, spans, ..story };
        match word {
            Word::Yes => {}
            Word::Neither => statement.stance = Stance::Neither,
            Word::No => statement.deny(),
        }
    }
}

fn target(reading: &Reading, statements: &[Statement], told: &[usize], at: usize) -> Option<usize> {
    let words = content(reading, &statements[at]);
    let first = words.first().map_or("", String::as_str);
    if LAST.contains(&first) && words.len() == 1 {
        let claim = statements[at].claim;
        return told.iter().copied().rfind(|other| *other < at && statements[*other].claim != claim);
    }
    let stems: Vec<u32> = words.iter().filter(|word| tells(word)).map(|word| code(&stem(word))).collect();
    let names_it = |other: &&usize| statements[**other].terms.iter().any(|term| stems.contains(&term.stem));
    let meaning = Meaning::of_stems(stems.iter().copied().filter(|code| !is_unknown(*code)));
    let near = told.iter().map(|other| (Meaning::of(&statements[*other]) * meaning, *other));
    let nearest = || near.filter(|(near, _)| *near >= NEAR).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let named = told.iter().find(names_it).copied();
    named.or_else(|| nearest().map(|(_, other)| other)).or_else(|| told.first().copied())
}

/// Whether a word of the content tells what is pointed to, and not only that somebody was asked.
fn tells(word: &str) -> bool {
    !is_empty(word) && !word.split('-').any(|part| ASKED.contains(&part))
}

/// The words of a claim's content, folded.
fn content(reading: &Reading, statement: &Statement) -> Vec<String> {
    let text = reading.article.text.as_str();
    let claim = reading.claims.get(statement.claim as usize);
    let spans: &[Span] = claim.map_or(&[], |claim| &claim.content);
    let words = spans.iter().flat_map(|span| purport_text::words(text, *span));
    words.map(|word| fold(word.slice(text))).filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

fn word(reading: &Reading, statement: &Statement) -> Option<Word> {
    let text = reading.article.text.as_str();
    let claim = reading.claims.get(statement.claim as usize)?;
    if statement.terms.len() + statement.names.len() <= FEW + 1 && debunked::debunks(text, statement) {
        return Some(Word::No);
    }
    let act = claim.cue.as_ref()?.act;
    let words = content(reading, statement);
    let first = words.first().map_or("", String::as_str);
    let is_light = words.iter().filter(|word| tells(word)).count() <= FEW && !ASKING.contains(&first);
    let has_name = claim.content.iter().any(|span| {
        let rest = span.slice(text).split_whitespace().skip(1);
        rest.into_iter().any(|word| word.starts_with(char::is_uppercase))
    });
    if !is_light || has_name {
        return None;
    }
    match act {
        Act::Decline => Some(Word::Neither),
        Act::Deny if DEFINITE.contains(&first) => Some(Word::No),
        Act::Confirm if DEFINITE.contains(&first) => Some(Word::Yes),
        _ => None,
    }
}
