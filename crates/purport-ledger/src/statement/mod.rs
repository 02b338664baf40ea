//! What a claim states, in a form that can be compared with what others state.
//!
//! In: a [`Reading`]. Out: [`Statement`]s, one for each sentence of each claim's content: its telling words, participants,
//! numbers, dates, events, and whether its source stands for it, against it, or neither. A statement is a pure function of
//! its reading and small enough (about a hundred bytes) to be kept for every claim.
//!
//! Refused: stretches of fewer than two telling words or names; and contents that another claim, nested in them, states
//! itself ("A says that B says that …" is B's statement, through A).

mod name;
mod number;
mod role;
mod when;
pub(crate) mod words;

pub use name::{Kind, Likeness, Name};
pub use number::Number;
pub use role::Deed;
pub use when::{When, day};

use purport_read::{Act, Certainty, Claim, Polarity, Reading};
use purport_text::{Span, sentences};
use serde::{Deserialize, Serialize};

use words::{fold, hash, is_empty, rarity, stem};

/// Share of a stretch's words that a nested claim must state for the stretch to be left to it.
const LEFT_TO_NESTED: f32 = 0.6;

/// Least weight, in tenths, of telling words and names: below this a statement says too little to be found again.
const LIGHTEST: u32 = 70;

/// Names kept of one statement: longer lists are enumerations.
const MOST_NAMES: usize = 12;

/// Words kept of one statement, the rarest ones.
const MOST_TERMS: usize = 24;

/// Most weight of a word: beyond it rarity says more about spelling than about the news.
const HEAVIEST: u8 = 50;

/// One thing stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Index of the claim in its reading.
    pub claim: u32,
    /// Where it stands: a sentence of the claim's content, in bytes of the article's text.
    pub spans: Vec<Span>,
    /// Telling words, by hash of their stem.
    pub terms: Vec<Term>,
    /// Participants, in text order.
    pub names: Vec<Name>,
    /// How many of what.
    pub numbers: Vec<Number>,
    /// When.
    pub times: Vec<When>,
    /// Who does what to whom.
    pub deeds: Vec<Deed>,
    /// How its source stands to it.
    pub stance: Stance,
    /// Whether the verb is passive with its actor behind it: "was attacked by".
    pub passive: bool,
}

/// A telling word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// Hash of its stem.
    pub stem: u32,
    /// How much it tells, in tenths of a natural logarithm.
    pub weight: u8,
}

/// How a source stands to what it states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stance {
    /// It is so, however hedged.
    For,
    /// It is not so.
    Against,
    /// Neither: asked, declined, said under a condition, relayed only to be denied.
    Neither,
}

impl Statement {
    /// Everything that identifies the statement wherever it is printed: two claims with the same digest on the same day state
    /// the same thing in the same words.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let same = (&self.terms, &self.names, &self.numbers, &self.times, &self.deeds, self.stance, self.passive);
        let bytes = postcard::to_stdvec(&same).unwrap_or_default();
        let hash = blake3::hash(&bytes);
        u64::from_le_bytes(hash.as_bytes()[..8].try_into().unwrap_or_default())
    }

    /// The sum of the weights of its words and names, in tenths.
    #[must_use]
    pub fn weight(&self) -> u32 {
        let terms: u32 = self.terms.iter().map(|term| u32::from(term.weight)).sum();
        terms + self.names.iter().map(|name| u32::from(weight_of_name(name))).sum::<u32>()
    }

    /// Its words, cut from the article's text, the gaps marked.
    #[must_use]
    pub fn text(&self, article: &str) -> String {
        let parts: Vec<String> = self
            .spans
            .iter()
            .filter_map(|span| article.get(span.range()))
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        parts.join(" … ")
    }
}

/// How much a name tells, in tenths: countries are in half of the news.
#[must_use]
pub fn weight_of_name(name: &Name) -> u8 {
    if name.kind == Kind::Country { 25 } else { 45 }
}

/// The statements of a reading, in the order of its claims.
#[must_use]
pub fn statements(reading: &Reading) -> Vec<Statement> {
    let text = reading.article.text.as_str();
    let sentences = sentences(text);
    let mut found = Vec::new();
    for (index, claim) in reading.claims.iter().enumerate() {
        let pieces = pieces(text, &sentences, &claim.content);
        let alone = pieces.len() == 1;
        for piece in pieces {
            if is_left_to_nested(reading, claim, &piece) {
                continue;
            }
            let stance = stance(reading, claim, &piece, alone);
            let statement = read_piece(reading, u32::try_from(index).unwrap_or(u32::MAX), piece, stance);
            if statement.weight() >= LIGHTEST && statement.terms.len() + statement.names.len() > 1 {
                found.push(statement);
            }
        }
    }
    found
}

/// The content by sentence.
fn pieces(text: &str, sentences: &[Span], content: &[Span]) -> Vec<Vec<Span>> {
    let mut pieces: Vec<(usize, Vec<Span>)> = Vec::new();
    for span in content {
        let first = sentences.partition_point(|sentence| sentence.end <= span.start);
        for (number, sentence) in sentences.iter().enumerate().skip(first) {
            if sentence.start >= span.end {
                break;
            }
            let part = Span::new(span.start.max(sentence.start), span.end.min(sentence.end)).trim(text);
            if part.is_empty() {
                continue;
            }
            match pieces.last_mut() {
                Some((last, parts)) if *last == number => parts.push(part),
                _ => pieces.push((number, vec![part])),
            }
        }
    }
    pieces.into_iter().map(|(_, parts)| parts).collect()
}

/// Whether a claim nested in this one states nearly all of the piece itself. Who denies, declines or asks is heard himself.
fn is_left_to_nested(reading: &Reading, claim: &Claim, piece: &[Span]) -> bool {
    let speaks_itself = claim.polarity == Some(Polarity::Negative)
        || claim.cue.as_ref().is_some_and(|cue| matches!(cue.act, Act::Deny | Act::Decline | Act::Confirm));
    if speaks_itself {
        return false;
    }
    let total: usize = piece.iter().map(|part| part.len()).sum();
    reading.claims.iter().filter(|nested| nested.within.as_deref() == Some(claim.id.as_str())).any(|nested| {
        let shared: usize = nested
            .content
            .iter()
            .flat_map(|inner| {
                piece.iter().map(|part| inner.end.min(part.end).saturating_sub(inner.start.max(part.start)))
            })
            .sum();
        shared as f32 >= LEFT_TO_NESTED * total as f32
    })
}

/// A content of one sentence has its claim's polarity; of several, each has its own negations.
fn stance(reading: &Reading, claim: &Claim, piece: &[Span], alone: bool) -> Stance {
    let act = claim.cue.as_ref().map(|cue| cue.act);
    if claim.certainty == Some(Certainty::Unknown) || matches!(act, Some(Act::Ask | Act::Decline)) {
        return Stance::Neither;
    }
    if is_relayed_by_denier(reading, claim) {
        return Stance::Neither;
    }
    let negated = if alone {
        claim.polarity == Some(Polarity::Negative)
    } else {
        let inside = claim.negations.iter().any(|negation| piece.iter().any(|part| part.contains(*negation)));
        inside != (act == Some(Act::Deny))
    };
    if negated { Stance::Against } else { Stance::For }
}

fn is_relayed_by_denier(reading: &Reading, claim: &Claim) -> bool {
    let mut outer = claim.within.as_deref();
    // Chains are short; the bound guards against a reading whose claims hold each other.
    for _ in 0..8 {
        let Some(parent) = outer.and_then(|id| reading.claims.iter().find(|claim| claim.id == id)) else {
            return false;
        };
        let act = parent.cue.as_ref().map(|cue| cue.act);
        if parent.polarity == Some(Polarity::Negative) || matches!(act, Some(Act::Deny | Act::Decline | Act::Ask)) {
            return true;
        }
        outer = parent.within.as_deref();
    }
    false
}

fn read_piece(reading: &Reading, claim: u32, piece: Vec<Span>, stance: Stance) -> Statement {
    let text = reading.article.text.as_str();
    let inside = |span: Span| piece.iter().any(|part| part.contains(span));
    let mut mentions: Vec<(Span, usize)> = Vec::new();
    for (index, entity) in reading.entities.iter().enumerate() {
        mentions.extend(entity.mentions.iter().filter(|span| inside(**span)).map(|span| (*span, index)));
    }
    mentions.sort_unstable();
    let mut entities: Vec<usize> = Vec::new();
    let mut names: Vec<Name> = Vec::new();
    let mut named: Vec<Span> = Vec::new();
    for (span, index) in mentions {
        let entity = &reading.entities[index];
        let Some(name) = Name::of(entity) else { continue };
        if is_spelling_of(span.slice(text), &entity.name) || entity.identifier.is_some() {
            named.push(span);
        }
        if !entities.contains(&index) && names.len() < MOST_NAMES {
            entities.push(index);
            names.push(name);
        }
    }
    let times: Vec<&purport_read::Time> = reading.times.iter().filter(|time| inside(time.span)).collect();
    let quantities: Vec<&purport_read::Quantity> =
        reading.quantities.iter().filter(|quantity| inside(quantity.span)).collect();
    let words: Vec<(Span, String)> = piece
        .iter()
        .flat_map(|part| purport_text::words(text, *part))
        .flat_map(|word| split_at_hyphens(text, word))
        .map(|word| (word, fold(word.slice(text))))
        .collect();
    let taken =
        |word: Span| named.iter().any(|span| span.overlaps(word)) || times.iter().any(|time| time.span.overlaps(word));
    let mut terms: Vec<Term> = words
        .iter()
        .filter(|(span, word)| word.chars().any(char::is_alphabetic) && !is_empty(word) && !taken(*span))
        .map(|(_, word)| stem(word))
        .map(|stem| Term { stem: hash(&stem), weight: rarity(&stem).clamp(5, HEAVIEST) })
        .collect();
    terms.sort_by_key(|term| (std::cmp::Reverse(term.weight), term.stem));
    terms.dedup();
    terms.truncate(MOST_TERMS);
    terms.sort_unstable();
    Statement {
        claim,
        numbers: number::numbers(text, &quantities, &words, &times),
        times: times.iter().map(|time| When::of(text, time)).collect(),
        deeds: role::deeds(reading, &piece, &entities),
        passive: role::is_passive(&words),
        terms,
        names,
        spans: piece,
        stance,
    }
}

/// Whether a mention shows the name itself, not a pronoun or a description.
fn is_spelling_of(mention: &str, name: &str) -> bool {
    let name = fold(name);
    mention.split(|ch: char| !ch.is_alphanumeric()).map(fold).any(|word| {
        word.len() > 1 && !is_empty(&word) && name.split(|ch: char| !ch.is_alphanumeric()).any(|other| other == word)
    })
}

fn split_at_hyphens(text: &str, word: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = word.start;
    for (at, _) in word.slice(text).match_indices('-') {
        parts.push(Span::new(start, word.start + at));
        start = word.start + at + 1;
    }
    parts.push(Span::new(start, word.end));
    parts.retain(|part| !part.is_empty());
    parts
}
