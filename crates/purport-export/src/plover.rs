//! PLOVER event records (manual 0.8), one JSON object a line.
//!
//! In: answers, a filter. Out: `id`, `date`, `actor`, `event`, and where there is something to say `recipient`, `mode`,
//! `event_loc`, `event_text`, `text_info` (code points), `size`, `cite_info`. The date is the event's own, else that of
//! publication. Left out: events that are said not to happen or that nobody commits himself to, and events without a date,
//! which PLOVER requires; who said it, for which PLOVER has no place; `context`, which is not read.

use std::io::Write;

use purport_ledger::answer::{Answers, Edition};
use purport_ledger::ask::Filter;
use purport_ledger::store::Asked;
use purport_ledger::store::Store;
use purport_read::{Entity, Event, Place, Reading};
use purport_text::CodePoints;
use serde::Serialize;

use crate::error::Result;
use crate::export::Summary;
use crate::{text, walk};

#[derive(Serialize)]
struct Record<'a> {
    id: String,
    date: String,
    actor: Vec<Actor<'a>>,
    event: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<Actor<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<[&'a str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Location<'a>>,
    event_text: [&'a str; 1],
    text_info: TextInfo,
    #[serde(skip_serializing_if = "Size::is_empty")]
    size: Size,
    cite_info: CiteInfo<'a>,
}

#[derive(Serialize)]
struct Actor<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'a str>,
    actor_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    geonameid: Option<u32>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
    #[serde(rename = "feature code", skip_serializing_if = "Option::is_none")]
    feature: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cc3: Option<&'a str>,
}

#[derive(Serialize)]
struct TextInfo {
    start: usize,
    end: usize,
}

#[derive(Default, PartialEq, Debug, Serialize)]
struct Size {
    #[serde(skip_serializing_if = "Option::is_none")]
    dead: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arrested: Option<f64>,
}

impl Size {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Serialize)]
struct CiteInfo<'a> {
    citation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'a str>,
    coder: String,
}

pub(crate) fn write<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    out: &mut dyn Write,
) -> Result<Summary> {
    let mut summary = Summary::default();
    walk::events(answers, filter, |edition, place| {
        let Some(event) = edition.reading.events.get(place) else { return Ok(()) };
        if !text::is_reported(event) {
            summary.leave_out("events not said to happen");
            return Ok(());
        }
        let Some(date) = text::event_day(&edition.reading, event) else {
            summary.leave_out("events without a date");
            return Ok(());
        };
        summary.records += 1;
        Ok(writeln!(out, "{}", text::json(&record(edition, event, date))?)?)
    })?;
    Ok(summary)
}

fn record<'a>(edition: &'a Edition, event: &'a Event, date: String) -> Record<'a> {
    let reading = &edition.reading;
    let article = &reading.article;
    let actors = |ids: &[String]| text::entities(reading, ids).into_iter().map(actor).collect();
    let counted = CodePoints::new(&article.text).from_bytes(event.anchor);
    Record {
        id: format!("{}/{}", edition.row.name, event.id),
        date,
        actor: actors(&event.actors),
        event: [event.kind.name()],
        recipient: actors(&event.recipients),
        mode: event.mode.as_deref().map(|mode| [mode]),
        event_loc: text::place_of(reading, event).map(location),
        event_text: [text::slice(&article.text, event.anchor)],
        text_info: TextInfo { start: counted.start, end: counted.end },
        size: size(reading, event),
        cite_info: CiteInfo {
            citation: &article.id,
            url: article.url.as_deref(),
            title: article.title.as_deref(),
            language: article.language.as_deref(),
            publication: article.publisher.as_deref(),
            coder: format!("purport {} {}", reading.reader.version, reading.reader.model),
        },
    }
}

fn actor(entity: &Entity) -> Actor<'_> {
    Actor {
        code: entity.country.as_deref(),
        sector: entity.sector.as_deref(),
        actor_text: &entity.name,
        office: entity.role.as_deref(),
    }
}

fn location(place: &Place) -> Location<'_> {
    Location {
        geonameid: place.geonames,
        name: &place.name,
        latitude: place.lat,
        longitude: place.lon,
        feature: place.feature.as_deref(),
        cc3: place.country.as_deref(),
    }
}

/// Words of what is counted, for the three sizes that PLOVER names.
const DEAD: [&str; 8] = ["dead", "death", "deaths", "killed", "fatalities", "died", "bodies", "drowned"];
const INJURED: [&str; 4] = ["injured", "wounded", "hurt", "injuries"];
const ARRESTED: [&str; 4] = ["arrested", "detained", "arrests", "detainees"];

fn size(reading: &Reading, event: &Event) -> Size {
    let mut size = Size::default();
    for id in &event.quantities {
        let Some(quantity) = reading.quantities.iter().find(|quantity| quantity.id == *id) else { continue };
        let Some(of) = quantity.of.as_deref().filter(|_| quantity.unit.is_none()) else { continue };
        let has = |words: &[&str]| of.split_whitespace().any(|word| words.contains(&word.to_lowercase().as_str()));
        let number = quantity.value.or(quantity.low);
        for (words, slot) in
            [(&DEAD[..], &mut size.dead), (&INJURED, &mut size.injured), (&ARRESTED, &mut size.arrested)]
        {
            if has(words) && slot.is_none() {
                *slot = number;
            }
        }
    }
    size
}
