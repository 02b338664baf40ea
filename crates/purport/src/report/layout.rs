//! Text to lines that fit the terminal.

use unicode_width::UnicodeWidthChar;

use super::clean::Cleaner;
use super::style::{Look, Part};

/// One character and how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The character; never a control character.
    pub ch: char,
    /// Its look.
    pub look: Look,
}

/// Text of a report before it is broken into lines. Whatever is pushed is made safe for the terminal first.
#[derive(Clone, Debug, Default)]
pub struct Text {
    cells: Vec<Cell>,
    cleaner: Cleaner,
}

/// One line of a report: at most as wide as was asked for.
pub type Line = Vec<Cell>;

/// The characters of a literal as they are, spaces kept.
pub fn cells(literal: &str, part: Part) -> Line {
    literal.chars().map(|ch| Cell { ch, look: part.into() }).collect()
}

impl Text {
    /// A text of one look.
    pub fn of(text: &str, look: impl Into<Look>) -> Self {
        Self::default().then(text, look)
    }

    /// The text with more behind it.
    pub fn then(mut self, text: &str, look: impl Into<Look>) -> Self {
        let look = look.into();
        text.chars().for_each(|ch| self.push(ch, look));
        self
    }

    /// Add one character.
    pub fn push(&mut self, ch: char, look: Look) {
        if let Some(ch) = self.cleaner.pass(ch) {
            self.cells.push(Cell { ch, look });
        }
    }

    /// Add another text.
    pub fn append(&mut self, other: Self) {
        self.cells.extend(other.cells);
    }

    /// The characters alone, white space collapsed.
    pub fn plain(&self) -> String {
        self.words().map(|word| word.iter().map(|cell| cell.ch).collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The lines of the text, at most `room` columns wide. Words longer than a line are broken.
    pub fn wrap(&self, room: usize) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut line = Line::new();
        let mut used = 0;
        for mut word in self.words() {
            loop {
                let gap = usize::from(!line.is_empty());
                let (fits, columns) = fitting(word, room.saturating_sub(used + gap));
                if fits == word.len() {
                    if let Some(last) = line.last() {
                        line.push(Cell { ch: ' ', look: last.look.between(word[0].look) });
                    }
                    line.extend(word);
                    used += gap + columns;
                    break;
                }
                if line.is_empty() {
                    // At least one character, or a word that nowhere fits would never end.
                    let (part, remainder) = word.split_at(fits.max(1));
                    line.extend(part);
                    word = remainder;
                }
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The text on one line of at most `room` columns, with "…" where it was cut.
    pub fn elide(&self, room: usize) -> Line {
        let mut lines = self.wrap(room);
        if lines.len() < 2 {
            return lines.pop().unwrap_or_default();
        }
        let mut line = self.wrap(room.saturating_sub(2)).swap_remove(0);
        line.extend(cells(" …", Part::Aside));
        line
    }

    fn words(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.split(|cell| cell.ch == ' ').filter(|word| !word.is_empty())
    }
}

/// How many cells at the start of a word fit into `room` columns, and how many columns they take.
fn fitting(word: &[Cell], room: usize) -> (usize, usize) {
    let mut used = 0;
    for (count, cell) in word.iter().enumerate() {
        let columns = columns(cell.ch);
        if used + columns > room {
            return (count, used);
        }
        used += columns;
    }
    (word.len(), used)
}

/// Columns that a character takes, rather too many than too few.
pub fn columns(ch: char) -> usize {
    match ch {
        // Asks for the wide picture of the character before.
        '\u{fe0f}' => 1,
        _ => ch.width().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, room: usize) -> Vec<String> {
        let shown = |line: Line| line.iter().map(|cell| cell.ch).collect();
        Text::of(text, Part::Body).wrap(room).into_iter().map(shown).collect()
    }

    #[test]
    fn lines_break_between_words_and_white_space_collapses() {
        assert_eq!(lines(" the  talks\nmay fail ", 9), ["the talks", "may fail"]);
        assert_eq!(lines("", 5), Vec::<String>::new());
    }

    #[test]
    fn long_words_and_wide_characters_never_overflow() {
        assert_eq!(lines("abcdefghi jk", 4), ["abcd", "efgh", "i jk"]);
        assert_eq!(lines("한국어신문", 5), ["한국", "어신", "문"]);
        // A combining mark stays with its letter.
        assert_eq!(lines("aae\u{301}b", 3), ["aae\u{301}", "b"]);
    }

    #[test]
    fn a_word_of_megabytes_is_broken_in_reasonable_time() {
        assert_eq!(lines(&"x".repeat(2_000_000), 50).len(), 40_000);
    }

    #[test]
    fn elided_text_ends_with_an_ellipsis_only_when_cut() {
        let shown = |text: &str| Text::of(text, Part::Body).elide(10).iter().map(|c| c.ch).collect::<String>();
        assert_eq!(shown("nine nine."), "nine nine.");
        assert_eq!(shown("nine nine nine"), "nine …");
        assert_eq!(shown("elevenelevenletters"), "elevenel …");
    }

    #[test]
    fn spaces_look_like_their_two_neighbours() {
        let hedge = Look { hedged: true, ..Look::default() };
        let text = Text::of("may well", hedge).then(" fail", Part::Body);
        let line = text.wrap(20).remove(0);
        let hedged: String = line.iter().filter(|c| c.look.hedged).map(|c| c.ch).collect();
        assert_eq!(hedged, "may well");
    }
}
