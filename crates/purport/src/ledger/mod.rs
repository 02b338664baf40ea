//! The commands that keep a ledger and ask it.
//!
//! [`add`], [`watch`] and [`maintain`] write; [`find`], [`show`] and [`difference`] answer; [`review`] keeps what people decide.

pub mod add;
pub mod conditions;
pub mod difference;
pub mod find;
pub mod maintain;
pub mod review;
pub mod show;
mod table;
pub mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use purport_ledger::answer::Answers;
pub use purport_ledger::ask::{day, moment};
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;

/// Where the ledger is.
#[derive(clap::Args)]
pub struct Place {
    /// The ledger: one file
    #[arg(long, value_name = "FILE", env = "PURPORT_LEDGER")]
    pub ledger: PathBuf,
}

/// As of when a question is asked.
#[derive(clap::Args)]
pub struct AsOf {
    /// Answer as the ledger would have at this moment: a date (its end, UTC) or a date and time (RFC 3339)
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub as_of: Option<Moment>,
}

/// What every command's work comes to.
pub type Outcome = Result<(), String>;

/// Ends a command: what went wrong on standard error, and the status.
pub fn ended(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads a pipe may leave when they have seen enough.
        Err(why) if why.contains("Broken pipe") => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("purport: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Asks a ledger.
pub fn asked(place: &Place, at: Option<Moment>, answer: impl FnOnce(&Answers<'_, SqliteStore>) -> Outcome) -> Outcome {
    let store = SqliteStore::read_only(&place.ledger).map_err(|error| error.to_string())?;
    let answers = Answers::new(&store, at.unwrap_or(Moment::MAX)).map_err(|error| error.to_string())?;
    answer(&answers)
}

pub use purport_keep::now;
