//! `purport eval`: scores a stage of the reader against gold annotation.
//!
//! In: a task and a path to gold files in their published format. Out: a table of scores, or JSON; with a floors file
//! also whether each score is still as good as pinned.

mod ledger;
mod predict;
mod tasks;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use purport_eval::floors::{Floors, Lowering, check, ratchet};
use purport_eval::{Report, table};

/// Score the reader against gold annotation.
///
/// Reads gold files in the format that they were published in, reads their texts, and prints precision, recall and F1.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  purport eval attribution polnear/dev
  purport eval attribution model/data/passages/dev.jsonl --all
  purport eval syntax ewt/en_ewt-ud-dev.conllu
  purport eval names worldwide-newswire --only docs/data/held_out_outlets.txt
  purport eval factuality uds-ih2/dev.jsonl
  purport eval negation conandoyle/dev.txt
  purport eval events model/data/events/dev.jsonl
  purport eval sources polnear/dev --list docs/data/source_resolution.tsv
  purport eval coref ontogum --only docs/data/coref_held_out.txt
  purport eval gap gap-development.tsv
  purport eval times timebank
  purport eval quantities model/data/quantities/dev.jsonl
  purport eval places lgl/lgl.xml
  purport eval copies cnn-revisions
  purport eval stories giveme5w1h
  purport eval links giveme5w1h --list docs/data/links_giveme5w1h.tsv
  purport eval pairs crates/purport-ledger/tests/data/paraphrases.tsv
  purport eval pairs fnc1-train
  purport eval extraction wcxb-dev")]
pub struct Arguments {
    /// What to score.
    task: Task,
    /// The gold files: a folder or a file.
    path: PathBuf,
    /// Score only documents whose id begins with a line of this file.
    #[arg(long, value_name = "FILE")]
    only: Option<PathBuf>,
    /// For `sources`: what they refer to. For `links`: pairs of statements, and whether they state the same.
    #[arg(long, value_name = "FILE", required_if_eq_any([("task", "sources"), ("task", "links")]))]
    list: Option<PathBuf>,
    /// Print every metric, not only those that papers quote.
    #[arg(long)]
    all: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Compare with the floors in this file; exit status 1 when a score fell below its floor.
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,
    /// Raise the floors to what was measured; never lowers one.
    #[arg(long, requires = "floors")]
    ratchet: bool,
    /// With --ratchet: lower floors as well. For a change of data or a trade that somebody answers for.
    #[arg(long, requires = "ratchet")]
    allow_lower: bool,
    /// How many articles are read at the same time; all cores by default.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// A stage of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Task {
    /// Source, cue and content: PolNeAR's folders, or JSON lines.
    Attribution,
    /// Names: worldwide-newswire, wikigold, wnut17, re3d.
    Names,
    /// Words, sentences, parts of speech, lemmas, trees: CoNLL-U.
    Syntax,
    /// How sure claims and predicates are: JSON lines of own sentences, of UDS-IH2 or Lee et al. 2015.
    Factuality,
    /// Cues of negation: *SEM 2012's columns.
    Negation,
    /// Who did what to whom: JSON lines of own passages or of PLOVER's records.
    Events,
    /// Whom the sources of claims refer to: PolNeAR's folders and --list.
    Sources,
    /// Which mentions speak of the same: OntoGUM's CoNLL columns.
    Coref,
    /// Whose a pronoun is, of two names: GAP's table.
    Gap,
    /// Times: folders of TimeML.
    Times,
    /// How many of what: JSON lines of own passages.
    Quantities,
    /// Where the named places are: LGL's and GeoVirus's XML.
    Places,
    /// Which articles repeat which: the folder of CNN's revisions.
    Copies,
    /// Whether articles of one event share findings: Giveme5W1H's folder.
    Stories,
    /// Whether what a finding joins states the same: Giveme5W1H's folder and --list.
    Links,
    /// Whether two texts state the same or the opposite: own pairs, or FNC-1's folder.
    Pairs,
    /// Main text and publication date of web pages: WCXB's folder.
    Extraction,
}

/// Run the subcommand.
pub fn run(arguments: Arguments) -> ExitCode {
    match score(&arguments) {
        Ok(passed) => ExitCode::from(u8::from(!passed)),
        Err(why) => {
            eprintln!("purport: {why}");
            ExitCode::from(2)
        }
    }
}

fn score(arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error>> {
    if arguments.task == Task::Extraction {
        println!("{}", purport_text::extraction::score(&arguments.path)?);
        return Ok(true);
    }
    let filter = Filter::open(arguments.only.as_deref())?;
    let report = tasks::report(arguments, &filter).map_err(|error| error.to_string())?;
    let reports = [report];
    if arguments.json {
        println!("{}", table::json(&reports));
    } else {
        let rows = if arguments.all { table::Rows::All } else { table::Rows::Headline };
        print!("{}", table::plain(&reports, rows));
    }
    arguments.floors.as_deref().map_or(Ok(true), |path| hold(&reports, path, arguments))
}

/// Compare with the floors, and raise them when asked to.
fn hold(reports: &[Report], path: &Path, arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error>> {
    let mut floors = Floors::open(path)?;
    if arguments.ratchet {
        let lowering = if arguments.allow_lower { Lowering::Allowed } else { Lowering::Refused };
        ratchet(reports, &mut floors, lowering)?;
        floors.save(path)?;
    }
    let violations = check(reports, &floors);
    for violation in &violations {
        eprintln!("purport: {violation}");
    }
    Ok(violations.is_empty())
}

/// Which documents are scored.
struct Filter(Option<Vec<String>>);

impl Filter {
    fn open(path: Option<&Path>) -> Result<Self, Box<dyn std::error::Error>> {
        let Some(path) = path else { return Ok(Self(None)) };
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self(Some(text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect())))
    }

    fn takes(&self, id: &str) -> bool {
        self.0.as_ref().is_none_or(|prefixes| prefixes.iter().any(|p| id.starts_with(p.as_str())))
    }
}
