//! Readings into a ledger, without reading anything: to look at findings and to measure the ledger alone.
//!
//! Arguments: a ledger, files of readings (JSON lines). Out: the findings of more than one claim, a line of JSON each.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;

use purport_ledger::answer::Answers;
use purport_ledger::ask::Filter;
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::{Added, Ledger};
use purport_read::Reading;

/// Articles of a batch.
const BATCH: usize = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (path, files) = arguments.split_first().ok_or("usage: replay LEDGER READINGS…")?;
    let mut ledger = Ledger::new(SqliteStore::create(Path::new(path))?);
    let begin = std::time::Instant::now();
    let (mut count, mut copies) = (0, 0);
    ledger.begin(0)?;
    for file in files {
        for line in BufReader::new(std::fs::File::open(file)?).lines() {
            let added = ledger.add(Reading::from_json(&line?)?)?;
            copies += usize::from(matches!(added, Added::New(kinds) if !kinds.is_empty()));
            count += 1;
            if count % BATCH == 0 {
                ledger.commit()?;
                ledger.begin(0)?;
            }
        }
    }
    ledger.commit()?;
    eprintln!("{count} articles, {copies} copies, {:.2?}", begin.elapsed());
    let answers = Answers::new(ledger.store(), i64::MAX)?;
    let mut after = None;
    loop {
        let page = answers.findings(&Filter::default(), after.as_ref(), 200)?;
        for finding in page.rows.iter().filter(|finding| finding.claims.len() > 1) {
            println!("{}", serde_json::to_string(finding)?);
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
