//! Writes what the weights of coreference are learnt from, for `model/coreference.py`.
//!
//! In: `ontogum PATH [LIST]` (documents whose ids the list does not hold) or `gap FILE`. Out, on standard output: a block a
//! choice that the reader makes, parted by empty lines; a line an option, `right TAB kind TAB features…`. `# id`
//! stands before the choices of a document. Right is 1, 0, or
//! ? where gold annotation does not tell; kind is `none` for standing alone, else `link`.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::Path;

use purport_eval::gold::coreference::{self, GapExample};
use purport_parse::Parser;
use purport_read::{Choices, choices};
use purport_text::{Article, Span};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let parser = Parser::embedded()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ontogum", path, ref list @ ..] => {
            let left_out = list.first().map_or(Ok(String::new()), std::fs::read_to_string)?;
            for document in coreference::documents(Path::new(path))? {
                let document = document?;
                if left_out.lines().any(|line| line == document.id) {
                    continue;
                }
                let found = choices(&article(&document.text), &parser)?;
                let chain: HashMap<Span, usize> = document
                    .chains
                    .iter()
                    .enumerate()
                    .flat_map(|(at, chain)| chain.iter().map(move |words| (*words, at)))
                    .collect();
                let of: Vec<Option<usize>> =
                    found.mentions.iter().map(|m| chain.get(&document.words(m.words)).copied()).collect();
                writeln!(out, "# {}", document.id)?;
                write(&mut out, &found, |mention, option| {
                    let own = of[mention];
                    option.map(|before| own.is_some() && own == of[before])
                })?;
            }
        }
        ["gap", path] => {
            for example in coreference::gap(Path::new(path))? {
                let example = example?;
                let mut found = choices(&article(&example.text), &parser)?;
                found.choices.retain(|(mention, _)| found.mentions[*mention].words == example.pronoun);
                writeln!(out, "# {}", example.id)?;
                let names = which(&found, &example);
                let told = example.names.iter().any(|(_, is)| *is);
                write(&mut out, &found, |_, option| {
                    // Neither's: somebody else's, or nobody's.
                    match option.and_then(|before| names[before]) {
                        Some(is) => Some(is),
                        None if told => option.filter(|&before| found.mentions[before].name.is_some()).map(|_| false),
                        None => Some(option.is_some_and(|before| found.mentions[before].name.is_some())),
                    }
                })?;
            }
        }
        _ => return Err("ontogum PATH [LIST], or gap FILE".into()),
    }
    Ok(())
}

/// For each mention whether it is the right one of an example's names; `None` when it is neither.
fn which(found: &Choices, example: &GapExample) -> Vec<Option<bool>> {
    let ends = |core: Span, name: Span| name.contains(core) || core.contains(name) && core.end == name.end;
    let referents: Vec<(Option<usize>, bool)> = example
        .names
        .iter()
        .map(|&(name, is)| (found.mentions.iter().find(|m| ends(m.core, name)).and_then(|m| m.name), is))
        .collect();
    found
        .mentions
        .iter()
        .map(|m| {
            let spelt = example.names.iter().find(|(name, _)| ends(m.core, *name)).map(|(_, is)| *is);
            spelt.or_else(|| m.name.and_then(|n| referents.iter().find(|(r, _)| *r == Some(n)).map(|(_, is)| *is)))
        })
        .collect()
}

/// A choice at a time; standing alone is right where no link is.
fn write(
    out: &mut impl Write,
    found: &Choices,
    right: impl Fn(usize, Option<usize>) -> Option<bool>,
) -> std::io::Result<()> {
    for (mention, options) in &found.choices {
        let marks: Vec<Option<bool>> = options.iter().map(|(option, _)| right(*mention, *option)).collect();
        let linked = marks.contains(&Some(true));
        for ((option, features), mark) in options.iter().zip(marks) {
            let (mark, kind) = match (mark, option) {
                (Some(true), _) => ("1", "link"),
                (Some(false), _) => ("0", "link"),
                (None, None) => (if linked { "0" } else { "1" }, "none"),
                (None, Some(_)) => ("?", "link"),
            };
            let kind = if option.is_none() { "none" } else { kind };
            writeln!(out, "{mark}\t{kind}\t{}", features.join("\t"))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
