//! Places on the calendar: their TIMEX3 values, first and last day, and what lies before and after them.
//!
//! Every step is checked: what leaves the years 1 to 9999 is nothing.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Shift, ToSpan};

/// Units of time, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Seasons in the order of the year that they begin in. Winter belongs to the year of its December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A place on the calendar, no finer than a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// Its first two digits: 19 is 1900 to 1999.
    Century(i16),
    /// Its first three digits: 199 is 1990 to 1999.
    Decade(i16),
    Year(i16),
    /// Year and 1 or 2.
    Half(i16, i8),
    /// Year and 1 to 4.
    Quarter(i16, i8),
    Season(i16, Season),
    Month(i16, i8),
    /// The week that begins on this Monday.
    Week(Date),
    /// The Saturday and Sunday that begin on this Saturday.
    Weekend(Date),
    Day(Date),
}

fn year_of(year: i32) -> Option<i16> {
    i16::try_from(year).ok().filter(|y| (1..=9999).contains(y))
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

fn after(day: Date, shift: Shift) -> Option<Date> {
    day.checked_add(shift).ok().filter(|d| d.year() >= 1)
}

impl Moment {
    /// The moment of a unit's size that a day lies in. Units below a day give the day.
    pub(super) fn around(day: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend(after(monday(day)?, 5.days())?),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year / 10),
            Unit::Century => Self::Century(year / 100),
        })
    }

    /// The same stretch so many of its own size later (earlier when negative).
    pub(super) fn step(self, n: i32) -> Option<Self> {
        let of_year = |year: i16, part: i32, parts: i32| {
            let at = i32::from(year).checked_mul(parts)?.checked_add(part)?.checked_add(n)?;
            Some((year_of(at.div_euclid(parts))?, i8::try_from(at.rem_euclid(parts)).ok()?))
        };
        let sum = |a: i16| year_of(i32::from(a).checked_add(n)?);
        Some(match self {
            Self::Century(c) => Self::Century(sum(c).filter(|c| *c < 100)?),
            Self::Decade(d) => Self::Decade(sum(d).filter(|d| *d < 1000)?),
            Self::Year(y) => Self::Year(sum(y)?),
            Self::Half(y, h) => of_year(y, i32::from(h) - 1, 2).map(|(y, h)| Self::Half(y, h + 1))?,
            Self::Quarter(y, q) => of_year(y, i32::from(q) - 1, 4).map(|(y, q)| Self::Quarter(y, q + 1))?,
            Self::Season(y, s) => {
                let (year, at) = of_year(y, s as i32, 4)?;
                let seasons = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
                Self::Season(year, *seasons.get(usize::try_from(at).ok()?)?)
            }
            Self::Month(y, m) => of_year(y, i32::from(m) - 1, 12).map(|(y, m)| Self::Month(y, m + 1))?,
            Self::Week(d) => Self::Week(after(d, Shift::new().try_weeks(n).ok()?)?),
            Self::Weekend(d) => Self::Weekend(after(d, Shift::new().try_weeks(n).ok()?)?),
            Self::Day(d) => Self::Day(after(d, Shift::new().try_days(n).ok()?)?),
        })
    }

    /// The same place so many units later: a year after the third quarter of 1998 is the third quarter of 1999, two
    /// weeks after a day is a day, three years after a month is a month; a month after a day is a month.
    pub(super) fn shift(self, unit: Unit, n: i32) -> Option<Self> {
        let years = match unit {
            Unit::Year => Some(n),
            Unit::Decade => Some(n.checked_mul(10)?),
            Unit::Century => Some(n.checked_mul(100)?),
            _ => None,
        };
        if let Some(years) = years {
            let moved = |y: i16| year_of(i32::from(y).checked_add(years)?);
            return Some(match self {
                Self::Half(y, h) => Self::Half(moved(y)?, h),
                Self::Quarter(y, q) => Self::Quarter(moved(y)?, q),
                Self::Season(y, s) => Self::Season(moved(y)?, s),
                Self::Month(y, m) => Self::Month(moved(y)?, m),
                other => Self::Year(moved(other.first()?.year())?),
            });
        }
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day | Unit::Week | Unit::Fortnight => {
                let days = match unit {
                    Unit::Week => 7,
                    Unit::Fortnight => 14,
                    _ => 1,
                };
                let Self::Day(day) = self else {
                    return Self::around(self.first()?, unit)?.step(n.checked_mul(days / 7 + i32::from(days == 1))?);
                };
                Some(Self::Day(after(day, Shift::new().try_days(n.checked_mul(days)?).ok()?)?))
            }
            _ => Self::around(self.first()?, unit)?.step(n),
        }
    }

    /// Its size.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) => Unit::Year,
            Self::Half(..) => Unit::Half,
            Self::Quarter(..) | Self::Season(..) => Unit::Quarter,
            Self::Month(..) => Unit::Month,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Day(_) => Unit::Day,
        }
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Century(c) => (c.checked_mul(100)?.max(1), 1),
            Self::Decade(d) => (d.checked_mul(10)?.max(1), 1),
            Self::Year(y) => (y, 1),
            Self::Half(y, h) => (y, h * 6 - 5),
            Self::Quarter(y, q) => (y, q * 3 - 2),
            Self::Season(y, s) => (y, s as i8 * 3 + 3),
            Self::Month(y, m) => (y, m),
            Self::Week(d) | Self::Weekend(d) | Self::Day(d) => return Some(d),
        };
        Date::new(year, month, 1).ok()
    }

    /// Its last day.
    pub(super) fn last(self) -> Option<Date> {
        let first = self.first()?;
        let months: i32 = match self {
            Self::Century(c) => return Date::new(c.checked_mul(100)?.checked_add(99)?, 12, 31).ok(),
            Self::Decade(d) => return Date::new(d.checked_mul(10)?.checked_add(9)?, 12, 31).ok(),
            Self::Week(d) => return d.checked_add(6.days()).ok(),
            Self::Weekend(d) => return d.checked_add(1.day()).ok(),
            Self::Day(d) => return Some(d),
            Self::Year(_) => 12,
            Self::Half(..) => 6,
            Self::Quarter(..) | Self::Season(..) => 3,
            Self::Month(..) => 1,
        };
        first.checked_add((months - 1).months()).ok().map(Date::last_of_month)
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let week = |day: Date| {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        };
        match self {
            Self::Century(c) => format!("{c:02}"),
            Self::Decade(d) => format!("{d:03}"),
            Self::Year(y) => format!("{y:04}"),
            Self::Half(y, h) => format!("{y:04}-H{h}"),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Season(y, s) => format!("{y:04}-{}", s.code()),
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Week(d) => week(d),
            Self::Weekend(d) => format!("{}-WE", week(d)),
            Self::Day(d) => d.to_string(),
        }
    }
}

impl Season {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// The `n`th such weekday of a month; counted from its end when negative.
pub(super) fn nth_weekday(year: i16, month: i8, n: i8, weekday: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()
}

/// Easter Sunday of the western churches (the computus of Meeus, Jones and Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let at = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(at / 31).ok()?, i8::try_from(at % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_and_bounds() {
        for (moment, value, first, last) in [
            (Moment::Century(19), "19", date(1900, 1, 1), date(1999, 12, 31)),
            (Moment::Decade(199), "199", date(1990, 1, 1), date(1999, 12, 31)),
            (Moment::Year(1994), "1994", date(1994, 1, 1), date(1994, 12, 31)),
            (Moment::Half(2024, 2), "2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
            (Moment::Quarter(2024, 3), "2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
            (Moment::Season(2023, Season::Winter), "2023-WI", date(2023, 12, 1), date(2024, 2, 29)),
            (Moment::Month(2024, 2), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            (Moment::Week(date(2024, 12, 30)), "2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
            (Moment::Weekend(date(2024, 11, 2)), "2024-W44-WE", date(2024, 11, 2), date(2024, 11, 3)),
            (Moment::Day(date(2024, 3, 3)), "2024-03-03", date(2024, 3, 3), date(2024, 3, 3)),
        ] {
            assert_eq!(moment.value(), value);
            assert_eq!((moment.first(), moment.last()), (Some(first), Some(last)), "{value}");
        }
    }

    #[test]
    fn shifts_keep_what_they_can() {
        let quarter = Moment::Quarter(1989, 3);
        assert_eq!(quarter.shift(Unit::Year, -1), Some(Moment::Quarter(1988, 3)));
        let day = Moment::Day(date(2024, 3, 1));
        assert_eq!(day.shift(Unit::Day, -1), Some(Moment::Day(date(2024, 2, 29))));
        assert_eq!(day.shift(Unit::Week, 2), Some(Moment::Day(date(2024, 3, 15))));
        assert_eq!(day.shift(Unit::Month, -3), Some(Moment::Month(2023, 12)));
        assert_eq!(day.shift(Unit::Year, 1), Some(Moment::Year(2025)));
        assert_eq!(day.shift(Unit::Hour, 1), None);
    }

    #[test]
    fn what_leaves_the_calendar_is_nothing() {
        let day = Moment::Day(date(2024, 3, 1));
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year, Unit::Decade, Unit::Century] {
            assert_eq!(day.shift(unit, i32::MIN), None, "{unit:?}");
            assert_eq!(day.shift(unit, i32::MAX), None, "{unit:?}");
        }
        assert_eq!(Moment::Year(9999).step(1), None);
    }

    #[test]
    fn moveable_days() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(nth_weekday(1999, 11, 4, Weekday::Thursday), Some(date(1999, 11, 25)));
    }
}
