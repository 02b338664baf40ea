//! Bad input to a ledger: files that are none, disks that are full, servers that lie, reports that make no sense. Each gives one
//! clear line, and what was there stays.

mod common;

use std::fs;
use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use common::{Case, LISTS, Server, Told, answered, assert_same, lines, page, reports};
use serde_json::{Value, json};

/// A ledger with a few reports.
fn small() -> Case {
    let case = Case::new();
    case.add(&[&case.put("small.jsonl", lines(&reports(4, 21)))]);
    case
}

/// Each command refuses the ledger with this one line.
fn refused(case: &Case, why: &str) {
    let input = case.put("more.jsonl", lines(&reports(1, 4)));
    let before = fs::read(case.ledger()).unwrap();
    for (what, arguments) in [
        ("add", &[input.as_str()][..]),
        ("findings", &[]),
        ("search", &["minister"]),
        ("copies", &[]),
        ("show", &["r1/c1"]),
        ("diff", &["--from", "2025-01-01"]),
        ("rebuild", &[]),
        ("reread", &[]),
    ] {
        let told = case.run(what, arguments);
        assert_eq!((told.status, told.out.as_str()), (Some(1), ""), "{what}: {told:?}");
        assert_eq!(told.complaints.lines().count(), 1, "{what}: {told:?}");
        assert!(told.complaints.starts_with("purport: ") && told.complaints.contains(why), "{what}: {told:?}");
    }
    assert_eq!(fs::read(case.ledger()).unwrap(), before, "a file that is refused is not touched");
}

fn change(case: &Case, sql: &str) {
    let connection = rusqlite::Connection::open(case.ledger()).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_newer_ledger_is_refused() {
    let case = small();
    change(&case, "PRAGMA user_version = 99");
    refused(&case, "the ledger has version 99, this program knows up to");
}

#[test]
fn files_of_other_programs_are_refused() {
    let case = Case::new();
    change(&case, "CREATE TABLE dishes (name TEXT); INSERT INTO dishes VALUES ('soup')");
    refused(&case, "this is not a Purport ledger");
    fs::write(case.ledger(), "The minister said on Monday that the talks might fail.\n".repeat(100)).unwrap();
    refused(&case, "this is not a Purport ledger");
    fs::write(case.ledger(), [0_u8; 9000]).unwrap();
    refused(&case, "this is not a Purport ledger");
}

#[test]
fn a_ledger_that_is_cut_or_overwritten_gives_one_line_and_never_a_crash() {
    let whole = fs::read(small().ledger()).unwrap();
    let case = Case::new();
    let input = case.put("more.jsonl", lines(&reports(2, 4)));
    let pieces = [1, 50, 100, 4096, 8192, 8193, 20_000, whole.len() / 2, whole.len() - 8192, whole.len() - 1];
    for length in pieces {
        fs::write(case.ledger(), &whole[..length]).unwrap();
        for (what, arguments) in [("findings", &["--all"][..]), ("claims", &[]), ("rebuild", &[]), ("add", &[&input])] {
            let told = case.run(what, arguments);
            let is_told = told.status == Some(1) && (1..=2).contains(&told.complaints.lines().count());
            assert!(told.status == Some(0) || is_told, "{what}, {length} bytes: {told:?}");
            assert!(!told.complaints.contains("panicked"), "{what}, {length} bytes: {told:?}");
        }
        let _ = fs::remove_file(case.path("case.db-wal"));
    }
    let mut numbers = common::Numbers(2_718_281);
    for round in 0..20 {
        let mut bytes = whole.clone();
        for _ in 0..200 {
            // The first page says that it is a ledger.
            let at = 8192 + numbers.below(bytes.len() - 8192);
            bytes[at] = u8::try_from(numbers.below(256)).unwrap();
        }
        fs::write(case.ledger(), &bytes).unwrap();
        for what in LISTS {
            let told = case.run(what, &["--all", "--json"]);
            assert!(matches!(told.status, Some(0 | 1)), "{what}, round {round}: {told:?}");
            assert!(told.complaints.lines().count() <= 1, "{what}, round {round}: {told:?}");
        }
    }
}

/// A command of a user who may not write what others own, where these tests run as root.
#[cfg(unix)]
fn as_nobody(mut command: Command) -> Option<Told> {
    use std::os::unix::process::CommandExt as _;
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if is_root {
        command.uid(65_534).gid(65_534);
    }
    command.output().ok().map(|output| Told::of(&output))
}

#[cfg(unix)]
#[test]
fn a_ledger_that_may_not_be_written_can_still_be_asked() {
    use std::os::unix::fs::PermissionsExt as _;
    let case = small();
    let wanted = case.answers(&[]);
    let mode = |mode: u32, path| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let input = case.put("more.jsonl", lines(&reports(2, 9)));
    mode(0o444, case.ledger());
    mode(0o555, case.folder.path().to_path_buf());
    let Some(told) = as_nobody(case.command("findings", &["--json", "--all"])) else {
        let _ =
            writeln!(std::io::stderr(), "skipped: a ledger that may not be written; this user cannot become another");
        return;
    };
    let found: String = told.json().iter().map(|row| format!("{row}\n")).collect();
    assert_same(&[("findings", found)], &wanted[..1], "read only");
    let told = as_nobody(case.command("add", &[&input])).unwrap();
    assert_eq!(told.status, Some(1));
    assert_eq!(told.complaints.lines().count(), 1, "{told:?}");
    assert!(told.complaints.contains("cannot be written"), "{told:?}");
    // A folder in which nothing can be begun.
    mode(0o755, case.folder.path().to_path_buf());
    fs::create_dir(case.path("closed")).unwrap();
    mode(0o555, case.path("closed"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_purport"));
    command.arg("add").arg("--ledger").arg(case.path("closed/new.db")).arg(&input);
    let told = as_nobody(command).unwrap();
    assert_eq!((told.status, told.complaints.lines().count()), (Some(1), 1), "{told:?}");
    assert!(told.complaints.contains("cannot be written"), "{told:?}");
    let folder = Case::new();
    fs::create_dir(folder.ledger()).unwrap();
    let told = folder.run("add", &[&input]);
    assert_eq!((told.status, told.complaints.lines().count()), (Some(1), 1), "{told:?}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_keeps_what_was_acknowledged() {
    let case = small();
    let before = case.timeless();
    let input = case.put("many.jsonl", lines(&reports(200, 77)));
    // The system refuses to let a file grow: 512 or 1024 bytes a block, as the shell has it.
    let script = "trap '' XFSZ; ulimit -f 600; exec \"$0\" add --acknowledge --ledger \"$1\" \"$2\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_purport")]).arg(case.ledger()).arg(&input);
    let told = Told::of(&shell.output().unwrap());
    assert_eq!(told.status, Some(1), "{told:?}");
    assert!(told.complaints.contains("there is no room left"), "{told:?}");
    assert!(!told.complaints.contains("panicked"), "{told:?}");
    let acknowledged: Vec<String> = told.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(acknowledged.len() < 200);
    let there: Vec<Value> = case.list("articles", &[]);
    assert_eq!(there.len(), 4 + acknowledged.len(), "{told:?}");
    if acknowledged.is_empty() {
        assert_same(&case.timeless(), &before, "nothing was kept");
    }
    // With room again the rest comes in.
    let summary = case.add(&[&input]);
    assert_eq!(
        summary.split(" (").next().unwrap().split(',').next(),
        Some(format!("added {}", 200 - acknowledged.len()).as_str())
    );
}

#[test]
fn of_two_writers_one_waits_and_gives_up_with_a_line() {
    let case = small();
    let input = case.put("more.jsonl", lines(&reports(3, 31)));
    let other = rusqlite::Connection::open(case.ledger()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begin = Instant::now();
    let told = case.run("add", &[&input]);
    assert_eq!(told.status, Some(1));
    assert!(told.complaints.contains("another program is writing to this ledger"), "{told:?}");
    assert!(
        begin.elapsed() > Duration::from_secs(5) && begin.elapsed() < Duration::from_secs(40),
        "{:?}",
        begin.elapsed()
    );
    // Readers do not wait.
    let begin = Instant::now();
    assert_eq!(case.list("articles", &[]).len(), 4);
    assert!(begin.elapsed() < Duration::from_secs(3));
    let child = case.command("add", &[&input]).stderr(std::process::Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(2));
    other.execute_batch("COMMIT").unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    assert_eq!(case.list("articles", &[]).len(), 7);
}

#[test]
fn two_programs_that_add_the_same_at_once_add_it_once() {
    let case = Case::new();
    let input = case.put("many.jsonl", lines(&reports(60, 13)));
    let spawn =
        || case.command("add", &["--threads", "1", &input]).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let children = [spawn(), spawn()];
    for child in children {
        let told = Told::of(&child.wait_with_output().unwrap());
        assert_eq!(told.status, Some(0), "{told:?}");
    }
    assert_eq!(case.list("articles", &[]).len(), 60);
}

/// A server of everything that one may not trust.
fn liar() -> Server {
    Server::start(|asked, stream| {
        let feed = "<rss><channel><item><link>/page</link></item></channel></rss>";
        let xml = "Content-Type: application/rss+xml\r\n";
        _ = match asked.path.as_str() {
            "/short" => stream
                .write_all(format!("HTTP/1.1 200 OK\r\n{xml}Content-Length: 999999999999\r\n\r\n{feed}").as_bytes()),
            "/long" => stream.write_all(format!("HTTP/1.1 200 OK\r\n{xml}Content-Length: 20\r\n\r\n{feed}").as_bytes()),
            "/endless" => {
                let mut sent = stream.write_all(format!("HTTP/1.1 200 OK\r\n{xml}\r\n<rss><channel>").as_bytes());
                while sent.is_ok() {
                    sent = stream.write_all("<item><title>again and again</title></item>".repeat(200).as_bytes());
                }
                sent
            }
            "/inside" => stream.write_all(&answered("302 Found", "Location: http://127.0.0.2:9/feed\r\n", "")),
            "/loop" => stream.write_all(&answered("302 Found", "Location: /loop\r\n", "")),
            "/html" => stream.write_all(&answered("200 OK", xml, &page("minister"))),
            "/page" => stream.write_all(&answered("200 OK", "Content-Type: text/html\r\n", &page("admiral"))),
            "/feed" => stream.write_all(&answered("200 OK", xml, feed)),
            _ => stream.write_all(&answered("404 Not Found", "", "")),
        };
    })
}

#[test]
fn servers_that_lie_cost_a_line_each_and_no_more() {
    let (server, case) = (liar(), Case::new());
    let urls: Vec<String> =
        ["/short", "/long", "/endless", "/inside", "/loop", "/feed"].map(|path| server.url(path)).into();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let begin = Instant::now();
    let told =
        case.run("add", &[&["--delay", "0", "--timeout", "3", "--allow-private", "127.0.0.1"][..], &urls].concat());
    assert_eq!(told.status, Some(1));
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
    let of = |path: &str| -> Vec<&str> {
        let start = format!("purport: {}:", server.url(path));
        told.complaints.lines().filter(|line| line.starts_with(&start)).collect()
    };
    for path in ["/short", "/long", "/endless", "/inside", "/loop"] {
        assert_eq!(of(path).len(), 1, "{path}: {told:?}");
    }
    assert!(of("/inside")[0].contains("127.0.0.2 is not a public address"), "{told:?}");
    assert!(of("/loop")[0].contains("redirected more than"), "{told:?}");
    assert!(told.summary().starts_with("added 1, there before 0") && told.summary().contains("skipped 5"), "{told:?}");
    assert_eq!(case.list("articles", &[]).len(), 1);
}

#[test]
fn what_is_served_as_a_feed_and_is_a_page_is_a_page() {
    let (server, case) = (liar(), Case::new());
    let told = case.run("add", &["--delay", "0", "--allow-private", "127.0.0.1", &server.url("/html")]);
    // A page is a report; what cannot be read as either is told.
    let articles = case.list("articles", &[]).len();
    assert!((told.status, articles) == (Some(0), 1) || (told.status, articles) == (Some(1), 0), "{told:?}");
    assert_eq!(told.complaints.lines().count(), if articles == 1 { 1 } else { 2 }, "{told:?}");
}

#[test]
fn a_private_address_is_refused_unless_it_is_allowed() {
    let (server, case) = (liar(), Case::new());
    let told = case.run("add", &["--delay", "0", &server.url("/page")]);
    assert_eq!(told.status, Some(1), "{told:?}");
    assert!(
        told.complaints.contains("127.0.0.1 is not a public address; allow it by name if you trust it"),
        "{told:?}"
    );
    assert!(server.asked("/page").is_empty());
    let summary = case.add(&["--delay", "0", "--allow-private", "127.0.0.1", &server.url("/page")]);
    assert!(summary.starts_with("added 1,"), "{summary}");
}

#[test]
fn a_web_archive_that_is_cut_gives_what_stands_before_the_cut() {
    let record = |url: &str, topic: &str| {
        let html = page(topic);
        let http =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{html}", html.len());
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nWARC-Date: 2025-03-01T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let (first, second) =
        (record("https://gazette.example/1", "customs office"), record("https://gazette.example/2", "coast guard"));
    let case = Case::new();
    let cut = case.put("cut.warc", format!("{first}{}", &second[..second.len() / 2]));
    let told = case.run("add", &[&cut]);
    assert_eq!(told.status, Some(1));
    assert!(told.complaints.contains("the WARC is cut off or damaged"), "{told:?}");
    assert!(told.summary().ends_with("skipped 1: 1 damaged archive"), "{told:?}");
    let articles = case.list("articles", &[]);
    assert_eq!(articles.len(), 1);
    // The whole file, when it comes, adds the rest.
    let summary = case.add(&[&case.put("whole.warc", format!("{first}{second}"))]);
    assert!(summary.starts_with("added 1") && summary.contains("there before 1"), "{summary}");
}

fn record(id: &str, published: Value, text: &str) -> String {
    json!({"id": id, "published": published, "publisher": "Gazette", "text": text}).to_string()
}

#[test]
fn reports_from_any_time_are_ordered_and_found() {
    let case = Case::new();
    let dates = [
        "1901-01-01",
        "2099-12-31T23:00:00Z",
        // Not plausible, or no dates: unknown, not a guess.
        "1601-01-01",
        "2999-12-31",
        "9999-12-31",
        "2025-02-30",
        "yesterday",
        "2025-03-01T10:00:00+99:00",
    ];
    let records: Vec<String> = dates
        .iter()
        .enumerate()
        .map(|(at, date)| {
            record(
                &format!("d{at}"),
                json!(date),
                &format!("Mayor Lena Brandt said that bridge {at} in Riga was closed to lorries."),
            )
        })
        .collect();
    let summary = case.add(&[&case.put("dates.jsonl", lines(&records))]);
    assert!(summary.starts_with("added 8"), "{summary}");
    let ids = |arguments: &[&str]| -> Vec<String> {
        case.list("articles", arguments).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["--from", "1900-01-01", "--to", "1902-01-01"]), ["d0"]);
    assert_eq!(ids(&["--from", "2090-01-01", "--to", "3000-01-01"]), ["d1"]);
    assert_eq!(ids(&[]).len(), 8);
    let undated = case.list("articles", &[]).iter().filter(|row| row["published"].is_null()).count();
    assert!(undated >= 5, "{undated}");
    let before = case.timeless();
    for (what, arguments) in
        [("diff", &["--from", "0001-01-01", "--single"][..]), ("show", &["d0"]), ("show", &["d1/c1"])]
    {
        assert_eq!(case.run(what, arguments).status, Some(0), "{what}");
    }
    assert_eq!(case.run("rebuild", &[]).status, Some(0));
    assert_same(&case.timeless(), &before, "rebuilt");
}

#[test]
fn ids_may_be_any_text() {
    let case = Case::new();
    let long = "x".repeat(10_000);
    let ids = [
        "a/b/c",
        "../../etc/passwd",
        "two\nlines",
        "\u{1b}[2Jwiped",
        "=1+1",
        &long,
        "\u{202e}reversed",
        "a b\t\"c\"",
        "f1",
        "c1",
        "né",
    ];
    let records: Vec<String> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| {
            record(
                id,
                json!("2025-03-01"),
                &format!(
                    "Colonel Idris Navarro said on Monday that {} trucks had left Dakar for depot {at}.",
                    100 + at * 37
                ),
            )
        })
        .collect();
    case.add(&[&case.put("ids.jsonl", lines(&records))]);
    for id in ids {
        let told = case.run("show", &["--json", "--", id]);
        assert_eq!(told.json()[0]["id"], id, "{id:?}");
        let claim = format!("{id}/c1");
        let shown = case.run("show", &["--json", "--", &claim]).json();
        assert!(
            shown.iter().any(|row| row["claims"].as_array().unwrap().iter().any(|row| row["id"] == claim.as_str())),
            "{id:?}"
        );
        let kept = case.command("review", &["accept", "--", &claim]).output().unwrap();
        assert!(kept.status.success(), "{id:?}: {kept:?}");
    }
    for what in LISTS {
        for form in [&["--all"][..], &["--all", "--csv"]] {
            let told = case.run(what, form);
            let is_harmful = |ch: char| ch.is_control() && !matches!(ch, '\n' | '\r' | '\t') || ch == '\u{202e}';
            // Values for programs keep what was given; what people see on a terminal cannot drive it.
            assert!(form.len() > 1 || !told.out.contains(is_harmful), "{what}");
            assert_eq!(told.status, Some(0), "{what}: {told:?}");
        }
        let widest = case.run(what, &["--all"]).out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest < 1_000, "{what}: {widest}");
    }
    assert_eq!(case.run("review", &["list"]).out.lines().count(), ids.len() + 1);
}

#[test]
fn texts_without_anything_in_them_are_told() {
    let case = Case::new();
    let records = [
        record("empty", json!("2025-03-01"), ""),
        record("blank", json!("2025-03-01"), " \n\t\u{a0} "),
        record("sign", json!("2025-03-01"), "!"),
        record("zero", json!("2025-03-01"), "\u{0}"),
        record("good", json!("2025-03-01"), "Mayor Lena Brandt said that the bridge was closed."),
    ];
    let told = case.run("add", &[&case.put("empty.jsonl", lines(&records))]);
    assert_eq!(told.status, Some(1));
    let articles = case.list("articles", &[]);
    assert!(articles.iter().any(|row| row["id"] == "good") && articles.len() < 5, "{told:?}");
    assert!(told.summary().contains("empty"), "{told:?}");
}

#[test]
fn articles_with_one_identical_sentence_do_not_slow_each_other_down() {
    const ARTICLES: usize = 2_000;
    let case = Case::new();
    let sentence = "The minister said on Monday that the old bridge in Riga had been closed to heavy lorries.";
    let records: Vec<String> = reports(ARTICLES, 6_283)
        .iter()
        .map(|line| {
            let mut record: Value = serde_json::from_str(line).unwrap();
            record["text"] = json!(format!("{sentence} {}", record["text"].as_str().unwrap()));
            record.to_string()
        })
        .collect();
    let quarter = |at: usize| {
        let part = &records[at * ARTICLES / 4..(at + 1) * ARTICLES / 4];
        let input = case.put(&format!("part{at}.jsonl"), lines(part));
        let begin = Instant::now();
        case.add(&[&input]);
        begin.elapsed()
    };
    let times: Vec<Duration> = (0..4).map(quarter).collect();
    assert!(times[3] < times[0] * 3 + Duration::from_secs(5), "{times:?}");
    // All are one finding on one word, however many papers print it.
    let begin = Instant::now();
    let found = case.list("findings", &["--text", "lorries"]);
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    let claims = |row: &Value| row["claims"].as_array().unwrap().len();
    let largest = found.iter().max_by_key(|row| claims(row)).unwrap();
    assert_eq!(claims(largest), ARTICLES, "{}", largest["statement"]);
    assert_eq!((&largest["standing"], &largest["origins_for"]), (&json!("reported"), &json!(1)));
}
