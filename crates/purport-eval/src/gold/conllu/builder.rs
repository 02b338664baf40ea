//! Lines of CoNLL-U to text and words.

use purport_text::Span;

use crate::error::{Error, ErrorKind, Result};
use crate::gold::{Syntax, Word};

/// The document as far as it was read.
#[derive(Default)]
pub(super) struct Builder {
    text: String,
    syntax: Syntax,
    /// What goes before the next token.
    gap: &'static str,
    /// Index of the first word of the open sentence.
    first: usize,
    /// Heads of the open sentence's words, as written: 1 for its first word, 0 for none.
    heads: Vec<usize>,
    /// The surface token whose words are being read, and how many of them are to come.
    multiword: Option<(Span, usize)>,
}

impl Builder {
    /// Whether no word was read yet.
    pub fn is_empty(&self) -> bool {
        self.syntax.words.is_empty()
    }

    /// Reads a line.
    pub fn line(&mut self, line: &str) -> Result<()> {
        if line.trim().is_empty() {
            return self.end_sentence();
        }
        if self.heads.is_empty() && line.starts_with('#') {
            if line.starts_with("# newpar") && !self.text.is_empty() {
                self.gap = "\n\n";
            }
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, _, _, head, deprel, _, misc] = columns.as_slice() else {
            return Err(Error::malformed(format!("{} columns, not ten", columns.len())));
        };
        if id.contains('.') {
            return Ok(());
        }
        if let Some((from, to)) = id.split_once('-') {
            let words = match (from.parse::<usize>(), to.parse::<usize>()) {
                (Ok(from), Ok(to)) if from <= to => to - from + 1,
                _ => return Err(Error::malformed(format!("{id:?} is not a range of words"))),
            };
            self.multiword = Some((self.token(form, misc), words));
            return Ok(());
        }
        if id.parse() != Ok(self.heads.len() + 1) {
            return Err(Error::malformed(format!("word {id:?} where {} should be", self.heads.len() + 1)));
        }
        let head = head.parse().map_err(|_| Error::malformed(format!("head {head:?} is not a number")))?;
        let token = self.multiword.map_or_else(|| self.token(form, misc), |(token, _)| token);
        self.heads.push(head);
        self.syntax.words.push(Word {
            span: token,
            token,
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            head: None,
            deprel: deprel.to_owned(),
        });
        if let Some((token, left)) = self.multiword {
            self.multiword = (left > 1).then_some((token, left - 1));
            if left == 1 {
                self.split(token);
            }
        }
        Ok(())
    }

    /// Writes a surface token into the text.
    fn token(&mut self, form: &str, misc: &str) -> Span {
        self.text.push_str(self.gap);
        let start = self.text.len();
        self.text.push_str(form);
        self.gap = if misc.split('|').any(|item| item == "SpaceAfter=No") { "" } else { " " };
        Span::new(start, self.text.len())
    }

    /// Gives the words of a surface token their own spans where their forms make up the token.
    fn split(&mut self, token: Span) {
        let from = self.syntax.words.iter().rposition(|word| word.token != token).map_or(0, |last| last + 1);
        let words = &mut self.syntax.words[from..];
        let together: String = words.iter().map(|word| word.form.as_str()).collect();
        if together != token.slice(&self.text) {
            return;
        }
        let mut start = token.start;
        for word in words {
            word.span = Span::new(start, start + word.form.len());
            start = word.span.end;
        }
    }

    fn end_sentence(&mut self) -> Result<()> {
        let heads = std::mem::take(&mut self.heads);
        let of = heads.len();
        if self.multiword.take().is_some() {
            return Err(Error::malformed("the sentence ends inside a token of several words"));
        }
        let words = &mut self.syntax.words[self.first..];
        let (Some(head), Some(tail)) = (words.first(), words.last()) else {
            return Ok(());
        };
        self.syntax.sentences.push(head.token.join(tail.token));
        for (word, head) in words.iter_mut().zip(heads) {
            if head > of {
                return Err(Error::new(ErrorKind::Index { role: "head", index: head, of }));
            }
            word.head = head.checked_sub(1).map(|head| self.first + head);
        }
        self.first = self.syntax.words.len();
        Ok(())
    }

    /// The text, and the syntax with spans into it.
    pub fn finish(mut self) -> Result<(String, Syntax)> {
        self.end_sentence()?;
        Ok((self.text, self.syntax))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(id: &str, form: &str, head: &str, misc: &str) -> String {
        format!("{id}\t{form}\t{}\tX\t_\t_\t{head}\tdep\t_\t{misc}\n", form.to_lowercase())
    }

    fn build(lines: &str) -> Result<(String, Syntax)> {
        let mut builder = Builder::default();
        for line in lines.lines() {
            builder.line(line)?;
        }
        builder.finish()
    }

    #[test]
    fn text_is_rebuilt_from_tokens_sentences_and_paragraphs() {
        let lines = [
            "# newpar\n".to_owned(),
            word("1", "Rain", "2", "_"),
            word("2", "fell", "0", "SpaceAfter=No"),
            word("3", ".", "2", "_"),
            "\n# sent_id = 2\n".to_owned(),
            word("1", "Snow", "0", "Entity=(1)|SpaceAfter=No"),
            word("2", "!", "1", "_"),
            "\n# newpar_block = p (1 s)\n".to_owned(),
            word("1", "Hail", "0", "_"),
            "\n".to_owned(),
        ];
        let (text, syntax) = build(&lines.concat()).unwrap();
        assert_eq!(text, "Rain fell. Snow!\n\nHail");
        let sentences: Vec<_> = syntax.sentences.iter().map(|s| s.slice(&text)).collect();
        assert_eq!(sentences, ["Rain fell.", "Snow!", "Hail"]);
        assert!(syntax.words.iter().all(|w| w.span.slice(&text) == w.form));
        let heads: Vec<_> = syntax.words.iter().map(|w| w.head).collect();
        assert_eq!(heads, [Some(1), None, Some(1), None, Some(3), None]);
    }

    #[test]
    fn words_of_one_token_are_told_apart_where_their_forms_allow() {
        let lines = [
            word("1-2", "don't", "_", "_"),
            word("1", "do", "0", "_"),
            word("2", "n't", "1", "_"),
            word("2.1", "ghost", "_", "_"),
            word("3-4", "wanna", "_", "SpaceAfter=No"),
            word("3", "want", "1", "_"),
            word("4", "to", "3", "_"),
            word("5", ".", "1", "_"),
        ];
        let (text, syntax) = build(&lines.concat()).unwrap();
        assert_eq!(text, "don't wanna.");
        let words: Vec<_> = syntax.words.iter().map(|w| (w.span.slice(&text), w.token.slice(&text))).collect();
        let expected = [("do", "don't"), ("n't", "don't"), ("wanna", "wanna"), ("wanna", "wanna"), (".", ".")];
        assert_eq!(words, expected);
    }

    #[test]
    fn what_the_format_does_not_allow_is_an_error() {
        assert!(build("1\tx\n").unwrap_err().to_string().contains("2 columns"));
        assert!(build(&word("2", "x", "0", "_")).is_err());
        assert!(build(&word("1", "x", "3", "_")).unwrap_err().to_string().contains("head points at 3, of 1"));
        assert!(build(&word("1-2", "x", "_", "_")).is_err());
    }
}
