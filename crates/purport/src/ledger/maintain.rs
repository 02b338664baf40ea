//! `purport reread` and `purport rebuild`: a ledger after a change of model or rules.

use std::io::IsTerminal;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use purport_ledger::Ledger;
use purport_ledger::store::Store;
use purport_ledger::store::sqlite::SqliteStore;

use super::{Outcome, Place, now};
use purport_keep::{Reader, read};

/// Articles read again in one batch.
const BATCH: usize = 32;

/// Read the articles of a ledger again that another model or version has read
///
/// Earlier readings are kept: what the ledger answered before can still be asked (--as-of). What people decided holds.
#[derive(clap::Args)]
pub struct Reread {
    #[command(flatten)]
    place: Place,
    /// Read all articles again, also those that this version has read
    #[arg(long)]
    all: bool,
}

/// Make all that is derived anew from the articles, readings and reviews of a ledger
///
/// Needed after a version that finds copies, identities or findings in another way, and for a ledger of an older version. Nothing is
/// read again, and nothing that people decided is lost.
#[derive(clap::Args)]
pub struct Rebuild {
    #[command(flatten)]
    place: Place,
}

/// Reads again.
pub fn reread(arguments: &Reread) -> ExitCode {
    super::ended(read_again(arguments))
}

/// Rebuilds.
pub fn rebuild(arguments: &Rebuild) -> ExitCode {
    super::ended(build_again(arguments))
}

fn read_again(arguments: &Reread) -> Outcome {
    let line = |error: purport_ledger::LedgerError| error.to_string();
    let mut ledger = Ledger::new(SqliteStore::existing(&arguments.place.ledger).map_err(line)?);
    let reader = Reader::default();
    let name = if arguments.all { String::new() } else { reader.name()? };
    let (mut after, mut count, mut failed) = (0, 0, 0);
    let bar = spinner("articles read again");
    loop {
        let articles = ledger.store().read_by_others(&name, after, BATCH).map_err(line)?;
        let Some(last) = articles.last() else { break };
        after = *last;
        ledger.begin(now()).map_err(line)?;
        for id in articles {
            let article = ledger.store().article(id).map_err(line)?;
            match read(&reader, article) {
                Ok(reading) => ledger.read_again(id, reading).map_err(line)?,
                Err(failure) => {
                    failed += 1;
                    bar.suspend(|| eprintln!("purport: {failure}"));
                }
            }
            count += 1;
            bar.set_position(count);
        }
        ledger.commit().map_err(line)?;
    }
    bar.finish_and_clear();
    eprintln!("read again {}, failed {failed}", count - failed);
    if failed > 0 { Err(format!("{failed} articles keep their earlier readings")) } else { Ok(()) }
}

fn build_again(arguments: &Rebuild) -> Outcome {
    let line = |error: purport_ledger::LedgerError| error.to_string();
    let mut ledger = Ledger::new(SqliteStore::to_rebuild(&arguments.place.ledger).map_err(line)?);
    let bar = spinner("readings");
    ledger.rebuild(|count| bar.set_position(count as u64)).map_err(line)?;
    bar.finish_and_clear();
    Ok(())
}

fn spinner(what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = format!("{{spinner}} {{pos}} {what} in {{elapsed}}");
    let style = ProgressStyle::with_template(&template).expect("the template is well formed");
    ProgressBar::no_length().with_style(style)
}
