//! What the fuzz targets check, as plain functions of bytes.
//!
//! Each function panics when its property does not hold. The targets in `fuzz_targets/` hand it to libFuzzer; the test in
//! `tests/smoke.rs` runs the same function over the seeds and small changes of them, on any toolchain.

mod json;
mod parse;
mod text;

pub use json::reading_json;
pub use parse::parse_decode;
pub use text::{normalize, read_article, sentences_words};
