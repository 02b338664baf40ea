//! `## Quantities`: `about 11,000: about 11,000 of troops`, `£1.9m: 1,900,000 GBP`, `between five and six metres: 5 to 6
//! metre`, `at least 12: from 12 of people`, `up to a third: to 0.333`.

use purport_read::{Quantity, Reading};
use purport_text::Span;

use super::strings::{locate, pair, plain, shared, unpaired};
use super::{Compared, Record, Verdict, one_line};

pub struct GoldenQuantity {
    span: Span,
    approximate: bool,
    number: Number,
    unit: Option<String>,
    of: Option<String>,
}

#[derive(Clone, Copy)]
enum Number {
    Value(f64),
    Between(Option<f64>, Option<f64>),
}

/// Two numbers within this share of each other are the same: a third is written 0.333.
const SAME: f64 = 0.002;

impl Record for GoldenQuantity {
    fn parse(text: &str, lines: &[String]) -> Result<Self, String> {
        let (words, said) = one_line(lines)?;
        let (said, of) = said.split_once(" of ").map_or((said, None), |(said, of)| (said, Some(of.to_owned())));
        let mut rest: Vec<&str> = said.split_whitespace().collect();
        let approximate = rest.first() == Some(&"about");
        rest.drain(..usize::from(approximate));
        let number = |word: &str| {
            word.replace(',', "").parse::<f64>().ok().filter(|n| n.is_finite()).ok_or(format!("{word:?} is no number"))
        };
        let (number, unit) = match rest.as_slice() {
            ["from", low, unit @ ..] => (Number::Between(Some(number(low)?), None), unit),
            ["to", high, unit @ ..] => (Number::Between(None, Some(number(high)?)), unit),
            [low, "to", high, unit @ ..] => (Number::Between(Some(number(low)?), Some(number(high)?)), unit),
            [value, unit @ ..] => (Number::Value(number(value)?), unit),
            [] => return Err("no number behind the text".to_owned()),
        };
        let unit = Some(unit.join(" ")).filter(|unit| !unit.is_empty());
        Ok(Self { span: locate(text, words)?, approximate, number, unit, of })
    }

    fn compare(records: &[Self], reading: &Reading) -> Compared {
        let text = reading.article.text.as_str();
        let expected: Vec<Span> = records.iter().map(|r| r.span).collect();
        let found: Vec<Span> = reading.quantities.iter().map(|q| q.span).collect();
        let pairs = pair(text, &expected, &found);
        let verdict = |(record, pair): (&Self, &Option<usize>)| match *pair {
            Some(at) => Verdict::found(record.wrong(text, &reading.quantities[at])),
            None => Verdict::missed(),
        };
        let verdicts = records.iter().zip(&pairs).map(verdict).collect();
        let extra = unpaired(found.len(), &pairs).map(|at| describe(text, &reading.quantities[at])).collect();
        Compared { verdicts, extra }
    }
}

fn describe(text: &str, quantity: &Quantity) -> String {
    let unit = quantity.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let of = quantity.of.as_deref().map(|of| format!(" of {of}")).unwrap_or_default();
    format!("{}: {}{unit}{of}", quantity.span.slice(text), numbers(quantity))
}

fn numbers(quantity: &Quantity) -> String {
    let about = if quantity.approximate { "about " } else { "" };
    match (quantity.value, quantity.low, quantity.high) {
        (Some(value), ..) => format!("{about}{value}"),
        (None, Some(low), Some(high)) => format!("{about}{low} to {high}"),
        (None, Some(low), None) => format!("{about}from {low}"),
        (None, None, Some(high)) => format!("{about}to {high}"),
        (None, None, None) => format!("{about}no number"),
    }
}

impl GoldenQuantity {
    fn wrong(&self, text: &str, quantity: &Quantity) -> Vec<String> {
        let mut wrong = Vec::new();
        if shared(text, &[self.span], &[quantity.span]) < 1.0 {
            wrong.push(format!("text {}", quantity.span.slice(text)));
        }
        let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= SAME * a.abs().max(b.abs()),
            (a, b) => a.is_none() && b.is_none(),
        };
        let right = match self.number {
            Number::Value(value) => same(Some(value), quantity.value),
            Number::Between(low, high) => same(low, quantity.low) && same(high, quantity.high),
        };
        if !right || self.approximate != quantity.approximate {
            wrong.push(format!("number {}", numbers(quantity)));
        }
        if self.unit != quantity.unit {
            wrong.push(format!("unit {}", quantity.unit.as_deref().unwrap_or("none")));
        }
        if let Some(expected) = &self.of
            && quantity.of.as_deref().is_none_or(|of| plain(of) != plain(expected))
        {
            wrong.push(format!("of {}", quantity.of.as_deref().unwrap_or("none")));
        }
        wrong
    }
}
