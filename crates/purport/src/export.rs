//! `purport export` and `purport import`: a ledger in the formats of other programs, and back.
//!
//! In: a ledger, a format, conditions. Out: a file, a folder of tables or standard output, and one line on standard error: how
//! many records, and what the format has no place for. A file is whole or not there: it is written beside its place first.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use purport_export::{Format, Request, Summary, Table, To, export, import, import_folder};
use purport_ledger::Ledger;
use purport_ledger::ask::Filter;
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;

use crate::ledger::conditions::Conditions;
use crate::ledger::{AsOf, Outcome, Place, ended};

/// Write a ledger in the format of another program
///
/// `jsonl` and `parquet` hold everything that came in, and `purport import` brings it back; they take no condition but --as-of.
/// The other formats hold what they have a place for; what they lack is counted on standard error.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  purport export --ledger case.db --format jsonl --out case.jsonl
  purport export --ledger case.db --format csv --rows findings > findings.csv
  purport export --ledger case.db --format stix --source Pentagon --out pentagon.json")]
pub struct Export {
    #[command(flatten)]
    place: Place,
    /// The format: jsonl, parquet, csv, plover, polecat, gkg, citron, stix, json-ld
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Format,
    /// Where it goes: a file, a folder (parquet), `-` for standard output
    #[arg(long, value_name = "PATH", default_value = "-")]
    out: PathBuf,
    /// What the rows of a CSV table are
    #[arg(long, value_name = "ROWS", value_enum, default_value_t = Rows::Claims)]
    rows: Rows,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    conditions: Conditions,
}

/// What the rows of a table are.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rows {
    /// Claims.
    Claims,
    /// Findings.
    Findings,
    /// Events.
    Events,
}

/// Bring a lossless export into a ledger
///
/// Takes what `purport export --format jsonl` or `parquet` wrote. What the ledger holds already is passed over, so that an
/// import that was cut short goes on when it is repeated.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  purport import --ledger other.db case.jsonl
  purport import --ledger other.db case-tables/")]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// A file of JSON lines, a folder of Parquet tables, `-` for JSON lines on standard input
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

/// Exports.
pub fn run(arguments: &Export) -> ExitCode {
    ended(write(arguments))
}

/// Imports.
pub fn run_import(arguments: &Import) -> ExitCode {
    ended(bring(arguments))
}

fn format(text: &str) -> Result<Format, String> {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    Format::named(text).ok_or_else(|| format!("the formats are {}", names.join(", ")))
}

fn write(arguments: &Export) -> Outcome {
    let store = SqliteStore::read_only(&arguments.place.ledger).map_err(|error| error.to_string())?;
    let table = match arguments.rows {
        Rows::Claims => Table::Claims,
        Rows::Findings => Table::Findings,
        Rows::Events => Table::Events,
    };
    let filter = Filter { at: arguments.as_of.as_of.unwrap_or(Moment::MAX), ..arguments.conditions.filter() };
    let request = Request { format: arguments.format, table, filter };
    let line = |error: purport_export::ExportError| error.to_string();
    let out = arguments.out.as_path();
    let summary = if arguments.format == Format::Parquet {
        if out == Path::new("-") {
            return Err("Parquet is a folder of tables; say where with --out FOLDER".to_owned());
        }
        export(&store, &request, To::Folder(out)).map_err(line)?
    } else if out == Path::new("-") {
        let mut stream = BufWriter::new(std::io::stdout().lock());
        export(&store, &request, To::Stream(&mut stream)).map_err(line)?
    } else {
        to_file(out, |stream| export(&store, &request, To::Stream(stream)).map_err(line))?
    };
    eprintln!("{}", told(&summary));
    Ok(())
}

/// Writes a file beside its place, then puts it there.
fn to_file<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T, String>) -> Result<T, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let file = File::create(&beside).map_err(failed)?;
    let done = write(&mut BufWriter::new(&file)).and_then(|done| {
        file.sync_all().and_then(|()| std::fs::rename(&beside, path)).map_err(failed)?;
        Ok(done)
    });
    if done.is_err() {
        // What is half written is of no use; that it could not be written is what is told.
        let _ = std::fs::remove_file(&beside);
    }
    done
}

fn told(summary: &Summary) -> String {
    let left: Vec<String> = summary.left_out.iter().map(|(what, count)| format!("{count} {what}")).collect();
    let left = if left.is_empty() { String::new() } else { format!("; left out: {}", left.join(", ")) };
    format!("{} records{left}", summary.records)
}

fn bring(arguments: &Import) -> Outcome {
    let path = arguments.path.as_path();
    let name = path.display().to_string();
    let wrong = |error: std::io::Error| format!("{name}: {error}");
    // The input is looked at first: a name mistyped must not begin a ledger.
    let file = if path == Path::new("-") || path.is_dir() { None } else { Some(File::open(path).map_err(wrong)?) };
    let store = SqliteStore::create(&arguments.place.ledger).map_err(|error| error.to_string())?;
    let mut ledger = Ledger::new(store);
    let done = match file {
        Some(file) => import(BufReader::new(file), &name, &mut ledger),
        None if path.is_dir() => import_folder(path, &mut ledger),
        None => import(std::io::stdin().lock(), "standard input", &mut ledger),
    };
    let done = done.map_err(|error| error.to_string())?;
    eprint!("added {} articles, {} readings, {} reviews", done.articles, done.readings, done.reviews);
    if done.passed_over > 0 {
        eprint!("; {} rows were there", done.passed_over);
    }
    if done.moved > 0 {
        eprint!("; {} became known later than they say, because this ledger knew of something later", done.moved);
    }
    eprintln!();
    Ok(())
}
