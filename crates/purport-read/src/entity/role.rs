//! What people are, by the words around their names.
//!
//! In: names and referents. Out: roles, countries and descriptors in the referents. Three places tell: before the name
//! ("South Korean lawmaker Lee Seong-kweun", "the captain, Nonhle Dlamini"), after it ("Sabrina Singh, a Pentagon
//! spokesperson,"; "PRIYA SANDHU (reporter)"), and a copula ("Trump is the Republican nominee").

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::lexicon::{self, CountrySense, Gender, NounClass};
use super::name::NameMention;
use super::page::Page;
use super::phrase::{self, NameIndex, Phrase};
use super::referent::{Descriptor, Referent};
use crate::reading::EntityKind;

/// Longest apposition that is read, in words.
const REACH: usize = 14;

/// Give every named referent the roles that the article tells.
pub(super) fn add_roles(page: &Page, names: &NameIndex, referents: &mut [Referent]) {
    for (name, at) in names.iter() {
        let person = referents[at].kind == EntityKind::Person;
        if !person && referents[at].kind != EntityKind::Organization {
            continue;
        }
        if person && !name.title.is_empty() {
            add_title(page, names, name, &mut referents[at]);
        }
        let start = name.title.start.min(name.words.start);
        if !person {
            let country = country_before(names, page, start).or_else(|| country_inside(page, name.words));
            referents[at].country = referents[at].country.or(country);
        }
        let before = before(page, names, start).map(|found| with_realm(page, names, found, name.words.end));
        let found = [before, across_comma(page, names, start), after(page, names, name.words.end)];
        for found in found.into_iter().flatten() {
            // "The company, Rentwise,": what is called so is no person, whatever its name looks like.
            let company =
                found.class == Some(NounClass::Organization) && referents[at].forms.iter().all(|form| form.len() == 1);
            if person && company && found.head + 2 == start {
                referents[at].kind = EntityKind::Organization;
            }
            let person = referents[at].kind == EntityKind::Person;
            add(page, found, at, person, referents);
        }
        if let Some(found) = copula(page, names, name.words.end) {
            let fits = found.class == Some(if person { NounClass::Person } else { NounClass::Organization });
            if fits && found.descriptor.owner != Some(at) {
                referents[at].describe(found.descriptor);
            }
        }
    }
}

/// "South Korea's National Intelligence Service", "Russian Railways": the country that a name follows.
fn country_before(names: &NameIndex, page: &Page, start: usize) -> Option<&'static str> {
    let last = start.checked_sub(1)?;
    let last = if page.clitic(last) { last.checked_sub(1)? } else { last };
    let (name, _) = names.at(last)?;
    let possessive = last + 1 < start;
    name.country.filter(|c| possessive || c.sense == CountrySense::Adjective).map(|c| c.code)
}

/// "Korean Central News Agency", "Bank of Canada": a country at either end of a name.
fn country_inside(page: &Page, words: Span) -> Option<&'static str> {
    let ends = (1..=3).flat_map(|length| {
        [Span::new(words.start, words.start + length), Span::new(words.end.saturating_sub(length), words.end)]
    });
    let inside = ends.filter(|part| part.start >= words.start && part.end <= words.end && part.len() < words.len());
    inside
        .filter_map(|part| lexicon::country(page.slice(part)))
        .find(|c| !matches!(c.sense, CountrySense::Capital))
        .map(|c| c.code)
}

/// "President Vladimir Putin of Russia": the place after the name that the office before it is held in.
fn with_realm(page: &Page, names: &NameIndex, mut found: Phrase, end: usize) -> Phrase {
    if let Some((realm, owner)) = realm_after(page, names, end).filter(|_| found.descriptor.owner.is_none()) {
        found.descriptor.owner = Some(owner);
        found.descriptor.country = found.descriptor.country.or(realm.country.map(|c| c.code));
    }
    found
}

fn realm_after<'n>(page: &Page, names: &'n NameIndex, end: usize) -> Option<(&'n NameMention, usize)> {
    let (realm, owner) = (page.lower(end) == "of").then(|| names.at(end + 1)).flatten()?;
    (realm.class != NameClass::Person).then_some((realm, owner))
}

/// "Sen.", "Prime Minister", with the place it is held in: "Vermont Sen. Bernie Sanders", "President Vladimir Putin of
/// Russia".
fn add_title(page: &Page, names: &NameIndex, name: &NameMention, referent: &mut Referent) {
    let words = name.title;
    let before = words.start.checked_sub(1).and_then(|word| names.at(word));
    let after = realm_after(page, names, name.words.end);
    let realm =
        before.filter(|_| !page.new_line(words.start)).or(after).filter(|(realm, _)| realm.class != NameClass::Person);
    let country = realm.and_then(|(realm, _)| realm.country).map(|c| c.code);
    let written = |words: Span| lexicon::title(page.slice(words)).and_then(|title| title.role);
    let single = || words.range().rev().find_map(|word| written(Span::new(word, word + 1)));
    if let Some(role) = written(words).or_else(single) {
        referent.role.get_or_insert_with(|| role.to_owned());
        let mut parts: Vec<String> = role.split(' ').map(str::to_owned).collect();
        let head = parts.pop().unwrap_or_default();
        let owner = realm.map(|(_, owner)| owner);
        referent.country = referent.country.or(country);
        referent.describe(Descriptor { head, modifiers: parts, country, owner });
    }
}

fn add(page: &Page, mut found: Phrase, at: usize, person: bool, referents: &mut [Referent]) {
    // "Sen." is called a senator further on.
    if let Some(role) = lexicon::title(page.form(found.head)).and_then(|title| title.role) {
        found.descriptor.head = role.rsplit(' ').next().unwrap_or(role).to_owned();
    }
    let wanted = if person { NounClass::Person } else { NounClass::Organization };
    let office = lexicon::title(&found.descriptor.head).is_some_and(|title| title.role.is_some());
    if !(found.class == Some(wanted) || person && office) || found.descriptor.owner == Some(at) {
        return;
    }
    let owner_country = found.descriptor.owner.and_then(|owner| referents[owner].country);
    let role = role(page, &found);
    let referent = &mut referents[at];
    referent.country = referent.country.or(found.descriptor.country).or(owner_country);
    if person {
        referent.gender = referent.gender.or_else(|| gender(&found.descriptor.head));
        if let Some(role) = role {
            referent.role.get_or_insert(role);
        }
    }
    referent.describe(found.descriptor);
}

/// The role as written in lower case: head and its modifiers, without names.
fn role(page: &Page, found: &Phrase) -> Option<String> {
    let mut words = found.descriptor.modifiers.clone();
    words.retain(|word| word.chars().all(|c| c.is_alphabetic() || c == '-') && !word.is_empty());
    words.push(written_out(page.lower(found.head)));
    Some(words.iter().map(|word| written_out(word)).collect::<Vec<_>>().join(" "))
}

/// "Gov." as a role is "governor".
fn written_out(word: &str) -> String {
    lexicon::title(word).and_then(|title| title.role).filter(|_| word.ends_with('.')).unwrap_or(word).to_owned()
}

/// The gender that a noun for a person shows: *spokeswoman*, *chairman*, *actress*, *king*.
pub(super) fn gender(noun: &str) -> Option<Gender> {
    const FEMININE: &[&str] = &[
        "actress",
        "mother",
        "wife",
        "daughter",
        "sister",
        "girl",
        "widow",
        "queen",
        "princess",
        "aunt",
        "grandmother",
        "duchess",
        "nun",
        "baroness",
        "lady",
        "waitress",
        "heiress",
        "girlfriend",
        "niece",
    ];
    const MASCULINE: &[&str] = &[
        "father",
        "husband",
        "son",
        "brother",
        "boy",
        "widower",
        "king",
        "prince",
        "uncle",
        "grandfather",
        "duke",
        "monk",
        "imam",
        "lord",
        "waiter",
        "boyfriend",
        "nephew",
        "pope",
        "bishop",
    ];
    if noun.ends_with("woman") || noun.ends_with("women") || FEMININE.contains(&noun) {
        Some(Gender::Feminine)
    } else if (noun.ends_with("man") || noun.ends_with("men")) && noun != "human" && noun != "women"
        || MASCULINE.contains(&noun)
    {
        Some(Gender::Masculine)
    } else {
        None
    }
}

/// "South Korean lawmaker Lee", "former Maryland Gov. Martin O'Malley": the words that touch the name from the left.
fn before(page: &Page, names: &NameIndex, name: usize) -> Option<Phrase> {
    let mut start = name;
    while start > 0 && page.sentence(start - 1) == page.sentence(name) && !page.new_line(start) && name - start < REACH
    {
        let word = start - 1;
        let inside = page.nominal(word) || matches!(page.upos(word), Upos::Adj | Upos::Num) || names.at(word).is_some();
        let mark = page.joins(word) || page.clitic(word) || page.lower(word) == ".";
        let opener = matches!(page.lower(word), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my");
        if opener {
            start = word;
            break;
        }
        if !(inside
            || mark
            || page.lower(word) == "and" && names.at(word + 1).is_none() && page.nominal(word.saturating_sub(1)))
        {
            break;
        }
        start = word;
    }
    if start == name {
        return None;
    }
    phrase::phrase(page, names, Span::new(start, name))
        .filter(|found| found.head + 1 == name || page.lower(found.head + 1) == ".")
}

/// "The captain, Nonhle Dlamini,", "Estonia's Foreign Minister, Liis Rebane": the noun phrase before a comma.
fn across_comma(page: &Page, names: &NameIndex, name: usize) -> Option<Phrase> {
    if page.before(name) != ","
        || name < 3
        || page.relation(name) != "appos" && page.relation(name) != "flat" && !closes_apposition(page, names, name)
    {
        return None;
    }
    let comma = name - 1;
    let sentence = page.sentence(name);
    let first = page.parse.sentences[sentence].start.max(comma.saturating_sub(REACH));
    let start = (first..comma).rev().find(|&word| {
        matches!(page.upos(word), Upos::Punct | Upos::Verb | Upos::Sconj) && !page.joins(word) && !page.clitic(word)
    });
    let start = start.map_or(first, |word| word + 1);
    let found = phrase::phrase(page, names, Span::new(start, comma))?;
    let near = found.head + 1 == comma || page.upos(found.head + 1) == Upos::Adp;
    // "Pope Francis, the president, Hillary Clinton": a list gives no roles.
    let named = (start..found.core.start).any(|word| names.at(word).is_some());
    (near && !named).then_some(found)
}

/// Whether after the name a comma, a verb or the sentence's end follows, as after an apposition.
fn closes_apposition(page: &Page, names: &NameIndex, name: usize) -> bool {
    let end = names.at(name).map_or(name + 1, |(name, _)| name.words.end);
    matches!(page.lower(end), "," | "." | ":" | "(" | "")
        || matches!(page.upos(end), Upos::Verb | Upos::Aux | Upos::Adv)
}

/// "Sabrina Singh, a Pentagon spokesperson", "Castelbarco, 71, chief executive", "SANDHU (reporter)", "Monte Shaw,
/// executive director of the Iowa Renewable Fuels Association".
fn after(page: &Page, names: &NameIndex, end: usize) -> Option<Phrase> {
    if !matches!(page.lower(end), "," | "(" | "–" | "—") {
        return None;
    }
    let mut start = end + 1;
    if page.upos(start) == Upos::Num && page.lower(start + 1) == "," {
        start += 2;
    }
    let sentence = page.sentence(end);
    let stop = (start..page.len().min(start + REACH))
        .find(|&word| page.sentence(word) != sentence || matches!(page.lower(word), ")" | "," | ":"));
    let stop = stop.unwrap_or_else(|| page.len().min(start + REACH));
    // A name first is another member of a list, a verb first is what the person does.
    let list = names.at(start).is_some_and(|(name, _)| {
        name.words.end >= stop
            || name.country.is_none() && !page.nominal(name.words.end) && !page.clitic(name.words.end)
    });
    if list
        || matches!(page.upos(start), Upos::Verb | Upos::Aux | Upos::Pron | Upos::Adp | Upos::Sconj | Upos::Cconj)
            && page.lower(start) != "her"
            && page.lower(start) != "his"
    {
        return None;
    }
    phrase::phrase(page, names, Span::new(start, stop))
}

/// "Trump is the Republican nominee", "Rentwise is a company that …".
fn copula(page: &Page, names: &NameIndex, end: usize) -> Option<Phrase> {
    if !matches!(page.lower(end), "is" | "was" | "became" | "remains")
        || !matches!(page.lower(end + 1), "the" | "a" | "an")
    {
        return None;
    }
    phrase::phrase(page, names, Span::new(end + 1, page.len().min(end + REACH)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_names;

    fn of(text: &str, name: &str) -> (Option<String>, Option<&'static str>) {
        with_names(text, |page, _, referents| {
            let found = referents.iter().find(|r| page.slice(r.name) == name).unwrap();
            (found.role.clone(), found.country)
        })
    }

    #[test]
    fn before_the_name() {
        let text = "According to South Korean lawmaker Lee Seong-kweun, the troops have left.";
        assert_eq!(of(text, "Lee Seong-kweun"), (Some("lawmaker".to_owned()), Some("KOR")));
    }

    #[test]
    fn after_the_name() {
        let text = "Sabrina Singh, a Pentagon spokesperson, said that the troops had left.";
        assert_eq!(of(text, "Sabrina Singh"), (Some("spokesperson".to_owned()), Some("USA")));
    }

    #[test]
    fn across_the_comma() {
        let text = "The captain, Peter Jensen, said that the ship had left.";
        assert_eq!(of(text, "Peter Jensen").0, Some("captain".to_owned()));
    }

    #[test]
    fn a_list_gives_no_roles() {
        let text = "Peter Jensen, Maria Gomez and Angela Merkel met in Geneva.";
        assert_eq!(of(text, "Peter Jensen"), (None, None));
    }
}
