//! Claims by who makes them.

use std::collections::HashMap;

use purport_read::{Claim, Entity, EntityKind, Reading, SourceKind};

/// Heading of claims whose source the text does not name ("it is believed").
pub const NOBODY: &str = "No source named";

/// Words that mean somebody else each time: two claims by "he" are by one man only when both are resolved.
const PRONOUNS: &[&str] =
    &["he", "i", "it", "many", "one", "others", "she", "some", "that", "they", "this", "we", "which", "who", "you"];

/// The claims of one source, in text order.
pub struct Group<'r> {
    /// The fullest name of the source in the article.
    pub name: &'r str,
    /// Role, country and kind, as far as the article tells.
    pub details: Vec<&'r str>,
    /// What the source claims.
    pub claims: Vec<&'r Claim>,
}

/// Looks up claims and entities of a reading by their ids.
pub struct Index<'r> {
    claims: HashMap<&'r str, &'r Claim>,
    entities: HashMap<&'r str, &'r Entity>,
    nested: HashMap<&'r str, Vec<&'r Claim>>,
}

impl<'r> Index<'r> {
    /// The index of one reading.
    pub fn new(reading: &'r Reading) -> Self {
        let mut nested: HashMap<&str, Vec<&Claim>> = HashMap::new();
        for claim in &reading.claims {
            if let Some(parent) = &claim.within {
                nested.entry(parent).or_default().push(claim);
            }
        }
        Self {
            claims: reading.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            entities: reading.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect(),
            nested,
        }
    }

    /// The claims nested directly in this one, in text order.
    pub fn nested(&self, claim: &Claim) -> &[&'r Claim] {
        self.nested.get(claim.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The claim that this one is nested in, when somebody other than the author makes it.
    pub fn parent(&self, claim: &Claim) -> Option<&'r Claim> {
        let parent = *self.claims.get(claim.within.as_deref()?)?;
        (!is_own_voice(parent)).then_some(parent)
    }

    /// What the source of a claim is called: the name of its entity, else its words, else [`NOBODY`].
    pub fn name(&self, claim: &'r Claim) -> &'r str {
        match (self.entity(claim), &claim.source.text) {
            (Some(entity), _) => &entity.name,
            (None, Some(text)) => text.trim_end_matches([',', ';', ':', ' ']),
            (None, None) => NOBODY,
        }
    }

    fn entity(&self, claim: &Claim) -> Option<&'r Entity> {
        self.entities.get(claim.source.entity.as_deref()?).copied()
    }

    fn details(&self, claim: &Claim) -> Vec<&'r str> {
        let entity = self.entity(claim);
        let kind = match claim.source.kind {
            Some(SourceKind::Unnamed) => Some("unnamed"),
            Some(SourceKind::Document) => Some("document"),
            _ => entity.map(|entity| kind_name(entity.kind)),
        };
        let role = entity.and_then(|entity| entity.role.as_deref());
        let country = entity.and_then(|entity| entity.country.as_deref());
        role.into_iter().chain(country).chain(kind).collect()
    }
}

/// Whether a claim is the article's own statement.
pub fn is_own_voice(claim: &Claim) -> bool {
    claim.cue.is_none()
}

/// Claims of others grouped by source: sources in the order of their first claim, those without a source last.
pub fn groups<'r>(reading: &'r Reading, index: &Index<'r>) -> Vec<Group<'r>> {
    let mut found: Vec<Group<'r>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for claim in reading.claims.iter().filter(|claim| !is_own_voice(claim)) {
        // Two entities may share a name; two wordings without an entity are one source when they are the same words.
        let words = index.name(claim).to_lowercase();
        let key = match &claim.source.entity {
            Some(entity) => format!("entity {entity}"),
            None if PRONOUNS.contains(&words.as_str()) => format!("claim {}", claim.id),
            None => format!("words {words}"),
        };
        let place = *places.entry(key).or_insert_with(|| {
            found.push(Group { name: index.name(claim), details: index.details(claim), claims: Vec::new() });
            found.len() - 1
        });
        found[place].claims.push(claim);
    }
    found.sort_by_key(|group| group.name == NOBODY);
    found
}

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Country => "country",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
        EntityKind::Other => "other",
    }
}
