//! Golden articles: whole reports with every attribution, time, quantity, place and event written out, and what the reader
//! makes of each today.
//!
//! Each record of a golden file ends with `today: right`, `missed`, or `partly` and what is read differently; what the
//! reader finds beside them stands under "Read wrongly today". The test fails when any of that changes, for better or
//! worse. After a change that is meant, `PURPORT_BLESS=1 cargo test -p purport-read --test golden` writes the new state
//! into the files: read the diff. With `-- --nocapture` it prints how much of each section is right.
//!
//! A claim is found when source and content share at least half their characters with what is read, anything else when its
//! words overlap.

mod notation;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fmt, fs};

use notation::{Compared, Golden, SECTIONS, Status};
use purport_parse::Parser;
use purport_read::{Layers, Reading, read};
use purport_text::{Article, CodePoints, Span};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn parser() -> &'static Parser {
    static PARSER: OnceLock<Parser> = OnceLock::new();
    PARSER.get_or_init(|| Parser::embedded().expect("the embedded model loads"))
}

fn reading(golden: &Golden) -> Reading {
    let article = Article { text: golden.text.clone(), published: golden.published.clone(), ..Article::default() };
    read(article, parser(), Layers { tokens: true }).expect("the model runs")
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).expect("the golden folder is there").map(|e| e.expect("readable").path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    files
}

#[test]
fn golden_articles_read_as_written_down() {
    let bless = std::env::var_os("PURPORT_BLESS").is_some();
    let (mut totals, mut drifted) = (Totals::default(), Vec::new());
    for file in files() {
        let before = fs::read_to_string(&file).expect("readable");
        let golden = Golden::parse(&before).unwrap_or_else(|why| panic!("{}: {why}", name(&file)));
        let today = golden.compare(&reading(&golden));
        totals.add(&today);
        let after = golden.with(&today);
        if after != before {
            let line = before.lines().zip(after.lines()).position(|(b, a)| b != a);
            let line = line.unwrap_or(before.lines().count().min(after.lines().count())) + 1;
            drifted.push(format!("{}:{line}", name(&file)));
            if bless {
                fs::write(&file, after).expect("writable");
            }
        }
    }
    print!("{totals}");
    assert!(bless || drifted.is_empty(), "read differently than written down: {drifted:?}; see the head of this test");
    let claims = totals.counts[0];
    assert!(claims[Status::Right as usize] + claims[Status::Partly as usize] > claims[Status::Missed as usize]);
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// How many records of each section are right, partly right, missed, and made up; what is wrong about those found.
#[derive(Default)]
struct Totals {
    counts: [[usize; 4]; SECTIONS.len()],
    wrong: [BTreeMap<String, usize>; SECTIONS.len()],
}

impl Totals {
    fn add(&mut self, today: &[Compared; SECTIONS.len()]) {
        for (at, compared) in today.iter().enumerate() {
            for verdict in &compared.verdicts {
                self.counts[at][verdict.status as usize] += 1;
                for wrong in &verdict.wrong {
                    let field = wrong.split(' ').next().unwrap_or_default();
                    *self.wrong[at].entry(field.to_owned()).or_default() += 1;
                }
            }
            self.counts[at][3] += compared.extra.len();
        }
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:12} {:>6} {:>6} {:>6} {:>8}  wrong about those found",
            "", "right", "partly", "missed", "made up"
        )?;
        for (((title, _), [right, partly, missed, extra]), wrong) in SECTIONS.iter().zip(self.counts).zip(&self.wrong) {
            let wrong: Vec<String> = wrong.iter().map(|(field, n)| format!("{field} {n}")).collect();
            writeln!(f, "{title:12} {right:6} {partly:6} {missed:6} {extra:8}  {}", wrong.join(", "))?;
        }
        Ok(())
    }
}

/// An article with one record in a section, the others empty.
fn with_record(section: &str, record: &str) -> Result<Golden, String> {
    let mut file = "# A bridge\n\nstyle: wire\npublished: 2025-03-14\n\n## Article\n\n\
        Mayor Ana Ruiz met two miners in Oruro on Monday. She met them again.\n"
        .to_owned();
    for (title, _) in SECTIONS {
        let body = if title == section { format!("- {record}") } else { "none".to_owned() };
        file.push_str(&format!("\n## {title}\n\n{body}\n"));
    }
    Golden::parse(&file)
}

#[test]
fn records_that_are_well_formed_are_accepted() {
    for (section, record) in [
        ("Claims", "source: She\n  cue: met @2\n  content: them\n  kind: named\n  factuality: certain past"),
        ("Times", "Monday: DATE 2025-03-10, anchored"),
        ("Times", "Monday: DURATION P2W, 2025-03-14 to 2025-03-28"),
        ("Quantities", "two: about 2 to 2,000.5 square metre of miners"),
        ("Places", "Oruro: Oruro, BOL"),
        ("Places", "Oruro: unknown"),
        ("Events", "met @2: CONSULT; by She = Ana Ruiz; to two miners || them; in Oruro; on Monday; certain past"),
    ] {
        assert_eq!(with_record(section, record).err(), None, "{record}");
    }
}

#[test]
fn a_malformed_record_is_refused_with_one_line_that_says_where() {
    for (section, record, why) in [
        ("Claims", "source: Eva", "## Claims: \"Eva\" stands 0 times, not 1 in \"- source: Eva\""),
        ("Claims", "sauce: She", "\"sauce\" is no field of a claim"),
        ("Claims", "source: She\n  source: She", "\"source\" stands twice"),
        ("Claims", "source: She\n  kind: loud", "\"loud\" is no kind of source"),
        ("Claims", "source: She\n  factuality: sure", "\"sure\" is no certainty, polarity or frame"),
        ("Claims", "source: She\n  factuality: past present", "\"present\" is a second one of its kind"),
        ("Times", "Monday", "no \": \" behind the text"),
        ("Times", "Monday: DAY 2025-03-10", "\"DAY\" is no type of time"),
        ("Times", "Monday: DATE 10 March", "\"10 March\" is no TIMEX3 value"),
        ("Times", "Monday: DATE 2025-03-10, soon", "\"soon\" is neither"),
        ("Times", "Monday: DATE\n  DATE", "2 lines, where a record is one"),
        ("Quantities", "two: several of miners", "\"several\" is no number"),
        ("Quantities", "two: about", "no number behind the text"),
        ("Places", "Oruro @2: BOL", "\"Oruro\" stands 1 times, not 2"),
        ("Places", "Oruro: Oruro, Bolivia", "\"Bolivia\" is no ISO 3166-1 alpha-3 code"),
        ("Events", "met: MEET", "\"MEET\" does not begin with a PLOVER type"),
        ("Events", "met: CONSULT; by him", "\"him\" stands 0 times, not 1"),
        ("Events", "met: CONSULT; near Oruro", "\"near\" is no certainty, polarity or frame"),
    ] {
        let error = with_record(section, record).err().expect(record);
        assert!(error.contains(why) && error.starts_with("## ") && !error.contains('\n'), "{record:?}: {error}");
    }
    let file = "# A\n\npublished: Monday\n\n## Article\n\nRain.\n\n## Claims\n\nnone\n";
    assert_eq!(Golden::parse(file).err().unwrap(), "published: \"Monday\" is not a day like 2025-03-14");
    assert_eq!(Golden::parse(&file.replace("Monday", "2025-03-14")).err().unwrap(), "there is no section ## Times");
    assert_eq!(Golden::parse("# A\n").err().unwrap(), "there is no section ## Claims");
    let strange = file.replace("Monday", "2025-03-14") + "\n## Weather\n\nnone\n";
    assert_eq!(Golden::parse(&strange).err().unwrap(), "## Weather: no such section");
}

#[test]
fn every_span_of_every_record_re_slices() {
    for file in files() {
        let golden = Golden::parse(&fs::read_to_string(&file).expect("readable")).expect("well formed");
        let reading = reading(&golden);
        let text = reading.article.text.as_str();
        let points = CodePoints::new(text);
        let same = |span: Span| {
            assert!(!span.is_empty() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            assert_eq!(points.to_bytes(points.from_bytes(span)), Some(span));
        };
        for claim in &reading.claims {
            assert_eq!(claim.source.span.map(|s| s.slice(text)), claim.source.span.and(claim.source.text.as_deref()));
            let cue = claim.cue.iter().flat_map(|c| &c.spans);
            claim.content.iter().chain(cue).chain(&claim.hedges).chain(&claim.negations).for_each(|s| same(*s));
            assert!(claim.content.windows(2).all(|pair| pair[0].end <= pair[1].start));
            assert!(claim.within.as_ref().is_none_or(|id| reading.claims.iter().any(|c| &c.id == id)));
        }
        for entity in &reading.entities {
            entity.mentions.iter().for_each(|s| same(*s));
        }
        let spans = reading.times.iter().map(|t| t.span).chain(reading.quantities.iter().map(|q| q.span));
        spans
            .chain(reading.places.iter().map(|p| p.span))
            .chain(reading.events.iter().map(|e| e.anchor))
            .for_each(same);
        for event in &reading.events {
            let who = event.actors.iter().chain(&event.recipients);
            who.for_each(|id| assert!(reading.entities.iter().any(|e| e.id == *id), "{id}"));
            assert!(event.place.as_ref().is_none_or(|id| reading.places.iter().any(|p| p.id == *id)));
            assert!(event.time.as_ref().is_none_or(|id| reading.times.iter().any(|t| t.id == *id)));
        }
        let tokens = reading.layers.as_ref().expect("asked for");
        for token in &tokens.tokens {
            same(token.span);
            assert!(!token.span.slice(text).contains(char::is_whitespace));
        }
        tokens.sentences.iter().for_each(|s| same(*s));
    }
}

#[test]
fn a_second_reading_is_the_same() {
    let golden = Golden::parse(&fs::read_to_string(&files()[0]).expect("readable")).expect("well formed");
    assert_eq!(reading(&golden).to_json(), reading(&golden).to_json());
}
