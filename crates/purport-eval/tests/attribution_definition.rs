//! The definition of the attribution metric, case by case: the same cases, with the same values, as the self-test of
//! the reference implementation.

use purport_eval::Report;
use purport_eval::attribution::{Scorer, score_jsonl};
use purport_eval::gold::{Attribution, AttributionDocument};
use purport_text::Span;

const TEXT: &str = "Ann said “it is\n good”. Bob told Eve that rain fell. He claimed snow fell too.";

fn span(part: &str) -> Span {
    Span::of(TEXT, part).unwrap_or_else(|| panic!("{part:?} is in the text"))
}

fn spans(parts: &[&str]) -> Vec<Span> {
    parts.iter().map(|part| span(part)).collect()
}

fn attribution(cue: &[&str], source: &[&str], content: &[&str]) -> Attribution {
    let (cue, source, content) = (spans(cue), spans(source), spans(content));
    Attribution { cue, source, content, ..Attribution::default() }
}

fn said() -> Attribution {
    attribution(&["said"], &["Ann"], &["“it is\n good”"])
}

fn told() -> Attribution {
    attribution(&["told"], &["Bob"], &["that rain fell"])
}

fn claimed() -> Attribution {
    attribution(&["claimed"], &["He"], &["snow fell too"])
}

fn all() -> Vec<Attribution> {
    vec![said(), told(), claimed()]
}

fn document(attributions: Vec<Attribution>) -> AttributionDocument {
    AttributionDocument { id: "d".into(), text: TEXT.into(), attributions, marks_nesting: false }
}

fn run(gold: Vec<Attribution>, predicted: Option<&[Attribution]>) -> Report {
    let mut scorer = Scorer::default();
    scorer.add(&document(gold), predicted).unwrap();
    scorer.report("attribution")
}

/// Precision, recall and F1 of a metric, or its share as F1.
#[track_caller]
fn expect(report: &Report, metric: &str, which: char, value: f64) {
    let row = report.row(metric).unwrap_or_else(|| panic!("{metric} has a row"));
    let got = match which {
        'p' => row.precision.unwrap(),
        'r' => row.recall.unwrap(),
        _ => row.score,
    };
    assert!((got - value).abs() < 1e-9, "{metric} {which}: {got}, not {value}");
}

#[test]
fn the_gold_attributions_themselves_are_perfect() {
    let report = run(all(), Some(&all()));
    let metrics =
        ["exact.cue", "exact.source", "exact.content", "exact.all", "pair.cue", "pair.content", "union.all", "found"];
    for metric in metrics.into_iter().chain(["whole", "whole+cue"]) {
        for which in ['p', 'r', 'f'] {
            expect(&report, metric, which, 1.0);
        }
    }
    assert_eq!(report.row("quoted.found").unwrap().gold, 1);
    assert_eq!(report.row("indirect.found").unwrap().gold, 2);
    expect(&report, "source|found", 'f', 1.0);
}

#[test]
fn nothing_predicted_scores_nothing() {
    for predicted in [Some(&[][..]), None] {
        let report = run(all(), predicted);
        for metric in ["exact.cue", "exact.all", "pair.all", "union.all", "found", "whole"] {
            expect(&report, metric, 'f', 0.0);
        }
        assert_eq!(report.missing, usize::from(predicted.is_none()));
    }
}

#[test]
fn white_space_does_not_matter() {
    let start = span("“it is").start;
    let with_break = Span::new(start, span("“it is\n").end);
    let cut = Attribution { content: vec![with_break, span("good”")], ..said() };
    expect(&run(all(), Some(&[cut, told(), claimed()])), "exact.all", 'f', 1.0);
}

#[test]
fn one_wrong_source_one_too_many_one_missed() {
    let wrong_source = attribution(&["told"], &["Eve"], &["that rain fell"]);
    // Its cue touches no cue of gold.
    let too_many = attribution(&["fell too"], &["snow"], &["Bob"]);
    let report = run(all(), Some(&[said(), wrong_source, too_many]));
    for (metric, which, value) in [
        ("exact.cue", 'p', 2.0 / 3.0),
        ("exact.cue", 'r', 2.0 / 3.0),
        ("exact.source", 'p', 1.0 / 3.0),
        ("exact.source", 'r', 1.0 / 3.0),
        ("exact.content", 'p', 2.0 / 3.0),
        ("exact.all", 'f', 1.0 / 3.0),
        ("found", 'p', 2.0 / 3.0),
        ("found", 'r', 2.0 / 3.0),
        ("source|found", 'f', 0.5),
        ("whole", 'f', 1.0 / 3.0),
        ("quoted.whole", 'f', 1.0),
        ("indirect.whole", 'f', 0.0),
    ] {
        expect(&report, metric, which, value);
    }
}

#[test]
fn overlap_is_counted_in_characters_that_are_not_white_space() {
    let report = run(vec![told()], Some(&[attribution(&["told"], &["Bob"], &["rain fell"])]));
    for (metric, which, value) in [
        ("pair.content", 'p', 1.0),
        ("pair.content", 'r', 8.0 / 12.0),
        ("union.content", 'r', 8.0 / 12.0),
        ("whole", 'f', 1.0),
        ("exact.content", 'f', 0.0),
        ("exact.source", 'f', 1.0),
        ("pair.all", 'r', (4.0 + 3.0 + 8.0) / (4.0 + 3.0 + 12.0)),
    ] {
        expect(&report, metric, which, value);
    }
}

#[test]
fn half_counts_and_less_than_half_does_not() {
    // Six of twelve characters.
    let report = run(vec![told()], Some(&[attribution(&[], &["Bob"], &["that ra"])]));
    expect(&report, "whole", 'f', 1.0);
    expect(&report, "found", 'r', 1.0);
    expect(&report, "exact.cue", 'p', 0.0);
    expect(&report, "whole+cue", 'f', 0.0);
    // Five of twelve.
    let report = run(vec![told()], Some(&[attribution(&[], &["Bob"], &["that r"])]));
    expect(&report, "whole", 'f', 0.0);
    expect(&report, "found", 'r', 0.0);
}

#[test]
fn a_cue_just_after_the_gold_cue_touches_it_and_one_just_before_does_not() {
    let told_at = span("told");
    let with_cue =
        |start: usize| Attribution { cue: vec![Span::new(start, start + 3)], ..attribution(&[], &["Bob"], &[]) };
    let report = run(vec![told()], Some(&[with_cue(told_at.end + 1)]));
    expect(&report, "exact.source", 'f', 1.0);
    expect(&report, "found", 'r', 0.0);
    let report = run(vec![told()], Some(&[with_cue(told_at.start - 4)]));
    expect(&report, "exact.source", 'f', 0.0);
}

#[test]
fn a_shared_source_counts_twice_in_pairs_and_once_in_the_union() {
    let also_bob = attribution(&["claimed"], &["Bob"], &["snow fell too"]);
    let two = [told(), also_bob];
    let report = run(two.to_vec(), Some(&two));
    expect(&report, "pair.source", 'p', 2.0);
    expect(&report, "union.source", 'p', 1.0);
    let report = run(vec![told()], Some(&[told(), told()]));
    expect(&report, "found", 'p', 0.5);
    expect(&report, "exact.all", 'p', 1.0);
    expect(&report, "whole", 'r', 1.0);
}

#[test]
fn no_source_is_right_only_where_gold_has_none() {
    let without = attribution(&["told"], &[], &["that rain fell"]);
    let report = run(vec![without.clone()], Some(std::slice::from_ref(&without)));
    expect(&report, "whole", 'f', 1.0);
    assert_eq!(report.row("source|found,gold has source").unwrap().gold, 0);
    let report = run(vec![without], Some(&[told()]));
    expect(&report, "whole", 'f', 0.0);
    expect(&report, "source|found", 'f', 0.0);
    expect(&report, "found", 'f', 1.0);
}

#[test]
fn the_better_partner_wins_and_classes_go_by_their_own_content() {
    let worse = attribution(&["said"], &["Eve"], &["rain"]);
    let report = run(vec![said()], Some(&[worse, said()]));
    expect(&report, "source|found", 'f', 1.0);
    expect(&report, "quoted.found", 'p', 1.0);
    expect(&report, "indirect.found", 'p', 0.0);
    expect(&report, "found", 'p', 0.5);
}

#[test]
fn fragments_may_come_in_any_order_but_all_must_come() {
    let gold = attribution(&["told"], &["Bob"], &["rain", "snow"]);
    let turned = attribution(&["told"], &["Bob"], &["snow", "rain"]);
    expect(&run(vec![gold.clone()], Some(&[turned])), "exact.all", 'f', 1.0);
    let report = run(vec![gold], Some(&[attribution(&["told"], &["Bob"], &["rain"])]));
    expect(&report, "exact.content", 'f', 0.0);
    expect(&report, "union.content", 'r', 0.5);
    expect(&report, "whole", 'f', 1.0);
}

#[test]
fn predictions_that_are_not_of_the_gold_texts_are_errors() {
    let gold = serde_json::json!({"id": "d", "text": TEXT, "attributions": [{"cue": [[4, 8]]}]}).to_string();
    for (predicted, message) in [
        (r#"{"id": "x", "attributions": []}"#.to_owned(), "x: the id is not in the gold annotation"),
        (r#"{"id": "d", "text": "other"}"#.to_owned(), "d: the text differs from the gold annotation's"),
        (
            r#"{"id": "d", "attributions": [{"cue": [[0, 999]]}]}"#.to_owned(),
            "d, attribution 0: cue span [0, 999] is not in the text",
        ),
        ("{\"id\": \"d\"}\n{\"id\": \"d\"}".to_owned(), "d: the id occurs twice"),
    ] {
        let error = score_jsonl(gold.as_bytes(), predicted.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let twice = format!("{gold}\n{gold}");
    assert!(score_jsonl(twice.as_bytes(), &b""[..]).is_err());
}

#[test]
fn a_span_outside_the_text_leaves_the_document_out() {
    let mut scorer = Scorer::default();
    let outside = Attribution { cue: vec![Span::new(0, 999)], ..Attribution::default() };
    let error = scorer.add(&document(all()), Some(&[outside])).unwrap_err();
    assert_eq!(error.to_string(), "d, predicted attribution 0: cue span [0, 999] is not in the text");
    assert_eq!(scorer.report("attribution").documents, 0);
}
