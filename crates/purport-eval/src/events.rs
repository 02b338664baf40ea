//! Scores of events: which were found, of which type, with whom.
//!
//! An event is found when the reader has one whose anchor touches the marked words; of several the one of the right type
//! counts. On texts where every event is marked, precision, recall and F1 of `anchor` and `type` (the anchor with its type);
//! elsewhere the share of marked events found with their type. `mode`, `actor`, `recipient`, `certainty`, `polarity` and
//! `frame` are counted over the events whose type is right: a participant is found when a mention of one that the reader
//! gives touches it.

use purport_text::Span;

use crate::gold::events::{EventsDocument, GoldEvent};
use crate::score::{Report, Row};

/// An event as a reader found it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// PLOVER type.
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// The words that name it.
    pub anchor: Span,
    /// Mentions of each who does it.
    pub actors: Vec<Vec<Span>>,
    /// Mentions of each whom it is done to.
    pub recipients: Vec<Vec<Span>>,
    /// Certainty, polarity, time frame.
    pub judged: [String; 3],
}

/// Right, found, marked.
type Counts = [usize; 3];

/// Adds up the scores of text after text.
///
/// ```
/// use purport_eval::events::{Found, Scorer};
/// let line = r#"{"id": "a", "text": "Chad met Mali.", "event": "CONSULT",
///     "textInfo": {"markup": "(SRC: Chad) (EVT: met) (TAR: Mali)."}}"#.replace('\n', "");
/// let document = purport_eval::gold::events::documents(line.as_bytes()).next().unwrap().unwrap();
/// let span = |part| purport_text::Span::of(&document.text, part).unwrap();
/// let met = Found { kind: "CONSULT".into(), anchor: span("met"), actors: vec![vec![span("Chad")]], ..Found::default() };
/// let mut scorer = Scorer::default();
/// scorer.add(&document, &[met]);
/// let report = scorer.report("events");
/// assert_eq!(report.row("type").unwrap().score, 1.0);
/// assert_eq!(report.row("actor").unwrap().score, 1.0);
/// assert_eq!(report.row("recipient").unwrap().score, 0.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    exhaustive: bool,
    anchors: Counts,
    types: Counts,
    modes: Counts,
    actors: Counts,
    recipients: Counts,
    /// Right of certainty, polarity, frame; how many there are.
    judged: [usize; 4],
}

impl Scorer {
    /// Scores one text.
    pub fn add(&mut self, gold: &EventsDocument, found: &[Found]) {
        self.documents += 1;
        self.exhaustive |= gold.exhaustive;
        let touches = |event: &GoldEvent, one: &Found| event.anchor.iter().any(|span| span.overlaps(one.anchor));
        for event in &gold.events {
            let here: Vec<&Found> = found.iter().filter(|one| touches(event, one)).collect();
            self.anchors[0] += usize::from(!here.is_empty());
            if let Some(one) = here.iter().find(|one| one.kind == event.kind) {
                self.types[0] += 1;
                self.compare(event, one);
            }
        }
        for counts in [&mut self.anchors, &mut self.types] {
            counts[1] += found.len();
            counts[2] += gold.events.len();
        }
    }

    /// What is said of an event whose type is right.
    fn compare(&mut self, gold: &GoldEvent, found: &Found) {
        if let Some(mode) = &gold.mode {
            self.modes[0] += usize::from(found.mode.as_ref() == Some(mode));
            self.modes[2] += 1;
        }
        let sides = [
            (&mut self.actors, &gold.actors, &found.actors),
            (&mut self.recipients, &gold.recipients, &found.recipients),
        ];
        for (counts, gold, found) in sides {
            let touched = |span: &Span| found.iter().flatten().any(|mention| mention.overlaps(*span));
            counts[0] += gold.iter().filter(|span| touched(span)).count();
            counts[1] += found.len();
            counts[2] += gold.len();
        }
        if let Some(judged) = &gold.judged {
            for (right, (gold, found)) in self.judged.iter_mut().zip(judged.iter().zip(&found.judged)) {
                *right += usize::from(gold == found);
            }
            self.judged[3] += 1;
        }
    }

    /// The scores so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let row = |metric: &str, counts: Counts| {
            let [right, found, marked] = counts;
            if self.exhaustive {
                Row::balanced(metric, right, found, marked)
            } else {
                Row::share(metric, right, marked)
            }
        };
        let mut rows = vec![
            row("anchor", self.anchors),
            row("type", self.types).as_headline(),
            Row::share("mode", self.modes[0], self.modes[2]),
            row("actor", self.actors).as_headline(),
            row("recipient", self.recipients).as_headline(),
        ];
        for (metric, right) in ["certainty", "polarity", "frame"].into_iter().zip(self.judged) {
            if self.judged[3] > 0 {
                rows.push(Row::share(metric, right, self.judged[3]).as_headline());
            }
        }
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}
