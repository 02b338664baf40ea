//! Hashes that are the same on every machine and in every version, since a ledger stores them.

/// Where 64-bit FNV-1a starts and what it multiplies by (Fowler, Noll, Vo).
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// Spreads every bit of a number over all bits (the finaliser of SplitMix64).
pub(super) const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// One hash of two; their order counts.
pub(super) const fn join(first: u64, second: u64) -> u64 {
    mix(first.rotate_left(5).wrapping_mul(FNV_PRIME) ^ second.wrapping_add(0x9e37_79b9_7f4a_7c15))
}

/// One hash of a sequence.
pub(super) fn sequence(hashes: &[u64]) -> u64 {
    hashes.iter().fold(FNV_START, |all, &hash| join(all, hash))
}

/// Hash of a word that comes character by character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fold(u64);

impl Fold {
    pub fn new() -> Self {
        Self(FNV_START)
    }

    pub fn push(&mut self, c: char) {
        self.0 = (self.0 ^ u64::from(u32::from(c))).wrapping_mul(FNV_PRIME);
    }

    pub fn finish(self) -> u64 {
        mix(self.0)
    }
}

/// Hash of a string.
pub(super) fn text(text: &str) -> u64 {
    let mut fold = Fold::new();
    text.chars().for_each(|c| fold.push(c));
    fold.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_stay_what_stored_ledgers_hold() {
        assert_eq!(text("minister"), 1_348_007_372_841_274_515);
        assert_eq!(sequence(&[1, 2, 3]), 17_663_617_017_613_681_151);
    }

    #[test]
    fn order_counts() {
        assert_ne!(sequence(&[1, 2]), sequence(&[2, 1]));
    }
}
