//! Times that are counted from another: "yesterday", "last week", "this morning", "two years ago", "a year earlier", "the
//! next day", "that month".

use purport_parse::Upos;

use super::{Grammar, Read};
use crate::time::calendar::Unit;
use crate::time::expression::{Base, Meaning, Point, Recurring, Which};
use crate::time::lexicon::Sign;

/// What "last", "next", "that" pick.
#[derive(Clone, Copy, PartialEq)]
enum Pick {
    Last,
    This,
    Next,
    /// Counted from what was mentioned last.
    Previous,
    Following,
    That,
}

impl Grammar<'_> {
    /// One point counted from publication or from what was mentioned last.
    pub(super) fn relative(&self, at: usize) -> Read<Point> {
        if let Some(found) = self.day_word(at) {
            return Some(found);
        }
        if let Some(found) = self.year_ago_period(at) {
            return Some(found);
        }
        let the = self.skip(at, &["the"]);
        let pick = match self.word(the) {
            "last" => Pick::Last,
            "past" if the == at && matches!(self.sign(at + 1), Some(Sign::Weekday { .. } | Sign::Season(_))) => {
                Pick::Last
            }
            "this" if the == at => Pick::This,
            "current" if the > at => Pick::This,
            "next" if the == at => Pick::Next,
            "next" => Pick::Following,
            "coming" | "upcoming" => Pick::Next,
            "latest" if the > at => Pick::Last,
            "previous" | "preceding" | "prior" => Pick::Previous,
            "following" | "ensuing" if the > at => Pick::Following,
            "that" if the == at => Pick::That,
            "same" if the > at => Pick::That,
            _ => return self.spoken_of(at),
        };
        if self.is(the, &["latest"]) && self.is(the + 1, &["period", "quarter"]) {
            return Some((the + 2, Point::new(Base::There(Unit::Quarter))));
        }
        let mut next = the + 1;
        if matches!(self.word(the), "this" | "that") {
            next = self.skip(next, &["same", "past", "coming"]);
        }
        self.picked(next, pick, the > at)
    }

    /// What stands behind "last", "this", "next" …
    fn picked(&self, at: usize, pick: Pick, the: bool) -> Read<Point> {
        let n = match pick {
            Pick::Last | Pick::Previous => -1,
            Pick::Next | Pick::Following => 1,
            Pick::This | Pick::That => 0,
        };
        let base = |unit| match pick {
            Pick::Last | Pick::This | Pick::Next => Base::FromNow(unit, n),
            Pick::Previous | Pick::Following => Base::FromThere(unit, n),
            Pick::That => Base::There(unit),
        };
        let which = match pick {
            Pick::Last | Pick::Previous => Which::Last,
            Pick::This => Which::This,
            Pick::Next | Pick::Following => Which::Next,
            Pick::That => Which::There,
        };
        let recurring = |r| Some((at + 1, Point::new(Base::Recurring(r, which))));
        match self.sign(at)? {
            Sign::Weekday { day, short: false } if self.capital(at) => recurring(Recurring::Weekday(day)),
            Sign::Month { month, short: false } if self.capital(at) => recurring(Recurring::Month(month)),
            Sign::Season(season) => recurring(Recurring::Season(season)),
            Sign::Part { code, loose: false } => {
                let night = code == "NI";
                let day = match pick {
                    Pick::Last if night || code == "EV" => Base::FromNow(Unit::Day, -1),
                    Pick::This => Base::FromNow(Unit::Day, 0),
                    Pick::Following | Pick::That | Pick::Previous => base(Unit::Day),
                    _ => return None,
                };
                let point = Point { base: Some(day), part: Some(code), clock: None, edge: None };
                Some((at + 1, point))
            }
            Sign::Unit(Unit::Weekend) => recurring(Recurring::Weekend),
            Sign::Unit(unit) => {
                let counts = match unit {
                    Unit::Second | Unit::Minute | Unit::Hour | Unit::Fortnight | Unit::Half => false,
                    Unit::Day => matches!(pick, Pick::Following | Pick::Previous | Pick::That),
                    // "the last week": a stretch, or the last one of something.
                    _ => !(the && pick == Pick::Last && !self.is(at - 1, &["latest"])),
                };
                if !counts || self.is(at + 1, &["-"]) && self.touch(at) {
                    return None;
                }
                // "over the next year": a stretch.
                if pick == Pick::Following && self.is(at - 1, &["next"]) && unit != Unit::Day {
                    return None;
                }
                Some((at + 1, Point::new(base(unit))))
            }
            _ => None,
        }
        .or_else(|| {
            // "the current fiscal year", "the previous fiscal quarter".
            let noun = at + 1;
            match self.sign(noun) {
                Some(Sign::Unit(unit)) if self.is(at, &["fiscal", "financial", "calendar"]) => {
                    Some((noun + 1, Point::new(base(unit))))
                }
                _ => None,
            }
        })
    }

    /// "today", "yesterday morning", "the day before yesterday", "tonight".
    fn day_word(&self, at: usize) -> Read<Point> {
        let the = self.skip(at, &["the"]);
        if self.is(the, &["day"]) && self.is(the + 1, &["before", "after"]) {
            return match (self.sign(the + 2)?, self.word(the + 1)) {
                (Sign::Day(-1), "before") => Some((the + 3, Point::new(Base::FromNow(Unit::Day, -2)))),
                (Sign::Day(1), "after") => Some((the + 3, Point::new(Base::FromNow(Unit::Day, 2)))),
                _ => None,
            };
        }
        match self.sign(at)? {
            Sign::Day(n) => Some((at + 1, Point::new(Base::FromNow(Unit::Day, n)))),
            Sign::Tonight => {
                let base = Some(Base::FromNow(Unit::Day, 0));
                Some((at + 1, Point { base, part: Some("NI"), clock: None, edge: None }))
            }
            _ => None,
        }
    }

    /// "the year-ago quarter", "a year-earlier", "year-ago".
    fn year_ago_period(&self, at: usize) -> Read<Point> {
        let start = self.skip(at, &["the"]);
        if !self.is(start, &["year"]) || !self.is_hyphen(start + 1) || !self.is(start + 2, &["ago", "earlier"]) {
            return None;
        }
        let mut end = start + 3;
        end = self.skip(end, &["third", "first", "second", "fourth", "fiscal"]);
        end = self.skip(end, &["quarter", "period", "month"]);
        if start > at && end == start + 3 {
            // "the year-ago results": the article is not the time's.
            return None;
        }
        Some((end, Point::new(Base::FromThere(Unit::Year, -1))))
    }

    /// "two years ago", "a week earlier", "three days later", "a month from now".
    pub(super) fn ago(&self, at: usize) -> Read<Point> {
        let (end, amount, unit) = self.counted_unit(self.bound(at).unwrap_or(at))?;
        let back = match self.word(end) {
            "ago" => Some((end + 1, true, -1)),
            "earlier" | "previously" => Some((end + 1, false, -1)),
            "before" if self.closes(end + 1) => Some((end + 1, false, -1)),
            "later" | "afterwards" | "afterward" | "thereafter" if !self.is(end + 1, &["than"]) => {
                Some((end + 1, false, 1))
            }
            "hence" => Some((end + 1, true, 1)),
            "from" if self.is(end + 1, &["now", "today"]) => Some((end + 2, true, 1)),
            _ => None,
        };
        let (end, now, sign) = back?;
        let amount = amount?;
        // "18 months ago" is a month, "half a year ago" six of them.
        let (unit, amount) = match (unit, amount.fract() == 0.0) {
            (_, true) => (unit, amount),
            (Unit::Year, false) => (Unit::Month, amount * 12.0),
            (Unit::Decade, false) => (Unit::Year, amount * 10.0),
            (Unit::Century, false) => (Unit::Year, amount * 100.0),
            (Unit::Week, false) => (Unit::Day, amount * 7.0),
            _ => return None,
        };
        if !(0.0..10_000.0).contains(&amount) || unit < Unit::Day {
            return None;
        }
        let n = amount.round() as i32 * sign;
        // Somebody who says two decades means the year.
        let (unit, n) = match unit {
            Unit::Decade => (Unit::Year, n * 10),
            Unit::Century => (Unit::Year, n.checked_mul(100)?),
            other => (other, n),
        };
        let base = if now { Base::FromNow(unit, n) } else { Base::FromThere(unit, n) };
        Some((end, Point::new(base)))
    }

    /// "several years ago", "hours ago": nobody knows how much.
    pub(super) fn vague_ago(&self, at: usize) -> Read<Meaning> {
        let (end, amount, unit) = self.counted_unit(self.bound(at).unwrap_or(at))?;
        if amount.is_some() && unit >= Unit::Day {
            return None;
        }
        self.is(end, &["ago"]).then_some((end + 1, Meaning::Vague("PAST_REF")))
    }

    /// Whether a phrase ends here: no noun or verb that the word before it would need.
    fn closes(&self, at: usize) -> bool {
        at >= self.sentence.end || matches!(self.upos(at), Some(Upos::Punct | Upos::Cconj))
    }
}
