//! schema.org, Web Annotation and PROV as JSON-LD.
//!
//! In: answers, a filter. Out: one document whose context stands in it, so that nothing is fetched. Of each article a
//! `NewsArticle`; of each claim a `Claim` (a `Quotation` too where it is quoted directly) with its words, who makes it, where
//! it appears and, as provenance, the article that it was derived from and the reader that derived it; of each claim an
//! `Annotation` that points at its words by `TextQuoteSelector` and `TextPositionSelector` (code points). Left out: verdicts
//! (`ClaimReview`), which this program does not give, and findings, events, quantities, which these vocabularies lack.

use std::io::Write;

use purport_ledger::answer::{Answers, Edition, moment};
use purport_ledger::ask::Filter;
use purport_ledger::derive::hex;
use purport_ledger::store::Asked;
use purport_ledger::store::Store;
use purport_read::{Claim, EntityKind, Quotation, SourceKind};
use purport_text::{CodePoints, Span};
use serde::Serialize;

use crate::error::Result;
use crate::export::Summary;
use crate::{text, walk};

/// What the names mean.
const CONTEXT: &str = r#"{"schema":"https://schema.org/","oa":"http://www.w3.org/ns/oa#","prov":"http://www.w3.org/ns/prov#","xsd":"http://www.w3.org/2001/XMLSchema#","id":"@id","type":"@type","NewsArticle":"schema:NewsArticle","Claim":"schema:Claim","Quotation":"schema:Quotation","Person":"schema:Person","Organization":"schema:Organization","Thing":"schema:Thing","headline":"schema:headline","name":"schema:name","jobTitle":"schema:jobTitle","publisher":"schema:publisher","datePublished":"schema:datePublished","inLanguage":"schema:inLanguage","url":{"@id":"schema:url","@type":"@id"},"author":"schema:author","text":"schema:text","appearance":{"@id":"schema:appearance","@type":"@id"},"Annotation":"oa:Annotation","SpecificResource":"oa:SpecificResource","TextQuoteSelector":"oa:TextQuoteSelector","TextPositionSelector":"oa:TextPositionSelector","motivation":{"@id":"oa:motivatedBy","@type":"@id"},"body":{"@id":"oa:hasBody","@type":"@id"},"target":"oa:hasTarget","source":{"@id":"oa:hasSource","@type":"@id"},"selector":"oa:hasSelector","exact":"oa:exact","prefix":"oa:prefix","suffix":"oa:suffix","start":{"@id":"oa:start","@type":"xsd:nonNegativeInteger"},"end":{"@id":"oa:end","@type":"xsd:nonNegativeInteger"},"Entity":"prov:Entity","SoftwareAgent":"prov:SoftwareAgent","wasDerivedFrom":{"@id":"prov:wasDerivedFrom","@type":"@id"},"wasAttributedTo":{"@id":"prov:wasAttributedTo","@type":"@id"},"generatedAtTime":{"@id":"prov:generatedAtTime","@type":"xsd:dateTime"}}"#;

/// Characters of the text on each side of a quotation, to find it again by.
const AROUND: usize = 32;

#[derive(Serialize)]
struct ArticleNode<'a> {
    id: &'a str,
    r#type: [&'static str; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'a>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Agent<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    r#type: &'static str,
    name: &'a str,
    #[serde(rename = "jobTitle", skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct ClaimNode<'a> {
    id: &'a str,
    r#type: Vec<&'static str>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    appearance: &'a str,
    #[serde(rename = "wasDerivedFrom")]
    derived_from: &'a str,
    #[serde(rename = "wasAttributedTo")]
    attributed_to: &'a str,
    #[serde(rename = "generatedAtTime")]
    generated: &'a str,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: &'a str,
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Target<'a> {
    r#type: &'static str,
    source: &'a str,
    selector: (QuoteSelector<'a>, PositionSelector),
}

#[derive(Serialize)]
struct QuoteSelector<'a> {
    r#type: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct PositionSelector {
    r#type: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct ReaderNode<'a> {
    id: &'a str,
    r#type: &'static str,
    name: String,
}

struct Graph<'a> {
    out: &'a mut dyn Write,
    count: u64,
    /// The readers that are written: one for each version and model.
    readers: std::collections::BTreeSet<String>,
}

pub(crate) fn write<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    out: &mut dyn Write,
) -> Result<Summary> {
    write!(out, "{{\"@context\":{CONTEXT},\"@graph\":[")?;
    let mut graph = Graph { out, count: 0, readers: std::collections::BTreeSet::new() };
    walk::articles(answers, filter, |edition, claims| graph.article(edition, claims))?;
    writeln!(graph.out, "]}}")?;
    Ok(Summary { records: graph.count, ..Summary::default() })
}

impl Graph<'_> {
    fn put<T: Serialize>(&mut self, node: &T) -> Result<()> {
        let comma = if self.count == 0 { "\n" } else { ",\n" };
        self.count += 1;
        Ok(write!(self.out, "{comma}{}", text::json(node)?)?)
    }

    fn article(&mut self, edition: &Edition, claims: &[i64]) -> Result<()> {
        let reading = &edition.reading;
        let article = &reading.article;
        let key = hex(&edition.row.key);
        let iri = format!("urn:purport:article:{key}");
        let agent = |kind: &'static str, name| Agent { id: None, r#type: kind, name, role: None };
        self.put(&ArticleNode {
            id: &iri,
            r#type: ["NewsArticle", "Entity"],
            headline: article.title.as_deref(),
            publisher: article.publisher.as_deref().map(|name| agent("Organization", name)),
            author: article.authors.iter().map(|name| agent("Person", name)).collect(),
            published: article.published.as_deref(),
            language: article.language.as_deref(),
            // What is no address would be taken for one relative to the document.
            url: article.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        })?;
        let name = format!("purport {} {}", reading.reader.version, reading.reader.model);
        let reader = format!("urn:purport:reader:{}", plain(&name));
        if self.readers.insert(reader.clone()) {
            self.put(&ReaderNode { id: &reader, r#type: "SoftwareAgent", name })?;
        }
        let points = CodePoints::new(&article.text);
        let known = moment(edition.known);
        for claim in claims.iter().filter_map(|claim| reading.claims.get(walk::place_of(*claim))) {
            let id = format!("urn:purport:claim:{key}:{}", plain(&claim.id));
            let mut kinds = vec!["Claim", "Entity"];
            if claim.quotation == Quotation::Direct {
                kinds.push("Quotation");
            }
            self.put(&ClaimNode {
                id: &id,
                r#type: kinds,
                text: text::words(&article.text, &claim.content),
                author: speaker(edition, claim, &key),
                appearance: &iri,
                derived_from: &iri,
                attributed_to: &reader,
                generated: &known,
            })?;
            let target = claim.content.iter().map(|span| target(&article.text, *span, &points, &iri)).collect();
            let own = format!("urn:purport:annotation:{key}:{}", plain(&claim.id));
            self.put(&Annotation { id: own, r#type: "Annotation", motivation: "oa:identifying", body: &id, target })?;
        }
        Ok(())
    }
}

/// Who makes a claim: the entity, else the words, else the publisher.
fn speaker<'a>(edition: &'a Edition, claim: &'a Claim, key: &str) -> Option<Agent<'a>> {
    let reading = &edition.reading;
    let entity = claim.source.entity.as_ref().and_then(|id| reading.entities.iter().find(|entity| entity.id == *id));
    if let Some(entity) = entity {
        let kind = match entity.kind {
            EntityKind::Person => "Person",
            EntityKind::Organization | EntityKind::Country | EntityKind::Group => "Organization",
            EntityKind::Place | EntityKind::Other => "Thing",
        };
        let id = Some(format!("urn:purport:entity:{key}:{}", plain(&entity.id)));
        return Some(Agent { id, r#type: kind, name: &entity.name, role: entity.role.as_deref() });
    }
    let kind = if claim.source.kind == Some(SourceKind::Author) { "Organization" } else { "Thing" };
    let name = claim.source.text.as_deref().or(reading.article.publisher.as_deref().filter(|_| kind == "Organization"));
    name.map(|name| Agent { id: None, r#type: kind, name, role: None })
}

fn target<'a>(text: &'a str, span: Span, points: &CodePoints<'_>, source: &'a str) -> Target<'a> {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let counted = points.from_bytes(span);
    let quote = QuoteSelector {
        r#type: "TextQuoteSelector",
        exact: text::slice(text, span),
        prefix: &before[from..],
        suffix: &after[..to],
    };
    let position = PositionSelector { r#type: "TextPositionSelector", start: counted.start, end: counted.end };
    Target { r#type: "SpecificResource", source, selector: (quote, position) }
}

/// Letters, digits, dots and hyphens of a text, the rest as hyphens: fit for a part of a URN.
fn plain(text: &str) -> String {
    text.chars().map(|ch| if ch.is_ascii_alphanumeric() || ch == '.' { ch } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_finds_its_words_again() {
        let text = "“Non,” said Léa in the hall of the old town, before the others came.";
        let span = Span::of(text, "in the hall").unwrap();
        let target = target(text, span, &CodePoints::new(text), "urn:purport:article:0");
        let (quote, position) = target.selector;
        assert_eq!((quote.prefix, quote.exact), ("“Non,” said Léa ", "in the hall"));
        assert_eq!(quote.suffix, " of the old town, before the oth");
        let found: String = text.chars().skip(position.start).take(position.end - position.start).collect();
        assert_eq!(found, "in the hall");
    }
}
