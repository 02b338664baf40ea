//! Quantities: how many, how much, of what.
//!
//! In: the words of a text with their tree and names, and the words that the stage of times has taken. Out: each number that
//! counts or measures, with the words that bound it, its unit or currency, and what is counted, in the text's words.
//! Refused: times, years, labels ("Article 5", "F-16"), addresses, telephone and list numbers, ordinals, the pronoun "one",
//! and numbers of 10¹⁸ and more. `model/data/QUANTITIES.md` has the conventions.
//!
//! `number` reads the number, `range` joins two, `amount` takes what bounds and measures them, `refuse` says what is none, `counted` finds the noun.
//! `lexicon` holds the tables.

mod amount;
mod counted;
mod lexicon;
mod number;
mod range;
mod refuse;
mod sentence;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use purport_parse::{Parse, Upos};
use purport_text::Span;

use self::amount::Amount;
use self::lexicon::Context;
use self::number::Kind;
use self::refuse::Refusal;
use self::sentence::Sentence;
use crate::Quantity;
use crate::number::{LARGEST, Lower};

/// A quantity, the words that say it, and what decided.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundQuantity {
    /// First word and one past the last.
    pub words: Span,
    /// The record, numbered in text order.
    pub quantity: Quantity,
    /// Rules and rows of tables, for whoever asks why.
    pub because: String,
}

impl FoundQuantity {
    /// Whether it is somebody's age, of which nothing happens.
    pub fn is_age(&self) -> bool {
        matches!(self.quantity.unit.as_deref(), Some(YEAR | "month" | "week" | "day"))
    }
}

/// Unit of a share that is said as a fraction.
const FRACTION: &str = "fraction";
/// Unit of multiples.
const TIMES: &str = "times";
/// Unit of ages.
const YEAR: &str = "year";
/// Nobody is older.
const OLDEST: f64 = 120.0;

/// Whose age it is that is under or over a number.
const PEOPLE: &[&str] = &[
    "people", "those", "men", "women", "children", "adults", "anyone", "girls", "boys", "persons", "voters", "drivers",
];

/// Shorter numbers are remembered as no names: "Article 5" says nothing of five men.
const LONG_LABEL: usize = 3;

/// The quantities of a text, in order. `times`: the words of its times, in order.
pub(crate) fn quantities(text: &str, parse: &Parse, lower: &Lower, times: &[Span]) -> Vec<FoundQuantity> {
    let mut found = Vec::new();
    let mut labels = BTreeSet::new();
    for span in &parse.sentences {
        let sentence = Sentence { text, parse, lower, span: *span, times };
        for (amount, counted, unit) in sentence.quantities(&mut labels) {
            let quantity = Quantity {
                id: format!("q{}", found.len() + 1),
                span: parse.span_of(amount.words),
                value: amount.value,
                low: amount.low,
                high: amount.high,
                approximate: amount.approximate,
                unit: unit.map(str::to_owned),
                of: counted.map(|words| parse.text_of(words, text).split_whitespace().collect::<Vec<_>>().join(" ")),
            };
            found.push(FoundQuantity { words: amount.words, quantity, because: because(&amount) });
        }
    }
    found
}

fn because(amount: &Amount) -> String {
    let rule = match amount.kind {
        Kind::Count => "quantity/number: a numeral",
        Kind::Share => "quantity/number: a share",
        Kind::Times => "quantity/number: a multiple",
    };
    let rows = amount.rows.iter().map(|row| format!("; {}, “{}”", row.table, row.phrase));
    std::iter::once(rule.to_owned()).chain(rows).collect()
}

impl<'a> Sentence<'a> {
    /// The amounts that are quantities, with what they count and their unit. `labels`: numbers that were names before, to which
    /// those of this sentence are added.
    fn quantities(&self, labels: &mut BTreeSet<&'a str>) -> Vec<(Amount, Option<Span>, Option<&'static str>)> {
        let mut found: Vec<(Amount, Option<Span>, Option<&'static str>)> = Vec::new();
        let mut at = self.span.start;
        // One past a label that was refused, so that "Articles 5 and 6" are both.
        let mut label: Option<usize> = None;
        while at < self.span.end {
            if self.in_time(at) || !lexicon::may_begin(self.word(at)) {
                at += 1;
                continue;
            }
            let Some(amount) = self.amount(at).filter(in_range) else {
                at += 1;
                continue;
            };
            let joined = |end: usize| {
                let words = end..amount.words.start;
                words.len() <= 2 && words.clone().all(|n| self.is(n, &["and", "or", ",", "-", "–", "to", "&"]))
            };
            let known = self.is_known_label(&amount, labels).then_some(Refusal::Label);
            if let Some(refusal) = known.or_else(|| self.refusal(&amount, label.is_some_and(joined))) {
                if refusal == Refusal::Label {
                    label = Some(amount.number.end);
                    if self.word(amount.number.start).len() >= LONG_LABEL {
                        labels.insert(self.word(amount.number.start));
                    }
                }
                // A bound before a refused number may bound another: nothing is skipped but the number.
                at = if refusal == Refusal::Time { at + 1 } else { amount.number.end };
                continue;
            }
            let last = found.last();
            let counted = self.counted(&amount, last.and_then(|(_, counted, _)| *counted));
            let beside_age = last.is_some_and(|(a, _, unit)| *unit == Some(YEAR) && joined(a.words.end));
            let unit = self.unit_name(&amount, counted, beside_age);
            at = amount.words.end;
            found.push((amount, counted, unit));
        }
        found
    }

    fn unit_name(&self, amount: &Amount, counted: Option<Span>, beside_age: bool) -> Option<&'static str> {
        if let Some(unit) = amount.unit {
            return Some(unit.code).filter(|code| !code.is_empty());
        }
        match amount.kind {
            Kind::Share => Some(FRACTION),
            Kind::Times => Some(TIMES),
            Kind::Count => (counted.is_none() && (beside_age || self.is_age(amount))).then_some(YEAR),
        }
    }

    /// "aged 19", "Lena Mork, 61, said".
    fn is_age(&self, amount: &Amount) -> bool {
        let (start, end) = (amount.words.start, amount.words.end);
        let from = start.saturating_sub(3).max(self.span.start);
        if (from..start).any(|n| {
            lexicon::context(self.lower, n, start, Context::AgeBefore).is_some_and(|(after, _)| after == start)
        }) {
            return true;
        }
        // "who is 70", "people under 30", "women between 20 and 35".
        let said = |at: usize, any: &[&str]| start >= self.span.start + at && self.is(start - at, any);
        let ends = !matches!(self.upos(end), Some(Upos::Num | Upos::Adj | Upos::Sym));
        let turned = said(1, &["is", "was", "turned", "turns", "were", "are"]) && said(2, &["he", "she", "who", "i"]);
        let grown = amount.bounded && amount.number.start > start && said(1, PEOPLE);
        let old = [amount.value, amount.low, amount.high].into_iter().flatten().all(|v| (0.0..=OLDEST).contains(&v));
        if (turned || grown) && ends && old {
            return true;
        }
        let whole = amount.value.is_some_and(|v| v.fract() == 0.0 && (1.0..=OLDEST).contains(&v));
        let parted = start >= self.span.start + 2 && self.is(start - 1, &[","]) && self.is(end, &[",", ".", ";"]);
        let person = parted && matches!(self.upos(start - 2), Some(Upos::Propn | Upos::Noun));
        person && whole && amount.digits && amount.number.len() == 1 && !amount.bounded
    }
}

/// Whether all numbers of an amount can be held.
fn in_range(amount: &Amount) -> bool {
    let values = [amount.value, amount.low, amount.high];
    let told = values.iter().flatten().count() > 0;
    told && values.iter().flatten().all(|value| value.is_finite() && value.abs() < LARGEST)
}
