//! Organisations that are known by name, whatever the article says of them.
//!
//! In: a name. Out: what the table `data/organizations.tsv` tells: a stable identifier, the sector, the country. An acronym
//! counts only as it is written there (*WHO*, not *who*).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::key;

static TABLE: &str = include_str!("../../data/organizations.tsv");

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// The name that it goes by.
    pub name: &'static str,
    /// `igo:UN`.
    pub identifier: Option<&'static str>,
    /// PLOVER sector.
    pub sector: &'static str,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
}

/// Names up to this length count only as written.
const SHORT: usize = 6;

static BODIES: LazyLock<HashMap<String, Body>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [name, others, identifier, sector, country] = fields[..] else { continue };
        let told = |cell: &'static str| Some(cell).filter(|cell| !cell.is_empty());
        let body = Body { name, identifier: told(identifier), sector, country: told(country) };
        for name in std::iter::once(name).chain(others.split('|')).filter(|name| !name.is_empty()) {
            found.insert(written(name), body);
            if let Some(name) = as_a_word(name) {
                found.entry(name).or_insert(body);
            }
        }
    }
    found
});

/// An acronym that can be spoken, as British papers write it: *Nato*, *Isis*, *Unesco*.
fn as_a_word(name: &str) -> Option<String> {
    let is_acronym = name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let spoken = is_acronym.then(|| format!("{}{}", &name[..1], name[1..].to_ascii_lowercase()))?;
    Some(written(&spoken))
}

/// The name as it is looked up: without *the*, long ones in lower case.
fn written(name: &str) -> String {
    let plain = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() > SHORT { key(&plain) } else { plain }
}

/// What is known of an organisation by its name.
pub(super) fn body(name: &str) -> Option<Body> {
    BODIES.get(&written(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_sector_and_a_country_code_or_none() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert_eq!(fields[3].len(), 3, "{line}");
            assert!(fields[4].is_empty() || fields[4].len() == 3, "{line}");
            assert!(fields[2].is_empty() || fields[2].starts_with("igo:"), "{line}");
        }
    }

    #[test]
    fn one_body_under_several_names() {
        assert_eq!(body("United Nations").and_then(|b| b.identifier), Some("igo:UN"));
        assert_eq!(body("the U.N."), body("United Nations"));
        assert_eq!(body("Korean Central News Agency").map(|b| (b.sector, b.country)), Some(("JRN", Some("PRK"))));
        assert_eq!(body("Isis"), body("ISIS"));
        assert_eq!(body("Nato").and_then(|b| b.identifier), Some("igo:NATO"));
        assert_eq!(body("who"), None);
        assert_eq!(body("Who"), None);
        assert_eq!(body("Harbour Board"), None);
    }
}
