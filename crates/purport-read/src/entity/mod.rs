//! Who and what an article speaks of, and which of them each source is.
//!
//! In: a text, its parse and its attributions. Out: [`Resolved`]: the entities, with all their mentions, and for each
//! attribution the entity and kind of its source. One pass, in this order:
//!
//! 1. `name`: the tagger's names with their borders put right; `lexicon` knows countries, nouns, titles, given names.
//! 2. `naming`: names that are one person's (`person`), organisation's (`organization`) or country's become referents.
//! 3. `role`: titles, appositions and compounds tell what the named are.
//! 4. `source`, `phrase`: the form of each source.
//! 5. `discourse`: the walk through the article: `pronoun`, `description`, `group`, `relative`, `speaker`.
//! 6. `chain`: every other mention, linked to these or to each other.
//! 7. `kind` and `output`: what stands behind each claim, and the entities.
//!
//! Nothing is guessed about a source that nothing fits: it stays an entity of its own, or none.

mod chain;
mod description;
mod discourse;
mod group;
mod kind;
mod known;
pub(crate) mod lexicon;
mod name;
mod naming;
mod organization;
mod output;
mod page;
mod person;
mod phrase;
mod pronoun;
mod referent;
mod relative;
mod role;
mod sector;
mod source;
mod speaker;
mod timeline;
mod untagged;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use purport_parse::{Parse, Upos};
use purport_text::Span;

use crate::attribution::Attribution;
use crate::reading::{Entity, SourceKind};

use discourse::Discourse;
use page::Page;
use phrase::NameIndex;

/// The name by which an organisation of several names is best known.
pub(crate) fn known_name(name: &str) -> Option<&'static str> {
    known::body(name).map(|body| body.name)
}

/// The entities of an article and what its sources are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// In order of first mention, with ids `e1`, `e2` …
    pub entities: Vec<Entity>,
    /// For each entity the positions of its members; empty unless it is a group whose members the article tells.
    pub members: Vec<Vec<usize>>,
    /// One for each attribution, in the same order.
    pub sources: Vec<ResolvedSource>,
    /// The whole phrases that speak of the same, as ranges of words; also of what is no entity.
    pub chains: Vec<Vec<Span>>,
    /// Why each mention belongs to its entity.
    pub links: Vec<Link>,
}

/// A mention and why it is an entity's.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The words of the mention.
    pub words: Span,
    /// Position in [`Resolved::entities`].
    pub entity: usize,
    /// The rule, for people.
    pub why: String,
}

/// What a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResolvedSource {
    /// Position in [`Resolved::entities`]; `None` for the author and for sources that are nobody in particular.
    pub entity: Option<usize>,
    /// `None` when the attribution has no source.
    pub kind: Option<SourceKind>,
}

/// Find the entities of a text and resolve the sources of its attributions.
pub fn resolve(text: &str, parse: &Parse, attributions: &[Attribution]) -> Resolved {
    let page = Page::new(text, parse);
    let walk = Walk::new(&page, attributions);
    let chains = chain::chains(walk.known(&page));
    output::resolved(&page, walk, &chains, attributions)
}

/// A mention that weights are learnt from, as a range of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkMention {
    /// The whole phrase.
    pub words: Span,
    /// Its name, or the words up to its head.
    pub core: Span,
    /// Number of what its name is known to refer to.
    pub name: Option<usize>,
}

/// A mention, and each antecedent among the mentions (or none) with the features that speak of it.
pub type LinkChoice = (usize, Vec<(Option<usize>, Vec<String>)>);

/// The mentions of a text and the choices that weights make: what they are learnt from.
pub fn link_choices(text: &str, parse: &Parse, attributions: &[Attribution]) -> (Vec<LinkMention>, Vec<LinkChoice>) {
    let page = Page::new(text, parse);
    let walk = Walk::new(&page, attributions);
    let (chains, choices) = chain::choices(walk.known(&page));
    let mention = |m: &chain::Mention| LinkMention { words: m.words, core: m.core, name: m.referent };
    (chains.mentions.iter().map(mention).collect(), choices.into_iter().map(|c| (c.mention, c.options)).collect())
}

/// What the stages before the chains made of an article.
struct Walk {
    names: NameIndex,
    referents: Vec<referent::Referent>,
    outcomes: Vec<discourse::Outcome>,
    /// What the walk took each word for.
    words: HashMap<usize, usize>,
    /// What a word is as a source.
    sources: HashMap<usize, usize>,
    speech: Vec<Option<chain::Speech>>,
}

impl Walk {
    fn new(page: &Page, attributions: &[Attribution]) -> Self {
        let is_source = sources_by_word(page, attributions);
        let acts = |words: Span| is_source[words.start] || acts(page, words);
        let named = naming::referents(page, name::names(page), acts);
        let names = NameIndex::new(page.len(), named.mentions);
        let mut referents = named.referents;
        naming::add_countries(page, &mut referents);
        role::add_roles(page, &names, &mut referents);
        let forms: Vec<_> = attributions
            .iter()
            .map(|a| a.source.filter(|s| !s.is_empty()).map(|words| source::form(page, &names, words)))
            .collect();
        let mut discourse = Discourse::new(page, &names, referents, attributions, &forms);
        let outcomes = discourse.resolve();
        let (referents, words) = discourse.into_parts();
        let referent = |at: usize| match outcomes[at] {
            discourse::Outcome::Referent(referent) => Some(referent),
            _ => None,
        };
        let single = |form: &source::Form| !matches!(form, source::Form::Several(_));
        let as_source = |(at, form): (usize, &Option<source::Form>)| {
            Some((form.as_ref().filter(|f| single(f))?.word(), referent(at)?))
        };
        let sources = forms.iter().enumerate().filter_map(as_source).collect();
        let speech = speaker::holders(page.len(), attributions)
            .into_iter()
            .map(|holder| holder.map(|at| chain::Speech { attribution: at, speaker: referent(at) }))
            .collect();
        Self { names, referents, outcomes, words, sources, speech }
    }

    fn known<'k, 'a>(&'k self, page: &'k Page<'a>) -> chain::Known<'k, 'a> {
        chain::Known {
            page,
            names: &self.names,
            referents: &self.referents,
            walked: &self.words,
            sources: &self.sources,
            speech: &self.speech,
        }
    }
}

/// The words that some source begins with, its article passed over: "Moscow" as a source is a government.
fn sources_by_word(page: &Page, attributions: &[Attribution]) -> Vec<bool> {
    let mut found = vec![false; page.len()];
    for source in attributions.iter().filter_map(|a| a.source).filter(|s| s.len() <= 2) {
        found[source.range()].fill(true);
    }
    found
}

/// Whether a capital is the subject of a verb that only a government can do: any but a copula.
fn acts(page: &Page, words: Span) -> bool {
    words.range().any(|word| {
        page.parse.words[word].deprel == "nsubj"
            && page.head(word).is_some_and(|verb| {
                page.upos(verb) == Upos::Verb && !page.children(verb).any(|child| page.relation(child) == "cop")
            })
    })
}
