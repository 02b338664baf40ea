//! Times of day: "10 p.m.", "1400 GMT", "10:30 local time", "noon Thursday", "4 in the morning",
//! "half past six".

use purport_parse::Upos;

use super::{Grammar, Read};
use crate::number;
use crate::time::calendar::{Moment, Unit};
use crate::time::expression::{Base, Clock, Meaning, Point, Recurring};
use crate::time::lexicon::Sign;

impl Grammar<'_> {
    /// A time of day, with the day that it stands before.
    pub(super) fn clock_and_day(&self, at: usize) -> Read<Meaning> {
        let (end, clock) = self.clock(at)?;
        let mut point = Point { base: None, part: None, clock: Some(clock), edge: None };
        let mut end = end;
        let next = self.skip(self.skip(end, &[","]), &["on"]);
        if let Some((day_end, day)) = self.point(next)
            && day.part.is_none()
            && day.clock.is_none()
            && day.base.is_some_and(is_day)
        {
            (point.base, end) = (day.base, day_end);
        } else if let Some((part_end, day, code)) = self.of_day(next) {
            (point.base, end) = (Some(day), part_end);
            point.clock = Some(twelve_hours(clock, code));
        }
        Some((end, Meaning::Point(point)))
    }

    /// "this morning", "yesterday evening", as they stand behind an hour.
    fn of_day(&self, at: usize) -> Option<(usize, Base, &'static str)> {
        let (end, point) = self.point(at)?;
        Some((end, point.base.filter(|b| is_day(*b))?, point.part?))
    }

    /// Adds the time of day that follows a day: "Monday night", "yesterday at 10 p.m.".
    pub(super) fn with_time_of_day(&self, end: usize, mut point: Point) -> (usize, Point) {
        if point.part.is_some() || point.clock.is_some() || !point.base.is_some_and(is_day) {
            return (end, point);
        }
        if let Some(Sign::Part { code, loose }) = self.sign(end)
            && (!loose || !self.capital(end))
        {
            // "Monday night 's" is the day's; "Friday night football" stays in the night.
            point.part = Some(code);
            return (end + 1, point);
        }
        let next = self.skip(self.skip(end, &[","]), &["at", "by"]);
        if let Some((clock_end, clock)) = self.clock(next)
            && (next > end || self.is(end, &["noon", "midnight"]))
        {
            point.clock = Some(clock);
            return (clock_end, point);
        }
        (end, point)
    }

    /// "ten past seven", "half past six", "quarter to nine". "Ten to seven" is as often a score as a time.
    fn spoken_clock(&self, at: usize) -> Read<Clock> {
        let start = self.skip(at, &["a"]);
        let (past, minutes) = match self.word(start) {
            "half" if start == at => (start + 1, 30),
            "quarter" => (start + 1, 15),
            _ if start > at => return None,
            _ => {
                let number = number::cardinal(self.lower, at, self.sentence.end)?;
                let minutes = (1.0..=29.0).contains(&number.value) && number.value.fract() == 0.0;
                (self.skip(at + number.words, &["minutes"]), minutes.then_some(number.value as i8)?)
            }
        };
        let before = self.is(past, &["to"]) && minutes == 15 && self.is(start, &["quarter"]);
        if !self.is(past, &["past"]) && !before {
            return None;
        }
        let hour = self.word(past + 1);
        let hour = number::written(hour).and_then(|n| i8::try_from(n).ok()).or_else(|| hour.parse().ok());
        let hour = hour.filter(|hour| (1..=12).contains(hour))?;
        // "half past six people".
        if matches!(self.upos(past + 2), Some(Upos::Noun | Upos::Adj)) {
            return None;
        }
        let (hour, minute) = if before { (if hour == 1 { 12 } else { hour - 1 }, 45) } else { (hour, minutes) };
        let clock = Clock { hour, minute, second: None, zone: None };
        let (end, clock) = self.half_of_day(past + 2, clock).unwrap_or((past + 2, clock));
        Some(self.with_zone(end, clock))
    }

    /// A time of day without its day.
    fn clock(&self, at: usize) -> Read<Clock> {
        if let Some(found) = self.spoken_clock(at) {
            return Some(found);
        }
        if let Some(Sign::Hour(hour)) = self.sign(at) {
            let plain = Clock { hour, minute: 0, second: None, zone: None };
            return Some(self.with_zone(at + 1, plain));
        }
        let word = self.word(at);
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            let hour = number::written(word).and_then(|n| i8::try_from(n).ok()).filter(|h| (1..=12).contains(h))?;
            let clock = Clock { hour, minute: 0, second: None, zone: None };
            let (end, clock) = self.half_of_day(at + 1, clock)?;
            return Some(self.with_zone(end, clock));
        }
        if matches!(self.before(at), "$" | "€" | "£" | "#") {
            return None;
        }
        if let Some(clock) = four_digits(word) {
            let end = at + 1;
            if matches!(self.sign(end), Some(Sign::Zone(_))) || self.names_zone(end).is_some() {
                return Some(self.with_zone(end, clock));
            }
            return self.is(end, &["hours", "hrs"]).then(|| self.with_zone(end + 1, clock));
        }
        let parts: Vec<&str> = word.split([':', '.']).collect();
        let number = |n: usize| parts.get(n).and_then(|p| p.parse::<i8>().ok());
        let two = |n: usize| parts.get(n).is_none_or(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()));
        if parts.len() > 3 || parts[0].len() > 2 || !two(1) || !two(2) {
            return None;
        }
        let (hour, minute) = (number(0)?, number(1).unwrap_or(0));
        let second = number(2);
        if !(0..=24).contains(&hour) || !(0..60).contains(&minute) || !(0..60).contains(&second.unwrap_or(0)) {
            return None;
        }
        let clock = Clock { hour, minute, second, zone: None };
        if let Some((end, clock)) = self.half_of_day(at + 1, clock) {
            return Some(self.with_zone(end, clock));
        }
        // "10:30" by itself: a score, a ratio or a verse looks alike.
        let (end, zoned) = self.with_zone(at + 1, clock);
        let introduced = matches!(
            self.before(at),
            "at" | "by"
                | "until"
                | "till"
                | "around"
                | "about"
                | "after"
                | "before"
                | "since"
                | "from"
                | "to"
                | "between"
        );
        let written_as_clock = word.contains(':') && second.is_none();
        let zone_told = end > at + 1 && parts.len() > 1;
        (zone_told || (written_as_clock && introduced)).then_some((end, zoned))
    }

    /// "a.m.", "o'clock", "in the morning" after an hour, and the hour of the day that they make of it.
    fn half_of_day(&self, at: usize, clock: Clock) -> Read<Clock> {
        let half = |code| twelve_hours(clock, code);
        let mut end = at;
        let mut told = clock;
        let mut known = false;
        if self.is(end, &["a.m.", "a.m", "am", "p.m.", "p.m", "pm"]) {
            if !(1..=12).contains(&clock.hour) && clock.hour < 13 {
                return None;
            }
            told = half(if self.word(end).starts_with('a') { "MO" } else { "AF" });
            known = true;
            end += 1;
            // "10 p.m" and the stop of the sentence.
        } else if self.is(end, &["o'clock", "oʼclock"]) {
            known = true;
            end += 1;
        }
        let the = if self.is(end, &["in"]) && self.is(end + 1, &["the"]) {
            end + 2
        } else if self.is(end, &["at"]) && self.is(end + 1, &["night"]) {
            end + 1
        } else {
            return known.then_some((end, told));
        };
        match self.sign(the) {
            Some(Sign::Part { code, loose: false }) if (1..=12).contains(&clock.hour) => {
                let told = if told == clock { half(code) } else { told };
                Some((the + 1, told))
            }
            _ => known.then_some((end, told)),
        }
    }

    fn with_zone(&self, at: usize, mut clock: Clock) -> (usize, Clock) {
        let open = at + usize::from(self.is(at, &["("]));
        if let Some(Sign::Zone(zone)) = self.sign(open)
            && self.capital(open)
            && open == at
        {
            clock.zone = Some(zone).filter(|z| !z.is_empty());
            return (at + 1, clock);
        }
        (self.names_zone(at).unwrap_or(at), clock)
    }

    /// The end of "local time", "Eastern time", "Moscow time".
    fn names_zone(&self, at: usize) -> Option<usize> {
        let named = self.is(at, &["local", "universal"]) || self.capital(at);
        let standard = self.skip(at + 1, &["standard", "daylight", "summer"]);
        (named && self.is(standard, &["time"])).then_some(standard + 1)
    }
}

/// `1400`, `0735`.
fn four_digits(word: &str) -> Option<Clock> {
    if word.len() != 4 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hour, minute) = (word[..2].parse().ok()?, word[2..].parse().ok()?);
    (hour <= 24 && minute < 60).then_some(Clock { hour, minute, second: None, zone: None })
}

/// The hour on a clock of twenty-four, told the part of the day.
fn twelve_hours(clock: Clock, part: &str) -> Clock {
    let hour = match (part, clock.hour) {
        ("MO" | "NI", 12) => 0,
        ("AF" | "EV", 1..=11) => clock.hour + 12,
        ("NI", 6..=11) => clock.hour + 12,
        (_, hour) => hour,
    };
    Clock { hour, ..clock }
}

/// Whether a base is one day, so that a time of day can belong to it.
pub(in crate::time) fn is_day(base: Base) -> bool {
    match base {
        Base::Moment(moment) => matches!(moment, Moment::Day(_)),
        Base::Recurring(recurring, _) => matches!(
            recurring,
            Recurring::Weekday(_) | Recurring::DayOfMonth(_) | Recurring::MonthDay(..) | Recurring::Named(_)
        ),
        Base::FromNow(unit, _) | Base::FromThere(unit, _) | Base::There(unit) => unit == Unit::Day,
    }
}
