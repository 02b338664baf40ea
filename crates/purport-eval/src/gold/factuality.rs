//! Factuality of predicates as JSON lines: UDS It-Happened v2 and Lee et al. (2015), in the form of Stanovsky et al. (2017).
//!
//! ```json
//! {"text": "He did n't go .", "targets": [{"span1": [3, 4], "label": -3.0}]}
//! ```
//!
//! Tokens are parted by spaces; `span1` counts them. The text is put together as it is written: no space before a full stop
//! or *n't*.

use std::io::BufRead;
use std::path::Path;

use purport_text::Span;
use serde::Deserialize;

use crate::error::{Error, Result};

/// A sentence whose predicates are judged.
#[derive(Clone, Debug, PartialEq)]
pub struct FactualityDocument {
    /// Number of the line, from 1.
    pub id: String,
    /// The sentence, put together.
    pub text: String,
    /// Predicates with their score, −3 to 3.
    pub targets: Vec<(Span, f64)>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    span1: [usize; 2],
    label: f64,
}

/// Tokens as a text, and where each stands in it.
pub(super) fn put_together<'a>(tokens: impl Iterator<Item = &'a str>) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for token in tokens {
        let closes = matches!(token, "." | "," | ";" | ":" | "!" | "?" | ")" | "%" | "'s" | "n't" | "'" | "''");
        if !(text.is_empty() || closes || text.ends_with(['(', '$'])) {
            text.push(' ');
        }
        spans.push(Span::new(text.len(), text.len() + token.len()));
        text.push_str(token);
    }
    (text, spans)
}

/// The sentences of a file.
///
/// # Errors
/// When the file cannot be opened; a line that is no such sentence is an error item.
pub fn open(path: &Path) -> Result<impl Iterator<Item = Result<FactualityDocument>>> {
    let file = std::fs::File::open(path).map_err(|error| Error::new(error).in_file(path))?;
    Ok(documents(std::io::BufReader::new(file)))
}

/// The sentences of JSON lines.
///
/// ```
/// let line = r#"{"text": "He did n't go .", "targets": [{"span1": [3, 4], "label": -3.0}]}"#;
/// let document = purport_eval::gold::factuality::documents(line.as_bytes()).next().unwrap().unwrap();
/// assert_eq!(document.text, "He didn't go.");
/// assert_eq!(document.targets[0].0.slice(&document.text), "go");
/// ```
pub fn documents(reader: impl BufRead) -> impl Iterator<Item = Result<FactualityDocument>> {
    reader.lines().enumerate().map(|(at, line)| {
        let read = || {
            let line: Line = serde_json::from_str(&line.map_err(Error::new)?).map_err(Error::new)?;
            let (text, spans) = put_together(line.text.split(' '));
            let place = |target: &Target| {
                let [first, end] = target.span1;
                let words = spans.get(first..end).filter(|words| !words.is_empty());
                let words = words.ok_or_else(|| Error::malformed(format!("no tokens {first} to {end}")))?;
                Ok((words[0], target.label))
            };
            let targets = line.targets.iter().map(place).collect::<Result<_>>()?;
            Ok(FactualityDocument { id: (at + 1).to_string(), text, targets })
        };
        read().map_err(|error: Error| error.in_record(format_args!("line {}", at + 1)))
    })
}
