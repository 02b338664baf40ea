//! Whether two statements state the same thing.
//!
//! In: two [`Statement`]s. Out: a [`Verdict`]: how alike they are, and in what they stand against each other. It is symmetric
//! and depends on nothing but the two, so that what is linked does not depend on the order in which articles come in.
//!
//! Likeness is the share of what one says that the other says too: names by how they are spelt and sound, words by stem and
//! by meaning, numbers and events. Against it stand conflicts: whatever *both* say, differently. An actor, a recipient, a
//! place or a date that differs makes two statements of it; a number that differs or a denial makes a disagreement inside
//! one. What only one of the two says is no conflict.

mod alignment;
mod conflict;
mod key;
mod likeness;
mod opposite;

pub use conflict::Conflict;
pub use key::{MOST_KEYS, keys};
pub use likeness::{FEATURES, features, score};

use crate::statement::{Likeness, Number, Stance, Statement};
use opposite::Sense;

/// Least score of two statements of the same thing.
pub const SAME: f32 = 0.6;

/// Least weight, in tenths, of the same words and names in both: one name and a usual word are a topic, not a statement.
pub const LEAST_EVIDENCE: f32 = 70.0;

/// Days between two reports beyond which they are not compared: news repeats itself.
pub const WINDOW: i32 = 45;

/// What two statements are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same thing.
    Same,
    /// The same thing with another number.
    Differs,
    /// One says what the other denies.
    Opposed,
}

/// The relation of two statements that speak of the same thing, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Between 0 and 1.
    pub score: f32,
    /// In what they agree or not.
    pub relation: Relation,
}

/// Why two statements are not of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// They have no word and no name in common.
    Nothing,
    /// They are not alike.
    Unlike,
    /// What they have in common is a topic.
    Topic,
    /// Both say something, differently.
    Conflict(Conflict),
    /// It is not sure whether one denies the other.
    Unsure,
}

/// Compares two statements; `None` where they speak of different things.
///
/// [`Relation::Same`] is support only between statements whose stance is not [`Stance::Neither`]: see [`supports`].
#[must_use]
pub fn compare(one: &Statement, other: &Statement) -> Option<Verdict> {
    verdict(one, other).ok()
}

/// Compares two statements, and tells why they speak of different things where they do.
///
/// # Errors
/// With the reason, when they speak of different things.
pub fn verdict(one: &Statement, other: &Statement) -> Result<Verdict, Apart> {
    let (one, other) = in_order(one, other);
    if !share_anything(one, other) {
        return Err(Apart::Nothing);
    }
    let alignment = alignment::align(one, other);
    let score = likeness::score(&likeness::of_aligned(one, other, &alignment));
    if score < SAME {
        return Err(Apart::Unlike);
    }
    if likeness::evidence(one, other, &alignment) < LEAST_EVIDENCE {
        return Err(Apart::Topic);
    }
    let conflict = conflict::conflict(one, other, &alignment);
    let relation = match (conflict, opposite::sense(one, other, &alignment)) {
        (Some(found @ (Conflict::Participant | Conflict::Time | Conflict::Roles)), _) => {
            return Err(Apart::Conflict(found));
        }
        (_, Sense::Opposed) => Relation::Opposed,
        (Some(Conflict::Word), _) => return Err(Apart::Conflict(Conflict::Word)),
        (_, Sense::Unsure) => return Err(Apart::Unsure),
        (Some(Conflict::Number), Sense::Agreed) => Relation::Differs,
        (None, Sense::Agreed) => Relation::Same,
    };
    Ok(Verdict { score, relation })
}

/// Whether two statements cannot be of one thing, however they came to be linked: another participant in the same place,
/// another date, or sides swapped.
#[must_use]
pub fn are_apart(one: &Statement, other: &Statement) -> bool {
    let alignment = alignment::align(one, other);
    matches!(conflict::conflict(one, other, &alignment), Some(Conflict::Participant | Conflict::Time | Conflict::Roles))
}

/// The two in an order that depends on nothing but them: what comes of them must not depend on which was known first.
fn in_order<'a>(one: &'a Statement, other: &'a Statement) -> (&'a Statement, &'a Statement) {
    let ends = |statement: &Statement| -> Vec<(usize, usize)> {
        statement.spans.iter().map(|span| (span.start, span.end)).collect()
    };
    let order = one
        .terms
        .cmp(&other.terms)
        .then_with(|| (one.claim, one.stance, one.passive).cmp(&(other.claim, other.stance, other.passive)))
        .then_with(|| ends(one).cmp(&ends(other)));
    let order = if order.is_eq() && one != other { format!("{one:?}").cmp(&format!("{other:?}")) } else { order };
    if order.is_le() { (one, other) } else { (other, one) }
}

/// Whether any word or name is in both; where not, meaning alone does not make them one.
fn share_anything(one: &Statement, other: &Statement) -> bool {
    let (mut terms, mut others) = (one.terms.iter().peekable(), other.terms.iter().peekable());
    while let (Some(term), Some(found)) = (terms.peek(), others.peek()) {
        match term.stem.cmp(&found.stem) {
            std::cmp::Ordering::Less => terms.next(),
            std::cmp::Ordering::Greater => others.next(),
            std::cmp::Ordering::Equal => return true,
        };
    }
    one.names.iter().any(|name| other.names.iter().any(|found| name.likeness(found) != Likeness::Different))
}

/// Whether each is support for the other: they state the same, and both sources stand to it.
#[must_use]
pub fn supports(one: &Statement, other: &Statement) -> bool {
    one.stance != Stance::Neither
        && other.stance != Stance::Neither
        && compare(one, other).is_some_and(|verdict| verdict.relation == Relation::Same)
}

/// Whether each has a number of the same thing that the other contradicts.
#[must_use]
pub fn have_other_numbers(numbers: &[Number], others: &[Number]) -> bool {
    conflict::has_other_number(numbers, others, false)
}
