//! Many readings in, findings out: who stands behind a claim, who independently says the same, who denies it, where the
//! numbers differ, and how that changed.
//!
//! In: [`Reading`](purport_read::Reading)s, one for each article, and what people decide about them. Out: a [`Ledger`] in one
//! file, and answers from it. Promises: what was acknowledged is kept, at any kill; the same article twice adds nothing; what
//! is derived can be made anew from what came in; answers do not depend on the order in which articles came in, apart from
//! when the ledger learned of them; every answer can be had as of any moment.

pub mod answer;
pub mod ask;
pub mod copies;
pub mod derive;
mod error;
pub mod finding;
pub mod identity;
mod ledger;
pub mod matching;
pub mod review;
pub mod statement;
pub mod store;
mod voice;

pub use error::{LedgerError, LedgerErrorKind, Result};
pub use ledger::{Added, Ledger};
