//! The order in which articles count as earlier and later.
//!
//! In: two articles. Out: which came first: by time of publication, then by id, then by text, so that the order in which
//! articles reach a ledger never matters. An article without a usable time counts as later than any with one.

use std::cmp::Ordering;

use purport_text::Article;

/// Which of two articles is the earlier: by the instant of publication (a date alone is its midnight, a time without a
/// zone is UTC), those without one last; then by id, then by text.
///
/// ```
/// use purport_ledger::copies::order;
/// use purport_text::Article;
/// let at = |time: &str| Article { published: Some(time.into()), ..Article::default() };
/// assert!(order(&at("2024-10-28T09:00:00+09:00"), &at("2024-10-28T01:00:00Z")).is_lt());
/// assert!(order(&at("2024-10-28"), &Article::default()).is_lt());
/// ```
#[must_use]
pub fn order(left: &Article, right: &Article) -> Ordering {
    let time = |article: &Article| article.published.as_deref().and_then(seconds).map_or((1, 0), |time| (0, time));
    time(left).cmp(&time(right)).then_with(|| left.id.cmp(&right.id)).then_with(|| left.text.cmp(&right.text))
}

/// Seconds between the publication of two articles, when both are known.
pub(super) fn apart(left: &Article, right: &Article) -> Option<u64> {
    Some(seconds(left.published.as_deref()?)?.abs_diff(seconds(right.published.as_deref()?)?))
}

/// Seconds since 1970 of an RFC 3339 date or time.
fn seconds(time: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| -> Option<i64> {
        time.get(range).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let midnight = days(year, month, day) * 86_400;
    let (Some(hour), Some(minute)) = (number(11..13), number(14..16)) else { return Some(midnight) };
    let second = number(17..19).unwrap_or(0);
    let rest = time.get(16..).unwrap_or("");
    let zone = rest.rfind(['+', '-']).and_then(|at| {
        let (hours, minutes) = rest[at + 1..].split_once(':')?;
        let offset = hours.parse::<i64>().ok()? * 3_600 + minutes.parse::<i64>().ok()? * 60;
        Some(if rest[at..].starts_with('-') { -offset } else { offset })
    });
    let clock = hour * 3_600 + minute * 60 + second;
    Some(midnight + clock - zone.filter(|zone| zone.abs() <= 86_400).unwrap_or(0))
}

/// Days since 1970 of a day of the proleptic Gregorian calendar (Hinnant's `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants() {
        for (time, wanted) in [
            ("1970-01-01", Some(0)),
            ("2000-03-01", Some(951_868_800)),
            ("2024-10-28T09:30:00+09:00", Some(1_730_075_400)),
            ("2024-10-28T00:30:00Z", Some(1_730_075_400)),
            ("2024-10-28T00:30:00.125-00:00", Some(1_730_075_400)),
            ("2024-10-28T00:30:00", Some(1_730_075_400)),
            ("2024-13-28", None),
            ("yesterday", None),
            ("2024-1é-28", None),
            ("", None),
        ] {
            assert_eq!(seconds(time), wanted, "{time}");
        }
    }

    #[test]
    fn equal_times_go_by_id() {
        let named = |id: &str| Article { id: id.to_owned(), ..Article::default() };
        assert_eq!(order(&named("a"), &named("b")), Ordering::Less);
        assert_eq!(order(&named("a"), &named("a")), Ordering::Equal);
    }
}
