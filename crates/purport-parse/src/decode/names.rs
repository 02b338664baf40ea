//! Name tags to names.
//!
//! In: the tag scores of a window, later all names of a text. Out: names without marks at their borders, those of the same
//! words with the same class: what one sentence leaves open another tells.

use std::collections::BTreeMap;

use purport_text::Span;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::best_path;
use crate::{Name, NameClass};

const CLASSES: usize = NameClass::ALL.len();

/// A name as the tags of its window have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The words and the class that the tags give.
    pub name: Name,
    /// For each class the mean logarithm of its probability over the words.
    pub evidence: [f32; CLASSES],
}

/// A class that one sentence finds all but impossible may still be that of the other sentences.
const LEAST_EVIDENCE: f32 = -4.0;

/// Tags are O, then begin and inside of each class in the order of [`NameClass::ALL`].
fn class_of(tag: usize) -> Option<(NameClass, bool)> {
    let place = tag.checked_sub(1)?;
    Some((NameClass::ALL[place / 2], place % 2 == 0))
}

/// The names among the words of a window: an inside tag only follows its own class.
pub(crate) fn names(scores: &NdTensor<f32, 2>) -> Vec<Candidate> {
    let [words, tags] = scores.shape();
    let path = best_path(
        words,
        tags,
        |w, t| scores[[w, t]],
        |before, tag| match class_of(tag) {
            Some((class, false)) => before.and_then(class_of).is_some_and(|(c, _)| c == class),
            _ => true,
        },
    );
    let mut found: Vec<Name> = Vec::new();
    for (word, tag) in path.into_iter().enumerate() {
        match class_of(tag) {
            Some((class, true)) => found.push(Name { words: Span::new(word, word + 1), class }),
            Some((_, false)) => {
                if let Some(last) = found.last_mut() {
                    last.words.end = word + 1;
                }
            }
            None => {}
        }
    }
    found.into_iter().map(|name| Candidate { evidence: evidence(scores, name.words), name }).collect()
}

fn evidence(scores: &NdTensor<f32, 2>, words: Span) -> [f32; CLASSES] {
    let mut sums = [0.0; CLASSES];
    for word in words.range() {
        let row = scores.slice(word);
        let top = row.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
        let all = top + row.iter().map(|s| (s - top).exp()).sum::<f32>().ln();
        for (class, sum) in sums.iter_mut().enumerate() {
            let most = row[[1 + 2 * class]].max(row[[2 + 2 * class]]);
            *sum += (most - all).max(LEAST_EVIDENCE);
        }
    }
    sums.map(|sum| sum / words.len() as f32)
}

/// The names of a whole text in text order: `form` gives the letters of a word.
pub(crate) fn of_text<'a>(candidates: Vec<Candidate>, form: impl Fn(usize) -> &'a str) -> Vec<Name> {
    let candidates: Vec<Candidate> = candidates
        .into_iter()
        .filter_map(|c| Some(Candidate { name: Name { words: bare(c.name.words, &form)?, ..c.name }, ..c }))
        .collect();
    let letters = |name: &Name| name.words.range().map(&form).collect::<Vec<_>>();
    let mut together: BTreeMap<Vec<&str>, [f32; CLASSES]> = BTreeMap::new();
    for candidate in &candidates {
        let sums = together.entry(letters(&candidate.name)).or_default();
        for (sum, evidence) in sums.iter_mut().zip(candidate.evidence) {
            *sum += evidence;
        }
    }
    let most = |sums: &[f32; CLASSES]| NameClass::ALL[super::best(sums.iter().copied())];
    candidates
        .into_iter()
        .map(|Candidate { name, .. }| Name { class: most(&together[&letters(&name)]), ..name })
        .collect()
}

/// The words without the marks that they begin and end with.
fn bare<'a>(words: Span, form: impl Fn(usize) -> &'a str) -> Option<Span> {
    let is_mark = |&word: &usize| !form(word).contains(char::is_alphanumeric);
    let start = words.range().find(|word| !is_mark(word))?;
    let last = words.range().rev().find(|word| !is_mark(word))?;
    Some(Span::new(start, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_follows_its_own_class_only() {
        let mut scores = NdTensor::<f32, 2>::zeros([3, 13]);
        scores[[0, 1]] = 5.0; // begin person
        scores[[1, 4]] = 2.0; // inside organisation: not allowed here
        scores[[1, 2]] = 1.5; // inside person
        scores[[2, 0]] = 1.0;
        let found: Vec<Name> = names(&scores).into_iter().map(|c| c.name).collect();
        assert_eq!(found, [Name { words: Span::new(0, 2), class: NameClass::Person }]);
    }

    /// A name of one word with what its sentence says for person and place.
    fn candidate(word: usize, person: f32, place: f32) -> Candidate {
        let mut evidence = [LEAST_EVIDENCE; CLASSES];
        (evidence[NameClass::Person as usize], evidence[NameClass::Place as usize]) = (person, place);
        let class = if person > place { NameClass::Person } else { NameClass::Place };
        Candidate { name: Name { words: Span::new(word, word + 1), class }, evidence }
    }

    #[test]
    fn the_same_words_have_one_class() {
        let words = ["Olmedo", "Lima", "Olmedo", "Olmedo"];
        let found = of_text(
            vec![
                candidate(0, -0.1, -2.5),
                candidate(1, -3.0, -0.1),
                candidate(2, -0.1, -3.1),
                candidate(3, -0.9, -0.6),
            ],
            |word| words[word],
        );
        let classes: Vec<_> = found.into_iter().map(|name| name.class).collect();
        assert_eq!(classes, [NameClass::Person, NameClass::Place, NameClass::Person, NameClass::Person]);
    }

    #[test]
    fn marks_are_no_part_of_a_name_at_its_borders() {
        let words = ["“", "Lima", ",", "Peru", ",", "—"];
        let mut names = vec![candidate(0, -3.0, -0.1), candidate(5, -3.0, -0.1)];
        names[0].name.words = Span::new(0, 5);
        let found: Vec<_> = of_text(names, |word| words[word]).into_iter().map(|name| name.words).collect();
        assert_eq!(found, [Span::new(1, 4)]);
    }
}
