//! Dates for people.
//!
//! In: publication times as the ledger keeps them. Out: numbers to draw with, words to read.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Where a publication time stands on an axis, in seconds since 1970: days without a time at noon. `None` where it is no time.
pub fn second(published: &str) -> Option<i64> {
    if let Ok(timestamp) = published.parse::<Timestamp>() {
        return Some(timestamp.as_second());
    }
    let noon = published.parse::<Date>().ok()?.at(12, 0, 0, 0);
    noon.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_second())
}

/// A publication time for people: `4 May 2026, 09:30 +05:00`; as it is where it is none.
pub fn said(published: Option<&str>) -> String {
    let Some(published) = published else { return "undated".to_owned() };
    let (day, time) = published.split_once(['T', 't']).map_or((published, None), |(day, time)| (day, Some(time)));
    let Ok(date) = day.parse::<Date>() else { return published.to_owned() };
    let mut words = date.strftime("%-d %B %Y").to_string();
    // A time is said only where the whole is one.
    if let (Some(time), true) = (time, second(published).is_some()) {
        let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at(zone_at);
        let zone = if zone.eq_ignore_ascii_case("z") { "UTC" } else { zone };
        words.push_str(format!(", {} {zone}", clock.get(..5).unwrap_or(clock)).trim_end());
    }
    words
}

/// A moment of the ledger for people, to the second, in UTC.
pub fn known(millisecond: i64) -> String {
    let words =
        |timestamp: Timestamp| timestamp.to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M:%S UTC").to_string();
    Timestamp::from_millisecond(millisecond).map_or_else(|_| "an unknown moment".to_owned(), words)
}

/// The day of a place on an axis, in few letters: `4 May`, with its year `4 May 2026`.
pub fn tick(second: i64, with_year: bool) -> String {
    let form = if with_year { "%-d %b %Y" } else { "%-d %b" };
    let words = |timestamp: Timestamp| timestamp.to_zoned(TimeZone::UTC).strftime(form).to_string();
    Timestamp::from_second(second).map_or_else(|_| String::new(), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publication_times_are_said_and_placed() {
        assert_eq!(said(Some("2026-05-04T09:30:00+05:00")), "4 May 2026, 09:30 +05:00");
        assert_eq!(said(Some("2026-05-04T04:30:00Z")), "4 May 2026, 04:30 UTC");
        assert_eq!(said(Some("2026-05-04")), "4 May 2026");
        assert_eq!(said(Some("yesterday <b>")), "yesterday <b>");
        assert_eq!(said(None), "undated");
        assert_eq!(second("1970-01-01"), Some(DAY / 2));
        assert_eq!(second("1970-01-02T01:00:00+01:00"), Some(DAY));
        assert_eq!(second("~"), None);
        assert_eq!(tick(DAY, true), "2 Jan 1970");
        assert_eq!(known(0), "1 January 1970, 00:00:00 UTC");
    }
}
