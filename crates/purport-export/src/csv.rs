//! Tables for spreadsheets: claims, findings or events.
//!
//! In: answers, a filter, which table. Out: CSV (RFC 4180), UTF-8, a row a record below a row of column names. A cell of text
//! that a spreadsheet would take for a formula is led by an apostrophe: news is hostile input. Left out: spans, and what a
//! cell cannot hold; a list in a cell is parted by `; `.

use std::io::Write;

use purport_ledger::answer::{Answers, ClaimAnswer, EventAnswer, FindingAnswer, NumberAnswer};
use purport_ledger::ask::Filter;
use purport_ledger::finding::Relation;
use purport_ledger::store::Asked;
use purport_ledger::store::Store;

use crate::error::Result;
use crate::export::{Summary, Table};
use crate::{text, walk};

const CLAIMS: &str = "id,article,publisher,said,known,source,source_name,source_kind,source_country,source_sector,cue,act,\
                      text,quotation,within,certainty,polarity,factuality,time_frame,confidence,reviews";
const FINDINGS: &str = "id,statement,standing,origins_for,origins_against,claims,supports,denies,differs,numbers,events,\
                        first_said,last_changed";
const EVENTS: &str = "id,article,said,known,type,mode,cameo,anchor,actors,recipients,place,time,certainty,polarity,\
                      time_frame,claims";

pub(crate) fn write<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    table: Table,
    out: &mut dyn Write,
) -> Result<Summary> {
    let mut summary = Summary::default();
    let mut put = |cells: &[String]| -> Result<()> {
        summary.records += 1;
        Ok(write!(out, "{}\r\n", cells.join(","))?)
    };
    match table {
        Table::Claims => {
            put(&[CLAIMS.to_owned()])?;
            walk::claims(answers, filter, |claim| put(&claim_cells(&answers.claim(claim)?)))?;
        }
        Table::Findings => {
            put(&[FINDINGS.to_owned()])?;
            walk::findings(answers, filter, |row| put(&finding_cells(&answers.finding(&row)?)))?;
        }
        Table::Events => {
            put(&[EVENTS.to_owned()])?;
            walk::event_numbers(answers, filter, |event| put(&event_cells(&answers.event(event)?)))?;
        }
    }
    // The names of the columns are no record.
    summary.records -= 1;
    Ok(summary)
}

fn claim_cells(claim: &ClaimAnswer) -> Vec<String> {
    let source = &claim.source;
    vec![
        cell(&claim.id),
        cell(&claim.article),
        maybe(claim.publisher.as_deref()),
        maybe(claim.said.as_deref()),
        cell(&claim.known),
        maybe(source.text.as_deref()),
        maybe(source.name.as_deref()),
        named(source.kind.as_ref()),
        maybe(source.country.as_deref()),
        maybe(source.sector.as_deref()),
        maybe(claim.cue.as_deref()),
        named(claim.act.as_ref()),
        cell(&claim.text),
        named(Some(&claim.quotation)),
        maybe(claim.within.as_deref()),
        named(claim.certainty.as_ref()),
        named(claim.polarity.as_ref()),
        claim.factuality.map(|number| number.to_string()).unwrap_or_default(),
        named(claim.time_frame.as_ref()),
        claim.confidence.to_string(),
        list(&claim.reviews),
    ]
}

fn finding_cells(finding: &FindingAnswer) -> Vec<String> {
    let count = |relation| finding.claims.iter().filter(|claim| claim.relation == relation).count().to_string();
    vec![
        cell(&finding.id),
        cell(&finding.statement),
        cell(finding.standing.name()),
        finding.origins_for.to_string(),
        finding.origins_against.to_string(),
        finding.claims.len().to_string(),
        count(Relation::Supports),
        count(Relation::Denies),
        count(Relation::Differs),
        list(&finding.numbers.iter().map(number).collect::<Vec<_>>()),
        list(&finding.events.iter().map(|kind| kind.name().to_owned()).collect::<Vec<_>>()),
        maybe(finding.first_said.as_deref()),
        maybe(finding.last_changed.as_deref()),
    ]
}

fn event_cells(event: &EventAnswer) -> Vec<String> {
    vec![
        cell(&event.id),
        cell(&event.article),
        maybe(event.said.as_deref()),
        cell(&event.known),
        cell(event.kind.name()),
        maybe(event.mode.as_deref()),
        maybe(event.cameo.as_deref()),
        cell(&event.anchor),
        list(&event.actors),
        list(&event.recipients),
        maybe(event.place.as_deref()),
        maybe(event.time.as_deref()),
        named(event.certainty.as_ref()),
        named(event.polarity.as_ref()),
        named(event.time_frame.as_ref()),
        list(&event.claims),
    ]
}

fn number(number: &NumberAnswer) -> String {
    let bounds = match (number.low, number.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "unknown".to_owned(),
    };
    number.of.as_ref().map_or(bounds.clone(), |of| format!("{of}: {bounds}"))
}

fn maybe(text: Option<&str>) -> String {
    text.map(cell).unwrap_or_default()
}

fn named<T: serde::Serialize>(value: Option<&T>) -> String {
    value.map(text::name).unwrap_or_default()
}

fn list(parts: &[String]) -> String {
    cell(&parts.join("; "))
}

/// A cell of text: no formula, no line ends, quoted where it has to be.
fn cell(text: &str) -> String {
    let mut text: String = text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
    if text.trim_start().starts_with(['=', '+', '-', '@']) {
        text.insert(0, '\'');
    }
    if text.contains(['"', ',', ';', '\'']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_never_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@sum(A1)", "\t=1", " =1", "\r\n=1"] {
            assert!(cell(formula).starts_with("\"'"), "{formula:?}: {}", cell(formula));
        }
        assert_eq!(cell("a=1"), "a=1");
    }

    #[test]
    fn a_cell_is_quoted_where_it_has_to_be() {
        assert_eq!(cell("He said \"no\", twice"), "\"He said \"\"no\"\", twice\"");
        assert_eq!(cell("two\nlines"), "two lines");
    }
}
