//! Events, with the article that they stand in.

use purport_read::{Certainty, EventType, Polarity, TimeFrame};
use serde::Serialize;

use super::Answers;
use crate::ask::{Cursor, Filter, Page};
use crate::error::Result;
use crate::store::Asked;
use crate::store::{STATEMENTS_MAX, Store};

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventAnswer {
    /// Its id: the article's, a slash, its id in the reading.
    pub id: String,
    /// Its article's id.
    pub article: String,
    /// When it was published.
    pub said: Option<String>,
    /// When the ledger learned of it.
    pub known: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// The words that name it.
    pub anchor: String,
    /// Names of those who act.
    pub actors: Vec<String>,
    /// Names of those to whom it is done.
    pub recipients: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// TIMEX3 value of when.
    pub time: Option<String>,
    /// How sure it is.
    pub certainty: Option<Certainty>,
    /// Whether it is said to have happened.
    pub polarity: Option<Polarity>,
    /// When it is said to happen.
    pub time_frame: Option<TimeFrame>,
    /// Ids of the claims that speak of it.
    pub claims: Vec<String>,
}

impl<S: Store + Asked> Answers<'_, S> {
    /// Events that fulfil a filter, newest publication first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn events(&self, filter: &Filter, after: Option<&Cursor>, limit: usize) -> Result<Page<EventAnswer>> {
        let page = self.store.find_events(&Filter { at: self.at, ..filter.clone() }, after, limit)?;
        let rows = page.rows.iter().map(|event| self.event(*event)).collect::<Result<_>>()?;
        Ok(Page { rows, next: page.next })
    }

    /// An event.
    ///
    /// # Errors
    /// When the store fails or has no such event.
    pub fn event(&self, event: i64) -> Result<EventAnswer> {
        let edition = self.edition(event.div_euclid(STATEMENTS_MAX))?;
        let place = usize::try_from(event.rem_euclid(STATEMENTS_MAX)).unwrap_or(usize::MAX);
        let (article, reading) = (&edition.row, &edition.reading);
        let found = reading.events.get(place).ok_or_else(|| Self::missing("event", &event.to_string()))?;
        let names = |ids: &[String]| -> Vec<String> {
            let of =
                |id: &String| reading.entities.iter().find(|entity| entity.id == *id).map(|entity| entity.name.clone());
            ids.iter().filter_map(of).collect()
        };
        let place = found.place.as_deref().and_then(|id| reading.places.iter().find(|place| place.id == id));
        let time = found.time.as_deref().and_then(|id| reading.times.iter().find(|time| time.id == id));
        let claims = reading.claims.iter().filter(|claim| claim.events.contains(&found.id));
        Ok(EventAnswer {
            id: format!("{}/{}", article.name, found.id),
            article: article.name.clone(),
            said: article.published.clone(),
            known: super::moment(edition.known),
            kind: found.kind,
            mode: found.mode.clone(),
            cameo: found.cameo.clone(),
            anchor: reading.article.text.get(found.anchor.range()).unwrap_or_default().to_owned(),
            actors: names(&found.actors),
            recipients: names(&found.recipients),
            place: place.map(|place| place.name.clone()),
            time: time.and_then(|time| time.value.clone()),
            certainty: found.certainty,
            polarity: found.polarity,
            time_frame: found.time_frame,
            claims: claims.map(|claim| format!("{}/{}", article.name, claim.id)).collect(),
        })
    }
}
