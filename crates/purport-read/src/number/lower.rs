//! The words of a text in small letters, all in one buffer.

use purport_parse::Parse;

/// Longer words are no number, month or unit; they are looked at as if they were empty.
const LONGEST: usize = 40;

/// Every word of a parse in small letters, apostrophes straightened, fullwidth digits as the usual ones.
pub(crate) struct Lower {
    buffer: String,
    ends: Vec<usize>,
}

impl Lower {
    /// The words of a parse of this text.
    pub(crate) fn new(text: &str, parse: &Parse) -> Self {
        let mut buffer = String::with_capacity(text.len());
        let mut ends = Vec::with_capacity(parse.words.len());
        for word in &parse.words {
            let form = word.span.slice(text);
            if form.len() <= LONGEST {
                buffer.extend(form.chars().flat_map(char::to_lowercase).map(plain));
            }
            ends.push(buffer.len());
        }
        Self { buffer, ends }
    }

    /// The word at a place; nothing outside the text.
    pub(crate) fn at(&self, word: usize) -> &str {
        let Some(&end) = self.ends.get(word) else { return "" };
        let start = if word == 0 { 0 } else { self.ends[word - 1] };
        &self.buffer[start..end]
    }
}

/// One sign for what is written in several ways.
fn plain(sign: char) -> char {
    match sign {
        '’' => '\'',
        '０'..='９' => char::from_u32(sign as u32 - '０' as u32 + '0' as u32).unwrap_or(sign),
        _ => sign,
    }
}
