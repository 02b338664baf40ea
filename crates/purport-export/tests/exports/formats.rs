//! What each format says of the small ledger.

use purport_export::{Format, Table, To, export};

use crate::ledger::{exported, filled, request};

fn written(format: Format, table: Table) -> String {
    let folder = tempfile::tempdir().unwrap();
    exported(&filled(&folder.path().join("one.db")), format, table)
}

fn lines(format: Format) -> Vec<serde_json::Value> {
    written(format, Table::Claims).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn csv_has_a_row_a_record() {
    let claims = written(Format::Csv, Table::Claims);
    let rows: Vec<&str> = claims.split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("id,article,publisher"), "{claims}");
    assert_eq!(rows.len(), 1 + 4, "{claims}");
    assert!(rows[1..].iter().all(|row| !row.starts_with(['=', '+', '-', '@'])));
    assert!(written(Format::Csv, Table::Findings).starts_with("id,statement,standing"));
    assert_eq!(written(Format::Csv, Table::Events).split_terminator("\r\n").count(), 1 + 2);
}

#[test]
fn plover_holds_what_is_said_to_have_happened() {
    let events = lines(Format::Plover);
    assert_eq!(events.len(), 1, "an event that is said not to have happened is none");
    let event = &events[0];
    assert_eq!(event["id"], "a/1/v1");
    assert_eq!(event["date"], "2026-03-02");
    assert_eq!(event["event"][0], "ASSAULT");
    assert_eq!(event["mode"][0], "explosives");
    assert_eq!(event["actor"][0]["code"], "PRT");
    assert_eq!(event["actor"][0]["office"], "harbour master");
    assert_eq!(event["event_loc"]["geonameid"], 4242);
    assert_eq!(event["size"]["dead"], 12.0);
    assert_eq!(event["cite_info"]["publication"], "Correio");
    assert!(event.get("recipient").is_none() && event.get("context").is_none());
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(&folder.path().join("one.db"));
    let summary = export(ledger.store(), &request(Format::Plover, Table::Claims), To::Stream(&mut Vec::new())).unwrap();
    assert_eq!(summary.left_out["events not said to happen"], 1);
}

#[test]
fn polecat_has_the_columns_of_the_published_data() {
    let table = written(Format::Polecat, Table::Claims);
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.len() == 40), "{table}");
    let cell = |name: &str| rows[1][rows[0].iter().position(|column| *column == name).unwrap()];
    assert_eq!(cell("Event Type"), "ASSAULT");
    assert_eq!(cell("Quad Code"), "MATERIAL CONFLICT");
    assert_eq!(cell("Actor Name"), "Inês Duarte");
    assert_eq!(cell("Primary Actor Sector"), "GOV");
    assert_eq!(cell("City"), "Valmora");
    assert_eq!(cell("Raw Placename"), "VALMORA");
    assert_eq!(cell("Publication Date"), "2026-03-02");
    assert_eq!(cell("Version"), "0.2.0");
}

#[test]
fn gkg_has_the_quotations_of_an_article_in_its_23rd_column() {
    let table = written(Format::Gkg, Table::Claims);
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 1, "one article has a direct quotation");
    assert_eq!(rows[0].len(), 27);
    assert_eq!(rows[0][1], "20260302120000");
    assert_eq!(rows[0][22], "49|33|said|the bridge fell at noon on Monday");
}

#[test]
fn citron_spans_cut_out_their_text() {
    let documents = lines(Format::Citron);
    assert_eq!(documents.len(), 3);
    let mut quotes = 0;
    for document in &documents {
        let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        for quote in document["quotes"].as_array().unwrap() {
            quotes += 1;
            let mut spans = vec![&quote["cue"]];
            for list in ["sources", "contents", "coreferences"] {
                spans.extend(quote[list].as_array().unwrap());
            }
            for span in spans {
                let [start, end] = ["start", "end"].map(|end| usize::try_from(span[end].as_u64().unwrap()).unwrap());
                let cut: String = text[start..end].iter().collect();
                assert_eq!(cut, span["text"].as_str().unwrap());
            }
        }
    }
    assert_eq!(quotes, 4);
    let pronoun =
        documents.iter().flat_map(|document| document["quotes"].as_array().unwrap()).find(|quote| quote["id"] == "c2");
    assert_eq!(pronoun.unwrap()["coreferences"][0]["text"], "Inês Duarte");
}

#[test]
fn stix_grades_become_confidence_and_identifiers_stay() {
    let bundle: serde_json::Value = serde_json::from_str(&written(Format::Stix, Table::Claims)).unwrap();
    let objects = bundle["objects"].as_array().unwrap();
    let of = |kind: &str| objects.iter().filter(|object| object["type"] == kind).collect::<Vec<_>>();
    assert_eq!(of("report").len(), 3);
    assert_eq!(of("location").len(), 1);
    assert_eq!(of("observed-data").len(), 2, "one article has no address");
    let graded: Vec<_> = of("note").into_iter().filter_map(|note| note["confidence"].as_u64()).collect();
    assert_eq!(graded, [70]);
    let person = of("identity").into_iter().filter(|object| object["name"] == "Inês Duarte").count();
    assert_eq!(person, 1, "one identity over two articles");
    let undated = of("report").into_iter().find(|report| report["name"] == "-a3: a bridge").unwrap();
    assert_eq!(undated["labels"][1], "publication-time-unknown");
    let mut ids: Vec<&str> = objects.iter().map(|object| object["id"].as_str().unwrap()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    let known: std::collections::BTreeSet<&str> = ids.into_iter().collect();
    for object in objects {
        for id in object["object_refs"].as_array().into_iter().flatten() {
            assert!(known.contains(id.as_str().unwrap()), "{id} is not in the bundle");
        }
    }
}

#[test]
fn json_ld_selectors_cut_out_the_words() {
    let document: serde_json::Value = serde_json::from_str(&written(Format::JsonLd, Table::Claims)).unwrap();
    let nodes = document["@graph"].as_array().unwrap();
    let claims: Vec<_> = nodes.iter().filter(|node| node["type"][0] == "Claim").collect();
    assert_eq!(claims.len(), 4);
    assert_eq!(claims.iter().filter(|node| node["type"][2] == "Quotation").count(), 1);
    let selectors =
        nodes.iter().filter(|node| node["type"] == "Annotation").flat_map(|node| node["target"].as_array().unwrap());
    for target in selectors {
        let (quote, position) = (&target["selector"][0], &target["selector"][1]);
        let length = position["end"].as_u64().unwrap() - position["start"].as_u64().unwrap();
        assert_eq!(quote["exact"].as_str().unwrap().chars().count() as u64, length);
    }
    assert!(!document.to_string().contains("ClaimReview"));
}
