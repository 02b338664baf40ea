//! What the tests of the ledger's commands share: a folder with a ledger, the stories of `examples/`, a small server.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;

/// The commands that list something.
pub const LISTS: [&str; 5] = ["findings", "claims", "events", "sources", "articles"];

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub out: String,
    pub complaints: String,
    pub status: Option<i32>,
}

impl Told {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { out: text(&output.stdout), complaints: text(&output.stderr), status: output.status.code() }
    }

    /// Its lines of JSON, where all went well.
    pub fn json(&self) -> Vec<Value> {
        assert_eq!(self.status, Some(0), "{self:?}");
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The last line of its complaints: the summary.
    pub fn summary(&self) -> &str {
        self.complaints.lines().last().unwrap_or_default()
    }
}

/// A folder with a ledger in it.
pub struct Case {
    pub folder: tempfile::TempDir,
}

impl Case {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A copy of a ledger that nobody writes to.
    pub fn copy_of(ledger: &Path) -> Self {
        let case = Self::new();
        fs::copy(ledger, case.ledger()).unwrap();
        case
    }

    pub fn ledger(&self) -> PathBuf {
        self.folder.path().join("case.db")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its path as an argument.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn command(&self, what: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_purport"));
        command.arg(what).arg("--ledger").arg(self.ledger()).args(arguments);
        command.current_dir(self.folder.path()).stdin(Stdio::null()).env("PURPORT_AUTHOR", "ada");
        command
    }

    pub fn run(&self, what: &str, arguments: &[&str]) -> Told {
        Told::of(&self.command(what, arguments).output().unwrap())
    }

    /// Adds, and nothing may go wrong.
    pub fn add(&self, arguments: &[&str]) -> String {
        let told = self.run("add", arguments);
        assert_eq!(told.status, Some(0), "{told:?}");
        told.summary().to_owned()
    }

    /// All rows of a list.
    pub fn list(&self, what: &str, arguments: &[&str]) -> Vec<Value> {
        let form: &[&str] = if what == "copies" { &["--json"] } else { &["--json", "--all"] };
        self.run(what, &[form, arguments].concat()).json()
    }

    /// All that the ledger answers, a text for each command.
    pub fn answers(&self, arguments: &[&str]) -> Vec<(&'static str, String)> {
        let mut answers: Vec<(&str, String)> = Vec::new();
        for what in LISTS.into_iter().chain(["copies"]) {
            let rows = self.list(what, arguments);
            answers.push((what, rows.iter().map(|row| format!("{row}\n")).collect()));
        }
        answers
    }

    /// The same without when the ledger learned of it.
    pub fn timeless(&self) -> Vec<(&'static str, String)> {
        let mut answers: Vec<(&str, String)> = Vec::new();
        for what in LISTS.into_iter().chain(["copies"]) {
            let rows = self.list(what, &[]);
            answers.push((what, rows.iter().map(|row| format!("{}\n", without_known(row))).collect()));
        }
        answers
    }
}

/// A record without the moments at which the ledger learned of it.
pub fn without_known(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| *name != "known")
            .map(|(name, value)| (name.clone(), without_known(value)))
            .collect(),
        Value::Array(values) => values.iter().map(without_known).collect(),
        other => other.clone(),
    }
}

/// Fails with the first line in which two answers differ, not with all of both.
pub fn assert_same(found: &[(&'static str, String)], wanted: &[(&'static str, String)], when: &str) {
    for ((what, found), (_, wanted)) in found.iter().zip(wanted) {
        let (mut one, mut other) = (found.lines(), wanted.lines());
        loop {
            match (one.next(), other.next()) {
                (None, None) => break,
                (found, wanted) => assert_eq!(found, wanted, "{what}, {when}"),
            }
        }
    }
}

/// The reports of the three stories of `examples/`, one JSON record each.
pub fn stories() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/stories");
    let mut lines = Vec::new();
    for story in ["engineers", "ferry", "reservoir"] {
        let text = fs::read_to_string(folder.join(story).join("articles.jsonl")).unwrap();
        lines.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    assert!(lines.len() >= 24, "{}", lines.len());
    lines
}

/// Numbers that look random and are the same every time (xorshift).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for at in (1..values.len()).rev() {
            values.swap(at, self.below(at + 1));
        }
    }
}

/// Short reports of invented events, one JSON record each; no two are the same.
pub fn reports(count: usize, seed: u64) -> Vec<String> {
    let mut numbers = Numbers(seed);
    let people = ["Amira Solberg", "Tomas Okafor", "Lena Brandt", "Idris Navarro", "Petra Halloran", "Yusuf Lindqvist"];
    let roles = ["Foreign Minister", "Governor", "Harbour Master", "Colonel", "Mayor", "General"];
    let places = ["Bergen", "Mombasa", "Riga", "Cebu", "Valparaiso", "Gdansk", "Dakar"];
    let things = ["trucks", "tents", "patrol boats", "engineers", "doctors", "soldiers"];
    let verbs = ["said", "confirmed", "denied", "announced", "claimed", "reported"];
    let record = |at: usize| {
        let (role, name, verb) = (numbers.pick(&roles), numbers.pick(&people), numbers.pick(&verbs));
        let (place, thing, count) = (numbers.pick(&places), numbers.pick(&things), 20 + numbers.below(900));
        let day = 1 + numbers.below(28);
        let text = format!(
            "{role} {name} {verb} on Monday that {count} {thing} had arrived in {place}. The town council said that report {at} was still being checked."
        );
        serde_json::json!({"id": format!("r{at}"), "text": text, "title": format!("{thing} in {place}, report {at}"),
            "publisher": format!("Gazette {}", at % 7), "published": format!("2025-03-{day:02}T08:00:00Z")})
        .to_string()
    };
    (0..count).map(record).collect()
}

/// Records as the lines of a file.
pub fn lines<T: AsRef<str>>(records: &[T]) -> String {
    records.iter().map(|record| format!("{}\n", record.as_ref())).collect()
}

/// What a server was asked: path and header lines in lower case.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: Vec<String>,
}

/// A server on a free port of this machine.
pub struct Server {
    pub host: String,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// One that writes what it likes, each answer on its own thread.
    pub fn start(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&log), Arc::new(answer));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                std::thread::spawn(move || {
                    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                    let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or("/").to_owned();
                    let headers = lines.take_while(|line| !line.is_empty()).map(|line| line.to_lowercase()).collect();
                    let asked = Asked { path, headers };
                    seen.lock().unwrap().push(asked.clone());
                    if asked.path == "/robots.txt" {
                        _ = stream.write_all(&answered("404 Not Found", "", ""));
                    } else {
                        answer(&asked, &mut stream);
                    }
                });
            }
        });
        Self { host, log }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// What was asked for at a path so far.
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        self.log.lock().unwrap().iter().filter(|asked| asked.path == path).cloned().collect()
    }
}

/// A whole answer.
pub fn answered(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

/// A page with a report that names its topic.
pub fn page(topic: &str) -> String {
    let paragraph = format!(
        "The {topic} said on Monday that the talks in the capital would go on for another week, although two of the \
         delegations had already left and a third was expected to follow them before the weekend, officials added."
    );
    format!(
        "<!DOCTYPE html><html><head><title>News from the {topic}</title></head><body><article><h1>News from the {topic}</h1>\
         <p>{paragraph}</p><p>No date for a next round was given, and the {topic} would not say who had asked for the break \
         in the talks, which began last autumn and have been broken off twice before.</p></article></body></html>"
    )
}

/// Waits until something has happened; fails after a minute.
pub fn wait_for(what: &str, mut happened: impl FnMut() -> bool) {
    let begin = std::time::Instant::now();
    while !happened() {
        assert!(begin.elapsed().as_secs() < 60, "{what} did not happen");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// All that a pipe still holds.
pub fn rest(mut pipe: impl Read) -> String {
    let mut text = String::new();
    pipe.read_to_string(&mut text).unwrap();
    text
}
