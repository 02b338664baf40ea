//! A text for tokens: the original where it is the same text, else one with sensible spaces.

use purport_text::Span;

use crate::ink::is_space;

/// The spans of tokens in the text that they were cut from.
///
/// `None` unless the tokens, one after the other, are the text but for white space: a text of which the annotators saw
/// only a part would make right answers wrong.
pub(super) fn align(text: &str, tokens: &[&str]) -> Option<Vec<Span>> {
    let mut rest = text.char_indices().filter(|(_, character)| !is_space(*character));
    let mut spans = Vec::with_capacity(tokens.len());
    for token in tokens {
        let mut span: Option<Span> = None;
        for wanted in token.chars().filter(|character| !is_space(*character)) {
            let (at, character) = rest.next()?;
            if character != wanted {
                return None;
            }
            let here = Span::new(at, at + character.len_utf8());
            span = Some(span.map_or(here, |span| span.join(here)));
        }
        spans.push(span?);
    }
    rest.next().is_none().then_some(spans)
}

/// A text made of tokens, and their spans in it.
///
/// Closing punctuation, clitics and possessives are put to the token before, opening brackets, currency signs and
/// hash marks to the token after; straight double quotation marks open and close in turn.
pub(super) fn space(tokens: &[&str]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(tokens.len());
    let mut quotation_open = false;
    let mut glue_next = true;
    for token in tokens {
        let is_mark = *token == "\"";
        let closes = is_mark && quotation_open;
        if !(glue_next || closes || leans_left(token)) {
            text.push(' ');
        }
        glue_next = leans_right(token) || (is_mark && !quotation_open);
        quotation_open ^= is_mark;
        let start = text.len();
        text.push_str(token);
        spans.push(Span::new(start, text.len()));
    }
    (text, spans)
}

fn leans_left(token: &str) -> bool {
    const CLITICS: [&str; 7] = ["s", "m", "d", "re", "ve", "ll", "t"];
    let clitic =
        token.strip_prefix(['\'', '’']).or_else(|| token.strip_prefix("n'")).or_else(|| token.strip_prefix("n’"));
    clitic.is_some_and(|tail| CLITICS.contains(&tail.to_ascii_lowercase().as_str()))
        || token.chars().all(|character| ".,;:!?)]}%…’'”»".contains(character))
}

fn leans_right(token: &str) -> bool {
    token.chars().all(|character| "([{$£€#@“‘«".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_in_their_text() {
        let text = "Kim's  cost: 4 pm.";
        let tokens = ["Kim", "'s", "cost", ":", "4\u{a0}pm", "."];
        let spans = align(text, &tokens).unwrap();
        let cut: Vec<_> = spans.iter().map(|span| span.slice(text)).collect();
        assert_eq!(cut, ["Kim", "'s", "cost", ":", "4 pm", "."]);
    }

    #[test]
    fn a_text_with_more_or_other_words_is_refused() {
        assert_eq!(align("Kim said so.", &["Kim", "said"]), None);
        assert_eq!(align("Kim said", &["Kim", "sold"]), None);
        assert_eq!(align("Kim", &["Kim", "said"]), None);
    }

    #[test]
    fn rebuilt_text_reads_like_a_text() {
        let tokens = ["\"", "It", "'s", "$", "5", "(", "net", ")", ",", "\"", "Kim", "said", ".", "Do", "n't", "."];
        let (text, spans) = space(&tokens);
        assert_eq!(text, "\"It's $5 (net),\" Kim said. Don't.");
        assert!(spans.iter().zip(tokens).all(|(span, token)| span.slice(&text) == token));
    }
}
