//! What people decide: signed, dated, reversible.
//!
//! A review is appended and never changed. It points at claims by article and characters, not by number, so that it holds when
//! the article is read again. To undo one is another review. What a person decides outweighs what the reader found.

use purport_read::{Certainty, Polarity};
use purport_text::Span;
use serde::{Deserialize, Serialize};

use crate::store::Moment;

/// One act of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Its number in the ledger; 0 until it is appended.
    pub id: i64,
    /// When the ledger learned of it.
    pub known: Moment,
    /// Who decided.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What.
    pub act: Act,
}

/// A claim, wherever its article is read again: the article's key and the characters of the content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// Key of the article, in hexadecimal digits.
    pub article: String,
    /// The content's spans, in bytes of the text.
    pub content: Vec<Span>,
}

/// What a person can decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "lowercase")]
pub enum Act {
    /// The claim is read rightly.
    Accept {
        /// Which claim.
        claim: Anchor,
    },
    /// The claim is none, or is read so wrongly that it must not count.
    Reject {
        /// Which claim.
        claim: Anchor,
    },
    /// The claim is read right but for these fields.
    Correct {
        /// Which claim.
        claim: Anchor,
        /// What is right instead.
        to: Correction,
    },
    /// Two claims state the same.
    Merge {
        /// One claim.
        one: Anchor,
        /// The other.
        other: Anchor,
    },
    /// Two claims do not state the same.
    Split {
        /// One claim.
        one: Anchor,
        /// The other.
        other: Anchor,
    },
    /// Two identities are the same.
    Join {
        /// Key of the identity that is joined to another.
        identity: String,
        /// Key of the other.
        of: String,
    },
    /// How reliable a source is (Admiralty: A completely … E not, F cannot be judged).
    Reliability {
        /// Key of the source's identity.
        identity: String,
        /// A to F.
        grade: char,
    },
    /// How credible a claim is (Admiralty: 1 confirmed … 5 improbable, 6 cannot be judged).
    Credibility {
        /// Which claim.
        claim: Anchor,
        /// 1 to 6.
        grade: u8,
    },
    /// Another review no longer holds.
    Undo {
        /// Its number.
        review: i64,
    },
}

/// Fields of a claim that a person puts right; `None` leaves them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Who says it, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How sure the source sounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// Whether it is said to be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// What is claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Span>,
}

impl Act {
    /// The claims that it speaks of.
    #[must_use]
    pub fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Self::Accept { claim }
            | Self::Reject { claim }
            | Self::Correct { claim, .. }
            | Self::Credibility { claim, .. } => {
                vec![claim]
            }
            Self::Merge { one, other } | Self::Split { one, other } => vec![one, other],
            Self::Join { .. } | Self::Reliability { .. } | Self::Undo { .. } => Vec::new(),
        }
    }

    /// The act's name, as typed.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accept",
            Self::Reject { .. } => "reject",
            Self::Correct { .. } => "correct",
            Self::Merge { .. } | Self::Join { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Reliability { .. } | Self::Credibility { .. } => "grade",
            Self::Undo { .. } => "undo",
        }
    }
}

/// The reviews that hold: those that no later one undoes. An undo that is itself undone undoes nothing.
#[must_use]
pub fn standing(reviews: &[Review]) -> Vec<&Review> {
    let mut undone: Vec<i64> = Vec::new();
    let mut held: Vec<&Review> = Vec::new();
    for review in reviews.iter().rev() {
        if undone.contains(&review.id) {
            continue;
        }
        if let Act::Undo { review } = review.act {
            undone.push(review);
        } else {
            held.push(review);
        }
    }
    held.reverse();
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review(id: i64, act: Act) -> Review {
        Review { id, known: id, author: "ada".into(), reason: String::new(), act }
    }

    #[test]
    fn what_is_undone_no_longer_holds_until_the_undo_is_undone() {
        let join = Act::Join { identity: "a".into(), of: "b".into() };
        let mut reviews = vec![review(1, join), review(2, Act::Undo { review: 1 })];
        assert!(standing(&reviews).is_empty());
        reviews.push(review(3, Act::Undo { review: 2 }));
        assert_eq!(standing(&reviews).iter().map(|review| review.id).collect::<Vec<_>>(), [1]);
    }
}
