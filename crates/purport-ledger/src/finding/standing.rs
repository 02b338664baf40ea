//! What a finding rests on, and how that changed.
//!
//! In: its statements in order of publication, what each is to it, and their origins. Out: [`Told`]: the standing after the
//! last of them, and each change with the claim that caused it.
//!
//! The last word of an origin counts. Decided in this order: retracted (its own origins withdrew it and nobody is left for
//! it), disputed (origins for and against), confirmed (a party to the event is for it), denied (only against), corroborated
//! (two origins), reported.

use serde::{Deserialize, Serialize};

use super::Relation;
use super::origin::Origins;
use crate::statement::{Kind, Likeness, Name, Stance};
use crate::store::{StatementId, StatementRow};

/// What a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// One independent origin, or nobody who commits himself.
    Reported,
    /// Two origins or more, none against.
    Corroborated,
    /// A party to the event acknowledges it.
    Confirmed,
    /// Origins for and against.
    Disputed,
    /// Only denied.
    Denied,
    /// Withdrawn by its own origin.
    Retracted,
}

impl Standing {
    /// All, in the order of their numbers in a store.
    pub const ALL: [Self; 6] =
        [Self::Reported, Self::Corroborated, Self::Confirmed, Self::Disputed, Self::Denied, Self::Retracted];

    /// The JSON value.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Corroborated => "corroborated",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::Denied => "denied",
            Self::Retracted => "retracted",
        }
    }

    /// The standing of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.name() == name)
    }
}

/// A change of standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Publication time of the claim that caused it, "~" when unknown.
    pub at: String,
    /// The standing from then on.
    pub standing: Standing,
    /// The statement that caused it.
    pub because: StatementId,
}

pub(super) struct Told {
    pub standing: Standing,
    pub origins_for: u32,
    pub origins_against: u32,
    pub last_changed: String,
    pub history: Vec<Change>,
}

/// The last word of an origin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    None,
    For { party: bool },
    Against,
    Withdrawn,
}

#[derive(Default)]
struct Counts {
    fors: u32,
    parties: u32,
    against: u32,
    withdrawn: u32,
}

impl Counts {
    fn add(&mut self, word: Word, by: i32) {
        let change = |count: &mut u32| *count = count.saturating_add_signed(by);
        match word {
            Word::None => {}
            Word::For { party } => {
                change(&mut self.fors);
                if party {
                    change(&mut self.parties);
                }
            }
            Word::Against => change(&mut self.against),
            Word::Withdrawn => change(&mut self.withdrawn),
        }
    }

    fn standing(&self) -> Standing {
        match (self.fors, self.against) {
            (0, _) if self.withdrawn > 0 => Standing::Retracted,
            (0, 0) => Standing::Reported,
            (0, _) => Standing::Denied,
            (_, 1..) => Standing::Disputed,
            _ if self.parties > 0 => Standing::Confirmed,
            (1, _) => Standing::Reported,
            _ => Standing::Corroborated,
        }
    }
}

pub(super) fn told(members: &[&StatementRow], relations: &[Relation], origins: &Origins) -> Told {
    let parties = parties(members);
    let mut words = vec![Word::None; origins.of.iter().max().map_or(0, |last| last + 1)];
    let mut counts = Counts::default();
    let mut history: Vec<Change> = Vec::new();
    for ((row, relation), origin) in members.iter().zip(relations).zip(&origins.of) {
        let word = match relation {
            Relation::Supports => Word::For { party: is_party(row, &parties) },
            Relation::Denies => Word::Against,
            Relation::Withdraws => Word::Withdrawn,
            // Another number, or no commitment, leaves the earlier word as it was.
            Relation::Differs | Relation::Mentions => words[*origin],
        };
        // Who once acknowledged it as a party goes on doing so.
        let word = match (words[*origin], word) {
            (Word::For { party: true }, Word::For { .. }) => Word::For { party: true },
            (_, word) => word,
        };
        counts.add(words[*origin], -1);
        counts.add(word, 1);
        words[*origin] = word;
        let standing = counts.standing();
        if history.last().is_none_or(|last| last.standing != standing) {
            history.push(Change { at: row.order.published.clone(), standing, because: row.id });
        }
    }
    Told {
        standing: counts.standing(),
        origins_for: counts.fors,
        origins_against: counts.against,
        last_changed: history.last().map_or("~".to_owned(), |last| last.at.clone()),
        history,
    }
}

/// Those who do it or to whom it is done, as far as any claim of it shows.
fn parties<'a>(members: &[&'a StatementRow]) -> Vec<&'a Name> {
    let mut parties: Vec<&Name> = Vec::new();
    for row in members {
        let sides = row.statement.deeds.iter().fold(0, |bits, deed| bits | deed.actors | deed.recipients);
        for (_, name) in row.statement.names.iter().enumerate().filter(|(at, _)| sides & 1_u16 << at.min(&15) != 0) {
            if !parties.contains(&name) {
                parties.push(name);
            }
        }
    }
    parties
}

/// Whether the speaker is one of them, speaks for one, or is the government of a country that is, and acknowledges it: that it
/// has not done something is what it says, and confirms nothing.
fn is_party(row: &StatementRow, parties: &[&Name]) -> bool {
    let voice = &row.voice;
    if row.statement.stance == Stance::Against {
        return false;
    }
    let mut names = voice.name.iter().chain(&voice.body);
    names.any(|name| {
        parties.iter().any(|party| {
            name.likeness(party) != Likeness::Different
                || (voice.official && party.kind == Kind::Country && name.country != 0 && name.country == party.country)
        })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::origin::origins;
    use super::super::origin::tests::row;
    use super::*;
    use crate::statement::{Deed, Side, Statement};

    #[test]
    fn a_party_confirms_what_it_did_and_not_what_it_did_not_do() {
        let standing = |stance: Stance| {
            let mut row = row("Harbour Bank", stance);
            let bank = (Name::spelt("Harbour Bank", Kind::Body).unwrap(), Side::Subject);
            let deed = Deed { kind: 1, actors: 1, recipients: 0 };
            let terms = row.statement.terms.clone();
            row.statement = Arc::new(Statement { stance, deeds: vec![deed], ..Statement::sample(terms, vec![bank]) });
            told(&[&row], &[Relation::Supports], &origins(&[&row])).standing
        };
        assert_eq!(standing(Stance::For), Standing::Confirmed);
        assert_eq!(standing(Stance::Against), Standing::Reported);
    }
}
