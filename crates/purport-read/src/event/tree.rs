//! Children and ancestors in the dependency tree.

use purport_parse::{Parse, Upos};
use purport_text::Span;

/// The tree with its children at hand.
pub(super) struct Tree<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub fn new(text: &'a str, parse: &'a Parse) -> Self {
        let mut children = vec![Vec::new(); parse.words.len()];
        for (word, entry) in parse.words.iter().enumerate() {
            if let Some(head) = entry.head {
                children[head].push(word);
            }
        }
        Self { text, parse, children }
    }

    pub fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// The first child with a relation.
    pub fn child(&self, word: usize, relation: &str) -> Option<usize> {
        self.children(word).iter().copied().find(|&c| self.parse.words[c].deprel == relation)
    }

    /// Children whose relation is one of these, subtypes aside.
    pub fn under<'t>(&'t self, word: usize, relations: &'t [&'t str]) -> impl Iterator<Item = usize> + 't {
        self.children(word).iter().copied().filter(|&c| relations.contains(&self.relation(c)))
    }

    /// The relation of a word without its subtype.
    pub fn relation(&self, word: usize) -> &'static str {
        self.parse.words[word].deprel.split(':').next().unwrap_or_default()
    }

    pub fn head(&self, word: usize) -> Option<usize> {
        self.parse.words[word].head
    }

    pub fn lemma(&self, word: usize) -> &'a str {
        &self.parse.words[word].lemma
    }

    /// The word as written.
    pub fn form(&self, word: usize) -> &'a str {
        self.parse.words[word].span.slice(self.text)
    }

    pub fn upos(&self, word: usize) -> Upos {
        self.parse.words[word].upos
    }

    /// The preposition of a noun.
    pub fn preposition(&self, word: usize) -> Option<&'a str> {
        self.child(word, "case").map(|c| self.lemma(c))
    }

    /// A word and those coordinated with it.
    pub fn coordinated(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        found.extend(self.children(word).iter().copied().filter(|&c| self.parse.words[c].deprel == "conj"));
        found
    }

    /// The noun phrase around its head: what hangs on it before it, and names and "of" after it; no clauses.
    pub fn phrase(&self, head: usize) -> Span {
        let mut found = Span::new(head, head + 1);
        for &child in self.children(head) {
            let inside = match self.relation(child) {
                "det" | "amod" | "compound" | "nummod" | "flat" | "nmod" if child < head => true,
                "flat" | "compound" => true,
                "nmod" => self.preposition(child) == Some("of"),
                _ => false,
            };
            if inside {
                let below = if matches!(self.relation(child), "nmod") { self.phrase(child) } else { self.flat(child) };
                found = Span::new(found.start.min(below.start), found.end.max(below.end));
                if let Some(case) = self.child(child, "case") {
                    found = Span::new(found.start.min(case), found.end.max(case + 1));
                }
            }
        }
        found
    }

    fn flat(&self, word: usize) -> Span {
        let mut found = Span::new(word, word + 1);
        for &child in self.children(word) {
            if matches!(self.relation(child), "flat" | "compound" | "nummod" | "amod" | "det" | "advmod" | "punct") {
                found = Span::new(found.start.min(child), found.end.max(child + 1));
            }
        }
        found
    }
}
