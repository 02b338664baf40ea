//! The country of a state's own bodies and ministers, where their names do not tell.
//!
//! In: the text, its entities and places. Out: countries in those entities that act for a state and have none: of the place
//! behind their name ("the Transport Ministry in Moscow"), else of the place that the report is filed from: news calls a
//! ministry by its bare name only at home ("BISHKEK — The Energy Ministry said").

use purport_text::dateline;

use crate::known::is_of_state;
use crate::reading::{Entity, EntityKind, Place};

/// What every state has one of. Councils, embassies and regional administrations are another's as often.
const NATIONAL: [&str; 12] = [
    "ministry",
    "minister",
    "government",
    "cabinet",
    "parliament",
    "treasury",
    "presidency",
    "army",
    "navy",
    "military",
    "police",
    "department",
];

/// Gives them their countries.
pub(crate) fn give_countries(text: &str, places: &[Place], entities: &mut [Entity]) {
    let filed = dateline(text);
    let home = filed.and_then(|line| places.iter().find(|place| line.span.contains(place.span))?.country.clone());
    for entity in entities {
        let is_of_state = entity.sector.as_deref().is_some_and(is_of_state);
        if is_of_state && entity.country.is_none() && entity.identifier.is_none() && is_national(entity) {
            entity.country = seat(text, places, entity).or_else(|| home.clone());
        }
    }
}

/// Whether it is a body of that kind, or a minister: of generals and judges abroad one writes without a country too.
fn is_national(entity: &Entity) -> bool {
    match entity.kind {
        EntityKind::Organization => {
            let name = entity.name.to_lowercase();
            let is_named = entity.name.starts_with(char::is_uppercase);
            // "The third government" is none in particular.
            (is_named || !name.contains(' '))
                && name.split(|ch: char| !ch.is_alphanumeric()).any(|word| NATIONAL.contains(&word))
        }
        EntityKind::Person => entity.role.as_deref().is_some_and(|role| role.ends_with("minister")),
        _ => false,
    }
}

/// The country of the place beside one of its mentions: "the ministry in Moscow", "Bishkek, where the ministry …".
fn seat(text: &str, places: &[Place], entity: &Entity) -> Option<String> {
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let is_beside = |place: &&Place| {
        entity.mentions.iter().any(|mention| {
            between(mention.end, place.span.start) == " in "
                || matches!(between(place.span.end, mention.start), ", where " | ", where the ")
        })
    };
    places.iter().find(is_beside)?.country.clone()
}

#[cfg(test)]
mod tests {
    use purport_parse::Parser;
    use purport_text::Article;

    use crate::{Layers, read};

    fn country(text: &str, name: &str) -> Option<String> {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let reading = read(article, &Parser::embedded().unwrap(), Layers::default()).unwrap();
        reading.entities.into_iter().find(|entity| entity.name.contains(name)).unwrap().country
    }

    #[test]
    fn a_ministry_is_of_the_country_that_it_sits_in() {
        let text = "KHASAN — Engineers have crossed the river, the Transport Ministry in Moscow said on Friday.";
        assert_eq!(country(text, "Transport Ministry").as_deref(), Some("RUS"));
    }

    #[test]
    fn a_bare_name_is_of_the_country_that_the_report_is_filed_from() {
        let text = "BISHKEK — More water would leave the reservoir, the Energy Ministry said on Friday.";
        assert_eq!(country(text, "Energy Ministry").as_deref(), Some("KGZ"));
        let text = "BISHKEK — More water would leave the reservoir, Russia's Energy Ministry said on Friday.";
        assert_eq!(country(text, "Energy Ministry").as_deref(), Some("RUS"));
        let text = "ASTANA — Callers were referred to Bishkek, where the Energy Ministry did not answer.";
        assert_eq!(country(text, "Energy Ministry").as_deref(), Some("KGZ"));
        let text =
            "ASTANA — More water would leave the reservoir, the embassy said on Friday. The Energy Ministry agreed.";
        assert_eq!(country(text, "embassy"), None);
        let text = "More water would leave the reservoir, the Energy Ministry said on Friday.";
        assert_eq!(country(text, "Energy Ministry"), None);
    }
}
