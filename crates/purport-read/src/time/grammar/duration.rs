//! How long: "three weeks", "the past two years", "a few more days", "two-year", "an hour and a half", "weeks".

use purport_parse::Upos;

use super::day::year_number;
use super::{Grammar, Read};
use crate::number;
use crate::time::calendar::Unit;
use crate::time::expression::{Duration, Meaning, Side};
use crate::time::lexicon::Sign;

impl Grammar<'_> {
    /// A duration with what bounds or places it.
    pub(super) fn duration(&self, at: usize) -> Read<Meaning> {
        if let Some(found) = self.vague_ago(at) {
            return Some(found);
        }
        let start = self.bound(at).unwrap_or(at);
        let the = self.skip(start, &["the", "these", "those"]);
        let (next, side) = match self.word(the) {
            "past" | "last" | "previous" | "preceding" | "recent" | "latest" => (the + 1, Side::Past),
            "next" | "coming" | "following" | "upcoming" => (the + 1, Side::Future),
            "first" | "final" | "opening" | "initial" if the > start && self.amount(the + 1).is_some() => {
                (the + 1, Side::Unknown)
            }
            _ => (the, Side::Unknown),
        };
        let next = if side != Side::Unknown { self.skip(next, &["few", "several"]) } else { next };
        let determined = next > start;
        let (mut end, mut amount, unit) = if let Some(found) = self.counted_unit(next) {
            found
        } else if let Some(Sign::Unit(unit)) = self.sign(next)
            && side != Side::Unknown
            && unit >= Unit::Day
        {
            (next + 1, Some(1.0), unit)
        } else {
            return None;
        };
        if the > start && next == the && (amount.is_none() || self.is_hyphen(end - 2)) {
            // "the weeks before", "the two-year boom": the article is not the time's.
            return None;
        }
        if unit == Unit::Weekend || unit == Unit::Quarter && !determined {
            return None;
        }
        if self.is_age(end) || matches!(self.word(end), "'s" if amount.is_none()) {
            return None;
        }
        // "a year and a half", "an hour or so", "a week or two".
        if self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]) {
            amount = amount.map(|n| n + 0.5);
            end += 3;
        } else if self.is(end, &["or"]) && self.is(end + 1, &["so", "more", "less", "longer", "two"]) {
            end += 2;
        }
        let side = match side {
            // "within weeks": from now on, unless the end is said ("within weeks of the vote").
            Side::Unknown if self.before(at) == "within" && !self.is(end, &["of", "after"]) => Side::Future,
            Side::Past if self.is(the, &["previous", "preceding"]) => Side::Unknown,
            Side::Future if self.is(the, &["following"]) => Side::Unknown,
            side => side,
        };
        Some((end, Meaning::Duration(Duration { amount, unit, side })))
    }

    /// What bounds or roughens a duration, taken into its span: "about", "more than", "at least", "up to".
    pub(super) fn bound(&self, at: usize) -> Option<usize> {
        let next = |n: usize, any: &[&str]| self.is(n, any).then_some(n + 1);
        match self.word(at) {
            "nearly" | "almost" => Some(at + 1),
            // "over three years" is mostly during these.
            "over" | "under"
                if self.is(at + 1, &["a", "an"]) || self.is(at.wrapping_sub(1), &["for", "in", "after", "well"]) =>
            {
                self.amount(at + 1).map(|_| at + 1)
            }
            "some" => self.amount(at + 1).map(|_| at + 1),
            "just" => next(at + 1, &["over", "under"]),
            "more" | "less" | "fewer" => next(at + 1, &["than"]),
            "no" => self.is(at + 1, &["more", "less", "later"]).then(|| next(at + 2, &["than"])).flatten(),
            "at" => next(at + 1, &["least", "most"]),
            "up" => next(at + 1, &["to"]),
            _ => None,
        }
    }

    /// A number of units: "three weeks", "two-year", "several more days", "half an hour", "weeks". `None` for a number
    /// that nobody says.
    pub(super) fn counted_unit(&self, at: usize) -> Option<(usize, Option<f64>, Unit)> {
        if year_number(self.word(at)).is_some() && matches!(self.sign(at + 1), Some(Sign::Unit(_))) {
            return None;
        }
        if let Some(Sign::Units(unit)) = self.sign(at) {
            let counts = unit >= Unit::Minute && !self.capital(at + 1) && unit != Unit::Quarter || unit == Unit::Second;
            let before_noun = self.is_hyphen(at + 1) && !self.is(at + 2, &["long"]);
            if !counts || before_noun {
                return None;
            }
            return Some((self.long(at + 1), None, unit));
        }
        if self.is(at, &["half"])
            && self.is(at + 1, &["a", "an"])
            && let Some(Sign::Unit(unit)) = self.sign(at + 2)
        {
            return Some((at + 3, Some(0.5), unit));
        }
        if let Some(Sign::Unit(unit)) = self.sign(at) {
            // "decades-long" is above; "day-long", "yearlong".
            let long = self.is_hyphen(at + 1) && self.is(at + 2, &["long"]);
            return long.then_some((at + 3, Some(1.0), unit));
        }
        let (after, amount) = self.amount(at)?;
        let hyphen = self.is_hyphen(after) && self.touch(after - 1);
        if hyphen {
            return match self.sign(after + 1) {
                Some(Sign::Unit(unit)) if unit != Unit::Quarter && !self.is(at, &["a", "an"]) => {
                    Some((self.long(after + 2), amount, unit))
                }
                _ => None,
            };
        }
        let mut noun = after;
        for _ in 0..2 {
            noun =
                self.skip(noun, &["more", "additional", "consecutive", "straight", "full", "whole", "fiscal", "solid"]);
            noun = self
                .skip(noun, &["trading", "working", "business", "calendar", "long", "further", "successive", "other"]);
        }
        match self.sign(noun)? {
            Sign::Units(unit) => Some((noun + 1, amount, unit)),
            Sign::Unit(unit)
                if amount == Some(1.0) || self.upos(noun) == Some(Upos::Noun) && !self.is(at, &["a", "an"]) =>
            {
                // "a second man", "a quarter of them"; "day" and "night" go on ("a day care centre").
                let other =
                    matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend) && self.is(at, &["a", "an", "one"]);
                let goes_on = self.is_hyphen(noun + 1) && self.touch(noun);
                (!other && !goes_on).then_some((noun + 1, amount, unit))
            }
            _ => None,
        }
    }

    /// Past "-long".
    fn long(&self, at: usize) -> usize {
        if self.is_hyphen(at) && self.is(at + 1, &["long"]) { at + 2 } else { at }
    }

    /// The number before a unit: "three", "a", "several", "a couple of", "two to three".
    fn amount(&self, at: usize) -> Option<(usize, Option<f64>)> {
        let an = self.skip(at, &["a"]);
        match self.word(an) {
            "several" | "few" | "many" | "countless" | "numerous" => return Some((self.skip(an + 1, &["of"]), None)),
            "couple" if an > at => return Some((self.skip(an + 1, &["of"]), Some(2.0))),
            "dozens" | "hundreds" | "thousands" | "scores" => return Some((self.skip(an + 1, &["of"]), None)),
            _ => {}
        }
        if let Some(number) = number::cardinal(self.lower, at, self.sentence.end) {
            let end = at + number.words;
            // "two to three weeks", "12-18 months", "three or four days".
            let joined = self.is(end, &["to", "or"]) || self.is_hyphen(end);
            if joined
                && let Some(second) = number::cardinal(self.lower, end + 1, self.sentence.end)
                && second.value > number.value
            {
                let end = end + 1 + second.words;
                let unit = if self.is_hyphen(end) { end + 1 } else { end };
                if matches!(self.sign(self.skip(unit, &["more"])), Some(Sign::Unit(_) | Sign::Units(_))) {
                    return Some((end, None));
                }
            }
            return Some((end, Some(number.value)));
        }
        matches!(self.word(at), "a" | "an" | "another").then_some((at + 1, Some(1.0)))
    }

    /// Whether an age follows: "-old", "old", "of age".
    fn is_age(&self, at: usize) -> bool {
        self.is(self.skip(at, &["-"]), &["old", "olds"]) || self.is(at, &["of"]) && self.is(at + 1, &["age"])
    }
}
