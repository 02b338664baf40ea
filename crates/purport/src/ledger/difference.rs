//! `purport diff`: what changed in a ledger between two moments.

use std::process::ExitCode;

use purport_ledger::answer::{FindingState, changes};
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;

use super::table::{plain, print, table, width};
use super::{Place, moment};

/// What changed between two moments: new findings, changed standings, moved numbers
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// The earlier moment: a date (its end, UTC) or a date and time (RFC 3339)
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    from: Moment,
    /// The later moment [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    to: Option<Moment>,
    /// Also findings of one claim
    #[arg(long)]
    single: bool,
    /// One object a line
    #[arg(long)]
    json: bool,
}

/// Compares.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::ended(compare(arguments))
}

fn compare(arguments: &Arguments) -> Result<(), String> {
    let line = |error: purport_ledger::LedgerError| error.to_string();
    let store = SqliteStore::read_only(&arguments.place.ledger).map_err(line)?;
    let to = arguments.to.unwrap_or_else(super::now);
    let (rows, _) = changes(&store, arguments.from, to, arguments.single, usize::MAX).map_err(line)?;
    if arguments.json {
        let mut out = String::new();
        for row in &rows {
            out += &(serde_json::to_string(row).map_err(|error| error.to_string())? + "\n");
        }
        return print(&out);
    }
    let shown = |state: &Option<FindingState>| {
        state.as_ref().map_or("–".to_owned(), |state| {
            format!("{} +{} −{}", state.standing.name(), state.origins_for, state.origins_against)
        })
    };
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let (before, after) = (shown(&row.before), shown(&row.after));
            vec![row.id.clone(), row.change.name().to_owned(), before, after, plain(&row.statement)]
        })
        .collect();
    print(&table(&["id", "change", "before", "after", "statement"], &rows, width()))
}
