//! How each part of a report looks, with colour and without.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::layout::Cell;

/// What a character of a report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The part that it belongs to.
    pub part: Part,
    /// Stands in quotation marks.
    pub quoted: bool,
    /// Belongs to a hedge ("may", "reportedly").
    pub hedged: bool,
}

/// Parts of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What is claimed.
    #[default]
    Body,
    /// The headline.
    Title,
    /// Who claims.
    Source,
    /// The words that attribute.
    Cue,
    /// The words that attribute when they stand against something: denied, declined, condemned.
    AgainstCue,
    /// What helps reading and can be passed over.
    Aside,
}

impl From<Part> for Look {
    fn from(part: Part) -> Self {
        Self { part, ..Self::default() }
    }
}

impl Look {
    /// The look of a space between two characters: what both have.
    pub fn between(self, other: Self) -> Self {
        Self {
            part: if self.part == other.part { self.part } else { Part::Body },
            quoted: self.quoted && other.quoted,
            hedged: self.hedged && other.hedged,
        }
    }
}

/// How looks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Escape sequences for colour, weight and underline.
    Colour,
    /// Characters only. Hedges are set `_between underscores_`.
    Plain,
}

impl Palette {
    /// A line as it is printed, without line end.
    pub fn show(self, line: &[Cell]) -> String {
        let mut shown = String::with_capacity(line.len() + 32);
        for run in line.chunk_by(|a, b| a.look == b.look) {
            let style = self.style(run[0].look);
            write!(shown, "{style}").expect("writing to a string");
            shown.extend(run.iter().map(|cell| cell.ch));
            write!(shown, "{style:#}").expect("writing to a string");
        }
        shown
    }

    fn style(self, look: Look) -> Style {
        if self == Self::Plain {
            return Style::new();
        }
        let style = match look.part {
            Part::Body => Style::new(),
            Part::Title | Part::Source => Style::new().bold(),
            Part::Cue => AnsiColor::Cyan.on_default(),
            Part::AgainstCue => AnsiColor::Red.on_default(),
            Part::Aside => Style::new().dimmed(),
        };
        let style = if look.quoted && look.part == Part::Body { AnsiColor::Green.on_default() } else { style };
        if look.hedged { style.underline() } else { style }
    }
}
