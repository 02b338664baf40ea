//! What a claim states, in a form that can be compared with what others state.
//!
//! In: a [`Reading`]. Out: [`Statement`]s, one for each sentence of each claim's content: its telling words, participants,
//! numbers, dates, events, what of it is denied, and whether its source stands for it, against it, or neither. A statement is
//! a pure function of its reading and small enough (about a hundred bytes) to be kept for every claim. Where the cue does
//! more than pass words on ("Poland wants to …", "the court struck down …"), who does so is part of what is stated.
//!
//! Refused: stretches of fewer than two telling words or names; and contents that another claim, nested in them, states
//! itself ("A says that B says that …" is B's statement, through A).

mod debunked;
mod denial;
mod extent;
mod meaning;
mod name;
mod number;
mod pointing;
mod role;
mod sense;
mod telling;
mod untrue;
mod when;
pub(crate) mod words;

pub(crate) use meaning::Meaning;
pub(crate) use name::Word;
pub use name::{Kind, Likeness, Name};
pub use number::Number;
pub use role::{Deed, Side};
pub(crate) use sense::nearness;
pub(crate) use telling::weigh;
pub use when::{When, day};

use purport_read::{Act, Certainty, Claim, Polarity, Reading, known};
use purport_text::{Span, sentences};
use serde::{Deserialize, Serialize};

use words::{code, fold, is_empty, rarity, stem};

/// Share of a stretch's words that a nested claim must state for the stretch to be left to it.
const LEFT_TO_NESTED: f32 = 0.6;

/// Least weight, in tenths, of telling words and names: below this a statement says too little to be found again.
const LIGHTEST: u32 = 70;

/// Names kept of one statement: longer lists are enumerations.
pub(crate) const MOST_NAMES: usize = 12;

/// Words kept of one statement, the rarest ones.
pub(crate) const MOST_TERMS: usize = 24;

/// Most weight of a word: beyond it rarity says more about spelling than about the news.
const HEAVIEST: u8 = 50;

/// One thing stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Index of the claim in its reading.
    pub claim: u32,
    /// Where it stands: a sentence of the claim's content, in bytes of the article's text.
    pub spans: Vec<Span>,
    /// Telling words, by code of their stem.
    pub terms: Vec<Term>,
    /// Participants, in text order.
    pub names: Vec<Name>,
    /// How much each word, then each name, tells in its article, in tenths: see [`telling`].
    pub tells: Vec<u8>,
    /// On which side of the verb each of them stands.
    pub sides: Vec<Side>,
    /// Which names are said to have no part in it, a bit each.
    pub denied_names: u16,
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
    /// Code of its stem.
    pub stem: u32,
    /// How much it tells, in tenths of a natural logarithm.
    pub weight: u8,
    /// Whether it stands under a negation or denial.
    pub denied: bool,
    /// Whether it is written like a name.
    pub proper: bool,
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
    /// The sum of the weights of its words and names, in tenths.
    #[must_use]
    pub fn weight(&self) -> u32 {
        let terms: u32 = self.terms.iter().map(|term| u32::from(term.weight)).sum();
        terms + self.names.iter().map(|name| u32::from(weight_of_name(name))).sum::<u32>()
    }

    /// The stems of its words and of the words of its names that the table of senses holds, by their places there.
    pub fn known_stems(&self) -> impl Iterator<Item = u32> {
        let words = self.names.iter().flat_map(|name| &name.words).map(|word| word.spelling);
        self.terms.iter().map(|term| term.stem).chain(words).filter(|code| !words::is_unknown(*code))
    }

    /// Make it the opposite of what it stated.
    fn deny(&mut self) {
        self.stance = Stance::Against;
        self.terms.iter_mut().for_each(|term| term.denied = !term.denied);
        self.denied_names = !self.denied_names;
    }

    /// Where it stands, in bytes of its article's text: `12-40,52-60`. Lists of judged statements name them so.
    #[must_use]
    pub fn place(&self) -> String {
        let spans: Vec<String> = self.spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect();
        spans.join(",")
    }

    /// Whether it stands in a [`place`](Self::place), or nearly: both cover half of what either does. False for what is no place.
    #[must_use]
    pub fn stands_at(&self, place: &str) -> bool {
        let span = |text: &str| {
            let (start, end) = text.split_once('-')?;
            let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
            (start <= end).then(|| Span::new(start, end))
        };
        let place: Vec<Span> = place.split(',').filter_map(span).collect();
        let overlap = |own: &Span, span: &Span| span.end.min(own.end).saturating_sub(span.start.max(own.start));
        let shared: usize = self.spans.iter().flat_map(|own| place.iter().map(move |span| overlap(own, span))).sum();
        let all: usize = self.spans.iter().chain(&place).map(|span| span.len()).sum();
        shared > 0 && 3 * shared >= all
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

#[cfg(test)]
impl Statement {
    /// One for tests: its source stands for it, and each word and name tells as much.
    pub(crate) fn sample(mut terms: Vec<Term>, names: Vec<(Name, Side)>) -> Self {
        terms.sort_unstable();
        let (names, sides): (Vec<Name>, Vec<Side>) = names.into_iter().unzip();
        Self {
            claim: 0,
            spans: Vec::new(),
            tells: vec![40; terms.len() + names.len()],
            terms,
            names,
            sides,
            denied_names: 0,
            numbers: Vec::new(),
            times: Vec::new(),
            deeds: Vec::new(),
            stance: Stance::For,
            passive: false,
        }
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
    told(reading).0
}

/// The same, and for each whether it is the article that denies it, not who is quoted: see [`debunked`].
pub(crate) fn told(reading: &Reading) -> (Vec<Statement>, Vec<bool>) {
    let text = reading.article.text.as_str();
    let sentences = sentences(text);
    let mut found = Vec::new();
    for (index, claim) in reading.claims.iter().enumerate() {
        let is_passed_on = extent::is_passed_on(text, claim);
        let pieces = extent::pieces(text, &sentences, claim, is_passed_on);
        for piece in pieces {
            if is_left_to_nested(reading, claim, &piece) {
                continue;
            }
            let claim_denies = is_passed_on && denial::is_denied_by_cue(claim);
            if extent::is_boilerplate(text, &piece) {
                continue;
            }
            let statement = read_piece(reading, u32::try_from(index).unwrap_or(u32::MAX), piece, claim_denies);
            if is_telling(&statement) || pointing::points(reading, &statement) {
                found.push(statement);
            }
        }
    }
    pointing::follow(reading, &mut found);
    let turned = debunked::settle(reading, &sentences, &mut found);
    let kept = found.into_iter().zip(turned).filter(|(statement, _)| is_telling(statement));
    let (mut found, turned): (Vec<_>, Vec<_>) = kept.unzip();
    weigh(&mut found);
    (found, turned)
}

/// Whether it says enough to be found again.
fn is_telling(statement: &Statement) -> bool {
    // Names alone state nothing.
    statement.weight() >= LIGHTEST && !statement.terms.is_empty() && statement.terms.len() + statement.names.len() > 1
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

/// `obliges`: what is stated is that something must be done, or is called for, whether or not it will be.
fn stance(reading: &Reading, claim: &Claim, denied: u32, all: u32, obliges: bool) -> Stance {
    let act = claim.cue.as_ref().map(|cue| cue.act);
    let is_open = claim.certainty == Some(Certainty::Unknown) && !obliges;
    if is_open || matches!(act, Some(Act::Ask | Act::Decline)) {
        return Stance::Neither;
    }
    if is_relayed_by_denier(reading, claim) {
        return Stance::Neither;
    }
    if 2 * denied > all { Stance::Against } else { Stance::For }
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

fn read_piece(reading: &Reading, index: u32, piece: Vec<Span>, claim_denies: bool) -> Statement {
    let text = reading.article.text.as_str();
    let inside = |span: Span| piece.iter().any(|part| part.contains(span));
    let mut mentions: Vec<(Span, usize)> = Vec::new();
    for (index, entity) in reading.entities.iter().enumerate() {
        mentions.extend(entity.mentions.iter().filter(|span| inside(**span)).map(|span| (*span, index)));
    }
    mentions.sort_unstable();
    let words: Vec<(Span, String)> = piece
        .iter()
        .flat_map(|part| purport_text::words(text, *part))
        .flat_map(|word| split_at_hyphens(text, word))
        .map(|word| (word, fold(word.slice(text))))
        .collect();
    let denied = denial::denied(text, &words, claim_denies);
    let passive = role::is_passive(&words);
    let shouted = is_headline(text, &words);
    let is_plain = |(span, _): &&(Span, String)| shouted || !span.slice(text).starts_with(char::is_uppercase);
    let mut entities: Vec<usize> = Vec::new();
    let mut names: Vec<Name> = Vec::new();
    let mut sides: Vec<Side> = Vec::new();
    let mut denied_names = 0_u16;
    let mut named: Vec<Span> = Vec::new();
    for (span, index) in mentions {
        let entity = &reading.entities[index];
        let is_description = entity.identifier.is_none() && name::is_description(&entity.name);
        let name = if is_description { Name::within_description(&entity.name) } else { Name::of(entity) };
        let Some(name) = name else { continue };
        // What describes somebody is told in words that count as such.
        if is_description {
            named.extend(purport_text::words(text, span).into_iter().filter(|word| is_known(word.slice(text))));
        } else if is_spelling_of(span.slice(text), &entity.name) || entity.identifier.is_some() {
            named.push(span);
        }
        let is_named = name.identifier != 0 && names.iter().any(|known| known.identifier == name.identifier);
        if !is_named && !entities.contains(&index) && names.len() < MOST_NAMES {
            let at = words.iter().position(|(word, _)| word.overlaps(span));
            denied_names |= u16::from(at.is_some_and(|at| denied[at])) << names.len();
            sides.push(at.map_or(Side::Other, |at| {
                role::side(&words, at, words[..at].iter().filter(is_plain).count(), passive)
            }));
            entities.push(index);
            names.push(name);
        }
    }
    let times: Vec<&purport_read::Time> = reading.times.iter().filter(|time| inside(time.span)).collect();
    let quantities: Vec<&purport_read::Quantity> =
        reading.quantities.iter().filter(|quantity| inside(quantity.span)).collect();
    let taken =
        |word: Span| named.iter().any(|span| span.overlaps(word)) || times.iter().any(|time| time.span.overlaps(word));
    let is_numeral = |word: Span| {
        quantities.iter().any(|quantity| quantity.span.overlaps(word)) && known::is_numeral(word.slice(text))
    };
    // "Called off" is one word, "cancelled"; its particle says nothing more.
    let phrasal = |at: usize| words.get(at + 1).and_then(|(_, next)| words::phrasal(&words[at].1, next));
    let is_particle = |at: usize| at > 0 && phrasal(at - 1).is_some();
    let mut terms: Vec<Term> = words
        .iter()
        .zip(&denied)
        .enumerate()
        .filter(|(at, ((span, word), _))| {
            let tells = phrasal(*at).is_some() || (!is_empty(word) && !is_particle(*at));
            word.chars().any(char::is_alphabetic) && tells && !taken(*span) && !is_numeral(*span)
        })
        .filter(|(_, ((_, word), _))| !denial::is_denial(word))
        .map(|(at, ((span, word), denied))| {
            let stem = stem(phrasal(at).unwrap_or(word));
            let proper = at > 0 && !shouted && span.slice(text).starts_with(char::is_uppercase);
            Term { stem: code(&stem), weight: rarity(&stem).clamp(5, HEAVIEST), denied: *denied, proper }
        })
        .collect();
    terms.sort_by_key(|term| (std::cmp::Reverse(term.weight), *term));
    terms.dedup_by_key(|term| term.stem);
    terms.truncate(MOST_TERMS);
    terms.sort_unstable();
    let denied_weight = terms.iter().filter(|term| term.denied).map(|term| u32::from(term.weight)).sum();
    let all_weight = terms.iter().map(|term| u32::from(term.weight)).sum();
    let claim = &reading.claims[index as usize];
    // "The judge ordered their release" states that she did.
    let is_request = claim.cue.as_ref().is_some_and(|cue| cue.act == Act::Request);
    let is_called_for = is_request && !extent::is_passed_on(text, claim);
    Statement {
        claim: index,
        numbers: number::numbers(text, &quantities, &words, &times),
        times: times.iter().map(|time| When::of(text, time)).collect(),
        deeds: role::deeds(reading, &piece, &entities),
        stance: stance(reading, claim, denied_weight, all_weight, obliges(&words) || is_called_for),
        passive,
        tells: Vec::new(),
        terms,
        names,
        sides,
        denied_names,
        spans: piece,
    }
}

/// Whether the words state a duty or a sentence: "must serve six years".
fn obliges(words: &[(Span, String)]) -> bool {
    let is_if = words.iter().any(|(_, word)| matches!(word.as_str(), "if" | "unless" | "whether"));
    !is_if && words.iter().any(|(_, word)| matches!(word.as_str(), "must" | "should" | "shall"))
}

/// Whether nearly every longer word is capitalised.
fn is_headline(text: &str, words: &[(Span, String)]) -> bool {
    let long = words.iter().filter(|(_, word)| word.chars().filter(|ch| ch.is_alphabetic()).count() > 3);
    let (mut upper, mut all) = (0, 0);
    for (span, _) in long {
        all += 1;
        upper += usize::from(span.slice(text).starts_with(char::is_uppercase));
    }
    upper * 10 >= all * 7
}

fn is_known(word: &str) -> bool {
    known::country(word).is_some() || known::organization(word).is_some()
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

#[cfg(test)]
mod tests {
    use purport_parse::Parser;
    use purport_read::{Layers, read};
    use purport_text::Article;

    use super::*;

    #[test]
    fn a_statement_stands_where_it_says_and_nearly_there() {
        let spans = vec![Span::new(0, 10), Span::new(20, 30)];
        let statement = Statement { spans, ..Statement::sample(Vec::new(), Vec::new()) };
        assert_eq!(statement.place(), "0-10,20-30");
        for (place, stands) in
            [("0-10,20-30", true), ("0-10", true), ("0-9", false), ("10-20", false), ("9-0", false), ("", false)]
        {
            assert_eq!(statement.stands_at(place), stands, "{place}");
        }
    }

    #[test]
    fn a_strike_called_off_is_stated_as_cancelled() {
        let text = "The pilots of the airline called off their strike in Harbour City, the union said.".to_owned();
        let article = Article { text, ..Article::default() };
        let reading = read(article, &Parser::embedded().unwrap(), Layers::default()).unwrap();
        let has = |word: &str| {
            let code = code(&stem(word));
            statements(&reading).iter().any(|statement| statement.terms.iter().any(|term| term.stem == code))
        };
        assert!(has("cancel") && has("strike") && !has("off"));
    }
}
