//! Words that weaken or negate a claim.
//!
//! In: ranges of words. Out: hedges (`data/hedges.tsv`: *might*, *reportedly*, *approximately*, *it is thought*) and
//! negations (`data/negations.tsv`), each with what it does. The longest phrase counts; a phrase that only looks like a
//! negation ("not only") is passed over whole.

use std::collections::HashMap;
use std::sync::LazyLock;

use purport_parse::{Parse, Upos, Word};
use purport_text::Span;

use crate::Certainty;

/// When a phrase of the table counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Always,
    /// A modal of likelihood, not of duty or ability: "must have left", not "must leave".
    Epistemic,
    /// An adjective before a noun: "the claimed victory", not "he claimed".
    Modifier,
    /// Before a number: "about 300", not "spoke about peace".
    Number,
    /// Never: the phrase is passed over.
    Never,
}

/// What a phrase does to what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Leaves this much certainty.
    Leaves(Certainty),
    /// A number is rough; what is said of it is not.
    Approximates,
    /// It does not hold.
    Negates,
    /// Whoever it is said of holds it false.
    NegatesContent,
    /// It hardly holds.
    Weakens,
}

/// A hedge or negation in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// Its words.
    pub words: Span,
    /// What it does.
    pub effect: Effect,
}

#[derive(Clone)]
struct Row {
    phrase: Vec<&'static str>,
    condition: Condition,
    effect: Effect,
}

/// Phrases of lower-case words, by the first word, so that most words of a text are passed over with one look.
type Table = HashMap<&'static str, Vec<Row>>;

static HEDGES: LazyLock<Table> = LazyLock::new(|| {
    table(include_str!("../data/hedges.tsv"), |row| {
        let condition = match row.get(3).copied() {
            Some("epistemic") => Condition::Epistemic,
            Some("modifier") => Condition::Modifier,
            Some("number") => Condition::Number,
            _ => Condition::Always,
        };
        let effect = match (row.get(1).copied(), row.get(2).copied()) {
            (Some("approximator"), _) => Effect::Approximates,
            (_, Some("possible")) => Effect::Leaves(Certainty::Possible),
            _ => Effect::Leaves(Certainty::Probable),
        };
        (condition, effect)
    })
});

static NEGATIONS: LazyLock<Table> = LazyLock::new(|| {
    table(include_str!("../data/negations.tsv"), |row| match row.get(2).copied() {
        Some("none") => (Condition::Never, Effect::Negates),
        Some("negates content") => (Condition::Always, Effect::NegatesContent),
        Some("weakens") => (Condition::Always, Effect::Weakens),
        _ => (Condition::Always, Effect::Negates),
    })
});

fn table(rows: &'static str, read: fn(&[&str]) -> (Condition, Effect)) -> Table {
    let mut table = Table::new();
    for line in rows.lines().filter(|l| !l.starts_with('#')) {
        let row: Vec<&str> = line.split('\t').collect();
        let phrase: Vec<&str> = row[0].split(' ').collect();
        let (condition, effect) = read(&row);
        table.entry(phrase[0]).or_default().push(Row { phrase, condition, effect });
    }
    for rows in table.values_mut() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.phrase.len()));
    }
    table
}

/// Hedges among the given ranges of words.
pub(crate) fn hedges(text: &str, parse: &Parse, ranges: &[Span]) -> Vec<Marker> {
    markers(text, parse, ranges, &HEDGES)
}

/// Negations among the given ranges of words.
pub(crate) fn negations(text: &str, parse: &Parse, ranges: &[Span]) -> Vec<Marker> {
    markers(text, parse, ranges, &NEGATIONS)
}

/// Where the markers stand, in text order.
pub(crate) fn spans(parse: &Parse, markers: &[Marker]) -> Vec<Span> {
    markers.iter().map(|marker| parse.span_of(marker.words)).collect()
}

fn markers(text: &str, parse: &Parse, ranges: &[Span], table: &Table) -> Vec<Marker> {
    let mut found = Vec::new();
    for range in ranges {
        let mut word = range.start;
        while word < range.end {
            let hit = longest(text, &parse.words[word..range.end], table);
            let words = Span::new(word, word + hit.map_or(1, |row| row.phrase.len()));
            if let Some(row) = hit
                && holds(parse, words, row.condition)
            {
                found.push(Marker { words, effect: row.effect });
            }
            word = words.end;
        }
    }
    found.sort_by_key(|marker| marker.words);
    found
}

/// The row with the longest phrase that the words begin with, as written or by their lemmas.
/// The month May and a person called Will are no hedges.
fn longest<'t>(text: &str, words: &[Word], table: &'t Table) -> Option<&'t Row> {
    let written = |w: &Word| w.span.slice(text).to_lowercase().replace('’', "'");
    let lemma = |w: &Word| w.lemma.to_lowercase();
    let forms: [&dyn Fn(&Word) -> String; 2] = [&written, &lemma];
    let hits = forms.iter().filter_map(|form| {
        let rows = table.get(form(words.first()?).as_str())?;
        rows.iter().find(|row| {
            let part = words.get(..row.phrase.len());
            part.is_some_and(|part| part.iter().zip(&row.phrase).all(|(w, p)| w.upos != Upos::Propn && form(w) == *p))
        })
    });
    // As written counts before the lemmas, where both are as long.
    hits.reduce(|a, b| if b.phrase.len() > a.phrase.len() { b } else { a })
}

fn holds(parse: &Parse, words: Span, condition: Condition) -> bool {
    let next = parse.words.get(words.end);
    match condition {
        Condition::Always => true,
        Condition::Never => false,
        Condition::Epistemic => next.is_some_and(|w| w.lemma == "have" && w.upos == Upos::Aux),
        Condition::Modifier => parse.words[words.end - 1].deprel == "amod",
        Condition::Number => next.is_some_and(|w| w.upos == Upos::Num || w.upos == Upos::Sym),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_parse::Parser;
    use purport_text::sentences;

    fn cut(text: &str, find: fn(&str, &Parse, &[Span]) -> Vec<Marker>) -> Vec<&str> {
        let parse = Parser::embedded().unwrap().parse(text, &sentences(text)).unwrap();
        let markers = find(text, &parse, &[Span::new(0, parse.words.len())]);
        spans(&parse, &markers).into_iter().map(|s| s.slice(text)).collect()
    }

    #[test]
    fn hedges_count_where_they_hedge() {
        assert_eq!(cut("The rebels might reportedly hold about 300 people.", hedges), ["might", "reportedly", "about"]);
        assert_eq!(cut("In May the minister spoke about peace.", hedges), Vec::<&str>::new());
    }

    #[test]
    fn negations_but_not_what_only_looks_like_one() {
        assert_eq!(cut("They have not confirmed it.", negations), ["not"]);
        assert_eq!(cut("It was not only late.", negations), Vec::<&str>::new());
    }
}
