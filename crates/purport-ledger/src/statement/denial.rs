//! What of a statement is denied.
//!
//! In: the words of a stretch. Out: for each word whether it stands under an odd number of negations. A negation reaches
//! from its word to the end of its clause; a word that says of the whole that it is untrue ("hoax"), and a source that
//! denies, reach over everything.

use std::collections::HashSet;
use std::sync::LazyLock;

use purport_read::{Act, Claim, Polarity};
use purport_text::Span;

use super::words::fold;

/// Words that say of a whole story that it is not so.
static DEBUNKING: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../data/debunking.txt").lines().filter(|row| !row.starts_with('#')).collect());

/// Words that negate what follows.
const NEGATIONS: [&str; 39] = [
    "not",
    "n't",
    "no",
    "never",
    "nor",
    "neither",
    "without",
    "cannot",
    "nobody",
    "none",
    "denied",
    "denies",
    "deny",
    "denying",
    "cleared",
    "acquitted",
    "exonerated",
    "unable",
    "doubt",
    "doubts",
    "doubted",
    "doubting",
    "doubtful",
    "unlikely",
    "skeptical",
    "sceptical",
    "disputes",
    "prevent",
    "prevents",
    "prevented",
    "preventing",
    "avert",
    "averted",
    "averts",
    "foil",
    "foiled",
    "foils",
    "thwart",
    "thwarted",
];

/// Words that negate what follows behind "to".
const WITH_TO: [&str; 9] = ["refused", "refuses", "refuse", "failed", "fails", "fail", "declined", "declines", "yet"];

/// Words before "out" that negate what follows: "ruled out".
const WITH_OUT: [&str; 4] = ["ruled", "rules", "rule", "ruling"];

/// Words before "whether" that negate what follows.
const WITH_WHETHER: [&str; 4] = ["question", "questions", "questioned", "questioning"];

/// Words before a word for what is told (see [`REPORTS`]) that negate what follows: "dismissed claims that".
const WITH_REPORTS: [&str; 6] = ["dismiss", "dismisses", "dismissed", "reject", "rejects", "rejected"];

/// Words before a word for what was meant to be done (see [`PLANS`]) that negate what follows: "dropped its bid for".
const WITH_PLANS: [&str; 14] = [
    "drop",
    "drops",
    "dropped",
    "abandon",
    "abandons",
    "abandoned",
    "scrap",
    "scraps",
    "scrapped",
    "shelve",
    "shelves",
    "shelved",
    "withdrew",
    "withdrawn",
];

/// What is meant to be done.
const PLANS: [&str; 12] = [
    "bid",
    "bids",
    "plan",
    "plans",
    "offer",
    "offers",
    "attempt",
    "attempts",
    "project",
    "projects",
    "proposal",
    "proposals",
];

/// Words between them and it.
const BETWEEN: usize = 2;

/// Words that negate the whole of their clause, what stands before them too: "took nothing from them".
const CLAUSE_WIDE: [&str; 3] = ["nothing", "nobody", "nowhere"];

/// Untrue only as a predicate or of words: a false passport does exist.
const PREDICATES: [&str; 11] = [
    "false",
    "fake",
    "faked",
    "invented",
    "incorrect",
    "inaccurate",
    "staged",
    "mistaken",
    "nonsense",
    "satire",
    "satirical",
];

/// Before a predicate.
const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "'s", "as"];

/// What is false as a whole.
const REPORTS: [&str; 20] = [
    "report",
    "reports",
    "story",
    "stories",
    "news",
    "claim",
    "claims",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "video",
    "photo",
    "allegation",
    "allegations",
    "statement",
    "speculation",
    "article",
    "articles",
    "status",
];

/// Negations with the words before which they deny nothing: "no less than nine", "not only", "nothing tops".
const AFFIRMING: [(&str, &[&str]); 4] = [
    ("no", &["fewer", "later", "less", "matter", "wonder"]),
    ("not", &["least", "merely", "only"]),
    ("nothing", &["but", "beats", "compares", "less", "more", "short", "tops"]),
    ("none", &["other"]),
];

/// The same with two words: "it is not every day that", "not the first time".
const AFFIRMING_TWO: [(&str, &str); 4] = [("every", "day"), ("the", "first"), ("the", "only"), ("the", "last")];

/// Words with which a negation's reach ends. What is asked is taken for granted: "nobody knows how it sank".
const ENDS: [&str; 15] = [
    "but", "because", "although", "though", "while", "whereas", "unless", "until", "after", "instead", "since", "how",
    "why", "where", "when",
];

/// Telling or empty, the words that a negation reaches over at most.
const REACH: usize = 14;

/// Whether a word denies: it shows in what it denies, and is no word of the statement itself.
pub(super) fn is_denial(word: &str) -> bool {
    NEGATIONS.contains(&word) || DEBUNKING.contains(word)
}

/// Whether the source denies what its claim contains.
pub(super) fn is_denied_by_cue(claim: &Claim) -> bool {
    let Some(cue) = &claim.cue else { return false };
    let in_cue = claim.negations.iter().any(|negation| cue.spans.iter().any(|span| span.overlaps(*negation)));
    claim.polarity == Some(Polarity::Negative) && (cue.act == Act::Deny || in_cue)
}

/// Whether the words say of a story that it is not so.
pub(super) fn is_debunked(words: &[(Span, String)]) -> bool {
    let of_words = words.iter().any(|(_, word)| REPORTS.contains(&word.as_str()));
    words.iter().enumerate().any(|(at, (_, word))| {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at].1.as_str());
        let is_negated = (1..=2).any(|back| NEGATIONS.contains(&before(back)) || before(back).ends_with("n't"));
        if matches!(word.as_str(), "true" | "truth") {
            return is_negated;
        }
        let is_predicate = BE.contains(&before(1)) || (before(1) == "a" && BE.contains(&before(2)));
        DEBUNKING.contains(word.as_str())
            && !is_negated
            && (!PREDICATES.contains(&word.as_str()) || is_predicate || of_words)
    })
}

/// How many words from here on are a negation.
fn negation(words: &[(Span, String)], at: usize) -> usize {
    let word = words[at].1.as_str();
    let next = words.get(at + 1).map_or("", |(_, word)| word.as_str());
    let is_near =
        |list: &[&str]| words.iter().skip(at + 1).take(BETWEEN + 1).any(|(_, word)| list.contains(&word.as_str()));
    let with_next = [("to", &WITH_TO[..]), ("out", &WITH_OUT), ("whether", &WITH_WHETHER)];
    if with_next.iter().any(|(needed, words)| next == *needed && words.contains(&word)) {
        2
    } else if WITH_REPORTS.contains(&word) {
        usize::from(is_near(&REPORTS))
    } else if WITH_PLANS.contains(&word) {
        usize::from(is_near(&PLANS))
    } else if word == "against" {
        // "is against the expulsion", not "acted against them".
        usize::from(at.checked_sub(1).is_some_and(|before| BE.contains(&words[before].1.as_str())))
    } else if affirms(word, next, words.get(at + 2).map_or("", |(_, word)| word.as_str())) {
        0
    } else {
        usize::from(NEGATIONS.contains(&word) || CLAUSE_WIDE.contains(&word) || word.ends_with("n't"))
    }
}

/// Whether a negation denies nothing before these words.
fn affirms(word: &str, next: &str, second: &str) -> bool {
    let word = if word.ends_with("n't") { "not" } else { word };
    AFFIRMING.iter().any(|(negation, words)| word == *negation && words.contains(&next))
        || (word == "not" && AFFIRMING_TWO.contains(&(next, second)))
}

/// Whether a clause ends between two words, or with the word behind the gap.
fn ends_clause(gap: &str, word: &str) -> bool {
    let marks = [',', ';', ':', '(', ')', '\u{2014}', '\u{201c}', '\u{201d}', '"'];
    gap.contains(marks) || word.starts_with(marks) || ENDS.contains(&word)
}

/// For each word, whether it is denied.
pub(super) fn denied(text: &str, words: &[(Span, String)], claim_denies: bool) -> Vec<bool> {
    // "No agreement was reached": the reader may leave the first word outside.
    let first =
        words.first().and_then(|(span, _)| text.get(..span.start)?.trim_end().rsplit(char::is_whitespace).next());
    let is_under = first.is_some_and(|word| matches!(fold(word).as_str(), "no" | "not" | "never" | "neither"));
    let mut denied = vec![(claim_denies != is_debunked(words)) != is_under; words.len()];
    let mut at = 0;
    while at < words.len() {
        let length = negation(words, at);
        if length == 0 {
            at += 1;
            continue;
        }
        if CLAUSE_WIDE.contains(&words[at].1.as_str()) {
            let mut after = words[at].0.start;
            for back in (0..at).rev().take(REACH) {
                let (span, word) = &words[back];
                if ends_clause(text.get(span.end..after).unwrap_or_default(), word) {
                    break;
                }
                denied[back] = !denied[back];
                after = span.start;
            }
        }
        let mut before = words[(at + length).min(words.len()) - 1].0.end;
        for (next, (span, word)) in words.iter().enumerate().skip(at + length).take(REACH) {
            // "No reason why": what is asked after is denied here too.
            let is_asked_after = next > 0 && matches!(words[next - 1].1.as_str(), "reason" | "reasons" | "way");
            if ends_clause(text.get(before..span.start).unwrap_or_default(), word) && !is_asked_after {
                break;
            }
            denied[next] = !denied[next];
            before = span.end;
        }
        at += length;
    }
    denied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(text: &str) -> Vec<String> {
        let words: Vec<(Span, String)> = purport_text::words(text, Span::new(0, text.len()))
            .into_iter()
            .map(|word| (word, fold(word.slice(text))))
            .collect();
        let denied = denied(text, &words, false);
        words.into_iter().zip(denied).filter(|(_, denied)| *denied).map(|((_, word), _)| word).collect()
    }

    #[test]
    fn a_negation_reaches_to_the_end_of_its_clause() {
        assert_eq!(under("Turkey will not send soldiers, but pay for them"), ["send", "soldiers"]);
        assert_eq!(under("It failed to sink"), ["sink"]);
        assert!(under("The power failed in the town").is_empty());
    }

    #[test]
    fn what_is_called_a_hoax_is_denied_whole_and_a_false_passport_is_not() {
        assert_eq!(under("The film is a hoax").len(), 5);
        assert!(under("He travelled on a false passport").is_empty());
        assert_eq!(under("The story is false").len(), 4);
    }

    #[test]
    fn doubt_negates_and_no_doubt_does_not() {
        assert_eq!(under("Nasa doubts that a meteorite fell"), ["that", "a", "meteorite", "fell"]);
        assert_eq!(under("They questioned whether it fell"), ["it", "fell"]);
        assert!(!under("I have no doubt that it fell").contains(&"fell".to_owned()));
        assert!(under("They questioned the driver").is_empty());
    }

    #[test]
    fn claims_that_are_dismissed_are_denied_and_ministers_are_not() {
        assert!(under("The army dismissed claims that it had fled").contains(&"fled".to_owned()));
        assert!(under("The president dismissed the minister who had fled").is_empty());
    }

    #[test]
    fn what_is_taken_for_granted_is_not_denied() {
        assert!(!under("He has no idea how his truck reached the front").contains(&"truck".to_owned()));
        assert!(!under("You will never guess where the money went").contains(&"money".to_owned()));
        assert!(under("No fewer than nine ships sank").is_empty());
        assert!(under("It isn't only the port that burned").is_empty());
        assert_eq!(under("No ship sank"), ["ship", "sank"]);
        assert!(under("None of those who were aboard survived").contains(&"survived".to_owned()));
    }

    #[test]
    fn what_happened_before_is_not_denied_and_what_was_prevented_is() {
        assert!(under("This is not the first time that the capsule was opened").is_empty());
        assert!(under("It isn't every day that a ship sinks").is_empty());
        assert!(under("There is no reason why a spider would burrow").contains(&"spider".to_owned()));
        assert_eq!(under("Police prevented an attack"), ["an", "attack"]);
    }

    #[test]
    fn nothing_negates_what_stands_before_it_too() {
        assert_eq!(under("He took nothing from them"), ["He", "took", "from", "them"].map(str::to_lowercase));
        assert!(under("They dropped their bid for the port").contains(&"port".to_owned()));
        assert!(under("They dropped the parcel").is_empty());
        assert_eq!(under("She is against the tax"), ["the", "tax"]);
    }
}
