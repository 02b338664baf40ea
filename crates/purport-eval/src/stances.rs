//! Scores of stances: the share of claims and predicates whose certainty, polarity and time frame are right.
//!
//! A claim is found when cue and content of one of the reader's overlap its own; of several, the one whose cue begins first
//! after it counts. Claims that the reader does not find are counted under `claims` and not judged: finding them is another
//! stage's work. Predicates are given, so all of them are judged.

use purport_text::Span;

use crate::gold::stances::{Stance, StancesDocument};
use crate::score::{Report, Row};

/// A claim as a reader found it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is claimed.
    pub content: Vec<Span>,
    /// How the source stands to it.
    pub stance: Stance,
}

/// Adds up texts.
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    /// Marked claims.
    claims: usize,
    /// Right of certainty, polarity, frame; how many were judged.
    of_claims: [usize; 4],
    of_predicates: [usize; 4],
}

impl Scorer {
    /// Scores one text; `predicates` has one stance a marked predicate.
    pub fn add(&mut self, gold: &StancesDocument, claims: &[Found], predicates: &[Option<Stance>]) {
        self.documents += 1;
        self.claims += gold.claims.len();
        let touch = |one: &[Span], other: &[Span]| one.iter().any(|a| other.iter().any(|b| a.overlaps(*b)));
        for claim in &gold.claims {
            let here = |found: &&Found| touch(&found.cue, &[claim.cue]) && touch(&found.content, &claim.content);
            if let Some(found) = claims.iter().find(here) {
                count(&mut self.of_claims, &claim.stance, &found.stance);
            }
        }
        for ((_, stance), found) in gold.predicates.iter().zip(predicates) {
            count(&mut self.of_predicates, stance, found.as_ref().unwrap_or(&Stance::default()));
        }
    }

    /// The scores so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let mut rows = vec![Row::share("claims", self.of_claims[3], self.claims)];
        for (of, counts) in [("", self.of_claims), ("predicate.", self.of_predicates)] {
            for (metric, right) in ["certainty", "polarity", "frame"].into_iter().zip(counts) {
                rows.push(Row::share(format!("{of}{metric}"), right, counts[3]).as_headline());
            }
        }
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}

fn count(counts: &mut [usize; 4], gold: &Stance, found: &Stance) {
    for (right, (gold, found)) in counts.iter_mut().zip(gold.iter().zip(found)) {
        *right += usize::from(gold == found);
    }
    counts[3] += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gold::stances::GoldClaim;

    fn stance(words: [&str; 3]) -> Stance {
        words.map(str::to_owned)
    }

    #[test]
    fn a_claim_that_is_not_found_is_not_judged() {
        let claim = |start| GoldClaim {
            cue: Span::new(start, start + 1),
            content: vec![Span::new(start + 2, start + 4)],
            stance: stance(["certain", "positive", "past"]),
        };
        let gold = StancesDocument {
            id: "a".into(),
            text: "s it t up".into(),
            claims: vec![claim(0), claim(5)],
            predicates: vec![(Span::new(0, 1), stance(["unknown", "positive", "future"]))],
        };
        let found = Found {
            cue: vec![Span::new(0, 1)],
            content: vec![Span::new(2, 4)],
            stance: stance(["certain", "negative", "past"]),
        };
        let mut scorer = Scorer::default();
        scorer.add(&gold, &[found], &[None]);
        let report = scorer.report("factuality");
        let score = |metric: &str| report.row(metric).unwrap().score;
        assert_eq!((score("claims"), score("certainty"), score("polarity")), (0.5, 1.0, 0.0));
        assert_eq!(score("predicate.certainty"), 0.0);
    }
}
