//! The events of an article as a table for people: what, who to whom, how sure, when, where, according to whom.

use purport_read::{Event, Reading};

use super::facts;

/// One event in the words of the table.
pub struct Row {
    /// Type and mode.
    pub what: String,
    /// Who does it to whom; the anchor where neither is told.
    pub who: String,
    /// Certainty, time, place, numbers and who says so.
    pub details: String,
}

/// The rows, in text order.
pub fn rows(reading: &Reading) -> Vec<Row> {
    reading.events.iter().map(|event| row(reading, event)).collect()
}

fn row(reading: &Reading, event: &Event) -> Row {
    let text = &reading.article.text;
    let names = |ids: &[String]| {
        let found: Vec<String> = facts::known(ids, &reading.entities, |e| &e.id).map(|e| e.name.clone()).collect();
        found.join(", ")
    };
    let anchor = event.anchor.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let (actors, recipients) = (names(&event.actors), names(&event.recipients));
    let who = match (actors.is_empty(), recipients.is_empty()) {
        (_, true) => format!("{actors} {anchor}"),
        (true, false) => format!("{anchor} → {recipients}"),
        (false, false) if actors == recipients => format!("{actors} {anchor} each other"),
        (false, false) => format!("{actors} {anchor} → {recipients}"),
    };
    let mut details = vec![facts::certainty(event.certainty, event.polarity)];
    details.extend(event.time_frame.map(|frame| frame.name().to_owned()));
    details.extend(facts::known(&event.quantities, &reading.quantities, |q| &q.id).map(super::number::quantity));
    let one = |id: &Option<String>| id.iter().cloned().collect::<Vec<_>>();
    details.extend(facts::known(&one(&event.time), &reading.times, |t| &t.id).map(|t| facts::time(t, text)));
    details.extend(facts::known(&one(&event.place), &reading.places, |p| &p.id).map(facts::place));
    details.extend(according_to(reading, event));
    details.retain(|detail| !detail.is_empty());
    Row { what: facts::kind(event), who: who.trim().to_owned(), details: details.join(" · ") }
}

/// Who says so: the sources of the claims that hold the event, innermost last; nobody for the article's own voice.
fn according_to(reading: &Reading, event: &Event) -> Option<String> {
    let holding = reading.claims.iter().filter(|claim| claim.cue.is_some() && claim.events.contains(&event.id));
    let mut names: Vec<String> = holding.filter_map(|claim| source(reading, claim)).collect();
    names.dedup();
    (!names.is_empty()).then(|| format!("according to {}", names.join(", ")))
}

fn source(reading: &Reading, claim: &purport_read::Claim) -> Option<String> {
    let named = claim.source.entity.as_ref().and_then(|id| reading.entities.iter().find(|e| e.id == *id));
    let words = named.map(|entity| entity.name.clone()).or_else(|| claim.source.text.clone())?;
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}
