//! The weights: a table of features, and sums over it.
//!
//! `data/coreference.tsv` has a row a feature: its name, whose parts are joined by `|`, and its weight. They were learnt by
//! `model/coreference.py`. A sum looks features up by the hash of their name, so that no text is built while reading.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

static TABLE: &str = include_str!("../../../data/coreference.tsv");

/// What takes the features of a choice, one after another.
pub(super) trait Sink {
    /// A feature by its parts.
    fn add(&mut self, parts: &[&str]);
}

/// Features as text, for learning and explaining.
#[derive(Default)]
pub(super) struct Listed(pub Vec<String>);

impl Sink for Listed {
    fn add(&mut self, parts: &[&str]) {
        self.0.push(parts.join("|"));
    }
}

/// The keys are hashes already.
#[derive(Default)]
pub(super) struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

pub(super) type Weights = HashMap<u64, f32, BuildHasherDefault<Plain>>;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a.
fn hashed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| rows().map(|(name, w)| (hashed(OFFSET, name.as_bytes()), w)).collect());

fn rows() -> impl Iterator<Item = (&'static str, f32)> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| {
        let (name, weight) = line.split_once('\t')?;
        Some((name, weight.parse().ok()?))
    })
}

pub(super) fn weights() -> &'static Weights {
    &WEIGHTS
}

/// The sum of the weights of features.
pub(super) struct Sum<'w> {
    weights: &'w Weights,
    sum: f32,
}

impl<'w> Sum<'w> {
    pub fn new(weights: &'w Weights) -> Self {
        Self { weights, sum: 0.0 }
    }

    /// The sum so far; begins anew.
    pub fn take(&mut self) -> f32 {
        std::mem::take(&mut self.sum)
    }
}

impl Sink for Sum<'_> {
    fn add(&mut self, parts: &[&str]) {
        let mut hash = OFFSET;
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                hash = hashed(hash, b"|");
            }
            hash = hashed(hash, part.as_bytes());
        }
        self.sum += self.weights.get(&hash).copied().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(rows().count(), lines);
        assert_eq!(weights().len(), lines, "two names with one hash");
    }

    #[test]
    fn sums_and_lists_speak_of_the_same_features() {
        let (name, weight) = rows().next().unwrap();
        let parts: Vec<&str> = name.split('|').collect();
        let (mut sum, mut listed) = (Sum::new(weights()), Listed::default());
        sum.add(&parts);
        sum.add(&["no", "such", "feature"]);
        listed.add(&parts);
        assert_eq!((sum.take(), listed.0[0].as_str()), (weight, name));
    }
}
