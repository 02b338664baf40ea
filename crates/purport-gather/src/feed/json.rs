//! JSON feeds (jsonfeed.org, 1 and 1.1).

use std::fmt;

use purport_text::TextErrorKind;
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use url::Url;

use super::{Entry, Feed, Flaw, MOST_ENTRIES, Rough};

#[derive(serde::Deserialize)]
struct Document {
    #[serde(default)]
    items: Items,
}

#[derive(serde::Deserialize)]
struct Item {
    url: Option<String>,
    external_url: Option<String>,
    title: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    author: Option<Author>,
    authors: Option<Vec<Author>>,
}

#[derive(serde::Deserialize)]
struct Author {
    name: Option<String>,
}

/// The first entries; the rest is read over, so that no feed fills the memory.
#[derive(Default)]
struct Items {
    first: Vec<Item>,
    more: bool,
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct First;
        impl<'de> Visitor<'de> for First {
            type Value = Items;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list of items")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items, A::Error> {
                let mut items = Items::default();
                while items.first.len() < MOST_ENTRIES {
                    match list.next_element()? {
                        Some(item) => items.first.push(item),
                        None => return Ok(items),
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {
                    items.more = true;
                }
                Ok(items)
            }
        }
        from.deserialize_seq(First)
    }
}

pub(super) fn read(text: &str, base: Option<&Url>) -> Result<Feed, TextErrorKind> {
    let text = text.trim_start_matches(['\u{feff}', '\0']);
    let document: Document = serde_json::from_str(text).map_err(|error| TextErrorKind::Feed(error.to_string()))?;
    let flaw = document.items.more.then_some(Flaw::More);
    let entries = document.items.first.into_iter().map(|item| entry(item, base)).collect();
    Ok(Feed { entries, flaw })
}

fn entry(item: Item, base: Option<&Url>) -> Entry {
    let escaped = |text: String| text.replace('&', "&amp;").replace('<', "&lt;");
    // Paragraphs of plain text are parted by line breaks.
    let paragraphs = |text: String| escaped(text).replace('\n', "<br>");
    let rough = Rough {
        link: item.url.or(item.external_url),
        title: item.title.map(escaped),
        published: item.date_published,
        updated: item.date_modified,
        authors: item.authors.into_iter().flatten().chain(item.author).filter_map(|author| author.name).collect(),
        content: item.content_html.or(item.content_text.map(paragraphs)),
        summary: item.summary.map(paragraphs),
    };
    rough.clean(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_read_with_all_that_it_says() {
        let text = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [
            {"id": 1, "url": "/a#top", "title": "Talks < war", "content_text": "One & two.\nThree.", "date_published": "2024-10-28T09:30:00+09:00",
             "authors": [{"name": "Jane Doe"}], "author": {"name": "Jane Doe"}},
            {"external_url": "https://other.example/b", "summary": "Short.", "title": null, "authors": null}]}"#;
        let base = Url::parse("https://example.org/feed").unwrap();
        let feed = read(text, Some(&base)).unwrap();
        let [first, second] = &feed.entries[..] else { panic!("{feed:?}") };
        assert_eq!(first.link.as_deref(), Some("https://example.org/a"));
        assert_eq!(first.title.as_deref(), Some("Talks < war"));
        assert_eq!(first.published.as_deref(), Some("2024-10-28T09:30:00+09:00"));
        assert_eq!(first.authors, ["Jane Doe"]);
        assert_eq!(purport_text::html_text(first.content.as_deref().unwrap()), "One & two.\nThree.");
        assert_eq!(second.link.as_deref(), Some("https://other.example/b"));
        assert_eq!(second.content.as_deref(), Some("Short."));
        assert_eq!(feed.flaw, None);
    }

    #[test]
    fn a_feed_of_many_items_is_bounded_and_a_broken_one_refused() {
        let feed = read(&format!("{{\"items\": [{}{{}}]}}", "{},".repeat(100_000)), None).unwrap();
        assert_eq!((feed.entries.len(), feed.flaw), (MOST_ENTRIES, Some(Flaw::More)));
        assert!(matches!(read("{\"items\": [{}", None), Err(TextErrorKind::Feed(_))));
    }
}
