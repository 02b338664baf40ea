//! Overlap in characters.

use super::compare::{length, shared};
use super::{Item, ROLES};
use crate::ink::{Run, join};

/// Characters of one role: shared, predicted, gold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Characters {
    pub shared: usize,
    pub predicted: usize,
    pub gold: usize,
}

impl Characters {
    pub fn add(&mut self, other: Self) {
        self.shared += other.shared;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

/// Citron's overlap: shared characters summed over all pairs. One source with many contents counts many times.
pub(super) fn pairwise(gold: &[Item], predicted: &[Item], role: usize) -> Characters {
    let of = |items: &[Item]| items.iter().map(|item| length(&item.roles[role])).sum();
    let pairs = predicted.iter().flat_map(|p| gold.iter().map(move |g| shared(&p.roles[role], &g.roles[role])));
    Characters { shared: pairs.sum(), predicted: of(predicted), gold: of(gold) }
}

/// Every character of a role counted once.
pub(super) fn union(gold: &[Item], predicted: &[Item], role: usize) -> Characters {
    let all = |items: &[Item]| -> Vec<Run> { join(items.iter().flat_map(|item| item.roles[role].clone()).collect()) };
    let (gold, predicted) = (all(gold), all(predicted));
    Characters { shared: shared(&predicted, &gold), predicted: length(&predicted), gold: length(&gold) }
}

/// Both, for every role.
pub(super) fn every_role(
    gold: &[Item],
    predicted: &[Item],
    measure: fn(&[Item], &[Item], usize) -> Characters,
) -> [Characters; ROLES.len()] {
    std::array::from_fn(|role| measure(gold, predicted, role))
}
