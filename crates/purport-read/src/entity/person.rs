//! When two names may be one person's.
//!
//! In: names as lists of lower-case words. Out: whether they agree, and how well one word stands for a full name. Sharing
//! a surname is never enough where given names differ: *Bill Clinton* and *Hillary Clinton* stay two people.

use super::lexicon;

/// Generational and honorary endings that are no surname.
const ENDINGS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "mp", "md", "phd", "obe", "cbe"];

/// Particles that belong to the surname after them.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "do", "du", "la", "le", "al", "el", "bin",
    "ben", "ibn", "bint", "abu", "ter", "ten", "st", "mac", "ó", "ní",
];

/// Surnames that stand first in East Asian names, in the usual romanisations.
const FIRST_SURNAMES: &[&str] = &[
    "an", "bae", "baek", "cai", "cao", "chang", "chen", "cheng", "cho", "choe", "choi", "chu", "chung", "dai", "deng",
    "ding", "dinh", "do", "dong", "du", "fan", "feng", "fu", "gao", "gong", "gu", "guo", "ha", "han", "he", "heo",
    "ho", "hong", "hu", "huang", "hwang", "im", "jang", "jeon", "jeong", "jia", "jiang", "jin", "jo", "jung", "kang",
    "kim", "ko", "kong", "kwak", "kwon", "lai", "lam", "le", "lee", "lei", "leung", "li", "liang", "lim", "lin", "liu",
    "lo", "lu", "luo", "ma", "mao", "meng", "min", "moon", "nam", "ng", "ngo", "nguyen", "noh", "oh", "pak", "pan",
    "park", "peng", "pham", "phan", "qian", "qin", "ri", "rim", "ro", "roh", "ryu", "seo", "seol", "shen", "shi",
    "shin", "sin", "so", "son", "song", "su", "suh", "sun", "tan", "tang", "tao", "thae", "tian", "to", "tran",
    "truong", "tsai", "u", "vo", "vu", "wang", "wei", "wen", "won", "wong", "woo", "wu", "xi", "xia", "xiao", "xie",
    "xu", "yan", "yang", "ye", "yi", "yim", "yin", "yoo", "yoon", "you", "yu", "yuan", "yun", "zeng", "zhang", "zhao",
    "zheng", "zhong", "zhou", "zhu",
];

/// Short forms of given names that share no beginning with the full one.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("bill", "william"),
    ("bob", "robert"),
    ("dick", "richard"),
    ("jack", "john"),
    ("jim", "james"),
    ("ted", "edward"),
    ("ted", "theodore"),
    ("peggy", "margaret"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("betty", "elizabeth"),
    ("tony", "anthony"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("chuck", "charles"),
    ("mike", "michael"),
    ("mick", "michael"),
    ("kate", "catherine"),
    ("sasha", "alexander"),
    ("volodya", "vladimir"),
    ("pepe", "jose"),
    ("bibi", "benjamin"),
    ("gus", "august"),
    ("nick", "dominic"),
    ("tina", "christina"),
    ("sandy", "sandra"),
    ("rudy", "rudolph"),
];

/// The words of a name as they are compared: lower case, endings, initials' stops and nicknames in quotation marks gone.
///
/// "Park Sun-won" gives `park sun won`: hyphens part words, since transcriptions differ in them.
pub(super) fn words(name: &str) -> Vec<String> {
    let key = lexicon::key(name);
    let mut found: Vec<String> = Vec::new();
    for part in key.split(|c: char| c.is_whitespace() || c == '-') {
        if part.starts_with(['“', '"', '\'', '(']) && part.len() > 1 && !found.is_empty() {
            continue;
        }
        let word = part.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("'s");
        if !word.is_empty() {
            found.push(word.to_owned());
        }
    }
    while found.len() > 1 && found.last().is_some_and(|last| ENDINGS.contains(&last.as_str())) {
        found.pop();
    }
    found
}

/// Whether two names of two words or more may be one person's.
///
/// *Hillary Clinton*, *Hillary Rodham Clinton*; *Kim Jong Un*, *Kim Jong-un*; *José Luis Rodríguez Zapatero*, *Rodríguez
/// Zapatero*; *Shinzo Abe*, *Abe Shinzo*; *J. Smith*, *John Smith* — but not *Bill Clinton*, *Hillary Clinton*.
pub(super) fn same(one: &[String], other: &[String]) -> bool {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    if short.len() < 2 {
        return false;
    }
    if long.windows(short.len()).any(|part| part == short) {
        return true;
    }
    if short.len() == 2 && long.len() == 2 && short[0] == long[1] && short[1] == long[0] {
        return true;
    }
    surname(long) == surname(short) && given_agree(&long[0], &short[0])
}

fn given_agree(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    let listed = |a: &str, b: &str| SHORT_FORMS.iter().any(|&(x, y)| (x, y) == (a, b));
    let shortened = short.chars().count() != 2 && long.starts_with(short);
    shortened || listed(long, short) || listed(short, long)
}

/// The surname as Europeans write it: the last word with the particles before it.
fn surname(words: &[String]) -> &[String] {
    let mut start = words.len().saturating_sub(1);
    while start > 1 && PARTICLES.contains(&words[start - 1].as_str()) {
        start -= 1;
    }
    &words[start..]
}

/// How well a shorter name stands for a full one; smaller is better, `None` is not at all.
///
/// 0: the surname (*Clinton*, *van der Leyen*, *Leyen*; *Choe* of *Choe Son Hui*). 1: the first of two surnames
/// (*Rodríguez* of *José Luis Rodríguez Zapatero*) or a name in the middle. 2: the given name (*Hillary*).
pub(super) fn stands_for(short: &[String], full: &[String]) -> Option<u8> {
    let length = short.len();
    if length == 0 || length >= full.len() {
        return None;
    }
    if full.ends_with(short) {
        // "Son Hui" or "Jae-myung" are given names where the surname stands first.
        return Some(if surname_first(full) && length < 2 { 1 } else { 0 });
    }
    if full.starts_with(short) {
        return Some(if length == 1 && FIRST_SURNAMES.contains(&short[0].as_str()) { 0 } else { 2 });
    }
    full.windows(length).any(|part| part == short).then_some(1)
}

/// Whether the surname probably stands first: *Choe Son Hui*, *Xi Jinping*; not *Kim Clijsters*, *Lee Harper*.
pub(super) fn surname_first(full: &[String]) -> bool {
    FIRST_SURNAMES.contains(&full[0].as_str())
        && full.len() <= 3
        && !FIRST_SURNAMES.contains(&full[full.len() - 1].as_str()) | (full.len() == 3)
        && lexicon::gender_of(&full[0]).is_none() | (full.len() == 3)
}

/// The word that a person's given name stands in.
pub(super) fn given(full: &[String]) -> Option<&str> {
    (full.len() > 1).then(|| if surname_first(full) { full[1].as_str() } else { full[0].as_str() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(one: &str, other: &str) -> bool {
        same(&words(one), &words(other)) && same(&words(other), &words(one))
    }

    #[test]
    fn one_person_under_several_names() {
        assert!(agree("Hillary Rodham Clinton", "Hillary Clinton"));
        assert!(agree("Kim Jong-un", "Kim Jong Un"));
        assert!(agree("José Luis Rodríguez Zapatero", "Rodríguez Zapatero"));
        assert!(agree("Alan García", "Alan García Pérez"));
        assert!(agree("Ursula von der Leyen", "U. von der Leyen"));
        assert!(agree("Bill Richardson", "William Richardson"));
        assert!(agree("Abe Shinzo", "Shinzo Abe"));
        assert!(agree("John Kerry Jr.", "John F. Kerry"));
    }

    #[test]
    fn a_shared_surname_is_not_enough() {
        assert!(!agree("Bill Clinton", "Hillary Clinton"));
        assert!(!agree("Kim Jong Un", "Kim Yo Jong"));
        assert!(!agree("George Bush", "Jeb Bush"));
        assert!(!agree("Park Sun-won", "Park Geun-hye"));
    }

    #[test]
    fn short_forms_are_ranked() {
        let rank = |short: &str, full: &str| stands_for(&words(short), &words(full));
        assert_eq!(rank("Choe", "Choe Son Hui"), Some(0));
        assert_eq!(rank("Lee", "Lee Jae-myung"), Some(0));
        assert_eq!(rank("Clinton", "Hillary Clinton"), Some(0));
        assert_eq!(rank("van der Leyen", "Ursula van der Leyen"), Some(0));
        assert_eq!(rank("Rodríguez", "José Luis Rodríguez Zapatero"), Some(1));
        assert_eq!(rank("Hillary", "Hillary Clinton"), Some(2));
        assert_eq!(rank("Trump", "Hillary Clinton"), None);
    }
}
