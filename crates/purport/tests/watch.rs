//! `purport watch` against a server: what is new is added, what is unchanged is not fetched, a stop is clean.

mod common;

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::{Case, Server, answered, page, wait_for};

#[cfg(unix)]
#[test]
fn a_watch_adds_what_is_new_and_stops_cleanly() {
    let entries = Arc::new(AtomicUsize::new(2));
    let count = Arc::clone(&entries);
    let server = Server::start(move |asked, stream| {
        let entries = count.load(Ordering::SeqCst);
        let version = format!("\"v{entries}\"");
        let answer = match asked.path.as_str() {
            "/feed" if asked.headers.contains(&format!("if-none-match: {version}")) => {
                answered("304 Not Modified", &format!("ETag: {version}\r\n"), "")
            }
            "/feed" => {
                let item = |at: usize| {
                    format!("<item><title>News {at}</title><link>/page{at}</link><guid>n{at}</guid></item>")
                };
                let items: String = (0..entries).rev().map(item).collect();
                let head = format!("Content-Type: application/rss+xml\r\nETag: {version}\r\n");
                answered(
                    "200 OK",
                    &head,
                    &format!("<rss version=\"2.0\"><channel><title>Gazette</title>{items}</channel></rss>"),
                )
            }
            "/page0" => answered("200 OK", "Content-Type: text/html\r\n", &page("customs office")),
            "/page1" => answered("200 OK", "Content-Type: text/html\r\n", &page("coast guard")),
            "/page2" => answered("200 OK", "Content-Type: text/html\r\n", &page("harbour police")),
            _ => answered("404 Not Found", "", ""),
        };
        _ = stream.write_all(&answer);
    });
    let case = Case::new();
    let list = case.put(
        "feeds.toml",
        format!(
            "[watch]\nevery = \"60s\"\ndelay = \"100ms\"\nheartbeat = \"1s\"\nallow_private = [\"127.0.0.1\"]\n\
             [[feed]]\nname = \"Gazette\"\nurl = \"{}\"\n[[feed]]\nname = \"Gone\"\nurl = \"{}\"\n",
            server.url("/feed"),
            server.url("/gone")
        ),
    );
    // Two runs: an interval is never shorter than a minute, so the second poll is a second watch.
    let watch = |articles: usize| {
        let mut child = case
            .command("watch", &["--acknowledge", &list])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let told = Arc::new(Mutex::new(Vec::<String>::new()));
        let (heard, pipe) = (Arc::clone(&told), BufReader::new(child.stderr.take().unwrap()));
        let reader = std::thread::spawn(move || {
            pipe.lines().map_while(Result::ok).for_each(|line| heard.lock().unwrap().push(line));
        });
        let beats = || told.lock().unwrap().iter().filter(|line| line.contains("; next in ")).count();
        wait_for("three heartbeats", || beats() >= 3);
        wait_for("a poll of both", || told.lock().unwrap().iter().any(|line| line.contains("polled 1, failed 1")));
        // What the heartbeat told of is safe while the watch still runs.
        assert_eq!(case.list("articles", &[]).len(), articles);
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        reader.join().unwrap();
        assert_eq!(output.status.code(), Some(0), "{:?}", told.lock().unwrap());
        assert_eq!(case.list("articles", &[]).len(), articles);
        let told = told.lock().unwrap().clone();
        (String::from_utf8(output.stdout).unwrap().lines().count(), told)
    };
    let (acknowledged, told) = watch(2);
    assert_eq!(acknowledged, 2, "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("purport: Gone: ") && line.contains("status 404")), "{told:?}");
    assert!(told.last().unwrap().starts_with("added 2"), "{told:?}");
    let log = std::fs::metadata(case.path("case.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "the ledger is one file again");

    let (acknowledged, told) = watch(2);
    assert_eq!(acknowledged, 0, "{told:?}");
    assert!(told.last().unwrap().contains("1 unchanged"), "{told:?}");

    entries.store(3, Ordering::SeqCst);
    let (acknowledged, told) = watch(3);
    assert_eq!(acknowledged, 1, "{told:?}");
    assert!(told.last().unwrap().starts_with("added 1"), "{told:?}");
    let asked = |path: &str| server.asked(path).len();
    assert_eq!((asked("/page0"), asked("/page1"), asked("/page2"), asked("/feed")), (1, 1, 1, 3));
}

#[test]
fn a_list_that_makes_no_sense_is_told_with_its_line() {
    let case = Case::new();
    for (text, why) in [
        ("[[feed]]\nurl = \"example.org\"\n", "line 2"),
        ("[watch]\nevery = \"1s\"\n", "line 2"),
        ("feeds = [\n", "line "),
    ] {
        let told = case.run("watch", &[&case.put("feeds.toml", text)]);
        assert_eq!((told.status, told.complaints.lines().count()), (Some(1), 1), "{told:?}");
        assert!(told.complaints.contains(why), "{told:?}");
    }
    assert_eq!(case.run("watch", &["gone.toml"]).status, Some(1));
    assert!(!case.ledger().exists(), "nothing was begun");
}
