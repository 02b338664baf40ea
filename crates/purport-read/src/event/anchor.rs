//! Which words name events, and of which type.
//!
//! In: the words that the network holds possible, and the CAMEO dictionary of verbs. Out: [`Anchor`]s in text order. Network
//! and dictionary are added up as log odds: the network knows the sentence, the dictionary the rare verbs. What an event only
//! speaks of is no second event: in *agreed to withdraw* nobody has withdrawn.

use purport_parse::{Parse, Upos};
use purport_text::Span;

use super::{CueAct, lexicon, tree::Tree};
use crate::reading::{Act, EventType};

/// A word that names an event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Anchor {
    /// The word that its participants hang on.
    pub word: usize,
    /// The word with its particle.
    pub words: Span,
    pub kind: EventType,
    pub mode: Option<&'static str>,
    /// How likely the network holds it, 0 to 1.
    pub probability: f32,
}

/// What the dictionary's agreement adds to the log odds of a type. Chosen on the project's own passages, like [`LEAST`].
const BY_DICTIONARY: f32 = 1.2;

/// The least log odds of an event against none.
const LEAST: f32 = 0.0;

/// A mode less likely than this is not given.
const LEAST_MODE: f32 = 0.4;

/// Types whose content is not yet an act of its own.
const OF_WORDS: [EventType; 6] = [
    EventType::Agree,
    EventType::Request,
    EventType::Accuse,
    EventType::Reject,
    EventType::Threaten,
    EventType::Support,
];

/// A cue that mostly reports is an event from this probability on.
const LEAST_OF_REPORT: f32 = 0.85;

/// The events' anchors. PLOVER has no place for "X said": of the words that attribute only those are events that do more.
pub(super) fn anchors(parse: &Parse, tree: &Tree, cues: &[CueAct]) -> Vec<Anchor> {
    let mut found: Vec<Anchor> = parse.anchors.iter().filter_map(|possible| anchor(parse, tree, possible)).collect();
    found.retain(|one| !speaks_unnamed(parse, tree, one.word));
    found.retain(|one| match cues.iter().find(|cue| cue.words.range().contains(&one.word)) {
        Some(cue) => does_more(cue, one),
        None => true,
    });
    let spoken_of: Vec<bool> = found.iter().map(|one| is_spoken_of(parse, &found, one)).collect();
    let mut keep = spoken_of.into_iter().map(|spoken_of| !spoken_of);
    found.retain(|_| keep.next().unwrap_or(true));
    merge(parse, found)
}

/// "Spoke on condition of anonymity" tells how a source may be named.
fn speaks_unnamed(parse: &Parse, tree: &Tree, word: usize) -> bool {
    parse.words[word].lemma == "speak" && tree.under(word, &["obl"]).any(|term| parse.words[term].lemma == "condition")
}

/// Whether a cue also is an act towards somebody. *Said that*, *suggested that* are not, whatever follows; *accepted the
/// demands* and *warned against* can be.
fn does_more(cue: &CueAct, one: &Anchor) -> bool {
    let sure = one.probability >= LEAST_OF_REPORT;
    match cue.act {
        Act::Request | Act::Condemn | Act::Support | Act::Promise | Act::Allege => true,
        Act::Deny => one.kind == EventType::Reject,
        // Declining to say something is a claim of its own and no act towards anybody.
        Act::Decline => one.kind == EventType::Reject && !cue.of_speech,
        Act::Predict => sure,
        Act::State | Act::Confirm => sure && !cue.of_clause,
        Act::Suggest | Act::Believe | Act::Ask | Act::Feel => false,
    }
}

fn anchor(parse: &Parse, tree: &Tree, possible: &purport_parse::Anchor) -> Option<Anchor> {
    let word = possible.word;
    let upos = parse.words[word].upos;
    if !matches!(upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn | Upos::Aux) {
        return None;
    }
    let none = 1.0 - possible.types.iter().sum::<f32>();
    let listed = dictionary(parse, tree, word);
    let score = |kind: EventType| {
        let odds = (possible.types[kind as usize].max(1e-4) / none.max(1e-4)).ln();
        odds + if listed == Some(kind) { BY_DICTIONARY } else { 0.0 }
    };
    let kind =
        EventType::ALL.into_iter().max_by(|&a, &b| score(a).total_cmp(&score(b)).then((b as u8).cmp(&(a as u8))))?;
    if score(kind) < LEAST {
        return None;
    }
    let mode = possible.modes.iter().find(|(mode, p)| mode.kind == kind as usize && *p >= LEAST_MODE);
    Some(Anchor {
        word,
        words: with_particle(parse, tree, word),
        kind,
        mode: mode.map(|(mode, _)| mode.name),
        probability: possible.types[kind as usize],
    })
}

/// The dictionary's type of a verb with its particle and object, or of a noun as the object of its verb.
pub(super) fn dictionary(parse: &Parse, tree: &Tree, word: usize) -> Option<EventType> {
    let lemma = |w: usize| parse.words[w].lemma.to_lowercase();
    match parse.words[word].upos {
        Upos::Verb => {
            let particle = tree.child(word, "compound:prt");
            let verb = particle.map_or_else(|| lemma(word), |p| format!("{} {}", lemma(word), lemma(p)));
            let object = tree.child(word, "obj").map(lemma);
            lexicon::by_verb(&verb, object.as_deref())
        }
        Upos::Noun => {
            let verb = parse.words[word].head.filter(|_| parse.words[word].deprel == "obj")?;
            lexicon::by_verb(&lemma(verb), Some(&lemma(word)))
        }
        _ => None,
    }
}

fn with_particle(parse: &Parse, tree: &Tree, word: usize) -> Span {
    let next = word + 1;
    let particle = tree.child(word, "compound:prt") == Some(next) && parse.words[next].upos != Upos::Punct;
    Span::new(word, if particle { next + 1 } else { word + 1 })
}

/// Whether a verb is only the content of another event: *agreed to [withdraw]*, *accused of [shelling]*.
fn is_spoken_of(parse: &Parse, all: &[Anchor], one: &Anchor) -> bool {
    let word = &parse.words[one.word];
    if word.upos != Upos::Verb {
        return false;
    }
    let clause =
        matches!(word.deprel, "xcomp" | "ccomp") || word.deprel.starts_with("acl") && word.deprel != "acl:relcl";
    let by_preposition = matches!(word.deprel, "advcl" | "obl" | "acl")
        && parse
            .words
            .get(one.word.saturating_sub(1))
            .is_some_and(|w| matches!(w.lemma.as_str(), "of" | "for" | "from"));
    (clause || by_preposition)
        && all.iter().any(|other| Some(other.word) == word.head && OF_WORDS.contains(&other.kind))
}

/// One event where a verb and its object name the same: the likelier word stays.
fn merge(parse: &Parse, found: Vec<Anchor>) -> Vec<Anchor> {
    let doubled = |one: &Anchor| {
        found.iter().any(|other| {
            let tied = parse.words[one.word].head == Some(other.word) && parse.words[one.word].deprel == "obj"
                || parse.words[other.word].head == Some(one.word) && parse.words[other.word].deprel == "obj";
            tied && one.kind == other.kind && (other.probability, other.word) > (one.probability, one.word)
        })
    };
    found.iter().filter(|one| !doubled(one)).cloned().collect()
}
