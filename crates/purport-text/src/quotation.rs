//! Stretches that stand in quotation marks.
//!
//! In: a text. Out: the spans between opening and closing marks, marks included. Marks may be curly, straight or mixed;
//! a quotation that runs over paragraphs opens each of them anew and closes only the last. An opening mark that is
//! never closed ends with its paragraph, so one lost mark spoils no more than that.

use crate::Span;

/// A quotation, marks included.
///
/// ```
/// use purport_text::{quotations};
/// let text = "He said “no” and \"never\".";
/// let found: Vec<&str> = quotations(text).iter().map(|q| q.slice(text)).collect();
/// assert_eq!(found, ["“no”", "\"never\""]);
/// ```
#[must_use]
pub fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        let before = found.len();
        scan(text, paragraph, Marks::Double, &mut found);
        if found.len() == before {
            scan(text, paragraph, Marks::Single, &mut found);
        }
    }
    found
}

/// The spans of the paragraphs: stretches without a line break that hold more than white space.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2029}', '\u{2028}']) {
        let span = Span::new(start, start + line.len()).trim(text);
        if !span.is_empty() {
            found.push(span);
        }
        start += line.len();
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Marks {
    Double,
    Single,
}

/// What a mark does: open, close, or whichever fits.
enum Role {
    Opens,
    Closes,
    Either,
}

fn role(ch: char, marks: Marks) -> Option<Role> {
    match (marks, ch) {
        (Marks::Double, '“' | '„' | '«' | '‟') => Some(Role::Opens),
        (Marks::Double, '”' | '»') => Some(Role::Closes),
        (Marks::Double, '"' | '＂' | '″') => Some(Role::Either),
        (Marks::Single, '‘' | '‚' | '‹') => Some(Role::Opens),
        (Marks::Single, '’' | '›') => Some(Role::Closes),
        (Marks::Single, '\'') => Some(Role::Either),
        _ => None,
    }
}

fn scan(text: &str, paragraph: Span, marks: Marks, found: &mut Vec<Span>) {
    let mut open: Option<usize> = None;
    let mut previous: Option<char> = None;
    let mut chars = paragraph.slice(text).char_indices().peekable();
    while let Some((offset, ch)) = chars.next() {
        let at = paragraph.start + offset;
        let mut end = at + ch.len_utf8();
        let next = chars.peek().map(|&(_, c)| c);
        // Two single marks typed for a double one ('' or ``).
        let doubled = marks == Marks::Double && matches!(ch, '\'' | '`' | '’' | '‘') && next == Some(ch);
        let role = if doubled {
            chars.next();
            end += ch.len_utf8();
            if ch == '`' || ch == '‘' { Some(Role::Opens) } else { Some(Role::Either) }
        } else {
            role(ch, marks)
        };
        let next = chars.peek().map(|&(_, c)| c);
        if let Some(role) = role {
            let after_word = previous.is_some_and(|c| c.is_alphanumeric());
            let before_word = next.is_some_and(|c| c.is_alphanumeric());
            let apostrophe = marks == Marks::Single && after_word && (before_word || open.is_none());
            let opens = match role {
                Role::Opens => true,
                Role::Closes => open.is_none() && marks == Marks::Double && before_word && !after_word,
                Role::Either => open.is_none(),
            };
            if apostrophe {
                // Part of a word.
            } else if opens {
                let starts_cleanly =
                    marks == Marks::Double || (!after_word && next.is_some_and(|c| !c.is_whitespace()));
                if open.is_none() && starts_cleanly {
                    open = Some(at);
                }
            } else if let Some(start) = open.take() {
                found.push(Span::new(start, end));
            }
        }
        previous = Some(ch);
    }
    if let Some(start) = open
        && marks == Marks::Double
    {
        found.push(Span::new(start, paragraph.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotations(text).iter().map(|q| q.slice(text)).collect()
    }

    #[test]
    fn curly_straight_and_mixed_marks() {
        assert_eq!(found("“A,” he said. \"B.\" “C\" ''D.''"), ["“A,”", "\"B.\"", "“C\"", "''D.''"]);
    }

    #[test]
    fn a_quotation_over_paragraphs_opens_each_anew() {
        assert_eq!(found("“One.\n\n“Two,” she said."), ["“One.", "“Two,”"]);
    }

    #[test]
    fn single_marks_count_where_no_double_ones_stand() {
        assert_eq!(found("'It is over,' O'Neill's man said. 'Don't go.'"), ["'It is over,'", "'Don't go.'"]);
        assert_eq!(found("It’s the workers’ day"), Vec::<&str>::new());
    }

    #[test]
    fn a_lost_mark_spoils_one_paragraph_only() {
        assert_eq!(found("He said \"never.\nThen \"yes\" came."), ["\"never.", "\"yes\""]);
    }
}
