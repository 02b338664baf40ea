//! Articles to [`Parse`]s, by one small encoder with many heads.
//!
//! In: a text and its sentences. Out: a [`Parse`]: words with lemma, part of speech and syntax, names, and attribution cues
//! with the source and content of each. Promises: the same text gives the same parse on any thread; memory is bounded by
//! the text and one window; every word lies inside the sentences given, in order.

mod decode;
mod error;
mod lemma;
mod network;
mod parse;
mod parser;
mod window;
mod word;

pub use error::ParseError;
pub use parse::{
    Anchor, CueRoles, EVENT_TYPES, EventMode, Judgement, Name, NameClass, Parse, Participation, Upos, Word,
};
pub use parser::Parser;
pub use word::{FEATURES, Features, Vocabulary};
