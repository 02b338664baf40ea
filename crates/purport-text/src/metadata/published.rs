//! When a report was published.
//!
//! Sources in the order of trust: the report's JSON-LD, publication `<meta>` names, JSON-LD of the page, marked-up times,
//! the address, a visible date near the headline, the dateline. A page that states only when it was last changed is dated
//! by that: it is when the version at hand was published. A change never outweighs a publication.

use scraper::{ElementRef, Html, Node};

use super::json_ld::LinkedData;
use super::tags::{MetaTags, select};
use crate::dateline::dateline;
use crate::dates::{first_date, timestamp};
use crate::{Span, paragraphs};

/// Names of `<meta>` elements that hold the publication time, most trusted first; compared without case.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "date_published",
    "og:published_time",
    "og:pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "published",
    "published-date",
    "published_date",
    "publisheddate",
    "datecreated",
    "date",
    "created",
    "bt:pubdate",
];

/// Names of `<meta>` elements that hold the time of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
];

/// Longest visible text, in bytes, that is taken for a date with its label ("This story was first published on …").
const LONGEST_LABEL: usize = 300;

/// Most letters that may stand beside a date that is alone in its element ("by Amanda · Dec 20, 2025 at 3:00 am").
const MOST_LETTERS: usize = 20;

/// Visible text, in bytes, before and after the main heading in which an unlabelled date is taken.
const BEFORE_HEADING: usize = 200;
const AFTER_HEADING: usize = 1500;

/// Lines of a plain text among which one may be a date.
const FIRST_LINES: usize = 5;

pub(super) fn read(document: &Html, linked: &LinkedData, text: &str, url: Option<&str>) -> Option<String> {
    let meta = MetaTags::of(document);
    let declared = linked
        .metadata
        .published
        .clone()
        .or_else(|| PUBLISHED.iter().find_map(|name| meta.all(name).find_map(timestamp)))
        .or_else(|| linked.page_published.clone());
    if let Some(declared) = declared {
        return Some(in_local_zone(document, declared));
    }
    let visible = visible(document);
    marked_up(document)
        .or_else(|| url.and_then(of_address))
        .or(visible.published)
        .or_else(|| dateline(text).and_then(|found| found.date).and_then(|date| date.complete()))
        .or_else(|| of_first_lines(text))
        .or_else(|| MODIFIED.iter().find_map(|name| meta.all(name).find_map(timestamp)))
        .or_else(|| linked.modified.clone())
        .or(visible.changed)
}

/// The same instant as the page shows it: publishing systems declare UTC, and the day there can be another one.
fn in_local_zone(document: &Html, declared: String) -> String {
    let Some(instant) = instant(&declared).filter(|_| declared.ends_with('Z') || declared.ends_with("+00:00")) else {
        return declared;
    };
    let shown = select(document, "time[datetime]").filter_map(|element| element.attr("datetime").and_then(timestamp));
    shown
        .filter(|shown| self::instant(shown) == Some(instant))
        .find(|shown| !shown.ends_with('Z') && !shown.ends_with("+00:00"))
        .unwrap_or(declared)
}

/// The minute that a time with a zone denotes.
fn instant(time: &str) -> Option<i64> {
    time.parse::<jiff::Timestamp>().ok().map(|instant| instant.as_second() / 60)
}

/// A time element or microdata marked as the publication.
fn marked_up(document: &Html) -> Option<String> {
    let value = |element: ElementRef<'_>| {
        let attribute = element.attr("datetime").or_else(|| element.attr("content")).and_then(timestamp);
        attribute.or_else(|| timestamp(&element.text().collect::<String>()))
    };
    let marked = [
        "[itemprop~=datePublished]",
        "time[pubdate]",
        "time.published",
        "time.entry-date",
        "article time",
        "main time",
        "time",
    ];
    marked
        .iter()
        .find_map(|selector| select(document, selector).filter(|element| !is_update(*element)).take(3).find_map(value))
}

/// Whether an element, or the text just before it, says that it is the time of a change.
fn is_update(element: ElementRef<'_>) -> bool {
    let about = ["class", "itemprop", "id"].iter().filter_map(|key| element.attr(key)).collect::<Vec<_>>().join(" ");
    let about = about.to_ascii_lowercase();
    let before = element.prev_siblings().find_map(|node| match node.value() {
        Node::Text(text) if !text.trim().is_empty() => Some(text.to_string()),
        _ => ElementRef::wrap(node).map(|sibling| sibling.text().take(20).collect()),
    });
    let named = (about.contains("update") || about.contains("modified")) && !about.contains("publish");
    named || before.is_some_and(|label| label.len() < 60 && says_update(&label))
}

fn says_update(label: &str) -> bool {
    let label = label.to_lowercase();
    ["updat", "modif", "revised"].iter().any(|word| label.contains(word))
}

fn says_publication(label: &str) -> bool {
    let label = label.to_lowercase();
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic());
    [
        "publish",
        "posted",
        "date:",
        "date published",
        "publication date",
        "first published",
        "originally published",
        "first aired",
    ]
    .iter()
    .any(|start| label.starts_with(start))
        || ["originally published", "first published"].iter().any(|phrase| label.contains(phrase))
}

/// `/2024/10/28/` or `/2024-10-28-` in an address.
fn of_address(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let digits = path.replace('_', "-");
    first_date(&digits).and_then(|(_, date)| date.complete())
}

/// Dates that a reader of the page sees.
#[derive(Default)]
struct Visible {
    /// Labelled as publication anywhere, or alone in its element close to the main heading.
    published: Option<String>,
    /// The first one labelled as a change.
    changed: Option<String>,
}

fn visible(document: &Html) -> Visible {
    let heading = select(document, "h1").next().map(|heading| heading.id());
    let mut after_heading = heading.is_none().then_some(0_usize);
    let mut read = 0_usize;
    let mut before = "";
    let mut above: Option<(usize, String)> = None;
    let mut below = None;
    let mut changed = None;
    for node in document.tree.root().descendants() {
        if heading == Some(node.id()) && after_heading.is_none() {
            after_heading = Some(read);
        }
        let Node::Text(text) = node.value() else {
            continue;
        };
        let parent = node.parent().and_then(ElementRef::wrap);
        let line = text.trim();
        if line.is_empty()
            || parent.is_some_and(|parent| {
                matches!(parent.value().name(), "script" | "style" | "noscript" | "template" | "title")
            })
        {
            continue;
        }
        let label_before = std::mem::replace(&mut before, line);
        read += line.len();
        let Some((span, date)) = first_date(&line[..line.floor_char_boundary(LONGEST_LABEL)]) else {
            continue;
        };
        let Some(date) = date.complete() else {
            continue;
        };
        let own_label = &line[..span.start];
        let label = if own_label.chars().any(char::is_alphabetic) || label_before.len() > 60 {
            own_label
        } else {
            label_before
        };
        if says_publication(label) {
            return Visible { published: Some(date), changed: None };
        }
        if letters_beside(line, span) > MOST_LETTERS {
            continue;
        }
        if says_update(label) {
            changed = changed.or(Some(date));
            continue;
        }
        match after_heading {
            None => above = Some((read, date)),
            Some(heading) if read - heading < AFTER_HEADING && below.is_none() => below = Some(date),
            Some(_) => {}
        }
    }
    let heading = after_heading.unwrap_or(read);
    let above = above.filter(|(at, _)| heading - at < BEFORE_HEADING).map(|(_, date)| date);
    Visible { published: below.or(above), changed }
}

fn letters_beside(line: &str, span: Span) -> usize {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    letters(&line[..span.start]) + letters(&line[span.end..])
}

/// A date on a line of its own, or labelled as publication, among the first lines of a text.
pub(super) fn of_first_lines(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(5000)];
    paragraphs(head).into_iter().take(FIRST_LINES).map(|line| line.slice(text).trim()).find_map(|line| {
        let (span, date) = first_date(line).filter(|_| line.len() <= LONGEST_LABEL)?;
        let label = &line[..span.start];
        let is_alone = letters_beside(line, span) <= MOST_LETTERS && !says_update(label);
        if says_publication(label) || is_alone { date.complete() } else { None }
    })
}
