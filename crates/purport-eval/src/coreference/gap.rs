//! GAP (Webster et al. 2018): whose is the pronoun?

use crate::gold::coreference::GapExample;
use crate::score::{Report, Row};

/// Adds up GAP's counts: every name is one decision, and F1 is over those that are the pronoun's.
#[derive(Clone, Debug, Default)]
pub struct GapScorer {
    examples: usize,
    /// Right, predicted, gold, of masculine and of feminine pronouns.
    counts: [[usize; 3]; 2],
}

impl GapScorer {
    /// Scores one example, given for each name whether the reader takes the pronoun for it.
    pub fn add(&mut self, gold: &GapExample, predicted: [bool; 2]) {
        self.examples += 1;
        let counts = &mut self.counts[usize::from(gold.feminine)];
        for ((_, is), said) in gold.names.iter().zip(predicted) {
            counts[0] += usize::from(*is && said);
            counts[1] += usize::from(said);
            counts[2] += usize::from(*is);
        }
    }

    /// F1 of all, of each gender, and the feminine's over the masculine's ("bias").
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let row = |name: &str, [right, predicted, gold]: [usize; 3]| Row::balanced(name, right, predicted, gold);
        let [masculine, feminine] = self.counts;
        let all = std::array::from_fn(|at| masculine[at] + feminine[at]);
        let (masculine, feminine) = (row("masculine", masculine), row("feminine", feminine));
        let bias = if masculine.score == 0.0 { 0.0 } else { feminine.score / masculine.score };
        let bias = Row { score: bias, ..Row::share("bias", feminine.correct, feminine.gold) };
        let rows = [row("overall", all), masculine, feminine, bias].map(Row::as_headline).to_vec();
        Report { task: task.into(), documents: self.examples, missing: 0, data: String::new(), rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_text::Span;

    #[test]
    fn every_name_is_a_decision() {
        let gold = |feminine, first, second| GapExample {
            id: String::new(),
            text: String::new(),
            pronoun: Span::new(0, 0),
            feminine,
            names: [(Span::new(0, 0), first), (Span::new(0, 0), second)],
        };
        let mut scorer = GapScorer::default();
        scorer.add(&gold(true, true, false), [true, false]);
        scorer.add(&gold(true, false, false), [true, false]);
        scorer.add(&gold(false, false, true), [true, false]);
        scorer.add(&gold(false, true, false), [true, false]);
        let report = scorer.report("gap");
        assert_eq!(report.row("overall").map(|r| (r.correct, r.predicted, r.gold)), Some((2, Some(4), 3)));
        assert!((report.row("feminine").unwrap().score - 2.0 / 3.0).abs() < 1e-9);
        assert!((report.row("bias").unwrap().score - 4.0 / 3.0).abs() < 1e-9);
    }
}
