//! Golden articles: whole reports with every attribution written out, and what the reader makes of each today.
//!
//! Each claim of a golden file ends with `today: right`, `partly` or `missed`; what the reader finds beside them stands
//! under "Read wrongly today". The test fails when any of that changes, for better or worse. After a change that is
//! meant, `PURPORT_BLESS=1 cargo test -p purport-read --test golden` writes the new state into the files: read the diff.
//!
//! right: cue overlaps, source and content are the same; partly: source and content share at least half their
//! characters; missed: neither.

mod notation;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use notation::{Golden, Status};
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

fn reading(text: &str) -> Reading {
    let article = Article { text: text.to_owned(), ..Article::default() };
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
    let (mut counts, mut drifted) = ([0usize; 3], Vec::new());
    let mut wrong = 0;
    for file in files() {
        let before = fs::read_to_string(&file).expect("readable");
        let golden = Golden::parse(&before).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        let today = golden.compare(&reading(&golden.text));
        for status in &today.claims {
            counts[*status as usize] += 1;
        }
        wrong += today.extra.len();
        let after = golden.with(&today);
        if after != before {
            drifted.push(file.file_name().unwrap_or_default().to_string_lossy().into_owned());
            if bless {
                fs::write(&file, after).expect("writable");
            }
        }
    }
    println!("golden claims: {} right, {} partly, {} missed; {wrong} read wrongly", counts[0], counts[1], counts[2]);
    assert!(bless || drifted.is_empty(), "read differently than written down: {drifted:?}; see the head of this test");
    assert!(counts[Status::Right as usize] > counts[Status::Missed as usize], "more is missed than right");
}

#[test]
fn every_span_of_every_record_re_slices() {
    for file in files() {
        let golden = Golden::parse(&fs::read_to_string(&file).expect("readable")).expect("well formed");
        let reading = reading(&golden.text);
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
    let text = fs::read_to_string(&files()[0]).expect("readable");
    assert_eq!(reading(&text).to_json(), reading(&text).to_json());
}
