//! Texts that requests bring.
//!
//! In: a text or a page, with what is known of it. Out: an [`Article`], or the one line that says why there is none. Nothing is
//! fetched here, and no path is ever taken from a request.

use purport_keep::{Reader, read};
use purport_read::Reading;
use purport_text::{Article, Raw, TextError, read_article, timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::{Code, Problem};

/// What a person calls an input that has no name.
const NAME: &str = "the text given";

/// A text or a page: exactly one of `text` and `html`. What is to be added may be an address alone, which is then fetched.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Report {
    /// Plain text; it becomes the article's text unchanged, so that spans hold in it.
    pub text: Option<String>,
    /// A page as HTML; its main text is read.
    pub html: Option<String>,
    /// An id; without one the article's is made from its text.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When: a date, or a date and time (RFC 3339).
    #[schema(example = "2026-03-04")]
    pub published: Option<String>,
    /// Its address. Beside a text or a page it is only kept, not fetched.
    pub url: Option<String>,
}

/// A line of JSON lines, as `purport read --jsonl` takes it.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl Report {
    /// The article that it is.
    ///
    /// # Errors
    /// When there is none in it, or it brings both a text and a page.
    pub fn article(&self) -> Result<Article, Problem> {
        match (&self.text, &self.html) {
            (Some(text), None) => self.plain(text),
            (None, Some(html)) => self.page(html),
            (Some(_), Some(_)) => Err(Problem::new(Code::BadRequest, "give a text or a page, not both")),
            (None, None) => Err(Problem::new(Code::BadRequest, "give a text or a page")),
        }
    }

    fn plain(&self, text: &str) -> Result<Article, Problem> {
        // Empty fields of a form say nothing.
        let filled = |field: &'_ Option<String>| field.clone().filter(|text| !text.trim().is_empty());
        let (id, title, publisher) = (filled(&self.id), filled(&self.title), filled(&self.publisher));
        let (published, url) = (filled(&self.published), filled(&self.url));
        if let Some(wrong) = published.as_ref().filter(|published| timestamp(published).is_none()) {
            let detail = format!("published: {wrong:?} is no date; write it as 2024-10-30 or 2024-10-30T12:00:00Z");
            return Err(Problem::new(Code::BadRequest, detail));
        }
        let line = Line {
            text,
            id: id.as_deref(),
            title: title.as_deref(),
            publisher: publisher.as_deref(),
            published: published.as_deref(),
            url: url.as_deref(),
        };
        let line = serde_json::to_vec(&line).map_err(Problem::internal)?;
        let first = purport_text::articles(NAME, line.as_slice()).next();
        first.ok_or_else(|| Problem::new(Code::Unreadable, "there is no text in it"))?.map_err(unreadable)
    }

    fn page(&self, html: &str) -> Result<Article, Problem> {
        let raw = Raw {
            name: NAME.to_owned(),
            bytes: html.as_bytes().to_vec(),
            content_type: Some("text/html; charset=utf-8".to_owned()),
            url: self.url.clone().filter(|url| !url.trim().is_empty()),
        };
        let found = read_article(&raw).map_err(unreadable)?;
        // What is said of the page goes before what the page says of itself, and is checked as for a text.
        let said =
            |own: &Option<String>, found: Option<String>| own.clone().filter(|own| !own.trim().is_empty()).or(found);
        let known = Self {
            text: None,
            html: None,
            id: Some(said(&self.id, None).unwrap_or(found.id)),
            title: said(&self.title, found.title),
            publisher: said(&self.publisher, found.publisher),
            published: said(&self.published, found.published),
            url: found.url,
        };
        let article = known.plain(&found.text)?;
        Ok(Article { authors: found.authors, ..article })
    }
}

/// Why there is no article, without a name that nobody gave.
fn unreadable(error: TextError) -> Problem {
    Problem::new(Code::Unreadable, error.kind.to_string())
}

/// The reading of an article.
///
/// # Errors
/// When the model fails.
pub fn reading(reader: &Reader, article: Article) -> Result<Reading, Problem> {
    read(reader, article).map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The mayor said on Monday that the old bridge would be closed for repairs until the spring.";

    #[test]
    fn a_text_stays_as_it_is_and_a_page_is_read() {
        let report = Report { text: Some(TEXT.to_owned()), title: Some("Bridge".to_owned()), ..Report::default() };
        let article = report.article().unwrap();
        assert_eq!((article.text.as_str(), article.title.as_deref()), (TEXT, Some("Bridge")));
        let html = format!(
            "<html><head><title>Old</title></head><body><article><p>{}</p></article></body></html>",
            [TEXT; 6].join("</p><p>")
        );
        let report = Report {
            html: Some(html),
            title: Some("Bridge".to_owned()),
            published: Some("2026-03-04".to_owned()),
            ..Report::default()
        };
        let article = report.article().unwrap();
        assert_eq!((article.title.as_deref(), article.published.as_deref()), (Some("Bridge"), Some("2026-03-04")));
        assert!(article.text.contains("old bridge") && !article.text.contains('<'));
    }

    #[test]
    fn what_is_no_article_is_said_in_one_line() {
        let of = |report: Report| report.article().unwrap_err();
        assert_eq!(of(Report::default()).status, 400);
        assert_eq!(of(Report { text: Some(TEXT.into()), html: Some(TEXT.into()), ..Report::default() }).status, 400);
        let empty = of(Report { text: Some(" \n".to_owned()), ..Report::default() });
        assert_eq!((empty.status, empty.code.as_str()), (422, "unreadable"));
        let undated = of(Report { text: Some(TEXT.into()), published: Some("soon".into()), ..Report::default() });
        assert!(undated.status == 400 && !undated.detail.contains('\n'), "{undated:?}");
    }
}
