//! The PLOVER sector of an entity: what part of society it acts for.
//!
//! In: the referents with what the article calls them. Out: a code (*GOV*, *MIL*, *JRN* …), or none where nothing tells.
//! A known name decides; then the words that describe it, the longest phrase first; a spokesperson's or official's is that
//! of whom they speak for. Countries are their governments. Who *was* in office belongs to the elite (PLOVER manual 0.8).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::known;
use super::page::Page;
use super::referent::{Descriptor, Referent};
use crate::reading::EntityKind;

static TABLE: &str = include_str!("../../data/sectors.tsv");

static WORDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// Heads that say nothing by themselves: what stands before them, or whose they are, does.
const TRANSPARENT: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "chief",
    "head",
    "director",
    "member",
    "leader",
    "boss",
    "source",
    "officer",
    "aide",
    "adviser",
    "advisor",
    "employee",
    "secretary-general",
    "director-general",
    "deputy",
    "founder",
    "commissioner",
    "chairman",
    "chairwoman",
    "chair",
    "president",
    "vice",
    "representative",
    "staff",
];

/// Longest phrase of the table, in words.
const LONGEST: usize = 4;

/// Deepest chain of owners that is followed: a spokesman of an aide of the minister.
const DEPTH: usize = 3;

/// The sector of a referent.
pub(super) fn sector(page: &Page, referents: &[Referent], at: usize) -> Option<&'static str> {
    within(page, referents, at, 0)
}

fn within(page: &Page, referents: &[Referent], at: usize, depth: usize) -> Option<&'static str> {
    let referent = &referents[at];
    if depth > DEPTH {
        return None;
    }
    if !referent.members.is_empty() {
        let mut sectors = referent.members.iter().map(|&member| within(page, referents, member, depth + 1));
        let first = sectors.next()?;
        return first.filter(|_| sectors.all(|other| other == first));
    }
    if referent.kind == EntityKind::Country {
        return Some("GOV");
    }
    if referent.named && referent.kind != EntityKind::Person {
        let names = referent.mentions.iter().chain([&referent.name]);
        if let Some(body) = names.map(|words| page.slice(*words)).find_map(known::body) {
            return Some(body.sector);
        }
    }
    if referent.kind == EntityKind::Place {
        return None;
    }
    if referent.named && matches!(referent.kind, EntityKind::Organization | EntityKind::Other) {
        let words: Vec<String> = referent.name.range().map(|word| page.lower(word).to_owned()).collect();
        if let Some(found) = of_name(&words) {
            return Some(found);
        }
    }
    let described = |d: &Descriptor| of_descriptor(page, referents, d, depth);
    referent.descriptors.iter().find_map(described).or_else(|| {
        let words: Vec<String> = referent.name.range().map(|word| page.lemma(word)).collect();
        (!referent.named).then(|| of_phrase(&words)).flatten()
    })
}

/// "foreign ministry spokesman", "former senator", "the ministry's chief".
fn of_descriptor(page: &Page, referents: &[Referent], found: &Descriptor, depth: usize) -> Option<&'static str> {
    let mut words = found.modifiers.clone();
    words.push(found.head.clone());
    let transparent = TRANSPARENT.contains(&found.head.as_str());
    let said = of_phrase(&words);
    let single = words.len() == 1 || said == of_phrase(&words[words.len() - 1..]);
    // "president" of a company is of the company's sector, of a country the head of its government.
    let owner = found.owner.filter(|_| transparent && single).and_then(|o| within(page, referents, o, depth + 1));
    let sector = owner.or(said)?;
    let former = found.modifiers.iter().any(|m| matches!(m.as_str(), "former" | "ex" | "late" | "retired"));
    Some(if former && crate::known::is_of_state(sector) { "ELI" } else { sector })
}

/// The longest phrase of the table at the end of the words; where the last of them says nothing, of those before it first.
fn of_phrase(words: &[String]) -> Option<&'static str> {
    let ending = |words: &[String]| {
        let lengths = (1..=LONGEST.min(words.len())).rev();
        lengths
            .map(|n| (n, words[words.len() - n..].join(" ")))
            .find_map(|(n, phrase)| Some((n, *WORDS.get(phrase.as_str())?)))
    };
    let last = ending(words);
    let (head, before) = words.split_last()?;
    if last.is_some_and(|(length, _)| length > 1) {
        return last.map(|(_, sector)| sector);
    }
    let inside = TRANSPARENT
        .contains(&head.as_str())
        .then(|| (1..=before.len()).rev().find_map(|end| ending(&before[..end])))
        .flatten();
    inside.or(last).map(|(_, sector)| sector)
}

/// A name: "Ministry of Defence" by what stands before *of*, "Seoul Central Court" by its end, else by any of its words.
fn of_name(words: &[String]) -> Option<&'static str> {
    let small = words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "on")).unwrap_or(words.len());
    of_phrase(&words[..small])
        .or_else(|| of_phrase(words))
        .or_else(|| words.iter().find_map(|word| WORDS.get(word.as_str()).copied()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_names;
    use super::*;

    fn of(text: &str, name: &str) -> Option<&'static str> {
        with_names(text, |page, _, referents| {
            let at = referents.iter().position(|r| page.slice(r.name) == name).unwrap();
            sector(page, referents, at)
        })
    }

    fn words(phrase: &str) -> Vec<String> {
        phrase.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn every_row_is_a_plover_sector() {
        const CODES: &str = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP \
            PRE REL SOC IGO UNO EUR NGO ISM IMG MNC";
        assert!(WORDS.values().all(|code| CODES.split(' ').any(|known| known == *code)));
    }

    #[test]
    fn phrases_by_their_longest_end() {
        assert_eq!(of_phrase(&words("opposition leader")), Some("OPP"));
        assert_eq!(of_phrase(&words("foreign ministry spokesman")), Some("GOV"));
        assert_eq!(of_phrase(&words("police spokeswoman")), Some("COP"));
        assert_eq!(of_phrase(&words("spokeswoman")), None);
        assert_eq!(of_name(&words("ministry of defence")), Some("GOV"));
        assert_eq!(of_name(&words("harbour board")), None);
    }

    #[test]
    fn people_by_their_role() {
        assert_eq!(of("The lawmaker Lee Seong-kweun said that it rained.", "Lee Seong-kweun"), Some("LEG"));
        assert_eq!(of("Sabrina Singh, a Pentagon spokesperson, said that it rained.", "Sabrina Singh"), Some("MIL"));
        assert_eq!(of("Former senator Peter Jensen said that it rained.", "Peter Jensen"), Some("ELI"));
        assert_eq!(of("Peter Jensen said that it rained.", "Peter Jensen"), None);
    }

    #[test]
    fn countries_are_governments_and_cities_are_not() {
        assert_eq!(of("Russia said that it rained.", "Russia"), Some("GOV"));
        assert_eq!(of("They met in Geneva.", "Geneva"), None);
    }
}
