//! What is exported without loss comes back.

use std::path::Path;

use purport_export::{ExportErrorKind, Format, Imported, Request, Table, To, export, import, import_folder};
use purport_ledger::Ledger;
use purport_ledger::ask::Filter;
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;

use crate::ledger::{BEGINNING, answers, empty, exported, filled, readings};

fn same(one: &Ledger<SqliteStore>, other: &Ledger<SqliteStore>) {
    for day in -1..5 {
        let at = BEGINNING + day * 86_400_000;
        assert_eq!(answers(one, at), answers(other, at), "as of day {day}");
    }
    assert_eq!(answers(one, Moment::MAX), answers(other, Moment::MAX));
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Parquet) {
        for table in [Table::Claims, Table::Findings, Table::Events] {
            assert_eq!(exported(one, format, table), exported(other, format, table), "{format:?}");
        }
    }
}

fn taken(lines: &str, ledger: &mut Ledger<SqliteStore>) -> Imported {
    import(lines.as_bytes(), "test", ledger).unwrap()
}

#[test]
fn json_lines_come_back_with_all_answers_as_of_every_moment() {
    let folder = tempfile::tempdir().unwrap();
    let one = filled(&folder.path().join("one.db"));
    let lines = exported(&one, Format::Jsonl, Table::Claims);
    assert_eq!(lines.lines().count(), 3 + 4 + 3, "{lines}");
    let mut other = empty(&folder.path().join("other.db"));
    let done = taken(&lines, &mut other);
    assert_eq!(done, Imported { articles: 3, readings: 4, reviews: 3, passed_over: 0, moved: 0 });
    same(&one, &other);
    // Nothing is added twice.
    let again = taken(&lines, &mut other);
    assert_eq!(again, Imported { passed_over: 7, ..Imported::default() });
    same(&one, &other);
}

#[test]
fn an_import_that_was_cut_short_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let one = filled(&folder.path().join("one.db"));
    let lines = exported(&one, Format::Jsonl, Table::Claims);
    for count in 1..lines.lines().count() {
        let mut other = empty(&folder.path().join(format!("{count}.db")));
        let some: String = lines.lines().take(count).map(|line| format!("{line}\n")).collect();
        let broken = format!("{some}{{\"row\":\"reading\",\"kno");
        let error = import(broken.as_bytes(), "test", &mut other).unwrap_err();
        assert!(matches!(error.kind, ExportErrorKind::Row(_)), "{error}");
        assert_eq!(error.place, format!("test, line {}", count + 1));
        taken(&lines, &mut other);
        same(&one, &other);
    }
}

#[test]
fn tables_come_back_with_all_answers_as_of_every_moment() {
    let folder = tempfile::tempdir().unwrap();
    let one = filled(&folder.path().join("one.db"));
    let tables = folder.path().join("tables");
    let request = Request { format: Format::Parquet, table: Table::Claims, filter: Filter::default() };
    export(one.store(), &request, To::Folder(&tables)).unwrap();
    let mut other = empty(&folder.path().join("other.db"));
    let done = import_folder(&tables, &mut other).unwrap();
    assert_eq!(done, Imported { articles: 3, readings: 4, reviews: 3, passed_over: 0, moved: 0 });
    same(&one, &other);
    let again = folder.path().join("again");
    export(other.store(), &request, To::Folder(&again)).unwrap();
    for name in ["article.parquet", "reading.parquet", "review.parquet"] {
        let bytes = |folder: &Path| std::fs::read(folder.join(name)).unwrap();
        assert!(bytes(&tables) == bytes(&again), "{name} differs");
    }
    std::fs::write(tables.join("reading.parquet"), b"PAR1 and nothing else PAR1").unwrap();
    assert!(import_folder(&tables, &mut other).is_err());
}

#[test]
fn a_lossless_export_as_of_a_moment_holds_what_was_known_then() {
    let folder = tempfile::tempdir().unwrap();
    let one = filled(&folder.path().join("one.db"));
    let at = BEGINNING + 86_400_000;
    let request = Request { format: Format::Jsonl, table: Table::Claims, filter: Filter { at, ..Filter::default() } };
    let mut lines = Vec::new();
    export(one.store(), &request, To::Stream(&mut lines)).unwrap();
    let mut other = empty(&folder.path().join("other.db"));
    taken(std::str::from_utf8(&lines).unwrap(), &mut other);
    assert_eq!(answers(&other, Moment::MAX), answers(&one, at));
}

#[test]
fn a_ledger_that_knows_of_something_later_learns_of_it_after_that() {
    let folder = tempfile::tempdir().unwrap();
    let one = filled(&folder.path().join("one.db"));
    let lines = exported(&one, Format::Jsonl, Table::Claims);
    let mut other = empty(&folder.path().join("other.db"));
    other.begin(BEGINNING + 9 * 86_400_000).unwrap();
    other.add(readings().remove(2)).unwrap();
    other.commit().unwrap();
    let done = taken(&lines, &mut other);
    assert_eq!(done, Imported { articles: 2, readings: 3, reviews: 3, passed_over: 1, moved: 6 });
    assert_eq!(taken(&lines, &mut other), Imported { passed_over: 7, ..Imported::default() });
}

#[test]
fn what_was_changed_after_export_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let one = filled(&folder.path().join("one.db"));
    let lines = exported(&one, Format::Jsonl, Table::Claims);
    for (changed, why) in [
        (lines.replacen("the bridge fell", "the bridge rose", 1), "changed after export"),
        (lines.replacen("\"row\":\"review\"", "\"row\":\"verdict\"", 1), "no row of the kind"),
        (lines.replacen("\"known\":\"2026", "\"known\":\"soon 2026", 1), "not a moment"),
        (lines.lines().skip(1).map(|line| format!("{line}\n")).collect(), "no article with this key"),
        (lines.replacen("[[", "[[9", 1), "ends"),
    ] {
        assert_ne!(changed, lines);
        let mut other = empty(&folder.path().join(format!("{}.db", why.len())));
        let error = import(changed.as_bytes(), "test", &mut other).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
}

#[test]
fn requests_that_make_no_sense_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let one = filled(&folder.path().join("one.db"));
    let filter = Filter { from: Some(3), ..Filter::default() };
    let mut out = Vec::new();
    for (format, filter) in [(Format::Jsonl, filter), (Format::Parquet, Filter::default())] {
        let request = Request { format, table: Table::Claims, filter };
        let error = export(one.store(), &request, To::Stream(&mut out)).unwrap_err();
        assert!(matches!(error.kind, ExportErrorKind::Request(_)), "{error}");
    }
    assert!(out.is_empty());
}
