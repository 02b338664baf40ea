//! How long a busy server asks to be left alone.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The wait when the server names none.
const USUAL: Duration = Duration::from_secs(60);

/// Longest wait that is taken from a server.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The wait that a `Retry-After` header asks for, in seconds or as a date.
pub(super) fn after(header: Option<&str>, now: Timestamp) -> Duration {
    let Some(value) = header.map(str::trim) else { return USUAL };
    let seconds = value.parse().ok().or_else(|| {
        let date = rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
        u64::try_from(date.as_second() - now.as_second()).ok()
    });
    seconds.map_or(USUAL, |seconds: u64| Duration::from_secs(seconds.max(1)).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read_and_bounded() {
        let now: Timestamp = "2024-10-28T09:30:00Z".parse().unwrap();
        for (header, seconds) in [
            (Some("120"), 120),
            (Some(" 0 "), 1),
            (Some("Mon, 28 Oct 2024 09:31:30 GMT"), 90),
            (Some("Mon, 28 Oct 2024 09:00:00 GMT"), 60),
            (Some("99999999999"), 24 * 3600),
            (Some("later"), 60),
            (Some("-5"), 60),
            (None, 60),
        ] {
            assert_eq!(after(header, now).as_secs(), seconds, "{header:?}");
        }
    }
}
