//! Quotations as in GDELT's Global Knowledge Graph 2.1.
//!
//! In: answers, a filter. Out: a line an article that has a quotation, the 27 tab-separated columns of the codebook without a
//! header; filled are the record's id, its date, the collection (1, web), publisher, address (else the article's id) and, in
//! column 23, the quotations: `offset|length|verb|quote` joined by `#`. Offset and length count code points. Left out: claims
//! without quotation marks, and the columns that this program has other records for.

use std::io::Write;

use purport_ledger::answer::{Answers, Edition};
use purport_ledger::ask::Filter;
use purport_ledger::store::Asked;
use purport_ledger::store::Store;
use purport_read::{Claim, Quotation};
use purport_text::{CodePoints, Span};

use crate::error::Result;
use crate::export::Summary;
use crate::{text, walk};

/// Columns of GKG 2.1, and the one that quotations stand in, counted from 0.
const COLUMNS: usize = 27;
const QUOTATIONS: usize = 22;

pub(crate) fn write<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    out: &mut dyn Write,
) -> Result<Summary> {
    let mut summary = Summary::default();
    walk::articles(answers, filter, |edition, claims| {
        let article = &edition.reading.article;
        let points = CodePoints::new(&article.text);
        let mut blocks = Vec::new();
        for claim in claims.iter().filter_map(|claim| edition.reading.claims.get(walk::place_of(*claim))) {
            let quoted = quoted(&article.text, claim);
            if quoted.is_empty() {
                summary.leave_out("claims without quotation marks");
            }
            let verb = claim.cue.as_ref().map(|cue| text::words(&article.text, &cue.spans)).unwrap_or_default();
            for span in quoted {
                let counted = points.from_bytes(span);
                let words = text::slice(&article.text, span);
                blocks.push(format!("{}|{}|{}|{}", counted.start, counted.len(), clean(&verb), clean(words)));
            }
        }
        if blocks.is_empty() {
            return Ok(());
        }
        summary.records += 1;
        let mut columns = vec![String::new(); COLUMNS];
        let date = date(edition);
        columns[0] = format!("{date}-{}", purport_ledger::derive::hex(&edition.row.key));
        columns[1] = date;
        columns[2] = "1".to_owned();
        columns[3] = clean(article.publisher.as_deref().unwrap_or_default());
        columns[4] = clean(article.url.as_deref().unwrap_or(&article.id));
        columns[QUOTATIONS] = blocks.join("#");
        Ok(writeln!(out, "{}", columns.join("\t"))?)
    })?;
    Ok(summary)
}

/// Publication as `YYYYMMDDHHMMSS` in UTC, as far as it is known; zeros where it is not.
fn date(edition: &Edition) -> String {
    let published = edition.reading.article.published.as_deref().unwrap_or_default();
    let moment = published.parse::<jiff::Timestamp>().map(|time| time.strftime("%Y%m%d%H%M%S").to_string());
    moment.unwrap_or_else(|_| match text::day(published) {
        Some(day) => format!("{}000000", day.replace('-', "")),
        None => "0".repeat(14),
    })
}

/// The stretches of a claim's content that stand in quotation marks, without the marks.
fn quoted(text: &str, claim: &Claim) -> Vec<Span> {
    let spans = &claim.content;
    match claim.quotation {
        Quotation::Direct => spans.iter().map(|span| unmarked(text, *span)).filter(|span| !span.is_empty()).collect(),
        Quotation::Mixed => spans.iter().flat_map(|span| marked(text, *span)).collect(),
        Quotation::Indirect | Quotation::None => Vec::new(),
    }
}

const OPENING: [char; 3] = ['“', '"', '«'];
const CLOSING: [char; 3] = ['”', '"', '»'];

fn unmarked(text: &str, span: Span) -> Span {
    let words = text::slice(text, span);
    let end = words.trim_end_matches(|ch: char| ch.is_whitespace() || CLOSING.contains(&ch)).len();
    let start = words[..end].len()
        - words[..end].trim_start_matches(|ch: char| ch.is_whitespace() || OPENING.contains(&ch)).len();
    Span::new(span.start + start, span.start + end)
}

fn marked(text: &str, span: Span) -> Vec<Span> {
    let words = text::slice(text, span);
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, ch) in words.char_indices() {
        match open {
            Some(start) if CLOSING.contains(&ch) => {
                found.push(Span::new(span.start + start, span.start + at));
                open = None;
            }
            None if OPENING.contains(&ch) => open = Some(at + ch.len_utf8()),
            _ => {}
        }
    }
    // The claim may end before the closing mark does.
    found.extend(open.map(|start| Span::new(span.start + start, span.end)));
    found.retain(|span| !text::slice(text, *span).trim().is_empty());
    found
}

/// Text without the characters that part fields.
fn clean(text: &str) -> String {
    text.chars().map(|ch| if ch.is_control() || matches!(ch, '|' | '#') { ' ' } else { ch }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_stretches_are_found_without_their_marks() {
        let text = "he called it “a step” and “no more";
        let found: Vec<&str> =
            marked(text, Span::new(0, text.len())).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, ["a step", "no more"]);
        assert!(marked("no marks at all", Span::new(0, 15)).is_empty());
        let text = "“It rained,”";
        assert_eq!(unmarked(text, Span::new(0, text.len())).slice(text), "It rained,");
        assert!(unmarked("”", Span::new(0, 3)).is_empty());
    }

    #[test]
    fn what_parts_fields_is_blanked() {
        assert_eq!(clean("a|b#c\td"), "a b c d");
    }
}
