//! Readers of gold annotation, one module a format.
//!
//! Every reader streams documents: one document is in memory at a time, a document that cannot be read is an error
//! that names file and line, and the next one is read all the same. All spans are byte spans into the document's own
//! `text`.

pub mod conllu;
pub mod coreference;
pub mod events;
pub mod factuality;
pub mod files;
pub mod jsonl;
pub mod names;
pub mod negation;
pub mod places;
pub mod polnear;
pub mod quantities;
pub mod stances;
pub mod timeml;

use purport_text::Span;

/// Source, cue and content of one attribution, each as spans in reading order; an empty list says that it has none.
///
/// Gold annotation and predictions have the same form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The words that attribute ("said", "according to").
    pub cue: Vec<Span>,
    /// Who it is attributed to.
    pub source: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// Index, in the document's list, of the attribution whose content holds this one.
    pub within: Option<usize>,
    /// The annotators' own label, where the format has one (kind of source, `Attribution-no-source`).
    pub kind: Option<String>,
    /// The source's full name, where the format has one.
    pub entity: Option<String>,
}

/// A document with its attributions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributionDocument {
    /// Its name in the gold set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// Its attributions.
    pub attributions: Vec<Attribution>,
    /// Whether the annotation says which attribution is nested in which. Where it does not, nesting is not scored.
    pub marks_nesting: bool,
}

/// One syntactic word, as Universal Dependencies has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands. Words of one surface token that cannot be told apart in the text share the token's span.
    pub span: Span,
    /// The surface token that it belongs to: equal to `span` unless several words make up one token (do|n't).
    pub token: Span,
    /// Its form.
    pub form: String,
    /// Its lemma; `_` in gold annotation means that any lemma will do.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Index, in the document's list of words, of the word that governs it; `None` for a root.
    pub head: Option<usize>,
    /// Relation to the head, subtype included (`nsubj:pass`).
    pub deprel: String,
}

/// Sentences and words of a document, as annotated or as predicted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// The words of all sentences in order.
    pub words: Vec<Word>,
}

/// A document with its syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyntaxDocument {
    /// Its name in the gold set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// Its sentences and words.
    pub syntax: Syntax,
}
