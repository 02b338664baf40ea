//! Parses to [`Reading`]s: who claims what, through whom, in which words.
//!
//! In: an [`Article`](purport_text::Article) and a loaded [`Parser`](purport_parse::Parser). Out: a [`Reading`]. Promises:
//! a reading is a pure function of article, model and rules; every span in it cuts out what it says it is; claims are in
//! text order and `within` always points at another claim of the same reading.

mod attribution;
mod claim;
mod coreference;
mod cue;
mod entity;
mod event;
mod explain;
mod factuality;
mod hedge;
mod home;
mod json;
pub mod known;
mod negation;
mod number;
mod place;
mod quantity;
mod quotation;
mod read;
mod reading;
mod time;
mod voice;

pub use attribution::Attribution;
pub use coreference::{Choices, chains, choices};
pub use entity::{Link, LinkChoice, LinkMention, Resolved, ResolvedSource, resolve};
pub use explain::{Reason, explain};
pub use factuality::{commitment, happened};
pub use json::ReadingError;
pub use negation::negation_cues;
pub use place::is_demonym;
pub use read::stance_at;
pub use read::{Layers, parse, read};
pub use reading::{
    Act, Certainty, Claim, Cue, Entity, EntityKind, Event, EventType, Place, Polarity, Quantity, Quotation, Reader,
    Reading, Source, SourceKind, Time, TimeFrame, TimeType, Token, TokenLayer,
};
