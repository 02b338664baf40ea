//! Writes a settled time down: TIMEX3 type and value, and bounds.

use jiff::civil::{Date, Time as ClockTime};
use jiff::{Span as Shift, ToSpan};
use purport_text::Span;

use super::calendar::{Moment, Unit};
use super::expression::{Clock, Duration, Edge, Meaning, Point, Set, Side};
use crate::{Time, TimeType};

/// First and last moment; `None` where there is none.
type Bounds = (Option<String>, Option<String>);

/// The record of a meaning whose moment is settled, or not.
pub(super) fn record(
    id: String,
    span: Span,
    meaning: Meaning,
    moment: Option<Moment>,
    published: Option<Date>,
) -> Time {
    let (kind, value, (begin, end)) = match meaning {
        Meaning::Point(point) => {
            let kind = if point.part.is_some() || point.clock.is_some() { TimeType::Time } else { TimeType::Date };
            let value = moment.map(|m| point_value(point, m));
            (kind, value, moment.map_or((None, None), |m| point_bounds(point, m, published)))
        }
        Meaning::Duration(duration) => {
            (TimeType::Duration, Some(duration_value(duration)), duration_bounds(duration, published))
        }
        Meaning::Set(set) => (TimeType::Set, Some(set_value(set)), (None, None)),
        Meaning::Vague(value) => (TimeType::Date, Some(value.to_owned()), vague_bounds(value, published)),
        Meaning::Undecided => (TimeType::Date, None, (None, None)),
    };
    Time { id, span, kind, value, anchored: begin.is_some() && end.is_some(), begin, end }
}

fn point_value(point: Point, moment: Moment) -> String {
    let day = moment.value();
    match (point.clock, point.part) {
        (Some(Clock { hour, minute, second, zone }), _) => {
            let second = second.map(|s| format!(":{s:02}")).unwrap_or_default();
            format!("{day}T{hour:02}:{minute:02}{second}{}", zone.unwrap_or_default())
        }
        (None, Some(part)) => format!("{day}T{part}"),
        (None, None) => day,
    }
}

fn point_bounds(point: Point, moment: Moment, published: Option<Date>) -> Bounds {
    let (Some(first), Some(last)) = (moment.first(), moment.last()) else { return (None, None) };
    if let Some(clock) = point.clock {
        let at = clock_time(first, clock);
        return (at.clone(), at);
    }
    if let Some(part) = point.part {
        let (from, to, next) = hours(part, point.edge);
        let end = if next { first.tomorrow().unwrap_or(first) } else { first };
        return (Some(format!("{first}T{from}")), Some(format!("{end}T{to}")));
    }
    let length = first.until(last).map_or(0, |s| s.get_days()) + 1;
    let third = length.div_euclid(3).max(1);
    let day = |base: Date, n: i32| base.checked_add(n.days()).unwrap_or(base);
    let (first, last) = match point.edge {
        None => (first, last),
        Some(Edge::Early) if length > 1 => (first, day(first, third - 1)),
        Some(Edge::Late) if length > 1 => (day(last, 1 - third), last),
        Some(Edge::Mid) if length > 1 => (day(first, third), day(last, -third)),
        Some(Edge::Earlier) => (first, published.map_or(last, |p| p.clamp(first, last))),
        Some(Edge::Later) => (published.map_or(first, |p| p.clamp(first, last)), last),
        Some(_) => (first, last),
    };
    (Some(first.to_string()), Some(last.to_string()))
}

/// A time of day on a day. Midnight at its end is the beginning of the next.
fn clock_time(day: Date, clock: Clock) -> Option<String> {
    let (day, hour) = if clock.hour == 24 { (day.tomorrow().ok()?, 0) } else { (day, clock.hour) };
    let time = ClockTime::new(hour, clock.minute, clock.second.unwrap_or(0), 0).ok()?;
    Some(format!("{day}T{time}{}", clock.zone.unwrap_or_default()))
}

/// First and last time of a part of a day, and whether it ends on the next day.
fn hours(part: &str, edge: Option<Edge>) -> (&'static str, &'static str, bool) {
    match (part, edge) {
        ("MO", Some(Edge::Early)) => ("00:00:00", "08:00:00", false),
        ("MO", _) => ("00:00:00", "12:00:00", false),
        ("MI", _) => ("11:00:00", "14:00:00", false),
        ("AF", _) => ("12:00:00", "18:00:00", false),
        ("EV", _) => ("17:00:00", "23:59:59", false),
        ("NI", _) => ("18:00:00", "06:00:00", true),
        _ => ("06:00:00", "18:00:00", false),
    }
}

/// The letter of a unit, how many of them it is, and whether it stands behind the T.
fn designator(unit: Unit) -> (f64, &'static str, bool) {
    match unit {
        Unit::Second => (1.0, "S", true),
        Unit::Minute => (1.0, "M", true),
        Unit::Hour => (1.0, "H", true),
        Unit::Day => (1.0, "D", false),
        Unit::Weekend => (1.0, "WE", false),
        Unit::Week => (1.0, "W", false),
        Unit::Fortnight => (2.0, "W", false),
        Unit::Month => (1.0, "M", false),
        Unit::Quarter => (1.0, "Q", false),
        Unit::Half => (6.0, "M", false),
        Unit::Year => (1.0, "Y", false),
        Unit::Decade => (10.0, "Y", false),
        Unit::Century => (100.0, "Y", false),
    }
}

fn period(amount: Option<f64>, unit: Unit) -> String {
    let (times, letter, clock) = designator(unit);
    let t = if clock { "T" } else { "" };
    match amount {
        // Whole numbers without their point: P2W, PT5.5H.
        Some(n) => format!("P{t}{}{letter}", n * times),
        None => match unit {
            Unit::Decade => "PXDE".to_owned(),
            Unit::Century => "PXCE".to_owned(),
            _ => format!("P{t}X{letter}"),
        },
    }
}

fn duration_value(duration: Duration) -> String {
    period(duration.amount, duration.unit)
}

fn duration_bounds(duration: Duration, published: Option<Date>) -> Bounds {
    let Some(now) = published else { return (None, None) };
    let today = Some(now.to_string());
    let away = length(duration).and_then(|shift| match duration.side {
        Side::Past => now.checked_sub(shift).ok(),
        Side::Future => now.checked_add(shift).ok(),
        Side::Unknown => None,
    });
    let away = away.filter(|d| d.year() >= 1).map(|d| d.to_string());
    match duration.side {
        Side::Past => (away, today),
        Side::Future => (today, away),
        Side::Unknown => (None, None),
    }
}

/// The length of a duration in days or more; parts of these are rounded up.
fn length(duration: Duration) -> Option<Shift> {
    let amount = duration.amount.filter(|n| (0.0..20_000.0).contains(n))?;
    let (times, letter, clock) = designator(duration.unit);
    let n = amount * times;
    if clock {
        return None;
    }
    match letter {
        "D" => Shift::new().try_days(n.ceil() as i64).ok(),
        "W" => Shift::new().try_days((n * 7.0).ceil() as i64).ok(),
        "M" => Shift::new().try_months(n.ceil() as i64).ok(),
        "Q" => Shift::new().try_months((n * 3.0).ceil() as i64).ok(),
        "Y" => Shift::new().try_months((n * 12.0).ceil() as i64).ok(),
        _ => None,
    }
}

fn set_value(set: Set) -> String {
    match set {
        Set::Every(amount, unit) => period(amount, unit),
        Set::Value(value) => value.to_owned(),
        Set::Weekday(day) => format!("XXXX-WXX-{day}"),
        Set::Month(month) => format!("XXXX-{month:02}"),
        Set::Season(season) => format!("XXXX-{}", season.code()),
        Set::Part(part) => format!("XXXX-XX-XXT{part}"),
    }
}

fn vague_bounds(value: &str, published: Option<Date>) -> Bounds {
    let now = published.map(|d| d.to_string());
    match value {
        "PAST_REF" => (None, now),
        "FUTURE_REF" => (now, None),
        _ => (now.clone(), now),
    }
}
