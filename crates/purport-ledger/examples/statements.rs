//! Shows the statements of readings: one reading a line on standard input.

use std::io::BufRead;

use purport_ledger::statement::statements;
use purport_read::Reading;

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let reading = Reading::from_json(&line).expect("a reading");
        println!("== {}", reading.article.id);
        for statement in statements(&reading) {
            println!(
                "{:?} {} | {:?} {:?}",
                statement.stance,
                statement.text(&reading.article.text),
                statement.names.len(),
                statement.numbers
            );
        }
    }
}
