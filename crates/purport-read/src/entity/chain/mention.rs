//! The mentions of an article: every noun phrase and pronoun that may speak of something.
//!
//! In: a page and its names. Out: [`Mention`]s in text order. The conventions are OntoNotes': the whole phrase with what
//! follows its head; an apposition is part of the mention before it; what a copula says of its subject is none; nouns that
//! only modify others are none unless they are names. Of a list both the whole and its members are mentions.

use purport_parse::Upos;
use purport_text::Span;

use crate::entity::lexicon::{self, Gender, NounClass};
use crate::entity::name::CALENDAR;
use crate::entity::page::Page;
use crate::entity::phrase::{self, NameIndex};
use crate::entity::referent::{Number, Referent};
use crate::entity::role;
use crate::reading::EntityKind;

/// How a mention speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entity) enum Type {
    Pronoun,
    Name,
    /// *the*.
    Definite,
    /// *this*, *these*.
    Demonstrative,
    /// *his*, *the ministry's*.
    Possessive,
    /// *a*, *some*, *three*.
    Indefinite,
    /// No determiner.
    Bare,
}

/// What a mention can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entity) enum Sort {
    Person,
    Organization,
    Place,
    /// Countries and other places that act.
    Country,
    Group,
    Thing,
    Time,
    Unknown,
}

impl Sort {
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Country => "country",
            Self::Group => "group",
            Self::Thing => "thing",
            Self::Time => "time",
            Self::Unknown => "unknown",
        }
    }
}

/// One mention.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Mention {
    /// Its head word.
    pub head: usize,
    /// The whole phrase.
    pub words: Span,
    /// What is listed of it: the name alone, or the phrase up to its head.
    pub core: Span,
    pub kind: Type,
    /// The pronoun's family (*he* for *his*), else the kind.
    pub label: &'static str,
    pub sort: Sort,
    pub number: Option<Number>,
    pub gender: Option<Gender>,
    /// The referent of its name.
    pub referent: Option<usize>,
    /// Whether it is a list as a whole.
    pub joined: bool,
    /// Lemma of the head.
    pub lemma: String,
    /// Content words in lower case.
    pub content: Vec<String>,
    /// What it does in its clause.
    pub part: &'static str,
    pub sentence: usize,
    pub paragraph: usize,
    /// Whether its paragraph asks: an interviewer's turn.
    pub asked: bool,
    /// Who is named with a colon at the beginning of its paragraph: whose turn it is in a transcript.
    pub turn: Option<usize>,
    /// The country that its words name or an adjective in it.
    pub country: Option<&'static str>,
}

impl Mention {
    /// Whether two mentions may be one by what their words are.
    pub fn agrees(&self, other: &Self) -> bool {
        if self.gender.is_some() && other.gender.is_some() && self.gender != other.gender {
            return false;
        }
        let personal = |m: &Self| matches!(m.label, "he" | "she");
        let thing = |m: &Self| m.label == "it";
        let not_person = |m: &Self| {
            m.kind != Type::Pronoun && matches!(m.sort, Sort::Organization | Sort::Place | Sort::Country | Sort::Time)
        };
        let person = |m: &Self| m.kind == Type::Name && m.sort == Sort::Person || personal(m);
        let many = |m: &Self| m.number == Some(Number::Plural);
        // *this* points at things and at what was said.
        let points = |m: &Self| matches!(m.label, "this" | "these");
        let somebody = |m: &Self| {
            personal(m) || m.kind == Type::Name && !matches!(m.sort, Sort::Thing | Sort::Unknown | Sort::Time)
        };
        if points(self) && somebody(other) || points(other) && somebody(self) {
            return false;
        }
        !(personal(self) && (not_person(other) || many(other) || thing(other))
            || personal(other) && (not_person(self) || many(self) || thing(self))
            || thing(self) && person(other)
            || thing(other) && person(self))
    }
}

/// The family of a pronoun, by its lower-case form; `None` for what looks nowhere.
pub(in crate::entity) fn family(word: &str) -> Option<&'static str> {
    Some(match word {
        "i" | "me" | "my" | "mine" | "myself" => "i",
        "we" | "us" | "our" | "ours" | "ourselves" => "we",
        "you" | "your" | "yours" | "yourself" | "yourselves" => "you",
        "he" | "him" | "his" | "himself" => "he",
        "she" | "her" | "hers" | "herself" => "she",
        "it" | "its" | "itself" => "it",
        "they" | "them" | "their" | "theirs" | "themselves" | "themself" => "they",
        "this" | "that" => "this",
        "these" | "those" => "these",
        "one" | "another" | "each" | "both" | "some" | "all" => "one",
        _ => return None,
    })
}

const TIMES: &[&str] = &[
    "year",
    "day",
    "month",
    "week",
    "hour",
    "minute",
    "time",
    "decade",
    "century",
    "today",
    "yesterday",
    "tomorrow",
    "night",
    "morning",
    "evening",
    "afternoon",
    "weekend",
    "season",
    "moment",
    "period",
    "age",
];

const GROUPS: &[&str] = &["people", "men", "women", "children", "troops", "forces", "students", "others"];

/// Every mention in text order: by first word, the longer first.
pub(in crate::entity) fn mentions(page: &Page, names: &NameIndex, referents: &[Referent]) -> Vec<Mention> {
    let mut paragraph = 0;
    let mut found: Vec<Mention> = Vec::new();
    let reach = Reach::new(page);
    let (mut asked, mut turn) = paragraph_at(page, names, 0);
    for head in 0..page.len() {
        if head > 0 && page.new_line(head) {
            paragraph += 1;
            (asked, turn) = paragraph_at(page, names, head);
        }
        if !is_head(page, names, head) {
            continue;
        }
        let mut mention = mention(page, names, referents, head, reach.alone(page, head));
        (mention.paragraph, mention.asked, mention.turn) = (paragraph, asked, turn);
        let list = page.children(head).any(|child| page.relation(child) == "conj" && noun_like(page, child));
        if list && page.relation(head) != "conj" {
            let words = reach.whole(page, head);
            if words != mention.words {
                found.push(Mention {
                    words,
                    core: words,
                    kind: Type::Bare,
                    label: "list",
                    number: Some(Number::Plural),
                    gender: None,
                    referent: None,
                    joined: true,
                    ..mention.clone()
                });
            }
        }
        found.push(mention);
    }
    found.sort_by_key(|m| (m.words.start, std::cmp::Reverse(m.words.end), m.head));
    found.dedup_by_key(|m| m.words);
    found
}

/// Whether the paragraph that begins at a word ends with a question mark, and whose turn it says that it is.
fn paragraph_at(page: &Page, names: &NameIndex, first: usize) -> (bool, Option<usize>) {
    let end = (first + 1..page.len()).find(|&word| page.new_line(word)).unwrap_or(page.len());
    let asked = end > first && (page.lower(end - 1) == "?" || end > first + 1 && page.lower(end - 2) == "?");
    let speaker = names.at(first).filter(|(name, _)| page.lower(name.words.end) == ":").map(|(_, referent)| referent);
    (asked, speaker)
}

fn noun_like(page: &Page, word: usize) -> bool {
    page.nominal(word) || page.upos(word) == Upos::Pron
}

fn is_head(page: &Page, names: &NameIndex, word: usize) -> bool {
    let relation = page.relation(word);
    let lower = page.lower(word);
    match page.upos(word) {
        Upos::Pron => {
            family(lower).is_some()
                && relation != "expl"
                && !(matches!(lower, "that" | "this")
                    && (relation == "mark" || relation == "det" || is_relative(page, word)))
        }
        Upos::Det => matches!(lower, "this" | "that" | "these" | "those") && !matches!(relation, "det" | "mark"),
        Upos::Noun => {
            !matches!(relation, "compound" | "flat" | "fixed" | "goeswith")
                && !in_name(page, names, word)
                && !is_predicate(page, word)
        }
        Upos::Propn => {
            !matches!(relation, "flat" | "fixed" | "goeswith")
                && !in_name(page, names, word)
                && !is_predicate(page, word)
                // "Pentagon" of "Pentagon spokesperson", not "Kim" of "Kim Jong Un".
                && (relation != "compound" || names.at(word).is_some() || page.capital(word))
        }
        Upos::Num => {
            page.form(word).len() == 4
                && page.form(word).bytes().all(|b| b.is_ascii_digit())
                && matches!(relation, "obl" | "nmod")
        }
        _ => false,
    }
}

/// "that" of "the ship that sank".
fn is_relative(page: &Page, word: usize) -> bool {
    page.head(word).is_some_and(|verb| page.relation(verb) == "acl" && page.head(verb).is_some_and(|noun| noun < word))
}

/// Inside a name that hangs on another of its words.
fn in_name(page: &Page, names: &NameIndex, word: usize) -> bool {
    let inside = |(name, _): (&crate::entity::name::NameMention, usize)| {
        page.head(word).is_some_and(|head| name.words.range().contains(&head))
    };
    names.at(word).is_some_and(inside)
}

/// "a spokesman" of "Kim is a spokesman".
fn is_predicate(page: &Page, word: usize) -> bool {
    page.children(word).any(|child| page.relation(child) == "cop")
}

/// The words from the first to the last that hang on each word: `alone` without what is coordinated with it.
struct Reach {
    alone: Vec<Span>,
    whole: Vec<Span>,
}

impl Reach {
    fn new(page: &Page) -> Self {
        let mut order: Vec<usize> = (0..page.len()).filter(|&word| page.head(word).is_none()).collect();
        let mut next = 0;
        while let Some(&word) = order.get(next) {
            order.extend(page.children(word));
            next += 1;
        }
        let mut alone: Vec<Span> = (0..page.len()).map(|word| Span::new(word, word + 1)).collect();
        let mut whole = alone.clone();
        for &word in order.iter().rev() {
            let Some(head) = page.head(word).filter(|&head| !outside(page, word, head)) else { continue };
            whole[head] = whole[head].join(whole[word]);
            if page.relation(word) != "conj" {
                alone[head] = alone[head].join(whole[word]);
            }
        }
        Self { alone, whole }
    }

    fn alone(&self, page: &Page, head: usize) -> Span {
        closed(page, self.alone[head])
    }

    fn whole(&self, page: &Page, head: usize) -> Span {
        closed(page, self.whole[head])
    }
}

/// What hangs on a noun but is no part of its phrase.
fn outside(page: &Page, word: usize, head: usize) -> bool {
    let nominal = page.nominal(head) || page.upos(head) == Upos::Pron;
    match page.relation(word) {
        "punct" => true,
        "case" => !(page.clitic(word) && word > head),
        "cc" | "mark" | "cop" | "aux" | "nsubj" | "csubj" | "parataxis" | "discourse" | "advcl" | "expl"
        | "vocative" | "list" | "orphan" | "reparandum" => nominal,
        "advmod" | "obl" | "obj" | "xcomp" | "ccomp" => nominal && is_predicate(page, head),
        _ => false,
    }
}

/// The span with the bracket or quotation mark that closes one it opens; commas at its ends cut.
fn closed(page: &Page, mut words: Span) -> Span {
    while words.len() > 1 && matches!(page.lower(words.end - 1), "," | ";" | ":" | "." | "-" | "–" | "—") {
        words.end -= 1;
    }
    while words.len() > 1 && matches!(page.lower(words.start), "," | ";" | ":" | "." | "-" | "–" | "—" | ")") {
        words.start += 1;
    }
    let count = |of: &str| words.range().filter(|&w| page.lower(w) == of).count();
    if count("(") > count(")") && page.lower(words.end) == ")" {
        words.end += 1;
    }
    words
}

fn mention(page: &Page, names: &NameIndex, referents: &[Referent], head: usize, words: Span) -> Mention {
    let lower = page.lower(head);
    let pronoun = matches!(page.upos(head), Upos::Pron | Upos::Det).then(|| family(lower)).flatten();
    let name = if pronoun.is_some() { None } else { name_of(page, names, head, words) };
    let referent = name.map(|(_, referent)| referent);
    let kind = match (pronoun, name) {
        (Some(_), _) => Type::Pronoun,
        (None, Some(_)) => Type::Name,
        (None, None) => opening(page, head, words),
    };
    let lemma = page.lemma(head);
    let noun = lexicon::noun(&lemma);
    let core = match name {
        Some((name, _)) => name,
        None => Span::new(words.start.min(head), head + 1),
    };
    let gender = match pronoun {
        Some("he") => Some(Gender::Masculine),
        Some("she") => Some(Gender::Feminine),
        Some(_) => None,
        None => referent
            .and_then(|r| referents[r].gender)
            .or_else(|| if name.is_none() { role::gender(&lemma) } else { None }),
    };
    let number = match pronoun {
        Some("we" | "they" | "these") => Some(Number::Plural),
        Some("you" | "one") => None,
        Some(_) => Some(Number::Singular),
        None => match referent {
            Some(r) => Some(referents[r].number),
            None => Some(phrase::number(page, head)),
        },
    };
    let sort = sort(page, referents, head, pronoun, referent, noun, &lemma, number);
    let content = |word: &usize| {
        !matches!(
            page.upos(*word),
            Upos::Det | Upos::Punct | Upos::Adp | Upos::Pron | Upos::Part | Upos::Cconj | Upos::Aux | Upos::Sconj
        ) && !page.clitic(*word)
    };
    let country = (core.start..core.end.max(head + 1))
        .find_map(|word| names.at(word))
        .and_then(|(name, r)| name.country.map(|c| c.code).or(referents[r].country));
    Mention {
        head,
        words,
        core,
        kind,
        label: pronoun.unwrap_or(match kind {
            Type::Name => "name",
            Type::Definite => "definite",
            Type::Demonstrative => "demonstrative",
            Type::Possessive => "possessive",
            Type::Indefinite => "indefinite",
            Type::Bare | Type::Pronoun => "bare",
        }),
        sort,
        number,
        gender,
        referent,
        joined: false,
        lemma,
        content: core.range().filter(content).map(|word| page.lower(word).to_owned()).collect(),
        part: part(page, head),
        sentence: page.sentence(head),
        paragraph: 0,
        asked: false,
        turn: None,
        country,
    }
}

/// The name that a phrase is: its head's, that of a name flat beside it ("President Putin"), or its apposition's ("The
/// captain, Nonhle Dlamini,").
fn name_of(page: &Page, names: &NameIndex, head: usize, words: Span) -> Option<(Span, usize)> {
    if let Some((name, referent)) = names.at(head) {
        return Some((name.words, referent));
    }
    page.children(head).find_map(|child| {
        let relation = page.relation(child);
        let joined = matches!(relation, "flat" | "appos") && words.range().contains(&child);
        let (name, referent) = names.at(child).filter(|_| joined)?;
        let person = name.class == purport_parse::NameClass::Person;
        let near = child <= head + 2 || person;
        (near && name.words.start > head).then_some((name.words, referent))
    })
}

fn opening(page: &Page, head: usize, words: Span) -> Type {
    if page.upos(head) == Upos::Propn && page.capital(head) {
        return Type::Name;
    }
    let owned = page.children(head).any(|child| child < head && page.parse.words[child].deprel == "nmod:poss");
    let first = words.start.min(head);
    let word = if matches!(page.upos(first), Upos::Punct) { first + 1 } else { first };
    match page.lower(word) {
        "this" | "that" | "these" | "those" | "such" => Type::Demonstrative,
        _ if owned => Type::Possessive,
        "the" | "both" => Type::Definite,
        "a" | "an" | "some" | "any" | "no" | "many" | "most" | "several" | "every" | "each" | "another" | "few"
        | "more" | "all" | "two" | "three" | "four" | "five" => Type::Indefinite,
        _ if page.upos(word) == Upos::Num => Type::Indefinite,
        _ => Type::Bare,
    }
}

#[allow(clippy::too_many_arguments)]
fn sort(
    page: &Page,
    referents: &[Referent],
    head: usize,
    pronoun: Option<&'static str>,
    referent: Option<usize>,
    noun: Option<NounClass>,
    lemma: &str,
    number: Option<Number>,
) -> Sort {
    match pronoun {
        Some("i" | "you" | "he" | "she" | "we") => return Sort::Person,
        Some("it") => return Sort::Thing,
        Some(_) => return Sort::Unknown,
        None => {}
    }
    if let Some(referent) = referent {
        return match referents[referent].kind {
            EntityKind::Person => Sort::Person,
            EntityKind::Organization => Sort::Organization,
            EntityKind::Place => Sort::Place,
            EntityKind::Country => Sort::Country,
            EntityKind::Group => Sort::Group,
            EntityKind::Other => Sort::Unknown,
        };
    }
    if TIMES.contains(&lemma) || CALENDAR.contains(&page.lower(head)) || page.upos(head) == Upos::Num {
        return Sort::Time;
    }
    if GROUPS.contains(&page.lower(head)) {
        return Sort::Group;
    }
    match noun {
        Some(NounClass::Person) if number == Some(Number::Plural) => Sort::Group,
        Some(NounClass::Person) => Sort::Person,
        Some(NounClass::Organization) => Sort::Organization,
        Some(NounClass::Government) => Sort::Country,
        Some(NounClass::Group) => Sort::Group,
        Some(NounClass::Document) => Sort::Thing,
        None if role::gender(lemma).is_some() => Sort::Person,
        None if page.upos(head) == Upos::Propn => Sort::Unknown,
        None => Sort::Thing,
    }
}

/// What a head does in its clause.
fn part(page: &Page, head: usize) -> &'static str {
    match page.parse.words[head].deprel {
        "nmod:poss" => "possessor",
        relation if relation.starts_with("nsubj:pass") => "passive",
        relation if relation.starts_with("nsubj") => "subject",
        "obj" | "iobj" => "object",
        "obl:agent" => "agent",
        relation if relation.starts_with("obl") => "oblique",
        relation if relation.starts_with("nmod") => "modifier",
        "compound" => "compound",
        "appos" => "appos",
        "conj" => "conj",
        "root" => "root",
        "xcomp" => "xcomp",
        _ => "other",
    }
}
