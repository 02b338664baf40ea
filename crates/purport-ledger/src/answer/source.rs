//! Sources: what each has claimed, and what became of it. Counts, no score: reliability is for people to judge.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::Serialize;

use super::Answers;
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::finding::{Relation, Standing};
use crate::review::Act;
use crate::store::Asked;
use crate::store::{FindingRow, StatementId, Store};

/// Claims of one source that are looked through for what became of them, the first ones.
const LOOKED_THROUGH: usize = 2_000;

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
        let mut shared: HashMap<StatementId, Option<FindingRow>> = HashMap::new();
        for claim in self.store.claims_by(id, self.at)?.into_iter().take(LOOKED_THROUGH) {
            for statement in self.store.statements_of(claim)? {
                // Nearly all stand alone: what became of them need not be looked up.
                let Some(number) = self.store.shared_finding(statement, self.at)? else { continue };
                let row = match shared.entry(number) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(self.store.finding_at(number, self.at)?),
                };
                let Some(finding) = row.as_ref().map(|row| &row.finding) else { continue };
                if finding.members.len() < 2 {
                    continue;
                }
                let own = finding.members.iter().find(|member| member.statement == statement);
                let supports = own.is_some_and(|own| own.relation == Relation::Supports);
                match finding.standing {
                    Standing::Corroborated if supports => answer.corroborated += 1,
                    Standing::Confirmed if supports => answer.confirmed += 1,
                    Standing::Disputed | Standing::Denied => answer.disputed += 1,
                    Standing::Retracted => answer.retracted += 1,
                    _ => {}
                }
                let differing = finding.members.iter().any(|member| {
                    member.relation == Relation::Differs && own.is_some_and(|own| own.origin != member.origin)
                });
                answer.contradicted += u64::from(differing);
            }
        }
        Ok(answer)
    }
}
