//! Who says *I* and *we*.
//!
//! In: such a pronoun as a source, and what the other sources refer to. Out: its speaker. Inside an attribution's content
//! that is the attribution's source ("“I believe that she will go,” said Kim"). In a quotation without attribution it is
//! who speaks in the paragraph, else who spoke last. Outside it is the author.

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::page::Page;
use super::phrase::NameIndex;
use super::referent::{Descriptor, Referent};
use crate::attribution::Attribution;
use crate::reading::EntityKind;

/// Longest chain of attributions that is followed.
pub(super) const DEPTH: usize = 8;

/// Who a first person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// Somebody in the article.
    Referent(usize),
    /// The author.
    Author,
    /// Somebody, but the text does not tell who.
    Unknown,
}

/// Whether a lower-case word is a first person.
pub(super) fn is_first(word: &str) -> bool {
    matches!(word, "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ourselves")
}

/// The lines that are nothing but a person's full name, as first word and referent, of a text that ends with one: letters
/// to the editor and their signatures. Elsewhere such lines are headings, or tell who speaks next in a transcript.
pub(super) fn signatures(page: &Page, names: &NameIndex) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = (0..page.len()).filter(|&at| at == 0 || page.new_line(at)).collect();
    let signed = |(n, &start): (usize, &usize)| {
        let end = starts.get(n + 1).copied().unwrap_or(page.len());
        let (name, referent) = names.at(start)?;
        let alone = (name.words.end..end).all(|at| page.upos(at) == Upos::Punct);
        (name.class == NameClass::Person && name.words.len() > 1 && alone).then_some((start, referent))
    };
    let found: Vec<(usize, usize)> = starts.iter().enumerate().filter_map(signed).collect();
    if found.last().map(|(start, _)| start) == starts.last() { found } else { Vec::new() }
}

/// For every word, the smallest attribution whose content holds it.
pub(super) fn holders(words: usize, attributions: &[Attribution]) -> Vec<Option<usize>> {
    let size = |a: &Attribution| a.content.iter().map(|part| part.len()).sum::<usize>();
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(size(&attributions[at])));
    let mut found = vec![None; words];
    for at in order {
        for part in &attributions[at].content {
            found[part.start.min(words)..part.end.min(words)].fill(Some(at));
        }
    }
    found
}

/// What the sources of an article refer to, for looking up who speaks.
pub(super) struct Speakers<'s, 'a> {
    /// The article.
    pub page: &'s Page<'a>,
    /// Its attributions.
    pub attributions: &'s [Attribution],
    /// For every word, the attribution that holds it.
    pub holders: &'s [Option<usize>],
    /// For every attribution, what its source refers to, where that is known.
    pub sources: &'s [Option<usize>],
}

impl Speakers<'_, '_> {
    /// Who says the first person at a word that is the source of attribution `own`.
    pub fn of(&self, word: usize, own: usize) -> Speaker {
        let mut holder = self.attributions[own].within.or(self.holders[word]).filter(|&at| at != own);
        for _ in 0..DEPTH {
            let Some(at) = holder else { break };
            if let Some(referent) = self.sources[at] {
                return Speaker::Referent(referent);
            }
            // "I think that we …": the speaker of the inner first person speaks the outer one.
            let Some(source) = self.attributions[at].source else { break };
            if !is_first(self.page.lower(source.start)) {
                return Speaker::Unknown;
            }
            holder = self.attributions[at].within.or(self.holders[source.start]).filter(|&next| next != at);
        }
        match self.page.quotation(word) {
            Some(_) => self.beside(word).map_or(Speaker::Unknown, Speaker::Referent),
            None => Speaker::Author,
        }
    }

    /// The nearest source outside quotations: after the quotation in its sentence, else before.
    fn beside(&self, word: usize) -> Option<usize> {
        let sentence = self.page.sentence(word);
        let outside = |at: &usize| {
            let source = self.attributions[*at].source;
            source.is_some_and(|s| self.page.quotation(s.start).is_none()) && self.sources[*at].is_some()
        };
        let place = |at: usize| self.attributions[at].source.map_or(0, |s: Span| s.start);
        let from = self.attributions.partition_point(|a| a.cue.start < word);
        let near = from.saturating_sub(20)..self.attributions.len().min(from + 4);
        let here = near.clone().filter(outside).find(|&at| self.page.sentence(place(at)) == sentence);
        let before = || near.clone().rev().filter(outside).find(|&at| place(at) < word);
        here.or_else(before).and_then(|at| self.sources[at])
    }
}

/// Whom *we* speaks for: the organisation or country that the speaker represents, where the text tells it.
///
/// "“We do not accuse anyone,” said Estonia's foreign minister" is Estonia.
///
/// A chief executive or spokesperson of nobody in particular speaks for the organisation that the article is about.
pub(super) fn represented(referents: &[Referent], speaker: usize, counts: impl Fn(usize) -> u32) -> usize {
    let person = &referents[speaker];
    let owner = person.owner().filter(|&owner| {
        (referents[owner].named || referents[owner].institution)
            && matches!(referents[owner].kind, EntityKind::Organization | EntityKind::Country)
    });
    if person.kind != EntityKind::Person {
        return speaker;
    }
    let represents = person
        .descriptors
        .iter()
        .any(|d| d.owner.is_none() && (REPRESENTATIVES.contains(&d.head.as_str()) || is_chief(d)));
    let organization = || {
        let named =
            (0..referents.len()).filter(|&at| referents[at].named && referents[at].kind == EntityKind::Organization);
        named.filter(|_| represents).max_by_key(|&at| (counts(at), std::cmp::Reverse(at))).filter(|&at| counts(at) > 1)
    };
    owner.or_else(organization).unwrap_or(speaker)
}

/// "chief executive", "chief executive officer".
fn is_chief(descriptor: &Descriptor) -> bool {
    let says = |word: &str| descriptor.head == word || descriptor.modifiers.iter().any(|m| m == word);
    says("chief") && says("executive")
}

/// Who speaks for an organisation by office.
const REPRESENTATIVES: &[&str] =
    &["spokesman", "spokeswoman", "spokesperson", "ceo", "chairman", "chairwoman", "chair"];
