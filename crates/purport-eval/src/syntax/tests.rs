//! Values computed by hand. Words are written as `"token"`, or `"token=word word"` for a token of several words.

use super::*;
use crate::gold::SyntaxDocument;

/// A sentence of tokens without spaces between them, every word governed by the word before it.
fn sentence(tokens: &[&str]) -> (String, Syntax) {
    let mut text = String::new();
    let mut words: Vec<Word> = Vec::new();
    for token in tokens {
        let (surface, parts) = token.split_once('=').unwrap_or((token, token));
        let span = Span::new(text.len(), text.len() + surface.len());
        text.push_str(surface);
        for form in parts.split(' ') {
            let head = words.len().checked_sub(1);
            words.push(Word {
                span,
                token: span,
                form: form.to_owned(),
                lemma: form.to_owned(),
                upos: "X".to_owned(),
                head,
                deprel: "dep".to_owned(),
            });
        }
    }
    let sentences = vec![Span::new(0, text.len())];
    (text, Syntax { sentences, words })
}

fn report(gold: &[&str], predicted: &[&str]) -> Report {
    let (text, syntax) = sentence(gold);
    let (same_text, predicted) = sentence(predicted);
    assert_eq!(text, same_text);
    score(&SyntaxDocument { id: "a".into(), text, syntax }, &predicted)
}

fn score(gold: &SyntaxDocument, predicted: &Syntax) -> Report {
    let mut scorer = Scorer::default();
    scorer.add(gold, Some(predicted)).unwrap();
    scorer.report("syntax")
}

fn right(report: &Report, metric: &str) -> usize {
    report.row(metric).unwrap().correct
}

#[test]
fn the_same_words_are_all_aligned() {
    let report = report(&["rain", "fell"], &["rain", "fell"]);
    assert!(report.rows.iter().all(|row| row.score == 1.0), "{report:?}");
}

#[test]
fn other_words_are_aligned_where_their_characters_agree() {
    for (gold, predicted, words) in [
        (&["ab"][..], &["a", "b"][..], 0),
        (&["ab", "c"], &["a", "b", "c"], 1),
        (&["a", "bc", "d"], &["a", "b", "c", "d"], 2),
    ] {
        let report = report(gold, predicted);
        assert_eq!(right(&report, "Words"), words, "{gold:?} {predicted:?}");
        assert_eq!(right(&report, "Tokens"), words);
    }
}

#[test]
fn words_inside_tokens_of_several_words_are_aligned_by_form() {
    for (gold, predicted, words, tokens) in [
        (&["don't=do n't"][..], &["do", "n't"][..], 2, 0),
        (&["I", "don't=Do n't", "go"], &["I", "do", "n't", "go"], 4, 2),
        (&["wanna=want to"], &["wan", "na"], 0, 0),
        (&["wanna=want to"], &["wanna=wan na to"], 1, 1),
        // The two tokens of the prediction chain with the two of gold into one stretch.
        (&["abc=a b c", "de=d e"], &["a", "bcd=b c d", "e"], 5, 0),
        (&["abc=a X c", "def=d Y f"], &["ab=a b", "cd=c d", "ef=e f"], 4, 0),
        (&["a", "bc=b c", "d"], &["a", "b", "cd"], 2, 1),
        (&["a", "bc=b c", "d"], &["ab=P Q", "cd=R a"], 1, 0),
    ] {
        let report = report(gold, predicted);
        assert_eq!(right(&report, "Words"), words, "{gold:?} {predicted:?}");
        assert_eq!(right(&report, "Tokens"), tokens, "{gold:?} {predicted:?}");
    }
}

#[test]
fn precision_is_over_predicted_words_and_recall_over_gold_words() {
    let report = report(&["a", "bc", "d"], &["a", "b", "c", "d"]);
    let words = report.row("Words").unwrap();
    assert_eq!((words.precision, words.recall), (Some(0.5), Some(2.0 / 3.0)));
    assert!((words.score - 4.0 / 7.0).abs() < 1e-12);
    // "a" is the root on both sides; the head of "d" is "bc" in gold, and "c", which is no gold word, here.
    assert_eq!(right(&report, "UAS"), 1);
}

#[test]
fn relations_count_without_their_subtype_and_lemmas_of_no_account_are_right() {
    let (text, syntax) = sentence(&["it", "was", "seen"]);
    let mut gold = SyntaxDocument { id: "a".into(), text, syntax };
    let mut predicted = gold.syntax.clone();
    gold.syntax.words[1].deprel = "nsubj:pass".into();
    predicted.words[1].deprel = "nsubj:outer".into();
    gold.syntax.words[2].deprel = "obj".into();
    gold.syntax.words[0].lemma = "_".into();
    predicted.words[1].lemma = "be".into();
    predicted.words[2].upos = "VERB".into();
    let report = score(&gold, &predicted);
    assert_eq!((right(&report, "LAS"), right(&report, "UAS")), (2, 3));
    assert_eq!((right(&report, "Lemmas"), right(&report, "UPOS")), (2, 2));
}

#[test]
fn a_root_and_a_governed_word_are_not_the_same() {
    let (text, syntax) = sentence(&["rain", "fell"]);
    let mut predicted = syntax.clone();
    (predicted.words[0].head, predicted.words[1].head) = (Some(1), None);
    let report = score(&SyntaxDocument { id: "a".into(), text, syntax }, &predicted);
    assert_eq!(right(&report, "UAS"), 0);
}

#[test]
fn sentences_count_without_the_white_space_around_them() {
    let text = "One. Two. Three.".to_owned();
    let sentences = vec![Span::new(0, 4), Span::new(5, 9), Span::new(10, 16)];
    let gold = SyntaxDocument { id: "a".into(), text, syntax: Syntax { sentences, words: vec![] } };
    let predicted = Syntax { sentences: vec![Span::new(0, 5), Span::new(5, 16)], words: vec![] };
    let row = score(&gold, &predicted).row("Sentences").cloned().unwrap();
    assert_eq!((row.correct, row.predicted, row.gold), (1, Some(2), 3));
}

#[test]
fn a_prediction_that_makes_no_sense_is_an_error() {
    let (text, syntax) = sentence(&["rain", "fell"]);
    let gold = SyntaxDocument { id: "a".into(), text, syntax };
    let mut scorer = Scorer::default();
    let mut outside = gold.syntax.clone();
    outside.words[1].token = Span::new(4, 99);
    let error = scorer.add(&gold, Some(&outside)).unwrap_err();
    assert_eq!(error.to_string(), "a, predicted, word 1: word span [4, 99] is not in the text");
    let mut headless = gold.syntax.clone();
    headless.words[1].head = Some(7);
    assert!(scorer.add(&gold, Some(&headless)).is_err());
    let mut backwards = gold.syntax.clone();
    backwards.words.reverse();
    assert!(scorer.add(&gold, Some(&backwards)).is_err());
    assert_eq!(scorer.report("syntax").documents, 0);
}
