//! Cuts training texts exactly as the reader cuts articles, so that the model meets at work what it was trained on.
//!
//! Standard input: JSON lines `{"id", "text", "words"?: [[start, end]…]}`, offsets in code points; `words` when the words
//! are given by a treebank. Standard output, a line each: `{"id", "words", "pieces": [[id…]…], "features": [n…],
//! "sentences": [[first word, one past the last]…]}`.

use std::io::{BufRead, BufWriter, Write};

use purport_parse::{Features, Vocabulary};
use purport_text::{CodePoints, Span, sentences, words};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Input {
    id: String,
    text: String,
    words: Option<Vec<Span>>,
}

#[derive(Serialize)]
struct Prepared {
    id: String,
    words: Vec<Span>,
    pieces: Vec<Vec<u32>>,
    features: Vec<u32>,
    sentences: Vec<Span>,
}

fn prepare(input: Input, vocabulary: &Vocabulary) -> Option<Prepared> {
    let text = input.text.as_str();
    let points = CodePoints::new(text);
    let cut = sentences(text);
    let words: Vec<Span> = match input.words {
        Some(given) => given.into_iter().map(|w| points.to_bytes(w)).collect::<Option<_>>()?,
        None => cut.iter().flat_map(|&s| words(text, s)).collect(),
    };
    let features = Features::new(text);
    let starts: Vec<usize> =
        cut.iter().map(|s| words.partition_point(|w| w.start < s.start)).chain([words.len()]).collect();
    Some(Prepared {
        id: input.id,
        pieces: words.iter().map(|w| vocabulary.pieces(w.slice(text))).collect(),
        features: words.iter().map(|&w| features.index(text, w)).collect(),
        sentences: starts.windows(2).map(|w| Span::new(w[0], w[1])).filter(|s| !s.is_empty()).collect(),
        words: words.iter().map(|&w| points.from_bytes(w)).collect(),
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let vocabulary = Vocabulary::embedded();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let input: Input = serde_json::from_str(&line?)?;
        let id = input.id.clone();
        let prepared =
            prepare(input, &vocabulary).ok_or(format!("line {}: {id}: a word ends outside the text", number + 1))?;
        serde_json::to_writer(&mut out, &prepared)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
