//! Dictionary forms, by table and rule.
//!
//! In: a word and its part of speech. Out: its lemma as English treebanks write it. Irregular forms come from a table
//! (`weights/lemmas.tsv`: form, part of speech, lemma), everything else from suffix rules.

use std::collections::HashMap;

use crate::Upos;

static TABLE: &str = include_str!("../weights/lemmas.tsv");

/// The table, loaded.
pub(crate) struct Lemmas {
    irregular: HashMap<(&'static str, &'static str), &'static str>,
}

impl Lemmas {
    pub fn embedded() -> Self {
        let rows = TABLE.lines().filter_map(|line| {
            let mut fields = line.split('\t');
            Some(((fields.next()?, fields.next()?), fields.next()?))
        });
        Self { irregular: rows.collect() }
    }

    /// The lemma of a word. Names keep their capitals, all else is lower case.
    pub fn lemma(&self, form: &str, upos: Upos) -> String {
        let lower = form.to_lowercase().replace('’', "'");
        if let Some(&lemma) = self.irregular.get(&(lower.as_str(), upos.name())) {
            return lemma.to_owned();
        }
        match upos {
            Upos::Propn | Upos::Punct | Upos::Sym | Upos::X | Upos::Num => form.replace('’', "'"),
            Upos::Noun => noun(&lower),
            Upos::Verb | Upos::Aux => verb(&lower),
            _ => lower,
        }
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn noun(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|s| word.ends_with(s)) {
        return word[..word.len() - 2].to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

fn verb(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")).filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("ing").filter(|s| s.contains(is_vowel) || s.contains('y')) {
        return restore(stem);
    }
    if let Some(stem) = word.strip_suffix("ed").filter(|s| s.contains(is_vowel) || s.contains('y')) {
        return restore(stem);
    }
    if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|s| word.ends_with(s)) {
        return word[..word.len() - 2].to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// The verb whose `-ed` or `-ing` was cut: *stopp* → *stop*, *alleg* → *allege*, *vow* → *vow*.
fn restore(stem: &str) -> String {
    let letters: Vec<char> = stem.chars().collect();
    let [.., before, last] = letters[..] else { return stem.to_owned() };
    if before == last && !is_vowel(last) && !matches!(last, 'l' | 's' | 'z' | 'f') {
        return stem[..stem.len() - last.len_utf8()].to_owned();
    }
    // A silent e went missing after these endings; irregular and frequent verbs stand in the table.
    let adds_e = match last {
        'v' | 'u' | 'c' => true,
        'g' => matches!(before, 'd' | 'r' | 'a' | 'e'),
        's' | 'z' => is_vowel(before) || matches!(before, 'n' | 'r' | 'l' | 'p'),
        't' => before == 'a' && letters.len() > 3,
        'l' => matches!(before, 'b' | 'd' | 'f' | 'g' | 'k' | 'p' | 't' | 'z'),
        'r' => matches!(before, 'u' | 'i'),
        _ => false,
    };
    if adds_e { format!("{stem}e") } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_cover_regular_verbs_and_nouns() {
        let lemmas = Lemmas::embedded();
        for (form, lemma) in [
            ("denies", "deny"),
            ("denied", "deny"),
            ("stopped", "stop"),
            ("arresting", "arrest"),
            ("isolating", "isolate"),
            ("vowed", "vow"),
            ("warning", "warn"),
            ("announced", "announce"),
            ("believes", "believe"),
            ("accused", "accuse"),
            ("reaches", "reach"),
            ("suggested", "suggest"),
            ("said", "say"),
            ("told", "tell"),
            ("thought", "think"),
            ("alleging", "allege"),
            ("urged", "urge"),
            ("added", "add"),
            ("stated", "state"),
        ] {
            assert_eq!(lemmas.lemma(form, Upos::Verb), lemma);
        }
        for (form, lemma) in [("troops", "troop"), ("countries", "country"), ("men", "man")] {
            assert_eq!(lemmas.lemma(form, Upos::Noun), lemma);
        }
        assert_eq!(lemmas.lemma("n’t", Upos::Part), "not");
        assert_eq!(lemmas.lemma("Seoul", Upos::Propn), "Seoul");
    }
}
