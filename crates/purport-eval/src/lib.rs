//! Scores of every stage against gold annotation.
//!
//! **In:** gold annotation in its published format ([`gold`]), and what a reader predicts for the same texts, as plain
//! byte spans. **Out:** a [`Report`], one row a metric, as a table or JSON ([`table`]), held against pinned floors
//! ([`floors`]).
//!
//! | stage | scorer | measure |
//! |---|---|---|
//! | attributions | [`attribution::Scorer`] | exact spans, overlap, found and whole one to one, nesting |
//! | names | [`names::Scorer`] | exact span and class |
//! | coreference | [`coreference::Scorer`], [`coreference::GapScorer`] | MUC, B³, CEAFe and their mean; GAP's F1 of pronouns |
//! | places | [`places::Scorer`] | exact span; distance from the true point |
//! | quantities | [`quantities::Scorer`] | strict and relaxed spans; number, unit, what is counted |
//! | words, sentences, parts of speech, lemmas, dependencies | [`syntax::Scorer`] | CoNLL 2018 shared task, from raw text |
//! | events | [`events::Scorer`] | anchor with type; participants, mode and stance of those |
//! | factuality | [`factuality::Scorer`] | Pearson's r and mean absolute error |
//! | stances of claims | [`stances::Scorer`] | certainty, polarity, time frame right |
//! | negation | [`negation::Scorer`] | *SEM 2012: whole cues |
//! | sources inside the article | [`sources::Scorer`] | the entity has the name that was meant |
//! | times | [`times::Scorer`] | TempEval-3: strict and relaxed spans, type, value |
//!
//! Nothing here knows how a reader works. A scorer takes documents one at a time and keeps counts only, so the size of
//! a gold set does not matter. Spans are compared without white space. The same input gives the same numbers, in any
//! order of documents.

pub mod attribution;
pub mod coreference;
mod error;
pub mod events;
pub mod factuality;
pub mod floors;
pub mod gold;
mod ink;
pub mod names;
pub mod negation;
pub mod places;
pub mod quantities;
mod score;
pub mod sources;
pub mod stances;
pub mod syntax;
pub mod table;
pub mod times;

pub use error::{Error, ErrorKind, Result};
pub use score::{Report, Row};
