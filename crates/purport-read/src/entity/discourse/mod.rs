//! The walk through an article that resolves its mentions, from left to right.
//!
//! In: names with their referents, and the forms of the sources. Out: what each source refers to. Names are known
//! beforehand; descriptions and pronouns look back on what was mentioned before them. *I* and *we* come last, since who
//! speaks often stands after what is said.

mod phrases;
mod sources;

use std::collections::{BTreeMap, HashMap};

use purport_text::Span;

use crate::attribution::Attribution;
use crate::entity::lexicon::{self, CountrySense};
use crate::entity::page::Page;
use crate::entity::phrase::{self, NameIndex};
use crate::entity::pronoun::Pronoun;
use crate::entity::referent::{Number, Referent};
use crate::entity::source::Form;
use crate::entity::speaker;
use crate::entity::timeline::Timeline;
use crate::reading::EntityKind;

/// What a source refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A referent.
    Referent(usize),
    /// The author of the article.
    Author,
    /// Somebody whom the article does not tell.
    Nobody,
}

/// The state of the walk.
pub(super) struct Discourse<'d, 'a> {
    page: &'d Page<'a>,
    names: &'d NameIndex,
    attributions: &'d [Attribution],
    forms: &'d [Option<Form>],
    holders: Vec<Option<usize>>,
    /// What has been found to exist.
    referents: Vec<Referent>,
    timeline: Timeline,
    /// What the mention with a head word refers to.
    resolved: HashMap<usize, usize>,
    called: HashMap<String, Vec<usize>>,
    countries: HashMap<&'static str, usize>,
    groups: BTreeMap<Vec<usize>, usize>,
    sources: Vec<Option<usize>>,
}

/// One step of the walk, in the order of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Name,
    Noun,
    Pronoun,
    Source(usize),
}

impl<'d, 'a> Discourse<'d, 'a> {
    pub fn new(
        page: &'d Page<'a>,
        names: &'d NameIndex,
        referents: Vec<Referent>,
        attributions: &'d [Attribution],
        forms: &'d [Option<Form>],
    ) -> Self {
        let mut called: HashMap<String, Vec<usize>> = HashMap::new();
        let mut countries = HashMap::new();
        for (at, referent) in referents.iter().enumerate() {
            for descriptor in &referent.descriptors {
                let list = called.entry(descriptor.head.clone()).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
            if let Some(code) = referent.country.filter(|_| referent.kind == EntityKind::Country) {
                countries.insert(code, at);
            }
        }
        Self {
            page,
            names,
            attributions,
            forms,
            holders: speaker::holders(page.len(), attributions),
            referents,
            timeline: Timeline::default(),
            resolved: HashMap::new(),
            called,
            countries,
            groups: BTreeMap::new(),
            sources: vec![None; attributions.len()],
        }
    }

    /// Walk, and tell what each source refers to.
    pub fn resolve(&mut self) -> Vec<Outcome> {
        for (word, step) in self.steps() {
            match step {
                Step::Name => self.name(word),
                Step::Noun => self.noun(word),
                Step::Pronoun => {
                    self.pronoun(word, None);
                }
                Step::Source(at) => self.source(at),
            }
        }
        self.first_persons()
    }

    /// What exists, and what each word was taken for.
    pub fn into_parts(self) -> (Vec<Referent>, HashMap<usize, usize>) {
        (self.referents, self.resolved)
    }

    fn steps(&self) -> Vec<(usize, Step)> {
        let mut steps: Vec<(usize, Step)> =
            self.names.iter().map(|(name, _)| (name.words.end - 1, Step::Name)).collect();
        let heads: HashMap<usize, ()> = self
            .forms
            .iter()
            .flatten()
            .filter(|form| matches!(form, Form::Phrase(_) | Form::Pronoun(_)))
            .map(|f| (f.word(), ()))
            .collect();
        for word in 0..self.page.len() {
            if heads.contains_key(&word) || self.names.at(word).is_some() {
                continue;
            }
            if matches!(Pronoun::of(self.page.lower(word)), Some(Pronoun::Person(_))) {
                steps.push((word, Step::Pronoun));
            } else if self.heads_phrase(word) {
                steps.push((word, Step::Noun));
            }
        }
        let sources =
            self.forms.iter().enumerate().filter_map(|(at, form)| Some((form.as_ref()?.word(), Step::Source(at))));
        steps.extend(sources);
        steps.sort_unstable();
        steps
    }

    /// Whether a noun of a known class heads a phrase that may be referred to again.
    fn heads_phrase(&self, word: usize) -> bool {
        let page = self.page;
        page.nominal(word)
            && !matches!(page.relation(word), "compound" | "flat")
            && self.names.at(word + 1).is_none()
            && !(page.nominal(word + 1) && page.sentence(word) == page.sentence(word + 1) && !page.new_line(word + 1))
            && lexicon::noun(&page.lemma(word)).is_some()
    }

    fn name(&mut self, last: usize) {
        let Some((name, referent)) = self.names.at(last) else { return };
        for word in name.words.range() {
            self.resolved.insert(word, referent);
        }
        // "Russian" in "Russian officials" is no antecedent.
        if name.country.is_none_or(|country| country.sense != CountrySense::Adjective) {
            self.timeline.add(self.page, last, name.words, referent);
            self.coordination(name.words.start);
            if name.words.len() > 1 {
                self.coordination(last);
            }
        }
    }

    fn noun(&mut self, word: usize) {
        let start = self.start_of(word);
        let found =
            phrase::phrase(self.page, self.names, Span::new(start, word + 1)).filter(|found| found.head == word);
        let Some(found) = found else { return };
        let words = self.extent(found.core);
        self.phrase(found, words);
        self.coordination(word);
    }

    /// The first word of the noun phrase that a noun heads.
    fn start_of(&self, head: usize) -> usize {
        let page = self.page;
        let mut start = head;
        while start > 0 && page.sentence(start - 1) == page.sentence(head) && head - start < 12 {
            use purport_parse::Upos::{Adj, Det, Noun, Num, Propn};
            let before = start - 1;
            let inside = matches!(page.upos(before), Adj | Noun | Propn | Num | Det)
                || page.joins(before)
                || page.clitic(before)
                || self.names.at(before).is_some()
                || opens_phrase(page.lower(before));
            if !inside {
                break;
            }
            start = before;
            let closes = matches!(page.upos(before), Det) && !page.clitic(before) || opens_phrase(page.lower(before));
            if closes && !matches!(page.before(before), "both" | "all") {
                break;
            }
        }
        start
    }

    /// The phrase with a short complement: "mayor of Minneapolis", "A Western diplomat in Seoul".
    fn extent(&self, core: Span) -> Span {
        let page = self.page;
        if !matches!(page.lower(core.end), "of" | "in" | "at" | "for")
            || page.sentence(core.end) != page.sentence(core.start)
        {
            return core;
        }
        let stop = (core.end + 1..page.len().min(core.end + 7)).find(|&word| {
            use purport_parse::Upos::{Adj, Det, Noun, Num, Propn};
            page.sentence(word) != page.sentence(core.start)
                || !(matches!(page.upos(word), Adj | Det | Noun | Num | Propn) || self.names.at(word).is_some())
        });
        match stop {
            Some(stop) if stop > core.end + 1 => Span::new(core.start, stop),
            _ => core,
        }
    }

    fn group(&mut self, members: Vec<usize>) -> usize {
        let mut key = members.clone();
        key.sort_unstable();
        key.dedup();
        if let [only] = key[..] {
            return only;
        }
        let next = self.referents.len();
        let referent = *self.groups.entry(key).or_insert(next);
        if referent == next {
            let name = self.referents[members[0]].name;
            self.referents.push(Referent { number: Number::Plural, members, ..Referent::new(EntityKind::Group, name) });
        }
        referent
    }

    /// "Kim and Lee … they": members that a conjunction joins are a group from its last on.
    fn coordination(&mut self, last: usize) {
        let page = self.page;
        if page.relation(last) != "conj" || !page.children(last).any(|child| page.lower(child) == "and") {
            return;
        }
        let Some(first) = page.head(last).filter(|&head| head < last) else { return };
        let joined =
            page.children(first).filter(|&child| child > first && child <= last && page.relation(child) == "conj");
        let members: Option<Vec<usize>> =
            std::iter::once(first).chain(joined).map(|word| self.resolved.get(&word).copied()).collect();
        let Some(members) = members else { return };
        let alike = members.iter().all(|&at| self.referents[at].kind == self.referents[members[0]].kind);
        if alike && members.len() > 1 {
            let referent = self.group(members);
            self.timeline.add(page, last, Span::new(first, last + 1), referent);
        }
    }
}

/// Whether a word begins a noun phrase.
fn opens_phrase(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "my" | "our" | "your" | "both" | "all" | "the" | "a" | "an")
}
