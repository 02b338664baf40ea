//! Quotations as BBC Citron has them.
//!
//! In: answers, a filter. Out: a line an article: `text`, and `quotes` with `cue`, `sources`, `contents`, `coreferences`,
//! `confidence`, `id`; a span is `start`, `end` (code points), `text`. A `coreferences` entry is where the source's name
//! stands, when the source itself is a pronoun or description. Left out: the article's own voice, which quotes nobody. A cue of
//! several parts is given from its first to its last word.

use std::io::Write;

use purport_ledger::answer::Answers;
use purport_ledger::ask::Filter;
use purport_ledger::store::Asked;
use purport_ledger::store::Store;
use purport_read::{Claim, Reading};
use purport_text::{CodePoints, Span};
use serde::Serialize;

use crate::error::Result;
use crate::export::Summary;
use crate::{text, walk};

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    text: &'a str,
    quotes: Vec<Quote<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    cue: Stretch<'a>,
    sources: Vec<Stretch<'a>>,
    contents: Vec<Stretch<'a>>,
    coreferences: Vec<Stretch<'a>>,
    confidence: f32,
    id: &'a str,
}

#[derive(Serialize)]
struct Stretch<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

pub(crate) fn write<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    out: &mut dyn Write,
) -> Result<Summary> {
    let mut summary = Summary::default();
    walk::articles(answers, filter, |edition, claims| {
        let reading = &edition.reading;
        let points = CodePoints::new(&reading.article.text);
        let mut quotes = Vec::new();
        for claim in claims.iter().filter_map(|claim| reading.claims.get(walk::place_of(*claim))) {
            match quote(reading, claim, &points) {
                Some(quote) => quotes.push(quote),
                None => summary.leave_out("claims in the article's own voice"),
            }
        }
        summary.records += 1;
        let document = Document { id: &reading.article.id, text: &reading.article.text, quotes };
        Ok(writeln!(out, "{}", text::json(&document)?)?)
    })?;
    Ok(summary)
}

fn quote<'a>(reading: &'a Reading, claim: &'a Claim, points: &CodePoints<'_>) -> Option<Quote<'a>> {
    let stretch = |span: Span| {
        let Span { start, end } = points.from_bytes(span);
        Stretch { start, end, text: text::slice(&reading.article.text, span) }
    };
    let cue = claim.cue.as_ref()?.spans.iter().copied().reduce(Span::join)?;
    let entity = claim.source.entity.as_ref().and_then(|id| reading.entities.iter().find(|entity| entity.id == *id));
    let naming = entity.and_then(|entity| {
        let names = |span: &&Span| text::slice(&reading.article.text, **span) == entity.name;
        entity.mentions.iter().find(names).copied()
    });
    Some(Quote {
        cue: stretch(cue),
        sources: claim.source.span.into_iter().map(stretch).collect(),
        contents: claim.content.iter().copied().map(stretch).collect(),
        coreferences: naming
            .into_iter()
            .filter(|span| claim.source.span.is_none_or(|source| !source.overlaps(*span)))
            .map(stretch)
            .collect(),
        confidence: claim.confidence,
        id: &claim.id,
    })
}
