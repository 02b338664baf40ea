//! Whether a name that no gazetteer has is a place's at all.
//!
//! In: mentions and which of them are known. Out: those to keep. The tagger takes drugs, shops and families for places
//! now and then; a place stands after a preposition of place, before the area it lies in, or says what it is ("Mithi
//! River"), at least once in the article.

use std::collections::HashSet;

use purport_parse::Upos;
use purport_text::Span;

use super::lists::{List, is};
use super::words::Words;

/// Whether each mention is kept. `known` says of each whether the gazetteer has it.
pub(super) fn kept(page: &Words<'_>, mentions: &[Span], known: &[bool]) -> Vec<bool> {
    let mut shown: HashSet<&str> = HashSet::new();
    for (at, words) in mentions.iter().enumerate() {
        if !known[at] && shows_place(page, mentions, known, at) {
            shown.insert(page.slice(*words));
        }
    }
    mentions.iter().zip(known).map(|(words, known)| *known || shown.contains(page.slice(*words))).collect()
}

fn shows_place(page: &Words<'_>, mentions: &[Span], known: &[bool], at: usize) -> bool {
    let words = mentions[at];
    let mut before = words.start;
    // "in the remote village of", "near war-torn": what stands between may describe it.
    while before > 0
        && words.start - before < 5
        && matches!(page.upos(before - 1), Upos::Det | Upos::Adj)
        && !page.opens(before)
    {
        before -= 1;
    }
    let preposition =
        matches!(page.before(before), "in" | "near" | "around" | "outside" | "across" | "toward" | "towards");
    let of_area = page.before(words.start) == "of"
        && words.start >= 2
        && [List::Town, List::Area, List::Sort].iter().any(|list| is(page.form(words.start - 2), *list));
    let in_area = page.form(words.end) == ","
        && mentions.get(at + 1).is_some_and(|next| next.start == words.end + 1 && known[at + 1]);
    let acronym = words.len() == 1 && page.slice(words).chars().all(|c| c.is_uppercase() || c == '.');
    let sort = words.len() > 1 && words.range().any(|word| is(page.form(word), List::NamedSort))
        || [List::Town, List::Area, List::Sort].iter().any(|list| is(page.form(words.end), *list));
    !acronym && (preposition && page.upos(words.end - 1) == Upos::Propn || of_area || in_area || sort)
}
