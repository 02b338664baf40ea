//! A STIX 2.1 bundle.
//!
//! In: answers, a filter. Out: one JSON object. Of each article a `report`, of its address a `url` and an `observed-data`, of
//! publisher and sources an `identity`, of places with coordinates a `location`, of each claim a `note` whose author is its
//! source; of each finding that more than one claim is part of a `note`, and of each of its claims an `opinion` on that note.
//! Identifiers are UUIDs of version 5: the same claim has the same one in every export. A credibility that a person graded
//! becomes a confidence: 1–5 to 90, 70, 50, 30, 10, and 6 (cannot be judged) to none. Left out: events, times, quantities,
//! which STIX has no objects for; countries of places, for which it wants other codes; findings of one claim, which its note
//! states. A bundle of a filter may refer to notes outside it. An unknown publication time, which a report must have, is given
//! as the moment when the ledger learned of it, and labelled so.

use std::collections::BTreeSet;
use std::io::Write;

use purport_ledger::answer::{Answers, ClaimAnswer, Edition};
use purport_ledger::ask::Filter;
use purport_ledger::derive::hex;
use purport_ledger::finding::Relation;
use purport_ledger::identity::identity;
use purport_ledger::store::Asked;
use purport_ledger::store::{FindingRow, Moment, Store};
use purport_read::{Certainty, Claim, EntityKind, Place, SourceKind};
use serde::Serialize;

use crate::error::Result;
use crate::export::Summary;
use crate::{text, walk};

/// The namespace that STIX gives for observables' identifiers.
const OBSERVABLE: [u8; 16] =
    [0x00, 0xab, 0xed, 0xb4, 0xaa, 0x42, 0x46, 0x6c, 0x9c, 0x01, 0xfe, 0xd2, 0x33, 0x15, 0xa9, 0xb7];

/// The namespace of all other identifiers here, drawn once at random.
const OWN: [u8; 16] = [0x6e, 0x1f, 0x0d, 0x52, 0x9c, 0x3b, 0x5a, 0x77, 0x8e, 0x64, 0x2b, 0xd1, 0x40, 0xf8, 0x93, 0x0a];

/// An object; what a type has not is absent.
#[derive(Default, Serialize)]
struct Object {
    r#type: &'static str,
    spec_version: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by_ref: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    external_references: Vec<External>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity_class: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#abstract: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opinion: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_observed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_observed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_observed: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    object_refs: Vec<String>,
}

#[derive(Serialize)]
struct External {
    source_name: &'static str,
    external_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// A bundle being written.
struct Bundle<'a> {
    out: &'a mut dyn Write,
    count: u64,
    /// Identifiers of identities, places and addresses that are written.
    named: BTreeSet<String>,
    /// When the ledger began: what people and places are said to be created at.
    beginning: String,
}

pub(crate) fn write<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    out: &mut dyn Write,
) -> Result<Summary> {
    let mut summary = Summary::default();
    let beginning = answers.store().next_in_log(Moment::MIN)?.map_or(0, |entry| entry.known);
    let id = id("bundle", OWN, &format!("{beginning} {} {filter:?}", answers.store().latest()?));
    write!(out, "{{\"type\":\"bundle\",\"id\":\"{id}\",\"objects\":[")?;
    let mut bundle = Bundle { out, count: 0, named: BTreeSet::new(), beginning: time(beginning) };
    walk::articles(answers, filter, |edition, claims| bundle.article(answers, edition, claims))?;
    walk::findings(answers, filter, |row| {
        if row.finding.members.len() > 1 { bundle.finding(answers, &row) } else { Ok(()) }
    })?;
    summary.records = bundle.count;
    writeln!(bundle.out, "]}}")?;
    Ok(summary)
}

impl Bundle<'_> {
    fn put(&mut self, object: &Object) -> Result<()> {
        let comma = if self.count == 0 { "\n" } else { ",\n" };
        self.count += 1;
        Ok(write!(self.out, "{comma}{}", text::json(object)?)?)
    }

    /// Write an object that several articles may name, once.
    fn put_once(&mut self, object: &Object) -> Result<String> {
        if self.named.insert(object.id.clone()) {
            self.put(object)?;
        }
        Ok(object.id.clone())
    }

    fn identity(
        &mut self,
        key: &str,
        name: &str,
        class: &'static str,
        role: Option<&str>,
        known: &str,
    ) -> Result<String> {
        let beginning = self.beginning.clone();
        self.put_once(&Object {
            id: id("identity", OWN, key),
            name: Some(name.to_owned()),
            identity_class: Some(class),
            roles: role.into_iter().map(str::to_owned).collect(),
            ..dated("identity", &beginning, known)
        })
    }

    fn location(&mut self, place: &Place, known: &str) -> Result<Option<String>> {
        let (Some(geonames), Some(lat), Some(lon)) = (place.geonames, place.lat, place.lon) else { return Ok(None) };
        let beginning = self.beginning.clone();
        let object = Object {
            id: id("location", OWN, &format!("geonames {geonames}")),
            name: Some(place.name.clone()),
            latitude: Some(lat),
            longitude: Some(lon),
            external_references: vec![External {
                source_name: "geonames",
                external_id: geonames.to_string(),
                url: Some(format!("https://www.geonames.org/{geonames}")),
            }],
            ..dated("location", &beginning, known)
        };
        self.put_once(&object).map(Some)
    }

    fn article<S: Store + Asked>(&mut self, answers: &Answers<'_, S>, edition: &Edition, claims: &[i64]) -> Result<()> {
        let article = &edition.reading.article;
        let (learnt, known) = (time(edition.row.known), time(edition.known));
        let key = hex(&edition.row.key);
        let publisher = match &article.publisher {
            Some(name) => Some(self.identity(&format!("outlet {name}"), name, "organization", None, &learnt)?),
            None => None,
        };
        let mut refs: Vec<String> = publisher.iter().cloned().collect();
        if let Some(url) = &article.url {
            // The identifier of an observable is made from its canonical JSON.
            let canonical = format!("{{\"value\":{}}}", serde_json::to_string(url).unwrap_or_default());
            let url = self.put_once(&Object {
                r#type: "url",
                spec_version: "2.1",
                id: id("url", OBSERVABLE, &canonical),
                value: Some(url.clone()),
                ..Object::default()
            })?;
            let observed = Object {
                id: id("observed-data", OWN, &format!("article {key}")),
                created_by_ref: publisher.clone(),
                first_observed: Some(learnt.clone()),
                last_observed: Some(learnt.clone()),
                number_observed: Some(1),
                object_refs: vec![url],
                ..dated("observed-data", &learnt, &learnt)
            };
            self.put(&observed)?;
            refs.push(observed.id);
        }
        for claim in claims {
            let Some(found) = edition.reading.claims.get(walk::place_of(*claim)) else { continue };
            let note = self.claim(
                edition,
                found,
                &answers.claim(*claim)?,
                publisher.as_deref(),
                (&learnt, &known),
                &mut refs,
            )?;
            refs.push(note);
        }
        let published = article.published.as_deref().and_then(published);
        let mut labels = vec!["news".to_owned()];
        if published.is_none() {
            labels.push("publication-time-unknown".to_owned());
        }
        let url = article.url.clone();
        self.put(&Object {
            id: id("report", OWN, &format!("article {key}")),
            created_by_ref: publisher,
            labels,
            name: Some(text::line(article.title.as_deref().unwrap_or(&article.id))),
            published: Some(published.unwrap_or_else(|| learnt.clone())),
            external_references: vec![External { source_name: "purport", external_id: article.id.clone(), url }],
            object_refs: refs,
            ..dated("report", &learnt, &known)
        })
    }

    /// The note of a claim; the identities and places that it speaks of join `refs`.
    fn claim(
        &mut self,
        edition: &Edition,
        claim: &Claim,
        answer: &ClaimAnswer,
        publisher: Option<&str>,
        (learnt, known): (&str, &str),
        refs: &mut Vec<String>,
    ) -> Result<String> {
        let reading = &edition.reading;
        let mut about: Vec<String> = Vec::new();
        let entity =
            claim.source.entity.as_ref().and_then(|id| reading.entities.iter().find(|entity| entity.id == *id));
        if let Some(entity) = entity
            && let Some(identity) = identity(&reading.article, entity)
        {
            let class = match entity.kind {
                EntityKind::Person => "individual",
                EntityKind::Organization | EntityKind::Country => "organization",
                EntityKind::Group => "group",
                EntityKind::Place | EntityKind::Other => "unknown",
            };
            about.push(self.identity(&identity.key, &entity.name, class, entity.role.as_deref(), learnt)?);
        }
        if about.is_empty() && claim.source.kind == Some(SourceKind::Author) {
            about.extend(publisher.map(str::to_owned));
        }
        for place in reading.places.iter().filter(|place| claim.places.contains(&place.id)) {
            about.extend(self.location(place, learnt)?);
        }
        about.dedup();
        refs.extend(about.iter().filter(|id| !refs.contains(id)).cloned().collect::<Vec<_>>());
        if about.is_empty() {
            // A note is about something: at least the report that it stands in.
            about.push(id("report", OWN, &format!("article {}", hex(&edition.row.key))));
        }
        let says = [answer.source.text.as_deref(), answer.cue.as_deref()];
        let says = says.into_iter().flatten().map(text::line).collect::<Vec<_>>().join(" … ");
        let note = Object {
            id: note_id(edition, &claim.id),
            created_by_ref: publisher.map(str::to_owned),
            confidence: confidence(answer),
            labels: vec!["claim".to_owned()],
            r#abstract: Some(says).filter(|says| !says.is_empty()),
            content: Some(answer.text.clone()),
            authors: answer
                .source
                .name
                .iter()
                .chain(&answer.source.text)
                .take(1)
                .map(|name| text::line(name))
                .collect(),
            external_references: vec![External {
                source_name: "purport",
                external_id: answer.id.clone(),
                url: reading.article.url.clone(),
            }],
            object_refs: about,
            ..dated("note", learnt, known)
        };
        self.put(&note)?;
        Ok(note.id)
    }

    fn finding<S: Store + Asked>(&mut self, answers: &Answers<'_, S>, row: &FindingRow) -> Result<()> {
        let finding = &row.finding;
        let public = answers.finding_id(finding.id)?;
        let first = answers.edition(walk::edition_of(finding.id))?;
        let since = time(row.since);
        let own = id("note", OWN, &format!("finding {} {}", hex(&first.row.key), walk::place_of(finding.id)));
        let mut opinions = Vec::new();
        let mut notes: Vec<String> = Vec::new();
        for member in &finding.members {
            let Some(claim) = answers.store().claim_of(member.statement)? else { continue };
            let edition = answers.edition(walk::edition_of(claim))?;
            let Some(found) = edition.reading.claims.get(walk::place_of(claim)) else { continue };
            let note = note_id(&edition, &found.id);
            let known = time(edition.known);
            let opinion = id("opinion", OWN, &format!("{own} {note} {}", member.relation.name()));
            if !notes.contains(&note) {
                notes.push(note);
            }
            let opinion = Object {
                id: opinion,
                explanation: Some(format!("{}: {}", member.relation.name(), answers.claim(claim)?.text)),
                authors: vec![text::line(&member.origin)],
                opinion: Some(opinion_of(member.relation, found.certainty)),
                object_refs: vec![own.clone()],
                ..dated("opinion", &known, &known)
            };
            // A claim that says it in two sentences has one opinion on it.
            if !opinions.iter().any(|other: &Object| other.id == opinion.id) {
                opinions.push(opinion);
            }
        }
        self.put(&Object {
            id: own,
            labels: vec!["finding".to_owned(), format!("standing-{}", finding.standing.name())],
            r#abstract: Some(format!(
                "{}; independent origins for: {}, against: {}",
                finding.standing.name(),
                finding.origins_for,
                finding.origins_against
            )),
            content: Some(answers.statement_text(finding.id)?.1),
            external_references: vec![External { source_name: "purport", external_id: public, url: None }],
            object_refs: notes,
            ..dated("note", &since, &since)
        })?;
        opinions.iter().try_for_each(|opinion| self.put(opinion))
    }
}

fn dated(kind: &'static str, created: &str, modified: &str) -> Object {
    Object {
        r#type: kind,
        spec_version: "2.1",
        created: Some(created.to_owned()),
        modified: Some(modified.to_owned()),
        ..Object::default()
    }
}

fn note_id(edition: &Edition, claim: &str) -> String {
    id("note", OWN, &format!("claim {} {claim}", hex(&edition.row.key)))
}

fn opinion_of(relation: Relation, certainty: Option<Certainty>) -> &'static str {
    let is_certain = certainty == Some(Certainty::Certain);
    match relation {
        Relation::Supports if is_certain => "strongly-agree",
        Relation::Supports => "agree",
        Relation::Denies if is_certain => "strongly-disagree",
        Relation::Denies | Relation::Withdraws => "disagree",
        Relation::Differs | Relation::Mentions => "neutral",
    }
}

/// The confidence of the credibility that a person graded last.
fn confidence(answer: &ClaimAnswer) -> Option<u8> {
    let grade = answer.reviews.iter().rev().find_map(|review| review.strip_prefix("grade "))?;
    match grade {
        "1" => Some(90),
        "2" => Some(70),
        "3" => Some(50),
        "4" => Some(30),
        "5" => Some(10),
        _ => None,
    }
}

/// An identifier: a UUID of version 5 (RFC 9562) after its type.
fn id(kind: &str, namespace: [u8; 16], name: &str) -> String {
    let mut hash = sha1_smol::Sha1::new();
    hash.update(&namespace);
    hash.update(format!("{}{name}", if namespace == OWN { format!("{kind} ") } else { String::new() }).as_bytes());
    let mut bytes = hash.digest().bytes();
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex(&bytes[..16]);
    format!("{kind}--{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
}

/// A moment as STIX has it: three digits of a second, `Z`.
fn time(moment: Moment) -> String {
    let moment = jiff::Timestamp::from_millisecond(moment).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// A publication time as STIX has it; a day begins at midnight.
fn published(published: &str) -> Option<String> {
    match published.parse::<jiff::Timestamp>() {
        Ok(moment) => Some(time(moment.as_millisecond())),
        Err(_) => text::day(published).map(|day| format!("{day}T00:00:00.000Z")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_uuids_of_version_5() {
        // The example of RFC 9562, appendix A.4, has the namespace of names in the DNS.
        let dns = [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
        assert_eq!(id("url", dns, "www.example.com"), "url--2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    #[test]
    fn times_have_milliseconds_and_a_day_begins_at_midnight() {
        assert_eq!(time(1_500), "1970-01-01T00:00:01.500Z");
        assert_eq!(published("2026-04-13T23:55:00+03:00").as_deref(), Some("2026-04-13T20:55:00.000Z"));
        assert_eq!(published("2026-04-13").as_deref(), Some("2026-04-13T00:00:00.000Z"));
        assert_eq!(published("spring"), None);
    }
}
