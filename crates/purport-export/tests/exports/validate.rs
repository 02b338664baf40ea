//! Exports read by programs that others wrote: `stix2`, `pyld`, `pyarrow`.

use std::path::{Path, PathBuf};
use std::process::Command;

use purport_export::{Format, Table, To, export};

use crate::ledger::{exported, filled, request};

/// The environment that `python3 -m venv target/export-venv` makes, else whatever Python there is.
fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/export-venv/bin/python3");
    if own.exists() { own } else { PathBuf::from("python3") }
}

#[test]
fn programs_that_others_wrote_read_the_exports() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(&folder.path().join("one.db"));
    for (format, name) in
        [(Format::Stix, "bundle.json"), (Format::JsonLd, "claims.jsonld"), (Format::Jsonl, "all.jsonl")]
    {
        std::fs::write(folder.path().join(name), exported(&ledger, format, Table::Claims)).unwrap();
    }
    for (table, name) in
        [(Table::Claims, "claims.csv"), (Table::Findings, "findings.csv"), (Table::Events, "events.csv")]
    {
        std::fs::write(folder.path().join(name), exported(&ledger, Format::Csv, table)).unwrap();
    }
    let tables = folder.path().join("tables");
    export(ledger.store(), &request(Format::Parquet, Table::Claims), To::Folder(&tables)).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validate.py");
    let Ok(done) = Command::new(python()).arg(script).arg(folder.path()).output() else {
        println!("skipped: there is no python3 to validate exports with");
        return;
    };
    let (said, wrong) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    // 3: a package is missing; the line says which and how to install it.
    if done.status.code() == Some(3) {
        println!("{said}");
        return;
    }
    assert!(done.status.success(), "{said}{wrong}");
    println!("{said}");
}
