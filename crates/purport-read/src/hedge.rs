//! Words that weaken or negate a claim.
//!
//! In: the words of a claim's cue and content. Out: the spans of hedges (`data/hedges.tsv`: *might*, *reportedly*,
//! *approximately*, *it is thought*) and of negations (`data/negations.tsv`). The longest phrase counts; a phrase that only
//! looks like a negation ("not only") is passed over whole.

use std::collections::HashMap;
use std::sync::LazyLock;

use purport_parse::{Parse, Upos, Word};
use purport_text::Span;

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

/// Phrases of lower-case words, by the first word, so that most words of a text are passed over with one look.
type Table = HashMap<&'static str, Vec<(Vec<&'static str>, Condition)>>;

static HEDGES: LazyLock<Table> = LazyLock::new(|| {
    table(include_str!("../data/hedges.tsv"), |row| match row.get(3).copied() {
        Some("epistemic") => Condition::Epistemic,
        Some("modifier") => Condition::Modifier,
        Some("number") => Condition::Number,
        _ => Condition::Always,
    })
});

static NEGATIONS: LazyLock<Table> = LazyLock::new(|| {
    table(include_str!("../data/negations.tsv"), |row| match row.get(2).copied() {
        Some("none") => Condition::Never,
        _ => Condition::Always,
    })
});

fn table(rows: &'static str, condition: fn(&[&str]) -> Condition) -> Table {
    let mut table = Table::new();
    for line in rows.lines().filter(|l| !l.starts_with('#')) {
        let row: Vec<&str> = line.split('\t').collect();
        let phrase: Vec<&str> = row[0].split(' ').collect();
        table.entry(phrase[0]).or_default().push((phrase, condition(&row)));
    }
    for phrases in table.values_mut() {
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    }
    table
}

/// Hedges among the given ranges of words.
pub(crate) fn hedges(text: &str, parse: &Parse, ranges: &[Span]) -> Vec<Span> {
    phrases(text, parse, ranges, &HEDGES)
}

/// Negations among the given ranges of words.
pub(crate) fn negations(text: &str, parse: &Parse, ranges: &[Span]) -> Vec<Span> {
    phrases(text, parse, ranges, &NEGATIONS)
}

fn phrases(text: &str, parse: &Parse, ranges: &[Span], table: &Table) -> Vec<Span> {
    let mut found = Vec::new();
    for range in ranges {
        let mut word = range.start;
        while word < range.end {
            let hit = longest(text, &parse.words[word..range.end], table);
            let length = hit.map_or(1, |(length, _)| length);
            let words = Span::new(word, word + length);
            if let Some((_, condition)) = hit
                && holds(parse, words, condition)
            {
                found.push(parse.span_of(words));
            }
            word = words.end;
        }
    }
    found.sort_unstable();
    found
}

/// The longest phrase of the table that the words begin with, as written or by their lemmas: its length and condition.
/// The month May and a person called Will are no hedges.
fn longest(text: &str, words: &[Word], table: &Table) -> Option<(usize, Condition)> {
    let written = |w: &Word| w.span.slice(text).to_lowercase().replace('’', "'");
    let lemma = |w: &Word| w.lemma.to_lowercase();
    let forms: [&dyn Fn(&Word) -> String; 2] = [&written, &lemma];
    let hits = forms.iter().filter_map(|form| {
        let phrases = table.get(form(words.first()?).as_str())?;
        phrases.iter().find_map(|(phrase, condition)| {
            let part = words.get(..phrase.len())?;
            let same = part.iter().zip(phrase).all(|(w, p)| w.upos != Upos::Propn && form(w) == *p);
            same.then_some((phrase.len(), *condition))
        })
    });
    // As written counts before the lemmas, where both are as long.
    hits.reduce(|a, b| if b.0 > a.0 { b } else { a })
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

    fn cut(text: &str, find: fn(&str, &Parse, &[Span]) -> Vec<Span>) -> Vec<&str> {
        let parse = Parser::embedded().unwrap().parse(text, &sentences(text)).unwrap();
        find(text, &parse, &[Span::new(0, parse.words.len())]).into_iter().map(|s| s.slice(text)).collect()
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
