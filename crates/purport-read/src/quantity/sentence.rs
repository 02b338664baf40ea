//! A sentence as the rules look at it: words in small letters, with their tree and their neighbours.

use purport_parse::{NameClass, Parse, Upos};
use purport_text::Span;

use crate::number::Lower;

/// One sentence of a text, with the times that were read in it.
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    pub lower: &'a Lower,
    /// First word and one past the last.
    pub span: Span,
    /// Words of times, in order.
    pub times: &'a [Span],
}

impl<'a> Sentence<'a> {
    /// The word in small letters; nothing outside the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        if self.holds(at) { self.lower.at(at) } else { "" }
    }

    pub fn is(&self, at: usize, any: &[&str]) -> bool {
        any.contains(&self.word(at))
    }

    pub fn holds(&self, at: usize) -> bool {
        self.span.range().contains(&at)
    }

    pub fn upos(&self, at: usize) -> Option<Upos> {
        self.holds(at).then(|| self.parse.words[at].upos)
    }

    /// The relation without its subtype.
    pub fn relation(&self, at: usize) -> &'static str {
        if !self.holds(at) {
            return "";
        }
        self.parse.words[at].deprel.split(':').next().unwrap_or_default()
    }

    pub fn head(&self, at: usize) -> Option<usize> {
        self.holds(at).then(|| self.parse.words[at].head).flatten()
    }

    /// The word as written.
    pub fn form(&self, at: usize) -> &'a str {
        if self.holds(at) { self.parse.words[at].span.slice(self.text) } else { "" }
    }

    pub fn capital(&self, at: usize) -> bool {
        self.form(at).starts_with(char::is_uppercase)
    }

    /// Whether nothing stands between a word and the next one of the sentence.
    pub fn touches_next(&self, at: usize) -> bool {
        self.holds(at) && self.holds(at + 1) && self.parse.words[at].span.end == self.parse.words[at + 1].span.start
    }

    /// Whether a hyphen stands there that joins the words on both sides.
    pub fn joins(&self, at: usize) -> bool {
        at > 0 && self.is_hyphen(at) && self.touches_next(at - 1) && self.touches_next(at)
    }

    pub fn is_hyphen(&self, at: usize) -> bool {
        self.is(at, &["-", "‑", "‐", "–"])
    }

    /// Whether a time holds the word.
    pub fn in_time(&self, at: usize) -> bool {
        let after = self.times.partition_point(|time| time.end <= at);
        self.times.get(after).is_some_and(|time| time.start <= at)
    }

    /// The class of the name that holds a word, with its words.
    pub fn name(&self, at: usize) -> Option<(Span, NameClass)> {
        let after = self.parse.names.partition_point(|name| name.words.end <= at);
        let name = self.parse.names.get(after).filter(|name| name.words.start <= at)?;
        Some((name.words, name.class))
    }

    pub fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun | Upos::Propn))
    }

    /// Whether most words that need no capital have one, as in a headline.
    pub fn is_title_case(&self) -> bool {
        // The first words of a long sentence tell as much as all.
        let words =
            self.span.range().take(60).filter(|&at| matches!(self.upos(at), Some(Upos::Verb | Upos::Noun | Upos::Adj)));
        let (mut all, mut capitals) = (0, 0);
        for at in words {
            all += 1;
            capitals += usize::from(self.capital(at));
        }
        capitals * 2 > all
    }
}
