//! Every cue of negation, down to prefixes and suffixes.
//!
//! In: the parse. Out: cues, each a list of spans: a word (*not*), a part of one (*un* in *unhappy*, *less* in *helpless*), or
//! several words (*neither … nor*, *by no means*). The notion is that of *SEM 2012 (Morante and Blanco): a cue is any sign that
//! expresses negation, whatever it does to the sentence. What a negation does to a claim's polarity is for `factuality` to
//! say, which knows other words too (*failed to*). Passed over: tag questions (*isn't it?*), questions that expect a yes, and
//! phrases that only hold a negation (*no doubt*, *not only*, *nothing but*).
//!
//! Prefixes are a matter of the dictionary: `data/affixal_negations.tsv` has the beginnings that negate, and for *un-* and
//! *-less*, which make new words freely, those that do not (*under*, *unveil*, *bless*).

use std::sync::LazyLock;

use purport_parse::{Parse, Upos, Word};
use purport_text::Span;

/// One row of the table.
struct Row {
    beginning: &'static str,
    affix: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Prefix,
    Suffix,
    None,
}

/// Sorted by beginning.
static AFFIXES: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = include_str!("../data/affixal_negations.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        let (beginning, affix) = (columns.next()?, columns.next()?);
        let kind = match columns.next()? {
            "prefix" => Kind::Prefix,
            "suffix" => Kind::Suffix,
            _ => Kind::None,
        };
        Some(Row { beginning, affix, kind })
    })
    .collect()
});

/// Words that negate wherever they stand.
const WORDS: &[&str] =
    &["n't", "neither", "never", "no", "no-one", "nobody", "none", "nor", "not", "nothing", "nowhere", "without"];

/// Phrases that are one cue.
const PHRASES: &[&[&str]] = &[&["by", "no", "means"], &["on", "the", "contrary"], &["in", "no", "way"]];

/// Phrases that negate nothing though a word in them might.
const NOT_NEGATING: &[&[&str]] = &[
    &["for", "nothing"],
    &["likely", "as", "not"],
    &["like", "as", "not"],
    &["no", "doubt"],
    &["no", "sooner"],
    &["no", "wonder"],
    &["none", "other", "than"],
    &["not", "but"],
    &["not", "help"],
    &["not", "just"],
    &["not", "merely"],
    &["not", "only"],
    &["not", "until"],
    &["nothing", "but"],
    &["or", "not"],
    &["without", "doubt"],
    &["without", "more", "ado"],
];

/// A word shorter than this has no affix.
const SHORTEST: usize = 5;

/// The cues of negation of an article, in text order. Spans are of the text.
///
/// ```
/// use purport_parse::Parser;
/// let text = "Nobody was unhappy, and it is not impossible.";
/// let (parse, _) = purport_read::parse(text, &Parser::embedded()?)?;
/// let cues: Vec<&str> = purport_read::negation_cues(text, &parse).iter().map(|cue| cue[0].slice(text)).collect();
/// assert_eq!(cues, ["Nobody", "un", "not", "im"]);
/// # Ok::<(), purport_parse::ParseError>(())
/// ```
#[must_use]
pub fn negation_cues(text: &str, parse: &Parse) -> Vec<Vec<Span>> {
    let forms: Vec<String> =
        parse.words.iter().map(|word| word.span.slice(text).to_lowercase().replace('’', "'")).collect();
    let mut cues = Vec::new();
    for sentence in &parse.sentences {
        // Where the *neither* stands that waits for its *nor*.
        let mut neither: Option<usize> = None;
        let mut at = sentence.start;
        while at < sentence.end {
            let rest = &forms[at..sentence.end];
            let starts =
                |phrase: &&&[&str]| rest.len() >= phrase.len() && rest.iter().zip(**phrase).all(|(a, b)| a == b);
            if let Some(phrase) = NOT_NEGATING.iter().find(starts) {
                at += phrase.len();
                continue;
            }
            if let Some(phrase) = PHRASES.iter().find(starts) {
                cues.push(parse.words[at..at + phrase.len()].iter().map(|word| word.span).collect());
                at += phrase.len();
                continue;
            }
            let form = forms[at].as_str();
            if WORDS.contains(&form) && !expects_yes(parse, &forms, *sentence, at) {
                match neither.take().filter(|_| form == "nor") {
                    Some(cue) => {
                        let both: &mut Vec<Span> = &mut cues[cue];
                        both.push(parse.words[at].span);
                    }
                    None => cues.push(vec![parse.words[at].span]),
                }
                if form == "neither" {
                    neither = Some(cues.len() - 1);
                }
            } else if let Some(part) = affix(&parse.words[at], form) {
                let start = parse.words[at].span.start;
                // The form in lower case is as long as the word wherever an affix is found: it is ASCII.
                cues.push(vec![Span::new(start + part.start, start + part.end)]);
            }
            at += 1;
        }
    }
    cues
}

/// The part of a word that negates the rest.
fn affix(word: &Word, form: &str) -> Option<Span> {
    let describes = matches!(word.upos, Upos::Adj | Upos::Adv | Upos::Noun | Upos::Verb);
    if !describes || form.len() < SHORTEST || !form.is_ascii() || form.len() != word.span.len() {
        return None;
    }
    let begins: Vec<&Row> = AFFIXES.iter().filter(|row| form.starts_with(row.beginning)).collect();
    let none = |affix: &str| begins.iter().any(|row| row.kind == Kind::None && row.affix == affix);
    if let Some(row) = begins.iter().find(|row| row.kind == Kind::Prefix && !none(row.affix)) {
        return Some(Span::new(0, row.affix.len()));
    }
    let stem = ["ly", "ness"].iter().find_map(|ending| form.strip_suffix(ending)).unwrap_or(form);
    let suffix = AFFIXES.iter().find(|row| row.kind == Kind::Suffix && stem.ends_with(row.affix))?;
    let long = stem.len() > suffix.affix.len() + 2 && !none(suffix.affix);
    long.then(|| Span::new(stem.len() - suffix.affix.len(), stem.len()))
}

/// "isn't it?", "did you not?", "don't you think …?": a negation by form alone.
fn expects_yes(parse: &Parse, forms: &[String], sentence: Span, at: usize) -> bool {
    let upos = |word: usize| (word < sentence.end).then(|| parse.words[word].upos);
    let before = |back: usize| at.checked_sub(back).filter(|&word| word >= sentence.start);
    let auxiliary = |word: Option<usize>| word.is_some_and(|word| parse.words[word].upos == Upos::Aux);
    let question = parse.words[sentence.range()].iter().rev().take(3).any(|word| word.lemma == "?");
    match forms[at].as_str() {
        // "Don't you see?"
        "n't" => {
            let pronoun = upos(at + 1) == Some(Upos::Pron);
            auxiliary(before(1)) && pronoun && (question || tag(parse, before(2)))
        }
        // "…, is it not?", "Is it not the very thing?"
        "not" => {
            let pronoun = before(1).is_some_and(|word| parse.words[word].upos == Upos::Pron);
            let ends = upos(at + 1).is_none_or(|next| next == Upos::Punct);
            auxiliary(before(2))
                && pronoun
                && (question && before(3).is_none_or(|w| upos(w) == Some(Upos::Punct)) || ends)
        }
        _ => false,
    }
}

/// Whether a comma stands here.
fn tag(parse: &Parse, word: Option<usize>) -> bool {
    word.is_some_and(|word| parse.words[word].lemma == ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_parse::Parser;
    use purport_text::sentences;

    fn cut(text: &str) -> Vec<String> {
        let parse = Parser::embedded().unwrap().parse(text, &sentences(text)).unwrap();
        let shown = |cue: &Vec<Span>| cue.iter().map(|span| span.slice(text)).collect::<Vec<_>>().join(" ");
        negation_cues(text, &parse).iter().map(shown).collect()
    }

    #[test]
    fn words_and_parts_of_words() {
        assert_eq!(cut("Nobody spoke, and they didn't move without orders."), ["Nobody", "n't", "without"]);
        assert_eq!(cut("An unarmed and helpless crowd waited impatiently."), ["un", "less", "im"]);
        assert_eq!(cut("It was illegal and irresponsible."), ["il", "ir"]);
    }

    #[test]
    fn several_words_are_one_cue() {
        assert_eq!(cut("Neither the mayor nor the council agreed."), ["Neither nor"]);
        assert_eq!(cut("It is by no means over."), ["by no means"]);
    }

    #[test]
    fn what_only_looks_like_one_is_passed_over() {
        assert_eq!(cut("The United Nations unveiled a uniform under the universal plan."), [""; 0]);
        assert_eq!(cut("No doubt the minister was blessed with influence."), [""; 0]);
        assert_eq!(cut("Nevertheless the important industry improved its image."), [""; 0]);
        assert_eq!(cut("You have seen it, have you not?"), [""; 0]);
    }
}
