//! WARC archives to pages.
//!
//! In: a stream of WARC records (ISO 28500), with gzip opened. Out: for each response that brought a page, the page, its
//! address and when it was fetched; of all other records that they were passed over. Refuses: records whose page is too
//! large or packed in a way that is not read, each with its error; a record that breaks off, which ends the stream.
//! Bounded: one page is in memory at a time.

mod record;
mod response;

use std::io::BufRead;

use purport_text::{FETCH_LIMIT, Raw, TextError, TextErrorKind};

use crate::item::{Content, Gathered, Item, Passed, Reason};
use crate::validators::Receipt;
use record::{Header, Records};
use response::Response;

/// Most bytes of a response, headers included, that are taken into memory.
const RESPONSE_LIMIT: u64 = FETCH_LIMIT + 100_000;

/// The pages of one archive, in its order.
pub(crate) struct Archive<R> {
    name: String,
    records: Records<R>,
    count: usize,
    ended: bool,
}

impl<R: BufRead> Archive<R> {
    /// Those of the archive that a person calls `name`.
    pub fn new(name: String, reader: R) -> Self {
        Self { name, records: Records::new(reader), count: 0, ended: false }
    }

    /// What comes of the next record.
    pub fn next(&mut self) -> Option<Gathered> {
        if self.ended {
            return None;
        }
        let header = match self.records.next() {
            Ok(Some(header)) => header,
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Err(why) => return Some(self.broken(self.count + 1, &why)),
        };
        self.count += 1;
        let name = format!("{}, record {}", self.name, self.count);
        let passed = |name, reason| Some(Gathered::Passed(Passed { name, reason, receipt: Receipt::default() }));
        if !header.kind.eq_ignore_ascii_case("response") || !header.is_http() {
            return passed(name, Reason::OtherRecord);
        }
        if header.length > RESPONSE_LIMIT {
            let error = TextError::new(name, TextErrorKind::TooLarge(FETCH_LIMIT / 1_000_000));
            return Some(Gathered::Failed(error, Receipt::default()));
        }
        let block = match self.records.block() {
            Ok(block) => block,
            Err(why) => return Some(self.broken(self.count, &why)),
        };
        match page(&header, &block, &name) {
            Ok(Ok(raw)) => {
                let known = header.date.as_deref().and_then(purport_text::timestamp);
                Some(Gathered::Item(Item { name, known, receipt: Receipt::default(), content: Content::Page(raw) }))
            }
            Ok(Err(reason)) => passed(name, reason),
            Err(kind) => Some(Gathered::Failed(TextError::new(name, kind), Receipt::default())),
        }
    }

    fn broken(&mut self, record: usize, why: &str) -> Gathered {
        self.ended = true;
        let kind = TextErrorKind::Warc(format!("record {record}: {why}"));
        Gathered::Failed(TextError::new(self.name.as_str(), kind), Receipt::default())
    }
}

/// The page that a response brought, or why it is passed over.
fn page(header: &Header, block: &[u8], name: &str) -> Result<Result<Raw, Reason>, TextErrorKind> {
    let Some(response) = Response::read(block) else {
        return Err(TextErrorKind::Warc("no HTTP response".to_owned()));
    };
    if response.status != 200 {
        return Ok(Err(Reason::NotFound));
    }
    let content_type = response.header("content-type").map(str::to_owned);
    let kind = content_type.as_deref().unwrap_or("text/html").split(';').next().unwrap_or_default().trim();
    if !["text/html", "application/xhtml+xml", "text/plain"].iter().any(|page| kind.eq_ignore_ascii_case(page)) {
        return Ok(Err(Reason::NotAPage));
    }
    let bytes = response.body(FETCH_LIMIT)?;
    Ok(Ok(Raw { name: name.to_owned(), bytes, content_type, url: header.target.clone() }))
}

#[cfg(test)]
mod tests;
