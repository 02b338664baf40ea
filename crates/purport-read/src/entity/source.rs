//! What form a source has: a name, a pronoun, a description, several of them.
//!
//! In: the words of a source. Out: a [`Form`] that the walk through the article resolves.

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::lexicon::{CountrySense, NounClass};
use super::name::NameMention;
use super::page::Page;
use super::phrase::{self, NameIndex, Opening, Phrase};
use super::referent::Number;

/// The form of a source.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// A name, with its referent: "the captain, Nonhle Dlamini" as much as "Dlamini".
    Name(Span, usize),
    /// A pronoun: its word.
    Pronoun(usize),
    /// A description.
    Phrase(Phrase),
    /// "Russia and North Korea", "the chairman and I".
    Several(Vec<Form>),
    /// Anything else: "some", "two of them", "those who cut it". Its first word.
    Nobody(usize),
}

impl Form {
    /// The word that the walk resolves it at: the last of several.
    pub fn word(&self) -> usize {
        match self {
            Self::Name(words, _) => words.end - 1,
            Self::Pronoun(word) | Self::Nobody(word) => *word,
            Self::Phrase(phrase) => phrase.head,
            Self::Several(forms) => forms.iter().map(Self::word).max().unwrap_or_default(),
        }
    }
}

const PRONOUNS: &[&str] = &[
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "me",
    "us",
    "him",
    "her",
    "them",
    "his",
    "its",
    "their",
    "my",
    "our",
    "your",
    "hers",
    "theirs",
    "who",
    "whom",
    "which",
    "that",
    "whose",
    "himself",
    "herself",
    "itself",
    "themselves",
    "myself",
    "ourselves",
    "yourself",
];

/// Words that speak of a set, not of somebody: "some", "many in Seoul".
const QUANTIFIERS: &[&str] = &[
    "some",
    "many",
    "most",
    "few",
    "several",
    "others",
    "those",
    "one",
    "two",
    "three",
    "four",
    "five",
    "none",
    "any",
    "all",
    "everyone",
    "everybody",
    "anyone",
    "anybody",
    "nobody",
    "someone",
    "somebody",
    "another",
    "both",
    "neither",
    "either",
    "each",
    "half",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "no",
    "other",
    "what",
    "there",
    "these",
];

/// The form of a source.
pub(super) fn form(page: &Page, names: &NameIndex, words: Span) -> Form {
    let words = trim(page, words);
    let parts = coordinated(page, names, words);
    if parts.len() > 1 {
        return Form::Several(parts.into_iter().map(|part| one(page, names, part)).collect());
    }
    one(page, names, words)
}

fn trim(page: &Page, mut words: Span) -> Span {
    let skipped = |word: usize| page.upos(word) == Upos::Punct || page.clitic(word);
    while words.len() > 1
        && (page.upos(words.start) == Upos::Punct
            || matches!(page.lower(words.start), "by" | "as" | "and" | "but" | "to" | "for"))
    {
        words.start += 1;
    }
    while words.len() > 1 && skipped(words.end - 1) {
        words.end -= 1;
    }
    words
}

/// The members of a list on the highest level: parted where the head's conjuncts begin.
fn coordinated(page: &Page, names: &NameIndex, words: Span) -> Vec<Span> {
    let governments = words.range().find(|&word| page.lower(word) == "governments" && page.lower(word + 1) == "of");
    let words = governments.map_or(words, |word| Span::new(word + 2, words.end));
    let outside = |&word: &usize| {
        let nominal = page.nominal(word) || page.upos(word) == Upos::Pron;
        nominal && page.head(word).is_none_or(|head| !words.range().contains(&head))
    };
    let Some(head) = words.range().find(outside) else { return vec![words] };
    let conjuncts: Vec<usize> = page
        .children(head)
        .filter(|&child| words.range().contains(&child) && child > head && page.relation(child) == "conj")
        .collect();
    let mut cuts: Vec<Span> = Vec::new();
    let mut from = head + 1;
    for conjunct in conjuncts {
        // The last "and" or comma before the conjunct parts it from the one before.
        let mark = (from..conjunct).rev().find(|&word| matches!(page.lower(word), "and" | "," | "or"));
        let Some(mark) = mark.filter(|&mark| names.at(mark).is_none()) else { continue };
        let before = if page.before(mark) == "," && mark > words.start { mark - 1 } else { mark };
        cuts.push(Span::new(before, mark + 1));
        from = conjunct;
    }
    if cuts.is_empty() {
        cuts.extend(two_names(page, names, words));
    }
    // Without a conjunction, a comma marks an apposition.
    if !cuts.iter().any(|cut| matches!(page.before(cut.end), "and" | "or")) {
        return vec![words];
    }
    let mut parts = Vec::new();
    let mut start = words.start;
    for cut in cuts {
        parts.push(Span::new(start, cut.start));
        start = cut.end;
    }
    parts.push(Span::new(start, words.end));
    parts.retain(|part| !part.is_empty());
    if one_man(page, names, &parts) { vec![words] } else { parts }
}

/// "Rick Tyler, a former aide to Kim and a political analyst", "the businessman and reality star": two descriptions of
/// one man.
fn one_man(page: &Page, names: &NameIndex, parts: &[Span]) -> bool {
    let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else { return false };
    let Form::Phrase(found) = one(page, names, last) else { return false };
    let apposition =
        first.range().any(|word| page.lower(word) == "," && word > first.start && names.at(word - 1).is_some());
    let bare = found.opening == Opening::Bare && found.number == Number::Singular && !found.possessed;
    apposition || bare && matches!(page.lower(first.start), "a" | "an" | "the")
}

/// Exactly two names joined by *and*, whatever the tree says.
fn two_names(page: &Page, names: &NameIndex, words: Span) -> Option<Span> {
    let and = words.range().find(|&word| page.lower(word) == "and" && names.at(word).is_none())?;
    let first = names.at(and.checked_sub(1)?)?.0;
    let second = names.at(and + 1)?.0;
    (first.words.start <= words.start + 2 && second.words.end == words.end).then(|| Span::new(and, and + 1))
}

fn one(page: &Page, names: &NameIndex, words: Span) -> Form {
    let words = trim(page, words);
    let first = words.start;
    let lower = page.lower(first);
    let named_first = names.at(first).is_some();
    // "US" and "IT" are no pronouns.
    let shouted = words.len() == 1 && page.form(first).len() > 1 && !page.form(first).chars().any(char::is_lowercase);
    if !named_first
        && !shouted
        && PRONOUNS.contains(&lower)
        && (words.len() == 1 || !possessive_before_noun(page, names, words))
    {
        return Form::Pronoun(first);
    }
    let core = core(page, names, words);
    let inside = |name: &NameMention| {
        name.words.end <= core.end && name.words.start >= core.start && !modifies(page, names, name, words)
    };
    if let Some((name, referent)) = names.at(core.end - 1).filter(|(name, _)| inside(name)) {
        return Form::Name(name.words, referent);
    }
    if let Some((name, referent)) = apposition(page, names, words, core) {
        return Form::Name(name, referent);
    }
    if QUANTIFIERS.contains(&lower) && !noun_in(page, core) {
        return Form::Nobody(first);
    }
    match phrase::phrase(page, names, words) {
        Some(found) if !(QUANTIFIERS.contains(&lower) && page.lower(first + 1) == "of") => Form::Phrase(found),
        _ => Form::Nobody(first),
    }
}

/// "The British, Australian and Japanese committees": the first of several adjectives.
fn modifies(page: &Page, names: &NameIndex, name: &NameMention, words: Span) -> bool {
    let adjective = |name: &NameMention| name.country.is_some_and(|c| c.sense == CountrySense::Adjective);
    let next = name.words.end;
    adjective(name)
        && next < words.end
        && matches!(page.lower(next), "," | "and")
        && names.at(next + 1).is_some_and(|(other, _)| adjective(other))
}

/// "his campaign" and "that man" are no pronouns.
fn possessive_before_noun(page: &Page, names: &NameIndex, words: Span) -> bool {
    let determiner = matches!(
        page.lower(words.start),
        "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose" | "that" | "which"
    );
    determiner
        && words.len() > 1
        && (phrase::phrase(page, names, words).is_some() || names.at(words.start + 1).is_some())
        && !matches!(page.lower(words.start + 1), "," | "who")
}

fn noun_in(page: &Page, core: Span) -> bool {
    core.range().any(|word| page.nominal(word))
}

/// The words up to where the noun phrase is first interrupted: a comma, bracket, preposition, relative, verb.
fn core(page: &Page, names: &NameIndex, words: Span) -> Span {
    let mut nominal = false;
    let mut word = words.start;
    while word < words.end {
        if let Some((name, _)) = names.at(word) {
            nominal = true;
            word = name.words.end.max(word + 1);
            continue;
        }
        let lower = page.lower(word);
        let ends = match page.upos(word) {
            Upos::Punct => !page.joins(word) && !page.clitic(word) && lower != ".",
            // "Mum-of-three Chantelle Adebowale", "state-run Korean Central News Agency".
            Upos::Adp | Upos::Verb if word > 0 && page.joins(word - 1) => false,
            Upos::Adp | Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Adv => nominal && !page.clitic(word),
            Upos::Pron => {
                nominal
                    && matches!(lower, "who" | "which" | "that" | "whose" | "whom" | "himself" | "herself" | "itself")
            }
            _ => false,
        };
        if ends && word > words.start {
            return Span::new(words.start, word);
        }
        nominal |= page.nominal(word);
        word += 1;
    }
    Span::new(words.start, words.end.max(words.start + 1))
}

/// "The company, Rentwise", "a spokesman for the group, Peter Jensen": a name that fills the stretch after a comma.
fn apposition(page: &Page, names: &NameIndex, words: Span, core: Span) -> Option<(Span, usize)> {
    let comma = (core.end..words.end).find(|&word| matches!(page.lower(word), "," | "–" | "—" | ":" | "("))?;
    let rest = Span::new(comma + 1, words.end);
    if rest.is_empty() || page.lower(comma) == "(" {
        return None;
    }
    let rest = self::core(page, names, rest);
    let (name, referent) = names.at(rest.end - 1)?;
    let interrupted = comma > core.end;
    let describes = || {
        phrase::phrase(page, names, core).is_some_and(|found| {
            let person = name.class == NameClass::Person;
            found.class.is_none()
                || (found.class == Some(NounClass::Person)) == person
                || !person && found.class != Some(NounClass::Document)
        })
    };
    let fits = name.words.end == rest.end
        && name.country.is_none()
        && (name.class == NameClass::Person || !interrupted && describes());
    fits.then_some((name.words, referent))
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_names;
    use super::*;

    /// The form of the source that the text before the bar is.
    fn of(text: &str) -> String {
        let (source, rest) = text.split_once(" | ").unwrap();
        let text = format!("{source} {rest}");
        with_names(&text, |page, names, _| {
            let end = page.parse.words.iter().filter(|w| w.span.end <= source.len()).count();
            shown(page, &form(page, names, Span::new(0, end)))
        })
    }

    fn shown(page: &Page, form: &Form) -> String {
        match form {
            Form::Name(words, _) => format!("name {}", page.slice(*words)),
            Form::Pronoun(word) => format!("pronoun {}", page.form(*word)),
            Form::Phrase(found) => format!("phrase {}", page.form(found.head)),
            Form::Several(forms) => forms.iter().map(|f| shown(page, f)).collect::<Vec<_>>().join(" + "),
            Form::Nobody(word) => format!("nobody {}", page.form(*word)),
        }
    }

    #[test]
    fn names_in_every_place() {
        assert_eq!(of("Angela Merkel | said that it rained."), "name Angela Merkel");
        assert_eq!(of("The captain, Peter Jensen, | said that it rained."), "name Peter Jensen");
        assert_eq!(of("Peter Jensen, who owns the ship, | said that it rained."), "name Peter Jensen");
        assert_eq!(of("Union president Maria Gomez | said that it rained."), "name Maria Gomez");
    }

    #[test]
    fn a_name_inside_a_description_is_not_the_source() {
        assert_eq!(of("A spokesman for Angela Merkel | said that it rained."), "phrase spokesman");
        assert_eq!(of("Angela Merkel's lawyer | said that it rained."), "phrase lawyer");
        assert_eq!(of("Officials in Seoul | said that it rained."), "phrase Officials");
    }

    #[test]
    fn several_sources() {
        assert_eq!(of("Russia and North Korea | said that they would meet."), "name Russia + name North Korea");
    }

    #[test]
    fn pronouns_and_nobody() {
        assert_eq!(of("She | said that it rained."), "pronoun She");
        assert_eq!(of("Her lawyer | said that it rained."), "phrase lawyer");
        assert_eq!(of("Nobody | said that it rained."), "nobody Nobody");
        assert_eq!(of("Two of them | said that it rained."), "nobody Two");
    }
}
