//! Gold annotation of names: four sets, mapped to one list of classes.
//!
//! | class | worldwide-newswire | wikigold | wnut17 | re3d |
//! |---|---|---|---|---|
//! | person | `Person` | `PER` | `person` | `Person` |
//! | organization | `Organization` | `ORG` | `corporation`, `group` | `Organisation` |
//! | place | `Location` | `LOC` | `location` | `Location` |
//! | nationality | `NORP` | not marked | not marked | `Nationality` |
//! | facility | `Facility` | inside `LOC` | inside `location` | inside `Location` |
//! | left out | `Date`, `Money`, `Misc`, `Product` | `MISC` | `creative-work`, `product` | all others |
//!
//! A class that a set does not mark is not scored on it. A facility is not scored unless asked for where the set has a
//! class of its own for it; elsewhere a predicted facility counts as a place, as its annotators counted it. Where names
//! nest (columns after the second), the outer one counts.

mod documents;
mod rebuild;

use std::path::{Path, PathBuf};

use purport_text::Span;
use serde::{Deserialize, Serialize};

pub use documents::{documents, files};

use super::files as paths;
use crate::error::{Error, ErrorKind, Result};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameClass {
    /// A person.
    Person,
    /// A company, institution, party, armed group.
    Organization,
    /// A country, region, city, water, mountain.
    Place,
    /// A nationality, religious or political group, as noun or adjective.
    Nationality,
    /// A building, airport, road, bridge.
    Facility,
}

impl NameClass {
    /// Every class.
    pub const ALL: [Self; 5] = [Self::Person, Self::Organization, Self::Place, Self::Nationality, Self::Facility];

    /// Its name in tables and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Nationality => "nationality",
            Self::Facility => "facility",
        }
    }
}

/// One name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub class: NameClass,
}

/// A document with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesDocument {
    /// Its name in the gold set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// Its names, in reading order, not overlapping.
    pub names: Vec<Name>,
}

/// A gold set of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameSet {
    /// Worldwide English Newswire (Shan et al. 2023): `annotated/*.tsv` with `original/*.txt`.
    WorldwideNewswire,
    /// Wikigold (Balasuriya et al. 2009): `wikigold.conll.txt`.
    Wikigold,
    /// WNUT 2017 emerging entities (Derczynski et al. 2017): `train.conll`, `dev.conll`.
    Wnut17,
    /// re3d (Dstl 2017): `*/conll/*.conll` with `*/documents.jsonl`.
    Re3d,
}

impl NameSet {
    /// Which set lies at a path: a folder, or one file of the set.
    ///
    /// # Errors
    /// When nothing there looks like one of the sets.
    pub fn detect(path: &Path) -> Result<Self> {
        let first = paths::ending_in(path, &[".tsv", ".conll", ".conll.txt"], "names set")?.swap_remove(0);
        let ending = first.to_string_lossy();
        if ending.ends_with(".tsv") {
            Ok(Self::WorldwideNewswire)
        } else if ending.ends_with(".conll.txt") {
            Ok(Self::Wikigold)
        } else if documents::re3d_documents(&first).is_some_and(|path| path.is_file()) {
            Ok(Self::Re3d)
        } else if matches!(paths::stem(&first).as_str(), "train" | "dev" | "test") {
            Ok(Self::Wnut17)
        } else {
            Err(Error::new(ErrorKind::Empty("names set that is known")).in_file(path))
        }
    }

    /// The files under `path` that hold the set's annotation.
    pub(crate) fn files(self, path: &Path) -> Result<Vec<PathBuf>> {
        let ending = match self {
            Self::WorldwideNewswire => ".tsv",
            Self::Wikigold => ".conll.txt",
            Self::Wnut17 | Self::Re3d => ".conll",
        };
        paths::ending_in(path, &[ending], "annotation of names")
    }

    /// The class of one of the set's labels; `None` for labels that are left out.
    #[must_use]
    pub fn class(self, label: &str) -> Option<NameClass> {
        let class = match (self, label) {
            (Self::WorldwideNewswire | Self::Re3d, "Person") | (Self::Wikigold, "PER") | (Self::Wnut17, "person") => {
                NameClass::Person
            }
            (Self::WorldwideNewswire, "Organization")
            | (Self::Re3d, "Organisation")
            | (Self::Wikigold, "ORG")
            | (Self::Wnut17, "corporation" | "group") => NameClass::Organization,
            (Self::WorldwideNewswire | Self::Re3d, "Location")
            | (Self::Wikigold, "LOC")
            | (Self::Wnut17, "location") => NameClass::Place,
            (Self::WorldwideNewswire, "NORP") | (Self::Re3d, "Nationality") => NameClass::Nationality,
            (Self::WorldwideNewswire, "Facility") => NameClass::Facility,
            _ => return None,
        };
        Some(class)
    }

    /// The class as which the set would have marked a name; `None` where it would not have marked it.
    #[must_use]
    pub fn as_marked(self, class: NameClass) -> Option<NameClass> {
        match (self, class) {
            (Self::Wikigold | Self::Wnut17, NameClass::Nationality) => None,
            (Self::Wikigold | Self::Wnut17 | Self::Re3d, NameClass::Facility) => Some(NameClass::Place),
            _ => Some(class),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facilities_are_places_only_where_the_set_has_no_class_for_them() {
        assert_eq!(NameSet::Wikigold.as_marked(NameClass::Facility), Some(NameClass::Place));
        assert_eq!(NameSet::WorldwideNewswire.as_marked(NameClass::Facility), Some(NameClass::Facility));
        assert_eq!(NameSet::Wnut17.as_marked(NameClass::Nationality), None);
    }

    #[test]
    fn labels_of_one_set_mean_nothing_in_another() {
        assert_eq!(NameSet::Wnut17.class("group"), Some(NameClass::Organization));
        assert_eq!(NameSet::Re3d.class("group"), None);
        assert_eq!(NameSet::WorldwideNewswire.class("Money"), None);
    }
}
