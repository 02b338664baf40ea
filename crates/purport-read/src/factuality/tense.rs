//! When a verb's form puts what it says.
//!
//! In: the tree and a word. Out: past, present or future by its auxiliaries, copula or ending; `None` where the form does not
//! tell (nouns, bare participles). An infinitive looks to the verb that governs it (*seems to be working* is now, *plans to
//! work* is not yet).
//!
//! The perfect is past (*has fallen*), unless it goes on (*has been moving*). What somebody reported in the past as going on
//! (*said they were moving*) is present: English shifts the tense of what is reported, and TimeML's annotators too see it
//! overlap with the saying. A past tense that may be no more than past (*said the pump was old*, *said it fell*) stays past.

use purport_parse::{Parse, Upos};

use super::scope::{children, relation};
use crate::reading::TimeFrame;

/// What the form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tensed {
    pub frame: TimeFrame,
    /// A present without auxiliary: headlines and stories use it for the past.
    pub plain_present: bool,
}

/// Verbs whose infinitive goes on when they do.
const REALISED: &[&str] = &[
    "able", "appear", "begin", "come", "continue", "decline", "fail", "get", "happen", "help", "manage", "prove",
    "refuse", "seem", "start", "tend", "unable", "use", "have", "claim",
];

/// Verbs that state rather than happen: *may know* is now, *may fall* is not yet.
const STATES: &[&str] = &[
    "be",
    "believe",
    "belong",
    "contain",
    "depend",
    "exist",
    "feel",
    "have",
    "hold",
    "involve",
    "know",
    "lie",
    "live",
    "mean",
    "need",
    "own",
    "remain",
    "represent",
    "seem",
    "think",
    "understand",
    "want",
];

/// Verbs whose past is written like their present.
const UNCHANGED: &[&str] = &[
    "beat",
    "bet",
    "bid",
    "broadcast",
    "burst",
    "cast",
    "cost",
    "cut",
    "hit",
    "hurt",
    "let",
    "put",
    "quit",
    "read",
    "rid",
    "set",
    "shed",
    "shut",
    "split",
    "spread",
    "thrust",
];

/// How far up the tree an infinitive looks.
const DEPTH: usize = 4;

/// The frame of a word; `backshifted` when it is reported in the past in words other than the speaker's.
pub(super) fn of(text: &str, parse: &Parse, word: usize, backshifted: bool) -> Option<Tensed> {
    at_depth(text, parse, word, backshifted, 0)
}

fn at_depth(text: &str, parse: &Parse, word: usize, backshifted: bool, depth: usize) -> Option<Tensed> {
    let form = |n: usize| parse.words[n].span.slice(text).to_lowercase().replace('’', "'");
    let tensed = |frame| Some(Tensed { frame, plain_present: false });
    let main = &parse.words[word];
    let verbal = matches!(main.upos, Upos::Verb | Upos::Aux);
    let chain: Vec<usize> =
        children(parse, word).filter(|&c| matches!(relation(parse, c), "aux" | "cop") && c < word + 4).collect();
    let to = children(parse, word).any(|c| parse.words[c].deprel == "mark" && parse.words[c].lemma == "to" && c < word);
    if relation(parse, word) == "conj" && chain.is_empty() && !to && depth < DEPTH {
        // "will meet and discuss": the first verb's auxiliaries are the second one's.
        let head = main.head.filter(|&h| parse.words[h].upos == main.upos);
        let own_subject = children(parse, word).any(|c| relation(parse, c) == "nsubj");
        let finite = verbal && form(word) != main.lemma && !form(word).ends_with("ing");
        if let Some(head) = head.filter(|_| !(own_subject || finite && form(word).ends_with('s'))) {
            return at_depth(text, parse, head, backshifted, depth + 1);
        }
    }
    let has = |wanted: &[&str]| chain.iter().any(|&c| wanted.contains(&form(c).as_str()));
    let progressive = verbal && form(word).ends_with("ing") && form(word) != main.lemma;
    let copular = chain.iter().any(|&c| parse.words[c].deprel == "cop");
    let had = chain.iter().any(|&c| parse.words[c].lemma == "have" && matches!(form(c).as_str(), "had" | "'d"));
    let perfect = chain.iter().any(|&c| parse.words[c].lemma == "have" && parse.words[c].deprel != "cop");
    if has(&["will", "shall", "'ll", "wo", "sha"]) {
        return tensed(TimeFrame::Future);
    }
    let would = chain.iter().any(|&c| parse.words[c].lemma == "would" || form(c) == "would");
    if would || has(&["should", "may", "might", "can", "could", "must", "ought", "ca"]) {
        let now = has(&["can", "ca"])
            || !would
                && !has(&["should", "ought"])
                && (progressive || copular || STATES.contains(&main.lemma.as_str()));
        let unable =
            has(&["could"]) && children(parse, word).any(|c| matches!(parse.words[c].lemma.as_str(), "not" | "n't"));
        return match () {
            () if perfect || unable => tensed(TimeFrame::Past),
            () if now => tensed(TimeFrame::Present),
            () => tensed(TimeFrame::Future),
        };
    }
    if perfect {
        let goes_on = progressive && !had;
        return tensed(if goes_on { TimeFrame::Present } else { TimeFrame::Past });
    }
    if to {
        return infinitive(text, parse, word, backshifted, depth);
    }
    if has(&["did"]) {
        return tensed(TimeFrame::Past);
    }
    if has(&["do", "does"]) {
        return tensed(TimeFrame::Present);
    }
    if has(&["was", "were"]) {
        let now = children(parse, word).any(|c| matches!(parse.words[c].lemma.as_str(), "now" | "still" | "currently"));
        return tensed(if backshifted && (progressive || now) { TimeFrame::Present } else { TimeFrame::Past });
    }
    if has(&["is", "are", "am", "'s", "'re", "'m"]) {
        return tensed(if ahead(parse, word) { TimeFrame::Future } else { TimeFrame::Present });
    }
    if has(&["be"]) {
        // "that it be led by a judge"
        return tensed(TimeFrame::Future);
    }
    if !verbal {
        return None;
    }
    finite(text, parse, word)
}

/// A verb without auxiliaries.
fn finite(text: &str, parse: &Parse, word: usize) -> Option<Tensed> {
    let form = parse.words[word].span.slice(text).to_lowercase().replace('’', "'");
    let lemma = parse.words[word].lemma.as_str();
    let present = |plain_present| {
        let frame = if ahead(parse, word) { TimeFrame::Future } else { TimeFrame::Present };
        Some(Tensed { frame, plain_present })
    };
    match form.as_str() {
        "was" | "were" | "had" => return Some(Tensed { frame: TimeFrame::Past, plain_present: false }),
        "is" | "are" | "am" | "'s" | "'re" | "'m" => return present(false),
        "has" => return present(true),
        _ => {}
    }
    if form.ends_with("ing") && form != lemma {
        return None;
    }
    if form != lemma {
        let third = form.strip_suffix('s').is_some_and(|stem| !stem.ends_with('s') || lemma.ends_with("ss"));
        return if third { present(true) } else { Some(Tensed { frame: TimeFrame::Past, plain_present: false }) };
    }
    let subject = children(parse, word).find(|&c| relation(parse, c) == "nsubj");
    match subject {
        Some(subject) if UNCHANGED.contains(&lemma) => {
            let past = singular(text, parse, subject);
            past.then_some(Tensed { frame: TimeFrame::Past, plain_present: false })
        }
        // A bare form after "the driver" is no present; its lemma was taken wrongly, or it is a subjunctive.
        Some(subject) if singular(text, parse, subject) && !form.ends_with('s') => None,
        Some(_) => present(true),
        None => None,
    }
}

/// Whether a subject takes a verb in *-s*.
pub(super) fn singular(text: &str, parse: &Parse, subject: usize) -> bool {
    let word = &parse.words[subject];
    let form = word.span.slice(text).to_lowercase();
    let several = children(parse, subject).any(|c| relation(parse, c) == "conj");
    !several
        && match word.upos {
            Upos::Pron => matches!(form.as_str(), "he" | "she" | "it" | "this" | "that" | "nobody" | "everyone"),
            Upos::Noun => form == word.lemma.to_lowercase() && !matches!(form.as_str(), "police" | "people"),
            Upos::Propn => !form.ends_with('s'),
            _ => false,
        }
}

fn infinitive(text: &str, parse: &Parse, word: usize, backshifted: bool, depth: usize) -> Option<Tensed> {
    let Some(head) = parse.words[word].head.filter(|_| depth < DEPTH) else {
        return Some(Tensed { frame: TimeFrame::Future, plain_present: false });
    };
    let realised = REALISED.contains(&parse.words[head].lemma.as_str());
    if realised && matches!(relation(parse, word), "xcomp" | "ccomp" | "csubj") {
        return at_depth(text, parse, head, backshifted, depth + 1);
    }
    Some(Tensed { frame: TimeFrame::Future, plain_present: false })
}

/// Whether an infinitive names what goes on: "to be hiding", "to be the oldest", "to represent".
pub(super) fn goes_on(text: &str, parse: &Parse, word: usize) -> bool {
    let form = parse.words[word].span.slice(text).to_lowercase();
    let helped = |deprel: &str| children(parse, word).any(|c| parse.words[c].deprel == deprel);
    let perfect = children(parse, word).any(|c| parse.words[c].lemma == "have" && parse.words[c].deprel == "aux");
    !perfect
        && (helped("cop")
            || form.ends_with("ing") && helped("aux")
            || STATES.contains(&parse.words[word].lemma.as_str()))
}

/// "leaves tomorrow", "is meeting them next week".
fn ahead(parse: &Parse, word: usize) -> bool {
    children(parse, word).any(|c| {
        let lemma = parse.words[c].lemma.as_str();
        matches!(relation(parse, c), "obl" | "advmod")
            && (lemma == "tomorrow"
                || children(parse, c).any(|d| matches!(parse.words[d].lemma.as_str(), "next" | "coming" | "upcoming")))
    })
}
