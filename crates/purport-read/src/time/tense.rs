//! Whether what happens at a time lies behind or ahead, as its verb tells.
//!
//! In: the tree and a time expression. Out: past, future or unknown. The governing verb decides, with its auxiliaries; an
//! infinitive looks to the verb above it ("agreed to meet on Monday"), a noun to the verb that it belongs to.

use purport_parse::{Parse, Upos};
use purport_text::Span;

use crate::number::Lower;

/// Where the time lies, seen from publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// What the tree says of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Governed {
    pub direction: Direction,
    /// Whether a noun stands between the time and its verb ("the talks on Monday were called").
    pub through_noun: bool,
}

/// Verbs and adjectives whose complement lies ahead.
const AHEAD: &[&str] = &[
    "schedule",
    "expect",
    "plan",
    "due",
    "slate",
    "set",
    "intend",
    "aim",
    "hope",
    "promise",
    "vow",
    "agree",
    "want",
    "pledge",
    "prepare",
    "threaten",
    "propose",
    "order",
    "urge",
    "ask",
    "likely",
    "ready",
    "offer",
    "commit",
    "decide",
    "invite",
    "able",
    "need",
    "payable",
    "effective",
    "expire",
    "mature",
    "anticipate",
    "project",
    "forecast",
    "poise",
    "call",
    "deadline",
    "upcoming",
];

/// Verbs whose infinitive happened when they did.
const REALISED: &[&str] = &[
    "begin", "start", "continue", "come", "go", "manage", "fail", "refuse", "use", "appear", "seem", "help", "travel",
    "head", "return", "meet", "gather", "arrive", "force", "rise", "fall", "claim", "say", "believe", "report", "have",
    "decline",
];

/// Highest climb in a tree; deeper ones are damaged.
const HIGHEST: usize = 12;

/// The direction of a range of words.
pub(super) fn governed(parse: &Parse, lower: &Lower, sentence: Span, words: Span) -> Governed {
    let Some(mut at) = head_of(parse, words) else {
        return Governed { direction: Direction::Unknown, through_noun: false };
    };
    let mut through_noun = false;
    if let Some(direction) = by_preposition(parse, lower, words) {
        return Governed { direction, through_noun };
    }
    for step in 0..HIGHEST {
        let word = &parse.words[at];
        let outside = !words.range().contains(&at);
        if outside && (matches!(word.upos, Upos::Verb | Upos::Aux) || step > 0 && has_copula(parse, sentence, at)) {
            let mut direction = direction(parse, lower, sentence, at, 0);
            // "to get round Wednesday's ruling": what a noun owns has no tense.
            let owned = lower.at(words.end) == "'s" && parse.words[words.end].upos != Upos::Aux;
            if owned && direction == Direction::Future && !says_will(parse, lower, sentence, at) {
                direction = Direction::Unknown;
            }
            return Governed { direction, through_noun };
        }
        if outside && AHEAD.contains(&word.lemma.as_str()) {
            return Governed { direction: Direction::Future, through_noun };
        }
        through_noun |= outside && matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Num);
        match word.head {
            Some(head) if sentence.range().contains(&head) => at = head,
            _ => break,
        }
    }
    Governed { direction: Direction::Unknown, through_noun }
}

/// The word of the range whose head lies outside it.
fn head_of(parse: &Parse, words: Span) -> Option<usize> {
    let outside = |n: &usize| parse.words[*n].head.is_none_or(|h| !words.range().contains(&h));
    words.range().rev().find(outside)
}

/// What a preposition before the time tells by itself.
fn by_preposition(parse: &Parse, lower: &Lower, words: Span) -> Option<Direction> {
    let before = words.start.checked_sub(1).filter(|n| parse.words[*n].upos != Upos::Punct)?;
    (lower.at(before) == "since").then_some(Direction::Past)
}

fn says_will(parse: &Parse, lower: &Lower, sentence: Span, verb: usize) -> bool {
    children(parse, sentence, verb).any(|n| matches!(lower.at(n), "will" | "'ll" | "wo" | "shall"))
}

fn has_copula(parse: &Parse, sentence: Span, at: usize) -> bool {
    children(parse, sentence, at).any(|n| parse.words[n].deprel == "cop")
}

/// The dependents of a word, near it.
fn children(parse: &Parse, sentence: Span, at: usize) -> impl Iterator<Item = usize> {
    let from = sentence.start.max(at.saturating_sub(40));
    let to = sentence.end.min(at + 40);
    (from..to).filter(move |n| parse.words[*n].head == Some(at))
}

fn direction(parse: &Parse, lower: &Lower, sentence: Span, verb: usize, depth: usize) -> Direction {
    let (mut past, mut future, mut present, mut infinitive, mut perfect, mut be) =
        (false, false, false, false, false, false);
    for child in children(parse, sentence, verb) {
        let word = &parse.words[child];
        let relation = word.deprel.split(':').next().unwrap_or("");
        if relation == "mark" || relation == "aux" || relation == "cop" {
            match lower.at(child) {
                "to" => infinitive = true,
                "will" | "'ll" | "wo" | "shall" => future = true,
                "may" | "might" | "could" | "can" | "should" | "would" | "must" | "'d" | "ca" => present = true,
                "have" | "has" | "had" | "'ve" => perfect = true,
                "did" | "was" | "were" => past = true,
                "is" | "are" | "am" | "'s" | "'re" | "'m" => be = true,
                _ => {}
            }
        }
    }
    let word = &parse.words[verb];
    let form = lower.at(verb);
    if future {
        return Direction::Future;
    }
    if perfect {
        return Direction::Past;
    }
    if infinitive {
        return above(parse, lower, sentence, verb, depth);
    }
    // "was scheduled for Monday" is told of before it came.
    if AHEAD.contains(&word.lemma.as_str()) && (past || be || word.upos != Upos::Verb || !form.ends_with("ed")) {
        return Direction::Future;
    }
    if past {
        return Direction::Past;
    }
    if present {
        return Direction::Future;
    }
    if form.ends_with("ing") {
        return if be { Direction::Future } else { parent(parse, lower, sentence, verb, depth) };
    }
    if be {
        // "is held on Fridays", "is killed Monday": a passive in the present looks ahead.
        return Direction::Future;
    }
    if word.upos == Upos::Verb || word.upos == Upos::Aux {
        let changed = word.lemma != form;
        let third_person = form.ends_with('s') && !form.ends_with("ss");
        if changed && !third_person || matches!(form, "was" | "were") {
            return Direction::Past;
        }
        if matches!(
            form,
            "put" | "read" | "hit" | "cut" | "let" | "quit" | "set" | "shut" | "hurt" | "cost" | "spread" | "beat"
        ) {
            return Direction::Past;
        }
        return Direction::Future;
    }
    Direction::Unknown
}

/// The direction of an infinitive, by what governs it.
fn above(parse: &Parse, lower: &Lower, sentence: Span, verb: usize, depth: usize) -> Direction {
    let Some(head) = parse.words[verb].head.filter(|h| sentence.range().contains(h)) else {
        return Direction::Future;
    };
    if depth < 4 && REALISED.contains(&parse.words[head].lemma.as_str()) && parse.words[verb].deprel != "acl" {
        return direction(parse, lower, sentence, head, depth + 1);
    }
    Direction::Future
}

/// The direction of a participle, by what governs it.
fn parent(parse: &Parse, lower: &Lower, sentence: Span, verb: usize, depth: usize) -> Direction {
    match parse.words[verb].head.filter(|h| sentence.range().contains(h)) {
        Some(head) if depth < 4 => {
            let upos = parse.words[head].upos;
            if matches!(upos, Upos::Verb | Upos::Aux) || has_copula(parse, sentence, head) {
                direction(parse, lower, sentence, head, depth + 1)
            } else {
                parent(parse, lower, sentence, head, depth + 1)
            }
        }
        _ => Direction::Unknown,
    }
}
