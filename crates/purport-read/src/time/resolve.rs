//! Settles what day an expression means.
//!
//! In: a [`Meaning`], the day of publication, what was mentioned before, and the direction of the verb. Out: a moment with
//! its time of day. Nothing is settled that needs a date nobody knows.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::{Moment, Unit, monday};
use super::expression::{Base, Recurring, Which};
use super::tense::{Direction, Governed};

/// What is known while a text is read from its beginning.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Day of publication.
    pub published: Option<Date>,
    /// The day mentioned last.
    pub day: Option<Date>,
    /// The month, quarter, year … mentioned last.
    pub period: Option<Moment>,
    /// The quarter mentioned last, and in which sentence.
    pub quarter: Option<(Moment, usize)>,
    /// The sentence that is being read.
    pub sentence: usize,
}

/// A date within so many days is meant rather than one that lies so many on the other side of publication, whatever the
/// tense: of a day so far away the news would say the year.
const NEARER: i32 = 31;
const FARTHER: i32 = 300;

/// The same where a noun stands between the time and its verb, so that the tense tells less.
const NEAR: i32 = 62;
const FAR: i32 = 200;

impl Context {
    /// The moment of a base.
    /// `ago` for one that says "ago": "last year" is the year.
    pub(super) fn moment(&self, base: Base, ago: bool, governed: impl Fn() -> Governed) -> Option<Moment> {
        match base {
            Base::Moment(moment) => Some(moment),
            Base::Recurring(recurring, which) => self.recurring(recurring, which, governed),
            // Results are compared with those of the same quarter.
            Base::FromNow(Unit::Year, n @ -1) if ago && self.quarter_within(1).is_some() => {
                self.quarter_within(1)?.shift(Unit::Year, n)
            }
            Base::FromThere(Unit::Year, n) if self.quarter_within(5).is_some() => {
                self.quarter_within(5)?.shift(Unit::Year, n)
            }
            Base::FromNow(unit, n) => Self::counted(Moment::Day(self.published?), unit, n),
            Base::FromThere(unit, n) => match unit {
                Unit::Day | Unit::Week | Unit::Fortnight => Self::counted(Moment::Day(self.day?), unit, n),
                _ => Self::counted(self.there()?, unit, n),
            },
            Base::There(Unit::Quarter) => match self.quarter {
                Some((quarter, _)) => Some(quarter),
                None => Moment::around(self.published?, Unit::Quarter)?.step(-1),
            },
            Base::There(unit) => {
                let there = match unit {
                    Unit::Day | Unit::Week | Unit::Weekend => Moment::Day(self.day?),
                    _ => self.there()?,
                };
                Moment::around(there.first()?, unit)
            }
        }
    }

    /// The quarter mentioned in this sentence or so many before it.
    fn quarter_within(&self, sentences: usize) -> Option<Moment> {
        self.quarter.filter(|(_, at)| self.sentence - at <= sentences).map(|(moment, _)| moment)
    }

    /// What was mentioned last, else publication.
    fn there(&self) -> Option<Moment> {
        self.period.or(self.day.map(Moment::Day)).or(self.published.map(Moment::Day))
    }

    /// So many units away: a day or week away from a day is a day, but "last week" is a week.
    fn counted(from: Moment, unit: Unit, n: i32) -> Option<Moment> {
        match unit {
            Unit::Week if n.abs() <= 1 => Moment::around(from.first()?, Unit::Week)?.step(n),
            _ => from.shift(unit, n),
        }
    }

    /// Notes what was mentioned, for what is counted from it.
    pub(super) fn mention(&mut self, base: Base, moment: Moment) {
        match (base, moment) {
            (_, Moment::Day(day)) => {
                self.day = Some(day);
                self.period = None;
            }
            // "a year earlier" compares, and the next one compares with the same.
            (Base::FromThere(Unit::Year, _), _) => {}
            (Base::FromNow(Unit::Year, -1), Moment::Quarter(..)) => {}
            (_, Moment::Quarter(..)) => {
                self.period = Some(moment);
                self.quarter = Some((moment, self.sentence));
            }
            (_, moment) => self.period = Some(moment),
        }
    }

    fn recurring(&self, recurring: Recurring, which: Which, governed: impl Fn() -> Governed) -> Option<Moment> {
        match recurring {
            Recurring::Weekday(day) => self.weekday(day, which, governed),
            Recurring::Weekend => self.weekend(which, governed),
            Recurring::DayOfMonth(day) => {
                let month = match self.there()? {
                    Moment::Month(year, month) => (year, month),
                    other => (other.first()?.year(), other.first()?.month()),
                };
                Date::new(month.0, month.1, day).ok().map(Moment::Day)
            }
            _ => {
                let year = |n: i32| i16::try_from(n).ok().and_then(|y| in_year(recurring, y));
                match which {
                    Which::In(y) => in_year(recurring, y),
                    Which::InYearFromNow(n) => year(i32::from(self.published?.year()) + n),
                    Which::There => in_year(recurring, self.there()?.first()?.year()),
                    _ => self.yearly(recurring, which, governed),
                }
            }
        }
    }

    /// The nearest of those that come with every year.
    fn yearly(&self, recurring: Recurring, which: Which, governed: impl Fn() -> Governed) -> Option<Moment> {
        let now = self.published?;
        let years = (-4..=4).filter_map(|n| i16::try_from(i32::from(now.year()) + n).ok());
        let all: Vec<Moment> = years.filter_map(|y| in_year(recurring, y)).collect();
        let begun = |m: &&Moment| m.first().is_some_and(|d| d <= now);
        let over = |m: &&Moment| m.last().is_some_and(|d| d < now);
        let last = all.iter().rev().find(begun).copied();
        let next = all.iter().find(|m| !over(m)).copied();
        let finished = all.iter().rev().find(over).copied();
        match which {
            Which::Last => finished,
            Which::Next => all.iter().find(|m| !begun(m)).copied(),
            Which::This => in_year(recurring, now.year()),
            _ if last == next => last,
            _ => {
                let (last, next) = (last?, next?);
                let (ago, ahead) = (days(last.last()?, now)?, days(now, next.first()?)?);
                let Governed { direction, through_noun } = governed();
                let (near, far) = if through_noun { (NEAR, FAR) } else { (NEARER, FARTHER) };
                let ahead = match direction {
                    Direction::Past => ahead <= near && ago > far,
                    Direction::Future => !(ago <= near && ahead > far),
                    Direction::Unknown => ahead < ago,
                };
                Some(if ahead { next } else { last })
            }
        }
    }

    fn weekday(&self, day: i8, which: Which, governed: impl Fn() -> Governed) -> Option<Moment> {
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        if which == Which::There
            && let Some(there) = self.day
        {
            return monday(there)?.checked_add(i32::from(day - 1).days()).ok().map(Moment::Day);
        }
        let now = self.published?;
        let past = |from: Date| from.nth_weekday(-1, weekday).ok();
        let ahead = |from: Date| from.nth_weekday(1, weekday).ok();
        let found = match which {
            Which::Last => past(now),
            Which::Next => ahead(now),
            _ if now.weekday() == weekday => Some(now),
            _ => match governed().direction {
                Direction::Future => ahead(now),
                Direction::Unknown if which == Which::This => ahead(now),
                _ => past(now),
            },
        };
        found.map(Moment::Day)
    }

    fn weekend(&self, which: Which, governed: impl Fn() -> Governed) -> Option<Moment> {
        let now = self.published?;
        let this = Moment::around(now, Unit::Weekend)?;
        let begun = this.first()? <= now;
        let n = match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::There => 0,
            _ if begun => 0,
            _ => match governed().direction {
                Direction::Future => 0,
                Direction::Unknown if which == Which::This => 0,
                _ => -1,
            },
        };
        this.step(n)
    }
}

fn in_year(recurring: Recurring, year: i16) -> Option<Moment> {
    match recurring {
        Recurring::Month(m) => Some(Moment::Month(year, m)),
        Recurring::MonthDay(m, d) => Date::new(year, m, d).ok().map(Moment::Day),
        Recurring::Quarter(q) => Some(Moment::Quarter(year, q)),
        Recurring::Half(h) => Some(Moment::Half(year, h)),
        Recurring::Season(s) => Some(Moment::Season(year, s)),
        Recurring::Named(rule) => rule.day(year).map(Moment::Day),
        Recurring::WeekOf(rule) => Moment::around(rule.day(year)?, Unit::Week),
        Recurring::Weekday(_) | Recurring::DayOfMonth(_) | Recurring::Weekend => None,
    }
}

fn days(from: Date, to: Date) -> Option<i32> {
    Some(from.until(to).ok()?.get_days())
}
