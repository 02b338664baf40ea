//! How many inputs were read, how many skipped, and why.

use std::fmt;

use purport_keep::Failure;

/// Counts over one run. `Display`: `read 11, skipped 2: 1 empty, 1 not English`.
#[derive(Debug, Default)]
pub struct Summary {
    read: usize,
    /// Reasons in the order in which they first came up.
    skipped: Vec<(&'static str, usize)>,
}

impl Summary {
    /// Count one input, and why it failed if it did.
    pub fn count(&mut self, failure: Option<&Failure>) {
        let Some(label) = failure.map(Failure::label) else {
            self.read += 1;
            return;
        };
        match self.skipped.iter_mut().find(|(known, _)| *known == label) {
            Some((_, count)) => *count += 1,
            None => self.skipped.push((label, 1)),
        }
    }

    /// Whether anything was skipped.
    pub fn is_incomplete(&self) -> bool {
        !self.skipped.is_empty()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let skipped: usize = self.skipped.iter().map(|(_, count)| count).sum();
        write!(out, "read {}, skipped {skipped}", self.read)?;
        for (at, (label, count)) in self.skipped.iter().enumerate() {
            write!(out, "{} {count} {label}", if at == 0 { ":" } else { "," })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use purport_text::{TextError, TextErrorKind};

    use super::*;

    #[test]
    fn reasons_are_counted_in_the_order_they_came_up() {
        let mut summary = Summary::default();
        for kind in [TextErrorKind::Empty, TextErrorKind::Language("French"), TextErrorKind::Empty] {
            summary.count(Some(&Failure::Text(TextError::new("a", kind))));
            summary.count(None);
        }
        assert_eq!(summary.to_string(), "read 3, skipped 3: 2 empty, 1 not English");
    }
}
