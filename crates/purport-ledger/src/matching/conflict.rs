//! What two statements both say, differently.
//!
//! In: two statements that are alike. Out: the gravest conflict between them. A conflict has two sides: a name, date or number
//! that only one of the two gives is detail, not contradiction.

use super::alignment::{Alignment, FOUND, IN_NAME, Partner};
use crate::statement::{Deed, Kind, Name, Number, Side, Statement, When, nearness, weight_of_name};

/// Share of the lighter statement's words that must correspond for two different names of one kind to be taken as standing
/// in the same place. Where less is shared, sentences bring in further people without contradicting each other.
const SAME_FRAME: f32 = 0.5;

/// Share from which two statements are the same sentence with something else put in: then names of any kind, and numbers
/// of whatever, stand in the same place.
const SAME_SENTENCE: f32 = 0.75;

/// Cosine from which two words may name the same things counted.
const SAME_COUNTED: f32 = 0.5;

/// Words of a statement that is long enough to be recognised as the same sentence.
const LONG: usize = 4;

/// Words that may be put in the place of others.
const FEW_WORDS: usize = 3;

/// Words of a sentence that is long enough to hold details.
const DETAILED: usize = 9;

/// Share of the words on both sides that must be the same for two statements to be one sentence but for them.
const MOST_WORDS: f32 = 0.7;

/// Strength below which a partner does not mean the same.
const NO_MEANING: f32 = 0.5;

/// What two statements differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// Another person, body, country or place.
    Participant,
    /// Another date.
    Time,
    /// Who did it and whom it was done to are swapped.
    Roles,
    /// Another word in one place of the same sentence: another deed, or another unnamed actor.
    Word,
    /// Another number of the same.
    Number,
}

/// The gravest conflict, if any.
#[must_use]
pub(super) fn conflict(one: &Statement, other: &Statement, alignment: &Alignment) -> Option<Conflict> {
    let frame = frame(one, other, alignment);
    if has_other_participant(one, other, alignment, frame) {
        return Some(Conflict::Participant);
    }
    if are_apart_in_time(&one.times, &other.times, frame >= SAME_SENTENCE) {
        return Some(Conflict::Time);
    }
    if are_swapped(one, other, alignment) {
        return Some(Conflict::Roles);
    }
    if !alignment.is_turned && has_other_word(one, other, alignment) {
        return Some(Conflict::Word);
    }
    let same = frame >= SAME_SENTENCE;
    let other_length = same && have_other_length(&one.times, &other.times);
    (other_length || has_other_number(&one.numbers, &other.numbers, same)).then_some(Conflict::Number)
}

/// Share of the lighter statement's words, and of the names that have a partner, that corresponds.
fn frame(one: &Statement, other: &Statement, alignment: &Alignment) -> f32 {
    let side = |statement: &Statement, terms: &[Partner], names: &[Partner]| {
        let (mut shared, mut all) = (0.0, 0.0);
        for (term, partner) in statement.terms.iter().zip(terms) {
            // What is written like a name and has no partner may be what was put in.
            if partner.strength > 0.0 || !term.proper {
                all += f32::from(term.weight);
                shared += f32::from(term.weight) * partner.strength;
            }
        }
        for (name, partner) in statement.names.iter().zip(names).filter(|(_, partner)| partner.strength >= FOUND) {
            all += f32::from(weight_of_name(name));
            shared += f32::from(weight_of_name(name)) * partner.strength;
        }
        (shared, all)
    };
    let here = side(one, &alignment.one.terms, &alignment.one.names);
    let there = side(other, &alignment.other.terms, &alignment.other.names);
    let lighter = if here.1 <= there.1 { here } else { there };
    if lighter.1 > 0.0 { lighter.0 / lighter.1 } else { 1.0 }
}

/// Names that the other statement does not have: neither them nor what they are part of or hold.
fn unmatched<'a>(
    statement: &'a Statement,
    partners: &'a [Partner],
    other: &'a Statement,
) -> impl Iterator<Item = (usize, &'a Name)> {
    let alone = |(_, (name, partner)): &(usize, (&Name, &Partner))| {
        partner.strength < FOUND && !other.names.iter().any(|found| is_within(name, found))
    };
    statement.names.iter().zip(partners).enumerate().filter(alone).map(|(at, (name, _))| (at, name))
}

/// Whether each names somebody that the other does not, in the same role or the same frame of words.
fn has_other_participant(one: &Statement, other: &Statement, alignment: &Alignment, frame: f32) -> bool {
    let (here, there) = (&alignment.one, &alignment.other);
    let stand_in_same_place = unmatched(one, &here.names, other).any(|(at, name)| {
        unmatched(other, &there.names, one).any(|(other_at, other_name)| {
            let same_role = have_same_role(&one.deeds, at, &other.deeds, other_at);
            // Where it is done and who does it are not in each other's place: "in Somalia", "a U.S. strike".
            let is_apart = |one: Option<Side>, other: Option<Side>| {
                one == Some(Side::Where) && !matches!(other, None | Some(Side::Where | Side::Other))
            };
            let (side, other_side) = (one.sides.get(at).copied(), other.sides.get(other_at).copied());
            let in_place = !is_apart(side, other_side) && !is_apart(other_side, side);
            let alike = stand_alike(name, other_name) && (same_role || (frame >= SAME_FRAME && in_place));
            alike || (frame >= SAME_SENTENCE && !alignment.is_turned)
        })
    });
    if stand_in_same_place || frame < SAME_SENTENCE {
        return stand_in_same_place;
    }
    // Word for word the same but for a name: it stands in the place of one that is named a second time.
    let all_words = |partners: &[Partner], terms: usize| {
        terms >= LONG && partners.iter().take(terms).all(|partner| partner.strength >= 1.0)
    };
    let word_for_word = all_words(&here.terms, one.terms.len()) && all_words(&there.terms, other.terms.len());
    let has_stranger = |statement: &Statement, partners: &[Partner], other: &Statement| {
        unmatched(statement, partners, other).next().is_some()
    };
    let (stranger_here, stranger_there) =
        (has_stranger(one, &here.names, other), has_stranger(other, &there.names, one));
    if word_for_word && (stranger_here || stranger_there) {
        return true;
    }
    // The reader may have missed that one of the two is a name.
    let proper = |statement: &Statement, partners: &[Partner]| {
        statement
            .terms
            .iter()
            .zip(partners)
            .any(|(term, partner)| term.proper && (partner.strength < SAME_FRAME || partner.at == IN_NAME))
    };
    let (words, other_words) = (proper(one, &here.terms), proper(other, &there.terms));
    (words && (other_words || stranger_there)) || (other_words && stranger_here)
}

/// Whether two kinds can stand in for each other.
fn stand_alike(one: &Name, other: &Name) -> bool {
    let is_where = |name: &Name| matches!(name.kind, Kind::Place | Kind::Country);
    one.kind == other.kind
        || (is_where(one) && is_where(other))
        || matches!((one.kind, other.kind), (Kind::Body, Kind::Country) | (Kind::Country, Kind::Body))
}

/// A city and its own country, a ministry and its own government do not contradict each other.
fn is_within(one: &Name, other: &Name) -> bool {
    let holds =
        |name: &Name, part: &Name| part.words.iter().all(|word| name.words.iter().any(|found| found.is_like(*word)));
    let is_of_country = one.country != 0
        && one.country == other.country
        && (one.kind == Kind::Country) != (other.kind == Kind::Country);
    let are_places = one.kind != Kind::Person && other.kind != Kind::Person;
    is_of_country || (are_places && (holds(one, other) || holds(other, one)))
}

fn have_same_role(deeds: &[Deed], at: usize, other_deeds: &[Deed], other_at: usize) -> bool {
    let bit = |at: usize| 1_u16 << at.min(15);
    deeds.iter().any(|deed| {
        other_deeds.iter().any(|other| {
            deed.kind == other.kind
                && ((deed.actors & bit(at) != 0 && other.actors & bit(other_at) != 0)
                    || (deed.recipients & bit(at) != 0 && other.recipients & bit(other_at) != 0))
        })
    })
}

/// Whether each has a date that no date of the other can mean; in the same sentence, that the other does not have.
fn are_apart_in_time(times: &[When], others: &[When], same_sentence: bool) -> bool {
    // In the same sentence, what only one of the two calls so stands where the other has what only it calls so.
    let own = |times: &[When], others: &[When]| -> Vec<usize> {
        let is_own = |time: &When| time.is_date && others.iter().all(|other| other.words != time.words);
        (0..times.len()).filter(|at| is_own(&times[*at])).collect()
    };
    if same_sentence
        && let ([here], [there]) = (own(times, others).as_slice(), own(others, times).as_slice())
        && times[*here].agrees(&others[*there]) != Some(true)
    {
        return true;
    }
    let alone = |time: &When, others: &[When]| {
        let is_there = others.iter().any(|other| time.agrees(other) == Some(true) || time.words == other.words);
        let is_against = others.iter().any(|other| time.agrees(other) == Some(false));
        let is_word_apart = same_sentence && others.iter().any(|other| other.is_date && other.words != time.words);
        time.is_date && !is_there && (is_against || is_word_apart)
    };
    times.iter().any(|time| alone(time, others)) && others.iter().any(|time| alone(time, times))
}

/// Whether the two are one sentence but for a few words or names on each side that do not mean the same.
fn has_other_word(one: &Statement, other: &Statement, alignment: &Alignment) -> bool {
    let left = |statement: &Statement, partners: &[Partner]| {
        let (mut left, mut kept, mut weight) = (0, 0.0, 0.0);
        for (term, partner) in statement.terms.iter().zip(partners) {
            weight += f32::from(term.weight);
            kept += if partner.strength >= 1.0 { f32::from(term.weight) } else { 0.0 };
            left += usize::from(partner.strength < NO_MEANING);
        }
        (left, if weight > 0.0 { kept / weight } else { 1.0 })
    };
    let (words, kept) = left(one, &alignment.one.terms);
    let (other_words, other_kept) = left(other, &alignment.other.terms);
    let names = unmatched(one, &alignment.one.names, other).count();
    let other_names = unmatched(other, &alignment.other.names, one).count();
    // In a long sentence a word or two are detail, unless they stand where the other has a name.
    if names + other_names == 0 && one.terms.len().min(other.terms.len()) >= DETAILED {
        return false;
    }
    let few = |left: usize| (1..=FEW_WORDS).contains(&left);
    few(words + names) && few(other_words + other_names) && kept.min(other_kept) >= MOST_WORDS
}

/// Whether each has a duration or repetition that the other lacks.
fn have_other_length(times: &[When], others: &[When]) -> bool {
    let alone = |times: &[When], others: &[When]| {
        times.iter().any(|time| !time.is_date && others.iter().all(|other| other.words != time.words))
    };
    alone(times, others) && alone(others, times)
}

/// Whether the same two names have changed places: around the same kind of deed, or to the verb.
fn are_swapped(one: &Statement, other: &Statement, alignment: &Alignment) -> bool {
    let partner = |at: usize| {
        let partner = alignment.one.names.get(at)?;
        (partner.strength > 0.0 && usize::from(partner.at) < other.names.len()).then_some(usize::from(partner.at))
    };
    let image = |bits: u16| {
        let inside = (0..one.names.len()).filter(|at| bits >> (*at).min(15) & 1 == 1);
        inside.filter_map(partner).fold(0_u16, |image, at| image | 1 << at.min(15))
    };
    let mut seen = false;
    for deed in &one.deeds {
        let (actors, recipients) = (image(deed.actors), image(deed.recipients));
        if actors == 0 || recipients == 0 || actors == recipients {
            continue;
        }
        for other in other.deeds.iter().filter(|other| other.kind == deed.kind) {
            if other.actors & recipients != 0 && other.recipients & actors != 0 {
                return true;
            }
            seen |= other.actors & actors != 0 && other.recipients & recipients != 0;
        }
    }
    if seen {
        return false;
    }
    let placed: Vec<(Side, Side)> = one
        .sides
        .iter()
        .enumerate()
        .filter_map(|(at, side)| Some((*side, *other.sides.get(partner(at)?)?)))
        .filter(|(side, found)| {
            side != found && [*side, *found].iter().all(|side| !matches!(side, Side::Other | Side::Where))
        })
        .collect();
    placed.iter().any(|(side, found)| placed.contains(&(*found, *side)))
}

/// Whether each has a number that the other contradicts.
pub(super) fn has_other_number(numbers: &[Number], others: &[Number], same_sentence: bool) -> bool {
    let comparable = |one: &Number, other: &Number| {
        one.unit == other.unit
            && (same_sentence || one.is_comparable(other) || nearness(one.of, other.of) >= SAME_COUNTED)
    };
    let alone = |number: &Number, others: &[Number]| {
        let agree = |other: &Number| number.agrees(other) && !(same_sentence && number.is_open_apart(other));
        others.iter().any(|other| comparable(number, other)) && !others.iter().any(agree)
    };
    if same_sentence {
        // In one sentence with as many numbers, one that the other lacks stands where another stands there.
        let is_new = |number: &Number, others: &[Number]| {
            !number.approximate && !others.iter().any(|other| (other.low, other.high) == (number.low, number.high))
        };
        if numbers.iter().any(|number| is_new(number, others)) && others.iter().any(|number| is_new(number, numbers)) {
            return true;
        }
    }
    numbers.iter().any(|number| alone(number, others)) && others.iter().any(|number| alone(number, numbers))
}

#[cfg(test)]
mod tests {
    use super::super::alignment::align;
    use super::*;
    use crate::statement::Term;
    use crate::statement::words::{code, stem};

    fn statement(words: &[&str], names: &[(&str, Side)]) -> Statement {
        let term = |word: &&str| Term { stem: code(&stem(word)), weight: 40, denied: false, proper: false };
        let names = names.iter().map(|(name, side)| (Name::spelt(name, Kind::Country).unwrap(), *side));
        Statement::sample(words.iter().map(term).collect(), names.collect())
    }

    #[test]
    fn where_it_is_done_and_who_does_it_do_not_contradict_each_other() {
        let there = statement(&["strike", "killed", "leader", "dawn", "bridge"], &[("Somalia", Side::Where)]);
        let found = |name: &str, side: Side| {
            let other = statement(&["strike", "killed", "leader", "winter", "budget", "ferry"], &[(name, side)]);
            conflict(&there, &other, &align(&there, &other))
        };
        assert_eq!(found("America", Side::Subject), None);
        assert_eq!(found("Yemen", Side::Where), Some(Conflict::Participant));
        assert_eq!(found("Somalia", Side::Where), None);
    }

    #[test]
    fn a_sentence_turned_round_brings_in_others_without_contradiction() {
        let words = ["strike", "killed", "leader", "group", "bridge", "dawn"];
        let one = statement(&words, &[("America", Side::Subject), ("Yemen", Side::Object)]);
        let words = ["strike", "killed", "leader", "group", "bridge", "budget"];
        let found = |side: Side| {
            let mut other = statement(&words, &[("America", side), ("Shabab", Side::Subject)]);
            other.names[1].kind = Kind::Person;
            conflict(&one, &other, &align(&one, &other))
        };
        assert_eq!(found(Side::Subject), Some(Conflict::Participant));
        assert_eq!(found(Side::Other), None);
    }
}
