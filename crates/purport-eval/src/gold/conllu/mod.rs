//! CoNLL-U: Universal Dependencies treebanks.
//!
//! The format is [Universal Dependencies'](https://universaldependencies.org/format.html). The raw text, which a reader
//! gets to see, is rebuilt: tokens are parted by a space unless `SpaceAfter=No`, sentences in the same way, and
//! `# newpar` (`# newpar_block` too) puts a blank line before its sentence. `# newdoc` begins a document; a file without
//! it is one document, named after the file. Empty nodes (`8.1`) are left out.

mod builder;

use std::path::{Path, PathBuf};

use super::SyntaxDocument;
use super::files::{self, NumberedLines};
use crate::error::Result;
use builder::Builder;

/// The documents of a file, or of all `.conllu` files of a folder in the order of their names.
///
/// A document with a line that the format does not allow is an error item; the next document is read.
///
/// # Errors
/// When there is no such file.
pub fn documents(path: &Path) -> Result<impl Iterator<Item = Result<SyntaxDocument>>> {
    let paths = files(path)?.into_iter();
    Ok(Documents { paths, lines: None, next_id: String::new() })
}

/// The files that make up the set.
///
/// # Errors
/// As [`documents`].
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    files::ending_in(path, &[".conllu"], "CoNLL-U file (.conllu)")
}

struct Documents {
    paths: std::vec::IntoIter<PathBuf>,
    lines: Option<NumberedLines>,
    /// Id of the document whose `# newdoc` was read last.
    next_id: String,
}

impl Iterator for Documents {
    type Item = Result<SyntaxDocument>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.lines.is_none() {
                let path = self.paths.next()?;
                match NumberedLines::open(&path) {
                    Ok(lines) => self.lines = Some(lines),
                    Err(error) => return Some(Err(error)),
                }
                self.next_id = files::stem(&path);
            }
            if let Some(document) = self.read_document() {
                return Some(document);
            }
        }
    }
}

impl Documents {
    /// Reads up to the next `# newdoc` or the end of the file; `None` when nothing stood there.
    fn read_document(&mut self) -> Option<Result<SyntaxDocument>> {
        let lines = self.lines.as_mut()?;
        let mut builder = Builder::default();
        let mut wrong = None;
        let id = loop {
            let line = match lines.next_line() {
                Some(Ok(line)) => line,
                // Nothing says that the rest of a file that cannot be read is worth anything.
                Some(Err(error)) => {
                    wrong = wrong.or(Some(error));
                    self.lines = None;
                    break std::mem::take(&mut self.next_id);
                }
                None => {
                    self.lines = None;
                    break std::mem::take(&mut self.next_id);
                }
            };
            if let Some(rest) = line.strip_prefix("# newdoc") {
                let named = rest.split_once('=').map(|(_, id)| id.trim().to_owned());
                let following = named.unwrap_or_else(|| format!("{} {}", files::stem(lines.path()), line.trim()));
                let id = std::mem::replace(&mut self.next_id, following);
                if builder.is_empty() && wrong.is_none() {
                    continue;
                }
                break id;
            }
            if wrong.is_none() {
                wrong = builder.line(&line).err().map(|error| lines.place(error));
            }
        };
        let finished = wrong.map_or_else(|| builder.finish(), Err);
        match finished {
            Ok(syntax) if syntax.0.is_empty() => None,
            Ok((text, syntax)) => Some(Ok(SyntaxDocument { id, text, syntax })),
            Err(error) => Some(Err(error)),
        }
    }
}
