//! Name tags to names.

use purport_text::Span;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::best_path;
use crate::{Name, NameClass};

/// Tags are O, then begin and inside of each class in the order of [`NameClass::ALL`].
fn class_of(tag: usize) -> Option<(NameClass, bool)> {
    let place = tag.checked_sub(1)?;
    Some((NameClass::ALL[place / 2], place % 2 == 0))
}

/// The names among the words of a window: an inside tag only follows its own class.
pub(crate) fn names(scores: &NdTensor<f32, 2>) -> Vec<Name> {
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
    found
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
        assert_eq!(names(&scores), [Name { words: Span::new(0, 2), class: NameClass::Person }]);
    }
}
