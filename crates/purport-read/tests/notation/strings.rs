//! Strings of the notation and where they stand in the text.

use purport_text::Span;

/// Where a string of the notation stands: at word boundaries, the n-th time with ` @n`. `\n` is a line break.
pub fn locate(text: &str, piece: &str) -> Result<Span, String> {
    let piece = piece.trim().replace("\\n", "\n");
    let (needle, nth) = match piece.rsplit_once(" @") {
        Some((needle, n)) if n.parse::<usize>().is_ok_and(|n| n > 0) => (needle.to_owned(), n.parse().unwrap_or(1)),
        _ => (piece, 1),
    };
    if needle.is_empty() {
        return Err("an empty string".to_owned());
    }
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let clean = |at: usize| {
        let end = at + needle.len();
        let cut_before = inner(text[..at].chars().next_back()) && inner(needle.chars().next());
        let cut_after = inner(text[end..].chars().next()) && inner(needle.chars().next_back());
        !cut_before && !cut_after
    };
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(&needle) {
        let at = from + offset;
        if clean(at) {
            places.push(Span::new(at, at + needle.len()));
        }
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    places.get(nth - 1).copied().ok_or(format!("{needle:?} stands {} times, not {nth}", places.len()))
}

/// Where the pieces between ` || ` stand.
pub fn locate_all(text: &str, pieces: &str) -> Result<Vec<Span>, String> {
    if pieces.trim().is_empty() { Ok(Vec::new()) } else { pieces.split(" || ").map(|p| locate(text, p)).collect() }
}

/// The text of spans, in the notation.
pub fn cut(text: &str, spans: &[Span]) -> String {
    let parts: Vec<String> = spans.iter().map(|s| s.slice(text).replace('\n', "\\n")).collect();
    parts.join(" || ")
}

/// Share of letters and digits that both have, of those that either has; marks at the borders do not count.
pub fn shared(text: &str, one: &[Span], other: &[Span]) -> f64 {
    let inside = |spans: &[Span], at: usize| spans.iter().any(|s| s.start <= at && at < s.end);
    let (mut both, mut either) = (0, 0);
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let (a, b) = (inside(one, at), inside(other, at));
        both += usize::from(a && b);
        either += usize::from(a || b);
    }
    if either == 0 { 1.0 } else { f64::from(both as u32) / f64::from(either as u32) }
}

/// For each expected span the found one that is the same, else one that overlaps it; each is taken once.
pub fn pair(text: &str, expected: &[Span], found: &[Span]) -> Vec<Option<usize>> {
    let mut taken = vec![false; found.len()];
    let mut pairs = vec![None; expected.len()];
    for exact in [true, false] {
        for (span, pair) in expected.iter().zip(&mut pairs) {
            let fits = |at: &usize| {
                let same = || !exact || shared(text, &[*span], &[found[*at]]) == 1.0;
                !taken[*at] && span.overlaps(found[*at]) && same()
            };
            if pair.is_none()
                && let Some(at) = (0..found.len()).find(fits)
            {
                taken[at] = true;
                *pair = Some(at);
            }
        }
    }
    pairs
}

/// Those of `0..count` that no pair holds.
pub fn unpaired(count: usize, pairs: &[Option<usize>]) -> impl Iterator<Item = usize> {
    (0..count).filter(|at| !pairs.contains(&Some(*at)))
}

/// Words of a name without articles, in small letters, "+" as "and": what must agree when two names are the same.
pub fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('’', "'");
    let words = name.split_whitespace().map(|w| if w == "+" { "and" } else { w });
    words.filter(|w| !matches!(*w, "the" | "a" | "an")).collect::<Vec<_>>().join(" ")
}

/// Whether it looks like 2025-03-14.
pub fn is_day(day: &str) -> bool {
    day.len() == 10
        && day.chars().enumerate().all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() })
}
