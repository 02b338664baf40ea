//! Numbers in digits and words: what time expressions and quantities are both made of.
//!
//! In: the words of a text in small letters ([`Lower`]) and a place among them. Out: the number that begins there, with how
//! many words it takes; and tables of phrases made of such words. Refused: ordinals (they have their own function), numbers beyond 10¹⁸, anything in a word of more
//! than forty bytes.

mod lower;
mod phrases;
mod words;

pub(crate) use lower::Lower;
pub(crate) use phrases::{Phrases, longest, phrases};
pub(crate) use words::{cardinal, digits, ordinal, scale, written};

/// Larger numbers are no news.
pub(crate) const LARGEST: f64 = 1e18;
