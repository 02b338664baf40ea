//! TimeML: an article as XML (`x.tml`), its times marked `<TIMEX3 type="DATE" value="1998-03-03">Tuesday</TIMEX3>`.
//!
//! Pustejovsky et al. (2003), *The TimeBank Corpus*; UzZaman et al. (2013), *SemEval-2013 Task 1: TempEval-3*.
//!
//! What is made of it, and no more:
//! * the text is what stands inside `<TEXT>`, tags left out, entities read;
//! * the times are the `TIMEX3` elements there; white space is trimmed off their ends, empty ones are left out;
//! * the value of the time inside `<DCT>` is the date of publication, and no time to be found.

use std::path::{Path, PathBuf};

use purport_text::Span;

use super::files;
use crate::error::{Error, Result};

/// One time, as annotated or as predicted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type (`DATE`).
    pub kind: String,
    /// TIMEX3 value; empty when there is none.
    pub value: String,
}

/// A document with its times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeDocument {
    /// Its name in the gold set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// When it was published: the value of the document creation time.
    pub published: Option<String>,
    /// Its times in text order.
    pub times: Vec<TimeExpression>,
}

/// The documents of a folder, in the order of their file names.
///
/// # Errors
/// When the folder cannot be read or has no such file. The documents have their own errors.
pub fn documents(folder: &Path) -> Result<impl Iterator<Item = Result<TimeDocument>>> {
    Ok(files(folder)?.into_iter().map(|path| {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        parse(&files::text(&path)?, id).map_err(|error| error.in_file(&path))
    }))
}

/// The files that make up the set.
///
/// # Errors
/// As [`documents`].
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    files::ending_in(folder, &[".tml"], "TimeML (.tml)")
}

/// Reads one document.
///
/// # Errors
/// When it has no `<TEXT>`, or a tag is not closed.
pub fn parse(xml: &str, id: String) -> Result<TimeDocument> {
    let inside = |tag: &str| {
        let start = xml.find(&format!("<{tag}>"))? + tag.len() + 2;
        Some(&xml[start..start + xml[start..].find(&format!("</{tag}>"))?])
    };
    let published = inside("DCT").and_then(|dct| attribute(dct, "value")).filter(|value| !value.is_empty());
    let body = inside("TEXT").ok_or_else(|| Error::malformed("no <TEXT>"))?;
    let mut document = TimeDocument { id, published, ..TimeDocument::default() };
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        push_text(&mut document.text, &rest[..at]);
        let end = rest[at..].find('>').ok_or_else(|| Error::malformed("a tag that does not end"))? + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with("TIMEX3") && !tag.ends_with('/') {
            open.push((document.text.len(), tag));
        } else if tag == "/TIMEX3" {
            let (start, tag) = open.pop().ok_or_else(|| Error::malformed("</TIMEX3> without its beginning"))?;
            let span = Span::new(start, document.text.len()).trim(&document.text);
            if !span.is_empty() {
                let told = |name| attribute(tag, name).unwrap_or_default();
                document.times.push(TimeExpression { span, kind: told("type"), value: told("value") });
            }
        }
    }
    push_text(&mut document.text, rest);
    if !open.is_empty() {
        return Err(Error::malformed("<TIMEX3> without its end"));
    }
    document.times.sort_by_key(|time| time.span);
    Ok(document)
}

/// The value of an attribute in a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let mut value = String::new();
    push_text(&mut value, &tag[start..start + tag[start..].find('"')?]);
    Some(value)
}

/// Adds text, the five entities of XML and numbered ones read.
fn push_text(text: &mut String, mut xml: &str) {
    while let Some(at) = xml.find('&') {
        text.push_str(&xml[..at]);
        xml = &xml[at..];
        let end = xml.bytes().take(12).position(|b| b == b';').unwrap_or(0);
        let name = xml.get(1..end).unwrap_or("");
        let numbered = || match name.strip_prefix("#x") {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => name.strip_prefix('#')?.parse().ok(),
        };
        let read = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => numbered().and_then(char::from_u32),
        };
        text.push(read.unwrap_or('&'));
        xml = &xml[if read.is_some() { end + 1 } else { 1 }..];
    }
    text.push_str(xml);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "<?xml version=\"1.0\" ?><TimeML><DCT><TIMEX3 tid=\"t0\" type=\"TIME\" \
        value=\"2024-03-04T10:00\">04/03</TIMEX3></DCT><TEXT>\nShe <EVENT eid=\"e1\">left</EVENT> \
        <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-03-03\">Sunday </TIMEX3>&amp; wept.</TEXT></TimeML>";

    #[test]
    fn text_times_and_publication() {
        let document = parse(SMALL, "a".into()).unwrap();
        assert_eq!(document.text, "\nShe left Sunday & wept.");
        assert_eq!(document.published.as_deref(), Some("2024-03-04T10:00"));
        let [time] = &document.times[..] else { panic!("{:?}", document.times) };
        assert_eq!(time.span.slice(&document.text), "Sunday");
        assert_eq!((time.kind.as_str(), time.value.as_str()), ("DATE", "2024-03-03"));
    }

    #[test]
    fn what_is_not_timeml_is_said() {
        for xml in ["", "<TEXT>a", "<TEXT><TIMEX3>a</TEXT>", "<TEXT>a</TIMEX3></TEXT>", "<TEXT>a <b</TEXT"] {
            assert!(parse(xml, "a".into()).is_err(), "{xml}");
        }
        assert_eq!(
            parse("<TEXT>&nosuch; & &#x110000; &#65;</TEXT>", "a".into()).unwrap().text,
            "&nosuch; & &#x110000; A"
        );
    }
}
