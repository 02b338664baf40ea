//! Events in the columns of POLECAT, tab-separated, below its header.
//!
//! In: answers, a filter. Out: a row an event, the columns of the published data in their order; several values of a cell are
//! parted by `;`. The quad code is that of PLOVER's four categories. Left out, as columns that stay empty: intensity, contexts,
//! Correlates of War codes and Wikipedia ids, which are not read. Left out as rows: events that are said not to happen or that
//! nobody commits himself to.

use std::io::Write;

use purport_ledger::answer::{Answers, Edition};
use purport_ledger::ask::Filter;
use purport_ledger::store::Asked;
use purport_ledger::store::Store;
use purport_read::{Entity, EntityKind, Event, EventType};

use crate::error::Result;
use crate::export::Summary;
use crate::{text, walk};

/// The columns of the published data, in their order.
pub(crate) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

pub(crate) fn write<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    out: &mut dyn Write,
) -> Result<Summary> {
    let mut summary = Summary::default();
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    walk::events(answers, filter, |edition, place| {
        let Some(event) = edition.reading.events.get(place) else { return Ok(()) };
        if !text::is_reported(event) {
            summary.leave_out("events not said to happen");
            return Ok(());
        }
        summary.records += 1;
        Ok(writeln!(out, "{}", row(edition, event).map(|cell| clean(&cell)).join("\t"))?)
    })?;
    Ok(summary)
}

fn row(edition: &Edition, event: &Event) -> [String; 40] {
    let reading = &edition.reading;
    let article = &reading.article;
    let [actors, recipients] = [&event.actors, &event.recipients].map(|ids| text::entities(reading, ids));
    let place = text::place_of(reading, event);
    let of_feature = |classes: &[&str]| {
        let fits = |feature: &str| classes.iter().any(|class| feature.starts_with(class));
        place.filter(|place| place.feature.as_deref().is_some_and(fits)).map(|place| place.name.clone())
    };
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let of_kind = |kinds: &[EntityKind]| {
        let names = reading.entities.iter().filter(|entity| kinds.contains(&entity.kind));
        names.map(|entity| entity.name.as_str()).collect::<Vec<_>>().join(";")
    };
    let raw = |entities: &[&Entity]| {
        let first = entities.iter().filter_map(|entity| entity.mentions.first());
        first.map(|span| text::slice(&article.text, *span)).collect::<Vec<_>>().join(";")
    };
    let side = |entities: &[&Entity]| -> [String; 8] {
        let each = |part: fn(&Entity) -> Option<&str>| -> Vec<String> {
            entities.iter().filter_map(|entity| part(entity)).map(str::to_owned).collect()
        };
        let sectors = each(|entity| entity.sector.as_deref());
        [
            each(|entity| Some(&entity.name)).join(";"),
            each(|entity| entity.country.as_deref()).join(";"),
            String::new(),
            sectors.first().cloned().unwrap_or_default(),
            sectors.join(";"),
            each(|entity| entity.role.as_deref()).join(";"),
            raw(entities),
            String::new(),
        ]
    };
    let [a, b, c, d, e, f, g, h] = side(&actors);
    let [i, j, k, l, m, n, o, p] = side(&recipients);
    [
        format!("{}/{}", edition.row.name, event.id),
        text::event_day(reading, event).unwrap_or_default(),
        event.kind.name().to_owned(),
        event.mode.clone().unwrap_or_default(),
        String::new(),
        quad(event.kind).to_owned(),
        String::new(),
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l,
        m,
        n,
        o,
        p,
        place.map(|place| place.name.clone()).unwrap_or_default(),
        of_feature(&["PPL"]).unwrap_or_default(),
        of_feature(&["ADM2"]).unwrap_or_default(),
        of_feature(&["ADM1"]).unwrap_or_default(),
        place.and_then(|place| place.country.clone()).unwrap_or_default(),
        number(place.and_then(|place| place.lat)),
        number(place.and_then(|place| place.lon)),
        place.and_then(|place| place.geonames).map(|id| id.to_string()).unwrap_or_default(),
        place.map(|place| text::slice(&article.text, place.span).to_owned()).unwrap_or_default(),
        place.and_then(|place| place.feature.clone()).unwrap_or_default(),
        article.publisher.clone().unwrap_or_default(),
        article.published.as_deref().and_then(text::day).unwrap_or_default().to_owned(),
        of_kind(&[EntityKind::Person]),
        of_kind(&[EntityKind::Organization]),
        of_kind(&[EntityKind::Country, EntityKind::Place]),
        article.language.clone().unwrap_or_default(),
        reading.reader.version.clone(),
    ]
}

fn quad(kind: EventType) -> &'static str {
    match kind {
        EventType::Agree | EventType::Consult | EventType::Support | EventType::Concede => "VERBAL COOPERATION",
        EventType::Cooperate | EventType::Aid | EventType::Retreat => "MATERIAL COOPERATION",
        EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten => "VERBAL CONFLICT",
        EventType::Protest | EventType::Sanction | EventType::Mobilize | EventType::Coerce | EventType::Assault => {
            "MATERIAL CONFLICT"
        }
    }
}

/// A cell without what parts cells and rows.
fn clean(text: &str) -> String {
    text::line(&text.replace(|ch: char| ch.is_control(), " "))
}
