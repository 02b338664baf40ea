//! Links between statements, while a batch changes them, and what hangs together by them.
//!
//! In: links as they are found, statements that are gone. Out: the statements whose findings must be made anew, and for each of
//! these all that it hangs together with.
//!
//! In a large ledger nearly everything is linked with everything by some chain of reports that use the same usual words. So
//! not every link is followed: two statements must have a fair share of what either is linked with in common (as in shared
//! nearest neighbours, Jarvis and Patrick 1973), or each must be what the other is most like. Those that agree must do so
//! plainly: two sentences set beside each other may be taken for one on less than two of the thousands in a ledger. Who denies
//! uses other words, so that a denial need not. Whether a link is followed depends on the links of its two ends alone: what
//! comes in changes findings near it and no others, however large the ledger, and the order in which articles come in does not
//! matter.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use crate::error::Result;
use crate::store::{Link, Near, StatementId, Store};

/// Share of the links of the one of two statements that has more, which must lead where the other's lead.
const SHARED: f32 = 0.34;

/// Score from which two sentences plainly say the same: in one text, which does not repeat itself, they are one statement only
/// then. Of judged links between differently worded sentences of real news more above it are right than wrong in all but reports
/// of one long war, and most below it are wrong everywhere (`docs/COMPARE.md`).
pub(super) const PLAINLY: f32 = 0.8;

/// Links of the statements that a batch has looked at.
#[derive(Default)]
pub(crate) struct Web {
    rows: HashMap<StatementId, Row>,
}

/// The links of a statement, by the other one's number.
#[derive(Default)]
struct Row {
    near: Vec<Near>,
    /// Whether it differs from what the store has.
    is_changed: bool,
    /// Whether it has other links than before, so that others may be followed.
    is_relinked: bool,
}

impl Row {
    fn at(&self, other: StatementId) -> std::result::Result<usize, usize> {
        self.near.binary_search_by_key(&other, |near| near.other)
    }
}

impl Web {
    fn row<S: Store>(&mut self, store: &S, statement: StatementId) -> Result<&mut Row> {
        Ok(match self.rows.entry(statement) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Row { near: store.links(statement)?, ..Row::default() }),
        })
    }

    /// Link two statements; a later link of the same two stands for the earlier one.
    pub(crate) fn link<S: Store>(&mut self, store: &S, link: Link) -> Result<()> {
        for (one, other) in [(link.one, link.other), (link.other, link.one)] {
            let row = self.row(store, one)?;
            let near = Near { other, score: link.score, opposed: link.opposed, followed: false };
            match row.at(other) {
                Ok(at) => row.near[at] = Near { followed: row.near[at].followed, ..near },
                Err(at) => row.near.insert(at, near),
            }
            (row.is_changed, row.is_relinked) = (true, true);
        }
        Ok(())
    }

    /// Cut all links of statements. Gives those that they were linked with, whose findings must be made anew.
    pub(crate) fn cut<S: Store>(&mut self, store: &S, statements: &[StatementId]) -> Result<BTreeSet<StatementId>> {
        let mut neighbours = BTreeSet::new();
        for statement in statements {
            let row = self.row(store, *statement)?;
            row.is_changed = true;
            for near in std::mem::take(&mut row.near) {
                let other = self.row(store, near.other)?;
                if let Ok(at) = other.at(*statement) {
                    other.near.remove(at);
                    (other.is_changed, other.is_relinked) = (true, true);
                }
                neighbours.insert(near.other);
            }
        }
        neighbours.retain(|neighbour| !statements.contains(neighbour));
        Ok(neighbours)
    }

    /// Find out which links are followed now. Gives both ends of those that were not before, or are no longer.
    pub(crate) fn follow<S: Store>(&mut self, store: &S) -> Result<BTreeSet<StatementId>> {
        let relinked: BTreeSet<StatementId> =
            self.rows.iter().filter(|(_, row)| row.is_relinked).map(|(statement, _)| *statement).collect();
        let mut turned = BTreeSet::new();
        for one in &relinked {
            let others: Vec<StatementId> = self.row(store, *one)?.near.iter().map(|near| near.other).collect();
            for other in others {
                // Of two such ends one will do.
                if relinked.contains(&other) && other < *one {
                    continue;
                }
                self.row(store, other)?;
                let (here, there) = (&self.rows[one], &self.rows[&other]);
                let (Ok(at), Ok(back)) = (here.at(other), there.at(*one)) else { continue };
                let followed = is_followed(&here.near, &there.near, here.near[at]);
                if followed != here.near[at].followed {
                    turned.extend([*one, other]);
                    for (statement, at) in [(one, at), (&other, back)] {
                        let row = self.row(store, *statement)?;
                        row.near[at].followed = followed;
                        row.is_changed = true;
                    }
                }
            }
            self.row(store, *one)?.is_relinked = false;
        }
        Ok(turned)
    }

    /// All statements that followed links lead to from one, itself included, by number; and the links among them.
    pub(crate) fn component<S: Store>(
        &mut self,
        store: &S,
        start: StatementId,
    ) -> Result<(Vec<StatementId>, Vec<Link>)> {
        let (mut reached, mut waiting) = (BTreeSet::from([start]), vec![start]);
        while let Some(statement) = waiting.pop() {
            for near in self.row(store, statement)?.near.iter().filter(|near| near.followed) {
                if reached.insert(near.other) {
                    waiting.push(near.other);
                }
            }
        }
        let mut links = Vec::new();
        for one in &reached {
            let later = self.row(store, *one)?.near.iter().filter(|near| near.other > *one);
            links.extend(later.filter(|near| reached.contains(&near.other)).map(|near| Link {
                one: *one,
                other: near.other,
                score: near.score,
                opposed: near.opposed,
                followed: near.followed,
            }));
        }
        Ok((reached.into_iter().collect(), links))
    }

    /// Keep what changed.
    pub(crate) fn write<S: Store>(&mut self, store: &mut S) -> Result<()> {
        let mut changed: Vec<(&StatementId, &mut Row)> =
            self.rows.iter_mut().filter(|(_, row)| row.is_changed).collect();
        // In the order of the table: neighbours are written together.
        changed.sort_unstable_by_key(|(statement, _)| **statement);
        for (statement, row) in changed {
            store.set_links(*statement, &row.near)?;
            row.is_changed = false;
        }
        Ok(())
    }
}

/// Whether a link is followed, by the links of both ends.
fn is_followed(here: &[Near], there: &[Near], link: Near) -> bool {
    let score = link.score;
    // What a person joined is surer than all that is computed.
    if score > 1.0 {
        return true;
    }
    if score < PLAINLY && !link.opposed {
        return false;
    }
    let best = |near: &[Near]| near.iter().map(|near| near.score).filter(|score| *score <= 1.0).fold(0.0, f32::max);
    let (mut common, mut others) = (0_usize, there.iter().peekable());
    for near in here {
        while others.next_if(|other| other.other < near.other).is_some() {}
        common += usize::from(others.peek().is_some_and(|other| other.other == near.other));
    }
    // The two themselves are common to both.
    (common + 1) as f32 >= SHARED * here.len().max(there.len()) as f32 || (score >= best(here) && score >= best(there))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(links: &[(StatementId, f32)]) -> Vec<Near> {
        let near = |(other, score): &(StatementId, f32)| Near {
            other: *other,
            score: *score,
            opposed: false,
            followed: false,
        };
        links.iter().map(near).collect()
    }

    #[test]
    fn a_link_is_followed_where_both_ends_keep_the_same_company() {
        // 1 and 2, and all that they are linked with besides.
        let (one, other) = (near(&[(2, 0.8), (3, 0.9), (4, 0.9)]), near(&[(1, 0.8), (3, 0.9), (4, 0.9)]));
        assert!(is_followed(&one, &other, one[0]));
        let strangers = near(&[(1, 0.8), (5, 0.9), (6, 0.9), (7, 0.9)]);
        assert!(!is_followed(&one, &strangers, one[0]));
    }

    #[test]
    fn the_best_of_both_is_followed_and_what_a_person_joined() {
        let (one, other) = (near(&[(2, 0.9), (3, 0.8), (4, 0.8), (8, 0.8)]), near(&[(1, 0.9), (5, 0.8), (6, 0.8)]));
        let link = |score: f32| Near { score, ..one[0] };
        assert!(is_followed(&one, &other, link(0.9)));
        assert!(!is_followed(&one, &other, link(0.8)));
        assert!(is_followed(&one, &other, link(2.0)));
    }

    #[test]
    fn who_agrees_must_do_so_plainly_and_who_denies_need_not() {
        let (one, other) = (near(&[(2, 0.7)]), near(&[(1, 0.7)]));
        assert!(!is_followed(&one, &other, one[0]));
        assert!(is_followed(&one, &other, Near { opposed: true, ..one[0] }));
        let (one, other) = (near(&[(2, 0.8)]), near(&[(1, 0.8)]));
        assert!(is_followed(&one, &other, one[0]));
    }
}
