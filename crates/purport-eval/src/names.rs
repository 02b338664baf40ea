//! Scores of names: the same span and the same class, or wrong.
//!
//! The measure of the CoNLL 2003 shared task (Tjong Kim Sang and De Meulder 2003): precision, recall and F1 over whole
//! names, over all classes together (`all`) and by class. Spans are compared without white space. What each set marks
//! and what is therefore scored on it: [`crate::gold::names`].

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::gold::names::{Name, NameClass, NameSet, NamesDocument};
use crate::ink::{Ink, Run};
use crate::score::{Report, Row};

/// Adds up the scores of document after document of one set.
///
/// ```
/// use purport_eval::gold::names::{Name, NameClass, NameSet, NamesDocument};
/// use purport_eval::names::Scorer;
/// use purport_text::Span;
///
/// let text = "Kim left Oslo.".to_owned();
/// let kim = Name { span: Span::new(0, 3), class: NameClass::Person };
/// let oslo = Name { span: Span::new(9, 13), class: NameClass::Place };
/// let document = NamesDocument { id: "a".into(), text, names: vec![kim, oslo] };
///
/// let mut scorer = Scorer::new(NameSet::Wikigold);
/// scorer.add(&document, Some(&[kim])).unwrap();
/// let report = scorer.report("names");
/// assert_eq!(report.row("all").unwrap().recall, Some(0.5));
/// assert_eq!(report.row("person").unwrap().score, 1.0);
/// ```
#[derive(Clone, Debug)]
pub struct Scorer {
    set: NameSet,
    classes: BTreeSet<NameClass>,
    documents: usize,
    missing: usize,
    /// Right, predicted and gold, by class.
    counts: BTreeMap<NameClass, [usize; 3]>,
}

impl Scorer {
    /// Scores persons, organisations, places and nationalities, as far as the set marks them.
    #[must_use]
    pub fn new(set: NameSet) -> Self {
        use NameClass::{Nationality, Organization, Person, Place};
        Self::over(set, &[Person, Organization, Place, Nationality])
    }

    /// Scores these classes, as far as the set marks them.
    #[must_use]
    pub fn over(set: NameSet, classes: &[NameClass]) -> Self {
        let classes = classes.iter().copied().filter(|class| set.as_marked(*class) == Some(*class)).collect();
        Self { set, classes, documents: 0, missing: 0, counts: BTreeMap::new() }
    }

    /// Scores one document; `None` says that there is no prediction for it, and counts as nothing predicted.
    ///
    /// # Errors
    /// When a span, gold or predicted, is not in the text. The document is then left out of the scores.
    pub fn add(&mut self, gold: &NamesDocument, predicted: Option<&[Name]>) -> Result<()> {
        let ink = Ink::new(&gold.text);
        let scored = |names: &[Name]| self.scored(names, &ink).map_err(|error| error.in_record(&gold.id));
        let gold_names = scored(&gold.names)?;
        let mut left: BTreeMap<(Run, NameClass), usize> = BTreeMap::new();
        for name in scored(predicted.unwrap_or_default())? {
            *left.entry(name).or_default() += 1;
        }
        self.documents += 1;
        self.missing += usize::from(predicted.is_none());
        for ((_, class), times) in &left {
            self.counts.entry(*class).or_default()[1] += times;
        }
        for name in gold_names {
            let counts = self.counts.entry(name.1).or_default();
            counts[2] += 1;
            if let Some(times) = left.get_mut(&name).filter(|times| **times > 0) {
                *times -= 1;
                counts[0] += 1;
            }
        }
        Ok(())
    }

    fn scored(&self, names: &[Name], ink: &Ink<'_>) -> Result<Vec<(Run, NameClass)>> {
        let mut scored = Vec::with_capacity(names.len());
        for name in names {
            let run = ink.run(name.span, "name")?;
            scored
                .extend(self.set.as_marked(name.class).filter(|c| self.classes.contains(c)).map(|class| (run, class)));
        }
        Ok(scored)
    }

    /// The scores of all documents so far: `all`, then one row a class.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let counts = |class: &NameClass| self.counts.get(class).copied().unwrap_or_default();
        let mut all = [0; 3];
        for class in &self.classes {
            all = std::array::from_fn(|at| all[at] + counts(class)[at]);
        }
        let row =
            |name, [right, predicted, gold]: [usize; 3]| Row::balanced(name, right, predicted, gold).as_headline();
        let mut rows = vec![row("all", all)];
        rows.extend(self.classes.iter().map(|class| row(class.name(), counts(class))));
        let Self { documents, missing, .. } = *self;
        Report { task: task.into(), documents, missing, data: String::new(), rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_text::Span;

    const TEXT: &str = "Thai police searched Heathrow Airport and Acme.";

    fn name(part: &str, class: NameClass) -> Name {
        Name { span: Span::of(TEXT, part).unwrap(), class }
    }

    fn score(set: NameSet, gold: Vec<Name>, predicted: &[Name]) -> Report {
        let mut scorer = Scorer::new(set);
        let document = NamesDocument { id: "a".into(), text: TEXT.into(), names: gold };
        scorer.add(&document, Some(predicted)).unwrap();
        scorer.report("names")
    }

    #[test]
    fn class_and_span_both_count() {
        let gold = vec![name("Thai", NameClass::Nationality), name("Acme", NameClass::Organization)];
        let predicted =
            [name("Thai", NameClass::Place), name("Acme", NameClass::Organization), name("Acme.", NameClass::Person)];
        let report = score(NameSet::WorldwideNewswire, gold, &predicted);
        let all = report.row("all").unwrap();
        assert_eq!((all.correct, all.predicted, all.gold), (1, Some(3), 2));
        assert_eq!(report.row("organization").unwrap().score, 1.0);
        assert_eq!(report.row("nationality").unwrap().recall, Some(0.0));
    }

    #[test]
    fn facilities_count_only_where_they_are_places() {
        let airport = name("Heathrow Airport", NameClass::Facility);
        let report = score(NameSet::WorldwideNewswire, vec![airport], &[airport]);
        assert_eq!(report.row("all").unwrap().gold, 0);
        let report = score(NameSet::Wikigold, vec![name("Heathrow Airport", NameClass::Place)], &[airport]);
        assert_eq!(report.row("place").unwrap().score, 1.0);
    }

    #[test]
    fn a_class_that_the_set_does_not_mark_is_not_held_against_a_prediction() {
        let report = score(NameSet::Wikigold, vec![], &[name("Thai", NameClass::Nationality)]);
        assert_eq!(report.row("all").unwrap().predicted, Some(0));
        assert!(report.row("nationality").is_none());
    }

    #[test]
    fn the_same_prediction_twice_is_right_once() {
        let acme = name("Acme", NameClass::Organization);
        let all = score(NameSet::Re3d, vec![acme], &[acme, acme]).rows.swap_remove(0);
        assert_eq!((all.correct, all.predicted), (1, Some(2)));
    }
}
