//! Times of a statement, and whether two of them can be the same.
//!
//! In: a time of a reading. Out: a [`When`] in days, or by its words where it has no place on the calendar.

use purport_read::{Time, TimeType};
use serde::{Deserialize, Serialize};

use super::words::{fold, hash};

/// A time as far as it can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// First and last day that it can mean, counted from 1 January 1970; `None` where it is not anchored or open.
    pub days: Option<(i32, i32)>,
    /// Hash of its words, of those that name a day, month or number where it has any; of a duration or repetition, of its value.
    pub words: u32,
    /// Whether it names a date or time of day, not a duration, a repetition or the end of something counted ("by 8 a.m.").
    pub is_date: bool,
}

/// How the names of days and months begin.
const DAYS_AND_MONTHS: [&str; 19] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "jan",
    "feb",
    "march",
    "april",
    "may",
    "june",
    "july",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
];

impl When {
    /// The time as written in `text`.
    #[must_use]
    pub fn of(text: &str, time: &Time) -> Self {
        let is_date = matches!(time.kind, TimeType::Date | TimeType::Time) && !is_limit(text, time);
        let days = time.begin.as_deref().and_then(day).zip(time.end.as_deref().and_then(day));
        let words: Vec<String> = time.span.slice(text).split_whitespace().map(fold).collect();
        let trimmed = |word: &String| word.trim_matches(|ch: char| !ch.is_alphanumeric()).to_owned();
        let words: Vec<String> = words.iter().map(trimmed).collect();
        let names_day = |word: &&String| {
            word.contains(|ch: char| ch.is_ascii_digit()) || DAYS_AND_MONTHS.iter().any(|name| word.starts_with(name))
        };
        // "Early on Tuesday" and "in the early hours of Tuesday" name one day.
        let telling: Vec<String> = words.iter().filter(names_day).cloned().collect();
        let words = if telling.is_empty() { words } else { telling };
        // "A day" is "daily", "ten minutes" are "10 minutes".
        let is_length = matches!(time.kind, TimeType::Duration | TimeType::Set);
        let words = time.value.clone().filter(|_| is_length).unwrap_or_else(|| words.join(" "));
        Self { days: days.filter(|(first, last)| is_date && first <= last), words: hash(&words), is_date }
    }

    /// Whether both can mean the same; `None` where that cannot be told.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> Option<bool> {
        if !self.is_date || !other.is_date {
            return (self.words == other.words).then_some(true);
        }
        match (self.days, other.days) {
            (Some((first, last)), Some((other_first, other_last))) => Some(first <= other_last && other_first <= last),
            (None, None) => Some(self.words == other.words),
            _ => None,
        }
    }
}

/// Whether it only says up to when: counts and deadlines move, and what is counted stays the same.
fn is_limit(text: &str, time: &Time) -> bool {
    let mut before = text.get(..time.span.start).unwrap_or_default().split_whitespace().rev().map(fold);
    match before.next().as_deref() {
        Some("by" | "until" | "till") => true,
        Some("of") => before.next().as_deref() == Some("as"),
        _ => false,
    }
}

/// The day of an RFC 3339 date or date and time, counted from 1 January 1970.
#[must_use]
pub fn day(text: &str) -> Option<i32> {
    let date: jiff::civil::Date = text.get(..10)?.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    Some(date.since(epoch).ok()?.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("2024-10-28T09:30:00+09:00"), Some(20024));
        assert_eq!(day("2024-02-30"), None);
        assert_eq!(day("soon"), None);
    }

    #[test]
    fn up_to_when_something_is_counted_is_no_date_of_it() {
        let is_date = |text: &str, at: usize| {
            let span = purport_text::Span::new(at, text.len());
            let (id, value, begin, end) = (String::new(), None, None, None);
            When::of(text, &Time { id, span, kind: TimeType::Time, value, anchored: false, begin, end }).is_date
        };
        assert!(!is_date("151 people were pulled out by 5 p.m.", 30));
        assert!(!is_date("31 are dead as of Friday", 18));
        assert!(is_date("The ferry sank at 5 p.m.", 18));
        assert!(is_date("The end of Friday", 11));
    }

    #[test]
    fn dates_agree_where_they_overlap() {
        let october = When { days: Some((20_000, 20_030)), words: 1, is_date: true };
        let monday = When { days: Some((20_024, 20_024)), words: 2, is_date: true };
        let tuesday = When { days: Some((20_025, 20_025)), words: 3, is_date: true };
        assert_eq!(october.agrees(&monday), Some(true));
        assert_eq!(tuesday.agrees(&monday), Some(false));
        let unanchored = When { days: None, ..monday };
        assert_eq!(unanchored.agrees(&monday), None);
        assert_eq!(unanchored.agrees(&When { days: None, ..tuesday }), Some(false));
    }
}
