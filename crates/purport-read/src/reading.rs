//! What comes out of an article: the data types, without behaviour.
//!
//! In Rust every [`Span`] counts bytes of [`Article::text`]. Serialised by [`Reading::to_json`] they count code points.

use purport_text::{Article, Span};
use serde::{Deserialize, Serialize};

/// Everything read out of one article: a pure function of article, model and rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The report that was read.
    pub article: Article,
    /// People, organisations, countries, groups that the claims speak of.
    pub entities: Vec<Entity>,
    /// Who says what, in text order.
    pub claims: Vec<Claim>,
    /// Who did what to whom.
    pub events: Vec<serde_json::Value>,
    /// When.
    pub times: Vec<serde_json::Value>,
    /// How many.
    pub quantities: Vec<serde_json::Value>,
    /// Where.
    pub places: Vec<serde_json::Value>,
    /// Passages that repeat an earlier one of the same article; they were not read again.
    pub repeated: Vec<Span>,
    /// Which reader produced this.
    pub reader: Reader,
    /// The token layer, on request only.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub layers: Option<TokenLayer>,
}

/// The program and model that read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Version of the program.
    pub version: String,
    /// First 12 hexadecimal digits of the model's BLAKE3 hash.
    pub model: String,
}

/// A person, organisation, country, place or group, with its mentions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// `e1`, `e2` … in order of first mention.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name in the article.
    pub name: String,
    /// Role or office, when the text gives one ("spokesperson").
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3 code, when the text gives the country.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
}

/// Kinds of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, agency, party, paper, team …
    Organization,
    /// A state.
    Country,
    /// Any other place.
    Place,
    /// Several of the above, or an unnamed set of people.
    Group,
    /// Anything else: a document, a survey.
    Other,
}

/// One attribution, read: who, through whom, what, how sure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// `c1`, `c2` … in text order.
    pub id: String,
    /// Who makes it.
    pub source: Source,
    /// The words that attribute; `None` for the article's own voice.
    pub cue: Option<Cue>,
    /// What is claimed; several spans when it is interrupted.
    pub content: Vec<Span>,
    /// Whether the content stands in quotation marks.
    pub quotation: Quotation,
    /// The claim that this one is nested in.
    pub within: Option<String>,
    /// How sure the source sounds. `None` until factuality is read.
    pub certainty: Option<String>,
    /// Whether the source affirms or denies. `None` until factuality is read.
    pub polarity: Option<String>,
    /// Commitment from −3 to +3. `None` until factuality is read.
    pub factuality: Option<f32>,
    /// Hedging words in cue or content.
    pub hedges: Vec<Span>,
    /// Negating words in cue or content.
    pub negations: Vec<Span>,
    /// When the content is said to happen. `None` until factuality is read.
    pub time_frame: Option<String>,
    /// The reader's own confidence in this record, 0 to 1.
    pub confidence: f32,
    /// Ids of the events in the content.
    pub events: Vec<String>,
    /// Ids of the times in the content.
    pub times: Vec<String>,
    /// Ids of the quantities in the content.
    pub quantities: Vec<String>,
    /// Ids of the places in the content.
    pub places: Vec<String>,
}

/// Who makes a claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Where the source is named; `None` when the text names none ("it is believed") and for the author.
    pub span: Option<Span>,
    /// The words of the span, or the publisher for the author's own voice.
    pub text: Option<String>,
    /// The entity that the source refers to.
    pub entity: Option<String>,
    /// Named, unnamed, document or author; `None` when the text names no source.
    pub kind: Option<SourceKind>,
}

/// What stands behind a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// Somebody with a name, or a description that the article resolves to a name.
    Named,
    /// "Western officials", "a resident".
    Unnamed,
    /// A report, poll, law, letter.
    Document,
    /// The article's own voice.
    Author,
}

/// The words that attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// Where they stand.
    pub spans: Vec<Span>,
    /// Lemma of the head word ("say", "according to", ":").
    pub lemma: String,
    /// What saying it does.
    pub act: Act,
}

/// What a cue does. The names are the JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Says, writes, reports.
    State,
    /// Confirms, acknowledges, admits.
    Confirm,
    /// Denies, rejects, dismisses.
    Deny,
    /// Suggests, hints, indicates.
    Suggest,
    /// Believes, thinks, suspects, knows.
    Believe,
    /// Alleges, accuses, claims.
    Allege,
    /// Predicts, expects, forecasts.
    Predict,
    /// Promises, vows, plans, threatens: commits the speaker.
    Promise,
    /// Requests, urges, demands, orders.
    Request,
    /// Condemns, criticises, blames.
    Condemn,
    /// Praises, supports, welcomes, endorses.
    Support,
    /// Declines to comment, refuses to say, has not confirmed.
    Decline,
    /// Asks, wonders.
    Ask,
    /// Fears, hopes, wants: feels about it.
    Feel,
}

/// How a content is quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotation {
    /// All of it stands in quotation marks.
    Direct,
    /// None of it does, but it reports speech or writing.
    Indirect,
    /// Some of it does.
    Mixed,
    /// Nothing is reported: the article's own voice.
    #[default]
    None,
}

/// Sentences and words, as read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TokenLayer {
    /// Sentence spans.
    pub sentences: Vec<Span>,
    /// Words in text order.
    pub tokens: Vec<Token>,
}

/// One word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Index of the governing token in the article's token list, −1 for the root of a sentence.
    pub head: i64,
    /// Universal Dependencies relation.
    pub deprel: String,
    /// BIO tag of the name that the word is part of (`B-PER`, `O` …).
    pub name: String,
}
