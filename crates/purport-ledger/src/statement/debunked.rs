//! Stories that an article tells only to call them untrue.
//!
//! In: all statements of a reading. Out: the same, settled. Where an article calls a story untrue, telling it is no support
//! for it: whoever has no name and says the same stands neither for nor against. Named sources keep their word, unless the article
//! itself, in its own voice or more than once, calls the story untrue: then it quotes them to refute them.

use purport_read::{Reading, SourceKind};
use purport_text::Span;

use super::denial::is_debunked;
use super::words::fold;
use super::{Stance, Statement};

/// Words and names that a story and the sentence that debunks it have in common at least.
const COMMON: usize = 2;

/// Settles who stands for what the article debunks.
pub(super) fn settle(reading: &Reading, statements: &mut [Statement]) {
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
