//! What programs get: every reading keeps to the schema, and every span cuts out what it says it is.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../../docs/reading.schema.json");

fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Runs `purport read` with these arguments and standard input; every line of its output, parsed.
fn readings(arguments: &[&str], input: &str) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_purport"))
        .arg("read")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    // Beside the reading of the output, since both pipes are short.
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The articles of the golden tests, one JSON record a line.
fn golden_articles() -> String {
    let folder = workspace("crates/purport-read/tests/golden");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    assert!(files.len() >= 20, "{files:?}");
    let record = |file: &PathBuf| {
        let page = fs::read_to_string(file).unwrap();
        let article = page.split_once("\n## Article\n").unwrap().1.split_once("\n## Claims").unwrap().0.trim();
        json!({"id": file.file_stem().unwrap().to_str().unwrap(), "text": article}).to_string() + "\n"
    };
    files.iter().map(record).collect()
}

fn examples() -> Vec<String> {
    let files = fs::read_dir(workspace("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|e| e == "txt" || e == "html")).collect();
    files.sort();
    files.into_iter().map(|file| file.to_str().unwrap().to_owned()).collect()
}

fn check(readings: &[Value]) {
    let schema = jsonschema::draft202012::new(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    for reading in readings {
        let id = &reading["article"]["id"];
        let errors: Vec<String> =
            schema.iter_errors(reading).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
        check_spans(reading);
    }
}

fn check_spans(reading: &Value) {
    let id = &reading["article"]["id"];
    let characters: Vec<char> = reading["article"]["text"].as_str().unwrap().chars().collect();
    let cut = |span: &Value| {
        let [start, end] = [&span[0], &span[1]].map(|n| usize::try_from(n.as_u64().unwrap()).unwrap());
        assert!(start < end && end <= characters.len(), "{id}: {span}");
        let words: String = characters[start..end].iter().collect();
        assert_eq!(words, words.trim(), "{id}: {span}");
        words
    };
    let list = |value: &Value| value.as_array().unwrap().clone();
    let known: Vec<Value> =
        list(&reading["entities"]).iter().chain(&list(&reading["claims"])).map(|r| r["id"].clone()).collect();
    for claim in list(&reading["claims"]) {
        let source = &claim["source"];
        if !source["span"].is_null() {
            assert_eq!(source["text"], cut(&source["span"]), "{id}: {claim}");
        }
        for spans in [&claim["content"], &claim["hedges"], &claim["negations"], &claim["cue"]["spans"]] {
            spans.as_array().into_iter().flatten().for_each(|span| drop(cut(span)));
        }
        for reference in [&source["entity"], &claim["within"]] {
            assert!(reference.is_null() || known.contains(reference), "{id}: {claim}");
        }
    }
    for entity in list(&reading["entities"]) {
        let mentions: Vec<String> = list(&entity["mentions"]).iter().map(&cut).collect();
        assert!(!mentions.is_empty(), "{id}: {entity}");
    }
    for span in list(&reading["repeated"]).iter().chain(&list(&reading["sentences"])) {
        cut(span);
    }
    let tokens = list(&reading["tokens"]);
    for token in &tokens {
        assert!(!cut(&token["span"]).contains(char::is_whitespace), "{id}: {token}");
        assert!(token["head"].as_i64().unwrap() < i64::try_from(tokens.len()).unwrap(), "{id}: {token}");
    }
}

#[test]
fn golden_articles_keep_the_contract() {
    let articles = golden_articles();
    let found = readings(&["--jsonl", "--layers", "tokens", "-"], &articles);
    assert_eq!(found.len(), articles.lines().count());
    check(&found);
}

#[test]
fn examples_keep_the_contract() {
    let files = examples();
    let arguments: Vec<&str> =
        ["--json", "--layers", "tokens"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let mut found = readings(&arguments, "");
    found.extend(readings(
        &["--jsonl", "--layers", "tokens"],
        &fs::read_to_string(workspace("examples/feed.jsonl")).unwrap(),
    ));
    assert!(found.len() > files.len());
    check(&found);
}

#[test]
fn tokens_come_on_request_only() {
    let record = json!({"id": "a", "text": "The minister said that the talks might fail."}).to_string();
    let bare = readings(&["--jsonl"], &record).remove(0);
    assert!(bare.get("tokens").is_none() && bare.get("sentences").is_none());
    let full = readings(&["--jsonl", "--layers", "tokens"], &record).remove(0);
    assert_eq!(full["tokens"].as_array().unwrap().len(), 9);
}
