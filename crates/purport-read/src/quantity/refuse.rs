//! Numbers that count nothing: times, labels, names, addresses, telephone numbers, years, list numbers.
//!
//! In: an amount in its sentence. Out: whether it is refused, and why ([`Refusal`]).

use std::collections::BTreeSet;

use purport_parse::{NameClass, Upos};

use super::amount::Amount;
use super::lexicon::{self, Context};
use super::number::Kind;
use super::sentence::Sentence;

/// Why a number is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Time,
    Label,
    Name,
    Address,
    Telephone,
    Year,
    ListNumber,
    /// "one of them", "zero tolerance", "two-way", "per 100,000".
    Idiom,
}

/// Compounds whose number counts nothing that is spoken of.
const IDLE_COMPOUNDS: &[&str] = &[
    "way",
    "ways",
    "sided",
    "time",
    "off",
    "fold",
    "man",
    "woman",
    "hand",
    "handed",
    "upmanship",
    "something",
    "piece",
];

/// How far back an open bracket is looked for, in words.
const NEAR: usize = 40;

/// What the stage of times counts.
const LENGTHS_OF_TIME: &[&str] = &[
    "seconds",
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "decades",
    "centuries",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "fortnight",
    "weekend",
    "weekends",
    "nights",
    "night",
];

/// Verbs behind which "one" is a person: "killed one and injured eight".
const HARMS: &[&str] = &["kill", "injure", "wound", "hurt", "arrest", "detain", "kidnap", "abduct"];

impl Sentence<'_> {
    /// Whether an amount is no quantity. `beside`: it is joined by "and", "or" or a comma to one that was refused as a label.
    pub(super) fn refusal(&self, amount: &Amount, beside: bool) -> Option<Refusal> {
        let checks: [(Refusal, bool); 8] = [
            (Refusal::Time, amount.words.range().any(|at| self.in_time(at)) || self.is_clock(amount)),
            (Refusal::ListNumber, self.is_list_number(amount)),
            (Refusal::Telephone, self.is_telephone(amount)),
            (Refusal::Idiom, self.is_idiom(amount)),
            (Refusal::Address, self.is_address(amount)),
            (Refusal::Label, self.is_label(amount, beside)),
            (Refusal::Name, self.is_name(amount)),
            (Refusal::Year, self.is_year(amount)),
        ];
        checks.into_iter().find(|(_, holds)| *holds).map(|(refusal, _)| refusal)
    }

    /// "9 a.m."; "a several-hours delay": a length of time that is no time by itself counts nothing else.
    fn is_clock(&self, amount: &Amount) -> bool {
        let end = amount.words.end;
        let noun = end + usize::from(self.joins(end) || self.is(end, &["of"]));
        let long = amount.unit.is_none() && amount.kind == Kind::Count && self.is(noun, LENGTHS_OF_TIME);
        long || self.is(amount.number.end, &["am", "pm", "a.m.", "p.m.", "o'clock", "gmt"])
    }

    /// "1." or "2)" at the beginning of a line, or a number by itself.
    fn is_list_number(&self, amount: &Amount) -> bool {
        let (start, end) = (amount.words.start, amount.words.end);
        // "1) … and 2) …" inside a sentence
        let closed = self.is(end, &[")"]) && amount.digits && amount.number.len() == 1 && amount.unit.is_none();
        let near = start.saturating_sub(NEAR).max(self.span.start);
        if closed && !(near..start).any(|at| self.is(at, &["("])) {
            return true;
        }
        let first =
            start == self.span.start || start == self.span.start + 1 && self.upos(start - 1) == Some(Upos::Punct);
        let marked = self.is(end, &[".", ")", "]", ":"]) && amount.unit.is_none() && !amount.bounded;
        let alone = self.span.end - end <= usize::from(self.is(end, &[".", ",", ")", ";"]));
        first && amount.digits && marked && (alone || !self.is(end, &[":"]))
    }

    /// Digits that are written as no number is: with a zero before them, groups side by side, many hyphens.
    fn is_telephone(&self, amount: &Amount) -> bool {
        if !amount.digits || amount.unit.is_some() {
            return false;
        }
        let (start, end) = (amount.number.start, amount.number.end);
        let digits = |at: usize| self.word(at).starts_with(|c: char| c.is_ascii_digit());
        let zeros =
            |at: usize| self.word(at).len() > 1 && self.word(at).starts_with('0') && !self.word(at).contains('.');
        if amount.number.range().any(zeros) {
            return true;
        }
        let neighbour = |at: usize| self.holds(at) && digits(at) && !self.in_time(at) && !self.in_time(start);
        if neighbour(end) && !self.word(end).contains('/') || start > 0 && neighbour(start - 1) {
            return true;
        }
        if start > 0 && self.is(start - 1, &["+"]) && self.touches_next(start - 1) {
            return true;
        }
        let chain = self.joins(end) && digits(end + 1) && (zeros(end + 1) || self.joins(end + 2));
        let chained = start > 1
            && self.joins(start - 1)
            && digits(start - 2)
            && (zeros(start - 2) || self.joins(start.wrapping_sub(3)));
        let called = (1..=3).any(|n| {
            start >= n
                && lexicon::context(self.lower, start - n, start, Context::Phone).is_some()
                && self.holds(start - n)
        });
        let emergency = called && self.word(start).len() == 3 && !self.counts_next(amount);
        chain || chained || emergency || called && self.word(start).len() >= 5 && !self.word(start).contains(',')
    }

    fn is_idiom(&self, amount: &Amount) -> bool {
        let (start, end) = (amount.number.start, amount.number.end);
        let plain = amount.unit.is_none() && amount.kind == Kind::Count;
        if self.is(amount.words.start.wrapping_sub(1), &["per"]) && amount.words.start > self.span.start {
            return true;
        }
        if plain && self.joins(end) {
            let what = self.word(end + 1);
            let noun = self.is_noun(end + 1);
            let score = what.starts_with(|c: char| c.is_ascii_digit());
            if !score && (!noun || IDLE_COMPOUNDS.contains(&what) || self.is(start, &["one", "zero"])) {
                return true;
            }
            if score && self.is(start, &["50"]) && what == "50" {
                return true;
            }
        }
        if plain && !amount.digits && self.is(end, &["figures", "figure"]) {
            // "costs in six figures"
            return true;
        }
        if amount.number.len() != 1 || !plain {
            return false;
        }
        match self.word(start) {
            "one" => {
                let pronoun = self.is(
                    start.wrapping_sub(1),
                    &["the", "no", "this", "that", "each", "which", "every", "any", "or", "by", "day", "number"],
                );
                let idiom = lexicon::context(self.lower, end, self.span.end, Context::OneIdiom).is_some();
                let counts = matches!(self.upos(end), Some(Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb))
                    && self.head(start).is_some_and(|head| head >= end);
                let harmed = start > self.span.start && HARMS.contains(&self.parse.words[start - 1].lemma.as_str());
                !amount.bounded && !harmed && (pronoun || idiom || !counts)
            }
            "zero" => {
                self.is(start.wrapping_sub(1), &["ground", "net", "patient", "-", "absolute", "sub"])
                    || self.is(end, &["tolerance", "sum", "hour", "emissions", "in", "hours"])
            }
            _ => false,
        }
    }

    /// "12 Harbour Street".
    fn is_address(&self, amount: &Amount) -> bool {
        if amount.unit.is_some() || amount.bounded || amount.number.len() > 1 {
            return false;
        }
        let end = amount.number.end;
        (end..end + 4)
            .take_while(|&at| self.capital(at) || self.word(at).starts_with(|c: char| c.is_ascii_digit()))
            .skip(1)
            .any(|at| lexicon::context(self.lower, at, at + 1, Context::Street).is_some())
    }

    /// "page 9", "Flight 212", "Boeing 737", "F-16", "number one".
    fn is_label(&self, amount: &Amount, beside: bool) -> bool {
        let start = amount.words.start;
        if amount.kind != Kind::Count {
            return false;
        }
        if start > self.span.start + 1 && self.joins(start - 1) {
            // Behind a number it is the second half of a score.
            let digits = self.word(start - 2).starts_with(|c: char| c.is_ascii_digit());
            let score = digits && self.word(start - 2).bytes().all(|b| b.is_ascii_digit());
            if !score {
                return true;
            }
        }
        if amount.unit.is_some() || amount.bounded {
            return false;
        }
        let end = amount.number.end;
        if self.touches_next(end - 1) && self.form(end).starts_with(char::is_alphabetic) {
            // "5G", "3D"
            return true;
        }
        if start == self.span.start {
            return false;
        }
        let counts = self.counts_next(amount);
        if beside && !counts {
            return true;
        }
        let before = start - 1;
        for from in [before, before.saturating_sub(1)] {
            let told = lexicon::context(self.lower, from, start, Context::Label);
            if self.holds(from) && told.is_some_and(|(end, _)| end == start) {
                // "stage 14 protests" stages them; "Stage 14 protests" hardly occurs.
                return !counts
                    || self.capital(from) && from > self.span.start
                    || self.is(from, &["no.", "nos.", "number"]);
            }
        }
        let named = self.upos(before) == Some(Upos::Propn) && self.capital(before) && !self.in_time(before);
        // "in Gaza 12 people", "in Gaza 12 were killed"; "the Boeing 737 jet" has no such reading.
        let hangs = self.head(amount.number.start) == Some(before) || self.head(before) == Some(amount.number.start);
        let abroad = self.name(before).is_some_and(|(_, class)| class == NameClass::Place) && (counts || !hangs);
        let decimal = self.word(start).contains('.');
        named && !abroad && !decimal && (amount.digits || !counts && self.capital(start))
    }

    /// Whether the number is the name of something that was named in full before ("the Boeing 737 … the 737 Max").
    pub(super) fn is_known_label(&self, amount: &Amount, labels: &BTreeSet<&str>) -> bool {
        let known = amount.number.len() == 1 && labels.contains(self.word(amount.number.start));
        let end = amount.words.end;
        let counts = self.counts_next(amount) && self.upos(end) != Some(Upos::Propn);
        known && amount.unit.is_none() && !amount.bounded && !counts
    }

    /// Whether a noun follows that the number counts.
    fn counts_next(&self, amount: &Amount) -> bool {
        let end = amount.words.end;
        let noun = match self.upos(end) {
            Some(Upos::Noun | Upos::Adj | Upos::Propn) => true,
            // "12 displaced families"; not "the 737 bound for Lima".
            Some(Upos::Verb) => self.relation(end) == "amod" && self.head(end).is_some_and(|head| head > end),
            _ => false,
        };
        noun && self.head(amount.number.start).is_some_and(|head| head >= end) && !self.in_time(end)
    }

    /// Part of a name: "Group of Seven", "Studio 54", "Five Star".
    fn is_name(&self, amount: &Amount) -> bool {
        if amount.kind != Kind::Count || amount.unit.is_some() || amount.bounded {
            return false;
        }
        let start = amount.number.start;
        if let Some((words, class)) = self.name(start) {
            let longer = words.len() > amount.number.len() && class != NameClass::Nationality;
            let lower = self.form(start).starts_with(char::is_lowercase);
            if longer && !lower && (words.start < start || !amount.digits && self.capital(start + amount.number.len()))
            {
                return true;
            }
        }
        // "the Gang of Eight", "the Big Three": number words with a capital of their own.
        let inside = start > self.span.start && self.upos(start - 1) != Some(Upos::Punct);
        !amount.digits && inside && self.capital(start) && !self.is_title_case()
    }

    /// "in 2031": four digits that count nothing.
    fn is_year(&self, amount: &Amount) -> bool {
        let start = amount.number.start;
        let form = self.word(start);
        if amount.unit.is_some()
            || amount.number.len() > 1
            || form.len() != 4
            || !form.bytes().all(|b| b.is_ascii_digit())
        {
            return false;
        }
        let year: u16 = form.parse().unwrap_or(0);
        let since = self.is(
            start.wrapping_sub(1),
            &["in", "since", "of", "from", "until", "till", "by", "before", "after", "early", "late"],
        );
        let plural = self.is_noun(amount.number.end)
            && self.parse.words[amount.number.end].lemma != self.word(amount.number.end)
            && self.counts_next(amount);
        !plural && !amount.bounded && ((1900..=2100).contains(&year) || since && (1000..1900).contains(&year))
    }
}
