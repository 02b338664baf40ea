//! Events: the project's own passages, and the gold records of PLOVER.
//!
//! Own passages are JSON lines with `id`, `text` and `events`, every event of a text marked (`model/data/EVENTS.md`). PLOVER's
//! records have one event a sentence, its words in `textInfo.markup` as `(EVT: …)`, `(SRC: …)`, `(TAR: …)`; what else happens
//! in the sentence is not marked. Their types are those of manual 0.5; DEMAND, DISAPPROVE, INVESTIGATE and FIGHT are
//! REQUEST, ACCUSE, ACCUSE and ASSAULT in 0.8.

use std::io::BufRead;
use std::path::Path;

use purport_text::{CodePoints, Span};
use serde_json::Value;

use crate::error::{Error, Result};

/// One event as marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldEvent {
    /// PLOVER type of manual 0.8.
    pub kind: String,
    /// PLOVER mode, where the set has one.
    pub mode: Option<String>,
    /// The words that name it.
    pub anchor: Vec<Span>,
    /// Who does it.
    pub actors: Vec<Span>,
    /// Whom it is done to.
    pub recipients: Vec<Span>,
    /// Certainty, polarity, time frame, where the set has them.
    pub judged: Option<[String; 3]>,
}

/// A text with events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventsDocument {
    /// Its name in the set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// What is marked.
    pub events: Vec<GoldEvent>,
    /// Whether every event of the text is marked.
    pub exhaustive: bool,
}

/// The texts of a file.
///
/// # Errors
/// When the file cannot be opened; a line that cannot be read is an error item.
pub fn open(path: &Path) -> Result<impl Iterator<Item = Result<EventsDocument>>> {
    let file = std::fs::File::open(path).map_err(|error| Error::new(error).in_file(path))?;
    Ok(documents(std::io::BufReader::new(file)))
}

/// The texts of JSON lines, of either set.
///
/// ```
/// let line = r#"{"id": "a", "text": "Chad met Mali.", "event": "CONSULT",
///     "textInfo": {"markup": "(SRC: Chad) (EVT: met) (TAR: Mali)."}}"#.replace('\n', "");
/// let document = purport_eval::gold::events::documents(line.as_bytes()).next().unwrap().unwrap();
/// assert_eq!(document.events[0].recipients[0].slice(&document.text), "Mali");
/// ```
pub fn documents(reader: impl BufRead) -> impl Iterator<Item = Result<EventsDocument>> {
    reader.lines().enumerate().map(|(at, line)| {
        let read = || {
            let value: Value = serde_json::from_str(&line.map_err(Error::new)?).map_err(Error::new)?;
            if value.get("textInfo").is_some() { record(&value) } else { passage(&value) }
        };
        read().map_err(|error: Error| error.in_record(format_args!("line {}", at + 1)))
    })
}

fn string(value: &Value, key: &str) -> Result<String> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| Error::malformed(format!("no {key}")))
}

fn passage(value: &Value) -> Result<EventsDocument> {
    let text = string(value, "text")?;
    let points = CodePoints::new(&text);
    let span = |pair: &Value| {
        let at = |n: usize| pair[n].as_u64().and_then(|n| usize::try_from(n).ok());
        let (Some(start), Some(end)) = (at(0), at(1)) else {
            return Err(Error::malformed(format!("{pair} is no span")));
        };
        let bytes = (start <= end).then(|| points.to_bytes(Span::new(start, end))).flatten();
        bytes.ok_or_else(|| Error::malformed(format!("span {pair} is not in the text")))
    };
    let spans = |list: &Value| list.as_array().into_iter().flatten().map(span).collect::<Result<Vec<_>>>();
    let event = |item: &Value| {
        Ok(GoldEvent {
            kind: string(item, "type")?,
            mode: item["mode"].as_str().map(str::to_owned),
            anchor: vec![span(&item["anchor"])?],
            actors: spans(&item["actors"])?,
            recipients: spans(&item["recipients"])?,
            judged: Some([string(item, "certainty")?, string(item, "polarity")?, string(item, "time_frame")?]),
        })
    };
    let events = value["events"].as_array().ok_or_else(|| Error::malformed("no events"))?;
    let events = events.iter().map(event).collect::<Result<_>>()?;
    Ok(EventsDocument { id: string(value, "id")?, events, exhaustive: true, text })
}

fn record(value: &Value) -> Result<EventsDocument> {
    let mut event = GoldEvent { kind: of_manual_08(&string(value, "event")?).to_owned(), ..GoldEvent::default() };
    let info = &value["textInfo"];
    let markup = info["markup"].as_str().or(info.as_str()).ok_or_else(|| Error::malformed("no markup"))?;
    let text = read_markup(markup, &mut event);
    Ok(EventsDocument { id: string(value, "id")?, text, events: vec![event], exhaustive: false })
}

fn of_manual_08(kind: &str) -> &str {
    match kind {
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        other => other,
    }
}

/// The text without its marks; the marked words go into the event. Marks may stand in each other.
fn read_markup(markup: &str, event: &mut GoldEvent) -> String {
    let mut text = String::new();
    let mut open: Vec<(Option<&str>, usize)> = Vec::new();
    let mut at = 0;
    while let Some(ch) = markup[at..].chars().next() {
        let rest = &markup[at..];
        let mark = rest.strip_prefix('(').and_then(|inner| inner.split_once(": ")).map(|(mark, _)| mark);
        match mark.filter(|mark| mark.len() <= 11 && mark.chars().all(|c| c.is_ascii_uppercase() || c == '/')) {
            Some(mark) => {
                open.push((Some(mark), text.len()));
                at += mark.len() + 3;
                continue;
            }
            None if ch == '(' => {
                open.push((None, text.len()));
                text.push(ch);
            }
            None if matches!(ch, ')' | '}') => match open.pop() {
                Some((Some(mark), start)) => {
                    let span = Span::new(start, text.len());
                    for part in mark.split('/') {
                        match part {
                            "EVT" => event.anchor.push(span),
                            "SRC" => event.actors.push(span),
                            "TAR" => event.recipients.push(span),
                            _ => {}
                        }
                    }
                }
                _ => text.push(ch),
            },
            None => text.push(ch),
        }
        at += ch.len_utf8();
    }
    text
}
