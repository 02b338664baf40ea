//! `purport bench`: how fast the reader is, on articles that somebody has.
//!
//! In: files or a folder. Out: words and articles per second of each stage and of the whole, on one thread and on all
//! cores, the time from start to the first claim, and the peak of memory. Words are counted as white space parts them,
//! so that figures compare with other programs'.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use purport_parse::Parser;
use purport_read::{Layers, read};
use purport_text::{Article, FetchOptions, Normalized, Source, read_article, repeated, sentences};

use crate::in_order::in_order;

/// Measure the reader's speed on articles of yours.
///
/// Every figure is the best of several runs: what else the machine does only ever slows it down.
#[derive(Args)]
pub struct Arguments {
    /// Articles: files, or folders whose files are read.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Read at most this many articles.
    #[arg(long, default_value_t = 1000)]
    articles: usize,
    /// Best of this many runs.
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Run the subcommand.
pub fn run(arguments: Arguments) -> ExitCode {
    match bench(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("purport: {why}");
            ExitCode::from(2)
        }
    }
}

fn bench(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let files = files(&arguments.paths, arguments.articles)?;
    let best = |mut task: Box<dyn FnMut() -> usize + '_>| {
        (0..arguments.runs.max(1)).map(|_| timed(&mut task)).min_by_key(|(time, _)| *time).unwrap_or_default()
    };

    let raws: Vec<_> =
        files.iter().filter_map(|f| Source::named(&f.to_string_lossy()).load(&FetchOptions::default()).ok()).collect();
    let articles: Vec<Article> = raws.iter().filter_map(|raw| read_article(raw).ok()).collect();
    if articles.is_empty() {
        return Err("none of the files is an article that can be read".into());
    }
    let words: usize = articles.iter().map(|a| a.text.split_whitespace().count()).sum();
    println!("{} articles, {words} words, best of {} runs", articles.len(), arguments.runs.max(1));
    let row = |stage: &str, (time, _): (Duration, usize)| {
        let seconds = time.as_secs_f64();
        println!(
            "{stage:<28} {:>9.0} words/s {:>9.1} articles/s {:>8.2} s",
            words as f64 / seconds,
            articles.len() as f64 / seconds,
            seconds
        );
        seconds
    };

    row(
        "text (decoding, main text)",
        best(Box::new(|| raws.iter().filter(|raw| black_box(read_article(raw)).is_ok()).count())),
    );
    row(
        "sentences, repetitions",
        best(Box::new(|| {
            let cut = |a: &Article| {
                let plain = Normalized::of(&a.text);
                let all = sentences(&plain.text);
                repeated(&plain.text, &all).len() + all.len()
            };
            articles.iter().map(cut).sum()
        })),
    );
    let (load, _) = best(Box::new(|| usize::from(black_box(Parser::embedded()).is_ok())));
    let parser = Arc::new(Parser::embedded()?);
    row(
        "parse (network, decoding)",
        best(Box::new(|| articles.iter().filter(|a| black_box(purport_read::parse(&a.text, &parser)).is_ok()).count())),
    );
    let one = row(
        "whole reading, one thread",
        best(Box::new(|| {
            articles.iter().filter(|a| black_box(read((*a).clone(), &parser, Layers::default())).is_ok()).count()
        })),
    );
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let all = row(&format!("whole reading, {cores} threads"), best(Box::new(|| on_threads(&articles, &parser, cores))));
    println!("{cores} threads against one: {:.2}x", one / all);
    println!("model loaded in {:.0} ms", load.as_secs_f64() * 1e3);
    if let Some(time) = first_claim(&articles) {
        println!(
            "start to first claim (article of {} words): {:.0} ms",
            nearest(&articles, 500).text.split_whitespace().count(),
            time.as_secs_f64() * 1e3
        );
    }
    match peak_memory() {
        Some(bytes) => println!("peak memory of this process: {:.0} MB", bytes as f64 / 1e6),
        None => println!("peak memory: not known on this system"),
    }
    Ok(())
}

fn timed(task: &mut dyn FnMut() -> usize) -> (Duration, usize) {
    let start = Instant::now();
    let count = black_box(task());
    (start.elapsed(), count)
}

fn on_threads(articles: &[Article], parser: &Arc<Parser>, threads: usize) -> usize {
    let parser = Arc::clone(parser);
    let mut count = 0;
    let work = move |article: Article| read(article, &parser, Layers::default()).is_ok();
    let owned: Vec<Article> = articles.to_vec();
    in_order(owned.into_iter(), threads, work, |read| {
        count += usize::from(read);
        ControlFlow::Continue(())
    });
    count
}

/// The article whose length is nearest to a number of words.
fn nearest(articles: &[Article], words: usize) -> &Article {
    articles.iter().min_by_key(|a| a.text.split_whitespace().count().abs_diff(words)).expect("there are articles")
}

/// Time from starting this program anew to having the claims of an article of about 500 words, best of five.
fn first_claim(articles: &[Article]) -> Option<Duration> {
    let program = std::env::current_exe().ok()?;
    let file = std::env::temp_dir().join(format!("purport-bench-{}.txt", std::process::id()));
    std::fs::write(&file, &nearest(articles, 500).text).ok()?;
    let once = || {
        let start = Instant::now();
        let done = Command::new(&program).args(["read", "--json"]).arg(&file).output().ok()?;
        done.status.success().then(|| start.elapsed())
    };
    let best = (0..5).filter_map(|_| once()).min();
    let _ = std::fs::remove_file(&file);
    best
}

/// Peak resident memory in bytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// The files to read: those named, and those in the folders named, in order of name.
fn files(paths: &[PathBuf], most: usize) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = std::fs::read_dir(path)?.filter_map(|e| Some(e.ok()?.path())).collect();
            inside.retain(|p| p.is_file() && p.extension().is_some_and(|e| e == "txt" || e == "html" || e == "htm"));
            inside.sort();
            found.extend(inside);
        } else {
            found.push(path.clone());
        }
    }
    found.truncate(most);
    Ok(found)
}
