//! Names that the tagger missed where they stand, but found elsewhere in the article.

use std::collections::HashMap;

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::name::NameMention;
use super::naming::Naming;
use super::organization;
use super::page::Page;

/// The names with the untagged words that a tagged name elsewhere explains: a person's surname, or the same word.
pub(super) fn with_untagged(
    page: &Page,
    names: Vec<NameMention>,
    found: &mut Vec<Option<usize>>,
    naming: &Naming,
) -> (Vec<NameMention>, Vec<Option<usize>>) {
    let single: HashMap<&str, NameClass> = names
        .iter()
        .filter(|name| name.words.len() == 1 && name.class != NameClass::Nationality && name.country.is_none())
        .map(|name| (page.lower(name.words.start), name.class))
        .collect();
    let mut all: Vec<(NameMention, Option<usize>, Option<usize>)> = Vec::with_capacity(names.len());
    let mut word = 0;
    let ends = names.iter().zip(found.iter()).map(Some).chain([None]);
    for entry in ends {
        let stop = entry.map_or(page.len(), |(name, _)| name.words.start);
        for free in word..stop {
            let words = Span::new(free, free + 1);
            let mention = |class| NameMention { words, title: Span::new(free, free), class, country: None };
            // "WHO" after "World Health Organization" is no pronoun.
            let acronym =
                organization::letters(page.form(free)).and_then(|letters| naming.acronyms.get(&letters).copied());
            if let Some(at) = acronym {
                all.push((mention(NameClass::Organization), None, Some(at)));
                continue;
            }
            if !page.capital(free) || page.upos(free) != Upos::Propn || page.lower(free).chars().count() < 3 {
                continue;
            }
            let surname = naming.person(&mention(NameClass::Person), &[page.lower(free).to_owned()]);
            if let Some((at, 0)) = surname {
                all.push((mention(NameClass::Person), None, Some(at)));
            } else if let Some(&class) = single.get(page.lower(free)) {
                all.push((mention(class), None, None));
            }
        }
        let Some((name, known)) = entry else { break };
        word = name.words.end;
        all.push((name.clone(), *known, None));
    }
    *found = all.iter().map(|(_, known, _)| *known).collect();
    all.into_iter().map(|(name, _, sure)| (name, sure)).unzip()
}
