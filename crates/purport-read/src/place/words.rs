//! Questions that every rule here asks of words.

use purport_parse::{Parse, Upos};
use purport_text::Span;

/// A text and its parse. Indexes and ranges count words.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
}

impl<'a> Words<'a> {
    /// The word as written; empty outside the article, so that rules may look around.
    pub fn form(&self, word: usize) -> &'a str {
        self.parse.words.get(word).map_or("", |w| w.span.slice(self.text))
    }

    /// The word before, as written.
    pub fn before(&self, word: usize) -> &'a str {
        word.checked_sub(1).map_or("", |before| self.form(before))
    }

    /// Whether the word is one of these, in any case.
    pub fn is_one_of(&self, word: usize, list: &[&str]) -> bool {
        let form = self.form(word);
        list.iter().any(|one| one.eq_ignore_ascii_case(form))
    }

    /// Whether a capital, or a letter of a script without capitals, begins the word.
    pub fn capital(&self, word: usize) -> bool {
        self.form(word).chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    }

    /// Part of speech; `X` outside the article.
    pub fn upos(&self, word: usize) -> Upos {
        self.parse.words.get(word).map_or(Upos::X, |w| w.upos)
    }

    /// Relation to the head, without subtype.
    pub fn relation(&self, word: usize) -> &'static str {
        self.parse.words.get(word).map_or("", |w| w.deprel.split(':').next().unwrap_or_default())
    }

    /// The word it depends on.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.parse.words.get(word)?.head.filter(|head| *head < self.parse.words.len())
    }

    /// Dictionary form.
    pub fn lemma(&self, word: usize) -> &'a str {
        self.parse.words.get(word).map_or("", |w| w.lemma.as_str())
    }

    /// The word of a range that the others depend on.
    pub fn top(&self, words: Span) -> usize {
        let outside = |word: &usize| self.head(*word).is_none_or(|head| !words.range().contains(&head));
        words.range().find(outside).unwrap_or(words.start)
    }

    /// The words of a range as they stand in the text.
    pub fn slice(&self, words: Span) -> &'a str {
        self.parse.text_of(words, self.text)
    }

    /// Whether the first word of a sentence or line.
    pub fn opens(&self, word: usize) -> bool {
        let Some(before) = word.checked_sub(1) else { return true };
        let between = self.parse.words[before].span.end..self.parse.words[word].span.start;
        self.parse.sentences.binary_search_by_key(&word, |s| s.start).is_ok()
            || self.text.get(between).is_some_and(|gap| gap.contains('\n'))
    }
}
