//! Kills at any moment: what was acknowledged is there, nothing is there twice, the ledger opens at once.
//!
//! A program that adds some hundred reports is killed again and again, at moments that a seed decides, until all are in; then
//! the answers are those of a ledger that nobody disturbed, and the next ledger begins. `PURPORT_KILLS` is how many kills there
//! are, 25 where nobody says.

mod common;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{Case, Numbers, assert_same, lines, reports, rest};
use rusqlite::{Connection, OpenFlags};

/// Kills unless `PURPORT_KILLS` says otherwise.
const USUAL: usize = 25;

/// Longest time, in milliseconds, that a run is left alone.
const LONGEST: usize = 3000;

/// Longest time in which a ledger must open and answer after a kill.
const AT_ONCE: Duration = Duration::from_secs(2);

/// Starts adding and kills it after a time; the ids that it acknowledged in whole lines, and whether it had ended before.
fn add_and_kill(case: &Case, input: &str, after: Duration) -> (Vec<String>, bool) {
    let mut child = case
        .command("add", &["--acknowledge", "--threads", "2", input])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pipe = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || rest(pipe));
    let begin = Instant::now();
    let mut ended = false;
    while begin.elapsed() < after && !ended {
        std::thread::sleep(Duration::from_millis(3));
        ended = child.try_wait().unwrap().is_some();
    }
    // SIGKILL; a child that has just ended is no error.
    let _ = child.kill();
    let ended = child.wait().unwrap().success();
    let out = reader.join().unwrap();
    let whole = out.rfind('\n').map_or("", |end| &out[..end]);
    (whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), ended)
}

fn check(case: &Case, acknowledged: &BTreeSet<String>) -> usize {
    if !case.ledger().exists() {
        assert!(acknowledged.is_empty());
        return 0;
    }
    let begin = Instant::now();
    let told = case.run("articles", &["--json", "--all"]);
    if told.status != Some(0) {
        // Killed before the ledger was begun: there is a file, and nothing in it yet.
        assert!(acknowledged.is_empty(), "{told:?}");
        return 0;
    }
    assert!(begin.elapsed() < AT_ONCE, "{:?}", begin.elapsed());
    let ids: Vec<String> = told.json().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    let distinct: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(distinct.len(), ids.len(), "something is there twice");
    let lost: Vec<&String> = acknowledged.difference(&distinct).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let connection = Connection::open_with_flags(case.ledger(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    // Half an article would be one without a reading, or with two editions that hold.
    let halves: i64 = connection
        .query_row(
            "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM reading) + (SELECT count(*) FROM article) -
             (SELECT count(*) FROM edition WHERE until IS NULL)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(halves, 0);
    ids.len()
}

#[test]
fn kills_lose_nothing_that_was_acknowledged() {
    let kills =
        std::env::var("PURPORT_KILLS").ok().map_or(USUAL, |text| text.parse().expect("PURPORT_KILLS is a number"));
    let records = reports(300, 20_250_301);
    let undisturbed = Case::new();
    undisturbed.add(&[&undisturbed.put("reports.jsonl", lines(&records))]);
    let wanted = undisturbed.timeless();
    let mut numbers = Numbers(7_700_417);
    let (mut done, mut ledgers, mut kept) = (0, 0, 0);
    while done < kills {
        let case = Case::new();
        let input = case.put("reports.jsonl", lines(&records));
        let mut acknowledged = BTreeSet::new();
        ledgers += 1;
        while done < kills {
            let (ids, ended) = add_and_kill(&case, &input, Duration::from_millis(numbers.below(LONGEST) as u64));
            acknowledged.extend(ids);
            kept = check(&case, &acknowledged);
            if ended {
                break;
            }
            done += 1;
        }
        case.add(&[&input]);
        assert_same(&case.timeless(), &wanted, &format!("after {done} kills"));
    }
    let _ = writeln!(
        std::io::stderr(),
        "{done} kills in {ledgers} ledgers; the last one held {kept} reports before it was finished"
    );
}
