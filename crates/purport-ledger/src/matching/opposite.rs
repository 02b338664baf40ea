//! Whether two statements stand against each other.
//!
//! In: two statements that are alike, and what corresponds in them. Out: whether what both say is denied by one of them only.
//! Denied on both sides is agreement; a word whose opposite the other has turns the sense as a negation does. Where only
//! a little of what they share is turned, it is not sure which holds, and they count as neither for nor against.

use super::alignment::{Alignment, Cover, Partner};
use crate::statement::{Stance, Statement, Term, weight_of_name};

/// Least strength of partners that are looked at.
const LEAST_STRENGTH: f32 = 0.4;

/// Share of what corresponds that must be turned for two statements to be opposed.
const OPPOSED: f32 = 0.3;

/// Share of both statements that must correspond for them to be the same but for what is turned, and the share of it that
/// must be turned then: little else can be meant.
const ALIKE: f32 = 0.75;
const OPPOSED_ALIKE: f32 = 0.12;

/// The same for two that are word for word the same.
const IDENTICAL: f32 = 0.92;
const OPPOSED_IDENTICAL: f32 = 0.04;

/// Share of it above which they are not surely agreed.
const UNSURE: f32 = 0.1;

/// How much more an opposite tells than a negation above the same word: the verb of a sentence is one word of many.
const OPPOSITE_WORD: f32 = 2.5;

/// How much a name under a negation tells of its weight.
const DENIED_NAME: f32 = 0.5;

/// How two statements of the same thing stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Agreed,
    Unsure,
    Opposed,
}

/// Compares what is denied.
pub(super) fn sense(one: &Statement, other: &Statement, alignment: &Alignment) -> Sense {
    let turned = turned(one, other, alignment);
    let alike = Cover::of(one, &alignment.one).soft().min(Cover::of(other, &alignment.other).soft());
    let opposed = if alike >= IDENTICAL {
        OPPOSED_IDENTICAL
    } else if alike >= ALIKE {
        OPPOSED_ALIKE
    } else {
        OPPOSED
    };
    let unsure = if alike >= IDENTICAL { 0.0 } else { UNSURE };
    // A negation reaches differently far in different wordings: who denies something himself is not surely against it.
    let denies = |statement: &Statement| statement.terms.iter().any(|term| term.denied);
    if denies(one) && denies(other) {
        let deny_it = one.stance == Stance::Against && other.stance == Stance::Against;
        return if turned < OPPOSED || deny_it { Sense::Agreed } else { Sense::Unsure };
    }
    if turned >= opposed {
        Sense::Opposed
    } else if turned > unsure {
        Sense::Unsure
    } else {
        Sense::Agreed
    }
}

/// Share of what corresponds that is denied on one side only.
fn turned(one: &Statement, other: &Statement, alignment: &Alignment) -> f32 {
    let (mut turned, mut all) = (0.0, 0.0);
    // "Refused to sign the law" is "vetoed the law": what stands under the one's negation is not denied by the other.
    let (mut is_undone_here, mut is_undone_there) = (false, false);
    for (term, found, _) in corresponding(one, other, alignment).filter(|(_, _, partner)| partner.opposite) {
        is_undone_here |= term.denied && !found.denied;
        is_undone_there |= found.denied && !term.denied;
    }
    for (term, found, partner) in corresponding(one, other, alignment) {
        let more = if partner.opposite { OPPOSITE_WORD } else { 1.0 };
        let weight = f32::from(term.weight) * partner.strength * more;
        all += weight;
        let is_undone = (is_undone_here && term.denied) || (is_undone_there && found.denied);
        if (term.denied != found.denied) != partner.opposite && !is_undone {
            turned += weight;
        }
    }
    for (at, (name, partner)) in one.names.iter().zip(&alignment.one.names).enumerate() {
        if partner.strength <= 0.0 || usize::from(partner.at) >= other.names.len() {
            continue;
        }
        let denied = |bits: u16, at: usize| bits >> at.min(15) & 1 == 1;
        let weight = f32::from(weight_of_name(name)) * DENIED_NAME;
        all += weight;
        let (here, there) = (denied(one.denied_names, at), denied(other.denied_names, usize::from(partner.at)));
        if here != there && !(is_undone_here && here) && !(is_undone_there && there) {
            turned += weight;
        }
    }
    if all > 0.0 { turned / all } else { 0.0 }
}

/// The words of one statement with their partners in the other. Nearest on both sides: "died" may be near to several words,
/// but corresponds to one.
fn corresponding<'a>(
    one: &'a Statement,
    other: &'a Statement,
    alignment: &'a Alignment,
) -> impl Iterator<Item = (&'a Term, &'a Term, &'a Partner)> {
    one.terms.iter().zip(&alignment.one.terms).filter_map(|(term, partner)| {
        let at = usize::from(partner.at);
        let found = other.terms.get(at)?;
        let is_nearest = alignment.other.terms[at].strength <= partner.strength;
        (partner.strength >= LEAST_STRENGTH && is_nearest).then_some((term, found, partner))
    })
}

#[cfg(test)]
mod tests {
    use super::super::alignment::align;
    use super::*;
    use crate::statement::words::{code, stem};

    /// Words, those with a dash before them denied.
    fn statement(words: &[&str]) -> Statement {
        let term = |word: &&str| {
            let (word, denied) = word.strip_prefix('-').map_or((*word, false), |word| (word, true));
            Term { stem: code(&stem(word)), weight: 40, denied, proper: false }
        };
        Statement::sample(words.iter().map(term).collect(), Vec::new())
    }

    fn of(one: &[&str], other: &[&str]) -> Sense {
        let (one, other) = (statement(one), statement(other));
        sense(&one, &other, &align(&one, &other))
    }

    #[test]
    fn a_denial_is_against_and_an_opposite_denied_is_none() {
        assert_eq!(of(&["president", "signed", "bill"], &["president", "-signed", "-bill"]), Sense::Opposed);
        assert_eq!(of(&["president", "signed", "bill"], &["president", "vetoed", "bill"]), Sense::Opposed);
        assert_eq!(of(&["president", "vetoed", "bill"], &["president", "-signed", "-bill"]), Sense::Agreed);
    }

    #[test]
    fn where_both_deny_something_it_is_open_who_denies_whom() {
        let (one, other) = (["students", "-found", "-graves"], ["-students", "found", "graves"]);
        assert_eq!(of(&one, &other), Sense::Unsure);
        assert_eq!(of(&["students", "found", "graves"], &other), Sense::Opposed);
    }
}
