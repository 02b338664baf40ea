//! The mentions before that a mention may speak of: few, whatever the length of the article.

use std::collections::HashMap;

use super::mention::{Mention, Type};

/// The nearest mentions that a pronoun looks at.
const PRONOUN: usize = 36;

/// The nearest that any other mention looks at.
const NEAREST: usize = 20;

/// The latest with the same head word, however far.
const SAME_HEAD: usize = 5;

/// Sentences that a pronoun looks back.
const SENTENCES: usize = 12;

/// The mentions so far, by head.
#[derive(Default)]
pub(super) struct Near {
    by_word: HashMap<String, Vec<usize>>,
}

impl Near {
    pub fn add(&mut self, mentions: &[Mention], at: usize) {
        let mention = &mentions[at];
        if mention.kind == Type::Pronoun || mention.joined {
            return;
        }
        let mut add = |word: &str| {
            let list = self.by_word.entry(word.to_owned()).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        };
        add(&mention.lemma);
        if mention.kind == Type::Name {
            mention.content.iter().for_each(|word| add(word));
        }
    }

    /// The candidates of a mention, the nearest first.
    pub fn of(&self, mentions: &[Mention], at: usize) -> Vec<usize> {
        let mention = &mentions[at];
        let pronoun = mention.kind == Type::Pronoun;
        let most = if pronoun { PRONOUN } else { NEAREST };
        let first = at.saturating_sub(most);
        let mut found: Vec<usize> = (first..at)
            .rev()
            .take_while(|&before| mention.sentence.saturating_sub(mentions[before].sentence) <= SENTENCES)
            .collect();
        if !pronoun {
            let words = mention.content.iter().filter(|_| mention.kind == Type::Name).chain([&mention.lemma]);
            for word in words {
                let list = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
                for &before in list.iter().rev().take(SAME_HEAD) {
                    if !found.contains(&before) {
                        found.push(before);
                    }
                }
            }
            found.sort_unstable_by(|a, b| b.cmp(a));
        }
        found
    }
}
