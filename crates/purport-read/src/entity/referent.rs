//! What mentions refer to, while an article is being read.

use purport_parse::NameClass;
use purport_text::Span;

use super::lexicon::Gender;
use crate::reading::EntityKind;

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// *he*, *she*, *it*.
    Singular,
    /// *they*.
    Plural,
}

/// What a referent has been called besides its name: "South Korean intelligence agency", "Pentagon spokesperson".
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Descriptor {
    /// Lemma of the head noun: `agency`.
    pub head: String,
    /// The other content words in lower case: `intelligence`.
    pub modifiers: Vec<String>,
    /// The country that an adjective or name among them stands for.
    pub country: Option<&'static str>,
    /// Whose: the referent of *Clinton* in "Clinton's campaign", "the Clinton campaign", "her campaign".
    pub owner: Option<usize>,
}

/// Something that the article speaks of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Referent {
    /// What it is.
    pub kind: EntityKind,
    /// Whether it has a name; else it is only described ("a resident").
    pub named: bool,
    /// Whether a description without name picks out one institution or office: "the industry ministry".
    pub institution: bool,
    /// The words of its fullest name, or of its first description.
    pub name: Span,
    /// Its names as lists of compared words.
    pub forms: Vec<Vec<String>>,
    /// How often the tagger gave each class, in the order of [`NameClass::ALL`].
    pub votes: [u32; 6],
    /// Gender of a person, when something shows it.
    pub gender: Option<Gender>,
    /// One or several.
    pub number: Number,
    /// What it has been called.
    pub descriptors: Vec<Descriptor>,
    /// Role or office, as the text first gives it.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// The members of a group.
    pub members: Vec<usize>,
    /// Its mentions that will be listed, as ranges of words.
    pub mentions: Vec<Span>,
}

impl Referent {
    /// A referent of one mention.
    pub fn new(kind: EntityKind, name: Span) -> Self {
        Self {
            kind,
            named: false,
            institution: false,
            name,
            forms: Vec::new(),
            votes: [0; 6],
            gender: None,
            number: Number::Singular,
            descriptors: Vec::new(),
            role: None,
            country: None,
            members: Vec::new(),
            mentions: Vec::new(),
        }
    }

    /// Count one more name of a class.
    pub fn vote(&mut self, class: NameClass) {
        let place = NameClass::ALL.iter().position(|&c| c == class).unwrap_or(NameClass::ALL.len() - 1);
        self.votes[place] += 1;
    }

    /// The class that the tagger gave most often, the first of equals.
    pub fn class(&self) -> NameClass {
        let most = self.votes.iter().max().copied().unwrap_or_default();
        let place = self.votes.iter().position(|&votes| votes == most).unwrap_or_default();
        NameClass::ALL[place]
    }

    /// A descriptor that it has not been given yet is added.
    pub fn describe(&mut self, descriptor: Descriptor) {
        if !self.descriptors.contains(&descriptor) {
            self.descriptors.push(descriptor);
        }
    }

    /// The referent that it belongs to or speaks for: *Pentagon* of "Pentagon spokesperson Laura Whitcombe".
    pub fn owner(&self) -> Option<usize> {
        self.descriptors.iter().find_map(|d| d.owner)
    }
}
