//! Nothing that is handed in makes the text layer panic, and every span that it gives out can be cut.

use proptest::prelude::*;
use purport_text::{Raw, articles, byline, dateline, headline, read_article, repeated, sentences};

/// Text made of what the readers look for, between characters of every length in UTF-8.
fn news_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "SEOUL",
        "New York",
        ", ",
        " (AP)",
        " (",
        ")",
        "/",
        "/TASS/",
        " — ",
        "--",
        "-",
        ":",
        ". ",
        "\n",
        "\r\n\r\n",
        "By ",
        "BY",
        "Jane Doe",
        " and ",
        "Oct",
        "Oct. 28",
        " 28 ",
        "2024",
        "2024-10-28T",
        "T09:30",
        "İ",
        "ﬁ",
        "한국",
        "🙂",
        "\u{301}",
        "\u{a0}",
        "\0",
        "<p>",
        "<div",
        "</div>",
        "<!--",
        "<script>",
        "\"",
        "'",
        "=",
        "&#x",
        "{\"text\":",
        "}",
        "[",
        "ß",
        "’",
    ]);
    prop::collection::vec(
        prop_oneof![5 => piece.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
        0..60,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn text_readers_give_spans_that_cut(text in news_like()) {
        let sentences = sentences(&text);
        let spans = [dateline(&text).map(|found| found.span), byline(&text).map(|found| found.span), headline(&text)];
        for span in spans.into_iter().flatten().chain(repeated(&text, &sentences)) {
            prop_assert!(text.get(span.range()).is_some_and(|cut| !cut.is_empty()));
        }
    }

    #[test]
    fn bytes_of_any_kind_are_an_article_or_an_error(text in news_like(), name in "[a-z]{0,3}(\\.html|\\.txt)?", noise in any::<Vec<u8>>()) {
        for bytes in [text.as_bytes().to_vec(), [text.as_bytes(), &noise].concat(), [b"<html><body>", text.as_bytes()].concat(), noise] {
            if let Err(error) = read_article(&Raw { name: name.clone(), bytes: bytes.clone(), ..Raw::default() }) {
                prop_assert!(!error.to_string().contains(char::is_control));
            }
            for read in articles(&name, bytes.as_slice()) {
                prop_assert!(read.map_or(true, |article| !article.text.is_empty()));
            }
        }
    }
}
