//! A component to groups that do not contradict themselves.
//!
//! In: statements in order of publication, and links between them, some of them to be followed. Out: groups, each with whether
//! a statement's words say the opposite of the first one's. The surest links are followed first (Kruskal's order); two groups
//! are joined when no statement of one is [apart](crate::matching::are_apart) from one of the other, a fair share of the pairs
//! between them is linked or the link is plain, and no person set them apart. A link that a person made outweighs what speaks
//! against it.

use std::collections::{HashMap, HashSet};

use super::memory::Memory;
use super::web::PLAINLY;
use crate::matching::{are_apart, compare};
use crate::store::{Link, StatementId, StatementRow};

/// Statements of a group that are compared with those of another before the two are joined, the first ones published. In
/// groups of hundreds the later ones repeat the earlier ones.
const COMPARED: usize = 16;

/// Share of the pairs between two groups that must be linked for them to be joined otherwise.
const CLOSE: f32 = 0.25;

/// A statement in its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Index of the statement.
    pub row: usize,
    /// Whether it stands on the other side than the group's first statement.
    pub opposed: bool,
}

/// The groups, by their first statements. What was once found of two statements is in the memory.
pub(super) fn groups(
    rows: &[StatementRow],
    links: &[Link],
    apart: &[(StatementId, StatementId)],
    memory: &mut Memory,
) -> Vec<Vec<Placed>> {
    let at: HashMap<StatementId, usize> = rows.iter().enumerate().map(|(index, row)| (row.id, index)).collect();
    let pair = |link: &Link| {
        let (one, other) = (*at.get(&link.one)?, *at.get(&link.other)?);
        Some((one.min(other), one.max(other)))
    };
    let linked: HashSet<(usize, usize)> = links.iter().filter_map(pair).collect();
    let mut edges: Vec<(usize, usize, f32, bool)> = links
        .iter()
        .filter(|link| link.followed)
        .filter_map(|link| pair(link).map(|(one, other)| (one, other, link.score, link.opposed)))
        .collect();
    let apart: HashSet<(usize, usize)> = apart
        .iter()
        .filter_map(|(one, other)| {
            let (one, other) = (*at.get(one)?, *at.get(other)?);
            Some((one.min(other), one.max(other)))
        })
        .collect();
    edges.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut group_of: Vec<usize> = (0..rows.len()).collect();
    let mut groups: Vec<Vec<Placed>> = (0..rows.len()).map(|row| vec![Placed { row, opposed: false }]).collect();
    for (one, other, score, opposed) in edges {
        let (into, from) = (group_of[one].min(group_of[other]), group_of[one].max(group_of[other]));
        if into == from || are_set_apart(&apart, &groups[into], &groups[from]) {
            continue;
        }
        let is_loose = || score < PLAINLY && !are_close(&linked, &groups[into], &groups[from]);
        if score <= 1.0 && (is_loose() || contradict(rows, &groups[into], &groups[from], memory)) {
            continue;
        }
        let side = |row: usize, groups: &[Vec<Placed>]| {
            groups[group_of[row]].iter().find(|placed| placed.row == row).is_some_and(|placed| placed.opposed)
        };
        let turn = side(one, &groups) ^ side(other, &groups) ^ opposed;
        let moved = std::mem::take(&mut groups[from]);
        for placed in moved {
            group_of[placed.row] = into;
            groups[into].push(Placed { opposed: placed.opposed ^ turn, ..placed });
        }
        groups[into].sort_unstable_by_key(|placed| placed.row);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        let turn = group[0].opposed;
        group.iter_mut().for_each(|placed| placed.opposed ^= turn);
    }
    groups
}

fn are_set_apart(apart: &HashSet<(usize, usize)>, group: &[Placed], other: &[Placed]) -> bool {
    !apart.is_empty()
        && group
            .iter()
            .any(|one| other.iter().any(|other| apart.contains(&(one.row.min(other.row), one.row.max(other.row)))))
}

/// Whether enough of the pairs between two groups are linked: one link makes no group of two matters.
fn are_close(linked: &HashSet<(usize, usize)>, group: &[Placed], other: &[Placed]) -> bool {
    let pair = |one: usize, other: usize| (one.min(other), one.max(other));
    let (ones, others) = (group.iter().take(COMPARED), other.iter().take(COMPARED));
    let pairs = ones.len() * others.len();
    let found: usize =
        ones.map(|one| others.clone().filter(|other| linked.contains(&pair(one.row, other.row))).count()).sum();
    found as f32 >= CLOSE * pairs as f32
}

fn contradict(rows: &[StatementRow], group: &[Placed], other: &[Placed], memory: &mut Memory) -> bool {
    let first = |group: &[Placed]| group.iter().take(COMPARED).map(|placed| placed.row).collect::<Vec<_>>();
    let others = first(other);
    first(group).into_iter().any(|one| {
        others.iter().any(|other| {
            let (one, other) = (&rows[one], &rows[*other]);
            memory.are_strangers(one, other, are_strangers)
        })
    })
}

/// Whether two statements cannot be of one thing. What an article, or its copies, say in two sentences is two things unless
/// the sentences themselves plainly say the same.
fn are_strangers(one: &StatementRow, other: &StatementRow) -> bool {
    if one.family == other.family {
        return compare(&one.statement, &other.statement).is_none_or(|verdict| verdict.score < PLAINLY);
    }
    are_apart(&one.statement, &other.statement)
}
