//! What the page says of records, in words.

use purport_ledger::answer::story::{NumberBounds, Spread};
use purport_ledger::finding::{Relation, Standing};
use purport_read::Quantity;
use purport_text::Span;

use super::when;

/// A standing in one line.
pub fn meaning(standing: Standing) -> &'static str {
    match standing {
        Standing::Disputed => "Independent origins stand for it and against it.",
        Standing::Denied => "It is denied, and nobody independent stands for it.",
        Standing::Retracted => "Its own origin took it back.",
        Standing::Confirmed => "A party to the event acknowledges it; nobody is against it.",
        Standing::Corroborated => "Two or more independent origins stand for it; nobody is against it.",
        Standing::Reported => {
            "It rests on one origin, however many articles repeat it, or on nobody who commits to it."
        }
    }
}

/// The sign of a standing: colour is never all that tells it.
pub fn sign(standing: Standing) -> &'static str {
    match standing {
        Standing::Disputed => "±",
        Standing::Denied => "×",
        Standing::Retracted => "↩",
        Standing::Confirmed => "✓",
        Standing::Corroborated => "+",
        Standing::Reported => "·",
    }
}

/// The class of a standing's colours.
pub fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::Disputed => "s-disputed",
        Standing::Denied => "s-denied",
        Standing::Retracted => "s-retracted",
        Standing::Confirmed => "s-confirmed",
        Standing::Corroborated => "s-corroborated",
        Standing::Reported => "s-reported",
    }
}

/// A name as it begins a heading.
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A statement as it begins a heading: cut from "She said that …", it lost what the conjunction hangs on.
pub fn heading(statement: &str) -> String {
    let statement = statement.trim();
    capital(statement.strip_prefix("that ").unwrap_or(statement))
}

/// What a claim is to its finding.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Supports => "for",
        Relation::Denies => "against",
        Relation::Differs => "another number",
        Relation::Mentions => "takes no side",
        Relation::Withdraws => "takes it back",
    }
}

/// A number and its noun.
pub fn count(number: usize, noun: &str) -> String {
    let digits = grouped(number);
    if number == 1 { format!("1 {noun}") } else { format!("{digits} {noun}s") }
}

/// A number with its digits in groups of three.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The day of a publication time.
pub fn day(published: &str) -> String {
    let said = when::said(Some(published));
    said.split_once(',').map_or(said.clone(), |(day, _)| day.to_owned())
}

/// A number of a spread, with its unit, without what it counts.
pub fn number(spread: &Spread, bounds: &NumberBounds) -> String {
    let exact = bounds.low.filter(|low| bounds.high == Some(*low));
    crate::report::number::quantity(&Quantity {
        id: String::new(),
        span: Span::default(),
        value: exact,
        low: bounds.low,
        high: bounds.high,
        approximate: false,
        unit: spread.unit.clone(),
        of: None,
    })
}

/// The kind of a copy.
pub fn copy(kind: &str, credit: Option<&str>) -> String {
    let name = match kind {
        "identical" => "same text",
        "revision" => "revision",
        "wire" => "wire copy",
        "excerpt" => "excerpt",
        other => other,
    };
    credit.map_or_else(|| name.to_owned(), |credit| format!("{name}, credits {credit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_has_its_own_sign_and_line() {
        let mut signs: Vec<&str> = Standing::ALL.into_iter().map(sign).collect();
        let mut lines: Vec<&str> = Standing::ALL.into_iter().map(meaning).collect();
        signs.sort_unstable();
        signs.dedup();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!((signs.len(), lines.len()), (6, 6));
    }

    #[test]
    fn statements_begin_as_sentences_do() {
        assert_eq!(heading(" that the dam held"), "The dam held");
        assert_eq!(heading("thatch burnt"), "Thatch burnt");
        assert_eq!(heading(""), "");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        let spread = Spread { of: None, unit: None, bounds: Vec::new() };
        let bounds = |low, high| NumberBounds { low, high, claims: Vec::new() };
        assert_eq!(number(&spread, &bounds(Some(10_000.0), Some(12_000.0))), "10,000–12,000");
        assert_eq!(number(&spread, &bounds(Some(9.0), None)), "≥9");
        assert_eq!(number(&spread, &bounds(Some(3.0), Some(3.0))), "3");
        assert_eq!((count(1, "claim"), count(1_200, "claim")), ("1 claim".to_owned(), "1,200 claims".to_owned()));
    }
}
