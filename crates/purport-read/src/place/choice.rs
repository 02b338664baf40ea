//! Which of the places that bear a name is meant.
//!
//! In: names, each with its candidates. Out: one candidate a name. Places named in one article lie together: a candidate is
//! the likelier the more of the other names have candidates near it, in it or around it. All names are weighed at once, a
//! few times over, because each depends on the others. A name looks at the [`REACH`] names on either side, so time grows
//! with the number of names only.

use super::candidates::{Candidate, area};
use super::gazetteer::Entry;

/// Names on either side that a name looks at.
const REACH: usize = 24;
/// How sharply the likeliest candidates of a name speak for others, time after time that all names are weighed: at first
/// small towns have a say, too, or eight villages of one county would be taken for eight cities of their names.
const SHARPNESS: [f64; 5] = [1.0, 1.2, 1.4, 1.6, 2.0];
/// How much the names around can add to what a name says by itself; chosen with [`HALF`] on the tuning halves of the gold
/// sets, like the numbers in [`tie`].
const MOST: f64 = 7.0;
/// Ties that give about two thirds of it.
const HALF: f64 = 4.0;
/// What a list adds.
const ALIKE: f64 = 2.5;

struct Weighed {
    entry: Entry,
    prior: f64,
    /// Point on the unit sphere.
    point: [f64; 3],
    /// The areas around it, the smallest first.
    around: [Option<Entry>; 4],
    country: Option<&'static str>,
    area: bool,
    share: f64,
}

impl Weighed {
    fn new(candidate: &Candidate) -> Self {
        let (north, east) = candidate.entry.point();
        let (north, east) = (north.to_radians(), east.to_radians());
        let mut around = [None; 4];
        let chain = std::iter::successors(candidate.entry.parent(), |place| place.parent());
        around.iter_mut().zip(chain).for_each(|(slot, place)| *slot = Some(place));
        Self {
            entry: candidate.entry,
            prior: candidate.prior,
            point: [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()],
            around,
            country: candidate.entry.country(),
            area: area(candidate.entry),
            share: 0.0,
        }
    }
}

/// The position of the candidate that each name means; `None` for a name without candidates. `lists` are pairs of names that
/// stand beside each other in a list: "Utah, Virginia and Washington" are three of a kind.
pub(super) fn choose(names: &[Vec<Candidate>], lists: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut beside = vec![Vec::new(); names.len()];
    for (one, other) in lists.iter().filter(|(one, other)| one != other) {
        beside[*one].push(*other);
        beside[*other].push(*one);
    }
    let mut names: Vec<Vec<Weighed>> = names.iter().map(|c| c.iter().map(Weighed::new).collect()).collect();
    for name in &mut names {
        let scores: Vec<f64> = name.iter().map(|c| c.prior).collect();
        give_shares(name, &scores, SHARPNESS[0]);
    }
    let mut scores: Vec<Vec<f64>> = Vec::new();
    for sharpness in SHARPNESS {
        scores = (0..names.len())
            .map(|at| {
                names[at].iter().map(|c| c.prior + support(&names, at, c) + alike(&names, &beside[at], c)).collect()
            })
            .collect();
        for (name, scores) in names.iter_mut().zip(&scores) {
            give_shares(name, scores, sharpness);
        }
    }
    // Of equals the first, which is the more populous.
    scores.iter().map(|s| (0..s.len()).rev().max_by(|one, other| s[*one].total_cmp(&s[*other]))).collect()
}

fn give_shares(name: &mut [Weighed], scores: &[f64], sharpness: f64) {
    let best = scores.iter().copied().fold(f64::MIN, f64::max);
    let all: f64 = scores.iter().map(|score| ((score - best) * sharpness).exp()).sum();
    for (candidate, score) in name.iter_mut().zip(scores) {
        candidate.share = ((score - best) * sharpness).exp() / all;
    }
}

fn support(names: &[Vec<Weighed>], at: usize, candidate: &Weighed) -> f64 {
    let near = at.saturating_sub(REACH)..names.len().min(at + REACH + 1);
    let of_name = |name: &Vec<Weighed>| {
        let shares = name.iter().filter(|other| other.share > 0.01);
        shares.map(|other| other.share * tie(candidate, other)).sum::<f64>()
    };
    let ties: f64 = near.filter(|other| *other != at).map(|other| of_name(&names[other])).sum();
    MOST * (1.0 - (-ties / HALF).exp())
}

/// What names beside it in a list add: their share of places of the same sort in the same country, or of countries.
fn alike(names: &[Vec<Weighed>], beside: &[usize], candidate: &Weighed) -> f64 {
    let likeness = |other: &Weighed| match (sort(candidate.entry), sort(other.entry)) {
        ("PCL", "PCL") | ("PPLC", "PPLC") => 1.0,
        (one, two) if one != two || candidate.country != other.country || candidate.country.is_none() => 0.0,
        ("ADM1", _) => 1.0,
        _ if candidate.around.iter().flatten().any(|a| a.feature() == "ADM1" && other.around.contains(&Some(*a))) => {
            1.0
        }
        _ => 0.3,
    };
    let shares = beside.iter().map(|at| names[*at].iter().map(|other| other.share * likeness(other)).sum::<f64>());
    ALIKE * shares.fold(0.0, f64::max)
}

/// Countries, states, districts, towns: the beginning of the feature code tells.
fn sort(entry: Entry) -> &'static str {
    let feature = entry.feature();
    let length = if feature.starts_with("ADM") || feature == "PPLC" { 4 } else { 3 };
    feature.get(..length).unwrap_or(feature)
}

/// How much one place speaks for another.
fn tie(one: &Weighed, other: &Weighed) -> f64 {
    if one.entry == other.entry {
        return 0.5;
    }
    let holds = |inner: &Weighed, outer: &Weighed| inner.around.contains(&Some(outer.entry));
    if holds(one, other) || holds(other, one) {
        let outer = if holds(one, other) { other } else { one };
        return if outer.entry.feature().starts_with("PCL") { 1.0 } else { 2.0 };
    }
    let shared = |level: usize| {
        let place = one.around[level].filter(|place| !place.feature().starts_with("PCL"))?;
        other.around.contains(&Some(place)).then_some(place.feature() == "ADM2")
    };
    let district: f64 = match shared(0).or_else(|| shared(1)) {
        Some(true) => 1.5,
        Some(false) => 1.0,
        None => 0.0,
    };
    let large = |place: &Weighed| place.area && place.entry.feature() != "ADM2";
    let near = if large(one) || large(other) { 0.0 } else { nearness(one, other) };
    let country = if one.country.is_some() && one.country == other.country { 0.1 } else { 0.0 };
    district.max(near).max(country)
}

fn nearness(one: &Weighed, other: &Weighed) -> f64 {
    let cosine: f64 = one.point.iter().zip(other.point).map(|(a, b)| a * b).sum();
    // Cosines of 50, 161 and 400 km on the globe: no arc has to be computed.
    match cosine {
        c if c > 0.999_969 => 1.5,
        c if c > 0.999_681 => 0.8,
        c if c > 0.998_029 => 0.3,
        _ => 0.0,
    }
}
