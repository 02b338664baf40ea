//! What of a statement is denied.
//!
//! In: the words of a stretch, and what the reader found negated in it. Out: for each word whether it stands under an odd
//! number of negations. A negation reaches from its word to the end of its clause; a word that says of the whole that it is
//! untrue ("hoax"), and a source that denies, reach over everything.

use std::collections::HashSet;
use std::sync::LazyLock;

use purport_read::{Act, Claim, Polarity, Reading};
use purport_text::Span;

/// Words that say of a whole story that it is not so.
static DEBUNKING: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/debunking.txt").lines().filter(|row| !row.starts_with('#')).collect()
});

/// Negations that count also where the reader saw none.
const NEGATIONS: [&str; 24] = [
    "not", "n't", "no", "never", "nor", "neither", "without", "cannot", "nobody", "none", "refused", "refuses", "refuse",
    "failed", "fails", "fail", "denied", "denies", "deny", "denying", "cleared", "acquitted", "exonerated", "unable",
];

/// Words with which a negation's reach ends.
const ENDS: [&str; 11] =
    ["but", "because", "although", "though", "while", "whereas", "unless", "until", "after", "instead", "since"];

/// Telling or empty, the words that a negation reaches over at most.
const REACH: usize = 14;

/// Whether a word denies: it shows in what it denies, and is no word of the statement itself.
pub(super) fn is_denial(word: &str) -> bool {
    NEGATIONS.contains(&word) || DEBUNKING.contains(word)
}

/// Whether the source denies what its claim contains.
pub(super) fn is_denied_by_cue(claim: &Claim) -> bool {
    let Some(cue) = &claim.cue else { return false };
    let in_cue = claim.negations.iter().any(|negation| cue.spans.iter().any(|span| span.overlaps(*negation)));
    claim.polarity == Some(Polarity::Negative) && (cue.act == Act::Deny || in_cue)
}

/// For each word, whether it is denied.
pub(super) fn denied(reading: &Reading, piece: &[Span], words: &[(Span, String)], claim_denies: bool) -> Vec<bool> {
    let text = reading.article.text.as_str();
    let inside = |span: Span| piece.iter().any(|part| part.contains(span));
    let mut seen: Vec<Span> = Vec::new();
    for negation in reading.claims.iter().flat_map(|claim| &claim.negations) {
        if inside(*negation) && !seen.iter().any(|span| span.overlaps(*negation)) {
            seen.push(*negation);
        }
    }
    let debunked = words.iter().any(|(_, word)| DEBUNKING.contains(word.as_str()));
    let mut denied = vec![claim_denies != debunked; words.len()];
    let mut at = 0;
    while at < words.len() {
        let (span, word) = &words[at];
        let read = seen.iter().find(|negation| negation.overlaps(*span));
        let is_negation = NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || read.is_some();
        if !is_negation || DEBUNKING.contains(word.as_str()) {
            at += 1;
            continue;
        }
        let end = read.map_or(span.end, |read| read.end.max(span.end));
        let from = words.partition_point(|(word, _)| word.start < end).max(at + 1);
        let mut before = end;
        for (next, (span, word)) in words.iter().enumerate().skip(from).take(REACH) {
            let gap = text.get(before..span.start).unwrap_or_default();
            if gap.contains([',', ';', ':', '(', ')', '\u{2014}', '\u{201c}', '\u{201d}', '"']) || ENDS.contains(&word.as_str()) {
                break;
            }
            denied[next] = !denied[next];
            before = span.end;
        }
        at = from;
    }
    denied
}
