//! Scores of negation cues, as in the *SEM 2012 shared task: a cue counts when all of its parts and no others were found.

use purport_text::Span;

use crate::gold::negation::NegationDocument;
use crate::score::{Report, Row};

/// Adds up cues, sentence after sentence.
///
/// ```
/// use purport_eval::gold::negation::NegationDocument;
/// use purport_eval::negation::Scorer;
/// use purport_text::Span;
/// let gold = NegationDocument { text: "not unkind".into(), cues: vec![vec![Span::new(0, 3)], vec![Span::new(4, 6)]], ..Default::default() };
/// let mut scorer = Scorer::default();
/// scorer.add(&gold, &[vec![Span::new(0, 3)]]);
/// let report = scorer.report("negation");
/// assert_eq!(report.row("cue").unwrap().precision, Some(1.0));
/// assert_eq!(report.row("cue").unwrap().recall, Some(0.5));
/// assert_eq!(report.row("affix").unwrap().recall, Some(0.0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    /// Right, found, marked.
    all: [usize; 3],
    affixes: [usize; 3],
}

impl Scorer {
    /// Scores one sentence.
    pub fn add(&mut self, gold: &NegationDocument, found: &[Vec<Span>]) {
        self.documents += 1;
        let letter = |at: Option<char>| at.is_some_and(char::is_alphabetic);
        // A part of a word: a letter stands before or after it. "n't" is a word of its own.
        let affix = |cue: &&Vec<Span>| {
            cue.len() == 1 && {
                let Span { start, end } = cue[0];
                let (before, after) = (gold.text[..start].chars().next_back(), gold.text[end..].chars().next());
                letter(after) || letter(before) && !gold.text[start..].starts_with('n')
            }
        };
        let count = |counts: &mut [usize; 3], takes: &dyn Fn(&&Vec<Span>) -> bool| {
            counts[0] += found.iter().filter(takes).filter(|cue| gold.cues.contains(cue)).count();
            counts[1] += found.iter().filter(takes).count();
            counts[2] += gold.cues.iter().filter(takes).count();
        };
        count(&mut self.all, &|_| true);
        count(&mut self.affixes, &affix);
    }

    /// The scores so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let row = |metric: &str, counts: [usize; 3]| Row::balanced(metric, counts[0], counts[1], counts[2]);
        let rows = vec![row("cue", self.all).as_headline(), row("affix", self.affixes)];
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}
