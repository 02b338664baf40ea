//! Feeds to entries.
//!
//! In: the bytes of an RSS (0.9 to 2.0), Atom or JSON feed. Out: its entries, in the feed's order. Refuses: what is no
//! feed. Bounded: [`MOST_ENTRIES`] entries are kept; a feed that breaks off gives the entries before that.

mod json;
mod xml;

use jiff::Timestamp;
use purport_text::{Raw, TextErrorKind, decode, html_text, looks_like_page, timestamp};
use url::Url;

use crate::validators::Seen;

/// Entries taken from one feed.
pub const MOST_ENTRIES: usize = 2_000;

/// Characters of text that make an entry's own content a report.
pub const FEWEST_CHARACTERS: usize = 400;

/// A feed as it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Feed {
    pub entries: Vec<Entry>,
    /// What is wrong with what follows the entries.
    pub flaw: Option<Flaw>,
}

/// Why a feed has more than its entries show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Flaw {
    /// It has more entries than are taken.
    More,
    /// It is damaged there.
    Broken(String),
}

/// What a feed says of one report. Empty is unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entry {
    /// Address of the report's page, absolute.
    pub link: Option<String>,
    pub title: Option<String>,
    /// RFC 3339.
    pub published: Option<String>,
    /// As the feed has it: only to see that something changed.
    pub updated: Option<String>,
    pub authors: Vec<String>,
    /// HTML.
    pub content: Option<String>,
}

impl Entry {
    /// The entry's own text, where there is enough of it.
    pub fn text(&self) -> Option<String> {
        let text = html_text(self.content.as_deref()?);
        (text.chars().count() >= FEWEST_CHARACTERS).then_some(text)
    }

    /// A mark of what the entry says now.
    pub fn seen(&self, now: Timestamp) -> Seen {
        let mut hash = blake3::Hasher::new();
        for field in [&self.title, &self.published, &self.updated, &self.content] {
            let field = field.as_deref().unwrap_or_default();
            hash.update(&(field.len() as u64).to_le_bytes()).update(field.as_bytes());
        }
        Seen { print: hash.finalize().to_hex()[..16].to_owned(), at: now.as_second() }
    }
}

/// An entry as its format writes it, to be cleaned.
#[derive(Clone, Debug, Default)]
struct Rough {
    link: Option<String>,
    title: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    content: Option<String>,
    summary: Option<String>,
}

impl Rough {
    fn clean(self, base: Option<&Url>) -> Entry {
        let filled = |value: String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        let one_line = |value: String| filled(value.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut authors: Vec<String> = Vec::new();
        for author in self.authors.into_iter().filter_map(one_line).take(MOST_AUTHORS) {
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        let (content, summary) = (self.content.and_then(filled), self.summary.and_then(filled));
        Entry {
            link: self.link.and_then(filled).and_then(|link| absolute(&link, base)),
            // Titles of RSS may be HTML, those of others hold no markup; entities are written twice in many.
            title: self.title.and_then(|title| one_line(html_text(&title))),
            published: self.published.as_deref().and_then(timestamp),
            updated: self.updated.and_then(one_line),
            authors,
            content: content.or(summary),
        }
    }
}

/// Authors taken of one entry.
const MOST_AUTHORS: usize = 50;

/// A web address, without its fragment.
fn absolute(link: &str, base: Option<&Url>) -> Option<String> {
    let mut url = match base {
        Some(base) => base.join(link).ok()?,
        None => Url::parse(link).ok()?,
    };
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// Whether bytes look like a feed rather than a page.
pub(crate) fn is_feed(raw: &Raw) -> bool {
    decode(&raw.bytes, raw.content_type.as_deref()).is_ok_and(|text| form_of(&text).is_some())
}

/// Reads a feed.
///
/// # Errors
/// When it is none, or broken before its first entry.
pub(crate) fn read(raw: &Raw) -> Result<Feed, TextErrorKind> {
    let text = decode(&raw.bytes, raw.content_type.as_deref())?;
    let base = raw.url.as_deref().and_then(|url| Url::parse(url).ok());
    let feed = match form_of(&text) {
        Some(Form::Xml) => xml::read(&text, base.as_ref()),
        Some(Form::Json) => json::read(&text, base.as_ref())?,
        None if looks_like_page(&text) => return Err(TextErrorKind::Feed("this is an HTML page".to_owned())),
        None => return Err(TextErrorKind::Feed("no RSS, Atom or JSON feed begins like this".to_owned())),
    };
    match feed.flaw {
        Some(Flaw::Broken(why)) if feed.entries.is_empty() => Err(TextErrorKind::Feed(why)),
        _ => Ok(feed),
    }
}

enum Form {
    Xml,
    Json,
}

/// How far the name of its version is looked for in a JSON feed.
const VERSION_WINDOW: usize = 4_096;

fn form_of(text: &str) -> Option<Form> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    if rest.starts_with('{') {
        let window = &rest[..rest.floor_char_boundary(VERSION_WINDOW)];
        // JSON may write the slashes as \/.
        return window.replace('\\', "").contains("jsonfeed.org/version/").then_some(Form::Json);
    }
    // Declaration, comments, style sheets and document type may stand first.
    while let Some(inner) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        let end = if inner.starts_with("--") { "-->" } else { ">" };
        rest = inner.split_once(end)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?.split([' ', '>', '\t', '\r', '\n', '/']).next()?;
    let local = name.rsplit(':').next()?;
    matches!(local, "rss" | "feed" | "RDF").then_some(Form::Xml)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Raw {
        Raw { name: "f".into(), bytes: text.into(), ..Raw::default() }
    }

    #[test]
    fn feeds_are_told_from_pages() {
        for feed in [
            "<rss version='2.0'>",
            "\u{feff}<?xml version='1.0'?>\n<!-- made by hand -->\n<feed xmlns='x'>",
            "<?xml version='1.0'?><?xml-stylesheet href='a'?><rdf:RDF>",
            "<!DOCTYPE rss><rss>",
            "<atom:feed>",
            "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1.1\", \"items\": []}",
        ] {
            assert!(is_feed(&raw(feed)), "{feed}");
        }
        for other in
            ["<!DOCTYPE html><html>", "<html>", "{\"text\": \"a\"}", "A <rss> in a text", "", "<", "<!--", "<?"]
        {
            assert!(!is_feed(&raw(other)), "{other}");
        }
        assert_eq!(
            read(&raw("<!DOCTYPE html><html><p>Hello")).unwrap_err().to_string(),
            "not a feed that can be read (this is an HTML page); give the address of an RSS, Atom or JSON feed"
        );
    }

    #[test]
    fn a_short_summary_is_no_report() {
        let entry = |content: String| Entry { content: Some(content), ..Entry::default() };
        assert_eq!(entry(format!("<p>{}</p>", "a".repeat(399))).text(), None);
        assert_eq!(entry(format!("<p>{}</p>", "a".repeat(400))).text(), Some("a".repeat(400)));
        assert_eq!(entry(" ".repeat(500)).text(), None);
    }

    #[test]
    fn any_change_in_an_entry_shows() {
        let now = Timestamp::UNIX_EPOCH;
        let entry = Entry { title: Some("Talks".into()), ..Entry::default() };
        assert_eq!(entry.seen(now), entry.clone().seen(now));
        let changed = Entry { updated: Some("2024".into()), ..entry.clone() };
        assert_ne!(entry.seen(now).print, changed.seen(now).print);
        let shifted = Entry { title: None, published: entry.title.clone(), ..Entry::default() };
        assert_ne!(entry.seen(now).print, shifted.seen(now).print);
    }
}
