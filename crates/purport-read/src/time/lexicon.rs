//! The words that time expressions are made of, and the days that have a name (`data/time_words.tsv`,
//! `data/holidays.tsv`, `data/known_days.tsv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::{Season, Unit, easter, nth_weekday};
use crate::number::{Lower, Phrases, longest, phrases};

/// What a word can be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// Monday is 1. `short` for "Mon.", which needs a date beside it.
    Weekday {
        day: i8,
        short: bool,
    },
    /// "Mondays".
    Weekdays(i8),
    /// January is 1. `short` for "Jan.".
    Month {
        month: i8,
        short: bool,
    },
    Season(Season),
    Seasons(Season),
    Unit(Unit),
    Units(Unit),
    /// Part of a day: its TIMEX3 code. `loose` ones ("dawn", "overnight") are none by themselves.
    Part {
        code: &'static str,
        loose: bool,
    },
    Parts(&'static str),
    /// Noon, midnight.
    Hour(i8),
    /// Yesterday is −1.
    Day(i32),
    Tonight,
    /// "daily": its TIMEX3 value.
    Set(&'static str),
    /// "recently": its TIMEX3 value.
    Vague(&'static str),
    /// Offset from UTC, empty when the abbreviation has several.
    Zone(&'static str),
}

static SIGNS: LazyLock<HashMap<&'static str, Sign>> = LazyLock::new(|| {
    rows(include_str!("../../data/time_words.tsv")).filter_map(|row| Some((row[0], sign(row[1], row[2])?))).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|l| !l.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

fn sign(class: &str, value: &'static str) -> Option<Sign> {
    let number = || value.parse::<i8>().ok();
    Some(match class {
        "weekday" => Sign::Weekday { day: number()?, short: false },
        "short-weekday" => Sign::Weekday { day: number()?, short: true },
        "weekdays" => Sign::Weekdays(number()?),
        "month" => Sign::Month { month: number()?, short: false },
        "short-month" => Sign::Month { month: number()?, short: true },
        "season" => Sign::Season(season(value)?),
        "seasons" => Sign::Seasons(season(value)?),
        "unit" => Sign::Unit(unit(value)?),
        "units" => Sign::Units(unit(value)?),
        "part" => Sign::Part { code: value, loose: false },
        "loose-part" => Sign::Part { code: value, loose: true },
        "parts" => Sign::Parts(value),
        "clock" => Sign::Hour(if value == "24:00" { 24 } else { 12 }),
        "day" => Sign::Day(value.parse().ok()?),
        "tonight" => Sign::Tonight,
        "set" => Sign::Set(value),
        "vague" => Sign::Vague(value),
        "zone" => Sign::Zone(value),
        _ => return None,
    })
}

fn season(code: &str) -> Option<Season> {
    [Season::Spring, Season::Summer, Season::Autumn, Season::Winter].into_iter().find(|s| s.code() == code)
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

/// What a word in small letters is, if it is of the table.
pub(super) fn look(word: &str) -> Option<Sign> {
    SIGNS.get(word).copied()
}

/// When a day with a name falls in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Fixed(i8, i8),
    /// The nth weekday of a month (from its end when negative) and so many days after.
    Nth(i8, i8, Weekday, i32),
    /// So many days after western Easter.
    Easter(i32),
}

impl Rule {
    fn read(rule: &str) -> Option<Self> {
        if let Some(days) = rule.strip_prefix("easter") {
            return Some(Self::Easter(days.parse().ok()?));
        }
        let Some((month, rest)) = rule.split_once('#') else {
            let (month, day) = rule.split_once('-')?;
            return Some(Self::Fixed(month.parse().ok()?, day.parse().ok()?));
        };
        let name = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let weekday = match rest.get(name..name + 3)? {
            "mon" => Weekday::Monday,
            "thu" => Weekday::Thursday,
            "sun" => Weekday::Sunday,
            _ => return None,
        };
        let later = rest[name + 3..].parse().unwrap_or(0);
        Some(Self::Nth(month.parse().ok()?, rest[..name].parse().ok()?, weekday, later))
    }

    /// The day in a year.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, n, weekday, later) => nth_weekday(year, month, n, weekday)?.checked_add(later.days()).ok(),
            Self::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
        }
    }
}

static HOLIDAYS: LazyLock<Phrases<Rule>> = LazyLock::new(|| {
    phrases(rows(include_str!("../../data/holidays.tsv")).filter_map(|row| Some((row[0], Rule::read(row[1])?))))
});

/// The day with a name that begins at a word, and where it ends.
pub(super) fn holiday(lower: &Lower, at: usize, end: usize) -> Option<(usize, Rule)> {
    longest(&HOLIDAYS, lower, at, end)
}

static VAGUE: LazyLock<Phrases<&'static str>> =
    LazyLock::new(|| phrases(rows(include_str!("../../data/time_phrases.tsv")).map(|row| (row[0], row[1]))));

/// The vague phrase ("these days") that begins at a word, where it ends, and its TIMEX3 value.
pub(super) fn vague(lower: &Lower, at: usize, end: usize) -> Option<(usize, &'static str)> {
    longest(&VAGUE, lower, at, end)
}

/// Whether a word begins a vague phrase or a day with a name.
pub(super) fn may_be_phrase(word: &str) -> bool {
    VAGUE.contains_key(word) || HOLIDAYS.contains_key(word)
}

/// Month, day, year and the words that follow.
type KnownDay = (i8, i8, i16, Vec<&'static str>);

/// Days that news names without their year, by what follows them.
static KNOWN: LazyLock<Vec<KnownDay>> = LazyLock::new(|| {
    let read = |row: [&'static str; 3]| {
        let date: Date = row[0].parse().ok()?;
        Some((date.month(), date.day(), date.year(), row[1].split('|').collect()))
    };
    rows(include_str!("../../data/known_days.tsv")).filter_map(read).collect()
});

/// The year of a day that the words after it tell ("the Sept. 11 attacks").
pub(super) fn known_year(month: i8, day: i8, lower: &Lower, after: usize, end: usize) -> Option<i16> {
    let row = KNOWN.iter().find(|(m, d, ..)| (*m, *d) == (month, day))?;
    let told = (after..end.min(after + 3)).any(|n| row.3.contains(&lower.at(n)));
    told.then_some(row.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_row_is_read() {
        for (table, read) in [
            (include_str!("../../data/time_words.tsv"), SIGNS.len()),
            (include_str!("../../data/holidays.tsv"), HOLIDAYS.values().map(Vec::len).sum()),
            (include_str!("../../data/time_phrases.tsv"), VAGUE.values().map(Vec::len).sum()),
            (include_str!("../../data/known_days.tsv"), KNOWN.len()),
        ] {
            let lines: Vec<&str> = table.lines().skip(1).collect();
            assert_eq!(lines.len(), read);
            assert!(lines.is_sorted(), "{}", lines[0]);
        }
    }

    #[test]
    fn days_with_a_name() {
        let nth = Rule::read("11#4thu").unwrap();
        assert_eq!(nth.day(1999), Some(date(1999, 11, 25)));
        assert_eq!(Rule::read("11#1mon+1").unwrap().day(2024), Some(date(2024, 11, 5)));
        assert_eq!(Rule::read("05#-1mon").unwrap().day(2024), Some(date(2024, 5, 27)));
        assert_eq!(Rule::read("easter-2").unwrap().day(2024), Some(date(2024, 3, 29)));
        assert_eq!(Rule::read("02-29").unwrap().day(2023), None);
    }
}
