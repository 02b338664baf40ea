//! The same person, organisation, country or place over all articles.
//!
//! In: an entity of a reading. Out: its [`Identity`]: a key that every article computes alike, so that no order of articles
//! matters. Names are joined when they are spelt alike or sound alike with all their words ("Lee Seong-kweun" and "Lee
//! Seong-gweun"), and when they have the same stable identifier. A name of one word ("Kerry") stays with its article: two
//! people are never joined because they share a surname. What might be the same but is not sure is suggested, for a person
//! to decide ([`resemble`]).

use purport_read::{Entity, EntityKind};
use purport_text::Article;

use crate::statement::{Kind, Likeness, Name};

/// Who or what is spoken of, wherever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What all its mentions have in common.
    pub key: String,
    /// Kind of entity.
    pub kind: EntityKind,
    /// As this article calls it.
    pub spelling: String,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Role or office.
    pub role: Option<String>,
    /// Stable identifier.
    pub identifier: Option<String>,
}

/// The identity of an entity; `None` where it has no name.
#[must_use]
pub fn identity(article: &Article, entity: &Entity) -> Option<Identity> {
    let name = Name::of(entity)?;
    let key = entity.identifier.clone().unwrap_or_else(|| {
        let kind = kind_name(name.kind);
        let country = entity.country.as_deref().unwrap_or("");
        let mut words: Vec<String> = name
            .words
            .iter()
            .map(|word| {
                format!("{:08x}", if word.sound != 0 && name.words.len() > 1 { word.sound } else { word.spelling })
            })
            .collect();
        // "Choe Son Hui" is "Son Hui Choe" in other papers.
        if name.kind == Kind::Person {
            words.sort_unstable();
        }
        let words = words.join(" ");
        match name.kind {
            Kind::Person if name.words.len() < 2 => format!("{kind}:{words}@{}", article.id),
            // Ministries of two countries have one name.
            Kind::Body => format!("{kind}:{words}@{country}"),
            _ => format!("{kind}:{words}"),
        }
    });
    Some(Identity {
        key,
        kind: entity.kind,
        spelling: entity.name.clone(),
        country: entity.country.clone(),
        sector: entity.sector.clone(),
        role: entity.role.clone(),
        identifier: entity.identifier.clone(),
    })
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Body => "body",
        Kind::Country => "country",
        Kind::Place => "place",
        Kind::Thing => "thing",
    }
}

/// Whether two spellings may name the same: what a person should look at.
#[must_use]
pub fn resemble(kind: EntityKind, one: &str, other: &str) -> bool {
    let kind = match kind {
        EntityKind::Person => Kind::Person,
        EntityKind::Country => Kind::Country,
        EntityKind::Place => Kind::Place,
        EntityKind::Other => Kind::Thing,
        EntityKind::Organization | EntityKind::Group => Kind::Body,
    };
    let names = Name::spelt(one, kind).zip(Name::spelt(other, kind));
    names.is_some_and(|(one, other)| one.likeness(&other) != Likeness::Different)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(article: &str, kind: EntityKind, name: &str) -> String {
        let entity = Entity {
            id: "e1".into(),
            kind,
            name: name.into(),
            role: None,
            country: None,
            sector: None,
            identifier: None,
            mentions: Vec::new(),
        };
        identity(&Article { id: article.into(), ..Article::default() }, &entity).unwrap().key
    }

    #[test]
    fn spellings_and_orders_of_a_name_have_one_key() {
        let person = |name| key("a", EntityKind::Person, name);
        assert_eq!(person("Lee Seong-kweun"), person("Lee Seong-gweun"));
        assert_eq!(person("Choe Son Hui"), person("Son Hui Choe"));
        assert_ne!(person("Lee Seong-kweun"), person("Lee Jae-myung"));
    }

    #[test]
    fn a_surname_alone_stays_with_its_article() {
        assert_ne!(key("a", EntityKind::Person, "Kerry"), key("b", EntityKind::Person, "Kerry"));
        assert!(resemble(EntityKind::Person, "Kerry", "John Kerry"));
        assert!(!resemble(EntityKind::Person, "Teresa Kerry", "John Kerry"));
    }

    #[test]
    fn bodies_keep_their_own_names() {
        let body = |name| key("a", EntityKind::Organization, name);
        assert_eq!(body("the Defence Ministry"), body("Defence Ministry"));
        assert_ne!(body("Defence Ministry"), body("Health Ministry"));
    }
}
