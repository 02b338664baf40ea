//! Whether a capital's name stands for the government there ("Moscow said", "ties between Washington and Seoul").
//!
//! In: a word range that names a capital. Out: whether a government is meant. A name after a preposition of place is the
//! city, but not where what is before it goes to a government ("a warning to Tehran").

use purport_parse::Upos;
use purport_text::Span;

use super::lists::{List, is};
use super::words::Words;

/// Whether a capital's name means its government here. `source`: whether somebody's words are attributed to it.
pub(super) fn is_government(page: &Words<'_>, words: Span, source: bool) -> bool {
    if page.form(words.end) == "-" {
        return is(page.form(words.end + 1), List::Joined);
    }
    // "pro-Moscow", "anti-Tehran".
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
        |word: Option<usize>| word.is_some_and(|w| page.upos(w) == Upos::Noun && is(page.lemma(w), List::Affair));
    match case {
        Some(case) => {
            if is(case, List::Where) {
                // "pressure on Tehran", "a message to Moscow"; but "talks in Moscow", "sanctions in Moscow".
                let given = matches!(case, "to" | "from" | "toward" | "towards");
                // "sells arms to Tehran".
                let handed = case == "to"
                    && page.relation(first) == "obl"
                    && governor.is_some_and(|verb| page.upos(verb) == Upos::Verb && is(page.lemma(verb), List::Gives));
                return given && page.relation(first) == "nmod" && affair(governor) || handed;
            }
            match case {
                "between" => true,
                "with" | "against" | "on" | "of" | "for" | "by" => {
                    affair(governor)
                        || case == "by" && governor.is_some_and(|g| page.upos(g) == Upos::Verb)
                        || case == "with" && governor.is_some_and(|g| is(page.lemma(g), List::Deals))
                        || matches!(case, "against" | "on")
                            && governor.is_some_and(|g| page.upos(g) == Upos::Verb && affair_object(page, g))
                }
                _ => false,
            }
        }
        None => {
            source && page.relation(first) != "nmod"
                // "gives Tehran a way out".
                || page.relation(first) == "iobj"
                || page.relation(first) == "nsubj"
                    && governor
                        .is_some_and(|verb| page.upos(verb) == Upos::Verb && !is(page.lemma(verb), List::OfCities))
                || page.relation(first) == "obj" && governor.is_some_and(|verb| is(page.lemma(verb), List::DoneTo))
                || matches!(page.relation(first), "nmod" | "compound") && affair(governor)
        }
    }
}

/// "impose sanctions on Tehran": the verb's object is an affair.
fn affair_object(page: &Words<'_>, verb: usize) -> bool {
    // Objects stand within few words of their verb.
    (verb + 1..verb + 8)
        .any(|word| page.head(word) == Some(verb) && page.relation(word) == "obj" && is(page.lemma(word), List::Affair))
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
