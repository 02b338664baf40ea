//! Why an input was skipped, for a person.

use std::fmt;

use purport_text::{TextError, TextErrorKind};

/// Why one input gave no reading. `Display` is one line: which input, what is wrong, what to do.
#[derive(Debug)]
pub enum Failure {
    /// The input is not an article that can be read.
    Text(TextError),
    /// The model inside the program does not load or run.
    Model {
        /// The input that was to be read.
        name: String,
        /// What the model said: what is wrong, what to do.
        why: String,
    },
    /// The program itself failed on this input.
    Defect {
        /// The input that was to be read.
        name: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(error) => error.fmt(out),
            Self::Model { name, why } => write!(out, "{}: {why}", one_line(name)),
            Self::Defect { name } => {
                write!(out, "{}: reading it failed, which is a mistake in purport; please report it", one_line(name))
            }
        }
    }
}

impl Failure {
    /// The kind of failure in a few words, to be counted ("2 empty").
    pub fn label(&self) -> &'static str {
        let Self::Text(error) = self else {
            return "failed";
        };
        match error.kind {
            TextErrorKind::NotFound => "not found",
            TextErrorKind::Directory => "a directory",
            TextErrorKind::Unreadable(_) => "unreadable",
            TextErrorKind::Empty => "empty",
            TextErrorKind::TooLarge(_) => "too large",
            TextErrorKind::Gzip(_) => "damaged gzip",
            TextErrorKind::Binary(_) => "not text",
            TextErrorKind::Address(_)
            | TextErrorKind::Timeout(_)
            | TextErrorKind::Status(_)
            | TextErrorKind::Redirects(_)
            | TextErrorKind::Connection(_)
            | TextErrorKind::Private(_)
            | TextErrorKind::Robots(_)
            | TextErrorKind::Busy(_)
            | TextErrorKind::Stopped => "not fetched",
            TextErrorKind::Feed(_) | TextErrorKind::Entries(_) => "broken feed",
            TextErrorKind::Warc(_) => "damaged archive",
            TextErrorKind::NoArticle => "without an article",
            TextErrorKind::Language(_) => "not English",
            TextErrorKind::Record(_) => "broken record",
            _ => "not usable",
        }
    }
}

/// A name that cannot break the line that it is printed in.
fn one_line(name: &str) -> String {
    name.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line_that_names_the_input() {
        let failure = Failure::Defect { name: "a\nb\u{1b}[2J.txt".into() };
        let line = failure.to_string();
        assert!(line.starts_with("a b [2J.txt: reading it failed"), "{line}");
        assert!(!line.contains(char::is_control));
    }

    #[test]
    fn what_can_be_mended_is_told_apart() {
        let label = |kind| Failure::Text(TextError::new("a", kind)).label();
        assert_eq!(label(TextErrorKind::Language("French")), "not English");
        assert_eq!(label(TextErrorKind::Timeout(20)), "not fetched");
        assert_eq!(label(TextErrorKind::Status(404)), "not fetched");
    }
}
