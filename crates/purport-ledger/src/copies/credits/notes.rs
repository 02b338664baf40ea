//! Signatures and notes that say whose report this is.
//!
//! In: a paragraph from the head or the end of a text. Out: the agencies that it credits. A note must be all credit: a
//! sentence that goes on to tell something is the report itself.

use std::sync::LazyLock;

use purport_text::{Span, paragraphs};
use regex::Regex;

use super::agencies::AGENCIES;

/// Longest note, in bytes.
const LONGEST: usize = 400;

/// Small words that may stand in a list of names.
const LINKS: &[&str] = &[
    "and",
    "with",
    "the",
    "in",
    "by",
    "from",
    "of",
    "via",
    "other",
    "agencies",
    "agency",
    "staff",
    "wire",
    "wires",
    "writer",
    "writers",
    "reporter",
    "reporters",
    "news",
    "services",
    "service",
    "reports",
    "for",
    "at",
    "de",
    "van",
    "al",
];

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant and tested")
}

/// "With inputs from …", "Additional reporting by …", "Source: …".
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"(?i)(?:^|[(\[]|[.!?]\s+)\s*(?:",
        r"(?:with\s+)?(?:additional\s+|further\s+|some\s+)?(?:agency\s+)?(?:reporting|inputs?|files|material|contributions|information)\s+(?:by|from)",
        r"|(?:story\s+)?sources?\s*:|via|credits?\s*:|agenc(?:y|ies)\s*:)\s+(?P<list>[^\n.;)\]]+)",
    ))
});

/// "… contributed to this report."
static CONTRIBUTED: LazyLock<Regex> =
    LazyLock::new(|| compile(r"(?i)\bcontribut(?:ed|ing) to this (?:report|story|article|dispatch)\b"));

/// "© 2024 …".
static COPYRIGHT: LazyLock<Regex> =
    LazyLock::new(|| compile(r"(?i)(?:©|\(c\)|\bcopyright)[\s,©]*(?:\(c\)\s*)?(?:\d{4}[\s,]*)?(?P<list>[^\n.]{2,60})"));

/// "(ANSA)", "— AFP", "/TASS/" at the very end.
static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?:(?:^|^\S{1,12}\s|[.!?”\x22’]\s*)\((?P<round>[^()\n]{2,60})\)|(?:[.!?”\x22]\s*)(?:—|–|--|-)\s*(?P<dash>[^\n.—–]{2,60})|/(?P<slash>[^/\n]{2,30})/)\.?$",
    )
});

/// "This story was originally published by …".
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"(?i)\bth(?:is|e) (?:story|article|report|piece|content|dispatch)\b[^.\n]{0,40}\b",
        r"(?:published|provided|produced|supplied|distributed|appeared|syndicated)\s+(?:by|from|in|on|at|through|via)\s+",
        r"(?:the\s+|an?\s+)?(?-i:(?P<name>\p{Lu}[\w’'&-]*(?:\.\w+)*(?:\s+(?:\p{Lu}[\w’'&-]*(?:\.\w+)*|of|the)){0,4}))",
    ))
});

/// `GAZA CITY, Oct 28 (Name) — `: a dateline whose agency no list knows.
static GENERAL: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"^\p{Lu}[\p{Lu} .’'/-]{2,40}(?:,[^()\n]{1,30})?\s\((?P<name>\p{Lu}[\p{L}’'&. -]{1,30})\)\s*(?:—|–|--|-)\s")
});

/// The agencies that a paragraph at the end of a text credits.
pub(super) fn find(text: &str, paragraph: Span) -> Vec<(String, Option<Span>)> {
    let line = paragraph.slice(text);
    let mut found = Vec::new();
    let mut add = |within: Span| {
        let span = Span::new(paragraph.start + within.start, paragraph.start + within.end);
        found.extend(AGENCIES.find(text, span).into_iter().map(|(name, span)| (name.to_owned(), Some(span))));
    };
    let list = |found: regex::Match<'_>| Some(Span::from(found.range())).filter(|_| is_list(found.as_str()));
    if let Some(captures) = SIGNATURE.captures(line) {
        let signed = captures.name("round").or(captures.name("dash")).or(captures.name("slash"));
        signed.and_then(list).into_iter().for_each(&mut add);
    }
    if line.len() > LONGEST {
        return found;
    }
    if is_list(line) || CONTRIBUTED.is_match(line) {
        add(Span::new(0, line.len()));
    }
    for pattern in [&LEAD, &COPYRIGHT] {
        let named = pattern.captures_iter(line).filter_map(|captures| captures.name("list"));
        named.filter_map(list).for_each(&mut add);
    }
    if let Some(name) = PUBLISHED.captures(line).and_then(|captures| captures.name("name")) {
        let name = name.as_str();
        let span = Span::of(line, name).map(|at| Span::new(paragraph.start + at.start, paragraph.start + at.end));
        found.push((AGENCIES.named(name).unwrap_or(name).to_owned(), span));
    }
    found
}

/// Whether a stretch names an agency and otherwise only people, places and links between names.
pub(super) fn is_list(stretch: &str) -> bool {
    let stretch = stretch.trim();
    let is_name = |word: &str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        letters.is_empty()
            || letters.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || LINKS.contains(&letters)
            || AGENCIES.named(letters).is_some()
    };
    let names = stretch.split([' ', '/', ',', '\u{a0}']).all(is_name);
    let words = stretch.split_whitespace().count();
    let whole = Span::new(0, stretch.len());
    if !names || words > 14 {
        return false;
    }
    let agencies: Vec<Span> = AGENCIES.find(stretch, whole).into_iter().map(|(_, span)| span).collect();
    // Alone, a name must be the line: "Reuters Building" and "AP Moller" are none.
    let Some((first, last)) = agencies.first().zip(agencies.last()) else { return false };
    let borders = |text: &str| {
        let text = text.trim();
        text.is_empty()
            || text.contains([',', '/', ';', '&', '|'])
            || text.split(' ').any(|word| LINKS.contains(&word))
            || text.eq_ignore_ascii_case("the")
    };
    borders(&stretch[..first.start]) && borders(&stretch[last.end..])
}

/// A dateline of a general shape: its span and the agency as printed.
pub(super) fn general_dateline(text: &str) -> Option<(Span, String)> {
    paragraphs(text).into_iter().take(super::HEAD).find_map(|paragraph| {
        let captures = GENERAL.captures(paragraph.slice(text))?;
        let name = captures.name("name")?.as_str().trim();
        // "SEN. DOE (D-Texas) — " names a party and a state.
        let is_party = name.chars().nth(1) == Some('-');
        let whole = captures.get(0)?;
        (!is_party && name.split(' ').count() <= 3)
            .then(|| (Span::new(paragraph.start, paragraph.start + whole.end()), name.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_all_names() {
        for list in ["AP", "The Associated Press", "AP, Reuters", "AFP/dpa", "Jane Doe and Reuters", "AP with agencies"]
        {
            assert!(is_list(list), "{list}");
        }
        for sentence in ["Reuters said so", "AP Moller", "The Reuters Building", "Jane Doe", "", "By Monday AP left"] {
            assert!(!is_list(sentence), "{sentence}");
        }
    }

    #[test]
    fn general_datelines_name_no_party() {
        assert_eq!(general_dateline("GAZA CITY, Oct 28 (Harbour) — It rained.").unwrap().1, "Harbour");
        assert_eq!(general_dateline("SEN. JANE DOE (D-Texas) — a lawyer — agreed."), None);
        assert_eq!(general_dateline("Kim (the minister) — who left — agreed."), None);
    }
}
