//! What is read out of a claim besides its words: how sure, what happens, when, where, how many.
//!
//! Certainty is a word and a mark, never colour alone: ● certain, ◐ probable, ○ possible, · unknown.

use purport_read::{Certainty, Claim, Event, Place, Polarity, Reading, Time, TimeFrame};

use super::number::quantity;

/// Mark and word of a certainty, turned where it is said not to be so.
pub fn certainty(certainty: Option<Certainty>, polarity: Option<Polarity>) -> String {
    let Some(certainty) = certainty else { return String::new() };
    let mark = match certainty {
        Certainty::Certain => '●',
        Certainty::Probable => '◐',
        Certainty::Possible => '○',
        Certainty::Unknown => '·',
    };
    let turned = if polarity == Some(Polarity::Negative) && certainty != Certainty::Unknown { " not" } else { "" };
    format!("{mark} {}{turned}", certainty.name())
}

/// The facts of a claim on one line.
pub fn of_claim(reading: &Reading, claim: &Claim) -> String {
    let mut facts = vec![certainty(claim.certainty, claim.polarity)];
    facts.extend(claim.time_frame.filter(|frame| *frame != TimeFrame::Past).map(|frame| frame.name().to_owned()));
    facts.extend(known(&claim.events, &reading.events, |e| &e.id).map(kind));
    facts.extend(known(&claim.quantities, &reading.quantities, |q| &q.id).map(quantity));
    facts.extend(known(&claim.times, &reading.times, |t| &t.id).map(|t| time(t, &reading.article.text)));
    facts.extend(known(&claim.places, &reading.places, |p| &p.id).map(place));
    facts.retain(|fact| !fact.is_empty());
    // Said once, however often it stands there.
    let mut seen = std::collections::BTreeSet::new();
    facts.retain(|fact| seen.insert(fact.clone()));
    facts.join(" · ")
}

/// The records with these ids, in the order of the ids.
pub fn known<'r, T>(
    ids: &'r [String],
    records: &'r [T],
    id: impl Fn(&T) -> &String + 'r,
) -> impl Iterator<Item = &'r T> {
    ids.iter().filter_map(move |wanted| records.iter().find(|record| id(record) == wanted))
}

/// `CONSULT visit`.
pub fn kind(event: &Event) -> String {
    let name = event.kind.name();
    event.mode.as_ref().map_or_else(|| name.to_owned(), |mode| format!("{name} {mode}"))
}

/// The words of the text, and the day that they mean where it is known and says more.
pub fn time(time: &Time, text: &str) -> String {
    let words = one_line(time.span.slice(text));
    match &time.value {
        Some(value) if time.anchored && *value != words => format!("{words} = {value}"),
        _ => words,
    }
}

/// The name with its country.
pub fn place(place: &Place) -> String {
    match &place.country {
        Some(country) if !place.feature.as_deref().unwrap_or_default().starts_with("PCL") => {
            format!("{} ({country})", place.name)
        }
        _ => place.name.clone(),
    }
}

pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
