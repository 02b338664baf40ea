//! The command from outside: what it prints where, and how it ends.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const REPORT: &str =
    "The minister said on Monday that the talks might fail, and the ministry would not comment on it.\n";

fn purport(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_purport"));
    command.arg("read").args(arguments).current_dir(folder).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn read(arguments: &[&str], folder: &Path) -> (String, String, Option<i32>) {
    told(&purport(arguments, folder).output().unwrap())
}

fn told(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

fn spawn_with_pipes(arguments: &[&str], folder: &Path) -> Child {
    let mut command = purport(arguments, folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn read_from_standard_input(arguments: &[&str], input: &str) -> (String, String, Option<i32>) {
    let mut child = spawn_with_pipes(arguments, Path::new("."));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    told(&child.wait_with_output().unwrap())
}

fn records(count: usize) -> String {
    (0..count).map(|n| format!("{{\"id\": \"n{n}\", \"text\": \"Report {n}. {}\"}}\n", REPORT.trim())).collect()
}

fn ids(readings: &str) -> Vec<String> {
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["article"]["id"].as_str().unwrap().to_owned();
    readings.lines().map(id).collect()
}

#[test]
fn bad_inputs_are_named_one_a_line_and_the_rest_is_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put("a.txt", format!("First. {REPORT}").as_bytes());
    put("empty.txt", b"");
    put(
        "french.txt",
        "Le ministre des Affaires étrangères a déclaré lundi que les négociations avec le voisin \
        pourraient échouer, mais que son gouvernement restait ouvert au dialogue."
            .as_bytes(),
    );
    put("cut.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03KL");
    put("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>");
    put("z.txt", format!("Last. {REPORT}").as_bytes());
    fs::create_dir(folder.path().join("folder")).unwrap();
    let names = ["a.txt", "empty.txt", "french.txt", "folder", "gone.txt", "cut.gz", "page.html", "empty.txt", "z.txt"];
    let arguments: Vec<&str> = ["--json", "--threads", "3"].into_iter().chain(names).collect();
    let (out, complaints, status) = read(&arguments, folder.path());

    let texts: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["article"]["text"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(texts, [format!("First. {REPORT}"), format!("Last. {REPORT}")]);
    let complaints: Vec<&str> = complaints.lines().collect();
    assert_eq!(complaints.len(), 8, "{complaints:#?}");
    assert_eq!(complaints[0], "purport: empty.txt: the text is empty; give a report with at least one sentence");
    assert_eq!(complaints[1], "purport: french.txt: the text seems to be French; only English is read so far");
    assert_eq!(complaints[2], "purport: folder: this is a directory; name the files in it");
    assert_eq!(complaints[3], "purport: gone.txt: no such file; check the path");
    assert!(complaints[4].starts_with("purport: cut.gz: the gzip data is truncated"), "{}", complaints[4]);
    assert!(complaints[5].starts_with("purport: page.html: no article text found"), "{}", complaints[5]);
    assert_eq!(
        complaints[7],
        "read 2, skipped 7: 2 empty, 1 not English, 1 a directory, 1 not found, 1 damaged gzip, 1 without an article"
    );
    assert_eq!(status, Some(1));
}

#[test]
fn a_broken_line_among_records_is_skipped() {
    let lines = records(2).replacen('\n', "\n{\"id\": \"broken\", \n", 1);
    let (out, complaints, status) = read_from_standard_input(&["--jsonl", "-"], &lines);
    assert_eq!(ids(&out), ["n0", "n1"]);
    assert!(complaints.starts_with("purport: standard input, line 2: not a usable JSON record"), "{complaints}");
    assert!(complaints.ends_with("\nread 2, skipped 1: 1 broken record\n"), "{complaints}");
    assert_eq!(status, Some(1));
}

#[test]
fn records_keep_their_order_and_ids_on_any_number_of_threads() {
    let lines = records(60);
    let (one, complaints, status) = read_from_standard_input(&["--jsonl", "--threads", "1"], &lines);
    assert_eq!((complaints.as_str(), status), ("", Some(0)));
    assert!(ids(&one).into_iter().eq((0..60).map(|n| format!("n{n}"))));
    assert_eq!(read_from_standard_input(&["--jsonl", "--threads", "5", "-"], &lines).0, one);
}

#[test]
fn a_record_is_answered_before_the_next_one_comes() {
    let mut child = spawn_with_pipes(&["--jsonl", "-"], Path::new("."));
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in records(3).lines() {
        writeln!(input, "{line}").unwrap();
        assert_eq!(ids(&answers.next().unwrap().unwrap()).len(), 1);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = spawn_with_pipes(&["--jsonl", "-"], Path::new("."));
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let mut input = child.stdin.take().unwrap();
    input.write_all(records(1).as_bytes()).unwrap();
    answers.read_line(&mut String::new()).unwrap();
    drop(answers);
    // More records than pipes hold: the program must leave by itself, so writing may well fail.
    let _ = input.write_all(records(3000).as_bytes());
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!(complaints, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_whole_lines() {
    let mut child = spawn_with_pipes(&["--jsonl", "-"], Path::new("."));
    let mut input = child.stdin.take().unwrap();
    input.write_all(records(1).as_bytes()).unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut answer = String::new();
    out.read_line(&mut answer).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    out.read_to_string(&mut answer).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(ids(&answer), ["n0"]);
    assert!(answer.ends_with('\n'));
}

#[test]
fn an_address_that_never_answers_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", silent.local_addr().unwrap());
    let begin = Instant::now();
    let (_, complaints, status) = read(&["--timeout", "1", &address], Path::new("."));
    assert!(complaints.starts_with(&format!("purport: {address}: no answer within 1 s")), "{complaints}");
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert_eq!(status, Some(1));
}

#[test]
fn reports_are_plain_in_a_pipe_unless_colour_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let shown = |arguments: &[&str], variable: &str| {
        let output = purport(arguments, folder.path()).env(variable, "1").arg("a.txt").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!shown(&[], "UNRELATED").contains('\u{1b}'));
    assert!(shown(&[], "CLICOLOR_FORCE").contains('\u{1b}'));
    assert!(shown(&["--color", "always"], "NO_COLOR").contains('\u{1b}'));
    assert!(!shown(&["--color", "never"], "CLICOLOR_FORCE").contains('\u{1b}'));
}

#[test]
fn several_reports_are_parted_and_keep_the_width() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let (out, complaints, status) = read(&["--width", "40", "a.txt", "a.txt"], folder.path());
    assert_eq!((complaints.as_str(), status), ("", Some(0)));
    let (first, second) = out.split_at(out.len() / 2 + 1);
    assert_eq!(format!("{second}\n"), first);
    assert!(out.lines().all(|line| line.chars().count() <= 40), "{out}");
}

#[test]
fn wrong_usage_is_told_apart_from_bad_input() {
    for arguments in [
        &["--layers", "tokens", "a.txt"][..],
        &["--json", "--jsonl", "a.txt"],
        &["--width", "39", "a.txt"],
        &["--threads", "0", "a.txt"],
        &["--timeout", "soon", "a.txt"],
        &["--verbatim", "a.txt"],
    ] {
        let (out, complaints, status) = read(arguments, Path::new("."));
        assert_eq!((out.as_str(), status), ("", Some(2)), "{arguments:?}: {complaints}");
        assert!(complaints.starts_with("error: "), "{complaints}");
    }
}

#[test]
fn help_shows_examples() {
    let (out, _, status) = read(&["--help"], Path::new("."));
    assert_eq!(status, Some(0));
    assert!(out.contains("purport read --jsonl wire.jsonl > out.jsonl"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
}
