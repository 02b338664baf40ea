//! Which files make up a gold set.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};

/// The files under `path` whose names end in one of `endings`, sorted by path; `path` itself when it is a file.
///
/// Folders inside the folder are read too. `what` says in the error what was looked for.
///
/// # Errors
/// When the folder cannot be read, or holds no such file.
pub fn ending_in(path: &Path, endings: &[&str], what: &'static str) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| Error::new(error).in_file(&folder))? {
            let entry = entry.map_err(|error| Error::new(error).in_file(&folder))?.path();
            if entry.is_dir() {
                folders.push(entry);
            } else if endings.iter().any(|ending| entry.to_string_lossy().ends_with(ending)) {
                found.push(entry);
            }
        }
    }
    if found.is_empty() {
        return Err(Error::new(ErrorKind::Empty(what)).in_file(path));
    }
    found.sort();
    Ok(found)
}

/// A file's text.
///
/// # Errors
/// When the file cannot be read, or is not UTF-8.
pub fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Error::new(error).in_file(path))
}

/// The file's name up to its first point.
pub(super) fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// Lines of a file, which know where they are.
pub(super) struct NumberedLines {
    path: PathBuf,
    lines: Lines<BufReader<File>>,
    number: usize,
}

impl NumberedLines {
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|error| Error::new(error).in_file(path))?;
        Ok(Self { path: path.to_path_buf(), lines: BufReader::new(file).lines(), number: 0 })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The next line without its end.
    pub fn next_line(&mut self) -> Option<Result<String>> {
        let line = self.lines.next()?;
        self.number += 1;
        Some(line.map_err(|error| self.place(Error::new(error))))
    }

    /// The error, placed at the line that was read last.
    pub fn place(&self, error: Error) -> Error {
        error.in_record(format_args!("line {}", self.number)).in_file(&self.path)
    }
}
