//! JSON lines to articles.
//!
//! In: one object a line, `{"id", "text", "title"?, "published"?, "publisher"?, "url"?, "authors"?}`. Out: one article or
//! one error a line, in order and without holding more than a line. A broken line never stops the rest.

use std::io::{BufRead, Read};

use serde::Deserialize;

use crate::article::Article;
use crate::error::{TextError, TextErrorKind};
use crate::metadata::Metadata;
use crate::read::article_of_text;
use crate::source::{FILE_LIMIT, kind_of};

/// The articles of a stream of JSON lines, in order. Empty lines are passed over.
///
/// What a record leaves out is read from its text (byline, dateline) where that is certain, and is unknown otherwise. An
/// error names `name` and the line. An error of the stream itself ends the iteration.
///
/// ```
/// use purport_text::articles;
/// let lines = "{\"id\": \"a\", \"text\": \"Kim left on Monday.\"}\n{broken\n{\"text\": \"Lee stayed.\"}\n";
/// let read: Vec<_> = articles("wire.jsonl", lines.as_bytes()).collect();
/// assert_eq!(read[0].as_ref().unwrap().id, "a");
/// assert!(read[1].as_ref().unwrap_err().to_string().starts_with("wire.jsonl, line 2: not a usable JSON record"));
/// assert_eq!(read[2].as_ref().unwrap().text, "Lee stayed.");
/// ```
pub fn articles<R: BufRead>(name: &str, reader: R) -> Articles<R> {
    Articles { name: name.to_owned(), reader, line: 0, ended: false }
}

/// Iterator made by [`articles`].
#[derive(Debug)]
pub struct Articles<R> {
    name: String,
    reader: R,
    line: usize,
    ended: bool,
}

#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    text: String,
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    #[serde(default)]
    authors: Option<Authors>,
}

/// Ids are text, but exports of databases write numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Authors {
    One(String),
    Many(Vec<String>),
}

impl<R> Articles<R> {
    /// The one-based line of what was given last.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}

impl<R: BufRead> Articles<R> {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, TextErrorKind> {
        let mut line = Vec::new();
        let limit = FILE_LIMIT + 1;
        let read = (&mut self.reader).take(limit).read_until(b'\n', &mut line).map_err(|error| kind_of(&error))?;
        if read as u64 == limit {
            return Err(TextErrorKind::TooLarge(FILE_LIMIT / 1_000_000));
        }
        Ok((read > 0).then_some(line))
    }
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Result<Article, TextError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let read = self.next_line();
            let placed = |kind| TextError::new(self.name.as_str(), kind).at_line(self.line);
            match read {
                Ok(Some(line)) => {
                    let line = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| self.line == 1).unwrap_or(&line);
                    if !line.trim_ascii().is_empty() {
                        return Some(article(line).map_err(placed));
                    }
                }
                Ok(None) => self.ended = true,
                Err(kind) => {
                    let error = placed(kind);
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

fn article(line: &[u8]) -> Result<Article, TextErrorKind> {
    let line = String::from_utf8_lossy(line);
    let record: Record = serde_json::from_str(&line).map_err(|error| TextErrorKind::Record(error.to_string()))?;
    // An empty field says as little as a missing one.
    let filled = |field: Option<String>| field.filter(|value| !value.trim().is_empty());
    let given = Metadata {
        title: filled(record.title),
        publisher: filled(record.publisher),
        authors: match record.authors {
            Some(Authors::Many(names)) => names.into_iter().filter(|name| !name.trim().is_empty()).collect(),
            Some(Authors::One(name)) => filled(Some(name)).into_iter().collect(),
            None => Vec::new(),
        },
        published: record.published.as_deref().and_then(crate::dates::timestamp),
        url: filled(record.url),
        language: None,
    };
    let id = record.id.map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    });
    article_of_text(record.text, given, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_taken() {
        let line = r#"{"id": 7, "text": "SEOUL (AP) — Kim left.", "title": "Kim leaves", "published": "2024-10-28T09:30:00+0900", "publisher": "AP", "url": "https://example.org/7", "authors": ["Jane Doe"]}"#;
        let article = articles("-", line.as_bytes()).next().unwrap().unwrap();
        assert_eq!(article.id, "7");
        assert_eq!(article.title.as_deref(), Some("Kim leaves"));
        assert_eq!(article.published.as_deref(), Some("2024-10-28T09:30:00+09:00"));
        assert_eq!(article.publisher.as_deref(), Some("AP"));
        assert_eq!(article.authors, ["Jane Doe"]);
        assert_eq!(article.url.as_deref(), Some("https://example.org/7"));
    }

    #[test]
    fn an_empty_field_is_a_missing_one() {
        let line = r#"{"text": "Kim left.", "title": "", "publisher": " ", "url": "", "authors": ["", "Jane Doe"]}"#;
        let article = articles("-", line.as_bytes()).next().unwrap().unwrap();
        assert_eq!((article.title, article.publisher, article.url), (None, None, None));
        assert_eq!(article.authors, ["Jane Doe"]);
    }

    #[test]
    fn bad_records_are_errors_at_their_line_and_the_rest_is_read() {
        let lines = "\u{feff}{\"text\": \"One.\"}\r\n\r\n[1]\n{\"id\": \"b\"}\n{\"text\": \"\"}\n\
                     {\"text\": \"Министр прибыл в столицу.\"}\n{\"text\": \"Two.\"}";
        let read: Vec<_> = articles("in", lines.as_bytes()).collect();
        let seen: Vec<String> = read
            .iter()
            .map(|item| match item {
                Ok(article) => article.text.clone(),
                Err(error) => {
                    format!("{} {}", error.place.line.unwrap(), error.kind.to_string().split(' ').next().unwrap())
                }
            })
            .collect();
        let mut again = articles("in", lines.as_bytes());
        assert!(again.next().is_some_and(|first| first.is_ok()) && again.line() == 1);
        assert!(again.next().is_some_and(|second| second.is_err()) && again.line() == 3);
        assert_eq!(seen, ["One.", "3 not", "4 not", "5 the", "6 the", "Two."]);
    }

    #[test]
    fn broken_utf_8_in_a_line_is_replaced() {
        let line = b"{\"id\": \"a\", \"text\": \"Kim \xff left.\"}";
        assert_eq!(articles("in", line.as_slice()).next().unwrap().unwrap().text, "Kim \u{fffd} left.");
    }
}
