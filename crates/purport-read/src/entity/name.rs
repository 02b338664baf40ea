//! The names of an article, with their borders put right.
//!
//! In: a [`Page`]. Out: [`NameMention`]s in text order that do not overlap. The tagger's names lose articles, titles,
//! possessive endings; they gain the rest of a hyphenated word; months and weekdays are none. Words that a country is
//! known by count as names whatever the tagger said.

use purport_parse::{NameClass, Upos};
use purport_text::Span;

use super::lexicon::{self, CountrySense, CountryWord, NounClass};
use super::organization;
use super::page::Page;

/// A name where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NameMention {
    /// The words of the name alone: no article, title or possessive ending.
    pub words: Span,
    /// Title words before the name ("Sen.", "Prime Minister"); empty range when there are none.
    pub title: Span,
    /// The tagger's class.
    pub class: NameClass,
    /// The country that the words stand for.
    pub country: Option<CountryWord>,
}

/// Months, weekdays and the like, in lower case: capitalised, but no names.
pub(super) const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "sep.",
    "oct.",
    "nov.",
    "dec.",
    "christmas",
    "easter",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "gmt",
    "et",
    "est",
];

/// What follows a name and a hyphen without being part of it: "Trump-led", "Beijing-based".
const PARTICIPLES: &[&str] =
    &["era", "style", "led", "born", "run", "run", "linked", "friendly", "like", "wide", "free", "plus"];

/// The names of an article.
pub(super) fn names(page: &Page) -> Vec<NameMention> {
    let mut found: Vec<NameMention> = Vec::new();
    for name in joined(page) {
        if let Some(mention) = mention(page, name.0, name.1)
            && !affiliation(page, mention.words)
            && found.last().is_none_or(|last| last.words.end <= mention.words.start)
        {
            found.push(mention);
        }
    }
    add_countries(page, found)
}

/// The tagger's names; two of one class that touch are one ("Choe" and "Son Hui", "B.C." and "Wildfire Service").
fn joined(page: &Page) -> Vec<(Span, NameClass)> {
    let mut found: Vec<(Span, NameClass)> = Vec::new();
    let tagged = page.parse.names.iter().flat_map(|name| lines(page, name.words).map(move |words| (words, name.class)));
    for (words, tagged) in tagged {
        let words = whole(page, words, tagged);
        match found.last_mut() {
            // "Court of Justice of the" and "European Union".
            Some((last, _)) if open_end(page, *last, words.start) => last.end = words.end,
            Some((last, class)) if *class == tagged && is_one(page, *last, words, *class) => {
                last.end = last.end.max(words.end);
            }
            Some((last, _)) if last.end > words.start => {}
            _ => found.push((words, tagged)),
        }
    }
    found
}

/// The parts of a range that line breaks part: no name runs over them.
fn lines<'p>(page: &'p Page, words: Span) -> impl Iterator<Item = Span> + 'p {
    let mut start = words.start;
    (words.start + 1..=words.end).filter_map(move |word| {
        let cut = word == words.end || page.new_line(word);
        cut.then(|| Span::new(std::mem::replace(&mut start, word), word))
    })
}

/// Whether only "of" or "of the" parts an institution's name from the next: "Court of Justice | of the | European Union".
fn open_end(page: &Page, words: Span, next: usize) -> bool {
    let mut end = words.end;
    while end > words.start + 1 && matches!(page.lower(end - 1), "of" | "the") {
        end -= 1;
    }
    let between = (end..next).map(|word| page.lower(word));
    let institution = (words.start..end).any(|word| lexicon::noun(page.lower(word)) == Some(NounClass::Organization));
    next > end
        && next - end <= 2
        && institution
        && between.eq(["of", "the"].into_iter().take(next - end))
        && page.capital(next)
}

/// A legislator's party and state in brackets, as the press of the United States writes them: "(D-Mo.)", "(R-Texas)".
fn affiliation(page: &Page, words: Span) -> bool {
    let opened = page.before(words.start) == "(";
    let party = page.slice(words).split_once('-').map(|(party, _)| party);
    opened && party.is_some_and(|p| p.len() <= 3 && p.chars().all(char::is_uppercase))
}

/// Two names of a class that nothing, or an ampersand, parts.
fn is_one(page: &Page, one: Span, other: Span, class: NameClass) -> bool {
    let touching = one.end >= other.start || one.end + 1 == other.start && page.lower(one.end) == "&";
    touching && matches!(class, NameClass::Person | NameClass::Organization) && !page.new_line(other.start)
}

/// The range with the rest of a hyphenated word: "Park Sun" of "Park Sun-won".
fn whole(page: &Page, mut words: Span, class: NameClass) -> Span {
    while page.joins(words.end) && words.end + 1 < page.len() && continues(page, words, class) {
        words.end += 2;
    }
    while words.start >= 2 && page.joins(words.start - 1) && page.capital(words.start - 2) {
        words.start -= 2;
    }
    words
}

/// Whether a hyphen joins the next word to the name: "Sun-won", "Duncan-Smith"; not "Trump-led", "Kremlin-backed".
fn continues(page: &Page, words: Span, class: NameClass) -> bool {
    let word = words.end + 1;
    let lower = page.lower(word);
    // "Moscow-Pyongyang" are two names.
    if lexicon::country(page.slice(words)).is_some() {
        return false;
    }
    if page.capital(word) {
        return true;
    }
    // The tagger takes a syllable such as "won" for a verb, and the name for an organisation's.
    (class == NameClass::Person && page.upos(word) == Upos::Propn || words.len() > 1)
        && !lower.ends_with("ed")
        && !lower.ends_with("ing")
        && !PARTICIPLES.contains(&lower)
        && lower.chars().count() <= 6
}

fn mention(page: &Page, mut words: Span, class: NameClass) -> Option<NameMention> {
    while !words.is_empty() && opens(page, words.start) {
        words.start += 1;
    }
    // "western Russia" is Russia.
    while class == NameClass::Place && words.len() > 1 && !page.capital(words.start) {
        words.start += 1;
    }
    while !words.is_empty()
        && (closes(page, words.end - 1) || matches!(page.lower(words.end - 1), "of" | "the" | "and" | "for"))
    {
        words.end -= 1;
    }
    // "Ed Rendell (D" ends before the bracket.
    if let Some(bracket) = words.range().find(|&word| page.lower(word) == "(") {
        words.end = bracket;
    }
    let class = if is_person(page, words, class) { NameClass::Person } else { class };
    let title = title(page, words);
    // A title alone names nobody: "the President" is a description.
    if class == NameClass::Person && title.end == words.end {
        return None;
    }
    if class == NameClass::Person {
        words.start = title.end;
    }
    let title = if class == NameClass::Person { title } else { Span::new(words.start, words.start) };
    let calendar = words.range().all(|w| CALENDAR.contains(&page.lower(w)) || page.upos(w) == Upos::Num);
    let written = words.range().any(|w| page.form(w).chars().any(|c| c.is_uppercase() || is_caseless(c)));
    if words.is_empty() || calendar || !written {
        return None;
    }
    let country = lexicon::country(page.slice(words));
    if country.is_some_and(|c| c.sense == CountrySense::Name || c.sense == CountrySense::Part)
        && heads_country(page, words.start)
    {
        let words = Span::new(words.start - 1, words.end);
        let title = Span::new(words.start, words.start);
        return Some(NameMention { words, title, class: NameClass::Organization, country: None });
    }
    // "Pyongyang" is no person, but "Jordan" and "Sofia" may be.
    let given = words.len() == 1 && (!title.is_empty() || lexicon::gender_of(page.form(words.start)).is_some());
    let person = |c: &CountryWord| given || matches!(c.sense, CountrySense::Adjective | CountrySense::People);
    let country = country.filter(|c| class != NameClass::Person || !person(c));
    Some(NameMention { words, title, class, country })
}

/// "Police Scotland", "Cricket South Africa": a capitalised noun before a country makes it an organisation's name.
fn heads_country(page: &Page, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    page.capital(before)
        && page.nominal(before)
        && !page.new_line(start)
        && page.sentence(before) == page.sentence(start)
        && page.lower(before).len() > 3
        && !CALENDAR.contains(&page.lower(before))
        && lexicon::title(page.form(before)).is_none()
        && lexicon::country(page.form(before)).is_none()
        && lexicon::noun(&page.lemma(before))
            .is_none_or(|class| matches!(class, NounClass::Organization | NounClass::Group))
}

/// Whether the words around a name show a person where the tagger saw something else: a role before it ("lawmaker Liis
/// Rebane", "the minister, Liis Rebane"), an age after it, a known given name at its beginning.
fn is_person(page: &Page, words: Span, class: NameClass) -> bool {
    if !matches!(class, NameClass::Organization | NameClass::Place | NameClass::Other) || words.len() > 4 {
        return class == NameClass::Person;
    }
    let common = |word: usize| {
        lexicon::noun(page.lower(word)).is_some()
            || lexicon::noun(&page.lemma(word)).is_some()
            || SMALL.contains(&page.lower(word))
    };
    if words.range().any(common)
        || lexicon::country(page.slice(words)).is_some()
        || organization::is_acronym(page.slice(words))
    {
        return false;
    }
    let role = |word: Option<usize>| {
        word.is_some_and(|w| {
            page.nominal(w)
                && lexicon::noun(&page.lemma(w)) == Some(NounClass::Person)
                && page.lower(w) == page.lemma(w)
        })
    };
    let before = words.start.checked_sub(1);
    let comma = before.filter(|&b| page.lower(b) == ",").and_then(|b| b.checked_sub(1));
    let age = page.lower(words.end) == "," && page.upos(words.end + 1) == Upos::Num && page.lower(words.end + 2) == ",";
    let given = words.len() > 1 && lexicon::gender_of(page.form(words.start)).is_some();
    role(before) || words.len() == 2 && role(comma) || words.len() > 1 && age || given && words.len() < 4
}

/// Words that organisations' names have and people's have not.
const SMALL: &[&str] = &["of", "the", "for", "and", "&", "in", "inc", "inc.", "corp", "ltd", "fc"];

fn is_caseless(ch: char) -> bool {
    ch.is_alphabetic() && !ch.is_lowercase() && !ch.is_uppercase()
}

fn opens(page: &Page, word: usize) -> bool {
    matches!(page.upos(word), Upos::Det | Upos::Punct | Upos::Pron | Upos::Adp) && !page.capital(word)
        || matches!(page.lower(word), "the" | "a" | "an" | "“" | "\"" | "‘" | "(" | "-")
        || page.clitic(word)
}

fn closes(page: &Page, word: usize) -> bool {
    page.clitic(word) || matches!(page.lower(word), "," | ":" | ";" | "”" | "\"" | ")" | "-" | "’" | "?" | "!" | "(")
}

/// The longest run of title words that the range begins with: "Prime Minister", "Lt. Gen.".
fn title(page: &Page, words: Span) -> Span {
    let mut end = words.start;
    while end < words.end {
        let two = (end + 2 <= words.end).then(|| page.slice(Span::new(end, end + 2)));
        if two.is_some_and(|two| lexicon::title(two).is_some()) {
            end += 2;
        } else if lexicon::title(page.form(end)).is_some() {
            end += 1;
        } else {
            break;
        }
    }
    Span::new(words.start, end)
}

/// The names with the countries that the tagger missed: up to three capitalised words that the lexicon lists.
fn add_countries(page: &Page, tagged: Vec<NameMention>) -> Vec<NameMention> {
    let mut found = Vec::with_capacity(tagged.len());
    let mut tagged = tagged.into_iter().peekable();
    let mut word = 0;
    while word < page.len() {
        if let Some(name) = tagged.next_if(|name| name.words.start <= word) {
            word = word.max(name.words.end);
            found.push(name);
            continue;
        }
        let limit = tagged.peek().map_or(page.len(), |name| name.words.start);
        match missed(page, word, limit) {
            Some(name) => {
                word = name.words.end;
                found.push(name);
            }
            None => word += 1,
        }
    }
    found
}

fn missed(page: &Page, word: usize, limit: usize) -> Option<NameMention> {
    if !page.capital(word) {
        return None;
    }
    (1..=3).rev().filter(|length| word + length <= limit.min(page.len())).find_map(|length| {
        let words = Span::new(word, word + length);
        // One word might be a surname or a noun: only what can be nothing else.
        let country = lexicon::country(page.slice(words))?;
        let class = match country.sense {
            CountrySense::Name | CountrySense::Part | CountrySense::Capital => NameClass::Place,
            CountrySense::Adjective | CountrySense::People => NameClass::Nationality,
            CountrySense::Seat => NameClass::Organization,
        };
        let sure = length > 1 || page.upos(word) == Upos::Propn || country.sense == CountrySense::Adjective;
        sure.then_some(NameMention { words, title: Span::new(word, word), class, country: Some(country) })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::parsed;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let parse = parsed(text);
        let page = Page::new(text, &parse);
        names(&page).iter().map(|name| page.slice(name.words).to_owned()).collect()
    }

    #[test]
    fn names_lose_titles_articles_and_possessives() {
        let names = found("Mrs. Clinton met the World Health Organization's chief, Dr. Maria Gomez.");
        assert_eq!(names, ["Clinton", "World Health Organization", "Maria Gomez"]);
    }

    #[test]
    fn hyphenated_names_are_whole() {
        let names = found("The lawmaker Lee Seong-kweun said that Kim Yo-jong had left.");
        assert_eq!(names, ["Lee Seong-kweun", "Kim Yo-jong"]);
    }

    #[test]
    fn months_and_weekdays_are_no_names() {
        assert_eq!(found("Officials met in Geneva on Monday, May 5."), ["Geneva"]);
    }
}
