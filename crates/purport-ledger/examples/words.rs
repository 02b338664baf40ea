//! Words of statements, for `model/meanings.py` to learn from.
//!
//! Arguments: files of readings (JSON lines). Out: a line a statement: the places of its words and of the words of its names in
//! the table of stems (`data/senses.bin`, counted from 1; words that it lacks are left out), and its text, parted by a tab.

use std::error::Error;
use std::io::{BufRead, BufReader};

use purport_ledger::statement::statements;
use purport_read::Reading;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        for line in BufReader::new(std::fs::File::open(path)?).lines() {
            let reading = Reading::from_json(&line?)?;
            for statement in statements(&reading) {
                let places: Vec<String> = statement.known_stems().map(|place| place.to_string()).collect();
                println!("{}\t{}", places.join(" "), statement.text(&reading.article.text));
            }
        }
    }
    Ok(())
}
