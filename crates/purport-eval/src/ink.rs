//! Coordinates in which white space does not exist.
//!
//! Gold annotation and a reader may cut white space differently, and neither is wrong. So spans are compared by the
//! number of characters before them that are not white space.

use purport_text::Span;

use crate::error::{Error, ErrorKind, Result};

/// A stretch in the coordinates of an [`Ink`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Run {
    pub start: usize,
    pub end: usize,
}

impl Run {
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub fn shared(self, other: Self) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
}

/// White space as Python's `str.isspace` has it: Unicode's, and the four information separators.
///
/// The reference implementation of the attribution metric is Python, and the numbers have to agree.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// Maps the byte offsets of one text to counts of its characters that are not white space.
pub(crate) struct Ink<'t> {
    text: &'t str,
    /// For every byte, the characters that are not white space before it.
    before: Vec<usize>,
}

impl<'t> Ink<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for character in text.chars() {
            before.resize(before.len() + character.len_utf8(), count);
            count += usize::from(!is_space(character));
        }
        before.push(count);
        Self { text, before }
    }

    /// A byte span in ink coordinates. `role` names the span in the error.
    ///
    /// # Errors
    /// When the span ends outside the text or cuts a character.
    pub fn run(&self, span: Span, role: &'static str) -> Result<Run> {
        if self.text.get(span.range()).is_none() {
            let (start, end) = (offset(span.start), offset(span.end));
            return Err(Error::new(ErrorKind::Span { role, start, end }));
        }
        Ok(Run { start: self.before[span.start], end: self.before[span.end] })
    }

    /// Byte spans as sorted runs; what touches is joined, what is only white space is dropped.
    pub fn runs(&self, spans: &[Span], role: &'static str) -> Result<Vec<Run>> {
        let runs: Result<Vec<Run>> = spans.iter().map(|span| self.run(*span, role)).collect();
        Ok(join(runs?))
    }
}

/// Sorted runs without overlap, touching ones joined, empty ones dropped.
pub(crate) fn join(mut runs: Vec<Run>) -> Vec<Run> {
    runs.retain(|run| run.len() > 0);
    runs.sort_unstable();
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => joined.push(run),
        }
    }
    joined
}

fn offset(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_does_not_count() {
        let text = "a  b\u{1c}é";
        let ink = Ink::new(text);
        let with_blanks = ink.run(Span::new(1, 4), "word").unwrap();
        assert_eq!(with_blanks, ink.run(Span::of(text, "b").unwrap(), "word").unwrap());
        assert_eq!(ink.run(Span::of(text, "é").unwrap(), "word").unwrap(), Run { start: 2, end: 3 });
    }

    #[test]
    fn fragments_with_only_white_space_between_are_one() {
        let text = "it is\n good";
        let ink = Ink::new(text);
        let parts = [Span::of(text, "good").unwrap(), Span::of(text, "it is").unwrap()];
        assert_eq!(ink.runs(&parts, "content").unwrap(), [Run { start: 0, end: 8 }]);
    }

    #[test]
    fn a_span_outside_or_inside_a_character_is_an_error() {
        let ink = Ink::new("né");
        assert!(ink.run(Span::new(0, 4), "cue").is_err());
        assert!(ink.run(Span::new(0, 2), "cue").is_err());
    }
}
