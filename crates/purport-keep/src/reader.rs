//! The way from an article to its reading: the one place where programs meet parser and reader.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use purport_parse::Parser;
use purport_read::{Layers, Reading};
use purport_text::Article;

use crate::failure::Failure;

/// Reads articles, on any number of threads. The model is loaded with the first one, so that a run in which nothing can
/// be read ends at once.
#[derive(Default)]
pub struct Reader {
    parser: OnceLock<Result<Parser, String>>,
}

impl Reader {
    /// The reading of one article.
    ///
    /// # Errors
    /// What the model said when it does not load or run.
    pub fn read(&self, article: Article, layers: Layers) -> Result<Reading, String> {
        let parser = self.parser.get_or_init(|| Parser::embedded().map_err(|error| error.to_string()));
        let parser = parser.as_ref().map_err(Clone::clone)?;
        purport_read::read(article, parser, layers).map_err(|error| error.to_string())
    }

    /// Which reader this is, as a ledger keeps it beside its readings: version and model.
    ///
    /// # Errors
    /// What the model said when it does not load.
    pub fn name(&self) -> Result<String, String> {
        let parser = self.parser.get_or_init(|| Parser::embedded().map_err(|error| error.to_string()));
        let parser = parser.as_ref().map_err(Clone::clone)?;
        Ok(format!("{} {}", env!("CARGO_PKG_VERSION"), parser.fingerprint()))
    }
}

/// Reads one article; a failure of the program on one must not cost the others.
///
/// # Errors
/// Why it could not be read.
pub fn read(reader: &Reader, article: Article) -> Result<Reading, Failure> {
    let name = article.id.clone();
    let read = || reader.read(article, Layers::default()).map_err(|why| Failure::Model { name: name.clone(), why });
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Failure::Defect { name: name.clone() }))
}
