//! The lexicons that entities are found with: countries, nouns, given names, titles.
//!
//! In: the tables in `data/`, embedded. Out: look-ups by lower-case words. Every table is read once, at first use; a line
//! with too few columns is left out, and a test counts that none is.

use std::collections::HashMap;
use std::sync::LazyLock;

static COUNTRIES: &str = include_str!("../../data/countries.tsv");
static NOUNS: &str = include_str!("../../data/nouns.tsv");
static GIVEN_NAMES: &str = include_str!("../../data/given_names.tsv");
static TITLES: &str = include_str!("../../data/titles.tsv");

/// Grammatical gender of a person, as far as English pronouns show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// *she*.
    Feminine,
    /// *he*.
    Masculine,
}

impl Gender {
    fn of(letter: &str) -> Option<Self> {
        match letter {
            "f" => Some(Self::Feminine),
            "m" => Some(Self::Masculine),
            _ => None,
        }
    }
}

/// How a word stands for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountrySense {
    /// *Russia*.
    Name,
    /// *Scotland*: a part of one, a place of its own.
    Part,
    /// *Russian*.
    Adjective,
    /// *Russians*.
    People,
    /// *Moscow*: the city, or the government that sits there.
    Capital,
    /// *the Kremlin*: an institution of that country.
    Seat,
}

/// A word that stands for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountryWord {
    /// ISO 3166-1 alpha-3.
    pub code: &'static str,
    /// How it does.
    pub sense: CountrySense,
}

/// What a common noun denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NounClass {
    /// *minister*, *resident*.
    Person,
    /// *agency*, *company*.
    Organization,
    /// *country*, *city*: places that act.
    Government,
    /// *troops*, *people*: sets without a plural ending of their own.
    Group,
    /// *report*, *statement*.
    Document,
}

/// A title before a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// What it tells of the person's gender.
    pub gender: Option<Gender>,
    /// The office written out ("general" for *Gen.*); `None` for a form of address such as *Mr*.
    pub role: Option<&'static str>,
}

struct Noun {
    class: Option<NounClass>,
    sorts: Vec<&'static str>,
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn listed(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|word| !word.is_empty())
}

/// The word as tables are keyed: lower case, straight apostrophes, no accents that transcriptions drop.
pub(crate) fn key(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|ch| match ch {
            '’' | 'ʼ' | '‘' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            _ => ch,
        })
        .collect()
}

static COUNTRY_WORDS: LazyLock<HashMap<String, CountryWord>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    // Names before adjectives before people before capitals: "Singapore" is the country first.
    let order =
        [CountrySense::Name, CountrySense::Adjective, CountrySense::People, CountrySense::Seat, CountrySense::Capital];
    for sense in order {
        for row in rows(COUNTRIES) {
            let [code, name, others, adjectives, people, capitals, seats, kind] = row[..] else { continue };
            let part = kind == "part";
            let words: Vec<&'static str> = match sense {
                CountrySense::Name | CountrySense::Part => std::iter::once(name).chain(listed(others)).collect(),
                CountrySense::Adjective => listed(adjectives).collect(),
                CountrySense::People => listed(people).collect(),
                CountrySense::Seat => listed(seats).collect(),
                CountrySense::Capital if part => continue,
                CountrySense::Capital => listed(capitals).collect(),
            };
            let sense = if part && sense == CountrySense::Name { CountrySense::Part } else { sense };
            for word in words {
                found.entry(key(word)).or_insert(CountryWord { code, sense });
            }
        }
    }
    found
});

static NOUN_CLASSES: LazyLock<HashMap<&'static str, Noun>> = LazyLock::new(|| {
    let mut found: HashMap<&'static str, Noun> = HashMap::new();
    for row in rows(NOUNS) {
        let [noun, class, sorts] = row[..] else { continue };
        let class = match class {
            "person" => Some(NounClass::Person),
            "organization" => Some(NounClass::Organization),
            "place-government" => Some(NounClass::Government),
            "group" => Some(NounClass::Group),
            "document" => Some(NounClass::Document),
            // "Corp" stands in names only.
            _ => None,
        };
        // Of two rows the first has the likelier class; what they sort under adds up.
        let known = found.entry(noun).or_insert(Noun { class, sorts: Vec::new() });
        known.sorts.extend(listed(sorts));
    }
    found
});

static GENDERS: LazyLock<HashMap<&'static str, Gender>> =
    LazyLock::new(|| rows(GIVEN_NAMES).filter_map(|row| Some((*row.first()?, Gender::of(row.get(1)?)?))).collect());

static TITLE_WORDS: LazyLock<HashMap<String, Title>> = LazyLock::new(|| {
    rows(TITLES)
        .filter_map(|row| {
            let [title, _, role, gender] = row[..] else { return None };
            let role = Some(role).filter(|role| !role.is_empty());
            Some((key(title).trim_end_matches('.').to_owned(), Title { gender: Gender::of(gender), role }))
        })
        .collect()
});

/// What a name, demonym, capital or seat says of a country: `country("the Kremlin")` is a seat of `RUS`.
pub(crate) fn country(words: &str) -> Option<CountryWord> {
    let key = key(words);
    let plain = key.strip_prefix("the ").unwrap_or(&key);
    // "us" is a pronoun and "it" no country: short names count in capitals only.
    if plain.len() <= 3 && !words.contains('.') && words.chars().any(char::is_lowercase) {
        return None;
    }
    COUNTRY_WORDS.get(plain).copied()
}

/// Codes and names of states and territories, in the order of the table.
pub(crate) fn country_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(COUNTRIES).filter(|row| row.len() == 8 && row[7] != "part").map(|row| (row[0], row[1]))
}

/// What a noun denotes, by its lemma.
pub(super) fn noun(lemma: &str) -> Option<NounClass> {
    let found = |word: &str| NOUN_CLASSES.get(word).and_then(|noun| noun.class);
    found(lemma).or_else(|| found(lemma.rsplit('-').next()?))
}

/// Whether a lemma is a noun for people or bodies.
pub(crate) fn is_source(lemma: &str) -> bool {
    use NounClass::{Government, Group, Organization, Person};
    matches!(noun(lemma), Some(Person | Organization | Government | Group))
}

/// Whether two nouns may denote the same organisation: *agency* and *service* are of one sort.
pub(super) fn same_sort(one: &str, other: &str) -> bool {
    let sorts = |word: &str| NOUN_CLASSES.get(word).map_or(&[][..], |noun| noun.sorts.as_slice());
    one == other || sorts(one).iter().any(|sort| sorts(other).contains(sort))
}

/// The gender that a given name shows.
pub(super) fn gender_of(given: &str) -> Option<Gender> {
    let key = key(given);
    let found = |word: &str| GENDERS.get(word).copied();
    found(&key).or_else(|| found(key.split('-').next()?))
}

/// A title by its words, with or without the final stop.
pub(super) fn title(words: &str) -> Option<&'static Title> {
    TITLE_WORDS.get(key(words).trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert!(rows(COUNTRIES).all(|row| row.len() == 8));
        assert!(rows(NOUNS).all(|row| row.len() == 3));
        assert!(rows(GIVEN_NAMES).all(|row| row.len() == 3 && Gender::of(row[1]).is_some()));
        assert!(rows(TITLES).all(|row| row.len() == 4));
    }

    #[test]
    fn countries_are_known_by_all_their_words() {
        let sense = |word: &str| country(word).map(|c| (c.code, c.sense));
        assert_eq!(sense("South Korea"), Some(("KOR", CountrySense::Name)));
        assert_eq!(sense("North Korean"), Some(("PRK", CountrySense::Adjective)));
        assert_eq!(sense("Moscow"), Some(("RUS", CountrySense::Capital)));
        assert_eq!(sense("the Kremlin"), Some(("RUS", CountrySense::Seat)));
        assert_eq!(sense("US"), Some(("USA", CountrySense::Name)));
        assert_eq!(sense("us"), None);
    }

    #[test]
    fn nouns_titles_and_given_names() {
        assert_eq!(noun("minister"), Some(NounClass::Person));
        assert!(same_sort("agency", "service") && !same_sort("agency", "court"));
        assert_eq!(gender_of("Sabrina"), Some(Gender::Feminine));
        assert_eq!(title("Mrs.").and_then(|t| t.gender), Some(Gender::Feminine));
        assert_eq!(title("Gen.").and_then(|t| t.role), Some("general"));
    }
}
