//! Which articles of a file of readings state the same, and what the lookup keys are worth.
//!
//! Argument: a file of readings (JSON lines). Out: a line for each pair of statements of different articles that speak of the
//! same thing: ids, relation, score, texts. On standard error: statements, their mean size, the time of a comparison, the
//! share of pairs that share a key, and how many statements a key has (median, 99 of 100, most).

use std::collections::HashMap;
use std::error::Error;
use std::time::Instant;

use purport_ledger::matching::{compare, keys};
use purport_ledger::statement::{Statement, statements};
use purport_read::Reading;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: linking READINGS")?;
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
            let Some(verdict) = compare(one, other) else { continue };
            accepted += 1;
            found += u32::from(all_keys[at].iter().any(|key| all_keys[beside].contains(key)));
            let (here, there) = (&articles[*article], &articles[*other_article]);
            let texts = [one.text(&here.1), other.text(&there.1)];
            println!(
                "{}\t{}\t{:?}\t{:.3}\t{}\t{}",
                here.0, there.0, verdict.relation, verdict.score, texts[0], texts[1]
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
