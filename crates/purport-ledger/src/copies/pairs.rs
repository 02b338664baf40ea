//! All copies among many articles.
//!
//! In: articles. Out: which repeat which. Candidates are articles that share a key of their [`Print`]s; only these are
//! compared. Work per article is bounded, so time grows with the number of articles, not with its square, also when ten
//! thousand of them hold one identical sentence.

use std::collections::HashMap;

use purport_text::Article;

use super::decide::compare;
use super::evidence::Seen;
use super::{Copy, order};

/// Articles remembered for one key, the earliest: copies of a text much copied are linked to these.
const REMEMBERED: usize = 24;

/// Candidates that one article is compared with: those that share most keys.
const COMPARED: usize = 48;

/// The copies among articles: positions of the earlier and of the later article ([`order`]), and what kind of copy it is.
/// Sorted by the positions' order in time. The order of the input changes nothing but the numbers.
///
/// ```
/// use purport_ledger::copies::{Kind, pairs};
/// use purport_text::Article;
/// let text = "The harbour master closed the port of Odesa on Monday because a storm had torn three ships from the quay.";
/// let article = |id: &str| Article { id: id.into(), text: text.into(), ..Article::default() };
/// let found = pairs(&[article("b"), article("a")]);
/// assert_eq!((found[0].0, found[0].1, found[0].2.kind), (1, 0, Kind::Identical));
/// ```
#[must_use]
pub fn pairs(articles: &[Article]) -> Vec<(usize, usize, Copy)> {
    let mut sequence: Vec<usize> = (0..articles.len()).collect();
    sequence.sort_by(|&left, &right| order(&articles[left], &articles[right]));
    let mut seen: Vec<Seen<'_>> = Vec::with_capacity(articles.len());
    let mut shelf: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut found = Vec::new();
    for (rank, &position) in sequence.iter().enumerate() {
        let later = Seen::of(&articles[position]);
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for key in later.print.keys() {
            let holders = shelf.entry(key).or_default();
            for &holder in holders.iter() {
                *shared.entry(holder).or_default() += 1;
            }
            if holders.len() < REMEMBERED {
                holders.push(u32::try_from(rank).unwrap_or(u32::MAX));
            }
        }
        let mut candidates: Vec<(u32, u32)> = shared.into_iter().collect();
        candidates.sort_unstable_by_key(|&(holder, keys)| (std::cmp::Reverse(keys), holder));
        candidates.truncate(COMPARED);
        candidates.sort_unstable();
        for (holder, _) in candidates {
            if let Some(copy) = compare(&seen[holder as usize], &later) {
                found.push((sequence[holder as usize], position, copy));
            }
        }
        seen.push(later);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    fn article(id: usize, text: String) -> Article {
        Article { id: format!("{id:05}"), text, ..Article::default() }
    }

    /// Pairs by id, with the kind.
    fn by_id(articles: &[Article]) -> Vec<(String, String, super::super::Kind)> {
        let named = |(earlier, later, copy): (usize, usize, Copy)| {
            (articles[earlier].id.clone(), articles[later].id.clone(), copy.kind)
        };
        pairs(articles).into_iter().map(named).collect()
    }

    #[test]
    fn the_order_of_the_input_changes_nothing() {
        let mut articles: Vec<Article> = (0..60)
            .map(|n| article(n, words(1_000 * (n / 3), 1_000 * (n / 3) + 200 - n % 3) + &words(90_000, 90_020)))
            .collect();
        let found = by_id(&articles);
        assert_eq!(found.len(), 60);
        articles.reverse();
        assert_eq!(by_id(&articles), found);
        articles.rotate_left(17);
        articles.swap(3, 40);
        assert_eq!(by_id(&articles), found);
    }

    #[test]
    fn a_sentence_that_all_hold_makes_no_copies() {
        let articles: Vec<Article> =
            (0..300).map(|n| article(n, words(n * 100, n * 100 + 90) + &words(90_000, 90_025))).collect();
        assert_eq!(pairs(&articles), []);
    }

    #[test]
    fn a_text_that_all_hold_is_linked_to_the_earliest_only() {
        let articles: Vec<Article> = (0..200).map(|n| article(n, words(0, 50))).collect();
        let found = pairs(&articles);
        assert!(found.len() <= articles.len() * REMEMBERED, "{}", found.len());
        assert!((1..200).all(|later| found.iter().any(|pair| pair.0 == 0 && pair.1 == later)));
    }
}
