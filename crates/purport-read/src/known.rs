//! What words mean whatever the text says: countries, well-known organisations, nouns for people.
//!
//! In: words. Out: look-ups in the tables with which entities are found, for those who compare entities of several texts.

use crate::entity::{self, lexicon};

/// The ISO 3166-1 alpha-3 code of a country, by its name, adjective, people, capital or seat of government.
///
/// ```
/// assert_eq!(purport_read::known::country("Swiss"), Some("CHE"));
/// assert_eq!(purport_read::known::country("the Kremlin"), Some("RUS"));
/// assert_eq!(purport_read::known::country("parliament"), None);
/// ```
#[must_use]
pub fn country(words: &str) -> Option<&'static str> {
    lexicon::country(words).filter(|word| word.sense != lexicon::CountrySense::Part).map(|word| word.code)
}

/// The name by which an organisation of several names is best known.
///
/// ```
/// assert_eq!(purport_read::known::organization("ISIL"), Some("Islamic State"));
/// assert_eq!(purport_read::known::organization("Acme Corp."), None);
/// ```
#[must_use]
pub fn organization(name: &str) -> Option<&'static str> {
    entity::known_name(name)
}

/// Whether a word is a noun for people, in any case: *teacher*, *Gunman*.
///
/// ```
/// assert!(purport_read::known::is_person_noun("Gunman"));
/// assert!(!purport_read::known::is_person_noun("Angela"));
/// ```
#[must_use]
pub fn is_person_noun(word: &str) -> bool {
    lexicon::is_person(word)
}
