//! Names of participants, and whether two of them may be the same.
//!
//! In: an entity of a reading. Out: a [`Name`], small enough to be kept with every statement. Spellings are compared by
//! sound: "Seong-kweun" and "Seong-gweun", "Kyiv" and "Kiev" have the same consonants. Two people who share only a surname
//! are never the same when both have given names.

use purport_read::{Entity, EntityKind, known};
use serde::{Deserialize, Serialize};

use super::words::{code, fold, hash, is_usual, stem};

/// Words of a name that are kept; longer names are told apart by their first ones.
const LONGEST: usize = 6;

/// Shortest sound, in consonants, that may stand for a word: "Lee" and "Li" are not the same.
const SHORTEST_SOUND: usize = 2;

/// Letters of a usual word that makes a description of a name; shorter ones are particles: "of", "for".
const SHORTEST_NOUN: usize = 4;

/// Letters from which a word is a noun even if it is unusual, and no particle of another language.
const LONG_NOUN: usize = 7;

/// A participant of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// What it is.
    pub kind: Kind,
    /// Hash of the stable identifier, where there is one (`iso3166:PRK`); else 0.
    pub identifier: u32,
    /// Its words.
    pub words: Vec<Word>,
    /// Hash of its initials, for names of two words and more; of the whole, for an acronym; else 0.
    pub initials: u32,
    /// Hash of the country that it belongs to, or 0.
    pub country: u32,
}

/// Kinds of participant, coarser than those of entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A human being.
    Person,
    /// An organisation or a group with a name.
    Body,
    /// A country, or what stands for its government.
    Country,
    /// A place.
    Place,
    /// A work, a product, anything else with a name.
    Thing,
}

/// One word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Word {
    /// Code of its stem.
    pub spelling: u32,
    /// Hash of its consonants by class, 0 where there are too few.
    pub sound: u32,
}

impl Word {
    fn of(folded: &str) -> Self {
        Self { spelling: code(&stem(folded)), sound: sound(folded).map_or(0, |sound| hash(&sound)) }
    }

    /// Whether it is none of the usual words of English.
    #[must_use]
    pub fn is_unusual(self) -> bool {
        super::words::is_unknown(self.spelling)
    }

    /// Whether two words are spellings of one.
    #[must_use]
    pub fn is_like(self, other: Self) -> bool {
        self.spelling == other.spelling || (self.sound != 0 && self.sound == other.sound)
    }
}

/// How far two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They cannot be the same.
    Different,
    /// One is short for the other, or an acronym of it.
    Partial,
    /// The same name, perhaps spelt differently, or the same identifier.
    Same,
}

/// Words inside names that tell nobody apart.
const TITLES: &[&str] = &[
    "the",
    "of",
    "and",
    "for",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "president",
    "minister",
    "prime",
    "gen",
    "general",
    "col",
    "lt",
    "capt",
    "sgt",
    "king",
    "queen",
    "prince",
    "sen",
    "rep",
    "gov",
    "prof",
    "professor",
    "judge",
    "lord",
    "lady",
    "pope",
    "st",
    "saint",
    "inc",
    "ltd",
    "corp",
    "co",
    "plc",
    "a",
    "an",
    "in",
    "al",
    "el",
    "de",
    "del",
    "la",
    "le",
    "van",
    "von",
    "der",
    "bin",
    "ibn",
    "abu",
];

impl Name {
    /// The name of an entity; `None` where it has none ("officials", "the company").
    #[must_use]
    pub fn of(entity: &Entity) -> Option<Self> {
        let kind = match entity.kind {
            EntityKind::Person => Kind::Person,
            EntityKind::Organization | EntityKind::Group => Kind::Body,
            EntityKind::Country => Kind::Country,
            EntityKind::Place => Kind::Place,
            EntityKind::Other => Kind::Thing,
        };
        if let Some(known) = known::organization(&entity.name) {
            let name = Self::spelt(known, Kind::Body)?;
            let identifier = hash(entity.identifier.as_deref().unwrap_or(known));
            return Some(Self { identifier, country: entity.country.as_deref().map_or(0, hash), ..name });
        }
        let mut name = Self::spelt(&entity.name, kind)?;
        // "Drones", "Coffee": a usual word that only begins a sentence.
        let is_plain = matches!(entity.kind, EntityKind::Group | EntityKind::Other)
            && entity.identifier.is_none()
            && entity.name.split_whitespace().count() == 1
            && is_usual(&stem(&fold(&entity.name)));
        if is_plain {
            return None;
        }
        name.identifier = entity.identifier.as_deref().map_or(0, hash);
        name.country = entity.country.as_deref().map_or(0, hash);
        Some(name)
    }

    /// The name inside a description, where it is of a country or a well-known body: *Swiss glaciologists*, *a NATO spokesman*.
    #[must_use]
    pub fn within_description(text: &str) -> Option<Self> {
        let words = || text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase));
        if let Some(code) = words().find_map(known::country) {
            let name = Self::spelt(code, Kind::Country)?;
            return Some(Self { identifier: hash(&format!("iso3166:{code}")), country: hash(code), ..name });
        }
        let known = words().find_map(known::organization)?;
        Some(Self { identifier: hash(known), ..Self::spelt(known, Kind::Body)? })
    }

    /// A name from its spelling; `None` where no word of it is capitalised.
    #[must_use]
    pub fn spelt(text: &str, kind: Kind) -> Option<Self> {
        let words: Vec<&str> =
            text.split(|ch: char| !(ch.is_alphanumeric() || matches!(ch, '\'' | '’' | '.' | '&'))).collect();
        let starts_upper = |word: &&&str| word.chars().next().is_some_and(|ch| ch.is_uppercase() || ch.is_numeric());
        words.iter().find(|word| starts_upper(word) && !TITLES.contains(&fold(word).as_str()))?;
        let telling: Vec<String> = words
            .iter()
            .map(|word| fold(word.trim_end_matches("'s").trim_end_matches("’s")).replace(['.', '\''], ""))
            .filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str()))
            .collect();
        if telling.is_empty() {
            return None;
        }
        let capitals = text.chars().filter(|ch| ch.is_uppercase()).count();
        let is_acronym = telling.len() == 1 && capitals >= 2 && text.chars().all(|ch| !ch.is_lowercase());
        let initials = match telling.len() {
            1 if is_acronym => hash(&telling[0]),
            1 => 0,
            _ => hash(&telling.iter().filter_map(|word| word.chars().next()).collect::<String>()),
        };
        let words = telling.iter().take(LONGEST).map(|word| Word::of(word)).collect();
        Some(Self { kind, identifier: 0, words, initials, country: 0 })
    }

    /// How far two names agree.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.identifier != 0 && other.identifier != 0 {
            return if self.identifier == other.identifier { Likeness::Same } else { Likeness::Different };
        }
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let found = |word: &Word| long.words.iter().any(|other| word.is_like(*other));
        let shared = short.words.iter().filter(|word| found(word)).count();
        if shared == short.words.len() && short.words.len() == long.words.len() {
            return Likeness::Same;
        }
        let people = self.kind == Kind::Person && other.kind == Kind::Person;
        if people {
            return self.likeness_of_people(other);
        }
        // A person and a body that share a word ("Ford") are not the same.
        if (self.kind == Kind::Person) != (other.kind == Kind::Person) && short.words.len() < 2 {
            return Likeness::Different;
        }
        if self.initials != 0 && self.initials == other.initials && (self.words.len() == 1) != (other.words.len() == 1)
        {
            return Likeness::Partial;
        }
        // "Harvard" and "Harvard University", "War Memorial" and "Canadian War Memorial", but not "University" alone; nor
        // "Defence Ministry", which every country has.
        let is_apart = self.country != 0 && other.country != 0 && self.country != other.country;
        let is_body = self.kind == Kind::Body && other.kind == Kind::Body;
        let stands_for_it = short.words[0].is_like(long.words[0]) || (shared > 1 && !is_apart && !is_body);
        if shared == short.words.len() && stands_for_it {
            return Likeness::Partial;
        }
        Likeness::Different
    }

    /// A single word is a surname or a given name; two full names must agree in both.
    fn likeness_of_people(&self, other: &Self) -> Likeness {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let (Some(first), Some(last)) = (long.words.first(), long.words.last()) else { return Likeness::Different };
        if let [only] = short.words.as_slice() {
            // One word alone must be spelt alike: sounds of single names meet too often.
            let fits = only.spelling == last.spelling || only.spelling == first.spelling;
            return if fits { Likeness::Partial } else { Likeness::Different };
        }
        let ends = [short.words.first(), short.words.last()];
        let both = ends.iter().flatten().all(|word| long.words.iter().any(|other| word.is_like(*other)));
        if both { Likeness::Same } else { Likeness::Different }
    }

    /// The word under which the name is looked up: a surname, the first word of a body, an identifier.
    #[must_use]
    pub fn key(&self) -> u32 {
        if self.identifier != 0 {
            return self.identifier;
        }
        let word = if self.kind == Kind::Person { self.words.last() } else { self.words.first() };
        word.map_or(0, |word| if word.sound != 0 { word.sound } else { word.spelling })
    }
}

/// Whether words only describe whom they speak of, with nouns among them: *Swiss glaciologists*, *the army's spokesman*; or
/// are one noun that begins a sentence: *Detectives*.
#[must_use]
pub(super) fn is_description(text: &str) -> bool {
    if known::is_source_noun(text) {
        return true;
    }
    text.split(|ch: char| !ch.is_alphanumeric()).any(|word| {
        let is_lower = word.chars().count() >= SHORTEST_NOUN && word.chars().all(char::is_lowercase);
        is_lower && !TITLES.contains(&word) && (is_usual(&stem(word)) || word.len() >= LONG_NOUN)
    })
}

/// The consonants of a word by class, so that transliterations of one name agree; `None` where they are too few.
fn sound(folded: &str) -> Option<String> {
    let mut out = String::new();
    let chars: Vec<char> = folded.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied();
        let (class, width) = match (chars[at], next) {
            ('p', Some('h')) => ('f', 2),
            ('k' | 'g' | 'd' | 't', Some('h')) => (class_of(chars[at]), 2),
            ('c' | 's', Some('h')) | ('z', Some('h')) => ('s', 2),
            (ch, _) => (class_of(ch), 1),
        };
        at += width;
        if class != ' ' && !out.ends_with(class) {
            out.push(class);
        }
    }
    (out.chars().count() > SHORTEST_SOUND - 1).then_some(out)
}

/// The class of a letter; a blank for vowels and half vowels.
fn class_of(letter: char) -> char {
    match letter {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h' | '\'' => ' ',
        'g' | 'k' | 'q' | 'c' => 'k',
        'b' | 'p' => 'p',
        'd' | 't' => 't',
        'z' | 's' | 'j' => 's',
        'v' | 'f' => 'f',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(kind: Kind, one: &str, other: &str) -> Likeness {
        Name::spelt(one, kind).unwrap().likeness(&Name::spelt(other, kind).unwrap())
    }

    #[test]
    fn a_part_of_a_name_stands_for_it_where_it_tells_enough() {
        for (part, whole) in [("Harvard", "Harvard University"), ("War Memorial", "Canadian War Memorial")] {
            assert_eq!(likeness(Kind::Place, part, whole), Likeness::Partial);
        }
        assert_eq!(likeness(Kind::Body, "University", "Harvard University"), Likeness::Different);
        assert_eq!(likeness(Kind::Body, "Defence Ministry", "Russian Defence Ministry"), Likeness::Different);
    }

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (one, other) in [
            ("Lee Seong-kweun", "Lee Seong-gweun"),
            ("Choe Son Hui", "Choe Son-hui"),
            ("Muammar Gaddafi", "Muammar Qaddafi"),
            ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
            ("President Emmanuel Macron", "Emmanuel Macron"),
        ] {
            assert_eq!(likeness(Kind::Person, one, other), Likeness::Same, "{one} / {other}");
        }
        assert_eq!(likeness(Kind::Place, "Kyiv", "Kiev"), Likeness::Same);
    }

    #[test]
    fn a_shared_surname_is_not_enough() {
        assert_eq!(likeness(Kind::Person, "Lee Seong-kweun", "Lee Jae-myung"), Likeness::Different);
        assert_eq!(likeness(Kind::Person, "John Kerry", "Teresa Kerry"), Likeness::Different);
        assert_eq!(likeness(Kind::Person, "Kerry", "John Kerry"), Likeness::Partial);
    }

    #[test]
    fn acronyms_and_short_names_are_partial() {
        assert_eq!(likeness(Kind::Body, "NIS", "National Intelligence Service"), Likeness::Partial);
        assert_eq!(likeness(Kind::Body, "Harvard", "Harvard University"), Likeness::Partial);
        assert_eq!(likeness(Kind::Body, "University", "Harvard University"), Likeness::Different);
        assert_eq!(likeness(Kind::Body, "Ministry of Defence", "Ministry of Health"), Likeness::Different);
    }

    #[test]
    fn what_has_no_capital_is_no_name() {
        for text in ["officials", "the company", "The", "the President"] {
            assert!(Name::spelt(text, Kind::Body).is_none(), "{text}");
        }
    }

    #[test]
    fn descriptions_are_no_names_but_may_hold_one() {
        for text in ["Swiss glaciologists", "A NATO spokesman", "a family of five from Leeds", "Detectives", "Gunman"] {
            assert!(is_description(text), "{text}");
        }
        for text in ["Bank of England", "Ursula von der Leyen", "al-Shabab", "Red Cross"] {
            assert!(!is_description(text), "{text}");
        }
        let swiss = Name::within_description("Swiss glaciologists").unwrap();
        assert_eq!((swiss.kind, swiss.identifier), (Kind::Country, hash("iso3166:CHE")));
        assert_eq!(Name::within_description("a NATO spokesman").unwrap().kind, Kind::Body);
        assert!(Name::within_description("A family from Leeds").is_none());
    }

    #[test]
    fn names_of_one_body_are_the_same() {
        let body = |name: &str| {
            let entity = Entity { name: name.to_owned(), kind: EntityKind::Place, ..entity() };
            Name::of(&entity).unwrap()
        };
        assert_eq!(body("ISIL").likeness(&body("Islamic State")), Likeness::Same);
        assert_eq!(body("ISIL").likeness(&body("Hezbollah")), Likeness::Different);
    }

    fn entity() -> Entity {
        Entity {
            id: "e1".to_owned(),
            name: String::new(),
            kind: EntityKind::Organization,
            mentions: Vec::new(),
            role: None,
            country: None,
            sector: None,
            identifier: None,
        }
    }
}
