//! Which words can be a place, an agency or a label.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Capitalised labels that stand before a dash and are no place.
const LABELS: &[&str] = &[
    "advisory",
    "alert",
    "analysis",
    "audio",
    "breaking",
    "brief",
    "column",
    "comment",
    "commentary",
    "correction",
    "corrected",
    "developing",
    "editorial",
    "exclusive",
    "explainer",
    "factbox",
    "feature",
    "flash",
    "gallery",
    "graphic",
    "interview",
    "investigation",
    "just in",
    "listen",
    "live",
    "more",
    "new",
    "news",
    "note",
    "obituary",
    "opinion",
    "photo",
    "photos",
    "podcast",
    "poll",
    "profile",
    "read",
    "recap",
    "refile",
    "related",
    "report",
    "review",
    "see also",
    "special report",
    "sponsored",
    "timeline",
    "transcript",
    "update",
    "updated",
    "urgent",
    "video",
    "warning",
    "watch",
];

static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| list(include_str!("../../data/dateline_places.txt")));
static AGENCIES: LazyLock<HashSet<String>> = LazyLock::new(|| list(include_str!("../../data/news_agencies.txt")));

fn list(data: &str) -> HashSet<String> {
    data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_lowercase).collect()
}

/// Whether a place, without its region, is on the list.
pub(super) fn is_known_place(name: &str) -> bool {
    PLACES.contains(&name.to_lowercase())
}

/// Whether a name in capitals is a label ("BREAKING") and no place.
pub(super) fn is_label(name: &str) -> bool {
    let lower = name.to_lowercase();
    let first = lower.split(' ').next().unwrap_or("");
    LABELS.contains(&lower.as_str()) || (LABELS.contains(&first) && !PLACES.contains(&lower))
}

/// Whether a name signs as an agency does. `lenient` takes any short run of capitals too.
pub(super) fn is_agency(name: &str, lenient: bool) -> bool {
    let known = |part: &str| {
        let part = part.trim().to_lowercase();
        AGENCIES.contains(&part)
            || ["newswire", "news agency", "press agency", " wire"].iter().any(|end| part.ends_with(end))
    };
    let short_capitals = (2..=6).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase());
    !name.is_empty() && (name.split(['/', '-', ',']).any(known) || known(name) || (lenient && short_capitals))
}

/// The end of a place in capitals: `NEW YORK`, `PORT-AU-PRINCE`, `ST. PETERSBURG`, `TOKYO/SEOUL`.
pub(super) fn capitals_end(text: &str) -> Option<usize> {
    let is_capitals = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !word.chars().any(|c| c.is_lowercase() || c.is_numeric())
    };
    words_end(text, 5, is_capitals)
}

/// The end of a name in ordinary letters: `New Delhi`, `Rio de Janeiro`.
pub(super) fn capitalised_end(text: &str, most: usize) -> Option<usize> {
    const INNER: &[&str] = &["of", "and", "the", "de", "es", "da", "do", "al", "la"];
    let mut seen = 0;
    let end = words_end(text, most, |word| {
        seen += 1;
        let capital = word.chars().next().is_some_and(char::is_uppercase) && !word.contains(|c: char| c.is_numeric());
        capital || (seen > 1 && INNER.contains(&word))
    })?;
    // A particle cannot end a name.
    let mut name = text[..end].trim_end();
    while let Some((head, last)) = name.rsplit_once(' ')
        && INNER.contains(&last)
    {
        name = head.trim_end();
    }
    Some(name.len())
}

/// The end of the run of at most `most` words that all pass, a final full stop left out unless it is an abbreviation's.
fn words_end(text: &str, most: usize, mut passes: impl FnMut(&str) -> bool) -> Option<usize> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.');
    let mut end = None;
    let mut at = 0;
    for _ in 0..most {
        let rest = &text[at..];
        // A hyphen belongs to the word only between letters, so that "CHICAGO--(" and "PARIS -" end.
        let joins = |i: usize, c: char| c == '-' && i > 0 && rest[i + 1..].starts_with(char::is_alphabetic);
        let length = rest.char_indices().find(|&(i, c)| !(is_inner(c) || joins(i, c))).map_or(rest.len(), |(i, _)| i);
        let word = &rest[..length];
        if word.is_empty() || !passes(word) {
            break;
        }
        let abbreviated = word.matches('.').count() > 1 || word.len() <= 6;
        let kept = if abbreviated { word } else { word.trim_end_matches('.') };
        end = Some(at + kept.len());
        if kept.len() < length || !rest[length..].starts_with(' ') {
            break;
        }
        at += length + 1;
    }
    end
}
