//! Nested attributions: found, and hung where they belong.

use purport_eval::attribution::Scorer;
use purport_eval::gold::{Attribution, AttributionDocument};
use purport_eval::{Report, Row};
use purport_text::Span;

const TEXT: &str = "Lee said the agency suspected that Kim thought it was over, and that the army denied it.";

fn attribution(source: &str, cue: &str, content: &str, within: Option<usize>) -> Attribution {
    let span = |part| vec![Span::of(TEXT, part).unwrap()];
    Attribution { source: span(source), cue: span(cue), content: span(content), within, ..Attribution::default() }
}

fn chain() -> Vec<Attribution> {
    vec![
        attribution(
            "Lee",
            "said",
            "the agency suspected that Kim thought it was over, and that the army denied it",
            None,
        ),
        attribution("the agency", "suspected", "that Kim thought it was over", Some(0)),
        attribution("Kim", "thought", "it was over", Some(1)),
        attribution("the army", "denied", "it", Some(0)),
    ]
}

fn run(predicted: &[Attribution], marks_nesting: bool) -> Report {
    let gold = AttributionDocument { id: "a".into(), text: TEXT.into(), attributions: chain(), marks_nesting };
    let mut scorer = Scorer::default();
    scorer.add(&gold, Some(predicted)).unwrap();
    scorer.report("attribution")
}

fn nested(predicted: &[Attribution]) -> Row {
    run(predicted, true).row("nested").cloned().unwrap()
}

#[test]
fn the_order_of_predictions_does_not_matter() {
    let mut predicted = chain();
    predicted.reverse();
    for attribution in &mut predicted {
        attribution.within = attribution.within.map(|parent| 3 - parent);
    }
    assert_eq!(nested(&predicted).score, 1.0);
}

#[test]
fn a_wrong_parent_is_wrong_on_both_sides() {
    let mut predicted = chain();
    predicted[2].within = Some(0);
    let row = nested(&predicted);
    assert_eq!((row.correct, row.predicted, row.gold), (2, Some(3), 3));
}

#[test]
fn a_missing_parent_makes_its_children_wrong() {
    let mut predicted = chain();
    predicted.remove(1);
    predicted[1].within = Some(0);
    predicted[2].within = None;
    let row = nested(&predicted);
    assert_eq!((row.correct, row.predicted, row.gold), (0, Some(1), 3));
}

#[test]
fn an_attribution_that_nests_in_nothing_cannot_be_right_by_chance() {
    // Neither the first attribution nor its partner is nested: that is no nested attribution found.
    assert_eq!(nested(&chain()[..1]).correct, 0);
}

#[test]
fn nesting_is_scored_only_where_gold_marks_it() {
    assert!(run(&chain(), false).row("nested").is_none());
}

#[test]
fn a_parent_that_does_not_exist_is_an_error() {
    let gold = AttributionDocument { id: "a".into(), text: TEXT.into(), attributions: chain(), marks_nesting: true };
    let predicted = [attribution("Lee", "said", "it", Some(1))];
    let error = Scorer::default().add(&gold, Some(&predicted)).unwrap_err();
    assert_eq!(error.to_string(), "a, predicted attribution 0: within points at 1, of 1");
}
