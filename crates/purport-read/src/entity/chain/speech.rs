//! Who *I* is in a quotation.

use super::{Known, Mention};
use crate::reading::EntityKind;

/// The speaker of the quotation that a first person singular stands in.
pub(super) fn speaker(known: &Known, mention: &Mention) -> Option<usize> {
    if mention.label != "i" || known.page.quotation(mention.head).is_none() {
        return None;
    }
    let speaker = known.speech[mention.head]?.speaker?;
    let referent = &known.referents[speaker];
    (referent.kind == EntityKind::Person && referent.members.is_empty()).then_some(speaker)
}
