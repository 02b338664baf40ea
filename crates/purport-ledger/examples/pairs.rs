//! Features of pairs, for `model/matching.py` to learn from.
//!
//! Arguments: two files of readings (JSON lines), and a file of pairs: id of the first, id of the second, label, parted by
//! tabs; or id, place, id, place, label, a place being where a statement stands (bytes, "12-40,52-60"). Out: a line a pair of
//! statements: label, both ids, relation, score, the features, both texts. Of each pair of readings the statements with the
//! highest scores are shown, or those that stand in the places; of a reading with itself, statements of different sentences.

use std::collections::HashMap;
use std::error::Error;
use std::fs::read_to_string;

use purport_ledger::matching::{features, score, verdict};
use purport_ledger::statement::{Stance, Statement, statements};
use purport_read::Reading;

/// Pairs of statements shown of each pair of readings.
const SHOWN: usize = 9;

/// Texts and statements of readings, by id.
type Loaded = HashMap<String, (String, Vec<Statement>)>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [one, other, pairs] = arguments.as_slice() else { return Err("usage: pairs ONE OTHER PAIRS".into()) };
    let (one, other) = (load(one)?, load(other)?);
    for line in read_to_string(pairs)?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (first, second, label, places) = match fields.as_slice() {
            [first, second, label] => (first, second, label, None),
            [first, here, second, there, label, ..] => (first, second, label, Some((*here, *there))),
            _ => continue,
        };
        let (Some(first_reading), Some(second_reading)) = (one.get(*first), other.get(*second)) else { continue };
        let mut scored: Vec<(f32, &Statement, &Statement)> = Vec::new();
        for statement in first_reading.1.iter().filter(|one| places.is_none_or(|(here, _)| one.stands_at(here))) {
            let apart = |found: &&Statement| {
                first != second
                    || found.spans.first().map(|span| span.start) > statement.spans.last().map(|span| span.end)
            };
            let there = |found: &&Statement| places.map_or(apart(found), |(_, there)| found.stands_at(there));
            let others = second_reading.1.iter().filter(there);
            scored.extend(others.map(|found| (score(&features(statement, found)), statement, found)));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        if scored.is_empty() {
            println!("{label}\t{first}\t{second}\tnothing\t0");
        }
        for (score, statement, found) in scored.into_iter().take(SHOWN) {
            let relation = match verdict(statement, found) {
                Ok(verdict) => format!("{:?}", verdict.relation),
                Err(apart) => format!("apart: {apart:?}"),
            };
            let mentioned = [statement, found].iter().any(|side| side.stance == Stance::Neither);
            let relation = if mentioned && relation == "Same" { "Mentioned".to_owned() } else { relation };
            let numbers: Vec<String> = features(statement, found).iter().map(|value| format!("{value:.3}")).collect();
            let texts = [statement.text(&first_reading.0), found.text(&second_reading.0)];
            println!(
                "{label}\t{first}\t{second}\t{relation}\t{score:.3}\t{}\t{}\t{}",
                numbers.join(" "),
                texts[0],
                texts[1]
            );
        }
    }
    Ok(())
}

fn load(path: &str) -> Result<Loaded, Box<dyn Error>> {
    let mut found = HashMap::new();
    for line in read_to_string(path)?.lines() {
        let reading = Reading::from_json(line)?;
        let statements = statements(&reading);
        found.insert(reading.article.id, (reading.article.text, statements));
    }
    Ok(found)
}
