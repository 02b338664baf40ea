//! Stories that an article tells only to call them untrue.
//!
//! In: all statements of a reading. Out: the same, settled, and which of them the article denies itself. Where an article calls a story untrue, telling it is no support
//! for it: whoever has no name and says the same stands neither for nor against. Named sources keep their word, unless the article
//! itself, in its own voice or more than once, calls the story untrue: then it quotes them to refute them. So it does where
//! that is its whole matter ([`Untrue`]), and the story is found untrue, not only denied by another side.

use purport_read::{Reading, SourceKind};
use purport_text::Span;

use super::denial::is_debunked;
use super::untrue::{self, Belongs, Untrue};
use super::words::fold;
use super::{Stance, Statement};

/// Words and names that a story and the sentence that debunks it have in common at least.
const COMMON: usize = 2;

/// Share of a statement's words under a negation from which it denies.
const DENIED: f32 = 0.4;

/// Settles who stands for what the article debunks; says for each statement whether it is now the article that denies it.
pub(super) fn settle(reading: &Reading, sentences: &[Span], statements: &mut [Statement]) -> Vec<bool> {
    let turned = match Untrue::of(&reading.article.text, sentences) {
        Some(untrue) => turn(reading, &untrue, statements),
        None => vec![false; statements.len()],
    };
    settle_by_statements(reading, statements);
    turned
}

/// What belongs to a story that the article calls untrue is not told as true; rumours that a verdict stands beside are denied.
fn turn(reading: &Reading, untrue: &Untrue, statements: &mut [Statement]) -> Vec<bool> {
    let text = reading.article.text.as_str();
    let mut turned = vec![false; statements.len()];
    for (statement, turned) in statements.iter_mut().zip(&mut turned) {
        let source = source(reading, statement);
        // What stands behind its verdict refutes the story as often as it tells it. Another side's denial silences nobody.
        let is_behind = statement.spans.first().is_none_or(|span| span.start >= untrue.verdict.end);
        let stands = match source {
            Some(SourceKind::Author) => is_behind,
            Some(SourceKind::Named) => is_behind || untrue.is_disputed_only,
            _ => false,
        };
        if statement.stance != Stance::For || stands || denies(text, statement) {
            continue;
        }
        match untrue.tells(text, &statement.spans) {
            Belongs::Closely if is_rumour(reading, statement) && !is_behind && !untrue.is_disputed_only => {
                statement.deny();
                *turned = true;
            }
            Belongs::Closely | Belongs::Loosely => statement.stance = Stance::Neither,
            Belongs::No => {}
        }
    }
    turned
}

/// Whether it comes from nobody, or from what is only told: "rumours that", "the story goes".
fn is_rumour(reading: &Reading, statement: &Statement) -> bool {
    let Some(claim) = reading.claims.get(statement.claim as usize) else { return false };
    let text = reading.article.text.as_str();
    let mut words = claim.source.span.iter().flat_map(|span| purport_text::words(text, *span));
    let is_named = claim.source.kind == Some(SourceKind::Named);
    claim.source.kind.is_none() || (!is_named && words.any(|word| untrue::is_told(&fold(word.slice(text)))))
}

/// Settles who stands for what statements of the article call untrue.
fn settle_by_statements(reading: &Reading, statements: &mut [Statement]) {
    let text = reading.article.text.as_str();
    let debunking: Vec<usize> = (0..statements.len()).filter(|at| debunks(text, &statements[*at])).collect();
    if debunking.is_empty() {
        return;
    }
    let by_author = |at: &usize| source(reading, &statements[*at]) == Some(SourceKind::Author);
    let refutes = debunking.len() > 1 || debunking.iter().any(by_author);
    let said: Vec<Statement> = debunking.iter().map(|at| statements[*at].clone()).collect();
    for (at, statement) in statements.iter_mut().enumerate() {
        let is_named = !refutes && source(reading, statement) == Some(SourceKind::Named);
        if is_named || debunking.contains(&at) || statement.stance != Stance::For {
            continue;
        }
        if said.iter().any(|debunking| in_common(statement, debunking) >= COMMON) {
            statement.stance = Stance::Neither;
        }
    }
}

/// Whether it says itself that something is not so.
fn denies(text: &str, statement: &Statement) -> bool {
    let denied = statement.terms.iter().filter(|term| term.denied).count();
    debunks(text, statement) || (denied > 0 && denied as f32 >= DENIED * statement.terms.len() as f32)
}

fn source(reading: &Reading, statement: &Statement) -> Option<SourceKind> {
    reading.claims.get(statement.claim as usize).and_then(|claim| claim.source.kind)
}

/// Whether it says of a story that it is not so.
pub(super) fn debunks(text: &str, statement: &Statement) -> bool {
    let words: Vec<(Span, String)> = statement
        .spans
        .iter()
        .flat_map(|span| purport_text::words(text, *span))
        .map(|word| (word, fold(word.slice(text))))
        .collect();
    is_debunked(&words)
}

fn in_common(one: &Statement, other: &Statement) -> usize {
    let terms = one.terms.iter().filter(|term| other.terms.iter().any(|found| found.stem == term.stem)).count();
    terms + one.names.iter().filter(|name| other.names.iter().any(|found| found.key() == name.key())).count()
}
