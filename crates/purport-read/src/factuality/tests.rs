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

/// Certainty, polarity and frame of the claim with a cue.
fn claimed(text: &str, cue: &str) -> (Certainty, Polarity, TimeFrame) {
    let article = purport_text::Article { text: text.to_owned(), ..Default::default() };
    let reading = crate::read(article, &Parser::embedded().unwrap(), crate::Layers::default()).unwrap();
    let at = Span::of(text, cue).expect(cue);
    let holds = |claim: &&crate::Claim| claim.cue.iter().flat_map(|cue| &cue.spans).any(|span| span.overlaps(at));
    let claim = reading.claims.iter().find(holds).unwrap_or_else(|| panic!("no claim at {cue}"));
    (claim.certainty.unwrap(), claim.polarity.unwrap(), claim.time_frame.unwrap())
}

use TimeFrame::Present;

#[test]
fn what_declines_is_never_a_denial() {
    assert_eq!(claimed("The ministry has not confirmed the arrest.", "confirmed"), (Unknown, Positive, Past));
    assert_eq!(claimed("The bank did not respond to a request for comment.", "respond").0, Unknown);
    assert_eq!(claimed("The regulator has yet to reply to the complaint.", "reply").0, Unknown);
    assert_eq!(claimed("The company refused to say who had sold the land.", "refused").0, Unknown);
    assert_eq!(claimed("The company denied that it had sold the land.", "denied"), (Certain, Negative, Past));
}

#[test]
fn a_negated_belief_is_a_belief_in_the_contrary_and_a_negated_statement_none() {
    assert_eq!(claimed("The envoy does not believe the talks will succeed.", "believe"), (Probable, Negative, Future));
    assert_eq!(claimed("Nobody doubts that the plant is closing.", "doubts"), (Certain, Positive, Present));
    assert_eq!(claimed("The dealer has not offered a refund.", "offered").0, Unknown);
    assert_eq!(claimed("The minister did not condemn the bombing.", "condemn"), (Certain, Positive, Past));
}

#[test]
fn a_suggestion_of_what_might_be_is_weaker_than_either() {
    let text = "The study suggests that the drug might prevent strokes.";
    assert_eq!(claimed(text, "suggests").0, Possible);
    assert_eq!(claimed("The study suggests that the drug works.", "suggests").0, Probable);
    let chain = "The senator said that his rival had suggested that the port might close.";
    assert_eq!(claimed(chain, "said"), (Certain, Positive, Past));
    assert_eq!(claimed(chain, "suggested"), (Possible, Positive, Future));
}

#[test]
fn being_sure_of_the_future_weakens_no_twice() {
    assert_eq!(claimed("The agency predicts that the harvest will shrink.", "predicts"), (Probable, Positive, Future));
    assert_eq!(claimed("The agency said the harvest will shrink.", "said"), (Probable, Positive, Future));
    let passive = "The governor said talks were expected to resume on Monday.";
    assert_eq!(claimed(passive, "said"), (Probable, Positive, Future));
}

#[test]
fn the_form_of_the_verb_gives_the_frame() {
    assert_eq!(claimed("Residents said the water was rising again.", "said").2, Present);
    assert_eq!(claimed("The witness said the car was red.", "said").2, Past);
    assert_eq!(claimed("The operator has confirmed that traffic has been rerouted.", "confirmed").2, Past);
    assert_eq!(claimed("The company said it would close two mines.", "said").2, Future);
    assert_eq!(claimed("Villagers think the mine is poisoning their wells.", "think"), (Probable, Positive, Present));
}

#[test]
fn what_is_asked_for_is_neither_so_nor_not_so() {
    assert_eq!(claimed("The senate demanded that the minister resign.", "demanded"), (Unknown, Positive, Future));
    assert_eq!(claimed("The officer told the crowd to disperse.", "told"), (Unknown, Positive, Future));
    assert_eq!(claimed("A reporter asked whether the tests had failed.", "asked").0, Unknown);
    assert_eq!(claimed("The teachers know what the school has planned.", "know").0, Certain);
}

#[test]
fn nouns_are_past_unless_the_cue_looks_ahead() {
    assert_eq!(claimed("The president condemned the attack on the church.", "condemned"), (Certain, Positive, Past));
    assert_eq!(claimed("The government ruled out a tax increase.", "ruled out"), (Certain, Negative, Future));
    assert_eq!(claimed("The union called for a general strike.", "called for"), (Unknown, Positive, Future));
}

#[test]
fn a_no_is_counted_once() {
    let text = "The inspector said there was no evidence that the brakes had failed.";
    assert_eq!(claimed(text, "said"), (Probable, Negative, Past));
    assert_eq!(stance("The company has no plans for the site.", "plans").1, Negative);
}

#[test]
fn the_grounds_name_what_decided() {
    let text = "The company denied that it will sell.";
    let parse = parsed(text);
    let found = crate::attribution::attributions(text, &parse, &[]);
    let cue = crate::cue::cue(text, &parse, found[0].cue);
    let (_, grounds) = of_claim(text, &parse, &found[0], &cue);
    assert!(grounds.of(Side::Polarity, text, &parse)[0].contains("act"));
    assert!(grounds.of(Side::Frame, text, &parse)[0].contains("will"));
}
