//! The noun that *who*, *which*, *that* stand for: the one that their clause modifies.

use purport_parse::{NameClass, Upos};

use super::lexicon::{self, NounClass};
use super::name::CALENDAR;
use super::page::Page;
use super::phrase::NameIndex;

/// Longest way up the tree from the pronoun to its clause.
const CLIMB: usize = 6;

/// Farthest noun before the pronoun that is taken when the tree does not tell.
const REACH: usize = 12;

/// Whether a lower-case word is a relative pronoun.
pub(super) fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "whom" | "which" | "that" | "whose")
}

/// The word that a relative pronoun stands for: *Stanway* in "Hugo Stanway, who manages a fund".
pub(super) fn antecedent(page: &Page, names: &NameIndex, pronoun: usize) -> Option<usize> {
    let mut at = pronoun;
    for _ in 0..CLIMB {
        let Some(head) = page.head(at) else { break };
        if page.relation(at) == "acl" && head < pronoun {
            let head = named_subject(page, names, head).unwrap_or_else(|| last_joined(page, names, head, pronoun));
            // "Hugo Stanway, a fund manager who …", "one banker who …": the noun itself.
            let nominal = page.nominal(head).then_some(head);
            // The tree misleads where it gives *who* a thing: "a way to win superdelegates who …".
            return nominal.filter(|&noun| suits(page, names, pronoun, noun)).or_else(|| nearest(page, names, pronoun));
        }
        at = head;
    }
    nearest(page, names, pronoun)
}

/// "Kaine is a lawyer who …": the name that is said to be the noun.
fn named_subject(page: &Page, names: &NameIndex, noun: usize) -> Option<usize> {
    page.children(noun).find(|&child| page.relation(child) == "cop")?;
    page.children(noun).find(|&child| page.relation(child) == "nsubj" && names.at(child).is_some())
}

/// "by Mr. Kerry and Mr. Obama, who …": the last of the joined, if it stands right before the pronoun.
fn last_joined(page: &Page, names: &NameIndex, noun: usize, pronoun: usize) -> usize {
    let last = |word: usize| names.at(word).map_or(word, |(name, _)| name.words.end - 1);
    let beside = |&child: &usize| page.relation(child) == "conj" && adjacent(page, last(child), pronoun);
    page.children(noun).filter(beside).last().unwrap_or(noun)
}

/// Whether *who* may stand for a word: a person's or people's name or noun, or any noun that is no thing.
fn suits(page: &Page, names: &NameIndex, pronoun: usize, word: usize) -> bool {
    if CALENDAR.contains(&page.lower(word)) || page.clitic(names.at(word).map_or(word + 1, |(name, _)| name.words.end))
    {
        return false;
    }
    if !matches!(page.lower(pronoun), "who" | "whom") {
        return true;
    }
    match names.at(word) {
        Some((name, _)) => {
            name.class != NameClass::Place && !(name.class == NameClass::Nationality && page.nominal(name.words.end))
        }
        // What stands right before it may be any noun for a person: "a spymaster who".
        None if page.nominal(word) && lexicon::noun(&page.lemma(word)).is_none() && adjacent(page, word, pronoun) => {
            true
        }
        None => {
            matches!(lexicon::noun(&page.lemma(word)), Some(NounClass::Person | NounClass::Group))
                || page.upos(word) == Upos::Pron
        }
    }
}

fn adjacent(page: &Page, word: usize, pronoun: usize) -> bool {
    word + 1 == pronoun || word + 2 == pronoun && page.lower(word + 1) == ","
}

/// The nearest word before the pronoun in the sentence that suits it, else the nearest noun.
fn nearest(page: &Page, names: &NameIndex, pronoun: usize) -> Option<usize> {
    let sentence = page.sentence(pronoun);
    let nominal = |&word: &usize| names.at(word).is_some() || page.nominal(word) || page.upos(word) == Upos::Pron;
    let before: Vec<usize> = (pronoun.saturating_sub(REACH)..pronoun)
        .rev()
        .take_while(|&word| page.sentence(word) == sentence)
        .filter(nominal)
        .collect();
    before.iter().find(|&&word| suits(page, names, pronoun, word)).or(before.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_names;
    use super::*;

    #[test]
    fn the_noun_that_the_clause_modifies() {
        let of = |text: &str| {
            with_names(text, |page, names, _| {
                let pronoun = (0..page.len()).find(|&w| is_relative(page.lower(w))).unwrap();
                antecedent(page, names, pronoun).map(|word| page.form(word).to_owned())
            })
        };
        assert_eq!(of("One banker who believes that prices will fall has left.").as_deref(), Some("banker"));
        assert!(matches!(
            of("Hugo Stanway, who believes that prices will fall, has left.").as_deref(),
            Some("Hugo" | "Stanway")
        ));
    }
}
