//! Who does what to whom in a statement.
//!
//! In: the events of a reading whose anchor stands in the statement. Out: [`Deed`]s, whose sides point at the statement's
//! names. Where the reader saw no event, the order of the names and the voice of the verb must do ([`is_passive`]).

use purport_read::Reading;
use purport_text::Span;
use serde::{Deserialize, Serialize};

/// An event with its sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// PLOVER type, by its place in the manual.
    pub kind: u8,
    /// Names that act, a bit each.
    pub actors: u16,
    /// Names that it is done to, a bit each.
    pub recipients: u16,
}

/// Where a name stands to the verb: in what order, and with what preposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// First of all, or behind the "by" of a passive: who does it.
    Subject,
    /// Without a preposition behind the verb, or first in a passive: whom it is done to.
    Object,
    /// "From".
    From,
    /// "To", "into", "towards".
    To,
    /// "Against", "with", "over".
    Against,
    /// "In", "at", "near": where it is done.
    Where,
    /// Anything else.
    Other,
}

/// Words, looking back from a name, among which its preposition is sought.
const BACK: usize = 3;

/// The side of the name that begins at a word, with so many words before it that are no part of names and titles.
pub(super) fn side(words: &[(Span, String)], at: usize, plain: usize, passive: bool) -> Side {
    let before = words[..at].iter().rev().take(BACK).map(|(_, word)| word.as_str());
    for word in before {
        let side = match word {
            "by" if passive => Side::Subject,
            "from" => Side::From,
            "to" | "into" | "toward" | "towards" => Side::To,
            "against" | "with" | "over" => Side::Against,
            "in" | "at" | "near" | "inside" | "outside" | "across" | "throughout" | "around" => Side::Where,
            // "In a U.S. strike": the name tells whose it is.
            "on" | "of" | "for" | "off" | "by" | "and" | "as" | "about" | "a" | "an" => Side::Other,
            _ => continue,
        };
        return side;
    }
    match (plain <= BACK, passive) {
        (true, false) => Side::Subject,
        (true, true) | (false, false) => Side::Object,
        (false, true) => Side::Other,
    }
}

/// The deeds of a piece of text, whose names are these entities of the reading.
pub(super) fn deeds(reading: &Reading, piece: &[Span], entities: &[usize]) -> Vec<Deed> {
    let bits = |ids: &[String]| {
        let is_side = |index: &usize| ids.contains(&reading.entities[*index].id);
        entities
            .iter()
            .enumerate()
            .filter(|(_, index)| is_side(index))
            .fold(0_u16, |bits, (at, _)| bits | 1 << at.min(15))
    };
    let inside = |event: &&purport_read::Event| piece.iter().any(|part| part.contains(event.anchor));
    let deeds = reading.events.iter().filter(inside).map(|event| Deed {
        kind: event.kind as u8,
        actors: bits(&event.actors),
        recipients: bits(&event.recipients),
    });
    deeds.collect()
}

/// Whether a form of "be" and a participle are followed by "by".
pub(super) fn is_passive(words: &[(Span, String)]) -> bool {
    const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "got"];
    let participle =
        |word: &str| word.ends_with("ed") || word.ends_with("en") || word.ends_with("wn") || word.ends_with("ught");
    let verb = words.iter().enumerate().position(|(at, (_, word))| {
        BE.contains(&word.as_str()) && words[at + 1..].iter().take(3).any(|(_, next)| participle(next))
    });
    verb.is_some_and(|at| words[at..].iter().any(|(_, word)| word == "by"))
}

#[cfg(test)]
mod tests {
    use super::super::words::fold;
    use super::*;

    #[test]
    fn titles_before_a_name_do_not_make_it_an_object_and_a_modifier_is_no_place() {
        let side = |text: &str, name: &str| {
            let words: Vec<(Span, String)> = purport_text::words(text, Span::new(0, text.len()))
                .into_iter()
                .map(|word| (word, fold(word.slice(text))))
                .collect();
            let at = words.iter().position(|(word, _)| word.slice(text) == name).unwrap();
            let is_plain = |(word, _): &&(Span, String)| !word.slice(text).starts_with(char::is_uppercase);
            side(&words, at, words[..at].iter().filter(is_plain).count(), is_passive(&words))
        };
        assert_eq!(side("Erie County Chief Executive Kathy Moore signed a paper", "Kathy"), Side::Subject);
        assert_eq!(side("The court in the end let the driver meet Kathy", "Kathy"), Side::Object);
        assert_eq!(side("The leader was killed in Somalia", "Somalia"), Side::Where);
        assert_eq!(side("The leader was killed in a Somali strike", "Somali"), Side::Other);
    }
}
