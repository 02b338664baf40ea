//! What a content is, and on which word it hangs.
//!
//! In: the ranges of words of a content. Out: its [`predicate`], the word that says what is so, and its [`Form`]. Verbs that
//! only say how sure somebody is (*is expected to arrive*, *appears to be working*) and nouns that only announce a clause
//! (*the suggestion that it would fall*) hand over to what they introduce.

use purport_parse::{Parse, Upos};
use purport_text::Span;

use super::scope::{children, relation};
use super::tense;

/// How a content is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A clause with a finite verb.
    Clause,
    /// A clause that asks for something: "that he resign", "that it be led by a judge".
    Subjunctive,
    /// "to withdraw".
    Infinitive,
    /// "selling weapons".
    Gerund,
    /// "whether it holds", "what comes next".
    Question,
    /// No verb: "the attack", "him".
    Nominal,
}

/// Words that say of their infinitive how sure somebody is.
const RAISING: &[&str] = &[
    "allege",
    "anticipate",
    "appear",
    "assume",
    "believe",
    "certain",
    "claim",
    "deem",
    "due",
    "estimate",
    "expect",
    "forecast",
    "likely",
    "poise",
    "predict",
    "presume",
    "project",
    "report",
    "rumor",
    "rumour",
    "say",
    "schedule",
    "seem",
    "set",
    "slate",
    "suppose",
    "suspect",
    "think",
    "understand",
    "unlikely",
];

/// How many words may hand over to the next.
const HANDED: usize = 3;

/// The word that says what is so.
pub(crate) fn predicate(parse: &Parse, content: &[Span]) -> Option<usize> {
    let mut at = top(parse, content)?;
    for _ in 0..HANDED {
        let Some(next) = handed(parse, content, at) else { break };
        at = next;
    }
    Some(at)
}

/// The word that all others of a content hang on.
fn top(parse: &Parse, content: &[Span]) -> Option<usize> {
    let inside = |word: usize| content.iter().any(|part| part.range().contains(&word));
    let roots = content.iter().flat_map(|part| part.range()).filter(|&word| {
        parse.words[word].upos != Upos::Punct && parse.words[word].head.is_none_or(|head| !inside(head))
    });
    // A clause before a bare noun: "that the talks failed" hangs on "failed", whatever stands loose beside it; what only
    // describes a word outside comes last.
    let copular = |word: usize| children(parse, word).any(|c| parse.words[c].deprel == "cop");
    let rank = |word: usize| match (parse.words[word].upos, relation(parse, word)) {
        (Upos::Verb, "amod" | "advcl" | "compound") => 1,
        (Upos::Verb, _) => 0,
        _ if copular(word) => 0,
        (Upos::Noun | Upos::Adj | Upos::Aux | Upos::Propn | Upos::Pron | Upos::Num, relation) => {
            // "dismissed as talk the suggestion that …"
            if matches!(relation, "obl" | "nmod" | "compound") { 2 } else { 1 }
        }
        _ => 3,
    };
    roots.min_by_key(|&word| (rank(word), word))
}

fn handed(parse: &Parse, content: &[Span], at: usize) -> Option<usize> {
    let inside = |word: usize| content.iter().any(|part| part.range().contains(&word));
    let word = &parse.words[at];
    let to = |c: usize| children(parse, c).any(|d| parse.words[d].lemma == "to" && parse.words[d].deprel == "mark");
    let passive = || children(parse, at).any(|c| matches!(parse.words[c].deprel, "aux:pass" | "cop"));
    let raises =
        RAISING.contains(&word.lemma.as_str()) && (matches!(word.lemma.as_str(), "appear" | "seem") || passive());
    if raises {
        return children(parse, at).find(|&c| inside(c) && relation(parse, c) == "xcomp" && to(c));
    }
    let that = |c: usize| children(parse, c).any(|d| parse.words[d].lemma == "that" && parse.words[d].deprel == "mark");
    let bare = !children(parse, at).any(|c| parse.words[c].deprel == "cop");
    if word.upos == Upos::Noun && bare {
        return children(parse, at).find(|&c| inside(c) && matches!(relation(parse, c), "acl" | "ccomp") && that(c));
    }
    None
}

/// How a content that hangs on a word is worded.
pub(crate) fn form(text: &str, parse: &Parse, content: &[Span], predicate: usize) -> Form {
    let word = &parse.words[predicate];
    let marks: Vec<&str> = children(parse, predicate)
        .filter(|&c| parse.words[c].deprel == "mark")
        .map(|c| parse.words[c].lemma.as_str())
        .collect();
    let first = content.iter().flat_map(|part| part.range()).find(|&w| parse.words[w].upos != Upos::Punct);
    let asks = |w: usize| {
        let head = parse.words[w].head;
        // "what they want is peace" asks nothing.
        let of_predicate = w == predicate
            || head == Some(predicate)
            || head.is_some_and(|h| {
                parse.words[h].head == Some(predicate) && matches!(relation(parse, w), "det" | "advmod")
            });
        of_predicate
            && parse.words[predicate].deprel != "acl:relcl"
            && matches!(
                parse.words[w].lemma.as_str(),
                "whether" | "if" | "what" | "who" | "why" | "how" | "when" | "where" | "which"
            )
            && matches!(parse.words[w].upos, Upos::Sconj | Upos::Pron | Upos::Adv | Upos::Det)
    };
    if marks.contains(&"whether") || first.is_some_and(asks) {
        return Form::Question;
    }
    let chain: Vec<String> = children(parse, predicate)
        .filter(|&c| matches!(relation(parse, c), "aux" | "cop"))
        .map(|c| parse.words[c].span.slice(text).to_lowercase())
        .collect();
    if marks.contains(&"to") {
        return Form::Infinitive;
    }
    if let Some(first) = chain.first() {
        return if first == "be" { Form::Subjunctive } else { Form::Clause };
    }
    if !matches!(word.upos, Upos::Verb | Upos::Aux) {
        return Form::Nominal;
    }
    let written = word.span.slice(text).to_lowercase();
    if written.ends_with("ing") && written != word.lemma {
        return Form::Gerund;
    }
    let subject = children(parse, predicate).find(|&c| relation(parse, c) == "nsubj");
    let bare = written == word.lemma.to_lowercase()
        && tense::of(text, parse, predicate, false).is_none_or(|t| t.plain_present);
    if bare && marks.contains(&"that") && subject.is_some_and(|s| tense::singular(text, parse, s)) {
        return Form::Subjunctive;
    }
    if word.deprel == "amod" && subject.is_none() { Form::Nominal } else { Form::Clause }
}
