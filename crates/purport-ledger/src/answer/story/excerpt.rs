//! The sentence that a claim stands in.
//!
//! In: an article's text, the spans of what is claimed, those of hedges. Out: [`Piece`]s, in order, that say which words are
//! claimed and which hedge. Bounded: of long stretches only what stands round the claim is kept.

use purport_text::{Span, sentences};

use super::Piece;

/// Most bytes of text kept before, between and after what is claimed.
const AROUND: usize = 240;

/// Most bytes of a stretch that is claimed.
const CLAIMED: usize = 1_200;

/// Cut.
pub fn cut(text: &str, claimed: &[Span], hedges: &[Span]) -> Vec<Piece> {
    let is_inside = |span: &&Span| text.get(span.range()).is_some_and(|words| !words.trim().is_empty());
    let spans: Vec<Span> = claimed.iter().filter(is_inside).copied().collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
    let whole = sentences(text).into_iter().filter(|sentence| spans.iter().any(|span| sentence.overlaps(*span)));
    let whole = whole.fold(first.join(*last), Span::join);
    let mut edges: Vec<usize> = vec![whole.start, whole.end];
    for span in spans.iter().chain(hedges).filter(|span| text.get(span.range()).is_some()) {
        edges.extend([span.start, span.end].iter().filter(|edge| (whole.start..=whole.end).contains(*edge)));
    }
    edges.sort_unstable();
    edges.dedup();
    let mut pieces: Vec<Piece> = Vec::new();
    for pair in edges.windows(2) {
        let here = Span::new(pair[0], pair[1]);
        let Some(words) = text.get(here.range()) else { continue };
        let is_claimed = spans.iter().any(|span| span.contains(here));
        let place = (here.start == whole.start, here.end == whole.end);
        pieces.push(Piece {
            text: shortened(words, is_claimed, place),
            claimed: is_claimed,
            hedged: hedges.iter().any(|hedge| hedge.contains(here)),
        });
    }
    pieces
}

/// A stretch with white space as single spaces, its middle left out where it is long; at an edge of the whole, its far end.
fn shortened(words: &str, claimed: bool, (is_first, is_last): (bool, bool)) -> String {
    let most = if claimed { CLAIMED } else { AROUND };
    let (head, tail) = match (is_first && !claimed, is_last && !claimed) {
        (true, false) => (0, most),
        (false, true) => (most, 0),
        _ => (most / 2, most / 2),
    };
    let mut flat = String::with_capacity(words.len().min(most * 2));
    for ch in words.chars() {
        let ch = if ch.is_whitespace() { ' ' } else { ch };
        if ch != ' ' || !flat.ends_with(' ') {
            flat.push(ch);
        }
    }
    if flat.len() <= most + 3 {
        return flat;
    }
    let start = flat.floor_char_boundary(head);
    let end = flat.ceil_char_boundary(flat.len() - tail);
    format!("{} … {}", flat[..start].trim_end(), flat[end..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let mark = |piece: &Piece| match (piece.claimed, piece.hedged) {
            (true, true) => format!("[_{}_]", piece.text),
            (true, false) => format!("[{}]", piece.text),
            (false, true) => format!("_{}_", piece.text),
            (false, false) => piece.text.clone(),
        };
        pieces.iter().map(mark).collect()
    }

    #[test]
    fn the_sentence_is_kept_whole_and_what_is_claimed_is_marked() {
        let text = "It rained. The clerk said the old bridge may\nbe closed. Nobody asked.";
        let claimed = [Span::of(text, "the old bridge may\nbe closed").unwrap()];
        let hedges = [Span::of(text, "may").unwrap()];
        assert_eq!(shown(&cut(text, &claimed, &hedges)), "The clerk said [the old bridge ][_may_][ be closed].");
    }

    #[test]
    fn what_is_interrupted_is_marked_in_its_parts() {
        let text = "“The line,” she said, “is shut.”";
        let claimed = [Span::of(text, "The line").unwrap(), Span::of(text, "is shut").unwrap()];
        assert_eq!(shown(&cut(text, &claimed, &[])), "“[The line],” she said, “[is shut].”");
    }

    #[test]
    fn spans_of_another_text_give_nothing() {
        assert_eq!(cut("short", &[Span::new(3, 90)], &[]), []);
        assert_eq!(cut("é", &[Span::new(0, 1)], &[]), []);
        assert_eq!(cut("", &[], &[]), []);
    }

    #[test]
    fn endless_sentences_are_shortened_round_the_claim() {
        let text = format!("{} the dam holds {}", "a ".repeat(50_000), "b ".repeat(50_000));
        let pieces = cut(&text, &[Span::of(&text, "the dam holds").unwrap()], &[]);
        let out = shown(&pieces);
        assert!(out.len() < 4 * AROUND && out.contains("[the dam holds]"), "{out}");
    }
}
