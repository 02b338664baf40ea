//! When two names may be one organisation's.
//!
//! In: names as written. Out: whether one is the other's acronym or short form.

use super::lexicon;

/// Words that acronyms pass over.
const SMALL: &[&str] =
    &["of", "the", "for", "and", "in", "on", "at", "to", "de", "la", "du", "des", "del", "y", "&", "against"];

/// Legal forms that a short form leaves out.
const FORMS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "ltd",
    "plc",
    "llc",
    "co",
    "company",
    "group",
    "holdings",
    "ag",
    "asa",
    "sa",
    "gmbh",
    "nv",
    "ab",
    "oy",
    "spa",
    "llp",
    "limited",
];

/// The name as names are compared: lower case, one space between words, no article, no legal form, no final stop.
pub(super) fn plain(name: &str) -> String {
    let key = lexicon::key(name);
    let mut words: Vec<&str> = key.split_whitespace().map(|word| word.trim_end_matches([',', '.'])).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| matches!(*last, "inc" | "corp" | "ltd" | "plc" | "llc" | "co" | "asa" | "ag"))
    {
        words.pop();
    }
    words.join(" ")
}

/// Whether a name looks like an acronym: *NIS*, *U.N.*, *BMKG*.
pub(super) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=7).contains(&letters)
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '&'))
        && name.chars().filter(|c| c.is_uppercase()).count() * 4 >= letters * 3
}

/// The acronyms that a name of several words may have, in lower case: `nis` of *National Intelligence Service*, `doe` of
/// *Department of Energy*, `kcna` of *Korean Central News Agency*; with and without the small words, and without a final
/// plural.
pub(super) fn acronyms(name: &str) -> Vec<String> {
    let key = lexicon::key(name);
    let words: Vec<&str> = key.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect();
    if words.len() < 2 || is_acronym(name) {
        return Vec::new();
    }
    let initials = |all: bool| -> String {
        words.iter().filter(|word| all || !SMALL.contains(word)).filter_map(|word| word.chars().next()).collect()
    };
    let mut found = vec![initials(false), initials(true)];
    found.dedup();
    // "VA" is the Department of Veterans Affairs.
    if let ["department" | "ministry" | "office", "of", field @ ..] = &words[..] {
        found.push(field.iter().filter(|word| !SMALL.contains(word)).filter_map(|word| word.chars().next()).collect());
    }
    found.retain(|letters| letters.chars().count() > 1);
    found
}

/// The letters of an acronym as [`acronyms`] gives them; `None` when the name does not look like one.
pub(super) fn letters(name: &str) -> Option<String> {
    is_acronym(name).then(|| name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect())
}

/// Whether a shorter name begins or ends a longer one as a short form does: *Kessel* of *Kessel Brands*, *Norilsk* of
/// *Norilsk Nickel*, *Bureau of Investigation* of *Federal Bureau of Investigation*.
///
/// The rest must not be a country or a person's given name, and a common noun alone (*Bank*) is no short form: "the
/// Bank" is read as a description.
pub(super) fn shortens(short: &str, long: &str) -> bool {
    let (short, long) = (plain(short), plain(long));
    let (short, long): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), long.split(' ').collect());
    if short.len() >= long.len() || short[0].chars().count() < 3 {
        return false;
    }
    if short.len() == 1
        && (lexicon::noun(short[0]).is_some() || lexicon::country(short[0]).is_some() || FORMS.contains(&short[0]))
    {
        return false;
    }
    let adjective = matches!(
        short[0],
        "national"
            | "federal"
            | "new"
            | "american"
            | "united"
            | "international"
            | "royal"
            | "central"
            | "democratic"
            | "republican"
    );
    let begins = long.starts_with(&short) && !(short.len() == 1 && adjective);
    let ends = short.len() > 1 && long.ends_with(&short);
    begins || ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_initials() {
        let made =
            |acronym: &str, name: &str| letters(acronym).is_some_and(|letters| acronyms(name).contains(&letters));
        assert!(made("NIS", "National Intelligence Service"));
        assert!(made("D.O.E.", "Department of Energy"));
        assert!(made("KCNA", "Korean Central News Agency"));
        assert!(made("IFRS", "International Federation of Relief Societies"));
        assert!(!made("NIS", "National Security Service"));
        assert!(!made("Nis", "National Intelligence Service"));
    }

    #[test]
    fn short_forms() {
        assert!(shortens("Kessel", "Kessel Brands"));
        assert!(shortens("Bureau of Investigation", "Federal Bureau of Investigation"));
        assert!(!shortens("National", "National Intelligence Service"));
        assert!(!shortens("Bank", "Bank of Canada"));
        assert!(!shortens("Canada", "Canada Post"));
    }

    #[test]
    fn legal_forms_and_articles_do_not_count() {
        assert_eq!(plain("The Rentwise Inc."), plain("Rentwise"));
    }
}
