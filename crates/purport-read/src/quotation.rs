//! Whether a content stands in quotation marks.

use purport_text::Span;

use crate::Quotation;

/// How the content is quoted: all of it in marks, some of it, or none. `quoted` are the article's quotations in order;
/// punctuation and white space do not count.
pub(crate) fn quotation(text: &str, content: &[Span], quoted: &[Span]) -> Quotation {
    let (mut inside, mut outside) = (0usize, 0usize);
    for part in content {
        for (offset, ch) in part.slice(text).char_indices() {
            if !ch.is_alphanumeric() {
                continue;
            }
            let at = part.start + offset;
            let next = quoted.partition_point(|q| q.end <= at);
            if quoted.get(next).is_some_and(|q| q.start <= at) {
                inside += 1;
            } else {
                outside += 1;
            }
        }
    }
    match (inside, outside) {
        (0, _) => Quotation::Indirect,
        (_, 0) => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_text::quotations;

    fn of(text: &str, content: &[&str]) -> Quotation {
        let spans: Vec<Span> = content.iter().map(|c| Span::of(text, c).unwrap()).collect();
        quotation(text, &spans, &quotations(text))
    }

    #[test]
    fn direct_indirect_and_mixed() {
        let text = "“We lost,” she said. “For good.” He said it was a “grave” mistake.";
        assert_eq!(of(text, &["“We lost,”", "“For good.”"]), Quotation::Direct);
        assert_eq!(of(text, &["it was a “grave” mistake"]), Quotation::Mixed);
        assert_eq!(of(text, &["it was a"]), Quotation::Indirect);
    }
}
