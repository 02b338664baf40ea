//! The commands that keep a ledger and ask it.
//!
//! [`add`], [`watch`] and [`maintain`] write; [`find`], [`show`] and [`difference`] answer; [`review`] keeps what people decide.

pub mod add;
pub mod difference;
pub mod find;
mod keep;
pub mod maintain;
mod memory;
pub mod review;
pub mod show;
mod table;
pub mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use purport_ledger::answer::Answers;
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

/// Milliseconds since 1970, now.
pub fn now() -> Moment {
    jiff::Timestamp::now().as_millisecond()
}

/// The moment that somebody typed. A date means its end: what was known on that day.
pub fn moment(text: &str) -> Result<Moment, String> {
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Ok(moment.as_millisecond());
    }
    let wrong = || format!("{text:?} is neither a date (2024-10-30) nor a date and time (2024-10-30T12:00:00Z)");
    let date: jiff::civil::Date = text.parse().map_err(|_| wrong())?;
    let next = date.tomorrow().and_then(|next| next.to_zoned(jiff::tz::TimeZone::UTC)).map_err(|_| wrong())?;
    Ok(next.timestamp().as_millisecond() - 1)
}

/// The day that somebody typed, counted from 1970.
pub fn day(text: &str) -> Result<i32, String> {
    let _: jiff::civil::Date = text.parse().map_err(|_| format!("{text:?} is no date; write it as 2024-10-30"))?;
    purport_ledger::statement::day(text).ok_or_else(|| format!("{text:?} is no date; write it as 2024-10-30"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_means_its_end() {
        assert_eq!(moment("1970-01-01").unwrap(), 86_399_999);
        assert_eq!(moment("1970-01-01T00:00:01Z").unwrap(), 1000);
        assert!(moment("yesterday").is_err() && day("2024-02-30").is_err());
        assert_eq!(day("1970-01-03"), Ok(2));
    }
}
