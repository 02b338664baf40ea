//! The committed OpenAPI document is the one that the server serves.

/// Where it is.
const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");

#[test]
fn the_committed_document_is_up_to_date() {
    let document = purport_server::openapi();
    if std::env::var_os("PURPORT_BLESS").is_some() {
        std::fs::write(PLACE, &document).unwrap();
    }
    let committed = std::fs::read_to_string(PLACE).unwrap_or_default();
    assert!(
        committed == document,
        "docs/openapi.json differs: PURPORT_BLESS=1 cargo test --test document writes it anew"
    );
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document: serde_json::Value = serde_json::from_str(&purport_server::openapi()).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let text = document.to_string();
    let mut names = text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next());
    assert!(schemas.len() > 40);
    assert_eq!(names.find(|name| !schemas.contains_key(*name)), None);
    assert_eq!(document["openapi"], "3.1.0");
}
