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
//! 6. `kind` and `output`: what stands behind each claim.
//!
//! Nothing is guessed about a source that nothing fits: it stays an entity of its own, or none.

mod description;
mod discourse;
mod group;
mod kind;
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
mod source;
mod speaker;
mod timeline;
mod untagged;

#[cfg(test)]
mod tests;

use purport_parse::{Parse, Upos};
use purport_text::Span;

use crate::attribution::Attribution;
use crate::reading::{Entity, SourceKind};

use discourse::Discourse;
use page::Page;
use phrase::NameIndex;

/// The entities of an article and what its sources are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// In order of first mention, with ids `e1`, `e2` …
    pub entities: Vec<Entity>,
    /// For each entity the positions of its members; empty unless it is a group whose members the article tells.
    pub members: Vec<Vec<usize>>,
    /// One for each attribution, in the same order.
    pub sources: Vec<ResolvedSource>,
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
    let is_source = sources_by_word(&page, attributions);
    let acts = |words: Span| is_source[words.start] || acts(&page, words);
    let named = naming::referents(&page, name::names(&page), acts);
    let names = NameIndex::new(page.len(), named.mentions);
    let mut referents = named.referents;
    role::add_roles(&page, &names, &mut referents);
    let forms: Vec<_> = attributions
        .iter()
        .map(|a| a.source.filter(|s| !s.is_empty()).map(|words| source::form(&page, &names, words)))
        .collect();
    let mut discourse = Discourse::new(&page, &names, referents, attributions, &forms);
    let outcomes = discourse.resolve();
    output::resolved(&page, discourse.referents, attributions, &outcomes)
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
