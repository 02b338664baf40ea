//! The words that quantities are made of: `data/quantity_bounds.tsv`, `data/vague_numerals.tsv`, `data/quantity_units.tsv`,
//! `data/currencies.tsv`, `data/number_contexts.tsv`.
//!
//! In: the words of a text in small letters and a place among them. Out: the longest phrase there that one of the tables has,
//! with what its row says.

use std::sync::LazyLock;

use crate::number::{Lower, Phrases, longest, phrases};

/// A row of a table, as the reason of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The file in `data/`.
    pub table: &'static str,
    /// The phrase that the row begins with.
    pub phrase: &'static str,
}

/// What a word before or behind a number does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// "about": near the number, on either side.
    Rough,
    /// "nearly": near the number, and no more.
    Below,
    /// "just over": near the number, and no less.
    Above,
    /// "at least": no less.
    Least,
    /// "up to": no more.
    Most,
}

/// Where such a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub effect: Effect,
    pub before: bool,
    pub after: bool,
    pub row: Row,
}

/// A numeral without a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Vague {
    pub low: f64,
    /// `None` where the row has one number only, about which it is.
    pub high: Option<f64>,
    /// Whether a scale may follow ("several hundred").
    pub scales: bool,
    pub row: Row,
}

/// What a unit measures, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitClass {
    Measure,
    Money,
    Age,
}

/// A unit of measure or currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Short name or ISO 4217 code; empty where the phrase belongs to the number but is no unit ("16-strong").
    pub code: &'static str,
    pub class: UnitClass,
    place: Place,
    pub row: Row,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    After,
    /// "magnitude 6.8", "6.8-magnitude", "6.8 magnitude".
    BeforeOrHyphen,
    Before,
    /// Behind a hyphen only.
    Hyphen,
    /// Written together with the digits only ("5pc").
    Suffix,
    /// A currency's sign, before the number.
    Symbol,
    /// A currency's code, before or behind.
    Code,
}

/// Every row of a table that can be read.
fn rows(table: &'static str, text: &'static str) -> impl Iterator<Item = (Row, [&'static str; 4])> {
    text.lines().filter(|line| !line.starts_with("# ")).map(move |line| {
        let mut cells = line.split('\t');
        let cells = std::array::from_fn(|_| cells.next().unwrap_or(""));
        (Row { table, phrase: cells[0] }, cells)
    })
}

static BOUNDS: LazyLock<Phrases<Bound>> = LazyLock::new(|| {
    let table = rows("data/quantity_bounds.tsv", include_str!("../../data/quantity_bounds.tsv"));
    phrases(table.filter_map(|(row, [phrase, place, effect, _])| {
        let effect = match effect {
            "rough" => Effect::Rough,
            "below" => Effect::Below,
            "above" => Effect::Above,
            "least" => Effect::Least,
            "most" => Effect::Most,
            _ => return None,
        };
        Some((phrase, Bound { effect, before: place != "after", after: place != "before", row }))
    }))
});

static VAGUE: LazyLock<Phrases<Vague>> = LazyLock::new(|| {
    let table = rows("data/vague_numerals.tsv", include_str!("../../data/vague_numerals.tsv"));
    phrases(table.filter_map(|(row, [phrase, low, high, class])| {
        let high = if high.is_empty() { None } else { Some(high.parse().ok()?) };
        Some((phrase, Vague { low: low.parse().ok()?, high, scales: class == "scale", row }))
    }))
});

static UNITS: LazyLock<Phrases<Unit>> = LazyLock::new(|| {
    let units = rows("data/quantity_units.tsv", include_str!("../../data/quantity_units.tsv"));
    let units = units.filter_map(|(row, [phrase, code, class, _])| {
        let (class, place) = match class {
            "word" => (UnitClass::Measure, Place::After),
            "age" => (UnitClass::Age, Place::After),
            "before" => (UnitClass::Measure, Place::Before),
            "both" => (UnitClass::Measure, Place::BeforeOrHyphen),
            "hyphen" => (UnitClass::Measure, Place::Hyphen),
            "suffix" => (UnitClass::Measure, Place::Suffix),
            _ => return None,
        };
        Some((phrase, Unit { code, class, place, row }))
    });
    let currencies = rows("data/currencies.tsv", include_str!("../../data/currencies.tsv"));
    let currencies = currencies.filter_map(|(row, [phrase, code, class, _])| {
        let place = match class {
            "symbol" => Place::Symbol,
            "code" => Place::Code,
            "word" => Place::After,
            _ => return None,
        };
        Some((phrase, Unit { code, class: UnitClass::Money, place, row }))
    });
    phrases(units.chain(currencies))
});

/// What a word beside a number tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// "Article", "page": the number is a name.
    Label,
    /// "Street": the number is a house's.
    Street,
    /// "won", and "victory": two numbers are a score, no range.
    ScoreBefore,
    ScoreAfter,
    /// "aged": the number is an age.
    AgeBefore,
    /// "hotline": the number is to be called.
    Phone,
    /// "one thing": not counted.
    OneIdiom,
}

static CONTEXTS: LazyLock<Phrases<(&'static str, Row)>> = LazyLock::new(|| {
    let table = rows("data/number_contexts.tsv", include_str!("../../data/number_contexts.tsv"));
    phrases(table.map(|(row, [phrase, classes, ..])| (phrase, (classes, row))))
});

/// What bounds a number and begins at a word.
pub(super) fn bound(lower: &Lower, at: usize, end: usize, before: bool) -> Option<(usize, Bound)> {
    longest(&BOUNDS, lower, at, end).filter(|(_, bound)| if before { bound.before } else { bound.after })
}

/// The vague numeral that begins at a word.
pub(super) fn vague(lower: &Lower, at: usize, end: usize) -> Option<(usize, Vague)> {
    longest(&VAGUE, lower, at, end)
}

/// The unit behind a number, or behind its hyphen.
pub(super) fn unit_after(lower: &Lower, at: usize, end: usize, hyphen: bool) -> Option<(usize, Unit)> {
    longest(&UNITS, lower, at, end).filter(|(_, unit)| match unit.place {
        Place::After => true,
        Place::Hyphen => hyphen,
        // "a 5.8 magnitude earthquake", but not "400 magnitude 2 quakes".
        Place::BeforeOrHyphen => hyphen || !lower.at(at + 1).starts_with(|c: char| c.is_ascii_digit()),
        Place::Code => !hyphen,
        Place::Before | Place::Suffix | Place::Symbol => false,
    })
}

/// The unit before a number: a currency or "magnitude".
pub(super) fn unit_before(lower: &Lower, at: usize, end: usize) -> Option<(usize, Unit)> {
    longest(&UNITS, lower, at, end)
        .filter(|(_, unit)| matches!(unit.place, Place::Before | Place::BeforeOrHyphen | Place::Symbol | Place::Code))
}

impl Unit {
    /// Whether it must be written in capitals.
    pub(super) fn is_code(self) -> bool {
        self.place == Place::Code
    }

    /// Whether it is the sign of a currency with the letters of a country before it (`A$`).
    pub(super) fn is_lettered_sign(self) -> bool {
        self.place == Place::Symbol && self.row.phrase.contains(' ')
    }
}

/// The unit that is written together with digits.
pub(super) fn unit_suffix(word: &str) -> Option<Unit> {
    let list = UNITS.get(word)?;
    let (_, unit) = list.iter().find(|(words, _)| words.len() == 1)?;
    matches!(unit.place, Place::Suffix | Place::After).then_some(*unit)
}

/// Whether one of a few words is a context of a class, looked up as a phrase that begins at `at`; and its row.
pub(super) fn context(lower: &Lower, at: usize, end: usize, class: Context) -> Option<(usize, Row)> {
    let (end, (classes, row)) = longest(&CONTEXTS, lower, at, end)?;
    let name = match class {
        Context::Label => "label",
        Context::Street => "street",
        Context::ScoreBefore => "score-before",
        Context::ScoreAfter => "score-after",
        Context::AgeBefore => "age-before",
        Context::Phone => "phone",
        Context::OneIdiom => "one-idiom",
    };
    classes.split('|').any(|c| c == name).then_some((end, row))
}

/// Whether a quantity may begin with the word: a quick look that passes over most words.
pub(super) fn may_begin(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    first.is_ascii_digit()
        || matches!(first, '½' | '¼' | '¾' | '⅓' | '⅔' | '±' | '−')
        || crate::number::written(word).is_some()
        || matches!(word, "a" | "an" | "half" | "between" | "twice" | "thrice" | "double" | "triple" | "quadruple")
        || matches!(word, "minus" | "plus" | "+" | "-")
        || word.ends_with("fold")
        || BOUNDS.contains_key(word)
        || VAGUE.contains_key(word)
        || UNITS.get(word).is_some_and(|list| list.iter().any(|(_, unit)| unit.place != Place::After))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        fn count<T>(table: &Phrases<T>) -> usize {
            table.values().map(Vec::len).sum()
        }
        let units = include_str!("../../data/quantity_units.tsv");
        let currencies = include_str!("../../data/currencies.tsv");
        for (tables, read) in [
            (vec![include_str!("../../data/quantity_bounds.tsv")], count(&BOUNDS)),
            (vec![include_str!("../../data/vague_numerals.tsv")], count(&VAGUE)),
            (vec![units, currencies], count(&UNITS)),
            (vec![include_str!("../../data/number_contexts.tsv")], count(&CONTEXTS)),
        ] {
            let mut rows = 0;
            for table in tables {
                let lines: Vec<&str> = table.lines().skip(1).collect();
                assert!(lines.is_sorted(), "{}", lines[0]);
                let phrases: std::collections::BTreeSet<&str> =
                    lines.iter().filter_map(|line| line.split('\t').next()).collect();
                assert_eq!(phrases.len(), lines.len(), "a phrase stands twice: {}", lines[0]);
                rows += lines.len();
            }
            assert_eq!(rows, read);
        }
    }
}
