//! Articles that repeat other articles.
//!
//! In: articles. Out: which of them are copies of which, of what kind, and whom they credit. A store keeps the [`Print`] of
//! every article and finds candidates under its [`Print::keys`]; [`compare`] then decides on the words themselves.
//!
//! | kind | is |
//! |---|---|
//! | identical | the same words |
//! | revision | one publisher's report, changed: the same page, or the same headline and shared text |
//! | wire | shared text under another masthead |
//! | excerpt | the shorter stands in the longer, or a long passage of one in the other |
//!
//! Nothing is a copy because of what is printed under many reports (notices, credits, captions) or because it quotes the
//! same words of the same speaker: only a report's own words count. Two reports of one event in their own words are none.

mod align;
mod credits;
mod decide;
mod difference;
mod furniture;
mod hash;
mod masthead;
mod order;
mod pairs;
mod print;
mod title;
mod url;
mod words;

pub use credits::{Credit, credits};
pub use decide::{Copy, Kind, compare};
pub use difference::{Change, difference};
pub use order::order;
pub use pairs::pairs;
pub use print::Print;
