//! What a person names on the command line, to bytes.
//!
//! In: a path, `-` for standard input, or an http(s) address. Out: [`Raw`] bytes, opened if gzipped, with what the
//! carrier said about them. Refuses: directories, empty input, more bytes than the limits allow, damaged gzip, servers
//! that answer with an error or not at all.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use crate::error::{TextError, TextErrorKind};
use crate::fetch::{self, FetchOptions};

/// Most bytes taken from a file or standard input, after opening gzip: 200 MB.
pub const FILE_LIMIT: u64 = 200_000_000;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Where bytes come from.
///
/// ```
/// use purport_text::Source;
/// assert_eq!(Source::named("-"), Source::StandardInput);
/// assert_eq!(Source::named("report.html"), Source::File("report.html".into()));
/// assert!(matches!(Source::named("https://example.org/a"), Source::Address(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input, named `-`.
    StandardInput,
    /// An http or https address.
    Address(String),
}

/// Bytes as they came, and what the carrier said about them.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    /// What a person calls it: path, address or `standard input`. Errors are placed with it.
    pub name: String,
    /// The bytes, with gzip opened.
    pub bytes: Vec<u8>,
    /// The `Content-Type` header, when there was one.
    pub content_type: Option<String>,
    /// The address that the bytes came from, after redirects.
    pub url: Option<String>,
}

impl Source {
    /// What a command-line argument names.
    #[must_use]
    pub fn named(argument: &str) -> Self {
        let scheme = argument.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match (argument, scheme.as_deref()) {
            ("-", _) => Self::StandardInput,
            (_, Some("http" | "https")) => Self::Address(argument.to_owned()),
            _ => Self::File(argument.into()),
        }
    }

    /// What errors call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::StandardInput => "standard input".to_owned(),
            Self::Address(address) => address.clone(),
        }
    }

    /// All bytes of the source.
    ///
    /// # Errors
    /// When it cannot be opened or fetched, is a directory, is empty, is damaged gzip, or passes the size limit
    /// ([`FILE_LIMIT`], [`fetch::FETCH_LIMIT`]).
    pub fn load(&self, options: &FetchOptions) -> Result<Raw, TextError> {
        let raw = match self {
            Self::Address(address) => fetch::fetch(address, options)?,
            Self::File(_) | Self::StandardInput => {
                let mut bytes = Vec::new();
                let mut reader = self.open(options)?.take(FILE_LIMIT + 1);
                reader.read_to_end(&mut bytes).map_err(|error| TextError::new(self.name(), kind_of(&error)))?;
                if bytes.len() as u64 > FILE_LIMIT {
                    return Err(TextError::new(self.name(), TextErrorKind::TooLarge(FILE_LIMIT / 1_000_000)));
                }
                Raw { name: self.name(), bytes, content_type: None, url: None }
            }
        };
        if raw.bytes.is_empty() {
            return Err(TextError::new(raw.name, TextErrorKind::Empty));
        }
        Ok(raw)
    }

    /// A stream of the source's bytes with gzip opened, for inputs of any length that hold one record a line.
    ///
    /// ```no_run
    /// use purport_text::{FetchOptions, Source, articles};
    /// let source = Source::named("wire.jsonl.gz");
    /// for article in articles(&source.name(), source.open(&FetchOptions::default())?) {
    ///     println!("{}", article?.id);
    /// }
    /// # Ok::<(), purport_text::TextError>(())
    /// ```
    ///
    /// # Errors
    /// When it cannot be opened or fetched, or is a directory. Errors while reading come through the stream.
    pub fn open(&self, options: &FetchOptions) -> Result<Box<dyn BufRead + Send>, TextError> {
        let placed = |error: &io::Error| TextError::new(self.name(), kind_of(error));
        let mut plain: Box<dyn BufRead + Send> = match self {
            Self::StandardInput => Box::new(BufReader::new(io::stdin())),
            Self::File(path) => {
                Box::new(BufReader::new(open_file(path).map_err(|kind| TextError::new(self.name(), kind))?))
            }
            Self::Address(address) => Box::new(io::Cursor::new(fetch::fetch(address, options)?.bytes)),
        };
        let start = plain.fill_buf().map_err(|error| placed(&error))?;
        if start.starts_with(&GZIP_MAGIC) {
            plain = Box::new(BufReader::new(GzipReader(MultiGzDecoder::new(plain))));
        }
        Ok(plain)
    }
}

/// Marks errors of the decoder, so that [`kind_of`] can tell damaged gzip from a file that cannot be read.
struct GzipReader<R: BufRead>(MultiGzDecoder<R>);

impl<R: BufRead> Read for GzipReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))
    }
}

fn open_file(path: &Path) -> Result<File, TextErrorKind> {
    let file = File::open(path).map_err(|error| kind_of(&error))?;
    // A directory opens on Unix and fails only when read.
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(TextErrorKind::Directory);
    }
    Ok(file)
}

/// Opens gzip held in memory, up to `limit` bytes.
pub(crate) fn open_gzip(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, TextErrorKind> {
    if !bytes.starts_with(&GZIP_MAGIC) {
        return Ok(bytes);
    }
    let mut opened = Vec::new();
    let mut reader = GzipReader(MultiGzDecoder::new(bytes.as_slice())).take(limit + 1);
    reader.read_to_end(&mut opened).map_err(|error| kind_of(&error))?;
    if opened.len() as u64 > limit {
        return Err(TextErrorKind::TooLarge(limit / 1_000_000));
    }
    Ok(opened)
}

pub(crate) fn kind_of(error: &io::Error) -> TextErrorKind {
    match error.kind() {
        io::ErrorKind::NotFound => TextErrorKind::NotFound,
        io::ErrorKind::IsADirectory => TextErrorKind::Directory,
        io::ErrorKind::InvalidData => TextErrorKind::Gzip(error.to_string()),
        _ => TextErrorKind::Unreadable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn load(path: &Path) -> Result<Raw, TextError> {
        Source::File(path.into()).load(&FetchOptions::default())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_file_and_the_same_file_gzipped_give_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, packed) = (folder.path().join("a.txt"), folder.path().join("b"));
        std::fs::write(&plain, "The minister said so.").unwrap();
        std::fs::write(&packed, gzip(b"The minister said so.")).unwrap();
        assert_eq!(load(&plain).unwrap().bytes, load(&packed).unwrap().bytes);
    }

    #[test]
    fn truncated_gzip_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cut.gz");
        let whole = gzip("The minister said so, and then said it again. ".repeat(50).as_bytes());
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let error = load(&path).unwrap_err();
        assert!(matches!(error.kind, TextErrorKind::Gzip(_)), "{error}");
        assert!(error.to_string().contains("cut.gz: the gzip data is truncated"), "{error}");
    }

    #[test]
    fn gzip_that_opens_into_too_much_is_refused() {
        let bomb = gzip(&vec![b'a'; 3_000_000]);
        assert!(matches!(open_gzip(bomb, 1_000_000), Err(TextErrorKind::TooLarge(1))));
    }

    #[test]
    fn a_directory_a_missing_and_an_empty_file_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.txt");
        std::fs::write(&empty, "").unwrap();
        assert!(matches!(load(folder.path()).unwrap_err().kind, TextErrorKind::Directory));
        assert!(matches!(load(&folder.path().join("none.txt")).unwrap_err().kind, TextErrorKind::NotFound));
        assert!(matches!(load(&empty).unwrap_err().kind, TextErrorKind::Empty));
    }

    #[cfg(unix)]
    #[test]
    fn an_unreadable_file_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("locked.txt");
        std::fs::write(&path, "The minister said so.").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
        if File::open(&path).is_ok() {
            println!("skipped: this user can read every file");
            return;
        }
        assert!(matches!(load(&path).unwrap_err().kind, TextErrorKind::Unreadable(_)));
    }
}
