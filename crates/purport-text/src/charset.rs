//! Bytes to characters.
//!
//! In: bytes and what their carrier said about them. Out: text, without a byte-order mark. The order of trust: byte-order
//! mark, UTF-16 by its zero bytes, valid UTF-8 beyond ASCII, the `Content-Type` header, the XML declaration, the page's
//! `<meta charset>`, and then the letter statistics of `chardetng`. A few broken bytes in UTF-8 become U+FFFD. Refuses what is not text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::TextErrorKind;

/// How far into a page its `<meta charset>` is looked for; browsers stop at 1,024, real pages do not.
const META_WINDOW: usize = 4096;

/// How many bytes decide whether the input is text at all.
const SNIFF_WINDOW: usize = 8192;

/// Formats that people hand in by mistake, by their first bytes.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, sound or video file"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\0\0\0\x1cftyp", "a video file"),
    (b"\0\0\0\x18ftyp", "a video file"),
    (b"\0\0\0 ftyp", "a video file"),
];

/// Decodes bytes to text.
///
/// `content_type` is the value of the `Content-Type` header, when there was one.
///
/// ```
/// use purport_text::decode;
/// assert_eq!(decode("“Ça”".as_bytes(), None).unwrap(), "“Ça”");
/// assert_eq!(decode(b"Fran\xe7ois said", Some("text/plain; charset=iso-8859-1")).unwrap(), "François said");
/// assert!(decode(b"%PDF-1.7 ...", None).is_err());
/// ```
///
/// # Errors
/// [`TextErrorKind::Binary`] for known binary formats and for bytes that are no text in any encoding.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> Result<String, TextErrorKind> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(TextErrorKind::Binary(name));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let utf_8 = Utf8Evidence::of(bytes);
    if looks_binary(bytes, utf_8.broken == 0) {
        return Err(TextErrorKind::Binary("binary data"));
    }
    let encoding = if utf_8.wins() { UTF_8 } else { declared(content_type, bytes).unwrap_or_else(|| guessed(bytes)) };
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// How well bytes fit UTF-8.
struct Utf8Evidence {
    /// Well-formed characters beyond ASCII.
    wide: usize,
    /// Maximal ill-formed stretches, an unfinished last character not counted.
    broken: usize,
    /// Whether the bytes end inside a character.
    cut: bool,
}

impl Utf8Evidence {
    fn of(bytes: &[u8]) -> Self {
        let mut evidence = Self { wide: 0, broken: 0, cut: false };
        for chunk in bytes.utf8_chunks() {
            // A character beyond ASCII has exactly one byte of the form 11xxxxxx.
            evidence.wide += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
            evidence.broken += usize::from(!chunk.invalid().is_empty());
        }
        if std::str::from_utf8(bytes).is_err_and(|error| evidence.broken == 1 && error.error_len().is_none()) {
            evidence.broken = 0;
            evidence.cut = true;
        }
        evidence
    }

    /// Legacy text almost never contains well-formed wide characters, so a majority of them settles it, whatever the
    /// header says: servers that announce ISO-8859-1 for UTF-8 pages are common.
    fn wins(&self) -> bool {
        self.wide > self.broken || self.cut
    }
}

/// UTF-16 shows in Latin text as a zero in nearly every second byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = &bytes[..bytes.len().min(SNIFF_WINDOW)];
    let pairs = window.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| window.chunks_exact(2).filter(|pair| pair[offset] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    match () {
        () if second * 10 >= pairs * 7 && first * 20 <= pairs => Some(UTF_16LE),
        () if first * 10 >= pairs * 7 && second * 20 <= pairs => Some(UTF_16BE),
        () => None,
    }
}

fn looks_binary(bytes: &[u8], valid_utf_8: bool) -> bool {
    let window = &bytes[..bytes.len().min(SNIFF_WINDOW)];
    let control = window.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    // Stray zero bytes in a saved page are no reason to refuse it; random bytes hold a control byte in nine.
    let tolerated = if valid_utf_8 { 30 } else { 5 };
    control * 100 > window.len() * tolerated
}

/// The encoding that the header or the page names.
fn declared(content_type: Option<&str>, bytes: &[u8]) -> Option<&'static Encoding> {
    let in_page = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_WINDOW)]).to_ascii_lowercase();
        let declaration = head.trim_ascii_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
        let in_declaration = declaration.and_then(|(declaration, _)| label_after("encoding", declaration));
        in_declaration.or_else(|| charset_label(&head[head.find("<meta")?..]))
    };
    // A page cannot be in UTF-16 and have a readable declaration of it.
    content_type.and_then(charset_label).or_else(in_page).filter(|found| found.is_ascii_compatible())
}

/// The encoding after the first `charset=` that names a known one.
fn charset_label(text: &str) -> Option<&'static Encoding> {
    label_after("charset", &text.to_ascii_lowercase())
}

/// The encoding after the first `word=` that names a known one; `lower` is in lower case.
fn label_after(word: &str, lower: &str) -> Option<&'static Encoding> {
    lower.match_indices(word).find_map(|(at, word)| {
        let value = lower[at + word.len()..].trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "“We did not agree,” François Müller said – twice.";

    fn utf_16(text: &str, bytes_of: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        for (bytes_of, mark) in
            [(u16::to_le_bytes as fn(u16) -> [u8; 2], [0xff, 0xfe]), (u16::to_be_bytes, [0xfe, 0xff])]
        {
            let bare = utf_16(REPORT, bytes_of);
            assert_eq!(decode(&bare, None).unwrap(), REPORT);
            let marked = [mark.as_slice(), &bare].concat();
            assert_eq!(decode(&marked, None).unwrap(), REPORT);
        }
    }

    #[test]
    fn the_mark_of_utf_8_is_not_text() {
        assert_eq!(decode(&["\u{feff}".as_bytes(), REPORT.as_bytes()].concat(), None).unwrap(), REPORT);
    }

    #[test]
    fn valid_utf_8_outweighs_a_wrong_header() {
        assert_eq!(decode(REPORT.as_bytes(), Some("text/html; charset=ISO-8859-1")).unwrap(), REPORT);
    }

    #[test]
    fn a_few_broken_bytes_are_replaced() {
        let bytes = [REPORT.as_bytes(), b" \xff ", REPORT.as_bytes()].concat();
        assert_eq!(decode(&bytes, None).unwrap(), format!("{REPORT} \u{fffd} {REPORT}"));
        let cut = &"He said “no".as_bytes()[..10];
        assert_eq!(decode(cut, None).unwrap(), "He said \u{fffd}");
    }

    #[test]
    fn legacy_text_is_read_by_header_by_meta_and_by_guess() {
        let legacy = encoding_rs::WINDOWS_1252.encode(REPORT).0.into_owned();
        assert_eq!(decode(&legacy, Some("text/plain; charset=\"windows-1252\"")).unwrap(), REPORT);
        assert_eq!(decode(&legacy, None).unwrap(), REPORT);
        let cyrillic = encoding_rs::KOI8_R.encode("<html><head><meta charset=koi8-r></head><p>Москва").0.into_owned();
        assert!(decode(&cyrillic, None).unwrap().ends_with("Москва"));
        let feed = encoding_rs::KOI8_R.encode("<?xml version='1.0' encoding='KOI8-R'?><rss>Москва").0.into_owned();
        assert!(decode(&feed, None).unwrap().ends_with("Москва"));
    }

    #[test]
    fn zero_bytes_in_text_stay_text() {
        assert_eq!(decode(b"The minister said\0 it was over.\0", None).unwrap(), "The minister said\0 it was over.\0");
    }

    #[test]
    fn binary_is_refused_by_name_and_by_look() {
        let refusal = |bytes: &[u8]| decode(bytes, None).unwrap_err().to_string();
        assert_eq!(refusal(b"%PDF-1.7\n%..."), "this is a PDF document, not text; give plain text or HTML");
        assert!(refusal(b"\x89PNG\r\n\x1a\n....").contains("PNG image"));
        assert!(refusal(b"PK\x03\x04....").contains("ZIP"));
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(refusal(&noise).contains("binary data"));
        assert!(refusal(&[0; 100]).contains("binary data"));
    }
}
