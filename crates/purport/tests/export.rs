//! `purport export` and `purport import`, as typed.

use std::path::Path;
use std::process::{Command, Output};

fn purport(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_purport")).args(arguments).current_dir(folder).output().unwrap()
}

/// A lossless export of one article, as it stands in a file.
const ONE: &str = concat!(
    "{\"row\":\"article\",\"key\":\"KEY\",\"known\":\"2026-03-02T12:00:00Z\",\"article\":{\"id\":\"a1\",\"title\":null,",
    "\"publisher\":\"Correio\",\"authors\":[],\"url\":null,\"published\":null,\"language\":\"en\",\"text\":\"It rained.\"}}\n",
    "{\"row\":\"reading\",\"key\":\"KEY\",\"known\":\"2026-03-02T12:00:00Z\",\"reading\":{\"entities\":[],\"claims\":[],\"events\":[],",
    "\"times\":[],\"quantities\":[],\"places\":[],\"repeated\":[],\"reader\":{\"version\":\"0.1.0\",\"model\":\"0123456789ab\"}}}\n"
);

fn one() -> String {
    let article = purport_text::Article {
        id: "a1".into(),
        publisher: Some("Correio".into()),
        language: Some("en".into()),
        text: "It rained.".into(),
        ..purport_text::Article::default()
    };
    ONE.replace("KEY", &purport_ledger::derive::hex(&purport_ledger::store::key(&article)))
}

#[test]
fn what_was_exported_is_imported_and_exported_alike() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("one.jsonl"), one()).unwrap();
    let done = purport(&["import", "--ledger", "a.db", "one.jsonl"], folder.path());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "added 1 articles, 1 readings, 0 reviews\n");
    let done = purport(&["export", "--ledger", "a.db", "--format", "jsonl"], folder.path());
    assert_eq!(String::from_utf8_lossy(&done.stdout), one());
    let done = purport(&["export", "--ledger", "a.db", "--format", "parquet", "--out", "tables"], folder.path());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let done = purport(&["import", "--ledger", "b.db", "tables"], folder.path());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let out = ["export", "--ledger", "b.db", "--format", "jsonl", "--out", "two.jsonl"];
    assert!(purport(&out, folder.path()).status.success());
    assert_eq!(std::fs::read_to_string(folder.path().join("two.jsonl")).unwrap(), one());
    assert!(!folder.path().join("two.jsonl.part").exists());
}

#[test]
fn what_makes_no_sense_is_one_line_and_begins_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, why) in [
        (vec!["import", "--ledger", "a.db", "missing.jsonl"], "missing.jsonl"),
        (vec!["export", "--ledger", "a.db", "--format", "stix"], "no such ledger"),
    ] {
        let done = purport(&arguments, folder.path());
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains(why) && said.lines().count() == 1, "{said}");
        assert!(!folder.path().join("a.db").exists());
    }
    let done = purport(&["export", "--ledger", "a.db", "--format", "xml"], folder.path());
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("the formats are jsonl, parquet"));
}
