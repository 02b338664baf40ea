//! What a statement means as a whole, for comparing.
//!
//! In: the stems of a statement's words and names. Out: a [`Meaning`]: the direction of the sum of their vectors. The table
//! (`data/meanings.bin`) was learnt by `model/meanings.py` such that sums are as near to each other as a sentence encoder finds
//! the texts; nothing is kept with the statement, and it takes a microsecond. Stems without a vector add nothing.

use std::ops::Mul;

use super::Statement;

/// Components of a vector.
const WIDTH: usize = 48;

/// Rows of signed bytes, in the order of the table of senses.
static TABLE: &[u8] = include_bytes!("../../data/meanings.bin");

/// A direction of length 1; of length 0 where no stem has a vector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Meaning([f32; WIDTH]);

impl Meaning {
    /// The meaning of a statement.
    pub(crate) fn of(statement: &Statement) -> Self {
        Self::of_stems(statement.known_stems())
    }

    /// The meaning of stems, by their places in the table.
    pub(crate) fn of_stems(places: impl Iterator<Item = u32>) -> Self {
        let mut sum = [0_i32; WIDTH];
        for place in places {
            let start = (place as usize).saturating_sub(1) * WIDTH;
            let row = TABLE.get(start..start + WIDTH).unwrap_or_default();
            sum.iter_mut().zip(row).for_each(|(sum, byte)| *sum += i32::from(byte.cast_signed()));
        }
        let length = sum.iter().map(|part| (*part as f32).powi(2)).sum::<f32>().sqrt();
        Self(sum.map(|part| if length > 0.0 { part as f32 / length } else { 0.0 }))
    }
}

/// The cosine of two meanings.
impl Mul for Meaning {
    type Output = f32;

    fn mul(self, other: Self) -> f32 {
        self.0.iter().zip(other.0).map(|(one, other)| one * other).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{code, stem};
    use super::*;

    fn meaning(words: &[&str]) -> Meaning {
        Meaning::of_stems(words.iter().map(|word| code(&stem(word))))
    }

    #[test]
    fn what_means_the_same_is_nearer_than_what_does_not() {
        let one = meaning(&["police", "arrested", "driver"]);
        assert!(
            one * meaning(&["officers", "detained", "motorist"]) > one * meaning(&["bank", "lowered", "rates"]) + 0.2
        );
        assert!((one * one - 1.0).abs() < 1e-5);
    }

    #[test]
    fn unknown_stems_mean_nothing() {
        assert!((meaning(&["zzyzx"]) * meaning(&["police"])).abs() < 1e-6);
    }
}
