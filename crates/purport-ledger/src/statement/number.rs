//! Numbers of a statement, and whether two of them may be the same.
//!
//! In: the quantities of a reading, and the words that are digits but neither quantity nor time ("Flight 370"). Out:
//! [`Number`]s with bounds.

use purport_read::{Quantity, Time};
use purport_text::Span;
use serde::{Deserialize, Serialize};

use super::words::{code, fold, hash, stem};

/// How far apart two rough numbers may be, as a share of the larger, and still be the same: "about 1,000" and "1,050".
const ROUGH: f64 = 0.1;

/// Times one open bound may be of another and still tell the same.
const OPEN_APART: f64 = 1.5;

/// A number with bounds and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The least that is meant, `None` when open.
    pub low: Option<f64>,
    /// The most that is meant, `None` when open.
    pub high: Option<f64>,
    /// Whether it is said to be rough.
    pub approximate: bool,
    /// Hash of the unit, 0 for plain counts.
    pub unit: u32,
    /// Code of the stem of what is counted, 0 where nothing is said.
    pub of: u32,
    /// Index of the quantity in the reading; `None` for bare digits.
    pub quantity: Option<u16>,
}

impl Number {
    /// Whether both count the same kind of thing, as far as the words tell.
    #[must_use]
    pub fn is_comparable(&self, other: &Self) -> bool {
        self.unit == other.unit && (self.of == other.of || self.of == 0 || other.of == 0)
    }

    /// Whether both are open on the same side with bounds far apart: "more than 30", "more than 63".
    #[must_use]
    pub fn is_open_apart(&self, other: &Self) -> bool {
        let apart = |one: Option<f64>, other: Option<f64>| {
            one.zip(other)
                .is_some_and(|(one, other)| one.abs().max(other.abs()) > OPEN_APART * one.abs().min(other.abs()))
        };
        let lower = self.high.is_none() && other.high.is_none() && apart(self.low, other.low);
        let upper = self.low.is_none() && other.low.is_none() && apart(self.high, other.high);
        lower || upper
    }

    /// Whether one value fits both.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        if self.unit != other.unit {
            return false;
        }
        let slack = if self.approximate || other.approximate { ROUGH } else { 1e-9 };
        let fits = |low: Option<f64>, high: Option<f64>| match (low, high) {
            (Some(low), Some(high)) => low <= high + slack * high.abs().max(low.abs()),
            _ => true,
        };
        fits(self.low, other.high) && fits(other.low, self.high)
    }
}

/// The numbers of a statement.
pub(super) fn numbers(text: &str, quantities: &[&Quantity], words: &[(Span, String)], times: &[&Time]) -> Vec<Number> {
    let mut found: Vec<Number> = quantities.iter().map(|quantity| of_quantity(quantity)).collect();
    let taken = |span: Span| {
        quantities.iter().any(|quantity| quantity.span.overlaps(span))
            || times.iter().any(|time| time.span.overlaps(span))
    };
    for (span, _) in words.iter().filter(|(span, _)| !taken(*span)) {
        let digits = span.slice(text).replace(',', "");
        if digits.starts_with(|ch: char| ch.is_ascii_digit())
            && let Ok(value) = digits.parse::<f64>()
            && value.is_finite()
        {
            let bound = Some(value);
            found.push(Number { low: bound, high: bound, approximate: false, unit: 0, of: 0, quantity: None });
        }
    }
    found
}

fn of_quantity(quantity: &Quantity) -> Number {
    let counted = quantity.of.as_deref().and_then(|of| of.split_whitespace().last());
    let (low, high) = (quantity.low.or(quantity.value), quantity.high.or(quantity.value));
    // "A quarter" is 25 percent.
    let is_part = quantity.unit.as_deref() == Some("fraction");
    let scaled = |bound: Option<f64>| bound.map(|bound| if is_part { bound * 100.0 } else { bound });
    Number {
        low: scaled(low),
        high: scaled(high),
        approximate: quantity.approximate,
        unit: quantity.unit.as_deref().map_or(0, |unit| hash(if is_part { "percent" } else { unit })),
        of: counted.map_or(0, |word| code(&stem(&fold(word)))),
        quantity: quantity.id.strip_prefix('q').and_then(|number| number.parse::<u16>().ok()?.checked_sub(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(value: f64) -> Number {
        Number { low: Some(value), high: Some(value), approximate: false, unit: 0, of: 0, quantity: None }
    }

    #[test]
    fn rough_and_bounded_numbers_fit_what_lies_in_them() {
        let about = Number { approximate: true, ..exact(1000.0) };
        let range = Number { high: Some(12_000.0), ..exact(10_000.0) };
        let at_least = Number { high: None, ..exact(3.0) };
        assert!(about.agrees(&exact(1050.0)) && !about.agrees(&exact(1300.0)));
        assert!(range.agrees(&exact(11_000.0)) && !range.agrees(&exact(8000.0)));
        assert!(at_least.agrees(&exact(7.0)) && !at_least.agrees(&exact(2.0)));
        assert!(!exact(3.0).agrees(&exact(4.0)));
    }

    #[test]
    fn a_quarter_is_25_percent() {
        let of = |unit: &str, value: f64| {
            let (bound, unit) = (Some(value), Some(unit.to_owned()));
            let (id, of) = ("q1".to_owned(), None);
            let span = Span::new(0, 1);
            of_quantity(&Quantity { id, span, value: bound, low: bound, high: bound, approximate: false, unit, of })
        };
        assert!(of("fraction", 0.25).agrees(&of("percent", 25.0)));
        assert!(!of("fraction", 0.25).agrees(&of("percent", 20.0)));
    }

    #[test]
    fn open_numbers_far_apart_are_told_apart() {
        let more_than = |value| Number { high: None, ..exact(value) };
        assert!(more_than(30.0).is_open_apart(&more_than(63.0)) && !more_than(30.0).is_open_apart(&more_than(33.0)));
        assert!(!more_than(30.0).is_open_apart(&exact(63.0)));
    }

    #[test]
    fn other_units_do_not_agree() {
        assert!(!exact(3.0).agrees(&Number { unit: hash("km"), ..exact(3.0) }));
    }
}
