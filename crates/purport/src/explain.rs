//! `purport explain`: why a word was read as it was.
//!
//! In: a file and a place in its text. Out: one line a decision: what, how, and by which head, rule or table.

use std::process::ExitCode;

use clap::Args;
use purport_parse::Parser;
use purport_read::Reason;
use purport_text::{FetchOptions, Source, read_article};

/// Say which head of the network, rule or table decided the reading of a word.
///
/// The place counts characters (Unicode code points) of the article's text, as the spans of `purport read --json` do; for a
/// plain text file that is the file. A word of the text will do instead, and means its first place.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  purport explain report.txt 214
  purport explain report.txt suggested")]
pub struct Arguments {
    /// A text or HTML file, `-` for standard input, or an address.
    file: String,
    /// Characters before the place, or a word that stands there.
    offset: String,
}

/// Run the subcommand.
pub fn run(arguments: &Arguments) -> ExitCode {
    match explain(arguments) {
        Ok(lines) => {
            print!("{lines}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("purport: {why}");
            ExitCode::from(2)
        }
    }
}

fn explain(arguments: &Arguments) -> Result<String, Box<dyn std::error::Error>> {
    let raw = Source::named(&arguments.file).load(&FetchOptions::default())?;
    let article = read_article(&raw)?;
    let at = place(&article.text, &arguments.offset)?;
    let reasons = purport_read::explain(article, &Parser::embedded()?, at)?;
    if reasons.is_empty() {
        return Err(format!("no word stands at {}; give a place inside a word", arguments.offset).into());
    }
    Ok(table(&reasons))
}

/// The byte that a number of characters or a word means.
fn place(text: &str, offset: &str) -> Result<usize, String> {
    match offset.parse::<usize>() {
        Ok(characters) => {
            let byte = text.char_indices().nth(characters).map(|(byte, _)| byte);
            byte.ok_or_else(|| format!("the text has {} characters; {characters} is beyond them", text.chars().count()))
        }
        Err(_) => text.find(offset).ok_or_else(|| format!("“{offset}” does not stand in the text")),
    }
}

fn table(reasons: &[Reason]) -> String {
    let shown = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
    let width = reasons.iter().map(|reason| reason.about.chars().count()).max().unwrap_or(0);
    reasons
        .iter()
        .map(|Reason { about, says, by }| {
            format!("{about:<width$}  {}\n{:width$}    by {}\n", shown(says), "", shown(by))
        })
        .collect()
}
