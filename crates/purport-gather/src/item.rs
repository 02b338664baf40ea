//! What gathering gives: things that should be articles, and what was passed over.

use std::fmt;

use purport_text::{
    Article, FetchOptions, Raw, Source, TextError, TextErrorKind, decode, looks_like_page, read_article,
};

use crate::feed::Entry;
use crate::validators::Receipt;

/// One step of gathering.
#[derive(Debug)]
pub enum Gathered {
    /// Something that should be an article.
    Item(Item),
    /// Something that should have been one, and why it is not.
    Failed(TextError, Receipt),
    /// Something that was left on purpose.
    Passed(Passed),
    /// A feed has come to its end. Its receipt must be settled after those of its entries.
    FeedEnded(FeedEnd),
}

/// Something that should be an article; [`Item::read`] does the work, on any thread.
#[derive(Debug)]
pub struct Item {
    /// What a person calls it: path, record, or address.
    pub name: String,
    /// When it was known at the latest, where its container says so (RFC 3339). No publication time.
    pub known: Option<String>,
    /// To be settled when it is dealt with.
    pub receipt: Receipt,
    pub(crate) content: Content,
}

/// Where the article of an item comes from.
#[derive(Debug)]
pub(crate) enum Content {
    /// It has been read.
    Article(Box<Article>),
    /// A file or standard input, to be loaded.
    Source(Source),
    /// A page.
    Page(Raw),
    /// An entry of a feed, with its page where that could be had.
    Entry(Box<Entry>, Option<Raw>),
}

/// Something that was left on purpose, to be counted.
#[derive(Debug)]
pub struct Passed {
    /// What a person calls it.
    pub name: String,
    /// Why it was left.
    pub reason: Reason,
    /// To be settled when it was counted.
    pub receipt: Receipt,
}

/// Why something was left. `Display` is a few words, to be counted (`3 not text`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A file whose name begins with a dot, or a folder with all that is in it.
    Hidden,
    /// A file in a folder that is neither text nor HTML nor a container.
    NotText,
    /// A feed in a folder: reading it would mean fetching.
    Feed,
    /// A record of a WARC that is no response.
    OtherRecord,
    /// A response in a WARC with a status other than 200.
    NotFound,
    /// A response in a WARC that is neither HTML nor plain text.
    NotAPage,
    /// An entry whose page an earlier one of the feed named too.
    Repeated,
    /// An address that has not changed.
    Unchanged,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Hidden => "hidden",
            Self::NotText => "not text",
            Self::Feed => "feeds in a folder",
            Self::OtherRecord => "other records",
            Self::NotFound => "unsuccessful responses",
            Self::NotAPage => "not pages",
            Self::Repeated => "repeated",
            Self::Unchanged => "unchanged",
        })
    }
}

/// The end of a feed.
#[derive(Debug)]
pub struct FeedEnd {
    /// Its address as it was given.
    pub name: String,
    /// How many entries it had.
    pub entries: usize,
    /// To be settled when all its entries are. Empty where one of them should be tried again.
    pub receipt: Receipt,
}

impl Item {
    /// The article.
    ///
    /// # Errors
    /// When the file cannot be loaded, or when there is no article in it that can be read.
    pub fn read(&self) -> Result<Article, TextError> {
        match &self.content {
            Content::Article(article) => Ok(article.as_ref().clone()),
            Content::Source(source) => read_article(&source.load(&FetchOptions::default())?),
            Content::Page(raw) => read_page(raw),
            Content::Entry(entry, Some(raw)) => match read_page(raw) {
                Ok(article) => Ok(completed(article, entry)),
                Err(error) => match (&error.kind, entry.text()) {
                    (TextErrorKind::NoArticle | TextErrorKind::Empty, Some(text)) => own(&self.name, entry, text),
                    _ => Err(error),
                },
            },
            Content::Entry(entry, None) => own(&self.name, entry, entry.text().unwrap_or_default()),
        }
    }
}

/// The article of something that a server sent as a page. Data for programs is text too, but no report.
fn read_page(raw: &Raw) -> Result<Article, TextError> {
    let kind = raw.content_type.as_deref().and_then(|kind| kind.split(';').next()).unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    let data =
        kind != "application/xhtml+xml" && ["json", "xml", "javascript", "css"].iter().any(|end| kind.ends_with(end));
    if data && !decode(&raw.bytes, raw.content_type.as_deref()).is_ok_and(|text| looks_like_page(&text)) {
        return Err(TextError::new(raw.name.as_str(), TextErrorKind::NoArticle));
    }
    read_article(raw)
}

/// An article, and from the feed what its page left out.
fn completed(article: Article, entry: &Entry) -> Article {
    Article {
        title: article.title.or_else(|| entry.title.clone()),
        published: article.published.or_else(|| entry.published.clone()),
        authors: if article.authors.is_empty() { entry.authors.clone() } else { article.authors },
        ..article
    }
}

/// The article that an entry itself is; what the feed says of it comes before what its text says.
fn own(name: &str, entry: &Entry, text: String) -> Result<Article, TextError> {
    let content_type = Some("text/plain; charset=utf-8".to_owned());
    let raw = Raw { name: name.to_owned(), bytes: text.into_bytes(), content_type, url: entry.link.clone() };
    let found = read_article(&raw)?;
    Ok(Article {
        title: entry.title.clone().or(found.title),
        published: entry.published.clone().or(found.published),
        authors: if entry.authors.is_empty() { found.authors } else { entry.authors.clone() },
        ..found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{page, report};

    fn read(content_type: &str, text: String) -> Result<Article, TextError> {
        let content_type = Some(content_type.to_owned());
        read_page(&Raw { name: "https://example.org/a".into(), bytes: text.into_bytes(), content_type, url: None })
    }

    #[test]
    fn data_for_programs_is_no_report_unless_it_is_a_page() {
        for kind in
            ["application/json", "application/ld+json; charset=utf-8", "text/xml", "text/javascript", "TEXT/CSS"]
        {
            let error = read(kind, report("minister")).unwrap_err();
            assert!(matches!(error.kind, TextErrorKind::NoArticle), "{kind}");
            assert!(read(kind, page("minister")).is_ok(), "{kind}");
        }
        assert!(read("text/plain", report("minister")).is_ok());
        assert!(read("application/xhtml+xml", page("minister").replace("<!DOCTYPE html>", "")).is_ok());
    }
}
