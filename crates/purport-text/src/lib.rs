//! Bytes to [`Article`]s.
//!
//! In: plain text or HTML as bytes, from files, standard input, addresses or JSON lines. Out: [`Article`]s, their
//! sentences and the passages printed twice.

mod article;
mod byline;
mod charset;
mod dateline;
mod dates;
mod error;
pub mod extraction;
mod fetch;
mod headline;
mod html;
mod jsonl;
mod language;
mod metadata;
mod normalize;
mod quotation;
mod read;
mod repeated;
mod sentence;
mod source;
mod span;
mod word;

pub use article::Article;
pub use byline::{Byline, byline};
pub use charset::decode;
pub use dateline::{Dateline, dateline};
pub use dates::{CalendarDate, timestamp};
pub use error::{Place, TextError, TextErrorKind};
pub use fetch::{Answer, Deadline, FETCH_LIMIT, FetchOptions, Fetcher, REDIRECT_LIMIT, Reach, USER_AGENT, Version};
pub use headline::headline;
pub use html::{html_text, looks_like_page};
pub use jsonl::{Articles, articles};
pub use language::{Language, language};
pub use normalize::Normalized;
pub use quotation::{paragraphs, quotations};
pub use read::read_article;
pub use repeated::repeated;
pub use sentence::sentences;
pub use source::{FILE_LIMIT, Raw, Source};
pub use span::{CodePoints, Span};
pub use word::words;
