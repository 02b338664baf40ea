"""Reads exports with programs that others wrote. Takes a folder; says what it read, or ends with what is wrong.

Ends with 3 and one line `skipped: …` where a package is missing (tests/requirements.txt lists them).
"""

import csv
import json
import sys
from pathlib import Path

try:
    import pyarrow.parquet
    import stix2
    from pyld import jsonld
except ImportError as missing:
    print(f"skipped: {missing.name} is missing; pip install -r crates/purport-export/tests/requirements.txt")
    sys.exit(3)


def no_network(url, options=None):
    raise AssertionError(f"the document wants {url} from the network")


def check_stix(path):
    bundle = stix2.parse(path.read_text(encoding="utf-8"), allow_custom=False)
    assert bundle.type == "bundle" and bundle.objects
    kinds = {}
    ids = {item.id for item in bundle.objects}
    for item in bundle.objects:
        kinds[item.type] = kinds.get(item.type, 0) + 1
        for reference in getattr(item, "object_refs", []):
            assert reference in ids, f"{item.id} refers to {reference}"
        if item.type == "url":
            assert item.id == stix2.URL(value=item.value).id, "the identifier of an observable is not the standard's"
    print("stix2:", ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds)))


def check_json_ld(path):
    jsonld.set_document_loader(no_network)
    document = json.loads(path.read_text(encoding="utf-8"))
    expanded = jsonld.expand(document)
    assert len(expanded) == len(document["@graph"]), "a node was lost in expansion"
    quads = jsonld.to_rdf(document)["@default"]
    types = {quad["object"]["value"] for quad in quads if quad["predicate"]["value"].endswith("#type")}
    wanted = ["https://schema.org/Claim", "https://schema.org/Quotation", "http://www.w3.org/ns/oa#Annotation",
              "http://www.w3.org/ns/oa#TextQuoteSelector", "http://www.w3.org/ns/oa#TextPositionSelector",
              "http://www.w3.org/ns/prov#Entity", "http://www.w3.org/ns/prov#SoftwareAgent"]
    for kind in wanted:
        assert kind in types, f"no {kind}"
    derived = [quad for quad in quads if quad["predicate"]["value"] == "http://www.w3.org/ns/prov#wasDerivedFrom"]
    assert derived and all(quad["object"]["type"] == "IRI" for quad in derived)
    print(f"pyld: {len(expanded)} nodes, {len(quads)} triples")


def check_parquet(folder, lines):
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    for kind in ["article", "reading", "review"]:
        table = pyarrow.parquet.read_table(folder / f"{kind}.parquet")
        wanted = [row for row in rows if row["row"] == kind]
        assert table.num_rows == len(wanted), kind
        assert str(table.schema.field("known").type) == "timestamp[ms, tz=UTC]", table.schema
        for row, line in zip(table.to_pylist(), wanted):
            assert row["known"].strftime("%Y-%m-%dT%H:%M:%S") == line["known"][:19], kind
            if kind == "article":
                assert row["key"] == line["key"]
                assert {name: row[name] for name in line["article"]} == line["article"]
            else:
                assert json.loads(row["body"]) == line["reading" if kind == "reading" else "act"]
        print(f"pyarrow: {kind} {table.num_rows} rows, {table.num_columns} columns")


def check_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), path.name
    for row in rows[1:]:
        for name, value in zip(rows[0], row):
            if name not in {"factuality", "confidence"}:
                assert not value.lstrip().startswith(("=", "+", "-", "@")), (name, value)
    print(f"csv: {path.name} {len(rows) - 1} rows")


def main():
    folder = Path(sys.argv[1])
    check_stix(folder / "bundle.json")
    check_json_ld(folder / "claims.jsonld")
    check_parquet(folder / "tables", folder / "all.jsonl")
    for name in ["claims.csv", "findings.csv", "events.csv"]:
        check_csv(folder / name)


main()
