//! Lossless exports back into a ledger.
//!
//! In: JSON lines as [`crate::log`] writes them, or a folder of Parquet tables. Out: rows for [`crate::merge`]. A row that is
//! none ends the import with an error that names its line; all moments before it are in the ledger.

use std::io::{BufRead, Read};
use std::path::Path;

use purport_ledger::Ledger;
use purport_ledger::review::{Act, Review};
use purport_ledger::store::Asked;
use purport_ledger::store::{Moment, Store, key};
use purport_read::{Claim, Entity, Event, Place, Quantity, Reader, Reading, Time};
use purport_text::{Article, Span};
use serde::Deserialize;

use crate::error::{ExportError, Result};
use crate::merge::{Imported, Merge, Row};

/// Longest line that is taken: a book's article with its reading.
const LONGEST: u64 = 2_000_000_000;

/// Brings JSON lines back. `name` stands for the input in errors.
///
/// # Errors
/// When a line is not a row of an export, or the ledger fails; so for [`import_folder`].
pub fn import<S: Store + Asked>(mut lines: impl BufRead, name: &str, ledger: &mut Ledger<S>) -> Result<Imported> {
    let mut merge = Merge::new(ledger)?;
    let mut count = 0_u64;
    let mut bytes = Vec::new();
    loop {
        count += 1;
        let place = format!("{name}, line {count}");
        bytes.clear();
        let read = (&mut lines).take(LONGEST).read_until(b'\n', &mut bytes);
        let taken = read.map_err(|error| ExportError::new(&*place, error)).and_then(|length| {
            let text = std::str::from_utf8(&bytes).map_err(|_| ExportError::row(&place, "the line is not UTF-8"))?;
            if !text.trim().is_empty() {
                merge.take(row(text).map_err(|why| ExportError::row(&place, why))?, &place)?;
            }
            Ok(length)
        });
        match taken {
            Ok(0) => return merge.end(),
            Ok(_) => {}
            Err(error) => {
                merge.give_up();
                return Err(error);
            }
        }
    }
}

/// Brings a folder of Parquet tables back.
///
/// # Errors
/// As [`import`].
pub fn import_folder<S: Store + Asked>(folder: &Path, ledger: &mut Ledger<S>) -> Result<Imported> {
    let mut merge = Merge::new(ledger)?;
    match crate::parquet::read(folder, |row, place| merge.take(row, place)) {
        Ok(()) => merge.end(),
        Err(error) => {
            merge.give_up();
            Err(error)
        }
    }
}

/// What any row may have.
#[derive(Deserialize)]
struct Head {
    row: String,
    key: Option<String>,
    known: String,
    article: Option<Article>,
    reading: Option<Body>,
    id: Option<i64>,
    author: Option<String>,
    reason: Option<String>,
    act: Option<Act>,
}

/// A reading without its article, spans in code points.
#[derive(Deserialize)]
pub(crate) struct Body {
    entities: Vec<Entity>,
    claims: Vec<Claim>,
    events: Vec<Event>,
    times: Vec<Time>,
    quantities: Vec<Quantity>,
    places: Vec<Place>,
    repeated: Vec<Span>,
    reader: Reader,
}

impl Body {
    /// With its article, and spans in bytes.
    pub(crate) fn finish(self, article: Article) -> std::result::Result<Reading, String> {
        let Self { entities, claims, events, times, quantities, places, repeated, reader } = self;
        let layers = None;
        let counted =
            Reading { article, entities, claims, events, times, quantities, places, repeated, reader, layers };
        let json = serde_json::to_string(&counted).map_err(|error| error.to_string())?;
        Reading::from_json(&json).map_err(|error| error.to_string())
    }
}

fn row(text: &str) -> std::result::Result<Row, String> {
    let head: Head = serde_json::from_str(text)
        .map_err(|error| format!("this is not a row of `purport export --format jsonl`: {error}"))?;
    let missing = |what: &str| format!("the {} has no {what}", head.row);
    let known = moment(&head.known)?;
    match head.row.as_str() {
        "article" => {
            let article = head.article.ok_or_else(|| missing("article"))?;
            checked(article, head.key.as_deref().unwrap_or_default()).map(Row::Article)
        }
        "reading" => {
            let key = key_of(head.key.as_deref().unwrap_or_default())?;
            let body = head.reading.ok_or_else(|| missing("reading"))?;
            Ok(Row::Reading { key, known, finish: Box::new(move |article| body.finish(article)) })
        }
        "review" => Ok(Row::Review(Review {
            id: head.id.ok_or_else(|| missing("id"))?,
            known,
            author: head.author.clone().ok_or_else(|| missing("author"))?,
            reason: head.reason.clone().ok_or_else(|| missing("reason"))?,
            act: head.act.clone().ok_or_else(|| missing("act"))?,
        })),
        other => Err(format!("there is no row of the kind {other:?}; use the program that wrote it")),
    }
}

/// An article whose key is the one that its content has.
pub(crate) fn checked(article: Article, given: &str) -> std::result::Result<Article, String> {
    if key_of(given)? == key(&article) {
        Ok(article)
    } else {
        Err(format!(
            "article {}: its content is not what its key was made from; it was changed after export",
            article.id
        ))
    }
}

/// A key of hexadecimal digits.
pub(crate) fn key_of(text: &str) -> std::result::Result<[u8; 16], String> {
    let wrong = || format!("{text:?} is not the key of an article");
    let mut key = [0; 16];
    if text.len() != 32 || !text.is_ascii() {
        return Err(wrong());
    }
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).map_err(|_| wrong())?;
    }
    Ok(key)
}

/// A moment as the ledger writes it.
pub(crate) fn moment(text: &str) -> std::result::Result<Moment, String> {
    let time = text.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_millisecond);
    time.or_else(|_| text.parse::<Moment>()).map_err(|_| format!("{text:?} is not a moment; give RFC 3339"))
}
