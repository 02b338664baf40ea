//! What the text says outright about a predicate: modals, adverbs, negation, conditions, questions, tense.
//!
//! In: a predicate. Out: [`Said`]. Looked at are the words that hang on the predicate and, going up the tree, those that
//! govern it: in *did not manage to cross*, *not* and *manage* reach *cross*; in *will hold talks*, *will* reaches *talks*,
//! because *hold* says no more than that there are some. What another verb merely speaks of is not reached: in *did not
//! condemn the attack* the attack stands.

use purport_parse::{Parse, Upos, Word};
use purport_text::Span;

use super::ground::{By, Grounds, Side};
use super::strength;
use crate::hedge::{self, Effect, Marker};
use crate::reading::{Certainty, TimeFrame};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// The commitment that the words leave; `None` when nothing weakens it outright.
    pub strength: Option<f32>,
    /// How many negations reach the predicate.
    pub negations: usize,
    /// When the words put it; `None` when they leave it to the verb's form.
    pub frame: Option<TimeFrame>,
    /// Whether it is said to come: no more than probable, however sure the source.
    pub expected: bool,
    /// What was found, where.
    pub grounds: Grounds,
}

impl Said {
    /// Two weakenings weaken more than either.
    fn weaken(&mut self, to: f32, by: By) {
        self.strength = Some(self.strength.unwrap_or(1.0) * to);
        self.grounds.add(Side::Certainty, by);
    }

    /// It is put into the future.
    fn expect(&mut self, by: By) {
        if self.frame.is_none() {
            self.frame = Some(TimeFrame::Future);
            self.grounds.add(Side::Frame, by);
        }
    }

    fn negate(&mut self, by: By) {
        self.negations += 1;
        self.grounds.add(Side::Polarity, by);
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

pub(super) fn said(text: &str, parse: &Parse, predicate: usize, within: Option<&[Span]>) -> Said {
    let mut said = Said::default();
    let sentence = sentence(parse, predicate);
    let mut markers = markers(text, parse, sentence);
    if let Some(parts) = within {
        // The cue's own hedges and negations are the cue's.
        markers.retain(|marker| parts.iter().any(|part| part.contains(marker.words)));
    }
    let mut at = predicate;
    let mut reaches = true;
    for step in 0..STEPS {
        if reaches {
            read_dependents(text, parse, &markers, at, step, &mut said);
        }
        let word = &parse.words[at];
        let Some(head) = word.head else { break };
        if within.is_some_and(|parts| !parts.iter().any(|part| part.range().contains(&head))) {
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
        let mut hedged = false;
        if governs(parse, at, head) {
            for marker in markers.iter().filter(|m| m.words.range().contains(&head) && !m.words.range().contains(&at)) {
                hedged |= matches!(marker.effect, Effect::Leaves(_));
                apply(marker, &mut said);
            }
        }
        if matches!(relation, "xcomp" | "ccomp" | "acl" | "obj" | "obl" | "nmod" | "csubj")
            && INTENTIONS.contains(&governor.lemma.as_str())
            && infinitive(parse, at)
        {
            said.expect(By::Intention(head));
            if relation != "ccomp" && !hedged {
                said.weaken(strength(Certainty::Probable), By::Intention(head));
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
    if let Some(word) = conditional(parse, predicate) {
        said.strength = Some(0.0);
        said.grounds.overrule(Side::Certainty, By::Condition(word));
    } else if let Some(word) = asked(parse, sentence, within) {
        said.strength = Some(0.0);
        said.grounds.overrule(Side::Certainty, By::Question(word));
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
fn read_dependents(text: &str, parse: &Parse, markers: &[Marker], at: usize, step: usize, said: &mut Said) {
    let on = |word: usize| parse.words[word].head == Some(at);
    for marker in markers {
        let Some(head) = marker.words.range().find(|&w| !holds_head(parse, marker.words, w)) else { continue };
        let relation = parse.words[head].deprel.split(':').next().unwrap_or_default();
        let here = marker.words.range().contains(&at);
        let acts = here && parse.words[at].upos == Upos::Verb && !FAILING.contains(&parse.words[at].lemma.as_str());
        let says = here && step == 0 && marker.words.len() > 1 && !acts;
        // "in all likelihood", "to some extent"
        let phrase = parse.words[marker.words.start].upos == Upos::Adp && matches!(relation, "obl" | "nmod");
        // "there was no evidence"
        let lacked = marker.words.len() > 1
            && matches!(relation, "nsubj" | "obj")
            && matches!(marker.effect, Effect::Negates | Effect::Weakens)
            && parse.words[marker.words.start].lemma == "no";
        if says || on(head) && lacked || on(head) && (phrase || reaches_by(relation, parse, head, at)) {
            if !denied_ability(parse, marker, at) {
                apply(marker, said);
            }
            continue;
        }
        // "No troops crossed": the determiner of an argument negates the clause.
        let quantifies = matches!(relation, "det" | "advmod" | "nsubj" | "obj" | "cc")
            && matches!(marker.effect, Effect::Negates | Effect::Weakens)
            && parse.words[head].head.is_some_and(|noun| {
                on(noun) && matches!(parse.words[noun].deprel, "nsubj" | "obj" | "nsubj:pass") && relation == "det"
            });
        if quantifies {
            apply(marker, said);
        }
    }
    let negated = children(parse, at).any(|c| matches!(parse.words[c].lemma.as_str(), "not" | "n't" | "never"));
    let perfect = children(parse, at).any(|c| parse.words[c].lemma == "have" && parse.words[c].deprel == "aux");
    for index in children(parse, at).filter(|&c| parse.words[c].deprel.starts_with("aux")) {
        let form = parse.words[index].span.slice(text).to_lowercase();
        match (parse.words[index].lemma.as_str(), form.as_str()) {
            ("will" | "shall" | "'ll" | "wo", _) | (_, "will" | "shall" | "'ll" | "’ll" | "wo") => {
                said.expect(By::Modal(index));
                said.expected = true;
                said.grounds.add(Side::Certainty, By::Modal(index));
            }
            // A habit of the past ("would often call") is rare in news; what was said to come is not.
            (_, "would") | ("would", _) if !perfect => {
                said.expect(By::Modal(index));
                said.expected = true;
                said.grounds.add(Side::Certainty, By::Modal(index));
                if let Some(word) = hangs_on_condition(parse, at) {
                    said.weaken(strength(Certainty::Possible), By::Condition(word));
                }
            }
            // What somebody ought to do, nobody says that he does.
            ("should" | "must" | "ought", _) if !perfect => {
                said.expect(By::Modal(index));
                said.weaken(0.0, By::Modal(index));
            }
            ("can" | "ca", _) if !negated && !perfect => {
                said.weaken(strength(Certainty::Possible), By::Modal(index));
            }
            _ => {}
        }
    }
}

/// Verbs whose own negation is what they say: who fails to come does not come.
const FAILING: &[&str] = &["fail", "neglect", "omit", "have", "be", "remain", "fall"];

/// "could not agree": what nobody was able to do is sure not to be.
fn denied_ability(parse: &Parse, marker: &Marker, at: usize) -> bool {
    marker.words.len() == 1
        && parse.words[marker.words.start].lemma == "could"
        && children(parse, at).any(|c| matches!(parse.words[c].lemma.as_str(), "not" | "n't" | "never"))
}

/// The *if* of a clause that a word's clause hangs on.
fn hangs_on_condition(parse: &Parse, at: usize) -> Option<usize> {
    children(parse, at).filter(|&c| parse.words[c].deprel == "advcl").find_map(|clause| {
        children(parse, clause)
            .find(|&c| parse.words[c].deprel == "mark" && matches!(parse.words[c].lemma.as_str(), "if" | "unless"))
    })
}

/// Whether a governor says something of what depends on it: "is expected to come", "the possibility of an attack", "an
/// attack is likely"; not "the attack suggests".
fn governs(parse: &Parse, at: usize, head: usize) -> bool {
    match parse.words[at].deprel {
        "nsubj" => parse.words[head].upos != Upos::Verb,
        "nsubj:pass" | "csubj:pass" => true,
        deprel => matches!(
            deprel.split(':').next().unwrap_or_default(),
            "xcomp" | "ccomp" | "acl" | "obj" | "nmod" | "csubj" | "obl" | "amod" | "advcl"
        ),
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
    let by = By::Marker(marker.words);
    // The "no" of "had no plans" is met at "plans" and again at "had".
    if said.grounds.has(by) {
        return;
    }
    match marker.effect {
        Effect::Leaves(certainty) => said.weaken(strength(certainty), by),
        Effect::Negates | Effect::NegatesContent => said.negate(by),
        Effect::Weakens => {
            said.negate(by);
            said.weaken(strength(Certainty::Probable), by);
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
fn conditional(parse: &Parse, predicate: usize) -> Option<usize> {
    let mut at = Some(predicate);
    for _ in 0..STEPS {
        let word = at?;
        let under = children(parse, word).find(|&c| {
            parse.words[c].deprel == "mark" && matches!(parse.words[c].lemma.as_str(), "if" | "unless" | "whether")
        });
        if under.is_some() {
            return under;
        }
        // Up through the clause, not out of it.
        let relation = parse.words[word].deprel.split(':').next().unwrap_or_default();
        at = match relation {
            "conj" | "xcomp" | "obj" | "obl" | "nmod" | "nsubj" => parse.words[word].head,
            _ => None,
        };
    }
    None
}

/// Whether the predicate stands in a question that the source asks, not one that it quotes somebody else with.
fn asked(parse: &Parse, sentence: Span, within: Option<&[Span]>) -> Option<usize> {
    let end_within = within.and_then(|parts| parts.iter().map(|part| part.end).max());
    let last = end_within.map_or(sentence.end, |end| end.min(sentence.end));
    let ends = |w: &&Word| w.upos != Upos::Punct || matches!(w.lemma.as_str(), "?" | "." | "!");
    let end = (sentence.start..last.max(sentence.start)).rev().find(|&w| ends(&&parse.words[w]));
    end.filter(|&word| parse.words[word].lemma == "?")
}

pub(super) fn children(parse: &Parse, word: usize) -> impl Iterator<Item = usize> + '_ {
    let sentence = sentence(parse, word);
    sentence.range().filter(move |&other| parse.words[other].head == Some(word))
}

/// A word's relation without its subtype.
pub(super) fn relation(parse: &Parse, word: usize) -> &'static str {
    parse.words[word].deprel.split(':').next().unwrap_or_default()
}
