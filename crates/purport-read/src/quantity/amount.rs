//! A number with what bounds, roughens and measures it.
//!
//! In: a place in a sentence. Out: the [`Amount`] that begins there, its words from the first bound to the last unit. What of
//! this is no quantity is for `refuse` to say.

use purport_parse::Upos;
use purport_text::Span;

use super::lexicon::{self, Effect, Row, Unit, UnitClass};
use super::number::Kind;
use super::sentence::Sentence;

/// A number in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    /// From the first bound to the last unit.
    pub words: Span,
    /// The number alone, both ends of a range included.
    pub number: Span,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approximate: bool,
    pub kind: Kind,
    pub unit: Option<Unit>,
    /// Whether its unit hangs on a hyphen, so that it modifies a noun ("120-kilometre").
    pub hyphened: bool,
    pub digits: bool,
    /// Whether words bound it.
    pub bounded: bool,
    /// Rows of the tables that decided.
    pub rows: Vec<Row>,
}

/// A letter for millions that is also one for metres.
pub(super) const MILLION_OR_METRE: &str = "m";

impl Sentence<'_> {
    /// The amount that begins at a word.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        let mut rows = Vec::new();
        let (mut effects, mut next) = (Vec::new(), at);
        let between = self.is(at, &["between"]);
        let plus_minus = self.plus_minus(at);
        if between {
            next += 1;
        } else if let Some(after) = plus_minus {
            next = after;
        } else {
            // "up to about": two bounds at most.
            for _ in 0..2 {
                let Some((after, bound)) = lexicon::bound(self.lower, next, self.span.end, true) else { break };
                if !self.bounds(next, after) {
                    break;
                }
                effects.push(bound.effect);
                rows.push(bound.row);
                next = after;
            }
        }
        let before = self.unit_before(next);
        let start = before.map_or(next, |(after, _)| after);
        let first = self.number(start, !effects.is_empty())?;
        let mut unit = before.map(|(_, unit)| unit).or(first.unit);
        rows.extend(first.row);
        let mut amount = Amount {
            words: Span::new(at, first.end),
            number: Span::new(start, first.end),
            value: first.value,
            low: first.low,
            high: first.high,
            approximate: first.approximate,
            kind: first.kind,
            unit: None,
            hyphened: false,
            digits: first.digits,
            bounded: !effects.is_empty() || between || plus_minus.is_some(),
            rows,
        };
        let mut end = self.millions(first.end, unit, &mut amount)?;
        if unit.is_none() || between {
            unit = unit.or_else(|| self.unit_of(&mut amount, &mut end));
        }
        let range =
            if between { self.range(first, end, unit, &["and"]) } else { self.range(first, end, unit, &["to", "or"]) };
        if let Some((high, after)) = range {
            (amount.value, amount.low, amount.high) = (None, high.low, high.high);
            amount.number.end = high.end;
            end = after.max(high.end);
            end = self.millions(end, unit, &mut amount)?;
            amount.bounded |= between;
            amount.digits &= high.digits;
            unit = high.unit.or(unit);
        } else if between {
            return None;
        }
        if unit.is_none() || range.is_some() {
            let told = self.unit_of(&mut amount, &mut end);
            unit = told.or(unit);
        }
        if let Some(more) = self.tolerance(end, unit, &mut amount) {
            end = more;
            let told = self.unit_of(&mut amount, &mut end);
            unit = unit.or(told);
        }
        if let Some((after, bound)) = lexicon::bound(self.lower, end, self.span.end, false)
            && self.bounds_after(end, after)
        {
            effects.push(bound.effect);
            amount.rows.push(bound.row);
            amount.bounded = true;
            end = after;
            if unit.is_none() {
                unit = self.unit_of(&mut amount, &mut end);
            }
        }
        amount.words.end = end;
        amount.rows.extend(unit.map(|u| u.row));
        amount.unit = unit;
        if plus_minus.is_some() {
            let size = amount.value?;
            (amount.value, amount.low, amount.high) = (None, Some(-size), Some(size));
        }
        effects.into_iter().for_each(|effect| amount.apply(effect));
        Some(amount)
    }

    /// Past "±", "plus or minus", "+/-".
    fn plus_minus(&self, at: usize) -> Option<usize> {
        if self.is(at, &["±"]) {
            return Some(at + 1);
        }
        if self.is(at, &["+"]) && self.is(at + 1, &["/"]) && self.is(at + 2, &["-", "−", "–"]) {
            return Some(at + 3);
        }
        (self.is(at, &["plus"]) && self.is(at + 1, &["or"]) && self.is(at + 2, &["minus"])).then_some(at + 3)
    }

    /// Whether a phrase of the table bounds the number behind it, and is no preposition of what is counted: "over two islands"
    /// is about them.
    fn bounds(&self, at: usize, after: usize) -> bool {
        if after - at > 1 || !self.is(at, &["over", "under", "above", "below", "about", "around", "some"]) {
            return true;
        }
        if self.relation(at) == "compound" {
            // "handed over millions"
            return false;
        }
        let small = crate::number::written(self.word(after)).is_some_and(|n| n < 10);
        if self.word(at) == "some" {
            return !small || self.is(after + 1, &["hundred", "thousand", "million", "billion", "dozen"]);
        }
        let quarrel = ["war", "dispute", "clash", "talk", "talks", "row", "fight", "battle", "sue", "control", "ask"];
        let lemma = if at > self.span.start { self.parse.words[at - 1].lemma.as_str() } else { "" };
        !(self.relation(at) == "case" && (small || quarrel.contains(&lemma)))
    }

    /// Whether a phrase behind a number bounds it: hyphens and plus signs have to touch.
    fn bounds_after(&self, at: usize, after: usize) -> bool {
        if self.word(at) == "-" {
            return self.joins(at);
        }
        if self.word(at) == "+" {
            return self.touches_next(at - 1);
        }
        // "at least" belongs to a number that follows it.
        self.number(after, false).is_none() && !self.is(after, &["than"])
    }

    /// A currency or "magnitude" before a number, and one past it.
    pub(super) fn unit_before(&self, at: usize) -> Option<(usize, Unit)> {
        let (mut after, mut unit) = lexicon::unit_before(self.lower, at, self.span.end)?;
        if unit.is_lettered_sign() {
            // "A$40m", not "a $40m loan".
            if !(self.touches_next(at) && self.capital(at)) {
                return None;
            }
        } else if unit.is_code() && self.form(at).chars().any(char::is_lowercase) {
            return None;
        }
        // "EUR €5m" says it twice.
        if unit.is_code()
            && let Some((next, sign)) = lexicon::unit_before(self.lower, after, self.span.end)
            && sign.class == UnitClass::Money
        {
            (after, unit) = (next, unit);
        }
        Some((after, unit))
    }

    /// Past an "m" that stands for millions: behind a currency, and before a currency or what is counted.
    fn millions(&self, at: usize, unit: Option<Unit>, amount: &mut Amount) -> Option<usize> {
        let stands = self.word(at) == MILLION_OR_METRE && at > 0 && self.touches_next(at - 1) && amount.digits;
        if !stands {
            return Some(at);
        }
        let money = |unit: &Unit| unit.class == UnitClass::Money;
        let next = at + 1;
        let plural = self.upos(next) == Some(Upos::Noun) && self.parse.words[next].lemma != self.word(next);
        let measured = lexicon::unit_after(self.lower, next, self.span.end, false).is_some();
        let capital = self.capital(at);
        if !(unit.as_ref().is_some_and(money) || plural || measured || capital) {
            return Some(at);
        }
        for value in [&mut amount.value, &mut amount.low, &mut amount.high].into_iter().flatten() {
            *value = super::number::tidy(*value * 1e6);
        }
        amount.high.is_none_or(|high| high < crate::number::LARGEST).then_some(next)
    }

    /// The unit at `end`, and `end` moved past it.
    fn unit_of(&self, amount: &mut Amount, end: &mut usize) -> Option<Unit> {
        let limit = self.span.end;
        if self.joins(*end) {
            let (after, unit) = lexicon::unit_after(self.lower, *end + 1, limit, true)?;
            amount.hyphened = true;
            *end = after;
            return Some(unit);
        }
        // "tens of millions of dollars"
        let of = *end + usize::from(amount.value.is_none() && self.is(*end, &["of"]));
        for at in [*end, of] {
            let Some((after, unit)) = lexicon::unit_after(self.lower, at, limit, false) else { continue };
            let verb = self.upos(at) == Some(Upos::Verb) && after == at + 1 && unit.class == UnitClass::Money;
            let lower_case = unit.is_code() && self.form(at).chars().any(char::is_lowercase);
            // "5G" is no mass.
            let letter = self.form(at).len() == 1 && self.capital(at);
            if verb || lower_case || letter {
                continue;
            }
            if amount.kind == Kind::Share && unit.class != UnitClass::Measure {
                continue;
            }
            let unit = self.weighed(at, after, unit);
            *end = after;
            return Some(unit);
        }
        None
    }

    /// Pounds are weight where something is weighed, else money.
    fn weighed(&self, at: usize, after: usize, unit: Unit) -> Unit {
        let pounds = unit.row.phrase == "pound" || unit.row.phrase == "pounds";
        let near = at.saturating_sub(5).max(self.span.start)..at;
        let weighs = near.clone().any(|n| self.parse.words[n].lemma.starts_with("weigh"));
        if pounds && (weighs || self.is(after, &["of"])) {
            return lexicon::unit_suffix("lb").unwrap_or(unit);
        }
        unit
    }

    /// Past "± 3" behind a number, whose bounds it gives.
    fn tolerance(&self, at: usize, unit: Option<Unit>, amount: &mut Amount) -> Option<usize> {
        let after = self.plus_minus(at).filter(|_| !self.is(at, &["plus"]) || unit.is_none())?;
        let (value, more) = (amount.value?, self.number(after, true)?);
        let size = more.value?;
        (amount.low, amount.high, amount.approximate) = (Some(value - size), Some(value + size), true);
        amount.number.end = more.end;
        Some(more.end)
    }
}

impl Amount {
    fn apply(&mut self, effect: Effect) {
        match (effect, self.value) {
            (Effect::Rough, Some(_)) if self.low == self.high => (self.low, self.high) = (None, None),
            (Effect::Below, Some(value)) => (self.low, self.high) = (None, Some(value)),
            (Effect::Above, Some(value)) => (self.low, self.high) = (Some(value), None),
            (Effect::Least, value) => {
                // "at least about 40": about 40 is the least.
                (self.low, self.high, self.value) = (self.low.or(value), None, None);
            }
            (Effect::Most, value) => (self.low, self.high, self.value) = (None, self.high.or(value), None),
            (Effect::Rough | Effect::Below | Effect::Above, _) => {}
        }
        self.approximate |= matches!(effect, Effect::Rough | Effect::Below | Effect::Above);
    }
}
