//! What several formats share: words of a text, JSON that is safe to print, times, names of values.

use std::fmt::Write as _;

use purport_read::{Entity, Event, Place, Reading, Time};
use purport_text::Span;
use serde::Serialize;

use crate::error::{ExportError, ExportErrorKind, Result};

/// The words of a span as they stand; nothing where it does not fit.
pub(crate) fn slice(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_default()
}

/// Text in one line, white space made single.
pub(crate) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of several spans in one line.
pub(crate) fn words(text: &str, spans: &[Span]) -> String {
    let parts: Vec<String> = spans.iter().map(|span| line(slice(text, *span))).collect();
    parts.join(" … ")
}

/// One line of JSON. What terminals and line readers act on is escaped.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    let json = serde_json::to_string(value)
        .map_err(|error| ExportError::new("output", ExportErrorKind::File(std::io::Error::from(error))))?;
    let acts = |ch: char| matches!(ch, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    if !json.contains(acts) {
        return Ok(json);
    }
    let mut escaped = String::with_capacity(json.len() + 64);
    for ch in json.chars() {
        if acts(ch) {
            // Writing to a string does not fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(ch));
        } else {
            escaped.push(ch);
        }
    }
    Ok(escaped)
}

/// The JSON value of an enumeration, without quotation marks.
pub(crate) fn name<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default().trim_matches('"').to_owned()
}

/// The day of an RFC 3339 date or time.
pub(crate) fn day(time: &str) -> Option<&str> {
    time.get(..10).filter(|day| day.parse::<jiff::civil::Date>().is_ok())
}

/// The time of an event.
pub(crate) fn time_of<'r>(reading: &'r Reading, event: &Event) -> Option<&'r Time> {
    let id = event.time.as_deref()?;
    reading.times.iter().find(|time| time.id == id)
}

/// The place of an event.
pub(crate) fn place_of<'r>(reading: &'r Reading, event: &Event) -> Option<&'r Place> {
    let id = event.place.as_deref()?;
    reading.places.iter().find(|place| place.id == id)
}

/// The entities of a list of ids, in its order.
pub(crate) fn entities<'r>(reading: &'r Reading, ids: &[String]) -> Vec<&'r Entity> {
    ids.iter().filter_map(|id| reading.entities.iter().find(|entity| entity.id == *id)).collect()
}

/// The day of an event: its own where the text gives one, else that of publication.
pub(crate) fn event_day(reading: &Reading, event: &Event) -> Option<String> {
    let own = time_of(reading, event).and_then(|time| time.begin.as_deref()).and_then(day);
    own.or_else(|| reading.article.published.as_deref().and_then(day)).map(str::to_owned)
}

/// Whether an event table may hold it: an event that is said not to happen, or that nobody commits himself to, is none there.
pub(crate) fn is_reported(event: &Event) -> bool {
    event.polarity != Some(purport_read::Polarity::Negative)
        && event.certainty != Some(purport_read::Certainty::Unknown)
}
