//! Years and more: "1994", "the 1990s", "the '90s", "the nineties", "fiscal 1989", "the 20th century", "nineteen ninety-six".

use purport_parse::Upos;

use super::day::year_number;
use super::{Grammar, Read};
use crate::number;
use crate::time::calendar::{Moment, Unit};
use crate::time::expression::{Base, Meaning, Point, Recurring, Which};
use crate::time::lexicon::{Sign, look};

const TENS: [&str; 8] = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

/// Of two digits for a year, those below are of this century.
const SHORT_YEAR_PIVOT: i16 = 40;

impl Grammar<'_> {
    /// A year, decade or century by its number.
    pub(super) fn year_point(&self, at: usize) -> Read<Point> {
        let point = |end, moment| Some((end, Point::new(Base::Moment(moment))));
        let the = self.skip(at, &["the"]);
        if let Some((end, century)) = self.century(the) {
            return point(end, Moment::Century(century));
        }
        let apostrophe = usize::from(self.is(the, &["'", "‘"]));
        if let Some(decade) = self.decade(the + apostrophe, apostrophe > 0) {
            return point(the + apostrophe + 1, Moment::Decade(decade));
        }
        if self.is(the, &["fiscal", "financial", "fy"]) {
            let next = self.skip(the + 1, &["year"]);
            return year_number(self.word(next)).and_then(|year| point(next + 1, Moment::Year(year)));
        }
        if self.is(the, &["year"]) && the > at {
            let (end, year) = self.spoken_year(the + 1).or_else(|| {
                let number = number::cardinal(self.lower, the + 1, self.sentence.end)?;
                let year = (1000.0..2200.0).contains(&number.value).then_some(number.value as i16)?;
                Some((the + 1 + number.words, year))
            })?;
            return point(end, Moment::Year(year));
        }
        if let Some((end, year)) = self.spoken_year(at) {
            return point(end, Moment::Year(year));
        }
        if let Some((end, year)) = self.short_year(at) {
            return point(end, Moment::Year(year));
        }
        let year = year_number(self.word(at)).filter(|y| self.is_year(at, *y))?;
        point(at + 1, Moment::Year(year))
    }

    /// "'03" behind a preposition that years stand behind.
    fn short_year(&self, at: usize) -> Option<(usize, i16)> {
        const MARKS: [char; 3] = ['\'', '’', '‘'];
        let word = self.word(at);
        let (digits, end) = match word.strip_prefix(MARKS) {
            Some("") => (self.word(at + 1), at + 2),
            Some(digits) => (digits, at + 1),
            None => return None,
        };
        let touches = end == at + 1 || self.touch(at);
        let preposition =
            self.is(at.checked_sub(1)?, &["in", "since", "of", "until", "till", "from", "before", "after"]);
        let year =
            digits.parse::<i16>().ok().filter(|_| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()))?;
        // "'90s" is a decade, "'12 monkeys'" a quotation.
        let closed = MARKS.iter().any(|mark| self.word(end).starts_with(*mark)) || self.upos(end) == Some(Upos::Noun);
        let century = if year < SHORT_YEAR_PIVOT { 2000 } else { 1900 };
        (touches && preposition && !closed).then_some((end, century + year))
    }

    /// Months, years and decades that are one word, for "mid-1990s" and "mid-March".
    pub(super) fn one_word_period(&self, at: usize, word: &str) -> Read<Point> {
        let point = |base| Some((at + 1, Point::new(base)));
        if let Some(decade) = decade_number(word, false) {
            return point(Base::Moment(Moment::Decade(decade)));
        }
        if let Some(year) = year_number(word) {
            return point(Base::Moment(Moment::Year(year)));
        }
        match look(word)? {
            Sign::Month { month, .. } => {
                let (end, which) = self.year_phrase(at + 1).unwrap_or((at + 1, Which::Near));
                Some((end, Point::new(Base::Recurring(Recurring::Month(month), which))))
            }
            Sign::Unit(unit) if unit >= Unit::Week => point(Base::There(unit)),
            _ => None,
        }
    }

    fn decade(&self, at: usize, apostrophe: bool) -> Option<i16> {
        let word = self.word(at);
        if let Some(n) = TENS.iter().position(|t| *t == word) {
            // Somebody can be in their twenties.
            let the = self.before(at) == "the" || self.is(at.wrapping_sub(1), &["early", "late"]);
            return the.then_some(192 + n as i16);
        }
        decade_number(word, apostrophe)
    }

    /// "20th century", "nineteenth-century".
    fn century(&self, at: usize) -> Read<i16> {
        let ordinal = self.ordinal_with_hyphen(at)?;
        let noun = ordinal.0 + usize::from(self.is_hyphen(ordinal.0));
        let century = i16::try_from(ordinal.1).ok().filter(|c| (2..=99).contains(c))?;
        matches!(self.sign(noun), Some(Sign::Unit(Unit::Century))).then_some((noun + 1, century - 1))
    }

    /// "third", "21st", "twenty-first".
    fn ordinal_with_hyphen(&self, at: usize) -> Option<(usize, u32)> {
        let word = self.word(at);
        if let Some(n) = number::ordinal(word) {
            return Some((at + 1, n));
        }
        let tens = number::written(word).filter(|n| *n >= 20)?;
        let unit = number::ordinal(self.word(at + 2)).filter(|n| *n < 10 && self.is_hyphen(at + 1))?;
        Some((at + 3, tens + unit))
    }

    /// "nineteen ninety-six".
    fn spoken_year(&self, at: usize) -> Option<(usize, i16)> {
        let first = number::written(self.word(at)).filter(|n| (17..=20).contains(n))?;
        let rest = number::cardinal(self.lower, at + 1, self.sentence.end)?;
        let written = !rest.digits && (10.0..100.0).contains(&rest.value) && !rest.scaled;
        written.then(|| (at + 1 + rest.words, first as i16 * 100 + rest.value as i16))
    }

    /// Whether four digits are a year and do not count something.
    fn is_year(&self, at: usize, year: i16) -> bool {
        let before = self.before(at);
        if !(1400..=2100).contains(&year)
            || matches!(before, "$" | "€" | "£" | "¥" | "#" | "no." | "no" | "some" | "about" | "nearly" | "almost")
            || matches!(before, "than" | "least" | "approximately" | "roughly" | "route" | "flight" | "number" | "-")
            || self.is(
                at + 1,
                &["%", "percent", "per", "km", "m", "kg", "mph", "points", "feet", "miles", "tons", "metres"],
            )
            || self.is(at + 1, &["meters", "dollars", "euros", "pounds", "-", "square", "hectares", "acres", "and"])
                && !self.introduces_year(at)
            || number::scale(self.word(at + 1)).is_some()
            || matches!(self.sign(at + 1), Some(Sign::Zone(_) | Sign::Units(_)))
        {
            return false;
        }
        let word = &self.parse.words[at];
        let counted = word.deprel == "nummod" && word.head.is_some_and(|h| h > at && h < self.sentence.end);
        if counted && let Some(head) = word.head {
            let plural = self.parse.words[head].upos == Upos::Noun && self.word(head).ends_with('s')
                || self.is(head, &["people", "men", "women", "children", "police"]);
            let determined = matches!(before, "the" | "'s" | "its" | "their" | "his" | "her" | "our" | "s'" | "'");
            if plural && !determined {
                return self.introduces_year(at) && year % 100 != 0;
            }
        }
        self.introduces_year(at)
            || (1900..=2100).contains(&year)
                && matches!(self.upos(at), Some(Upos::Num | Upos::Noun | Upos::Propn))
                && !matches!(before, "," if self.is(at + 1, &[","]) && self.before(at - 1).parse::<f64>().is_ok())
    }

    fn introduces_year(&self, at: usize) -> bool {
        matches!(
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
                | "the"
                | "early"
                | "late"
                | "fiscal"
                | "year"
                | "around"
                | "circa"
                | "throughout"
                | "'s"
                | "and"
                | "to"
                | "("
        )
    }

    /// "1990-[91]", "2019–[2020]".
    pub(super) fn second_year(&self, at: usize, first: Meaning) -> Option<(usize, usize, Meaning)> {
        let Meaning::Point(Point { base: Some(Base::Moment(Moment::Year(one))), edge: None, .. }) = first else {
            return None;
        };
        if !self.is_hyphen(at) || at == 0 || !self.touch(at - 1) || !self.touch(at) {
            return None;
        }
        let word = self.word(at + 1);
        let year = match word.len() {
            2 if word.bytes().all(|b| b.is_ascii_digit()) => one - one % 100 + word.parse::<i16>().ok()?,
            4 => year_number(word)?,
            _ => return None,
        };
        (year > one).then(|| (at + 1, at + 2, Base::Moment(Moment::Year(year)).into()))
    }
}

/// `1990s`, `90s` after an apostrophe.
fn decade_number(word: &str, apostrophe: bool) -> Option<i16> {
    let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
    let number: i16 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    match digits.len() {
        4 if number % 10 == 0 && (1000..=2190).contains(&number) => Some(number / 10),
        2 if apostrophe && number % 10 == 0 => Some(190 + number / 10 + if number < 20 { 10 } else { 0 }),
        _ => None,
    }
}
