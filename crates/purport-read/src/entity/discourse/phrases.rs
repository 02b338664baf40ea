//! Descriptions in the walk: what "the agency", "his campaign", "the two ministers" refer to, and who is new.

use purport_parse::Upos;
use purport_text::Span;

use super::Discourse;
use crate::entity::lexicon::NounClass;
use crate::entity::phrase::{Opening, Phrase};
use crate::entity::referent::{Number, Referent};
use crate::entity::{description, group, kind, role};
use crate::reading::EntityKind;

/// How many sentences ahead a description may find the name that explains it.
const AHEAD: usize = 3;

/// Most referents called by one noun that a description compares, the latest.
const CALLED: usize = 24;

impl Discourse<'_, '_> {
    /// Resolve a description: to what it picks out, else to somebody new.
    pub(super) fn phrase(&mut self, mut found: Phrase, words: Span) -> usize {
        if let Some(&known) = self.resolved.get(&found.head) {
            return known;
        }
        if let Opening::Possessive(pronoun) = found.opening {
            found.descriptor.owner = self.pronoun(pronoun, None).or(found.descriptor.owner);
        }
        let known = self.known(&found);
        let referent = known.unwrap_or_else(|| self.new_referent(&found, words));
        self.call(referent, &found);
        self.resolved.insert(found.head, referent);
        self.timeline.add(self.page, found.head, found.core, referent);
        // Who has no name is mentioned by descriptions only.
        if !self.referents[referent].named && self.referents[referent].members.is_empty() {
            self.referents[referent].mentions.push(found.core);
        }
        referent
    }

    fn known(&mut self, found: &Phrase) -> Option<usize> {
        let head = found.descriptor.head.as_str();
        if let Opening::Counted(count) = found.opening {
            let head = if matches!(head, "two" | "both") { "" } else { head };
            let members = self.of_office(found, count).or_else(|| {
                group::members(self.page, &self.timeline, &self.referents, found.core.start, head, count)
            })?;
            return Some(self.group(members));
        }
        // "the Russian government" is Russia.
        if head == "government"
            && found.descriptor.modifiers.is_empty()
            && let Some(country) = found.descriptor.country
        {
            return self.countries.get(country).copied();
        }
        let plural = found.number == Number::Plural;
        match found.opening {
            Opening::Indefinite => return self.introduced(found),
            Opening::Bare | Opening::Possessive(_) if plural || found.opening != Opening::Bare => {
                let same = |&&at: &&usize| {
                    self.referents[at].number == found.number
                        && self.timeline.count(at) > 0
                        && self.referents[at].descriptors.contains(&found.descriptor)
                };
                let known = self.called.get(head).and_then(|list| list.iter().rev().take(CALLED).find(same).copied());
                // "her campaign" may be the one that is named after her.
                let organization = found.class == Some(NounClass::Organization) && found.descriptor.owner.is_some();
                if known.is_some() || plural || !organization {
                    return known;
                }
            }
            _ => {}
        }
        let here = self.page.sentence(found.head);
        let near = |&at: &usize| {
            self.timeline.count(at) > 0
                || self.referents[at].mentions.first().is_some_and(|first| {
                    let there = self.page.sentence(first.start);
                    there >= here && there - here <= AHEAD
                })
        };
        let called: Vec<usize> =
            self.called.get(head).into_iter().flatten().rev().copied().filter(near).take(CALLED).collect();
        description::antecedent(self.page, &self.timeline, &self.referents, found, &called)
    }

    /// "the two foreign ministers" when exactly two are named so before or soon after.
    fn of_office(&self, found: &Phrase, count: usize) -> Option<Vec<usize>> {
        let here = self.page.sentence(found.head);
        let near = |&&at: &&usize| {
            let first = self.referents[at].mentions.first();
            self.referents[at].named && first.is_some_and(|first| self.page.sentence(first.start) <= here + 2 * AHEAD)
        };
        let called: Vec<usize> =
            self.called.get(&found.descriptor.head)?.iter().filter(near).take(count + 1).copied().collect();
        (called.len() == count).then_some(called)
    }

    /// "A High Court judge has found … Judge Orla Hanratty said": the one who is named soon after a first description.
    fn introduced(&self, found: &Phrase) -> Option<usize> {
        if found.number == Number::Plural || !matches!(found.class, Some(NounClass::Person | NounClass::Organization)) {
            return None;
        }
        let here = self.page.sentence(found.head);
        let fits = |&&at: &&usize| {
            let referent = &self.referents[at];
            let soon = referent.mentions.first().is_some_and(|first| {
                let there = self.page.sentence(first.start);
                there >= here && there - here <= AHEAD
            });
            let country = found.descriptor.country.is_none()
                || referent.country.is_none()
                || found.descriptor.country == referent.country;
            referent.named && self.timeline.count(at) == 0 && soon && country && found.descriptor.owner.is_none()
        };
        let mut fitting = self.called.get(&found.descriptor.head)?.iter().filter(fits);
        // Of two judges it might be either.
        fitting.next().filter(|_| fitting.next().is_none()).copied()
    }

    fn new_referent(&mut self, found: &Phrase, words: Span) -> usize {
        let plural = found.number == Number::Plural;
        let kind = match found.class {
            Some(NounClass::Organization) => EntityKind::Organization,
            Some(NounClass::Government) if found.descriptor.head == "government" => EntityKind::Organization,
            Some(NounClass::Government) => EntityKind::Place,
            Some(NounClass::Document) => EntityKind::Other,
            Some(NounClass::Group) => EntityKind::Group,
            Some(NounClass::Person) | None if plural => EntityKind::Group,
            Some(NounClass::Person) | None => EntityKind::Person,
        };
        let owner_country = found.descriptor.owner.and_then(|owner| self.referents[owner].country);
        let definite = matches!(found.opening, Opening::Definite | Opening::Possessive(_));
        // "The Bugle": a name that the tagger missed.
        let first = self.page.parse.sentences[self.page.sentence(found.head)].start == found.head;
        let proper = self.page.upos(found.head) == Upos::Propn && self.page.capital(found.head);
        let named = proper && !first && found.class.is_none() && !plural;
        let kind = if named { EntityKind::Organization } else { kind };
        let bare = found.opening == Opening::Bare;
        self.referents.push(Referent {
            named,
            number: found.number,
            gender: role::gender(&found.descriptor.head),
            country: found.descriptor.country.or(owner_country),
            institution: kind::is_institution(&found.descriptor.head, found.class, found.number, definite, bare),
            ..Referent::new(kind, words)
        });
        self.referents.len() - 1
    }

    /// Remember that a referent was called so.
    fn call(&mut self, referent: usize, found: &Phrase) {
        if self.referents[referent].kind == EntityKind::Country || !self.referents[referent].members.is_empty() {
            return;
        }
        let list = self.called.entry(found.descriptor.head.clone()).or_default();
        if !list.contains(&referent) {
            list.push(referent);
        }
        let known = &mut self.referents[referent];
        known.describe(found.descriptor.clone());
        // "Clinton's campaign" is a better name than "her campaign".
        let possessive =
            matches!(self.page.lower(known.name.start), "his" | "her" | "its" | "their" | "my" | "our" | "your");
        if !known.named
            && known.members.is_empty()
            && possessive
            && found.possessed
            && !matches!(found.opening, Opening::Possessive(_))
        {
            known.name = found.core;
        }
    }
}
