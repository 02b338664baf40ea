//! Articles that repeat other articles.
//!
//! In: articles. Out: which of them are copies of which, of what kind, and whom they credit. A store keeps the [`Print`] of
//! every article and finds candidates under its [`Print::keys`]; [`compare`] then decides on the words themselves.
//!
//! | kind | is |
//! |---|---|
//! | identical | the same words |
//! | revision | one publisher's report, changed: the same page, or the same headline and shared text |
//! | wire | shared text under another masthead |
//! | excerpt | the shorter stands in the longer, or a long passage of one in the other |
//!
//! Nothing is a copy because of what is printed under many reports (notices, credits, captions) or because it quotes the
//! same words of the same speaker: only a report's own words count. Two reports of one event in their own words are none.

mod align;
mod credits;
mod decide;
mod difference;
mod evidence;
mod furniture;
mod hash;
mod masthead;
mod order;
mod pairs;
mod print;
mod title;
mod url;
mod words;

pub use credits::{Credit, credits};
pub use decide::{Copy, Kind, compare};
pub use difference::{Change, difference};
pub use evidence::Seen;
pub use order::order;
pub use pairs::pairs;
pub use print::Print;

#[cfg(test)]
mod tests {
    use purport_text::Article;

    use super::*;

    /// Pieces of text that have broken readers of text before.
    const PIECES: &[&str] = &[
        "",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\0",
        "\u{feff}",
        "\u{ad}",
        "é",
        "e\u{301}",
        "İ",
        "ß",
        "ﬃ",
        "東京",
        "“",
        "”",
        "'",
        "’",
        "(",
        ")",
        "/",
        "(AP)",
        "/TASS/",
        "By ",
        "By AP",
        "©",
        "© 2024 ",
        "—",
        " — ",
        " | ",
        "(@a) May 1, 2024",
        "U.S.",
        "1,0.0",
        "$",
        "%",
        "Source:",
        "Reporting by ",
        "; editing by ",
        "contributed to this report",
        "via Getty",
        "https://",
        "?",
        "#",
        "word",
        "The ",
    ];

    #[test]
    fn no_text_brings_it_down() {
        // A linear congruential generator (Knuth): the same texts every time.
        let mut state: u64 = 1;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut text = |most: usize| (0..next(most)).map(|_| PIECES[next(PIECES.len())]).collect::<String>();
        for _ in 0..2_000 {
            let (first, second) = (text(60), text(60));
            let article = |body: &str, head: String| Article {
                title: Some(head.clone()),
                url: Some(head.clone()),
                publisher: Some(head.clone()),
                published: Some(head),
                text: body.to_owned(),
                ..Article::default()
            };
            let (one, other) = (article(&first, text(6)), article(&second, text(6)));
            let (seen, other_seen) = (Seen::of(&one), Seen::of(&other));
            assert_eq!(Print::from_bytes(&seen.print().to_bytes()).as_ref(), Some(seen.print()));
            assert_eq!(compare(&seen, &other_seen), compare(&other_seen, &seen));
            for span in credits(&one).into_iter().filter_map(|credit| credit.span) {
                assert!(!span.slice(&first).is_empty());
            }
            for change in difference(&first, &second) {
                assert_ne!(change.before.slice(&first), change.after.slice(&second));
            }
        }
    }
}
