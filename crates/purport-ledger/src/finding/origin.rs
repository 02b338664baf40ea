//! Whose word a claim rests on.
//!
//! In: the statements of a finding. Out: their [`Origins`]. Two claims share an origin when their speakers are the same (or
//! speak for the same body), when one credits the other's outlet, or when their articles are copies and neither names a
//! speaker of its own. What a speaker says twice, or before ten reporters, is one origin.

use purport_read::SourceKind;

use crate::statement::{Kind, Likeness, Name, Stance};
use crate::store::{StatementRow, Voice};

/// The origins of a finding's statements.
pub(super) struct Origins {
    /// The origin of each statement, by number from 0 on.
    pub of: Vec<usize>,
    /// The origin of each statement, by name: as its first claim calls it.
    pub labels: Vec<String>,
}

/// Most statements that are compared pair by pair; beyond it only equal names are joined.
const COMPARED: usize = 400;

pub(super) fn origins(members: &[&StatementRow]) -> Origins {
    let mut of: Vec<usize> = Vec::with_capacity(members.len());
    // One representative voice for each way in which an origin has been named so far.
    let mut seen: Vec<(usize, &StatementRow)> = Vec::new();
    let mut count = 0;
    for row in members {
        let mut found: Vec<usize> =
            seen.iter().take(COMPARED).filter(|(_, other)| is_same(row, other)).map(|(origin, _)| *origin).collect();
        found.sort_unstable();
        found.dedup();
        let origin = found.first().copied().unwrap_or_else(|| {
            count += 1;
            count - 1
        });
        // A voice that is like two origins makes one of them.
        for joined in found.iter().skip(1) {
            of.iter_mut().filter(|known| **known == *joined).for_each(|known| *known = origin);
            seen.iter_mut().filter(|(known, _)| known == joined).for_each(|(known, _)| *known = origin);
        }
        let is_new = !seen
            .iter()
            .any(|(known, other)| *known == origin && other.voice == row.voice && other.family == row.family);
        if is_new {
            seen.push((origin, row));
        }
        of.push(origin);
    }
    let label = |origin: usize| {
        let names = members.iter().zip(&of).filter(|(_, of)| **of == origin).map(|(row, _)| &row.voice);
        // The body that somebody speaks for tells more than a person's name.
        let names: Vec<&Voice> = names.map(|voice| &**voice).collect();
        let body = names.iter().find(|voice| voice.name.as_ref().is_some_and(|name| name.kind == Kind::Body));
        body.or(names.first()).map_or_else(String::new, |voice| voice.label.clone())
    };
    let labels = of.iter().map(|origin| label(*origin)).collect();
    Origins { of, labels }
}

fn is_same(one: &StatementRow, other: &StatementRow) -> bool {
    let (first, second) = (&one.voice, &other.voice);
    if speaker_names(first).any(|name| speaker_names(second).any(|found| name.likeness(found) != Likeness::Different)) {
        return true;
    }
    // Who names an outlet as its source rests on whoever, unnamed, told that outlet.
    let is_source_of = |name: Option<&Name>, voice: &Voice| {
        let is_unnamed = voice.name.is_none() && voice.kind == Some(SourceKind::Unnamed);
        let outlet = voice.outlet.as_ref().filter(|_| is_unnamed);
        let is = |name: &Name, outlet: &Name| name.kind == Kind::Body && name.likeness(outlet) != Likeness::Different;
        name.zip(outlet).is_some_and(|(name, outlet)| is(name, outlet))
    };
    if is_source_of(first.name.as_ref(), second) || is_source_of(second.name.as_ref(), first) {
        return true;
    }
    // Without a speaker the outlet answers; all copies have one.
    let is_outlet = |voice: &Voice| voice.name.is_none() || voice.name == voice.outlet;
    // A copy may leave out who its speaker is ("Yoon said"): the same words have the same origin. Who only points to another's
    // words, to decline or deny, has them too, but says otherwise.
    let same_words = one.statement.terms == other.statement.terms && one.statement.stance == other.statement.stance;
    if one.family == other.family && same_words && one.statement.stance == Stance::For {
        return true;
    }
    if is_outlet(first) && is_outlet(second) {
        return one.family == other.family || first.label == second.label;
    }
    false
}

/// The speaker, and the body spoken for.
fn speaker_names(voice: &Voice) -> impl Iterator<Item = &Name> {
    voice.name.iter().chain(&voice.body)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::statement::{Statement, Term};
    use crate::store::Order;

    /// A statement of a body, without names.
    pub(in crate::finding) fn row(speaker: &str, stance: Stance) -> StatementRow {
        let name = Name::spelt(speaker, Kind::Body);
        let term = Term { stem: 5, weight: 40, denied: false, proper: false };
        StatementRow {
            id: 1,
            order: Order { published: "2026-03-03".to_owned(), key: [0; 16], place: 0 },
            family: 7,
            statement: std::sync::Arc::new(Statement { stance, ..Statement::sample(vec![term], Vec::new()) }),
            voice: std::sync::Arc::new(Voice {
                label: speaker.to_owned(),
                kind: None,
                name,
                body: None,
                outlet: None,
                official: false,
                withdraws: false,
                denies: false,
            }),
        }
    }

    #[test]
    fn the_same_words_in_a_copy_have_one_origin_but_not_those_of_who_declines() {
        let (agency, copy, embassy) =
            (row("Harbour Board", Stance::For), row("Ana Reis", Stance::For), row("Lisbon Embassy", Stance::Neither));
        assert_eq!(origins(&[&agency, &copy, &embassy]).of, [0, 0, 1]);
    }

    #[test]
    fn who_cites_an_outlet_rests_on_its_unnamed_source() {
        let unnamed = |label: &str| {
            let mut row = row(label, Stance::For);
            let voice = std::sync::Arc::make_mut(&mut row.voice);
            (voice.name, voice.outlet, row.family) = (None, Name::spelt("Evening Mail", Kind::Body), 3);
            voice.kind = Some(SourceKind::Unnamed);
            row
        };
        let (cited, other) = (row("Evening Mail", Stance::For), row("Harbour Board", Stance::For));
        assert_eq!(origins(&[&unnamed("unnamed (Evening Mail)"), &cited]).of, [0, 0]);
        assert_eq!(origins(&[&unnamed("unnamed (Evening Mail)"), &other]).of, [0, 1]);
    }
}
