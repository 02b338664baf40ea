//! Sentences, by rule.
//!
//! In: a text. Out: the span of every sentence, without the white space around it. A line break ends a sentence unless
//! the text is hard-wrapped; within a line, a closing mark ends one when what follows looks like a beginning. The parser
//! refines these boundaries where it has seen the words (see `purport-parse`); this layer alone must already survive
//! titles, initials, abbreviations, quotations and headlines.

use crate::word::{is_abbreviation, is_title};
use crate::{Span, quotation::paragraphs};

/// The sentences of a text, in order.
///
/// ```
/// use purport_text::sentences;
/// let text = "Gen. Lee left the U.S. at 9 p.m. on Monday. “It is over. We go,” he said.";
/// let cut: Vec<&str> = sentences(text).iter().map(|s| s.slice(text)).collect();
/// assert_eq!(cut, ["Gen. Lee left the U.S. at 9 p.m. on Monday.", "“It is over.", "We go,” he said."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for block in blocks(text) {
        let mut start = block.start;
        for end in inner_ends(text, block) {
            found.push(Span::new(start, end).trim(text));
            start = end;
        }
        let last = Span::new(start, block.end).trim(text);
        if !last.is_empty() {
            found.push(last);
        }
    }
    found
}

/// Paragraphs, with the lines of hard-wrapped text joined again.
fn blocks(text: &str) -> Vec<Span> {
    let lines = paragraphs(text);
    if !is_hard_wrapped(text, &lines) {
        return lines;
    }
    let mut joined: Vec<Span> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if text[last.end..line.start].matches('\n').count() < 2 => last.end = line.end,
            _ => joined.push(line),
        }
    }
    joined
}

/// Whether line breaks stand where the column ended rather than where a paragraph did: many lines, nearly all of the
/// same bounded width, most of them not ending as a sentence does.
fn is_hard_wrapped(text: &str, lines: &[Span]) -> bool {
    const WIDEST: usize = 100;
    let followed: Vec<_> =
        lines.windows(2).filter(|pair| text[pair[0].end..pair[1].start].matches('\n').count() == 1).collect();
    if followed.len() < 4 || lines.iter().any(|line| line.slice(text).chars().count() > WIDEST) {
        return false;
    }
    let open = followed.iter().filter(|pair| {
        let line = pair[0].slice(text);
        line.chars().count() > 45 && !line.ends_with(['.', '!', '?', ':', '”', '"'])
    });
    open.count() * 10 > followed.len() * 6
}

fn closes(ch: char) -> bool {
    matches!(ch, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '›')
}

fn opens(ch: char) -> bool {
    matches!(ch, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '‹' | '„' | '—' | '–' | '-' | '•' | '*')
}

/// Offsets inside a block where a sentence ends and another begins.
fn inner_ends(text: &str, block: Span) -> Vec<usize> {
    let mut ends = Vec::new();
    let body = block.slice(text);
    let mut last = 0;
    for (at, ch) in body.char_indices() {
        if at < last || !matches!(ch, '.' | '!' | '?' | '…' | '。') {
            continue;
        }
        let run = body[at..].find(|c: char| !matches!(c, '.' | '!' | '?' | '…' | '。')).map_or(body.len(), |n| at + n);
        let end = body[run..].find(|c: char| !closes(c)).map_or(body.len(), |n| run + n);
        last = end;
        let rest = &body[end..];
        let Some(first) = rest.trim_start().chars().next() else {
            break;
        };
        if !rest.starts_with(char::is_whitespace) {
            continue;
        }
        if ends_sentence(&body[..at], &body[at..run], &body[run..end], rest.trim_start(), first) {
            ends.push(block.start + end);
        }
    }
    ends
}

fn ends_sentence(before: &str, mark: &str, closing: &str, after: &str, first: char) -> bool {
    let word_start = before
        .rfind(|c: char| c.is_whitespace() || opens(c) && c != '-')
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_start..];
    let begins = after.trim_start_matches(opens).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        || !first.is_alphanumeric() && !opens(first) && !matches!(first, ',' | ';' | ':' | ')' | '/' | '&' | '%');
    if mark == "." && closing.is_empty() && is_abbreviation(word) {
        // "Gen. Lee", "J. Smith", "No. 5": a name goes on. "U.S. The …", "p.m. He": a frequent opener tells.
        let initial = word.chars().count() == 1;
        return begins && !is_title(word) && !initial && begins_sentence(after);
    }
    if mark.starts_with('.') && mark.len() > 1 || mark.starts_with('…') {
        return begins && (first.is_uppercase() || opens(first));
    }
    if !closing.is_empty() && first.is_lowercase() {
        return false;
    }
    begins
}

/// Whether the next word is one that far more often opens a sentence than goes on after an abbreviation.
fn begins_sentence(after: &str) -> bool {
    const OPENERS: &[&str] = &[
        "A",
        "According",
        "After",
        "All",
        "Also",
        "Although",
        "An",
        "And",
        "Another",
        "As",
        "At",
        "Before",
        "Both",
        "But",
        "By",
        "During",
        "Each",
        "Even",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Last",
        "Many",
        "Meanwhile",
        "More",
        "Most",
        "My",
        "No",
        "None",
        "Not",
        "Nothing",
        "Now",
        "Of",
        "On",
        "One",
        "Only",
        "Other",
        "Others",
        "Our",
        "She",
        "Since",
        "So",
        "Some",
        "Such",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Three",
        "To",
        "Two",
        "Under",
        "Until",
        "We",
        "Well",
        "What",
        "When",
        "Where",
        "Whether",
        "While",
        "Who",
        "Why",
        "With",
        "You",
    ];
    let after = after.trim_start_matches(opens);
    let word = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    OPENERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|s| s.slice(text)).collect()
    }

    #[test]
    fn titles_initials_and_abbreviations_end_nothing() {
        assert_eq!(cut("Gen. J. K. Lee met Park Sun-won of the U.S. Army at 5 p.m. Tuesday. He left.").len(), 2);
        assert_eq!(cut("He lives in the U.S. The house is big."), ["He lives in the U.S.", "The house is big."]);
    }

    #[test]
    fn quotations_over_sentences() {
        assert_eq!(
            cut("“We lost. We will be back!” he said. “Soon.”"),
            ["“We lost.", "We will be back!” he said.", "“Soon.”"]
        );
        assert_eq!(cut("\"Is it over?\" she asked. \"No.\""), ["\"Is it over?\" she asked.", "\"No.\""]);
    }

    #[test]
    fn lines_end_sentences_without_a_stop() {
        assert_eq!(
            cut("TROOPS MOVE NORTH\n\nThe army said so\n• One\n• Two"),
            ["TROOPS MOVE NORTH", "The army said so", "• One", "• Two"]
        );
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The first line of the paragraph goes on to the second line which\n\
                    goes on to the third, where the minister said that nothing at all\n\
                    had been decided. The fourth line has another sentence that goes\n\
                    on and on until the fifth line, which is also of the same width as\n\
                    all the lines before it, and ends.\n\nA new paragraph.";
        assert_eq!(cut(text).len(), 3);
    }

    #[test]
    fn numbers_and_decimals_stay_whole() {
        assert_eq!(cut("It rose 1.5 percent to $3.2 billion. Exports fell.").len(), 2);
    }
}
