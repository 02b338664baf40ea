//! What a page or a text says about its report.
//!
//! In: a parsed page, or a plain text. Out: title, publisher, authors, publication time, address, language. The order of
//! trust for a page: JSON-LD, OpenGraph and `article:*`, other `<meta>` names, marked-up elements, visible text, and last
//! byline and dateline of the report itself. Unknown stays unknown.

mod json_ld;
mod published;
mod tags;

use scraper::Html;

use crate::byline::byline;
use crate::dateline::dateline;
use crate::headline::headline;

/// What is known about a report besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    /// RFC 3339.
    pub published: Option<String>,
    pub url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
}

impl Metadata {
    /// This, and from `other` what is missing here.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            publisher: self.publisher.or(other.publisher),
            authors: if self.authors.is_empty() { other.authors } else { self.authors },
            published: self.published.or(other.published),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }
}

/// What a page says. `text` is its main text, `url` where it was fetched from.
pub(crate) fn of_page(document: &Html, text: &str, url: Option<&str>) -> Metadata {
    let linked = json_ld::read(document);
    let tagged = tags::read(document, url);
    let mut found = linked.metadata.clone().or(tagged).or(of_text(text));
    let address = found.url.clone().or_else(|| url.map(str::to_owned));
    found.published = published::read(document, &linked, text, address.as_deref());
    found.title = found.title.map(|title| tags::without_site(&title, found.publisher.as_deref()));
    found
}

/// What a plain text says about itself: headline, byline, dateline, and a line that is a date.
pub(crate) fn of_plain_text(text: &str) -> Metadata {
    let title = headline(text).map(|span| span.slice(text).to_owned());
    let mut found = of_text(text);
    found.published = found.published.or_else(|| published::of_first_lines(text));
    Metadata { title, ..found }
}

/// Byline and dateline of a text.
fn of_text(text: &str) -> Metadata {
    Metadata {
        authors: byline(text).map(|found| found.authors).unwrap_or_default(),
        published: dateline(text).and_then(|found| found.date).and_then(|date| date.complete()),
        ..Metadata::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str, text: &str, url: Option<&str>) -> Metadata {
        of_page(&Html::parse_document(head), text, url)
    }

    #[test]
    fn plain_text_tells_title_authors_and_date() {
        let text = "Kim leaves for talks\n\nBy Jane Doe\nOct. 28, 2024\n\nSEOUL (AP) — The minister left on Monday.";
        let found = of_plain_text(text);
        assert_eq!(found.title.as_deref(), Some("Kim leaves for talks"));
        assert_eq!(found.authors, ["Jane Doe"]);
        assert_eq!(found.published.as_deref(), Some("2024-10-28"));
    }

    #[test]
    fn a_dateline_without_a_year_gives_no_date() {
        assert_eq!(of_plain_text("SEOUL, Oct 28 (Yonhap) — The minister left.").published, None);
    }

    #[test]
    fn json_ld_comes_before_open_graph_and_open_graph_before_the_rest() {
        let page = r##"<html lang="en-GB"><head><title>Kim leaves | Daily Paper</title>
            <meta property="og:title" content="Kim leaves for talks"><meta property="og:site_name" content="Daily Paper">
            <meta name="author" content="Web Desk"><meta property="article:published_time" content="2024-10-28T08:00:00Z">
            <link rel="canonical" href="/2024/kim">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
                {"@type": "WebSite", "name": "Daily Paper"}, {"@type": "Person", "@id": "#jd", "name": "Jane Doe"},
                {"@type": ["NewsArticle"], "headline": "Kim leaves for &quot;talks&quot;", "author": [{"@id": "#jd"}, {"@type": "Person", "name": "John Roe"}],
                 "datePublished": "2024-10-28T17:00:00+09:00", "dateModified": "2024-10-30", "publisher": {"name": "The Daily Paper"}}]}</script>
            </head><body></body></html>"##;
        let found = of(page, "", Some("https://example.org/2024/kim?utm=1"));
        assert_eq!(found.title.as_deref(), Some("Kim leaves for \"talks\""));
        assert_eq!(found.publisher.as_deref(), Some("The Daily Paper"));
        assert_eq!(found.authors, ["Jane Doe", "John Roe"]);
        assert_eq!(found.published.as_deref(), Some("2024-10-28T17:00:00+09:00"));
        assert_eq!(found.url.as_deref(), Some("https://example.org/2024/kim"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn tags_alone_suffice() {
        let page = r#"<html><head><title>Kim leaves - Daily Paper</title><meta property="og:site_name" content="Daily Paper">
            <meta name="dc.creator" content="By Jane Doe and John Roe"><meta name="DC.date.issued" content="2024-10-28">
            </head><body><h1>Kim leaves</h1></body></html>"#;
        let found = of(page, "", None);
        assert_eq!(found.title.as_deref(), Some("Kim leaves"));
        assert_eq!(found.authors, ["Jane Doe", "John Roe"]);
        assert_eq!(found.published.as_deref(), Some("2024-10-28"));
        assert_eq!(found.url, None);
    }

    #[test]
    fn broken_json_ld_is_passed_over() {
        let page = r#"<script type="application/ld+json">{"@type": "NewsArticle", </script>
            <script type="application/ld+json">[{"@type": "ReportageNewsArticle", "headline": "Kim
            leaves", "author": "Jane Doe"}]</script>"#;
        let found = of(page, "", None);
        assert_eq!(found.title.as_deref(), Some("Kim leaves"));
        assert_eq!(found.authors, ["Jane Doe"]);
    }

    #[test]
    fn dates_of_address_and_visible_text_are_found() {
        let visible =
            "<body><h1>Kim leaves</h1><span>Published on October 28, 2024</span><p>In May 3, 2019 style.</p></body>";
        assert_eq!(of(visible, "", None).published.as_deref(), Some("2024-10-28"));
        let address = of("<body><h1>Kim</h1></body>", "", Some("https://example.org/2024/10/28/kim"));
        assert_eq!(address.published.as_deref(), Some("2024-10-28"));
        let time = r#"<body><article><h1>Kim</h1><time datetime="2024-10-28T09:00+09:00">now</time></article></body>"#;
        assert_eq!(of(time, "", None).published.as_deref(), Some("2024-10-28T09:00:00+09:00"));
    }
}
