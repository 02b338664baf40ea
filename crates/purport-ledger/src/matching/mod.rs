//! Whether two statements state the same thing.
//!
//! In: two [`Statement`]s. Out: a [`Verdict`]: how alike they are, and in what they stand against each other. It is symmetric
//! and depends on nothing but the two, so that what is linked does not depend on the order in which articles come in.
//!
//! Likeness is the share of what one says that the other says too: names by how they are spelt and sound, words by stem and
//! by meaning, numbers and events. Against it stand conflicts: whatever *both* say, differently. An actor, a recipient, a
//! place or a date that differs makes two statements of it; a number that differs or a denial makes a disagreement inside
//! one. What only one of the two says is no conflict.

mod conflict;
mod likeness;
mod opposite;

pub use conflict::{Conflict, has_other_number};
pub use likeness::{FEATURES, features, score};

use crate::statement::{Stance, Statement};

/// Least score of two statements of the same thing.
pub const SAME: f32 = 0.5;

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

/// Compares two statements; `None` where they speak of different things.
#[must_use]
pub fn compare(one: &Statement, other: &Statement) -> Option<Verdict> {
    let features = features(one, other);
    let score = likeness::score(&features);
    if score < SAME {
        return None;
    }
    let relation = match conflict::conflict(one, other) {
        Some(Conflict::Participant | Conflict::Time | Conflict::Roles) => return None,
        found => {
            let denied =
                matches!((one.stance, other.stance), (Stance::For, Stance::Against) | (Stance::Against, Stance::For));
            if denied != opposite::are_opposite(one, other) {
                Relation::Opposed
            } else if found == Some(Conflict::Number) {
                Relation::Differs
            } else {
                Relation::Same
            }
        }
    };
    Some(Verdict { score, relation })
}

/// Whether two statements cannot be of one thing, however they came to be linked: another participant in the same place,
/// another date, or sides swapped.
#[must_use]
pub fn are_apart(one: &Statement, other: &Statement) -> bool {
    matches!(conflict::conflict(one, other), Some(Conflict::Participant | Conflict::Time | Conflict::Roles))
}

/// Keys under which a statement is looked up: two statements of the same thing nearly always share one.
#[must_use]
pub fn keys(statement: &Statement) -> Vec<u64> {
    let mut anchors: Vec<(u8, u32)> = statement.terms.iter().map(|term| (term.weight, term.stem)).collect();
    anchors.sort_unstable_by(|one, other| other.cmp(one));
    anchors.truncate(3);
    let mut tags: Vec<u32> = anchors.iter().map(|(_, stem)| *stem).collect();
    tags.extend(statement.names.iter().take(3).map(crate::statement::Name::key));
    tags.sort_unstable();
    tags.dedup();
    let mut keys = Vec::new();
    for (at, one) in tags.iter().enumerate() {
        keys.extend(tags[at + 1..].iter().map(|other| u64::from(*one) << 32 | u64::from(*other)));
    }
    keys.truncate(8);
    keys
}
