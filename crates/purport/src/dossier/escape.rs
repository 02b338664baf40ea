//! Words of articles, made harmless for a page.
//!
//! In: any text, as hostile as it comes. Out: text that stands between tags or in a quoted attribute and can neither end
//! either nor show in another order than it is written; addresses that lead to the web and nowhere else. Refused: schemes
//! other than `http` and `https`, addresses with a user's name in them (they show another host than they lead to).

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;
use url::Url;

use crate::report::clean::Cleaner;

/// Characters without width that may follow each other: enough for any script, too few to paint over the lines above.
const MARKS: usize = 6;

/// Longest address that is made a link, in bytes.
const ADDRESS: usize = 2_000;

/// Text for a page: what drives the display or the order of letters is left out, what means something to HTML is escaped.
pub fn escape(text: &str, into: &mut String) {
    let (mut cleaner, mut marks) = (Cleaner::default(), 0);
    for ch in text.chars().filter_map(|ch| cleaner.pass(ch)) {
        marks = if ch.width() == Some(0) { marks + 1 } else { 0 };
        if marks > MARKS {
            continue;
        }
        match ch {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            '`' => into.push_str("&#96;"),
            // Private use and characters that are none show as whatever a font likes.
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => into.push('\u{fffd}'),
            ch => into.push(ch),
        }
    }
}

/// An address that may be a link, as it is understood by browsers; `None` for all others.
pub fn address(text: &str) -> Option<String> {
    if text.len() > ADDRESS {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let leads_to_the_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    let names_a_user = !url.username().is_empty() || url.password().is_some();
    (leads_to_the_web && !names_a_user).then(|| url.into())
}

/// At most so many characters of a text, cut between words where there are any.
pub fn clip(text: &str, most: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(most) else { return Cow::Borrowed(text) };
    let cut = &text[..end];
    let cut = cut.rfind(' ').filter(|space| *space > end / 2).map_or(cut, |space| &cut[..space]);
    Cow::Owned(format!("{} …", cut.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        out
    }

    #[test]
    fn nothing_that_means_something_to_html_is_left() {
        for text in [
            "<script>alert(1)</script>",
            "<svg/onload=alert(1)>",
            "</style><img src=x onerror=alert(1)>",
            "\"><iframe srcdoc='<script>1</script>'>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "`onmouseover=alert(1)`",
        ] {
            let out = escaped(text);
            assert!(!out.contains(['<', '>', '"', '\'', '`']), "{out}");
            assert!(!out.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").contains("&amp"), "{out}");
        }
        assert_eq!(escaped("&lt;b&gt; AT&T"), "&amp;lt;b&amp;gt; AT&amp;T");
    }

    #[test]
    fn letters_stand_in_the_order_in_which_they_are_written() {
        assert_eq!(escaped("not \u{202e}ytliug\u{202c} \u{2066}x\u{2069}\u{200f}\u{61c}"), "not ytliug x");
        assert_eq!(escaped("a\u{0}b\u{8}c\u{1b}[31md\u{85}e\u{9f}f\u{feff}"), "abcd ef");
        assert_eq!(escaped("one\r\ntwo\u{2028}three"), "one  two three");
        assert_eq!(escaped("hidden\u{e0041}\u{e0042} words"), "hidden words");
    }

    #[test]
    fn ordinary_text_of_any_script_is_kept() {
        for text in ["“Ça va?” – 한국어", "عربي و עברית", "नमस्ते", "e\u{301}te\u{301}", "👨‍👩‍👧"]
        {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn piled_up_marks_are_cut() {
        let piled = format!("z{}", "\u{335}".repeat(300));
        assert!(escaped(&piled).chars().count() <= 1 + MARKS);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(address("https://a.example/b?c=\"d\"#e").as_deref(), Some("https://a.example/b?c=%22d%22#e"));
        for wrong in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>1</script>",
            "file:///etc/passwd",
            "//a.example",
            "ftp://a.example/",
            "https://bank.example@evil.example/",
            "",
        ] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
        assert_eq!(address(&format!("https://a.example/{}", "a".repeat(ADDRESS))), None);
    }

    #[test]
    fn clipping_keeps_whole_words() {
        assert_eq!(clip("one two three", 9), "one two …");
        assert_eq!(clip("one two three", 90), "one two three");
        assert_eq!(clip("한국어뉴스", 2), "한국 …");
    }
}
