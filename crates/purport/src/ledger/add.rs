//! `purport add`: articles into a ledger.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use purport_gather::{Client, Manners, SystemClock, gather};
use purport_keep::{Done, Keep, Reader, read, work};
use purport_text::Reach;

use super::{Outcome, Place};
use crate::in_order::in_order;

const EXAMPLES: &str = "\
Examples:
  purport add --ledger case.db reports/                      all reports in a folder
  purport add --ledger case.db wire.jsonl.gz crawl.warc.gz   reports a line; pages of a web archive
  purport add --ledger case.db https://example.org/feed.xml  every entry of a feed, fetched politely
  pdftotext report.pdf - | purport add --ledger case.db -    what another program prints

Adding the same again adds nothing, and a run that was broken off goes on where it was.

Exit status: 0 everything was added, 1 something was skipped or the ledger could not be written, 2 wrong usage.";

/// Add reports to a ledger: who claims what, who independently says the same, who denies it
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Reports: files (text, HTML, .jsonl, .warc, feeds; each may be gzipped), folders, http(s) addresses, or -
    #[arg(value_name = "PATH|URL|-", required = true)]
    inputs: Vec<String>,
    /// Reports read at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<u16>>,
    /// Longest wait for an address, in seconds
    #[arg(long, value_name = "S", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
    /// Least time between two requests to one site, in seconds
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = clap::value_parser!(u64).range(0..=3600))]
    delay: u64,
    /// Fetch from this machine although it is not a public one; may be given several times
    #[arg(long, value_name = "HOST")]
    allow_private: Vec<String>,
    /// Print the id of each report, as JSON, once it is safe in the ledger
    #[arg(long)]
    acknowledge: bool,
}

/// Adds what the arguments name.
pub fn run(arguments: Arguments) -> ExitCode {
    let mut keep = match Keep::open(&arguments.place.ledger, arguments.acknowledge) {
        Ok(keep) => keep,
        Err(why) => return super::ended(Err(why)),
    };
    let outcome = add(arguments, &mut keep);
    if let Err(why) = &outcome {
        eprintln!("purport: {why}");
    }
    eprintln!("{}", keep.counts);
    if outcome.is_err() || keep.counts.is_incomplete() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn add(arguments: Arguments, keep: &mut Keep) -> Outcome {
    let clock = SystemClock::new();
    let stop = clock.clone();
    // Without a handler Ctrl-C still ends the program, and loses only what is not acknowledged.
    let _ = ctrlc::set_handler(move || stop.stop());
    let manners = Manners {
        timeout: Duration::from_secs(arguments.timeout),
        delay: Duration::from_secs(arguments.delay),
        reach: Reach::Public { except: arguments.allow_private.iter().cloned().collect() },
    };
    let memory = keep.memory();
    let client = Client::new(manners, Arc::new(clock), Box::new(memory.clone()));
    let threads = arguments.threads.or_else(|| std::thread::available_parallelism().ok()?.try_into().ok());
    let threads = usize::from(threads.map_or(1, NonZero::get));
    let reader = Reader::default();
    let work = move |gathered| work(gathered, &memory, |article| read(&reader, article));
    let (progress, begin) = (progress(), Instant::now());
    let mut outcome = Ok(());
    in_order(gather(arguments.inputs, client), threads, work, |done| {
        if let Done::Failed(failure, _) = &done {
            progress.suspend(|| eprintln!("purport: {failure}"));
        }
        outcome = keep.take(done);
        progress.set_position(keep.counts.total() as u64);
        let rate = keep.counts.words() as f64 / begin.elapsed().as_secs_f64().max(0.001);
        progress.set_message(format!("{rate:.0} words/s"));
        if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let outcome = outcome.and_then(|()| keep.write());
    progress.finish_and_clear();
    outcome
}

fn progress() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} articles in {elapsed}, {msg}")
        .expect("the template is well formed");
    ProgressBar::no_length().with_style(style)
}
