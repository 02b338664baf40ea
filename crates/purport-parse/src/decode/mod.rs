//! Scores to structure: tags that fit together, trees, spans.

pub(crate) mod cues;
pub(crate) mod meaning;
pub(crate) mod names;
pub(crate) mod roles;
pub(crate) mod same_names;
pub(crate) mod tree;

/// Position of the largest score; the first of equals.
pub(crate) fn best(scores: impl Iterator<Item = f32>) -> usize {
    let mut found = (0, f32::NEG_INFINITY);
    for (index, score) in scores.enumerate() {
        if score > found.1 {
            found = (index, score);
        }
    }
    found.0
}

/// Scores to probabilities.
pub(crate) fn softmax<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let top = scores.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let powers = scores.map(|s| (s - top).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|p| p / sum)
}

/// The best path through `steps` rows of `tags` scores under a rule for neighbours (Viterbi 1967). `allowed(None, t)`
/// asks whether a path may begin with `t`, `allowed(Some(s), t)` whether `t` may follow `s`.
pub(crate) fn best_path(
    steps: usize,
    tags: usize,
    score: impl Fn(usize, usize) -> f32,
    allowed: impl Fn(Option<usize>, usize) -> bool,
) -> Vec<usize> {
    if steps == 0 {
        return Vec::new();
    }
    // The rule is the same at every step: asked once.
    let may_precede: Vec<Vec<usize>> =
        (0..tags).map(|tag| (0..tags).filter(|&previous| allowed(Some(previous), tag)).collect()).collect();
    let mut total: Vec<f32> =
        (0..tags).map(|t| if allowed(None, t) { score(0, t) } else { f32::NEG_INFINITY }).collect();
    let mut next = total.clone();
    let mut before = vec![0; tags * steps];
    for (step, row) in before.chunks_exact_mut(tags).enumerate().skip(1) {
        for (tag, previous) in may_precede.iter().enumerate() {
            let mut most = f32::NEG_INFINITY;
            for &previous in previous {
                if total[previous] > most {
                    most = total[previous];
                    row[tag] = previous;
                }
            }
            next[tag] = most + score(step, tag);
        }
        std::mem::swap(&mut total, &mut next);
    }
    let mut path = vec![best(total.into_iter()); steps];
    for step in (1..steps).rev() {
        path[step - 1] = before[step * tags + path[step]];
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_path_obeys_the_rule() {
        // Tag 1 may only follow tag 0; greedily it would follow itself.
        let scores = [[0.0, 1.0], [0.2, 1.0], [0.0, 1.0]];
        let path =
            best_path(3, 2, |i, t| scores[i][t], |before, tag| tag == 0 || before == Some(0) || before.is_none());
        assert_eq!(path, [1, 0, 1]);
    }

    #[test]
    fn probabilities_add_up() {
        let p = softmax([1.0, 2.0, 1000.0]);
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6 && p[2] > 0.99);
    }
}
