//! Findings, in the JSON of the contract.

use purport_read::EventType;
use serde::Serialize;

use super::{Answers, said};
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::finding::{Finding, Relation, Standing};
use crate::store::Asked;
use crate::store::{FindingRow, STATEMENTS_MAX, StatementId, Store};

/// What is claimed over all articles, and on whose word.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingAnswer {
    /// Its id.
    pub id: String,
    /// What it states, in the words of the first claim that is for it.
    pub statement: String,
    /// What it rests on.
    pub standing: Standing,
    /// Independent origins that are for it.
    pub origins_for: u32,
    /// Independent origins that are against it.
    pub origins_against: u32,
    /// Its claims, in order of publication.
    pub claims: Vec<FindingClaim>,
    /// Its numbers, and who says which.
    pub numbers: Vec<NumberAnswer>,
    /// PLOVER types of the events that it speaks of.
    pub events: Vec<EventType>,
    /// Publication of its first claim.
    pub first_said: Option<String>,
    /// Publication of the claim that last changed its standing.
    pub last_changed: Option<String>,
    /// Changes of its standing.
    pub history: Vec<ChangeAnswer>,
}

/// A claim as part of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingClaim {
    /// The claim's id.
    pub id: String,
    /// Its article's id.
    pub article: String,
    /// What it is to the finding.
    pub relation: Relation,
    /// Whose word it rests on.
    pub origin: String,
    /// When it was published.
    pub said: Option<String>,
    /// When the ledger learned of it.
    pub known: String,
}

/// A number, and who says it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberAnswer {
    /// What is counted, in the words of who said it first; a unit where nothing is counted.
    pub of: Option<String>,
    /// The least that is meant.
    pub low: Option<f64>,
    /// The most that is meant.
    pub high: Option<f64>,
    /// Ids of the claims that say it.
    pub claims: Vec<String>,
}

/// A change of standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeAnswer {
    /// Publication of the claim that caused it.
    pub at: Option<String>,
    /// The standing from then on.
    pub standing: Standing,
    /// Id of that claim.
    pub because: String,
}

impl<S: Store + Asked> Answers<'_, S> {
    /// Findings that fulfil a filter, last changed first.
    ///
    /// # Errors
    /// When the filter asks for no word, or the store fails; so for all that follow.
    pub fn findings(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<FindingAnswer>> {
        let page = self.store.find_findings(&Filter { at: self.at, ..filter.clone() }, after, limit)?;
        let rows = page.rows.iter().map(|row| self.finding(row)).collect::<Result<_>>()?;
        Ok(Page { rows, next: page.next })
    }

    /// The finding that a claim or statement is part of. A claim of several sentences is part of several.
    pub fn findings_of(&self, named: super::Named) -> Result<Vec<FindingAnswer>> {
        self.rows_of(named)?.iter().map(|row| self.finding(row)).collect()
    }

    /// The same as rows.
    pub fn rows_of(&self, named: super::Named) -> Result<Vec<FindingRow>> {
        let statements = match named {
            super::Named::Statement(statement) => vec![statement],
            super::Named::Claim(claim) => self.store.statements_of(claim)?,
        };
        let mut rows: Vec<FindingRow> = Vec::new();
        for statement in statements {
            if let Some(row) = self.store.finding_of(statement, self.at)?
                && !rows.iter().any(|known| known.finding.id == row.finding.id)
            {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    /// A row as an answer.
    pub fn finding(&self, row: &FindingRow) -> Result<FindingAnswer> {
        let finding = &row.finding;
        Ok(FindingAnswer {
            id: self.finding_id(finding.id)?,
            statement: self.statement_text(finding.id)?.1,
            standing: finding.standing,
            origins_for: finding.origins_for,
            origins_against: finding.origins_against,
            claims: self.claims_of(finding)?,
            numbers: self.numbers_of(finding)?,
            events: Finding::event_types(finding.events),
            first_said: said(&finding.first_said),
            last_changed: said(&finding.last_changed),
            history: finding
                .history
                .iter()
                .map(|change| {
                    let because = self.claim_of_statement(change.because)?;
                    Ok(ChangeAnswer { at: said(&change.at), standing: change.standing, because })
                })
                .collect::<Result<_>>()?,
        })
    }

    fn claims_of(&self, finding: &Finding) -> Result<Vec<FindingClaim>> {
        let mut claims: Vec<FindingClaim> = Vec::new();
        for member in &finding.members {
            let cover = self.cover(member.statement.div_euclid(STATEMENTS_MAX))?;
            let id = self.claim_of_statement(member.statement)?;
            // A claim that says it in two sentences says it once.
            if claims.iter().any(|claim| claim.id == id && claim.relation == member.relation) {
                continue;
            }
            claims.push(FindingClaim {
                id,
                article: cover.row.name.clone(),
                relation: member.relation,
                origin: member.origin.clone(),
                said: cover.row.published.clone(),
                known: super::moment(cover.known),
            });
        }
        Ok(claims)
    }

    fn numbers_of(&self, finding: &Finding) -> Result<Vec<NumberAnswer>> {
        let numbers = finding.numbers.iter().map(|number| {
            let (statement, quantity) = number.said;
            let of = self.store.counted(statement.div_euclid(STATEMENTS_MAX), usize::from(quantity))?;
            let mut claims =
                number.statements.iter().map(|id| self.claim_of_statement(*id)).collect::<Result<Vec<_>>>()?;
            claims.dedup();
            Ok(NumberAnswer { of, low: number.low, high: number.high, claims })
        });
        numbers.collect()
    }

    /// The public id of the claim that a statement is part of.
    pub fn claim_of_statement(&self, statement: StatementId) -> Result<String> {
        let claim =
            self.store.claim_of(statement)?.ok_or_else(|| Self::missing("statement", &statement.to_string()))?;
        self.claim_id(claim)
    }
}
