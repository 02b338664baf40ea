//! Name tags to names, window by window.
//!
//! In: the tag scores of a window, its sentences. Out: names, each inside one sentence, and for every word what the tags say
//! of it, which [`super::same_names`] puts together for a whole text.

use purport_text::Span;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::best_path;
use crate::window::Window;
use crate::{Name, NameClass};

const CLASSES: usize = NameClass::ALL.len();

/// For one word the logarithms of the probabilities that it is in no name, then in one of each class.
pub(crate) type Evidence = [f32; 1 + CLASSES];

/// A class that one sentence finds all but impossible may still be that of the other sentences.
pub(super) const LEAST_EVIDENCE: f32 = -4.0;

/// What a class is worth before the network is heard. Of names that it has not met, the network makes too many
/// organisations and too few of the rarer classes, whose names it knows by heart from training and which seldom return.
/// Chosen on outlets that were not trained on; what each scores when it is left out of the choice: `model/CARD.md`.
fn prior(class: NameClass) -> f32 {
    match class {
        NameClass::Organization => -0.5,
        NameClass::Person | NameClass::Place => 0.0,
        NameClass::Nationality | NameClass::Facility => 0.5,
        NameClass::Other => 0.75,
    }
}

/// What the windows read so far say of the names of a text.
#[derive(Default)]
pub(crate) struct Tagged {
    /// The names, in order, as the tags have them.
    pub names: Vec<Name>,
    /// What the tags say of each word.
    pub evidence: Vec<Evidence>,
}

/// Tags are O, then begin and inside of each class in the order of [`NameClass::ALL`].
fn class_of(tag: usize) -> Option<(NameClass, bool)> {
    let place = tag.checked_sub(1)?;
    Some((NameClass::ALL[place / 2], place % 2 == 0))
}

impl Tagged {
    /// Append what a window says of the words that it owns. `sentences` are ranges of the window's words.
    pub fn add(&mut self, scores: &NdTensor<f32, 2>, sentences: &[Span], window: Window) {
        let [_, tags] = scores.shape();
        let owned = window.owned - window.words.start;
        let weighed = |word: usize, tag: usize| scores[[word, tag]] + class_of(tag).map_or(0.0, |(c, _)| prior(c));
        for sentence in sentences.iter().filter(|sentence| sentence.start >= owned) {
            let path = best_path(sentence.len(), tags, |word, tag| weighed(sentence.start + word, tag), may_follow);
            let first = window.words.start + sentence.start;
            self.names.extend(of_tags(&path, first));
        }
        self.evidence.extend((owned..window.words.len()).map(|word| evidence(tags, |tag| weighed(word, tag))));
    }
}

/// An inside tag only follows its own class.
fn may_follow(before: Option<usize>, tag: usize) -> bool {
    match class_of(tag) {
        Some((class, false)) => before.and_then(class_of).is_some_and(|(c, _)| c == class),
        _ => true,
    }
}

/// The names of tags that fit together, those of the words from `first` on.
fn of_tags(path: &[usize], first: usize) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (&tag, word) in path.iter().zip(first..) {
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
    found
}

fn evidence(tags: usize, score: impl Fn(usize) -> f32) -> Evidence {
    let top = (0..tags).map(&score).fold(f32::NEG_INFINITY, f32::max);
    let all = top + (0..tags).map(|tag| (score(tag) - top).exp()).sum::<f32>().ln();
    let mut found = [LEAST_EVIDENCE; 1 + CLASSES];
    for tag in 0..tags {
        let of = &mut found[tag.div_ceil(2)];
        *of = of.max(score(tag) - all);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text of one window says, with these scores above zero.
    fn tagged(words: usize, above: &[(usize, usize, f32)], sentences: &[Span], owned: usize) -> Tagged {
        let mut scores = NdTensor::<f32, 2>::zeros([words, 1 + 2 * CLASSES]);
        for &(word, tag, score) in above {
            scores[[word, tag]] = score;
        }
        let mut found = Tagged::default();
        found.add(&scores, sentences, Window { words: Span::new(0, words), owned });
        found
    }

    const OUTSIDE: usize = 0;
    const BEGINS_PERSON: usize = 1;
    const IN_PERSON: usize = 2;
    const BEGINS_ORGANIZATION: usize = 3;
    const IN_ORGANIZATION: usize = 4;
    const BEGINS_FACILITY: usize = 9;

    #[test]
    fn inside_follows_its_own_class_only() {
        let above = [(0, BEGINS_PERSON, 9.0), (1, IN_ORGANIZATION, 7.0), (1, IN_PERSON, 6.0), (2, OUTSIDE, 5.0)];
        let found = tagged(3, &above, &[Span::new(0, 3)], 0).names;
        assert_eq!(found, [Name { words: Span::new(0, 2), class: NameClass::Person }]);
    }

    #[test]
    fn a_name_ends_with_its_sentence() {
        let above = [(0, BEGINS_PERSON, 9.0), (1, IN_PERSON, 9.0), (1, BEGINS_PERSON, 5.0), (2, OUTSIDE, 9.0)];
        let spans = |sentences: &[Span]| -> Vec<Span> {
            tagged(3, &above, sentences, 0).names.into_iter().map(|name| name.words).collect()
        };
        assert_eq!(spans(&[Span::new(0, 3)]), [Span::new(0, 2)]);
        assert_eq!(spans(&[Span::new(0, 1), Span::new(1, 3)]), [Span::new(0, 1), Span::new(1, 2)]);
    }

    #[test]
    fn words_of_an_earlier_window_are_not_read_again() {
        let above = [(0, BEGINS_PERSON, 9.0), (1, BEGINS_PERSON, 9.0)];
        let found = tagged(2, &above, &[Span::new(0, 1), Span::new(1, 2)], 1);
        assert_eq!(found.names, [Name { words: Span::new(1, 2), class: NameClass::Person }]);
        assert_eq!(found.evidence.len(), 1);
    }

    #[test]
    fn an_organisation_has_to_be_surer_than_a_facility() {
        let class = |organization: f32, facility: f32| {
            let above = [(0, BEGINS_ORGANIZATION, organization), (0, BEGINS_FACILITY, facility)];
            tagged(1, &above, &[Span::new(0, 1)], 0).names[0].class
        };
        assert_eq!(class(5.5, 5.0), NameClass::Facility);
        assert_eq!(class(6.5, 5.0), NameClass::Organization);
    }

    #[test]
    fn evidence_is_a_logarithm_with_a_floor() {
        let found = tagged(1, &[(0, BEGINS_PERSON, 9.0), (0, IN_PERSON, 8.0)], &[Span::new(0, 1)], 0).evidence[0];
        let person = found[1 + NameClass::Person as usize];
        assert!((-0.4..-0.3).contains(&person), "{person}");
        assert!(found.iter().filter(|&&of| of == LEAST_EVIDENCE).count() == CLASSES);
    }
}
