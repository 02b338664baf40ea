//! Whether a text is HTML.

/// How far the look goes past leading comments and declarations.
const WINDOW: usize = 4096;

/// Elements that only a page begins with.
const PAGE_STARTS: &[&str] = &["<!doctype html", "<html", "<head", "<body"];

/// Elements that a saved piece of a page begins with.
const PIECE_STARTS: &[&str] = &["<article", "<div", "<main", "<section", "<p>", "<p ", "<h1", "<meta", "<title"];

/// Whether a decoded text is HTML: by its content type, else by the ending of its name, else by how it begins.
pub(crate) fn is_html(text: &str, content_type: Option<&str>, name: &str) -> bool {
    let kind = content_type.map(|value| value.split(';').next().unwrap_or("").trim().to_ascii_lowercase());
    let ending = name.split(['?', '#']).next().unwrap_or("").rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    match (kind.as_deref(), ending.as_deref()) {
        (Some("text/html" | "application/xhtml+xml"), _) | (None, Some("html" | "htm" | "xhtml")) => true,
        // Servers label raw files as plain text; a whole page is still a page.
        (Some("text/plain"), _) | (None, Some("txt" | "text" | "md")) => begins_with(text, PAGE_STARTS),
        _ => begins_with(text, PAGE_STARTS) || begins_with(text, PIECE_STARTS),
    }
}

/// Whether a decoded text begins as a whole HTML page does, whatever its name says.
///
/// ```
/// use purport_text::looks_like_page;
/// assert!(looks_like_page("<?xml version='1.0'?><!-- saved --><html lang=en>"));
/// assert!(!looks_like_page("<?xml version='1.0'?><rss version='2.0'>"));
/// ```
#[must_use]
pub fn looks_like_page(text: &str) -> bool {
    begins_with(text, PAGE_STARTS)
}

fn begins_with(text: &str, starts: &[&str]) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    // Comments and the XML declaration may stand first.
    while let Some(after) = skip(rest, "<!--", "-->").or_else(|| skip(rest, "<?", "?>")) {
        rest = after.trim_start();
    }
    let head = rest[..rest.floor_char_boundary(16)].to_ascii_lowercase();
    starts.iter().any(|start| head.starts_with(start))
}

fn skip<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let inner = text.strip_prefix(open)?;
    let window = &inner[..inner.floor_char_boundary(WINDOW)];
    window.find(close).map(|at| &inner[at + close.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_texts_are_told_apart() {
        for (text, content_type, name, wanted) in [
            ("<p>Hello", Some("text/html; charset=utf-8"), "https://example.org/", true),
            ("Hello", None, "saved.HTML", true),
            ("\n<!DOCTYPE html><html>", None, "-", true),
            ("<?xml version=\"1.0\"?>\n<!-- saved --><html>", None, "page", true),
            ("<HTML><BODY>", None, "a.txt", true),
            ("<p>Hello", None, "-", true),
            ("<p>Hello", None, "a.txt", false),
            ("<i>sic</i> said the minister", None, "-", false),
            ("Minister said <html> is a language", None, "-", false),
            ("a < b", Some("text/plain"), "a.html", false),
        ] {
            assert_eq!(is_html(text, content_type, name), wanted, "{text} {name}");
        }
    }
}
