//! How much there is: in all, by standing, of events by place and day.

use std::collections::BTreeMap;

use purport_read::{Certainty, EventType};
use serde::Serialize;

use super::{Answers, moment};
use crate::ask::Filter;
use crate::error::Result;
use crate::finding::Standing;
use crate::store::{Asked, Moment, Store};

/// How much a ledger holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Articles.
    pub articles: u64,
    /// Claims.
    pub claims: u64,
    /// Findings.
    pub findings: u64,
    /// Findings of each standing; those of one claim that is merely reported are not counted here.
    pub standings: Vec<StandingCount>,
    /// First day of publication.
    pub first_day: Option<String>,
    /// Last day of publication.
    pub last_day: Option<String>,
    /// When the ledger last learned anything.
    pub latest: Option<String>,
}

/// Findings of a standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingCount {
    /// The standing.
    pub standing: Standing,
    /// How many.
    pub findings: u64,
}

/// Events by place and day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventCounts {
    /// The places.
    pub places: Vec<PlaceAnswer>,
    /// How many events of what kind, where and when.
    pub counts: Vec<EventCountAnswer>,
    /// Events that are not counted, the oldest ones: there is a bound.
    pub left_out: u64,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceAnswer {
    /// GeoNames number.
    pub geonames: u32,
    /// Name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
}

/// Events that have these in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventCountAnswer {
    /// Index into the places.
    pub place: Option<usize>,
    /// Day of the event where it is known, else of publication.
    pub day: Option<String>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// How sure it is.
    pub certainty: Option<Certainty>,
    /// How many.
    pub events: u64,
}

/// The RFC 3339 date of a day counted from 1970.
fn date(day: i32) -> Option<String> {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().try_days(day).ok()?).ok().map(|date| date.to_string())
}

impl<S: Store + Asked> Answers<'_, S> {
    /// How much there is now.
    ///
    /// # Errors
    /// When the store fails.
    pub fn counts(&self) -> Result<Counts> {
        let [articles, claims, findings] = self.store.counts()?;
        let standings = self.store.standings(self.at)?;
        let days = self.store.days(self.at)?;
        let latest = self.store.latest()?;
        Ok(Counts {
            articles,
            claims,
            findings,
            standings: Standing::ALL
                .into_iter()
                .zip(standings)
                .map(|(standing, findings)| StandingCount { standing, findings })
                .collect(),
            first_day: days.and_then(|(first, _)| date(first)),
            last_day: days.and_then(|(_, last)| date(last)),
            latest: (latest > Moment::MIN && articles > 0).then(|| moment(latest)),
        })
    }

    /// Events that fulfil a filter, by place, day, type and certainty; at most so many are counted.
    ///
    /// # Errors
    /// When the store fails.
    pub fn event_counts(&self, filter: &Filter, most: usize) -> Result<EventCounts> {
        let (rows, left_out) = self.store.count_events(&Filter { at: self.at, ..filter.clone() }, most)?;
        let mut found = EventCounts { places: Vec::new(), counts: Vec::with_capacity(rows.len()), left_out };
        let mut index: BTreeMap<u32, Option<usize>> = BTreeMap::new();
        for row in rows {
            let place = match row.spot {
                None => None,
                Some(geonames) => match index.get(&geonames) {
                    Some(place) => *place,
                    None => {
                        let place = self.store.spot(geonames)?.map(|spot| {
                            let (name, country) = (spot.name, spot.country);
                            found.places.push(PlaceAnswer { geonames, name, lat: spot.lat, lon: spot.lon, country });
                            found.places.len() - 1
                        });
                        index.insert(geonames, place);
                        place
                    }
                },
            };
            let Some(kind) = EventType::ALL.into_iter().find(|kind| *kind as u8 == row.kind) else { continue };
            let certainty =
                row.certainty.and_then(|number| Certainty::ALL.into_iter().find(|one| *one as u8 == number));
            let (day, events) = (row.day.and_then(date), row.events);
            found.counts.push(EventCountAnswer { place, day, kind, certainty, events });
        }
        Ok(found)
    }
}
