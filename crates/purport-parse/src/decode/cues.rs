//! Cue tags to cues.

use purport_text::Span;
use rten_tensor::NdTensor;

use super::softmax;

/// A stretch of words that may attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// First word and one past the last.
    pub words: Span,
    /// Probability that it is the cue of an outermost attribution.
    pub outer: f32,
    /// Probability that it is a cue on any level.
    pub any: f32,
}

/// Least probability of an outermost attribution's cue, by the tagger that knows only these. Chosen on development data.
pub(crate) const OUTER: f32 = 0.5;

/// Least probability, by the tagger of all levels, of a cue inside another attribution's content.
pub(crate) const NESTED: f32 = 0.4;

/// All candidates of a window, in text order, without overlaps. The outermost tagger draws the borders where both fire.
pub(crate) fn candidates(scores: &NdTensor<f32, 2>, words: usize) -> Vec<Candidate> {
    let outer: Vec<_> = (0..words).map(|w| softmax([scores[[w, 0]], scores[[w, 1]], scores[[w, 2]]])).collect();
    let any: Vec<_> = (0..words).map(|w| softmax([scores[[w, 3]], scores[[w, 4]], scores[[w, 5]]])).collect();
    let probability = |tags: &[[f32; 3]], at: Span| 1.0 - tags[at.start][0];
    let mut found: Vec<Candidate> = Vec::new();
    for span in spans(&outer).into_iter().chain(spans(&any)) {
        if found.iter().all(|c| !c.words.overlaps(span)) {
            found.push(Candidate { words: span, outer: probability(&outer, span), any: probability(&any, span) });
        }
    }
    found.sort_by_key(|c| c.words);
    found
}

/// Stretches that begin where a beginning is likely enough and go on while inside beats outside.
fn spans(tags: &[[f32; 3]]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for (word, &[outside, begin, inside]) in tags.iter().enumerate() {
        if open && inside > outside && inside > begin {
            if let Some(last) = found.last_mut() {
                last.end = word + 1;
            }
        } else if 1.0 - outside >= NESTED && (begin >= inside || 1.0 - outside >= 0.5) {
            found.push(Span::new(word, word + 1));
            open = true;
        } else {
            open = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_of_both_taggers_without_overlap() {
        let mut scores = NdTensor::<f32, 2>::zeros([4, 6]);
        for word in 0..4 {
            scores[[word, 0]] = 4.0;
            scores[[word, 3]] = 4.0;
        }
        scores[[0, 1]] = 9.0; // outermost: words 0 and 1
        scores[[1, 2]] = 9.0;
        scores[[1, 4]] = 9.0; // any level: word 1 (overlaps) and word 3
        scores[[3, 4]] = 9.0;
        let found: Vec<Span> = candidates(&scores, 4).iter().map(|c| c.words).collect();
        assert_eq!(found, [Span::new(0, 2), Span::new(3, 4)]);
    }
}
