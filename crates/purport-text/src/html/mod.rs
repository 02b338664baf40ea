//! HTML pages to their main text and metadata.
//!
//! In: decoded HTML. Out: the report's text, its paragraphs parted by empty lines, headings, list items and block quotes
//! kept, and what the page says about it. Nesting is bounded before anything is parsed, so a hostile page can neither
//! overflow the stack nor take long.

mod blocks;
mod main_text;
mod nesting;
mod sniff;

use scraper::Html;

use crate::metadata::{self, Metadata};

pub(crate) use sniff::is_html;
pub use sniff::looks_like_page;

/// What a page holds.
pub(crate) struct Page {
    /// Main text.
    pub text: String,
    /// What the page, and the text itself, say about the report.
    pub metadata: Metadata,
}

/// Reads a page; `None` when no article is in it. `url` is where it was fetched from.
pub(crate) fn read_page(html: &str, url: Option<&str>) -> Option<Page> {
    let html = nesting::limited(html);
    let text = main_text::main_text(&html)?;
    let document = Html::parse_document(&html);
    let metadata = metadata::of_page(&document, &text, url);
    Some(Page { text, metadata })
}

/// All text of a piece of HTML, for pieces that hold nothing but a report, such as the content of a feed's entry.
///
/// ```
/// use purport_text::html_text;
/// assert_eq!(html_text("<p>Kim <b>left</b>.</p><script>x()</script><p>Lee &amp; Choe stayed."), "Kim left.\n\nLee & Choe stayed.");
/// ```
#[must_use]
pub fn html_text(html: &str) -> String {
    blocks::text_of(&nesting::limited(html))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn paragraph(topic: &str) -> String {
        format!(
            "The {topic} said on Monday that the talks in the capital would go on for another week, although two of the \
             delegations had already left and a third was expected to follow them before the weekend, officials added."
        )
    }

    fn page(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html lang=en><head><title>Talks go on - Daily Paper</title></head><body>\
             <nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>{body}\
             <footer><p>Copyright Daily Paper. All rights reserved. Subscribe to our newsletter.</p></footer></body></html>"
        )
    }

    #[test]
    fn the_report_stays_and_the_boilerplate_goes() {
        let (one, two, three) = (paragraph("minister"), paragraph("spokesman"), paragraph("ambassador"));
        let html = page(&format!(
            "<article><h1>Talks go on</h1><p>{one}</p><h2>Second week</h2><p>{two}</p>\
             <blockquote>“Nobody will leave early,” she said.</blockquote><ul><li>First point of the plan</li>\
             <li>Second point of the plan</li></ul><p>{three}</p></article>"
        ));
        let text = read_page(&html, None).unwrap().text;
        let parts: Vec<&str> = text.split("\n\n").filter(|part| *part != "Talks go on").collect();
        assert_eq!(
            parts,
            [
                &one,
                "Second week",
                &two,
                "“Nobody will leave early,” she said.",
                "First point of the plan",
                "Second point of the plan",
                &three
            ]
        );
    }

    #[test]
    fn a_page_without_an_article_is_none() {
        for body in ["", "<div id=root></div><script>start()</script>", "<p> </p>"] {
            let html = format!("<!DOCTYPE html><html><head><title>App</title></head><body>{body}</body></html>");
            assert!(read_page(&html, None).is_none(), "{body}");
        }
    }

    #[test]
    fn a_hundred_thousand_nested_tags_are_read_in_time_and_on_a_small_stack() {
        for (open, close) in
            [("<div>", "</div>"), ("<b>", "</b>"), ("<p><span>", ""), ("<ul><li>", ""), ("<table><tr><td>", "")]
        {
            let report = paragraph("minister");
            let deep = format!("{}<p>{report}</p><p>{report}</p>{}", open.repeat(100_000), close.repeat(100_000));
            let begin = Instant::now();
            let text = read_page(&page(&deep), None).map(|page| page.text).unwrap_or_default();
            assert!(begin.elapsed() < Duration::from_secs(10), "{open}: {:?}", begin.elapsed());
            assert!(text.contains(&report), "{open}: {text}");
        }
    }

    #[test]
    fn a_large_page_without_a_space_is_read_in_time() {
        let begin = Instant::now();
        let html = page(&format!("<article><p>{}</p></article>", "x".repeat(5_000_000)));
        read_page(&html, None);
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    }
}
