//! Scores of the ledger: copies, stories, whether findings join what states the same, and whether two sentences do.
//!
//! Gold data as published: CNN's revisions (JSON lines; versions of one address are copies), Giveme5W1H's folders (a folder an
//! event) and judged pairs of its statements (TSV, offsets only), own pairs (TSV), FNC-1's headlines and bodies.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use purport_eval::{Report, Row};
use purport_ledger::answer::{Answers, FindingAnswer};
use purport_ledger::matching::{Relation, compare};
use purport_ledger::statement::{Statement, statements};
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::{Ledger, ask, copies, finding};
use purport_read::{Layers, Reading};
use purport_text::Article;
use serde_json::Value;

use super::tasks::{Outcome, Run, read};

/// One own pair in so many is held out from learning.
const HELD_OUT: usize = 5;

/// One headline in so many is scored: the set has fifty thousand pairs.
const HEADLINES: usize = 4;

/// Findings asked for at once.
const FINDINGS: usize = 1_000;

fn report(task: String, documents: usize, rows: Vec<Row>) -> Report {
    Report { task, documents, missing: 0, data: String::new(), rows }
}

fn text(record: &Value, field: &str) -> Option<String> {
    record.get(field).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Copies among the versions of addresses: precision and recall over pairs, with addresses shown and hidden.
pub fn copies(path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
    let files: Vec<PathBuf> = ["revisions.jsonl", "singles.jsonl"].iter().map(|file| path.join(file)).collect();
    let mut articles = Vec::new();
    for file in &files {
        for line in fs::read_to_string(file)?.lines() {
            let record: Value = serde_json::from_str(line)?;
            articles.push(Article {
                id: articles.len().to_string(),
                title: text(&record, "title"),
                publisher: Some("CNN".to_owned()),
                url: text(&record, "url"),
                published: text(&record, "scraped_at"),
                text: text(&record, "text").unwrap_or_default(),
                ..Article::default()
            });
        }
    }
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    articles.iter().filter_map(|article| article.url.as_deref()).for_each(|url| *versions.entry(url).or_default() += 1);
    let gold: usize = versions.values().map(|count| count * (count - 1) / 2).sum();
    let hidden: Vec<Article> = articles.iter().cloned().map(|article| Article { url: None, ..article }).collect();
    let score = |metric: &str, given: &[Article]| {
        let found = copies::pairs(given);
        let right = found.iter().filter(|(one, other, _)| articles[*one].url == articles[*other].url).count();
        Row::balanced(metric, right, found.len(), gold).as_headline()
    };
    let rows = vec![score("with addresses", &articles), score("addresses hidden", &hidden)];
    Ok((report(name, articles.len(), rows), files))
}

impl Run<'_> {
    /// Articles of one event share findings, those of different events do not: B-cubed over articles that are linked.
    pub fn stories(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let given = events(path)?;
        let files: Vec<PathBuf> = given.iter().map(|(file, _)| file.clone()).collect();
        let (readings, findings) = self.in_ledger(given)?;
        let folders: HashMap<_, _> = files.iter().map(|file| (file.file_stem(), file.parent())).collect();
        let at: HashMap<&str, usize> =
            readings.iter().enumerate().map(|(at, reading)| (reading.article.id.as_str(), at)).collect();
        let mut linked: Vec<BTreeSet<usize>> = (0..readings.len()).map(|at| BTreeSet::from([at])).collect();
        for finding in &findings {
            let articles: BTreeSet<usize> =
                finding.claims.iter().filter_map(|claim| at.get(claim.article.as_str()).copied()).collect();
            articles.iter().for_each(|at| linked[*at].extend(&articles));
        }
        let event = |reading: &Reading| folders.get(&Some(OsStr::new(&reading.article.id))).copied().flatten();
        let events: Vec<Option<&Path>> = readings.iter().map(event).collect();
        let (precision, recall) = b_cubed(&linked, &events);
        let total = events.len();
        let score = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        let row = Row {
            precision: Some(precision),
            recall: Some(recall),
            score,
            ..Row::share("B³", (score * total as f64).round() as usize, total)
        };
        Ok((report(name, total, vec![row.as_headline()]), files))
    }

    /// Of pairs of statements that were judged: what share of those that one finding joins as support state the same, and
    /// what share of those that state the same it joins. A claim of several sentences is in the findings of all of them.
    pub fn links(&self, path: &Path, list: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let given = events(path)?;
        let mut files: Vec<PathBuf> = given.iter().map(|(file, _)| file.clone()).collect();
        let (readings, findings) = self.in_ledger(given)?;
        let stated: HashMap<&str, (&Reading, Vec<Statement>)> =
            readings.iter().map(|reading| (reading.article.id.as_str(), (reading, statements(reading)))).collect();
        let mut joined: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, finding) in findings.iter().enumerate() {
            for claim in finding.claims.iter().filter(|claim| claim.relation == finding::Relation::Supports) {
                joined.entry(&claim.id).or_default().push(at);
            }
        }
        let claims = |article: &str, place: &str| -> Vec<String> {
            let Some((reading, found)) = stated.get(article) else { return Vec::new() };
            let there = found.iter().filter(|statement| statement.stands_at(place));
            there.map(|statement| format!("{article}/{}", reading.claims[statement.claim as usize].id)).collect()
        };
        let (mut same, mut together, mut both, mut pairs) = (0, 0, 0, 0);
        for line in fs::read_to_string(list)?.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [article, place, other, other_place, judged] = fields.as_slice() else {
                return Err(format!("{}: a line needs five fields: {line}", list.display()).into());
            };
            if judged.contains('X') {
                continue;
            }
            let findings = |claims: Vec<String>| -> BTreeSet<usize> {
                claims.iter().filter_map(|claim| joined.get(claim.as_str())).flatten().copied().collect()
            };
            let (here, there) = (findings(claims(article, place)), findings(claims(other, other_place)));
            let (is_same, is_joined) = (judged.split('|').all(|one| one == "S"), !here.is_disjoint(&there));
            pairs += 1;
            same += usize::from(is_same);
            together += usize::from(is_joined);
            both += usize::from(is_same && is_joined);
        }
        files.push(list.to_path_buf());
        let rows = [("joined: state the same", together), ("state the same: joined", same)];
        let rows = rows.map(|(metric, all)| Row::share(metric, both, all).as_headline());
        Ok((report(name, pairs, rows.into()), files))
    }

    /// Reads articles into a ledger of their own. Gives the readings in order, and all findings.
    fn in_ledger(&self, given: Vec<(PathBuf, Article)>) -> Outcome<(Vec<Reading>, Vec<FindingAnswer>)> {
        let mut readings: Vec<Reading> = Vec::new();
        self.over(
            given.into_iter().map(Ok),
            |(_, article)| &article.id,
            |parser, (_, article)| Ok(purport_read::read(article.clone(), parser, Layers::default())?),
            |_, reading| {
                readings.push(reading);
                Ok(())
            },
        )?;
        let folder = tempfile::tempdir()?;
        let mut ledger = Ledger::new(SqliteStore::create(&folder.path().join("case.db"))?);
        ledger.begin(0)?;
        for reading in &readings {
            ledger.add(reading.clone())?;
        }
        ledger.commit()?;
        let answers = Answers::new(ledger.store(), i64::MAX)?;
        let (mut findings, mut after) = (Vec::new(), None);
        loop {
            let page = answers.findings(&ask::Filter::default(), after.as_ref(), FINDINGS)?;
            findings.extend(page.rows);
            after = page.next;
            if after.is_none() {
                return Ok((readings, findings));
            }
        }
    }

    /// Pairs of sentences that state the same, the opposite, or something else; or headlines and bodies of FNC-1.
    pub fn pairs(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let (texts, pairs, files) = if path.is_dir() { fnc(path)? } else { own(path)? };
        let mut read_texts: HashMap<String, Vec<Statement>> = HashMap::new();
        let given = texts.into_iter().map(|(id, text)| Ok(Article { id, text, ..Article::default() }));
        self.over(
            given,
            |article| &article.id,
            |parser, article| Ok(statements(&read(parser, &article.text)?)),
            |article, found| {
                read_texts.insert(article.id.clone(), found);
                Ok(())
            },
        )?;
        // label → pairs, supported, opposed, supported and not opposed
        let mut counts: BTreeMap<String, [usize; 4]> = BTreeMap::new();
        for (one, other, label) in &pairs {
            let (Some(ones), Some(others)) = (read_texts.get(one), read_texts.get(other)) else { continue };
            let count = counts.entry(label.clone()).or_default();
            count[0] += 1;
            let [supported, opposed] = related(ones, others);
            count[1] += usize::from(supported);
            count[2] += usize::from(opposed);
            // Who tells a story to deny it disputes it.
            count[3] += usize::from(supported && !opposed);
        }
        let mut rows = Vec::new();
        for (label, [all, supported, opposed, only_supported]) in counts {
            match label.as_str() {
                "same" => rows.push(Row::share("same: recognised", supported, all).as_headline()),
                "opposite" => {
                    rows.push(Row::share("opposite: not support", all - only_supported, all).as_headline());
                    rows.push(Row::share("opposite: recognised", opposed, all).as_headline());
                }
                label => {
                    rows.push(Row::share(format!("{label}: not support"), all - only_supported, all).as_headline())
                }
            }
        }
        Ok((report(name, pairs.len(), rows), files))
    }
}

/// The articles of Giveme5W1H and their files, whose folders are the events. An article's id is its file's name.
fn events(path: &Path) -> Outcome<Vec<(PathBuf, Article)>> {
    let root = if path.join("news_cluster").is_dir() { path.join("news_cluster") } else { path.to_path_buf() };
    let mut given = Vec::new();
    for event in sorted(&root)?.into_iter().filter(|path| path.is_dir()) {
        for file in sorted(&event)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
            let record: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
            let Some(body) = text(&record, "text").or_else(|| text(&record, "description")) else { continue };
            let article = Article {
                id: file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
                title: text(&record, "title"),
                publisher: text(&record, "source_domain"),
                url: text(&record, "url"),
                published: text(&record, "date_publish").and_then(|date| date.get(..10).map(str::to_owned)),
                text: body,
                ..Article::default()
            };
            given.push((file, article));
        }
    }
    Ok(given)
}

fn sorted(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}

/// Whether any statement of one text is support for, and whether any is against, one of the other.
fn related(ones: &[Statement], others: &[Statement]) -> [bool; 2] {
    let mut found = [false; 2];
    for one in ones {
        for other in others {
            match compare(one, other).map(|verdict| verdict.relation) {
                Some(Relation::Same) => found[0] |= purport_ledger::matching::supports(one, other),
                Some(Relation::Opposed) => found[1] = true,
                _ => {}
            }
        }
    }
    found
}

/// Bagga and Baldwin's B-cubed precision and recall, the cluster of an article being itself and what it is linked with.
fn b_cubed<G: PartialEq>(linked: &[BTreeSet<usize>], gold: &[G]) -> (f64, f64) {
    let total = gold.len().max(1) as f64;
    let (mut precision, mut recall) = (0.0, 0.0);
    for (at, linked) in linked.iter().enumerate() {
        let same_gold = gold.iter().filter(|event| **event == gold[at]).count() as f64;
        let both = linked.iter().filter(|other| gold[**other] == gold[at]).count() as f64;
        precision += both / linked.len().max(1) as f64;
        recall += both / same_gold;
    }
    (precision / total, recall / total)
}

type Pairs = (BTreeMap<String, String>, Vec<(String, String, String)>, Vec<PathBuf>);

/// `paraphrases.tsv`, `opposites.tsv`, `distorted.tsv`: the name of the file tells what the pairs are; every fifth is scored.
fn own(path: &Path) -> Outcome<Pairs> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (mut texts, mut pairs) = (BTreeMap::new(), Vec::new());
    for (at, line) in fs::read_to_string(path)?.lines().skip(1).enumerate().filter(|(at, _)| (at + 1) % HELD_OUT == 0) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [one, other, rest @ ..] = fields.as_slice() else { continue };
        let label = match (stem.as_str(), rest) {
            ("paraphrases", _) => "same",
            ("opposites", _) => "opposite",
            (_, [kind, ..]) => kind,
            _ => "different",
        };
        let ids = [format!("{at}a"), format!("{at}b")];
        texts.insert(ids[0].clone(), (*one).to_owned());
        texts.insert(ids[1].clone(), (*other).to_owned());
        let [one, other] = ids;
        pairs.push((one, other, label.to_owned()));
    }
    Ok((texts, pairs, vec![path.to_path_buf()]))
}

/// Every [`HEADLINES`]th headline with all its bodies; unrelated ones only as many as related.
fn fnc(path: &Path) -> Outcome<Pairs> {
    let files = vec![path.join("train_bodies.csv"), path.join("train_stances.csv")];
    let (bodies, stances) = (csv(&fs::read_to_string(&files[0])?), csv(&fs::read_to_string(&files[1])?));
    let bodies: HashMap<&str, &str> =
        bodies.iter().skip(1).filter(|row| row.len() == 2).map(|row| (row[0].as_str(), row[1].as_str())).collect();
    let mut by_headline: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for row in stances.iter().skip(1).filter(|row| row.len() == 3) {
        by_headline.entry(&row[0]).or_default().insert((&row[1], &row[2]));
    }
    let (mut texts, mut pairs) = (BTreeMap::new(), Vec::new());
    for (at, (headline, related)) in by_headline.iter().enumerate().filter(|(at, _)| at % HEADLINES == 0) {
        let mut unrelated = related.iter().filter(|(_, stance)| *stance != "unrelated").count();
        for (body, stance) in related {
            if *stance == "unrelated" {
                if unrelated == 0 {
                    continue;
                }
                unrelated -= 1;
            }
            let Some(text) = bodies.get(body) else { continue };
            let end = if headline.ends_with(['.', '!', '?']) { "" } else { "." };
            texts.insert(format!("h{at}"), format!("{headline}{end}"));
            texts.insert(format!("b{body}"), (*text).to_owned());
            let label = match *stance {
                "agree" => "same",
                "disagree" => "opposite",
                other => other,
            };
            // Who discusses a claim may report others who make it: neither is wrong.
            if label != "discuss" {
                pairs.push((format!("h{at}"), format!("b{body}"), label.to_owned()));
            }
        }
    }
    Ok((texts, pairs, files))
}

/// Comma-separated values with quoted fields.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            other => field.push(other),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_keep_commas_and_breaks() {
        assert_eq!(csv("a,\"b, \"\"c\"\"\nd\"\r\n1,2"), [vec!["a", "b, \"c\"\nd"], vec!["1", "2"]]);
    }

    #[test]
    fn b_cubed_counts_by_article() {
        let linked = [[0, 1], [1, 0], [2, 3], [3, 2]].map(BTreeSet::from);
        let (precision, recall) = b_cubed(&linked, &["x", "x", "x", "y"]);
        assert!((precision - 0.75).abs() < 1e-9 && (recall - (2.0 / 3.0 * 2.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
    }
}
