//! Finds time expressions by their words: one module a family, the longest that begins at a word counts.
//!
//! In: a sentence as a range of words. Out: ranges of words and what they say ([`Meaning`]). What a word could also be (a
//! name, a verb, an age, a score) is refused here; what day it is, is settled later.

mod clock;
mod day;
mod duration;
mod period;
mod relative;
mod set;
mod year;

use purport_parse::{NameClass, Parse, Upos};
use purport_text::Span;

use super::calendar::Unit;
use super::expression::{Base, Edge, Meaning, Point};
use super::lexicon::{self, Sign, look};
use crate::number::Lower;

/// A reading of the words from some word on: one past its last word, and what it says.
type Read<T> = Option<(usize, T)>;

/// A text, of which one sentence is read.
pub(super) struct Grammar<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    pub lower: &'a Lower,
    /// First word of the sentence and one past its last.
    pub sentence: Span,
}

impl Grammar<'_> {
    /// The time expressions of the sentence, in order.
    pub(super) fn expressions(&self) -> Vec<(Span, Meaning)> {
        let mut found: Vec<(Span, Meaning)> = Vec::new();
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            if self.may_begin(at)
                && let Some((end, meaning)) = self.at(at)
                && self.counts(Span::new(at, end), meaning)
            {
                found.push((Span::new(at, end), meaning));
                at = end;
                while let Some((start, end, meaning)) = self.continued(&found) {
                    found.push((Span::new(start, end), meaning));
                    at = end;
                }
            } else {
                at += 1;
            }
        }
        found
    }

    /// The longest expression that begins at a word; of equals the first family's.
    fn at(&self, at: usize) -> Read<Meaning> {
        let families: [fn(&Self, usize) -> Read<Meaning>; 6] =
            [Self::edged, Self::clock_and_day, Self::point_meaning, Self::set, Self::vague, Self::duration];
        let mut best: Read<Meaning> = None;
        for family in families {
            if let Some((end, meaning)) = family(self, at)
                && best.is_none_or(|(longest, _)| end > longest)
            {
                best = Some((end, meaning));
            }
        }
        best
    }

    /// A quick look that passes over most words.
    fn may_begin(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.is_empty() || word == "last" && self.lasts(at) {
            return false;
        }
        word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\'' | '‘' | '½'))
            || look(word).is_some()
            || opens(word)
            || crate::number::written(word).is_some()
            || crate::number::ordinal(word).is_some()
            || lexicon::may_be_phrase(word)
            || word.starts_with("mid-")
    }

    /// Whether "last" is the verb: "expected to last three weeks", but not "compared to last year".
    fn lasts(&self, at: usize) -> bool {
        const BEFORE: [&str; 13] =
            ["to", "will", "'ll", "would", "could", "may", "might", "can", "should", "must", "not", "n't", "only"];
        let counted = self.sign(at + 1).is_none() && self.counted_unit(at + 1).is_some();
        self.upos(at) == Some(Upos::Verb) || counted && BEFORE.contains(&self.before(at))
    }

    /// The word at a place in small letters; nothing outside the sentence.
    fn word(&self, at: usize) -> &str {
        if self.sentence.range().contains(&at) { self.lower.at(at) } else { "" }
    }

    /// The word before a place; nothing at the beginning of the sentence.
    fn before(&self, at: usize) -> &str {
        if at == 0 { "" } else { self.word(at - 1) }
    }

    fn sign(&self, at: usize) -> Option<Sign> {
        Some(self.word(at)).filter(|w| !w.is_empty()).and_then(look)
    }

    fn upos(&self, at: usize) -> Option<Upos> {
        self.sentence.range().contains(&at).then(|| self.parse.words[at].upos)
    }

    /// Whether the word is written with a capital.
    fn capital(&self, at: usize) -> bool {
        self.sentence.range().contains(&at)
            && self.parse.words[at].span.slice(self.text).starts_with(|c: char| c.is_uppercase())
    }

    fn is(&self, at: usize, any: &[&str]) -> bool {
        any.contains(&self.word(at))
    }

    /// Past a word, where it stands there.
    fn skip(&self, at: usize, any: &[&str]) -> usize {
        at + usize::from(self.is(at, any))
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.is(at, &["-", "‑", "‐", "–"])
    }

    /// Whether nothing stands between two neighbouring words.
    fn touch(&self, first: usize) -> bool {
        first + 1 < self.sentence.end && self.parse.words[first].span.end == self.parse.words[first + 1].span.start
    }

    /// A place on calendar or clock, as a whole.
    fn point_meaning(&self, at: usize) -> Read<Meaning> {
        if let Some(found) = self.undecided_date(at) {
            return Some(found);
        }
        let (end, point) = self.point(at)?;
        Some((end, Meaning::Point(point)))
    }

    /// A place on the calendar with the time of day that follows it.
    fn point(&self, at: usize) -> Read<Point> {
        let families: [fn(&Self, usize) -> Read<Point>; 6] =
            [Self::day, Self::relative, Self::recurring_period, Self::year_point, Self::ago, Self::holiday];
        let mut best: Read<Point> = None;
        for family in families {
            if let Some((end, point)) = family(self, at)
                && best.is_none_or(|(longest, _)| end > longest)
            {
                best = Some((end, point));
            }
        }
        let (end, point) = best?;
        Some(self.with_time_of_day(end, point))
    }

    /// "early next week", "late 1990", "the end of the month", "mid-March", "earlier on Sunday".
    fn edged(&self, at: usize) -> Read<Meaning> {
        let with = |end: usize, mut point: Point, edge: Edge| {
            point.edge = point.edge.or(Some(edge));
            Some((end, Meaning::Point(point)))
        };
        let the = self.skip(at, &["the"]);
        if let Some(end) = self.year_end(at) {
            return with(end, Point::new(Base::FromNow(Unit::Year, 0)), Edge::Late);
        }
        if let Some(rest) = self.word(the).strip_prefix("mid-") {
            if let Some(Sign::Part { code, .. }) = look(rest) {
                let point = Point { base: None, part: Some(code), clock: None, edge: Some(Edge::Mid) };
                let (end, point) = match self.point(self.skip(the + 1, &["on"])) {
                    Some((end, day)) if day.part.is_none() && day.clock.is_none() => {
                        (end, Point { base: day.base, ..point })
                    }
                    _ => (the + 1, point),
                };
                return Some((end, Meaning::Point(point)));
            }
            let (end, point) = self.one_word_period(the, rest)?;
            return with(end, point, Edge::Mid);
        }
        let edge = match self.word(the) {
            "early" | "very" if self.word(the) == "early" || self.is(the + 1, &["early"]) => Edge::Early,
            "late" => Edge::Late,
            "mid" | "middle" => Edge::Mid,
            "earlier" if the == at => Edge::Earlier,
            "later" if the == at => Edge::Later,
            "end" | "close" | "conclusion" | "turn" => Edge::Late,
            "beginning" | "start" | "outset" => Edge::Early,
            _ => return None,
        };
        let mut next = the + 1 + usize::from(self.word(the) == "very");
        let of_needed = self.is(the, &["end", "close", "conclusion", "turn", "beginning", "start", "outset", "middle"]);
        if of_needed {
            if !self.is(next, &["of"]) {
                return None;
            }
            next += 1;
            if self.word(the) == "turn" {
                // "the turn of the century" is a place between two.
                return None;
            }
        } else if matches!(edge, Edge::Earlier | Edge::Later) {
            next = self.skip(next, &["in", "on"]);
        } else if self.is_hyphen(next) {
            // "the late-November trip": the article is the trip's.
            if the > at {
                return None;
            }
            next += 1;
        } else {
            next = self.skip(next, &["in", "on"]);
        }
        if let Some((end, point)) = self.point(next) {
            if of_needed && matches!(point.base, Some(Base::FromNow(Unit::Day, _))) {
                return None;
            }
            return with(end, point, edge);
        }
        // "the end of the year", "later in the week": the one at hand.
        let (end, unit) = self.definite_unit(next)?;
        let there = unit == Unit::Day || of_needed && unit != Unit::Year;
        let base = if there { Base::There(unit) } else { Base::FromNow(unit, 0) };
        with(end, Point::new(base), edge)
    }

    /// The end of "year-end", "year's end".
    fn year_end(&self, at: usize) -> Option<usize> {
        if !self.is(at, &["year"]) {
            return None;
        }
        let end = self.skip(at + 1, &["'s", "-"]);
        self.is(end, &["end"]).then_some(end + 1)
    }

    /// "the month", "the day", as it stands behind "the end of" or "later in".
    fn definite_unit(&self, at: usize) -> Read<Unit> {
        let noun = self.skip(self.skip(at, &["the", "this"]), &["fiscal", "financial"]);
        match self.sign(noun) {
            Some(Sign::Unit(unit)) if noun > at && unit >= Unit::Day && unit != Unit::Fortnight => {
                Some((noun + 1, unit))
            }
            _ => None,
        }
    }

    /// "recently", "these days".
    fn vague(&self, at: usize) -> Read<Meaning> {
        if let Some((end, value)) = lexicon::vague(self.lower, at, self.sentence.end) {
            // "the past three summers" goes on.
            let goes_on =
                self.is(end - 1, &["past", "present"]) && matches!(self.upos(end), Some(Upos::Num | Upos::Noun));
            return (!goes_on).then_some((end, Meaning::Vague(value)));
        }
        let Some(Sign::Vague(value)) = self.sign(at) else { return None };
        let adverb = match self.word(at) {
            "now" => self.upos(at) == Some(Upos::Adv) && !self.is_hyphen(at + 1),
            "recent" | "current" => self.upos(at) == Some(Upos::Adj) && !self.capital(at + 1),
            _ => true,
        };
        adverb.then_some((at + 1, Meaning::Vague(value)))
    }

    /// The second of two days of one month or two years that share what was said before: "April 24 and 25",
    /// "1990-91", "March 3-5".
    fn continued(&self, found: &[(Span, Meaning)]) -> Option<(usize, usize, Meaning)> {
        let (span, meaning) = found.last()?;
        self.second_day(span.end, *meaning).or_else(|| self.second_year(span.end, *meaning))
    }

    /// Whether what was found is not part of a name, or a name itself.
    fn counts(&self, words: Span, meaning: Meaning) -> bool {
        if self.is_title(words) {
            return false;
        }
        let from = self.parse.names.partition_point(|n| n.words.end <= words.start);
        let over = self.parse.names[from..].iter().take_while(|n| n.words.start < words.end);
        for name in over {
            if matches!(meaning, Meaning::Point(Point { base: Some(Base::Moment(_)), .. })) && words.len() > 2 {
                continue;
            }
            if !words.contains(name.words) {
                return false;
            }
            let first = self.sign(words.start);
            let bare =
                words.len() == 1 && matches!(first, Some(Sign::Month { .. } | Sign::Season(_) | Sign::Weekday { .. }));
            if bare && name.class == NameClass::Person {
                return false;
            }
        }
        true
    }
}

impl Grammar<'_> {
    /// Whether words that need no capital have one, as in the title of a programme ("This Week", "60 Minutes"). Headlines
    /// with capitals throughout are none.
    fn is_title(&self, words: Span) -> bool {
        let plain = |n: usize| {
            !matches!(self.sign(n), Some(Sign::Weekday { .. } | Sign::Weekdays(_) | Sign::Month { .. } | Sign::Zone(_)))
        };
        let last = words.end - 1;
        let lowered = words.range().any(|n| !self.capital(n) && self.word(n).starts_with(|c: char| c.is_alphabetic()));
        if !self.capital(last)
            || !plain(last)
            || lowered
            || lexicon::holiday(self.lower, words.start, words.end).is_some()
        {
            return false;
        }
        let begins = words.start == self.sentence.start || self.upos(words.start - 1) == Some(Upos::Punct);
        if words.len() == 1 && begins {
            return false;
        }
        let verbs = self.sentence.range().filter(|n| matches!(self.upos(*n), Some(Upos::Verb | Upos::Noun)));
        let (mut all, mut capitals) = (0, 0);
        for verb in verbs.filter(|n| !words.range().contains(n)) {
            all += 1;
            capitals += usize::from(self.capital(verb));
        }
        capitals * 2 < all
    }
}

/// Words that can stand first in an expression beside those of the table and the numbers.
fn opens(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "this"
            | "last"
            | "next"
            | "past"
            | "that"
            | "a"
            | "an"
            | "early"
            | "late"
            | "mid"
            | "earlier"
            | "later"
            | "every"
            | "each"
            | "twice"
            | "once"
            | "several"
            | "few"
            | "half"
            | "recent"
            | "coming"
            | "previous"
            | "following"
            | "same"
            | "these"
            | "those"
            | "some"
            | "many"
            | "nearly"
            | "almost"
            | "about"
            | "around"
            | "approximately"
            | "roughly"
            | "quarter"
            | "over"
            | "more"
            | "less"
            | "fewer"
            | "at"
            | "up"
            | "no"
            | "just"
            | "under"
            | "fiscal"
            | "fy"
            | "q1"
            | "q2"
            | "q3"
            | "q4"
            | "latest"
            | "current"
            | "end"
            | "beginning"
            | "start"
            | "in"
            | "very"
            | "first"
            | "another"
            | "its"
            | "couple"
            | "coming-up"
            | "final"
            | "all"
            | "subsequent"
    )
}
