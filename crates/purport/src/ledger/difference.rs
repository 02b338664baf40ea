//! `purport diff`: what changed in a ledger between two moments.

use std::process::ExitCode;

use purport_ledger::answer::{Answers, FindingAnswer};
use purport_ledger::store::Asked;
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;
use serde::Serialize;

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

/// A finding that is not what it was.
#[derive(Serialize)]
struct Changed {
    id: String,
    statement: String,
    change: &'static str,
    before: Option<State>,
    after: Option<State>,
}

#[derive(PartialEq, Serialize)]
struct State {
    standing: &'static str,
    origins_for: u32,
    origins_against: u32,
    claims: usize,
    numbers: Vec<[Option<f64>; 2]>,
}

/// Compares.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::ended(compare(arguments))
}

fn compare(arguments: &Arguments) -> Result<(), String> {
    let line = |error: purport_ledger::LedgerError| error.to_string();
    let store = SqliteStore::read_only(&arguments.place.ledger).map_err(line)?;
    let to = arguments.to.unwrap_or_else(super::now);
    let (then, now) = (Answers::new(&store, arguments.from).map_err(line)?, Answers::new(&store, to).map_err(line)?);
    let mut rows: Vec<Changed> = Vec::new();
    for id in store.changed(arguments.from, to).map_err(line)? {
        let answer = |answers: &Answers<'_, SqliteStore>, at| -> Result<Option<FindingAnswer>, String> {
            let row = store.finding_at(id, at).map_err(line)?;
            row.map(|row| answers.finding(&row).map_err(line)).transpose()
        };
        let (before, after) = (answer(&then, arguments.from)?, answer(&now, to)?);
        let Some(shown) = after.as_ref().or(before.as_ref()) else { continue };
        let largest = before.iter().chain(&after).map(|finding| finding.claims.len()).max().unwrap_or(0);
        if largest < 2 && !arguments.single {
            continue;
        }
        let (id, statement) = (shown.id.clone(), shown.statement.clone());
        let (before, after) = (before.as_ref().map(state), after.as_ref().map(state));
        let change = match (&before, &after) {
            (None, Some(_)) => "new",
            (Some(_), None) => "part of another",
            (Some(before), Some(after)) if before.standing != after.standing => "standing",
            (Some(before), Some(after)) if before.numbers != after.numbers => "numbers",
            (Some(before), Some(after)) if before != after => "claims",
            _ => continue,
        };
        rows.push(Changed { id, statement, change, before, after });
    }
    if arguments.json {
        let mut out = String::new();
        for row in &rows {
            out += &(serde_json::to_string(row).map_err(|error| error.to_string())? + "\n");
        }
        return print(&out);
    }
    let shown = |state: &Option<State>| {
        state.as_ref().map_or("–".to_owned(), |state| {
            format!("{} +{} −{}", state.standing, state.origins_for, state.origins_against)
        })
    };
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![row.id.clone(), row.change.to_owned(), shown(&row.before), shown(&row.after), plain(&row.statement)]
        })
        .collect();
    print(&table(&["id", "change", "before", "after", "statement"], &rows, width()))
}

fn state(finding: &FindingAnswer) -> State {
    State {
        standing: finding.standing.name(),
        origins_for: finding.origins_for,
        origins_against: finding.origins_against,
        claims: finding.claims.len(),
        numbers: finding.numbers.iter().map(|number| [number.low, number.high]).collect(),
    }
}
