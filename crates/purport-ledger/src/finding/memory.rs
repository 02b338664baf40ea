//! What is remembered from batch to batch, so that a large component is not made anew for one statement that joins it.
//!
//! Nothing depends on it but time: what is forgotten is found again. It holds only for what the ledger was when it was written
//! last: where another program wrote since, all of it must be [forgotten](Memory::clear).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::store::{StatementId, StatementRow};

/// Pairs of statements, and groups, that are remembered: some sixty megabytes.
const PAIRS: usize = 1 << 20;
const GROUPS: usize = 1 << 20;

/// Pairs and groups that were looked at before.
#[derive(Default)]
pub(crate) struct Memory {
    /// Whether two statements cannot be of one finding, by their numbers and whether their articles are copies of one.
    strangers: HashMap<(StatementId, StatementId, bool), bool>,
    /// The members of a group, by the first one.
    groups: HashMap<StatementId, u64>,
}

impl Memory {
    /// Forget all.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether two statements cannot be of one finding: as remembered, else as `found`.
    pub(super) fn are_strangers(
        &mut self,
        one: &StatementRow,
        other: &StatementRow,
        found: impl FnOnce(&StatementRow, &StatementRow) -> bool,
    ) -> bool {
        if self.strangers.len() >= PAIRS {
            self.strangers.clear();
        }
        let key = (one.id.min(other.id), one.id.max(other.id), one.family == other.family);
        *self.strangers.entry(key).or_insert_with(|| found(one, other))
    }

    /// Whether a group, told by its statements and on which side each stands, has other members than it had when it was last
    /// looked at.
    pub(super) fn is_new_group(&mut self, members: impl Iterator<Item = (StatementId, bool)>) -> bool {
        if self.groups.len() >= GROUPS {
            self.groups.clear();
        }
        let (mut hasher, mut first) = (DefaultHasher::new(), None);
        for member in members {
            first = first.or(Some(member.0));
            member.hash(&mut hasher);
        }
        let members = hasher.finish();
        first.is_some_and(|first| self.groups.insert(first, members) != Some(members))
    }
}
