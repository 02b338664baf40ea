//! Keeps what an article contains from driving the terminal.
//!
//! News is hostile: a headline may carry escape sequences that recolour, retitle or rewrite the screen, or marks that
//! turn the reading direction around so that a sentence shows what it does not say.

/// A filter over the characters of hostile text, in order. White space of any kind becomes a plain space; control
/// characters, whole colour and cursor sequences, and invisible direction marks are left out.
///
/// Of sequences that carry a text of their own (window titles, links) only the control characters go: dropping up to an
/// end that may never come would let an article hide its own words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cleaner {
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Text,
    Escape,
    Sequence,
}

const ESCAPE: char = '\u{1b}';
const SEQUENCE: char = '\u{9b}';

impl Cleaner {
    /// What to show for the next character, if anything.
    pub fn pass(&mut self, ch: char) -> Option<char> {
        let state = std::mem::take(&mut self.state);
        match (state, ch) {
            (_, ESCAPE) => self.state = State::Escape,
            (_, SEQUENCE) | (State::Escape, '[') => self.state = State::Sequence,
            // Parameters and intermediates, then one final character.
            (State::Sequence, ' '..='?') => self.state = State::Sequence,
            (State::Sequence, '@'..='~') => {}
            (_, ch) if ch.is_whitespace() => return Some(' '),
            (_, ch) if ch.is_control() || is_invisible(ch) => {}
            (_, ch) => return Some(ch),
        }
        None
    }
}

/// Marks without width that change how others show, or hide words: direction marks, zero-width space, byte-order mark,
/// annotation marks, tags. The joiner stays, emoji and some scripts need it.
fn is_invisible(ch: char) -> bool {
    matches!(
        ch,
        '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        let mut cleaner = Cleaner::default();
        text.chars().filter_map(|ch| cleaner.pass(ch)).collect()
    }

    #[test]
    fn ordinary_text_is_kept() {
        let text = "“Ça va?” – 한국 [1] e\u{301} 👨‍👩‍👧";
        assert_eq!(clean(text), text);
    }

    #[test]
    fn colour_and_cursor_sequences_go_whole() {
        assert_eq!(clean("a\u{1b}[1;31mb\u{1b}[0mc\u{9b}2Jd"), "abcd");
    }

    #[test]
    fn sequences_that_carry_text_lose_their_power_but_not_their_text() {
        assert_eq!(clean("\u{1b}]0;title\u{7}The minister"), "]0;titleThe minister");
        assert_eq!(clean("\u{1b}]8;;unending The minister said"), "]8;;unending The minister said");
    }

    #[test]
    fn a_sequence_cannot_swallow_words() {
        assert_eq!(clean("\u{1b}[12\u{1b}[3no\nmore"), "o more");
        assert_eq!(clean("\u{1b}[é"), "é");
    }

    #[test]
    fn line_ends_and_odd_spaces_become_spaces_and_direction_marks_go() {
        assert_eq!(clean("a\r\nb\u{2028}c\u{a0}d\te"), "a  b c d e");
        assert_eq!(clean("not \u{202e}guilty\u{202c}"), "not guilty");
        assert_eq!(clean("\u{61c}a\u{e0041}b\u{206a}"), "ab");
    }
}
