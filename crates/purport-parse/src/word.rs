//! What the encoder sees of a word: its pieces and its features.
//!
//! The encoder's vocabulary is uncased, so what capitals, digits, quotation marks and paragraph breaks tell goes in as
//! one small number beside every piece (see [`Features`]).

use std::collections::HashMap;

use purport_text::{Span, paragraphs, quotations};
use rten_text::models::{Model as _, WordPiece, WordPieceOptions};
use rten_text::normalizers::{Bert, BertOptions, Normalizer as _};

/// How many different values [`Features::index`] takes.
pub const FEATURES: usize = 32;

/// The `[CLS]`, `[SEP]` and `[UNK]` pieces of the vocabulary.
pub(crate) const CLS: u32 = 101;
pub(crate) const SEP: u32 = 102;
const UNKNOWN: u32 = 100;

/// More pieces than this of one word tell nothing new.
const LONGEST_WORD: usize = 12;

/// Cuts words into the pieces of the encoder's vocabulary (WordPiece; Schuster and Nakajima 2012).
pub struct Vocabulary {
    normalizer: Bert,
    pieces: WordPiece,
}

impl Vocabulary {
    /// The vocabulary that the embedded encoder was trained with: one piece a line, in order of id.
    #[must_use]
    pub fn embedded() -> Self {
        let lines = include_str!("../weights/vocab.txt").lines();
        let ids: HashMap<String, u32> = lines.zip(0..).map(|(piece, id)| (piece.to_owned(), id)).collect();
        Self {
            normalizer: Bert::new(BertOptions { lowercase: true, strip_accents: true }),
            pieces: WordPiece::from_vocab(ids, WordPieceOptions { max_word_len: Some(64) }),
        }
    }

    /// The pieces of one word: at least one, at most twelve.
    #[must_use]
    pub fn pieces(&self, word: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let plain = self.normalizer.normalize(word).map_or_else(|_| word.to_lowercase(), |(plain, _)| plain);
        // Marks inside a word ("u.s.", "o'neill") are pieces of their own, as when the encoder was made.
        for part in split_at_marks(&plain) {
            // Only an unknown piece can be missing, and the vocabulary has it.
            let _ = self.pieces.encode_with_offsets(part, &mut |_, id| found.push(id));
            if found.len() >= LONGEST_WORD {
                found.truncate(LONGEST_WORD);
                break;
            }
        }
        if found.is_empty() {
            found.push(UNKNOWN);
        }
        found
    }
}

fn is_mark(ch: char) -> bool {
    ch.is_ascii_punctuation() || (!ch.is_alphanumeric() && !ch.is_whitespace())
}

fn split_at_marks(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, ch) in word.char_indices() {
        if is_mark(ch) || ch.is_whitespace() {
            if at > start {
                parts.push(&word[start..at]);
            }
            start = at + ch.len_utf8();
            if is_mark(ch) {
                parts.push(&word[at..start]);
            }
        }
    }
    if start < word.len() {
        parts.push(&word[start..]);
    }
    parts
}

/// The outline of a word in capitals, small letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Lower,
    Title,
    Upper,
    Mixed,
    Initial,
    Digits,
    Mark,
    Other,
}

impl Shape {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else {
            return if word.contains(|c: char| c.is_numeric()) { Self::Digits } else { Self::Mark };
        };
        if word.contains(|c: char| c.is_ascii_digit()) {
            return Self::Digits;
        }
        let (mut upper, mut lower, mut rest) = (0, 0, 0);
        for letter in letters {
            rest += 1;
            upper += usize::from(letter.is_uppercase());
            lower += usize::from(letter.is_lowercase());
        }
        match (first.is_uppercase(), first.is_lowercase()) {
            (true, _) if rest == 0 => Self::Initial,
            (true, _) if upper == rest => Self::Upper,
            (true, _) if lower == rest => Self::Title,
            (_, true) if lower == rest => Self::Lower,
            (false, false) => Self::Other,
            _ => Self::Mixed,
        }
    }
}

/// Per word, what the uncased pieces do not show.
pub struct Features {
    quoted: Vec<Span>,
    paragraph_starts: Vec<usize>,
}

impl Features {
    /// Look at a whole text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { quoted: quotations(text), paragraph_starts: paragraphs(text).iter().map(|p| p.start).collect() }
    }

    /// The feature number of a word of that text, below [`FEATURES`]: shape, in quotation marks or not, first of its
    /// paragraph or not.
    #[must_use]
    pub fn index(&self, text: &str, word: Span) -> u32 {
        let at = self.quoted.partition_point(|q| q.end <= word.start);
        let quoted = self.quoted.get(at).is_some_and(|q| q.contains(word));
        let first = self.paragraph_starts.binary_search(&word.start).is_ok();
        Shape::of(word.slice(text)) as u32 + 8 * u32::from(quoted) + 16 * u32::from(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_those_of_the_vocabulary() {
        let vocabulary = Vocabulary::embedded();
        assert_eq!(vocabulary.pieces("Moscow"), vocabulary.pieces("moscow"));
        assert_eq!(vocabulary.pieces("Señor"), vocabulary.pieces("senor"));
        assert_eq!(vocabulary.pieces("U.S.").len(), 4);
        assert_eq!(vocabulary.pieces(&"x".repeat(5_000)), [UNKNOWN]);
        assert_eq!(vocabulary.pieces("\u{301}"), [UNKNOWN]);
    }

    #[test]
    fn features_tell_shape_quotation_and_paragraph() {
        let text = "KCNA said “Choe left”\nJ. 5pm";
        let features = Features::new(text);
        let of = |word: &str| features.index(text, Span::of(text, word).unwrap());
        assert_eq!(of("KCNA"), Shape::Upper as u32 + 16);
        assert_eq!(of("said"), Shape::Lower as u32);
        assert_eq!(of("Choe"), Shape::Title as u32 + 8);
        assert_eq!(of("J"), Shape::Initial as u32 + 16);
        assert_eq!(of("5pm"), Shape::Digits as u32);
    }
}
