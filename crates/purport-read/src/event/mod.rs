//! Who did what to whom, when, where: the events of an article in PLOVER's types.
//!
//! In: the parse, what the other stages found, and the claims' contents. Out: [`Event`]s in text order. In this order:
//!
//! 1. `anchor`: the words that name events, with type and mode; `lexicon` knows the CAMEO dictionary.
//! 2. `argument`: who does it to whom, as head words.
//! 3. `setting`: where, when, how many.
//! 4. The participants become entities: those that are mentioned there, else new ones with the words of the phrase.
//!
//! Sources: PLOVER manual 0.8 (Schrodt et al. 2021), CAMEO codebook 1.1b3 (Schrodt 2012).

mod anchor;
mod argument;
mod lexicon;
mod setting;
mod tree;

use purport_parse::{Parse, Participation, Upos};
use purport_text::Span;

use crate::attribution::Attribution;
use crate::factuality::Side;
use crate::reading::{Act, Entity, EntityKind, Event, EventType};
use crate::{cue, factuality};
use anchor::Anchor;
use tree::Tree;

/// What another stage found: its words and its id.
pub(crate) type Found = (Span, String);

/// Verbs whose refusal keeps something unsaid and refuses nobody anything else.
const SPEECH: &[&str] = &[
    "answer",
    "comment",
    "confirm",
    "deny",
    "disclose",
    "discuss",
    "divulge",
    "elaborate",
    "identify",
    "name",
    "reveal",
    "say",
    "speak",
    "specify",
    "speculate",
    "talk",
    "tell",
];

/// What a cue does.
pub(crate) struct CueAct {
    /// The words that attribute.
    pub words: Span,
    pub act: Act,
    /// Whether its content is a clause.
    pub of_clause: bool,
    /// Whether it, or its content, is saying something: *declined to say*, *declined* to *comment*.
    pub of_speech: bool,
}

impl CueAct {
    /// Of an attribution.
    pub fn of(text: &str, parse: &Parse, attribution: &Attribution) -> Self {
        let predicate = factuality::predicate(parse, &attribution.content).map(|word| &parse.words[word]);
        let of_clause = predicate.is_some_and(|word| matches!(word.deprel, "ccomp" | "root" | "parataxis"));
        let mut said = parse.words[attribution.cue.range()].iter().chain(predicate);
        let of_speech = said.any(|word| SPEECH.contains(&word.lemma.as_str()));
        let cue = cue::cue(text, parse, attribution.cue);
        Self { words: attribution.cue, act: factuality::act(text, parse, attribution, &cue), of_clause, of_speech }
    }
}

/// What the other stages found.
pub(crate) struct Surroundings<'a> {
    /// Contents of the claims, as ranges of words; empty for the article's own voice.
    pub contents: &'a [Vec<Span>],
    /// What each cue does.
    pub cues: &'a [CueAct],
    pub places: &'a [Found],
    pub times: &'a [Found],
    pub quantities: &'a [Found],
}

/// The events of an article. Participants that no entity has a mention of are added to `entities`.
pub(crate) fn events(text: &str, parse: &Parse, around: &Surroundings, entities: &mut Vec<Entity>) -> Vec<Event> {
    let tree = Tree::new(text, parse);
    let mut anchors = anchor::anchors(parse, &tree, around.cues);
    anchors.retain(|anchor| !is_for_comment(around, anchor));
    let mut found = Vec::with_capacity(anchors.len());
    for (number, anchor) in anchors.iter().enumerate() {
        let possible = parse.anchors.binary_search_by_key(&anchor.word, |a| a.word);
        let fit = possible.map_or(&[][..], |at| within_sentence(parse, &parse.anchors[at]));
        let arguments = argument::arguments(&tree, anchor, fit);
        let setting = setting::setting(&tree, anchor, &arguments, fit, around, &anchors);
        let within = innermost(around.contents, anchor.words);
        let (mut stance, grounds) = factuality::of_predicate(text, parse, anchor.word, within);
        // "Refused to sign" is a refusal that took place, whatever did not.
        if anchor.kind == EventType::Reject && grounds.rests_on_network(Side::Polarity) {
            stance.negative = false;
        }
        let mut named = |words: &[usize]| ids(&tree, entities, words);
        found.push(Event {
            id: format!("v{}", number + 1),
            kind: anchor.kind,
            mode: anchor.mode.map(str::to_owned),
            cameo: lexicon::code(anchor.kind, anchor.mode).map(str::to_owned),
            anchor: parse.span_of(anchor.words),
            actors: named(&arguments.actors),
            recipients: named(&arguments.recipients),
            place: setting.place,
            time: setting.time,
            quantities: setting.quantities,
            certainty: Some(stance.certainty()),
            polarity: Some(stance.polarity()),
            factuality: Some(stance.score()),
            time_frame: Some(stance.frame),
        });
    }
    found
}

/// Whether a request is what somebody leaves unanswered: "did not respond to a request for comment" asks for a statement,
/// which is no act between the two.
fn is_for_comment(around: &Surroundings, anchor: &Anchor) -> bool {
    let unanswered = |(cue, content): (&CueAct, &Vec<Span>)| {
        cue.act == Act::Decline && content.iter().any(|part| part.contains(anchor.words))
    };
    anchor.kind == EventType::Request && around.cues.iter().zip(around.contents).any(unanswered)
}

/// What the CAMEO dictionary says of a word in its place.
pub(crate) fn dictionary(text: &str, parse: &Parse, word: usize) -> Option<EventType> {
    anchor::dictionary(parse, &Tree::new(text, parse), word)
}

/// The participants in the anchor's own sentence: from other sentences only what refers to it takes part, and that is for
/// who links mentions to say.
fn within_sentence<'p>(parse: &Parse, anchor: &'p purport_parse::Anchor) -> &'p [(usize, Participation)] {
    let at = parse.sentences.partition_point(|s| s.end <= anchor.word);
    let Some(sentence) = parse.sentences.get(at) else { return &[] };
    let first = anchor.participants.partition_point(|(word, _)| *word < sentence.start);
    let end = anchor.participants.partition_point(|(word, _)| *word < sentence.end);
    &anchor.participants[first..end]
}

/// The smallest content that holds an anchor.
pub(crate) fn innermost(contents: &[Vec<Span>], anchor: Span) -> Option<&[Span]> {
    let holding = contents.iter().filter(|parts| parts.iter().any(|part| part.contains(anchor)));
    let size = |parts: &&Vec<Span>| parts.iter().map(|part| part.len()).sum::<usize>();
    holding.min_by_key(|parts| (size(parts), parts[0].start)).map(Vec::as_slice)
}

/// The entities that head words belong to, each once.
fn ids(tree: &Tree, entities: &mut Vec<Entity>, heads: &[usize]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for &head in heads {
        let id = entity(tree, entities, head);
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// The entity that a participant is, or a new one.
fn entity(tree: &Tree, entities: &mut Vec<Entity>, head: usize) -> String {
    // "Finland's foreign minister, Aapo Kivelä": the name beside a description tells who it is.
    let beside = tree.under(head, &["appos", "flat"]);
    if let Some(known) = [head].into_iter().chain(beside).find_map(|word| mentioned(tree, entities, word)) {
        return known.id.clone();
    }
    let phrase = tree.phrase(head);
    let id = format!("e{}", entities.len() + 1);
    entities.push(Entity {
        id: id.clone(),
        kind: kind(tree, head),
        name: name(tree, phrase),
        role: None,
        country: None,
        sector: None,
        identifier: None,
        mentions: vec![tree.parse.span_of(phrase)],
    });
    id
}

/// The entity with the smallest mention around a word.
fn mentioned<'e>(tree: &Tree, entities: &'e [Entity], word: usize) -> Option<&'e Entity> {
    let word = tree.parse.words[word].span;
    let mentions = entities.iter().flat_map(|entity| entity.mentions.iter().map(move |mention| (mention, entity)));
    let around = mentions.filter(|(mention, _)| mention.contains(word));
    around.min_by_key(|(mention, _)| (mention.len(), mention.start)).map(|(_, entity)| entity)
}

/// People who are only described are a group; a thing is something else.
fn kind(tree: &Tree, head: usize) -> EntityKind {
    match tree.upos(head) {
        Upos::Noun if !tree.lemma(head).eq_ignore_ascii_case(tree.form(head)) => EntityKind::Group,
        _ => EntityKind::Other,
    }
}

/// The words of a phrase without the article before them.
fn name(tree: &Tree, phrase: Span) -> String {
    let article = matches!(tree.lemma(phrase.start), "the" | "a" | "an") && phrase.len() > 1;
    let words = Span::new(phrase.start + usize::from(article), phrase.end);
    tree.parse.text_of(words, tree.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
