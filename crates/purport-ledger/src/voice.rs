//! Who says a claim in the end.
//!
//! In: a claim of a reading. Out: its [`Voice`]: the deepest speaker who can be identified, going outwards through the chain
//! that the claim is nested in; else its outlet. An unnamed speaker for a named body ("a spokesman for the ministry") is that
//! body.

use purport_read::known::is_of_state;
use purport_read::{Act, Claim, Entity, EntityKind, Reading, Source, SourceKind};

use crate::statement::{Kind, Name};
use crate::store::Voice;

/// Words by which a source takes back what it said.
const WITHDRAWING: [&str; 9] =
    ["retract", "withdraw", "take back", "recant", "apologise", "apologize", "correct", "disavow", "walk back"];

/// Deepest chain that is followed; a guard against readings whose claims hold each other.
const DEEPEST: usize = 8;

/// The voice of a claim.
#[must_use]
pub fn voice(reading: &Reading, claim: &Claim) -> Voice {
    let outlet = outlet(reading);
    let withdraws = claim.cue.as_ref().is_some_and(|cue| WITHDRAWING.contains(&cue.lemma.as_str()));
    let denies = claim.cue.as_ref().is_some_and(|cue| cue.act == Act::Deny);
    let mut at = Some(claim);
    for _ in 0..DEEPEST {
        let Some(current) = at else { break };
        if current.source.kind == Some(SourceKind::Author) {
            break;
        }
        if let Some((label, name, body, official)) = speaker(reading, &current.source) {
            return Voice {
                label,
                kind: current.source.kind,
                name: Some(name),
                body,
                outlet,
                official,
                withdraws,
                denies,
            };
        }
        at = current.within.as_deref().and_then(|id| reading.claims.iter().find(|claim| claim.id == id));
    }
    let label = match claim.source.kind {
        Some(SourceKind::Author) => return Voice { withdraws, denies, ..voice_of_article(reading) },
        Some(SourceKind::Document) => format!("document ({})", place(reading)),
        _ => format!("unnamed ({})", place(reading)),
    };
    Voice { label, kind: claim.source.kind, name: None, body: None, outlet, official: false, withdraws, denies }
}

/// The voice of an article itself.
#[must_use]
pub fn voice_of_article(reading: &Reading) -> Voice {
    let name = outlet(reading);
    Voice {
        label: place(reading),
        kind: Some(SourceKind::Author),
        outlet: name.clone(),
        name,
        body: None,
        official: false,
        withdraws: false,
        denies: false,
    }
}

fn outlet(reading: &Reading) -> Option<Name> {
    reading.article.publisher.as_deref().and_then(|text| Name::spelt(text, Kind::Body))
}

/// Who printed it, as a name.
fn place(reading: &Reading) -> String {
    reading.article.publisher.clone().unwrap_or_else(|| reading.article.id.clone())
}

type Speaker = (String, Name, Option<Name>, bool);

fn speaker(reading: &Reading, source: &Source) -> Option<Speaker> {
    let entity = source.entity.as_deref().and_then(|id| reading.entities.iter().find(|entity| entity.id == id));
    let inside = body_inside(reading, source, entity);
    let official = |entity: &Entity| entity.sector.as_deref().is_some_and(is_of_state);
    if source.kind == Some(SourceKind::Named)
        && let Some(entity) = entity
        && let Some(name) = Name::of(entity)
    {
        let body = inside.and_then(Name::of);
        return Some((entity.name.clone(), name, body, official(entity)));
    }
    // Who is not named may still speak for somebody who is.
    let body = inside?;
    Some((body.name.clone(), Name::of(body)?, None, official(body)))
}

/// A named organisation that stands inside the words for the source: "a spokesman for the Defence Ministry".
fn body_inside<'a>(reading: &'a Reading, source: &Source, speaker: Option<&Entity>) -> Option<&'a Entity> {
    let span = source.span?;
    reading.entities.iter().find(|entity| {
        entity.kind == EntityKind::Organization
            && speaker.is_none_or(|speaker| speaker.id != entity.id)
            && entity.mentions.iter().any(|mention| span.contains(*mention) && *mention != span)
    })
}
