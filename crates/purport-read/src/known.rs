//! What words mean whatever the text says: countries, well-known organisations, nouns for people, numbers.
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

/// Whether a word is a noun for people or bodies, in any case and number: *teacher*, *Detectives*, *police*.
///
/// ```
/// assert!(purport_read::known::is_source_noun("Gunman") && purport_read::known::is_source_noun("Detectives"));
/// assert!(!purport_read::known::is_source_noun("Angela"));
/// ```
#[must_use]
pub fn is_source_noun(word: &str) -> bool {
    let word = lexicon::key(word);
    lexicon::is_source(&word) || word.strip_suffix('s').is_some_and(lexicon::is_source)
}

/// Whether a PLOVER sector acts for a state: its government, forces, police, services, parliament and courts.
///
/// ```
/// assert!(purport_read::known::is_of_state("MIL"));
/// assert!(!purport_read::known::is_of_state("BUS"));
/// ```
#[must_use]
pub fn is_of_state(sector: &str) -> bool {
    matches!(sector, "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD")
}

/// Whether a word is a number written out, or a scale: *nine*, *million*.
///
/// ```
/// assert!(purport_read::known::is_numeral("Nine"));
/// assert!(!purport_read::known::is_numeral("several"));
/// ```
#[must_use]
pub fn is_numeral(word: &str) -> bool {
    let word = lexicon::key(word);
    crate::number::written(&word).is_some() || crate::number::scale(&word).is_some()
}
