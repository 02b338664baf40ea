//! Coreference: OntoGUM's CoNLL columns, and GAP's table.
//!
//! OntoGUM (Zhu, Pradhan and Zeldes 2021) has a file a document: `id TAB token TAB brackets`, where `(3` opens a mention of
//! chain 3, `3)` closes it, `(3)` does both, and several are joined. It has neither spaces nor sentences, so the text comes
//! from the CoNLL-U file of the same name and the same tokens: beside the file, or under `syntax/gum` in a folder above it.
//!
//! GAP (Webster et al. 2018) is a table with a header: ID, Text, Pronoun, Pronoun-offset, A, A-offset, A-coref, B, B-offset,
//! B-coref, URL. Offsets count characters.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use purport_text::Span;

use super::{Syntax, conllu, files};
use crate::coreference::Chains;
use crate::error::{Error, Result};

/// A document with its chains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoreferenceDocument {
    /// Its name in the gold set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// Its words and sentences; words carry the spans.
    pub syntax: Syntax,
    /// The mentions of each chain as ranges of words.
    pub chains: Chains,
}

impl CoreferenceDocument {
    /// The words that a byte span covers; empty where it covers none.
    #[must_use]
    pub fn words(&self, span: Span) -> Span {
        let words = &self.syntax.words;
        let start = words.partition_point(|word| word.span.end <= span.start);
        Span::new(start, words.partition_point(|word| word.span.start < span.end).max(start))
    }

    /// Chains in bytes of the text as chains in words.
    #[must_use]
    pub fn in_words(&self, chains: &[Vec<Span>]) -> Chains {
        chains.iter().map(|chain| chain.iter().map(|span| self.words(*span)).collect()).collect()
    }
}

/// The documents of a folder in the order of their file names.
///
/// # Errors
/// When the folder cannot be read or has no such file. The documents have their own errors.
pub fn documents(path: &Path) -> Result<impl Iterator<Item = Result<CoreferenceDocument>>> {
    Ok(files(path)?.into_iter().map(|path| document(&path).map_err(|error| error.in_file(&path))))
}

/// The files that make up the set.
///
/// # Errors
/// As [`documents`].
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    files::ending_in(path, &[".conll"], "CoNLL coreference (.conll)")
}

fn document(path: &Path) -> Result<CoreferenceDocument> {
    let id = files::stem(path);
    let syntax = syntax_file(path, &id).ok_or_else(|| Error::malformed(format!("no {id}.conllu with its text")))?;
    let read = conllu::documents(&syntax)?.next().ok_or_else(|| Error::malformed("an empty CoNLL-U file"))??;
    let chains = chains(&files::text(path)?, &read.syntax)?;
    Ok(CoreferenceDocument { id, text: read.text, syntax: read.syntax, chains })
}

fn syntax_file(path: &Path, id: &str) -> Option<PathBuf> {
    let name = format!("{id}.conllu");
    let beside = path.with_file_name(&name);
    let above = path
        .ancestors()
        .skip(1)
        .flat_map(|folder| ["train", "dev"].map(|part| folder.join("syntax").join("gum").join(part).join(&name)));
    std::iter::once(beside).chain(above).find(|file| file.is_file())
}

/// Reads the columns.
fn chains(columns: &str, syntax: &Syntax) -> Result<Chains> {
    let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut word = 0;
    for line in columns.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[_, form, brackets] = fields.as_slice() else {
            return Err(Error::malformed(format!("{} columns, not three", fields.len())));
        };
        let expected = syntax.words.get(word).map_or("", |word| word.form.as_str());
        // OntoGUM leaves out the form of a vertical bar.
        if form != expected && !(form.is_empty() && word < syntax.words.len()) {
            return Err(Error::malformed(format!("word {word} is {form:?}, and {expected:?} in the CoNLL-U file")));
        }
        let mut rest = brackets;
        while let Some(start) = rest.find(|c: char| c == '(' || c.is_ascii_digit()) {
            let opens = rest[start..].starts_with('(');
            let digits = &rest[start + usize::from(opens)..];
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            let (chain, after) = digits.split_at(end);
            let closes = after.starts_with(')');
            if opens {
                open.entry(chain.to_owned()).or_default().push(word);
            }
            if closes {
                let begun = open.get_mut(chain).and_then(Vec::pop);
                let begun = begun.ok_or_else(|| Error::malformed(format!("word {word} closes chain {chain}")))?;
                found.entry(chain.to_owned()).or_default().push(Span::new(begun, word + 1));
            }
            rest = &after[usize::from(closes)..];
        }
        word += 1;
    }
    if word != syntax.words.len() || open.values().any(|list| !list.is_empty()) {
        return Err(Error::malformed("words or brackets are left over"));
    }
    Ok(found.into_values().collect())
}

/// One pronoun and two names, of which it may be either's or nobody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapExample {
    /// Its name in the gold set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// Where the pronoun stands.
    pub pronoun: Span,
    /// Whether it is a form of *she*.
    pub feminine: bool,
    /// Where the names stand, and whether the pronoun is theirs.
    pub names: [(Span, bool); 2],
}

/// The examples of a table.
///
/// # Errors
/// When the file cannot be read; a line that the format does not allow is an error item.
pub fn gap(path: &Path) -> Result<Vec<Result<GapExample>>> {
    let text = files::text(path)?;
    let place = |(number, line): (usize, &str)| {
        example(line).map_err(|error| error.in_record(format_args!("line {}", number + 1)).in_file(path))
    };
    Ok(text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty()).map(place).collect())
}

fn example(line: &str) -> Result<GapExample> {
    let fields: Vec<&str> = line.split('\t').collect();
    let &[id, text, pronoun, at, a, a_at, a_is, b, b_at, b_is, _] = fields.as_slice() else {
        return Err(Error::malformed(format!("{} columns, not eleven", fields.len())));
    };
    let span = |form: &str, at: &str| {
        let start = at.parse().ok().and_then(|at: usize| text.char_indices().nth(at)).map(|(byte, _)| byte);
        let found = start.filter(|&start| text[start..].starts_with(form));
        found
            .map(|start| Span::new(start, start + form.len()))
            .ok_or_else(|| Error::malformed(format!("{form:?} does not stand at {at}")))
    };
    let truth = |field: &str| match field {
        "TRUE" => Ok(true),
        "FALSE" => Ok(false),
        other => Err(Error::malformed(format!("{other:?} is neither TRUE nor FALSE"))),
    };
    let feminine = matches!(pronoun.to_lowercase().as_str(), "she" | "her" | "hers" | "herself");
    Ok(GapExample {
        id: id.to_owned(),
        text: text.to_owned(),
        pronoun: span(pronoun, at)?,
        feminine,
        names: [(span(a, a_at)?, truth(a_is)?), (span(b, b_at)?, truth(b_is)?)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gold::Word;

    fn syntax(forms: &[&str]) -> Syntax {
        let word = |form: &&str| Word {
            span: Span::new(0, 0),
            token: Span::new(0, 0),
            form: (*form).to_owned(),
            lemma: String::new(),
            upos: String::new(),
            head: None,
            deprel: String::new(),
        };
        Syntax { words: forms.iter().map(word).collect(), ..Syntax::default() }
    }

    #[test]
    fn brackets_nest_and_join() {
        let syntax = syntax(&["Ann", "'s", "dog", "bit", "her"]);
        let found = chains("# begin\n0\tAnn\t(1(2)\n1\t's\t_\n2\tdog\t1)\n3\tbit\t_\n4\ther\t(2)\n", &syntax).unwrap();
        assert_eq!(found, [vec![Span::new(0, 3)], vec![Span::new(0, 1), Span::new(4, 5)]]);
    }

    #[test]
    fn other_words_and_open_brackets_are_errors() {
        let syntax = syntax(&["Ann"]);
        for wrong in ["0\tBob\t_\n", "0\tAnn\t(1\n", "0\tAnn\t1)\n", "0\tAnn\n", ""] {
            assert!(chains(wrong, &syntax).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_line_of_gap() {
        let found = example("d-1\tÉva met Ann. She left.\tShe\t13\tÉva\t0\tTRUE\tAnn\t8\tFALSE\thttp://x").unwrap();
        assert_eq!(found.pronoun.slice(&found.text), "She");
        assert_eq!(found.names[1].0.slice(&found.text), "Ann");
        assert!(found.feminine && found.names[0].1 && !found.names[1].1);
        assert!(example("d-1\tÉva.\tShe\t13\tÉva\t0\tTRUE\tAnn\t8\tFALSE\thttp://x").is_err());
    }
}
