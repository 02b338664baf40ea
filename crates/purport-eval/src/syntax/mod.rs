//! Scores of sentences, words, parts of speech, lemmas and dependencies, from raw text.
//!
//! The evaluation of the CoNLL 2018 shared task: Zeman et al. (2018), *CoNLL 2018 Shared Task: Multilingual Parsing from
//! Raw Text to Universal Dependencies*; the reference is its `conll18_ud_eval.py`, version 1.2. A reader that cuts the
//! text into other words than the treebank is not thrown out: words are aligned first, and a word without a partner is
//! wrong in every row.
//!
//! | row | right is |
//! |---|---|
//! | `Tokens`, `Sentences` | the same characters |
//! | `Words` | a partner in the alignment |
//! | `UPOS`, `Lemmas` | a partner with the same value; a gold lemma `_` takes any |
//! | `UAS` | a partner whose head is the partner of the head, or both are roots |
//! | `LAS` | the same, and the same universal relation (`nsubj:pass` counts as `nsubj`) |
//!
//! Precision is over predicted words, recall over gold words. Rows for features and for content words alone (`CLAS`,
//! `MLAS`, `BLEX`) are left out. Unlike the reference, a prediction may leave characters out of its words, and its trees
//! are not checked for roots and cycles: what is wrong in them is counted as wrong.

mod alignment;

use purport_text::Span;

use crate::error::{Error, ErrorKind, Result};
use crate::gold::{Syntax, SyntaxDocument, Word};
use crate::ink::{Ink, Run};
use crate::score::{Report, Row};
use alignment::{Cut, align};

/// The rows, in order.
const ROWS: [&str; 7] = ["Tokens", "Sentences", "Words", "UPOS", "Lemmas", "UAS", "LAS"];

/// Adds up the scores of document after document.
///
/// ```
/// use purport_eval::gold::{Syntax, SyntaxDocument, Word};
/// use purport_eval::syntax::Scorer;
/// use purport_text::Span;
///
/// let word = |span: Span, form: &str, head, deprel: &str| Word {
///     span, token: span, form: form.into(), lemma: form.into(), upos: "X".into(), head, deprel: deprel.into(),
/// };
/// let rain = Span::new(0, 4);
/// let fell = Span::new(5, 9);
/// let words = vec![word(rain, "Rain", Some(1), "nsubj"), word(fell, "fell", None, "root")];
/// let syntax = Syntax { sentences: vec![Span::new(0, 9)], words };
/// let gold = SyntaxDocument { id: "a".into(), text: "Rain fell".into(), syntax };
///
/// let mut predicted = gold.syntax.clone();
/// predicted.words[0].deprel = "obj".into();
/// let mut scorer = Scorer::default();
/// scorer.add(&gold, Some(&predicted)).unwrap();
/// let report = scorer.report("syntax");
/// assert_eq!(report.row("UAS").unwrap().score, 1.0);
/// assert_eq!(report.row("LAS").unwrap().score, 0.5);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    missing: usize,
    /// Right, predicted and gold, in the order of [`ROWS`].
    counts: [[usize; 3]; ROWS.len()],
}

impl Scorer {
    /// Scores one document; `None` says that there is no prediction for it, and counts as nothing predicted.
    ///
    /// # Errors
    /// When a span is not in the text, a word is empty, words are not in order, or a head points at nothing. The
    /// document is then left out of the scores.
    pub fn add(&mut self, gold: &SyntaxDocument, predicted: Option<&Syntax>) -> Result<()> {
        let ink = Ink::new(&gold.text);
        let empty = Syntax::default();
        let prepare =
            |syntax, whose| Prepared::new(syntax, &ink).map_err(|error| error.in_record(whose).in_record(&gold.id));
        let right = prepare(&gold.syntax, "gold")?;
        let guess = prepare(predicted.unwrap_or(&empty), "predicted")?;
        self.documents += 1;
        self.missing += usize::from(predicted.is_none());
        let spans = |right: &[Run], guess: &[Run]| [same_spans(right, guess), guess.len(), right.len()];
        let words = right_words(&right, &guess).map(|count| [count, guess.words.len(), right.words.len()]);
        let [aligned, upos, lemmas, heads, labelled] = words;
        let tokens = spans(&right.tokens, &guess.tokens);
        let sentences = spans(&right.sentences, &guess.sentences);
        let parts = [tokens, sentences, aligned, upos, lemmas, heads, labelled];
        for (sum, part) in self.counts.iter_mut().zip(parts) {
            *sum = std::array::from_fn(|at| sum[at] + part[at]);
        }
        Ok(())
    }

    /// The scores of all documents so far.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let row = |(name, [right, predicted, gold]): (&str, [usize; 3])| {
            Row::balanced(name, right, predicted, gold).as_headline()
        };
        let rows = ROWS.into_iter().zip(self.counts).map(row).collect();
        let Self { documents, missing, .. } = *self;
        Report { task: task.into(), documents, missing, data: String::new(), rows }
    }
}

/// Syntax in ink coordinates.
struct Prepared<'s> {
    tokens: Vec<Run>,
    sentences: Vec<Run>,
    cuts: Vec<Cut>,
    words: &'s [Word],
}

impl<'s> Prepared<'s> {
    fn new(syntax: &'s Syntax, ink: &Ink<'_>) -> Result<Self> {
        let words = syntax.words.as_slice();
        let run = |span: Span, role| ink.run(span, role);
        let sentences: Result<Vec<Run>> = syntax.sentences.iter().map(|span| run(*span, "sentence")).collect();
        let mut cuts: Vec<Cut> = Vec::with_capacity(words.len());
        let mut tokens = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let in_word = |error: Error| error.in_record(format_args!("word {at}"));
            if let Some(index) = word.head.filter(|head| *head >= words.len()) {
                return Err(in_word(Error::new(ErrorKind::Index { role: "head", index, of: words.len() })));
            }
            let shares = |other: Option<&Word>| other.is_some_and(|other| other.token == word.token);
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            let token = run(word.token, "word").map_err(in_word)?;
            if token.len() == 0 || cuts.last().is_some_and(|last| last.span.start > token.start) {
                return Err(in_word(Error::malformed("the word is empty, or stands before the word before it")));
            }
            if !shares(before) {
                tokens.push(token);
            }
            let form = word.form.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            cuts.push(Cut { span: token, multiword: shares(before) || shares(words.get(at + 1)), form });
        }
        Ok(Self { tokens, sentences: sentences?, cuts, words })
    }
}

/// How many spans both lists have. Lists are in order of their starts.
fn same_spans(gold: &[Run], predicted: &[Run]) -> usize {
    let (mut g, mut p, mut same) = (0, 0, 0);
    while let (Some(one), Some(other)) = (gold.get(g), predicted.get(p)) {
        same += usize::from(one == other);
        g += usize::from(one.start <= other.start);
        p += usize::from(other.start <= one.start);
    }
    same
}

/// Aligned words, and how many of them have the right part of speech, lemma, head, head and relation.
fn right_words(gold: &Prepared<'_>, predicted: &Prepared<'_>) -> [usize; 5] {
    let pairs = align(&gold.cuts, &predicted.cuts);
    let mut partner: Vec<Option<usize>> = vec![None; predicted.words.len()];
    for (g, p) in &pairs {
        partner[*p] = Some(*g);
    }
    let mut right = [pairs.len(), 0, 0, 0, 0];
    for (g, p) in pairs {
        let (one, other) = (&gold.words[g], &predicted.words[p]);
        let head = match (one.head, other.head) {
            (None, None) => true,
            (Some(head), Some(guess)) => partner[guess] == Some(head),
            _ => false,
        };
        right[1] += usize::from(one.upos == other.upos);
        right[2] += usize::from(one.lemma == "_" || one.lemma == other.lemma);
        right[3] += usize::from(head);
        right[4] += usize::from(head && universal(&one.deprel) == universal(&other.deprel));
    }
    right
}

/// A relation without its subtype.
fn universal(deprel: &str) -> &str {
    deprel.split(':').next().unwrap_or(deprel)
}

#[cfg(test)]
mod tests;
