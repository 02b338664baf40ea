//! Many readings in, findings out: who stands behind a claim, who independently says the same, who denies it.

pub mod matching;
pub mod statement;
