//! What has been spoken of so far, in the order it was.
//!
//! In: mentions as they come. Out: the recent ones, for the rules that look back. How far a look goes is bounded, so an
//! article of any length is resolved in time that grows with its length only.

use purport_text::Span;

use super::page::Page;

/// Most occurrences that one look back passes.
const LOOK: usize = 120;

/// What a mention does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its subject.
    Subject,
    /// An object.
    Object,
    /// *Trump's*.
    Possessor,
    /// Anything else.
    Other,
}

/// A mention of a referent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Occurrence {
    /// Its head word.
    pub word: usize,
    /// Its words.
    pub words: Span,
    /// What it refers to.
    pub referent: usize,
    /// What it does in its clause.
    pub part: Part,
}

/// The mentions so far and what they amount to.
#[derive(Default)]
pub(super) struct Timeline {
    occurrences: Vec<Occurrence>,
    counts: Vec<u32>,
    /// The source of the last attribution.
    pub source: Option<usize>,
}

impl Timeline {
    /// Add a mention that stands after all others.
    pub fn add(&mut self, page: &Page, word: usize, words: Span, referent: usize) {
        self.occurrences.push(Occurrence { word, words, referent, part: part(page, words, word) });
        if self.counts.len() <= referent {
            self.counts.resize(referent + 1, 0);
        }
        self.counts[referent] += 1;
    }

    /// How often a referent has been mentioned.
    pub fn count(&self, referent: usize) -> u32 {
        self.counts.get(referent).copied().unwrap_or_default()
    }

    /// The last mentions before a word, the nearest first, back to a number of sentences.
    pub fn before<'t>(&'t self, page: &'t Page, word: usize, sentences: usize) -> impl Iterator<Item = &'t Occurrence> {
        let here = page.sentence(word);
        let recent = self.occurrences.iter().rev().skip_while(move |o| o.words.end > word);
        recent.take(LOOK).take_while(move |o| here - page.sentence(o.word).min(here) <= sentences)
    }
}

/// The part that a mention plays: that of the word whose head stands outside it.
pub(super) fn part(page: &Page, words: Span, word: usize) -> Part {
    let outside = |&w: &usize| page.head(w).is_none_or(|head| !words.range().contains(&head));
    let top = words.range().find(outside).unwrap_or(word);
    match page.parse.words[top].deprel {
        _ if page.clitic(words.end) => Part::Possessor,
        "nmod:poss" => Part::Possessor,
        // "Pentagon" in "Pentagon spokesperson" is no more prominent than in "the Pentagon's".
        "compound" if page.nominal(words.end) => Part::Possessor,
        relation if relation.starts_with("nsubj") => Part::Subject,
        "obj" | "iobj" | "obl:agent" => Part::Object,
        // A conjunct or apposition plays the part of what it is joined to.
        "conj" | "appos" | "flat" => page.head(top).map_or(Part::Other, |head| match page.relation(head) {
            "nsubj" => Part::Subject,
            "obj" => Part::Object,
            _ => Part::Other,
        }),
        _ => Part::Other,
    }
}
