//! How a ledger grows: time of adding, size of the file, and time of questions, with as many articles as wanted.
//!
//! ```text
//! purport read --json articles.jsonl > readings.jsonl
//! cargo run --release -p purport-ledger --example scale -- case.db 100000 readings.jsonl…
//! cargo run --release -p purport-ledger --example scale -- case.db 0 readings.jsonl…
//! cargo run --release -p purport-ledger --example scale -- - 100000..101000 readings.jsonl… > next.jsonl
//! ```
//!
//! Arguments: a ledger, how many articles it shall get, files of readings (JSON lines). A few thousand readings become as many
//! as wanted by replaying them with other words: names, numbers and most words are replaced by equally long ones of much the same
//! frequency, so that all spans hold and the words are spread as in news. One replay replaces a word the same way in
//! all its articles: what they share they still share, while two replays share no more than any two news stories.
//! Publication goes through two years from the first replay to the last, or as many days as
//! stand behind a slash (`100000/4000`). With 0 articles the ledger is asked as it is. Only what
//! the ledger does is timed. Without a ledger (`-`) the articles of a range are printed, for `purport add` to read and add.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use purport_ledger::Ledger;
use purport_ledger::answer::Answers;
use purport_ledger::ask::Filter;
use purport_ledger::finding::Standing;
use purport_ledger::store::Asked;
use purport_ledger::store::sqlite::SqliteStore;
use purport_read::{Certainty, EventType, Reading};

// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Articles of a batch.
const BATCH: usize = 64;

/// Days over which the articles are spread, and the first one, counted from 1970.
const DAYS: u64 = 730;
const FIRST_DAY: i64 = 19_723;

/// Days over which the articles of one replay are spread.
const STORY_DAYS: u64 = 20;

/// Words that stand in more than this share of all places are part of the language and stay.
const COMMON: usize = 2_000;

/// Times that each question is asked, with other values.
const ASKED: u64 = 60;

/// Rows of a page.
const PAGE: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, count, files @ ..] = arguments.as_slice() else {
        return Err("usage: scale LEDGER ARTICLES READINGS…".into());
    };
    let (count, days) = count.split_once('/').map_or((count.as_str(), Ok(DAYS)), |(count, days)| (count, days.parse()));
    let (first, count) = count.split_once("..").unwrap_or(("0", count));
    let (first, count, days): (usize, usize, u64) = (first.parse()?, count.parse()?, days?);
    let mut readings = Vec::new();
    for file in files {
        for line in BufReader::new(std::fs::File::open(file)?).lines() {
            readings.push(Reading::from_json(&line?)?);
        }
    }
    let words = Words::of(&readings, days);
    if path == "-" {
        for (replay, at, reading, replays) in replays(&readings, count).skip(first) {
            println!("{}", serde_json::to_string(&words.replay(reading, replay, at, replays).article)?);
        }
        return Ok(());
    }
    let mut ledger = Ledger::new(SqliteStore::create(Path::new(path))?);
    if count > 0 {
        grow(&mut ledger, Path::new(path), &readings, &words, count)?;
    }
    ask(ledger.store(), &readings, &words)
}

/// So many readings, again and again: the replay, the place among the readings, the reading, and how many replays it takes.
fn replays(readings: &[Reading], count: usize) -> impl Iterator<Item = (u64, u64, &Reading, u64)> {
    let replays = count.div_ceil(readings.len()) as u64;
    let all = (0..replays)
        .flat_map(move |replay| readings.iter().zip(0..).map(move |(reading, at)| (replay, at, reading, replays)));
    all.take(count)
}

/// Add articles, telling how it goes.
fn grow(
    ledger: &mut Ledger<SqliteStore>,
    path: &Path,
    readings: &[Reading],
    words: &Words,
    count: usize,
) -> Result<(), Box<dyn Error>> {
    let (mut text, mut spent, mut worked, mut slowest) = (0_usize, Duration::ZERO, Duration::ZERO, Duration::ZERO);
    ledger.begin(0)?;
    for (number, (replay, at, reading, replays)) in replays(readings, count).enumerate() {
        let changed = words.replay(reading, replay, at, replays);
        text += changed.article.text.len();
        let (start, processor) = (Instant::now(), processor());
        ledger.add(changed)?;
        if (number + 1) % BATCH == 0 || number + 1 == count {
            ledger.commit()?;
            ledger.begin(0)?;
        }
        let took = start.elapsed();
        spent += took;
        worked += self::processor() - processor;
        slowest = slowest.max(took);
        if (number + 1) % 1000 == 0 || number + 1 == count {
            let articles = number % 1000 + 1;
            let size =
                |suffix: &str| std::fs::metadata(format!("{}{suffix}", path.display())).map_or(0, |file| file.len());
            println!(
                "{:>7} articles  {:>7.2} ms/article, {:>6.2} of the processor  slowest {:>6.0} ms  file {:>6.1} MB = {:.2} x text  log {:.1} MB",
                number + 1,
                spent.as_secs_f64() * 1000.0 / articles as f64,
                worked.as_secs_f64() * 1000.0 / articles as f64,
                slowest.as_secs_f64() * 1000.0,
                size("") as f64 / 1e6,
                size("") as f64 / text as f64,
                size("-wal") as f64 / 1e6,
            );
            (spent, worked, slowest) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
        }
    }
    ledger.commit()?;
    Ok(())
}

/// Processor time of this thread, where the system tells it: what other programs do does not count in it.
fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|time| time.parse().ok()).unwrap_or_default())
}

/// The words of all readings, by length and case, the most frequent first.
struct Words {
    count: HashMap<String, usize>,
    total: usize,
    classes: BTreeMap<(usize, u8), Vec<String>>,
    place: HashMap<String, usize>,
    days: u64,
}

impl Words {
    fn of(readings: &[Reading], days: u64) -> Self {
        let mut count: HashMap<String, usize> = HashMap::new();
        for reading in readings {
            for word in reading.article.text.split(|ch: char| !ch.is_ascii_alphabetic()).filter(|word| word.len() > 2) {
                *count.entry(word.to_owned()).or_default() += 1;
            }
        }
        let total = count.values().sum();
        let mut classes: BTreeMap<(usize, u8), Vec<String>> = BTreeMap::new();
        for word in count.keys() {
            classes.entry((word.len(), case(word))).or_default().push(word.clone());
        }
        let mut place = HashMap::new();
        for words in classes.values_mut() {
            words.sort_unstable_by_key(|word| (std::cmp::Reverse(count[word]), word.clone()));
            place.extend(words.iter().enumerate().map(|(at, word)| (word.clone(), at)));
        }
        Self { count, total, classes, place, days }
    }

    /// What a word becomes in a replay: another one of the same length, case and band of frequency.
    fn other(&self, word: &str, replay: u64) -> &str {
        let (Some(at), Some(class)) = (self.place.get(word), self.classes.get(&(word.len(), case(word)))) else {
            return "";
        };
        if case(word) == 0 && self.count[word] > self.total / COMMON {
            return "";
        }
        // Bands double in width: each holds words of much the same frequency.
        let first = (at + 8).next_power_of_two() / 2;
        let (first, end) = if (at + 8).is_power_of_two() { (at + 8, 2 * (at + 8)) } else { (first, 2 * first) };
        let (first, end) = (first - 8, (end - 8).min(class.len()));
        let width = (end - first) as u64;
        let turn = seed(&[replay, first as u64, word.len() as u64, u64::from(case(word))]) % width;
        let other = &class[first + ((at - first) as u64 + turn) as usize % (end - first)];
        // A common lower-case word must not come in for a rare one.
        if case(word) == 0 && self.count[other] > self.total / COMMON { "" } else { other }
    }

    fn text(&self, text: &str, replay: u64) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(ch) = rest.chars().next() {
            let run = |test: fn(char) -> bool| rest.find(|ch: char| !test(ch)).unwrap_or(rest.len());
            let length = if ch.is_ascii_alphabetic() {
                let length = run(|ch| ch.is_ascii_alphabetic());
                match self.other(&rest[..length], replay) {
                    "" => out.push_str(&rest[..length]),
                    other => out.push_str(other),
                }
                length
            } else if ch.is_ascii_digit() {
                let length = run(|ch| ch.is_ascii_digit());
                // Years stay: times are anchored to them.
                if length == 4 || length == 1 {
                    out.push_str(&rest[..length]);
                } else {
                    out.extend(
                        rest[..length].bytes().map(|digit| char::from(b'1' + (digit - b'0' + (replay % 9) as u8) % 9)),
                    );
                }
                length
            } else {
                out.push(ch);
                ch.len_utf8()
            };
            rest = &rest[length..];
        }
        out
    }

    fn replay(&self, reading: &Reading, replay: u64, at: u64, replays: u64) -> Reading {
        let mut changed = reading.clone();
        let article = &mut changed.article;
        article.text = self.text(&reading.article.text, replay);
        article.title = reading.article.title.as_deref().map(|title| self.text(title, replay));
        article.id = format!("{}-{replay}", reading.article.id.rsplit('/').next().unwrap_or_default());
        let outlet =
            || format!("The {} Courier", ["Northern", "Coastal", "Valley", "Harbour", "Lake"][at as usize % 5]);
        let publisher = reading.article.publisher.clone().unwrap_or_else(outlet);
        article.publisher = Some(if replay == 0 { publisher } else { format!("{publisher} {}", replay % 7) });
        let page = seed(&[replay, blake(reading.article.url.as_deref().unwrap_or(&reading.article.id))]);
        article.url = Some(format!("https://news.example/{page:x}"));
        let day = replay * (self.days - STORY_DAYS) / replays + seed(&[replay, at / 8]) % STORY_DAYS;
        article.published = Some(date(FIRST_DAY + day as i64, seed(&[at, replay])));
        for entity in &mut changed.entities {
            entity.name = self.text(&entity.name, replay);
        }
        for claim in &mut changed.claims {
            claim.source.text = claim.source.text.as_deref().map(|text| self.text(text, replay));
        }
        for quantity in &mut changed.quantities {
            for value in [&mut quantity.value, &mut quantity.low, &mut quantity.high].into_iter().flatten() {
                *value += (replay % 7) as f64;
            }
        }
        changed
    }
}

fn case(word: &str) -> u8 {
    let mut upper = word.chars().map(|ch| ch.is_ascii_uppercase());
    u8::from(upper.next().unwrap_or(false)) + 2 * u8::from(upper.any(|upper| upper))
}

/// A number that depends on others as if by chance.
fn seed(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9e37_79b9_7f4a_7c15, |state, part| {
        let mut mixed = (state ^ part).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^= mixed >> 29;
        mixed = mixed.wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 32
    })
}

fn blake(text: &str) -> u64 {
    text.bytes().fold(7, |state, byte| seed(&[state, u64::from(byte)]))
}

fn date(day: i64, seed: u64) -> String {
    let second = day * 86_400 + (seed % 86_400) as i64;
    purport_ledger::answer::moment(second * 1000)
}

/// Ask every kind of question, each many times with other values, and tell how long the answers took.
fn ask(store: &SqliteStore, readings: &[Reading], words: &Words) -> Result<(), Box<dyn Error>> {
    let [articles, claims, findings] = store.counts()?;
    println!(
        "{articles} articles, {claims} claims, {findings} findings; a page of {PAGE}, each question {ASKED} times"
    );
    let lower: Vec<&String> = words
        .classes
        .iter()
        .filter(|((length, case), _)| *length > 3 && *case == 0)
        .flat_map(|(_, words)| words)
        .collect();
    let pick = |low: usize, high: usize| -> Vec<String> {
        let fitting = lower.iter().filter(|word| (low..high).contains(&words.count[**word]));
        let mut fitting: Vec<String> = fitting.map(|word| (*word).clone()).collect();
        fitting.sort_unstable();
        fitting
    };
    let (rare, usual) = (pick(1, 4), pick(words.total / 4000, usize::MAX));
    let take = |list: &[String], number: u64| list[(seed(&[number, 3]) % list.len() as u64) as usize].clone();
    let entities: Vec<String> = readings
        .iter()
        .flat_map(|reading| {
            reading.entities.iter().filter(|entity| entity.name.len() > 3).map(|entity| entity.name.clone())
        })
        .collect();
    let speakers: Vec<String> = readings
        .iter()
        .flat_map(|reading| reading.claims.iter().filter_map(|claim| claim.source.text.clone()))
        .filter(|text| text.starts_with(|ch: char| ch.is_ascii_uppercase()))
        .collect();
    let places: Vec<String> =
        readings.iter().flat_map(|reading| reading.places.iter().map(|place| place.name.clone())).collect();
    let countries = ["USA", "GBR", "IRQ", "SYR", "UKR", "RUS", "CHN", "DEU", "NIC", "PRK"];
    let phrase = |number: u64| {
        let text = &readings[(seed(&[number, 5]) % readings.len() as u64) as usize].article.text;
        let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let words: Vec<&str> = words.take(60).collect();
        let found: Vec<&str> = words.iter().skip(number as usize % (words.len() - 3)).take(3).copied().collect();
        format!("\"{}\"", found.join(" ").replace('"', ""))
    };
    let days = |number: u64| {
        let from = FIRST_DAY + (seed(&[number, 9]) % words.days) as i64;
        (Some(from as i32), Some((from + 30) as i32))
    };
    let standings = Standing::ALL;
    let standing = |number: u64| Some(standings[number as usize % standings.len()]);
    let event = |number: u64| vec![EventType::ALL[number as usize % EventType::ALL.len()]];
    let none = Filter::default;
    type Make<'a> = Box<dyn Fn(u64) -> Filter + 'a>;
    let filters: Vec<(&str, Make<'_>)> = vec![
        ("none", Box::new(|_| none())),
        ("dates", Box::new(|n| Filter { from: days(n).0, to: days(n).1, ..none() })),
        ("source", Box::new(|n| Filter { source: Some(take(&speakers, n)), ..none() })),
        ("publisher", Box::new(|n| Filter { source: Some(format!("Valley Courier {}", n % 7)), ..none() })),
        ("entity", Box::new(|n| Filter { entity: Some(take(&entities, n)), ..none() })),
        ("country", Box::new(|n| Filter { country: Some(countries[n as usize % countries.len()].into()), ..none() })),
        ("event", Box::new(|n| Filter { events: event(n), ..none() })),
        (
            "certainty",
            Box::new(|n| Filter {
                certainties: vec![[Certainty::Certain, Certainty::Probable, Certainty::Possible][n as usize % 3]],
                ..none()
            }),
        ),
        ("standing", Box::new(|n| Filter { standing: standing(n), ..none() })),
        ("place", Box::new(|n| Filter { place: Some(take(&places, n)), ..none() })),
        ("box", Box::new(|n| Filter { bounds: format!("{},30,{},50", n, n + 15).parse().ok(), ..none() })),
        ("rare word", Box::new(|n| Filter { text: Some(take(&rare, n)), ..none() })),
        ("usual word", Box::new(|n| Filter { text: Some(take(&usual, n)), ..none() })),
        ("phrase", Box::new(|n| Filter { text: Some(phrase(n)), ..none() })),
        ("prefix", Box::new(|n| Filter { text: Some(format!("{}*", &take(&rare, n)[..4])), ..none() })),
        ("standing dates", Box::new(|n| Filter { standing: standing(n), from: days(n).0, to: days(n).1, ..none() })),
        (
            "country standing",
            Box::new(|n| Filter {
                country: Some(countries[n as usize % 10].into()),
                standing: standing(n / 10),
                ..none()
            }),
        ),
        ("entity event", Box::new(|n| Filter { entity: Some(take(&entities, n)), events: event(n), ..none() })),
        (
            "country event dates",
            Box::new(|n| Filter {
                country: Some(countries[n as usize % 10].into()),
                events: event(n),
                from: days(n).0,
                to: days(n).1,
                ..none()
            }),
        ),
        (
            "usual word country",
            Box::new(|n| Filter {
                text: Some(take(&usual, n)),
                country: Some(countries[n as usize % 10].into()),
                ..none()
            }),
        ),
        ("as of half-way", Box::new(|_| Filter { at: (articles / 2 / BATCH as u64) as i64, ..none() })),
    ];
    for (name, make) in &filters {
        measure(&format!("articles {name}"), |n| {
            let filter = make(n);
            let answers = Answers::new(store, filter.at)?;
            let page = store.find_articles(&filter, None, PAGE)?;
            let rows = page.rows.iter().map(|id| answers.article(*id)).collect::<Result<Vec<_>, _>>()?;
            Ok(told(&rows))
        })?;
    }
    for (name, make) in &filters {
        measure(&format!("claims {name}"), |n| {
            let filter = make(n);
            Ok(told(&Answers::new(store, filter.at)?.claims(&filter, None, PAGE)?.rows))
        })?;
    }
    for (name, make) in &filters {
        measure(&format!("findings {name}"), |n| {
            let filter = make(n);
            Ok(told(&Answers::new(store, filter.at)?.findings(&filter, None, PAGE)?.rows))
        })?;
    }
    for (name, make) in &filters {
        measure(&format!("events {name}"), |n| {
            let filter = make(n);
            Ok(told(&Answers::new(store, filter.at)?.events(&filter, None, PAGE)?.rows))
        })?;
    }
    measure("sources", |n| {
        let filter = Filter { source: (n % 2 == 0).then(|| take(&speakers, n)), ..none() };
        Ok(told(&store.find_sources(&filter, None, PAGE)?.rows))
    })?;
    let some = store.find_findings(&none(), None, ASKED as usize)?.rows;
    measure("show", |n| {
        let answers = Answers::new(store, i64::MAX)?;
        let id = answers.finding_id(some[n as usize % some.len()].finding.id)?;
        Ok(told(&answers.findings_of(answers.resolve(&id)?)?))
    })
}

/// How many rows an answer has, and a digest of them: two stores that answer the same have the same digests.
fn told<T: serde::Serialize>(rows: &[T]) -> (usize, u64) {
    (rows.len(), blake(&serde_json::to_string(rows).unwrap_or_default()))
}

fn measure(
    name: &str,
    mut run: impl FnMut(u64) -> Result<(usize, u64), purport_ledger::LedgerError>,
) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    let (mut rows, mut digest) = (0, 0);
    for number in 0..ASKED {
        let start = Instant::now();
        let (count, answer) = run(number)?;
        times.push(start.elapsed());
        rows += count;
        digest = seed(&[digest, answer]);
        // What is this slow is slow enough to be told after a few.
        if times.iter().sum::<Duration>() > Duration::from_secs(4) {
            break;
        }
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "{name:<32} p50 {:>8.2} ms  p95 {:>8.2} ms  {:>6.1} rows  {:016x}",
        at(0.5),
        at(0.95),
        rows as f64 / times.len() as f64,
        digest
    );
    Ok(())
}
