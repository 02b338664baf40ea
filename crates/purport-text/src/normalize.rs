//! A text as the reader wants it, aligned with the text as it was printed.
//!
//! In: any text. Out: the same text in Unicode's composed form (NFC), without invisible characters, with plain spaces and
//! line breaks and with printed ligatures opened; and, for every span, where it stands on the other side. Reverses
//! nothing else: quotation marks, dashes and markup leftovers stay as they are.

use std::borrow::Cow;
use std::iter;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::Span;

/// A normalised text and its alignment with the original.
///
/// ```
/// use purport_text::{Normalized, Span};
/// let printed = "The o\u{ad}ﬃce\u{a0}said";
/// let normalized = Normalized::of(printed);
/// assert_eq!(normalized.text, "The office said");
/// let word = Span::of(&normalized.text, "office").unwrap();
/// assert_eq!(normalized.original(word).slice(printed), "o\u{ad}ﬃce");
/// ```
#[derive(Clone, Debug)]
pub struct Normalized<'t> {
    /// The normalised text; borrowed when nothing had to change.
    pub text: Cow<'t, str>,
    /// What was changed, in order; between changes both texts are the same.
    changes: Vec<Change>,
}

/// One stretch that reads differently on the two sides.
#[derive(Clone, Copy, Debug)]
struct Change {
    original: Span,
    normalized: Span,
}

/// Which end of a span a position is.
#[derive(Clone, Copy)]
enum End {
    Start,
    Finish,
}

impl<'t> Normalized<'t> {
    /// Normalises a text. Allocates only when something changes.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let start = unchanged_prefix(text);
        if start == text.len() {
            return Self { text: Cow::Borrowed(text), changes: Vec::new() };
        }
        let mut building = Building { text: text[..start].to_owned(), changes: Vec::new() };
        let mut at = start;
        while at < text.len() {
            let end = cluster_end(text, at);
            building.add(text, Span::new(at, end));
            at = end;
        }
        Self { text: Cow::Owned(building.text), changes: building.changes }
    }

    /// Whether the normalised text is the original.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.changes.is_empty()
    }

    /// Where a span of the normalised text stands in the original. A span that ends inside something that was changed
    /// as a whole (half of an opened ligature) grows to all of it; removed characters at its ends stay out.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        self.map(span, |change| (change.normalized, change.original))
    }

    /// Where a span of the original stands in the normalised text, by the same rule.
    #[must_use]
    pub fn normalized(&self, span: Span) -> Span {
        self.map(span, |change| (change.original, change.normalized))
    }

    fn map(&self, span: Span, sides: impl Fn(&Change) -> (Span, Span)) -> Span {
        if self.changes.is_empty() {
            return span;
        }
        let at = |position: usize, end: End| {
            // The changes that lie wholly before the position. One that takes no room here (a removal) counts as
            // before a start and not before a finish, so that it stays outside.
            let before = self.changes.partition_point(|change| {
                let from = sides(change).0;
                match end {
                    End::Start => from.end <= position,
                    End::Finish => from.end < position || (from.end == position && !from.is_empty()),
                }
            });
            if let Some((from, to)) = self.changes.get(before).map(&sides)
                && from.start < position
            {
                return match end {
                    End::Start => to.start,
                    End::Finish => to.end,
                };
            }
            let (from, to) = before.checked_sub(1).map(|last| sides(&self.changes[last])).unwrap_or_default();
            to.end + (position - from.end)
        };
        if span.is_empty() {
            let start = at(span.start, End::Start);
            return Span::new(start, start);
        }
        Span::new(at(span.start, End::Start), at(span.end, End::Finish))
    }
}

struct Building {
    text: String,
    changes: Vec<Change>,
}

impl Building {
    /// Appends one cluster of the original, normalised, and notes the part of it that changed.
    fn add(&mut self, original: &str, span: Span) {
        let cluster = span.slice(original);
        if cluster.len() == 1 && !needs_change(cluster.chars().next().unwrap_or(' ')) {
            self.text.push_str(cluster);
            return;
        }
        let start = self.text.len();
        self.text.extend(cleaned(cluster).nfc());
        let fresh = &self.text[start..];
        if fresh == cluster {
            return;
        }
        let head = common_bytes(cluster.chars(), fresh.chars());
        let tail = common_bytes(cluster[head..].chars().rev(), fresh[head..].chars().rev());
        self.changes.push(Change {
            original: Span::new(span.start + head, span.end - tail),
            normalized: Span::new(start + head, self.text.len() - tail),
        });
    }
}

/// Bytes of the longest run of equal characters at the start of both.
fn common_bytes(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    left.zip(right).take_while(|(l, r)| l == r).map(|(l, _)| l.len_utf8()).sum()
}

/// How far a text reads the same before and after, up to a cluster boundary.
fn unchanged_prefix(text: &str) -> usize {
    let odd = text
        .char_indices()
        .find(|&(_, c)| needs_change(c) || is_nfc_quick(iter::once(c)) != IsNormalized::Yes)
        .map_or(text.len(), |(at, _)| at);
    if odd == text.len() && is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return odd;
    }
    // Marks out of order show only in context: then start from the beginning.
    if is_nfc_quick(text[..odd].chars()) != IsNormalized::Yes {
        return 0;
    }
    // What follows may combine with the character before it.
    text[..odd].char_indices().rev().find(|&(_, c)| begins_cluster(c)).map_or(0, |(at, _)| at)
}

/// The end of the cluster that begins at `start`: a character and all that may merge into it.
fn cluster_end(text: &str, start: usize) -> usize {
    let mut characters = text[start..].char_indices();
    let first = characters.next().map_or(' ', |(_, c)| c);
    if first == '\r' {
        return start + 1 + usize::from(text[start + 1..].starts_with('\n'));
    }
    characters.find(|&(_, c)| begins_cluster(c)).map_or(text.len(), |(at, _)| start + at)
}

fn begins_cluster(c: char) -> bool {
    c.is_ascii_graphic()
        || c == ' '
        || (!is_removed(c) && canonical_combining_class(c) == 0 && is_nfc_quick(iter::once(c)) != IsNormalized::Maybe)
}

fn cleaned(cluster: &str) -> impl Iterator<Item = char> {
    let crlf = cluster == "\r\n";
    cluster.chars().filter(move |&c| !(is_removed(c) || (crlf && c == '\r'))).flat_map(|c| {
        let opened = ligature(c);
        let plain = if opened.is_empty() { Some(plain(c)) } else { None };
        opened.chars().chain(plain)
    })
}

fn needs_change(c: char) -> bool {
    is_removed(c) || plain(c) != c || !ligature(c).is_empty()
}

/// Invisible characters: soft hyphen, zero-width and bidirectional controls, byte-order mark, control characters.
fn is_removed(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Odd spaces as a plain one, odd line breaks as a line feed.
fn plain(c: char) -> char {
    match c {
        '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        _ => c,
    }
}

/// The letters of a printed ligature; empty for everything else.
fn ligature(c: char) -> &'static str {
    match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_to_change_borrows() {
        let text = "“Ça va?” – Kim’s 한국 🙂\nTwo lines.";
        let normalized = Normalized::of(text);
        assert!(matches!(normalized.text, Cow::Borrowed(_)));
        assert_eq!(normalized.original(Span::new(3, 9)), Span::new(3, 9));
    }

    #[test]
    fn each_kind_of_change() {
        for (printed, wanted) in [
            ("e\u{301}tat", "état"),
            ("co\u{ad}operate", "cooperate"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("null\0byte\u{7}", "nullbyte"),
            ("a\u{a0}b\u{2009}c\td", "a b c d"),
            ("one\r\ntwo\rthree\u{2028}four", "one\ntwo\nthree\nfour"),
            ("ﬁre ﬂood oﬃcer", "fire flood officer"),
            ("e\u{ad}\u{301}", "é"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("a\u{315}\u{300}", "à\u{315}"),
            ("&nbsp;&amp;", "&nbsp;&amp;"),
        ] {
            assert_eq!(Normalized::of(printed).text, wanted, "{printed:?}");
        }
    }

    #[test]
    fn spans_map_both_ways() {
        let printed = "\u{feff}Kim\u{a0}Jong\u{ad}un\r\nsaid ﬁne";
        let normalized = Normalized::of(printed);
        assert_eq!(normalized.text, "Kim Jongun\nsaid fine");
        for (word, original) in
            [("Kim", "Kim"), ("Jongun", "Jong\u{ad}un"), ("said", "said"), ("fine", "ﬁne"), ("i", "i")]
        {
            let span = Span::of(&normalized.text, word).unwrap();
            assert_eq!(normalized.original(span).slice(printed), original);
        }
        let half = Span::of(&normalized.text, "ine").unwrap();
        assert_eq!(normalized.original(half).slice(printed), "ﬁne");
        let name = Span::of(printed, "Jong\u{ad}un").unwrap();
        assert_eq!(normalized.normalized(name).slice(&normalized.text), "Jongun");
    }

    fn odd_text() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(vec![
            'e', 'a', 'K', ' ', '\n', '\r', '\t', '\0', '\u{301}', '\u{300}', '\u{315}', '\u{327}', '\u{ad}',
            '\u{200b}', '\u{feff}', '\u{a0}', 'ﬁ', 'ﬄ', '\u{212b}', '\u{1112}', '\u{1161}', '\u{11ab}', '한', '🙂',
            'é', '\u{958}',
        ]);
        prop::collection::vec(prop_oneof![4 => odd, 1 => any::<char>()], 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn every_span_maps_to_an_original_that_normalises_to_it(text in odd_text()) {
            let normalized = Normalized::of(&text);
            prop_assert_eq!(&Normalized::of(&normalized.text).text, &normalized.text);
            let inside_change =
                |at: usize| normalized.changes.iter().any(|c| c.normalized.start < at && at < c.normalized.end);
            let cuts: Vec<usize> = (0..=normalized.text.len())
                .filter(|&at| normalized.text.is_char_boundary(at) && !inside_change(at))
                .collect();
            for (index, &start) in cuts.iter().enumerate() {
                for &end in &cuts[index + 1..] {
                    let span = Span::new(start, end);
                    let original = normalized.original(span);
                    let again = Normalized::of(original.slice(&text));
                    prop_assert_eq!(&again.text, span.slice(&normalized.text), "{:?} of {:?}", span, text);
                    prop_assert_eq!(normalized.normalized(original), span);
                }
            }
        }
    }
}
