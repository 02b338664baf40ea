//! What two statements both say, differently.
//!
//! In: two statements that are alike. Out: the gravest conflict between them. A conflict has two sides: a name, date or number
//! that only one of the two gives is detail, not contradiction.

use crate::statement::{Deed, Kind, Likeness, Name, Number, Statement, When};

/// Share of the lighter statement's words that must be the same for two different names to be taken as standing in the
/// same place. Where less is shared, sentences bring in further people without contradicting each other.
const SAME_FRAME: f32 = 0.5;

/// What two statements differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// Another person, body, country or place.
    Participant,
    /// Another date.
    Time,
    /// Who did it and whom it was done to are swapped.
    Roles,
    /// Another number of the same.
    Number,
}

/// The gravest conflict, if any.
#[must_use]
pub(super) fn conflict(one: &Statement, other: &Statement) -> Option<Conflict> {
    if has_other_participant(one, other) {
        return Some(Conflict::Participant);
    }
    if are_apart_in_time(&one.times, &other.times) {
        return Some(Conflict::Time);
    }
    if are_swapped(one, other) {
        return Some(Conflict::Roles);
    }
    has_other_number(&one.numbers, &other.numbers).then_some(Conflict::Number)
}

fn unmatched<'a>(names: &'a [Name], others: &'a [Name]) -> impl Iterator<Item = (usize, &'a Name)> {
    let alone = move |name: &Name| others.iter().all(|other| name.likeness(other) == Likeness::Different);
    names.iter().enumerate().filter(move |(_, name)| alone(name))
}

/// Whether each names somebody of the same kind that the other does not, in the same role or the same frame of words.
fn has_other_participant(one: &Statement, other: &Statement) -> bool {
    let frame = shared_terms(one, other) >= SAME_FRAME;
    unmatched(&one.names, &other.names).any(|(at, name)| {
        unmatched(&other.names, &one.names).any(|(other_at, other_name)| {
            stand_alike(name, other_name)
                && (frame || have_same_role(&one.deeds, at, &other.deeds, other_at))
                && !is_within(name, other_name)
        })
    })
}

/// Whether two kinds can stand in for each other.
fn stand_alike(one: &Name, other: &Name) -> bool {
    let is_where = |name: &Name| matches!(name.kind, Kind::Place | Kind::Country);
    one.kind == other.kind
        || (is_where(one) && is_where(other))
        || matches!((one.kind, other.kind), (Kind::Body, Kind::Country) | (Kind::Country, Kind::Body))
}

/// A city and its own country, a ministry and its own government do not contradict each other.
fn is_within(one: &Name, other: &Name) -> bool {
    one.country != 0 && one.country == other.country && (one.kind == Kind::Country) != (other.kind == Kind::Country)
}

fn have_same_role(deeds: &[Deed], at: usize, other_deeds: &[Deed], other_at: usize) -> bool {
    let bit = |at: usize| 1_u16 << at.min(15);
    deeds.iter().any(|deed| {
        other_deeds.iter().any(|other| {
            deed.kind == other.kind
                && ((deed.actors & bit(at) != 0 && other.actors & bit(other_at) != 0)
                    || (deed.recipients & bit(at) != 0 && other.recipients & bit(other_at) != 0))
        })
    })
}

fn shared_terms(one: &Statement, other: &Statement) -> f32 {
    let weight = |statement: &Statement| statement.terms.iter().map(|term| u32::from(term.weight)).sum::<u32>();
    let least = weight(one).min(weight(other));
    if least == 0 {
        return 1.0;
    }
    let shared: u32 = one
        .terms
        .iter()
        .filter(|term| other.terms.iter().any(|found| found.stem == term.stem))
        .map(|term| u32::from(term.weight))
        .sum();
    shared as f32 / least as f32
}

/// Whether each has a date that no date of the other can mean.
fn are_apart_in_time(times: &[When], others: &[When]) -> bool {
    let alone = |time: &When, others: &[When]| {
        time.is_date
            && others.iter().any(|other| time.agrees(other) == Some(false))
            && others.iter().all(|other| time.agrees(other) != Some(true))
    };
    times.iter().any(|time| alone(time, others)) && others.iter().any(|time| alone(time, times))
}

/// Whether the same two names stand on opposite sides of the same kind of deed, or, where no deed was seen, in opposite order
/// around a verb of the same voice.
fn are_swapped(one: &Statement, other: &Statement) -> bool {
    let image = |bits: u16| {
        one.names.iter().enumerate().filter(|(at, _)| bits & 1 << at.min(&15) != 0).fold(0_u16, |image, (_, name)| {
            let found = other.names.iter().position(|found| name.likeness(found) != Likeness::Different);
            found.map_or(image, |at| image | 1 << at.min(15))
        })
    };
    let mut seen = false;
    for deed in &one.deeds {
        let (actors, recipients) = (image(deed.actors), image(deed.recipients));
        if actors == 0 || recipients == 0 || actors == recipients {
            continue;
        }
        for other in other.deeds.iter().filter(|other| other.kind == deed.kind) {
            if other.actors & recipients != 0 && other.recipients & actors != 0 {
                return true;
            }
            seen |= other.actors & actors != 0 && other.recipients & recipients != 0;
        }
    }
    !seen && shared_terms(one, other) > 0.8 && one.passive == other.passive && are_reordered(one, other)
}

/// Whether the first two names that both have come in opposite order, and nothing but those two is there to be ordered.
fn are_reordered(one: &Statement, other: &Statement) -> bool {
    let shared: Vec<usize> = one
        .names
        .iter()
        .filter_map(|name| other.names.iter().position(|found| name.likeness(found) != Likeness::Different))
        .collect();
    matches!(shared.as_slice(), [first, second] if first > second) && one.names.len() == 2 && other.names.len() == 2
}

/// Whether each has a number that the other contradicts.
#[must_use]
pub fn has_other_number(numbers: &[Number], others: &[Number]) -> bool {
    let alone = |number: &Number, others: &[Number]| {
        others.iter().any(|other| number.is_comparable(other)) && !others.iter().any(|other| number.agrees(other))
    };
    numbers.iter().any(|number| alone(number, others)) && others.iter().any(|number| alone(number, numbers))
}
