//! Whether a capital's name stands for the government there ("Moscow said", "ties between Washington and Seoul").
//!
//! In: a word range that names a capital. Out: whether a government is meant. A name after a preposition of place is the
//! city, but not where what is before it goes to a government ("a warning to Tehran").

use purport_parse::Upos;
use purport_text::Span;

use super::mention::WHERE;
use super::words::Words;

/// What governments have between, with, against or from each other, and what is done to them.
const AFFAIRS: &[&str] = &[
    "accord",
    "accusation",
    "aggression",
    "agreement",
    "aid",
    "alliance",
    "ally",
    "allegation",
    "ambassador",
    "answer",
    "appeal",
    "approach",
    "arm",
    "assistance",
    "attempt",
    "axis",
    "backing",
    "blow",
    "campaign",
    "claim",
    "concern",
    "concession",
    "confrontation",
    "contact",
    "control",
    "cooperation",
    "coordination",
    "criticism",
    "deal",
    "decision",
    "demand",
    "deterrence",
    "dialogue",
    "diplomacy",
    "diplomat",
    "dispute",
    "embargo",
    "engagement",
    "envoy",
    "feud",
    "friction",
    "government",
    "hostility",
    "influence",
    "intention",
    "interest",
    "leadership",
    "leverage",
    "loyalty",
    "meddling",
    "measure",
    "message",
    "military",
    "negotiation",
    "objection",
    "offer",
    "official",
    "pact",
    "partner",
    "partnership",
    "policy",
    "position",
    "pressure",
    "programme",
    "program",
    "proposal",
    "protest",
    "provocation",
    "rapprochement",
    "refusal",
    "regime",
    "rejection",
    "relation",
    "relationship",
    "reply",
    "request",
    "response",
    "retaliation",
    "rift",
    "rival",
    "rivalry",
    "row",
    "rule",
    "sanction",
    "signal",
    "stance",
    "standoff",
    "strategy",
    "summit",
    "supply",
    "support",
    "talk",
    "tariff",
    "tension",
    "threat",
    "tie",
    "trade",
    "treaty",
    "troop",
    "truce",
    "ultimatum",
    "understanding",
    "war",
    "warning",
    "weapon",
    "worry",
];
/// What is done to a government: its name is the object.
const DONE_TO: &[&str] = &[
    "accuse",
    "aid",
    "alarm",
    "anger",
    "antagonise",
    "antagonize",
    "appease",
    "arm",
    "assure",
    "back",
    "blame",
    "call",
    "challenge",
    "condemn",
    "convince",
    "criticise",
    "criticize",
    "deter",
    "enrage",
    "force",
    "help",
    "infuriate",
    "inform",
    "invite",
    "isolate",
    "lobby",
    "notify",
    "oppose",
    "persuade",
    "press",
    "pressure",
    "pressurise",
    "prompt",
    "provoke",
    "punish",
    "push",
    "reassure",
    "sanction",
    "support",
    "supply",
    "tell",
    "thank",
    "threaten",
    "urge",
    "warn",
    "weaken",
];
/// Verbs whose subject a city may be.
const OF_CITIES: &[&str] = &[
    "be", "become", "lie", "remain", "stand", "host", "see", "wake", "suffer", "grow", "come", "get", "have", "face",
    "fall",
];
/// "Tehran-backed" is backed by the government, "Kyiv-based" is in the city.
const JOINED: &[&str] = &[
    "backed",
    "led",
    "aligned",
    "allied",
    "sponsored",
    "supported",
    "run",
    "appointed",
    "installed",
    "friendly",
    "brokered",
    "controlled",
    "funded",
    "ordered",
    "imposed",
    "approved",
    "mediated",
];

/// Whether a capital's name means its government here. `source`: whether somebody's words are attributed to it.
pub(super) fn is_government(page: &Words<'_>, words: Span, source: bool) -> bool {
    if page.form(words.end) == "-" {
        return page.is_one_of(words.end + 1, JOINED);
    }
    // "Paris, Texas", "MOSCOW (Reuters) —": where.
    if page.is_one_of(words.start.wrapping_sub(1), &["pro", "anti"])
        || page.before(words.start) == "-" && page.is_one_of(words.start.wrapping_sub(2), &["pro", "anti"])
    {
        return true;
    }
    let top = page.top(words);
    // One of several stands as the first does: "between Washington and Seoul".
    let first = conjuncts(page, top);
    let case = case_of(page, first, words);
    let governor = page.head(first);
    let affair =
        |word: Option<usize>| word.is_some_and(|w| page.upos(w) == Upos::Noun && AFFAIRS.contains(&page.lemma(w)));
    match case {
        Some(case) => {
            let passes = matches!(case, "to" | "from" | "in" | "over" | "into" | "toward" | "towards" | "at");
            if WHERE.contains(&case) {
                // "pressure on Tehran", "a message to Moscow"; but "talks in Moscow", "sanctions in Moscow".
                let given = matches!(case, "to" | "from" | "toward" | "towards");
                return passes && given && page.relation(first) == "nmod" && affair(governor);
            }
            match case {
                "between" => true,
                "with" | "against" | "on" | "of" | "for" | "by" => {
                    affair(governor)
                        || case == "by" && governor.is_some_and(|g| page.upos(g) == Upos::Verb)
                        || case == "with" && governor.is_some_and(|g| DEALS.contains(&page.lemma(g)))
                        || matches!(case, "against" | "on")
                            && governor.is_some_and(|g| page.upos(g) == Upos::Verb && affair_object(page, g))
                }
                _ => false,
            }
        }
        None => {
            source && page.relation(first) != "nmod"
                || page.relation(first) == "nsubj"
                    && governor
                        .is_some_and(|verb| page.upos(verb) == Upos::Verb && !OF_CITIES.contains(&page.lemma(verb)))
                || page.relation(first) == "obj" && governor.is_some_and(|verb| DONE_TO.contains(&page.lemma(verb)))
                || matches!(page.relation(first), "nmod" | "compound") && affair(governor)
        }
    }
}

/// Verbs that one does with a government.
const DEALS: &[&str] =
    &["agree", "ally", "argue", "compete", "cooperate", "deal", "negotiate", "side", "sign", "talk", "trade", "work"];

/// "impose sanctions on Tehran": the verb's object is an affair.
fn affair_object(page: &Words<'_>, verb: usize) -> bool {
    // Objects stand within few words of their verb.
    (verb + 1..verb + 8).any(|word| {
        page.head(word) == Some(verb) && page.relation(word) == "obj" && AFFAIRS.contains(&page.lemma(word))
    })
}

/// The first of several that are joined.
fn conjuncts(page: &Words<'_>, mut word: usize) -> usize {
    for _ in 0..8 {
        match page.head(word).filter(|_| page.relation(word) == "conj") {
            Some(head) if page.upos(head) == Upos::Propn => word = head,
            _ => break,
        }
    }
    word
}

/// The preposition of a name: its `case` before it.
fn case_of<'a>(page: &Words<'a>, word: usize, words: Span) -> Option<&'a str> {
    let start = word.min(words.start);
    (start.saturating_sub(4)..start)
        .rev()
        .find(|&before| {
            page.head(before) == Some(word) && page.relation(before) == "case" && page.upos(before) == Upos::Adp
        })
        .map(|before| page.lemma(before))
}
