//! Who does it to whom.
//!
//! In: an anchor and the tree. Out: the head words of its actors and recipients. The tree says which words stand where one
//! who acts or is acted on can stand (subject, object, *by*, *against*, possessive …); the network says how well each fits.
//! Voice decides first: the subject of a passive never acts and that of an active verb is never acted on, unless both sides
//! act on each other.

use std::collections::BTreeMap;

use purport_parse::{NameClass, Parse, Participation, Upos};

use super::anchor::Anchor;
use super::tree::Tree;
use crate::reading::EventType;

/// Head words of those who take part, in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arguments {
    pub actors: Vec<usize>,
    pub recipients: Vec<usize>,
}

/// How much a place in the sentence speaks for a role; below zero it speaks against it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Prior {
    actor: f32,
    recipient: f32,
}

const NEVER: f32 = -9.0;

/// A word takes part from this sum of prior and probability on. Chosen on the project's own passages.
const LEAST: f32 = 0.62;

/// Verbs that carry a noun's event: their subject acts, what is said with *on*, *against*, *to* is acted on.
const CARRIERS: &[&str] = &[
    "begin",
    "carry",
    "conduct",
    "continue",
    "deliver",
    "give",
    "have",
    "hold",
    "impose",
    "issue",
    "join",
    "launch",
    "lead",
    "lodge",
    "make",
    "mount",
    "open",
    "order",
    "organise",
    "organize",
    "pay",
    "perform",
    "place",
    "put",
    "resume",
    "send",
    "sign",
    "stage",
    "start",
    "take",
    "undertake",
    "wage",
];

/// Acts that two sides do to each other.
const MUTUAL: [EventType; 3] = [EventType::Consult, EventType::Agree, EventType::Cooperate];

pub(super) fn arguments(tree: &Tree, anchor: &Anchor, fit: &[(usize, Participation)]) -> Arguments {
    let mut priors = BTreeMap::new();
    if matches!(tree.upos(anchor.word), Upos::Verb | Upos::Aux) {
        verb(tree, anchor.word, &mut priors);
    } else {
        noun(tree, anchor.word, &mut priors);
    }
    for (word, roles) in fit {
        let prior = priors.entry(*word).or_insert(Prior { actor: -0.2, recipient: -0.2 });
        prior.actor += roles.actor;
        prior.recipient += roles.recipient;
    }
    priors.retain(|&word, _| can_take_part(tree.parse, word) && word != anchor.word);
    let mut found = Arguments::default();
    for (&word, sum) in &priors {
        let mutual = MUTUAL.contains(&anchor.kind);
        if sum.actor >= LEAST && (sum.actor >= sum.recipient || mutual) {
            found.actors.push(word);
        }
        if sum.recipient >= LEAST && (sum.recipient > sum.actor || mutual && sum.actor < LEAST) {
            found.recipients.push(word);
        }
    }
    spread(tree, &mut found.actors);
    spread(tree, &mut found.recipients);
    found.recipients.retain(|word| !found.actors.contains(word));
    if found.recipients.is_empty() {
        found.recipients = deeper(tree, anchor, &found.actors);
    }
    // "Jordan and Britain agreed": each with the other.
    if MUTUAL.contains(&anchor.kind) && found.recipients.is_empty() && found.actors.len() > 1 {
        found.recipients.clone_from(&found.actors);
    }
    found
}

/// How far below the anchor a recipient is looked for.
const DEEPEST: usize = 4;

/// Whom it is done to when nobody stands beside the anchor: the first named one below it, where the content of a promise,
/// demand or inquiry names them (*agreed to send aid to [Romania]*, *opened an inquiry into crimes by [Croat] forces*).
fn deeper(tree: &Tree, anchor: &Anchor, actors: &[usize]) -> Vec<usize> {
    let top = match tree.head(anchor.word) {
        // A noun's aim may hang on the verb that carries it.
        Some(verb) if tree.relation(anchor.word) == "obj" && CARRIERS.contains(&tree.lemma(verb)) => verb,
        _ => anchor.word,
    };
    let aimed = anchor.kind == EventType::Protest;
    let mut level = vec![top];
    for depth in 0..DEEPEST {
        let mut next = Vec::new();
        for &word in &level {
            for &child in tree.children(word) {
                let relation = tree.relation(child);
                let follows =
                    matches!(relation, "obj" | "iobj" | "obl" | "xcomp" | "ccomp" | "nmod" | "acl" | "advcl" | "amod")
                        || relation == "nsubj" && depth > 0
                        || relation == "compound" && depth > 0;
                let setting = matches!(
                    tree.preposition(child),
                    Some("in" | "at" | "during" | "after" | "before" | "since" | "by")
                ) && !(tree.preposition(child) == Some("by") && depth > 0);
                // A protest is aimed at whom its purpose names: "marched to demand the resignation of [the mayor]".
                let apart = relation == "advcl"
                    && tree.child(child, "mark").is_some_and(|mark| !(aimed && tree.lemma(mark) == "to"));
                if follows && !setting && !apart && !actors.contains(&child) {
                    next.push(child);
                }
            }
        }
        next.sort_unstable();
        let named: Vec<usize> = next.iter().copied().filter(|&word| is_named(tree, word)).collect();
        if let Some(&first) = named.first() {
            let mut all = vec![first];
            spread(tree, &mut all);
            return all;
        }
        level = next;
    }
    Vec::new()
}

/// What it adds that a word names or points at somebody, who can be acted on as a thing cannot.
fn of_somebody(tree: &Tree, word: usize) -> f32 {
    if is_named(tree, word) || matches!(tree.upos(word), Upos::Pron | Upos::Propn) { 0.14 } else { 0.0 }
}

/// Whether a word is part of the name of somebody who can be acted on.
fn is_named(tree: &Tree, word: usize) -> bool {
    let names = &tree.parse.names;
    let at = names.partition_point(|name| name.words.end <= word);
    names.get(at).is_some_and(|name| {
        let acts = matches!(
            name.class,
            NameClass::Person | NameClass::Organization | NameClass::Place | NameClass::Nationality
        );
        acts && name.words.range().contains(&word)
    })
}

/// Those coordinated with one who takes part take part too.
fn spread(tree: &Tree, words: &mut Vec<usize>) {
    let mut all: Vec<usize> =
        words.iter().flat_map(|&word| tree.coordinated(word)).filter(|&w| can_take_part(tree.parse, w)).collect();
    all.sort_unstable();
    all.dedup();
    *words = all;
}

fn can_take_part(parse: &Parse, word: usize) -> bool {
    matches!(
        parse.words[word].upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X
    )
}

type Priors = BTreeMap<usize, Prior>;

fn add(priors: &mut Priors, word: usize, actor: f32, recipient: f32) {
    let prior = priors.entry(word).or_default();
    prior.actor += actor;
    prior.recipient += recipient;
}

fn is_passive(tree: &Tree, verb: usize) -> bool {
    tree.child(verb, "nsubj:pass").is_some()
        || tree.child(verb, "aux:pass").is_some()
        || tree.parse.words[verb].deprel == "acl" && is_past_participle(tree, verb)
        || tree.parse.words[verb].deprel == "advcl"
            && is_past_participle(tree, verb)
            && tree.child(verb, "obj").is_none()
        || tree.parse.words[verb].deprel == "amod" && is_past_participle(tree, verb)
}

/// A participle in *-ed*, *-en* or irregular: no subject, no auxiliary, not in *-ing*, not after *to*.
fn is_past_participle(tree: &Tree, verb: usize) -> bool {
    let marked = tree.under(verb, &["aux", "mark", "nsubj"]).next().is_some();
    !marked && !tree.form(verb).ends_with("ing")
}

fn verb(tree: &Tree, at: usize, priors: &mut Priors) {
    let passive = is_passive(tree, at);
    for subject in subjects(tree, at, 0) {
        if passive {
            add(priors, subject, NEVER, 0.5 + of_somebody(tree, subject));
        } else {
            add(priors, subject, 0.55 + of_somebody(tree, subject), NEVER);
        }
    }
    for &child in tree.children(at) {
        match (tree.relation(child), tree.preposition(child)) {
            ("obj", _) if passive => add(priors, child, NEVER, 0.0),
            ("obj" | "iobj", _) => add(priors, child, NEVER, 0.5 + of_somebody(tree, child)),
            ("obl", Some("by")) if passive => add(priors, child, 0.55 + of_somebody(tree, child), NEVER),
            ("obl", Some("against" | "with" | "on" | "upon" | "at" | "to" | "from" | "toward" | "towards" | "for")) => {
                add(priors, child, -0.2, 0.2);
            }
            ("obl", _) => add(priors, child, -0.3, -0.1),
            _ => {}
        }
    }
    // "attacks on the town": what the object is aimed at.
    for object in tree.under(at, &["obj"]).collect::<Vec<_>>() {
        for aimed in tree.under(object, &["nmod"]).collect::<Vec<_>>() {
            if matches!(tree.preposition(aimed), Some("on" | "against" | "to" | "with" | "from" | "for" | "of")) {
                add(priors, aimed, -0.3, 0.1);
            }
        }
        if let Some(owner) = tree.child(object, "nmod:poss") {
            add(priors, owner, -0.3, 0.15);
        }
    }
}

/// The subject of a verb, its own or the one that it shares.
fn subjects(tree: &Tree, verb: usize, depth: usize) -> Vec<usize> {
    if let Some(own) = tree.under(verb, &["nsubj"]).next() {
        // "who shelled": the noun that the clause hangs on.
        if tree.upos(own) == Upos::Pron
            && matches!(tree.lemma(own), "who" | "which" | "that" | "whom")
            && tree.relation(verb) == "acl"
        {
            return tree.head(verb).into_iter().collect();
        }
        return vec![own];
    }
    let Some(head) = tree.head(verb).filter(|_| depth < 6) else { return Vec::new() };
    match tree.parse.words[verb].deprel {
        "acl" | "acl:relcl" | "amod" => vec![head],
        "xcomp" => match tree.child(head, "obj") {
            // "forced the army to leave": the object does it.
            Some(object) if !is_passive(tree, head) => vec![object],
            _ => subjects(tree, head, depth + 1),
        },
        "conj" | "advcl" | "parataxis" | "ccomp" => subjects(tree, head, depth + 1),
        _ => Vec::new(),
    }
}

fn noun(tree: &Tree, at: usize, priors: &mut Priors) {
    for &child in tree.children(at) {
        match (tree.parse.words[child].deprel, tree.preposition(child)) {
            ("nmod:poss", _) => add(priors, child, 0.3, 0.05),
            ("amod" | "compound", _) => add(priors, child, 0.1, 0.0),
            (relation, preposition) if relation.starts_with("nmod") => match preposition {
                Some("by") => add(priors, child, 0.55, NEVER),
                Some("of") => add(priors, child, 0.05, 0.15),
                Some("on" | "against" | "to" | "with" | "from" | "toward" | "towards" | "at" | "for") => {
                    add(priors, child, -0.3, 0.3);
                }
                Some("between" | "among") => add(priors, child, 0.4, -0.1),
                _ => add(priors, child, -0.2, -0.2),
            },
            ("acl", _) if tree.upos(child) == Upos::Verb => {
                // "the strike carried out by rebels"
                for by in tree.under(child, &["obl"]).collect::<Vec<_>>() {
                    if tree.preposition(by) == Some("by") {
                        add(priors, by, 0.5, NEVER);
                    }
                }
            }
            _ => {}
        }
    }
    carried(tree, at, priors);
}

/// The noun's verb, where that only carries it: *paid a visit to*, *sanctions were imposed on*.
fn carried(tree: &Tree, noun: usize, priors: &mut Priors) {
    let Some(verb) = tree.head(noun) else { return };
    if tree.upos(verb) != Upos::Verb || !CARRIERS.contains(&tree.lemma(verb)) {
        return;
    }
    let relation = tree.relation(noun);
    let passive = is_passive(tree, verb);
    if relation == "obj" {
        for subject in subjects(tree, verb, 0) {
            add(priors, subject, 0.55, NEVER);
        }
    }
    if relation == "obj" || relation == "nsubj" && passive {
        for &child in tree.children(verb) {
            match (tree.relation(child), tree.preposition(child)) {
                ("iobj", _) => add(priors, child, NEVER, 0.4),
                ("obl", Some("by")) => add(priors, child, 0.6, NEVER),
                ("obl", Some("on" | "against" | "to" | "with" | "from" | "at" | "upon")) => {
                    add(priors, child, -0.3, 0.25);
                }
                _ => {}
            }
        }
    }
}
