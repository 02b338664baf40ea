//! Names to referents: which names are one person's, organisation's, country's.
//!
//! In: the [`NameMention`]s of an article. Out: [`Referent`]s, and for each mention its referent. Full names come first,
//! wherever they stand, so that a surname in the headline finds the full name below it; then single words, in text order.

use std::collections::HashMap;

use purport_parse::NameClass;
use purport_text::Span;

use super::lexicon::{self, CountrySense, Gender, NounClass};
use super::name::NameMention;
use super::page::Page;
use super::referent::{Number, Referent};
use super::{known, organization, person, untagged};
use crate::reading::EntityKind;

/// What an exact surname is worth against a given name, in [`Naming::person`].
const RANK: f64 = 2.0;

/// What a sentence of distance costs there, up to [`FAR`] of them.
const DISTANCE: f64 = 0.1;

/// Sentences after which distance costs no more.
const FAR: usize = 20;

/// The names of an article and what they refer to.
pub(super) struct Named {
    /// Every referent with a name.
    pub referents: Vec<Referent>,
    /// The names in text order, each with its referent.
    pub mentions: Vec<(NameMention, usize)>,
}

/// Which names refer to the same.
pub(super) fn referents(page: &Page, names: Vec<NameMention>, acts: impl Fn(Span) -> bool) -> Named {
    let mut naming = Naming::new(page);
    let mut found: Vec<Option<usize>> = names.iter().map(|name| naming.full(name, &acts)).collect();
    let (names, untagged) = untagged::with_untagged(page, names, &mut found, &naming);
    for (at, name) in names.iter().enumerate() {
        let referent = match found[at] {
            Some(referent) => referent,
            None => naming.short(name, untagged[at]),
        };
        naming.mention(name, referent);
        found[at] = Some(referent);
    }
    for referent in &mut naming.referents {
        settle(referent);
    }
    let mentions = names.into_iter().zip(found).filter_map(|(name, at)| Some((name, at?))).collect();
    Named { referents: naming.referents, mentions }
}

pub(super) struct Naming<'p, 'a> {
    page: &'p Page<'a>,
    referents: Vec<Referent>,
    /// By the compared name, a country's code, or an acronym in capitals.
    keys: HashMap<String, usize>,
    /// Persons by every word of their names.
    persons: HashMap<String, Vec<usize>>,
    /// Organisations by every word of their names.
    organizations: HashMap<String, Vec<usize>>,
    /// Organisations by the acronyms that their initials make.
    pub(super) acronyms: HashMap<String, usize>,
    /// The last word of each referent's last mention, as the second pass goes on.
    last: Vec<Option<usize>>,
}

impl<'p, 'a> Naming<'p, 'a> {
    fn new(page: &'p Page<'a>) -> Self {
        Self {
            page,
            referents: Vec::new(),
            keys: HashMap::new(),
            persons: HashMap::new(),
            organizations: HashMap::new(),
            acronyms: HashMap::new(),
            last: Vec::new(),
        }
    }

    /// First pass: countries, and names of two words or more. `None` leaves the name to the second pass.
    fn full(&mut self, name: &NameMention, acts: &impl Fn(Span) -> bool) -> Option<usize> {
        let text = self.page.slice(name.words);
        if let Some(country) = name.country {
            let (key, kind) = match country.sense {
                CountrySense::Name | CountrySense::Adjective | CountrySense::People => {
                    (country.code.to_owned(), EntityKind::Country)
                }
                CountrySense::Capital if acts(name.words) => (country.code.to_owned(), EntityKind::Country),
                CountrySense::Capital | CountrySense::Part => (organization::plain(text), EntityKind::Place),
                CountrySense::Seat => (organization::plain(text), EntityKind::Organization),
            };
            let referent = self.keyed(key, name);
            self.referents[referent].kind = kind;
            self.referents[referent].country = Some(country.code);
            return Some(referent);
        }
        if name.class == NameClass::Person {
            let words = person::words(text);
            return (words.len() > 1).then(|| self.full_person(name, words));
        }
        let plain = organization::plain(text);
        plain.contains(' ').then(|| self.full_organization(name, plain))
    }

    fn full_person(&mut self, name: &NameMention, words: Vec<String>) -> usize {
        let agrees = |&&at: &&usize| {
            self.referents[at].forms.iter().any(|form| person::same(form, &words))
                && !self.referents[at].forms.iter().any(|form| form.len() > 1 && contradicts(form, &words))
        };
        let mut candidates = words.iter().rev().filter_map(|word| self.persons.get(word)).flatten();
        let known = candidates.find(agrees).copied();
        let referent = known.unwrap_or_else(|| self.add(name));
        for word in &words {
            let list = self.persons.entry(word.clone()).or_default();
            if !list.contains(&referent) {
                list.push(referent);
            }
        }
        let form = &mut self.referents[referent].forms;
        if !form.contains(&words) {
            form.push(words);
        }
        self.referents[referent].vote(NameClass::Person);
        referent
    }

    fn full_organization(&mut self, name: &NameMention, plain: String) -> usize {
        let text = self.page.slice(name.words);
        let ends = [plain.split(' ').next().unwrap_or_default(), plain.rsplit(' ').next().unwrap_or_default()];
        let is_short = |&&at: &&usize| {
            let known = &self.referents[at];
            let other = self.page.slice(known.name);
            known.kind != EntityKind::Country
                && (organization::shortens(text, other) || organization::shortens(other, text))
        };
        let identifier = known::body(text).and_then(|body| body.identifier);
        let known = identifier.and_then(|id| self.keys.get(id)).or_else(|| self.keys.get(&plain)).copied();
        let similar = || ends.iter().filter_map(|end| self.organizations.get(*end)).flatten().find(is_short).copied();
        let referent = known.or_else(similar).unwrap_or_else(|| self.add(name));
        for word in plain.split(' ') {
            let list = self.organizations.entry(word.to_owned()).or_default();
            if !list.contains(&referent) {
                list.push(referent);
            }
        }
        for acronym in organization::acronyms(text) {
            self.acronyms.entry(acronym).or_insert(referent);
        }
        if let Some(acronym) = self.bracketed(name.words.end) {
            self.acronyms.insert(acronym, referent);
        }
        self.keys.entry(plain).or_insert(referent);
        if let Some(identifier) = identifier {
            self.keys.entry(identifier.to_owned()).or_insert(referent);
        }
        self.referents[referent].vote(name.class);
        referent
    }

    /// "National Intelligence Service (NIS)": the acronym in brackets after a name, whatever its letters.
    fn bracketed(&self, after: usize) -> Option<String> {
        let bracketed = self.page.lower(after) == "(" && self.page.lower(after + 2) == ")";
        bracketed.then(|| organization::letters(self.page.form(after + 1))).flatten()
    }

    /// Second pass: single words.
    fn short(&mut self, name: &NameMention, sure: Option<usize>) -> usize {
        let text = self.page.slice(name.words);
        let plain = organization::plain(text);
        if let Some(known) = sure {
            return known;
        }
        let words = person::words(text);
        let known = self.person(name, &words);
        let person_first = name.class == NameClass::Person || known.is_some_and(|(_, rank)| rank == 0);
        if let Some((known, _)) = known.filter(|_| person_first) {
            self.referents[known].vote(NameClass::Person);
            return known;
        }
        if let Some(known) = self.korea(&plain) {
            return known;
        }
        if let Some(known) = self.institution(name, &plain) {
            return known;
        }
        let acronym = organization::letters(text).and_then(|letters| self.acronyms.get(&letters).copied());
        let short = || {
            let list = self.organizations.get(&plain)?;
            list.iter().copied().find(|&at| organization::shortens(text, self.page.slice(self.referents[at].name)))
        };
        if let Some(known) = acronym.or_else(|| self.keys.get(&plain).copied()).or_else(short) {
            self.referents[known].vote(name.class);
            return known;
        }
        // "NATO" and "Nato".
        let identifier = known::body(text).filter(|_| name.class != NameClass::Person).and_then(|body| body.identifier);
        let referent = self.keyed(identifier.map_or(plain, str::to_owned), name);
        if name.class == NameClass::Person {
            self.referents[referent].forms.push(words.clone());
            for word in words {
                self.persons.entry(word).or_default().push(referent);
            }
        }
        self.referents[referent].vote(name.class);
        referent
    }

    /// The person whom a shorter name stands for: the best rank, then the most mentioned and nearest before.
    pub(super) fn person(&self, name: &NameMention, words: &[String]) -> Option<(usize, u8)> {
        let title = self.title_gender(name);
        let here = self.page.sentence(name.words.start);
        let mut best: Option<(f64, usize, u8)> = None;
        for &at in self.persons.get(words.last()?)? {
            let referent = &self.referents[at];
            let rank = referent
                .forms
                .iter()
                .filter_map(|form| if form == words { Some(0) } else { person::stands_for(words, form) })
                .min();
            let Some(rank) = rank else { continue };
            let gender = referent.gender.or_else(|| gender(referent));
            if title.is_some() && gender.is_some() && title != gender {
                continue;
            }
            let distance = self.last[at].map_or(FAR / 2, |last| here.saturating_sub(self.page.sentence(last)).min(FAR));
            let mentions = f64::from(referent.votes.iter().sum::<u32>());
            let score = mentions.ln_1p() - RANK * f64::from(rank) - DISTANCE * distance as f64;
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, at, rank));
            }
        }
        best.map(|(_, at, rank)| (at, rank))
    }

    /// "the North" where North Korea is spoken of.
    fn korea(&self, plain: &str) -> Option<usize> {
        let code = match plain {
            "north" => "PRK",
            "south" => "KOR",
            _ => return None,
        };
        self.keys.get(code).copied()
    }

    /// "the Bureau" after "National Bureau of Investigation": the organisation that a capitalised common noun shortens,
    /// by how often and how recently it was mentioned.
    fn institution(&self, name: &NameMention, plain: &str) -> Option<usize> {
        if !matches!(lexicon::noun(plain)?, NounClass::Organization | NounClass::Group) {
            return None;
        }
        let here = self.page.sentence(name.words.start);
        let mut best: Option<(f64, usize)> = None;
        for &at in self.organizations.get(plain)? {
            let distance = self.last[at].map_or(FAR, |last| here.saturating_sub(self.page.sentence(last)).min(FAR));
            let mentions = f64::from(self.referents[at].votes.iter().sum::<u32>());
            let score = mentions.ln_1p() - DISTANCE * distance as f64;
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, at));
            }
        }
        best.map(|(_, at)| at)
    }

    fn title_gender(&self, name: &NameMention) -> Option<Gender> {
        let before = name.title.start.checked_sub(1).filter(|_| !self.page.new_line(name.title.start));
        before.into_iter().chain(name.title.range()).find_map(|word| lexicon::title(self.page.form(word))?.gender)
    }

    fn keyed(&mut self, key: String, name: &NameMention) -> usize {
        match self.keys.get(&key) {
            Some(&known) => known,
            None => {
                let referent = self.add(name);
                self.keys.insert(key, referent);
                referent
            }
        }
    }

    fn add(&mut self, name: &NameMention) -> usize {
        self.referents.push(Referent { named: true, ..Referent::new(EntityKind::Other, name.words) });
        self.last.push(None);
        self.referents.len() - 1
    }

    fn mention(&mut self, name: &NameMention, at: usize) {
        let gender = self.title_gender(name);
        let (new, old) = (self.page.slice(name.words), self.page.slice(self.referents[at].name));
        let referent = &mut self.referents[at];
        referent.mentions.push(name.words);
        referent.gender = referent.gender.or(gender);
        let demonym = |words: &str| {
            lexicon::country(words).is_some_and(|c| !matches!(c.sense, CountrySense::Name | CountrySense::Part))
        };
        let fuller = match referent.kind {
            EntityKind::Country => demonym(old) && !demonym(new) || demonym(old) == demonym(new) && longer(new, old),
            _ => longer(new, old),
        };
        if fuller {
            referent.name = name.words;
        }
        self.last[at] = Some(name.words.end);
    }
}

/// Whether a name is fuller: more words, else more letters, else not all in capitals.
fn longer(new: &str, old: &str) -> bool {
    let size = |name: &str| (name.split_whitespace().count(), name.chars().filter(|c| c.is_alphabetic()).count());
    let shouted = |name: &str| !name.chars().any(char::is_lowercase);
    if person::words(new) == person::words(old) {
        return shouted(old) && !shouted(new);
    }
    size(new) > size(old)
}

/// Two full names that cannot be one person's though a third agrees with both ("J. Smith", "John Smith", "Jane Smith").
fn contradicts(one: &[String], other: &[String]) -> bool {
    one.last() == other.last() && !person::same(one, other)
}

/// The countries of organisations that are known by name.
pub(super) fn add_countries(page: &Page, referents: &mut [Referent]) {
    for referent in referents.iter_mut().filter(|r| r.kind != EntityKind::Person && r.country.is_none()) {
        referent.country = known::body(page.slice(referent.name)).and_then(|body| body.country);
    }
}

/// Kind, gender and number, once every name is counted.
fn settle(referent: &mut Referent) {
    if !matches!(referent.kind, EntityKind::Country) && referent.votes.iter().any(|&votes| votes > 0) {
        referent.kind = match referent.class() {
            NameClass::Person => EntityKind::Person,
            NameClass::Organization => EntityKind::Organization,
            NameClass::Place | NameClass::Facility => EntityKind::Place,
            NameClass::Nationality => EntityKind::Group,
            NameClass::Other => EntityKind::Other,
        };
    }
    if referent.kind == EntityKind::Person {
        referent.gender = referent.gender.or_else(|| gender(referent));
    }
    if referent.kind == EntityKind::Group {
        referent.number = Number::Plural;
    }
}

/// The gender that the given name shows.
fn gender(referent: &Referent) -> Option<Gender> {
    referent.forms.iter().filter_map(|form| person::given(form)).find_map(lexicon::gender_of)
}
