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
use purport_ledger::ask::{Bounds, Filter, day, moment};
use purport_ledger::finding::Standing;
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;
use purport_read::{Certainty, EventType};

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
    /// Findings that changed on this day or later.
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<i32>,
    /// Findings that were first published on this day or before.
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<i32>,
    /// Who says it, by name.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Whom or what it speaks of, by name.
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    /// A country that it speaks of, by ISO 3166-1 alpha-3 code.
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// PLOVER type of an event in it, as in ASSAULT.
    #[arg(long, value_name = "TYPE", value_parser = event)]
    event: Option<EventType>,
    /// How sure the source sounds: certain, probable, possible, unknown.
    #[arg(long, value_name = "HOW", value_parser = certainty)]
    certainty: Option<Certainty>,
    /// Standing of the finding: reported, corroborated, confirmed, disputed, denied, retracted.
    #[arg(long, value_name = "STANDING", value_parser = standing)]
    standing: Option<Standing>,
    /// A place in it, by name.
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// A box that a place in it lies in: west,south,east,north in degrees.
    #[arg(long = "box", value_name = "BOX", allow_hyphen_values = true)]
    bounds: Option<Bounds>,
    /// Words of its article: "phrases" in quotation marks, `begin*` for beginnings.
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
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
    let filter = filter(arguments);
    let ledger = arguments.ledger.file_name().unwrap_or(arguments.ledger.as_os_str()).to_string_lossy().into_owned();
    let answers = Answers::new(&store, filter.at)?;
    let wish = gather::Wish {
        title: arguments.title.clone().unwrap_or_else(|| format!("What {ledger} holds")),
        ledger,
        filter: &filter,
        conditions: conditions(arguments),
        limit: arguments.limit,
    };
    let dossier = gather::gather(&answers, wish)?;
    let page = page::page(&dossier);
    put(&arguments.out, page.as_bytes())?;
    let told = wording::count(dossier.findings.len(), "finding");
    Ok(format!("{}: {told} told in {} kB", arguments.out.display(), page.len().div_ceil(1_000)))
}

fn filter(arguments: &Arguments) -> Filter {
    Filter {
        source: arguments.source.clone(),
        entity: arguments.entity.clone(),
        country: arguments.country.clone(),
        events: arguments.event.into_iter().collect(),
        certainties: arguments.certainty.into_iter().collect(),
        standing: arguments.standing,
        place: arguments.place.clone(),
        bounds: arguments.bounds,
        from: arguments.from,
        to: arguments.to,
        text: arguments.text.clone(),
        several: false,
        at: arguments.as_of.unwrap_or(Moment::MAX),
    }
}

/// The conditions that were set, in words.
fn conditions(arguments: &Arguments) -> Vec<(&'static str, String)> {
    let day = |day: i32| when::tick(i64::from(day) * when::DAY, true);
    let place = |bounds: Bounds| format!("{}, {}, {}, {}", bounds.west, bounds.south, bounds.east, bounds.north);
    let all = [
        ("said by", arguments.source.clone()),
        ("speaking of", arguments.entity.clone()),
        ("country", arguments.country.as_deref().map(str::to_uppercase)),
        ("event", arguments.event.map(|event| event.name().to_owned())),
        ("certainty", arguments.certainty.map(|certainty| certainty.name().to_owned())),
        ("standing", arguments.standing.map(|standing| standing.name().to_owned())),
        ("place", arguments.place.clone()),
        ("box of west, south, east, north", arguments.bounds.map(place)),
        ("changed on or after", arguments.from.map(day)),
        ("first published by", arguments.to.map(day)),
        ("words", arguments.text.clone()),
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

fn event(typed: &str) -> Result<EventType, String> {
    let found = EventType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(typed));
    found.ok_or_else(|| format!("give one of {}", EventType::ALL.map(EventType::name).join(", ")))
}

fn certainty(typed: &str) -> Result<Certainty, String> {
    let all = [Certainty::Certain, Certainty::Probable, Certainty::Possible, Certainty::Unknown];
    let found = all.into_iter().find(|one| one.name() == typed);
    found.ok_or_else(|| format!("give one of {}", all.map(Certainty::name).join(", ")))
}

fn standing(typed: &str) -> Result<Standing, String> {
    Standing::named(typed).ok_or_else(|| format!("give one of {}", Standing::ALL.map(Standing::name).join(", ")))
}
