//! The list of sources that a person checked.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use purport_text::{CodePoints, Span};

use super::GoldSource;
use crate::error::{Error, ErrorKind, Result};

/// A list of sources, by document.
#[derive(Clone, Debug, Default)]
pub struct SourceList {
    /// Spans in code points.
    documents: BTreeMap<String, Vec<GoldSource>>,
}

impl SourceList {
    /// Reads a list.
    ///
    /// # Errors
    /// At the first line that is not of the form above: a gold list is short, and repaired at once.
    pub fn read(reader: impl BufRead) -> Result<Self> {
        let mut list = Self::default();
        for (at, line) in reader.lines().enumerate() {
            let line = line.map_err(Error::new)?;
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (document, item) = parse(&line).ok_or_else(|| {
                let what = "not a document, a start and an end, and antecedents or none, parted by tabs";
                Error::malformed(what).in_record(format_args!("line {}", at + 1))
            })?;
            list.documents.entry(document.to_owned()).or_default().push(item);
        }
        Ok(list)
    }

    /// [`read`](Self::read) of a file.
    ///
    /// # Errors
    /// The same, and when the file cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|error| Error::new(error).in_file(path))?;
        Self::read(BufReader::new(file)).map_err(|error| error.in_file(path))
    }

    /// The documents of the list.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// The sources of a document, in bytes of its text.
    ///
    /// # Errors
    /// When a span ends outside the text: it is not the text that the list was made on.
    pub fn sources(&self, document: &str, text: &str) -> Result<Vec<GoldSource>> {
        let points = CodePoints::new(text);
        let bytes = |span: &Span, role| {
            let outside = || ErrorKind::Span { role, start: span.start as i64, end: span.end as i64 };
            points.to_bytes(*span).ok_or_else(|| Error::new(outside()).in_record(document))
        };
        let convert = |item: &GoldSource| {
            let antecedents: Result<_> = item.antecedents.iter().map(|span| bytes(span, "antecedent")).collect();
            Ok(GoldSource { source: bytes(&item.source, "source")?, antecedents: antecedents? })
        };
        self.documents.get(document).into_iter().flatten().map(convert).collect()
    }
}

fn parse(line: &str) -> Option<(&str, GoldSource)> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).filter(|field| !field.is_empty()).collect();
    let [document, start, end, antecedents @ ..] = fields.as_slice() else {
        return None;
    };
    let span = |start: &str, end: &str| -> Option<Span> {
        let (start, end) = (start.parse().ok()?, end.parse().ok()?);
        (start < end).then(|| Span::new(start, end))
    };
    let antecedents = match antecedents {
        [] => return None,
        ["none"] => Vec::new(),
        pairs => pairs.chunks(2).map(|pair| span(pair[0], pair.get(1)?)).collect::<Option<_>>()?,
    };
    Some((document, GoldSource { source: span(start, end)?, antecedents }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Élan,” Kim and Lee said. Both agreed. He added more.";

    #[test]
    fn a_list_is_in_code_points_and_comes_out_in_bytes() {
        let list = "# comment\na\t26\t30\t8\t11\t16\t19\na\t39\t41\tnone\n";
        let list = SourceList::read(list.as_bytes()).unwrap();
        let sources = list.sources("a", TEXT).unwrap();
        assert_eq!(sources[0].source.slice(TEXT), "Both");
        let names: Vec<_> = sources[0].antecedents.iter().map(|span| span.slice(TEXT)).collect();
        assert_eq!(names, ["Kim", "Lee"]);
        assert_eq!((sources[1].source.slice(TEXT), sources[1].antecedents.len()), ("He", 0));
        assert!(list.sources("a", "short").is_err());
    }

    #[test]
    fn a_line_that_says_nothing_is_an_error() {
        for line in ["a\t1\t2", "a\t1\tx\tnone", "a\t1\t2\t3", "a\t2\t1\tnone"] {
            assert!(SourceList::read(line.as_bytes()).is_err(), "{line}");
        }
    }
}
