//! `purport watch`: feeds into a ledger, for as long as it runs.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use purport_gather::{Client, Gathered, Heartbeat, Keeper, SystemClock, WatchedFeed, Watchlist};

use purport_keep::{Done, Keep, Reader, read, work};

use super::{Outcome, Place};

const EXAMPLE: &str = "\
A list of feeds (feeds.toml):
  [watch]
  every = \"15m\"                      # between two polls; a feed may have its own

  [[feed]]
  name = \"Example, world\"
  url = \"https://example.org/world.xml\"
  every = \"5m\"

Feeds that fail are polled less and less often, up to every six hours. Ctrl-C ends the watch; nothing is lost.";

/// Poll feeds and add what is new, for as long as it runs
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// The list of feeds
    #[arg(value_name = "FEEDS.toml")]
    list: PathBuf,
    /// Print the id of each report, as JSON, once it is safe in the ledger
    #[arg(long)]
    acknowledge: bool,
}

/// Watches the feeds that the arguments name.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::ended(watch(arguments))
}

fn watch(arguments: &Arguments) -> Outcome {
    let name = arguments.list.display().to_string();
    let text = std::fs::read_to_string(&arguments.list).map_err(|error| format!("{name}: cannot be read ({error})"))?;
    let list = Watchlist::read(&name, &text).map_err(|error| error.to_string())?;
    let keep = Keep::open(&arguments.place.ledger, arguments.acknowledge)?;
    let clock = SystemClock::new();
    let stop = clock.clone();
    let _ = ctrlc::set_handler(move || stop.stop());
    let mut client = Client::new(list.manners.clone(), Arc::new(clock), Box::new(keep.memory()));
    let mut writer = Writer { keep, reader: Reader::default(), broken: None };
    purport_gather::watch(&list, &mut client, &mut writer);
    // Its memory reads the ledger, which is one file again only when the writer closes it last.
    drop(client);
    let written = writer.broken.map_or_else(|| writer.keep.write(), Err);
    eprintln!("{}", writer.keep.counts);
    written
}

struct Writer {
    keep: Keep,
    reader: Reader,
    broken: Option<String>,
}

impl Writer {
    fn heed(&mut self, outcome: Outcome) -> ControlFlow<()> {
        match outcome {
            Ok(()) => ControlFlow::Continue(()),
            Err(why) => {
                self.broken = Some(why);
                ControlFlow::Break(())
            }
        }
    }
}

impl Keeper for Writer {
    fn keep(&mut self, feed: &WatchedFeed, gathered: Gathered) -> ControlFlow<()> {
        let done = work(gathered, &self.keep.memory(), |article| read(&self.reader, article));
        if let Done::Failed(failure, _) = &done {
            eprintln!("purport: {}: {failure}", feed.name);
        }
        let outcome = self.keep.take(done);
        self.heed(outcome)
    }

    fn heartbeat(&mut self, beat: &Heartbeat) -> ControlFlow<()> {
        // What waits is written before a pause.
        let outcome = self.keep.write();
        eprintln!(
            "{} polled {}, failed {} ({} failing now), {}; next in {} s",
            jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%SZ"),
            beat.polled,
            beat.failed,
            beat.failing,
            self.keep.counts,
            beat.next.as_secs()
        );
        self.heed(outcome)
    }
}
