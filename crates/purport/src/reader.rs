//! The way from an article to its reading: the one place where the command meets parser and reader.

use std::sync::OnceLock;

use purport_parse::Parser;
use purport_read::{Layers, Reading};
use purport_text::Article;

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
