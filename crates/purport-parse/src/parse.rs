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
}

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
