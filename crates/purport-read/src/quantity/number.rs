//! The number itself, without what stands around it: shares, vague numerals, multiples, cardinals.
//!
//! In: a place in a sentence. Out: the [`Number`] that begins there. Refused: ordinals ("a third man", "twenty-first"), halves
//! of a game, fractions of one and more.

use purport_parse::Upos;

use super::lexicon::{self, Row, Unit};
use super::sentence::Sentence;
use crate::number::{LARGEST, cardinal, digits, scale, written};

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Count,
    /// A part of a whole, as a fraction.
    Share,
    /// How many times.
    Times,
}

/// A number as the text says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// One past its last word.
    pub end: usize,
    /// `None` for a vague one.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approximate: bool,
    pub kind: Kind,
    /// What its first word says, to which a scale may be lent ("8 to 12 million").
    pub base: f64,
    pub scaled: bool,
    pub digits: bool,
    /// A unit written together with it ("5pc").
    pub unit: Option<Unit>,
    pub row: Option<Row>,
}

impl Number {
    fn exact(end: usize, value: f64, kind: Kind) -> Self {
        Self {
            end,
            value: Some(value),
            low: Some(value),
            high: Some(value),
            approximate: false,
            kind,
            base: value,
            scaled: false,
            digits: false,
            unit: None,
            row: None,
        }
    }

    /// The number times a scale; `None` when it is too large.
    pub fn times(mut self, factor: f64) -> Option<Self> {
        for value in [&mut self.value, &mut self.low, &mut self.high].into_iter().flatten() {
            *value = tidy(*value * factor);
            if value.abs() >= LARGEST {
                return None;
            }
        }
        self.scaled = true;
        Some(self)
    }
}

/// Without the noise of binary fractions: thirteen digits.
pub(super) fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// Wholes of which a share is said with "in" ("nine in ten").
const WHOLES: [f64; 6] = [5.0, 10.0, 20.0, 50.0, 100.0, 1000.0];

impl Sentence<'_> {
    /// The number that begins at a word. `bounded`: whether a bound stands before it ("up to a third").
    pub(super) fn number(&self, at: usize, bounded: bool) -> Option<Number> {
        let negative = self.is_minus(at);
        if negative {
            let number = self.cardinal(at + 1)?;
            return number.times(-1.0).map(|n| Number { scaled: number.scaled, ..n });
        }
        self.ratio(at)
            .or_else(|| self.fraction(at, bounded))
            .or_else(|| self.vague(at))
            .or_else(|| self.multiple(at))
            .or_else(|| self.cardinal(at))
            .or_else(|| self.with_suffix(at))
            .or_else(|| self.half(at, bounded))
    }

    /// A minus sign: the word, the sign, or a hyphen that stands away from the word before and at a number.
    fn is_minus(&self, at: usize) -> bool {
        let apart = at == 0 || !self.touches_next(at - 1);
        self.is(at, &["minus", "−"]) || self.is(at, &["-", "–"]) && apart && self.touches_next(at)
    }

    fn cardinal(&self, at: usize) -> Option<Number> {
        let number = cardinal(self.lower, at, self.span.end)?;
        let end = at + number.words;
        // "twenty-first", "one hundred and third".
        let next = if self.joins(end) { end + 1 } else { end };
        if next > end && crate::number::ordinal(self.word(next)).is_some() {
            return None;
        }
        let first = self.word(at);
        let base = digits(first).or_else(|| written(first).map(f64::from)).unwrap_or(number.value);
        let value = tidy(number.value);
        Some(Number { base, scaled: number.scaled, digits: number.digits, ..Number::exact(end, value, Kind::Count) })
    }

    /// Digits with letters that the words were not cut at: "10k", "5pc", "30C", "10km²".
    fn with_suffix(&self, at: usize) -> Option<Number> {
        let word = self.word(at);
        let cut = word.find(|c: char| c.is_alphabetic()).filter(|cut| *cut > 0)?;
        let value = digits(&word[..cut])?;
        let number = Number { digits: true, ..Number::exact(at + 1, value, Kind::Count) };
        let suffix = &word[cut..];
        if let Some(factor) = scale(suffix).filter(|_| suffix.len() <= 3) {
            return number.times(factor);
        }
        let unit = lexicon::unit_suffix(suffix)?;
        Some(Number { unit: Some(unit), ..number })
    }

    /// "one in five", "three out of four".
    fn ratio(&self, at: usize) -> Option<Number> {
        let part = self.cardinal(at).filter(|n| n.end <= at + 1)?;
        let joined = if self.is(part.end, &["out"]) && self.is(part.end + 1, &["of"]) {
            part.end + 2
        } else if self.is(part.end, &["in"]) || self.is_of_ten(part.end) {
            part.end + 1
        } else {
            return None;
        };
        let out_of = joined == part.end + 2;
        let every = joined + usize::from(self.is(joined, &["every"]));
        let whole = self.cardinal(every).filter(|n| n.end == every + 1 && !self.in_time(every))?;
        let (above, below) = (part.value?, whole.value?);
        let usual = WHOLES.contains(&below) || above == 1.0 || (below - above == 1.0 && below <= 4.0);
        let share = above >= 1.0 && above < below && below <= 1000.0 && if out_of { below <= 10.0 } else { usual };
        (share && above.fract() == 0.0 && below.fract() == 0.0)
            .then(|| Number::exact(whole.end, tidy(above / below), Kind::Share))
    }

    /// "of 10" in "eight of 10 voters": the share of a poll, not eight of ten people at hand ("of the 10").
    fn is_of_ten(&self, at: usize) -> bool {
        self.is(at, &["of"]) && (self.is(at + 1, &["every"]) || self.is(at + 1, &["10", "ten"]) && self.is_noun(at + 2))
    }

    /// "two-thirds", "a quarter", "one fifth", "three quarters of a million".
    fn fraction(&self, at: usize, bounded: bool) -> Option<Number> {
        let first = self.word(at);
        let article = matches!(first, "a" | "an");
        let above = if article { 1 } else { written(first).filter(|n| (1..10).contains(n))? };
        let noun = if self.joins(at + 1) { at + 2 } else { at + 1 };
        let below = part(self.word(noun), above > 1)?;
        if above >= below {
            return None;
        }
        let end = noun + 1;
        let value = f64::from(above) / f64::from(below);
        if self.is(end, &["of"])
            && self.is(end + 1, &["a", "one"])
            && let Some(factor) = scale(self.word(end + 2)).filter(|f| *f >= 1e6)
        {
            return Number::exact(end + 3, value, Kind::Count).times(factor);
        }
        // "a third man", "she came a fifth": as an ordinal it is no share.
        let ordinal = article && !self.is(noun, &["quarter", "half"]);
        let share = self.is(end, &["of"]) || bounded || self.is(at.wrapping_sub(1), &["by"]);
        let counted = self.is_noun(end) && !self.is(end, &["%"]);
        if ordinal && !share || above == 1 && counted && !bounded || self.in_time(noun) {
            return None;
        }
        let value = (value * 1e4).round() / 1e4;
        Some(Number::exact(end, value, Kind::Share))
    }

    /// "half of", "half the", "more than half"; "half a kilometre", "half-million".
    fn half(&self, at: usize, bounded: bool) -> Option<Number> {
        if !self.is(at, &["half"]) {
            return None;
        }
        let next = at + 1;
        if self.joins(next) {
            let factor = scale(self.word(at + 2)).filter(|f| *f >= 1e6)?;
            return Number::exact(at + 3, 0.5, Kind::Count).times(factor);
        }
        if self.is(next, &["a", "an"]) {
            let measured = lexicon::unit_after(self.lower, at + 2, self.span.end, false).is_some();
            return measured.then(|| Number::exact(at + 2, 0.5, Kind::Count));
        }
        let named = ["first", "second", "other", "better", "final", "opening", "closing", "third", "top", "bottom"];
        if self.is(at.wrapping_sub(1), &named) || self.in_time(at) {
            return None;
        }
        let whole = ["of", "the", "its", "their", "his", "her", "our", "all", "that", "those", "these", "as"];
        let stands_alone = matches!(self.upos(next), Some(Upos::Aux | Upos::Verb)) && self.relation(at) == "nsubj";
        let share = self.is(next, &whole) || bounded || self.is(at.wrapping_sub(1), &["by"]) || stands_alone;
        share.then(|| Number::exact(next, 0.5, Kind::Share))
    }

    /// "dozens", "tens of thousands", "several hundred", "a couple".
    fn vague(&self, at: usize) -> Option<Number> {
        let (mut end, vague) = lexicon::vague(self.lower, at, self.span.end)?;
        if self.is(at.wrapping_sub(1), &["quite"]) {
            return None;
        }
        let (mut low, mut high) = (vague.low, vague.high);
        let mut scaled = false;
        if vague.scales {
            let of = end + usize::from(self.is(end, &["of"]));
            for after in [of, end] {
                if let Some(factor) = scale(self.word(after)).filter(|f| *f >= 12.0) {
                    low *= factor;
                    high = high.map(|h| h * factor + factor - 1.0);
                    end = after + 1;
                    scaled = true;
                    // "several hundred thousand"
                    if let Some(more) = scale(self.word(end)).filter(|m| *m > factor && factor >= 100.0) {
                        low *= more;
                        high = high.map(|h| (h + 1.0) * more - 1.0);
                        end += 1;
                    }
                    break;
                }
            }
        }
        let mut number = Number::exact(end, low, Kind::Count);
        number.approximate = true;
        number.scaled = scaled;
        number.row = Some(vague.row);
        match high {
            Some(high) => (number.value, number.high) = (None, Some(high)),
            None => (number.low, number.high) = (None, None),
        }
        Some(number)
    }

    /// "twice", "double the", "tenfold".
    fn multiple(&self, at: usize) -> Option<Number> {
        let word = self.word(at);
        let of_whole = self.is(at + 1, &["the", "that", "those", "what", "its", "their", "as"]);
        let value = match word {
            "twice" => 2.0,
            "thrice" => 3.0,
            "double" | "triple" | "quadruple" if of_whole && self.upos(at) != Some(Upos::Verb) => match word {
                "double" => 2.0,
                "triple" => 3.0,
                _ => 4.0,
            },
            _ => {
                let number = word.strip_suffix("fold")?.trim_end_matches('-');
                digits(number).or_else(|| written(number).map(f64::from)).filter(|n| *n > 1.0)?
            }
        };
        Some(Number::exact(at + 1, value, Kind::Times))
    }
}

/// The whole that a fraction's noun stands for.
fn part(word: &str, several: bool) -> Option<u32> {
    let single = if several { word.strip_suffix('s')? } else { word };
    Some(match single {
        "third" => 3,
        "quarter" | "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "twentieth" => 20,
        "hundredth" => 100,
        _ => return None,
    })
}
