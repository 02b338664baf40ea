//! What people decided and may decide: acts by public ids and names, their history, what the reader doubts.

use std::collections::BTreeSet;

use purport_text::{Article, Span};
use serde::Serialize;

use super::{Answers, ClaimAnswer, Named, moment};
use crate::ask::{Cursor, Page};
use crate::derive::claim_at;
use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::identity::resemble;
use crate::review::{Act, Anchor, Correction, standing};
use crate::store::{Asked, IdentityRow, Moment, STATEMENTS_MAX, Store};

/// Identities, those heard most, for whom others with a like name are looked for.
const LOOKED_AT: usize = 2_000;

/// Most identities with the same last word that one is compared with.
const COMPARED: usize = 50;

/// An act of a person, as told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewAnswer {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: String,
    /// Who decided.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What: `accept`, `reject`, `correct`, `merge`, `split`, `grade` or `undo`.
    pub act: String,
    /// Whether it holds: no later act undoes it. An undo that holds is one.
    pub holds: bool,
    /// What it is about.
    pub on: Vec<DecidedOn>,
    /// What is right instead, in words; which grade; which act is undone.
    pub detail: Option<String>,
}

/// A claim or name that an act is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecidedOn {
    /// Id of the claim; `None` for a name, and for a claim that a later reading no longer has.
    pub claim: Option<String>,
    /// Its words, or the name.
    pub text: String,
}

/// An identity: a person, organisation, country or place over all articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityAnswer {
    /// What its mentions have in common.
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
    /// A stable identifier: `iso3166:PRK`.
    pub identifier: Option<String>,
}

/// Two identities that may be one: for a person to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuggestionAnswer {
    /// Kind of entity.
    pub kind: String,
    /// One.
    pub one: IdentityAnswer,
    /// The other.
    pub other: IdentityAnswer,
}

impl From<IdentityRow> for IdentityAnswer {
    fn from(row: IdentityRow) -> Self {
        let mut spellings = row.spellings.into_iter().map(|(text, _)| text);
        Self {
            name: spellings.next().unwrap_or_else(|| row.key.clone()),
            also: spellings.collect(),
            key: row.key,
            kind: row.kind,
            country: row.country,
            sector: row.sector,
            role: row.role,
            identifier: row.identifier,
        }
    }
}

fn request(text: String) -> LedgerError {
    LedgerError::new(std::path::Path::new("ledger"), LedgerErrorKind::Request(text))
}

impl<S: Store + Asked> Answers<'_, S> {
    /// The anchor of a claim; of a finding, that of its first claim.
    ///
    /// # Errors
    /// When there is none, or the store fails.
    pub fn anchor(&self, id: &str) -> Result<Anchor> {
        let missing = || Self::missing("claim", id);
        let number = match self.resolve(id)? {
            Named::Claim(claim) => claim,
            Named::Statement(statement) => self.store.claim_of(statement)?.ok_or_else(missing)?,
        };
        let edition = self.edition(number.div_euclid(STATEMENTS_MAX))?;
        let at = usize::try_from(number.rem_euclid(STATEMENTS_MAX)).unwrap_or(usize::MAX);
        edition.anchors(at).into_iter().next().ok_or_else(missing)
    }

    /// The article of a claim, whole.
    ///
    /// # Errors
    /// When there is none, or the store fails.
    pub fn article_of_claim(&self, id: &str) -> Result<Article> {
        let Named::Claim(claim) = self.resolve(id)? else { return Err(Self::missing("claim", id)) };
        Ok(self.edition(claim.div_euclid(STATEMENTS_MAX))?.reading.article.clone())
    }

    /// Where words of its article stand, to be what a claim claims.
    ///
    /// # Errors
    /// When they stand nowhere or at several places.
    pub fn span_in_article(&self, claim: &str, words: &str) -> Result<Span> {
        let text = self.article_of_claim(claim)?.text;
        match text.matches(words).count() {
            0 => Err(request(format!("{words:?} does not stand in the article; give the words as they stand there"))),
            1 => Ok(Span::of(&text, words).unwrap_or_default()),
            count => Err(request(format!("{words:?} stands in the article {count} times; give more words"))),
        }
    }

    /// The key of the one identity that has this name or key.
    ///
    /// # Errors
    /// When nobody has it, or several have.
    pub fn identity_key(&self, name: &str) -> Result<String> {
        let mut rows = Vec::new();
        for id in self.store.identities_named(name)? {
            rows.extend(self.store.identity(id)?);
        }
        if let Some(own) = rows.iter().find(|row| row.key == name) {
            return Ok(own.key.clone());
        }
        match rows.as_slice() {
            [] => Err(request(format!("nobody in this ledger is called {name:?}, and it is no claim"))),
            [only] => Ok(only.key.clone()),
            several => {
                let keys: Vec<&str> = several.iter().take(8).map(|row| row.key.as_str()).collect();
                let keys = keys.join(", ");
                Err(request(format!("several are called {name:?}; give the key of one: {keys}")))
            }
        }
    }

    /// The number of the identity with a key.
    pub(super) fn identity_of_key(&self, key: &str) -> Result<i64> {
        for id in self.store.identities_named(key)? {
            if self.store.identity(id)?.is_some_and(|row| row.key == key) {
                return Ok(id);
            }
        }
        Err(Self::missing("source", key))
    }

    /// Identities with a name, or with a name that has a word beginning so, by key; without a name, all. At most `limit`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn identities(&self, name: Option<&str>, after: Option<&Cursor>, limit: usize) -> Result<Page<IdentityAnswer>> {
        let wrong = || request("that is not the end of a page; take it from the answer as it is".to_owned());
        let after = after.map_or(Ok(i64::MIN), |cursor| cursor.0.parse::<i64>().map_err(|_| wrong()))?;
        let mut ids: Vec<i64> = match name {
            Some(name) => self.store.identities_named(name)?.into_iter().filter(|id| *id > after).collect(),
            None => self.store.spellings(after, limit + 1)?.into_iter().map(|(id, ..)| id).collect(),
        };
        ids.sort_unstable();
        let next = (ids.len() > limit).then(|| Cursor(ids[limit - 1].to_string()));
        let mut rows = Vec::new();
        for id in ids.into_iter().take(limit) {
            rows.extend(self.store.identity(id)?.map(IdentityAnswer::from));
        }
        Ok(Page { rows, next })
    }

    /// Identities that may be one, those who make most claims first; at most so many pairs.
    ///
    /// # Errors
    /// When the store fails.
    pub fn suggestions(&self, most: usize) -> Result<Vec<SuggestionAnswer>> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for (one, kind, spelling) in self.store.most_heard(LOOKED_AT)? {
            let Ok(entity) = serde_json::from_value(serde_json::Value::String(kind.clone())) else { continue };
            let last_word = |spelling: &str| spelling.split_whitespace().last().map(str::to_lowercase);
            let Some(word) = last_word(&spelling) else { continue };
            for (other, other_kind, other_spelling) in self.store.with_word(&word, COMPARED)? {
                let is_like = other != one
                    && other_kind == kind
                    && last_word(&other_spelling).as_ref() == Some(&word)
                    && resemble(entity, &spelling, &other_spelling);
                if !is_like || !seen.insert((one.min(other), one.max(other))) {
                    continue;
                }
                if let (Some(one), Some(other)) = (self.store.identity(one)?, self.store.identity(other)?) {
                    found.push(SuggestionAnswer { kind: kind.clone(), one: one.into(), other: other.into() });
                    if found.len() == most {
                        return Ok(found);
                    }
                }
            }
        }
        Ok(found)
    }

    /// All acts, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn decisions(&self, after: Option<&Cursor>, limit: usize) -> Result<Page<ReviewAnswer>> {
        let wrong = || request("that is not the end of a page; take it from the answer as it is".to_owned());
        let before = after.map_or(Ok(i64::MAX), |cursor| cursor.0.parse::<i64>().map_err(|_| wrong()))?;
        let held: Vec<i64> = standing(&self.reviews).iter().map(|review| review.id).collect();
        let undone = |id: i64| {
            let undoes = |review: &&crate::review::Review| matches!(review.act, Act::Undo { review } if review == id);
            // The last word on it counts.
            self.reviews.iter().rfind(undoes).is_some_and(|undo| !self.is_undone(undo.id))
        };
        let mut rows = Vec::new();
        for review in self.reviews.iter().rev().filter(|review| review.id < before).take(limit + 1) {
            let mut on = Vec::new();
            for anchor in review.act.anchors() {
                on.push(self.decided_on(anchor)?);
            }
            let detail = match &review.act {
                Act::Undo { review } => Some(format!("act {review}")),
                Act::Join { identity, of } => {
                    on.extend([self.decided_on_name(identity)?, self.decided_on_name(of)?]);
                    None
                }
                Act::Reliability { identity, grade } => {
                    on.push(self.decided_on_name(identity)?);
                    Some(grade.to_string())
                }
                Act::Credibility { grade, .. } => Some(grade.to_string()),
                Act::Correct { claim, to } => Some(self.told(claim, to)?),
                _ => None,
            };
            rows.push(ReviewAnswer {
                id: review.id,
                at: moment(review.known),
                author: review.author.clone(),
                reason: review.reason.clone(),
                act: review.act.name().to_owned(),
                holds: if matches!(review.act, Act::Undo { .. }) {
                    !undone(review.id)
                } else {
                    held.contains(&review.id)
                },
                on,
                detail,
            });
        }
        let next = (rows.len() > limit && limit > 0).then(|| Cursor(rows[limit - 1].id.to_string()));
        rows.truncate(limit);
        Ok(Page { rows, next })
    }

    fn is_undone(&self, id: i64) -> bool {
        let undoes = |review: &&crate::review::Review| matches!(review.act, Act::Undo { review } if review == id);
        self.reviews.iter().rfind(undoes).is_some_and(|undo| !self.is_undone(undo.id))
    }

    /// A correction in words.
    fn told(&self, claim: &Anchor, to: &Correction) -> Result<String> {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(to.source.as_ref().map(|source| format!("source: {source}")));
        parts.extend(to.certainty.map(|certainty| format!("certainty: {}", certainty.name())));
        parts.extend(to.polarity.map(|polarity| format!("polarity: {}", polarity.name())));
        if let Some(content) = to.content {
            let words =
                DecidedOn { claim: None, ..self.decided_on(&Anchor { content: vec![content], ..claim.clone() })? };
            parts.push(format!("content: “{}”", words.text));
        }
        Ok(parts.join("; "))
    }

    /// The name of an identity, as far as the ledger still has it.
    fn decided_on_name(&self, key: &str) -> Result<DecidedOn> {
        for id in self.store.identities_named(key)? {
            // One that was joined to another is found under both.
            if let Some(row) = self.store.identity(id)?.filter(|row| row.key == key) {
                let named = IdentityAnswer::from(row);
                let country = named.country.map_or_else(String::new, |country| format!(" ({country})"));
                return Ok(DecidedOn { claim: None, text: named.name + &country });
            }
        }
        Ok(DecidedOn { claim: None, text: key.to_owned() })
    }

    /// The claim at an anchor as it is read now, and its words.
    fn decided_on(&self, anchor: &Anchor) -> Result<DecidedOn> {
        let lost = || DecidedOn { claim: None, text: anchor.article.clone() };
        let Some(key) = crate::derive::unhex(&anchor.article) else { return Ok(lost()) };
        let Some(article) = self.store.article_with_key(&key)? else { return Ok(lost()) };
        let reading = self.store.reading(article, Moment::MAX)?;
        let claim = claim_at(&reading, anchor).map(|at| format!("{}/{}", reading.article.id, reading.claims[at].id));
        Ok(DecidedOn { claim, text: super::words(&reading.article.text, &anchor.content) })
    }

    /// Claims that the reader doubts and that nobody decided about, the most doubtful first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn doubtful(&self, after: Option<&Cursor>, limit: usize) -> Result<Page<ClaimAnswer>> {
        let mut rows: Vec<ClaimAnswer> = Vec::new();
        let mut after = after.cloned();
        loop {
            // One at a time past those that were decided: the next page begins after the last one shown.
            let page = self.store.doubtful(after.as_ref(), self.at, limit - rows.len())?;
            for claim in page.rows {
                let claim = self.claim(claim)?;
                if claim.reviews.is_empty() {
                    rows.push(claim);
                }
            }
            after = page.next;
            if rows.len() == limit || after.is_none() {
                return Ok(Page { rows, next: after });
            }
        }
    }
}
