//! What a time expression says before anybody knows what day it is.

use jiff::civil::Date;

use super::calendar::{Moment, Season, Unit};
use super::lexicon::Rule;

/// A time expression, read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A place on the calendar or clock.
    Point(Point),
    /// How long.
    Duration(Duration),
    /// How often.
    Set(Set),
    /// "recently": a TIMEX3 value that is no date.
    Vague(&'static str),
    /// Looks like a date that does not exist, or that can be read two ways.
    Undecided,
}

/// A place on the calendar or clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// `None` for a bare time of day.
    pub base: Option<Base>,
    /// Part of the day ("MO").
    pub part: Option<&'static str>,
    pub clock: Option<Clock>,
    pub edge: Option<Edge>,
}

/// The day or more that a point lies in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Base {
    /// Fully said.
    Moment(Moment),
    /// One that comes round again and again, and which of these.
    Recurring(Recurring, Which),
    /// So many units from publication ("last week", "three years ago") …
    FromNow(Unit, i32),
    /// … or from what was mentioned last ("a year earlier", "the next day").
    FromThere(Unit, i32),
    /// The one of this size mentioned last ("that day", "the quarter").
    There(Unit),
}

/// Something that comes round with every week, month or year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Recurring {
    /// Monday is 1.
    Weekday(i8),
    DayOfMonth(i8),
    Month(i8),
    MonthDay(i8, i8),
    Quarter(i8),
    Half(i8),
    Season(Season),
    Named(Rule),
    /// The week that a day with a name lies in.
    WeekOf(Rule),
    Weekend,
}

/// Which of those that come round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The tense of the verb tells.
    Near,
    Last,
    This,
    Next,
    /// The one of this year.
    In(i16),
    /// The one of the year so many years from publication's.
    InYearFromNow(i32),
    /// The one of the year mentioned last.
    There,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 24.
    pub hour: i8,
    pub minute: i8,
    pub second: Option<i8>,
    /// Offset from UTC ("Z", "+09:00").
    pub zone: Option<&'static str>,
}

/// Which part of the whole is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Early,
    Mid,
    Late,
    /// Up to publication ("earlier this month").
    Earlier,
    /// After publication, when this is within it ("later this month").
    Later,
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Duration {
    /// `None` for "several", "weeks".
    pub amount: Option<f64>,
    pub unit: Unit,
    pub side: Side,
}

/// Where on the calendar a duration lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Unknown,
    /// Ends with publication ("the past two weeks").
    Past,
    /// Begins with publication ("the next two weeks", "within weeks").
    Future,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Set {
    /// Every so many units; `None` where the number is vague.
    Every(Option<f64>, Unit),
    /// "daily", by its value.
    Value(&'static str),
    Weekday(i8),
    Month(i8),
    Season(Season),
    Part(&'static str),
}

impl Point {
    pub(super) fn new(base: Base) -> Self {
        Self { base: Some(base), part: None, clock: None, edge: None }
    }

    pub(super) fn day(date: Date) -> Self {
        Self::new(Base::Moment(Moment::Day(date)))
    }
}

impl From<Base> for Meaning {
    fn from(base: Base) -> Self {
        Self::Point(Point::new(base))
    }
}
