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

type Table = HashMap<&'static str, Condition>;

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

/// Longest phrase in the tables, in words.
const LONGEST: usize = 6;

fn table(rows: &'static str, condition: fn(&[&str]) -> Condition) -> Table {
    let rows = rows.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
    rows.map(|row| (row[0], condition(&row))).collect()
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
            let longest = LONGEST.min(range.end - word);
            let hit =
                (1..=longest).rev().find_map(|n| Some((n, *lookup(text, parse, Span::new(word, word + n), table)?)));
            if let Some((length, condition)) = hit
                && holds(parse, Span::new(word, word + length), condition)
            {
                found.push(parse.span_of(Span::new(word, word + length)));
            }
            word += hit.map_or(1, |(length, _)| length);
        }
    }
    found.sort_unstable();
    found
}

/// The phrase in the table, as written or by its lemmas. The month May and a person called Will are no hedges.
fn lookup<'t>(text: &str, parse: &Parse, words: Span, table: &'t Table) -> Option<&'t Condition> {
    let all = &parse.words[words.range()];
    if all.iter().any(|w| w.upos == Upos::Propn) {
        return None;
    }
    let joined = |form: &dyn Fn(&Word) -> String| all.iter().map(form).collect::<Vec<_>>().join(" ");
    let written = joined(&|w| w.span.slice(text).to_lowercase().replace('’', "'"));
    table.get(written.as_str()).or_else(|| table.get(joined(&|w| w.lemma.to_lowercase()).as_str()))
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
