//! `purport report`: a ledger's findings as one page to send to an editor.
//!
//! In: a ledger, conditions. Out: one HTML file that needs no script, no network and no other file. Its policy forbids all
//! three, and all that comes from articles is escaped ([`html`]).
//!
//! [`gather`] asks the ledger and makes a [`model::Dossier`]; [`page`] writes it. The same ledger and conditions give the same
//! bytes.

mod chart;
mod escape;
mod finding;
mod gather;
mod html;
mod model;
mod page;
mod tables;
#[cfg(test)]
mod tests;
mod when;
mod wording;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use purport_ledger::answer::Answers;
use purport_ledger::ask::{Bounds, Filter, moment};
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;

use crate::ledger::conditions::Conditions;

/// Write a ledger's findings as one HTML page.
///
/// The page holds everything that it shows: it needs no script, no network and no other file, and can be sent as it is or
/// printed. It tells what is contested first. All conditions must hold for one claim of a finding at once.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  purport report --ledger case.db --out report.html
  purport report --ledger case.db --out ferry.html --text \"ferry capsized\" --title \"The ferry\"
  purport report --ledger case.db --out then.html --as-of 2026-03-31")]
pub struct Arguments {
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    ledger: PathBuf,
    /// Where the page goes; `-` for standard output.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Title of the page; else the ledger's name.
    #[arg(long)]
    title: Option<String>,
    /// Tell at most so many findings, the most important ones.
    #[arg(long, default_value_t = 200, value_name = "N")]
    limit: usize,
    /// Only what the ledger knew at this moment, or by the end of this day (UTC).
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    as_of: Option<Moment>,
    #[command(flatten)]
    conditions: Conditions,
}

/// Run the subcommand.
pub fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(summary) => {
            eprintln!("{summary}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("purport: {why}");
            ExitCode::from(2)
        }
    }
}

fn write(arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    refuse_to_overwrite(&arguments.ledger, &arguments.out)?;
    let store = SqliteStore::read_only(&arguments.ledger)?;
    let filter = Filter { at: arguments.as_of.unwrap_or(Moment::MAX), ..arguments.conditions.filter() };
    let ledger = arguments.ledger.file_name().unwrap_or(arguments.ledger.as_os_str()).to_string_lossy().into_owned();
    let answers = Answers::new(&store, filter.at)?;
    let wish = gather::Wish {
        title: arguments.title.clone().unwrap_or_else(|| format!("What {ledger} holds")),
        ledger,
        filter: &filter,
        conditions: in_words(&filter),
        limit: arguments.limit,
    };
    let dossier = gather::gather(&answers, wish)?;
    let page = page::page(&dossier);
    put(&arguments.out, page.as_bytes())?;
    let told = wording::count(dossier.findings.len(), "finding");
    Ok(format!("{}: {told} told in {} kB", arguments.out.display(), page.len().div_ceil(1_000)))
}

/// The conditions that were set, in words.
fn in_words(filter: &Filter) -> Vec<(&'static str, String)> {
    let day = |day: i32| when::tick(i64::from(day) * when::DAY, true);
    let place = |bounds: Bounds| format!("{}, {}, {}, {}", bounds.west, bounds.south, bounds.east, bounds.north);
    let any = |names: Vec<&str>| (!names.is_empty()).then(|| names.join(" or "));
    let all = [
        ("said by", filter.source.clone()),
        ("speaking of", filter.entity.clone()),
        ("country", filter.country.as_deref().map(str::to_uppercase)),
        ("event", any(filter.events.iter().map(|event| event.name()).collect())),
        ("certainty", any(filter.certainties.iter().map(|certainty| certainty.name()).collect())),
        ("standing", filter.standing.map(|standing| standing.name().to_owned())),
        ("claims", filter.several.then(|| "several".to_owned())),
        ("place", filter.place.clone()),
        ("box of west, south, east, north", filter.bounds.map(place)),
        ("changed on or after", filter.from.map(day)),
        ("first published by", filter.to.map(day)),
        ("words", filter.text.clone()),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// A slip of the pen must not put a page in the ledger's place.
fn refuse_to_overwrite(ledger: &Path, out: &Path) -> Result<(), String> {
    match (ledger.canonicalize(), out.canonicalize()) {
        (Ok(one), Ok(other)) if one == other => {
            Err(format!("{} is the ledger itself; give another file to --out", out.display()))
        }
        _ => Ok(()),
    }
}

/// The page at its place, whole or not at all.
fn put(out: &Path, page: &[u8]) -> Result<(), String> {
    let failed = |why: std::io::Error| format!("{} cannot be written: {why}", out.display());
    if out == Path::new("-") {
        return std::io::stdout().lock().write_all(page).map_err(failed);
    }
    // Devices and pipes are written to; they cannot be replaced.
    if out.metadata().is_ok_and(|found| !found.is_file()) {
        return std::fs::write(out, page).map_err(failed);
    }
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(page).map_err(failed)?;
    file.persist(out).map_err(|error| failed(error.error))?;
    Ok(())
}
