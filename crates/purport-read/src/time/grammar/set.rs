//! How often: "every Friday", "each year", "daily", "twice a week", "$3 million a year", "Sunday mornings".

use purport_parse::Upos;

use super::{Grammar, Read};
use crate::number;
use crate::time::calendar::Unit;
use crate::time::expression::{Meaning, Set};
use crate::time::lexicon::Sign;

impl Grammar<'_> {
    /// A set of times.
    pub(super) fn set(&self, at: usize) -> Read<Meaning> {
        let (end, set) = match self.word(at) {
            "every" | "each" => self.every(at + 1)?,
            "once" | "twice" => self.per_unit(at + 1)?,
            "a" | "an" => self.rate(at)?,
            _ => self.plural(at).or_else(|| self.times(at))?,
        };
        Some((end, Meaning::Set(set)))
    }

    /// What stands behind "every".
    fn every(&self, at: usize) -> Read<Set> {
        match self.sign(at) {
            Some(Sign::Unit(unit)) if unit != Unit::Second => return Some((at + 1, Set::Every(Some(1.0), unit))),
            Some(Sign::Weekday { day, .. }) if self.capital(at) => return Some((at + 1, Set::Weekday(day))),
            Some(Sign::Month { month, .. }) if self.capital(at) => return Some((at + 1, Set::Month(month))),
            Some(Sign::Season(season)) => return Some((at + 1, Set::Season(season))),
            Some(Sign::Part { code, .. }) => return Some((at + 1, Set::Part(code))),
            _ => {}
        }
        let (next, amount) = match self.word(at) {
            "other" | "second" => (at + 1, Some(2.0)),
            "few" | "several" => (at + 1, None),
            word => match number::ordinal(word) {
                Some(n) => (at + 1, Some(f64::from(n))),
                None => {
                    let number = number::cardinal(self.lower, at, self.sentence.end)?;
                    (at + number.words, Some(number.value))
                }
            },
        };
        match self.sign(next)? {
            Sign::Unit(unit) | Sign::Units(unit) => Some((next + 1, Set::Every(amount, unit))),
            Sign::Weekday { day, .. } if self.capital(next) => Some((next + 1, Set::Weekday(day))),
            _ => None,
        }
    }

    /// "a week" behind "twice" or "three times".
    fn per_unit(&self, at: usize) -> Read<Set> {
        match self.sign(at + 1)? {
            Sign::Unit(unit) if self.is(at, &["a", "an", "every", "each", "per"]) => {
                Some((at + 2, Set::Every(Some(1.0), unit)))
            }
            _ => None,
        }
    }

    /// "three times a week".
    fn times(&self, at: usize) -> Read<Set> {
        let number = number::cardinal(self.lower, at, self.sentence.end)?;
        let times = at + number.words;
        if self.is(times, &["times"]) { self.per_unit(times + 1) } else { None }
    }

    /// "a year" behind what happens in it: "$3 million a year", "dozens of calls a day".
    fn rate(&self, at: usize) -> Read<Set> {
        let Sign::Unit(unit) = self.sign(at + 1)? else { return None };
        let counted = matches!(self.upos(at.checked_sub(1)?), Some(Upos::Noun | Upos::Num | Upos::Sym));
        let time_before = matches!(self.sign(at - 1), Some(Sign::Unit(_) | Sign::Day(_) | Sign::Part { .. }));
        let goes_on =
            self.is(at + 2, &["after", "before", "ago", "earlier", "later", "-", "or", "and", "since", "from"]);
        let number = (self.sentence.start.max(at.saturating_sub(6))..at).any(|n| {
            number::digits(self.word(n)).is_some()
                || number::written(self.word(n)).is_some()
                || number::scale(self.word(n)).is_some()
                || self.is(n, &["$", "dozens", "hundreds", "thousands", "millions", "billions", "times", "many", "few"])
        });
        (counted && number && !time_before && !goes_on && unit >= Unit::Minute)
            .then_some((at + 2, Set::Every(Some(1.0), unit)))
    }

    /// "Mondays", "Sunday mornings", "daily", "summers".
    fn plural(&self, at: usize) -> Read<Set> {
        match self.sign(at)? {
            Sign::Weekdays(day) if self.capital(at) => Some((at + 1, Set::Weekday(day))),
            Sign::Weekday { day, short: false } if self.capital(at) => {
                matches!(self.sign(at + 1), Some(Sign::Parts(_))).then_some((at + 2, Set::Weekday(day)))
            }
            Sign::Seasons(season) => Some((at + 1, Set::Season(season))),
            // "a Jakarta daily" is a newspaper.
            Sign::Set(value) if (!self.capital(at) || at == self.sentence.start) && !self.is_paper(at) => {
                Some((at + 1, Set::Value(value)))
            }
            _ => None,
        }
    }

    /// Whether "daily" is what comes out daily: a noun with words of its own, not one before another noun.
    fn is_paper(&self, at: usize) -> bool {
        let word = &self.parse.words[at];
        let noun = word.upos == Upos::Noun
            && matches!(word.deprel, "nsubj" | "nsubj:pass" | "obj" | "obl" | "nmod" | "appos" | "conj");
        let of_phrase = at > 0
            && matches!(self.upos(at - 1), Some(Upos::Det | Upos::Adj | Upos::Propn | Upos::Num))
            && !matches!(self.upos(at + 1), Some(Upos::Noun));
        noun && of_phrase
    }
}
