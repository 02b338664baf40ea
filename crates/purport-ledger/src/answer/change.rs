//! What changed between two moments.

use serde::Serialize;

use super::{Answers, FindingAnswer};
use crate::error::Result;
use crate::finding::Standing;
use crate::store::{Asked, Moment, Store};

/// A finding that is not what it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedFinding {
    /// Its id.
    pub id: String,
    /// What it states.
    pub statement: String,
    /// What changed.
    pub change: ChangeKind,
    /// What it rested on before; `None` when there was no such finding.
    pub before: Option<FindingState>,
    /// What it rests on now; `None` when it has become part of another.
    pub after: Option<FindingState>,
}

/// What changed in a finding: the most telling of its changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ChangeKind {
    /// It was not there.
    #[serde(rename = "new")]
    New,
    /// It is no longer there: another holds its claims.
    #[serde(rename = "part of another")]
    PartOfAnother,
    /// Its standing.
    #[serde(rename = "standing")]
    Standing,
    /// Its numbers.
    #[serde(rename = "numbers")]
    Numbers,
    /// Its origins or the number of its claims.
    #[serde(rename = "claims")]
    Claims,
}

impl ChangeKind {
    /// The name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::PartOfAnother => "part of another",
            Self::Standing => "standing",
            Self::Numbers => "numbers",
            Self::Claims => "claims",
        }
    }
}

/// What a finding rests on at a moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingState {
    /// Its standing.
    pub standing: Standing,
    /// Independent origins that are for it.
    pub origins_for: u32,
    /// Independent origins that are against it.
    pub origins_against: u32,
    /// How many claims.
    pub claims: usize,
    /// Its numbers: the least and the most that is meant.
    pub numbers: Vec<[Option<f64>; 2]>,
}

/// Findings that changed after one moment and up to another. Without `single`, only those that have, or had, several claims;
/// at most so many are given, and whether there are more.
///
/// # Errors
/// When the store fails.
pub fn changes<S: Store + Asked>(
    store: &S,
    from: Moment,
    to: Moment,
    single: bool,
    most: usize,
) -> Result<(Vec<ChangedFinding>, bool)> {
    let (then, now) = (Answers::new(store, from)?, Answers::new(store, to)?);
    let mut rows = Vec::new();
    for id in store.changed(from, to)? {
        let row = |at| -> Result<_> {
            let row = store.finding_at(id, at)?;
            Ok(row.filter(|row| single || row.finding.members.len() > 1))
        };
        // Nearly all are of one claim: these are passed over before they are told.
        let (before, after) = (row(from)?, row(to)?);
        if before.is_none() && after.is_none() {
            continue;
        }
        let told = |answers: &Answers<'_, S>, at| -> Result<Option<FindingAnswer>> {
            store.finding_at(id, at)?.map(|row| answers.finding(&row)).transpose()
        };
        let (before, after) = (told(&then, from)?, told(&now, to)?);
        let Some(shown) = after.as_ref().or(before.as_ref()) else { continue };
        let (id, statement) = (shown.id.clone(), shown.statement.clone());
        let (before, after) = (before.as_ref().map(state), after.as_ref().map(state));
        let change = match (&before, &after) {
            (None, Some(_)) => ChangeKind::New,
            (Some(_), None) => ChangeKind::PartOfAnother,
            (Some(before), Some(after)) if before.standing != after.standing => ChangeKind::Standing,
            (Some(before), Some(after)) if before.numbers != after.numbers => ChangeKind::Numbers,
            (Some(before), Some(after)) if before != after => ChangeKind::Claims,
            _ => continue,
        };
        if rows.len() == most {
            return Ok((rows, true));
        }
        rows.push(ChangedFinding { id, statement, change, before, after });
    }
    Ok((rows, false))
}

fn state(finding: &FindingAnswer) -> FindingState {
    FindingState {
        standing: finding.standing,
        origins_for: finding.origins_for,
        origins_against: finding.origins_against,
        claims: finding.claims.len(),
        numbers: finding.numbers.iter().map(|number| [number.low, number.high]).collect(),
    }
}
