//! Prints the copies among the articles of a JSONL stream on standard input, as tab-separated values: the ids of the
//! earlier and the later article, the kind, the shares of both, the agency credited.
//!
//! `cargo run -p purport-ledger --example copies < articles.jsonl`

use std::io::{BufWriter, Write};

use purport_ledger::copies::pairs;
use purport_text::articles;

fn main() -> std::io::Result<()> {
    let mut read = Vec::new();
    for article in articles("standard input", std::io::stdin().lock()) {
        match article {
            Ok(article) => read.push(article),
            Err(error) => eprintln!("{error}"),
        }
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (earlier, later, copy) in pairs(&read) {
        let (earlier, later) = (&read[earlier].id, &read[later].id);
        let credit = copy.credit.unwrap_or_default();
        let (before, after) = (copy.overlap_of_earlier, copy.overlap_of_later);
        writeln!(out, "{earlier}\t{later}\t{}\t{before:.3}\t{after:.3}\t{credit}", copy.kind.name())?;
    }
    out.flush()
}
