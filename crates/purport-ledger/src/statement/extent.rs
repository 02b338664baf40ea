//! How far a statement reaches.
//!
//! In: a claim. Out: the stretches of each sentence that state something together. Where the cue only passes words on, that
//! is the content. Where it does something itself ("France will send …", "the jury awarded …"), its source and its cue
//! belong to it: who does so is part of what is stated.

use std::collections::HashSet;
use std::sync::LazyLock;

use purport_read::{Act, Claim};
use purport_text::Span;

use super::words::fold;

/// Verbs that pass words on, as lemmas.
static REPORTING: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../data/reporting.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// What is denied when it is words that are denied: "rejected reports that …".
const REPORTS: [&str; 16] = [
    "report",
    "reports",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "suggestion",
    "suggestions",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "story",
    "stories",
];

/// Whether the claim's cue says nothing but that somebody says so.
pub(super) fn is_passed_on(text: &str, claim: &Claim) -> bool {
    let Some(cue) = &claim.cue else { return true };
    if cue.act == Act::Deny {
        let content = claim.content.iter().flat_map(|span| purport_text::words(text, *span));
        let of_words = content.take(6).any(|word| REPORTS.contains(&fold(word.slice(text)).as_str()));
        if of_words {
            return true;
        }
    }
    let telling = |word: &&str| word.chars().any(char::is_alphabetic) && !matches!(*word, "be" | "have" | "to" | "as");
    cue.lemma.split_whitespace().filter(telling).all(|word| REPORTING.contains(word))
}

/// Phrases with which a page speaks to its visitor.
static BOILERPLATE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/boilerplate.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Whether it is the page that speaks, not the report.
pub(super) fn is_boilerplate(text: &str, piece: &[Span]) -> bool {
    piece.iter().any(|span| {
        let words = fold(span.slice(text));
        BOILERPLATE.iter().any(|phrase| words.contains(phrase))
    })
}

/// The stretches of a claim by sentence.
pub(super) fn pieces(text: &str, sentences: &[Span], claim: &Claim, is_passed_on: bool) -> Vec<Vec<Span>> {
    let mut pieces: Vec<(usize, Vec<Span>)> = Vec::new();
    for span in &claim.content {
        let first = sentences.partition_point(|sentence| sentence.end <= span.start);
        for (number, sentence) in sentences.iter().enumerate().skip(first) {
            if sentence.start >= span.end {
                break;
            }
            let part = Span::new(span.start.max(sentence.start), span.end.min(sentence.end)).trim(text);
            if part.is_empty() {
                continue;
            }
            match pieces.last_mut() {
                Some((last, parts)) if *last == number => parts.push(part),
                _ => pieces.push((number, vec![part])),
            }
        }
    }
    if !is_passed_on {
        let cue = claim.cue.iter().flat_map(|cue| cue.spans.iter().copied());
        for span in cue.chain(claim.source.span) {
            let beside = pieces.iter_mut().find(|(number, _)| sentences[*number].contains(span));
            if let Some((_, parts)) = beside {
                parts.push(span);
            }
        }
    }
    pieces.into_iter().map(|(_, parts)| joined(text, parts)).collect()
}

/// The stretches in text order, those with nothing but marks and blanks between them made one.
fn joined(text: &str, mut parts: Vec<Span>) -> Vec<Span> {
    parts.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for part in parts {
        match out.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            Some(last) if text.get(last.end..part.start).is_some_and(|gap| gap.trim().is_empty()) => {
                last.end = part.end
            }
            _ => out.push(part),
        }
    }
    out
}
