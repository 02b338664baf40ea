//! Scores of quantities.
//!
//! | row | right is |
//! |---|---|
//! | `strict` | a predicted quantity with the span of a gold one, white space apart |
//! | `relaxed` | a predicted quantity that shares a character with a gold one; each is matched once, in text order |
//! | `value` | F1 of `relaxed`, times the share of its matched pairs whose number is the same: value, bounds and unit |
//! | `number`, `bounds`, `approximate`, `unit`, `of` | of the matched pairs, those that agree in this field |
//!
//! Numbers agree when they differ by less than a thousandth of the gold one: a third is 0.3333 or 0.333333. What is counted
//! agrees in its words, case and white space aside.

use crate::error::Result;
use crate::gold::quantities::{GoldQuantity, QuantitiesDocument};
use crate::ink::{Ink, Run};
use crate::score::{Report, Row};

/// Adds up the scores of text after text.
///
/// ```
/// use purport_eval::gold::quantities::{GoldQuantity, QuantitiesDocument};
/// use purport_eval::quantities::Scorer;
/// use purport_text::Span;
///
/// let text = "About 12 ships left.".to_owned();
/// let about = GoldQuantity { span: Span::new(0, 8), value: Some(12.0), approximate: true, ..GoldQuantity::default() };
/// let twelve = GoldQuantity { span: Span::new(6, 8), approximate: false, ..about.clone() };
/// let mut scorer = Scorer::default();
/// scorer.add(&QuantitiesDocument { id: "a".into(), text, quantities: vec![about] }, &[twelve]).unwrap();
/// let report = scorer.report("quantities");
/// assert_eq!((report.row("strict").unwrap().score, report.row("relaxed").unwrap().score), (0.0, 1.0));
/// assert_eq!((report.row("number").unwrap().score, report.row("approximate").unwrap().score), (1.0, 0.0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    gold: usize,
    predicted: usize,
    strict: usize,
    relaxed: usize,
    values: usize,
    /// Number, bounds, approximate, unit, of.
    fields: [usize; 5],
}

impl Scorer {
    /// Scores one text.
    ///
    /// # Errors
    /// When a span, gold or predicted, is not in the text. The text is then left out of the scores.
    pub fn add(&mut self, gold: &QuantitiesDocument, predicted: &[GoldQuantity]) -> Result<()> {
        let ink = Ink::new(&gold.text);
        let runs = |quantities: &[GoldQuantity]| {
            let runs: Result<Vec<Run>> = quantities.iter().map(|one| ink.run(one.span, "quantity")).collect();
            runs.map_err(|error| error.in_record(&gold.id))
        };
        let (found, wanted) = (runs(predicted)?, runs(&gold.quantities)?);
        self.documents += 1;
        self.gold += wanted.len();
        self.predicted += found.len();
        self.strict += wanted.iter().filter(|run| found.contains(run)).count();
        let mut taken = vec![false; found.len()];
        for (one, run) in gold.quantities.iter().zip(&wanted) {
            let free = |at: &usize| !taken[*at] && found[*at].shared(*run) > 0;
            // The same span before one that only overlaps.
            let same = (0..found.len()).find(|at| free(at) && found[*at] == *run);
            let Some(at) = same.or_else(|| (0..found.len()).find(free)) else { continue };
            taken[at] = true;
            self.pair(one, &predicted[at]);
        }
        Ok(())
    }

    fn pair(&mut self, gold: &GoldQuantity, found: &GoldQuantity) {
        self.relaxed += 1;
        let number = same(gold.value, found.value);
        let bounds = same(gold.low, found.low) && same(gold.high, found.high);
        let unit = gold.unit == found.unit;
        let words = |of: &Option<String>| {
            of.as_ref().map(|of| of.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
        };
        let agree = [number, bounds, gold.approximate == found.approximate, unit, words(&gold.of) == words(&found.of)];
        self.values += usize::from(number && bounds && unit);
        for (count, agrees) in self.fields.iter_mut().zip(agree) {
            *count += usize::from(agrees);
        }
    }

    /// The scores of all texts so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let row = |name: &str, right| Row::balanced(name, right, self.predicted, self.gold).as_headline();
        let mut rows = vec![row("strict", self.strict), row("relaxed", self.relaxed), row("value", self.values)];
        for (name, right) in ["number", "bounds", "approximate", "unit", "of"].into_iter().zip(self.fields) {
            rows.push(Row::share(name, right, self.relaxed).as_headline());
        }
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}

fn same(gold: Option<f64>, found: Option<f64>) -> bool {
    match (gold, found) {
        (Some(gold), Some(found)) => (gold - found).abs() <= gold.abs() / 1000.0,
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_text::Span;

    const TEXT: &str = "10 to 12 men and 3 dogs";

    fn quantity(part: &str, value: Option<f64>) -> GoldQuantity {
        let span = Span::of(TEXT, part).unwrap();
        GoldQuantity { span, value, low: value, high: value, ..GoldQuantity::default() }
    }

    fn score(gold: Vec<GoldQuantity>, found: &[GoldQuantity]) -> Report {
        let mut scorer = Scorer::default();
        let document = QuantitiesDocument { id: "a".into(), text: TEXT.into(), quantities: gold };
        scorer.add(&document, found).unwrap();
        scorer.report("quantities")
    }

    #[test]
    fn one_prediction_matches_one_quantity() {
        let gold = vec![quantity("10", Some(10.0)), quantity("12", Some(12.0))];
        let report = score(gold, &[quantity("10 to 12", None)]);
        assert_eq!(report.row("relaxed").unwrap().correct, 1);
        assert_eq!(report.row("value").unwrap().correct, 0);
    }

    #[test]
    fn a_number_that_counts_nothing_costs_precision() {
        let report = score(vec![quantity("3", Some(3.0))], &[quantity("3", Some(3.001)), quantity("10", Some(10.0))]);
        let strict = report.row("strict").unwrap();
        assert_eq!((strict.precision, strict.recall), (Some(0.5), Some(1.0)));
        assert_eq!(report.row("number").unwrap().score, 1.0);
    }

    #[test]
    fn a_span_outside_the_text_is_an_error() {
        let outside = GoldQuantity { span: Span::new(0, 99), ..GoldQuantity::default() };
        let document = QuantitiesDocument { id: "a".into(), text: TEXT.into(), quantities: vec![outside] };
        assert!(Scorer::default().add(&document, &[]).is_err());
    }
}
