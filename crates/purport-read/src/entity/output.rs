//! Referents to entities.
//!
//! In: the referents and what each source refers to. Out: [`Resolved`]. Every referent with a name becomes an entity;
//! one that is only described does when a source refers to it, or a group or pronoun that a source is.

use std::collections::HashMap;

use purport_text::Span;

use super::chain::{self, Chains, Sort, Type, Why};
use super::discourse::Outcome;
use super::page::Page;
use super::phrase::NameIndex;
use super::referent::{Number, Referent};
use super::{Link, Resolved, ResolvedSource, Walk, kind, known, relative, sector};
use crate::attribution::Attribution;
use crate::reading::{Entity, EntityKind, SourceKind};

/// The entities in order of first mention, and each attribution's.
pub(super) fn resolved(page: &Page, walk: Walk, chains: &Chains, attributions: &[Attribution]) -> Resolved {
    let Walk { names, mut referents, mut outcomes, sources: source_words, .. } = walk;
    let mut used = vec![false; referents.len()];
    for outcome in &mut outcomes {
        if let Outcome::Referent(at) = outcome {
            *at = chains.by_referent.get(at).and_then(|&chain| chains.referent[chain]).unwrap_or(*at);
            used[*at] = true;
        }
    }
    for group in 0..referents.len() {
        if used[group] {
            referents[group].members.iter().for_each(|&member| used[member] = true);
        }
    }
    let of_chain = chained(page, chains, &mut referents, &source_words);
    let mut links: Vec<(Span, usize, String)> = Vec::new();
    for (word, chain) in relatives(page, &names, chains) {
        if let Some(referent) = of_chain[chain] {
            let words = Span::new(word, word + 1);
            referents[referent].mentions.push(words);
            links.push((words, referent, "entity/relative: the noun that its clause modifies".to_owned()));
        }
    }
    used.resize(referents.len(), false);
    for &at in of_chain.iter().flatten() {
        used[at] |= referents[at].mentions.len() > 1;
    }
    for (at, referent) in referents.iter_mut().enumerate() {
        let first = referent.name;
        if !referent.named
            && used[at]
            && referent.members.is_empty()
            && !referent.mentions.iter().any(|m| m.overlaps(first))
        {
            referent.mentions.push(first);
        }
        referent.mentions.sort_unstable();
        referent.mentions.dedup();
    }
    let mut order: Vec<usize> = (0..referents.len()).filter(|&at| used[at] || referents[at].named).collect();
    order.retain(|&at| !referents[at].mentions.is_empty());
    order.sort_by_key(|&at| (referents[at].mentions[0], at));
    let mut place = vec![None; referents.len()];
    for (number, &at) in order.iter().enumerate() {
        place[at] = Some(number);
    }
    let entities = order.iter().enumerate().map(|(number, &at)| entity(page, &referents, at, number)).collect();
    let sources = attributions
        .iter()
        .zip(&outcomes)
        .map(|(attribution, outcome)| match *outcome {
            _ if attribution.source.is_none_or(Span::is_empty) => ResolvedSource::default(),
            Outcome::Referent(at) => ResolvedSource { entity: place[at], kind: Some(kind::kind(page, &referents, at)) },
            Outcome::Author => ResolvedSource { entity: None, kind: Some(SourceKind::Author) },
            Outcome::Nobody => ResolvedSource { entity: None, kind: Some(SourceKind::Unnamed) },
        })
        .collect();
    let members =
        order.iter().map(|&at| referents[at].members.iter().filter_map(|&member| place[member]).collect()).collect();
    links.extend(
        (0..chains.mentions.len())
            .filter_map(|at| Some((chains.mentions[at].core, of_chain[chains.of[at]]?, why(page, chains, at)?))),
    );
    let mut links: Vec<Link> =
        links.into_iter().filter_map(|(words, at, why)| Some(Link { words, entity: place[at]?, why })).collect();
    links.sort_by_key(|link| (link.words, link.entity));
    Resolved { entities, members, sources, links, chains: chain::phrases(chains) }
}

/// The referent that each chain is, with the chain's mentions; `None` for chains that are nobody.
///
/// A chain without referent of its own becomes one when it has two mentions or more, one of them a noun.
fn chained(
    page: &Page,
    chains: &Chains,
    referents: &mut Vec<Referent>,
    sources: &HashMap<usize, usize>,
) -> Vec<Option<usize>> {
    let chain_of: HashMap<usize, usize> =
        chains.mentions.iter().zip(&chains.of).filter(|(m, _)| !m.joined).map(|(m, &chain)| (m.head, chain)).collect();
    // What the walk listed, but the chains see elsewhere; whom a claim is by keeps what the walk found for it.
    let speaks: std::collections::HashSet<usize> = sources.values().copied().collect();
    for (at, referent) in referents.iter_mut().enumerate().filter(|(at, _)| !speaks.contains(at)) {
        let own = chains.by_referent.get(&at);
        referent.mentions.retain(|words| {
            let head = words.end - 1;
            sources.contains_key(&head) || chain_of.get(&head).is_none_or(|chain| own.is_none_or(|own| own == chain))
        });
    }
    let mut found = vec![None; chains.members.len()];
    for (chain, members) in chains.members.iter().enumerate() {
        let referent = match chains.referent[chain] {
            Some(known) => known,
            None => match new_referent(page, chains, members) {
                Some(new) => {
                    referents.push(new);
                    referents.len() - 1
                }
                None => continue,
            },
        };
        found[chain] = Some(referent);
        if !referents[referent].named && referents[referent].members.is_empty() {
            let told = || members.iter().find_map(|&at| chains.mentions[at].country);
            referents[referent].country = referents[referent].country.or_else(told);
        }
        // What other referents of the chain have is its own.
        let others = chains.by_referent.iter().filter(|&(&at, &of)| of == chain && at != referent).map(|(&at, _)| at);
        let mut more: Vec<Span> = others.flat_map(|at| std::mem::take(&mut referents[at].mentions)).collect();
        more.extend(members.iter().map(|&at| chains.mentions[at].core));
        more.sort_unstable();
        for words in more {
            let known = &mut referents[referent].mentions;
            if !known.iter().any(|m| m.end == words.end) {
                known.push(words);
            }
        }
    }
    found
}

fn new_referent(page: &Page, chains: &Chains, members: &[usize]) -> Option<Referent> {
    let nouns = || members.iter().map(|&at| &chains.mentions[at]).filter(|m| m.kind != Type::Pronoun);
    // The fullest: a name before others, then the most content.
    let best = nouns().max_by_key(|m| (m.kind == Type::Name, m.content.len(), std::cmp::Reverse(m.words.start)))?;
    let kind = match best.sort {
        Sort::Person if best.number == Some(Number::Plural) => EntityKind::Group,
        Sort::Person => EntityKind::Person,
        Sort::Organization => EntityKind::Organization,
        Sort::Place | Sort::Country => EntityKind::Place,
        Sort::Group => EntityKind::Group,
        Sort::Thing | Sort::Unknown => EntityKind::Other,
        Sort::Time => return None,
    };
    if members.len() < 2 || best.joined || page.slice(best.core).is_empty() {
        return None;
    }
    Some(Referent { named: best.kind == Type::Name, ..Referent::new(kind, best.core) })
}

/// "the soldiers who …": each such pronoun with the chain of its noun.
fn relatives<'p>(page: &'p Page, names: &'p NameIndex, chains: &Chains) -> Vec<(usize, usize)> {
    let heads: HashMap<usize, usize> = chains
        .mentions
        .iter()
        .zip(&chains.of)
        .filter(|(m, _)| !m.joined)
        .flat_map(|(m, &chain)| {
            m.core.range().filter(move |&w| m.kind == Type::Name || w == m.head).map(move |w| (w, chain))
        })
        .collect();
    let is_pronoun = |&word: &usize| {
        matches!(page.lower(word), "who" | "whom" | "which")
            && page.head(word).is_some_and(|verb| page.relation(verb) == "acl")
    };
    let noun = |word| Some((word, *heads.get(&relative::antecedent(page, names, word)?)?));
    (0..page.len()).filter(is_pronoun).filter_map(noun).collect()
}

/// The rule that a mention is where it is by; `None` for the first of a chain.
fn why(page: &Page, chains: &Chains, at: usize) -> Option<String> {
    Some(match chains.why[at] {
        Why::First => return None,
        Why::Name => "entity/naming: a name of it".to_owned(),
        Why::Source => "entity/discourse: the source of a claim".to_owned(),
        Why::Ahead => "entity/chain/ahead: the subject that it stands before".to_owned(),
        Why::Speaker => "entity/chain/speech: who speaks the quotation".to_owned(),
        Why::Weights(before) => {
            let other = page.slice(chains.mentions[before].core);
            format!("entity/chain: weights of data/coreference.tsv, linked to “{other}”")
        }
    })
}

fn entity(page: &Page, referents: &[Referent], at: usize, number: usize) -> Entity {
    let referent = &referents[at];
    Entity {
        id: format!("e{}", number + 1),
        kind: referent.kind,
        name: name(page, referents, at),
        role: referent.role.clone(),
        country: referent.country.map(str::to_owned),
        sector: sector::sector(page, referents, at).map(str::to_owned),
        identifier: identifier(page, referent),
        mentions: referent.mentions.iter().map(|&words| page.parse.span_of(words)).collect(),
    }
}

/// "iso3166:PRK" for a country, "igo:NATO" for an international organisation that is known by name.
fn identifier(page: &Page, referent: &Referent) -> Option<String> {
    if referent.kind == EntityKind::Country {
        return referent.country.map(|code| format!("iso3166:{code}"));
    }
    if !referent.named || referent.kind == EntityKind::Person {
        return None;
    }
    let names = referent.mentions.iter().chain([&referent.name]).map(|words| page.slice(*words));
    names.filter_map(known::body).find_map(|body| body.identifier).map(str::to_owned)
}

/// The fullest name; the members' names for a group; the words of a description without article.
fn name(page: &Page, referents: &[Referent], at: usize) -> String {
    let referent = &referents[at];
    if !referent.members.is_empty() {
        return referent.members.iter().map(|&member| name(page, referents, member)).collect::<Vec<_>>().join(" and ");
    }
    let words = page.slice(referent.name).split_whitespace().collect::<Vec<_>>().join(" ");
    if referent.named {
        let shouted =
            referent.kind == EntityKind::Person && referent.name.len() > 1 && !words.chars().any(char::is_lowercase);
        return if shouted { unshouted(&words) } else { words };
    }
    let plain = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(&words);
    plain.trim_matches(|c: char| matches!(c, ',' | '“' | '"' | '”')).trim().to_owned()
}

/// "PRIYA SANDHU" as a name is "Priya Sandhu".
fn unshouted(name: &str) -> String {
    let mut start = true;
    let lower = |ch: char, start: bool| if start { ch.to_string() } else { ch.to_lowercase().collect() };
    name.chars()
        .map(|ch| {
            let written = lower(ch, start);
            start = !ch.is_alphabetic();
            written
        })
        .collect()
}
