//! Sources: what each has claimed, and what became of it. Counts, no score: reliability is for people to judge.

use serde::Serialize;

use super::Answers;
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::finding::{Relation, Standing};
use crate::review::Act;
use crate::store::{Asked, Store};

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpeakerAnswer {
    /// What all its mentions have in common; names it to `purport review`.
    pub key: String,
    /// Its most usual name.
    pub name: String,
    /// Other spellings.
    pub also: Vec<String>,
    /// Kind of entity.
    pub kind: String,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Role or office.
    pub role: Option<String>,
    /// How many claims it made.
    pub claims: u64,
    /// How many of its claims stand in findings that others independently support.
    pub corroborated: u64,
    /// … that a party to the event confirmed.
    pub confirmed: u64,
    /// … that others deny.
    pub disputed: u64,
    /// … where others give another number.
    pub contradicted: u64,
    /// … that it took back.
    pub retracted: u64,
    /// Admiralty grade that a person gave, A to F.
    pub reliability: Option<char>,
}

impl<S: Store + Asked> Answers<'_, S> {
    /// Sources that fulfil a filter, those with most claims first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sources(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<SpeakerAnswer>> {
        let page = self.store.find_sources(&Filter { at: self.at, ..filter.clone() }, after, limit)?;
        let rows = page.rows.iter().map(|(id, claims)| self.speaker(*id, *claims)).collect::<Result<_>>()?;
        Ok(Page { rows, next: page.next })
    }

    pub(super) fn speaker(&self, id: i64, claims: u64) -> Result<SpeakerAnswer> {
        let row = self.store.identity(id)?.ok_or_else(|| Self::missing("source", &id.to_string()))?;
        let mut spellings = row.spellings.into_iter().map(|(text, _)| text);
        let mut answer = SpeakerAnswer {
            name: spellings.next().unwrap_or_else(|| row.key.clone()),
            also: spellings.collect(),
            kind: row.kind,
            country: row.country,
            sector: row.sector,
            role: row.role,
            claims,
            corroborated: 0,
            confirmed: 0,
            disputed: 0,
            contradicted: 0,
            retracted: 0,
            reliability: None,
            key: row.key,
        };
        for review in self.reviews() {
            match &review.act {
                Act::Reliability { identity, grade } if *identity == answer.key => answer.reliability = Some(*grade),
                _ => {}
            }
        }
        for outcome in self.store.outcomes(id, self.at)? {
            let supports = outcome.relation == Relation::Supports;
            let count = match outcome.standing {
                Standing::Corroborated if supports => Some(&mut answer.corroborated),
                Standing::Confirmed if supports => Some(&mut answer.confirmed),
                Standing::Disputed | Standing::Denied => Some(&mut answer.disputed),
                Standing::Retracted => Some(&mut answer.retracted),
                _ => None,
            };
            count.into_iter().for_each(|count| *count += outcome.statements);
            answer.contradicted += if outcome.contradicted { outcome.statements } else { 0 };
        }
        Ok(answer)
    }
}
