//! The command `purport`: reads news and shows every claim in it.
//!
//! In: what a person types. Out: reports for people on a terminal, JSON for programs, one clear line for every input
//! that could not be read. Each subcommand is a module with its arguments and one `run`.

mod bench;
mod dossier;
mod eval;
mod explain;
mod failure;
mod in_order;
mod read;
mod reader;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news and keeps account of every claim in it: who says it, through whom, how sure they sound.
///
/// Works offline; nothing that it reads leaves the machine. It never judges whether a claim is true.
#[derive(Parser)]
#[command(name = "purport", version, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::Arguments),
    Explain(explain::Arguments),
    Eval(eval::Arguments),
    Bench(bench::Arguments),
    Report(dossier::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Read(arguments) => read::run(arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Eval(arguments) => eval::run(arguments),
        Command::Bench(arguments) => bench::run(arguments),
        Command::Report(arguments) => dossier::run(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        super::Arguments::command().debug_assert();
    }
}
