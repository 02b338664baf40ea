//! Exports of a small ledger, and imports of them.

mod formats;
mod ledger;
mod round_trip;
mod validate;
