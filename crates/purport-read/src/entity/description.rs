//! Whom "the agency", "the South Korean intelligence agency", "the candidate" refer to.
//!
//! In: a definite noun phrase and the mentions before it. Out: the referent that fits best, when one fits well enough.
//! What it has been called before counts most, then what its name says, then how recent it is.

use super::lexicon::{self, NounClass};
use super::page::Page;
use super::phrase::{Opening, Phrase};
use super::referent::{Descriptor, Number, Referent};
use super::role;
use super::timeline::Timeline;
use crate::reading::EntityKind;

/// How many sentences back candidates are looked for by recency.
const REACH: usize = 40;

/// It was called by the same noun: "a lawmaker … the lawmaker".
const SAME_HEAD: f64 = 3.0;

/// Its name holds the noun: "Court of Appeal … the court".
const NAME_HAS_HEAD: f64 = 2.6;

/// Its name holds a noun of the same sort: "National Intelligence Service … the agency".
const NAME_HAS_SORT: f64 = 2.0;

/// The noun says no more than what it is: "the company" for any company, "the candidate" for any politician.
const GENERIC: f64 = 2.0;

/// Each modifier that it has been given: "foreign minister … the foreign minister".
const SAME_MODIFIER: f64 = 0.8;

/// Each modifier that it has not: "the defence minister" is not the foreign minister.
const OTHER_MODIFIER: f64 = -0.7;

/// It held another office: "the governor" is not the former governor.
const OTHER_OFFICE: f64 = -2.5;

/// Modifiers that make an office another.
const OFFICE_CHANGES: &[&str] = &["former", "ex", "deputy", "vice", "acting", "assistant", "incoming", "late", "then"];

/// Same owner or country: "the Clinton campaign" after "Clinton's campaign".
const SAME_OWNER: f64 = 1.2;

/// Another owner or country.
const OTHER_OWNER: f64 = -4.0;

/// A country that nothing ties it to.
const NO_OWNER: f64 = -0.6;

/// Each sentence since it was last mentioned.
const DISTANCE: f64 = -0.06;

/// It is the source of the attribution before.
const LAST_SOURCE: f64 = 0.6;

/// Times the logarithm of how often it was mentioned.
const PROMINENCE: f64 = 0.3;

/// Below this nothing fits.
const ENOUGH: f64 = 1.5;

/// Nouns that newspapers vary names with: they say little that the article must have said before.
const VARIATIONS: &[&str] = &[
    "candidate",
    "nominee",
    "businessman",
    "businesswoman",
    "billionaire",
    "mogul",
    "politician",
    "democrat",
    "republican",
    "senator",
    "leader",
    "lawmaker",
    "veteran",
    "star",
    "contender",
    "hopeful",
    "frontrunner",
    "runner",
    "front-runner",
    "tycoon",
    "old",
    "year-old",
    "man",
    "woman",
    "author",
    "statesman",
    "strongman",
    "native",
    "athlete",
    "player",
    "swimmer",
    "boxer",
    "actor",
    "actress",
    "singer",
    "defendant",
    "suspect",
    "teenager",
    "pensioner",
    "striker",
    "champion",
    "magnate",
    "developer",
    "celebrity",
    "conservative",
    "liberal",
    "socialist",
    "firebrand",
];

/// Nouns for one office.
const SAME_OFFICE: &[&[&str]] = &[
    &["judge", "justice", "magistrate"],
    &["spokesman", "spokeswoman", "spokesperson", "spokesmen"],
    &[
        "lawmaker",
        "legislator",
        "senator",
        "representative",
        "congressman",
        "congresswoman",
        "mp",
        "parliamentarian",
        "deputy",
    ],
    &["lawyer", "attorney", "solicitor", "barrister", "counsel"],
    &["chairman", "chairwoman", "chair", "chairperson"],
    &["executive", "ceo", "boss", "chief"],
    &["businessman", "businesswoman", "entrepreneur", "tycoon", "mogul", "magnate", "billionaire"],
    &["officer", "policeman", "policewoman"],
];

/// Whether two nouns may be said of one office holder: *judge* and *justice*.
fn same_office(one: &str, other: &str) -> bool {
    one == other || SAME_OFFICE.iter().any(|group| group.contains(&one) && group.contains(&other))
}

/// The referent that a definite phrase picks out.
pub(super) fn antecedent(
    page: &Page,
    timeline: &Timeline,
    referents: &[Referent],
    phrase: &Phrase,
    called: &[usize],
) -> Option<usize> {
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for occurrence in timeline.before(page, phrase.core.start, REACH) {
        if candidates.iter().all(|(known, _)| *known != occurrence.referent) {
            let distance = page.sentence(phrase.head) - page.sentence(occurrence.word).min(page.sentence(phrase.head));
            candidates.push((occurrence.referent, distance));
        }
    }
    for &referent in called {
        if candidates.iter().all(|(known, _)| *known != referent) {
            // Not mentioned yet: the name follows at once ("The finance minister, Raymond Okimaw,").
            candidates.push((referent, if timeline.count(referent) == 0 { 0 } else { REACH }));
        }
    }
    let mut best: Option<(f64, usize)> = None;
    for (referent, distance) in candidates {
        let Some(fit) = fit(page, referents, &referents[referent], phrase) else { continue };
        let mut score = fit + DISTANCE * distance as f64 + PROMINENCE * f64::from(timeline.count(referent)).ln_1p();
        if timeline.source == Some(referent) {
            score += LAST_SOURCE;
        }
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, referent));
        }
    }
    best.filter(|(score, _)| *score >= ENOUGH).map(|(_, referent)| referent)
}

/// How well a phrase fits a referent by what both say; `None` when it cannot mean it.
fn fit(page: &Page, referents: &[Referent], referent: &Referent, phrase: &Phrase) -> Option<f64> {
    let wanted = &phrase.descriptor;
    if referent.number != phrase.number || !kind_fits(referent, phrase) {
        return None;
    }
    let (of_noun, known) = (role::gender(&wanted.head), referent.gender);
    if of_noun.is_some() && known.is_some() && of_noun != known {
        return None;
    }
    let described = referent.descriptors.iter().filter(|d| same_office(&d.head, &wanted.head)).map(|d| {
        let modifiers: f64 =
            wanted.modifiers.iter().map(|m| if d.modifiers.contains(m) { SAME_MODIFIER } else { OTHER_MODIFIER }).sum();
        let owner = match (wanted.owner, d.owner) {
            (Some(one), Some(other)) if one == other => SAME_OWNER,
            // Countries are compared below: "the South Korean agency" may be Seoul's.
            (Some(_), Some(_)) if wanted.country.is_some() => 0.0,
            (Some(_), Some(_)) => OTHER_OWNER,
            // "Trump's campaign" after "our campaign".
            (Some(_), None) if !referent.named => OTHER_OWNER / 2.0,
            _ => 0.0,
        };
        let changed = d.modifiers.iter().any(|m| OFFICE_CHANGES.contains(&m.as_str()) && !wanted.modifiers.contains(m));
        SAME_HEAD + modifiers + owner + if changed { OTHER_OFFICE } else { 0.0 }
    });
    let described = described.fold(f64::NEG_INFINITY, f64::max);
    let named = if referent.named { by_name(page, referents, referent, phrase) } else { f64::NEG_INFINITY };
    let generic = generic(referent, phrase);
    let best = described.max(named).max(generic);
    let country = match (wanted.country, referent.country) {
        (Some(one), Some(other)) if one == other => SAME_OWNER,
        (Some(_), Some(_)) => OTHER_OWNER,
        // "the Russian leader" is somebody whom the article ties to Russia, if there is one.
        (Some(_), None) if best == generic => NO_OWNER,
        _ => 0.0,
    };
    (best > f64::NEG_INFINITY).then_some(best + country)
}

fn kind_fits(referent: &Referent, phrase: &Phrase) -> bool {
    match phrase.class {
        Some(NounClass::Person) => matches!(referent.kind, EntityKind::Person | EntityKind::Group),
        Some(NounClass::Organization) => matches!(referent.kind, EntityKind::Organization | EntityKind::Other),
        Some(NounClass::Government) => !matches!(referent.kind, EntityKind::Person | EntityKind::Group),
        Some(NounClass::Document) => referent.kind == EntityKind::Other,
        Some(NounClass::Group) => matches!(referent.kind, EntityKind::Group | EntityKind::Organization),
        None => true,
    }
}

/// "the court" after "Court of Appeal", "the South Korean intelligence agency" after "National Intelligence Service".
fn by_name(page: &Page, referents: &[Referent], referent: &Referent, phrase: &Phrase) -> f64 {
    if !matches!(referent.kind, EntityKind::Organization | EntityKind::Other) {
        return f64::NEG_INFINITY;
    }
    let words: Vec<&str> = referent.name.range().map(|word| page.lower(word)).collect();
    let head = phrase.descriptor.head.as_str();
    let noun = if words.contains(&head) {
        NAME_HAS_HEAD
    } else if words.iter().any(|word| lexicon::same_sort(head, word)) {
        NAME_HAS_SORT
    } else {
        return f64::NEG_INFINITY;
    };
    // "Poland's athletics association" is no federation that nothing ties to Poland.
    let owned = phrase.descriptor.owner.is_some() || phrase.descriptor.country.is_some();
    let known = referent.country.is_some() && referent.country == phrase.descriptor.country;
    // "her campaign" is the Clinton campaign.
    let named_after = phrase.descriptor.owner.is_some_and(|owner| {
        referents[owner].name.range().next_back().is_some_and(|last| words.contains(&page.lower(last)))
    });
    let possessive = matches!(phrase.opening, Opening::Possessive(_));
    let tied = match (owned, named_after) {
        (_, false) if possessive => return f64::NEG_INFINITY,
        (_, true) => SAME_OWNER,
        (true, false) if !known => OTHER_OWNER / 2.0,
        _ => 0.0,
    };
    let modifiers = phrase.descriptor.modifiers.iter();
    tied + noun
        + modifiers.map(|m| if words.contains(&m.as_str()) { SAME_MODIFIER } else { OTHER_MODIFIER }).sum::<f64>()
}

/// "the company" for an organisation of no known sort, "the billionaire" for a person, "the country" for a country.
fn generic(referent: &Referent, phrase: &Phrase) -> f64 {
    let head = phrase.descriptor.head.as_str();
    // "the Florida senator" says where from, "Kim's rival" whose.
    let open = phrase.opening == Opening::Definite
        && !(phrase.possessed && phrase.descriptor.owner.is_some())
        && phrase.number == Number::Singular;
    let fits = match referent.kind {
        // "the former Florida governor": what somebody was the article need not have said.
        EntityKind::Person => {
            let former =
                phrase.class == Some(NounClass::Person) && phrase.descriptor.modifiers.iter().any(|m| m == "former");
            (VARIATIONS.contains(&head) || former) && referent.named
        }
        EntityKind::Organization => {
            referent.named
                && matches!(head, "company" | "group" | "organization" | "organisation" | "firm" | "club" | "agency")
        }
        EntityKind::Country => matches!(head, "country" | "nation" | "kingdom" | "republic" | "island"),
        _ => false,
    };
    if !fits || !open {
        return f64::NEG_INFINITY;
    }
    // "the senator" and "the candidate" are not the president.
    let runs = |noun: &str| matches!(noun, "candidate" | "nominee" | "contender" | "hopeful" | "runner" | "leader");
    let office = |noun: &str| !runs(noun) && lexicon::title(noun).is_some_and(|title| title.role.is_some());
    let other = |d: &Descriptor| {
        d.head != head && office(&d.head) && !d.modifiers.iter().any(|m| OFFICE_CHANGES.contains(&m.as_str()))
    };
    let holds = referent
        .descriptors
        .iter()
        .any(|d| other(d) && (runs(head) && head != "leader" && d.head == "president" || office(head)));
    let office = if holds { OTHER_OFFICE / 2.0 } else { 0.0 };
    // Each word that the article has not said makes it less sure.
    office + GENERIC - 0.2 * phrase.descriptor.modifiers.len() as f64
}
