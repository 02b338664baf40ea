//! What a dossier holds: plain data, gathered from a ledger and written as a page.
//!
//! Texts are as the articles have them; whoever shows them makes them harmless.

use purport_ledger::answer::SpeakerAnswer;
use purport_ledger::finding::{Relation, Standing};
use purport_read::{Certainty, EventType, Polarity};

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
    pub findings: Vec<Finding>,
    /// Some of the findings of one claim.
    pub singles: Vec<Finding>,
    /// Sources, those with most claims first.
    pub sources: Vec<SpeakerAnswer>,
    /// Whether there are more.
    pub more_sources: bool,
    /// Articles in order of publication, each with its copies.
    pub families: Vec<Vec<Article>>,
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

/// What is claimed, and on whose word.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its id in the ledger.
    pub id: String,
    /// What it states.
    pub statement: String,
    /// What it rests on.
    pub standing: Standing,
    /// Independent origins for it.
    pub origins_for: u32,
    /// Independent origins against it.
    pub origins_against: u32,
    /// PLOVER types of what it speaks of.
    pub events: Vec<EventType>,
    /// Publication of its first claim.
    pub first_said: Option<String>,
    /// Publication of the claim that last changed its standing.
    pub last_changed: Option<String>,
    /// Changes of its standing.
    pub history: Vec<Change>,
    /// Its claims in order of publication.
    pub claims: Vec<Claim>,
    /// Claims that are not listed.
    pub left_out: usize,
    /// Its numbers, by what they count.
    pub numbers: Vec<Spread>,
}

/// A change of standing.
#[derive(Clone, Debug)]
pub struct Change {
    /// Publication of the claim that caused it.
    pub at: Option<String>,
    /// The standing from then on.
    pub standing: Standing,
    /// Place of that claim in the finding's, where it is listed.
    pub because: Option<usize>,
}

/// A claim of a finding.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its id in the ledger.
    pub id: String,
    /// What it is to the finding.
    pub relation: Relation,
    /// Whose word it rests on.
    pub origin: String,
    /// When it was published.
    pub said: Option<String>,
    /// Who makes it.
    pub speaker: Option<String>,
    /// Role or office of who makes it.
    pub role: Option<String>,
    /// Through whom it comes, the nearest first.
    pub relays: Vec<String>,
    /// How sure the source sounds.
    pub certainty: Option<Certainty>,
    /// Whether it is said to be so.
    pub polarity: Option<Polarity>,
    /// Words that hedge it.
    pub hedges: Vec<String>,
    /// The sentence that it stands in.
    pub sentence: Vec<Piece>,
    /// Whether the reader doubts its own record.
    pub doubtful: bool,
    /// What people decided about it.
    pub reviews: Vec<String>,
    /// The article that it stands in.
    pub article: Article,
    /// The claim of the same finding and origin that this one repeats: its place in the finding's.
    pub copy_of: Option<usize>,
}

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether it is part of what is claimed.
    pub claimed: bool,
    /// Whether it hedges.
    pub hedged: bool,
}

/// An article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its number in the ledger.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Publication time.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// What kind of copy it is of the first of its family, and the agency credited: `wire`, `revision` …
    pub copy: Option<(String, Option<String>)>,
}

/// The numbers that claims give for one thing.
#[derive(Clone, Debug)]
pub struct Spread {
    /// What is counted.
    pub of: Option<String>,
    /// Short name of the unit, or code of the currency.
    pub unit: Option<String>,
    /// The numbers, the least first.
    pub bounds: Vec<Bounds>,
}

/// A number, and who gives it.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// The least that is meant, `None` when open.
    pub low: Option<f64>,
    /// The most that is meant, `None` when open.
    pub high: Option<f64>,
    /// Places of the claims in the finding's.
    pub claims: Vec<usize>,
}
