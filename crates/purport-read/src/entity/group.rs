//! Whom "both nations", "the two sides", "the pair" refer to.
//!
//! In: a counted phrase and the mentions before it. Out: the members, as many as it counts.

use super::lexicon::{self, NounClass};
use super::page::Page;
use super::referent::Referent;
use super::timeline::Timeline;
use crate::reading::EntityKind;

/// How many sentences back members are looked for.
const REACH: usize = 12;

/// The members of "both nations" (head `nation`, two of them): the last group that fits, else the last so many referents
/// that were called so or may be; `None` when there are too few.
pub(super) fn members(
    page: &Page,
    timeline: &Timeline,
    referents: &[Referent],
    word: usize,
    head: &str,
    count: usize,
) -> Option<Vec<usize>> {
    let mut recent: Vec<usize> = Vec::new();
    for occurrence in timeline.before(page, word, REACH) {
        if !recent.contains(&occurrence.referent) {
            recent.push(occurrence.referent);
        }
    }
    let called =
        |at: &usize| referents[*at].members.is_empty() && referents[*at].descriptors.iter().any(|d| d.head == head);
    let named: Vec<usize> = recent.iter().copied().filter(called).take(count).collect();
    if named.len() == count && !head.is_empty() {
        return Some(sorted(named));
    }
    let fits = |at: usize| member_fits(&referents[at], head);
    let group = recent.iter().find(|&&at| {
        let members = &referents[at].members;
        members.len() == count && members.iter().all(|&member| fits(member))
    });
    if let Some(&group) = group {
        return Some(referents[group].members.clone());
    }
    let single: Vec<usize> = recent
        .into_iter()
        .filter(|&at| referents[at].members.is_empty() && referents[at].named && fits(at))
        .take(count)
        .collect();
    (single.len() == count).then(|| sorted(single))
}

fn sorted(mut members: Vec<usize>) -> Vec<usize> {
    members.sort_unstable();
    members
}

/// Whether a referent may be one of several called so: countries are nations, people are men, either may be a side.
fn member_fits(referent: &Referent, head: &str) -> bool {
    let kind = referent.kind;
    match head {
        "" | "side" | "party" | "ally" | "rival" | "neighbour" | "neighbor" | "pair" | "duo" => {
            matches!(kind, EntityKind::Person | EntityKind::Organization | EntityKind::Country)
        }
        "nation" | "country" | "government" | "state" | "capital" | "power" | "korea" => kind == EntityKind::Country,
        "couple" | "trio" => kind == EntityKind::Person,
        _ => match lexicon::noun(head) {
            Some(NounClass::Person) => kind == EntityKind::Person,
            Some(NounClass::Organization) => kind == EntityKind::Organization,
            Some(NounClass::Government) => kind == EntityKind::Country,
            _ => false,
        },
    }
}
