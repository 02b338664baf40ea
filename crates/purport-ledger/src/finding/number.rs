//! Numbers of a finding: who says which.
//!
//! In: its statements. Out: the numbers of the first published that has any (the reference), and [`NumberSpread`]s: for each
//! thing counted, each number with the statements that say it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Relation;
use crate::statement::Number;
use crate::store::{StatementId, StatementRow};

/// One number of what a finding counts, and who says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberSpread {
    /// The statement and the quantity of its reading that say first what is counted.
    pub said: (StatementId, u16),
    /// What the numbers have in common: two entries with the same group count the same.
    pub group: u32,
    /// The least that is meant, `None` when open.
    pub low: Option<f64>,
    /// The most that is meant, `None` when open.
    pub high: Option<f64>,
    /// The statements with this number.
    pub statements: Vec<StatementId>,
}

/// The numbers of the first statement that has any.
pub(super) fn reference<'a>(rows: impl Iterator<Item = &'a StatementRow>) -> Vec<Number> {
    let mut found = rows.filter(|row| row.statement.numbers.iter().any(|number| number.quantity.is_some()));
    found.next().map(|row| row.statement.numbers.clone()).unwrap_or_default()
}

/// Whether each has a number that the other contradicts.
pub(super) fn differs(numbers: &[Number], reference: &[Number]) -> bool {
    crate::matching::have_other_numbers(numbers, reference)
}

/// Every number with a quantity behind it, by what is counted. A thing that only one statement counts, once, is no spread
/// but is listed all the same.
pub(super) fn spreads(members: &[&StatementRow], relations: &[Relation]) -> Vec<NumberSpread> {
    type Key = (u32, u32, [Option<u64>; 2]);
    let mut found: BTreeMap<Key, NumberSpread> = BTreeMap::new();
    for (row, _) in members.iter().zip(relations).filter(|(_, relation)| **relation != Relation::Mentions) {
        for number in &row.statement.numbers {
            let Some(quantity) = number.quantity else { continue };
            let bits = |bound: Option<f64>| bound.map(|value| (value + 0.0).to_bits());
            let key = (number.unit, number.of, [bits(number.low), bits(number.high)]);
            let entry = found.entry(key).or_insert_with(|| NumberSpread {
                said: (row.id, quantity),
                group: number.of ^ number.unit.rotate_left(7),
                low: number.low,
                high: number.high,
                statements: Vec::new(),
            });
            if !entry.statements.contains(&row.id) {
                entry.statements.push(row.id);
            }
        }
    }
    let mut spreads: Vec<NumberSpread> = found.into_values().collect();
    spreads.sort_by(|a, b| {
        (a.group, a.low.unwrap_or(0.0))
            .partial_cmp(&(b.group, b.low.unwrap_or(0.0)))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    spreads
}
