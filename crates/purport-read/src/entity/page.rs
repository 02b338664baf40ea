//! A parse with the questions that every rule asks of it.

use purport_parse::{Parse, Upos};
use purport_text::{Span, quotations};

use super::lexicon;

/// One article's text and parse. Indexes and ranges count words.
pub(super) struct Page<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its words, tree and names.
    pub parse: &'a Parse,
    lower: Vec<String>,
    sentences: Vec<usize>,
    quotations: Vec<Option<usize>>,
    first_child: Vec<Option<usize>>,
    next_sibling: Vec<Option<usize>>,
}

impl<'a> Page<'a> {
    pub fn new(text: &'a str, parse: &'a Parse) -> Self {
        let count = parse.words.len();
        let mut sentences = vec![0; count];
        for (number, sentence) in parse.sentences.iter().enumerate() {
            sentences[sentence.range()].fill(number);
        }
        let quoted = quotations(text);
        let mut at = 0;
        let mut inside = Vec::with_capacity(count);
        for word in &parse.words {
            while quoted.get(at).is_some_and(|q| q.end <= word.span.start) {
                at += 1;
            }
            inside.push(quoted.get(at).filter(|q| q.start <= word.span.start).map(|_| at));
        }
        let (mut first_child, mut next_sibling) = (vec![None; count], vec![None; count]);
        for word in (0..count).rev() {
            if let Some(head) = parse.words[word].head.filter(|&head| head < count) {
                next_sibling[word] = first_child[head];
                first_child[head] = Some(word);
            }
        }
        let lower = parse.words.iter().map(|w| lexicon::key(w.span.slice(text))).collect();
        Self { text, parse, lower, sentences, quotations: inside, first_child, next_sibling }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.parse.words.len()
    }

    /// The word as written.
    pub fn form(&self, word: usize) -> &'a str {
        self.parse.words[word].span.slice(self.text)
    }

    /// The word in lower case with straight apostrophes; empty outside the article, so that rules may look around.
    pub fn lower(&self, word: usize) -> &str {
        self.lower.get(word).map_or("", String::as_str)
    }

    /// The word before, in lower case; empty before the first.
    pub fn before(&self, word: usize) -> &str {
        word.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// Dictionary form in lower case.
    pub fn lemma(&self, word: usize) -> String {
        self.parse.words[word].lemma.to_lowercase()
    }

    /// Part of speech; `X` outside the article.
    pub fn upos(&self, word: usize) -> Upos {
        self.parse.words.get(word).map_or(Upos::X, |w| w.upos)
    }

    /// Whether the word is a noun or a name.
    pub fn nominal(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Noun | Upos::Propn)
    }

    /// Relation to the head, without subtype.
    pub fn relation(&self, word: usize) -> &'static str {
        self.parse.words[word].deprel.split(':').next().unwrap_or_default()
    }

    /// The word it depends on.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.parse.words[word].head
    }

    /// The words that depend on it, in text order.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.first_child[word], |&child| self.next_sibling[child])
    }

    /// The number of its sentence.
    pub fn sentence(&self, word: usize) -> usize {
        self.sentences.get(word).copied().unwrap_or(self.parse.sentences.len())
    }

    /// The number of the quotation that it stands in.
    pub fn quotation(&self, word: usize) -> Option<usize> {
        self.quotations.get(word).copied().flatten()
    }

    /// Whether a capital begins the word.
    pub fn capital(&self, word: usize) -> bool {
        self.parse
            .words
            .get(word)
            .is_some_and(|w| w.span.slice(self.text).chars().next().is_some_and(char::is_uppercase))
    }

    /// Whether a word is the possessive clitic.
    pub fn clitic(&self, word: usize) -> bool {
        matches!(self.lower(word), "'s" | "'") && self.quotation_mark_unlikely(word)
    }

    /// An apostrophe that follows its word without a gap is no opening mark.
    fn quotation_mark_unlikely(&self, word: usize) -> bool {
        word > 0 && self.touches(word)
    }

    /// Whether nothing stands between a word and the one before it.
    pub fn touches(&self, word: usize) -> bool {
        word > 0 && word < self.len() && self.parse.words[word - 1].span.end == self.parse.words[word].span.start
    }

    /// Whether the word is a hyphen that joins its neighbours.
    pub fn joins(&self, word: usize) -> bool {
        self.lower(word) == "-" && self.touches(word) && self.touches(word + 1)
    }

    /// The text of a range of words.
    pub fn slice(&self, words: Span) -> &'a str {
        self.parse.text_of(words, self.text)
    }

    /// A line break stands between a word and the one before it.
    pub fn new_line(&self, word: usize) -> bool {
        word == 0
            || word >= self.len()
            || self.text[self.parse.words[word - 1].span.end..self.parse.words[word].span.start].contains('\n')
    }
}
