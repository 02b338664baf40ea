//! Bounds how deep a page's elements nest.
//!
//! HTML parsers check a new tag against every open one, and readers of the tree recurse and copy subtrees, so time and
//! memory grow with the product of elements and depth. Real pages stay under a hundred levels, and large ones under
//! twenty a tag. A cheap scan counts; only a page that passes the limit is rewritten, without the tags beyond it and with
//! all of its text.

use std::borrow::Cow;

/// Deepest nesting that is kept.
const LIMIT: usize = 256;

/// Most tags times depth that is kept: a page of many tags may nest them less deep, down to [`LEAST`] levels.
const WORK: usize = 2_000_000;

/// Nesting that every page may have.
const LEAST: usize = 16;

/// Levels that a table counts for: its rows and cells nest too, and readers of main text look at each cell once for every
/// table around it.
const TABLE_LEVELS: usize = 8;

/// Elements that hold no others.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that the next of their kind closes: pages leave their end tags out, so counting them would see depth where
/// there is none.
const SELF_CLOSING: &[&str] =
    &["p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt"];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// The page with its elements nested no deeper than it may; borrowed when it already is.
pub(crate) fn limited(html: &str) -> Cow<'_, str> {
    let (mut depth, mut deepest, mut tags, mut work) = (0_usize, 0, 0, 0);
    for tag in (Tags { html, at: 0 }) {
        match tag.kind {
            Kind::Open => depth += tag.levels,
            Kind::Close => depth = depth.saturating_sub(tag.levels),
            Kind::Other => {}
        }
        deepest = deepest.max(depth);
        tags += 1;
        work += depth;
    }
    if deepest <= LIMIT && work <= WORK {
        return Cow::Borrowed(html);
    }
    let limit = if work <= WORK { LIMIT } else { (WORK / tags).clamp(LEAST, LIMIT) };
    Cow::Owned(flattened(html, limit))
}

fn flattened(html: &str, limit: usize) -> String {
    let mut flat = String::with_capacity(html.len());
    let (mut depth, mut beyond, mut copied) = (0_usize, 0_usize, 0);
    for tag in (Tags { html, at: 0 }) {
        let drop = match tag.kind {
            Kind::Open if beyond > 0 || depth + tag.levels > limit => {
                beyond += 1;
                true
            }
            Kind::Close if beyond > 0 => {
                beyond -= 1;
                true
            }
            Kind::Open => {
                depth += tag.levels;
                false
            }
            Kind::Close => {
                depth = depth.saturating_sub(tag.levels);
                false
            }
            // Rows and items of a structure that was dropped; paragraphs stay apart.
            Kind::Other => beyond > 0 && tag.is_part,
        };
        if drop {
            flat.push_str(&html[copied..tag.start]);
            // Dropped blocks must not run their words together.
            if !flat.ends_with('\n') {
                flat.push('\n');
            }
            copied = tag.end;
        }
    }
    flat.push_str(&html[copied..]);
    flat
}

enum Kind {
    /// Opens an element that others can nest in.
    Open,
    /// Closes one.
    Close,
    /// Holds nothing, or needs no end tag.
    Other,
}

struct Tag {
    start: usize,
    end: usize,
    kind: Kind,
    /// Whether it is a part of a table or list.
    is_part: bool,
    /// Levels of nesting that the element counts for.
    levels: usize,
}

/// The tags of a page, comments and raw text passed over. As rough as it may be: it only has to bound the depth.
struct Tags<'t> {
    html: &'t str,
    at: usize,
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            let rest = &self.html[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                self.at = comment.find("-->").map_or(bytes.len(), |end| start + 4 + end + 3);
                continue;
            }
            let closes = rest.starts_with('/');
            let name_start = start + 1 + usize::from(closes);
            let length = bytes[name_start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if length == 0 {
                self.at = start + 1;
                continue;
            }
            let name = self.html[name_start..name_start + length].to_ascii_lowercase();
            let end = tag_end(bytes, name_start + length);
            self.at = end;
            if !closes && RAW.contains(&name.as_str()) {
                self.at = raw_end(self.html, end, &name);
                continue;
            }
            let is_part = name != "p" && SELF_CLOSING.contains(&name.as_str());
            let levels = if name == "table" { TABLE_LEVELS } else { 1 };
            let other = VOID.contains(&name.as_str()) || is_part || name == "p";
            let kind = match closes {
                _ if other => Kind::Other,
                true => Kind::Close,
                false => Kind::Open,
            };
            return Some(Tag { start, end, kind, is_part, levels });
        }
    }
}

/// One past the `>` that ends a tag, quoted attribute values passed over.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut quote = None;
    for (offset, &byte) in bytes[from..].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return from + offset + 1,
            (None, b'"' | b'\'') if bytes[from + offset - 1] == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    bytes.len()
}

fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let closes = |at: &usize| {
        let rest = &html.as_bytes()[at + 2..];
        rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
    };
    html[from..]
        .match_indices("</")
        .map(|(at, _)| from + at)
        .find(closes)
        .map_or(html.len(), |at| tag_end(html.as_bytes(), at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_borrowed() {
        let html = format!(
            "<div title='a > b'>{}</div><!-- {} --><script>'{}'</script>",
            "<p>text".repeat(1000),
            "<div>".repeat(500),
            "<b>".repeat(500)
        );
        assert!(matches!(limited(&html), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_pages_lose_tags_and_no_text() {
        let html = format!("{}deep{}<p>after</p>", "<div>".repeat(1000), "</div>".repeat(1000));
        let flat = limited(&html);
        assert_eq!(flat.matches("<div>").count(), LIMIT);
        assert_eq!(flat.matches("</div>").count(), LIMIT);
        assert_eq!(limited(&"<table><tr><td>".repeat(1000)).matches("<table>").count(), LIMIT / TABLE_LEVELS);
        assert!(flat.contains("deep") && flat.ends_with("<p>after</p>"));
    }

    #[test]
    fn many_tags_may_nest_less_deep() {
        let html = format!("{}{}", "<span>".repeat(250), "<em>x</em>".repeat(50_000));
        let flat = limited(&html);
        assert_eq!((flat.matches("<span>").count(), flat.matches('x').count()), (WORK / 100_250, 50_000));
        let long = "<div><p><a>text</a></p></div>".repeat(100_000);
        assert!(matches!(limited(&long), Cow::Borrowed(_)));
    }
}
