//! Every mention of everybody and everything, linked.
//!
//! In: a page, its names with their referents, and what the walk through the article made of sources, pronouns and
//! descriptions. Out: [`Chains`]: mentions that speak of the same. From left to right, each mention is
//!
//! 1. joined for certain: to the other names of its referent, to what it is as a source, to the speaker of its quotation,
//!    to the subject that it stands before (`ahead`);
//! 2. else to the mention before it, or to none, whichever `model` gives the highest sum of weights (`features`).
//!
//! How far a look goes back is bounded (`candidates`), so the time grows with the article's length only.

mod ahead;
mod candidates;
mod features;
mod mention;
mod model;
mod speech;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use purport_text::Span;

use super::page::Page;
use super::phrase::NameIndex;
use super::referent::Referent;
pub(super) use mention::{Mention, Sort, Type};

/// What the stages before have found.
#[derive(Clone, Copy)]
pub(super) struct Known<'k, 'a> {
    pub page: &'k Page<'a>,
    pub names: &'k NameIndex,
    pub referents: &'k [Referent],
    /// What the walk took the word for.
    pub walked: &'k HashMap<usize, usize>,
    /// What a word is as the source of an attribution.
    pub sources: &'k HashMap<usize, usize>,
    /// For every word, the attribution whose content holds it, what its source is, and whether it is quoted.
    pub speech: &'k [Option<Speech>],
}

/// Who says a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speech {
    /// The attribution.
    pub attribution: usize,
    /// What its source is, where that is known.
    pub speaker: Option<usize>,
}

/// Why a mention is in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It begins the chain.
    First,
    /// A name of the chain's referent.
    Name,
    /// The source of a claim, as the walk resolved it.
    Source,
    /// *I*, *my* in a quotation: its speaker.
    Speaker,
    /// *His* in a phrase before its subject: that subject.
    Ahead,
    /// The weights, by this antecedent.
    Weights(usize),
}

/// The chains of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Chains {
    pub mentions: Vec<Mention>,
    /// Why each mention is where it is.
    pub why: Vec<Why>,
    /// The chain of each mention.
    pub of: Vec<usize>,
    /// The mentions of each chain, in text order.
    pub members: Vec<Vec<usize>>,
    /// The referent of each chain, where it has one.
    pub referent: Vec<Option<usize>>,
    /// The chain that each referent ended in.
    pub by_referent: HashMap<usize, usize>,
}

/// A choice that the weights made: the mention, and each antecedent (or none) with its features.
pub(super) struct Choice {
    pub mention: usize,
    pub options: Vec<(Option<usize>, Vec<String>)>,
}

/// Link the mentions of an article.
pub(super) fn chains(known: Known) -> Chains {
    Linker::new(known).run(None)
}

/// The same, with the features of every choice: what weights are learnt from.
pub(super) fn choices(known: Known) -> (Chains, Vec<Choice>) {
    let mut choices = Vec::new();
    let chains = Linker::new(known).run(Some(&mut choices));
    (chains, choices)
}

struct Linker<'k, 'a> {
    known: Known<'k, 'a>,
    found: Chains,
}

impl<'k, 'a> Linker<'k, 'a> {
    fn new(known: Known<'k, 'a>) -> Self {
        let mentions = mention::mentions(known.page, known.names, known.referents);
        Self { known, found: Chains { mentions, ..Chains::default() } }
    }

    fn run(mut self, mut listed: Option<&mut Vec<Choice>>) -> Chains {
        let mentions = std::mem::take(&mut self.found.mentions);
        let mut near = candidates::Near::default();
        for at in 0..mentions.len() {
            let certain = self.certain(&mentions, at);
            let known_chain = certain.and_then(|(referent, why)| Some((*self.found.by_referent.get(&referent)?, why)));
            let referent = certain.map(|(referent, _)| referent);
            let open = known_chain.is_none() && self.is_open(referent);
            let (chain, why) = match known_chain {
                Some(known) => known,
                None if open => match self.choose(&mentions, at, &near, listed.as_deref_mut()) {
                    Some(antecedent) => (self.found.of[antecedent], Why::Weights(antecedent)),
                    None => (self.new_chain(), Why::First),
                },
                None => (self.new_chain(), Why::First),
            };
            self.found.of.push(chain);
            self.found.why.push(why);
            self.found.members[chain].push(at);
            if let Some(referent) = referent {
                let own = self.found.referent[chain].get_or_insert(referent);
                // A name is worth more than a description.
                if self.known.referents[referent].named && !self.known.referents[*own].named {
                    *own = referent;
                }
                self.found.by_referent.insert(referent, chain);
            }
            near.add(&mentions, at);
        }
        self.found.mentions = mentions;
        self.found
    }

    fn new_chain(&mut self) -> usize {
        self.found.members.push(Vec::new());
        self.found.referent.push(None);
        self.found.members.len() - 1
    }

    /// Whether the weights may join a mention that is certain to be a referent which nothing before was: only what has no
    /// name is free to be something else that was mentioned.
    fn is_open(&self, referent: Option<usize>) -> bool {
        referent.is_none_or(|at| {
            let referent = &self.known.referents[at];
            !referent.named && referent.members.is_empty()
        })
    }

    /// What a mention certainly is.
    fn certain(&self, mentions: &[Mention], at: usize) -> Option<(usize, Why)> {
        let mention = &mentions[at];
        if let Some(referent) = mention.referent {
            return Some((referent, Why::Name));
        }
        if mention.joined {
            return None;
        }
        if let Some(&referent) = self.known.sources.get(&mention.head) {
            return Some((referent, Why::Source));
        }
        let speaker = speech::speaker(&self.known, mention).map(|referent| (referent, Why::Speaker));
        speaker.or_else(|| Some((ahead::subject(&self.known, mentions, at)?.referent?, Why::Ahead)))
    }

    fn choose(
        &self,
        mentions: &[Mention],
        at: usize,
        near: &candidates::Near,
        listed: Option<&mut Vec<Choice>>,
    ) -> Option<usize> {
        let mention = &mentions[at];
        let view = features::View { known: self.known, mentions };
        // What the walk made of a source stands: the weights only find its other mentions.
        let source = self.known.sources.contains_key(&mention.head) && !mention.joined;
        let taken = |before: usize| self.found.referent[self.found.of[before]].is_some();
        let fits = |&before: &usize| self.may_be(mentions, at, before) && !(source && taken(before));
        let options: Vec<usize> = near.of(mentions, at).into_iter().filter(fits).collect();
        let context = features::Context::new(&view, at, &options);
        if let Some(listed) = listed {
            let mut none = model::Listed::default();
            features::alone(&view, at, &context, &mut none);
            let mut all = vec![(None, none.0)];
            for (rank, &before) in options.iter().enumerate() {
                let mut with = model::Listed::default();
                features::pair(&view, at, before, rank, &context, &mut with);
                all.push((Some(before), with.0));
            }
            listed.push(Choice { mention: at, options: all });
        }
        if options.is_empty() {
            return None;
        }
        let weights = model::weights();
        let mut sum = model::Sum::new(weights);
        features::alone(&view, at, &context, &mut sum);
        let mut best = (sum.take(), None);
        for (rank, &before) in options.iter().enumerate() {
            features::pair(&view, at, before, rank, &context, &mut sum);
            let score = sum.take();
            if score > best.0 {
                best = (score, Some(before));
            }
        }
        best.1
    }

    /// What no weight can outvote: gender, two names, a thing for a person, a part of itself.
    fn may_be(&self, mentions: &[Mention], at: usize, before: usize) -> bool {
        let (mention, other) = (&mentions[at], &mentions[before]);
        let nested = mention.words.overlaps(other.words);
        if nested && !(other.kind == Type::Pronoun || mention.kind == Type::Pronoun) {
            return false;
        }
        let chain = self.found.of[before];
        let named = self.found.referent[chain].filter(|&r| self.known.referents[r].named);
        if let (Some(one), Some(other)) = (mention.referent, named)
            && one != other
        {
            return false;
        }
        self.found.members[chain].iter().rev().take(AGREE).all(|&member| mention.agrees(&mentions[member]))
    }
}

/// How many of a chain's last mentions a new one must agree with in gender and sort.
const AGREE: usize = 8;

/// The phrases of a chain's mentions, as ranges of words.
pub(super) fn phrases(chains: &Chains) -> Vec<Vec<Span>> {
    chains.members.iter().map(|members| members.iter().map(|&at| chains.mentions[at].words).collect()).collect()
}
