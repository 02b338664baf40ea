//! The desk: a ledger over HTTP, for people and programs.
//!
//! In: [`Options`]: which ledger, where to listen, who may ask. Out: a page, and the API that it uses itself (`/api/v1`, described
//! by [`openapi`]), until it is told to stop. Promises: an answer comes from one state of the ledger; what is acknowledged is safe;
//! no request names a path, a shell or a query; no text of an article becomes markup; addresses are fetched only from public
//! machines; beyond loopback nothing is done without a key. `SECURITY.md` says what is not promised.
//!
//! The way of a request: [`serve`] takes the connection, `guard` looks at it, a handler of `api` understands it, `pool` answers it
//! from one state of the ledger or `writer` keeps what it brings; `answer` keeps what was answered until the ledger changes.

mod answer;
mod api;
mod desk;
mod feeds;
mod guard;
mod incoming;
mod jobs;
mod keys;
mod mcp;
mod metrics;
mod page;
mod pool;
mod problem;
mod query;
mod serve;
mod writer;

pub use api::document as openapi;
pub use keys::{Scope, make as make_key};
pub use mcp::mcp;
pub use serve::{Options, serve, stopped};
