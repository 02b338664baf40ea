//! Comparing two lists of runs.

use crate::ink::Run;

/// Characters in all runs.
pub(super) fn length(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.len()).sum()
}

/// Characters that two lists of joined runs share.
pub(super) fn shared(left: &[Run], right: &[Run]) -> usize {
    left.iter().flat_map(|one| right.iter().map(|other| one.shared(*other))).sum()
}

/// Shared characters over all characters; two empty lists are the same thing.
pub(super) fn jaccard(left: &[Run], right: &[Run]) -> f64 {
    if left.is_empty() && right.is_empty() {
        return 1.0;
    }
    let both = shared(left, right);
    if both == 0 { 0.0 } else { both as f64 / (length(left) + length(right) - both) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jaccard_of_half_of_it() {
        let run = |start, end| Run { start, end };
        assert_eq!(jaccard(&[run(0, 4), run(6, 8)], &[run(2, 4), run(6, 7)]), 0.5);
        assert_eq!(jaccard(&[], &[]), 1.0);
        assert_eq!(jaccard(&[run(0, 1)], &[]), 0.0);
    }
}
