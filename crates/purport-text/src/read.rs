//! Bytes to one article.

use crate::article::Article;
use crate::charset::decode;
use crate::error::{TextError, TextErrorKind};
use crate::html;
use crate::language::{Language, language};
use crate::metadata::{self, Metadata};
use crate::source::Raw;

/// Reads one report out of bytes.
///
/// HTML is told by content type, by the name's ending or by its look; its main text becomes the article's. Plain text
/// becomes the article's text unchanged (only a byte-order mark is not text), so offsets hold in the decoded input.
///
/// ```
/// use purport_text::{Raw, read_article};
/// let bytes = "Kim leaves for talks\n\nSEOUL, Oct. 28, 2024 (AP) — Kim left on Monday.".as_bytes().to_vec();
/// let article = read_article(&Raw { name: "report.txt".into(), bytes, ..Raw::default() }).unwrap();
/// assert_eq!(article.title.as_deref(), Some("Kim leaves for talks"));
/// assert_eq!(article.published.as_deref(), Some("2024-10-28"));
/// ```
///
/// # Errors
/// Placed at `raw.name`: empty input, binary input, HTML without an article, a language that is not read.
pub fn read_article(raw: &Raw) -> Result<Article, TextError> {
    article(raw).map_err(|kind| TextError::new(raw.name.as_str(), kind))
}

fn article(raw: &Raw) -> Result<Article, TextErrorKind> {
    if raw.bytes.is_empty() {
        return Err(TextErrorKind::Empty);
    }
    let decoded = decode(&raw.bytes, raw.content_type.as_deref())?;
    let address = Metadata { url: raw.url.clone(), ..Metadata::default() };
    if !html::is_html(&decoded, raw.content_type.as_deref(), &raw.name) {
        return article_of_text(decoded, address, None);
    }
    let page = html::read_page(&decoded, raw.url.as_deref()).ok_or(TextErrorKind::NoArticle)?;
    article_of(page.text, page.metadata.or(address), None)
}

/// An article from plain text, with what is known about it from elsewhere; the rest is read from the text itself.
pub(crate) fn article_of_text(text: String, known: Metadata, id: Option<String>) -> Result<Article, TextErrorKind> {
    let found = metadata::of_plain_text(&text);
    article_of(text, known.or(found), id)
}

fn article_of(text: String, known: Metadata, id: Option<String>) -> Result<Article, TextErrorKind> {
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(TextErrorKind::Empty);
    }
    let detected = language(&text)?;
    Ok(Article {
        id: id.unwrap_or_else(|| content_id(&text)),
        title: known.title,
        publisher: known.publisher,
        authors: known.authors,
        url: known.url,
        published: known.published,
        language: language_tag(detected, known.language),
        text,
    })
}

/// The declared tag where it only adds to what was detected (`en-GB`), else what was detected.
fn language_tag(detected: Option<Language>, declared: Option<String>) -> Option<String> {
    let Some(detected) = detected.map(Language::tag) else { return declared };
    let fitting = declared.filter(|tag| tag.split('-').next().is_some_and(|main| main.eq_ignore_ascii_case(detected)));
    Some(fitting.unwrap_or_else(|| detected.to_owned()))
}

/// The first 16 hexadecimal digits of the text's BLAKE3 hash.
fn content_id(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Result<Article, TextError> {
        read_article(&Raw { name: name.into(), bytes: bytes.to_vec(), ..Raw::default() })
    }

    #[test]
    fn plain_text_is_kept_as_it_is() {
        let text = "  The minister\r\nsaid\0 “no” — twice.\u{a0}\n";
        assert_eq!(read("a.txt", text.as_bytes()).unwrap().text, text);
    }

    #[test]
    fn the_id_is_the_hash_of_the_text() {
        let article = read("a.txt", b"abc").unwrap();
        // The BLAKE3 test vector for "abc".
        assert_eq!(article.id, "6437b3ac38465133");
    }

    #[test]
    fn empty_and_blank_inputs_are_refused() {
        for bytes in [b"".as_slice(), b" \n\t ", b"\xef\xbb\xbf", b"\0 \0 \0 \n        "] {
            let error = read("a.txt", bytes).unwrap_err();
            assert!(matches!(error.kind, TextErrorKind::Empty), "{error}");
        }
    }

    #[test]
    fn odd_inputs_are_read() {
        for text in [
            "Resigned".to_owned(),
            "x".repeat(5_000_000),
            "the minister said and the ministry denied ".repeat(2000),
            "The minister said e\u{301}\u{301}\u{301} 👨‍👩‍👧‍👦 and left 🇰🇵.".to_owned(),
        ] {
            assert_eq!(read("-", text.as_bytes()).unwrap().text, text);
        }
    }

    #[test]
    fn right_to_left_text_is_refused_with_its_language() {
        let error = read("a.txt", "قال وزير الخارجية يوم الاثنين إن المحادثات ستستمر ثلاثة أيام".as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "a.txt: the text seems to be Arabic; only English is read so far");
    }

    #[test]
    fn utf_16_is_read() {
        let bytes: Vec<u8> = "\u{feff}The minister said no.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("a.txt", &bytes).unwrap().text, "The minister said no.");
    }
}
