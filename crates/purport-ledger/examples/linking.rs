//! Which articles of a file of readings state the same, and what the lookup keys are worth.
//!
//! Arguments: a file of readings (JSON lines), and a least score. Out: a line for each pair of statements of different articles
//! that speak of the same thing, and, where a least score is given, of those that are kept apart but reach it: ids, relation,
//! score, both places (bytes), features, both stances and texts. On standard error: statements, their mean size, the time of a comparison,
//! the share of pairs that share a key, and how many statements a key has (median, 99 of 100, most).

use std::collections::HashMap;
use std::error::Error;
use std::time::Instant;

use purport_ledger::matching::{features, keys, score, verdict};
use purport_ledger::statement::{Statement, statements};
use purport_read::Reading;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: linking READINGS [LEAST]")?;
    let least: f32 = std::env::args().nth(2).map_or(Ok(f32::INFINITY), |least| least.parse())?;
    let mut all: Vec<(usize, Statement)> = Vec::new();
    let mut articles: Vec<(String, String)> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let reading = Reading::from_json(line)?;
        all.extend(statements(&reading).into_iter().map(|statement| (articles.len(), statement)));
        articles.push((reading.article.id, reading.article.text));
    }
    let all_keys: Vec<Vec<u64>> = all.iter().map(|(_, statement)| keys(statement)).collect();
    let mut postings: HashMap<u64, usize> = HashMap::new();
    for key in all_keys.iter().flatten() {
        *postings.entry(*key).or_default() += 1;
    }
    let (mut compared, mut accepted, mut found) = (0_u32, 0_u32, 0_u32);
    let start = Instant::now();
    for (at, (article, one)) in all.iter().enumerate() {
        for (beside, (other_article, other)) in all.iter().enumerate().skip(at + 1) {
            if article == other_article {
                continue;
            }
            compared += 1;
            let (relation, score) = match verdict(one, other) {
                Ok(verdict) => {
                    accepted += 1;
                    found += u32::from(all_keys[at].iter().any(|key| all_keys[beside].contains(key)));
                    (format!("{:?}", verdict.relation), verdict.score)
                }
                Err(apart) => {
                    let score = if least.is_finite() { score(&features(one, other)) } else { 0.0 };
                    if score < least {
                        continue;
                    }
                    (format!("apart: {apart:?}"), score)
                }
            };
            let (here, there) = (&articles[*article], &articles[*other_article]);
            let features: Vec<String> = features(one, other).iter().map(|value| format!("{value:.3}")).collect();
            println!(
                "{}\t{}\t{relation}\t{score:.3}\t{}\t{}\t{}\t{:?}\t{:?}\t{}\t{}",
                here.0,
                there.0,
                one.place(),
                other.place(),
                features.join(" "),
                one.stance,
                other.stance,
                one.text(&here.1),
                other.text(&there.1)
            );
        }
    }
    let nanoseconds = start.elapsed().as_nanos() / u128::from(compared.max(1));
    let mut sizes: Vec<usize> = postings.into_values().collect();
    sizes.sort_unstable();
    let bytes: usize =
        all.iter().filter_map(|(_, statement)| postcard::to_stdvec(statement).ok()).map(|b| b.len()).sum();
    eprintln!("statements {} of {} bytes on average", all.len(), bytes / all.len().max(1));
    eprintln!("compared {compared}, {nanoseconds} ns each; accepted {accepted}, with a shared key {found}");
    let per = |share: usize| sizes.get((sizes.len() * share / 100).min(sizes.len().saturating_sub(1))).copied();
    eprintln!(
        "keys {}; statements of a key: median {:?}, p99 {:?}, most {:?}",
        sizes.len(),
        per(50),
        per(99),
        sizes.last()
    );
    Ok(())
}
