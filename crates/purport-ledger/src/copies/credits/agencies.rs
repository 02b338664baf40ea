//! The news agencies and the names that credits give them (`data/agencies.tsv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use purport_text::Span;
use regex::Regex;

/// The agencies, and a pattern that finds their names.
pub(super) struct Agencies {
    /// Name of the agency by initials as they are, and by other names in lower case.
    names: HashMap<String, &'static str>,
    pattern: Regex,
}

/// The table.
pub(super) static AGENCIES: LazyLock<Agencies> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let (mut long, mut initials): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for row in include_str!("../../../data/agencies.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&'static str> = row.split('\t').collect();
        let [name, _country, short, others] = columns[..] else { continue };
        for other in others.split('|').chain([name]).filter(|other| !other.is_empty()) {
            names.insert(other.to_lowercase(), name);
            long.push(regex::escape(other));
        }
        for short in short.split('|').filter(|short| !short.is_empty()) {
            names.insert(short.to_owned(), name);
            initials.push(regex::escape(short));
        }
    }
    // The regex takes the first alternative that fits: longer names first.
    long.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
    initials.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
    let pattern = format!(r"\b(?:(?i:{})|{})\b", long.join("|"), initials.join("|"));
    Agencies { names, pattern: Regex::new(&pattern).expect("the names are escaped") }
});

impl Agencies {
    /// The agency that a name is one of.
    pub fn named(&self, name: &str) -> Option<&'static str> {
        let name = name.trim();
        let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        self.names.get(bare).or_else(|| self.names.get(&bare.to_lowercase()).filter(|_| bare.len() > 4)).copied()
    }

    /// The agencies named in a stretch of text, in order. Credits of pictures ("AP Photo", "REUTERS/Jane Doe",
    /// "Jane Doe/AP", "AFP via Getty") are none of its text.
    pub fn find(&self, text: &str, stretch: Span) -> Vec<(&'static str, Span)> {
        let within = stretch.slice(text);
        let is_byline = within.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
        let mut found = Vec::new();
        // End of the last agency that is no picture's: what follows its slash is another agency of the text.
        let mut last = None;
        for name in self.pattern.find_iter(within) {
            let (before, after) = (&within[..name.start()], &within[name.end()..]);
            let lower = before.to_lowercase();
            let of_photographer =
                before.ends_with('/') && last != Some(name.start() - 1) && !is_byline && name.start() > 1;
            let is_picture = of_photographer
                || after.trim_start().to_lowercase().starts_with("photo")
                || after.starts_with("/Getty")
                || after.starts_with(" via Getty")
                || ["photo:", "photo: ", "image: ", "photo by "].iter().any(|end| lower.ends_with(end))
                || is_photographer(after);
            if let Some(agency) = self.named(name.as_str()).filter(|_| !is_picture) {
                last = Some(name.end());
                found.push((agency, Span::new(stretch.start + name.start(), stretch.start + name.end())));
            }
        }
        found
    }
}

/// Whether a slash and a person's name follow: `/Jane Doe`.
fn is_photographer(after: &str) -> bool {
    let Some(name) = after.strip_prefix('/') else { return false };
    let mut words = name.split(' ').take(2);
    let is_name = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase) && word.len() > 1
        })
    };
    is_name(words.next()) && is_name(words.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_has_its_columns_and_no_name_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for row in include_str!("../../../data/agencies.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 4, "{row}");
            assert!(columns[1].len() == 3 && columns[1].chars().all(|c| c.is_ascii_uppercase()), "{row}");
            let names = columns[2].split('|').chain(columns[3].split('|')).chain([columns[0]]);
            let names: std::collections::BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
            for name in names {
                assert!(seen.insert(name), "{name}");
            }
        }
    }

    #[test]
    fn names_are_found_in_any_case_and_initials_only_in_theirs() {
        let find = |text: &str| {
            AGENCIES.find(text, Span::new(0, text.len())).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(find("the associated press and AFP"), ["Associated Press", "Agence France-Presse"]);
        assert_eq!(find("an app, a pap and reuters"), ["Reuters"]);
        assert_eq!(find("AP Photo/Jane Doe; REUTERS/John Roe; AFP via Getty"), Vec::<&str>::new());
        assert_eq!(find("The minister waves. (Jane Doe/AP/PA)"), Vec::<&str>::new());
        assert_eq!(find("/TASS/, AFP/dpa"), ["TASS", "Agence France-Presse", "Deutsche Presse-Agentur"]);
    }
}
