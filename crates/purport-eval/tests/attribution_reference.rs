//! The attribution metric against its reference implementation in Python: every number, on generated data and on PolNeAR.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::Chance;
use purport_eval::Report;
use purport_eval::attribution::score_jsonl;
use purport_eval::gold::{Attribution, AttributionDocument, polnear};
use purport_text::{CodePoints, Span};
use serde_json::{Value, json};

const PROGRAM: &str = "score_attribution.py";

/// Writes both files, has both implementations score them, and compares.
fn compare(program: &Path, name: &str, gold: &[String], predicted: &[String]) {
    let place = |part: &str| common::temporary(&format!("{name}.{part}"));
    let (gold_file, predicted_file, scores) = (place("gold.jsonl"), place("pred.jsonl"), place("scores.json"));
    fs::write(&gold_file, gold.join("\n")).unwrap();
    fs::write(&predicted_file, predicted.join("\n")).unwrap();
    let mut command = Command::new("python3");
    command.arg(program).args([&gold_file, &predicted_file]).arg("--quiet").arg("--json").arg(&scores);
    assert!(command.status().unwrap().success());
    let expected: Value = serde_json::from_slice(&fs::read(&scores).unwrap()).unwrap();
    let read = |path: &Path| fs::read(path).unwrap();
    let report =
        score_jsonl(read(&gold_file).as_slice(), read(&predicted_file).as_slice()).unwrap().report("attribution");
    assert_eq!(Value::from(report.documents), expected["documents"]);
    assert_eq!(Value::from(report.missing), expected["documents missing from pred"]);
    let mut numbers = 0;
    for (class, prefix) in [("*", ""), ("quoted", "quoted."), ("indirect", "indirect.")] {
        for (metric, values) in expected[class].as_object().unwrap() {
            numbers += same(&report, &format!("{prefix}{metric}"), metric, prefix, values);
        }
    }
    assert!(numbers > 100, "only {numbers} numbers compared");
    println!("{name}: {numbers} numbers agree");
}

/// Compares one entry of the reference's result; how many numbers that were.
fn same(report: &Report, row: &str, metric: &str, prefix: &str, values: &Value) -> usize {
    if metric == "gold" || metric == "pred" {
        let found = report.row(&format!("{prefix}found")).unwrap();
        let count = if metric == "gold" { Some(found.gold) } else { found.predicted };
        assert_eq!(count.map(Value::from).unwrap(), *values, "{row}");
        return 1;
    }
    let found = report.row(row).unwrap_or_else(|| panic!("{row} has a row"));
    let mut numbers = 0;
    for (key, value) in values.as_object().unwrap() {
        let got = match key.as_str() {
            "p" => found.precision.unwrap(),
            "r" => found.recall.unwrap(),
            "f1" | "rate" => found.score,
            "n" => found.gold as f64,
            other => panic!("{row} has an unknown number {other}"),
        };
        let wanted = value.as_f64().unwrap();
        assert!((got - wanted).abs() < 1e-12, "{row} {key}: {got}, reference {wanted}");
        numbers += 1;
    }
    numbers
}

const PIECES: [&str; 14] =
    ["Kim", "said", "“it", "rained”", "\n\n", " ", " ", "é", "''", "🙂", "\u{1c}", "\u{a0}", "told ", "x"];

/// Fragments of random length, sometimes none, sometimes several, sometimes empty or overlapping.
fn fragments(chance: &mut Chance, length: usize, longest: usize) -> Vec<[usize; 2]> {
    let many = [0, 1, 1, 1, 1, 2, 3][chance.below(7)];
    let fragment = |_| {
        let start = chance.below(length + 1);
        [start, (start + chance.below(longest)).min(length)]
    };
    (0..many).map(fragment).collect()
}

fn line(id: &str, text: Option<&str>, attributions: &[[Vec<[usize; 2]>; 3]]) -> String {
    let list: Vec<Value> = attributions
        .iter()
        .map(|[cue, source, content]| json!({"cue": cue, "source": source, "content": content}))
        .collect();
    match text {
        Some(text) => json!({"id": id, "text": text, "attributions": list}).to_string(),
        None => json!({"id": id, "attributions": list}).to_string(),
    }
}

#[test]
fn generated_documents_score_the_same() {
    let Some(program) = common::reference(PROGRAM) else {
        return;
    };
    for seed in 0..12 {
        let mut chance = Chance::new(seed);
        let (mut gold, mut predicted) = (Vec::new(), Vec::new());
        for number in 0..40 {
            let pieces = 3 + chance.below(30);
            let text: String = (0..pieces).map(|_| PIECES[chance.below(PIECES.len())]).collect();
            let length = text.chars().count();
            let random = |chance: &mut Chance| {
                [fragments(chance, length, 6), fragments(chance, length, 9), fragments(chance, length, 25)]
            };
            let truth: Vec<_> = (0..chance.below(6)).map(|_| random(&mut chance)).collect();
            // Some of gold, parts of it changed; and something new.
            let mut guess = truth.clone();
            guess.retain(|_| !chance.once_in(4));
            for attribution in &mut guess {
                if chance.once_in(2) {
                    let role = chance.below(3);
                    attribution[role] = random(&mut chance)[role].clone();
                }
            }
            guess.extend((0..chance.below(3)).map(|_| random(&mut chance)));
            let id = format!("d{number}");
            gold.push(line(&id, Some(&text), &truth));
            if !chance.once_in(10) {
                let text = chance.once_in(2).then_some(text.as_str());
                predicted.push(line(&id, text, &guess));
            }
        }
        compare(&program, &format!("generated-{seed}"), &gold, &predicted);
    }
}

/// A span with its ends moved by up to `most` characters.
fn moved(chance: &mut Chance, span: Span, most: usize, length: usize) -> [usize; 2] {
    let mut shift = |at: usize| (at + chance.below(2 * most + 1)).saturating_sub(most).min(length);
    let (start, end) = (shift(span.start), shift(span.end));
    [start.min(end), start.max(end)]
}

fn perturbed(chance: &mut Chance, document: &AttributionDocument) -> Vec<[Vec<[usize; 2]>; 3]> {
    let points = CodePoints::new(&document.text);
    let length = points.total();
    let mut guess = Vec::new();
    for attribution in &document.attributions {
        if chance.once_in(5) {
            continue;
        }
        let Attribution { cue, source, content, .. } = attribution;
        let mut role = |spans: &[Span], most: usize| -> Vec<[usize; 2]> {
            let most = if chance.once_in(2) { most } else { 0 };
            spans.iter().map(|span| moved(chance, points.from_bytes(*span), most, length)).collect()
        };
        guess.push([role(cue, 3), role(source, 10), role(content, 60)]);
        if chance.once_in(12) {
            guess.push(guess[guess.len() - 1].clone());
        }
    }
    guess
}

#[test]
fn polnear_scores_the_same() {
    let Some(program) = common::reference(PROGRAM) else {
        return;
    };
    let Some(folder) = common::data("attribution/polnear/dev") else {
        return;
    };
    let mut chance = Chance::new(7);
    let (mut gold, mut predicted) = (Vec::new(), Vec::new());
    for document in polnear::documents(&folder).unwrap() {
        let document = document.unwrap();
        let points = CodePoints::new(&document.text);
        let role =
            |spans: &[Span]| spans.iter().map(|span| points.from_bytes(*span).into()).collect::<Vec<[usize; 2]>>();
        let truth: Vec<_> =
            document.attributions.iter().map(|a| [role(&a.cue), role(&a.source), role(&a.content)]).collect();
        gold.push(line(&document.id, Some(&document.text), &truth));
        predicted.push(line(&document.id, None, &perturbed(&mut chance, &document)));
    }
    compare(&program, "polnear", &gold, &predicted);
}
