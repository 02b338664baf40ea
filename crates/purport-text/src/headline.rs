//! The headline of a plain text.
//!
//! In: a plain text. Out: its first line, only when that is clearly a headline.

use crate::byline::authors_of_line;
use crate::dateline::dateline;
use crate::{Span, paragraphs};

/// Longest headline, in words.
const MOST_WORDS: usize = 25;

/// The first line of a text, when it is clearly a headline: at least two and at most 25 words, no final stop, and
/// a body set off from it by an empty line, a byline or a dateline.
///
/// ```
/// use purport_text::headline;
/// let text = "Minister leaves for Moscow\n\nThe minister left on Monday, the ministry said.";
/// assert_eq!(headline(text).unwrap().slice(text), "Minister leaves for Moscow");
/// assert!(headline("The minister left on Monday.\n\nShe said so.").is_none());
/// ```
#[must_use]
pub fn headline(text: &str) -> Option<Span> {
    let head = &text[..text.floor_char_boundary(20_000)];
    let mut lines = paragraphs(head).into_iter().map(|line| line.trim(text));
    let (first, second) = (lines.next()?, lines.next()?);
    let line = first.slice(text);
    let words = line.split_whitespace().count();
    let ends_open = line.ends_with(['.', ':', ';', ',', '-', '–', '—', '…']);
    let opens_body = text[first.end..second.start].matches('\n').count() > 1
        || authors_of_line(second.slice(text)).is_some()
        || dateline(second.slice(text)).is_some();
    let is_other = authors_of_line(line).is_some() || dateline(text).is_some_and(|found| found.span.overlaps(first));
    // Two short lines are a list or a verse, not a headline and its report.
    let has_body = head[second.start..].split_whitespace().nth(words.max(5)).is_some();
    ((2..=MOST_WORDS).contains(&words) && !ends_open && opens_body && !is_other && has_body).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_needs_a_body_set_off_from_it() {
        let found = |text: &str| headline(text).map(|span| span.slice(text).to_owned());
        assert_eq!(
            found("KIM IN MOSCOW\nBy Jane Doe\nThe minister of foreign affairs arrived on Monday.").as_deref(),
            Some("KIM IN MOSCOW")
        );
        assert_eq!(
            found("Will Kim leave?\r\n\r\nThe minister of foreign affairs arrived on Monday.").as_deref(),
            Some("Will Kim leave?")
        );
        assert_eq!(found("The minister\nof foreign affairs arrived on Monday and left on Tuesday."), None);
        assert_eq!(found("SEOUL (AP) — The minister left\n\nNobody else did so, the ministry said later."), None);
        assert_eq!(found("Kim left Moscow"), None);
        assert_eq!(found("one two\n\nthree"), None);
    }
}
