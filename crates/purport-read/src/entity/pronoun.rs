//! Whom *he*, *she*, *it*, *they* refer to: a scorer over what was mentioned before.
//!
//! In: a pronoun and the mentions before it. Out: the best candidate, if there is one. Gender and number decide who may
//! be meant; where, how and how often somebody was mentioned decides who is. The weights below are all there is.

use std::collections::BTreeMap;

use purport_text::Span;

use super::lexicon::{self, Gender};
use super::page::Page;
use super::referent::{Number, Referent};
use super::timeline::{self, Occurrence, Part, Timeline};
use crate::reading::EntityKind;

/// How many sentences back a pronoun looks.
const REACH: usize = 10;

/// Each sentence between mention and pronoun: "Kim left. Lee came. He said …" is rather Lee.
const DISTANCE: f64 = -0.8;

/// The candidate is the subject of its clause: "Kim met Lee. He said …" is rather Kim.
const SUBJECT: f64 = 1.0;

/// It is an object and so is the pronoun: "Kim thanked Lee. Later she praised her." is rather Lee.
const PARALLEL: f64 = 0.6;

/// It is in the same clause, where a reflexive would stand: in "Kim saw him" he is not Kim.
const SAME_CLAUSE: f64 = -6.0;

/// It only owns something: "Kim's lawyer came. He said …" is rather the lawyer.
const POSSESSOR: f64 = -0.4;

/// It is the source of the attribution before: "Kim said no. Lee was there. He added …" is rather Kim.
const LAST_SOURCE: f64 = 1.6;

/// It is the source of the indirect speech that the pronoun stands in: "Kim said he would go."
const OWN_SPEECH: f64 = 1.5;

/// It speaks the quotation that the pronoun stands in: in "“He is a liar,” Kim said" he is not Kim.
const OWN_QUOTATION: f64 = -5.0;

/// It was mentioned inside a quotation that the pronoun is outside of: in "“Lee is a liar,” he said" he is not Lee.
const INSIDE_QUOTATION: f64 = -2.5;

/// It is mentioned in what the pronoun says: in "Lee would lose, he said" he is rather not Lee.
const OWN_CONTENT: f64 = -1.5;

/// The text shows its gender, and it is the pronoun's.
const GENDER_KNOWN: f64 = 0.5;

/// Times the logarithm of how often it was mentioned: an article has a hero.
const PROMINENCE: f64 = 0.5;

/// It has a name.
const NAMED: f64 = 0.4;

/// Nothing tells that it is a person at all: "the branch of the family said … she".
const PERSON_UNSURE: f64 = -1.5;

/// It is one of the pronoun's own number in form: *they* for officials rather than for a ministry.
const NUMBER_AGREES: f64 = 0.7;

/// Pronouns that look back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// *he*, *she* with their forms.
    Person(Gender),
    /// *it*, *its*.
    Thing,
    /// *they*, *them*, *their*.
    Several,
}

impl Pronoun {
    /// The pronoun that a lower-case word is.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "he" | "him" | "his" | "himself" => Some(Self::Person(Gender::Masculine)),
            "she" | "her" | "hers" | "herself" => Some(Self::Person(Gender::Feminine)),
            "it" | "its" | "itself" => Some(Self::Thing),
            "they" | "them" | "their" | "theirs" | "themselves" => Some(Self::Several),
            _ => None,
        }
    }

    /// Whether the pronoun may stand for a referent.
    pub fn may_be(self, referent: &Referent) -> bool {
        self.fits(referent).is_some()
    }

    /// What it is worth that the pronoun may stand for a referent; `None` when it may not.
    fn fits(self, referent: &Referent) -> Option<f64> {
        let plural = referent.number == Number::Plural;
        match (self, referent.kind) {
            (Self::Person(gender), EntityKind::Person) if !plural => match referent.gender {
                Some(known) => (known == gender).then_some(GENDER_KNOWN),
                None if referent.named || referent.descriptors.iter().any(|d| lexicon::noun(&d.head).is_some()) => {
                    Some(0.0)
                }
                None => Some(PERSON_UNSURE),
            },
            (Self::Thing, EntityKind::Organization | EntityKind::Country | EntityKind::Other) if !plural => Some(0.0),
            (Self::Thing, EntityKind::Place) => Some(-2.0),
            (Self::Several, EntityKind::Group) => Some(NUMBER_AGREES),
            (Self::Several, EntityKind::Organization | EntityKind::Person) if plural => Some(NUMBER_AGREES),
            (Self::Several, EntityKind::Organization | EntityKind::Country) => Some(-NUMBER_AGREES),
            (Self::Several, EntityKind::Other) if referent.named => Some(-2.0 * NUMBER_AGREES),
            // "A resident said they heard shots."
            (Self::Several, EntityKind::Person) if !referent.named && referent.gender.is_none() => {
                Some(-2.0 * NUMBER_AGREES)
            }
            _ => None,
        }
    }
}

/// Who speaks where the pronoun stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Voice<'a> {
    /// The source of the smallest attribution whose content holds the pronoun.
    pub speaker: Option<usize>,
    /// Whether that content stands in quotation marks.
    pub quoted: bool,
    /// The content that the pronoun itself is the source of.
    pub own: &'a [Span],
}

/// The referent that a pronoun most probably stands for.
pub(super) fn antecedent(
    page: &Page,
    timeline: &Timeline,
    referents: &[Referent],
    word: usize,
    pronoun: Pronoun,
    voice: &Voice,
) -> Option<usize> {
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    for occurrence in timeline.before(page, word, REACH) {
        let Some(fit) = pronoun.fits(&referents[occurrence.referent]) else { continue };
        let score = fit + place(page, occurrence, word, voice);
        let known = best.entry(occurrence.referent).or_insert(f64::NEG_INFINITY);
        *known = known.max(score);
    }
    let mut chosen: Option<(f64, usize)> = None;
    for (referent, score) in best {
        let score = score + standing(timeline, referents, referent, voice);
        if chosen.is_none_or(|(most, _)| score > most) {
            chosen = Some((score, referent));
        }
    }
    chosen.filter(|(score, _)| *score > OWN_QUOTATION / 2.0 + DISTANCE * REACH as f64).map(|(_, referent)| referent)
}

/// What one mention is worth by where it stands.
fn place(page: &Page, occurrence: &Occurrence, word: usize, voice: &Voice) -> f64 {
    let sentences = page.sentence(word) - page.sentence(occurrence.word).min(page.sentence(word));
    let part = match occurrence.part {
        Part::Subject => SUBJECT,
        Part::Object if timeline::part(page, Span::new(word, word + 1), word) == Part::Object => PARALLEL,
        Part::Possessor => POSSESSOR,
        Part::Object | Part::Other => 0.0,
    };
    let inside = page.quotation(occurrence.word);
    let quoted = if inside.is_some() && page.quotation(word) != inside { INSIDE_QUOTATION } else { 0.0 };
    let own = if voice.own.iter().any(|part| part.range().contains(&occurrence.word)) { OWN_CONTENT } else { 0.0 };
    let clause = if same_clause(page, occurrence, word) { SAME_CLAUSE } else { 0.0 };
    DISTANCE * sentences as f64 + part + quoted + own + clause
}

/// Whether mention and pronoun depend on one verb, so that one of them would be reflexive. A possessive may be bound.
fn same_clause(page: &Page, occurrence: &Occurrence, word: usize) -> bool {
    let outside = |w: &usize| page.head(*w).is_none_or(|head| !occurrence.words.range().contains(&head));
    let Some(top) = occurrence.words.range().find(outside) else { return false };
    let direct = |w: usize| matches!(page.relation(w), "nsubj" | "obj" | "iobj");
    direct(top)
        && direct(word)
        && page.head(top).is_some()
        && page.head(top) == page.head(word)
        && !page.lower(word).ends_with("self")
}

/// What a referent is worth by what it is.
fn standing(timeline: &Timeline, referents: &[Referent], referent: usize, voice: &Voice) -> f64 {
    let mut score = PROMINENCE * f64::from(timeline.count(referent)).ln_1p();
    if referents[referent].named {
        score += NAMED;
    }
    if timeline.source == Some(referent) {
        score += LAST_SOURCE;
    }
    let speaker = voice.speaker.map(|speaker| if voice.quoted { speaker } else { principal(referents, speaker) });
    if speaker == Some(referent) {
        score += if voice.quoted { OWN_QUOTATION } else { OWN_SPEECH };
    }
    score
}

/// For whom a spokesperson speaks: in "A spokesman for Kim said he would go" it is Kim who goes.
fn principal(referents: &[Referent], speaker: usize) -> usize {
    let spokes = referents[speaker].descriptors.iter().find(|d| d.head.starts_with("spokes"));
    let owner = spokes.and_then(|d| d.owner).filter(|&owner| referents[owner].kind == EntityKind::Person);
    owner.unwrap_or(speaker)
}
