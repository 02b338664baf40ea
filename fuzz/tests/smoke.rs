//! Every fuzz target's function over its seeds and over small changes of them, the same ones each time.

use std::fs;
use std::path::{Path, PathBuf};

use purport_read::Reading;
use purport_text::{Raw, read_article};

/// Changed inputs tried for each seed.
const CHANGES: u32 = 200;

/// What is put into an input, parted by `¦`: from what readers look for to what nobody expects.
const PIECES: &str = "<div>¦</p>¦<table><tr><td>¦<!--¦\"¦'¦''¦\n\n¦\r\n¦ ¦-¦--¦.¦\0¦n't¦ said ¦1e39¦-1¦null¦[0,1]¦“¦”¦\u{a0}¦\u{ad}¦\
                      \u{301}¦\u{200d}¦\u{2028}¦ﬃ¦🙂¦한¦İ";

fn seeds(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// A linear congruential generator (Knuth's constants): the order of the tests must not matter, nor the machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let end = (at + self.below(40)).min(input.len());
        match self.below(4) {
            0 => {
                let piece = PIECES.split('¦').nth(self.below(PIECES.split('¦').count())).unwrap();
                drop(input.splice(at..at, piece.bytes()));
            }
            1 => drop(input.drain(at..end)),
            2 => {
                let copied = input[at..end].to_vec();
                let to = self.below(input.len() + 1);
                drop(input.splice(to..to, copied));
            }
            _ => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = self.below(256) as u8;
                }
            }
        }
    }
}

/// Runs a target over a folder of seeds; of a failure the input is shown.
fn run(folder: &str, changes: u32, target: fn(&[u8])) {
    let mut chance = Chance(1);
    for seed in seeds(folder) {
        for round in 0..=changes {
            let mut input = seed.clone();
            for _ in 0..round.min(1) * (1 + round % 8) {
                chance.change(&mut input);
            }
            let failed = std::panic::catch_unwind(|| target(&input)).is_err();
            assert!(!failed, "fails on {:?}", String::from_utf8_lossy(&input));
        }
    }
}

#[test]
fn the_seeds_get_past_the_first_check() {
    for seed in seeds("reading_json") {
        Reading::from_json(&String::from_utf8(seed).unwrap()).unwrap();
    }
    let pages = seeds("read_article");
    let pages = pages.iter().filter(|seed| seed[1..].starts_with(b"<"));
    for page in pages.clone() {
        read_article(&Raw { name: "a.html".to_owned(), bytes: page[1..].to_vec(), ..Raw::default() }).unwrap();
    }
    assert_eq!(pages.count(), 2);
}

#[test]
fn articles_from_bytes() {
    run("read_article", CHANGES, purport_fuzz::read_article);
}

#[test]
fn normalize() {
    run("text", CHANGES, purport_fuzz::normalize);
}

#[test]
fn sentences_words() {
    run("text", CHANGES, purport_fuzz::sentences_words);
}

#[test]
fn parse_decode() {
    // Each run takes tens of milliseconds.
    run("text", CHANGES / 10, purport_fuzz::parse_decode);
}

#[test]
fn reading_json() {
    run("reading_json", 10 * CHANGES, purport_fuzz::reading_json);
}
