//! Folders to the files in them, and files to what they hold.
//!
//! In: a path. Out: the files below it, by name, and whether each is a report or a container. Passed over: what is
//! hidden, and what is neither text nor HTML nor a container. A file whose ending says nothing is looked into.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use purport_text::{TextError, TextErrorKind, decode, looks_like_page};
use walkdir::{DirEntry, IntoIter, WalkDir};

use crate::item::Reason;

/// Bytes of a file that decide whether it is text.
const WINDOW: u64 = 8_192;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// One report.
    Report,
    /// One report a line.
    Lines,
    /// Web pages.
    Archive,
    /// Reports elsewhere.
    Feed,
}

impl Holds {
    /// What the ending of a file's name says, where that settles it.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "jsonl" | "ndjson" => Some(Self::Lines),
            "warc" => Some(Self::Archive),
            "xml" | "rss" | "atom" => Some(Self::Feed),
            "html" | "htm" | "xhtml" | "txt" | "text" => Some(Self::Report),
            _ => None,
        }
    }

    /// What the first bytes of a stream say.
    pub fn by_start(start: &[u8]) -> Self {
        match start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start() {
            [b'W', b'A', b'R', b'C', b'/', ..] => Self::Archive,
            [b'{', ..] => Self::Lines,
            _ => Self::Report,
        }
    }
}

/// The files below a folder.
pub(crate) struct Folder(IntoIter);

/// What is found in a folder.
#[derive(Debug)]
pub(crate) enum Found {
    File(String, Holds),
    Passed(String, Reason),
    Failed(TextError),
}

impl Folder {
    pub fn new(path: &Path) -> Self {
        // Links are followed as anywhere else; the walk notices when they lead in a circle.
        Self(WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter())
    }
}

impl Iterator for Folder {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let entry = match self.0.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(Found::Failed(failure(&error))),
            };
            let name = entry.path().display().to_string();
            // The folder that a person named is wanted whatever its name is.
            if entry.depth() > 0 && is_hidden(&entry) {
                if entry.file_type().is_dir() {
                    self.0.skip_current_dir();
                }
                return Some(Found::Passed(name, Reason::Hidden));
            }
            if entry.file_type().is_dir() {
                continue;
            }
            // A pipe would be waited on for ever.
            if !entry.file_type().is_file() {
                return Some(Found::Passed(name, Reason::NotText));
            }
            return Some(match Holds::by_name(&name) {
                Some(Holds::Feed) => Found::Passed(name, Reason::Feed),
                Some(holds) => Found::File(name, holds),
                None if is_report(entry.path()) => Found::File(name, Holds::Report),
                None => Found::Passed(name, Reason::NotText),
            });
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether a file with another ending than usual is a page, or one without an ending text. What cannot be opened is
/// taken for one, so that its error is told.
fn is_report(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(WINDOW).read_to_end(&mut start));
    if read.is_err() {
        return true;
    }
    if start.starts_with(&[0x1f, 0x8b]) {
        let mut opened = Vec::new();
        // The window may end in the middle of a block; what came out before is enough.
        let _ = MultiGzDecoder::new(start.as_slice()).take(WINDOW).read_to_end(&mut opened);
        start = opened;
    }
    decode(&start, None).is_ok_and(|text| looks_like_page(&text) || (path.extension().is_none() && !text.is_empty()))
}

fn failure(error: &walkdir::Error) -> TextError {
    let name = error.path().map_or_else(String::new, |path| path.display().to_string());
    let kind = match error.io_error() {
        Some(io) if io.kind() == std::io::ErrorKind::NotFound => TextErrorKind::NotFound,
        Some(io) => TextErrorKind::Unreadable(io.to_string()),
        None => TextErrorKind::Unreadable("a link leads back into the folder that holds it".to_owned()),
    };
    TextError::new(name, kind)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_is_walked_in_order_and_what_is_no_report_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("b.txt", "The minister left."),
            ("a/z.html.gz", "x"),
            ("a/b.HTM", "x"),
            ("a.jsonl", "{}"),
            ("c.warc.gz", "x"),
            (".hidden.txt", "x"),
            (".git/config.txt", "x"),
            ("logo.png", "\u{89}PNG"),
            ("style.css", "p { color: red }"),
            ("saved.rss", "<rss/>"),
            ("page.php", "<!DOCTYPE html><html>"),
            ("README", "The envoy stayed."),
            ("empty", ""),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = folder.path().display().to_string();
        let short = |name: &str| name[root.len() + 1..].to_owned();
        let found: Vec<(String, Result<Holds, Reason>)> = Folder::new(folder.path())
            .map(|found| match found {
                Found::File(name, holds) => (short(&name), Ok(holds)),
                Found::Passed(name, reason) => (short(&name), Err(reason)),
                Found::Failed(error) => panic!("{error}"),
            })
            .collect();
        let wanted = [
            (".git", Err(Reason::Hidden)),
            (".hidden.txt", Err(Reason::Hidden)),
            ("README", Ok(Holds::Report)),
            ("a/b.HTM", Ok(Holds::Report)),
            ("a/z.html.gz", Ok(Holds::Report)),
            ("a.jsonl", Ok(Holds::Lines)),
            ("b.txt", Ok(Holds::Report)),
            ("c.warc.gz", Ok(Holds::Archive)),
            ("empty", Err(Reason::NotText)),
            ("logo.png", Err(Reason::NotText)),
            ("page.php", Ok(Holds::Report)),
            ("saved.rss", Err(Reason::Feed)),
            ("style.css", Err(Reason::NotText)),
        ];
        assert_eq!(found, wanted.map(|(name, holds)| (name.to_owned(), holds)));
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_and_pipes_do_not_hold_it_up() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("round")).unwrap();
        let socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
        let found: Vec<Found> = Folder::new(folder.path()).collect();
        assert!(matches!(&found[..], [Found::Failed(_), Found::Passed(_, Reason::NotText)]), "{found:?}");
        drop(socket);
    }

    #[test]
    fn a_stream_is_told_by_its_first_bytes() {
        assert_eq!(Holds::by_start(b"\xef\xbb\xbf {\"text\": 1}"), Holds::Lines);
        assert_eq!(Holds::by_start(b"\r\nWARC/1.0\r\n"), Holds::Archive);
        assert_eq!(Holds::by_start(b"The minister left."), Holds::Report);
        assert_eq!(Holds::by_start(b""), Holds::Report);
    }
}
