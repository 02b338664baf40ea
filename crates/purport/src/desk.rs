//! `purport serve`, `purport key`, `purport mcp`: a ledger for a browser, for programs, for assistants.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::SocketAddr;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;

use purport_server::{Options, Scope, make_key, mcp, serve, stopped};

use crate::ledger::{Outcome, Place, ended};
use purport_ledger::store::sqlite::SqliteStore;

const EXAMPLES: &str = "\
Examples:
  purport serve --ledger case.db                                    then open http://127.0.0.1:7878/
  purport serve --ledger case.db --feeds feeds.toml                 watches feeds while it runs
  purport key ada --scopes read,review --keys keys.toml             prints a key, once
  purport serve --ledger case.db --bind 0.0.0.0:7878 --keys keys.toml

The API is described at /api/v1/openapi.json. Put a TLS proxy before a server that others reach: it speaks plain HTTP.";

/// Open a ledger to a browser and to programs: a page to work at, and an API
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Where to listen; beyond this machine only with --keys
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    bind: SocketAddr,
    /// Ask for keys: a file that `purport key` made
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Watch the feeds of this list while serving (see `purport watch --help`)
    #[arg(long, value_name = "FEEDS.toml")]
    feeds: Option<PathBuf>,
    /// Serve for reading only: nothing is added, nothing decided
    #[arg(long)]
    read_only: bool,
    /// Take requests under this name too; may be given several times
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Fetch from this machine although it is not a public one; may be given several times
    #[arg(long, value_name = "HOST")]
    allow_private: Vec<String>,
    /// Reports read at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<u16>>,
}

/// Make a key to a served ledger, and print it once; the file keeps only its hash
#[derive(clap::Args)]
pub struct Key {
    /// Whose key it is: letters, digits, hyphens
    #[arg(value_name = "NAME")]
    name: String,
    /// What it allows, parted by commas: read, write (add articles), review
    #[arg(long, value_name = "SCOPES", value_parser = scope, value_delimiter = ',', default_value = "read")]
    scopes: Vec<Scope>,
    /// The file of keys; begun where there is none
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
}

/// Let an assistant cite the ledger: tools over the Model Context Protocol, on standard input and output
///
/// The tools are search, findings, show and read; their results are typed. Nothing is written.
#[derive(clap::Args)]
pub struct Mcp {
    #[command(flatten)]
    place: Place,
}

fn scope(text: &str) -> Result<Scope, String> {
    let found = Scope::ALL.into_iter().find(|scope| scope.name() == text);
    found.ok_or_else(|| "the scopes are read, write, review".to_owned())
}

/// Serves.
pub fn run(arguments: Serve) -> ExitCode {
    ended(open(arguments))
}

fn open(arguments: Serve) -> Outcome {
    if !arguments.read_only && !arguments.place.ledger.exists() {
        // An empty desk is a place to begin at.
        drop(SqliteStore::create(&arguments.place.ledger).map_err(|error| error.to_string())?);
        eprintln!("{}: begun; it is empty", arguments.place.ledger.display());
    }
    let threads = arguments.threads.or_else(|| std::thread::available_parallelism().ok()?.try_into().ok());
    let options = Options {
        ledger: arguments.place.ledger,
        bind: arguments.bind,
        keys: arguments.keys,
        feeds: arguments.feeds,
        read_only: arguments.read_only,
        hosts: arguments.host,
        allow_private: arguments.allow_private,
        threads: usize::from(threads.map_or(1, NonZero::get)),
    };
    let ready = |address| {
        println!("http://{address}/");
        // Who waits for the line may stand behind a pipe.
        let _ = std::io::stdout().flush();
        eprintln!("Ctrl-C ends it; nothing is lost");
    };
    serve(&options, ready, stopped())
}

/// Serves an assistant.
pub fn assist(arguments: &Mcp) -> ExitCode {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    ended(mcp(&arguments.place.ledger, threads))
}

/// Makes a key.
pub fn make(arguments: &Key) -> ExitCode {
    let scopes: BTreeSet<Scope> = arguments.scopes.iter().copied().collect();
    ended(make_key(&arguments.keys, &arguments.name, &scopes).map(|key| {
        println!("{key}");
        eprintln!("keep it well: {} holds only its hash", arguments.keys.display());
    }))
}
