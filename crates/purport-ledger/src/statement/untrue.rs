//! Whether an article calls the story that it tells untrue.
//!
//! In: the text of an article. Out: for those whose matter is that a story is no true one (a hoax laid bare, a report withdrawn, a
//! rumour denied), which statements belong to that story. A verdict may stand far from what it is about, and in other words:
//! "It turns out that the rumours were just as absurd as they sounded." So the sentences that call something said untrue are
//! weighed: how strongly, how early, how much of the article they are, and whether they speak of what its first sentences
//! speak of. Words are listed by class in `data/untrue.txt`; weights and threshold were chosen on the training part of FNC-1 and on
//! ordinary news, where hardly any article must pass.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use purport_text::Span;

use super::words::{code, fold, is_empty, rarity, stem};

/// Sentences in which an article says what it is about.
const LEAD: usize = 3;

/// Sentences among which a verdict is early.
const EARLY: usize = 4;

/// Least score of an article that calls its story untrue.
const THRESHOLD: f32 = 3.25;

/// Share of the lead's words that sentences with a verdict must have around them where none of these is early.
const FOCUSED: f32 = 0.3;

/// Share of a statement's words around a verdict from which it is what the verdict is about.
const CLOSE: f32 = 0.5;

/// Share of them around a verdict, or in the lead of an article that is about one, from which it belongs to the story.
const OF_STORY: f32 = 0.15;

/// Sentences beyond which an article has much to tell beside, and must begin with a verdict.
const LONG: usize = 30;

/// Words that a statement must share at least.
const COMMON: usize = 2;

/// Classes of words, in the order of the file.
#[derive(Clone, Copy)]
enum Class {
    Told,
    False,
    Hoax,
    True,
    Deny,
    Retract,
    Negation,
    Hypothetical,
    Be,
    Filler,
    After,
    Complement,
    Spread,
    Doubt,
    Cast,
}

/// The classes of each word, a bit each.
static CLASSES: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut classes: HashMap<&str, u16> = HashMap::new();
    let lines = include_str!("../../data/untrue.txt").lines().filter(|line| !line.starts_with('#'));
    for (number, line) in lines.enumerate() {
        for word in line.split(' ').skip(1) {
            *classes.entry(word).or_default() |= 1 << number;
        }
    }
    classes
});

/// In what way a sentence calls something untrue, and how much that weighs.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    /// "A false report", "the story is bogus".
    False(f32),
    /// "A hoax".
    Hoax,
    /// "Not true", "no truth in".
    NotTrue,
    /// "Denied the report".
    Denied,
    /// "Questioned whether".
    Doubted,
    /// "Withdrew the story".
    Retracted,
}

impl Verdict {
    fn value(self) -> f32 {
        match self {
            Self::False(value) => value,
            Self::Hoax | Self::Retracted => 1.0,
            Self::NotTrue | Self::Denied => 0.8,
            Self::Doubted => 0.6,
        }
    }

    fn kind(self) -> u8 {
        match self {
            Self::False(_) => 1,
            Self::Hoax => 2,
            Self::NotTrue => 4,
            Self::Denied => 8,
            Self::Doubted => 16,
            Self::Retracted => 32,
        }
    }
}

/// Whether a statement belongs to a story that is called untrue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    No,
    /// It is part of the story.
    Loosely,
    /// The verdict is about it.
    Closely,
}

/// What an article calls untrue.
pub(super) struct Untrue {
    /// Words of the sentences with a verdict and those beside them, for each.
    around: Vec<HashSet<u32>>,
    lead: HashSet<u32>,
    focus: f32,
    is_long: bool,
    /// The first sentence with a verdict.
    pub verdict: Span,
    /// Whether it is only denied or doubted by somebody, not found untrue.
    pub is_disputed_only: bool,
}

impl Untrue {
    /// Nothing for an article that does not call its story untrue.
    pub(super) fn of(text: &str, sentences: &[Span]) -> Option<Self> {
        let (mut verdicts, mut kinds, mut told, mut spread) = (Vec::new(), 0_u8, 0, 0);
        for (at, sentence) in sentences.iter().enumerate() {
            let words = Words::of(text, *sentence);
            if at < EARLY {
                told += words.count(|at| words.is(at, Class::Told) && words.is(at + 1, Class::Complement));
                spread += words.count(|at| words.is(at, Class::Spread));
            }
            let found = words.verdicts();
            if let Some(value) = found.iter().map(|verdict| verdict.value()).max_by(f32::total_cmp) {
                kinds |= found.iter().fold(0, |kinds, verdict| kinds | verdict.kind());
                verdicts.push((at, value));
            }
        }
        let (first, _) = *verdicts.first()?;
        let lead = stems(text, &sentences[..LEAD.min(sentences.len())]);
        let around: Vec<HashSet<u32>> = verdicts
            .iter()
            .map(|(at, _)| stems(text, &sentences[at.saturating_sub(1)..(at + 2).min(sentences.len())]))
            .map(|stems| stems.into_keys().collect())
            .collect();
        let covered = |stem: &u32| around.iter().any(|words| words.contains(stem));
        let focus = share(lead.iter().filter(|(stem, _)| covered(stem)).map(|(_, weight)| *weight), &lead);
        let sum = |from: usize, to: usize| -> f32 {
            verdicts.iter().filter(|(at, _)| (from..to).contains(at)).map(|(_, value)| value).sum()
        };
        let is_long = sentences.len() > LONG;
        // By how strongly and how early, in how many ways, of what, and as what it is called untrue.
        let length = sentences.len().max(12) as f32;
        let score = 1.5 * sum(0, 2).min(1.5)
            + 0.5 * sum(2, EARLY).min(1.5)
            + 24.0 * sum(EARLY, usize::MAX).min(4.0) / length
            + 0.5 * (kinds.count_ones().saturating_sub(1).min(3)) as f32
            + 2.0 * focus
            + told.min(2) as f32
            + 1.5 * spread.min(2) as f32;
        let is_of_matter = if is_long { first < 2 } else { first < EARLY || (focus >= FOCUSED && verdicts.len() > 1) };
        (is_of_matter && score >= THRESHOLD).then(|| Self {
            around,
            lead: lead.into_keys().collect(),
            focus,
            is_long,
            verdict: sentences[first],
            is_disputed_only: kinds & !(Verdict::Denied.kind() | Verdict::Doubted.kind()) == 0,
        })
    }

    /// Whether a statement belongs to what the article calls untrue.
    pub(super) fn tells(&self, text: &str, statement: &[Span]) -> Belongs {
        let own = stems(text, statement);
        let covered = |words: &HashSet<u32>| {
            let shared = || own.iter().filter(|(stem, _)| words.contains(*stem));
            if shared().count() < COMMON { 0.0 } else { share(shared().map(|(_, weight)| *weight), &own) }
        };
        let near = self.around.iter().map(covered).fold(0.0, f32::max);
        if near >= CLOSE {
            Belongs::Closely
        } else if !self.is_long && near.max(self.focus * covered(&self.lead)) >= OF_STORY {
            Belongs::Loosely
        } else {
            Belongs::No
        }
    }
}

/// The stems of words that tell something, with their weights; words by which a verdict is given tell nothing of the story.
fn stems(text: &str, spans: &[Span]) -> HashMap<u32, u32> {
    const OF_VERDICT: u16 = 1 << Class::Told as u16
        | 1 << Class::False as u16
        | 1 << Class::Hoax as u16
        | 1 << Class::True as u16
        | 1 << Class::Deny as u16
        | 1 << Class::Retract as u16
        | 1 << Class::Doubt as u16;
    let words = spans.iter().flat_map(|span| purport_text::words(text, *span)).map(|word| fold(word.slice(text)));
    words
        .filter(|word| word.len() > 1 && word.starts_with(char::is_alphanumeric) && !is_empty(word))
        .filter(|word| CLASSES.get(word.as_str()).is_none_or(|classes| classes & OF_VERDICT == 0))
        .map(|word| stem(&word))
        .map(|stem| (code(&stem), u32::from(rarity(&stem).min(HEAVIEST))))
        .collect()
}

/// Whether a folded word is for what is told: "report", "rumours".
pub(super) fn is_told(word: &str) -> bool {
    CLASSES.get(word).is_some_and(|classes| classes >> Class::Told as u16 & 1 == 1)
}

/// Most weight of a word, in tenths.
const HEAVIEST: u8 = 60;

fn share(part: impl Iterator<Item = u32>, whole: &HashMap<u32, u32>) -> f32 {
    let all: u32 = whole.values().sum();
    if all > 0 { part.sum::<u32>() as f32 / all as f32 } else { 0.0 }
}

/// The words of a sentence, each with its classes.
struct Words {
    words: Vec<(String, u16)>,
    /// Whether a mark stands behind each.
    marked: Vec<bool>,
}

impl Words {
    fn of(text: &str, sentence: Span) -> Self {
        let mut found = Self { words: Vec::new(), marked: Vec::new() };
        for word in purport_text::words(text, sentence) {
            let word = fold(word.slice(text));
            if word.chars().any(char::is_alphanumeric) {
                let classes = CLASSES.get(word.as_str()).copied().unwrap_or_default();
                found.words.push((word, classes));
                found.marked.push(false);
            } else if let Some(marked) = found.marked.last_mut() {
                *marked = true;
            }
        }
        found
    }

    fn count(&self, is: impl Fn(usize) -> bool) -> usize {
        (0..self.words.len()).filter(|at| is(*at)).count()
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |(word, _)| word.as_str())
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.words.get(at).is_some_and(|(_, classes)| classes >> class as u16 & 1 == 1)
    }

    /// Whether one of so many words before has a class.
    fn before(&self, at: usize, count: usize, class: Class) -> bool {
        (at.saturating_sub(count)..at).any(|at| self.is(at, class))
    }

    /// Whether one of so many words behind has a class.
    fn behind(&self, at: usize, count: usize, class: Class) -> bool {
        (at + 1..=at + count).any(|at| self.is(at, class))
    }

    fn is_negated(&self, at: usize, count: usize) -> bool {
        let near = at.saturating_sub(count)..at;
        self.before(at, count, Class::Negation) || near.into_iter().any(|at| self.word(at).ends_with("n't"))
    }

    /// Whether a clause may end behind a word: what is false is not some other thing named next.
    fn is_closed(&self, at: usize) -> bool {
        at + 1 >= self.words.len() || self.marked[at] || self.is(at + 1, Class::After)
    }

    /// Whether a word is said of a subject: "is completely false".
    fn is_predicate(&self, at: usize) -> bool {
        let back = (0..at).rev().take(5).find(|before| !self.is(*before, Class::Filler));
        back.is_some_and(|at| self.is(at, Class::Be) || self.word(at).ends_with("'s"))
    }

    fn verdicts(&self) -> Vec<Verdict> {
        let mut found = Vec::new();
        for at in 0..self.words.len() {
            let is_affirmed = || !self.is_negated(at, 3);
            if self.is(at, Class::Hoax) && is_affirmed() {
                found.push(Verdict::Hoax);
            }
            if self.is(at, Class::False) && is_affirmed() {
                let closed = self.is_closed(at);
                if self.behind(at, 2, Class::Told) || (closed && self.before(at, 7, Class::Told)) {
                    found.push(Verdict::False(1.0));
                } else if closed && self.is_predicate(at) {
                    found.push(Verdict::False(0.8));
                }
            }
            if self.is(at, Class::True) && self.is_negated(at, 4) && !self.before(at, 5, Class::Hypothetical) {
                let no_truth = self.word(at) == "truth" && at > 0 && self.word(at - 1) == "no";
                let is_said = self.is_closed(at) && self.is_negated(at, 3);
                if no_truth || is_said || self.behind(at, 1, Class::Told) {
                    found.push(Verdict::NotTrue);
                }
            }
            let of_story = || self.behind(at, 4, Class::Told) || self.before(at, 3, Class::Told);
            if self.is(at, Class::Deny) && is_affirmed() && of_story() {
                found.push(Verdict::Denied);
            }
            let asks = matches!(self.word(at + 1), "whether" | "if")
                || (matches!(self.word(at + 1), "on" | "about" | "of") && self.word(at + 2) == "whether");
            let is_cast = matches!(self.word(at), "doubt" | "doubts") && self.before(at, 1, Class::Cast);
            if is_affirmed() && ((self.is(at, Class::Doubt) && asks) || is_cast) {
                found.push(Verdict::Doubted);
            }
            let is_of_told = self.before(at, 2, Class::Told) || self.behind(at, 4, Class::Told);
            if self.is(at, Class::Retract) && is_affirmed() && is_of_told {
                found.push(Verdict::Retracted);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use purport_text::sentences;

    use super::*;

    fn of(text: &str) -> Option<Untrue> {
        Untrue::of(text, &sentences(text))
    }

    #[test]
    fn the_classes_of_the_table_are_those_that_are_looked_for() {
        let lines = include_str!("../../data/untrue.txt").lines().filter(|line| !line.starts_with('#'));
        let names: Vec<&str> = lines.filter_map(|line| Some(line.split_once(':')?.0)).collect();
        let last = Class::Cast as usize;
        assert_eq!(names.len(), last + 1);
        for (class, name) in [(Class::Told as usize, "told"), (Class::Be as usize, "be"), (last, "cast")] {
            assert_eq!(names[class], name);
        }
    }

    #[test]
    fn a_hoax_that_is_laid_bare_is_called_untrue_with_all_that_belongs_to_it() {
        let text = "A story has gone viral that a bakery in Port Elen hid a gold coin in every tenth loaf. The story is \
            completely false. The bakery closed in 2009, and the picture of the coins was taken in a museum. Shoppers had \
            queued around the block.";
        let untrue = of(text).unwrap();
        let told = sentences(text)[0];
        assert_eq!(untrue.tells(text, &[told]), Belongs::Closely);
        assert!(!untrue.is_disputed_only);
        let other = "Rain is expected on Tuesday along the whole coast.";
        assert_eq!(untrue.tells(other, &[Span::new(0, other.len())]), Belongs::No);
    }

    #[test]
    fn a_report_that_mentions_a_false_passport_or_a_denial_is_not() {
        for text in [
            "Police arrested a man with a false passport at the harbour of Port Elen. He had crossed the border on Monday. A \
             judge will hear him tomorrow.",
            "The army attacked the town of Sorrel on Monday, residents said. Eleven people died. A spokesman denied that soldiers \
             had fired at houses. Aid groups called for a truce.",
            "There are reports that troops have withdrawn from the town of Sorrel. Residents said the last lorries had left Sorrel \
             at dawn. The army would not comment on the town.",
        ] {
            assert!(of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn who_only_denies_a_report_disputes_it() {
        let text = "The ministry dismissed reports that it had sold the ferry Aurelia. The reports, which went viral on Sunday, \
            said that a buyer had paid nine million. The minister denied the reports at a press conference.";
        assert!(of(text).unwrap().is_disputed_only);
    }
}
