//! Tables of the event stage: verbs with their CAMEO codes, codes of types and modes.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reading::EventType;

/// Verb and object noun (or nothing) to code.
static VERBS: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/event_verbs.tsv"));
    rows.map(|[verb, noun, code]| ((verb, noun), code)).collect()
});

/// Type and mode (or nothing) to code.
static CODES: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/event_codes.tsv"));
    rows.map(|[kind, mode, code]| ((kind, mode), code)).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some([columns.next()?, columns.next()?, columns.next()?])
    })
}

/// What the CAMEO dictionary says of a verb (with its particle) and its object.
pub(super) fn by_verb(verb: &str, object: Option<&str>) -> Option<EventType> {
    let pair = object.and_then(|noun| VERBS.get(&(verb, noun)));
    kind_of(pair.or_else(|| VERBS.get(&(verb, "")))?)
}

/// The type that a CAMEO code belongs to in PLOVER (conversion table of September 2021); appeals are requests.
fn kind_of(code: &str) -> Option<EventType> {
    Some(match (code.get(..2)?, code) {
        (_, "0813" | "0814" | "163" | "191" | "192") => match code {
            "0813" | "0814" => EventType::Retreat,
            _ => EventType::Coerce,
        },
        (_, "1712" | "175") => EventType::Assault,
        ("02" | "10", _) => EventType::Request,
        ("03", _) => EventType::Agree,
        ("04", _) => EventType::Consult,
        ("05", _) => EventType::Support,
        ("06", _) => EventType::Cooperate,
        ("07", _) => EventType::Aid,
        ("08", code) if code.starts_with("084") || code.starts_with("085") || code.starts_with("086") => {
            EventType::Retreat
        }
        ("08", code) if code.starts_with("087") => EventType::Retreat,
        ("08", _) => EventType::Concede,
        ("09" | "11", _) => EventType::Accuse,
        ("12", _) => EventType::Reject,
        ("13", _) => EventType::Threaten,
        ("14", _) => EventType::Protest,
        ("15", _) => EventType::Mobilize,
        ("16", _) => EventType::Sanction,
        ("17", _) => EventType::Coerce,
        ("18" | "19" | "20", _) => EventType::Assault,
        _ => return None,
    })
}

/// The CAMEO code of a type and mode: finer than the root only where the mode says as much.
pub(super) fn code(kind: EventType, mode: Option<&str>) -> Option<&'static str> {
    let mode = mode.unwrap_or_default();
    CODES.get(&(kind.name(), mode)).or_else(|| CODES.get(&(kind.name(), ""))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_root() {
        for kind in EventType::ALL {
            assert!(code(kind, None).is_some_and(|code| code.len() == 2), "{kind:?}");
        }
        assert_eq!(code(EventType::Protest, Some("hunger")), Some("142"));
        assert_eq!(code(EventType::Aid, Some("unheard of")), Some("07"));
    }

    #[test]
    fn objects_decide_before_the_verb_alone() {
        assert_eq!(by_verb("abandon", Some("ceasefire")), Some(EventType::Assault));
        assert_eq!(by_verb("launch", Some("hunt")), Some(EventType::Accuse));
        assert_eq!(by_verb("frobnicate", None), None);
    }
}
