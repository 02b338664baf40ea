//! Going through a ledger, a page at a time.
//!
//! In: answers and a filter. Out: calls, in the order of the answers: claims and events newest publication first, findings
//! last changed first. No more than a page is held.

use std::rc::Rc;

use purport_ledger::answer::{Answers, Edition};
use purport_ledger::ask::{Cursor, Filter, Page};
use purport_ledger::store::Asked;
use purport_ledger::store::{FindingRow, STATEMENTS_MAX, Store};

use crate::error::Result;

/// Rows asked for at once.
const PAGE: usize = 500;

fn pages<T>(
    mut ask: impl FnMut(Option<&Cursor>) -> purport_ledger::Result<Page<T>>,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let mut after: Option<Cursor> = None;
    loop {
        let page = ask(after.as_ref())?;
        page.rows.into_iter().try_for_each(&mut take)?;
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// Claims, by number.
pub(crate) fn claims<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    take: impl FnMut(i64) -> Result<()>,
) -> Result<()> {
    pages(|after| answers.store().find_claims(filter, after, PAGE), take)
}

/// Events, by number.
pub(crate) fn event_numbers<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    take: impl FnMut(i64) -> Result<()>,
) -> Result<()> {
    pages(|after| answers.store().find_events(filter, after, PAGE), take)
}

/// Events: the edition and the place in its reading.
pub(crate) fn events<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    mut take: impl FnMut(&Edition, usize) -> Result<()>,
) -> Result<()> {
    event_numbers(answers, filter, |event| take(&*answers.edition(edition_of(event))?, place_of(event)))
}

/// Findings.
pub(crate) fn findings<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    take: impl FnMut(FindingRow) -> Result<()>,
) -> Result<()> {
    pages(|after| answers.store().find_findings(filter, after, PAGE), take)
}

/// Articles with a claim that fulfils the filter: the edition, and those claims' numbers.
pub(crate) fn articles<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    mut take: impl FnMut(&Edition, &[i64]) -> Result<()>,
) -> Result<()> {
    let mut held: Option<(i64, Rc<Edition>, Vec<i64>)> = None;
    claims(answers, filter, |claim| {
        let number = edition_of(claim);
        if let Some((edition, _, claims)) = &mut held
            && *edition == number
        {
            claims.push(claim);
            return Ok(());
        }
        if let Some((_, edition, claims)) = held.take() {
            take(&edition, &claims)?;
        }
        held = Some((number, answers.edition(number)?, vec![claim]));
        Ok(())
    })?;
    held.map_or(Ok(()), |(_, edition, claims)| take(&edition, &claims))
}

/// The edition that a claim, event or statement is part of.
pub(crate) fn edition_of(number: i64) -> i64 {
    number.div_euclid(STATEMENTS_MAX)
}

/// Its place there.
pub(crate) fn place_of(number: i64) -> usize {
    usize::try_from(number.rem_euclid(STATEMENTS_MAX)).unwrap_or(usize::MAX)
}
