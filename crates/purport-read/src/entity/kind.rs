//! What stands behind a claim: somebody named, somebody unnamed, a document.

use super::lexicon::{self, NounClass};
use super::page::Page;
use super::referent::{Number, Referent};
use crate::reading::{EntityKind, SourceKind};

/// Offices that only one person holds at a time in their realm: "the mayor of Minneapolis" is as good as a name.
const OFFICES: &[&str] = &[
    "president",
    "premier",
    "minister",
    "chancellor",
    "mayor",
    "governor",
    "king",
    "queen",
    "pope",
    "sultan",
    "emir",
    "chairman",
    "chairwoman",
    "chair",
    "director-general",
    "general",
    "commissioner",
    "secretary",
    "speaker",
    "ambassador",
    "prosecutor",
    "archbishop",
    "taoiseach",
    "chief",
    "head",
    "director",
    "executive",
    "ceo",
    "boss",
];

/// Nouns that name a set of organisations' work rather than one of them.
pub(super) fn is_institution(head: &str, class: Option<NounClass>, number: Number, definite: bool, bare: bool) -> bool {
    if number == Number::Plural {
        return head == "police";
    }
    match class {
        Some(NounClass::Organization | NounClass::Government) => definite || bare || head == "court",
        Some(NounClass::Person) => (definite || bare) && OFFICES.contains(&head),
        _ => false,
    }
}

/// The kind of a source that refers to something.
pub(super) fn kind(page: &Page, referents: &[Referent], referent: usize) -> SourceKind {
    let found = &referents[referent];
    if is_document(page, found) {
        return SourceKind::Document;
    }
    let member = |&at: &usize| kind(page, referents, at) == SourceKind::Named;
    if found.named || found.institution || found.members.iter().any(member) {
        SourceKind::Named
    } else {
        SourceKind::Unnamed
    }
}

/// "a poll", "the New York Times poll"; a newspaper itself is none.
fn is_document(page: &Page, referent: &Referent) -> bool {
    if !matches!(referent.kind, EntityKind::Other) || !referent.members.is_empty() {
        return false;
    }
    if !referent.named {
        return referent.descriptors.iter().any(|d| lexicon::noun(&d.head) == Some(NounClass::Document));
    }
    referent.name.range().next_back().is_some_and(|last| lexicon::noun(&page.lemma(last)) == Some(NounClass::Document))
}
