//! Cues of negation in the format of the *SEM 2012 shared task (Morante and Blanco).
//!
//! A line a token: chapter, sentence, token, word, lemma, part of speech, tree; then `***`, or three columns a negation: cue,
//! scope, event, `_` where the token has no part in it. A cue may be a part of its token (*un* of *unhappy*). A blank line ends
//! a sentence.

use std::path::Path;

use purport_text::Span;

use super::files::NumberedLines;
use crate::error::{Error, Result};

/// A sentence with its cues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NegationDocument {
    /// Chapter and number of the sentence.
    pub id: String,
    /// The sentence, put together.
    pub text: String,
    /// Its cues, each with the spans of its parts.
    pub cues: Vec<Vec<Span>>,
}

/// Columns before those of the negations.
const BEFORE: usize = 7;

/// The sentences of a file.
///
/// # Errors
/// When the file cannot be opened; a sentence with a line that cannot be read is an error item.
pub fn open(path: &Path) -> Result<impl Iterator<Item = Result<NegationDocument>>> {
    let mut lines = NumberedLines::open(path)?;
    Ok(std::iter::from_fn(move || {
        let mut rows: Vec<Vec<String>> = Vec::new();
        while let Some(line) = lines.next_line() {
            let line = match line {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            if line.trim().is_empty() {
                if rows.is_empty() {
                    continue;
                }
                break;
            }
            let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
            if row.len() <= BEFORE {
                return Some(Err(lines.place(Error::malformed("fewer than eight columns"))));
            }
            rows.push(row);
        }
        (!rows.is_empty()).then(|| document(&rows).map_err(|error| lines.place(error)))
    }))
}

fn document(rows: &[Vec<String>]) -> Result<NegationDocument> {
    let (text, spans) = super::factuality::put_together(rows.iter().map(|row| row[3].as_str()));
    let mut cues = Vec::new();
    let negations = if rows[0][BEFORE] == "***" { 0 } else { (rows[0].len() - BEFORE) / 3 };
    for negation in 0..negations {
        let mut cue = Vec::new();
        for (row, span) in rows.iter().zip(&spans) {
            let part =
                row.get(BEFORE + 3 * negation).ok_or_else(|| Error::malformed("a negation without its columns"))?;
            if part != "_" {
                cue.push(inside(&row[3], part, *span)?);
            }
        }
        if !cue.is_empty() {
            cues.push(cue);
        }
    }
    Ok(NegationDocument { id: format!("{} {}", rows[0][0], rows[0][1]), text, cues })
}

/// Where a part stands in its token: a prefix before a suffix.
fn inside(token: &str, part: &str, span: Span) -> Result<Span> {
    let start = if token.starts_with(part) { Some(0) } else { token.rfind(part) };
    let start = start.ok_or_else(|| Error::malformed(format!("cue {part} is not in {token}")))?;
    Ok(Span::new(span.start + start, span.start + start + part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> NegationDocument {
        let rows: Vec<Vec<String>> = lines.lines().map(|l| l.split('\t').map(str::to_owned).collect()).collect();
        document(&rows).unwrap()
    }

    #[test]
    fn parts_of_tokens_are_cut() {
        let found = read("a\t0\t0\tAn\tan\tDT\t*\t_\tAn\t_\na\t0\t1\tunhappy\tunhappy\tJJ\t*\tun\thappy\thappy");
        assert_eq!(found.text, "An unhappy");
        assert_eq!(found.cues[0][0].slice(&found.text), "un");
    }

    #[test]
    fn a_sentence_may_have_none_or_several() {
        assert!(read("a\t0\t0\tYes\tyes\tUH\t*\t***").cues.is_empty());
        let two =
            read("a\t0\t0\tNever\tnever\tRB\t*\tNever\t_\t_\t_\t_\t_\na\t0\t1\tnot\tnot\tRB\t*\t_\t_\t_\tnot\t_\t_");
        assert_eq!(two.cues.len(), 2);
    }
}
