//! What comes out of an article: the data types, without behaviour.
//!
//! In Rust every [`Span`] counts bytes of [`Article::text`]. Serialised by [`Reading::to_json`] they count code points.

use purport_text::{Article, Span};
use serde::{Deserialize, Serialize};

/// Everything read out of one article: a pure function of article, model and rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// The report that was read.
    pub article: Article,
    /// People, organisations, countries, groups that the claims speak of.
    pub entities: Vec<Entity>,
    /// Who says what, in text order.
    pub claims: Vec<Claim>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// When.
    pub times: Vec<Time>,
    /// How many.
    pub quantities: Vec<Quantity>,
    /// Where.
    pub places: Vec<Place>,
    /// Passages that repeat an earlier one of the same article; they were not read again.
    pub repeated: Vec<Span>,
    /// Which reader produced this.
    pub reader: Reader,
    /// The token layer, on request only.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(ignore))]
    pub layers: Option<TokenLayer>,
}

/// The program and model that read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reader {
    /// Version of the program.
    pub version: String,
    /// First 12 hexadecimal digits of the model's BLAKE3 hash.
    pub model: String,
}

/// A person, organisation, country, place or group, with its mentions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entity {
    /// `e1`, `e2` … in order of first mention.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name in the article.
    pub name: String,
    /// Role or office, when the text gives one ("spokesperson").
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3 code, when the text gives the country; of a state's own bodies also by the dateline.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// A stable identifier: `iso3166:PRK` of a country, `igo:NATO` of an international organisation.
    pub identifier: Option<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
}

/// Kinds of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// How sure the source sounds.
    pub certainty: Option<Certainty>,
    /// Whether the source says that it is so or that it is not.
    pub polarity: Option<Polarity>,
    /// The source's commitment, from −3 (certainly not so) to +3 (certainly so).
    pub factuality: Option<f32>,
    /// Hedging words in cue or content.
    pub hedges: Vec<Span>,
    /// Negating words in cue or content.
    pub negations: Vec<Span>,
    /// When the content is said to happen.
    pub time_frame: Option<TimeFrame>,
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// How sure a source sounds (FactBank, Saurí and Pustejovsky 2009).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// No doubt is voiced.
    Certain,
    /// Likely, expected.
    Probable,
    /// It may be.
    Possible,
    /// The source does not commit itself: asked, requested, declined, under a condition.
    Unknown,
}

impl Certainty {
    /// All, the surest first.
    pub const ALL: [Self; 4] = [Self::Certain, Self::Probable, Self::Possible, Self::Unknown];

    /// The JSON value.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether something is said to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
}

impl Polarity {
    /// The JSON value.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// When something is said to happen, seen from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum TimeFrame {
    Past,
    Present,
    Future,
}

impl TimeFrame {
    /// The JSON value.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Present => "present",
            Self::Future => "future",
        }
    }
}

/// Who did what to whom, when, where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// `v1`, `v2` … in text order.
    pub id: String,
    /// What kind of act.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The kind's mode in PLOVER ("visit", "explosives"), where the text tells.
    pub mode: Option<String>,
    /// CAMEO code, two to four digits, leading zeros kept: the root where finer is not safe.
    pub cameo: Option<String>,
    /// The word or words that name the event.
    pub anchor: Span,
    /// Ids of the entities that act.
    pub actors: Vec<String>,
    /// Ids of the entities that it is done to.
    pub recipients: Vec<String>,
    /// Id of the place where it happens.
    pub place: Option<String>,
    /// Id of the time when it happens.
    pub time: Option<String>,
    /// Ids of what is counted in it: the killed, injured, troops.
    pub quantities: Vec<String>,
    /// How sure it is that it happened, as its innermost source says.
    pub certainty: Option<Certainty>,
    /// Whether it is said to have happened or not.
    pub polarity: Option<Polarity>,
    /// Commitment of the innermost source, from −3 (certainly not) to +3 (certainly).
    pub factuality: Option<f32>,
    /// When it is said to happen.
    pub time_frame: Option<TimeFrame>,
}

/// The sixteen types of PLOVER (manual 0.8, Schrodt et al. 2021).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum EventType {
    /// Agrees to, offers or promises a cooperative act.
    Agree,
    /// Meets, visits, negotiates, mediates.
    Consult,
    /// Praises, endorses, recognises, apologises.
    Support,
    /// Yields in politics: reforms, eases limits.
    Concede,
    /// Cooperates in deed: trades, trains together, shares intelligence.
    Cooperate,
    /// Gives help.
    Aid,
    /// Withdraws, releases, lifts, disarms.
    Retreat,
    /// Demands, asks for, appeals.
    Request,
    /// Condemns, alleges, investigates.
    Accuse,
    /// Refuses, vetoes, defies.
    Reject,
    /// Threatens, warns of own action.
    Threaten,
    /// Demonstrates, strikes, riots.
    Protest,
    /// Reduces relations, expels, halts aid.
    Sanction,
    /// Moves or readies forces.
    Mobilize,
    /// Arrests, bans, seizes, embargoes.
    Coerce,
    /// Attacks, kills, abducts.
    Assault,
}

impl EventType {
    /// In the order of the manual, which is the model's.
    pub const ALL: [Self; 16] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// PLOVER's name, as in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        purport_parse::EVENT_TYPES[self as usize]
    }
}

/// When: a time expression (TIMEX3, TimeML 1.2.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Time {
    /// `t1`, `t2` … in text order.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value: ISO 8601 and its extensions (`2024-W44`, `2024-SU`, `P2W`, `PAST_REF`). `None` where it needs a
    /// publication date that is not known.
    pub value: Option<String>,
    /// Whether it is a place on the calendar.
    pub anchored: bool,
    /// First moment that it can mean: RFC 3339 date, or date and time.
    pub begin: Option<String>,
    /// Last moment that it can mean, its day included. `None` beside a `begin` means open.
    pub end: Option<String>,
}

/// Types of time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A day or something longer.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// How many, of what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quantity {
    /// `q1`, `q2` … in text order.
    pub id: String,
    /// Where the number stands, with its bounds and unit.
    pub span: Span,
    /// The number; `None` where the text gives bounds only.
    pub value: Option<f64>,
    /// The least that is meant; `None` when open. An exact number is its own bounds.
    pub low: Option<f64>,
    /// The most that is meant; `None` when open.
    pub high: Option<f64>,
    /// Whether the text says that the number is rough.
    pub approximate: bool,
    /// Short name of a unit (`km`, `percent`, `fraction`, `times`, `year`), or ISO 4217 code of a currency; `None` for a plain
    /// count.
    pub unit: Option<String>,
    /// What is counted, in the text's words.
    pub of: Option<String>,
}

/// Where: a place that the text names, found in the gazetteer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// `p1`, `p2` … in text order.
    pub id: String,
    /// Where it is named.
    pub span: Span,
    /// Its name in the gazetteer, or as written when it is not there.
    pub name: String,
    /// GeoNames number.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// GeoNames feature code (`PPLC`, `ADM1`, `PCLI` …).
    pub feature: Option<String>,
}

/// Sentences and words, as read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenLayer {
    /// Sentence spans.
    pub sentences: Vec<Span>,
    /// Words in text order.
    pub tokens: Vec<Token>,
}

/// One word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
