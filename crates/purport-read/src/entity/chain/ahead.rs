//! Who *his* is before he is named: "In his speech, Nadal thanked his coach".
//!
//! In: a pronoun in a phrase or clause that stands before the subject of the sentence. Out: the name that is this subject.
//! Refused: subjects that are lists or that the pronoun does not agree with.

use super::{Known, Mention, Sort, Type};

/// How far up the tree the sentence's own verb is looked for.
const STEPS: usize = 8;

/// The mention that a pronoun looks ahead to.
pub(super) fn subject<'m>(known: &Known, mentions: &'m [Mention], at: usize) -> Option<&'m Mention> {
    let mention = &mentions[at];
    if mention.kind != Type::Pronoun || !matches!(mention.label, "he" | "she") {
        return None;
    }
    let page = known.page;
    let mut word = mention.head;
    for _ in 0..STEPS {
        let head = page.head(word)?;
        let fronted = matches!(page.relation(word), "obl" | "advcl") && word < head;
        if fronted && let Some(subject) = page.children(head).find(|&child| page.relation(child) == "nsubj") {
            if subject < mention.head || page.children(subject).any(|child| page.relation(child) == "conj") {
                return None;
            }
            let mut after = mentions[at..].iter().take_while(|m| m.sentence == mention.sentence);
            return after.find(|m| m.head == subject && !m.joined).filter(|m| {
                m.kind == Type::Name && m.sort == Sort::Person && m.referent.is_some() && mention.agrees(m)
            });
        }
        word = head;
    }
    None
}
