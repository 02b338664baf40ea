//! Attributions as JSON lines: one document a line, offsets in code points, ends exclusive.
//!
//! ```json
//! {"id": "a", "text": "Kim said it rained.", "attributions": [
//!   {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]], "within": null, "kind": "named", "entity": "Kim"}]}
//! ```
//!
//! `source`, `cue` and `content` may be missing or null; so may `kind` and `entity`. A document in which any attribution
//! has the field `within` (null or an index into the list) is one whose annotation marks nesting. Fields besides these
//! are not looked at. A file of predictions may leave `text` out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use purport_text::{CodePoints, Span};
use serde::{Deserialize, Deserializer};

use super::{Attribution, AttributionDocument};
use crate::error::{Error, ErrorKind, Result};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: Option<String>,
    #[serde(default)]
    attributions: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    cue: Option<Vec<Vec<i64>>>,
    source: Option<Vec<Vec<i64>>>,
    content: Option<Vec<Vec<i64>>>,
    #[serde(default, deserialize_with = "present")]
    within: Option<Option<usize>>,
    kind: Option<String>,
    entity: Option<String>,
}

/// Tells a null from a field that is not there.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Option<usize>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl Line {
    fn attributions(&self, text: &str) -> Result<Vec<Attribution>> {
        let points = CodePoints::new(text);
        let convert = |(at, item): (usize, &Item)| {
            item.convert(&points, self.attributions.len())
                .map_err(|error| error.in_record(format_args!("attribution {at}")).in_record(&self.id))
        };
        self.attributions.iter().enumerate().map(convert).collect()
    }
}

impl Item {
    fn convert(&self, points: &CodePoints<'_>, of: usize) -> Result<Attribution> {
        let within = self.within.flatten();
        if let Some(index) = within.filter(|index| *index >= of) {
            return Err(Error::new(ErrorKind::Index { role: "within", index, of }));
        }
        Ok(Attribution {
            cue: spans(self.cue.as_deref(), points, "cue")?,
            source: spans(self.source.as_deref(), points, "source")?,
            content: spans(self.content.as_deref(), points, "content")?,
            within,
            kind: self.kind.clone(),
            entity: self.entity.clone(),
        })
    }
}

fn spans(pairs: Option<&[Vec<i64>]>, points: &CodePoints<'_>, role: &'static str) -> Result<Vec<Span>> {
    let convert = |pair: &Vec<i64>| {
        let &[start, end] = pair.as_slice() else {
            return Err(Error::malformed(format!("{role} span {pair:?} is not a start and an end")));
        };
        let span = match (usize::try_from(start), usize::try_from(end)) {
            (Ok(from), Ok(to)) if from <= to => points.to_bytes(Span::new(from, to)),
            _ => None,
        };
        span.ok_or_else(|| Error::new(ErrorKind::Span { role, start, end }))
    };
    pairs.unwrap_or_default().iter().map(convert).collect()
}

fn lines(reader: impl BufRead) -> impl Iterator<Item = Result<Line>> {
    reader.lines().enumerate().filter_map(|(at, line)| {
        let parsed = match line {
            Ok(line) if line.trim().is_empty() => return None,
            Ok(line) => serde_json::from_str(&line).map_err(Error::new),
            Err(error) => Err(Error::new(error)),
        };
        Some(parsed.map_err(|error| error.in_record(format_args!("line {}", at + 1))))
    })
}

/// The gold documents of JSON lines.
///
/// A line that is not such a document is an error item; the lines after it are read.
///
/// ```
/// let line = r#"{"id": "a", "text": "“É,” said Léa", "attributions": [{"cue": [[5, 9]], "source": [[10, 13]]}]}"#;
/// let document = purport_eval::gold::jsonl::documents(line.as_bytes()).next().unwrap().unwrap();
/// assert_eq!(document.attributions[0].source[0].slice(&document.text), "Léa");
/// assert!(!document.marks_nesting);
/// ```
pub fn documents(reader: impl BufRead) -> impl Iterator<Item = Result<AttributionDocument>> {
    lines(reader).map(|line| {
        let line = line?;
        let Some(text) = line.text.as_deref() else {
            return Err(Error::malformed("the gold document has no text").in_record(&line.id));
        };
        let attributions = line.attributions(text)?;
        let marks_nesting = line.attributions.iter().any(|item| item.within.is_some());
        Ok(AttributionDocument { attributions, marks_nesting, text: text.to_owned(), id: line.id })
    })
}

/// [`documents`] of a file.
///
/// # Errors
/// When the file cannot be opened.
pub fn open(path: &Path) -> Result<impl Iterator<Item = Result<AttributionDocument>>> {
    let file = File::open(path).map_err(|error| Error::new(error).in_file(path))?;
    let path = path.to_path_buf();
    Ok(documents(BufReader::new(file)).map(move |document| document.map_err(|error| error.in_file(&path))))
}

/// Predictions read from JSON lines, waiting for the gold texts that their offsets point into.
pub struct Predictions {
    lines: BTreeMap<String, Line>,
}

impl Predictions {
    /// Reads all of them.
    ///
    /// # Errors
    /// At the first line that is not a document, or whose id came before.
    pub fn read(reader: impl BufRead) -> Result<Self> {
        let mut by_id = BTreeMap::new();
        for line in lines(reader) {
            let line = line?;
            let id = line.id.clone();
            if by_id.insert(id.clone(), line).is_some() {
                return Err(Error::new(ErrorKind::Repeated).in_record(id));
            }
        }
        Ok(Self { lines: by_id })
    }

    /// Takes the prediction for a gold document; `None` when there is none.
    ///
    /// # Errors
    /// When the prediction has another text, or a span outside it.
    pub fn take(&mut self, gold: &AttributionDocument) -> Result<Option<Vec<Attribution>>> {
        let Some(line) = self.lines.remove(&gold.id) else {
            return Ok(None);
        };
        if line.text.as_ref().is_some_and(|text| *text != gold.text) {
            return Err(Error::new(ErrorKind::TextDiffers).in_record(&gold.id));
        }
        line.attributions(&gold.text).map(Some)
    }

    /// Ends the reading of gold.
    ///
    /// # Errors
    /// When a prediction is left for which there was no gold document.
    pub fn finish(self) -> Result<()> {
        match self.lines.into_keys().next() {
            Some(id) => Err(Error::new(ErrorKind::Unknown).in_record(id)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_marked_by_the_field_even_when_it_is_null() {
        let line =
            r#"{"id":"a","text":"xy","attributions":[{"cue":[[0,1]],"within":null,"kind":"named","entity":"X"}]}"#;
        let document = documents(line.as_bytes()).next().unwrap().unwrap();
        assert!(document.marks_nesting);
        assert_eq!(document.attributions[0].within, None);
        assert_eq!(document.attributions[0].entity.as_deref(), Some("X"));
    }

    #[test]
    fn a_bad_line_does_not_stop_the_next() {
        let lines = "{\"id\":1}\n\n{\"id\":\"b\",\"text\":\"x\",\"attributions\":[{\"cue\":[[0]]}]}\n{\"id\":\"c\",\"text\":\"x\"}";
        let read: Vec<_> = documents(lines.as_bytes()).collect();
        assert!(read[0].as_ref().unwrap_err().to_string().starts_with("line 1: "));
        assert_eq!(
            read[1].as_ref().unwrap_err().to_string(),
            "b, attribution 0: cue span [0] is not a start and an end"
        );
        assert_eq!(read[2].as_ref().unwrap().id, "c");
    }

    #[test]
    fn an_index_past_the_list_is_an_error() {
        let line = r#"{"id":"a","text":"xy","attributions":[{"cue":[[0,1]],"within":1}]}"#;
        let error = documents(line.as_bytes()).next().unwrap().unwrap_err();
        assert_eq!(error.to_string(), "a, attribution 0: within points at 1, of 1");
    }
}
