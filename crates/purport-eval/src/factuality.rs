//! Scores of factuality: how the reader's scores go with people's.
//!
//! The measures of Stanovsky et al. (2017): Pearson's correlation (`r`) and the mean absolute error (`MAE`, on a scale of −3
//! to 3; `closeness` is the same as a share, 1 − MAE / 6, which floors can hold). A predicate that the reader has no score
//! for counts as 3, what most predicates have.

use crate::gold::factuality::FactualityDocument;
use crate::score::{Report, Row};

/// What a predicate without a score counts as.
const UNKNOWN: f64 = 3.0;

/// Adds up scores, sentence after sentence.
///
/// ```
/// use purport_eval::factuality::Scorer;
/// use purport_eval::gold::factuality::FactualityDocument;
/// use purport_text::Span;
///
/// let targets = vec![(Span::new(3, 5), 3.0), (Span::new(6, 8), -1.0)];
/// let document = FactualityDocument { id: "1".into(), text: "It is no".into(), targets };
/// let mut scorer = Scorer::default();
/// scorer.add(&document, &[Some(2.0), Some(-2.0)]);
/// let report = scorer.report("factuality");
/// assert!((report.row("r").unwrap().score - 1.0).abs() < 1e-9);
/// assert!((report.row("MAE").unwrap().score - 1.0).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    /// The reader's score, and people's.
    pairs: Vec<(f64, f64)>,
}

impl Scorer {
    /// Scores one sentence; `found` has one score a target.
    pub fn add(&mut self, gold: &FactualityDocument, found: &[Option<f64>]) {
        self.documents += 1;
        let found = found.iter().copied().chain(std::iter::repeat(None));
        self.pairs.extend(gold.targets.iter().zip(found).map(|((_, gold), found)| (found.unwrap_or(UNKNOWN), *gold)));
    }

    /// The scores so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let count = self.pairs.len();
        let row = |metric: &str, score: f64| Row { score, ..Row::share(metric, 0, count) };
        let error = self.pairs.iter().map(|(found, gold)| (found - gold).abs()).sum::<f64>() / count.max(1) as f64;
        let rows = vec![
            row("r", correlation(&self.pairs)).as_headline(),
            row("closeness", 1.0 - error / 6.0).as_headline(),
            row("MAE", error).as_error().as_headline(),
        ];
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}

/// Pearson's correlation; 0 where either side does not vary.
fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let count = pairs.len().max(1) as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| pairs.iter().map(pick).sum::<f64>() / count;
    let (mean_found, mean_gold) = (mean(|p| p.0), mean(|p| p.1));
    let (mut both, mut found_sum, mut gold_sum) = (0.0, 0.0, 0.0);
    for (found, gold) in pairs {
        let (f, g) = (found - mean_found, gold - mean_gold);
        both += f * g;
        found_sum += f * f;
        gold_sum += g * g;
    }
    if found_sum == 0.0 || gold_sum == 0.0 { 0.0 } else { both / (found_sum * gold_sum).sqrt() }
}
