//! What is counted or measured: the noun phrase that a number belongs to, without the number.
//!
//! In: an amount in its sentence. Out: the words of the noun phrase: what stands before its head noun, and an "of" phrase
//! behind it; no article, no other preposition, no clause. Refused: pronouns ("12 of them"), and whatever is not said ("at
//! least 12 were killed").

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::amount::Amount;
use super::lexicon::UnitClass;
use super::number::Kind;
use super::sentence::Sentence;

/// Adjectives that a measure stands before.
const SIZES: &[&str] = &["long", "high", "wide", "tall", "deep", "thick", "heavy"];

impl Sentence<'_> {
    /// What an amount counts, as a range of words. `previous`: what the amount before it counts, for "52 votes to 48".
    pub(super) fn counted(&self, amount: &Amount, previous: Option<Span>) -> Option<Span> {
        let end = amount.words.end;
        let bare = amount.unit.is_none() && amount.kind == Kind::Count;
        if bare && self.joins(end) && self.is_noun(end + 1) {
            // "12-member": the members are counted.
            return Some(Span::new(end + 1, end + 2));
        }
        if self.is(end, &["out"]) && self.is(end + 1, &["of"]) {
            // "7 out of 20 cases"
            return self.noun_phrase(end + 2, true);
        }
        if let Some(of) = self.of(end) {
            return self.noun_phrase(of, true);
        }
        let whole = matches!(amount.kind, Kind::Share | Kind::Times);
        if whole && matches!(self.upos(end), Some(Upos::Det | Upos::Pron)) && !self.is(end, &["that", "as"]) {
            // "half the seats", "double the price".
            return self.noun_phrase(end, true);
        }
        let money = amount.unit.is_some_and(|unit| unit.class == UnitClass::Money);
        if money && self.is(end, &["in"]) && !self.in_time(end + 1) && self.upos(end + 1) != Some(Upos::Det) {
            let what = self.noun_phrase(end + 1, false)?;
            let place = self.name(what.start).is_some_and(|(_, class)| class == NameClass::Place);
            return (!place && self.upos(what.end - 1) == Some(Upos::Noun)).then_some(what);
        }
        let next = end + usize::from(bare && self.is(end, &["more", "such"]));
        // "110-metre-long ship", "2,000 km long pipeline"
        let joined = if amount.hyphened && self.joins(next) { next + 1 } else { next };
        let sized = amount.unit.is_some() && self.is(joined, SIZES);
        let next = if sized { joined + 1 } else { next };
        let Some(what) = self.noun_phrase(next, false) else {
            // "52 votes to 48"
            let beside = amount.words.start.wrapping_sub(1);
            return previous.filter(|p| bare && p.end == beside && self.is(beside, &["to"]));
        };
        let belongs = amount.hyphened || self.hangs_on(amount, what) || bare && !self.capital(what.start);
        belongs.then_some(what)
    }

    /// Past "of" behind an amount: "hundreds of", "$20 million worth of".
    fn of(&self, at: usize) -> Option<usize> {
        let of = at + usize::from(self.is(at, &["worth", "more", "others"]) && self.is(at + 1, &["of"]));
        self.is(of, &["of"]).then_some(of + 1)
    }

    /// Whether a word of the amount hangs on the noun phrase.
    fn hangs_on(&self, amount: &Amount, what: Span) -> bool {
        amount.words.range().any(|at| {
            let up = self.head(at);
            let above = up.and_then(|up| self.head(up));
            up.is_some_and(|up| what.range().contains(&up))
                || amount.unit.is_none() && above.is_some_and(|above| what.range().contains(&above))
        })
    }

    /// The noun phrase that begins at a word. `determined`: whether articles, possessors and numbers may stand before it; they
    /// are left out.
    fn noun_phrase(&self, at: usize, determined: bool) -> Option<Span> {
        let mut start = at;
        let left_out = |at: usize| matches!(self.upos(at), Some(Upos::Det | Upos::Num)) || self.is_possessor(at);
        while determined && left_out(start) {
            start += 1;
        }
        let mut end = start;
        while self.in_phrase(end) {
            // "the country's 80 power plants": what stands before the number is left out.
            if self.upos(end) == Some(Upos::Num) && !self.joins(end - usize::from(end > start)) {
                if !determined {
                    break;
                }
                start = end + 1;
            }
            end += 1;
        }
        let nouns = || (start..end).filter(|&word| self.is_noun(word));
        let Some(first) = nouns().next() else {
            // "two of the dead"
            let adjective = start > at && end > start && self.upos(end - 1) == Some(Upos::Adj);
            return adjective.then_some(Span::new(start, end));
        };
        let mut head = first;
        while let Some(up) = self.head(head).filter(|up| *up > head && *up < end && self.is_noun(*up)) {
            head = up;
        }
        // A name is one noun: "the 68-year-old Lena Mork".
        let mut last = self.name(head).map_or(head + 1, |(words, _)| words.end.clamp(head + 1, end.max(head + 1)));
        if self.is(last, &["of"])
            && !self.in_time(last + 1)
            && let Some(more) = self.plain_phrase(last + 1)
        {
            last = more.end;
        }
        Some(Span::new(start, last))
    }

    /// The noun phrase behind "of", with its article, without what follows.
    fn plain_phrase(&self, at: usize) -> Option<Span> {
        let mut start = at;
        while matches!(self.upos(start), Some(Upos::Det)) || self.is_possessor(start) {
            start += 1;
        }
        let mut end = start;
        while self.in_phrase(end) && self.upos(end) != Some(Upos::Num) {
            end += 1;
        }
        let mut head = (start..end).find(|&word| self.is_noun(word))?;
        while let Some(up) = self.head(head).filter(|up| *up > head && *up < end && self.is_noun(*up)) {
            head = up;
        }
        Some(Span::new(at, head + 1))
    }

    fn is_possessor(&self, at: usize) -> bool {
        self.is(at, &["its", "their", "his", "her", "our", "my", "your", "whose"])
    }

    /// Whether a word can stand inside a noun phrase before its head, or be it.
    fn in_phrase(&self, at: usize) -> bool {
        // "at least one recent attempt": an adjective may be a time of its own.
        if !self.holds(at) || self.in_time(at) && !(self.upos(at) == Some(Upos::Adj) && self.is_noun(at + 1)) {
            return false;
        }
        match self.upos(at) {
            Some(Upos::Noun | Upos::Propn | Upos::Adj) => true,
            Some(Upos::Num) => true,
            Some(Upos::Verb) => {
                // "12 displaced families", "thousands of shooting victims", also where the tree is wrong.
                let participle = self.word(at).ends_with("ed") || self.word(at).ends_with("ing");
                let modifies =
                    matches!(self.relation(at), "amod" | "compound") && self.head(at).is_some_and(|h| h > at);
                let counted = self.upos(at - usize::from(at > 0)) == Some(Upos::Num)
                    && self.head(at - usize::from(at > 0)).is_some_and(|head| head > at);
                modifies
                    || participle
                        && self.is_noun(at + 1)
                        && !self.in_time(at + 1)
                        && (counted || self.is(at - usize::from(at > 0), &["of"]))
            }
            Some(Upos::Cconj) => {
                // "American and coalition troops"
                let before = at.checked_sub(1).filter(|&b| matches!(self.upos(b), Some(Upos::Adj | Upos::Propn)));
                before.is_some_and(|b| self.head(b).is_some_and(|head| head > at + 1))
                    && matches!(self.upos(at + 1), Some(Upos::Adj | Upos::Noun | Upos::Propn))
            }
            Some(Upos::Adv) => {
                self.head(at).is_some_and(|head| head == at + 1)
                    && (self.upos(at + 1) == Some(Upos::Adj) || self.relation(at + 1) == "amod")
            }
            Some(Upos::Part) => self.is(at, &["'s", "'"]) && self.is_noun(at.wrapping_sub(1)),
            _ => self.joins(at),
        }
    }
}
