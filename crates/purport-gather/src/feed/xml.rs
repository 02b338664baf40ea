//! RSS and Atom, read as streams are: one pass, nothing kept but the entries.
//!
//! Elements are known by their names without regard to name spaces, but for the prefixes that all feeds use (`dc:`,
//! `content:`). Markup that is not well formed is read as far as it goes.

use std::borrow::Cow;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use url::Url;

use super::{Feed, Flaw, MOST_ENTRIES, Rough};

/// What an element inside an entry says.
#[derive(Clone, Copy, PartialEq)]
enum Field {
    Title,
    Link,
    Guid,
    Published,
    Updated,
    Author,
    Content,
    Summary,
}

pub(super) fn read(text: &str, base: Option<&Url>) -> Feed {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk { text, ..Walk::default() };
    let mut feed = Feed::default();
    loop {
        let before = position(&reader, text);
        let event = match reader.read_event() {
            Ok(Event::Eof) => {
                let place = if walk.entry.is_some() { "inside an entry" } else { "before its end tag" };
                feed.flaw = (!walk.open.is_empty()).then(|| Flaw::Broken(format!("it ends {place}")));
                break;
            }
            Ok(event) => event,
            Err(error) => {
                feed.flaw = Some(Flaw::Broken(error.to_string()));
                break;
            }
        };
        if let Some(entry) = walk.step(&event, before, position(&reader, text)) {
            if feed.entries.len() == MOST_ENTRIES {
                feed.flaw = Some(Flaw::More);
                break;
            }
            feed.entries.push(entry.clean(base));
        }
    }
    feed
}

fn position(reader: &Reader<&[u8]>, text: &str) -> usize {
    usize::try_from(reader.buffer_position()).map_or(text.len(), |at| at.min(text.len()))
}

/// How many open elements an end tag may close that have none of their own, as HTML's `<br>`.
const MOST_UNCLOSED: usize = 64;

/// Where the reader is.
#[derive(Default)]
struct Walk<'t> {
    text: &'t str,
    /// Names of the elements that are open.
    open: Vec<String>,
    /// The entry that is being read, and the depth inside it.
    entry: Option<(Rough, usize)>,
    field: Option<Open>,
}

/// A field that is being read.
struct Open {
    field: Field,
    /// The depth inside it.
    depth: usize,
    /// Where its content begins.
    start: usize,
    /// Its text so far, without the markup in it.
    text: String,
    /// Whether there is markup in it, which for content is part of the content.
    markup: bool,
    /// Whether this is inside an author's `name`.
    name: bool,
}

impl Walk<'_> {
    /// Takes an event that stands between two places; gives an entry when it ends.
    fn step(&mut self, event: &Event<'_>, before: usize, after: usize) -> Option<Rough> {
        match event {
            Event::Start(start) => self.start(start, after),
            Event::Empty(start) => {
                self.start(start, after);
                return self.end(start.name().as_ref(), after);
            }
            Event::End(end) => return self.end(end.name().as_ref(), before),
            Event::Text(text) => self.add(text),
            Event::CData(data) => self.add(data),
            Event::GeneralRef(reference) => self.add(&resolved(reference)),
            _ => {}
        }
        None
    }

    fn add(&mut self, text: &str) {
        if let Some(open) = &mut self.field {
            open.text.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, after: usize) {
        let name = start.name();
        let name = name.as_ref();
        self.open.push(name.to_owned());
        let depth = self.open.len();
        let Some((entry, inside)) = &mut self.entry else {
            if matches!(local(name), "item" | "entry") {
                // RSS 1.0 has the address here too.
                let link = value(start, "rdf:about");
                self.entry = Some((Rough { link, ..Rough::default() }, depth + 1));
            }
            return;
        };
        if let Some(open) = &mut self.field {
            open.markup = true;
            if open.field == Field::Author && local(name) == "name" {
                open.text.clear();
                open.name = true;
            }
            return;
        }
        if *inside != depth {
            return;
        }
        let Some(field) = field_of(name) else { return };
        if field == Field::Link
            && let Some(target) = value(start, "href")
        {
            // Atom: of several links the one to the page.
            if value(start, "rel").is_none_or(|kind| kind == "alternate") && entry.link.is_none() {
                entry.link = Some(target);
            }
            return;
        }
        if field == Field::Guid && value(start, "isPermaLink").is_some_and(|is| is.eq_ignore_ascii_case("false")) {
            return;
        }
        self.field = Some(Open { field, depth, start: after, text: String::new(), markup: false, name: false });
    }

    fn end(&mut self, name: &str, before: usize) -> Option<Rough> {
        let closed = self.open.iter().rev().take(MOST_UNCLOSED).position(|open| open == name)?;
        self.open.truncate(self.open.len() - closed - 1);
        let depth = self.open.len();
        let (entry, inside) = self.entry.as_mut()?;
        if let Some(open) = &mut self.field
            && open.name
            && depth <= open.depth
        {
            // Behind the name of an author stand address and page.
            open.name = false;
            entry.authors.push(std::mem::take(&mut open.text));
        }
        if let Some(open) = self.field.take_if(|open| open.depth > depth) {
            open.put(entry, self.text, before);
        }
        if *inside > depth + 1 { self.entry.take().map(|(entry, _)| entry) } else { None }
    }
}

impl Open {
    /// Enters what was read. The first of several says more than the later ones.
    fn put(self, entry: &mut Rough, text: &str, end: usize) {
        // Markup inside content that was not escaped (XHTML) is content.
        let marked_up = matches!(self.field, Field::Content | Field::Summary | Field::Title) && self.markup;
        let said = if marked_up { text.get(self.start..end).unwrap_or_default().to_owned() } else { self.text };
        let place = match self.field {
            Field::Title => &mut entry.title,
            Field::Link => {
                // Here, unlike in an attribute, is where RSS 1.0 and 2.0 mean it to stand.
                if !said.trim().is_empty() {
                    entry.link = Some(said);
                }
                return;
            }
            Field::Guid if !said.trim_start().starts_with("http") => return,
            Field::Guid => &mut entry.link,
            Field::Published => &mut entry.published,
            Field::Updated => &mut entry.updated,
            Field::Content => &mut entry.content,
            Field::Summary => &mut entry.summary,
            Field::Author => {
                if !self.markup {
                    entry.authors.push(name_of(&said).to_owned());
                }
                return;
            }
        };
        if place.is_none() {
            *place = Some(said);
        }
    }
}

fn field_of(name: &str) -> Option<Field> {
    Some(match name.split_once(':') {
        None | Some(("atom" | "a" | "rss", _)) => match local(name) {
            "title" => Field::Title,
            "link" => Field::Link,
            "guid" => Field::Guid,
            "pubDate" | "published" | "issued" => Field::Published,
            "updated" | "modified" => Field::Updated,
            "author" => Field::Author,
            "content" => Field::Content,
            "description" | "summary" => Field::Summary,
            _ => return None,
        },
        Some(("dc", "creator")) => Field::Author,
        Some(("dc" | "dcterms", "date" | "issued" | "created")) => Field::Published,
        Some(("content", "encoded")) => Field::Content,
        _ => return None,
    })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn value(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found: Attribute<'_> =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let text: &str = &found.value;
    // Addresses often hold a bare "&".
    Some(found.normalized_value(XmlVersion::Implicit1_0).map_or_else(|_| text.replace("&amp;", "&"), Cow::into_owned))
}

/// RSS writes `desk@paper.example (Jane Doe)` or `Jane Doe (mailto:desk@paper.example)`, where the address is no name.
fn name_of(author: &str) -> &str {
    let author = author.trim();
    match author.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end().trim_end_matches(')'),
        Some((name, address)) if address.contains('@') => name,
        _ if author.contains('@') && !author.contains(' ') => "",
        _ => author,
    }
}

/// What a reference stands for; one of HTML's own is left for the reader of the HTML.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(char)) = reference.resolve_char_ref() {
        return char.to_string();
    }
    let name: &str = reference;
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests;
