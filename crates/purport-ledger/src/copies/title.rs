//! Headlines compared.
//!
//! In: headlines. Out: a key for equal ones, and how near two are. The name of the paper after a bar or dash is no part of
//! a headline. Headlines that differ in a number, an ordinal or a day ("Day 12", "the ninth day", "Monday's briefing") are
//! of different articles, however alike they are otherwise.

use std::collections::HashSet;

use super::hash;
use super::words::words;

/// Words of a headline below which equal ones are no evidence: "Sport in brief".
const FEWEST: usize = 5;

/// Share of words in common (Dice) from which headlines are near the same.
const NEAR: f32 = 0.75;

/// Share from which they may be of one story.
const RELATED: f32 = 0.4;

/// Telling words of a headline below which nothing follows from it: "Live updates".
const FEWEST_TELLING: usize = 3;

/// Telling words before a colon that make headlines near whatever follows it. Fewer name only a subject.
const LEAD_WORDS: usize = 5;

/// Most words after a bar or dash that can be the paper's name.
const NAME_WORDS: usize = 4;

/// Words that headlines share by chance.
const LITTLE: &[&str] = &[
    "a", "an", "and", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on", "or",
    "s", "that", "the", "to", "was", "with", "after", "over", "says", "new", "what", "how", "why", "who", "we", "you",
    "know", "here", "heres", "are",
];

/// Words that number the articles of a series.
const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How two headlines compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Of different articles.
    Different,
    /// One is missing or says too little.
    Unknown,
    /// They may be of one story.
    Related,
    /// The same, or near.
    Near,
    /// Word for word the same.
    Equal,
}

/// A key for equal headlines; nothing for short ones.
pub(super) fn key(title: &str) -> Option<u64> {
    let words: Vec<u64> = words(headline(title)).iter().map(|word| word.hash).collect();
    (words.len() >= FEWEST).then(|| hash::sequence(&words))
}

/// How near two headlines are.
pub(super) fn compare(left: Option<&str>, right: Option<&str>) -> Likeness {
    let (Some(left), Some(right)) = (left.map(headline), right.map(headline)) else { return Likeness::Unknown };
    let (left_words, right_words) = (Words::of(left), Words::of(right));
    let fewest = left_words.all.len().min(right_words.all.len());
    if fewest < FEWEST_TELLING {
        return Likeness::Unknown;
    }
    if key(left).is_some() && key(left) == key(right) {
        return Likeness::Equal;
    }
    let shared = left_words.all.intersection(&right_words.all).count();
    let dice = 2.0 * shared as f32 / (left_words.all.len() + right_words.all.len()) as f32;
    let same_lead = || {
        let (left, right) = (Words::of(lead(left)), Words::of(lead(right)));
        left.all.len() >= LEAD_WORDS && left.all == right.all
    };
    if dice >= NEAR && left_words.numbers == right_words.numbers || same_lead() {
        Likeness::Near
    } else if dice >= RELATED {
        Likeness::Related
    } else {
        Likeness::Different
    }
}

/// What stands before a colon: "Day 12 of the port strike: ships turn back".
fn lead(headline: &str) -> &str {
    headline.split(": ").next().unwrap_or(headline)
}

/// The words of a headline that tell.
struct Words {
    all: HashSet<String>,
    numbers: HashSet<String>,
}

impl Words {
    fn of(headline: &str) -> Self {
        let folded = words(headline).into_iter().map(|word| {
            let letters = word.span.slice(headline).chars().filter(|c| c.is_alphanumeric() || !c.is_ascii());
            letters.filter(|c| !matches!(c, '’' | 'ʼ')).flat_map(char::to_lowercase).collect::<String>()
        });
        let all: HashSet<String> = folded.filter(|word| !LITTLE.contains(&word.as_str())).collect();
        let is_number =
            |word: &&String| word.contains(|c: char| c.is_ascii_digit()) || ORDINALS.contains(&word.as_str());
        let numbers = all.iter().filter(is_number).cloned().collect();
        Self { all, numbers }
    }
}

/// The paper's name after a headline, in lower case.
pub(super) fn paper(title: &str) -> Option<String> {
    let rest = title.trim()[headline(title).len()..].rsplit(['|', '-', '–', '—']).next()?.trim().to_lowercase();
    Some(rest).filter(|name| !name.is_empty())
}

/// A headline without the paper's name: what stands before the last bar or spaced dash.
fn headline(title: &str) -> &str {
    let mut title = title.trim();
    while let Some((at, _)) =
        [" | ", " - ", " – ", " — "].iter().filter_map(|mark| title.rmatch_indices(mark).next()).max()
    {
        let (before, after) = (&title[..at], &title[at + 1..]);
        let count = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        if count(after) > NAME_WORDS || count(before) <= count(after) {
            break;
        }
        title = before.trim_end();
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_name_is_no_part() {
        assert_eq!(headline("Minister leaves for Moscow talks | Courier World"), "Minister leaves for Moscow talks");
        assert_eq!(headline("Minister leaves for Moscow - The Courier"), "Minister leaves for Moscow");
        assert_eq!(headline("Courier | Minister"), "Courier | Minister");
        assert_eq!(key("Minister leaves for Moscow today | Courier"), key("Minister Leaves for Moscow Today"));
        assert_eq!(key("Sport in brief"), None);
        assert_eq!(paper("Minister leaves for Moscow talks | Courier World").as_deref(), Some("courier world"));
        assert_eq!(paper("Minister leaves for Moscow talks"), None);
    }

    #[test]
    fn near_related_and_different() {
        for (left, right, wanted) in [
            ("Minister leaves for Moscow", "Minister leaves for Moscow | Courier", Likeness::Near),
            ("Storm kills three in Odesa port", "Storm kills four in Odesa port", Likeness::Related),
            ("Day 12 of the port strike", "Day 13 of the port strike", Likeness::Related),
            ("Minister leaves for Moscow", "Grain exports fall in Odesa", Likeness::Different),
            ("Kim", "Kim", Likeness::Unknown),
        ] {
            assert_eq!(compare(Some(left), Some(right)), wanted, "{left} / {right}");
        }
        assert_eq!(compare(None, Some("Minister leaves")), Likeness::Unknown);
    }
}
