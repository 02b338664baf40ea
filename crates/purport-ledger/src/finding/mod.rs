//! Linked statements to findings: what is stated, on whose word, who denies it, where numbers differ, how that changed.
//!
//! In: the statements of one component (everything that followed links lead to, [`web`]) and their links. Out: [`Finding`]s.
//! A pure function of the two: whatever the order in which articles came in, the same findings come out.
//!
//! [`group`] parts the component: two statements of one finding never contradict each other in participants, time or roles.
//! [`origin`] says whose word each claim rests on, [`standing`] what the finding rests on and when that changed.

mod group;
mod memory;
mod number;
mod origin;
mod standing;
mod web;

use std::collections::BTreeSet;

use purport_read::EventType;
use serde::{Deserialize, Serialize};

pub(crate) use memory::Memory;
pub use number::NumberSpread;
pub use standing::{Change, Standing};
pub(crate) use web::Web;

use crate::statement::Stance;
use crate::store::{Link, Order, StatementId, StatementRow};

/// What a claim is to its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// States it.
    Supports,
    /// Says that it is not so.
    Denies,
    /// States it with another number than the first one published.
    Differs,
    /// Speaks of it without being for or against: asked, declined, under a condition.
    Mentions,
    /// Takes back what its source said before.
    Withdraws,
}

impl Relation {
    /// All, in the order of their numbers in a store.
    pub const ALL: [Self; 5] = [Self::Supports, Self::Denies, Self::Differs, Self::Mentions, Self::Withdraws];

    /// The JSON value.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Denies => "denies",
            Self::Differs => "differs",
            Self::Mentions => "mentions",
            Self::Withdraws => "withdraws",
        }
    }
}

/// A statement as part of a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Which statement.
    pub statement: StatementId,
    /// What it is to the finding.
    pub relation: Relation,
    /// Whose word it rests on, by name.
    pub origin: String,
}

/// What the claims of a finding come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The statement that stands for it: the first one published that is for it.
    pub id: StatementId,
    /// What it rests on.
    pub standing: Standing,
    /// Independent origins that are for it.
    pub origins_for: u32,
    /// Independent origins that are against it.
    pub origins_against: u32,
    /// All statements, in order of publication.
    pub members: Vec<Member>,
    /// Numbers, by what they count.
    pub numbers: Vec<NumberSpread>,
    /// PLOVER types that it speaks of, a bit each, in the order of [`EventType::ALL`].
    pub events: u32,
    /// First and last publication time of its claims, as sorted; "~" when unknown.
    pub first_said: String,
    /// Publication time of the last claim that changed its standing.
    pub last_changed: String,
    /// Changes of standing.
    pub history: Vec<Change>,
}

impl Finding {
    /// The names of its event types.
    #[must_use]
    pub fn event_types(events: u32) -> Vec<EventType> {
        EventType::ALL.into_iter().filter(|kind| events & 1 << (*kind as u32) != 0).collect()
    }
}

/// The findings of a component, by their first statements; pairs that a person set `apart` never share one. Those that the memory
/// knows, and of whose statements none is `touched`, are as they were and left out.
pub(crate) fn findings(
    mut rows: Vec<StatementRow>,
    links: &[Link],
    apart: &[(StatementId, StatementId)],
    touched: &BTreeSet<StatementId>,
    memory: &mut Memory,
) -> Vec<Finding> {
    rows.sort_by(|one, other| one.order.cmp(&other.order));
    let mut groups = group::groups(&rows, links, apart, memory);
    groups.retain(|group| {
        let members = group.iter().map(|placed| (rows[placed.row].id, placed.opposed));
        // Remembered in any case: it is what will be there next time.
        let is_new = memory.is_new_group(members.clone());
        is_new || members.into_iter().any(|(id, _)| touched.contains(&id))
    });
    groups.into_iter().map(|group| finding(&rows, &group)).collect()
}

/// The finding of one statement that nothing is linked with.
#[must_use]
pub fn single(row: &StatementRow) -> Finding {
    finding(std::slice::from_ref(row), &[group::Placed { row: 0, opposed: false }])
}

fn finding(rows: &[StatementRow], group: &[group::Placed]) -> Finding {
    let row = |placed: &group::Placed| &rows[placed.row];
    // For and against are told from the first statement that commits itself to it being so.
    let is_for = |placed: &&group::Placed| row(placed).statement.stance == Stance::For && !row(placed).voice.withdraws;
    let first =
        group.iter().find(is_for).or(group.first()).copied().unwrap_or(group::Placed { row: 0, opposed: false });
    // Where all deny ("Moscow denied sending troops"), what is denied stands for the finding, and nobody is for it.
    let denied = rows[first.row].statement.stance == Stance::Against && rows[first.row].voice.denies;
    let turned = first.opposed != denied;
    let reference = number::reference(group.iter().filter(|placed| placed.opposed == first.opposed).map(row));
    let relations: Vec<Relation> =
        group.iter().map(|placed| relation(row(placed), placed.opposed, turned, &reference)).collect();
    let members: Vec<&StatementRow> = group.iter().map(row).collect();
    let origins = origin::origins(&members);
    let told = standing::told(&members, &relations, &origins);
    let order = |row: Option<&&StatementRow>| row.map_or("~".to_owned(), |row| row.order.published.clone());
    Finding {
        id: rows[first.row].id,
        standing: told.standing,
        origins_for: told.origins_for,
        origins_against: told.origins_against,
        numbers: number::spreads(&members, &relations),
        events: events(&members),
        first_said: order(members.first()),
        last_changed: told.last_changed,
        history: told.history,
        members: members
            .iter()
            .zip(&relations)
            .zip(&origins.labels)
            .map(|((row, relation), origin)| Member { statement: row.id, relation: *relation, origin: origin.clone() })
            .collect(),
    }
}

/// `opposed` and `turned`: on which side of the group the statement and the finding stand.
fn relation(row: &StatementRow, opposed: bool, turned: bool, reference: &[crate::statement::Number]) -> Relation {
    if row.voice.withdraws {
        return Relation::Withdraws;
    }
    if row.statement.stance == Stance::Neither {
        return Relation::Mentions;
    }
    if opposed != turned {
        return Relation::Denies;
    }
    if number::differs(&row.statement.numbers, reference) {
        return Relation::Differs;
    }
    Relation::Supports
}

/// Types of deed that at least a third of the statements with any have.
fn events(members: &[&StatementRow]) -> u32 {
    let mut counts = [0_usize; 32];
    let mut any = 0;
    for row in members {
        let bits = row.statement.deeds.iter().fold(0_u32, |bits, deed| bits | 1 << (deed.kind & 31));
        any += usize::from(bits != 0);
        for (kind, count) in counts.iter_mut().enumerate() {
            *count += usize::from(bits & 1 << kind != 0);
        }
    }
    counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0 && **count * 3 >= any)
        .fold(0, |bits, (kind, _)| bits | 1 << kind)
}

/// The order of two statements in their finding.
#[must_use]
pub fn order(published: Option<&str>, key: [u8; 16], place: u32) -> Order {
    Order { published: published.map_or("~".to_owned(), sortable), key, place }
}

/// A publication time in UTC, so that times of other zones sort rightly: `2026-03-02T08:00:00Z`; a day stays a day.
fn sortable(published: &str) -> String {
    published.parse::<jiff::Timestamp>().map_or_else(|_| published.to_owned(), |moment| moment.to_string())
}
