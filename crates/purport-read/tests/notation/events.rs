//! `## Events`: `met @2: CONSULT visit; by Ana Ruiz || she @3 = Eva Lind; to the miners; in Oruro; on Monday; certain
//! positive past`.
//!
//! Anchor, PLOVER type and mode (not compared when left out), actors and recipients by their words (behind `=` the name
//! that a pronoun or description must come to), the words of place and time, factuality.

use purport_read::{Entity, Event, EventType, Reading};
use purport_text::Span;

use super::factuality::Factuality;
use super::strings::{locate, plain, shared};
use super::{Compared, Record, Verdict, one_line};

pub struct GoldenEvent {
    anchor: Span,
    kind: EventType,
    mode: Option<String>,
    actors: Vec<Participant>,
    recipients: Vec<Participant>,
    place: Option<Span>,
    time: Option<Span>,
    factuality: Factuality,
}

struct Participant {
    span: Span,
    name: Option<String>,
}

impl Record for GoldenEvent {
    fn parse(text: &str, lines: &[String]) -> Result<Self, String> {
        let (anchor, said) = one_line(lines)?;
        let mut parts = said.split("; ");
        let kind = parts.next().unwrap_or_default();
        let (kind, mode) = kind.split_once(' ').map_or((kind, None), |(kind, mode)| (kind, Some(mode.to_owned())));
        let kind = EventType::ALL.into_iter().find(|k| k.name() == kind);
        let kind = kind.ok_or(format!("{said:?} does not begin with a PLOVER type"))?;
        let mut event = Self {
            anchor: locate(text, anchor)?,
            kind,
            mode,
            actors: Vec::new(),
            recipients: Vec::new(),
            place: None,
            time: None,
            factuality: Factuality::default(),
        };
        for part in parts {
            match part.split_once(' ') {
                Some(("by", who)) => event.actors = participants(text, who)?,
                Some(("to", whom)) => event.recipients = participants(text, whom)?,
                Some(("in", place)) => event.place = Some(locate(text, place)?),
                Some(("on", time)) => event.time = Some(locate(text, time)?),
                _ => event.factuality = Factuality::parse(part)?,
            }
        }
        Ok(event)
    }

    fn compare(records: &[Self], reading: &Reading) -> Compared {
        let mut pairs: Vec<Option<usize>> = vec![None; records.len()];
        for same_type in [true, false] {
            for at in 0..records.len() {
                let fits = |n: &usize| {
                    let (record, event) = (&records[at], &reading.events[*n]);
                    let kind = !same_type || record.kind == event.kind;
                    kind && record.anchor.overlaps(event.anchor) && !pairs.contains(&Some(*n))
                };
                if pairs[at].is_none() {
                    pairs[at] = (0..reading.events.len()).find(fits);
                }
            }
        }
        let verdict = |(record, pair): (&Self, &Option<usize>)| match *pair {
            Some(n) => Verdict::found(record.wrong(reading, &reading.events[n])),
            None => Verdict::missed(),
        };
        let verdicts = records.iter().zip(&pairs).map(verdict).collect();
        let beside = reading.events.iter().enumerate().filter(|(n, _)| !pairs.contains(&Some(*n)));
        Compared { verdicts, extra: beside.map(|(_, event)| describe(reading, event)).collect() }
    }
}

fn participants(text: &str, said: &str) -> Result<Vec<Participant>, String> {
    let one = |said: &str| {
        let (words, name) = said.split_once(" = ").map_or((said, None), |(words, name)| (words, Some(name.to_owned())));
        Ok(Participant { span: locate(text, words)?, name })
    };
    said.split(" || ").map(one).collect()
}

fn names(reading: &Reading, ids: &[String]) -> String {
    let entities = entities(reading, ids);
    if entities.is_empty() {
        return "nobody".to_owned();
    }
    entities.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join(" || ")
}

fn entities<'r>(reading: &'r Reading, ids: &[String]) -> Vec<&'r Entity> {
    reading.entities.iter().filter(|entity| ids.contains(&entity.id)).collect()
}

fn type_and_mode(event: &Event) -> String {
    format!("{}{}", event.kind.name(), event.mode.as_deref().map(|m| format!(" {m}")).unwrap_or_default())
}

fn describe(reading: &Reading, event: &Event) -> String {
    let text = reading.article.text.as_str();
    let (by, to) = (names(reading, &event.actors), names(reading, &event.recipients));
    format!("{}: {}; by {by}; to {to}", event.anchor.slice(text), type_and_mode(event))
}

impl GoldenEvent {
    fn wrong(&self, reading: &Reading, event: &Event) -> Vec<String> {
        let text = reading.article.text.as_str();
        let mut wrong = Vec::new();
        if shared(text, &[self.anchor], &[event.anchor]) < 1.0 {
            wrong.push(format!("anchor {}", event.anchor.slice(text)));
        }
        if self.kind != event.kind {
            wrong.push(format!("type {}", event.kind.name()));
        } else if self.mode.is_some() && self.mode != event.mode {
            wrong.push(format!("mode {}", event.mode.as_deref().unwrap_or("none")));
        }
        for (word, expected, ids) in [("by", &self.actors, &event.actors), ("to", &self.recipients, &event.recipients)]
        {
            if !same(text, expected, &entities(reading, ids)) {
                wrong.push(format!("{word} {}", names(reading, ids)));
            }
        }
        let place = event.place.as_ref().and_then(|id| reading.places.iter().find(|p| p.id == *id)).map(|p| p.span);
        let time = event.time.as_ref().and_then(|id| reading.times.iter().find(|t| t.id == *id)).map(|t| t.span);
        for (word, expected, found) in [("in", self.place, place), ("on", self.time, time)] {
            let same = match (expected, found) {
                (Some(expected), Some(found)) => expected.overlaps(found),
                (expected, found) => expected.is_none() && found.is_none(),
            };
            if !same {
                wrong.push(format!("{word} {}", found.map_or("none", |span| span.slice(text))));
            }
        }
        wrong.extend(self.factuality.wrong(event.certainty, event.polarity, event.time_frame));
        wrong
    }
}

/// Whether every participant is one of the entities, and the other way round. A name of several stands for its members.
fn same(text: &str, expected: &[Participant], found: &[&Entity]) -> bool {
    let fits = |participant: &Participant, entity: &Entity| match &participant.name {
        Some(name) => {
            let whole = plain(name) == plain(&entity.name);
            whole || name.split(" + ").any(|member| plain(member) == plain(&entity.name))
        }
        None => mentioned(text, participant.span, entity),
    };
    expected.iter().all(|p| found.iter().any(|e| fits(p, e)))
        && found.iter().all(|e| expected.iter().any(|p| fits(p, e)))
}

/// Words behind which a noun phrase does not have its head.
const BEHIND_THE_HEAD: [&str; 14] =
    ["of", "from", "in", "for", "at", "on", "to", "with", "by", "without", "under", "who", "whose", "("];

/// Whether the entity is mentioned at the head of the phrase: the last word before a preposition or comma.
fn mentioned(text: &str, phrase: Span, entity: &Entity) -> bool {
    let mut head = phrase;
    let mut at = phrase.start;
    for word in phrase.slice(text).split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        if BEHIND_THE_HEAD.contains(&bare) || bare.starts_with('(') {
            break;
        }
        let trimmed = bare.trim_end_matches(',');
        head = Span::new(at, at + trimmed.len());
        at += word.len();
        // "Foreign Minister, Liis Rebane": the name behind the comma is as good a head.
    }
    let inside = |span: &Span| phrase.overlaps(*span) && span.overlaps(head);
    entity.mentions.iter().any(inside)
}
