//! A reading to the rows that are derived from it alone.
//!
//! In: a reading, and the reviews of its article that hold. Out: [`Derived`] rows, and statements with their voices. A rejected
//! claim keeps its row, so that the rejection can be seen and undone, and states nothing.

use std::collections::HashMap;

use purport_read::{Claim, Reading, SourceKind};
use purport_text::Span;

use crate::identity::identity;
use crate::review::{Act, Anchor, Review};
use crate::statement::{Statement, told, weigh};
use crate::store::{ClaimRow, Derived, EventRow, STATEMENTS_MAX, Spot, Voice};
use crate::voice::{voice, voice_of_article};

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a key's hexadecimal digits.
#[must_use]
pub fn unhex(digits: &str) -> Option<[u8; 16]> {
    let mut key = [0_u8; 16];
    if digits.len() != 32 || !digits.is_ascii() {
        return None;
    }
    for (byte, at) in key.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
    }
    Some(key)
}

/// The claim at an anchor: the one whose content it is, else the one that shares most of it and at least half.
#[must_use]
pub fn claim_at(reading: &Reading, anchor: &Anchor) -> Option<usize> {
    place(&contents(reading), &anchor.content)
}

/// What each claim of a reading claims.
#[must_use]
pub fn contents(reading: &Reading) -> Vec<Vec<Span>> {
    reading.claims.iter().map(|claim| claim.content.clone()).collect()
}

fn place(contents: &[Vec<Span>], wanted: &[Span]) -> Option<usize> {
    let total: usize = wanted.iter().map(|span| span.len()).sum();
    let shared = |content: &Vec<Span>| -> (usize, usize) {
        let both = content.iter().flat_map(|one| {
            wanted.iter().map(move |other| one.end.min(other.end).saturating_sub(one.start.max(other.start)))
        });
        (both.sum(), content.iter().map(|span| span.len()).sum())
    };
    let exact = contents.iter().position(|content| content == wanted);
    exact.or_else(|| {
        let scored = contents.iter().enumerate().map(|(at, content)| (shared(content), at));
        let alike = scored.filter(|((both, own), _)| 2 * both >= total && 2 * both >= *own && *both > 0);
        alike.max_by_key(|((both, _), at)| (*both, std::cmp::Reverse(*at))).map(|(_, at)| at)
    })
}

/// The reading with what people corrected, and the claims that they rejected.
///
/// A claim whose content was corrected is known by what it claimed before, and by what it claims since.
#[must_use]
pub fn corrected(mut reading: Reading, key: &[u8; 16], reviews: &[&Review]) -> (Reading, Vec<usize>) {
    let key = hex(key);
    let mut rejected = Vec::new();
    let first = contents(&reading);
    let claim_at = |reading: &Reading, anchor: &Anchor| {
        let is_now = |claim: &Claim| claim.content == anchor.content;
        let exact = first.iter().position(|content| *content == anchor.content);
        exact.or_else(|| reading.claims.iter().position(is_now)).or_else(|| place(&first, &anchor.content))
    };
    for review in reviews {
        match &review.act {
            Act::Reject { claim } if claim.article == key => rejected.extend(claim_at(&reading, claim)),
            Act::Correct { claim, to } if claim.article == key => {
                let Some(at) = claim_at(&reading, claim) else { continue };
                let claim = &mut reading.claims[at];
                if let Some(source) = &to.source {
                    let entity = reading.entities.iter().find(|entity| entity.name == *source);
                    claim.source.entity = entity.map(|entity| entity.id.clone());
                    claim.source.text = Some(source.clone());
                    claim.source.span = None;
                    claim.source.kind = Some(SourceKind::Named);
                }
                claim.certainty = to.certainty.or(claim.certainty);
                claim.polarity = to.polarity.or(claim.polarity);
                if let Some(content) = to.content.filter(|span| reading.article.text.get(span.range()).is_some()) {
                    claim.content = vec![content];
                }
            }
            _ => {}
        }
    }
    rejected.sort_unstable();
    rejected.dedup();
    (reading, rejected)
}

/// Rows to filter by.
#[must_use]
pub fn derived(reading: &Reading, rejected: &[usize]) -> Derived {
    let counted = reading.quantities.iter().map(|quantity| quantity.of.clone().or_else(|| quantity.unit.clone()));
    let mut found = Derived { counted: counted.collect(), ..Derived::default() };
    let mut identity_of: HashMap<&str, usize> = HashMap::new();
    for entity in &reading.entities {
        if let Some(identity) = identity(&reading.article, entity) {
            identity_of.insert(&entity.id, found.identities.len());
            found.identities.push(identity);
        }
    }
    let mut spot_of: HashMap<&str, usize> = HashMap::new();
    for place in &reading.places {
        if let (Some(geonames), Some(lat), Some(lon)) = (place.geonames, place.lat, place.lon) {
            let at = found.spots.iter().position(|spot: &Spot| spot.geonames == geonames).unwrap_or_else(|| {
                let (name, country, feature) = (place.name.clone(), place.country.clone(), place.feature.clone());
                found.spots.push(Spot { geonames, name, lat, lon, country, feature });
                found.spots.len() - 1
            });
            spot_of.insert(&place.id, at);
        }
    }
    let most = usize::try_from(STATEMENTS_MAX).unwrap_or(usize::MAX);
    for (at, claim) in reading.claims.iter().take(most).enumerate() {
        let inside = |span: &purport_text::Span| claim.content.iter().any(|part| part.contains(*span));
        let mut of: Vec<usize> = reading
            .entities
            .iter()
            .filter(|entity| entity.mentions.iter().any(inside))
            .filter_map(|entity| identity_of.get(entity.id.as_str()).copied())
            .collect();
        of.dedup();
        let outer = claim.within.as_ref().and_then(|id| reading.claims.iter().find(|outer| outer.id == *id));
        let kinds = reading.events.iter().filter(|event| claim.events.contains(&event.id));
        found.claims.push(ClaimRow {
            name: claim.id.clone(),
            speaker: claim.source.entity.as_deref().and_then(|id| identity_of.get(id).copied()),
            kind: claim.source.kind.map(|kind| kind as u8),
            act: claim.cue.as_ref().map(|cue| cue.act as u8),
            certainty: claim.certainty.map(|certainty| certainty as u8),
            polarity: claim.polarity.map(|polarity| polarity as u8),
            events: kinds.fold(0, |bits, event| bits | 1 << (event.kind as u32)),
            via: outer.and_then(|outer| identity_of.get(outer.source.entity.as_deref()?).copied()),
            confidence: (claim.confidence.clamp(0.0, 1.0) * 100.0).round() as u8,
            rejected: rejected.contains(&at),
            of,
            spots: claim.places.iter().filter_map(|id| spot_of.get(id.as_str()).copied()).collect(),
        });
    }
    for event in reading.events.iter().take(most) {
        let sides = |ids: &[String], acts: bool| -> Vec<(usize, bool)> {
            ids.iter().filter_map(|id| identity_of.get(id.as_str()).map(|at| (*at, acts))).collect()
        };
        let time = event.time.as_deref().and_then(|id| reading.times.iter().find(|time| time.id == id));
        let day = |bound: Option<&String>| bound.and_then(|text| crate::statement::day(text));
        found.events.push(EventRow {
            kind: event.kind as u8,
            days: time.and_then(|time| day(time.begin.as_ref()).zip(day(time.end.as_ref()))),
            certainty: event.certainty.map(|certainty| certainty as u8),
            spot: event.place.as_deref().and_then(|id| spot_of.get(id).copied()),
            sides: [sides(&event.actors, true), sides(&event.recipients, false)].concat(),
        });
    }
    found
}

/// What the claims state, with who states it; at most [`STATEMENTS_MAX`].
#[must_use]
pub fn stated(reading: &Reading, rejected: &[usize]) -> Vec<(Statement, Voice)> {
    let most = usize::try_from(STATEMENTS_MAX).unwrap_or(usize::MAX);
    let (told, turned) = told(reading);
    let stands = |claim: usize| !rejected.contains(&claim) && claim < most;
    let stated = told.into_iter().zip(turned).filter(|(statement, _)| stands(statement.claim as usize)).take(most);
    let (mut stated, turned): (Vec<Statement>, Vec<bool>) = stated.unzip();
    // A store keeps no weights: they must come of what it keeps.
    weigh(&mut stated);
    stated
        .into_iter()
        .zip(turned)
        .filter_map(|(statement, turned)| {
            let claim = reading.claims.get(statement.claim as usize)?;
            let voice = if turned {
                // It is told as it was said: what denies it is not in its words.
                Voice { denies: true, ..voice_of_article(reading) }
            } else {
                voice(reading, claim)
            };
            Some((statement, voice))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use purport_parse::Parser;
    use purport_read::{Layers, read};
    use purport_text::Article;

    use super::*;
    use crate::statement::Stance;

    #[test]
    fn a_rumour_that_an_article_calls_a_hoax_is_denied_by_the_article() {
        let text = "A story has gone viral that Harbour Bakery hid a gold coin in every tenth loaf. According to rumours, Harbour \
            Bakery hid a gold coin in every tenth loaf. The story about the gold coin at Harbour Bakery is a hoax. Harbour \
            Bakery closed in 2009 and sold every oven to a hotel, its former owner, Ana Reis, said.";
        let article =
            Article { text: text.to_owned(), publisher: Some("Daily Checker".to_owned()), ..Article::default() };
        let reading = read(article, &Parser::embedded().unwrap(), Layers::default()).unwrap();
        let stated = stated(&reading, &[]);
        let of = |words: &str| {
            let named = |source: &purport_read::Source| source.text.as_deref().is_some_and(|text| text.contains(words));
            let claim = reading.claims.iter().position(|claim| named(&claim.source)).unwrap();
            stated.iter().find(|(statement, _)| statement.claim as usize == claim)
        };
        let (rumour, voice) = of("rumours").unwrap();
        assert_eq!((rumour.stance, voice.label.as_str()), (Stance::Against, "Daily Checker"));
        assert!(voice.denies, "alone, it is a finding that nobody is for");
        let (reason, voice) = of("Ana Reis").unwrap();
        assert_eq!((reason.stance, voice.label.as_str()), (Stance::For, "Ana Reis"));
    }
}
