//! A text as words that can be compared.
//!
//! In: a text. Out: its words in order, each as a hash of its folded form with its place. Folded away: case, punctuation,
//! thousands separators, stops inside abbreviations, apostrophes. Kept, because they change what is said: decimal points,
//! currency and per-cent signs. Where a script has no spaces (Han, Kana, Thai …) every character is a word.

use std::sync::LazyLock;

use purport_text::{Normalized, Span, paragraphs, quotations};
use regex::Regex;

use super::furniture;
use super::hash::Fold;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of the folded word.
    pub hash: u64,
    /// Where it stands: bytes of the text that was cut.
    pub span: Span,
}

/// An article's text as words, with what kind of text each stands in.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// Hashes of the words that tell: those of notices, credits and captions are left out.
    pub telling: Vec<u64>,
    /// For each telling word, whether it stands in quotation marks.
    pub quoted: Vec<bool>,
    /// Hashes of all words.
    pub all: Vec<u64>,
}

impl Folded {
    /// Cuts a text.
    pub fn of(text: &str) -> Self {
        let normalized = Normalized::of(text);
        let text: &str = &normalized.text;
        let (furniture, quotations) = (furniture::find(text), quoted(text));
        let (mut in_furniture, mut in_quotation) = (Within::new(&furniture), Within::new(&quotations));
        let mut folded = Self::default();
        for word in words(text) {
            folded.all.push(word.hash);
            if !in_furniture.holds(word.span) {
                folded.telling.push(word.hash);
                folded.quoted.push(in_quotation.holds(word.span));
            }
        }
        folded
    }
}

/// What signs a post of a social network that is printed inside a report: name, handle, day.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:—|–|--|-)\s?[^\n(]{1,60}\(@\w{1,30}\)\s+(?:\p{Lu}\p{L}{2,9}\.? \d{1,2}|\d{1,2} \p{Lu}\p{L}{2,9}\.?),? \d{4}")
        .expect("the pattern is constant and tested")
});

/// What is quoted: between marks, or printed as a post of a social network. In order, without overlap.
fn quoted(text: &str) -> Vec<Span> {
    let mut found = quotations(text);
    if text.contains("(@") {
        for paragraph in paragraphs(text) {
            let mut start = paragraph.start;
            for post in POST.find_iter(paragraph.slice(text)) {
                let end = paragraph.start + post.end();
                found.push(Span::new(start, end));
                start = end;
            }
        }
    }
    found.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// Asks, for spans in order, whether each lies in one of a sorted list of spans.
struct Within<'s> {
    spans: &'s [Span],
    at: usize,
}

impl<'s> Within<'s> {
    fn new(spans: &'s [Span]) -> Self {
        Self { spans, at: 0 }
    }

    fn holds(&mut self, span: Span) -> bool {
        while self.spans.get(self.at).is_some_and(|open| open.end <= span.start) {
            self.at += 1;
        }
        self.spans.get(self.at).is_some_and(|open| open.start <= span.start)
    }
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut open: Option<(usize, Fold, usize)> = None;
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, next)| next);
        let end = at + c.len_utf8();
        if is_sign(c) || is_unspaced(c) {
            close(&mut open, at, &mut found);
            let mut alone = Fold::new();
            alone.push(c);
            found.push(Word { hash: alone.finish(), span: Span::new(at, end) });
        } else if is_inner(c) {
            let (_, fold, length) = open.get_or_insert((at, Fold::new(), 0));
            for lower in c.to_lowercase() {
                fold.push(lower);
            }
            *length += 1;
        } else if let Some((_, fold, length)) = &mut open {
            let number = before.is_ascii_digit() && after.is_ascii_digit();
            let joins = match c {
                '\'' | '’' | 'ʼ' | ',' if number => true,
                '\'' | '’' | 'ʼ' => is_inner(after),
                '.' if number => {
                    fold.push('.');
                    true
                }
                // U.S. and US are one word: a stop after a single letter that a letter follows.
                '.' => *length == 1 && before.is_uppercase() && after.is_uppercase(),
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => true,
                _ => false,
            };
            if joins {
                *length = 0;
            } else {
                close(&mut open, at, &mut found);
            }
        }
        before = c;
    }
    close(&mut open, text.len(), &mut found);
    found
}

fn close(open: &mut Option<(usize, Fold, usize)>, end: usize, found: &mut Vec<Word>) {
    if let Some((start, fold, _)) = open.take() {
        found.push(Word { hash: fold.finish(), span: Span::new(start, end) });
    }
}

fn is_inner(c: char) -> bool {
    (c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')) && !is_unspaced(c)
}

/// Signs that change what a number says.
fn is_sign(c: char) -> bool {
    matches!(c, '$' | '%' | '£' | '¥' | '\u{20a0}'..='\u{20bf}')
}

/// Letters of scripts that are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(left: &str, right: &str) -> bool {
        let hashes = |text: &str| words(text).iter().map(|word| word.hash).collect::<Vec<_>>();
        hashes(left) == hashes(right)
    }

    #[test]
    fn what_only_looks_different_is_the_same() {
        for (left, right) in [
            ("The Minister — who left — said: “No.”", "the minister who left said no"),
            ("He didn't go", "He didn’t go"),
            ("U.S. troops", "US troops"),
            ("10,000 men", "10000 men"),
            ("The of\u{ad}fice", "the office"),
        ] {
            assert!(same(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn what_says_something_else_is_not() {
        for (left, right) in [
            ("It cost $5", "It cost €5"),
            ("It cost 1.5 million", "It cost 15 million"),
            ("It is over", "It isn't over"),
            ("rose 5%", "rose 5"),
            ("left. Right", "leftright"),
        ] {
            assert!(!same(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn words_stand_where_they_say() {
        let text = "Kim’s 3.5 % in 東京, U.S.";
        let cut: Vec<&str> = words(text).iter().map(|word| word.span.slice(text)).collect();
        assert_eq!(cut, ["Kim’s", "3.5", "%", "in", "東", "京", "U.S"]);
    }

    #[test]
    fn quotations_and_furniture_are_marked() {
        let folded = Folded::of("Source: The Courier\n\nHe said “never again” on Monday.");
        assert_eq!((folded.all.len(), folded.telling.len()), (9, 6));
        assert_eq!(folded.quoted, [false, false, true, true, false, false]);
        let post = Folded::of("It rains in Odesa. — Jane Doe (@janedoe) October 28, 2024\n\nSo she wrote.");
        assert_eq!(post.quoted.iter().filter(|&&quoted| !quoted).count(), 3);
    }
}
