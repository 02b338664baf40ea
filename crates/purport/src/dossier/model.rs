//! What a dossier holds: plain data, gathered from a ledger and written as a page.
//!
//! Texts are as the articles have them; whoever shows them makes them harmless.

use purport_ledger::answer::story::CopyKind;
use purport_ledger::answer::{ArticleRef, SpeakerAnswer, Story};
use purport_ledger::finding::Standing;

/// All that a page tells.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The page's title.
    pub title: String,
    /// The ledger's name.
    pub ledger: String,
    /// The moment whose knowledge it shows, in words.
    pub as_of: String,
    /// Conditions that were set: what, which.
    pub conditions: Vec<(&'static str, String)>,
    /// Articles that the ledger knew.
    pub articles_known: u64,
    /// How many of them are copies of others.
    pub copies_known: u64,
    /// Findings that meet the conditions, by standing in the order of [`ORDER`]: of several claims, of one.
    pub totals: [(usize, usize); 6],
    /// The findings that are told, in the order in which they are told.
    pub findings: Vec<Story>,
    /// Some of the findings of one claim.
    pub singles: Vec<Story>,
    /// Sources, those with most claims first.
    pub sources: Vec<SpeakerAnswer>,
    /// Whether there are more.
    pub more_sources: bool,
    /// Articles in order of publication, each with its copies.
    pub families: Vec<Vec<Listed>>,
    /// Articles that are not listed.
    pub articles_left_out: usize,
}

/// The order in which standings are told: what is contested first.
pub const ORDER: [Standing; 6] = [
    Standing::Disputed,
    Standing::Denied,
    Standing::Retracted,
    Standing::Confirmed,
    Standing::Corroborated,
    Standing::Reported,
];

/// The place of a standing in [`ORDER`].
pub fn rank(standing: Standing) -> usize {
    ORDER.iter().position(|other| *other == standing).unwrap_or(ORDER.len() - 1)
}

/// An article of the list, and what kind of copy it is of the first of its family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The article.
    pub article: ArticleRef,
    /// What kind of copy it is.
    pub copy: Option<CopyKind>,
}
