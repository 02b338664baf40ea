//! Whole texts through the stage: what must be read, and what must not.

use std::sync::OnceLock;

use purport_parse::Parser;
use purport_text::{Article, Span};

use crate::{Layers, Quantity, Reading, read};

fn reading(text: &str) -> Reading {
    static PARSER: OnceLock<Parser> = OnceLock::new();
    let parser = PARSER.get_or_init(|| Parser::embedded().expect("the embedded model loads"));
    let article = Article { text: text.to_owned(), ..Article::default() };
    read(article, parser, Layers::default()).expect("the model runs")
}

/// Words, numbers, unit and what is counted, in the notation of the gold passages.
fn shown(text: &str) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
    let one = |q: &Quantity| {
        let rough = if q.approximate { "~" } else { "" };
        let (unit, of) = (q.unit.clone().unwrap_or_default(), q.of.clone().unwrap_or_default());
        let bounds = format!("{}..{}", number(q.low), number(q.high));
        format!("{} | {rough}{} {bounds} | {unit} | {of}", q.span.slice(text), number(q.value))
    };
    reading(text).quantities.iter().map(one).collect()
}

#[test]
fn bounds_and_what_is_counted() {
    assert_eq!(
        shown(
            "The ministry said that approximately 10,000 North Korean troops had been joined by at least 3 generals."
        ),
        ["approximately 10,000 | ~10000 .. |  | North Korean troops", "at least 3 |  3.. |  | generals"]
    );
    assert_eq!(
        shown("Between 8,000 and 12,000 workers lost up to a third of their pay."),
        ["Between 8,000 and 12,000 |  8000..12000 |  | workers", "up to a third |  ..0.3333 | fraction | pay"]
    );
}

#[test]
fn money_and_measures() {
    assert_eq!(
        shown("The bank lent $1.5bn for a 120-kilometre road and 1.2 trillion yen for ports."),
        [
            "$1.5bn | 1500000000 1500000000..1500000000 | USD | ",
            "120-kilometre | 120 120..120 | km | road",
            "1.2 trillion yen | 1200000000000 1200000000000..1200000000000 | JPY | ",
        ]
    );
    assert_eq!(shown("It cost 5m euros."), ["5m euros | 5000000 5000000..5000000 | EUR | "]);
    assert_eq!(shown("The wall is 5m high."), ["5m | 5 5..5 | m | "]);
}

#[test]
fn what_counts_nothing() {
    for text in [
        "A Boeing 737 landed beside two-way radios.",
        "No one knew which one of them had called.",
        "The G20 and the Group of Seven met in 2019.",
        "On the 30th of February nothing happens.",
        "The $ fell.",
        "Call 0800 123 456.",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn numbers_that_cannot_be_held_are_none() {
    let nines = "9".repeat(400);
    assert_eq!(shown(&format!("They lost {nines} dollars.")), Vec::<String>::new());
    assert_eq!(shown("They lost 999,999 trillion trillion dollars."), Vec::<String>::new());
    assert!(reading("It is 18446744073709551616 or -9223372036854775809.").quantities.is_empty());
    let huge = reading("About 900 million billion billion men and 3 dogs came.").quantities;
    assert!(
        huge.iter().all(|q| [q.value, q.low, q.high].iter().flatten().all(|v| v.is_finite() && *v < 1e18)),
        "{huge:?}"
    );
    assert_eq!(huge.last().and_then(|q| q.of.as_deref()), Some("dogs"));
}

#[test]
fn dates_beside_numbers() {
    let quantities = shown("On the 30th of February 2021, 14 of the 30 letters were lost.");
    assert_eq!(quantities, ["14 | 14 14..14 |  | letters", "30 | 30 30..30 |  | letters"]);
}

#[test]
fn ranges_scores_and_rises() {
    assert_eq!(shown("Prices will rise 3–5% this year."), ["3–5% |  3..5 | percent | "]);
    assert_eq!(shown("It may cost $10-15m."), ["$10-15m |  10000000..15000000 | USD | "]);
    assert_eq!(shown("The court ruled 5-4 for them."), ["5 | 5 5..5 |  | ", "4 | 4 4..4 |  | "]);
    let rise = shown("The rate rose from 5% to 7%.");
    assert_eq!(rise, ["5% | 5 5..5 | percent | ", "7% | 7 7..7 | percent | "]);
}

#[test]
fn vague_numerals_keep_their_bounds() {
    assert_eq!(
        shown("Dozens of homes and several hundred barns burned, and tens of millions of dollars were lost."),
        [
            "Dozens | ~ 24..99 |  | homes",
            "several hundred | ~ 300..999 |  | barns",
            "tens of millions of dollars | ~ 20000000..99999999 | USD | ",
        ]
    );
}

#[test]
fn ages_are_told_from_counts() {
    assert_eq!(
        shown("Lena Mork, 61, adopted a 3-year-old boy aged with care by two sisters."),
        ["61 | 61 61..61 | year | ", "3-year-old | 3 3..3 | year | boy", "two | 2 2..2 |  | sisters"]
    );
}

#[test]
fn fullwidth_digits_are_digits() {
    let text = "The fire destroyed １２ houses.";
    assert_eq!(shown(text), ["１２ | 12 12..12 |  | houses"]);
    assert_eq!(reading(text).quantities[0].span, Span::of(text, "１２").unwrap());
}

#[test]
fn places_that_begin_with_a_number() {
    let quantities = shown("Troops left Camp 14 near Hill 60 and crossed 3 rivers at Thousand Oaks.");
    assert_eq!(quantities, ["3 | 3 3..3 |  | rivers"]);
}

#[test]
fn any_text_is_read_in_bounded_time() {
    assert!(reading(&"7".repeat(5_000_000)).quantities.is_empty());
    let lists = "1 2 3 4 5 6 7 8 9 - ".repeat(500);
    reading(&lists);
    for text in
        ["$", "$$$ £ € ±", "-", "between", "between 5", "at least", "half a", "a", "1-", "-1-2-3-", "½½", "5% to", "%%"]
    {
        reading(text);
    }
}

#[test]
fn killed_are_counted_at_the_event() {
    let reading = reading("Rebels killed at least 12 soldiers in an ambush, and 40 people were arrested.");
    let of = |id: &String| reading.quantities.iter().find(|q| q.id == *id).and_then(|q| q.of.clone());
    let counted: Vec<Option<String>> = reading.events.iter().flat_map(|e| &e.quantities).map(of).collect();
    assert!(counted.contains(&Some("soldiers".into())), "{:?}", reading.events);
    assert!(counted.contains(&Some("people".into())), "{:?}", reading.events);
}

#[test]
fn the_harmed_are_counted_where_no_other_event_has_them() {
    for (text, number) in [
        ("The bombing left 14 civilians dead.", "14"),
        ("At least 12 soldiers were killed and 30 wounded in an ambush.", "30"),
        ("Russia has deployed between 8,000 and 12,000 soldiers.", "between 8,000 and 12,000"),
    ] {
        let reading = reading(text);
        let quantity = reading.quantities.iter().find(|q| q.span.slice(text) == number).expect(text);
        assert!(reading.events.iter().any(|e| e.quantities.contains(&quantity.id)), "{text} {:?}", reading.events);
    }
}

#[test]
fn names_of_things_stay_names() {
    let text = "The Boeing 707 left the runway. The 707 was old, and 15 of its 16 crew died.";
    let read: Vec<&str> = reading(text).quantities.iter().map(|q| q.span.slice(text)).collect();
    assert_eq!(read, ["15", "16"]);
}

#[test]
fn claims_name_the_quantities_of_their_content() {
    let reading = reading("The governor said that 300 homes had burned.");
    assert_eq!(reading.claims[0].quantities, ["q1"]);
}
