//! Scores of coreference: the CoNLL measures over chains, and GAP's over pronouns.
//!
//! Three measures, each from its paper, added up over all documents, and the mean of their F1 (Pradhan et al. 2012, 2014):
//! [`measure::muc`] counts links (Vilain et al. 1995), [`measure::b_cubed`] mentions (Bagga and Baldwin 1998),
//! [`measure::ceaf`] chains matched one to one (Luo 2005, with the similarity φ4).

mod assignment;
mod gap;
mod measure;

use purport_text::Span;

pub use gap::GapScorer;
pub use measure::{Measure, b_cubed, ceaf, muc};

use crate::score::{Report, Row};

/// The mentions of every chain, in any unit.
pub type Chains = Vec<Vec<Span>>;

/// Adds up the scores of document after document.
///
/// ```
/// use purport_eval::coreference::Scorer;
/// use purport_text::Span;
/// let chain = vec![Span::new(0, 1), Span::new(4, 5)];
/// let mut scorer = Scorer::default();
/// scorer.add(&[chain.clone()], &[chain, vec![Span::new(7, 8)]]);
/// assert_eq!(scorer.report("coref").row("CoNLL").unwrap().score, 1.0); // a chain of one mention is none
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    /// Right, predicted, gold.
    mentions: [usize; 3],
    muc: Measure,
    b_cubed: Measure,
    ceaf: Measure,
}

impl Scorer {
    /// Scores the chains of one document. Chains of one mention are left out of both sides; a mention that two predicted
    /// chains hold is kept in the first.
    pub fn add(&mut self, gold: &[Vec<Span>], predicted: &[Vec<Span>]) {
        let (gold, predicted) = (proper(gold), proper(predicted));
        self.documents += 1;
        let right = predicted.iter().flatten().filter(|m| gold.iter().flatten().any(|g| g == *m)).count();
        let add = [right, predicted.iter().map(Vec::len).sum(), gold.iter().map(Vec::len).sum()];
        self.mentions.iter_mut().zip(add).for_each(|(sum, more)| *sum += more);
        self.muc += muc(&gold, &predicted);
        self.b_cubed += b_cubed(&gold, &predicted);
        self.ceaf += ceaf(&gold, &predicted);
    }

    /// The scores of all documents so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let measures = [("MUC", self.muc), ("B³", self.b_cubed), ("CEAFe", self.ceaf)];
        let mean = measures.iter().map(|(_, measure)| measure.f1()).sum::<f64>() / 3.0;
        let [right, predicted, gold] = self.mentions;
        let mean = Row { score: mean, ..Row::balanced("CoNLL", right, predicted, gold) };
        let mut rows = vec![Row { precision: None, recall: None, predicted: None, ..mean }.as_headline()];
        rows.extend(measures.into_iter().map(|(name, measure)| measure.row(name).as_headline()));
        rows.push(Row::balanced("mentions", right, predicted, gold).as_headline());
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}

/// Chains of two mentions or more, no mention twice.
fn proper(chains: &[Vec<Span>]) -> Chains {
    let mut seen = std::collections::HashSet::new();
    let mut found: Chains = Vec::with_capacity(chains.len());
    for chain in chains {
        let kept: Vec<Span> = chain.iter().copied().filter(|mention| seen.insert(*mention)).collect();
        if kept.len() > 1 {
            found.push(kept);
        }
    }
    found
}
