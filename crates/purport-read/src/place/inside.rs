//! Phrases that say in what a place lies: "Paris, Texas", "Kabkabiya in North Darfur", "Georgia's Fulton County".
//!
//! In: the mentions and their candidates. Out: for each mention the area that the text puts it in; its candidates are
//! then those in that area, and the area's are those that hold one of them. Where no candidate lies in the other name's,
//! the phrase was a list and says nothing.

use purport_text::Span;

use super::candidates::Candidate;
use super::gazetteer::Entry;
use super::words::Words;

/// What the area gains by holding the place.
const HOLDS: f64 = 4.0;

/// Narrow the candidates; the area of each mention that the text puts in one.
pub(super) fn narrow(page: &Words<'_>, mentions: &[Span], given: &mut [Vec<Candidate>]) -> Vec<Option<Entry>> {
    let mut holders = vec![None; mentions.len()];
    // From the right: in "Paris, Lamar County, Texas" the state is settled first.
    for at in (0..mentions.len().saturating_sub(1)).rev() {
        let (first, second) = (mentions[at], mentions[at + 1]);
        let between = Span::new(first.end, second.start);
        let (inner, outer) = match () {
            () if puts_inside(page, between) => (at, at + 1),
            () if possessive(page, between) => (at + 1, at),
            () => continue,
        };
        if let Some((area, kept)) = held(&given[inner], &given[outer]) {
            given[inner] = kept;
            given[outer].iter_mut().filter(|c| c.entry == area).for_each(|c| c.prior += HOLDS);
            holders[inner] = Some(area);
        }
    }
    holders
}

/// The runs of mentions that stand in one list, as ranges of positions: "Utah, Virginia and Washington".
pub(super) fn lists(page: &Words<'_>, mentions: &[Span]) -> Vec<std::ops::Range<usize>> {
    let joined = |one: Span, other: Span| {
        let between = Span::new(one.end, other.start);
        let link = |word: usize| matches!(page.form(word), "," | "and" | "or" | "&" | ";" | "the" | "as" | "well");
        !between.is_empty() && between.len() <= 4 && between.range().all(link)
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=mentions.len() {
        if at == mentions.len() || !joined(mentions[at - 1], mentions[at]) {
            if at - start > 1 {
                runs.push(start..at);
            }
            start = at;
        }
    }
    runs
}

/// The area that holds a candidate, both as likely as can be, and the candidates in it.
fn held(inner: &[Candidate], outer: &[Candidate]) -> Option<(Entry, Vec<Candidate>)> {
    let pairs = outer.iter().flat_map(|area| inner.iter().map(move |place| (area, place)));
    let (area, _) = pairs
        .filter(|(area, place)| place.entry.is_in(area.entry))
        .max_by(|one, other| (one.0.prior + one.1.prior).total_cmp(&(other.0.prior + other.1.prior)))?;
    Some((area.entry, inner.iter().filter(|place| place.entry.is_in(area.entry)).copied().collect()))
}

/// "Springfield, Ill.", "Kabkabiya in North Darfur", "Kabkabiya, in North Darfur", "Derna (Libya)".
fn puts_inside(page: &Words<'_>, between: Span) -> bool {
    let mut words = between.range().filter(|word| {
        !page.is_one_of(
            *word,
            &[
                "the", "northern", "southern", "eastern", "western", "central", "state", "province", "region",
                "district",
            ],
        )
    });
    match (words.next(), words.next(), words.next()) {
        (Some(only), None, None) => matches!(page.form(only), "," | "(" | "in" | "of"),
        (Some(comma), Some(word), None) => page.form(comma) == "," && matches!(page.form(word), "in"),
        _ => false,
    }
}

fn possessive(page: &Words<'_>, between: Span) -> bool {
    between.len() == 1 && matches!(page.form(between.start), "'s" | "’s" | "'" | "’")
}
