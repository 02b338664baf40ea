//! The command `purport`: reads news and shows every claim in it.
//!
//! In: what a person types. Out: reports for people on a terminal, JSON for programs, one clear line for every input
//! that could not be read. Each subcommand is a module with its arguments and one `run`.

mod bench;
mod desk;
mod dossier;
mod eval;
mod explain;
mod export;
mod in_order;
mod ledger;
mod read;
mod report;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use purport_ledger::ask::List;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    Add(ledger::add::Arguments),
    Watch(ledger::watch::Arguments),
    /// List what is stated over all reports of a ledger, and what it rests on
    Findings(ledger::find::Arguments),
    /// List claims of a ledger
    Claims(ledger::find::Arguments),
    /// List events of a ledger: who did what to whom
    Events(ledger::find::Arguments),
    /// List who speaks in a ledger, and what became of their claims
    Sources(ledger::find::Arguments),
    /// List reports of a ledger
    Articles(ledger::find::Arguments),
    /// Search the reports of a ledger, the best first
    Search(ledger::find::Search),
    /// List copies among the reports of a ledger
    Copies(ledger::find::Copies),
    Show(ledger::show::Arguments),
    Diff(ledger::difference::Arguments),
    Review(ledger::review::Arguments),
    Reread(ledger::maintain::Reread),
    Rebuild(ledger::maintain::Rebuild),
    Export(export::Export),
    Import(export::Import),
    Eval(eval::Arguments),
    Bench(bench::Arguments),
    Report(dossier::Arguments),
    Serve(desk::Serve),
    Key(desk::Key),
    Mcp(desk::Mcp),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Read(arguments) => read::run(arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Add(arguments) => ledger::add::run(arguments),
        Command::Watch(arguments) => ledger::watch::run(&arguments),
        Command::Findings(arguments) => ledger::find::run(List::Findings, &arguments),
        Command::Claims(arguments) => ledger::find::run(List::Claims, &arguments),
        Command::Events(arguments) => ledger::find::run(List::Events, &arguments),
        Command::Sources(arguments) => ledger::find::run(List::Sources, &arguments),
        Command::Articles(arguments) => ledger::find::run(List::Articles, &arguments),
        Command::Search(arguments) => ledger::find::search(&arguments),
        Command::Copies(arguments) => ledger::find::copies(&arguments),
        Command::Show(arguments) => ledger::show::run(&arguments),
        Command::Diff(arguments) => ledger::difference::run(&arguments),
        Command::Review(arguments) => ledger::review::run(&arguments),
        Command::Reread(arguments) => ledger::maintain::reread(&arguments),
        Command::Rebuild(arguments) => ledger::maintain::rebuild(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => export::run_import(&arguments),
        Command::Eval(arguments) => eval::run(arguments),
        Command::Bench(arguments) => bench::run(arguments),
        Command::Report(arguments) => dossier::run(&arguments),
        Command::Serve(arguments) => desk::run(arguments),
        Command::Key(arguments) => desk::make(&arguments),
        Command::Mcp(arguments) => desk::assist(&arguments),
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
