//! Bylines: the line that names who wrote a report.
//!
//! In: a text. Out: the line and the names in it. Only a line of its own that begins with "By" (or "BYLINE:") counts: a sentence that
//! begins so goes on with words that are no names.

use crate::{Span, paragraphs};

/// Who wrote a report, as its text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The whole line, without the white space around it.
    pub span: Span,
    /// The names, in order, as printed but for capitals: `JANE DOE` is given as `Jane Doe`.
    pub authors: Vec<String>,
}

/// Paragraphs looked at: headline, standfirst and date may come first.
const PARAGRAPHS: usize = 6;

/// Longer lines are no byline.
const LONGEST: usize = 160;

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "ap", "bin", "bint", "da", "de", "del", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "ter",
    "van", "von", "y",
];

/// The byline of a report, when it has one within its first paragraphs.
///
/// ```
/// use purport_text::byline;
/// let text = "Minister leaves\n\nBy JANE DOE and John Roe, Associated Press\n\nThe minister left.";
/// let found = byline(text).unwrap();
/// assert_eq!(found.span.slice(text), "By JANE DOE and John Roe, Associated Press");
/// assert_eq!(found.authors, ["Jane Doe", "John Roe"]);
/// ```
#[must_use]
pub fn byline(text: &str) -> Option<Byline> {
    let head = &text[..text.floor_char_boundary(20_000)];
    paragraphs(head).into_iter().take(PARAGRAPHS).find_map(|paragraph| {
        let span = paragraph.trim(text);
        let authors = authors_of_line(span.slice(text))?;
        Some(Byline { span, authors })
    })
}

/// The names of a line that begins with "By" and holds little else.
pub(crate) fn authors_of_line(line: &str) -> Option<Vec<String>> {
    // Text archives print "BYLINE: Jane Doe." above a report.
    if let Some(credit) = line.strip_prefix("BYLINE:") {
        return Some(names(credit.trim_end_matches('.'))).filter(|authors| !authors.is_empty());
    }
    let rest = line.get(..2).filter(|start| start.eq_ignore_ascii_case("by")).map(|_| &line[2..])?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    if line.len() > LONGEST || !rest.starts_with([' ', '\u{a0}']) || line.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    let authors = names(rest);
    (!authors.is_empty()).then_some(authors)
}

/// The names in a credit: parted by commas, "and" and "&", up to what is no name (a paper, a date, a role).
pub(crate) fn names(credit: &str) -> Vec<String> {
    let credit = credit.split(['|', '•', '·', '—', '–', '(', '\n']).next().unwrap_or("");
    let credit = credit
        .split(" for The ")
        .next()
        .unwrap_or("")
        .replace(" and ", ",")
        .replace(" AND ", ",")
        .replace(" with ", ",");
    let mut found: Vec<String> = Vec::new();
    for part in credit.split([',', '&', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        match name(part) {
            Some(name) if !found.contains(&name) => found.push(name),
            Some(_) => {}
            None => break,
        }
    }
    found
}

fn name(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_organisation = words.iter().any(|word| {
        let lower = word.to_lowercase();
        [
            "press",
            "news",
            "times",
            "post",
            "reuters",
            "correspondent",
            "reporter",
            "editor",
            "staff",
            "writer",
            "writers",
            "bureau",
            "contributor",
            "updated",
            "published",
        ]
        .contains(&lower.as_str())
    });
    // "By Reuters" credits an agency: it is no author, and what follows a name ("Jane Doe, Associated Press") ends the list.
    if !(2..=5).contains(&words.len()) || is_organisation {
        return None;
    }
    let is_name_word = |word: &str| {
        let letters = word.trim_matches(['.', '\'', '’', '"', '“', '”']);
        letters.chars().next().is_some_and(char::is_uppercase)
            && !letters.contains(|c: char| c.is_numeric() || c == '@')
            || PARTICLES.contains(&letters)
            || letters.starts_with("al-")
            || letters.starts_with("d’")
            || letters.starts_with("d'")
    };
    if !words.iter().all(|word| is_name_word(word)) || PARTICLES.contains(words.last()?) {
        return None;
    }
    Some(words.into_iter().map(calm).collect::<Vec<_>>().join(" "))
}

/// A word in capitals in ordinary letters: `O’NEIL-ROE` to `O’Neil-Roe`; initials stay.
fn calm(word: &str) -> String {
    let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !word.contains(char::is_lowercase)
        && !word.contains('.');
    if !shouted {
        return word.to_owned();
    }
    let mut after_letter = false;
    word.chars()
        .flat_map(|c| {
            let lowered: Vec<char> = if after_letter { c.to_lowercase().collect() } else { vec![c] };
            after_letter = c.is_alphabetic();
            lowered
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_from_bylines_of_every_cut() {
        for (line, names) in [
            ("By Jane Doe", vec!["Jane Doe"]),
            ("BYLINE: Jane Doe.", vec!["Jane Doe"]),
            ("By JANE DOE and JOHN ROE", vec!["Jane Doe", "John Roe"]),
            ("BY HYUNG-JIN KIM", vec!["Hyung-Jin Kim"]),
            ("By Jane Doe, John Roe and J. K. O’Neil", vec!["Jane Doe", "John Roe", "J. K. O’Neil"]),
            ("By Jane Doe | Reuters", vec!["Jane Doe"]),
            ("By Jane Doe, Associated Press", vec!["Jane Doe"]),
            ("By Ludwig van der Berg & Ahmed al-Masri", vec!["Ludwig van der Berg", "Ahmed al-Masri"]),
        ] {
            assert_eq!(authors_of_line(line).unwrap_or_default(), names, "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_with_by_are_none() {
        for line in [
            "By Monday the troops had left.",
            "By the time the minister arrived nobody was there",
            "By Monday",
            "Byron Doe",
            "By Reuters",
        ] {
            assert_eq!(authors_of_line(line), None, "{line}");
        }
    }
}
