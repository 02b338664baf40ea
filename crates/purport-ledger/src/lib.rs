//! Many articles to what they rest on.
//!
//! In: articles and their readings. Out: which articles repeat which ([`copies`]). It promises that the same articles give
//! the same answers in whatever order they came, and never says whether a claim is true.

pub mod copies;
