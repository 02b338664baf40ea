//! Claims of real articles, changed in polarity, number, date, participant or place, must not be counted as support.
//!
//! Reads Giveme5W1H's articles from the folder that `PURPORT_DATA` names; where there is none, it says so and is skipped. A
//! sentence is read between its neighbours, changed by a rule on its reading,
//! and read again; where the changed place lies in a statement of both readings, the two are compared.

use std::path::{Path, PathBuf};

use purport_ledger::statement::{Statement, statements};
use purport_ledger::{matching::compare, matching::supports};
use purport_parse::Parser;
use purport_read::{EntityKind, Layers, Reading, read};
use purport_text::{Article, Span, sentences};

/// Changed claims that are compared.
const CLAIMS: usize = 300;

/// Sentences taken of one article, so that many articles have a part.
const OF_ARTICLE: usize = 6;

/// Share of them, in hundredths, that may be taken for support: what is measured, rounded up. It may only be lowered;
/// 1 is hoped for.
const WRONG: usize = 3;

/// A stretch of a text and what is put in its place.
struct Change {
    what: &'static str,
    span: Span,
    by: String,
}

/// Somebody of another article.
struct Stranger {
    kind: EntityKind,
    name: String,
    identifier: Option<String>,
}

/// Whether a reading already speaks of somebody, by another name or part of it.
fn is_known(reading: &Reading, stranger: &Stranger) -> bool {
    let text = reading.article.text.as_str();
    let named =
        reading.entities.iter().any(|entity| entity.identifier.is_some() && entity.identifier == stranger.identifier);
    named || stranger.name.split_whitespace().any(|word| word.len() > 3 && text.contains(word))
}

fn articles() -> Option<Vec<Article>> {
    let data = PathBuf::from(std::env::var_os("PURPORT_DATA").unwrap_or_default());
    let folders = std::fs::read_dir(data.join("stories/giveme5w1h/news_cluster")).ok()?;
    let mut files: Vec<PathBuf> = folders
        .filter_map(Result::ok)
        .filter_map(|folder| std::fs::read_dir(folder.path()).ok())
        .flat_map(|files| files.filter_map(Result::ok).map(|file| file.path()))
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    Some(files.iter().filter_map(|file| article(file)).collect())
}

fn article(file: &Path) -> Option<Article> {
    let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    let published = value["date_publish"].as_str().and_then(|date| date.get(..10)).map(str::to_owned);
    Some(Article { text: value["text"].as_str()?.to_owned(), published, ..Article::default() })
}

/// Everything that can be changed inside a span.
fn changes(reading: &Reading, inside: Span, strangers: &[Stranger], turn: usize) -> Vec<Change> {
    let text = reading.article.text.as_str();
    let mut found = Vec::new();
    for quantity in reading.quantities.iter().filter(|quantity| inside.contains(quantity.span)) {
        let Some((span, digits)) = number(text, quantity.span) else { continue };
        found.push(Change { what: "number", span, by: (digits * 2 + 3).to_string() });
    }
    // "Tuesday, 26 December" is no other day as "Friday, 26 December".
    let is_plain = |span: Span| !span.slice(text).contains(|ch: char| ch.is_ascii_digit());
    for time in reading.times.iter().filter(|time| inside.contains(time.span) && is_plain(time.span)) {
        let pairs = [("Monday", "Thursday"), ("Tuesday", "Friday"), ("Wednesday", "Saturday"), ("Thursday", "Tuesday")];
        let more = [("Friday", "Wednesday"), ("Saturday", "Monday"), ("Sunday", "Thursday"), ("January", "August")];
        for (from, to) in pairs.into_iter().chain(more) {
            if let Some(at) = time.span.slice(text).find(from) {
                let span = Span::new(time.span.start + at, time.span.start + at + from.len());
                found.push(Change { what: "date", span, by: to.to_owned() });
            }
        }
    }
    for entity in &reading.entities {
        let Some(span) = entity.mentions.iter().find(|span| inside.contains(**span)) else { continue };
        let is_named = entity.name.starts_with(char::is_uppercase) && span.slice(text) == entity.name;
        let others: Vec<&String> = strangers
            .iter()
            .filter(|stranger| stranger.kind == entity.kind && !is_known(reading, stranger))
            .map(|stranger| &stranger.name)
            .collect();
        if !is_named || others.is_empty() {
            continue;
        }
        let acts = reading.events.iter().any(|event| event.actors.contains(&entity.id));
        let what = match entity.kind {
            EntityKind::Place => "place",
            _ if acts || span.start < inside.start + 20 => "actor",
            _ => "recipient",
        };
        found.push(Change { what, span: *span, by: others[turn % others.len()].clone() });
    }
    let slice = inside.slice(text);
    if let Some(at) = slice.find(" not ") {
        found.push(Change {
            what: "polarity",
            span: Span::new(inside.start + at, inside.start + at + 4),
            by: String::new(),
        });
    } else {
        let verbs = [" was ", " were ", " is ", " are ", " has been ", " have been ", " had been ", " will "];
        if let Some((at, verb)) = verbs.iter().filter_map(|verb| Some((slice.find(verb)?, *verb))).min() {
            let end = inside.start + at + verb.find(" been").unwrap_or(verb.len() - 1);
            found.push(Change { what: "polarity", span: Span::new(end, end), by: " not".to_owned() });
        }
    }
    found
}

/// The first run of digits in a span that stands alone.
fn number(text: &str, span: Span) -> Option<(Span, u64)> {
    let slice = span.slice(text);
    let start = slice.find(|ch: char| ch.is_ascii_digit())?;
    let length = slice[start..].find(|ch: char| !ch.is_ascii_digit()).unwrap_or(slice.len() - start);
    let digits = slice[start..start + length].parse().ok().filter(|value| *value < 1_000_000)?;
    Some((Span::new(span.start + start, span.start + start + length), digits))
}

fn at(statements: &[Statement], place: usize) -> Vec<&Statement> {
    let holds = |statement: &&Statement| statement.spans.iter().any(|span| span.start <= place && place < span.end);
    statements.iter().filter(holds).collect()
}

#[test]
fn changed_claims_are_no_support() {
    let Some(articles) = articles() else {
        println!("skipped: no articles of giveme5w1h; set PURPORT_DATA");
        return;
    };
    let parser = Parser::embedded().expect("the embedded model loads");
    let read_text = |text: &str, like: &Article| {
        let article = Article { text: text.to_owned(), published: like.published.clone(), ..Article::default() };
        read(article, &parser, Layers::default()).expect("the model runs")
    };
    let mut strangers: Vec<Stranger> = Vec::new();
    let (mut compared, mut same, mut alike) = (0, Vec::new(), 0);
    let mut kinds: std::collections::BTreeMap<&str, (usize, usize)> = std::collections::BTreeMap::new();
    for article in articles.iter().cycle().step_by(5).take(articles.len()) {
        let all = sentences(&article.text);
        for triple in all.windows(3).step_by(3).take(OF_ARTICLE) {
            let window = Span::new(triple[0].start, triple[2].end).slice(&article.text);
            if window.len() > 900 || compared >= CLAIMS {
                continue;
            }
            let before = read_text(window, article);
            let inside = Span::new(triple[1].start - triple[0].start, triple[1].end - triple[0].start);
            let possible = changes(&before, inside, &strangers, compared);
            let fewest = possible.iter().min_by_key(|change| kinds.get(change.what).map_or(0, |count| count.0));
            if let Some(change) = fewest {
                let span = change.span;
                let changed = format!("{}{}{}", &window[..span.start], change.by, &window[span.end..]);
                let after = read_text(&changed, article);
                let (old, new) = (statements(&before), statements(&after));
                let (old, new) = (at(&old, span.start), at(&new, span.start));
                if !old.is_empty() {
                    compared += 1;
                    let pairs: Vec<(&&Statement, &&Statement)> =
                        old.iter().flat_map(|old| new.iter().map(move |new| (old, new))).collect();
                    let wrong = pairs.iter().find(|(old, new)| supports(old, new));
                    alike += usize::from(pairs.iter().any(|(old, new)| compare(old, new).is_some()));
                    let count = kinds.entry(change.what).or_default();
                    count.0 += 1;
                    count.1 += usize::from(wrong.is_some());
                    if let Some((old, new)) = wrong {
                        same.push(format!("{}: {} / {}", change.what, old.text(window), new.text(&changed)));
                    }
                }
            }
            strangers.extend(
                before
                    .entities
                    .iter()
                    .filter(|entity| entity.name.starts_with(char::is_uppercase) && entity.name.len() > 4)
                    .map(|entity| Stranger {
                        kind: entity.kind,
                        name: entity.name.clone(),
                        identifier: entity.identifier.clone(),
                    }),
            );
            strangers.drain(..strangers.len().saturating_sub(60));
        }
    }
    println!("changed claims {compared}, counted as support {}, opposed or with another number {alike}", same.len());
    for (kind, (all, wrong)) in &kinds {
        println!("  {kind}: {wrong} of {all}");
    }
    assert!(compared >= CLAIMS / 2, "only {compared} claims could be changed");
    assert!(same.len() * 100 <= compared * WRONG, "counted as support:\n{}", same.join("\n"));
}
