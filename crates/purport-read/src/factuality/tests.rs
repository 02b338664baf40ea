use purport_parse::{Parse, Parser};
use purport_text::sentences;

use super::*;

fn parsed(text: &str) -> Parse {
    Parser::embedded().unwrap().parse(text, &sentences(text)).unwrap()
}

/// Certainty, polarity and frame of a word.
fn stance(text: &str, word: &str) -> (Certainty, Polarity, TimeFrame) {
    let parse = parsed(text);
    let at = parse.words.iter().position(|w| w.span.slice(text) == word).expect(word);
    let (found, _) = of_predicate(text, &parse, at, None);
    (found.certainty(), found.polarity(), found.frame)
}

use Certainty::{Certain, Possible, Probable, Unknown};
use Polarity::{Negative, Positive};
use TimeFrame::{Future, Past};

#[test]
fn what_is_said_outright_decides() {
    assert_eq!(stance("The army shelled the port on Monday.", "shelled"), (Certain, Positive, Past));
    assert_eq!(stance("The army did not shell the port.", "shell"), (Certain, Negative, Past));
    assert_eq!(stance("Rebels may have attacked the convoy.", "attacked").0, Possible);
    assert_eq!(stance("The president will visit Lima next week.", "visit"), (Probable, Positive, Future));
    assert_eq!(stance("If the rebels attack the capital, thousands will flee.", "attack").0, Unknown);
    assert_eq!(stance("No troops crossed the border.", "crossed").1, Negative);
}

#[test]
fn verbs_that_govern_others_reach_down() {
    assert_eq!(stance("The envoy failed to reach the village.", "reach").1, Negative);
    assert_eq!(stance("The two sides have yet to sign the treaty.", "sign").1, Negative);
    assert_eq!(stance("The group reportedly executed two hostages.", "executed").0, Probable);
}

#[test]
fn what_is_only_spoken_of_is_not_reached() {
    assert_eq!(stance("The minister did not condemn the attack on the port.", "attack").1, Positive);
}

#[test]
fn scores_lie_in_the_band_of_their_words() {
    for strength in [0.0_f32, 0.05, 0.2, 0.33, 0.5, 0.62, 0.8, 0.95, 1.0] {
        let stance = Stance { strength, negative: true, frame: Past, expected: false };
        let size = stance.score().abs();
        let band = match stance.certainty() {
            Certain => 2.4..=3.0,
            Probable => 1.3..=2.4,
            Possible => 0.2..=1.4,
            Unknown => 0.0..=0.3,
        };
        assert!(band.contains(&size), "{strength}: {size}");
        assert!(stance.score() <= 0.0);
    }
}
