//! What can go wrong between a name and an article, and where it did.

use std::fmt;

use thiserror::Error;

/// A bad input: what is wrong and the place where it is.
///
/// `Display` gives one line for a person: the place, what is wrong, what to do.
///
/// ```
/// use purport_text::{TextError, TextErrorKind};
/// let error = TextError::new("wire.jsonl", TextErrorKind::Empty).at_line(3);
/// assert_eq!(error.to_string(), "wire.jsonl, line 3: the text is empty; give a report with at least one sentence");
/// ```
#[derive(Debug, Error)]
#[error("{place}: {}", one_line(&kind.to_string()))]
pub struct TextError {
    /// What is wrong.
    #[source]
    pub kind: TextErrorKind,
    /// Where.
    pub place: Place,
}

/// Where bad input stands: a file or address, and the line in it when it holds one record a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name as the person gave it: a path, an address, or `standard input`.
    pub name: String,
    /// One-based line, for inputs with one record a line.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&one_line(&self.name))?;
        match self.line {
            Some(line) => write!(out, ", line {line}"),
            None => Ok(()),
        }
    }
}

impl TextError {
    /// An error about the whole of the input called `name`.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: TextErrorKind) -> Self {
        Self { kind, place: Place { name: name.into(), line: None } }
    }

    /// The same error, placed at a one-based line.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.place.line = Some(line);
        self
    }
}

/// What is wrong with an input. Each message says what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TextErrorKind {
    /// No such file.
    #[error("no such file; check the path")]
    NotFound,
    /// A directory where a file was meant.
    #[error("this is a directory; name the files in it")]
    Directory,
    /// The system refused to open or read it.
    #[error("cannot be read ({0}); check its permissions")]
    Unreadable(String),
    /// Nothing in it, or nothing but white space.
    #[error("the text is empty; give a report with at least one sentence")]
    Empty,
    /// More bytes than the limit, which is given in megabytes.
    #[error("larger than {0} MB; split it or give the report alone")]
    TooLarge(u64),
    /// A gzip stream that ends early or is damaged.
    #[error("the gzip data is truncated or damaged ({0}); fetch it again")]
    Gzip(String),
    /// Not text: the detected format.
    #[error("this is {0}, not text; give plain text or HTML")]
    Binary(&'static str),
    /// Not an address that can be fetched.
    #[error("not a usable address ({0}); give one that begins with http:// or https://")]
    Address(String),
    /// The server did not answer in time; seconds waited.
    #[error("no answer within {0} s; try again, or with a longer time-out")]
    Timeout(u64),
    /// The server answered with an error status.
    #[error("the server answered with status {0}; open the address in a browser, or give a saved page")]
    Status(u16),
    /// More redirects than allowed.
    #[error("redirected more than {0} times; give the final address")]
    Redirects(u32),
    /// The connection failed.
    #[error("cannot be fetched ({0}); check the address and the network")]
    Connection(String),
    /// An address inside a network, named by something other than the person: host or address.
    #[error("{0} is not a public address; allow it by name if you trust it")]
    Private(String),
    /// The site does not want robots there: what it said.
    #[error("not fetched, since {0}; save the page in a browser and give the file")]
    Robots(String),
    /// The server asks to be left alone for a while; seconds.
    #[error("the server asks to wait {0} s; try again then")]
    Busy(u64),
    /// The run was stopped before its turn came.
    #[error("stopped before this was fetched")]
    Stopped,
    /// Not a feed, or a damaged one: what is wrong.
    #[error("not a feed that can be read ({0}); give the address of an RSS, Atom or JSON feed")]
    Feed(String),
    /// A feed with more entries than are taken from one.
    #[error("the feed has more than {0} entries; the rest of it was left")]
    Entries(usize),
    /// A WARC file that is damaged or ends early: what is wrong.
    #[error(
        "the WARC is cut off or damaged ({0}); what stands before this place was read, get the file again for the rest"
    )]
    Warc(String),
    /// HTML in which no article was found.
    #[error("no article text found in this HTML; give the page of one report, or its text")]
    NoArticle,
    /// A language that is not read yet: its English name.
    #[error("the text seems to be {0}; only English is read so far")]
    Language(&'static str),
    /// A record that is not the JSON object it should be.
    #[error("not a usable JSON record ({0}); each line needs an object with a \"text\"")]
    Record(String),
    /// An evaluation folder that does not hold what it should.
    #[error("not an extraction benchmark ({0}); give the folder with html/, ground-truth/ and metadata.json")]
    Benchmark(String),
}

/// Text with its control characters and line breaks made harmless: a message is one line on a terminal.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_line_even_when_the_name_is_hostile() {
        let error = TextError::new("a\nb\u{1b}[31m", TextErrorKind::NotFound);
        assert_eq!(error.to_string(), "a b [31m: no such file; check the path");
    }
}
