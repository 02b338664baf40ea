//! Noun phrases without a name as their head: "the South Korean intelligence agency", "Clinton's campaign manager".
//!
//! In: a stretch of words that a noun phrase begins. Out: its head, its modifiers, whose it is. Read from left to right,
//! since trees of long phrases are less sure than their order.

use purport_parse::Upos;
use purport_text::Span;

use super::lexicon::{self, CountrySense, NounClass};
use super::name::NameMention;
use super::page::Page;
use super::referent::{Descriptor, Number};

/// The names of an article, by word.
pub(super) struct NameIndex {
    mentions: Vec<(NameMention, usize)>,
    by_word: Vec<Option<usize>>,
}

impl NameIndex {
    pub fn new(words: usize, mentions: Vec<(NameMention, usize)>) -> Self {
        let mut by_word = vec![None; words];
        for (at, (name, _)) in mentions.iter().enumerate() {
            by_word[name.words.range()].fill(Some(at));
        }
        Self { mentions, by_word }
    }

    /// The name that a word is part of, and its referent.
    pub fn at(&self, word: usize) -> Option<(&NameMention, usize)> {
        let (name, referent) = &self.mentions[(*self.by_word.get(word)?)?];
        Some((name, *referent))
    }

    /// Every name in text order.
    pub fn iter(&self) -> impl Iterator<Item = (&NameMention, usize)> {
        self.mentions.iter().map(|(name, referent)| (name, *referent))
    }
}

/// How a phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// *the*, *this*, *that*: it has been spoken of, or there is only one.
    Definite,
    /// *his*, *her*, *its*, *their*, *my*, *our*: the word of the possessive.
    Possessive(usize),
    /// *both*, *the two*, *all three*: so many of a group.
    Counted(usize),
    /// *a*, *some*, *many*, *no*, *three*: somebody new, or nobody in particular.
    Indefinite,
    /// No determiner: *officials*, *Clinton's campaign*, *Police*.
    Bare,
}

/// A noun phrase, read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    /// The head noun.
    pub head: usize,
    /// From the first word to the head.
    pub core: Span,
    /// How it begins.
    pub opening: Opening,
    /// What it says.
    pub descriptor: Descriptor,
    /// One or several.
    pub number: Number,
    /// Whether its owner possesses it ("Kim's rival", "a rival of Kim"), not only stands before it ("the Vermont senator").
    pub possessed: bool,
    /// What the head noun denotes.
    pub class: Option<NounClass>,
}

/// The noun phrase that begins at the start of a range; `None` when no noun without name heads one.
pub(super) fn phrase(page: &Page, names: &NameIndex, words: Span) -> Option<Phrase> {
    let mut start = words.start;
    while start < words.end && matches!(page.upos(start), Upos::Punct | Upos::Cconj | Upos::Adv | Upos::Adp) {
        start += 1;
    }
    let (mut opening, mut at) = opening(page, start);
    let mut descriptor = Descriptor::default();
    let (mut head, mut possessed) = (None, false);
    while at < words.end {
        if let Some((name, referent)) = names.at(at) {
            own(&mut descriptor, name, referent);
            head = None;
            at = name.words.end;
            if page.clitic(at) {
                opening = Opening::Definite;
                descriptor.modifiers.clear();
                (possessed, at) = (true, at + 1);
            }
            continue;
        }
        if page.clitic(at) {
            // "the company's own expert": what came before is whose, not which.
            opening = Opening::Definite;
            descriptor.modifiers.clear();
            (possessed, head, at) = (true, None, at + 1);
            continue;
        }
        match page.upos(at) {
            Upos::Noun | Upos::Propn => {
                keep(&mut descriptor, page, head);
                head = Some(at);
            }
            Upos::Adj | Upos::Num if head.is_none_or(|head| noun_follows(page, names, head, words.end)) => {
                descriptor.modifiers.push(page.lower(at).to_owned());
            }
            // "state-run agency": both are modifiers.
            _ if at > start && page.joins(at - 1) && head.is_some() => {
                keep(&mut descriptor, page, head);
                descriptor.modifiers.push(page.lower(at).to_owned());
                head = Some(at).filter(|_| page.nominal(at));
            }
            Upos::Verb if head.is_none() => descriptor.modifiers.push(page.lower(at).to_owned()),
            Upos::Adv | Upos::Part | Upos::Det if head.is_none() => {}
            Upos::Punct if page.joins(at) || (head.is_none() && page.lower(at) != ",") => {}
            Upos::Punct if page.lower(at) == "," && head.is_none() => {}
            Upos::Cconj if head.is_none() => {}
            _ => break,
        }
        at += 1;
    }
    let head = head?;
    possessed |= follow(page, names, &mut descriptor, head, words.end.max(head + 1));
    descriptor.head = singular(page, head);
    let number = number(page, head);
    Some(Phrase {
        head,
        core: Span::new(start, head + 1),
        opening,
        possessed,
        class: lexicon::noun(&descriptor.head),
        descriptor,
        number,
    })
}

fn opening(page: &Page, start: usize) -> (Opening, usize) {
    let count = |word: usize| match page.lower(word) {
        "two" | "2" | "both" | "pair" | "duo" | "couple" | "either" | "neither" => Some(2),
        "three" | "trio" => Some(3),
        "four" => Some(4),
        _ => None,
    };
    match page.lower(start) {
        "both" | "neither" | "either" => (Opening::Counted(2), start + 1),
        "the" | "these" | "those" | "all" | "this" | "that" => {
            match count(start + 1) {
                // "the pair" is a head of its own.
                Some(many) if !page.nominal(start + 1) => (Opening::Counted(many), start + 2),
                Some(many) => (Opening::Counted(many), start + 1),
                None if page.lower(start) == "all" => (Opening::Indefinite, start + 1),
                None => (Opening::Definite, start + 1),
            }
        }
        "our" | "their" if count(start + 1).is_some() => (Opening::Counted(count(start + 1).unwrap_or(2)), start + 2),
        "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose" => (Opening::Possessive(start), start + 1),
        "a" | "an" | "some" | "any" | "no" | "many" | "most" | "several" | "every" | "each" | "another" | "other"
        | "few" | "one" | "two" | "three" | "more" => (Opening::Indefinite, start + 1),
        _ => (Opening::Bare, start),
    }
}

/// A noun before the head is one of its modifiers.
fn keep(descriptor: &mut Descriptor, page: &Page, noun: Option<usize>) {
    descriptor.modifiers.extend(noun.map(|noun| page.lower(noun).to_owned()));
}

fn noun_follows(page: &Page, names: &NameIndex, head: usize, end: usize) -> bool {
    (head + 1..end.min(head + 4)).any(|word| names.at(word).is_none() && page.nominal(word))
        && !matches!(page.upos(head + 1), Upos::Verb | Upos::Adp)
}

/// What a name inside the phrase tells: "Russian" its country, "Clinton" whose.
fn own(descriptor: &mut Descriptor, name: &NameMention, referent: usize) {
    descriptor.country = descriptor.country.or(name.country.map(|c| c.code));
    let adjective = name.country.is_some_and(|c| c.sense == CountrySense::Adjective);
    if !adjective || descriptor.owner.is_none() {
        descriptor.owner = Some(referent);
    }
}

/// Whom one meets in another country than their own.
const ABROAD: &[&str] = &[
    "ambassador",
    "correspondent",
    "diplomat",
    "embassy",
    "envoy",
    "force",
    "immigrant",
    "journalist",
    "migrant",
    "refugee",
    "reporter",
    "soldier",
    "tourist",
    "troop",
];

/// "the mayor of Minneapolis", "a spokesman for Clinton": whose, after the head; whether anybody's.
fn follow(page: &Page, names: &NameIndex, descriptor: &mut Descriptor, head: usize, end: usize) -> bool {
    if !matches!(page.lower(head + 1), "of" | "for" | "at" | "with" | "from" | "in") {
        return false;
    }
    let first = (head + 2..end.min(head + 8)).find(|&word| names.at(word).is_some() || page.upos(word) == Upos::Punct);
    let Some((name, referent)) = first.and_then(|word| names.at(word)) else { return false };
    // "in Moscow" is where, not whose; those who are abroad by trade are not of the country that they are in.
    if page.lower(head + 1) == "in" && (name.country.is_none() || ABROAD.contains(&singular(page, head).as_str())) {
        return false;
    }
    descriptor.country = descriptor.country.or(name.country.map(|c| c.code));
    // "head of Poland's athletics association" is the association's, not Poland's.
    let modifies = page.clitic(name.words.end)
        || page.nominal(name.words.end) && page.sentence(name.words.end) == page.sentence(head);
    if page.lower(head + 1) != "in" && !modifies {
        descriptor.owner = descriptor.owner.or(Some(referent));
    }
    page.lower(head + 1) != "in"
}

/// The noun's singular; a plural that the tagger took for a name ("Economists") is cut.
fn singular(page: &Page, head: usize) -> String {
    let lemma = page.lemma(head);
    match lemma.strip_suffix('s') {
        Some(cut) if lemma == page.lower(head) && lexicon::noun(&lemma).is_none() && lexicon::noun(cut).is_some() => {
            cut.to_owned()
        }
        _ => lemma,
    }
}

/// Whether a noun stands in the plural, by its form.
pub(super) fn number(page: &Page, head: usize) -> Number {
    let (form, lemma) = (page.lower(head), singular(page, head));
    let irregular = matches!(form, "people" | "men" | "women" | "children" | "police" | "troops" | "folks" | "forces");
    let by_class = lexicon::noun(&lemma) == Some(NounClass::Group) && lemma.ends_with('s');
    let ends = form != lemma && form.ends_with('s') && page.nominal(head);
    if irregular || by_class || ends || form.ends_with("men") { Number::Plural } else { Number::Singular }
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_names;
    use super::*;

    fn of(text: &str) -> Option<Phrase> {
        with_names(text, |page, names, _| phrase(page, names, Span::new(0, page.len())))
    }

    #[test]
    fn head_modifiers_and_country() {
        let found = of("The South Korean intelligence agency suspects that troops have left.").unwrap();
        assert_eq!(found.descriptor.head, "agency");
        assert_eq!(found.descriptor.modifiers, ["intelligence"]);
        assert_eq!((found.descriptor.country, found.opening), (Some("KOR"), Opening::Definite));
        assert_eq!(found.class, Some(NounClass::Organization));
    }

    #[test]
    fn officials_in_a_country_are_its_own_and_diplomats_are_not() {
        let country = |text: &str| of(text).unwrap().descriptor.country;
        assert_eq!(country("Officials in Seoul said that it rained."), Some("KOR"));
        assert_eq!(country("Diplomats in Seoul said that it rained."), None);
    }

    #[test]
    fn both_and_the_two_count() {
        assert_eq!(of("Both nations said that they would talk.").unwrap().opening, Opening::Counted(2));
        assert_eq!(of("The two ministers said that they would talk.").unwrap().opening, Opening::Counted(2));
    }

    #[test]
    fn possession_before_and_after_the_head() {
        let before = of("Angela Merkel's spokesman said that she would go.").unwrap();
        let after = of("A spokesman for Angela Merkel said that she would go.").unwrap();
        assert!(before.descriptor.owner.is_some());
        assert_eq!(before.descriptor.owner, after.descriptor.owner);
        assert_eq!(after.opening, Opening::Indefinite);
    }
}
