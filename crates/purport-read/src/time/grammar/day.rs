//! Days: "Monday", "March 3, 2024", "3 March", "2024-10-28", "28/10/2024", "Friday, Oct. 23", "the 25th", "Easter Monday".

use jiff::civil::Date;
use purport_parse::Upos;

use super::{Grammar, Read};
use crate::number;
use crate::time::calendar::Moment;
use crate::time::expression::{Base, Meaning, Point, Recurring, Which};
use crate::time::lexicon::{self, Sign};

/// A date written in numbers.
enum Numeric {
    Day(Date),
    Impossible,
}

impl Grammar<'_> {
    /// One day, by weekday or date.
    pub(super) fn day(&self, at: usize) -> Read<Point> {
        if let Some(Sign::Weekday { day, short }) = self.sign(at)
            && self.capital(at)
        {
            let next = self.skip(at + 1, &[","]);
            let the = self.skip(next, &["the"]);
            if let Some((end, Numeric::Day(date))) = self.numeric(next) {
                return Some((end, Point::day(date)));
            }
            if let Some((end, base)) = self.month_day(the) {
                return Some((end, Point::new(base?)));
            }
            // "Mon." and "Sun" are none without a date.
            return (!short && !self.named_after(at))
                .then(|| (at + 1, Point::new(Base::Recurring(Recurring::Weekday(day), Which::Near))));
        }
        if let Some((end, Numeric::Day(date))) = self.numeric(at) {
            return Some((end, Point::day(date)));
        }
        if let Some((end, base)) = self.month_day(at) {
            return Some((end, Point::new(base?)));
        }
        self.day_of_month(at)
    }

    /// "the 30th of February", "10/11/2024": a date, but none that can be told.
    pub(super) fn undecided_date(&self, at: usize) -> Read<Meaning> {
        let next = match self.sign(at) {
            Some(Sign::Weekday { .. }) if self.capital(at) => self.skip(at + 1, &[","]),
            _ => at,
        };
        let end = match (self.numeric(next), self.month_day(next)) {
            (Some((end, Numeric::Impossible)), _) | (_, Some((end, None))) => end,
            _ => return None,
        };
        Some((end, Meaning::Undecided))
    }

    /// Whether a capitalised noun that is no time follows closely: "Sunday Times", "Friday Prayers Group".
    fn named_after(&self, at: usize) -> bool {
        let names = self.parse.names.partition_point(|n| n.words.end <= at);
        self.parse.names.get(names).is_some_and(|n| n.words.start <= at && n.words.len() > 1)
    }

    /// The day of a month in digits or as an ordinal.
    fn day_number(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        let plain = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        let n = if plain { word.parse().ok() } else { number::ordinal(word) }?;
        i8::try_from(n).ok().filter(|n| (1..=31).contains(n))
    }

    /// The month at a word. A short one counts only beside a number; the caller knows whether there is one.
    pub(super) fn month(&self, at: usize) -> Option<(i8, bool)> {
        match self.sign(at) {
            Some(Sign::Month { month, short }) if self.capital(at) => Some((month, short)),
            _ => None,
        }
    }

    /// A year behind a date: ", 2024", "2024", "of 2024".
    fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let next = self.skip(at, &[",", "of", "in"]);
        let year = year_number(self.word(next))?;
        // "March 3, 2000 soldiers left".
        let counts = next == at || self.is(at, &[","]);
        (counts || self.is(at, &["of"])).then_some((next + 1, year))
    }

    /// "March 3, 2024", "the 3rd of March", "3 March 2024". `None` inside when there is no such day.
    pub(super) fn month_day(&self, at: usize) -> Read<Option<Base>> {
        let (end, month, day) = if let Some((month, _)) = self.month(at) {
            let next = self.skip(at + 1, &["the"]);
            let day = self.day_number(next)?;
            // "May 5,000", "March 3.5" are cut differently; "March 10 percent" is no day, "March 3 p.m." neither.
            if self.is(next + 1, &["percent", "%", "million", "billion", "a.m.", "p.m."]) {
                return None;
            }
            (next + 1, month, day)
        } else {
            let start = self.skip(at, &["the"]);
            let day = self.day_number(start)?;
            let of = self.skip(start + 1, &["of", "-"]);
            let (month, _) = self.month(of)?;
            if start > at && of == start + 1 && number::ordinal(self.word(start)).is_none() {
                return None;
            }
            // "3 May" the month, "3 may" the verb: the capital tells; "the first of May" is a day.
            (of + 1, month, day)
        };
        let hyphen = usize::from(self.is_hyphen(end) && year_number(self.word(end + 1)).is_some());
        if let Some((end, year)) = self.year_after(end + hyphen) {
            return Some((end, Date::new(year, month, day).ok().map(|d| Base::Moment(Moment::Day(d)))));
        }
        // A leap year, so that 29 February passes.
        if Date::new(2024, month, day).is_err() {
            return Some((end, None));
        }
        if let Some(year) = lexicon::known_year(month, day, self.lower, end, self.sentence.end) {
            return Some((end, Date::new(year, month, day).ok().map(|d| Base::Moment(Moment::Day(d)))));
        }
        Some((end, Some(Base::Recurring(Recurring::MonthDay(month, day), Which::Near))))
    }

    /// `2024-10-28`, `28/10/2024`, `28.10.2024`, `9/11`.
    fn numeric(&self, at: usize) -> Read<Numeric> {
        let word = self.word(at);
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if word == "9/11" {
            return Some((at + 1, Numeric::Day(Date::new(2001, 9, 11).ok()?)));
        }
        let decide = |year: i16, month: i8, day: i8| match Date::new(year, month, day) {
            Ok(date) => Numeric::Day(date),
            Err(_) => Numeric::Impossible,
        };
        if let Some(year) = year_number(word)
            && self.is_hyphen(at + 1)
            && self.is_hyphen(at + 3)
            && (at..at + 4).all(|n| self.touch(n))
            && self.word(at + 2).len() == 2
            && self.word(at + 4).len() == 2
        {
            let (month, day) = (self.word(at + 2).parse().ok()?, self.word(at + 4).parse().ok()?);
            return Some((at + 5, decide(year, month, day)));
        }
        let mark = word.chars().find(|c| matches!(c, '/' | '.'))?;
        let parts: Vec<&str> = word.split(mark).collect();
        let [one, two, year] = parts[..] else { return None };
        if one.len() > 2 || two.len() > 2 {
            // 2024/10/28
            let (year, month, day) = (year_number(one)?, two.parse().ok()?, year.parse().ok()?);
            return (two.len() == 2).then(|| (at + 1, decide(year, month, day)));
        }
        let (one, two, year): (i8, i8, i16) = (one.parse().ok()?, two.parse().ok()?, year_number(year)?);
        let date = match (one, two) {
            _ if one == two || one > 12 || mark == '.' => decide(year, two, one),
            _ if two > 12 => decide(year, one, two),
            _ => Numeric::Impossible,
        };
        Some((at + 1, date))
    }

    /// "the 25th", where no noun follows.
    fn day_of_month(&self, at: usize) -> Read<Point> {
        let word = self.word(at + 1);
        if self.word(at) != "the" || !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let day = number::ordinal(word).and_then(|_| self.day_number(at + 1))?;
        let on = self.is(at.wrapping_sub(1), &["on", "by", "until", "of"]);
        let ends = !matches!(self.upos(at + 2), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
        let inside = self.is_hyphen(at + 2) || self.is(at + 2, &["of", "and"]);
        (on && ends && !inside).then(|| (at + 2, Point::new(Base::Recurring(Recurring::DayOfMonth(day), Which::Near))))
    }

    /// "April 24 and [25]", "March 3-[5]".
    pub(super) fn second_day(&self, at: usize, first: Meaning) -> Option<(usize, usize, Meaning)> {
        let joined = self.is(at, &["and", "or", "to", "&"]) || self.is_hyphen(at);
        let day = self.day_number(at + 1).filter(|_| joined)?;
        if matches!(self.upos(at + 2), Some(Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::Adj))
            || self.is_hyphen(at + 2)
            || !self.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        // The month must stand before the first day.
        let month_before = self.month(at.wrapping_sub(2)).is_some();
        let base = match first {
            Meaning::Point(Point { base: Some(Base::Recurring(Recurring::MonthDay(month, one), which)), .. }) => {
                Date::new(2024, month, day).ok().filter(|_| one < day)?;
                Base::Recurring(Recurring::MonthDay(month, day), which)
            }
            Meaning::Point(Point { base: Some(Base::Moment(Moment::Day(one))), .. }) => {
                Base::Moment(Moment::Day(Date::new(one.year(), one.month(), day).ok().filter(|d| *d > one)?))
            }
            _ => return None,
        };
        month_before.then(|| {
            let end = self.year_after(at + 2).map_or(at + 2, |(end, _)| end);
            (at + 1, end, base.into())
        })
    }

    /// A day with a name.
    pub(super) fn holiday(&self, at: usize) -> Read<Point> {
        let (which, next) = match self.word(at) {
            "last" => (Which::Last, at + 1),
            "this" => (Which::This, at + 1),
            "next" => (Which::Next, at + 1),
            _ => (Which::Near, at),
        };
        let (end, rule) = lexicon::holiday(self.lower, next, self.sentence.end).filter(|_| self.capital(next))?;
        let which = year_number(self.word(end)).map_or(which, Which::In);
        let end = end + usize::from(matches!(which, Which::In(_)));
        if self.is(end, &["week", "weekend"]) {
            return Some((end + 1, Point::new(Base::Recurring(Recurring::WeekOf(rule), which))));
        }
        Some((end, Point::new(Base::Recurring(Recurring::Named(rule), which))))
    }
}

/// A year in four digits that news can be about.
pub(super) fn year_number(word: &str) -> Option<i16> {
    let four = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|y| four && (1000..=2199).contains(y))
}
