//! Scores of places: which were found, and how far from the true point each was put.
//!
//! Names as in the CoNLL shared task: the same span, or wrong. Points as in Gritta, Pilehvar and Collier (2020), *A pragmatic
//! guide to geoparsing evaluation*: of the names that were found and have a point in the gold annotation, the share that
//! was put within 161 km (100 miles), the errors' mean and median, and the area under the curve of their logarithms. A place
//! without a point is put wrong, as far as can be.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::gold::places::{GoldPlace, PlacesDocument};
use crate::ink::{Ink, Run};
use crate::score::{Report, Row};

/// A place as a reader found it.
pub type Found = GoldPlace;

/// 100 miles.
const NEAR: f64 = 161.0;
/// Half the Earth's girth: no error is larger.
const FARTHEST: f64 = 20_039.0;

/// Adds up the scores of document after document.
///
/// ```
/// use purport_eval::gold::places::{GoldPlace, PlacesDocument};
/// use purport_eval::places::Scorer;
/// use purport_text::Span;
///
/// let oslo = GoldPlace { span: Span::new(3, 7), point: Some((59.9, 10.7)) };
/// let document = PlacesDocument { id: "a".into(), text: "In Oslo.".into(), url: None, places: vec![oslo] };
/// let mut scorer = Scorer::default();
/// scorer.add(&document, &[GoldPlace { point: Some((60.1, 11.0)), ..oslo }], |_| false).unwrap();
/// let report = scorer.report("places");
/// assert_eq!(report.row("within 161 km").unwrap().score, 1.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scorer {
    documents: usize,
    /// Right, predicted, gold.
    exact: [usize; 3],
    /// The same without demonyms.
    places: [usize; 3],
    /// Predicted that touch a gold place, predicted; gold that a predicted one touches, gold.
    overlap: [usize; 4],
    /// Kilometres, one for each that was found and has a point.
    errors: Vec<f64>,
    /// Of these, how many were given a point.
    located: usize,
}

impl Scorer {
    /// Scores one document. `demonym` says of a gold name whether it is a people or an adjective (*Russian*): some sets
    /// count these as places, and one row leaves them out.
    ///
    /// # Errors
    /// When a span, gold or predicted, is not in the text. The document is then left out of the scores.
    pub fn add(&mut self, gold: &PlacesDocument, found: &[Found], demonym: impl Fn(&str) -> bool) -> Result<()> {
        let ink = Ink::new(&gold.text);
        let runs = |places: &[GoldPlace]| -> Result<Vec<(Run, GoldPlace)>> {
            let run = |place: &GoldPlace| Ok((ink.run(place.span, "place")?, *place));
            places.iter().map(run).collect::<Result<_>>().map_err(|error: crate::Error| error.in_record(&gold.id))
        };
        let (gold_places, found) = (runs(&gold.places)?, runs(found)?);
        self.documents += 1;
        let mut left: BTreeMap<Run, Vec<GoldPlace>> = BTreeMap::new();
        for (run, place) in &found {
            left.entry(*run).or_default().push(*place);
        }
        self.exact[1] += found.len();
        self.places[1] += found.iter().filter(|(_, place)| !demonym(place.span.slice(&gold.text))).count();
        for (run, place) in &gold_places {
            let counts = !demonym(place.span.slice(&gold.text));
            self.exact[2] += 1;
            self.places[2] += usize::from(counts);
            let Some(given) = left.get_mut(run).and_then(Vec::pop) else { continue };
            self.exact[0] += 1;
            self.places[0] += usize::from(counts);
            if let Some(true_point) = place.point {
                self.located += usize::from(given.point.is_some());
                self.errors.push(given.point.map_or(FARTHEST, |point| kilometres(true_point, point)));
            }
        }
        let touches = |one: Run, others: &[(Run, GoldPlace)]| others.iter().any(|(other, _)| one.shared(*other) > 0);
        self.overlap[0] += found.iter().filter(|(run, _)| touches(*run, &gold_places)).count();
        self.overlap[1] += found.len();
        self.overlap[2] += gold_places.iter().filter(|(run, _)| touches(*run, &found)).count();
        self.overlap[3] += gold_places.len();
        Ok(())
    }

    /// The scores of all documents so far. Rows that end in `km` hold kilometres, and `AUC` an error: lower is better
    /// there, so none of them is a headline.
    #[must_use]
    pub fn report(&self, task: impl Into<String>) -> Report {
        let [right, predicted, gold] = self.exact;
        let [place_right, place_predicted, place_gold] = self.places;
        let [touching, all, touched, of] = self.overlap;
        let near = self.errors.iter().filter(|error| **error <= NEAR).count();
        let mut sorted = self.errors.clone();
        sorted.sort_by(f64::total_cmp);
        let count = sorted.len();
        let mean = |values: &dyn Fn(f64) -> f64| sorted.iter().map(|e| values(*e)).sum::<f64>() / count.max(1) as f64;
        let measure = |name: &str, score: f64| Row { score, ..Row::share(name, 0, count) };
        let rows = vec![
            Row::balanced("mentions", right, predicted, gold).as_headline(),
            Row::share("within 161 km", near, count).as_headline(),
            Row::balanced("mentions without demonyms", place_right, place_predicted, place_gold),
            Row::two_sided("overlap", [touching, all], [touched, of]),
            Row::share("located", self.located, count),
            Row::share("located within 161 km", near, self.located),
            measure("mean km", mean(&|error| error)),
            measure("median km", sorted.get(count / 2).copied().unwrap_or_default()),
            measure("AUC", mean(&|error| (error + 1.0).ln()) / (FARTHEST + 1.0).ln()),
        ];
        Report { task: task.into(), documents: self.documents, missing: 0, data: String::new(), rows }
    }
}

/// The distance of two points in degrees, on a sphere.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (north, south) = (one.0.to_radians(), other.0.to_radians());
    let (up, along) = ((south - north) / 2.0, (other.1 - one.1).to_radians() / 2.0);
    let half = up.sin().powi(2) + north.cos() * south.cos() * along.sin().powi(2);
    2.0 * 6371.0 * half.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_text::Span;

    const TEXT: &str = "Russian ships left Odesa for Lagos.";

    fn place(name: &str, point: Option<(f64, f64)>) -> GoldPlace {
        GoldPlace { span: Span::of(TEXT, name).unwrap(), point }
    }

    fn score(gold: Vec<GoldPlace>, found: &[Found]) -> Report {
        let mut scorer = Scorer::default();
        let document = PlacesDocument { id: "a".into(), text: TEXT.into(), url: None, places: gold };
        scorer.add(&document, found, |name| name == "Russian").unwrap();
        scorer.report("places")
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        assert!((kilometres((48.86, 2.35), (51.51, -0.13)) - 344.0).abs() < 3.0);
        assert!((kilometres((0.0, 179.9), (0.0, -179.9)) - 22.2).abs() < 0.1);
    }

    #[test]
    fn a_place_far_off_or_without_a_point_is_put_wrong() {
        let gold = vec![place("Odesa", Some((46.5, 30.7))), place("Lagos", Some((6.5, 3.4)))];
        let report = score(gold.clone(), &[place("Odesa", Some((31.8, -102.4))), place("Lagos", None)]);
        assert_eq!(report.row("mentions").unwrap().score, 1.0);
        assert_eq!(report.row("within 161 km").unwrap().score, 0.0);
        assert_eq!(report.row("located").unwrap().correct, 1);
        let report = score(gold, &[place("Odesa", Some((46.6, 30.9))), place("Lagos", Some((6.6, 3.3)))]);
        assert!(report.row("within 161 km").unwrap().score == 1.0 && report.row("median km").unwrap().score < 30.0);
    }

    #[test]
    fn demonyms_count_in_one_row_only() {
        let report = score(vec![place("Russian", None), place("Odesa", None)], &[place("Odesa", None)]);
        assert_eq!(report.row("mentions").unwrap().recall, Some(0.5));
        assert_eq!(report.row("mentions without demonyms").unwrap().recall, Some(1.0));
    }

    #[test]
    fn part_of_a_name_overlaps_but_is_not_it() {
        let report = score(vec![place("Russian ships", None)], &[place("ships", None)]);
        assert_eq!(report.row("mentions").unwrap().score, 0.0);
        assert_eq!(report.row("overlap").unwrap().score, 1.0);
    }
}
