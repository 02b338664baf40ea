//! Tables of phrases, looked up by the words of a text.

use std::collections::HashMap;

use super::Lower;

/// Phrases by their first word, longest first.
pub(crate) type Phrases<T> = HashMap<&'static str, Vec<(Vec<&'static str>, T)>>;

/// A table of phrases, their words parted by one space.
pub(crate) fn phrases<T>(rows: impl Iterator<Item = (&'static str, T)>) -> Phrases<T> {
    let mut table: Phrases<T> = HashMap::new();
    for (phrase, value) in rows {
        let words: Vec<&str> = phrase.split(' ').collect();
        table.entry(words[0]).or_default().push((words, value));
    }
    for list in table.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    table
}

/// The longest phrase that begins at a word and ends before `end`: one past its last word, and its value.
pub(crate) fn longest<T: Copy>(table: &Phrases<T>, lower: &Lower, at: usize, end: usize) -> Option<(usize, T)> {
    let list = table.get(lower.at(at))?;
    let matches = |words: &[&str]| at + words.len() <= end && words.iter().zip(at..).all(|(w, n)| lower.at(n) == *w);
    list.iter().find(|(words, _)| matches(words)).map(|(words, value)| (at + words.len(), *value))
}
