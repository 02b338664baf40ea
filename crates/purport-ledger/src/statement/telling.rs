//! How much the words and names of a statement tell in its article.
//!
//! In: the statements of an article. Out: the same, weighed. What most of them speak of, the matter of the article, does not
//! tell one from the other: two reports of one event share it, whatever they state.

use std::collections::HashMap;

use super::{Statement, weight_of_name};

/// Share of the statements in which a word must stand to lose as much as it can.
const MATTER: f32 = 0.5;

/// What a word in so many statements keeps of its weight.
const KEPT: f32 = 0.4;

/// Statements below which nothing is known of the matter.
const FEWEST: usize = 4;

/// Weighs words and names.
pub(crate) fn weigh(statements: &mut [Statement]) {
    let mut places: HashMap<u32, usize> = HashMap::new();
    for code in statements.iter().flat_map(codes) {
        *places.entry(code).or_default() += 1;
    }
    let others = statements.len().saturating_sub(1);
    for statement in statements {
        let terms = statement.terms.iter().map(|term| term.weight);
        let weights: Vec<u8> = terms.chain(statement.names.iter().map(weight_of_name)).collect();
        let kept = |code: u32| {
            if others + 1 < FEWEST {
                return 1.0;
            }
            let elsewhere = places.get(&code).copied().unwrap_or(1).saturating_sub(1);
            1.0 - (1.0 - KEPT) * (elsewhere as f32 / others as f32 / MATTER).min(1.0)
        };
        statement.tells = weights
            .iter()
            .zip(codes(statement))
            .map(|(weight, code)| (f32::from(*weight) * kept(code)).round() as u8)
            .collect();
    }
}

/// What stands for each word, then for each name.
fn codes(statement: &Statement) -> Vec<u32> {
    statement.terms.iter().map(|term| term.stem).chain(statement.names.iter().map(super::Name::key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Term;

    fn statement(stems: &[u32]) -> Statement {
        let term = |stem: &u32| Term { stem: *stem, weight: 40, denied: false, proper: false };
        Statement::sample(stems.iter().map(term).collect(), Vec::new())
    }

    #[test]
    fn what_an_article_speaks_of_throughout_tells_less() {
        let mut statements: Vec<Statement> = (0..5).map(|at| statement(&[1, 10 + at])).collect();
        weigh(&mut statements);
        assert_eq!(statements[0].tells, [16, 40]);
    }

    #[test]
    fn of_two_sentences_nothing_is_known() {
        let mut statements = vec![statement(&[1, 2]), statement(&[1, 3])];
        weigh(&mut statements);
        assert_eq!(statements[0].tells, [40, 40]);
    }
}
