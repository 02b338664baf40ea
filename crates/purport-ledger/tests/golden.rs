//! The golden stories: what must come out of `examples/stories`, and what does.
//!
//! `golden/NAME.md` was written by hand (see `GOLDEN.md`) and is what should be found. `golden/NAME.found` is what is found of
//! it, line by line: `=` right, `~` in the finding but with another relation, `-` not in it. The test fails when that drifts;
//! `PURPORT_BLESS=1` writes it anew, to be looked at. What stands under *apart* must hold whatever is blessed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use purport_ledger::Ledger;
use purport_ledger::answer::{Answers, ClaimAnswer, FindingAnswer};
use purport_ledger::ask::Filter;
use purport_ledger::store::Asked;
use purport_ledger::store::sqlite::SqliteStore;
use purport_parse::Parser;
use purport_read::{Layers, read};
use purport_text::{CodePoints, Span, articles};

const STORIES: [&str; 3] = ["engineers", "ferry", "reservoir"];

/// A finding as it should be.
#[derive(Default)]
struct Expected {
    statement: String,
    standing: String,
    origins: [String; 2],
    claims: Vec<Line>,
    history: Vec<String>,
}

struct Line {
    article: String,
    relation: String,
    quote: String,
}

struct Golden {
    findings: Vec<Expected>,
    copies: Vec<String>,
    /// Two claims that must not share a finding.
    apart: Vec<[(String, String); 2]>,
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

#[test]
fn golden_stories_do_not_drift() {
    let parser = Parser::embedded().unwrap();
    let mut drifted = Vec::new();
    for name in STORIES {
        let golden = golden(&read_to_string(here().join(format!("{name}.md"))).unwrap());
        let directory = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::new(SqliteStore::create(&directory.path().join("story.db")).unwrap());
        let path = here().join(format!("../../../../examples/stories/{name}/articles.jsonl"));
        let lines = read_to_string(path).unwrap();
        ledger.begin(1).unwrap();
        for article in articles(name, lines.as_bytes()) {
            ledger.add(read(article.unwrap(), &parser, Layers::default()).unwrap()).unwrap();
        }
        ledger.commit().unwrap();
        let answers = Answers::new(ledger.store(), i64::MAX).unwrap();
        let found = found(&golden, &answers);
        let file = here().join(format!("{name}.found"));
        if std::env::var_os("PURPORT_BLESS").is_some() {
            std::fs::write(&file, &found).unwrap();
        } else if read_to_string(&file).unwrap_or_default() != found {
            drifted.push(format!("{name}:\n{found}"));
        }
    }
    assert!(drifted.is_empty(), "drifted (PURPORT_BLESS=1 blesses):\n{}", drifted.join("\n"));
}

/// Everything that the ledger holds, with the words of the claims.
struct World<'a> {
    findings: Vec<FindingAnswer>,
    claims: BTreeMap<String, ClaimAnswer>,
    texts: BTreeMap<String, String>,
    answers: &'a Answers<'a, SqliteStore>,
}

impl<'a> World<'a> {
    fn new(answers: &'a Answers<'a, SqliteStore>) -> Self {
        let findings = answers.findings(&Filter::default(), None, 10_000).unwrap().rows;
        let claims = answers.claims(&Filter::default(), None, 10_000).unwrap().rows;
        let claims = claims.into_iter().map(|claim| (claim.id.clone(), claim)).collect();
        let mut texts = BTreeMap::new();
        for id in answers.store().find_articles(&Filter::default(), None, 1000).unwrap().rows {
            let article = answers.whole_article(id).unwrap();
            texts.insert(article.id, article.text);
        }
        Self { findings, claims, texts, answers }
    }

    /// The claims of an article whose content shares at least half of the quoted words, or lies within them: of "declined to
    /// comment", "to comment" is the content.
    fn claims_at(&self, article: &str, quote: &str) -> Vec<&str> {
        let text = &self.texts[article];
        let span = Span::of(text, quote).unwrap_or_else(|| panic!("{article}: {quote:?} does not stand there"));
        let points = CodePoints::new(text);
        let shares = |claim: &&ClaimAnswer| {
            let contents: Vec<Span> = claim.content.iter().filter_map(|span| points.to_bytes(*span)).collect();
            let shared: usize =
                contents.iter().map(|part| part.end.min(span.end).saturating_sub(part.start.max(span.start))).sum();
            let lies_within = !contents.is_empty() && contents.iter().all(|part| span.contains(*part));
            claim.article == article && (shared * 2 >= span.len() || lies_within)
        };
        self.claims.values().filter(shares).map(|claim| claim.id.as_str()).collect()
    }

    /// The finding that holds most of what is expected, weighted by committed relations.
    fn best(&self, expected: &Expected) -> Option<&FindingAnswer> {
        let held = |finding: &FindingAnswer| {
            let lines = expected.claims.iter().filter(|line| line.relation != "mentions");
            lines.filter(|line| self.relation(finding, line).is_some()).count()
        };
        let best = self.findings.iter().enumerate().max_by_key(|(at, finding)| (held(finding), std::cmp::Reverse(*at)));
        best.map(|(_, finding)| finding).filter(|finding| held(finding) > 0)
    }

    fn relation(&self, finding: &FindingAnswer, line: &Line) -> Option<&'static str> {
        let ids = self.claims_at(&line.article, &line.quote);
        let members = finding.claims.iter().filter(|claim| ids.contains(&claim.id.as_str()));
        let mut relations: Vec<&'static str> = members.map(|claim| claim.relation.name()).collect();
        relations.sort_by_key(|relation| *relation != line.relation);
        relations.first().copied()
    }
}

fn found(golden: &Golden, answers: &Answers<'_, SqliteStore>) -> String {
    let world = World::new(answers);
    let mut out = String::new();
    let mut sums = [0_usize; 3];
    let mut standings = 0;
    for expected in &golden.findings {
        let best = world.best(expected);
        let _ = writeln!(out, "### {}", expected.statement);
        let mark = |right: bool| if right { '=' } else { '-' };
        let Some(finding) = best else {
            out += "- not found\n\n";
            sums[2] += expected.claims.len();
            continue;
        };
        let _ = writeln!(out, "found: {}", finding.statement);
        let right = finding.standing.name() == expected.standing;
        standings += usize::from(right);
        let _ = writeln!(out, "{} standing: {}, expected {}", mark(right), finding.standing.name(), expected.standing);
        let origins = [finding.origins_for.to_string(), finding.origins_against.to_string()];
        let _ = writeln!(
            out,
            "{} origins: {}, expected {}",
            mark(origins == expected.origins),
            origins.join(" against "),
            expected.origins.join(" against ")
        );
        for line in &expected.claims {
            let relation = world.relation(finding, line);
            let (at, mark) = match relation {
                Some(relation) if relation == line.relation => (0, '='),
                Some(_) => (1, '~'),
                None => (2, '-'),
            };
            sums[at] += 1;
            let seen = relation
                .filter(|relation| *relation != line.relation)
                .map_or(String::new(), |relation| format!(" (found: {relation})"));
            let _ = writeln!(out, "{mark} {} {}{seen} \"{}\"", line.article, line.relation, line.quote);
        }
        let expected_ids: Vec<&str> =
            expected.claims.iter().flat_map(|line| world.claims_at(&line.article, &line.quote)).collect();
        for claim in finding.claims.iter().filter(|claim| !expected_ids.contains(&claim.id.as_str())) {
            let _ = writeln!(out, "+ {} {} \"{}\"", claim.article, claim.relation.name(), world.claims[&claim.id].text);
        }
        let history: Vec<String> = finding
            .history
            .iter()
            .map(|change| {
                let article = change.because.split('/').next().unwrap_or_default();
                format!(
                    "{} {} {article}",
                    change.at.as_deref().unwrap_or("").get(..10).unwrap_or(""),
                    change.standing.name()
                )
            })
            .collect();
        let _ = writeln!(out, "{} history: {}\n", mark(history == expected.history), history.join(", "));
    }
    out += "### copies\n";
    let families = families(&world);
    for copy in &golden.copies {
        let _ = writeln!(out, "{} {copy}", if families.contains(copy) { '=' } else { '-' });
    }
    for [(one, one_quote), (other, other_quote)] in &golden.apart {
        let (ones, others) = (world.claims_at(one, one_quote), world.claims_at(other, other_quote));
        let shared = world.findings.iter().find(|finding| {
            let has = |ids: &[&str]| {
                finding
                    .claims
                    .iter()
                    .any(|claim| ids.contains(&claim.id.as_str()) && claim.relation.name() == "supports")
            };
            has(&ones) && has(&others)
        });
        assert!(shared.is_none(), "{one} {one_quote:?} and {other} {other_quote:?} share {}", shared.unwrap().id);
    }
    let [right, other, missed] = sums;
    let _ = writeln!(
        out,
        "\nclaims: {right} right, {other} with another relation, {missed} missed; standings: {standings} of {} right",
        golden.findings.len()
    );
    out
}

/// `KIND a b` for every copy, the later article last.
fn families(world: &World<'_>) -> Vec<String> {
    let copies = world.answers.copies(None).unwrap();
    copies.into_iter().map(|copy| format!("{} {} of {}", copy.kind, copy.articles[1], copy.articles[0])).collect()
}

fn golden(text: &str) -> Golden {
    let mut golden = Golden { findings: Vec::new(), copies: Vec::new(), apart: Vec::new() };
    let (mut section, mut in_history) = (String::new(), false);
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            section = name.to_owned();
            continue;
        }
        if let Some(statement) = line.strip_prefix("### ") {
            golden.findings.push(Expected { statement: statement.to_owned(), ..Expected::default() });
            in_history = false;
            continue;
        }
        match section.as_str() {
            "findings" => {
                let Some(finding) = golden.findings.last_mut() else { continue };
                if let Some(standing) = line.strip_prefix("standing: ") {
                    finding.standing = standing.to_owned();
                } else if let Some(count) = line.strip_prefix("origins for: ") {
                    finding.origins[0] = count.to_owned();
                } else if let Some(count) = line.strip_prefix("origins against: ") {
                    finding.origins[1] = count.to_owned();
                } else if line.starts_with("history:") {
                    in_history = true;
                } else if let Some(entry) = line.strip_prefix("- ") {
                    if in_history {
                        finding.history.push(entry.to_owned());
                    } else {
                        let parts: Vec<&str> = entry.splitn(4, " | ").collect();
                        let [article, relation, _, quote] = parts.as_slice() else { panic!("not a claim: {line}") };
                        let quote = quote.trim().trim_start_matches('"').trim_end_matches('"').to_owned();
                        finding.claims.push(Line {
                            article: (*article).to_owned(),
                            relation: (*relation).to_owned(),
                            quote,
                        });
                    }
                }
            }
            "copies" => {
                let Some(entry) = line.strip_prefix("- ") else { continue };
                let parts: Vec<&str> = entry.split(" | ").collect();
                let [kind, articles, of] = parts.as_slice() else { panic!("not a copy: {line}") };
                let of = of.trim_start_matches("of ");
                golden.copies.extend(
                    articles
                        .split_whitespace()
                        .filter(|article| *article != of)
                        .map(|article| format!("{kind} {article} of {of}")),
                );
            }
            "apart" => golden.apart.extend(apart(line)),
            _ => {}
        }
    }
    golden
}

/// `- a11 "words" is not in the finding of a03 "words"`
fn apart(line: &str) -> Option<[(String, String); 2]> {
    let (one, other) = line.strip_prefix("- ")?.split_once(" is not in the finding of ")?;
    let part = |text: &str| {
        let (article, quote) = text.split_once(" \"")?;
        Some((article.trim().to_owned(), quote.trim().trim_end_matches('"').to_owned()))
    };
    Some([part(one)?, part(other)?])
}
