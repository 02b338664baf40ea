use std::fmt::Write;

use purport_parse::Parser;
use purport_text::sentences;

use super::*;
use crate::TimeType;

fn read(text: &str, published: Option<&str>) -> Vec<Time> {
    let parse = Parser::embedded().unwrap().parse(text, &sentences(text)).unwrap();
    times(text, &parse, &Lower::new(text, &parse), published).into_iter().map(|found| found.time).collect()
}

/// Words and value of each time, read on Friday 14 March 2025.
fn values(text: &str) -> Vec<(String, Option<String>)> {
    let found = read(text, Some("2025-03-14"));
    found.into_iter().map(|time| (time.span.slice(text).to_owned(), time.value)).collect()
}

fn one(text: &str) -> (String, Option<String>) {
    let found = values(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found[0].clone()
}

fn some(words: &str, value: &str) -> (String, Option<String>) {
    (words.to_owned(), Some(value.to_owned()))
}

#[test]
fn spoken_times_of_day_have_their_minutes() {
    assert_eq!(one("It is ten past seven."), some("ten past seven", "2025-03-14T07:10"));
    assert_eq!(
        one("The ship sank at half past six in the evening."),
        some("half past six in the evening", "2025-03-14T18:30")
    );
    assert_eq!(one("The vote began at a quarter to one."), some("a quarter to one", "2025-03-14T12:45"));
    assert_eq!(values("The motion was carried by ten to seven."), []);
    assert_eq!(values("She walked past seven policemen."), []);
    assert_eq!(values("A quarter of them stayed."), []);
}

#[test]
fn years_of_two_digits_stand_behind_a_preposition() {
    assert_eq!(one("They told us so in '03."), some("'03", "2003"));
    assert_eq!(one("It has not flooded since ’98."), some("’98", "1998"));
    assert_eq!(one("He sang in the '90s."), some("the '90s", "199"));
    assert_eq!(values("She scored '12 or so."), []);
}

#[test]
fn last_is_a_verb_and_daily_a_newspaper() {
    assert_eq!(one("The trial is expected to last three weeks."), some("three weeks", "P3W"));
    assert_eq!(one("They met over the last three weeks."), some("the last three weeks", "P3W"));
    assert_eq!(values("A report in a Jakarta daily was denied."), []);
    assert_eq!(one("The price is set daily."), some("daily", "P1D"));
}

#[test]
fn dates_that_do_not_exist_have_no_value() {
    for text in [
        "The treaty was signed on the 30th of February.",
        "The treaty was signed on February 30.",
        "The treaty was signed on 30 February 2024.",
        "The treaty was signed on 31 April.",
        "The treaty was signed on April 31, 2024.",
        "The treaty was signed on 29 February 2023.",
        "The treaty was signed on June 0, 2024.",
        "The treaty was signed on 2024-13-05.",
        "The treaty was signed on 2024-02-30.",
        "The treaty was signed on 32/13/2024.",
        "The treaty was signed on 0 January 0.",
        "The treaty was signed at 25:61.",
        "The treaty was signed at 26:00 on 31 November.",
    ] {
        for time in read(text, Some("2025-03-14")) {
            let part = time.value.as_deref().unwrap_or_default();
            // A month or a year of them may stand there by itself; a day may not.
            assert!(part.len() <= 7 && !part.contains('T'), "{text}: {:?} {part}", time.span.slice(text));
        }
    }
    assert_eq!(one("The treaty was signed on 29 February 2024."), some("29 February 2024", "2024-02-29"));
}

#[test]
fn years_beyond_the_calendar_are_not_invented() {
    for text in [
        "The reactor must be guarded until the year 10191.",
        "The reactor must be guarded until 31 December 12024.",
        "It lasted 99999999999999999999999999999999 years.",
        "It ended 999999999999 centuries ago.",
        "It will end in 123456789012345678901234567890 days.",
        "In 99999-12-31 the lease ends.",
        "The lease runs for 1e308 decades.",
    ] {
        for published in [None, Some("2025-03-14"), Some("9999-12-31"), Some("0001-01-01")] {
            for time in read(text, published) {
                for bound in [&time.begin, &time.end].into_iter().flatten() {
                    assert!(bound.len() >= 10 && bound.as_bytes()[4] == b'-', "{text}: {bound}");
                }
                if time.kind == TimeType::Date {
                    let value = time.value.as_deref().unwrap_or_default();
                    assert!(!value.contains("10191") && !value.contains("12024"), "{text}: {value}");
                }
            }
        }
    }
    // The day before the first and after the last that there is.
    for (text, published) in [
        ("He died yesterday, two years ago, last month and last century.", "0001-01-01"),
        ("He comes tomorrow, in two years, next month and next century.", "9999-12-31"),
    ] {
        for time in read(text, Some(published)) {
            assert!(time.begin.is_none_or(|begin| begin.len() >= 10), "{text}");
        }
    }
}

#[test]
fn datelines_that_contradict_publication_or_themselves_do_not_move_it() {
    // The publication that the carrier tells counts, not the dateline.
    let text = "QUITO, Jan 4, 2019 (Reuters) - The army left on Monday.";
    let found = read(text, Some("2025-03-14"));
    let value =
        |words: &str, found: &[Time]| found.iter().find(|t| t.span.slice(text) == words).and_then(|t| t.value.clone());
    assert_eq!(value("Monday", &found).as_deref(), Some("2025-03-10"));
    assert_eq!(value("Jan 4, 2019", &found).as_deref(), Some("2019-01-04"));
    // Without one, the dateline's.
    assert_eq!(value("Monday", &read(text, None)).as_deref(), Some("2018-12-31"));
    // A day that does not exist tells nothing.
    for text in [
        "QUITO, Feb 30, 2019 (Reuters) - The army left on Monday.",
        "QUITO, 31 April 2019 (Reuters) - The army left on Monday.",
        "QUITO, Jan 4 (Reuters) - LIMA, March 9 (Reuters) - The army left on Monday.",
    ] {
        let found = read(text, None);
        let monday = found.iter().find(|t| t.span.slice(text) == "Monday").expect(text);
        assert_eq!((&monday.value, monday.anchored), (&None, false), "{text}");
    }
    // A publication date that is none.
    for published in ["", "yesterday", "2025-02-30", "2025-13-01", "-001-01-01", "20250314", "é2025-03-1"] {
        let found = read("The army left on Monday.", Some(published));
        assert_eq!(found[0].value, None, "{published}");
    }
}

#[test]
fn five_thousand_dates_in_a_sentence_are_read_in_bounded_time() {
    let mut text = "The court sat on 3 May 2021".to_owned();
    for n in 1..5_000 {
        write!(text, ", {} June {}", n % 28 + 1, 1950 + n % 70).unwrap();
    }
    text.push('.');
    let found = read(&text, Some("2025-03-14"));
    assert!(found.len() > 4_900, "{}", found.len());
    assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert!(found.iter().all(|time| time.value.is_some()));
}
