//! A small ledger: three articles, one of them read again, with what people decided.

use std::path::Path;

use purport_export::{Format, Request, Table, To, export};
use purport_ledger::Ledger;
use purport_ledger::answer::Answers;
use purport_ledger::ask::Filter;
use purport_ledger::review::{Act as Decision, Anchor};
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::store::{Moment, Store, key};
use purport_read::{
    Act, Certainty, Claim, Cue, Entity, EntityKind, Event, EventType, Place, Polarity, Quantity, Quotation, Reader,
    Reading, Source, SourceKind, Time, TimeFrame, TimeType,
};
use purport_text::{Article, Span};

/// 2 March 2026, noon UTC.
pub const BEGINNING: Moment = 1_772_452_800_000;

const FIRST: &str = "VALMORA — The harbour master, Inês Duarte, said “the bridge fell at noon on Monday”.\u{2028}At least 12 people were killed, | she # added.\n";
const SECOND: &str =
    "=SUM(A1) is how the note begins. The Valmora council denied that the bridge fell at noon on Monday.";
const THIRD: &str = "The bridge fell at noon on Monday, Inês Duarte said. Nobody else would speak 🙂.";

fn span(text: &str, words: &str) -> Span {
    Span::of(text, words).unwrap_or_else(|| panic!("{words:?} is not in the text"))
}

fn claim(text: &str, id: &str, source: (&str, Option<&str>), cue: (&str, Act), content: &str) -> Claim {
    Claim {
        id: id.into(),
        source: Source {
            span: Some(span(text, source.0)),
            text: Some(source.0.into()),
            entity: source.1.map(str::to_owned),
            kind: Some(SourceKind::Named),
        },
        cue: Some(Cue { spans: vec![span(text, cue.0)], lemma: cue.0.into(), act: cue.1 }),
        content: vec![span(text, content)],
        quotation: if content.starts_with('“') { Quotation::Direct } else { Quotation::Indirect },
        certainty: Some(Certainty::Certain),
        polarity: Some(Polarity::Positive),
        factuality: Some(3.0),
        time_frame: Some(TimeFrame::Past),
        confidence: 0.917,
        ..Claim::default()
    }
}

fn entity(text: &str, id: &str, kind: EntityKind, name: &str) -> Entity {
    Entity {
        id: id.into(),
        kind,
        name: name.into(),
        role: (kind == EntityKind::Person).then(|| "harbour master".to_owned()),
        country: Some("PRT".into()),
        sector: Some("GOV".into()),
        identifier: None,
        mentions: vec![span(text, name)],
    }
}

fn article(id: &str, publisher: &str, published: Option<&str>, text: &str) -> Article {
    Article {
        id: id.into(),
        title: Some(format!("-{id}: a bridge")),
        publisher: Some(publisher.into()),
        authors: if id == "a/1" { vec!["Rui Vaz".into(), "Ana Sá".into()] } else { Vec::new() },
        url: (id != "a3").then(|| format!("https://{}.example/bridge?a=1&b=2", publisher.to_lowercase())),
        published: published.map(str::to_owned),
        language: Some("en".into()),
        text: text.into(),
    }
}

fn reader(version: &str) -> Reader {
    Reader { version: version.into(), model: "0123456789ab".into() }
}

pub fn readings() -> Vec<Reading> {
    let mut quoted = claim(
        FIRST,
        "c1",
        ("The harbour master, Inês Duarte", Some("e1")),
        ("said", Act::State),
        "“the bridge fell at noon on Monday”",
    );
    quoted.places = vec!["p1".into()];
    let mut counted = claim(FIRST, "c2", ("she", Some("e1")), ("added", Act::State), "At least 12 people were killed");
    counted.events = vec!["v1".into()];
    counted.quantities = vec!["q1".into()];
    let event = |id: &str, polarity| Event {
        id: id.into(),
        kind: EventType::Assault,
        mode: Some("explosives".into()),
        cameo: Some("183".into()),
        anchor: span(FIRST, "killed"),
        actors: vec!["e1".into()],
        recipients: Vec::new(),
        place: Some("p1".into()),
        time: Some("t1".into()),
        quantities: vec!["q1".into()],
        certainty: Some(Certainty::Certain),
        polarity: Some(polarity),
        factuality: Some(3.0),
        time_frame: Some(TimeFrame::Past),
    };
    let first = Reading {
        article: article("a/1", "Correio", Some("2026-03-02T13:00:00+01:00"), FIRST),
        entities: vec![entity(FIRST, "e1", EntityKind::Person, "Inês Duarte")],
        claims: vec![quoted, counted],
        events: vec![event("v1", Polarity::Positive), event("v2", Polarity::Negative)],
        times: vec![Time {
            id: "t1".into(),
            span: span(FIRST, "Monday"),
            kind: TimeType::Date,
            value: Some("2026-03-02".into()),
            anchored: true,
            begin: Some("2026-03-02".into()),
            end: Some("2026-03-02".into()),
        }],
        quantities: vec![Quantity {
            id: "q1".into(),
            span: span(FIRST, "At least 12 people"),
            value: None,
            low: Some(12.0),
            // A number whose last digit a careless parser loses.
            high: Some(1_234_567.890_123_456_7),
            approximate: false,
            unit: None,
            of: Some("people killed".into()),
        }],
        places: vec![Place {
            id: "p1".into(),
            span: span(FIRST, "VALMORA"),
            name: "Valmora".into(),
            geonames: Some(4_242),
            lat: Some(40.123_450_000_000_01),
            lon: Some(-8.5),
            country: Some("PRT".into()),
            feature: Some("PPL".into()),
        }],
        repeated: vec![span(FIRST, "she # added")],
        reader: reader("0.1.0"),
        layers: None,
    };
    let council = ("The Valmora council", Some("e1"));
    let denied = claim(SECOND, "c1", council, ("denied", Act::Deny), "that the bridge fell at noon on Monday");
    let second = Reading {
        article: article("a2", "Gazeta", Some("2026-03-03"), SECOND),
        entities: vec![entity(SECOND, "e1", EntityKind::Organization, "The Valmora council")],
        claims: vec![Claim { polarity: Some(Polarity::Negative), factuality: Some(-3.0), ..denied }],
        reader: reader("0.1.0"),
        ..Reading::default()
    };
    let third = Reading {
        article: article("a3", "Diario", None, THIRD),
        entities: vec![entity(THIRD, "e1", EntityKind::Person, "Inês Duarte")],
        claims: vec![claim(
            THIRD,
            "c1",
            ("Inês Duarte", Some("e1")),
            ("said", Act::State),
            "The bridge fell at noon on Monday",
        )],
        reader: reader("0.1.0"),
        ..Reading::default()
    };
    vec![first, second, third]
}

pub fn anchor(reading: &Reading, claim: usize) -> Anchor {
    Anchor {
        article: purport_ledger::derive::hex(&key(&reading.article)),
        content: reading.claims[claim].content.clone(),
    }
}

pub fn empty(path: &Path) -> Ledger<SqliteStore> {
    Ledger::new(SqliteStore::create(path).unwrap())
}

/// Articles at two moments, a grade, a rejection, its undoing, a second reading.
pub fn filled(path: &Path) -> Ledger<SqliteStore> {
    let mut ledger = empty(path);
    let [first, second, third] = <[Reading; 3]>::try_from(readings()).unwrap();
    ledger.begin(BEGINNING).unwrap();
    ledger.add(first.clone()).unwrap();
    ledger.add(second).unwrap();
    ledger.commit().unwrap();
    ledger.begin(BEGINNING + 86_400_000).unwrap();
    ledger.add(third).unwrap();
    ledger.review("ada", "“seen”", Decision::Credibility { claim: anchor(&first, 0), grade: 2 }).unwrap();
    ledger.commit().unwrap();
    ledger.begin(BEGINNING + 2 * 86_400_000).unwrap();
    let rejection = ledger.review("ada", "not said", Decision::Reject { claim: anchor(&first, 1) }).unwrap();
    ledger.commit().unwrap();
    ledger.begin(BEGINNING + 3 * 86_400_000).unwrap();
    ledger.review("bob", "it is", Decision::Undo { review: rejection }).unwrap();
    let article = ledger.store().article_with_key(&key(&first.article)).unwrap().unwrap();
    let mut again = Reading { reader: reader("0.2.0"), ..first };
    again.claims[1].confidence = 0.5;
    ledger.read_again(article, again).unwrap();
    ledger.commit().unwrap();
    ledger
}

pub fn request(format: Format, table: Table) -> Request {
    Request { format, table, filter: Filter::default() }
}

pub fn exported(ledger: &Ledger<SqliteStore>, format: Format, table: Table) -> String {
    let mut out = Vec::new();
    export(ledger.store(), &request(format, table), To::Stream(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every answer as of a moment, as text.
pub fn answers(ledger: &Ledger<SqliteStore>, at: Moment) -> String {
    let answers = Answers::new(ledger.store(), at).unwrap();
    let all = Filter::default();
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}",
        answers.findings(&all, None, 1000).unwrap().rows,
        answers.claims(&all, None, 1000).unwrap().rows,
        answers.events(&all, None, 1000).unwrap().rows,
        answers.copies(None).unwrap()
    )
}
