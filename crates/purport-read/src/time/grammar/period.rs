//! Months, seasons, quarters and halves of a year: "May", "in May 2024", "the summer of 2019", "the third quarter", "Q3",
//! "last year's fourth quarter", "the first half of the year".

use purport_parse::Upos;

use super::day::year_number;
use super::{Grammar, Read};
use crate::number;
use crate::time::calendar::{Moment, Unit};
use crate::time::expression::{Base, Point, Recurring, Which};
use crate::time::lexicon::Sign;

impl Grammar<'_> {
    /// A period that comes round every year.
    pub(super) fn recurring_period(&self, at: usize) -> Read<Point> {
        let start = self.skip(at, &["the", "this"]);
        // "this year's third quarter", "the 1988 second quarter".
        let (next, mut which) = self.year_before(start).unwrap_or((start, Which::Near));
        if self.before(start) == "this" && start > at {
            which = Which::This;
        }
        if let (Which::In(year), true) = (which, self.is(next, &["quarter", "period"]) && start > at) {
            // "the 1988 period".
            return Some((next + 1, Point::new(Base::Moment(Moment::Year(year)))));
        }
        let (end, recurring, bare) = self.period(next)?;
        if start > at && which == Which::Near && end >= at + 3 && self.is_hyphen(end - 2) {
            // "the third-quarter loss": the article is the loss's.
            return None;
        }
        let (end, which, bare) = match self.year_phrase(end) {
            Some((end, year)) if which == Which::Near => (end, year, false),
            _ => (end, which, bare && next == start && start == at),
        };
        if matches!(recurring, Recurring::Half(_)) && which == Which::Near {
            // A half without its year is one of a match.
            return None;
        }
        if matches!(recurring, Recurring::Season(_)) && bare && !self.season_counts(at) {
            return None;
        }
        if matches!(recurring, Recurring::Month(_)) && start > at && next == start {
            return None;
        }
        Some((end, Point::new(Base::Recurring(recurring, which))))
    }

    /// The period itself, and whether it says nothing but its name.
    fn period(&self, at: usize) -> Option<(usize, Recurring, bool)> {
        if let Some((month, short)) = self.month(at) {
            return self.month_counts(at, short).then_some((at + 1, Recurring::Month(month), true));
        }
        if let Some(Sign::Season(season)) = self.sign(at) {
            return Some((at + 1, Recurring::Season(season), true));
        }
        if let [b'q', n @ b'1'..=b'4'] = self.word(at).as_bytes() {
            return Some((at + 1, Recurring::Quarter((n - b'0') as i8), false));
        }
        let fiscal = self.skip(at, &["fiscal"]);
        let fiscal = fiscal + usize::from(fiscal > at && self.is_hyphen(fiscal));
        let n = number::ordinal(self.word(fiscal)).and_then(|n| i8::try_from(n).ok()).filter(|n| *n <= 4)?;
        let mut noun = self.skip(fiscal + 1, &["fiscal"]);
        noun += usize::from(self.is_hyphen(noun));
        match self.word(noun) {
            "quarter" => Some((noun + 1, Recurring::Quarter(n), false)),
            "half" if n <= 2 => Some((noun + 1, Recurring::Half(n), false)),
            _ => None,
        }
    }

    /// Whether the capitalised word is the month and not a person or a verb.
    fn month_counts(&self, at: usize, short: bool) -> bool {
        let year = self.year_phrase(at + 1).is_some();
        if short {
            let stop = self.word(at).ends_with('.');
            return year || (stop && self.upos(at.wrapping_sub(1)) == Some(Upos::Adp) && at > self.sentence.start);
        }
        if !self.is(at, &["may", "march", "april", "june", "august"]) || year {
            return true;
        }
        let noun = matches!(self.upos(at), Some(Upos::Propn | Upos::Noun));
        let start = at == self.sentence.start;
        let preposition = matches!(
            self.before(at),
            "in" | "since"
                | "by"
                | "of"
                | "from"
                | "until"
                | "till"
                | "before"
                | "after"
                | "during"
                | "between"
                | "through"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "-"
                | "and"
                | "to"
                | "for"
                | "each"
                | "every"
        );
        match self.word(at) {
            "may" | "march" => noun && preposition && !(start && self.capital(at + 1)),
            _ => noun && (preposition || !self.capital(at + 1) && !self.capital(at.wrapping_sub(1))),
        }
    }

    /// Whether a bare season is one: "in winter", not "a spring in the desert" or "the fall of Kabul".
    fn season_counts(&self, at: usize) -> bool {
        let noun = matches!(self.upos(at), Some(Upos::Noun | Upos::Propn));
        let first = matches!(
            self.before(at),
            "in" | "since" | "by" | "during" | "until" | "through" | "early" | "late" | "over"
        );
        noun && first && !self.is(at + 1, &["of"])
    }

    /// The year said before a period: "this year's", "last year's", "1988", "2018's".
    fn year_before(&self, at: usize) -> Read<Which> {
        if let Some(year) = year_number(self.word(at)).filter(|y| (1800..=2100).contains(y)) {
            return Some((self.skip(at + 1, &["'s"]), Which::In(year)));
        }
        let which = match self.word(at) {
            "this" => Which::InYearFromNow(0),
            "last" => Which::InYearFromNow(-1),
            "next" => Which::InYearFromNow(1),
            "year" if self.before(at) == "this" => Which::InYearFromNow(0),
            "year" if self.before(at) == "last" => Which::InYearFromNow(-1),
            _ => return None,
        };
        let noun = if self.is(at, &["year"]) { at } else { at + 1 };
        (self.is(noun, &["year"]) && self.is(noun + 1, &["'s", "’s"])).then_some((noun + 2, which))
    }

    /// The year said behind a period: "2019", "of 2019", ", 2019", "last year", "of this year".
    pub(super) fn year_phrase(&self, at: usize) -> Read<Which> {
        let of = self.skip(at, &["of", ",", "in"]);
        if let Some(year) = year_number(self.word(of)).filter(|y| (1400..=2199).contains(y)) {
            let plain = of == at
                || self.is(at, &["of"])
                || self.is(at, &[","]) && !self.is(of + 1, &[","])
                || of == at + 1 && self.is(at, &[","]);
            let counts = matches!(self.upos(of + 1), Some(Upos::Noun))
                && self.word(of + 1).ends_with('s')
                && !self.is(at, &["of"]);
            return (plain && !counts).then_some((of + 1, Which::In(year)));
        }
        if self.is(at, &[",", "in"]) {
            return None;
        }
        let noun = |n: usize| {
            let year = self.skip(n, &["fiscal", "financial"]);
            self.is(year, &["year"]).then_some(year + 1)
        };
        let (which, end) = match self.word(of) {
            "last" => (Which::InYearFromNow(-1), noun(of + 1)?),
            "this" => (Which::InYearFromNow(0), noun(of + 1)?),
            "next" => (Which::InYearFromNow(1), noun(of + 1)?),
            "that" => (Which::There, noun(of + 1)?),
            "the" if of > at && self.is(of + 1, &["same"]) => (Which::There, noun(of + 2)?),
            "the" if of > at => (Which::There, noun(of + 1)?),
            _ => return None,
        };
        // "in May this year's budget" is none.
        (!self.is(end, &["'s"])).then_some((end, which))
    }

    /// "the quarter", "the year", "the weekend": the one spoken of.
    pub(super) fn spoken_of(&self, at: usize) -> Read<Point> {
        if !self.is(at, &["the"]) {
            return None;
        }
        let noun = self.skip(at + 1, &["full", "entire", "whole", "fiscal", "financial"]);
        let noun = self.skip(noun, &["fiscal"]);
        let Some(Sign::Unit(unit)) = self.sign(noun) else { return None };
        let counts = match unit {
            Unit::Weekend => true,
            // "of the year" is an honour or a season, "the month of" goes on.
            Unit::Quarter | Unit::Year | Unit::Month | Unit::Week => {
                !matches!(self.before(at), "of" | "to") && !self.is(noun + 1, &["of", "that", "when", "in", "-"])
            }
            _ => false,
        };
        if !counts || matches!(self.upos(noun + 1), Some(Upos::Noun | Upos::Propn)) && unit == Unit::Weekend {
            return None;
        }
        let base = match unit {
            Unit::Weekend => Base::Recurring(Recurring::Weekend, Which::Near),
            Unit::Quarter => Base::There(unit),
            unit => Base::FromNow(unit, 0),
        };
        Some((noun + 1, Point::new(base)))
    }
}
