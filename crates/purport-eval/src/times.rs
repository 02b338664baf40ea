//! Scores of times, as TempEval-3 has them (UzZaman et al. 2013).
//!
//! | row | right is |
//! |---|---|
//! | `strict` | a predicted time with the span of a gold one, white space apart |
//! | `relaxed` | a predicted time that shares a character with a gold one; each is matched once, in text order |
//! | `type`, `value` | F1 of `relaxed`, times the share of its matched pairs whose TIMEX3 type (value) is the same text |
//!
//! The date of publication is given and is not scored. Values are compared as they are written: `199` is not `199X`.

use crate::error::Result;
use crate::gold::timeml::{TimeDocument, TimeExpression};
use crate::ink::{Ink, Run};
use crate::score::{Report, Row};

/// Adds up the scores of document after document.
///
/// ```
/// use purport_eval::gold::timeml::{TimeDocument, TimeExpression};
/// use purport_eval::times::Scorer;
/// use purport_text::Span;
///
/// let time = |start, end, value: &str| {
///     TimeExpression { span: Span::new(start, end), kind: "DATE".into(), value: value.into() }
/// };
/// let text = "He left on Monday last week.".to_owned();
/// let times = vec![time(11, 17, "2024-03-04"), time(18, 27, "2024-W10")];
/// let document = TimeDocument { id: "a".into(), text, published: None, times };
///
/// let mut scorer = Scorer::default();
/// scorer.add(&document, Some(&[time(11, 17, "2024-03-04"), time(23, 27, "2024-W11")])).unwrap();
/// let report = scorer.report("times");
/// assert_eq!(report.row("strict").unwrap().score, 0.5);
/// assert_eq!(report.row("relaxed").unwrap().score, 1.0);
/// assert_eq!(report.row("value").unwrap().score, 0.5);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    missing: usize,
    gold: usize,
    predicted: usize,
    strict: usize,
    relaxed: usize,
    kinds: usize,
    values: usize,
}

impl Scorer {
    /// Scores one document; `None` says that there is no prediction for it, and counts as nothing predicted.
    ///
    /// # Errors
    /// When a span, gold or predicted, is not in the text. The document is then left out of the scores.
    pub fn add(&mut self, gold: &TimeDocument, predicted: Option<&[TimeExpression]>) -> Result<()> {
        let ink = Ink::new(&gold.text);
        let runs = |times: &[TimeExpression]| {
            let runs: Result<Vec<Run>> = times.iter().map(|time| ink.run(time.span, "time")).collect();
            runs.map_err(|error| error.in_record(&gold.id))
        };
        let (found, wanted) = (runs(predicted.unwrap_or_default())?, runs(&gold.times)?);
        self.documents += 1;
        self.missing += usize::from(predicted.is_none());
        self.gold += wanted.len();
        self.predicted += found.len();
        self.strict += wanted.iter().filter(|run| found.contains(run)).count();
        let mut taken = vec![false; found.len()];
        for (time, run) in gold.times.iter().zip(&wanted) {
            let free = |at: &usize| !taken[*at] && found[*at].shared(*run) > 0;
            // The same span before one that only overlaps.
            let same = (0..found.len()).find(|at| free(at) && found[*at] == *run);
            let Some(at) = same.or_else(|| (0..found.len()).find(free)) else { continue };
            taken[at] = true;
            let Some(other) = predicted.and_then(|p| p.get(at)) else { continue };
            self.relaxed += 1;
            self.kinds += usize::from(other.kind == time.kind);
            self.values += usize::from(other.value == time.value);
        }
        Ok(())
    }

    /// The scores of all documents so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        // F1 of the matched, times their accuracy, is F1 over those that are right.
        let row = |name: &str, right| Row::balanced(name, right, self.predicted, self.gold).as_headline();
        let rows = vec![
            row("strict", self.strict),
            row("relaxed", self.relaxed),
            row("type", self.kinds),
            row("value", self.values),
        ];
        let Self { documents, missing, .. } = *self;
        Report { task: task.into(), documents, missing, data: String::new(), rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_text::Span;

    const TEXT: &str = "early Monday morning in May";

    fn time(part: &str, kind: &str, value: &str) -> TimeExpression {
        TimeExpression { span: Span::of(TEXT, part).unwrap(), kind: kind.into(), value: value.into() }
    }

    fn score(gold: Vec<TimeExpression>, predicted: Option<&[TimeExpression]>) -> Report {
        let document = TimeDocument { id: "a".into(), text: TEXT.into(), published: None, times: gold };
        let mut scorer = Scorer::default();
        scorer.add(&document, predicted).unwrap();
        scorer.report("times")
    }

    #[test]
    fn a_prediction_matches_one_time_only() {
        let gold = vec![time("early Monday", "DATE", "a"), time("morning", "TIME", "b")];
        let report = score(gold, Some(&[time(TEXT, "DATE", "a")]));
        assert_eq!(report.row("relaxed").unwrap().correct, 1);
        assert_eq!(report.row("strict").unwrap().correct, 0);
    }

    #[test]
    fn type_and_value_are_counted_apart() {
        let report = score(vec![time("May", "DATE", "2024-05")], Some(&[time("May", "DATE", "2023-05")]));
        assert_eq!((report.row("type").unwrap().score, report.row("value").unwrap().score), (1.0, 0.0));
    }

    #[test]
    fn without_a_prediction_nothing_is_found() {
        let report = score(vec![time("May", "DATE", "2024-05")], None);
        assert_eq!((report.missing, report.row("strict").unwrap().recall), (1, Some(0.0)));
    }
}
