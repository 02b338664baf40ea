//! What a person sees, as snapshots of an invented article.

mod fixture;

use purport_read::Reading;
use unicode_width::UnicodeWidthStr;

use super::layout::columns;
use super::{Palette, View, moment, report};
use fixture::ferry;

fn plain(reading: &Reading, width: usize) -> String {
    report(reading, "ferry.txt", View { width, palette: Palette::Plain })
}

/// The widest line, measured in two ways of which neither may exceed the terminal.
fn widest(shown: &str) -> usize {
    let measure = |line: &str| line.width().max(line.chars().map(columns).sum());
    shown.lines().map(measure).max().unwrap_or(0)
}

#[test]
fn plain_at_60_columns() {
    insta::assert_snapshot!(plain(&ferry(), 60));
}

#[test]
fn plain_at_100_columns() {
    insta::assert_snapshot!(plain(&ferry(), 100));
}

#[test]
fn coloured_at_80_columns() {
    let shown = report(&ferry(), "ferry.txt", View { width: 80, palette: Palette::Colour });
    insta::assert_snapshot!(shown.replace('\u{1b}', "ESC"));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in 40..=130 {
        let shown = plain(&ferry(), width);
        assert!(widest(&shown) <= width, "{} columns at width {width}:\n{shown}", widest(&shown));
    }
    assert!(widest(&plain(&ferry(), 5)) <= super::NARROWEST);
}

#[test]
fn wide_characters_and_endless_words_stay_inside_too() {
    let mut reading = ferry();
    reading.article.title = Some(format!("한국 외무상 {} ❤️👩‍👩‍👧", "新聞".repeat(60)));
    reading.entities[0].name = "x".repeat(500);
    reading.entities[0].role = Some("é\u{301}".repeat(300));
    for width in [40, 61, 100] {
        assert!(widest(&plain(&reading, width)) <= width);
    }
}

#[test]
fn nothing_from_the_article_drives_the_terminal() {
    let mut reading = ferry();
    let hostile = "\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{9b}31m\u{8}\u{202e}evil\n";
    reading.article.title = Some(hostile.into());
    reading.article.publisher = Some(hostile.into());
    reading.article.authors = vec![hostile.into()];
    reading.article.published = Some(hostile.into());
    for entity in &mut reading.entities {
        entity.name = hostile.into();
        entity.role = Some(hostile.into());
        entity.country = Some(hostile.into());
    }
    for claim in &mut reading.claims {
        claim.source.text = claim.source.text.as_ref().map(|_| hostile.into());
    }
    // Of the same length in bytes, so that the spans still hold.
    reading.article.text = reading.article.text.replace("may", "\u{1b}[m").replace("the", "\u{9b}m");
    let shown = plain(&reading, 80);
    assert!(shown.contains("evil"));
    assert!(!shown.contains(|ch: char| (ch.is_control() && ch != '\n') || ch == '\u{202e}'), "{shown:?}");
}

#[test]
fn hedges_are_marked_without_colour_and_underlined_with_it() {
    let reading = ferry();
    assert!(plain(&reading, 80).contains("_may_ have been"));
    let coloured = report(&reading, "", View { width: 80, palette: Palette::Colour });
    assert!(coloured.contains("\u{1b}[4mmay\u{1b}[0m"), "{coloured:?}");
    assert!(!coloured.contains('_'));
}

#[test]
fn a_doubted_claim_carries_a_question_mark() {
    let mut reading = ferry();
    let marked = |reading: &Reading| plain(reading, 80).lines().filter(|line| line.starts_with('?')).count();
    assert_eq!(marked(&reading), 1);
    for claim in &mut reading.claims {
        claim.confidence = 0.5;
    }
    assert_eq!(marked(&reading), 0);
}

#[test]
fn unresolved_pronouns_are_not_taken_for_one_source() {
    let mut reading = ferry();
    for (claim, words) in reading.claims.iter_mut().zip(["She", "", "she", "The mayor,", "the mayor"]) {
        claim.source.entity = None;
        claim.source.text = (!words.is_empty()).then(|| words.to_owned());
    }
    let shown = plain(&reading, 80);
    let headings = |name: &str| shown.lines().filter(|line| *line == name).count();
    assert_eq!(["She", "she", "The mayor", "the mayor"].map(headings), [1, 1, 1, 0], "{shown}");
}

#[test]
fn without_claims_the_report_says_so() {
    let mut reading = ferry();
    reading.claims.clear();
    reading.article.title = None;
    let shown = plain(&reading, 80);
    assert!(shown.starts_with("ferry.txt\n"), "{shown}");
    assert!(shown.ends_with("\nNo attributed claims found\n"), "{shown}");
}

#[test]
fn moments_are_shortened() {
    assert_eq!(moment("2024-10-28"), "2024-10-28");
    assert_eq!(moment("2024-10-28T09:30:00+09:00"), "2024-10-28 09:30 +09:00");
    assert_eq!(moment("2024-10-28T09:30:15.5Z"), "2024-10-28 09:30 UTC");
    assert_eq!(moment("2024-10-28T09:30"), "2024-10-28 09:30");
}
