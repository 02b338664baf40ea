//! Scores of sources resolved inside the article: is "he" the person that was meant?
//!
//! Gold is a list checked by hand, by offset only, so that it can be kept beside texts that may not be copied. One
//! source a line, fields parted by tabs, offsets in code points of the document's text, ends exclusive; lines that
//! begin with `#` are comments:
//!
//! ```text
//! # document    source       antecedent, and more where the source is a group; or none
//! kim-visit     310  312     14  26
//! kim-visit     702  714     14  26   88  101
//! storm         12   21      none
//! ```
//!
//! A prediction gives, for each source, every mention of what it refers to. It is right when each antecedent of the
//! list shares a character with one of the mentions, as coreference scorers do with partial spans. A source that refers
//! to no name in the article (`none`) is right when no mention is given outside the source itself.

mod list;

use purport_text::Span;

pub use list::SourceList;

use crate::score::{Report, Row};

/// A source and the names it refers to, in bytes of the document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldSource {
    /// Where the source stands.
    pub source: Span,
    /// Names that it refers to; empty when the article names nothing that it refers to.
    pub antecedents: Vec<Span>,
}

/// What a reader takes a source to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Where the source stands.
    pub source: Span,
    /// Every mention of its entity (of all its entities, where it is a group); may hold the source itself.
    pub mentions: Vec<Span>,
}

/// Adds up the scores of document after document.
///
/// ```
/// use purport_eval::sources::{GoldSource, Resolution, Scorer};
/// use purport_text::Span;
/// // "Kim Jones left. She said no." — "She" is Kim Jones.
/// let gold = GoldSource { source: Span::new(16, 19), antecedents: vec![Span::new(0, 9)] };
/// let predicted = Resolution { source: Span::new(16, 19), mentions: vec![Span::new(4, 9), Span::new(16, 19)] };
/// let mut scorer = Scorer::default();
/// scorer.add(&[gold], &[predicted]);
/// assert_eq!(scorer.report("sources").row("resolved").unwrap().score, 1.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    /// Right and all, of sources with antecedents.
    referring: [usize; 2],
    /// Right and all, of sources that refer to no name.
    nameless: [usize; 2],
    /// Sources for which there was a prediction.
    predicted: usize,
}

impl Scorer {
    /// Scores the sources of one document. A source without a prediction that overlaps it is wrong.
    pub fn add(&mut self, gold: &[GoldSource], predicted: &[Resolution]) {
        self.documents += 1;
        for item in gold {
            let resolution = nearest(item.source, predicted);
            let right = resolution.is_some_and(|resolution| is_right(item, resolution));
            let counts = if item.antecedents.is_empty() { &mut self.nameless } else { &mut self.referring };
            counts[0] += usize::from(right);
            counts[1] += 1;
            self.predicted += usize::from(resolution.is_some());
        }
    }

    /// The scores of all documents so far: `resolved` over all sources, then those with and without a name to find,
    /// then the share for which a source was predicted at all.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let ([right, of], [nameless_right, nameless]) = (self.referring, self.nameless);
        let all = of + nameless;
        let rows = vec![
            Row::share("resolved", right + nameless_right, all).as_headline(),
            Row::share("resolved.name", right, of),
            Row::share("resolved.none", nameless_right, nameless),
            Row::share("predicted", self.predicted, all),
        ];
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}

fn shared(one: Span, other: Span) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// The prediction for a source: the same span, else the one that shares most with it, the shortest of those.
fn nearest(source: Span, predicted: &[Resolution]) -> Option<&Resolution> {
    let candidates = predicted.iter().filter(|resolution| resolution.source.overlaps(source));
    candidates.min_by_key(|resolution| {
        let distance = usize::MAX - shared(resolution.source, source);
        (resolution.source != source, distance, resolution.source.len())
    })
}

fn is_right(gold: &GoldSource, resolution: &Resolution) -> bool {
    let mentioned = |antecedent: &Span| resolution.mentions.iter().any(|mention| mention.overlaps(*antecedent));
    if gold.antecedents.is_empty() {
        return resolution.mentions.iter().all(|mention| mention.overlaps(gold.source));
    }
    gold.antecedents.iter().all(mentioned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Élan,” Kim and Lee said. Both agreed. He added more.";

    fn span(part: &str) -> Span {
        Span::of(TEXT, part).unwrap()
    }

    fn score(gold: GoldSource, mentions: &[&str]) -> f64 {
        let predicted = Resolution { source: gold.source, mentions: mentions.iter().map(|part| span(part)).collect() };
        let mut scorer = Scorer::default();
        scorer.add(&[gold], &[predicted]);
        scorer.report("sources").rows[0].score
    }

    #[test]
    fn a_group_needs_all_of_its_members() {
        let both = GoldSource { source: span("Both"), antecedents: vec![span("Kim"), span("Lee")] };
        assert_eq!(score(both.clone(), &["Kim and Lee", "Both"]), 1.0);
        assert_eq!(score(both, &["Kim"]), 0.0);
    }

    #[test]
    fn a_source_without_a_name_must_not_get_one() {
        let he = GoldSource { source: span("He"), antecedents: vec![] };
        assert_eq!(score(he.clone(), &["He"]), 1.0);
        assert_eq!(score(he, &["Kim", "He"]), 0.0);
    }

    #[test]
    fn the_prediction_that_shares_most_is_taken_and_none_is_wrong() {
        let gold = GoldSource { source: span("Kim and Lee"), antecedents: vec![span("Kim")] };
        let near = Resolution { source: span("Kim and Lee said"), mentions: vec![span("Kim")] };
        let far = Resolution { source: span("Lee"), mentions: vec![span("Lee")] };
        let mut scorer = Scorer::default();
        scorer.add(std::slice::from_ref(&gold), &[far.clone(), near]);
        scorer.add(&[gold], &[Resolution { source: span("He"), ..far }]);
        let report = scorer.report("sources");
        assert_eq!(report.rows[0].score, 0.5);
        assert_eq!(report.row("predicted").unwrap().correct, 1);
    }
}
