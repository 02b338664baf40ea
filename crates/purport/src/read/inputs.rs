//! What there is to read, one article at a time.

use std::iter::once;

use purport_read::{Layers, Reading};
use purport_text::{Article, FetchOptions, Source, TextError, articles, read_article};

use purport_keep::Failure;
use purport_keep::Reader;

/// One article to be, or what stands in its way.
pub enum Input {
    /// A file, address or standard input, loaded only when its turn comes.
    Named {
        /// Where it is.
        source: Source,
        /// How to fetch it.
        options: FetchOptions,
    },
    /// A record of a stream; boxed, since it holds a whole article.
    Record(Box<Result<Article, TextError>>),
}

/// Inputs of one article each.
pub fn named(sources: Vec<Source>, options: FetchOptions) -> impl Iterator<Item = Input> + Send + 'static {
    sources.into_iter().map(move |source| Input::Named { source, options: options.clone() })
}

/// Inputs of one article a line. A source is opened when the one before is exhausted.
pub fn records(sources: Vec<Source>, options: FetchOptions) -> impl Iterator<Item = Input> + Send + 'static {
    let lines = move |source: Source| -> Box<dyn Iterator<Item = Result<Article, TextError>> + Send> {
        match source.open(&options) {
            Ok(stream) => Box::new(articles(&source.name(), stream)),
            Err(error) => Box::new(once(Err(error))),
        }
    };
    sources.into_iter().flat_map(lines).map(|record| Input::Record(Box::new(record)))
}

impl Input {
    /// What a person calls it.
    pub fn name(&self) -> String {
        match self {
            Self::Named { source, .. } => source.name(),
            Self::Record(record) => match record.as_ref() {
                Ok(article) => article.id.clone(),
                Err(error) => error.place.to_string(),
            },
        }
    }

    /// Loads and reads it.
    ///
    /// # Errors
    /// When there is no article that can be read.
    pub fn read(self, reader: &Reader, layers: Layers) -> Result<Reading, Failure> {
        let name = self.name();
        let article = match self {
            Self::Named { source, options } => source.load(&options).and_then(|raw| read_article(&raw)),
            Self::Record(record) => *record,
        };
        let article = article.map_err(Failure::Text)?;
        reader.read(article, layers).map_err(|why| Failure::Model { name, why })
    }
}
