//! What surrounds a report and is printed under many: notices, appeals, credits, captions.
//!
//! In: a text. Out: the spans of such paragraphs and sentences. Two reports that share only these share nothing. What
//! counts is how many words of `data/furniture.tsv` a short stretch holds: one that speaks of cookies is no cookie notice.

use std::collections::HashMap;
use std::sync::LazyLock;

use purport_text::{Span, paragraphs, sentences};

/// Longest stretch that is weighed as one, in bytes: about eighty words.
const LONGEST: usize = 500;

/// Weight from which a paragraph is furniture.
const ENOUGH: u32 = 2;

struct Term {
    words: &'static str,
    weight: u32,
    at_start: bool,
}

/// The terms by their first word or sign.
static TERMS: LazyLock<HashMap<&'static str, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: HashMap<&'static str, Vec<Term>> = HashMap::new();
    for row in include_str!("../../data/furniture.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = row.split('\t');
        let (Some(words), Some(weight)) = (columns.next(), columns.next().and_then(|weight| weight.parse().ok()))
        else {
            continue;
        };
        terms.entry(first(words)).or_default().push(Term { words, weight, at_start: columns.next() == Some("^") });
    }
    terms
});

/// The first word of a text, or its first sign.
fn first(text: &str) -> &str {
    let word = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let sign = text.chars().next().map_or(0, char::len_utf8);
    &text[..if word == 0 { sign } else { word }]
}

/// The paragraphs of a text that are furniture, and such sentences of its long paragraphs, in order.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        let stretch = paragraph.slice(text);
        if stretch.len() <= LONGEST {
            found.extend(is_furniture(stretch).then_some(paragraph));
            continue;
        }
        // Crawlers run notices into the text of the report.
        let placed = |inner: Span| Span::new(paragraph.start + inner.start, paragraph.start + inner.end);
        let inner = sentences(stretch).into_iter().filter(|sentence| sentence.len() <= LONGEST);
        found.extend(inner.filter(|sentence| is_furniture(sentence.slice(stretch))).map(placed));
    }
    found
}

fn is_furniture(stretch: &str) -> bool {
    let lower = stretch.to_lowercase();
    let opening = lower.find(|c: char| c.is_alphanumeric() || matches!(c, '(' | '©')).unwrap_or(lower.len());
    let mut counted: Vec<&str> = Vec::new();
    let mut weight = 0;
    let mut at = opening;
    while at < lower.len() {
        let rest = &lower[at..];
        for term in TERMS.get(first(rest)).into_iter().flatten() {
            let stands = rest.starts_with(term.words) && ends_whole(&rest[term.words.len()..], term.words);
            if stands && (!term.at_start || at == opening) && !counted.contains(&term.words) {
                counted.push(term.words);
                weight += term.weight;
            }
        }
        at += first(rest).len();
    }
    weight >= ENOUGH
}

/// Whether words end where a word ends, given what follows them.
fn ends_whole(after: &str, words: &str) -> bool {
    !(words.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_appeals_credits_and_captions() {
        for line in [
            "Source: The Courier",
            "We use cookies and similar technology with your consent. See our privacy policy.",
            "Sign up for the Morning Courier, our daily newsletter.",
            "© 2024 The Courier. All rights reserved.",
            "Jane Doe contributed to this report.",
            "This story has been updated with more details.",
            "A ferry leaves the port of Odesa on Sunday. (Getty Images)",
            "(Reporting by Jane Doe; Editing by John Roe)",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn reports_are_none() {
        for line in [
            "The regulator fined the company for setting cookies before users could refuse.",
            "The minister’s office did not say who had signed the order.",
            "The source: a leak that nobody had noticed.",
            "The ministry has reached agreement with the union.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn a_notice_inside_a_long_paragraph_is_cut_out_alone() {
        let text = format!("{}Sign up for our newsletter. It rained.", "The report goes on and on. ".repeat(40));
        let found: Vec<&str> = find(&text).iter().map(|span| span.slice(&text)).collect();
        assert_eq!(found, ["Sign up for our newsletter."]);
    }
}
