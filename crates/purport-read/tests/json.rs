//! The JSON contract: round trip, code points, schema.

use jsonschema::Validator;
use proptest::collection::vec;
use proptest::prelude::*;
use purport_read::{
    Act, Certainty, Claim, Cue, Entity, EntityKind, Event, EventType, Place, Polarity, Quantity, Quotation, Reader,
    Reading, ReadingError, Source, SourceKind, Time, TimeFrame, TimeType, Token, TokenLayer,
};
use purport_text::{Article, Span};
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../../docs/reading.schema.json");

fn schema() -> Validator {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// A reading with every kind of span, taken from `spans` in turn.
fn reading_of(text: &str, spans: &[Span]) -> Reading {
    let mut turn = spans.iter().copied().cycle();
    let mut next = || turn.next().unwrap();
    let article = Article {
        id: "a-1".into(),
        title: Some("Löwen „entlaufen“".into()),
        published: Some("2025-03-04T09:30:00+09:00".into()),
        language: Some("en".into()),
        text: text.into(),
        ..Article::default()
    };
    let entity = Entity {
        id: "e1".into(),
        kind: EntityKind::Organization,
        name: "Kanzlei Groß".into(),
        role: None,
        country: Some("DEU".into()),
        sector: Some("LEG".into()),
        identifier: None,
        mentions: vec![next(), next()],
    };
    let source = next();
    let said = Claim {
        id: "c1".into(),
        source: Source {
            span: Some(source),
            text: Some("the office".into()),
            entity: Some("e1".into()),
            kind: Some(SourceKind::Named),
        },
        cue: Some(Cue { spans: vec![next(), next()], lemma: "say".into(), act: Act::State }),
        content: vec![next(), next()],
        quotation: Quotation::Mixed,
        within: None,
        certainty: Some(Certainty::Probable),
        polarity: Some(Polarity::Negative),
        factuality: Some(-1.5),
        hedges: vec![next()],
        negations: vec![next()],
        time_frame: Some(TimeFrame::Past),
        confidence: 0.87,
        events: vec!["v1".into()],
        times: vec!["t1".into()],
        quantities: vec!["q1".into()],
        places: vec!["p1".into()],
    };
    let believed = Claim {
        id: "c2".into(),
        source: Source { span: None, text: None, entity: None, kind: None },
        cue: Some(Cue { spans: vec![next()], lemma: "believe".into(), act: Act::Believe }),
        within: Some("c1".into()),
        ..said.clone()
    };
    let own = Claim {
        id: "c3".into(),
        source: Source { span: None, text: None, entity: None, kind: Some(SourceKind::Author) },
        cue: None,
        quotation: Quotation::None,
        ..said.clone()
    };
    let token = Token {
        span: next(),
        lemma: "löwe".into(),
        upos: "NOUN".into(),
        head: -1,
        deprel: "nsubj:pass".into(),
        name: "B-ORG".into(),
    };
    Reading {
        article,
        entities: vec![entity],
        claims: vec![said, believed, own],
        events: vec![Event {
            id: "v1".into(),
            kind: EventType::Assault,
            mode: Some("explosives".into()),
            cameo: Some("183".into()),
            anchor: next(),
            actors: vec!["e1".into()],
            recipients: vec![],
            place: Some("p1".into()),
            time: Some("t1".into()),
            quantities: vec!["q1".into()],
            certainty: Some(Certainty::Certain),
            polarity: Some(Polarity::Positive),
            factuality: Some(2.5),
            time_frame: Some(TimeFrame::Future),
        }],
        times: vec![Time {
            id: "t1".into(),
            span: next(),
            kind: TimeType::Date,
            value: Some("2025-03-03".into()),
            anchored: true,
            begin: Some("2025-03-03".into()),
            end: None,
        }],
        quantities: vec![Quantity {
            id: "q1".into(),
            span: next(),
            value: None,
            low: Some(10_000.0),
            high: Some(0.25),
            approximate: true,
            unit: Some("EUR".into()),
            of: Some("Löwen".into()),
        }],
        places: vec![Place {
            id: "p1".into(),
            span: next(),
            name: "Köln".into(),
            geonames: Some(2_886_242),
            lat: Some(50.933_33),
            lon: Some(6.95),
            country: Some("DEU".into()),
            feature: Some("PPLA2".into()),
        }],
        repeated: vec![next()],
        reader: Reader { version: "0.1.0".into(), model: "0123456789ab".into() },
        layers: Some(TokenLayer { sentences: vec![next()], tokens: vec![token] }),
    }
}

fn example() -> Reading {
    let text = "“Löwen”, said the office 🦁 on Monday.";
    reading_of(text, &[Span::of(text, "the office").unwrap(), Span::of(text, "Löwen").unwrap()])
}

prop_compose! {
    /// Texts of characters of one to four bytes, and spans on character boundaries.
    fn text_and_spans()(text in "[a-z“”éß\u{301}한国\u{2028}\u{9b}\"\\\\\n 🦁👩‍👧]{1,200}")
        (cuts in vec((0..=text.chars().count(), 0..=text.chars().count()), 1..20), text in Just(text))
        -> (String, Vec<Span>) {
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let spans = cuts.into_iter().map(|(a, b)| Span::new(bytes[a.min(b)], bytes[a.max(b)])).collect();
        (text, spans)
    }
}

proptest! {
    #[test]
    fn a_reading_survives_the_round_trip((text, spans) in text_and_spans()) {
        let reading = reading_of(&text, &spans);
        prop_assert_eq!(&Reading::from_json(&reading.to_json()).unwrap(), &reading);
        let bare = Reading { layers: None, ..reading };
        prop_assert_eq!(&Reading::from_json(&bare.to_json()).unwrap(), &bare);
    }

    #[test]
    fn spans_in_json_cut_the_same_words_by_code_points((text, spans) in text_and_spans()) {
        let json: Value = serde_json::from_str(&reading_of(&text, &spans).to_json()).unwrap();
        let characters: Vec<char> = json["article"]["text"].as_str().unwrap().chars().collect();
        let place = |span: &Value| [&span[0], &span[1]].map(|n| usize::try_from(n.as_u64().unwrap()).unwrap());
        let cut = |span: &Value| characters[place(span)[0]..place(span)[1]].iter().collect::<String>();
        let claim = &json["claims"][0];
        let found = [
            &json["entities"][0]["mentions"][0], &json["entities"][0]["mentions"][1],
            &claim["source"]["span"], &claim["cue"]["spans"][0], &claim["cue"]["spans"][1],
            &claim["content"][0], &claim["content"][1], &claim["hedges"][0], &claim["negations"][0],
            &json["claims"][1]["cue"]["spans"][0], &json["tokens"][0]["span"], &json["events"][0]["anchor"],
            &json["times"][0]["span"], &json["quantities"][0]["span"], &json["places"][0]["span"],
            &json["repeated"][0], &json["sentences"][0],
        ];
        for (span, expected) in found.into_iter().zip(spans.iter().cycle()) {
            prop_assert_eq!(cut(span), expected.slice(&text));
        }
    }

    #[test]
    fn a_reading_is_one_line_without_control_characters((text, spans) in text_and_spans()) {
        let json = reading_of(&text, &spans).to_json();
        let unsafe_to_print = |ch: char| ch.is_control() || matches!(ch, '\u{2028}' | '\u{2029}');
        prop_assert!(!json.contains(unsafe_to_print), "{}", json);
    }
}

#[test]
fn fields_stand_in_the_order_of_the_contract() {
    let json = example().to_json();
    let in_order = |keys: &[&str]| {
        let places: Vec<usize> = keys.iter().map(|key| json.find(&format!("\"{key}\":")).expect(key)).collect();
        assert!(places.is_sorted(), "{keys:?} at {places:?}");
    };
    in_order(&["article", "entities", "claims", "repeated", "reader", "sentences", "tokens"]);
    in_order(&["title", "publisher", "authors", "url", "published", "language", "text"]);
    in_order(&["source", "cue", "content", "quotation", "within", "certainty", "polarity", "factuality", "hedges"]);
    in_order(&["hedges", "negations", "time_frame", "confidence", "events", "times", "quantities", "places"]);
    assert!(json.contains("\"confidence\":0.87,"), "{json}");
    assert!(json.contains("\"source\":{\"span\":[14,24]"), "{json}");
}

#[test]
fn spans_outside_the_text_are_refused() {
    let json = example().to_json().replace("[14,24]", "[14,2400]");
    let error = Reading::from_json(&json).unwrap_err();
    assert!(matches!(error, ReadingError::OutsideText { length: 37, .. }), "{error}");
    assert_eq!(error.to_string(), "article a-1: span [14, 2400] ends outside the text, which has 37 characters");
}

#[test]
fn a_broken_token_layer_is_an_error_and_not_a_missing_one() {
    let json = example().to_json().replace("\"head\":-1", "\"head\":\"root\"");
    let error = Reading::from_json(&json).unwrap_err().to_string();
    assert!(error.starts_with("not a reading: invalid type: string \"root\""), "{error}");
    let json = example().to_json().replace("\"sentences\":", "\"phrases\":");
    let error = Reading::from_json(&json).unwrap_err().to_string();
    assert!(error.starts_with("not a reading: missing field `sentences`"), "{error}");
}

#[test]
fn readings_keep_to_the_schema() {
    let schema = schema();
    for reading in [example(), Reading { layers: None, ..example() }] {
        let json: Value = serde_json::from_str(&reading.to_json()).unwrap();
        let errors: Vec<String> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn every_act_and_kind_is_in_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let listed = |pointer: &str| schema.pointer(pointer).unwrap().as_array().unwrap().clone();
    let acts = [
        Act::State,
        Act::Confirm,
        Act::Deny,
        Act::Suggest,
        Act::Believe,
        Act::Allege,
        Act::Predict,
        Act::Promise,
        Act::Request,
        Act::Condemn,
        Act::Support,
        Act::Decline,
        Act::Ask,
        Act::Feel,
    ];
    assert_eq!(listed("/$defs/cue/properties/act/enum"), acts.map(|act| json!(act)));
    let kinds = [
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Country,
        EntityKind::Place,
        EntityKind::Group,
        EntityKind::Other,
    ];
    assert_eq!(listed("/$defs/entity/properties/kind/enum"), kinds.map(|kind| json!(kind)));
    let quotations = [Quotation::Direct, Quotation::Indirect, Quotation::Mixed, Quotation::None];
    assert_eq!(listed("/$defs/claim/properties/quotation/enum"), quotations.map(|quotation| json!(quotation)));
    let sources = [SourceKind::Named, SourceKind::Unnamed, SourceKind::Document, SourceKind::Author];
    let sources: Vec<Value> = sources.iter().map(|kind| json!(kind)).chain([Value::Null]).collect();
    assert_eq!(listed("/$defs/source/properties/kind/enum"), sources);
}

#[test]
fn broken_records_fail_the_schema() {
    let schema = schema();
    let sound: Value = serde_json::from_str(&example().to_json()).unwrap();
    assert!(schema.is_valid(&sound));
    let broken = |pointer: &str, value: Value| {
        let mut record = sound.clone();
        *record.pointer_mut(pointer).expect(pointer) = value;
        record
    };
    for record in [
        broken("/claims/0/quotation", json!("spoken")),
        broken("/claims/0/quotation", json!(null)),
        broken("/claims/0/confidence", json!(1.2)),
        broken("/claims/0/source/span", json!([3])),
        broken("/claims/0/source/span", json!([-1, 3])),
        broken("/claims/0/source/kind", json!("anonymous")),
        broken("/claims/0/cue/act", json!("shout")),
        broken("/claims/0/cue/spans", json!([])),
        broken("/claims/0/within", json!(1)),
        broken("/claims/0/content", json!(null)),
        broken("/article/title", json!("")),
        broken("/article/published", json!("Monday")),
        broken("/entities/0/country", json!("Germany")),
        broken("/tokens/0/head", json!(-2)),
    ] {
        assert!(!schema.is_valid(&record), "{record}");
    }
    for (object, field) in [("", "repeated"), ("", "sentences"), ("/claims/0", "within"), ("/article", "url")] {
        let mut record = sound.clone();
        record.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(field).expect(field);
        assert!(!schema.is_valid(&record), "without {object}/{field}");
    }
    let mut record = sound;
    record["claims"][0]["truth"] = json!(true);
    assert!(!schema.is_valid(&record));
}

#[test]
fn numbers_that_no_reader_writes_are_errors() {
    let json = reading_of("“Nein“, sagte das Büro.", &[Span::new(0, 3)]).to_json();
    let with = |from: &str, to: &str| {
        assert!(json.contains(from), "{from} in {json}");
        Reading::from_json(&json.replacen(from, to, 1)).unwrap_err()
    };
    let confidence =
        format!("\"confidence\":{}", serde_json::to_value(&json_of(&json)["claims"][0]["confidence"]).unwrap());
    for wrong in ["1.5", "-0.1"] {
        let error = with(&confidence, &format!("\"confidence\":{wrong}"));
        assert!(matches!(error, ReadingError::Confidence { .. }), "{error}");
    }
    assert!(matches!(with("\"type\":\"ASSAULT\"", "\"type\":\"QUARREL\""), ReadingError::Json(_)));
    assert!(with("[0,1]", "[1,0]").to_string().contains("ends before it starts"));
}

fn json_of(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}
