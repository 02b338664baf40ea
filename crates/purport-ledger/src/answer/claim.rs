//! Claims, with the article that they stand in.

use purport_read::{Act, Certainty, Polarity, Quotation, SourceKind, TimeFrame};
use purport_text::{CodePoints, Span};
use serde::Serialize;

use super::{Answers, words};
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::review;
use crate::store::Asked;
use crate::store::{STATEMENTS_MAX, Store};

/// A claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimAnswer {
    /// Its id.
    pub id: String,
    /// Its article's id.
    pub article: String,
    /// Its article's publisher.
    pub publisher: Option<String>,
    /// When it was published.
    pub said: Option<String>,
    /// When the ledger learned of it.
    pub known: String,
    /// Who makes it.
    pub source: SourceAnswer,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// What saying it does.
    pub act: Option<Act>,
    /// What is claimed, in words.
    pub text: String,
    /// The same as spans of the article's text, in code points.
    pub content: Vec<Span>,
    /// Whether it stands in quotation marks.
    pub quotation: Quotation,
    /// The claim that it is nested in.
    pub within: Option<String>,
    /// How sure the source sounds.
    pub certainty: Option<Certainty>,
    /// Whether it is said to be so.
    pub polarity: Option<Polarity>,
    /// From −3 (certainly not so) to +3.
    pub factuality: Option<f32>,
    /// When it is said to happen.
    pub time_frame: Option<TimeFrame>,
    /// The reader's own confidence.
    pub confidence: f32,
    /// What people decided about it: `accept`, `correct`, `grade 2`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<String>,
}

/// Who makes a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceAnswer {
    /// As the text has it.
    pub text: Option<String>,
    /// The name that it stands for.
    pub name: Option<String>,
    /// Kind of source.
    pub kind: Option<SourceKind>,
    /// ISO 3166-1 alpha-3 code of its country.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
}

impl<S: Store + Asked> Answers<'_, S> {
    /// Claims that fulfil a filter, newest publication first.
    ///
    /// # Errors
    /// When the filter asks for no word, or the store fails; so for all that follow.
    pub fn claims(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<ClaimAnswer>> {
        let page = self.store.find_claims(&Filter { at: self.at, ..filter.clone() }, after, limit)?;
        let rows = page.rows.iter().map(|claim| self.claim(*claim)).collect::<Result<_>>()?;
        Ok(Page { rows, next: page.next })
    }

    /// A claim.
    pub fn claim(&self, claim: i64) -> Result<ClaimAnswer> {
        let edition = self.edition(claim.div_euclid(STATEMENTS_MAX))?;
        let place = usize::try_from(claim.rem_euclid(STATEMENTS_MAX)).unwrap_or(usize::MAX);
        let (article, reading) = (&edition.row, &edition.reading);
        let missing = || Self::missing("claim", &claim.to_string());
        let found = reading.claims.get(place).ok_or_else(missing)?;
        let text = reading.article.text.as_str();
        let points = CodePoints::new(text);
        let entity =
            found.source.entity.as_deref().and_then(|id| reading.entities.iter().find(|entity| entity.id == id));
        let reviews = self.decided(&edition, place).into_iter();
        Ok(ClaimAnswer {
            id: format!("{}/{}", article.name, found.id),
            article: article.name.clone(),
            publisher: article.publisher.clone(),
            said: article.published.clone(),
            known: super::moment(edition.known),
            source: SourceAnswer {
                text: found.source.text.clone(),
                name: entity.map(|entity| entity.name.clone()),
                kind: found.source.kind,
                country: entity.and_then(|entity| entity.country.clone()),
                sector: entity.and_then(|entity| entity.sector.clone()),
            },
            cue: found.cue.as_ref().map(|cue| words(text, &cue.spans)),
            act: found.cue.as_ref().map(|cue| cue.act),
            text: words(text, &found.content),
            content: found.content.iter().map(|span| points.from_bytes(*span)).collect(),
            quotation: found.quotation,
            within: found.within.as_ref().map(|id| format!("{}/{id}", article.name)),
            certainty: found.certainty,
            polarity: found.polarity,
            factuality: found.factuality,
            time_frame: found.time_frame,
            confidence: found.confidence,
            reviews: reviews
                .map(|review| match &review.act {
                    review::Act::Credibility { grade, .. } => format!("grade {grade}"),
                    act => act.name().to_owned(),
                })
                .collect(),
        })
    }
}
