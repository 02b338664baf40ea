//! Columns of tokens and tags to documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use purport_text::Span;
use serde::Deserialize;

use super::rebuild::{align, space};
use super::{Name, NameSet, NamesDocument};
use crate::error::{Error, Result};
use crate::gold::files::{self, NumberedLines};

/// The documents of a set: of one of its files, or of a folder with the set in the order of file names.
///
/// Text is the original where the set has one and the tokens are the whole of it (the article's address before it cut
/// off); elsewhere it is made of the tokens. In wnut17 every post is a document.
///
/// # Errors
/// When the folder cannot be read or has no annotation.
pub fn documents(set: NameSet, path: &Path) -> Result<impl Iterator<Item = Result<NamesDocument>>> {
    let paths = set.files(path)?.into_iter();
    Ok(Documents { set, paths, lines: None, number: 0, originals: Originals::default() })
}

/// The files that make up a set: annotation, each with the original that its text comes from, where there is one.
///
/// # Errors
/// As [`documents`].
pub fn files(set: NameSet, path: &Path) -> Result<Vec<PathBuf>> {
    let mut all = set.files(path)?;
    all.extend(all.clone().iter().filter_map(|path| original(set, path)));
    all.sort();
    all.dedup();
    Ok(all)
}

struct Documents {
    set: NameSet,
    paths: std::vec::IntoIter<PathBuf>,
    lines: Option<NumberedLines>,
    /// Documents begun in the open file.
    number: usize,
    originals: Originals,
}

/// A token and its tag.
type Token = (String, String);

impl Iterator for Documents {
    type Item = Result<NamesDocument>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.lines.is_none() {
                match NumberedLines::open(&self.paths.next()?) {
                    Ok(lines) => self.lines = Some(lines),
                    Err(error) => return Some(Err(error)),
                }
                self.number = 0;
            }
            let lines = self.lines.as_mut()?;
            let path = lines.path().to_path_buf();
            let (tokens, at_end) = read_block(self.set, lines);
            if at_end {
                self.lines = None;
            }
            match tokens {
                Ok(tokens) if tokens.is_empty() => {}
                Ok(tokens) => {
                    self.number += 1;
                    return Some(self.build(&path, &tokens));
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Reads the tokens of one document, and says whether the file ended with it.
fn read_block(set: NameSet, lines: &mut NumberedLines) -> (Result<Vec<Token>>, bool) {
    let mut tokens = Vec::new();
    let mut wrong = None;
    let at_end = loop {
        let line = match lines.next_line() {
            Some(Ok(line)) => line,
            Some(Err(error)) => {
                wrong = wrong.or(Some(error));
                break true;
            }
            None => break true,
        };
        let ends = match set {
            NameSet::Wikigold => line.starts_with("-DOCSTART-"),
            NameSet::Wnut17 => line.trim().is_empty(),
            NameSet::WorldwideNewswire | NameSet::Re3d => false,
        };
        if ends {
            break false;
        }
        match token(&line) {
            Some(Ok(token)) => tokens.push(token),
            Some(Err(error)) => wrong = wrong.or_else(|| Some(lines.place(error))),
            None => {}
        }
    };
    (wrong.map_or(Ok(tokens), Err), at_end)
}

/// `token TAB tag`, or with a space instead; `None` for a line without a token.
fn token(line: &str) -> Option<Result<Token>> {
    let mut fields = line.split('\t');
    let split = match (fields.next(), fields.next()) {
        (Some(token), Some(tag)) => Some((token, tag)),
        _ => line.trim_end().rsplit_once(char::is_whitespace),
    };
    let (token, tag) = match split {
        Some((token, tag)) => (token.trim(), tag.trim()),
        None if line.trim().is_empty() => return None,
        None => return Some(Err(Error::malformed(format!("no tag after {line:?}")))),
    };
    if !(tag == "O" || tag.starts_with("B-") || tag.starts_with("I-")) {
        return Some(Err(Error::malformed(format!("{tag:?} is not a tag"))));
    }
    (!token.is_empty()).then(|| Ok((token.to_owned(), tag.to_owned())))
}

impl Documents {
    fn build(&mut self, path: &Path, tokens: &[Token]) -> Result<NamesDocument> {
        let stem = files::stem(path);
        let id = match self.set {
            NameSet::Wikigold | NameSet::Wnut17 => format!("{stem}-{}", self.number),
            NameSet::WorldwideNewswire | NameSet::Re3d => stem,
        };
        let is_address = |token: &str| token.starts_with("http://") || token.starts_with("https://");
        let address = tokens.first().map(|(token, _)| token).filter(|token| is_address(token));
        let tokens = &tokens[usize::from(address.is_some())..];
        let forms: Vec<&str> = tokens.iter().map(|(form, _)| form.as_str()).collect();
        let original = self.originals.text(self.set, path)?.map(|text| {
            let text = text.trim_start_matches('\u{feff}').trim_start();
            let body = address.and_then(|address| text.strip_prefix(address.as_str())).unwrap_or(text);
            body.trim().to_owned()
        });
        let aligned = original.and_then(|text| align(&text, &forms).map(|spans| (text, spans)));
        let (text, spans) = aligned.unwrap_or_else(|| space(&forms));
        let names = names(self.set, tokens, &spans);
        Ok(NamesDocument { id, text, names })
    }
}

/// Names of tagged tokens. A name begins at a B- tag, and at an I- tag of another class than the tag before.
fn names(set: NameSet, tokens: &[Token], spans: &[Span]) -> Vec<Name> {
    let mut found: Vec<(&str, Span)> = Vec::new();
    let mut before = "";
    for ((_, tag), span) in tokens.iter().zip(spans) {
        let label = tag.get(2..).unwrap_or("");
        match found.last_mut() {
            Some((_, name)) if tag.starts_with("I-") && before == label => *name = name.join(*span),
            _ if !label.is_empty() => found.push((label, *span)),
            _ => {}
        }
        before = label;
    }
    let name = |(label, span): (&str, Span)| Some(Name { span, class: set.class(label)? });
    found.into_iter().filter_map(name).collect()
}

/// The file with the untokenised text of a file of annotation.
fn original(set: NameSet, path: &Path) -> Option<PathBuf> {
    let file = match set {
        NameSet::Wikigold | NameSet::Wnut17 => None,
        NameSet::WorldwideNewswire => {
            let folder = path.parent()?.parent()?.join("original");
            Some(folder.join(path.with_extension("").file_name()?))
        }
        NameSet::Re3d => re3d_documents(path),
    };
    file.filter(|file| file.is_file())
}

/// Where the articles of a re3d file in `…/conll/` stand.
pub(super) fn re3d_documents(path: &Path) -> Option<PathBuf> {
    Some(path.parent()?.parent()?.join("documents.jsonl"))
}

#[derive(Deserialize)]
struct Re3dDocument {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

/// The untokenised texts of a set.
#[derive(Default)]
struct Originals {
    /// The re3d file that was read last, and its texts.
    re3d: (PathBuf, BTreeMap<String, String>),
}

impl Originals {
    fn text(&mut self, set: NameSet, path: &Path) -> Result<Option<String>> {
        match set {
            NameSet::Wikigold | NameSet::Wnut17 => Ok(None),
            NameSet::WorldwideNewswire => original(set, path).map(|path| files::text(&path)).transpose(),
            NameSet::Re3d => {
                let Some(file) = original(set, path) else {
                    return Ok(None);
                };
                if self.re3d.0 != file {
                    let texts = files::text(&file)?;
                    let parse = |line: &str| {
                        let document: Re3dDocument = serde_json::from_str(line)?;
                        Ok((document.id, document.text))
                    };
                    let by_id: std::result::Result<_, serde_json::Error> = texts.lines().map(parse).collect();
                    self.re3d = (file.clone(), by_id.map_err(|error| Error::new(error).in_file(&file))?);
                }
                Ok(self.re3d.1.get(&files::stem(path)).cloned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gold::names::NameClass;

    fn tagged(lines: &str) -> Vec<Token> {
        lines.lines().filter_map(token).map(|token| token.unwrap()).collect()
    }

    fn cut(set: NameSet, lines: &str) -> Vec<(String, NameClass)> {
        let tokens = tagged(lines);
        let forms: Vec<&str> = tokens.iter().map(|(form, _)| form.as_str()).collect();
        let (text, spans) = space(&forms);
        names(set, &tokens, &spans).iter().map(|name| (name.span.slice(&text).to_owned(), name.class)).collect()
    }

    #[test]
    fn a_new_name_begins_at_b_and_at_another_class() {
        let lines = "Kim I-PER\nLee B-PER\nSon I-PER\nOslo I-LOC\nand O\nJazz I-MISC\nUN I-ORG\n";
        let expected = [
            ("Kim".to_owned(), NameClass::Person),
            ("Lee Son".to_owned(), NameClass::Person),
            ("Oslo".to_owned(), NameClass::Place),
            ("UN".to_owned(), NameClass::Organization),
        ];
        assert_eq!(cut(NameSet::Wikigold, lines), expected);
    }

    #[test]
    fn nested_columns_and_stray_spaces_are_read() {
        let lines =
            "Uganda\tB-Organization\tB-Location\nAirlines\tI-Organization\nof    O\nTema    B-Location\n249 \tO\n\n";
        let expected = [("Uganda Airlines".to_owned(), NameClass::Organization), ("Tema".to_owned(), NameClass::Place)];
        assert_eq!(cut(NameSet::WorldwideNewswire, lines), expected);
    }

    #[test]
    fn a_line_without_a_tag_is_an_error() {
        assert!(token("Kim").unwrap().is_err());
        assert!(token("Kim\tPERSON").unwrap().is_err());
        assert!(token("  ").is_none());
    }
}
