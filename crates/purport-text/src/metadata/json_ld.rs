//! What a page says in JSON-LD (schema.org).

use scraper::{Html, Selector};
use serde_json::{Map, Value};

use super::{Metadata, tags};
use crate::dates::timestamp;

/// Types that describe a report, schema.org's own names. A page may name several.
const ARTICLES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "MedicalScholarlyArticle",
];

/// Types that describe the page around a report.
const PAGES: &[&str] = &["WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "CreativeWork"];

/// Nodes looked at: a page cannot keep the reader busy with nested lists.
const MOST_NODES: usize = 5000;

/// What the JSON-LD of a page says about its report.
#[derive(Clone, Debug, Default)]
pub(super) struct LinkedData {
    /// From the report's own node.
    pub metadata: Metadata,
    /// Publication time from the node of the page around it.
    pub page_published: Option<String>,
    /// Time of the last change, from either.
    pub modified: Option<String>,
}

/// Reads all JSON-LD of a page. Broken scripts are passed over.
pub(super) fn read(document: &Html) -> LinkedData {
    let selector = Selector::parse(r#"script[type="application/ld+json" i]"#).expect("the selector is constant");
    let values: Vec<Value> =
        document.select(&selector).filter_map(|script| parse(&script.text().collect::<String>())).collect();
    let nodes = nodes(&values);
    let node_of = |types: &[&str]| {
        let fitting = || nodes.iter().copied().filter(|node| is_a(node, types));
        fitting().find(|node| node.contains_key("datePublished")).or_else(|| fitting().next())
    };
    let page_published = node_of(PAGES).and_then(published);
    let changed = |node: &Map<String, Value>| timestamp(node.get("dateModified")?.as_str()?);
    let modified = node_of(ARTICLES).and_then(changed).or_else(|| node_of(PAGES).and_then(changed));
    let Some(article) = node_of(ARTICLES) else {
        return LinkedData { page_published, modified, ..LinkedData::default() };
    };
    let named = |key: &str| article.get(key).map(|value| names(value, &nodes)).unwrap_or_default();
    let metadata = Metadata {
        title: text(article, "headline").or_else(|| text(article, "name")),
        publisher: named("publisher").into_iter().next().or_else(|| named("sourceOrganization").into_iter().next()),
        authors: tags::authors(named("author").iter().map(String::as_str)),
        published: published(article),
        url: address(article),
        language: text(article, "inLanguage"),
    };
    LinkedData { metadata, page_published, modified }
}

/// JSON as pages write it: inside comments or CDATA, with line breaks inside strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script).trim_end_matches("-->");
    let script =
        script.trim().trim_start_matches("//<![CDATA[").trim_start_matches("/*<![CDATA[*/").trim_end_matches("//]]>");
    let script = script.trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let spaced: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// All objects, in reading order: top level, lists, `@graph` and what is nested in them.
fn nodes(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut left: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = left.pop()
        && found.len() < MOST_NODES
    {
        match value {
            Value::Array(items) => left.extend(items.iter().rev()),
            Value::Object(node) => {
                found.push(node);
                let inner = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "publisher", "isPartOf"];
                left.extend(inner.iter().rev().filter_map(|key| node.get(*key)));
            }
            _ => {}
        }
    }
    found
}

fn is_a(node: &Map<String, Value>, types: &[&str]) -> bool {
    let fits = |value: &Value| {
        let name = value.as_str().unwrap_or("");
        types.contains(&name.rsplit(['/', ':']).next().unwrap_or(""))
    };
    match node.get("@type") {
        Some(Value::Array(names)) => names.iter().any(fits),
        Some(name) => fits(name),
        None => false,
    }
}

fn text(node: &Map<String, Value>, key: &str) -> Option<String> {
    let value = node.get(key)?;
    let value = value.as_str().or_else(|| value.get("name")?.as_str()).or_else(|| value.get(0)?.as_str())?;
    tags::clean(value)
}

fn published(node: &Map<String, Value>) -> Option<String> {
    ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|key| timestamp(node.get(*key)?.as_str()?))
}

fn address(node: &Map<String, Value>) -> Option<String> {
    let page = node.get("mainEntityOfPage");
    let candidates = [node.get("url"), page, page.and_then(|page| page.get("@id")), node.get("@id")];
    let mut addresses = candidates.into_iter().flatten().filter_map(Value::as_str);
    addresses.find(|address| address.starts_with("http") && !address.contains('#')).map(str::to_owned)
}

/// Names of people or organisations given as text, object, list, or reference to another node.
fn names(value: &Value, nodes: &[&Map<String, Value>]) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Array(values) => values.iter().take(50).flat_map(|value| direct_names(value, nodes)).collect(),
        other => direct_names(other, nodes),
    }
}

fn direct_names(value: &Value, nodes: &[&Map<String, Value>]) -> Vec<String> {
    let named = |node: &Map<String, Value>| match node.get("name") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Object(node) => {
            let own = named(node);
            let id = node.get("@id").and_then(Value::as_str).filter(|_| own.is_empty());
            let other = id.and_then(|id| {
                nodes
                    .iter()
                    .find(|other| other.contains_key("name") && other.get("@id").and_then(Value::as_str) == Some(id))
            });
            other.map_or(own, |other| named(other))
        }
        _ => Vec::new(),
    }
}
