//! The commands over a ledger from outside: what they add, answer and keep.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::LazyLock;

use common::{Case, LISTS, Told, assert_same, lines, page, reports, stories, without_known};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../../docs/ledger.schema.json");

/// A ledger of the three stories, added in three batches; tests that change it take a copy.
static STORIES: LazyLock<Case> = LazyLock::new(|| {
    let case = Case::new();
    for (at, part) in stories().chunks(13).enumerate() {
        case.add(&[&case.put(&format!("part{at}.jsonl"), lines(part))]);
    }
    case
});

fn copy() -> Case {
    Case::copy_of(&STORIES.ledger())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn warc(pages: &[(&str, String)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (url, html) in pages {
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{html}",
            html.len()
        );
        bytes.extend_from_slice(
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{:012}>\r\nWARC-Date: 2025-03-01T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
                bytes.len(),
                http.len()
            )
            .as_bytes(),
        );
    }
    bytes
}

fn ids(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_container_is_added_and_the_same_again_adds_nothing() {
    let case = Case::new();
    let records = reports(7, 11);
    let text = |at: usize| serde_json::from_str::<Value>(&records[at]).unwrap()["text"].as_str().unwrap().to_owned();
    let inputs = [
        case.put("one.txt", text(0)),
        case.put("two.html", page("port authority")),
        case.put("folder/deep/three.txt", text(1)),
        case.put("folder/four.txt.gz", gzip(text(2).as_bytes())),
        case.put("five.jsonl", lines(&records[3..5])),
        case.put("six.jsonl.gz", gzip(lines(&records[5..7]).as_bytes())),
        case.put(
            "seven.warc",
            warc(&[
                ("https://gazette.example/a", page("customs office")),
                ("https://gazette.example/b", page("coast guard")),
            ]),
        ),
        case.put("eight.warc.gz", gzip(&warc(&[("https://gazette.example/c", page("harbour police"))]))),
    ];
    let folder = case.path("folder").to_str().unwrap().to_owned();
    let arguments = [inputs[0].as_str(), &inputs[1], &folder, &inputs[4], &inputs[5], &inputs[6], &inputs[7]];
    let summary = case.add(&arguments);
    assert!(summary.starts_with("added 11") && summary.ends_with(", skipped 0"), "{summary}");
    let before = case.answers(&[]);
    let again = case.add(&arguments);
    assert_eq!(again, "added 0, there before 11, skipped 0");
    assert_same(&case.answers(&[]), &before, "added twice");
    assert_eq!(case.list("articles", &[]).len(), 11);
}

#[test]
fn a_ledger_is_one_file_when_nobody_has_it_open() {
    let case = Case::new();
    case.add(&[&case.put("a.jsonl", lines(&reports(3, 5)))]);
    let files: Vec<String> = fs::read_dir(case.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("case.db"))
        .collect();
    assert_eq!(files, ["case.db"]);
}

#[test]
fn standard_input_is_a_report_and_each_article_is_acknowledged_when_safe() {
    let case = Case::new();
    let mut child = case
        .command("add", &["--acknowledge", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"The mayor said on Monday that the bridge would be closed.\n").unwrap();
    let told = Told::of(&child.wait_with_output().unwrap());
    assert_eq!((told.status, told.summary()), (Some(0), "added 1, there before 0, skipped 0"));
    let id: String = serde_json::from_str(told.out.trim_end()).unwrap();
    assert_eq!(ids(&case.list("articles", &[])), [id]);
    let told = case.run("add", &["--acknowledge", &case.put("r.jsonl", lines(&reports(70, 3)))]);
    let acknowledged: Vec<String> = told.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(acknowledged.into_iter().eq((0..70).map(|at| format!("r{at}"))));
}

#[test]
fn what_cannot_be_added_is_told_line_by_line_and_the_rest_is_added() {
    let case = Case::new();
    let records = reports(2, 8);
    let broken = format!("{}\n{{\"id\": 1, \n{}\n", records[0], records[1]);
    let told = case.run("add", &[&case.put("a.jsonl", broken), "gone.txt", &case.put("empty.txt", "")]);
    assert_eq!(told.status, Some(1));
    let complaints: Vec<&str> = told.complaints.lines().collect();
    assert_eq!(complaints.len(), 4, "{complaints:#?}");
    assert!(complaints[0].contains("a.jsonl, line 2: not a usable JSON record"), "{complaints:#?}");
    assert_eq!(complaints[1], "purport: gone.txt: no such file; check the path");
    assert_eq!(complaints[3], "added 2, there before 0, skipped 3: 1 broken record, 1 empty, 1 not found");
    assert_eq!(case.run("add", &[]).status, Some(2));
    assert_eq!(case.run("findings", &["--standing", "true"]).status, Some(2));
    let missing = Case::new().run("findings", &[]);
    assert_eq!((missing.status, missing.complaints.lines().count()), (Some(1), 1));
    assert!(missing.complaints.contains("there is no such ledger"), "{missing:?}");
}

#[test]
fn the_summary_counts_copies() {
    let case = Case::new();
    let summary = case.add(&[&case.put("all.jsonl", lines(&stories()))]);
    let (head, rest) = summary.split_once(" (of them ").unwrap();
    assert_eq!(head, format!("added {}", stories().len()));
    assert!(rest.contains("wire copies") && rest.ends_with("), there before 0, skipped 0"), "{summary}");
    assert!(!rest.contains("1 revisions") && !rest.contains("1 excerpts"), "{summary}");
}

#[test]
fn findings_and_copies_keep_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let part = |name: &str| {
        let whole = json!({"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": format!("#/$defs/{name}")});
        jsonschema::draft202012::new(&whole).unwrap()
    };
    let (finding, copies) = (part("finding"), part("copies"));
    let check = |schema: &jsonschema::Validator, rows: &[Value], least: usize| {
        assert!(rows.len() >= least, "{}", rows.len());
        for row in rows {
            let errors: Vec<String> =
                schema.iter_errors(row).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{row}: {errors:#?}");
        }
    };
    let findings = STORIES.list("findings", &[]);
    check(&finding, &findings, 100);
    check(&copies, &STORIES.list("copies", &[]), 9);
    check(&finding, &STORIES.run("show", &["--json", findings[0]["id"].as_str().unwrap()]).json(), 1);
    let broken = json!({"kind": "alike", "articles": ["a"], "of": null});
    assert!(!copies.is_valid(&broken) && !finding.is_valid(&broken));
    // Everything that refers to something leads there.
    let claims: BTreeSet<String> = ids(&STORIES.list("claims", &[])).into_iter().collect();
    for row in &findings {
        for claim in row["claims"].as_array().unwrap() {
            assert!(claims.contains(claim["id"].as_str().unwrap()), "{claim}");
        }
        for change in row["history"].as_array().unwrap() {
            assert!(claims.contains(change["because"].as_str().unwrap()), "{change}");
        }
    }
}

#[test]
fn filters_give_what_they_say() {
    let all = |what: &str, arguments: &[&str]| STORIES.list(what, arguments);
    let findings = all("findings", &[]);
    let with = |standing: &str| findings.iter().filter(|row| row["standing"] == standing).count();
    for standing in ["reported", "corroborated", "confirmed", "disputed", "denied", "retracted"] {
        assert_eq!(all("findings", &["--standing", standing]).len(), with(standing), "{standing}");
    }
    assert!(with("disputed") > 0 && with("reported") > 0);
    let claims = all("claims", &[]);
    let certain = all("claims", &["--certainty", "possible"]);
    assert_eq!(certain, claims.iter().filter(|row| row["certainty"] == "possible").cloned().collect::<Vec<_>>());
    assert!(!certain.is_empty());
    let ministry = all("claims", &["--source", "Energy Ministry"]);
    assert!(
        !ministry.is_empty() && ministry.iter().all(|row| row["source"]["name"] == "Energy Ministry"),
        "{ministry:?}"
    );
    let events = all("events", &[]);
    let coerce = all("events", &["--event", "coerce"]);
    assert_eq!(coerce.len(), events.iter().filter(|row| row["type"] == "COERCE").count());
    assert!(!coerce.is_empty());
    for what in ["claims", "findings", "events"] {
        let some = all(what, &["--country", "KGZ"]).len();
        assert!(some > 0 && some < all(what, &[]).len(), "{what}: {some}");
        assert_eq!(all(what, &["--country", "ISL"]), [json!(null); 0], "{what}");
    }
    let mwanza = all("claims", &["--place", "Mwanza"]);
    assert!(!mwanza.is_empty());
    assert_eq!(all("claims", &["--at", "Mwanza"]), mwanza, "another name of the same");
    let boxed = all("claims", &["--box", "30,-5,36,1"]);
    assert!(!boxed.is_empty() && boxed.len() < claims.len());
    assert!(all("claims", &["--box", "-30,60,-10,70"]).is_empty());
    let days = all("articles", &["--from", "2026-04-13", "--to", "2026-04-15"]);
    let wanted = all("articles", &[]).into_iter().filter(|row| {
        let day = &row["published"].as_str().unwrap()[..10];
        ("2026-04-13"..="2026-04-15").contains(&day)
    });
    assert_eq!(days, wanted.collect::<Vec<_>>());
    assert!(!days.is_empty());
    let text = all("articles", &["--text", "reservoir"]);
    assert!(!text.is_empty() && text.len() < 35);
    assert_eq!(STORIES.run("claims", &["--text", "!!!"]).status, Some(1));
}

#[test]
fn a_condition_that_a_list_does_not_look_at_is_refused() {
    let beyond = [
        ("articles", "--country", "KGZ"),
        ("sources", "--text", "reservoir"),
        ("events", "--source", "Energy Ministry"),
        ("search", "--standing", "disputed"),
    ];
    for (what, condition, value) in beyond {
        let words: &[&str] = if what == "search" { &["reservoir"] } else { &[] };
        let ran = STORIES.run(what, &[words, &[condition, value]].concat());
        assert_eq!(ran.status, Some(1), "{what} {condition}");
        assert!(
            ran.complaints.contains(condition) && ran.complaints.lines().count() == 1,
            "{what}: {}",
            ran.complaints
        );
    }
    assert!(STORIES.run("claims", &["--several"]).complaints.contains("--several"));
}

#[test]
fn search_finds_words_phrases_and_beginnings_the_best_first() {
    let found = |words: &[&str]| ids(&STORIES.run("search", &[words, &["--json"]].concat()).json());
    let (word, phrase) = (found(&["Toktogul", "reservoir"]), found(&["\"Toktogul reservoir\""]));
    assert!(!phrase.is_empty() && phrase.iter().all(|id| word.contains(id)), "{word:?} {phrase:?}");
    assert!(found(&["reserv*"]).len() >= found(&["reservoir"]).len());
    assert!(found(&["zeppelin"]).is_empty());
    // Nothing that is typed is a query to the store.
    for odd in ["\"", "a OR", "NEAR(", "*", "title:x", "x'; DROP TABLE article; --", "-", "(((", "\u{0}"] {
        let told = STORIES.command("search", &["--json", "--", odd]).output();
        // The system itself refuses a zero in an argument.
        let Ok(output) = told else { continue };
        let told = Told::of(&output);
        assert!(told.status.is_some_and(|status| status <= 1), "{odd}: {told:?}");
        assert!(told.complaints.lines().count() <= 1 && !told.complaints.contains("store failed"), "{odd}: {told:?}");
    }
}

#[test]
fn pages_give_every_row_once_in_the_order_of_the_whole() {
    for what in LISTS {
        let wanted = STORIES.list(what, &[]);
        let (mut rows, mut after) = (Vec::new(), None::<String>);
        loop {
            let mut arguments = vec!["--json", "--limit", "7"];
            arguments.extend(after.iter().flat_map(|cursor| ["--after", cursor.as_str()]));
            let told = STORIES.run(what, &arguments);
            rows.extend(told.json());
            let Some(cursor) = told.complaints.strip_prefix("there is more: --after ") else { break };
            after = Some(serde_json::from_str(cursor.trim_end()).unwrap());
        }
        assert_eq!(rows.len(), wanted.len(), "{what}");
        assert_eq!(rows, wanted, "{what}");
        let wrong = STORIES.run(what, &["--after", "here"]);
        assert_eq!((wrong.status, wrong.complaints.lines().count()), (Some(1), 1), "{what}: {wrong:?}");
    }
}

#[test]
fn values_for_spreadsheets_have_a_row_each() {
    for what in LISTS {
        let told = STORIES.run(what, &["--csv", "--all"]);
        assert_eq!(told.status, Some(0));
        assert!(told.out.ends_with("\r\n"));
        let mut quoted = false;
        // A line break inside quotation marks ends no row.
        let rows = told.out.chars().filter(|ch| {
            quoted ^= *ch == '"';
            *ch == '\n' && !quoted
        });
        assert_eq!(rows.count(), STORIES.list(what, &[]).len() + 1, "{what}");
        assert_eq!(STORIES.run(what, &["--csv", "--json"]).status, Some(2));
    }
}

#[test]
fn tables_are_for_people() {
    for what in LISTS.into_iter().chain(["copies"]) {
        let told = STORIES.run(what, &[]);
        assert_eq!(told.status, Some(0));
        assert!(told.out.lines().count() > 5, "{what}");
        assert!(!told.out.contains('\u{1b}'), "{what}");
    }
}

#[test]
fn show_tells_the_story_of_a_finding_a_claim_and_an_article() {
    let findings = STORIES.list("findings", &["--standing", "disputed"]);
    let row = &findings[0];
    let id = row["id"].as_str().unwrap();
    let told = STORIES.run("show", &[id]);
    assert_eq!(told.status, Some(0));
    assert!(told.out.starts_with(&format!("{id}  DISPUTED\n")), "{}", told.out);
    for claim in row["claims"].as_array().unwrap() {
        assert!(told.out.contains(&format!("[{}]", claim["id"].as_str().unwrap())), "{claim}: {}", told.out);
    }
    let claim = row["claims"][0]["id"].as_str().unwrap();
    let shown = STORIES.run("show", &["--json", claim]).json();
    assert!(shown.iter().any(|finding| finding["id"] == id), "{shown:?}");
    let copies = STORIES.list("copies", &[]);
    let revision = copies.iter().find(|copy| copy["kind"] == "revision").unwrap();
    let told = STORIES.run("show", &[revision["articles"][1].as_str().unwrap()]);
    assert!(told.out.contains("revision") && (told.out.contains(" → ") || told.out.contains("    + ")), "{}", told.out);
    for unknown in ["x99/f1", "x99", "a01/f9999", "a01/c9999", "", "/"] {
        let told = STORIES.run("show", &[unknown]);
        assert_eq!((told.status, told.complaints.lines().count()), (Some(1), 1), "{unknown}: {told:?}");
    }
    let of = STORIES.list("copies", &["--article", revision["articles"][1].as_str().unwrap()]);
    assert!(of.contains(revision));
    assert_eq!(STORIES.run("copies", &["--article", "x99"]).status, Some(1));
}

/// Answers without what describes a source: its names and offices are those that the ledger knows now.
fn undescribed(answers: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    let plain = |line: &str| {
        let mut row: Value = serde_json::from_str(line).unwrap();
        for field in ["name", "also", "role", "sector", "country"] {
            row.as_object_mut().unwrap().remove(field);
        }
        format!("{row}\n")
    };
    let rows = |what, text: String| if what == "sources" { text.lines().map(plain).collect() } else { text };
    answers.into_iter().map(|(what, text)| (what, rows(what, text))).collect()
}

/// The moments at which the ledger of the stories learned of its batches.
fn moments(case: &Case) -> Vec<String> {
    let known: BTreeSet<String> =
        case.list("articles", &[]).iter().map(|row| row["known"].as_str().unwrap().to_owned()).collect();
    known.into_iter().collect()
}

#[test]
fn as_of_answers_as_the_ledger_did_then_and_diff_tells_what_changed() {
    let case = Case::new();
    let records = stories();
    let (first, second) = records.split_at(18);
    case.add(&[&case.put("first.jsonl", lines(first))]);
    let then = case.answers(&[]);
    let moment = moments(&case).pop().unwrap();
    case.add(&[&case.put("second.jsonl", lines(second))]);
    let now = case.answers(&[]);
    let ids_then: BTreeSet<String> = ids(&case.list("findings", &["--as-of", &moment])).into_iter().collect();
    assert_same(&undescribed(case.answers(&["--as-of", &moment])), &undescribed(then.clone()), "as of the first batch");
    assert_ne!(then[0], now[0]);
    assert!(case.list("findings", &["--as-of", "2020-01-01"]).is_empty());
    assert_same(&case.answers(&["--as-of", "2999-01-01"]), &now, "as of a far day");

    let changes = case.run("diff", &["--from", &moment, "--single", "--json"]).json();
    assert!(!changes.is_empty());
    for change in &changes {
        let (before, after) = (&change["before"], &change["after"]);
        match change["change"].as_str().unwrap() {
            "new" => assert!(before.is_null() && !ids_then.contains(change["id"].as_str().unwrap()), "{change}"),
            "standing" => assert_ne!(before["standing"], after["standing"], "{change}"),
            "numbers" => assert_ne!(before["numbers"], after["numbers"], "{change}"),
            "claims" => assert_ne!(before, after, "{change}"),
            "part of another" => assert!(after.is_null(), "{change}"),
            other => panic!("{other}"),
        }
    }
    let single: usize = changes.iter().filter(|change| change["change"] == "new").count();
    let fresh = ids(&case.list("findings", &[])).iter().filter(|id| !ids_then.contains(*id)).count();
    assert_eq!(single, fresh);
    assert!(case.run("diff", &["--from", "2999-01-01"]).out.lines().count() <= 1);
    assert_eq!(case.run("diff", &["--from", "soon"]).status, Some(2));
}

#[test]
fn rebuilding_changes_no_answer() {
    let case = copy();
    let claim = ids(&case.list("claims", &[])).remove(4);
    let keep = |arguments: &[&str]| assert_eq!(case.run("review", arguments).status, Some(0), "{arguments:?}");
    keep(&["reject", &claim]);
    keep(&["undo", "1"]);
    keep(&["reject", &ids(&case.list("claims", &[]))[9]]);
    let moments = moments(&case);
    let (now, then) = (case.answers(&[]), case.answers(&["--as-of", &moments[0]]));
    let told = case.run("rebuild", &[]);
    assert_eq!(told.status, Some(0), "{told:?}");
    assert_same(&case.answers(&[]), &now, "rebuilt");
    assert_same(&case.answers(&["--as-of", &moments[0]]), &then, "rebuilt, as of the first batch");
}

#[test]
fn reading_again_with_the_same_reader_changes_nothing_but_the_time() {
    let case = copy();
    let before = case.timeless();
    assert_eq!(case.run("reread", &[]).summary(), "read again 0, failed 0");
    let told = case.run("reread", &["--all"]);
    assert_eq!((told.status, told.summary()), (Some(0), format!("read again {}, failed 0", stories().len()).as_str()));
    assert_same(&case.timeless(), &before, "read again");
}

/// Where a claim stands in a list.
fn claim_row(case: &Case, id: &str) -> Option<Value> {
    case.list("claims", &[]).into_iter().find(|row| row["id"] == id)
}

fn finding_of(case: &Case, claim: &str) -> Value {
    case.run("show", &["--json", claim]).json().remove(0)
}

fn members(finding: &Value) -> Vec<String> {
    ids(finding["claims"].as_array().unwrap())
}

#[test]
fn what_people_decide_holds_and_can_be_taken_back() {
    let case = copy();
    let original = case.timeless();
    let review = |arguments: &[&str]| {
        let told = case.run("review", arguments);
        assert_eq!(told.status, Some(0), "{arguments:?}: {told:?}");
        told.out.trim_end().rsplit(' ').next().unwrap_or_default().to_owned()
    };
    let findings = case.list("findings", &[]);
    let source = case.list("sources", &[])[0]["key"].as_str().unwrap().to_owned();
    let large = findings.iter().find(|row| row["claims"].as_array().unwrap().len() > 3).unwrap();
    let single: Vec<&Value> = findings.iter().filter(|row| row["claims"].as_array().unwrap().len() == 1).collect();
    let in_large = members(large);
    let (rejected, parted) = (in_large[1].clone(), in_large[2].clone());
    let lone: Vec<String> = single.iter().map(|row| members(row).remove(0)).collect();
    let corrected = case
        .list("claims", &["--certainty", "certain"])
        .into_iter()
        .find(|row| row["polarity"] == "positive" && !in_large.contains(&row["id"].as_str().unwrap().to_owned()))
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();

    review(&["accept", &in_large[0], "--reason", "heard it myself"]);
    assert_eq!(claim_row(&case, &in_large[0]).unwrap()["reviews"], json!(["accept"]));
    let reject = review(&["reject", &rejected]);
    assert_eq!(claim_row(&case, &rejected), None);
    let correct = review(&["correct", &corrected, "--polarity", "negative", "--certainty", "possible"]);
    let row = claim_row(&case, &corrected).unwrap();
    assert_eq!((&row["polarity"], &row["certainty"]), (&json!("negative"), &json!("possible")));
    let merge = review(&["merge", &lone[0], &lone[1]]);
    assert!(members(&finding_of(&case, &lone[0])).contains(&lone[1]));
    let split = review(&["split", &in_large[0], &parted]);
    assert!(!members(&finding_of(&case, &in_large[0])).contains(&parted));
    let grade = review(&["grade", &source, "b"]);
    let credible = review(&["grade", &in_large[0], "2"]);
    let sources = case.list("sources", &[]);
    let graded = sources.iter().filter(|row| row["reliability"] == "B").count();
    assert_eq!(graded, 1);

    // What was decided survives whatever the ledger does by itself.
    let decided = case.timeless();
    assert_eq!(case.run("rebuild", &[]).status, Some(0));
    assert_same(&case.timeless(), &decided, "reviewed and rebuilt");
    assert_eq!(case.run("reread", &["--all"]).status, Some(0));
    assert_same(&case.timeless(), &decided, "reviewed and read again");
    assert_eq!(case.run("rebuild", &[]).status, Some(0));
    assert_same(&case.timeless(), &decided, "reviewed, read again and rebuilt");

    let list = case.run("review", &["list", "--json"]).json();
    assert_eq!(list.len(), 7);
    assert_eq!((&list[0]["author"], &list[0]["reason"]), (&json!("ada"), &json!("heard it myself")));
    let exported = case.run("review", &["export"]).json();
    let acts: Vec<&str> = exported.iter().map(|row| row["act"].as_str().unwrap()).collect();
    assert!(acts.contains(&"reject") && acts.contains(&"correct") && acts.contains(&"accept"), "{acts:?}");
    for row in &exported {
        let characters: Vec<char> = row["text"].as_str().unwrap().chars().collect();
        for span in row["content"].as_array().unwrap() {
            let [start, end] = [0, 1].map(|at| usize::try_from(span[at].as_u64().unwrap()).unwrap());
            assert!(start < end && end <= characters.len(), "{row}");
        }
    }

    for id in [&reject, &correct, &merge, &split, &grade, &credible, &"1".to_owned()] {
        review(&["undo", id]);
    }
    assert_same(&case.timeless(), &original, "everything undone");
    assert!(case.run("review", &["export"]).json().is_empty());
    assert_eq!(case.run("rebuild", &[]).status, Some(0));
    assert_same(&case.timeless(), &original, "everything undone and rebuilt");
    // Undoing the undoing brings it back.
    let last = case.run("review", &["list", "--json"]).json().len();
    review(&["undo", &(last - 6).to_string()]);
    assert_eq!(claim_row(&case, &rejected), None);
}

#[test]
fn two_names_of_one_source_can_be_joined_and_parted() {
    let case = copy();
    let before = case.list("sources", &[]);
    let key = |at: usize| before[at]["key"].as_str().unwrap().to_owned();
    let claims = |at: usize| before[at]["claims"].as_u64().unwrap();
    let told = case.run("review", &["merge", &key(3), &key(2)]);
    assert_eq!(told.status, Some(0), "{told:?}");
    let joined = case.list("sources", &[]);
    assert_eq!(joined.len(), before.len() - 1);
    let row = joined.iter().find(|row| row["key"] == key(2).as_str()).unwrap();
    assert_eq!(row["claims"].as_u64().unwrap(), claims(2) + claims(3));
    assert_eq!(case.run("rebuild", &[]).status, Some(0));
    assert_eq!(case.list("sources", &[]), joined);
    assert_eq!(case.run("review", &["undo", "1"]).status, Some(0));
    assert_eq!(case.list("sources", &[]), before);
    assert_eq!(case.run("review", &["suggest"]).status, Some(0));
}

#[test]
fn decisions_that_make_no_sense_are_refused_and_not_kept() {
    let case = copy();
    let claim = ids(&case.list("claims", &[])).remove(0);
    for arguments in [
        &["reject", "x99/c1"][..],
        &["correct", &claim],
        &["correct", &claim, "--content", "words that stand nowhere"],
        &["grade", &claim, "G"],
        &["grade", "nobody at all", "A"],
        &["merge", &claim, "x99/c1"],
        &["undo", "12"],
    ] {
        let told = case.run("review", arguments);
        assert_eq!((told.status, told.complaints.lines().count()), (Some(1), 1), "{arguments:?}: {told:?}");
    }
    assert!(case.run("review", &["list", "--json"]).json().is_empty());
}

#[test]
fn an_answer_is_the_same_wherever_the_ledger_lies() {
    let case = copy();
    assert_ne!(case.ledger().parent(), STORIES.ledger().parent());
    assert_same(&case.answers(&[]), &STORIES.answers(&[]), "another folder");
    assert!(Path::new(&case.ledger()).exists());
    let known = without_known(&json!({"known": 1, "rows": [{"known": 2, "id": "a"}]}));
    assert_eq!(known, json!({"rows": [{"id": "a"}]}));
}
