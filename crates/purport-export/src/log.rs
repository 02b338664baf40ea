//! Everything that came in, as JSON lines: lossless.
//!
//! In: a store, a moment. Out: one row a line, in the order in which the ledger learned of them: `article` (whole, before its
//! first reading), `reading` (without its article, spans in code points), `review`. An article has a `key`, which readings and
//! reviews name it by; each row has the moment at which it became known. A review points at the characters of a claim in bytes
//! of the article's text, as the ledger keeps it. Not in it: what is derived, which an import makes anew, and what servers said
//! of pages.

use std::io::Write;

use purport_ledger::answer::moment;
use purport_ledger::derive::hex;
use purport_ledger::review::{Act, Review};
use purport_ledger::store::Asked;
use purport_ledger::store::{ArticleRow, Moment, Store};
use purport_read::Reading;
use serde::Serialize;

use crate::error::Result;
use crate::export::Summary;
use crate::text::json;

/// What came in.
pub(crate) enum Entry<'a> {
    /// An article, with its row.
    Article(&'a ArticleRow, &'a Reading),
    /// A reading of an article, and when it became known.
    Reading(&'a ArticleRow, &'a Reading, Moment),
    /// What a person decided.
    Review(&'a Review),
}

/// Everything that came in up to a moment, in order.
pub(crate) fn entries<S: Store + Asked>(
    store: &S,
    at: Moment,
    mut take: impl FnMut(Entry<'_>) -> Result<()>,
) -> Result<()> {
    let mut after = Moment::MIN;
    while let Some(entry) = store.next_in_log(after)? {
        if entry.known > at {
            break;
        }
        after = entry.known;
        for id in entry.articles {
            let row = store.article_row(id)?;
            let reading = store.reading(id, entry.known)?;
            if row.known == entry.known {
                take(Entry::Article(&row, &reading))?;
            }
            take(Entry::Reading(&row, &reading, entry.known))?;
        }
        entry.reviews.iter().try_for_each(|review| take(Entry::Review(review)))?;
    }
    Ok(())
}

/// The JSON of an article and of its reading without it, spans in code points.
pub(crate) fn parts(reading: &Reading) -> (String, String) {
    const OPENING: &str = "{\"article\":";
    let alone = Reading { article: reading.article.clone(), ..Reading::default() }.to_json();
    // After the article nothing of it is repeated, so the last place where the rest begins is the right one.
    let end = alone.rfind(",\"entities\":[],\"claims\":[]").unwrap_or(alone.len());
    let whole = reading.to_json();
    let article = whole.get(OPENING.len()..end).unwrap_or_default().to_owned();
    (article, format!("{{{}", whole.get(end + 1..).unwrap_or_default()))
}

#[derive(Serialize)]
struct ReviewLine<'a> {
    row: &'static str,
    id: i64,
    known: String,
    author: &'a str,
    reason: &'a str,
    act: &'a Act,
}

pub(crate) fn write<S: Store + Asked>(store: &S, at: Moment, out: &mut dyn Write) -> Result<Summary> {
    let mut summary = Summary::default();
    entries(store, at, |entry| {
        match entry {
            Entry::Article(row, reading) => {
                let (key, known, article) = (hex(&row.key), moment(row.known), parts(reading).0);
                writeln!(out, "{{\"row\":\"article\",\"key\":\"{key}\",\"known\":\"{known}\",\"article\":{article}}}")?;
            }
            Entry::Reading(row, reading, known) => {
                let (key, known, reading) = (hex(&row.key), moment(known), parts(reading).1);
                writeln!(out, "{{\"row\":\"reading\",\"key\":\"{key}\",\"known\":\"{known}\",\"reading\":{reading}}}")?;
            }
            Entry::Review(Review { id, known, author, reason, act }) => {
                let line = ReviewLine { row: "review", id: *id, known: moment(*known), author, reason, act };
                writeln!(out, "{}", json(&line)?)?;
            }
        }
        summary.records += 1;
        Ok(())
    })?;
    Ok(summary)
}
