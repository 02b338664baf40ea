//! One report as published.

use serde::{Deserialize, Serialize};

/// One report as published: the text that every span points into, and what is known about it.
///
/// Unknown is `None` (or an empty list), never a guess.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Article {
    /// The id that the input gave, else the first 16 hexadecimal digits of the text's BLAKE3 hash.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it: site or paper name.
    pub publisher: Option<String>,
    /// Names from the byline, in order.
    pub authors: Vec<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Publication time: RFC 3339 date (`2024-10-28`) or date and time, with the zone where one was given
    /// (`2024-10-28T09:30:00+09:00`).
    pub published: Option<String>,
    /// BCP 47 language tag (`en`).
    pub language: Option<String>,
    /// The text. For plain text the decoded input, unchanged; for HTML the main text, paragraphs parted by line breaks.
    pub text: String,
}
