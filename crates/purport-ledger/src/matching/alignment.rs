//! Which words and names of two statements correspond.
//!
//! In: two statements. Out: for each word and name its best partner on the other side: the same stem, its opposite, or the
//! nearest in meaning; the same name, or one that may be, or its words. Everything else in matching looks at this only.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::statement::words::{code, stem};
use crate::statement::{Likeness, MOST_NAMES, MOST_TERMS, Name, Side, Statement, Term, Word, nearness, weight_of_name};

/// Cosine at which two words begin to be near, and at which they are as good as the same.
const NEAR: (f32, f32) = (0.4, 0.9);

/// What a partner found by opposite or meaning is worth of one found by stem, at most.
const BY_MEANING: f32 = 0.9;

/// What a name that may be the same is worth of one that is.
const BY_PART: f32 = 0.8;

/// The place of a partner that is words where this is a name, or a name where this is a word.
const OF_OTHER_SORT: u8 = u8::MAX;

/// The place of the partner of a word that stands in a name which is not there as a whole.
pub(super) const IN_NAME: u8 = u8::MAX - 1;

/// Strength from which what stands for a name is it: "the ministry" may be another than the Ministry of Finance.
pub(super) const FOUND: f32 = 0.5;

/// A word or name on the other side.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Partner {
    /// Its place there.
    pub at: u8,
    /// From 0, there is none, to 1, it is the same.
    pub strength: f32,
    /// Whether it means the opposite.
    pub opposite: bool,
}

/// Partners of the words and names of one statement in another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partners {
    pub terms: [Partner; MOST_TERMS],
    pub names: [Partner; MOST_NAMES],
}

/// Partners in both directions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alignment {
    pub one: Partners,
    pub other: Partners,
    /// Whether whoever stands first in one of them stands elsewhere in the other.
    pub is_turned: bool,
}

/// An opposite of a word.
struct Opposite {
    code: u32,
    /// Whether both tell one deed, from its two sides: what one buys the other sells.
    converse: bool,
}

/// Codes of stems to their opposites.
static OPPOSITES: LazyLock<HashMap<u32, Vec<Opposite>>> = LazyLock::new(|| {
    let mut table: HashMap<u32, Vec<Opposite>> = HashMap::new();
    for row in include_str!("../../data/opposites.tsv").lines().skip(1) {
        let mut columns = row.split('\t');
        let (Some(words), Some(others)) = (columns.next(), columns.next()) else { continue };
        let converse = columns.next() == Some("converse");
        for one in words.split('|').map(|word| code(&stem(word))) {
            for other in others.split('|').map(|word| code(&stem(word))) {
                table.entry(one).or_default().push(Opposite { code: other, converse });
                table.entry(other).or_default().push(Opposite { code: one, converse });
            }
        }
    }
    table
});

/// Aligns two statements.
pub(super) fn align(one: &Statement, other: &Statement) -> Alignment {
    let none = Partners { terms: [Partner::default(); MOST_TERMS], names: [Partner::default(); MOST_NAMES] };
    let mut found = Alignment { one: none, other: none, is_turned: false };
    align_names(one, other, &mut found);
    found.is_turned = is_told_from_other_side(one, other, &found.one.names);
    align_terms(&one.terms, &other.terms, &mut found);
    let names = name_words(&one.names, &other.terms, &found.one);
    let back = name_words(&other.names, &one.terms, &found.other);
    apply_name_words(&names, &mut found.one, &mut found.other);
    apply_name_words(&back, &mut found.other, &mut found.one);
    found
}

fn align_names(one: &Statement, other: &Statement, found: &mut Alignment) {
    for (at, name) in one.names.iter().enumerate().take(MOST_NAMES) {
        for (other_at, other_name) in other.names.iter().enumerate().take(MOST_NAMES) {
            let strength = match name.likeness(other_name) {
                Likeness::Same => 1.0,
                Likeness::Partial => BY_PART,
                Likeness::Different => continue,
            };
            better(&mut found.one.names[at], other_at, strength, false);
            better(&mut found.other.names[other_at], at, strength, false);
        }
    }
}

fn better(partner: &mut Partner, at: usize, strength: f32, opposite: bool) {
    if strength > partner.strength {
        *partner = Partner { at: u8::try_from(at).unwrap_or(u8::MAX), strength, opposite };
    }
}

fn is_told_from_other_side(one: &Statement, other: &Statement, partners: &[Partner]) -> bool {
    let sides = one.sides.iter().zip(partners).filter(|(_, partner)| partner.strength > 0.0);
    let placed = sides.filter_map(|(side, partner)| Some((*side, *other.sides.get(usize::from(partner.at))?)));
    let (mut same, mut turned) = (false, false);
    for (side, found) in placed.filter(|(side, found)| [side, found].contains(&&Side::Subject)) {
        same |= side == found;
        turned |= side != found;
    }
    turned && !same
}

fn align_terms(terms: &[Term], others: &[Term], found: &mut Alignment) {
    // Both are sorted by stem.
    let (mut at, mut other_at) = (0, 0);
    while at < terms.len().min(MOST_TERMS) && other_at < others.len().min(MOST_TERMS) {
        match terms[at].stem.cmp(&others[other_at].stem) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other_at += 1,
            std::cmp::Ordering::Equal => {
                better(&mut found.one.terms[at], other_at, 1.0, false);
                better(&mut found.other.terms[other_at], at, 1.0, false);
                at += 1;
                other_at += 1;
            }
        }
    }
    for (at, term) in terms.iter().enumerate().take(MOST_TERMS) {
        if found.one.terms[at].strength >= 1.0 {
            continue;
        }
        let opposites = OPPOSITES.get(&term.stem).map_or(&[][..], Vec::as_slice);
        for (other_at, other) in others.iter().enumerate().take(MOST_TERMS) {
            if found.other.terms[other_at].strength >= 1.0 {
                continue;
            }
            let known = opposites.iter().find(|opposite| opposite.code == other.stem);
            let is_converse = found.is_turned && known.is_some_and(|opposite| opposite.converse);
            let opposite = known.is_some() && !is_converse;
            let near = ((nearness(term.stem, other.stem) - NEAR.0) / (NEAR.1 - NEAR.0)).clamp(0.0, 1.0);
            let strength = if known.is_some() { BY_MEANING } else { BY_MEANING * near };
            better(&mut found.one.terms[at], other_at, strength, opposite);
            better(&mut found.other.terms[other_at], at, strength, opposite);
        }
    }
}

/// Names some of whose words the other has as plain words: the reader took them for a name, or for a part of it, in one text
/// only, or one text is shorter: "the memorial". Each with the place of a word there and the share of the name that is there.
fn name_words(names: &[Name], terms: &[Term], partners: &Partners) -> Vec<(usize, usize, f32)> {
    let mut found = Vec::new();
    let all = names.iter().zip(&partners.names).enumerate();
    for (at, (name, _)) in all.filter(|(_, (_, partner))| partner.strength < 1.0) {
        let place = |word: &Word| terms.iter().take(MOST_TERMS).position(|term| term.stem == word.spelling);
        let places: Vec<usize> = name.words.iter().filter_map(place).collect();
        let share = places.len() as f32 / name.words.len() as f32;
        found.extend(places.into_iter().map(|place| (at, place, share)));
    }
    found
}

fn apply_name_words(found: &[(usize, usize, f32)], partners: &mut Partners, back: &mut Partners) {
    for (name, term, share) in found {
        better(&mut partners.names[*name], usize::from(OF_OTHER_SORT), BY_PART * share, false);
        let is_found = partners.names[*name].strength >= FOUND;
        better(&mut back.terms[*term], usize::from(if is_found { OF_OTHER_SORT } else { IN_NAME }), 1.0, false);
    }
}

/// Weight that has partners, and all weight.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cover {
    pub hard_terms: f32,
    pub soft_terms: f32,
    pub terms: f32,
    pub covered_names: f32,
    pub names: f32,
}

impl Cover {
    /// By what words and names tell in their article.
    pub(super) fn of(statement: &Statement, partners: &Partners) -> Self {
        let (terms, names) = statement.tells.split_at(statement.terms.len().min(statement.tells.len()));
        Self::by(terms.iter().copied(), names.iter().copied(), partners)
    }

    /// By what they tell anywhere.
    pub(super) fn of_rare(statement: &Statement, partners: &Partners) -> Self {
        Self::by(statement.terms.iter().map(|term| term.weight), statement.names.iter().map(weight_of_name), partners)
    }

    fn by(terms: impl Iterator<Item = u8>, names: impl Iterator<Item = u8>, partners: &Partners) -> Self {
        let mut cover = Self::default();
        for (weight, partner) in terms.map(f32::from).zip(&partners.terms) {
            cover.terms += weight;
            cover.soft_terms += weight * partner.strength;
            if partner.strength >= 1.0 {
                cover.hard_terms += weight;
            }
        }
        for (weight, partner) in names.map(f32::from).zip(&partners.names) {
            cover.names += weight;
            cover.covered_names += weight * partner.strength;
        }
        cover
    }

    /// Share of all that has partners, meaning counted.
    pub(super) fn soft(&self) -> f32 {
        share(self.soft_terms + self.covered_names, self.terms + self.names)
    }

    /// Share of all that has the same partners.
    pub(super) fn hard(&self) -> f32 {
        share(self.hard_terms + self.covered_names, self.terms + self.names)
    }
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Kind;

    fn terms(words: &[&str]) -> Vec<Term> {
        let mut terms: Vec<Term> = words
            .iter()
            .map(|word| Term { stem: code(&stem(word)), weight: 10, denied: false, proper: false })
            .collect();
        terms.sort_unstable();
        terms
    }

    fn best(one: &[&str], other: &[&str], word: &str) -> Partner {
        let (one, other) = (terms(one), terms(other));
        let none = Partners { terms: [Partner::default(); MOST_TERMS], names: [Partner::default(); MOST_NAMES] };
        let mut found = Alignment { one: none, other: none, is_turned: false };
        align_terms(&one, &other, &mut found);
        found.one.terms[one.iter().position(|term| term.stem == code(&stem(word))).unwrap()]
    }

    #[test]
    fn the_same_stem_comes_before_opposites_and_meaning() {
        assert!(best(&["prices", "rose"], &["prices", "fell"], "rose").opposite);
        assert!(!best(&["prices", "rose"], &["prices", "rise", "fell"], "rose").opposite);
        assert!(best(&["troops", "left"], &["soldiers", "withdrew"], "troops").strength > 0.6);
        assert!(best(&["troops", "left"], &["budget", "tax"], "troops").strength < 0.3);
    }

    #[test]
    fn what_one_buys_the_other_sells() {
        let (one, other) = (terms(&["bought", "bank"]), terms(&["sold", "bank"]));
        let none = Partners { terms: [Partner::default(); MOST_TERMS], names: [Partner::default(); MOST_NAMES] };
        for is_turned in [false, true] {
            let mut found = Alignment { one: none, other: none, is_turned };
            align_terms(&one, &other, &mut found);
            let partner = found.one.terms[one.iter().position(|term| term.stem == code(&stem("bought"))).unwrap()];
            assert!(partner.strength > 0.0 && partner.opposite != is_turned);
        }
    }

    #[test]
    fn words_of_a_name_are_found_among_words_and_a_ministry_is_no_name() {
        let found = |name: &str, words: &[&str]| {
            let (names, terms) = ([Name::spelt(name, Kind::Place).unwrap()], terms(words));
            let none = Partners { terms: [Partner::default(); MOST_TERMS], names: [Partner::default(); MOST_NAMES] };
            let (mut one, mut other) = (none, none);
            apply_name_words(&name_words(&names, &terms, &none), &mut one, &mut other);
            (one.names[0].strength, other.terms.iter().filter(|term| term.strength > 0.0).count())
        };
        let (whole, words) = found("War Memorial", &["memorial", "soldier", "war"]);
        assert!(whole >= FOUND && words == 2);
        let (part, words) = found("Finance Ministry", &["ministry", "budget"]);
        assert!(part > 0.0 && part < FOUND && words == 1);
    }
}
