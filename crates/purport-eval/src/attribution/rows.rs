//! Counts of all documents, and the rows made of them.

use super::exact::Exact;
use super::matching::{Pairs, matching, nested_right, same_source};
use super::overlap::{Characters, every_role, pairwise, union};
use super::{Item, ROLES};
use crate::score::Row;

/// Right and all, on the predicted and on the gold side.
#[derive(Clone, Copy, Debug, Default)]
struct Sides {
    predicted: [usize; 2],
    gold: [usize; 2],
}

impl Sides {
    fn predicted(&mut self, right: bool) {
        self.predicted[0] += usize::from(right);
        self.predicted[1] += 1;
    }

    fn gold(&mut self, right: bool) {
        self.gold[0] += usize::from(right);
        self.gold[1] += 1;
    }
}

/// Counts over all attributions, or over those of one class.
#[derive(Clone, Debug, Default)]
struct Class {
    exact: [Sides; 4],
    found: Sides,
    whole: Sides,
    whole_with_cue: Sides,
    /// Found gold attributions whose source is right, and all found ones.
    source: [usize; 2],
    /// The same over those whose gold annotation has a source.
    given_source: [usize; 2],
}

/// Counts over all documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    all: Class,
    quoted: Class,
    indirect: Class,
    pairwise: [Characters; ROLES.len()],
    union: [Characters; ROLES.len()],
    /// Right, predicted and gold nested attributions, where gold marks nesting.
    nested: [usize; 3],
    marks_nesting: bool,
}

impl Counts {
    pub fn add(&mut self, gold: &[Item], predicted: &[Item], marks_nesting: bool) {
        for (at, exact) in Exact::EVERY.into_iter().enumerate() {
            for p in predicted.iter().filter(|item| exact.counts(item)) {
                let right = gold.iter().any(|g| exact.fits(p, g));
                self.both(p, |class| class.exact[at].predicted(right));
            }
            for g in gold.iter().filter(|item| exact.counts(item)) {
                let right = predicted.iter().any(|p| exact.fits(p, g));
                self.both(g, |class| class.exact[at].gold(right));
            }
        }
        for (sum, part) in self.pairwise.iter_mut().zip(every_role(gold, predicted, pairwise)) {
            sum.add(part);
        }
        for (sum, part) in self.union.iter_mut().zip(every_role(gold, predicted, union)) {
            sum.add(part);
        }
        let matching = matching(gold, predicted);
        self.pairs(gold, predicted, &matching.found, |class| &mut class.found);
        self.pairs(gold, predicted, &matching.whole, |class| &mut class.whole);
        self.pairs(gold, predicted, &matching.whole_with_cue, |class| &mut class.whole_with_cue);
        for (g, partner) in gold.iter().zip(&matching.found.of_gold) {
            let Some(partner) = partner else { continue };
            let right = usize::from(same_source(&predicted[*partner], g));
            self.both(g, |class| {
                add(&mut class.source, [right, 1]);
                if !g.source().is_empty() {
                    add(&mut class.given_source, [right, 1]);
                }
            });
        }
        if marks_nesting {
            let nested = |items: &[Item]| items.iter().filter(|item| item.within.is_some()).count();
            self.marks_nesting = true;
            let right = nested_right(gold, predicted, &matching.found);
            add(&mut self.nested, [right, nested(predicted), nested(gold)]);
        }
    }

    /// Counts an item among all, and in its own class.
    fn both(&mut self, item: &Item, count: impl Fn(&mut Class)) {
        count(&mut self.all);
        count(if item.quoted { &mut self.quoted } else { &mut self.indirect });
    }

    fn pairs(&mut self, gold: &[Item], predicted: &[Item], pairs: &Pairs, sides: fn(&mut Class) -> &mut Sides) {
        for (p, partner) in predicted.iter().zip(&pairs.of_predicted) {
            self.both(p, |class| sides(class).predicted(partner.is_some()));
        }
        for (g, partner) in gold.iter().zip(&pairs.of_gold) {
            self.both(g, |class| sides(class).gold(partner.is_some()));
        }
    }

    pub fn rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Exact::EVERY
            .into_iter()
            .zip(self.all.exact)
            .map(|(exact, sides)| citron(format!("exact.{}", exact.name()), sides))
            .collect();
        for (family, roles) in [("pair", self.pairwise), ("union", self.union)] {
            let mut sum = Characters::default();
            for (role, part) in ROLES.into_iter().zip(roles) {
                sum.add(part);
                rows.push(characters(format!("{family}.{role}"), part));
            }
            rows.push(characters(format!("{family}.all"), sum));
        }
        rows.extend(self.all.matched(""));
        for (name, class) in [("quoted.", &self.quoted), ("indirect.", &self.indirect)] {
            // By class Citron's recall would mix the classes of partners: the gold side counts its own hits.
            rows.extend(Exact::EVERY.into_iter().zip(class.exact).map(|(exact, sides)| {
                Row::two_sided(format!("{name}exact.{}", exact.name()), sides.predicted, sides.gold)
            }));
            rows.extend(class.matched(name));
        }
        if self.marks_nesting {
            let [right, predicted, gold] = self.nested;
            rows.push(Row::balanced("nested", right, predicted, gold));
        }
        for row in &mut rows {
            row.headline = HEADLINES.contains(&row.metric.as_str());
        }
        rows
    }
}

/// What the model card quotes.
const HEADLINES: [&str; 10] = [
    "exact.cue",
    "exact.source",
    "exact.content",
    "exact.all",
    "found",
    "source|found",
    "whole",
    "quoted.whole",
    "indirect.whole",
    "nested",
];

impl Class {
    fn matched(&self, prefix: &str) -> Vec<Row> {
        let pairs = |name: &str, sides: Sides| Row::two_sided(format!("{prefix}{name}"), sides.predicted, sides.gold);
        let share = |name: &str, [right, of]: [usize; 2]| Row::share(format!("{prefix}{name}"), right, of);
        vec![
            pairs("found", self.found),
            pairs("whole", self.whole),
            pairs("whole+cue", self.whole_with_cue),
            share("source|found", self.source),
            share("source|found,gold has source", self.given_source),
        ]
    }
}

/// Citron's precision and recall: both over right predictions, misses from the gold side.
fn citron(metric: String, sides: Sides) -> Row {
    let right = sides.predicted[0];
    let missed = sides.gold[1] - sides.gold[0];
    let row = Row::two_sided(metric, sides.predicted, [right, right + missed]);
    Row { gold: sides.gold[1], ..row }
}

fn characters(metric: String, counts: Characters) -> Row {
    Row::balanced(metric, counts.shared, counts.predicted, counts.gold)
}

fn add<const N: usize>(sum: &mut [usize; N], part: [usize; N]) {
    for (sum, part) in sum.iter_mut().zip(part) {
        *sum += part;
    }
}
