//! Reads cardinal and ordinal numbers.

use super::{LARGEST, Lower};

/// A number and the words that say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// What it says.
    pub value: f64,
    /// How many words say it.
    pub words: usize,
    /// Whether it is written in digits throughout.
    pub digits: bool,
    /// Whether it ends with a scale of its own ("million"), so that none is to be lent to it.
    pub scaled: bool,
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The value of one number word below a hundred.
pub(crate) fn written(word: &str) -> Option<u32> {
    // Most words of a text are longer than any of these or begin otherwise: one look at the length spares the search.
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let at = |list: &[&str]| list.iter().position(|w| *w == word).and_then(|n| u32::try_from(n).ok());
    at(&SMALL).or_else(|| at(&TENS).map(|n| 20 + 10 * n))
}

/// What a scale word multiplies by ("hundred", "million", "bn", "crore").
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "lakh" | "lakhs" => 1e5,
        "million" | "mn" | "mln" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// An ordinal up to the thirty-first in words, or any below a thousand in digits ("3rd").
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    if let Some(at) = ORDINALS.iter().position(|w| *w == word) {
        return u32::try_from(at + 1).ok();
    }
    if word == "thirtieth" {
        return Some(30);
    }
    let digits = word.find(|c: char| !c.is_ascii_digit())?;
    let suffix = matches!(&word[digits..], "st" | "nd" | "rd" | "th");
    word[..digits].parse().ok().filter(|n| suffix && (1..1000).contains(n))
}

/// A number in digits: `12`, `1.5`, `10,000`, `1,00,000`, `1.234.567`; fractions as one sign (`½`, `3½`).
pub(crate) fn digits(word: &str) -> Option<f64> {
    let (whole, part) = match word.char_indices().last()? {
        (at, '½') => (&word[..at], 0.5),
        (at, '¼') => (&word[..at], 0.25),
        (at, '¾') => (&word[..at], 0.75),
        (at, '⅓') => (&word[..at], 1.0 / 3.0),
        (at, '⅔') => (&word[..at], 2.0 / 3.0),
        _ => (word, 0.0),
    };
    if whole.is_empty() {
        return Some(part);
    }
    if !whole.starts_with(|c: char| c.is_ascii_digit())
        || !whole.ends_with(|c: char| c.is_ascii_digit())
        || whole.contains(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
    {
        return None;
    }
    if whole.matches('.').count() > 1 {
        // Thousands parted by stops; anything else with two stops is a version or a date.
        let (first, rest) = whole.split_once('.')?;
        let grouped = (1..=3).contains(&first.len()) && rest.split('.').all(|group| group.len() == 3);
        let plain: String = whole.chars().filter(char::is_ascii_digit).collect();
        return plain.parse::<f64>().ok().filter(|n| grouped && !whole.contains(',') && *n < LARGEST);
    }
    let (integer, fraction) = whole.split_once('.').unwrap_or((whole, ""));
    if fraction.contains(['.', ',']) {
        return None;
    }
    if integer.contains(',') {
        let groups: Vec<&str> = integer.split(',').collect();
        let (last, before) = groups.split_last()?;
        let grouped = last.len() == 3 && before.iter().all(|g| (1..=3).contains(&g.len()));
        if !grouped || before[1..].iter().any(|g| g.len() == 1) {
            return None;
        }
    }
    let plain: String = whole.chars().filter(|c| *c != ',').collect();
    plain.parse::<f64>().ok().map(|n| n + part).filter(|n| *n < LARGEST)
}

/// The cardinal number that begins at `at` and ends before `end`: `12`, `5 1/2`, `1.5 million`, `twenty-five`, `two
/// hundred and six`, `half a million`, `a dozen`, `two and a half thousand`.
///
/// "a" and "an" count as one only before a scale.
pub(crate) fn cardinal(lower: &Lower, at: usize, end: usize) -> Option<Number> {
    let word = |n: usize| if n < end { lower.at(n) } else { "" };
    let first = word(at);
    if first == "half" && matches!(word(at + 1), "a" | "an") {
        let factor = scale(word(at + 2)).filter(|f| *f > 100.0 || *f == 12.0)?;
        return Some(Number { value: 0.5 * factor, words: 3, digits: false, scaled: true });
    }
    if matches!(first, "a" | "an") {
        let factor = scale(word(at + 1)).filter(|_| word(at + 1).len() > 2)?;
        return scaled(lower, at + 2, end, Number { value: factor, words: 2, digits: false, scaled: true });
    }
    let mut number = if first.starts_with(|c: char| c.is_ascii_digit() || "½¼¾⅓⅔".contains(c)) {
        let value = digits(first)?;
        let mut number = Number { value, words: 1, digits: true, scaled: false };
        if let Some(part) = simple_fraction(word(at + 1)).filter(|_| value.fract() == 0.0 && value < 1000.0) {
            (number.value, number.words) = (value + part, 2);
        } else {
            // "10 000": thousands parted by a space.
            while word(at + number.words).len() == 3
                && first.len() <= 3
                && number.words < 4
                && word(at + number.words) == "000"
            {
                number.value *= 1000.0;
                number.words += 1;
            }
        }
        number
    } else {
        below_hundred(lower, at, end)?
    };
    if word(at + number.words) == "and"
        && word(at + number.words + 1) == "a"
        && matches!(word(at + number.words + 2), "half" | "quarter")
    {
        number.value += if word(at + number.words + 2) == "half" { 0.5 } else { 0.25 };
        number.words += 3;
    }
    scaled(lower, at + number.words, end, number)
}

/// `1/2` beside a whole number.
fn simple_fraction(word: &str) -> Option<f64> {
    let (above, below) = word.split_once('/')?;
    let (above, below): (u8, u8) = (above.parse().ok()?, below.parse().ok()?);
    (above > 0 && above < below && below <= 16).then(|| f64::from(above) / f64::from(below))
}

fn below_hundred(lower: &Lower, at: usize, end: usize) -> Option<Number> {
    let value = written(lower.at(at)).filter(|_| at < end)?;
    let mut number = Number { value: f64::from(value), words: 1, digits: false, scaled: false };
    if value >= 20 {
        let next = if at + 2 < end && matches!(lower.at(at + 1), "-" | "‑" | "‐") { 2 } else { 1 };
        if let Some(unit) = Some(at + next).filter(|n| *n < end).and_then(|n| written(lower.at(n)))
            && (1..10).contains(&unit)
        {
            number.value += f64::from(unit);
            number.words += next;
        }
    }
    Some(number)
}

/// The scales after a number and what is added below them: "two" + "hundred and six thousand".
fn scaled(lower: &Lower, mut at: usize, end: usize, number: Number) -> Option<Number> {
    let start = at;
    let mut number = number;
    // What stands above the scale read last ("two million" of "two million three hundred thousand").
    let (mut above, mut current) = (0.0, number.value);
    while at < end {
        let hyphen = usize::from(number.words > 0 && lower.at(at) == "-" && scale(lower.at(at + 1)).is_some());
        if let Some(factor) = scale(lower.at(at + hyphen)).filter(|_| at + hyphen < end) {
            at += 1 + hyphen;
            if current == 0.0 && number.scaled {
                // "a hundred thousand million": the scale is one of the scale before it.
                above *= factor;
                continue;
            }
            current *= factor;
            number.scaled = true;
            if factor >= 1000.0 {
                above += current;
                current = 0.0;
            }
            continue;
        }
        if number.digits || !number.scaled {
            break;
        }
        let and = usize::from(lower.at(at) == "and");
        let room = if current == 0.0 { 1000.0 } else { 100.0 };
        match below_hundred(lower, at + and, end) {
            Some(more) if current.rem_euclid(100.0) == 0.0 && more.value < room && and + more.words > 0 => {
                current += more.value;
                at += and + more.words;
            }
            _ => break,
        }
    }
    number.value = above + current;
    number.words += at - start;
    (number.value < LARGEST).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_parse::{Parse, Upos, Word};
    use purport_text::{Span, words};

    fn lower(text: &str) -> (Lower, usize) {
        let words: Vec<Word> = words(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| Word { span, lemma: String::new(), upos: Upos::X, head: None, deprel: "root" })
            .collect();
        let parse = Parse { words, ..Parse::default() };
        (Lower::new(text, &parse), parse.words.len())
    }

    #[test]
    fn cardinals_in_digits_words_and_mixtures() {
        for (text, value, count) in [
            ("12 men", 12.0, 1),
            ("10,000 men", 10_000.0, 1),
            ("1,00,000 men", 100_000.0, 1),
            ("1.234.567 men", 1_234_567.0, 1),
            ("１２ men", 12.0, 1),
            ("10 000 men", 10_000.0, 2),
            ("1.5 million men", 1_500_000.0, 2),
            ("1.5bn", 1_500_000_000.0, 2),
            ("5 1/2 hours", 5.5, 2),
            ("3½ hours", 3.5, 1),
            ("twenty-five men", 25.0, 3),
            ("twenty four hours", 24.0, 2),
            ("two hundred and six men", 206.0, 4),
            ("two million three hundred thousand men", 2_300_000.0, 5),
            ("half a million men", 500_000.0, 3),
            ("half a dozen men", 6.0, 3),
            ("a dozen men", 12.0, 2),
            ("a hundred and one men", 101.0, 4),
            ("two and a half thousand men", 2_500.0, 5),
            ("5 lakh people", 500_000.0, 2),
            ("two hundred thousand", 200_000.0, 3),
            ("ten and eleven", 10.0, 1),
            ("a hundred thousand million stars", 1e11, 4),
        ] {
            let (lower, end) = lower(text);
            let number = cardinal(&lower, 0, end).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((number.value, number.words), (value, count), "{text}");
        }
    }

    #[test]
    fn what_is_no_cardinal() {
        for text in [
            "a man",
            "half a loaf",
            "third",
            "1990s",
            "1,23",
            "1.2.3",
            "1.2345.678",
            "1.234.567,8",
            "-",
            "9:30",
            "and",
            "a k",
            "",
        ] {
            let (lower, end) = lower(text);
            assert_eq!(cardinal(&lower, 0, end), None, "{text}");
        }
        let huge = "9".repeat(39);
        let (lower, end) = lower(&format!("{huge} {}", "9".repeat(5_000)));
        assert_eq!((cardinal(&lower, 0, end), cardinal(&lower, 1, end)), (None, None));
    }

    #[test]
    fn ordinals() {
        assert_eq!((ordinal("third"), ordinal("3rd"), ordinal("30th")), (Some(3), Some(3), Some(30)));
        assert_eq!((ordinal("3"), ordinal("th"), ordinal("3km"), ordinal("99999999999th")), (None, None, None, None));
    }
}
