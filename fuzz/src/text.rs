//! The text layer.

use purport_text::{
    Normalized, Raw, Span, articles, byline, dateline, headline, paragraphs, quotations, read_article as read,
    repeated, sentences, words,
};

/// What carriers call an input: the ending of its name and its content type, if any.
const CARRIERS: &[(&str, Option<&str>)] = &[
    ("standard input", None),
    ("a.html", None),
    ("a.txt", None),
    ("https://example.org/a", Some("text/html; charset=utf-8")),
    ("https://example.org/a", Some("text/html; charset=windows-1252")),
    ("https://example.org/a", Some("text/plain; charset=utf-16")),
    ("https://example.org/a?b", Some("\u{fffd};=")),
];

/// Bytes of any kind are an article or an error of one line, and every span that the text layer finds in the article can
/// be cut out of it.
///
/// The first byte chooses what the carrier says of the rest. The rest is also read as JSON lines.
///
/// # Panics
/// When that does not hold.
pub fn read_article(data: &[u8]) {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let (name, content_type) = CARRIERS[usize::from(choice) % CARRIERS.len()];
    let content_type = content_type.map(str::to_owned);
    let url = name.starts_with("https").then(|| name.to_owned());
    let raw = Raw { name: name.to_owned(), bytes: bytes.to_vec(), content_type, url };
    for read in std::iter::once(read(&raw)).chain(articles(name, bytes)) {
        match read {
            Ok(article) => {
                assert!(!article.text.trim().is_empty(), "an article without text");
                spans_cut(&article.text);
            }
            Err(error) => {
                assert!(!error.to_string().contains(char::is_control), "an error of several lines: {error:?}")
            }
        }
    }
}

fn spans_cut(text: &str) {
    let cut = sentences(text);
    let single = [dateline(text).map(|d| d.span), byline(text).map(|b| b.span), headline(text)];
    let lists = [repeated(text, &cut), paragraphs(text), quotations(text), cut];
    for span in lists.iter().flatten().chain(single.iter().flatten()) {
        assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?} cuts nothing");
    }
    for list in &lists {
        assert!(list.windows(2).all(|pair| pair[0].end <= pair[1].start), "spans overlap or are out of order");
    }
}

/// Normalised text stays so when normalised again, and every span on either side maps to a span of the other that can be
/// cut, in order, and back to one that holds it.
///
/// # Panics
/// When that does not hold.
pub fn normalize(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let text = text.as_ref();
    let normalized = Normalized::of(text);
    assert_eq!(Normalized::of(&normalized.text).text, normalized.text, "normalising twice changes more");
    assert!(!normalized.is_unchanged() || normalized.text == text);
    let spans = words(&normalized.text, Span::new(0, normalized.text.len()));
    let mut last = 0;
    for span in spans {
        let original = normalized.original(span);
        assert!(text.get(original.range()).is_some_and(|words| !words.is_empty()), "{span:?} stands nowhere");
        assert!(normalized.normalized(original).contains(span), "{span:?} does not come back");
        assert!(last <= original.start, "{span:?} stands before the word before it");
        last = original.start;
    }
    for span in words(text, Span::new(0, text.len())) {
        let there = normalized.normalized(span);
        assert!(normalized.text.get(there.range()).is_some(), "{span:?} of the original ends inside a character");
    }
}

/// Sentences stand in order and leave out white space only; words stand in order in their sentence and leave out white
/// space only.
///
/// # Panics
/// When that does not hold.
pub fn sentences_words(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let text = text.as_ref();
    let all = Span::new(0, text.len());
    let cut = sentences(text);
    assert!(covers(text, all, &cut), "a sentence is missing or out of order");
    for sentence in cut {
        assert!(!sentence.is_empty() && sentence == sentence.trim(text), "{sentence:?} begins or ends in white space");
        let found = words(text, sentence);
        assert!(covers(text, sentence, &found), "a word of {sentence:?} is missing or out of order");
        for word in found {
            assert!(!word.is_empty() && !word.slice(text).contains(char::is_whitespace), "{word:?} holds white space");
        }
    }
    assert!(covers(text, all, &words(text, all)));
}

/// Whether the parts stand in order, apart, inside `whole`, with nothing but white space outside them.
fn covers(text: &str, whole: Span, parts: &[Span]) -> bool {
    let mut at = whole.start;
    let blank = |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap.trim().is_empty());
    for part in parts {
        if !blank(at, part.start) {
            return false;
        }
        at = part.end;
    }
    blank(at, whole.end)
}
