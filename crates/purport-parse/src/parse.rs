//! What the encoder and its heads say of an article: the data types.

use purport_text::Span;

/// Words, syntax, names, cues and roles of one article. Indexes are positions in [`Parse::words`].
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// Every word outside repeated passages, in text order.
    pub words: Vec<Word>,
    /// Sentences as ranges of words (`start`..`end`), in order, without gaps.
    pub sentences: Vec<Span>,
    /// Names, in order; they do not overlap.
    pub names: Vec<Name>,
    /// Attribution cues with their roles, in order of the cue.
    pub cues: Vec<CueRoles>,
    /// How each word stands as something that happens; as many as words.
    pub judgements: Vec<Judgement>,
    /// Words that may name an event, in order.
    pub anchors: Vec<Anchor>,
}

/// What the network says of a word as something that happens. It means something for predicates only.
#[derive(Clone, Copy, Debug, Default)]
pub struct Judgement {
    /// How sure a reader is that it happened, −3 to 3, on the scale of UDS-IH2 (White et al. 2016, Rudinger et al. 2018).
    pub happened: f32,
    /// The author's commitment, −3 to 3, on the scale of Lee et al. 2015.
    pub commitment: f32,
    /// Probabilities of certain, probable, possible, unknown.
    pub certainty: [f32; 4],
    /// Probability that it is said not to be so.
    pub negative: f32,
    /// Probabilities of past, present, future.
    pub frame: [f32; 3],
}

/// A word that may name an event.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Its position.
    pub word: usize,
    /// Probabilities of the types of [`EVENT_TYPES`]; what they lack to 1 is that of no event.
    pub types: [f32; EVENT_TYPES.len()],
    /// The likeliest modes with their probabilities, best first: names of PLOVER's modes with their type.
    pub modes: Vec<(EventMode, f32)>,
    /// Words of the window that take part, with the probability of each role.
    pub participants: Vec<(usize, Participation)>,
}

/// A type and a mode, as the model's table names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventMode {
    /// Position of the type in [`EVENT_TYPES`].
    pub kind: usize,
    /// PLOVER's name of the mode.
    pub name: &'static str,
}

/// Probabilities of what a word is to an event.
#[derive(Clone, Copy, Debug, Default)]
pub struct Participation {
    /// Head of one who does it.
    pub actor: f32,
    /// Head of one whom it is done to.
    pub recipient: f32,
    /// Head of where.
    pub place: f32,
    /// Head of when.
    pub time: f32,
}

/// The event types of PLOVER (manual 0.8), in the order of the model's output.
pub const EVENT_TYPES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// One word or mark.
#[derive(Clone, Debug)]
pub struct Word {
    /// Bytes of the article's text.
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// The governing word; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// Universal Dependencies relation to the head, subtype included.
    pub deprel: &'static str,
}

/// Universal parts of speech (Nivre et al. 2020).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// In the order of the model's output.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The tag as treebanks write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }
}

/// A name: consecutive words of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// First word and one past the last.
    pub words: Span,
    /// What it names.
    pub class: NameClass,
}

/// Classes of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameClass {
    /// A human being.
    Person,
    /// A company, agency, party, paper, team.
    Organization,
    /// A country, region, city, mountain, sea.
    Place,
    /// A nationality, religion or political group (*Korean*, *Republicans*).
    Nationality,
    /// A building, airport, bridge.
    Facility,
    /// Anything else with a name: a law, an event, a work.
    Other,
}

impl NameClass {
    /// In the order of the model's output.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organization, Self::Place, Self::Nationality, Self::Facility, Self::Other];

    /// The suffix of the BIO tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Place => "LOC",
            Self::Nationality => "NORP",
            Self::Facility => "FAC",
            Self::Other => "MISC",
        }
    }
}

/// A cue and the roles of the words around it.
#[derive(Clone, Debug)]
pub struct CueRoles {
    /// First word and one past the last of the cue.
    pub cue: Span,
    /// Source, as ranges of words; empty when the text names none.
    pub source: Vec<Span>,
    /// Content, as ranges of words.
    pub content: Vec<Span>,
    /// Probability that the cue attributes on the outermost level, 0 to 1.
    pub outer: f32,
    /// Probability that the cue attributes on any level, 0 to 1.
    pub any: f32,
    /// How sure the tagger is of source and content, 0 to 1.
    pub certainty: f32,
}

impl Parse {
    /// The text of a range of words, from the first's beginning to the last's end.
    ///
    /// # Panics
    /// When the range is not of this parse, or the text is another one.
    #[must_use]
    pub fn text_of<'t>(&self, words: Span, text: &'t str) -> &'t str {
        self.span_of(words).slice(text)
    }

    /// A range of words in bytes of the text. An empty range is an empty span.
    ///
    /// # Panics
    /// When the range is not of this parse.
    #[must_use]
    pub fn span_of(&self, words: Span) -> Span {
        match &self.words[words.range()] {
            [] => Span::default(),
            [first, .., last] => first.span.join(last.span),
            [only] => only.span,
        }
    }
}
