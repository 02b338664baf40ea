//! `purport read`: articles in, their claims out, for a person or a program.

mod inputs;
mod printer;
mod summary;

use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::thread::available_parallelism;
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use clap::{CommandFactory, ValueEnum, error::ErrorKind};
use purport_read::{Layers, Reading};
use purport_text::{FetchOptions, Source};
use terminal_size::terminal_size_of;

use crate::in_order::in_order;
use crate::report::{NARROWEST, Palette, View, report};
use inputs::{Input, named, records};
use printer::Printer;
use purport_keep::Failure;
use purport_keep::Reader;
use summary::Summary;

/// Width of a report when nobody says and no terminal tells.
const USUAL_WIDTH: usize = 80;

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

const EXAMPLES: &str = "\
Examples:
  purport read report.txt                      show who says what in a report
  purport read https://example.org/news/1      the same for a page on the web
  pdftotext report.pdf - | purport read        the same for what another program prints
  purport read --json report.html | jq .claims give the claims to a program
  purport read --jsonl wire.jsonl > out.jsonl  read a million reports, one a line

Input is plain text or HTML, also gzipped. With --jsonl it is one object a line:
  {\"id\": …, \"text\": …, \"title\"?, \"published\"?, \"publisher\"?, \"url\"?, \"authors\"?}

Exit status: 0 everything was read, 1 something was skipped, 2 wrong usage.";

/// Show every claim in news reports: who says it, through whom, how sure they sound
///
/// For each report: every claim in it under the one who makes it, with the words that attribute it and those that hedge
/// it. Claims that others relay are shown with those others. What cannot be read is named on standard error; the rest is
/// read all the same.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// Reports: files, http(s) addresses, or - for standard input (also when none is given)
    #[arg(value_name = "FILE|URL|-")]
    inputs: Vec<String>,

    /// Print each reading as JSON, one object a line
    ///
    /// The fields are described by docs/reading.schema.json. Spans count Unicode characters of article.text. Unknown is
    /// null.
    #[arg(long)]
    json: bool,

    /// Take one report a line, as JSON, and print its reading as one line of JSON
    ///
    /// Readings come in the order of the input and keep its ids. Memory stays bounded however long the input is.
    #[arg(long, conflicts_with = "json")]
    jsonl: bool,

    /// Put more into the JSON: tokens adds sentences and words
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYER")]
    layers: Vec<Layer>,

    /// Reports read at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<u16>>,

    /// Longest wait for an address, in seconds
    #[arg(long, value_name = "S", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,

    /// Colour the report; without it hedges are set _between underscores_
    ///
    /// auto colours on a terminal, and heeds NO_COLOR, CLICOLOR_FORCE and TERM=dumb.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,

    /// Columns of the report, at least 40 [default: those of the terminal up to 100, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(NARROWEST as i64..))]
    width: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layer {
    /// Sentences and words with lemma, part of speech, syntax and names
    Tokens,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal
    Auto,
    /// Also into files and pipes
    Always,
    /// Characters only
    Never,
}

/// What is printed of a reading.
#[derive(Clone, Copy)]
enum Form {
    Json,
    Report(View),
}

/// Reads what the arguments name and prints it. The status is 0 when everything was read, 1 when anything was skipped.
pub fn run(arguments: Arguments) -> ExitCode {
    if let Err(mistake) = arguments.check() {
        mistake.exit();
    }
    let sources = arguments.sources();
    let options = FetchOptions { timeout: Duration::from_secs(arguments.timeout) };
    let layers = Layers { tokens: arguments.layers.contains(&Layer::Tokens) };
    let form = arguments.form();
    let color = arguments.color_choice();
    let threads = arguments.threads.or_else(|| available_parallelism().ok()?.try_into().ok());
    let threads = usize::from(threads.map_or(1, NonZero::get));

    let total = if arguments.jsonl { None } else { Some(sources.len()) };
    let mut printer = Printer::new(color, total, matches!(form, Form::Report(_)));
    let mut summary = Summary::default();
    let reader = Reader::default();
    let work = move |input: Input| {
        let name = input.name();
        let read = || Ok(form.show(&input.read(&reader, layers)?, &name));
        // One article that the program fails on must not cost the others.
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Failure::Defect { name: name.clone() }))
    };
    let deliver = |shown: Result<String, Failure>| {
        summary.count(shown.as_ref().err());
        match shown {
            Ok(text) => printer.print(&text),
            Err(failure) => {
                printer.complain(&failure);
                ControlFlow::Continue(())
            }
        }
    };
    if arguments.jsonl {
        in_order(records(sources, options), threads, work, deliver);
    } else {
        in_order(named(sources, options), threads, work, deliver);
    }
    printer.finish(&summary)
}

impl Arguments {
    fn check(&self) -> Result<(), clap::Error> {
        let mistake = |kind, message: &str| Err(crate::Arguments::command().error(kind, message));
        if !self.layers.is_empty() && !self.json && !self.jsonl {
            return mistake(ErrorKind::MissingRequiredArgument, "--layers is for programs: give --json or --jsonl too");
        }
        if self.inputs.is_empty() && io::stdin().is_terminal() {
            return mistake(
                ErrorKind::MissingRequiredArgument,
                "nothing to read: name a file or an address, or pipe a report in (purport read --help shows examples)",
            );
        }
        Ok(())
    }

    fn sources(&self) -> Vec<Source> {
        if self.inputs.is_empty() {
            return vec![Source::StandardInput];
        }
        self.inputs.iter().map(|argument| Source::named(argument)).collect()
    }

    fn color_choice(&self) -> ColorChoice {
        match self.color {
            Color::Auto => AutoStream::choice(&io::stdout()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    fn form(&self) -> Form {
        if self.json || self.jsonl {
            return Form::Json;
        }
        let terminal = || Some(usize::from(terminal_size_of(io::stdout())?.0.0).min(WIDEST));
        let width = self.width.map(usize::from).or_else(terminal).unwrap_or(USUAL_WIDTH);
        let plain = self.color_choice() == ColorChoice::Never;
        Form::Report(View { width, palette: if plain { Palette::Plain } else { Palette::Colour } })
    }
}

impl Form {
    fn show(self, reading: &Reading, name: &str) -> String {
        match self {
            Self::Json => reading.to_json() + "\n",
            Self::Report(view) => report(reading, name, view),
        }
    }
}
