//! Drawings: numbers on one scale, claims along time.
//!
//! In: a finding's numbers and claims. Out: inline SVG without script, style or pictures; every place along the scale is in per
//! cent, so that a drawing fits any width and its letters keep their size. What is drawn also stands beside it in words.

use purport_ledger::answer::Story;
use purport_ledger::answer::story::{NumberBounds, Spread};
use purport_ledger::finding::Relation;

use super::html::Html;
use super::when::{DAY, second, tick};
use super::wording::{day, standing_class};

/// Where the drawn part of a scale begins and ends, in per cent: marks at the edges are not cut.
const EDGE: f64 = 2.0;

/// Height of a mark on the timeline, in pixels.
const STEP: usize = 13;

/// Marks piled up at one place; more are written as a number.
const PILE: usize = 8;

/// Width within which marks are piled up, in per cent.
const COLUMN: f64 = 2.4;

/// Days between two ticks, as far as needed for no more than [`TICKS`] of them.
const EVERY: [i64; 9] = [1, 2, 5, 10, 30, 91, 182, 365, 3_652];

/// Most ticks of the timeline.
const TICKS: i64 = 5;

/// Per cent, as written: three digits are a fiftieth of a pixel.
pub fn percent(value: f64) -> String {
    let rounded = (value * 1_000.0).round() / 1_000.0;
    format!("{}%", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A scale from a least to a greatest value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// What stands at the beginning.
    pub low: f64,
    /// What stands at the end.
    pub high: f64,
}

impl Scale {
    /// The place of a value, in per cent of the width.
    pub fn place(self, value: f64) -> f64 {
        let width = self.high - self.low;
        // Halves first: the width of two huge numbers may not be a number.
        let share = if width.is_finite() && width > 0.0 { (value - self.low) / width } else { 0.5 };
        EDGE + share.clamp(0.0, 1.0) * (100.0 - 2.0 * EDGE)
    }

    /// The scale of numbers: from zero on, so that lengths compare as the numbers do.
    pub fn of(spread: &Spread) -> Self {
        let bounds = spread.bounds.iter().flat_map(|bounds| [bounds.low, bounds.high]).flatten();
        let finite = bounds.filter(|bound| bound.is_finite());
        let (low, high) = finite.fold((0.0_f64, 0.0_f64), |(low, high), bound| (low.min(bound), high.max(bound)));
        // Room for "at least": an open end goes on to the edge.
        let open = spread.bounds.iter().any(|bounds| bounds.high.is_none());
        Self { low, high: if open { high * 1.15 } else { high } }
    }
}

/// A number or range as a bar on its scale.
pub fn bar(html: &mut Html, bounds: &NumberBounds, scale: Scale, words: &str) {
    let attributes = [("class", "bar"), ("role", "img"), ("height", "22"), ("focusable", "false")];
    html.within("svg", &attributes, |html| {
        html.words("title", &[], words);
        let (zero, end) = (percent(scale.place(0.0)), percent(scale.place(scale.high)));
        html.leaf("line", &[("class", "rule"), ("x1", &zero), ("x2", &end), ("y1", "11"), ("y2", "11")]);
        let (low, high) = (bounds.low.unwrap_or(scale.low), bounds.high.unwrap_or(scale.high));
        let (from, to) = (scale.place(low.min(high)), scale.place(high.max(low)));
        if to > from {
            let open = bounds.low.is_none() || bounds.high.is_none();
            let (x, width) = (percent(from), percent(to - from));
            let class = if open { "range open" } else { "range" };
            html.leaf("rect", &[("class", class), ("x", &x), ("width", &width), ("y", "6"), ("height", "10")]);
        }
        for bound in [bounds.low, bounds.high].into_iter().flatten() {
            html.leaf("circle", &[("class", "bound"), ("cx", &percent(scale.place(bound))), ("cy", "11"), ("r", "5")]);
        }
    });
}

/// The claims of a finding along time, those for it above, those against below; under them its standing.
///
/// Nothing is drawn of fewer than two dated claims.
pub fn timeline(html: &mut Html, finding: &Story) {
    let dated: Vec<(i64, usize)> = (0..finding.claims.len())
        .filter_map(|place| Some((second(finding.claims[place].said.as_deref()?)?, place)))
        .collect();
    let (Some(first), Some(last)) = (dated.iter().map(|one| one.0).min(), dated.iter().map(|one| one.0).max()) else {
        return;
    };
    if dated.len() < 2 {
        return;
    }
    // Whole days, so that a day stands between its ticks.
    let (begin, end) = (first.div_euclid(DAY) * DAY, (last.div_euclid(DAY) + 1) * DAY);
    let scale = Scale { low: begin as f64, high: end as f64 };
    let piles = |against: bool| {
        let mut piles: Vec<(f64, Vec<usize>)> = Vec::new();
        for (second, place) in &dated {
            if is_against(finding.claims[*place].relation) != against {
                continue;
            }
            let x = scale.place(*second as f64);
            match piles.iter_mut().find(|(at, _)| (*at - x).abs() < COLUMN) {
                Some((_, pile)) => pile.push(*place),
                None => piles.push((x, vec![*place])),
            }
        }
        piles
    };
    let (above, below) = (piles(false), piles(true));
    let tallest = |piles: &[(f64, Vec<usize>)]| piles.iter().map(|pile| pile.1.len().min(PILE + 1)).max().unwrap_or(0);
    let axis = tallest(&above).max(1) * STEP + 6;
    let strip = axis + 8 + tallest(&below) * STEP + if below.is_empty() { 0 } else { 4 };
    let height = (strip + 20 + 18).to_string();

    html.within("div", &[("class", "timeline")], |html| {
        sides(html, axis, strip, !below.is_empty(), &height);
        html.within(
            "svg",
            &[("class", "plot"), ("role", "img"), ("height", &height), ("focusable", "false")],
            |html| {
                html.words("title", &[], "The claims along time");
                let (for_it, against) = (above.iter().map(|p| p.1.len()).sum(), below.iter().map(|p| p.1.len()).sum());
                html.words("desc", &[], &described(begin, last, for_it, against, dated.len() < finding.claims.len()));
                ticks(html, scale, strip + 20);
                let y = axis.to_string();
                html.leaf("line", &[("class", "axis"), ("x1", "0"), ("x2", "100%"), ("y1", &y), ("y2", &y)]);
                for (x, pile) in &above {
                    draw_pile(html, finding, *x, pile, |level| (axis - 10).saturating_sub(level * STEP));
                }
                for (x, pile) in &below {
                    draw_pile(html, finding, *x, pile, |level| axis + 10 + level * STEP);
                }
                standings(html, finding, scale, strip);
            },
        );
    });
}

/// Whether a claim stands against its finding.
pub fn is_against(relation: Relation) -> bool {
    matches!(relation, Relation::Denies | Relation::Withdraws)
}

fn described(begin: i64, last: i64, above: usize, below: usize, undated: bool) -> String {
    let (from, to) = (tick(begin, true), tick(last, true));
    let days = if from == to { format!("On {from}") } else { format!("From {from} to {to}") };
    let rest = if undated { " Claims without a date are not drawn." } else { "" };
    format!(
        "{days}: {above} above the line, for it or undecided; {below} below, against it.{rest} Each is listed further down."
    )
}

/// What stands above, on and below the line, in words.
fn sides(html: &mut Html, axis: usize, strip: usize, against: bool, height: &str) {
    html.within("svg", &[("class", "sides"), ("aria-hidden", "true"), ("width", "62"), ("height", height)], |html| {
        html.words("text", &[("x", "0"), ("y", &(axis - 5).to_string())], "for");
        if against {
            html.words("text", &[("x", "0"), ("y", &(axis + 14).to_string())], "against");
        }
        html.words("text", &[("x", "0"), ("y", &(strip + 12).to_string())], "standing");
    });
}

fn ticks(html: &mut Html, scale: Scale, bottom: usize) {
    let (begin, end) = (scale.low as i64, scale.high as i64);
    let days = (end - begin) / DAY;
    let every = EVERY.into_iter().find(|every| days / every < TICKS).unwrap_or(days / TICKS + 1) * DAY;
    let mut at = begin;
    while at < end {
        let x = percent(scale.place(at as f64));
        let bottom = bottom.to_string();
        html.leaf("line", &[("class", "tick"), ("x1", &x), ("x2", &x), ("y1", "0"), ("y2", &bottom)]);
        let y = (bottom.parse::<usize>().unwrap_or(0) + 14).to_string();
        html.words("text", &[("class", "day"), ("x", &x), ("y", &y)], &tick(at, at == begin));
        at += every;
    }
}

/// Marks over each other: the earliest nearest to the line.
fn draw_pile(html: &mut Html, finding: &Story, x: f64, pile: &[usize], y: impl Fn(usize) -> usize) {
    let shown = if pile.len() > PILE + 1 { PILE } else { pile.len() };
    for (level, place) in pile.iter().take(shown).enumerate() {
        let claim = &finding.claims[*place];
        let (x, y) = (percent(x), y(level).to_string());
        // A place of its own to draw in, so that shapes can be written in pixels at a place in per cent.
        html.within("svg", &[("x", &x), ("y", &y), ("overflow", "visible")], |html| {
            let copy = claim.copy_of.is_some();
            html.within("g", &[("class", if copy { "mark copy" } else { "mark" })], |html| {
                let outlet = claim.article.publisher.as_deref().unwrap_or("an outlet not named");
                let said = claim.said.as_deref().map_or_else(String::new, |said| day(said) + ": ");
                html.words("title", &[], &format!("{said}{} ({outlet})", claim.origin));
                let shape = match claim.relation {
                    Relation::Supports => "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z",
                    Relation::Differs => "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
                    Relation::Mentions => "M-4.5 -1.5H4.5V1.5H-4.5Z",
                    Relation::Denies => "M-4.5 -4.5H4.5V4.5H-4.5Z",
                    Relation::Withdraws => "M-5 -4.5H5L0 4.5Z",
                };
                html.leaf("path", &[("class", claim.relation.name()), ("d", shape)]);
            });
        });
    }
    if shown < pile.len() {
        let y = (y(shown) + 4).to_string();
        html.words("text", &[("class", "more"), ("x", &percent(x)), ("y", &y)], &format!("+{}", pile.len() - shown));
    }
}

/// The standing from each change on, as a strip.
fn standings(html: &mut Html, finding: &Story, scale: Scale, y: usize) {
    let mut from: Option<f64> = None;
    let changes = &finding.history;
    for (place, change) in changes.iter().enumerate() {
        let Some(at) = change.at.as_deref().and_then(second) else { continue };
        let begin = from.unwrap_or(0.0).max(scale.place(at as f64));
        let next = changes.get(place + 1).and_then(|next| next.at.as_deref().and_then(second));
        let end = next.map_or(100.0, |next| scale.place(next as f64)).max(begin);
        from = Some(end);
        if end <= begin {
            continue;
        }
        let (x, width, top) = (percent(begin), percent(end - begin), y.to_string());
        let name = change.standing.name();
        html.within("svg", &[("x", &x), ("y", &top), ("width", &width), ("height", "16")], |html| {
            html.within("g", &[("class", standing_class(change.standing))], |html| {
                html.words(
                    "title",
                    &[],
                    &format!("{name} from {}", change.at.as_deref().map_or_else(String::new, day)),
                );
                html.leaf("rect", &[("class", "strip"), ("width", "100%"), ("height", "16")]);
                if end - begin > 14.0 {
                    html.words("text", &[("class", "on-strip"), ("x", "5"), ("y", "12")], name);
                }
            });
        });
    }
}
