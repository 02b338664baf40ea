//! Arc scores to a dependency tree.

/// The governor of every word of a sentence: 0 for the root, else 1 + the index of the governing word.
///
/// `score(dependent, governor)` with the same numbering of governors. Exactly one word hangs from the root. The best
/// governor of each word is taken when together they form a tree; else the best projective tree (Eisner 1996).
pub(crate) fn tree(words: usize, score: impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let greedy: Vec<usize> = (0..words)
        .map(|d| super::best((0..=words).map(|g| if g == d + 1 { f32::NEG_INFINITY } else { score(d, g) })))
        .collect();
    if is_tree(&greedy) { greedy } else { projective(words, &score) }
}

fn is_tree(governors: &[usize]) -> bool {
    if governors.iter().filter(|&&g| g == 0).count() != 1 {
        return false;
    }
    (0..governors.len()).all(|start| {
        let mut at = start + 1;
        for _ in 0..=governors.len() {
            if at == 0 {
                return true;
            }
            at = governors[at - 1];
        }
        false
    })
}

/// A stretch of the chart: its best score and where it was split.
#[derive(Clone, Copy)]
struct Cell {
    score: f32,
    split: usize,
}

const EMPTY: Cell = Cell { score: f32::NEG_INFINITY, split: 0 };

/// Chart over words 1..=n: for each stretch, complete or not, headed at its left or right end.
struct Chart {
    size: usize,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy)]
enum Kind {
    LeftHeadOpen,
    RightHeadOpen,
    LeftHead,
    RightHead,
}

impl Chart {
    fn new(words: usize) -> Self {
        let size = words + 1;
        Self { size, cells: vec![EMPTY; 4 * size * size] }
    }

    fn at(&mut self, kind: Kind, from: usize, to: usize) -> &mut Cell {
        &mut self.cells[(kind as usize * self.size + from) * self.size + to]
    }
}

fn projective(words: usize, score: &impl Fn(usize, usize) -> f32) -> Vec<usize> {
    let mut chart = Chart::new(words);
    for word in 1..=words {
        chart.at(Kind::LeftHead, word, word).score = 0.0;
        chart.at(Kind::RightHead, word, word).score = 0.0;
    }
    for length in 1..words {
        for from in 1..=words - length {
            let to = from + length;
            let mut open = EMPTY;
            for split in from..to {
                let sum = chart.at(Kind::LeftHead, from, split).score + chart.at(Kind::RightHead, split + 1, to).score;
                if sum > open.score {
                    open = Cell { score: sum, split };
                }
            }
            *chart.at(Kind::LeftHeadOpen, from, to) = Cell { score: open.score + score(to - 1, from), ..open };
            *chart.at(Kind::RightHeadOpen, from, to) = Cell { score: open.score + score(from - 1, to), ..open };
            let mut left = EMPTY;
            for split in from + 1..=to {
                let sum = chart.at(Kind::LeftHeadOpen, from, split).score + chart.at(Kind::LeftHead, split, to).score;
                if sum > left.score {
                    left = Cell { score: sum, split };
                }
            }
            *chart.at(Kind::LeftHead, from, to) = left;
            let mut right = EMPTY;
            for split in from..to {
                let sum = chart.at(Kind::RightHead, from, split).score + chart.at(Kind::RightHeadOpen, split, to).score;
                if sum > right.score {
                    right = Cell { score: sum, split };
                }
            }
            *chart.at(Kind::RightHead, from, to) = right;
        }
    }
    let root = 1 + super::best((1..=words).map(|word| {
        chart.at(Kind::RightHead, 1, word).score + chart.at(Kind::LeftHead, word, words).score + score(word - 1, 0)
    }));
    let mut governors = vec![0; words];
    let mut stack = vec![(Kind::RightHead, 1, root), (Kind::LeftHead, root, words)];
    while let Some((kind, from, to)) = stack.pop() {
        if from == to {
            continue;
        }
        let split = chart.at(kind, from, to).split;
        match kind {
            Kind::LeftHeadOpen | Kind::RightHeadOpen => {
                if matches!(kind, Kind::LeftHeadOpen) {
                    governors[to - 1] = from;
                } else {
                    governors[from - 1] = to;
                }
                stack.extend([(Kind::LeftHead, from, split), (Kind::RightHead, split + 1, to)]);
            }
            Kind::LeftHead => stack.extend([(Kind::LeftHeadOpen, from, split), (Kind::LeftHead, split, to)]),
            Kind::RightHead => stack.extend([(Kind::RightHead, from, split), (Kind::RightHeadOpen, split, to)]),
        }
    }
    governors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greedy_tree_is_kept() {
        let best = [2, 0, 2];
        assert_eq!(tree(3, |d, g| f32::from(u8::from(best[d] == g))), best);
    }

    #[test]
    fn cycles_and_second_roots_are_repaired() {
        // Words 1 and 2 prefer each other; nobody prefers the root.
        let scores = [[0.0, 0.0, 9.0, 0.0], [1.0, 9.0, 0.0, 0.0], [0.0, 0.0, 5.0, 0.0]];
        let found = tree(3, |d, g| scores[d][g]);
        assert!(is_tree(&found));
        assert_eq!(found, [2, 0, 2]);
        let two_roots = tree(2, |_, g| if g == 0 { 1.0 } else { 0.0 });
        assert!(is_tree(&two_roots));
    }

    #[test]
    fn any_scores_give_a_tree() {
        let mut seed = 7u32;
        for words in 1..30 {
            let scores: Vec<f32> = (0..words * (words + 1))
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 8) as f32
                })
                .collect();
            assert!(is_tree(&tree(words, |d, g| scores[d * (words + 1) + g])));
            assert!(is_tree(&projective(words, &|d, g| scores[d * (words + 1) + g])));
        }
    }
}
