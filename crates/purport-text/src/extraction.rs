//! Scores the main text and the publication dates against the Web Content Extraction Benchmark (WCXB).
//!
//! The main text's score is the benchmark's own: precision, recall and F1 over the multiset of lower-case words of a page,
//! averaged over pages.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::error::{TextError, TextErrorKind};
use crate::read::read_article;
use crate::source::Raw;

/// How well articles were extracted. All shares are 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExtractionScore {
    /// Pages of type "article".
    pub pages: usize,
    /// Pages in which no article was found; they count as empty.
    pub failed: usize,
    /// Mean over pages of the share of extracted words that are in the truth.
    pub precision: f64,
    /// Mean over pages of the share of the truth's words that were extracted.
    pub recall: f64,
    /// Mean over pages of F1.
    pub f1: f64,
    /// Pages whose truth has a publication date.
    pub dated: usize,
    /// Of those, pages where the day is right.
    pub dates_right: usize,
    /// Of those, pages where another day was given.
    pub dates_wrong: usize,
}

impl ExtractionScore {
    /// Share of right publication dates among the pages whose truth has one.
    #[must_use]
    pub fn date_accuracy(&self) -> f64 {
        self.dates_right as f64 / self.dated.max(1) as f64
    }
}

impl fmt::Display for ExtractionScore {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "main text of {} articles ({} without any)", self.pages, self.failed)?;
        writeln!(out, "  precision {:.3}  recall {:.3}  F1 {:.3}", self.precision, self.recall, self.f1)?;
        writeln!(out, "publication date of {} articles", self.dated)?;
        write!(
            out,
            "  right {:.3}  wrong {:.3}  none {:.3}",
            self.date_accuracy(),
            self.dates_wrong as f64 / self.dated.max(1) as f64,
            (self.dated - self.dates_right - self.dates_wrong) as f64 / self.dated.max(1) as f64
        )
    }
}

/// Scores every page of type "article" in a folder laid out as WCXB is: `html/ID.html`, `ground-truth/ID.json`,
/// `metadata.json`.
///
/// # Errors
/// [`TextErrorKind::Benchmark`] when the folder lacks one of these or holds no article.
pub fn score(folder: &Path) -> Result<ExtractionScore, TextError> {
    let mut total = ExtractionScore::default();
    for page in pages(folder)? {
        let page = score_page(folder, &page)?;
        total.pages += 1;
        total.failed += usize::from(page.failed);
        total.precision += page.precision;
        total.recall += page.recall;
        total.f1 += page.f1;
        if let Some(true_date) = &page.true_date {
            total.dated += 1;
            total.dates_right += usize::from(page.date.as_ref() == Some(true_date));
            total.dates_wrong += usize::from(page.date.as_ref().is_some_and(|date| date != true_date));
        }
    }
    let pages = total.pages.max(1) as f64;
    total.precision /= pages;
    total.recall /= pages;
    total.f1 /= pages;
    Ok(total)
}

/// The score of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageScore {
    /// Whether no article was found.
    pub failed: bool,
    /// Share of extracted words that are in the truth.
    pub precision: f64,
    /// Share of the truth's words that were extracted.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Day of publication found (`2024-10-28`).
    pub date: Option<String>,
    /// Day of publication in the truth.
    pub true_date: Option<String>,
}

/// The identifiers of the folder's pages of type "article", in order.
///
/// # Errors
/// As [`score`].
pub fn pages(folder: &Path) -> Result<Vec<String>, TextError> {
    let name = folder.join("metadata.json");
    let wrong = |why: &str| TextError::new(name.display().to_string(), TextErrorKind::Benchmark(why.to_owned()));
    let about = read_json(&name)?;
    let files = about.get("files").and_then(Value::as_object).ok_or_else(|| wrong("no \"files\""))?;
    let mut articles: Vec<String> = files
        .iter()
        .filter(|(_, page)| page.get("page_type").and_then(Value::as_str) == Some("article"))
        .map(|(id, _)| id.clone())
        .collect();
    articles.sort_unstable();
    if articles.is_empty() { Err(wrong("no page of type article")) } else { Ok(articles) }
}

/// Scores one page by its identifier.
///
/// # Errors
/// As [`score`].
pub fn score_page(folder: &Path, id: &str) -> Result<PageScore, TextError> {
    let truth = read_json(&folder.join("ground-truth").join(format!("{id}.json")))?;
    let field = |key: &str| truth.pointer(&format!("/ground_truth/{key}")).and_then(Value::as_str).map(str::to_owned);
    let path = folder.join("html").join(format!("{id}.html"));
    let name = path.display().to_string();
    let bytes =
        fs::read(&path).map_err(|error| TextError::new(name.as_str(), TextErrorKind::Benchmark(error.to_string())))?;
    let url = truth.get("url").and_then(Value::as_str).map(str::to_owned);
    let read = read_article(&Raw { name, bytes, content_type: None, url });
    let failed = read.is_err();
    let article = read.unwrap_or_default();
    let (precision, recall, f1) = overlap(&article.text, &field("main_content").unwrap_or_default());
    let date = article.published.map(|time| time[..10].to_owned());
    let true_date =
        field("publish_date").and_then(|value| crate::dates::timestamp(&value)).map(|time| time[..10].to_owned());
    Ok(PageScore { failed, precision, recall, f1, date, true_date })
}

fn read_json(path: &Path) -> Result<Value, TextError> {
    let wrong = |why: String| TextError::new(path.display().to_string(), TextErrorKind::Benchmark(why));
    let bytes = fs::read(path).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))
}

/// Precision, recall and F1 over the multisets of words, as WCXB counts them: runs of letters, digits and underscores in
/// lower case.
fn overlap(found: &str, truth: &str) -> (f64, f64, f64) {
    let (found_total, found) = count(found);
    let (truth_total, truth) = count(truth);
    if truth_total == 0 || found_total == 0 {
        let score = if truth_total == found_total { 1.0 } else { 0.0 };
        return (score, score, score);
    }
    let shared: usize = found.iter().map(|(word, &times)| times.min(truth.get(word).copied().unwrap_or(0))).sum();
    let (precision, recall) = (shared as f64 / found_total as f64, shared as f64 / truth_total as f64);
    let f1 = if shared == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    (precision, recall, f1)
}

fn count(text: &str) -> (usize, HashMap<String, usize>) {
    let mut counts = HashMap::new();
    let mut total = 0;
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
        total += 1;
    }
    (total, counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_often_as_they_stand() {
        let (precision, recall, f1) = overlap("The minister, the MINISTER", "the minister said the word");
        assert_eq!((precision, recall), (0.75, 0.6));
        assert!((f1 - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(overlap("", ""), (1.0, 1.0, 1.0));
        assert_eq!(overlap("", "word"), (0.0, 0.0, 0.0));
    }

    #[test]
    fn a_folder_that_is_no_benchmark_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(score(folder.path()).unwrap_err().to_string().contains("not an extraction benchmark"));
    }
}
