//! Words as Universal Dependencies counts them in English.
//!
//! In: a stretch of text. Out: the span of every word and punctuation mark, in order. White space is in no word. The
//! conventions are those of the English Web Treebank: clitics stand alone (*do|n't*, *Kim|'s*), hyphens part words
//! (*long|-|range*) except after a fixed list of prefixes (*co-founder*), abbreviations keep their stop.

use crate::Span;

/// Prefixes that stay with what follows the hyphen, after the treebank's tokenisation guide (Bies et al. 2012).
const JOINED_PREFIXES: &[&str] = &[
    "a", "agro", "ante", "anti", "arch", "be", "bi", "bio", "co", "counter", "cross", "cyber", "de", "e", "eco", "ex",
    "extra", "inter", "intra", "macro", "mega", "micro", "mid", "mini", "multi", "neo", "non", "over", "pan", "para",
    "peri", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "sub", "super", "supra", "t", "tri", "u", "ultra",
    "un", "uni", "vice", "x",
];

/// Suffixes that stay with what stands before the hyphen.
const JOINED_SUFFIXES: &[&str] =
    &["esque", "ette", "fest", "fold", "gate", "itis", "less", "most", "rama", "wide", "wise"];

/// Abbreviations that keep their stop, lower case without it. Single letters and dotted letters need no entry.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "apr", "assn", "asst", "atty", "aug", "ave", "bldg", "blvd", "brig", "bros", "ca", "capt", "cf", "ch",
    "cmdr", "co", "col", "comm", "corp", "cpl", "dec", "del", "dept", "det", "dist", "div", "dr", "ed", "esp", "esq",
    "est", "etc", "feb", "fig", "fr", "ft", "gen", "gov", "hon", "hwy", "inc", "insp", "jan", "jr", "jul", "jun", "lt",
    "ltd", "maj", "mar", "messrs", "mfg", "mme", "mlle", "mr", "mrs", "ms", "msgr", "mt", "natl", "no", "nos", "nov",
    "oct", "op", "p.o", "ph.d", "pp", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sep", "sept", "sgt",
    "sr", "st", "ste", "supt", "treas", "univ", "vol", "vs", "wash", "calif", "conn", "fla", "ill", "mass", "mich",
    "minn", "okla", "ore", "penn", "tenn", "tex", "wis", "u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "e.g", "i.e",
];

/// Abbreviations that a sentence seldom ends with: a capital after them goes on with the same name.
const TITLES: &[&str] = &[
    "adm", "atty", "brig", "capt", "cmdr", "col", "cpl", "det", "dr", "fr", "gen", "gov", "hon", "insp", "lt", "maj",
    "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "pres", "prof", "pvt", "rep", "reps", "rev", "sen",
    "sens", "sgt", "st", "ste", "supt", "vs", "no", "nos", "fig", "vol", "cf", "e.g", "i.e",
];

const UNITS: &[&str] = &[
    "am", "pm", "bn", "cm", "ft", "g", "gb", "ghz", "hz", "kg", "km", "kph", "kw", "lb", "lbs", "m", "mb", "mg", "mhz",
    "ml", "mm", "mn", "mph", "mw", "oz", "sq", "tn", "yd", "yds",
];

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’' | 'ʼ' | '＇')
}

fn is_hyphen(ch: char) -> bool {
    matches!(ch, '-' | '\u{2010}' | '\u{2011}')
}

/// Letters, digits and the marks that combine with them.
fn is_word_char(ch: char) -> bool {
    ch.is_alphanumeric() || is_combining(ch) || ch == '_'
}

fn is_combining(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{200d}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a word (without its final stop) is an abbreviation that keeps the stop.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(first), None) => first.is_alphabetic() && first.is_uppercase(),
        _ => is_dotted(word) || ABBREVIATIONS.contains(&word.to_lowercase().as_str()),
    }
}

/// Whether a name or number follows this abbreviation rather than a new sentence.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// Letters with stops between them: `U.S`, `a.m`.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// The words of a stretch of text, in order.
///
/// ```
/// use purport_text::{Span, words};
/// let text = "Gen. Lee didn't say “yes”.";
/// let cut: Vec<&str> = words(text, Span::new(0, text.len())).iter().map(|w| w.slice(text)).collect();
/// assert_eq!(cut, ["Gen.", "Lee", "did", "n't", "say", "“", "yes", "”", "."]);
/// ```
#[must_use]
pub fn words(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, ch) in within.slice(text).char_indices() {
        let at = within.start + at;
        if ch.is_whitespace() {
            if let Some(from) = start.take() {
                Chunk { text, span: Span::new(from, at), found: &mut found }.cut();
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        Chunk { text, span: Span::new(from, within.end), found: &mut found }.cut();
    }
    found
}

/// A stretch without white space that is being cut into words.
struct Chunk<'t, 'o> {
    text: &'t str,
    span: Span,
    found: &'o mut Vec<Span>,
}

impl Chunk<'_, '_> {
    fn cut(&mut self) {
        let mut at = self.span.start;
        while at < self.span.end {
            let end = self.next_end(at).max(at + 1);
            self.push(Span::new(at, end));
            at = end;
        }
    }

    fn rest(&self, at: usize) -> &str {
        &self.text[at..self.span.end]
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..self.span.end].chars().next()
    }

    fn next_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let Some(first) = rest.chars().next() else {
            return self.span.end;
        };
        if let Some(length) = address_length(rest) {
            return at + length;
        }
        if (first == '@' || first == '#') && rest[1..].starts_with(is_word_char) {
            return at + 1 + rest[1..].find(|c: char| !is_word_char(c)).unwrap_or(rest.len() - 1);
        }
        if is_apostrophe(first) {
            return at + clitic_length(rest).unwrap_or(first.len_utf8());
        }
        if !is_word_char(first) {
            let run = rest.find(|c: char| c != first).unwrap_or(rest.len());
            // Runs of stops and dashes are one mark ("...", "--", "?!" is two); brackets and quotation marks are not.
            return at
                + if matches!(first, '.' | '-' | '!' | '?' | '*' | '_' | '=' | '~') { run } else { first.len_utf8() };
        }
        self.word_end(at)
    }

    /// The end of a word that begins with a letter or digit at `at`.
    fn word_end(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let rest = self.rest(end);
            end += rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len());
            let Some(mark) = self.char_at(end) else {
                return end;
            };
            let word = &self.text[at..end];
            let after = self.char_at(end + mark.len_utf8());
            let goes_on = after.is_some_and(is_word_char);
            let next = end + mark.len_utf8();
            if mark == '.' {
                let digits = word.ends_with(|c: char| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
                let dotted = goes_on && (is_dotted(&format!("{word}.x")) || self.is_domain(at, next));
                if digits || dotted {
                    end = next;
                    continue;
                }
                let ends_chunk = after.is_none_or(|c| !is_word_char(c) && c != '.');
                return if ends_chunk && is_abbreviation(word) { next } else { end };
            }
            if is_apostrophe(mark) && goes_on {
                if clitic_length(self.rest(end)).is_some() {
                    return end;
                }
                end = next;
                continue;
            }
            let in_number = word.ends_with(|c: char| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
            if in_number && matches!(mark, ',' | ':' | '/') {
                end = next;
                continue;
            }
            if is_hyphen(mark) && goes_on && self.hyphen_joins(at, end, next) {
                end = next;
                continue;
            }
            if mark == '&' && goes_on && word.chars().all(char::is_uppercase) {
                end = next;
                continue;
            }
            return end;
        }
    }

    fn hyphen_joins(&self, start: usize, hyphen: usize, next: usize) -> bool {
        let before = self.text[start..hyphen].to_lowercase();
        let rest = self.rest(next);
        let after = rest[..rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len())].to_lowercase();
        JOINED_PREFIXES.contains(&before.as_str()) || JOINED_SUFFIXES.contains(&after.as_str())
    }

    /// `example.org`: letters, a stop, and a lower-case ending of two to four letters that ends the chunk.
    fn is_domain(&self, start: usize, next: usize) -> bool {
        let rest = self.rest(next);
        let last = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len())];
        let ending = last.trim_end_matches('.').rsplit('.').next().unwrap_or("");
        (2..=4).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_lowercase())
            && self.text[start..next].chars().any(char::is_alphabetic)
    }

    /// Add a word, parting what only looks like one.
    fn push(&mut self, word: Span) {
        let form = word.slice(self.text);
        let lower = form.to_lowercase();
        let at = match lower.as_str() {
            "cannot" | "gonna" | "gotta" => Some(3),
            "wanna" => Some(3),
            _ if lower.len() != form.len() => None,
            _ => negation_start(&lower).or_else(|| unit_start(&lower)),
        };
        match at {
            Some(at) if form.is_char_boundary(at) => {
                self.found.push(Span::new(word.start, word.start + at));
                self.found.push(Span::new(word.start + at, word.end));
            }
            _ => self.found.push(word),
        }
    }
}

/// Where `n't` begins.
fn negation_start(lower: &str) -> Option<usize> {
    let at =
        lower.strip_suffix('t').and_then(|w| w.strip_suffix(is_apostrophe)).and_then(|w| w.strip_suffix('n'))?.len();
    (at > 0).then_some(at)
}

/// Where the unit begins in `375mm`.
fn unit_start(lower: &str) -> Option<usize> {
    let at = lower.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':'))?;
    (at > 0 && lower.starts_with(|c: char| c.is_ascii_digit()) && UNITS.contains(&&lower[at..])).then_some(at)
}

/// Length of the clitic at the beginning of `rest`: `'s`, `'ll`, …
fn clitic_length(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|&c| is_apostrophe(c))?.len_utf8();
    let after = &rest[mark..];
    let letters = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    matches!(after[..letters].to_lowercase().as_str(), "s" | "m" | "d" | "re" | "ve" | "ll").then_some(mark + letters)
}

/// Length of a web or mail address at the beginning of `rest`, without the punctuation that closes a sentence.
fn address_length(rest: &str) -> Option<usize> {
    let web =
        ["http://", "https://", "www."].iter().any(|p| rest.get(..p.len()).is_some_and(|h| h.eq_ignore_ascii_case(p)));
    let mail = rest.starts_with(char::is_alphanumeric)
        && rest.find('@').is_some_and(|at| {
            rest[..at].chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
                && rest[at + 1..].contains('.')
        });
    if !web && !mail {
        return None;
    }
    let end = rest.find(['"', '<', '>', '“', '”', '’', ')', ']']).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len()).filter(|&n| n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text, Span::new(0, text.len())).iter().map(|w| w.slice(text)).collect()
    }

    #[test]
    fn clitics_stand_alone() {
        assert_eq!(
            cut("Kim's men can't say they’ll go"),
            ["Kim", "'s", "men", "ca", "n't", "say", "they", "’ll", "go"]
        );
        assert_eq!(cut("didn’t cannot"), ["did", "n’t", "can", "not"]);
        assert_eq!(cut("O'Neill's workers' rights"), ["O'Neill", "'s", "workers", "'", "rights"]);
    }

    #[test]
    fn hyphens_part_words_but_not_prefixes() {
        assert_eq!(cut("long-range Sun-won"), ["long", "-", "range", "Sun", "-", "won"]);
        assert_eq!(cut("co-founder e-mail nationwide"), ["co-founder", "e-mail", "nationwide"]);
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            cut("Gen. J. Lee of the U.S. left at 9 p.m. Monday."),
            ["Gen.", "J.", "Lee", "of", "the", "U.S.", "left", "at", "9", "p.m.", "Monday", "."]
        );
        assert_eq!(cut("the U.S.-backed force."), ["the", "U.S.", "-", "backed", "force", "."]);
    }

    #[test]
    fn numbers_money_and_addresses() {
        assert_eq!(
            cut("$1.5bn, 3,200 (9:30) 24/7 10km 1990s 4th"),
            ["$", "1.5", "bn", ",", "3,200", "(", "9:30", ")", "24/7", "10", "km", "1990s", "4th"]
        );
        assert_eq!(
            cut("See www.example.org/a?b=c, or a.b@example.org."),
            ["See", "www.example.org/a?b=c", ",", "or", "a.b@example.org", "."]
        );
        assert_eq!(cut("example.com"), ["example.com"]);
    }

    #[test]
    fn marks_are_words_and_stops_run_together() {
        assert_eq!(
            cut("“Well... no!” — he said--twice?!"),
            ["“", "Well", "...", "no", "!", "”", "—", "he", "said", "--", "twice", "?", "!"]
        );
    }

    #[test]
    fn every_character_but_white_space_is_in_one_word() {
        for text in ["", " ", "a'", "'", "é\u{301}x🙂🙂 ’’ -- @ # @a www.", "．。x\u{200d}y", "n't 'nt t'"] {
            let found = words(text, Span::new(0, text.len()));
            let joined: String = found.iter().map(|w| w.slice(text)).collect();
            assert_eq!(joined, text.split_whitespace().collect::<String>());
            assert!(found.windows(2).all(|w| w[0].end <= w[1].start));
        }
    }
}
