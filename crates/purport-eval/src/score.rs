//! Rows of scores: what every stage's scorer hands back.

use serde::{Deserialize, Serialize};

/// The scores of one stage on one gold set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Name of stage and set, as the floors file and the model card quote it (`attribution polnear/dev`).
    pub task: String,
    /// Gold documents scored.
    pub documents: usize,
    /// Those of them for which there was no prediction; they count as nothing predicted.
    pub missing: usize,
    /// BLAKE3 of the gold files ([`crate::floors::data_hash`]); empty when nobody computed it.
    #[serde(default)]
    pub data: String,
    /// One row a metric, in the order in which they are to be read.
    pub rows: Vec<Row>,
}

impl Report {
    /// The row of a metric.
    #[must_use]
    pub fn row(&self, metric: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.metric == metric)
    }
}

/// One metric of a [`Report`]. Rates are between 0 and 1; a rate over nothing is 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The metric's name, unique in its report (`whole`, `quoted.whole`, `UPOS`).
    pub metric: String,
    /// Share of the predicted that is right; `None` where a metric only counts gold items.
    pub precision: Option<f64>,
    /// Share of the gold that was found; `None` where a metric only counts gold items.
    pub recall: Option<f64>,
    /// The number to quote: F1, or the share that is right where there is neither precision nor recall.
    pub score: f64,
    /// Right items (where right is counted on both sides, the predicted ones).
    pub correct: usize,
    /// Predicted items; `None` where a metric only counts gold items.
    pub predicted: Option<usize>,
    /// Gold items.
    pub gold: usize,
    /// Whether the model card quotes this row and a new floors file pins it.
    pub headline: bool,
    /// Whether the score is an error, so that less is better: printed like others, never pinned as a floor.
    #[serde(default)]
    pub error: bool,
}

impl Row {
    /// Precision, recall and F1 from counts where right means the same on both sides.
    ///
    /// ```
    /// use purport_eval::Row;
    /// let row = Row::balanced("names", 6, 8, 12);
    /// assert_eq!((row.precision, row.recall), (Some(0.75), Some(0.5)));
    /// assert!((row.score - 0.6).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn balanced(metric: impl Into<String>, correct: usize, predicted: usize, gold: usize) -> Self {
        Self::two_sided(metric, [correct, predicted], [correct, gold])
    }

    /// Precision, recall and F1 where right is counted apart on each side: `[right, all]` of the predicted items and
    /// `[right, all]` of the gold items.
    #[must_use]
    pub fn two_sided(metric: impl Into<String>, predicted: [usize; 2], gold: [usize; 2]) -> Self {
        let precision = share(predicted[0], predicted[1]);
        let recall = share(gold[0], gold[1]);
        Self {
            metric: metric.into(),
            precision: Some(precision),
            recall: Some(recall),
            score: harmonic(precision, recall),
            correct: predicted[0],
            predicted: Some(predicted[1]),
            gold: gold[1],
            headline: false,
            error: false,
        }
    }

    /// A share of gold items that are right.
    #[must_use]
    pub fn share(metric: impl Into<String>, correct: usize, gold: usize) -> Self {
        let score = share(correct, gold);
        Self {
            metric: metric.into(),
            precision: None,
            recall: None,
            score,
            correct,
            predicted: None,
            gold,
            headline: false,
            error: false,
        }
    }

    /// The same row, as an error: less is better.
    #[must_use]
    pub fn as_error(mut self) -> Self {
        self.error = true;
        self
    }

    /// The same row, as one that the model card quotes.
    #[must_use]
    pub fn as_headline(mut self) -> Self {
        self.headline = true;
        self
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_over_nothing_is_nought() {
        assert_eq!(Row::balanced("x", 0, 0, 0).score, 0.0);
        assert_eq!(Row::share("x", 0, 0).score, 0.0);
    }

    #[test]
    fn right_may_be_counted_apart_on_each_side() {
        let row = Row::two_sided("x", [2, 2], [1, 4]);
        assert_eq!((row.precision, row.recall, row.score), (Some(1.0), Some(0.25), 0.4));
    }
}
