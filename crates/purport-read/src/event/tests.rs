use purport_parse::Parser;
use purport_text::{Article, sentences};

use crate::reading::{Certainty, EventType, Polarity, Reading};
use crate::{Layers, read};

fn reading(text: &str) -> Reading {
    let article = Article { text: text.to_owned(), ..Article::default() };
    assert!(!sentences(text).is_empty());
    read(article, &Parser::embedded().unwrap(), Layers::default()).unwrap()
}

/// Type, anchor, actors, recipients of each event.
fn told(text: &str) -> Vec<(EventType, String, Vec<String>, Vec<String>)> {
    let reading = reading(text);
    let name = |id: &String| reading.entities.iter().find(|e| e.id == *id).expect(id).name.clone();
    reading
        .events
        .iter()
        .map(|e| {
            let anchor = e.anchor.slice(&reading.article.text).to_owned();
            (e.kind, anchor, e.actors.iter().map(name).collect(), e.recipients.iter().map(name).collect())
        })
        .collect()
}

#[test]
fn voice_does_not_swap_actor_and_recipient() {
    let (active, passive) = (told("Chad condemned Sudan."), told("Sudan was condemned by Chad."));
    for found in [&active, &passive] {
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].0, &found[0].2[..], &found[0].3[..]),
            (EventType::Accuse, &["Chad".to_owned()][..], &["Sudan".to_owned()][..])
        );
    }
}

#[test]
fn planned_and_denied_events_are_marked() {
    let found = reading("The president did not meet the rebel leader.");
    assert_eq!(found.events.first().map(|e| e.polarity), Some(Some(Polarity::Negative)));
    let found = reading("Police may have arrested the two journalists.");
    assert_eq!(found.events.first().map(|e| e.certainty), Some(Some(Certainty::Possible)));
}

#[test]
fn plain_news_has_no_event() {
    assert_eq!(told("The museum opens at nine and the tickets are free."), []);
    assert_eq!(told("Wheat prices rose for a third week as rain delayed the harvest."), []);
}

#[test]
fn declining_to_speak_is_no_event() {
    for text in [
        "The spokesman declined to say whether the president would receive the envoy.",
        "Kremlin spokesman Dmitry Rogachev told reporters that the visit was routine, but declined to say whether President \
         Vladimir Putin would receive the minister.",
        "The ministry did not respond to a request for comment.",
        "An official, who spoke on condition of anonymity, said the road was closed.",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
    assert_eq!(told("Turkey refused to lift the blockade.")[0].0, EventType::Reject);
}
