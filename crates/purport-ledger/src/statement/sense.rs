//! How near two words are in meaning.
//!
//! In: codes of two stems. Out: the cosine of their vectors. The table holds the stems of the usual words of English;
//! `model/senses.py` made it from a sentence encoder. Stems that it lacks are near to none.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Components of a vector, signed bytes; vectors have length [`LENGTH`].
const WIDTH: usize = 40;

/// Length of every vector.
const LENGTH: f32 = 127.0;

static TABLE: &[u8] = include_bytes!("../../data/senses.bin");

struct Senses {
    places: HashMap<&'static str, u32>,
    vectors: &'static [u8],
}

static SENSES: LazyLock<Senses> = LazyLock::new(|| {
    // Lines of stems, an empty line, the vectors.
    let split = TABLE.windows(2).position(|pair| pair == b"\n\n").unwrap_or(0);
    let stems = std::str::from_utf8(&TABLE[..split]).unwrap_or_default();
    let places = stems.lines().enumerate().filter_map(|(at, stem)| Some((stem, u32::try_from(at + 1).ok()?))).collect();
    Senses { places, vectors: TABLE.get(split + 2..).unwrap_or_default() }
});

/// The place of a stem in the table, counted from 1.
pub(super) fn place(stem: &str) -> Option<u32> {
    SENSES.places.get(stem).copied()
}

/// Cosine of the vectors of two stems; 0 where one has none.
#[must_use]
pub(crate) fn nearness(one: u32, other: u32) -> f32 {
    let vectors = SENSES.vectors;
    let vector = |code: u32| {
        let start = (code as usize).checked_sub(1)?.checked_mul(WIDTH)?;
        vectors.get(start..start.checked_add(WIDTH)?)
    };
    let (Some(one), Some(other)) = (vector(one), vector(other)) else { return 0.0 };
    let product: i32 =
        one.iter().zip(other).map(|(a, b)| i32::from(a.cast_signed()) * i32::from(b.cast_signed())).sum();
    product as f32 / (LENGTH * LENGTH)
}

#[cfg(test)]
mod tests {
    use super::super::words::{code, stem};
    use super::*;

    fn near(one: &str, other: &str) -> f32 {
        nearness(code(&stem(one)), code(&stem(other)))
    }

    #[test]
    fn words_of_one_meaning_are_nearer_than_others() {
        for (one, other) in [("troops", "soldiers"), ("house", "home"), ("killed", "died"), ("quake", "earthquake")] {
            assert!(near(one, other) > 0.7, "{one} / {other}: {}", near(one, other));
        }
        for (one, other) in [("troops", "apples"), ("house", "tax"), ("budget", "river")] {
            assert!(near(one, other) < 0.4, "{one} / {other}: {}", near(one, other));
        }
    }

    #[test]
    fn words_without_a_vector_are_near_to_none() {
        assert!(nearness(code("zzyzx"), code("troop")).abs() < f32::EPSILON);
        assert!((near("zebra", "zebra") - 1.0).abs() < 0.03);
    }
}
