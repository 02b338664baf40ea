//! The records of a WARC, one after the other.

use std::io::{self, BufRead, Read};

/// Most bytes of one record's header.
const HEADER_LIMIT: u64 = 64_000;

/// Reads records as long as they follow one another.
pub(super) struct Records<R> {
    reader: R,
    /// Bytes of the current record's block that were not read yet.
    left: u64,
}

/// What a record says of itself.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Header {
    pub kind: String,
    pub length: u64,
    pub target: Option<String>,
    pub date: Option<String>,
    content_type: Option<String>,
}

impl Header {
    /// Whether the block is an HTTP message; old archives do not say.
    pub fn is_http(&self) -> bool {
        self.content_type
            .as_deref()
            .is_none_or(|kind| kind.trim_start().to_ascii_lowercase().starts_with("application/http"))
    }
}

impl<R: BufRead> Records<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, left: 0 }
    }

    /// The next record's header, once the rest of this one is read over; none at the end. Errors say what is wrong.
    pub fn next(&mut self) -> Result<Option<Header>, String> {
        self.skip()?;
        let mut budget = HEADER_LIMIT;
        // Two line breaks stand behind a block, in careless archives more or fewer.
        let version = loop {
            let Some(line) = self.line(&mut budget)? else { return Ok(None) };
            if !line.is_empty() {
                break line;
            }
        };
        if !version.starts_with("WARC/") {
            return Err("it does not begin as a record does".to_owned());
        }
        let mut fields: Vec<String> = Vec::new();
        loop {
            let line = self.line(&mut budget)?.ok_or("it ends inside its header")?;
            if line.is_empty() {
                break;
            }
            match fields.last_mut() {
                Some(field) if line.starts_with([' ', '\t']) => field.push_str(&line),
                _ => fields.push(line),
            }
        }
        let header = header(&fields)?;
        self.left = header.length;
        Ok(Some(header))
    }

    /// The current record's block.
    pub fn block(&mut self) -> Result<Vec<u8>, String> {
        let mut block = Vec::new();
        let read = (&mut self.reader).take(self.left).read_to_end(&mut block).map_err(|error| failure(&error))?;
        self.left -= read as u64;
        if self.left > 0 { Err(format!("{} bytes are missing at its end", self.left)) } else { Ok(block) }
    }

    fn skip(&mut self) -> Result<(), String> {
        let skipped =
            io::copy(&mut (&mut self.reader).take(self.left), &mut io::sink()).map_err(|error| failure(&error))?;
        self.left -= skipped;
        if self.left > 0 {
            Err(format!("{} bytes are missing at the end of the one before", self.left))
        } else {
            Ok(())
        }
    }

    /// A line of a header; none at the end of the stream.
    fn line(&mut self, budget: &mut u64) -> Result<Option<String>, String> {
        let mut line = Vec::new();
        let read =
            (&mut self.reader).take(*budget).read_until(b'\n', &mut line).map_err(|error| failure(&error))? as u64;
        *budget -= read;
        match line.pop() {
            None if *budget == 0 => Err("its header does not end".to_owned()),
            None => Ok(None),
            Some(b'\n') => {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                Ok(Some(String::from_utf8_lossy(&line).into_owned()))
            }
            Some(_) if *budget == 0 => Err("its header does not end".to_owned()),
            Some(_) => Err("it ends inside its header".to_owned()),
        }
    }
}

fn header(fields: &[String]) -> Result<Header, String> {
    let mut header = Header::default();
    let mut length = None;
    for field in fields {
        let Some((name, value)) = field.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_owned(),
            "warc-date" => header.date = Some(value.to_owned()),
            "content-type" => header.content_type = Some(value.to_owned()),
            "content-length" => length = value.parse().ok(),
            // Some writers put it between angle brackets.
            "warc-target-uri" => header.target = Some(value.trim_start_matches('<').trim_end_matches('>').to_owned()),
            _ => {}
        }
    }
    header.length = length.ok_or("it does not say its length")?;
    Ok(header)
}

fn failure(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            format!("the gzip data is truncated or damaged, {error}")
        }
        _ => format!("it cannot be read, {error}"),
    }
}
