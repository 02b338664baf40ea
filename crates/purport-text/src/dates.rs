//! Dates as news writes them.
//!
//! In: the value of a metadata field, or running text. Out: RFC 3339, or nothing: a date whose year is missing, or whose
//! day and month could be swapped, is not completed.

use std::sync::LazyLock;

use jiff::civil;
use regex::{Captures, Regex};

use crate::Span;

/// A day of the calendar as printed, the year perhaps left out.
///
/// ```
/// use purport_text::CalendarDate;
/// assert_eq!(CalendarDate { year: Some(2024), month: 10, day: 28 }.complete().as_deref(), Some("2024-10-28"));
/// assert_eq!(CalendarDate { year: None, month: 10, day: 28 }.complete(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDate {
    /// Year, when printed.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}

impl CalendarDate {
    /// RFC 3339 date, when the year is known.
    #[must_use]
    pub fn complete(self) -> Option<String> {
        self.year.map(|year| format!("{year:04}-{:02}-{:02}", self.month, self.day))
    }

    /// A date that exists (29 February passes without a year).
    fn checked(year: Option<i16>, month: i8, day: i8) -> Option<Self> {
        let plausible = year.is_none_or(|year| (1800..=2200).contains(&year));
        civil::Date::new(year.unwrap_or(2024), month, day).ok().filter(|_| plausible)?;
        Some(Self { year, month, day })
    }
}

const MONTH: &str = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";
const DAY: &str = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b";
const YEAR: &str = r"(?P<year>(?:19|20)\d\d)\b";

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant and tested")
}

static MONTH_FIRST: LazyLock<Regex> =
    LazyLock::new(|| compile(&format!(r"(?i)\b{MONTH}\s*{DAY}(?:(?:\s*,\s*|\s+){YEAR})?")));
static DAY_FIRST: LazyLock<Regex> =
    LazyLock::new(|| compile(&format!(r"(?i)\b{DAY}(?:\s+of)?[\s\-]+{MONTH}(?:[\s,\-]+{YEAR})?")));
static YEAR_FIRST: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d{1,2})([-/.])(?P<day>\d{1,2})(?:T|\b)"));
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^(?:T|\s+|\s*,\s*)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d\d(?::?\d\d)?)?\s*(?P<half>[AaPp]\.?[Mm])?",
    )
});
static COMPACT: LazyLock<Regex> =
    LazyLock::new(|| compile(r"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?$"));
static NUMERIC: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?P<one>\d{1,2})[/.\-](?P<two>\d{1,2})[/.\-](?P<year>(?:19|20)\d\d)\b"));

fn number<T: std::str::FromStr>(captures: &Captures<'_>, name: &str) -> Option<T> {
    captures.name(name)?.as_str().parse().ok()
}

fn month_number(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == start).and_then(|at| i8::try_from(at + 1).ok())
}

fn named(captures: &Captures<'_>) -> Option<CalendarDate> {
    let month = month_number(captures.name("month")?.as_str())?;
    CalendarDate::checked(number(captures, "year"), month, number(captures, "day")?)
}

fn numbered(captures: &Captures<'_>) -> Option<CalendarDate> {
    CalendarDate::checked(number(captures, "year"), number(captures, "month")?, number(captures, "day")?)
}

/// `28/10/2024` and `10/28/2024`, only when the order of day and month is certain.
fn numeric(captures: &Captures<'_>) -> Option<CalendarDate> {
    let (one, two, year) = (number::<i8>(captures, "one")?, number::<i8>(captures, "two")?, number(captures, "year"));
    match (one, two) {
        _ if one == two || one > 12 => CalendarDate::checked(year, two, one),
        _ if two > 12 => CalendarDate::checked(year, one, two),
        _ => None,
    }
}

/// Makes a date of what a pattern matched.
type Reader = fn(&Captures<'_>) -> Option<CalendarDate>;

/// The first date in a text that is written with a month's name or year first, and where it stands.
pub(crate) fn first_date(text: &str) -> Option<(Span, CalendarDate)> {
    let readers: [(&Regex, Reader); 4] =
        [(&MONTH_FIRST, named), (&DAY_FIRST, named), (&YEAR_FIRST, numbered), (&NUMERIC, numeric)];
    readers
        .into_iter()
        .filter_map(|(pattern, read)| {
            pattern.captures_iter(text).find_map(|captures| {
                let whole = captures.get_match();
                // The "T" that opens a clock time belongs to the time.
                let end = whole.end() - usize::from(whole.as_str().ends_with('T'));
                Some((Span::new(whole.start(), end), read(&captures)?))
            })
        })
        .min_by_key(|(span, date)| (span.start, date.year.is_none(), std::cmp::Reverse(span.end)))
}

/// The value of a metadata field as RFC 3339: a date, or a date and time with the zone where one is given.
///
/// ISO 8601 and its sloppy relatives, RFC 2822, English month names, unambiguous numbers and Unix times are understood.
///
/// ```
/// use purport_text::timestamp;
/// assert_eq!(timestamp("Mon, 28 Oct 2024 09:30:00 +0900").as_deref(), Some("2024-10-28T09:30:00+09:00"));
/// assert_eq!(timestamp("28 October"), None);
/// ```
#[must_use]
pub fn timestamp(value: &str) -> Option<String> {
    let value = value.trim();
    if let Some(captures) = COMPACT.captures(value) {
        return numbered(&captures)?.complete();
    }
    if matches!(value.len(), 10 | 13) && value.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds: i64 = value[..10].parse().ok()?;
        return jiff::Timestamp::from_second(seconds).ok().map(|time| time.to_string());
    }
    let (span, date) = first_date(value)?;
    let day = date.complete()?;
    Some(match CLOCK.captures(&value[span.end..]).as_ref().and_then(clock) {
        Some(time) => format!("{day}T{time}"),
        None => day,
    })
}

/// `09:30:00` with its zone; nothing when the clock runs twelve hours, since such text seldom has a usable zone.
fn clock(captures: &Captures<'_>) -> Option<String> {
    if captures.name("half").is_some() {
        return None;
    }
    let (hour, minute) = (number::<i8>(captures, "hour")?, number::<i8>(captures, "minute")?);
    let second = number::<i8>(captures, "second").unwrap_or(0);
    let time = civil::Time::new(hour, minute, second, 0).ok()?;
    let zone = match captures.name("zone").map_or("", |zone| zone.as_str()) {
        "Z" | "UTC" | "GMT" => "Z".to_owned(),
        "" => String::new(),
        offset => {
            let digits: String = offset[1..].chars().filter(char::is_ascii_digit).collect();
            format!(
                "{}{}:{}",
                &offset[..1],
                &digits[..2],
                digits.get(2..).filter(|rest| !rest.is_empty()).unwrap_or("00")
            )
        }
    };
    Some(format!("{:02}:{:02}:{:02}{zone}", time.hour(), time.minute(), time.second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_values() {
        for (value, wanted) in [
            ("2024-10-28", Some("2024-10-28")),
            ("2024-10-28T09:30:00+09:00", Some("2024-10-28T09:30:00+09:00")),
            ("2024-10-28T09:30:00.000Z", Some("2024-10-28T09:30:00Z")),
            ("2024-10-28T09:30:00-0500", Some("2024-10-28T09:30:00-05:00")),
            ("2024-10-28 09:30", Some("2024-10-28T09:30:00")),
            ("2024-10-28T09:30:00+09", Some("2024-10-28T09:30:00+09:00")),
            ("Mon, 28 Oct 2024 09:30:00 GMT", Some("2024-10-28T09:30:00Z")),
            ("Mon, 28 Oct 2024 09:30:00 +0900", Some("2024-10-28T09:30:00+09:00")),
            ("October 28, 2024", Some("2024-10-28")),
            ("Oct. 28th, 2024 9:30 AM EDT", Some("2024-10-28")),
            ("28 October 2024", Some("2024-10-28")),
            ("28-Oct-2024", Some("2024-10-28")),
            ("20241028", Some("2024-10-28")),
            ("2024/10/28", Some("2024-10-28")),
            ("28/10/2024", Some("2024-10-28")),
            ("10/28/2024", Some("2024-10-28")),
            ("10/11/2024", None),
            ("1730108400", Some("2024-10-28T09:40:00Z")),
            ("October 28", None),
            ("2024-13-28", None),
            ("2024-02-30", None),
            ("yesterday", None),
        ] {
            assert_eq!(timestamp(value).as_deref(), wanted, "{value}");
        }
    }

    #[test]
    fn the_first_date_of_a_text_is_cut_out_whole() {
        for (text, wanted) in [
            ("Published Oct. 28, 2024 by us", "Oct. 28, 2024"),
            ("It was 28 October 2024, a Monday", "28 October 2024"),
            ("on May 3 in 2019", "May 3"),
            ("the 3rd of May, 2019", "3rd of May, 2019"),
        ] {
            assert_eq!(first_date(text).unwrap().0.slice(text), wanted);
        }
        assert_eq!(first_date("Marching 12 soldiers decided"), None);
    }
}
