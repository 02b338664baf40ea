//! The names of a whole text: what one sentence leaves open another tells.
//!
//! In: the names that the tags of the sentences give, and what they say of each word. Out: names without marks and words at
//! their borders that are no part of a name; the same words are the same kind of name everywhere, also where a sentence
//! by itself showed only a part of them, or nothing; and an acronym is of the class of what it stands for.

use std::collections::{BTreeMap, BTreeSet};

use purport_text::Span;

use super::names::{Evidence, Tagged};
use crate::{Name, NameClass};

/// Names of more words are not looked for elsewhere: they are rarely said twice.
const LONGEST: usize = 6;

/// What an acronym adds to the evidence for what it stands for, and the other way round.
const ACRONYM_SHARE: f32 = 0.5;

/// Words that end no name, though a tagger that loses its thread stops there.
const LOOSE_ENDS: [&str; 6] = ["of", "and", "for", "the", "'s", "’s"];

/// The names of a text in text order: `form` gives the letters of a word.
pub(crate) fn of_text<'a>(tagged: Tagged, form: impl Fn(usize) -> &'a str) -> Vec<Name> {
    let Tagged { names, evidence } = tagged;
    let tagged: Vec<Span> = names.into_iter().filter_map(|name| bare(name.words, &form)).collect();
    let found = places(&tagged, evidence.len(), &form);
    let letters = |words: Span| words.range().map(&form).collect::<Vec<_>>();
    let mut together: Together<'_> = BTreeMap::new();
    for &words in &found {
        add(together.entry(letters(words)).or_default(), mean(&evidence, words));
    }
    share_with_acronyms(&mut together);
    let named = |words: Span| {
        let sums = together.get(&letters(words))?;
        (favours_a_name(sums) || is_tagged(words, &tagged)).then(|| Name { words, class: class(sums) })
    };
    found.into_iter().filter_map(named).collect()
}

/// Whether a tagged name stands among the words.
fn is_tagged(words: Span, tagged: &[Span]) -> bool {
    tagged.get(tagged.partition_point(|name| name.start < words.start)).is_some_and(|name| name.start < words.end)
}

/// The sum of the evidence of all places where the same words stand.
type Together<'a> = BTreeMap<Vec<&'a str>, Evidence>;

fn add(sum: &mut Evidence, evidence: Evidence) {
    for (sum, evidence) in sum.iter_mut().zip(evidence) {
        *sum += evidence;
    }
}

/// What the tags say of words taken together.
fn mean(evidence: &[Evidence], words: Span) -> Evidence {
    let mut sum = Evidence::default();
    for word in &evidence[words.range()] {
        add(&mut sum, *word);
    }
    sum.map(|of| of / words.len() as f32)
}

fn class(sums: &Evidence) -> NameClass {
    NameClass::ALL[super::best(sums[1..].iter().copied())]
}

/// Whether some class has more evidence than that the words are no name.
fn favours_a_name(sums: &Evidence) -> bool {
    super::best(sums.iter().copied()) > 0
}

/// Whether words that are a name in one place are looked for elsewhere.
fn is_sought(name: &[&str]) -> bool {
    let telling = name.len() > 1 || name.iter().all(|word| word.chars().nth(1).is_some());
    telling && name.len() <= LONGEST && name.iter().any(|word| word.contains(char::is_uppercase))
}

/// Where the tagged names stand, and wherever else their words stand: the longest first, but never across the border of
/// a tagged name.
fn places<'a>(tagged: &[Span], words: usize, form: impl Fn(usize) -> &'a str) -> Vec<Span> {
    let letters = |words: Span| words.range().map(&form).collect::<Vec<_>>();
    let known: BTreeSet<Vec<&str>> = tagged.iter().map(|&name| letters(name)).filter(|name| is_sought(name)).collect();
    let first: BTreeSet<&str> = known.iter().map(|name| name[0]).collect();
    let mut found = Vec::new();
    let mut word = 0;
    while word < words {
        let ahead = &tagged[tagged.partition_point(|name| name.start < word)..];
        let is_cut = |end: usize| ahead.iter().take_while(|name| name.start < end).any(|name| name.end > end);
        let longest = first.contains(form(word)).then(|| {
            let ends = (word + 1..=words.min(word + LONGEST)).rev();
            ends.map(|end| Span::new(word, end)).find(|&here| !is_cut(here.end) && known.contains(&letters(here)))
        });
        let here = longest.flatten().or_else(|| ahead.first().copied().filter(|name| name.start == word));
        found.extend(here);
        word = here.map_or(word + 1, |name| name.end);
    }
    found
}

/// Let acronyms and the names with these initials learn from each other.
fn share_with_acronyms(together: &mut Together<'_>) {
    let is_acronym = |word: &str| word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
    let acronyms: BTreeMap<&str, Evidence> = together
        .iter()
        .filter_map(|(name, evidence)| {
            name.first().filter(|word| name.len() == 1 && is_acronym(word)).zip(Some(evidence))
        })
        .map(|(word, evidence)| (*word, *evidence))
        .collect();
    let mut shares = Vec::new();
    for (name, evidence) in together.iter_mut().filter(|(name, _)| name.len() > 1) {
        let initials: String =
            name.iter().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect();
        if let Some((acronym, of_acronym)) = acronyms.get_key_value(initials.as_str()) {
            shares.push((*acronym, *evidence));
            add(evidence, of_acronym.map(|of| of * ACRONYM_SHARE));
        }
    }
    for (acronym, evidence) in shares {
        add(together.entry(vec![acronym]).or_default(), evidence.map(|of| of * ACRONYM_SHARE));
    }
}

/// The words without what they begin and end with that is no part of a name: marks, loose ends.
fn bare<'a>(words: Span, form: impl Fn(usize) -> &'a str) -> Option<Span> {
    let is_mark = |word: usize| !form(word).contains(char::is_alphanumeric);
    let start = words.range().find(|&word| !is_mark(word))?;
    let last = words.range().rev().find(|&word| !is_mark(word) && !LOOSE_ENDS.contains(&form(word)))?;
    (last >= start).then(|| Span::new(start, last + 1))
}

#[cfg(test)]
mod tests {
    use super::super::names::LEAST_EVIDENCE;
    use super::*;

    const OUTSIDE: usize = 0;
    const PERSON: usize = 1 + NameClass::Person as usize;
    const ORGANIZATION: usize = 1 + NameClass::Organization as usize;
    const PLACE: usize = 1 + NameClass::Place as usize;

    /// Evidence of a word: these columns stand above the floor.
    fn word(above: &[(usize, f32)]) -> Evidence {
        let mut evidence = [LEAST_EVIDENCE; 1 + NameClass::ALL.len()];
        for &(column, of) in above {
            evidence[column] = of;
        }
        evidence
    }

    /// The names of these words, of which the ranges were tagged as names; no word without evidence is one.
    fn read(words: &[&str], tagged: &[(usize, usize)], evidence: &[(usize, Evidence)]) -> Vec<(String, NameClass)> {
        let mut all = vec![word(&[(OUTSIDE, -0.01)]); words.len()];
        for &(at, of) in evidence {
            all[at] = of;
        }
        // The class that the tags give is asked for nowhere: the evidence has it.
        let name = |&(start, end)| Name { words: Span::new(start, end), class: NameClass::Other };
        let tagged = Tagged { names: tagged.iter().map(name).collect(), evidence: all };
        let found = of_text(tagged, |word| words[word]);
        found.into_iter().map(|name| (words[name.words.range()].join(" "), name.class)).collect()
    }

    fn named(names: &[(&str, NameClass)]) -> Vec<(String, NameClass)> {
        names.iter().map(|&(words, class)| (words.to_owned(), class)).collect()
    }

    #[test]
    fn the_same_words_have_one_class() {
        let found = read(
            &["Olmedo", "Lima", "Olmedo", "Olmedo"],
            &[(0, 1), (1, 2), (2, 3), (3, 4)],
            &[
                (0, word(&[(PERSON, -0.1), (PLACE, -2.5)])),
                (1, word(&[(PERSON, -3.0), (PLACE, -0.1)])),
                (2, word(&[(PERSON, -0.1), (PLACE, -3.1)])),
                (3, word(&[(PERSON, -0.9), (PLACE, -0.6)])),
            ],
        );
        let (person, place) = (("Olmedo", NameClass::Person), ("Lima", NameClass::Place));
        assert_eq!(found, named(&[person, place, person, person]));
    }

    #[test]
    fn marks_and_loose_ends_are_no_part_of_a_name_at_its_borders() {
        let place = word(&[(PLACE, -0.1)]);
        let bare = |words: &[&'static str]| {
            let evidence: Vec<_> = (0..words.len()).map(|at| (at, place)).collect();
            read(words, &[(0, words.len())], &evidence)
        };
        assert_eq!(bare(&["“", "Lima", ",", "Peru", ","]), named(&[("Lima , Peru", NameClass::Place)]));
        assert_eq!(bare(&["Bank", "of", "Lima", "’s"]), named(&[("Bank of Lima", NameClass::Place)]));
        assert_eq!(bare(&["Ministry", "of", "the"]), named(&[("Ministry", NameClass::Place)]));
        assert_eq!(bare(&["—", "of"]), named(&[]));
    }

    #[test]
    fn a_name_is_found_where_its_sentence_does_not_show_it() {
        let (sure, unsure) = (word(&[(ORGANIZATION, -0.1)]), word(&[(OUTSIDE, -0.7), (ORGANIZATION, -0.9)]));
        let words = ["Tarn", "Lines", "sank", "Tarn", "Lines", "Tarn"];
        let evidence = [(0, sure), (1, sure), (3, unsure), (4, unsure), (5, unsure)];
        let company = ("Tarn Lines", NameClass::Organization);
        // Part of it is not it.
        assert_eq!(read(&words, &[(0, 2)], &evidence), named(&[company, company]));
    }

    #[test]
    fn a_name_is_whole_where_its_sentence_shows_a_part() {
        let place = word(&[(PLACE, -0.1)]);
        let words = ["Port", "of", "Tarn", "and", "Port", "of", "Tarn"];
        let evidence: Vec<_> = [0, 1, 2, 4, 5, 6].map(|at| (at, place)).to_vec();
        let port = ("Port of Tarn", NameClass::Place);
        assert_eq!(read(&words, &[(0, 3), (4, 5)], &evidence), named(&[port, port]));
        assert_eq!(read(&words, &[(0, 3), (6, 7)], &evidence), named(&[port, port]));
        // A name that begins inside and goes on behind is left alone.
        let words = ["Port", "Tarn", "and", "Port", "Tarn", "Lines"];
        let evidence: Vec<_> = [0, 1, 3, 4, 5].map(|at| (at, place)).to_vec();
        let lines = ("Tarn Lines", NameClass::Place);
        assert_eq!(read(&words, &[(0, 2), (4, 6)], &evidence), named(&[("Port Tarn", NameClass::Place), lines]));
    }

    #[test]
    fn small_letters_and_initials_are_not_looked_for() {
        let (sure, unsure) = (word(&[(PERSON, -0.1)]), word(&[(OUTSIDE, -0.7), (PERSON, -0.9)]));
        for name in ["spring", "K"] {
            let found = read(&[name, "and", name], &[(0, 1)], &[(0, sure), (2, unsure)]);
            assert_eq!(found, named(&[(name, NameClass::Person)]));
        }
    }

    #[test]
    fn what_is_mostly_no_name_is_looked_for_nowhere() {
        let unsure = word(&[(OUTSIDE, -0.9), (ORGANIZATION, -0.6)]);
        let company = ("Family", NameClass::Organization);
        assert_eq!(read(&["Family", "of", "Family"], &[(0, 1)], &[(0, unsure)]), named(&[company]));
        assert_eq!(read(&["Family", "of", "Family"], &[(0, 1)], &[(0, unsure), (2, unsure)]), named(&[company; 2]));
    }

    #[test]
    fn an_acronym_is_of_the_class_of_its_words() {
        let (company, either) = (word(&[(ORGANIZATION, -0.1)]), word(&[(ORGANIZATION, -0.9), (PLACE, -0.6)]));
        let words = ["Tarn", "Oil", "and", "Gas", "TOG", "OG"];
        let evidence = [(0, company), (1, company), (2, company), (3, company), (4, either), (5, either)];
        let found = read(&words, &[(0, 4), (4, 5), (5, 6)], &evidence);
        let classes: Vec<_> = found.into_iter().map(|(_, class)| class).collect();
        assert_eq!(classes, [NameClass::Organization, NameClass::Organization, NameClass::Place]);
    }
}
