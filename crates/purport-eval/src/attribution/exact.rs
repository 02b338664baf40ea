//! Exact spans, as Citron's `citron/metrics.py` defines them.

use super::{Item, ROLES};
use crate::ink::Run;

/// What has to be the same.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exact {
    Cue,
    Source,
    Content,
    All,
}

impl Exact {
    pub const EVERY: [Self; 4] = [Self::Cue, Self::Source, Self::Content, Self::All];

    pub fn name(self) -> &'static str {
        match self {
            Self::Cue => ROLES[0],
            Self::Source => ROLES[1],
            Self::Content => ROLES[2],
            Self::All => "all",
        }
    }

    /// Whether an attribution is counted at all: one without a cue has no cue to get right, but can miss the rest.
    pub fn counts(self, item: &Item) -> bool {
        !(matches!(self, Self::Cue) && item.cue().is_empty())
    }

    /// Whether the predicted attribution is right by the gold one.
    pub fn fits(self, predicted: &Item, gold: &Item) -> bool {
        if predicted.cue().is_empty() || gold.cue().is_empty() {
            return false;
        }
        match self {
            Self::Cue => predicted.cue() == gold.cue(),
            Self::Source => touches(predicted.cue(), gold.cue()) && predicted.source() == gold.source(),
            Self::Content => touches(predicted.cue(), gold.cue()) && predicted.content() == gold.content(),
            Self::All => predicted.roles == gold.roles,
        }
    }
}

/// Citron's overlap of cues, with what is lopsided in it: beginning where the gold cue ends is enough.
fn touches(predicted: &[Run], gold: &[Run]) -> bool {
    predicted.iter().any(|p| gold.iter().any(|g| p.start <= g.end && p.end > g.start))
}
