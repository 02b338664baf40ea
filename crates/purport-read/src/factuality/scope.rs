//! What the text says outright about a predicate: modals, adverbs, negation, conditions, questions, tense.
//!
//! In: a predicate. Out: [`Said`]. Looked at are the words that hang on the predicate and, going up the tree, those that
//! govern it: in *did not manage to cross*, *not* and *manage* reach *cross*; in *will hold talks*, *will* reaches *talks*,
//! because *hold* says no more than that there are some. What another verb merely speaks of is not reached: in *did not
//! condemn the attack* the attack stands.

use purport_parse::{Parse, Upos, Word};
use purport_text::Span;

use super::strength;
use crate::hedge::{self, Effect, Marker};
use crate::reading::{Certainty, TimeFrame};

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// The commitment that the words leave; `None` when nothing weakens it outright.
    pub strength: Option<f32>,
    /// How many negations reach the predicate.
    pub negations: usize,
    /// When the words put it; `None` when they leave it to the verb's form.
    pub frame: Option<TimeFrame>,
}

impl Said {
    /// Two weakenings weaken more than either.
    fn weaken(&mut self, to: f32) {
        self.strength = Some(self.strength.unwrap_or(1.0) * to);
    }
}

/// Verbs that say of their object or subject only that it happens.
static CARRIERS: &[&str] = &[
    "be",
    "begin",
    "carry",
    "commence",
    "conduct",
    "continue",
    "deliver",
    "do",
    "enter",
    "give",
    "have",
    "hold",
    "impose",
    "issue",
    "launch",
    "lead",
    "make",
    "mount",
    "occur",
    "open",
    "pay",
    "perform",
    "place",
    "put",
    "reach",
    "resume",
    "set",
    "sign",
    "stage",
    "start",
    "take",
    "undertake",
    "wage",
];

/// Verbs and adjectives whose complement did happen, or did not, with them: no weakening, and their negation reaches it.
const RAISING: &[&str] = &[
    "appear", "able", "begin", "cease", "come", "continue", "dare", "expect", "fail", "get", "go", "happen", "help",
    "let", "likely", "make", "manage", "need", "prove", "seem", "set", "start", "succeed", "tend", "think", "turn",
    "unable", "unlikely", "use", "want",
];

/// Verbs and nouns that put what depends on them into the future, without saying that it comes.
const INTENTIONS: &[&str] = &[
    "aim",
    "agree",
    "ask",
    "call",
    "consider",
    "decide",
    "demand",
    "expect",
    "hope",
    "intend",
    "intention",
    "invite",
    "order",
    "plan",
    "pledge",
    "poise",
    "prepare",
    "promise",
    "propose",
    "ready",
    "request",
    "schedule",
    "seek",
    "set",
    "threat",
    "threaten",
    "urge",
    "vow",
    "want",
    "warn",
];

/// How far up the tree is looked.
const STEPS: usize = 6;

pub(super) fn said(text: &str, parse: &Parse, predicate: usize, within: Option<Span>) -> Said {
    let mut said = Said::default();
    let sentence = sentence(parse, predicate);
    let markers = markers(text, parse, sentence);
    let mut at = predicate;
    let mut reaches = true;
    for step in 0..STEPS {
        if reaches {
            read_dependents(parse, &markers, at, step, &mut said);
        }
        let word = &parse.words[at];
        let Some(head) = word.head else { break };
        if within.is_some_and(|within| !within.range().contains(&head)) {
            break;
        }
        let governor = &parse.words[head];
        let relation = word.deprel.split(':').next().unwrap_or_default();
        match relation {
            "advcl" | "parataxis" => break,
            "conj" if own_clause(parse, at) => break,
            "conj" => {
                // "may shell or storm": the second verb shares the first one's auxiliaries.
                at = head;
                reaches = true;
                continue;
            }
            _ => {}
        }
        // What is beyond a verb that does not hand down is another matter.
        if step > 0 && !reaches {
            break;
        }
        // The governor itself may be a hedge or a negation of what depends on it.
        for marker in markers.iter().filter(|m| m.words.range().contains(&head) && !m.words.range().contains(&at)) {
            apply(marker, &mut said);
        }
        if matches!(relation, "xcomp" | "ccomp" | "acl" | "obj" | "obl" | "nmod" | "csubj")
            && INTENTIONS.contains(&governor.lemma.as_str())
            && infinitive(parse, at)
        {
            said.frame = said.frame.or(Some(TimeFrame::Future));
            if relation != "ccomp" {
                said.weaken(strength(Certainty::Probable));
            }
        }
        reaches = match relation {
            "xcomp" | "ccomp" | "csubj" => RAISING.contains(&governor.lemma.as_str()) || governor.upos == Upos::Aux,
            "obj" | "obl" | "nsubj" => CARRIERS.contains(&governor.lemma.as_str()),
            "cop" | "aux" | "root" => true,
            _ => false,
        };
        at = head;
    }
    if conditional(parse, predicate) || asked(parse, sentence, within) {
        said.strength = Some(0.0);
    }
    said
}

fn sentence(parse: &Parse, word: usize) -> Span {
    let at = parse.sentences.partition_point(|s| s.end <= word);
    parse.sentences.get(at).copied().unwrap_or(Span::new(word, word + 1))
}

fn markers(text: &str, parse: &Parse, sentence: Span) -> Vec<Marker> {
    let mut found = hedge::hedges(text, parse, &[sentence]);
    found.extend(hedge::negations(text, parse, &[sentence]));
    found
}

/// Read what hangs on a word, when it hangs on it as auxiliary, adverb, determiner or quantified argument.
fn read_dependents(parse: &Parse, markers: &[Marker], at: usize, step: usize, said: &mut Said) {
    let on = |word: usize| parse.words[word].head == Some(at);
    for marker in markers {
        let Some(head) = marker.words.range().find(|&w| !holds_head(parse, marker.words, w)) else { continue };
        let relation = parse.words[head].deprel.split(':').next().unwrap_or_default();
        let here = marker.words.range().contains(&at);
        if here && step == 0 && marker.words.len() > 1 || on(head) && reaches_by(relation, parse, head, at) {
            apply(marker, said);
            continue;
        }
        // "No troops crossed": the determiner of an argument negates the clause.
        let quantifies = matches!(relation, "det" | "advmod" | "nsubj" | "obj" | "cc")
            && matches!(marker.effect, Effect::Negates)
            && parse.words[head].head.is_some_and(|noun| {
                on(noun) && matches!(parse.words[noun].deprel, "nsubj" | "obj" | "nsubj:pass") && relation == "det"
            });
        if quantifies {
            apply(marker, said);
        }
    }
    let future = |word: &Word| matches!(word.lemma.as_str(), "will" | "shall" | "'ll" | "wo");
    for (index, word) in parse.words.iter().enumerate().skip(at.saturating_sub(12)).take(24) {
        if !on(index) || !word.deprel.starts_with("aux") {
            continue;
        }
        if future(word) {
            said.frame = said.frame.or(Some(TimeFrame::Future));
            if said.strength.is_none() {
                said.weaken(strength(Certainty::Probable));
            }
        } else if word.lemma == "would" || word.lemma == "should" {
            said.frame = said.frame.or(Some(TimeFrame::Future));
        }
    }
}

/// Whether the governor of a word is part of the same phrase.
fn holds_head(parse: &Parse, phrase: Span, word: usize) -> bool {
    parse.words[word].head.is_some_and(|head| phrase.range().contains(&head))
}

fn reaches_by(relation: &str, parse: &Parse, word: usize, at: usize) -> bool {
    match relation {
        "aux" | "advmod" | "mark" | "cc" | "amod" | "det" | "discourse" => true,
        // "nobody", "nothing", "none"
        "nsubj" | "obj" => {
            matches!(parse.words[word].upos, Upos::Pron | Upos::Det) && parse.words[at].upos != Upos::Noun
        }
        // "without attacking"
        "case" => parse.words[word].lemma == "without",
        _ => false,
    }
}

fn apply(marker: &Marker, said: &mut Said) {
    match marker.effect {
        Effect::Leaves(certainty) => said.weaken(strength(certainty)),
        Effect::Negates => said.negations += 1,
        Effect::NegatesContent => said.negations += 1,
        Effect::Weakens => {
            said.negations += 1;
            said.weaken(strength(Certainty::Probable));
        }
        Effect::Approximates => {}
    }
}

/// Whether a conjunct has a subject or auxiliaries of its own.
fn own_clause(parse: &Parse, word: usize) -> bool {
    children(parse, word).any(|c| {
        let relation = parse.words[c].deprel;
        relation.starts_with("nsubj") || relation.starts_with("aux") || relation == "cop"
    })
}

fn infinitive(parse: &Parse, word: usize) -> bool {
    parse.words[word].upos != Upos::Verb
        || children(parse, word).any(|c| parse.words[c].deprel == "mark" && parse.words[c].lemma == "to")
}

/// Under *if*, *unless*, *whether*, in the clause itself or one that holds it.
fn conditional(parse: &Parse, predicate: usize) -> bool {
    let mut at = Some(predicate);
    for _ in 0..STEPS {
        let Some(word) = at else { return false };
        let under = children(parse, word).any(|c| {
            parse.words[c].deprel == "mark" && matches!(parse.words[c].lemma.as_str(), "if" | "unless" | "whether")
        });
        if under {
            return true;
        }
        // Up through the clause, not out of it.
        let relation = parse.words[word].deprel.split(':').next().unwrap_or_default();
        at = match relation {
            "conj" | "xcomp" | "obj" | "obl" | "nmod" | "nsubj" => parse.words[word].head,
            _ => None,
        };
    }
    false
}

/// Whether the predicate stands in a question that the source asks, not one that it quotes somebody else with.
fn asked(parse: &Parse, sentence: Span, within: Option<Span>) -> bool {
    let last = match within {
        Some(within) => within.end.min(sentence.end),
        None => sentence.end,
    };
    let ends = |w: &&Word| w.upos != Upos::Punct || matches!(w.lemma.as_str(), "?" | "." | "!");
    let end = parse.words[sentence.start..last.max(sentence.start)].iter().rev().find(ends);
    end.is_some_and(|word| word.lemma == "?")
}

fn children(parse: &Parse, word: usize) -> impl Iterator<Item = usize> + '_ {
    let sentence = sentence(parse, word);
    sentence.range().filter(move |&other| parse.words[other].head == Some(word))
}
