//! Scores of attributions: who says what, in which words.
//!
//! In: gold documents and, for each, predicted attributions. Out: a [`Report`]. All spans are compared without white
//! space: a span that ends in a blank equals one that does not, and fragments with only white space between them are
//! one span. Spans of a role are sorted and joined before anything is compared.
//!
//! | rows | meaning | from |
//! |---|---|---|
//! | `exact.cue` | the same cue | Citron (BBC News Labs), `citron/metrics.py` |
//! | `exact.source`, `exact.content` | the same spans, and the two cues touch | Citron |
//! | `exact.all` | cue, source and content the same | Citron |
//! | `pair.*` | characters shared, summed over all pairs of predicted and gold attributions; may exceed 1 | Citron |
//! | `union.*` | the same, every character of a role counted once per document | PolNeAR's spans, Citron's idea |
//! | `found` | cues share a character, or contents have a Jaccard index of at least ½; one to one, best first | |
//! | `source\|found` | share of found attributions whose source has a Jaccard index of at least ½ | |
//! | `whole` | source and content both have a Jaccard index of at least ½; one to one, best first | |
//! | `whole+cue` | the same, and the cues share a character | |
//! | `nested` | nested attributions that are found, and so is what they are nested in, as what they are nested in | |
//!
//! Rows beginning with `quoted.` and `indirect.` count attributions whose content does, or does not, hold a quotation
//! mark: recall over gold ones of the class, precision over predicted ones, the partner being of either class.
//! PolNeAR is described in Newell, Margolin and Ruths (2018), *An Attribution Relations Corpus for Political News*.
//!
//! What is peculiar to Citron's definition is kept, since it makes figures comparable: it is not one to one (several
//! predictions may be right by one gold attribution); a predicted cue that begins just where the gold one ends touches
//! it, one that ends where the gold one begins does not; recall overall counts right predictions, not right gold.

mod compare;
mod exact;
mod matching;
mod overlap;
mod rows;

use std::io::BufRead;

use purport_text::Span;

use crate::error::{Error, ErrorKind, Result};
use crate::gold::jsonl::{self, Predictions};
use crate::gold::{Attribution, AttributionDocument};
use crate::ink::{Ink, Run};
use crate::score::Report;
use rows::Counts;

/// Adds up the scores of document after document.
///
/// ```
/// use purport_eval::attribution::Scorer;
/// use purport_eval::gold::{Attribution, AttributionDocument};
/// use purport_text::Span;
///
/// let text = "Kim said it rained.".to_owned();
/// let span = |part| vec![Span::of("Kim said it rained.", part).unwrap()];
/// let gold = Attribution { source: span("Kim"), cue: span("said"), content: span("it rained"), ..Default::default() };
/// let shorter = Attribution { content: span("rained"), ..gold.clone() };
/// let document = AttributionDocument { id: "a".into(), text, attributions: vec![gold], marks_nesting: false };
///
/// let mut scorer = Scorer::default();
/// scorer.add(&document, Some(&[shorter])).unwrap();
/// let report = scorer.report("attribution");
/// assert_eq!(report.row("whole").unwrap().score, 1.0);
/// assert_eq!(report.row("exact.content").unwrap().score, 0.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    missing: usize,
    counts: Counts,
}

impl Scorer {
    /// Scores one document; `None` says that there is no prediction for it, and counts as nothing predicted.
    ///
    /// # Errors
    /// When a span, gold or predicted, is not in the text, or a `within` points at nothing. The document is then left
    /// out of the scores.
    pub fn add(&mut self, gold: &AttributionDocument, predicted: Option<&[Attribution]>) -> Result<()> {
        let ink = Ink::new(&gold.text);
        let items = |attributions: &[Attribution], whose: &'static str| -> Result<Vec<Item>> {
            let item = |(at, attribution)| {
                Item::new(attribution, attributions.len(), &gold.text, &ink)
                    .map_err(|error| error.in_record(format_args!("{whose} attribution {at}")).in_record(&gold.id))
            };
            attributions.iter().enumerate().map(item).collect()
        };
        let gold_items = items(&gold.attributions, "gold")?;
        let predicted_items = items(predicted.unwrap_or_default(), "predicted")?;
        self.documents += 1;
        self.missing += usize::from(predicted.is_none());
        self.counts.add(&gold_items, &predicted_items, gold.marks_nesting);
        Ok(())
    }

    /// The scores of all documents so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let Self { documents, missing, .. } = *self;
        Report { task: task.into(), documents, missing, data: String::new(), rows: self.counts.rows() }
    }
}

/// Scores JSON lines of predictions against JSON lines of gold (see [`jsonl`]).
///
/// # Errors
/// Anything wrong with either: a comparison of half the data would be a number that means nothing.
pub fn score_jsonl(gold: impl BufRead, predicted: impl BufRead) -> Result<Scorer> {
    let mut predictions = Predictions::read(predicted)?;
    let mut scorer = Scorer::default();
    let mut ids = std::collections::BTreeSet::new();
    for document in jsonl::documents(gold) {
        let document = document?;
        if !ids.insert(document.id.clone()) {
            return Err(Error::new(ErrorKind::Repeated).in_record(document.id));
        }
        let predicted = predictions.take(&document)?;
        scorer.add(&document, predicted.as_deref())?;
    }
    predictions.finish()?;
    Ok(scorer)
}

/// An attribution, ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Cue, source, content: the order of [`ROLES`].
    roles: [Vec<Run>; 3],
    quoted: bool,
    within: Option<usize>,
}

/// The roles, in the order of their rows.
const ROLES: [&str; 3] = ["cue", "source", "content"];

impl Item {
    fn new(attribution: &Attribution, of: usize, text: &str, ink: &Ink<'_>) -> Result<Self> {
        if let Some(index) = attribution.within.filter(|index| *index >= of) {
            return Err(Error::new(ErrorKind::Index { role: "within", index, of }));
        }
        let roles = [
            ink.runs(&attribution.cue, ROLES[0])?,
            ink.runs(&attribution.source, ROLES[1])?,
            ink.runs(&attribution.content, ROLES[2])?,
        ];
        Ok(Self { roles, quoted: holds_quotation_mark(text, &attribution.content), within: attribution.within })
    }

    fn cue(&self) -> &[Run] {
        &self.roles[0]
    }

    fn source(&self) -> &[Run] {
        &self.roles[1]
    }

    fn content(&self) -> &[Run] {
        &self.roles[2]
    }
}

fn holds_quotation_mark(text: &str, spans: &[Span]) -> bool {
    spans.iter().map(|span| span.slice(text)).any(|part| {
        part.contains(['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{ab}', '\u{bb}'])
            || part.contains("``")
            || part.contains("''")
    })
}
