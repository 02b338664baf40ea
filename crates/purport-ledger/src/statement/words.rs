//! Words of a statement: stems, and how much each tells.
//!
//! In: a stretch of text. Out: stems of the words that carry meaning, as [`code`]s, with weights. Refuses function words,
//! reporting verbs and marks. The stemmer is Porter's second (Snowball); irregular verbs have a table.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::sense;

/// How rare each stem is in news, in tenths of the natural logarithm of its inverse document frequency.
static RARITY: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let rows = include_str!("../../data/rarity.tsv").lines().skip(1);
    rows.filter_map(|row| row.split_once('\t'))
        .filter_map(|(stem, rarity)| Some((stem, rarity.parse().ok()?)))
        .collect()
});

/// Words by which others are reported or sentences are held together; they say nothing of what happened.
static EMPTY: LazyLock<std::collections::HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/empty_words.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

static IRREGULAR: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/irregular.tsv").lines().skip(1);
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// Stems of verbs with their particle, to the verb that means the same.
static PHRASAL: LazyLock<HashMap<(String, &'static str), &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/phrasal.tsv").lines().skip(1).filter_map(|row| row.split_once('\t'));
    rows.filter_map(|(phrase, verb)| {
        let (first, particle) = phrase.split_once(' ')?;
        Some(((stem(first), particle), verb))
    })
    .collect()
});

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Weight of a stem that no table knows, in tenths: it stands in fewer than one article of a thousand.
const RAREST: u8 = 70;

/// Lower case without marks: "Šefčovič" becomes "sefcovic".
#[must_use]
pub fn fold(word: &str) -> String {
    let plain = |ch: char| match ch {
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' => 'd',
        'ı' => 'i',
        '’' | '‘' | 'ʼ' => '\'',
        other => other,
    };
    word.nfkd().filter(|ch| !is_combining_mark(*ch)).map(plain).flat_map(char::to_lowercase).collect()
}

/// The stem of a folded word.
#[must_use]
pub fn stem(folded: &str) -> String {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    let word = IRREGULAR.get(word).copied().unwrap_or(word);
    STEMMER.stem(word).into_owned()
}

/// What a folded verb means together with a particle: "called", "off": "cancel".
#[must_use]
pub(super) fn phrasal(verb: &str, particle: &str) -> Option<&'static str> {
    const PARTICLES: [&str; 11] =
        ["ahead", "around", "aside", "away", "back", "down", "in", "off", "out", "over", "up"];
    let particle = PARTICLES.into_iter().find(|known| *known == particle)?;
    PHRASAL.get(&(stem(verb), particle)).copied()
}

/// Whether a folded word is a function word or only reports.
#[must_use]
pub fn is_empty(folded: &str) -> bool {
    EMPTY.contains(folded)
}

/// How much a stem tells, in tenths of a natural logarithm: from 0 ("year") to 70 (unheard of).
#[must_use]
pub fn rarity(stem: &str) -> u8 {
    RARITY.get(stem).copied().unwrap_or(RAREST)
}

/// Marks codes of stems that no table of senses knows.
const UNKNOWN: u32 = 1 << 31;

/// A number for a stem: its place in the table of senses, or else a hash, which is at least 2^31.
#[must_use]
pub fn code(stem: &str) -> u32 {
    sense::place(stem).unwrap_or_else(|| hash(stem) | UNKNOWN)
}

/// Whether a stem is one of the usual words of English.
#[must_use]
pub(super) fn is_usual(stem: &str) -> bool {
    sense::place(stem).is_some() && RARITY.contains_key(stem)
}

/// Whether a code is that of a stem which the table of senses lacks.
#[must_use]
pub(crate) fn is_unknown(code: u32) -> bool {
    code & UNKNOWN != 0
}

/// A stable 32-bit name for a word: FNV-1a.
#[must_use]
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [("troops", "troop"), ("sent", "sending"), ("attacked", "attacks"), ("killed", "killing")] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("attack"), stem("withdraw"));
    }

    #[test]
    fn verbs_of_two_words_have_the_stem_of_one() {
        assert_eq!(phrasal("called", "off"), Some("cancel"));
        assert_eq!(phrasal("going", "ahead"), Some("proceed"));
        assert_eq!((phrasal("called", "out"), phrasal("off", "off")), (None, None));
        for row in include_str!("../../data/phrasal.tsv").lines().skip(1) {
            let (phrase, _) = row.split_once('\t').unwrap();
            let (verb, particle) = phrase.split_once(' ').unwrap();
            assert!(phrasal(verb, particle).is_some(), "{row}");
        }
    }

    #[test]
    fn marks_and_case_do_not_count() {
        assert_eq!(fold("Šefčovič"), "sefcovic");
        assert_eq!(fold("Łódź"), "lodz");
    }

    #[test]
    fn rare_words_weigh_more() {
        assert!(rarity(&stem("zeppelin")) > rarity(&stem("government")));
        assert!(is_empty("the") && is_empty("said") && !is_empty("troops"));
    }
}
