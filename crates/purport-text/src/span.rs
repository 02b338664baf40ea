//! A stretch of an article's text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of a text: start inclusive, end exclusive.
///
/// The unit is **bytes of UTF-8** everywhere in Rust. JSON counts Unicode code points; only the JSON layer of
/// `purport-read` converts (see [`CodePoints`]).
///
/// ```
/// use purport_text::Span;
/// let text = "“Non,” said Léa.";
/// let span = Span::of(text, "Léa").unwrap();
/// assert_eq!(span.slice(text), "Léa");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "[usize; 2]", into = "[usize; 2]")]
pub struct Span {
    /// Where the stretch begins.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Span {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        let place =
            utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::schema::Type::Integer).minimum(Some(0));
        utoipa::openapi::ArrayBuilder::new()
            .items(place)
            .min_items(Some(2))
            .max_items(Some(2))
            .description(Some("A stretch of a text, in Unicode code points: start inclusive, end exclusive."))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Span {}

impl Span {
    /// A span from `start` up to, not including, `end`. An end before the start is taken as empty at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The first place where `needle` stands in `text`.
    #[must_use]
    pub fn of(text: &str, needle: &str) -> Option<Self> {
        text.find(needle).map(|start| Self::new(start, start + needle.len()))
    }

    /// The text that the span cuts out.
    ///
    /// # Panics
    /// When the span ends outside `text` or inside a character: a span belongs to one text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies inside this span (equal counts).
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without white space at its two ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inner = self.slice(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }

    /// The same as a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl TryFrom<[usize; 2]> for Span {
    type Error = String;

    /// The span of a pair; an end before its start is an error.
    fn try_from([start, end]: [usize; 2]) -> Result<Self, String> {
        if end < start {
            return Err(format!("span [{start}, {end}] ends before it starts"));
        }
        Ok(Self { start, end })
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Converts between bytes and code points of one text, both ways, in constant memory per 64 bytes of text.
///
/// ```
/// use purport_text::{CodePoints, Span};
/// let text = "“a”";
/// let points = CodePoints::new(text);
/// let bytes = Span::of(text, "a").unwrap();
/// assert_eq!(points.from_bytes(bytes), Span::new(1, 2));
/// assert_eq!(points.to_bytes(Span::new(1, 2)), Some(bytes));
/// ```
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `STRIDE * i`, counting a character at its first byte.
    before: Vec<usize>,
}

const STRIDE: usize = 64;

fn starts_character(byte: &u8) -> bool {
    (*byte as i8) >= -0x40
}

impl<'t> CodePoints<'t> {
    /// Index a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += block.iter().filter(|b| starts_character(b)).count();
        }
        before.push(count);
        Self { text, before }
    }

    /// How many code points the text has.
    #[must_use]
    pub fn total(&self) -> usize {
        self.before.last().copied().unwrap_or(0)
    }

    fn count_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STRIDE;
        let rest = &self.text.as_bytes()[block * STRIDE..byte];
        self.before[block] + rest.iter().filter(|b| starts_character(b)).count()
    }

    fn byte_of(&self, point: usize) -> Option<usize> {
        if point >= self.total() {
            return (point == self.total()).then_some(self.text.len());
        }
        let block = self.before.partition_point(|&count| count <= point) - 1;
        let mut left = point - self.before[block];
        for (offset, byte) in self.text.as_bytes()[block * STRIDE..].iter().enumerate() {
            if starts_character(byte) {
                if left == 0 {
                    return Some(block * STRIDE + offset);
                }
                left -= 1;
            }
        }
        None
    }

    /// A byte span in code points.
    #[must_use]
    pub fn from_bytes(&self, span: Span) -> Span {
        Span::new(self.count_before(span.start), self.count_before(span.end))
    }

    /// A code-point span in bytes; `None` when it ends outside the text.
    #[must_use]
    pub fn to_bytes(&self, span: Span) -> Option<Span> {
        Some(Span::new(self.byte_of(span.start)?, self.byte_of(span.end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_round_trip_over_every_character() {
        let text = "“Ça va?” – 한국 🙂 e\u{301} ".repeat(9);
        let points = CodePoints::new(&text);
        for (at, (byte, ch)) in text.char_indices().enumerate() {
            let span = Span::new(byte, byte + ch.len_utf8());
            assert_eq!(points.from_bytes(span), Span::new(at, at + 1));
            assert_eq!(points.to_bytes(Span::new(at, at + 1)), Some(span));
        }
        assert_eq!(points.to_bytes(Span::new(0, points.total() + 1)), None);
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  said Kim \n";
        assert_eq!(Span::new(0, text.len()).trim(text).slice(text), "said Kim");
    }
}
