//! Stances of claims and predicates: the project's own sentences (`model/data/FACTUALITY.md`).
//!
//! ```json
//! {"id": "f1", "text": "Chad denied that it had paid.",
//!  "claims": [{"cue": "denied", "content": ["that it had paid"], "certainty": "certain", "polarity": "negative", "time_frame": "past"}],
//!  "predicates": [{"word": "paid", "certainty": "certain", "polarity": "negative", "time_frame": "past"}]}
//! ```
//!
//! Words are given as they stand in the text and mean their first place in it.

use std::io::BufRead;
use std::path::Path;

use purport_text::Span;
use serde::Deserialize;

use crate::error::{Error, Result};

/// Certainty, polarity, time frame, by their JSON values.
pub type Stance = [String; 3];

/// A claim with its stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldClaim {
    /// The words that attribute.
    pub cue: Span,
    /// What is claimed.
    pub content: Vec<Span>,
    /// How the source stands to it.
    pub stance: Stance,
}

/// A text with its claims and predicates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StancesDocument {
    /// Its name in the set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// Its claims.
    pub claims: Vec<GoldClaim>,
    /// Words that name what happens, with the stance of their innermost source.
    pub predicates: Vec<(Span, Stance)>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    claims: Vec<ClaimLine>,
    predicates: Vec<PredicateLine>,
}

#[derive(Deserialize)]
struct ClaimLine {
    cue: String,
    content: Vec<String>,
    certainty: String,
    polarity: String,
    time_frame: String,
}

#[derive(Deserialize)]
struct PredicateLine {
    word: String,
    certainty: String,
    polarity: String,
    time_frame: String,
}

/// Whether a file is of this format: its first line has claims.
///
/// # Errors
/// When the file cannot be read.
pub fn is_here(path: &Path) -> Result<bool> {
    let file = std::fs::File::open(path).map_err(|error| Error::new(error).in_file(path))?;
    let mut line = String::new();
    std::io::BufReader::new(file).read_line(&mut line).map_err(|error| Error::new(error).in_file(path))?;
    Ok(line.contains("\"claims\""))
}

/// The texts of a file.
///
/// # Errors
/// When the file cannot be opened; a line that cannot be read is an error item.
pub fn open(path: &Path) -> Result<impl Iterator<Item = Result<StancesDocument>>> {
    let file = std::fs::File::open(path).map_err(|error| Error::new(error).in_file(path))?;
    Ok(documents(std::io::BufReader::new(file)))
}

/// The texts of JSON lines.
///
/// ```
/// let line = r#"{"id": "f1", "text": "Chad denied it.", "claims": [{"cue": "denied", "content": ["it"],
///     "certainty": "certain", "polarity": "negative", "time_frame": "past"}], "predicates": []}"#.replace('\n', "");
/// let document = purport_eval::gold::stances::documents(line.as_bytes()).next().unwrap().unwrap();
/// assert_eq!(document.claims[0].cue.slice(&document.text), "denied");
/// ```
pub fn documents(reader: impl BufRead) -> impl Iterator<Item = Result<StancesDocument>> {
    reader.lines().enumerate().map(|(at, line)| {
        let read = || document(serde_json::from_str(&line.map_err(Error::new)?).map_err(Error::new)?);
        read().map_err(|error: Error| error.in_record(format_args!("line {}", at + 1)))
    })
}

fn document(line: Line) -> Result<StancesDocument> {
    let Line { id, text, claims, predicates } = line;
    let place =
        |part: &String| Span::of(&text, part).ok_or_else(|| Error::malformed(format!("“{part}” is not in the text")));
    let claim = |line: ClaimLine| {
        Ok(GoldClaim {
            cue: place(&line.cue)?,
            content: line.content.iter().map(place).collect::<Result<_>>()?,
            stance: [line.certainty, line.polarity, line.time_frame],
        })
    };
    let claims = claims.into_iter().map(claim).collect::<Result<_>>()?;
    let predicate = |line: PredicateLine| Ok((place(&line.word)?, [line.certainty, line.polarity, line.time_frame]));
    let predicates = predicates.into_iter().map(predicate).collect::<Result<_>>()?;
    Ok(StancesDocument { id, text, claims, predicates })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_not_there_are_an_error() {
        let line = r#"{"id": "a", "text": "It fell.", "claims": [], "predicates": [{"word": "rose",
            "certainty": "certain", "polarity": "positive", "time_frame": "past"}]}"#;
        let found = documents(line.replace('\n', "").as_bytes()).next().unwrap();
        assert!(found.unwrap_err().to_string().contains("rose"));
    }
}
