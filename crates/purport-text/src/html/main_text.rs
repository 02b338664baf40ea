//! The main text of a page.
//!
//! `trafilatura` reads it; `dom_smoothie` (Mozilla's Readability) steps in where that finds nothing or next to nothing.
//! Letting the two outvote each other where both find a text was measured and gained on some kinds of page what it lost
//! on others.

use super::blocks::text_of;

/// Fewest words that make an article.
const FEWEST_WORDS: usize = 10;

/// Below this many words a second opinion is asked for.
const LITTLE: usize = 100;

/// The main text of a page; `None` when there is none.
pub(super) fn main_text(html: &str) -> Option<String> {
    let first = by_trafilatura(html).unwrap_or_default();
    let text = match count(&first) {
        little if little < LITTLE => by_readability(html).filter(|second| count(second) > 2 * little).unwrap_or(first),
        _ => first,
    };
    (count(&text) >= FEWEST_WORDS).then_some(text)
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn by_trafilatura(html: &str) -> Option<String> {
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    let found = trafilatura::extract(html, &options).ok()?;
    Some(text_of(&found.content_html))
}

fn by_readability(html: &str) -> Option<String> {
    let mut reader = dom_smoothie::Readability::new(html, None, None).ok()?;
    let found = reader.parse().ok()?;
    Some(text_of(&found.content))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The minister said on Monday that the talks in the capital would go on for another week, officials added, \
                          although two delegations had left.";

    #[test]
    fn both_readers_find_a_plain_report() {
        let html = format!("<html><body><article><p>{REPORT}</p><p>{REPORT} Twice.</p></article></body></html>");
        for read in [by_trafilatura, by_readability] {
            assert!(read(&html).unwrap().contains(REPORT));
        }
    }

    #[test]
    fn a_few_words_are_no_article() {
        assert_eq!(main_text("<html><body><p>Page not found.</p></body></html>"), None);
    }
}
