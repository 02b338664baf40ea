//! What surrounds a report and is printed under many: notices, appeals, credits, captions.
//!
//! In: a text. Out: the spans of such paragraphs and sentences. Two reports that share only these share nothing. What
//! counts is how many words of `data/furniture.tsv` a short stretch holds: one that speaks of cookies is no cookie notice.

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

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let rows = include_str!("../../data/furniture.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        let (words, weight) = (columns.next()?, columns.next()?.parse().ok()?);
        Some(Term { words, weight, at_start: columns.next() == Some("^") })
    })
    .collect()
});

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

fn is_furniture(paragraph: &str) -> bool {
    let lower = paragraph.to_lowercase();
    let opening = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©'));
    let weight: u32 = TERMS
        .iter()
        .filter(|term| if term.at_start { opening.starts_with(term.words) } else { contains(&lower, term.words) })
        .map(|term| term.weight)
        .sum();
    weight >= ENOUGH
}

/// Whether words stand in a text as whole words.
fn contains(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (words.chars().next(), words.chars().next_back());
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !(is_letter(before) && is_letter(first)) && !(is_letter(after) && is_letter(last))
    })
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
