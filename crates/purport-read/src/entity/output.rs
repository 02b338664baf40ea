//! Referents to entities.
//!
//! In: the referents and what each source refers to. Out: [`Resolved`]. Every referent with a name becomes an entity;
//! one that is only described does when a source refers to it, or a group or pronoun that a source is.

use purport_text::Span;

use super::discourse::Outcome;
use super::page::Page;
use super::referent::Referent;
use super::{Resolved, ResolvedSource, kind};
use crate::attribution::Attribution;
use crate::reading::{Entity, EntityKind, SourceKind};

/// The entities in order of first mention, and each attribution's.
pub(super) fn resolved(
    page: &Page,
    mut referents: Vec<Referent>,
    attributions: &[Attribution],
    outcomes: &[Outcome],
) -> Resolved {
    let mut used = vec![false; referents.len()];
    for outcome in outcomes {
        if let Outcome::Referent(at) = *outcome {
            used[at] = true;
        }
    }
    for group in 0..referents.len() {
        if used[group] {
            referents[group].members.iter().for_each(|&member| used[member] = true);
        }
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
        .zip(outcomes)
        .map(|(attribution, outcome)| match *outcome {
            _ if attribution.source.is_none_or(Span::is_empty) => ResolvedSource::default(),
            Outcome::Referent(at) => ResolvedSource { entity: place[at], kind: Some(kind::kind(page, &referents, at)) },
            Outcome::Author => ResolvedSource { entity: None, kind: Some(SourceKind::Author) },
            Outcome::Nobody => ResolvedSource { entity: None, kind: Some(SourceKind::Unnamed) },
        })
        .collect();
    let members =
        order.iter().map(|&at| referents[at].members.iter().filter_map(|&member| place[member]).collect()).collect();
    Resolved { entities, members, sources }
}

fn entity(page: &Page, referents: &[Referent], at: usize, number: usize) -> Entity {
    let referent = &referents[at];
    Entity {
        id: format!("e{}", number + 1),
        kind: referent.kind,
        name: name(page, referents, at),
        role: referent.role.clone(),
        country: referent.country.map(str::to_owned),
        sector: None,
        mentions: referent.mentions.iter().map(|&words| page.parse.span_of(words)).collect(),
    }
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
