//! `purport findings`, `claims`, `events`, `sources`, `articles`, `search`, `copies`: rows that fulfil conditions.

use std::process::ExitCode;

use purport_ledger::answer::{Answers, ArticleAnswer};
use purport_ledger::ask::{Cursor, Filter, List, Page};
use purport_ledger::store::Asked;
use purport_ledger::store::sqlite::SqliteStore;
use purport_read::Certainty;
use serde::Serialize;

use super::conditions::Conditions;
use super::table::{csv, print, table, width};
use super::{AsOf, Outcome, Place, asked};

/// Rows of one page at most.
const LARGEST_PAGE: u64 = 10_000;

/// What is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    conditions: Conditions,
    #[command(flatten)]
    form: Form,
}

/// `purport search WORDS`.
#[derive(clap::Args)]
pub struct Search {
    /// Words that must all be there; "phrases" in quotation marks, begin* for beginnings of words
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    rest: Arguments,
}

/// `purport copies`.
#[derive(clap::Args)]
pub struct Copies {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    as_of: AsOf,
    /// Only those that this article is part of
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    /// One object a line
    #[arg(long)]
    json: bool,
}

/// How rows are given.
#[derive(clap::Args)]
struct Form {
    /// One object a line
    #[arg(long)]
    json: bool,
    /// Comma-separated values
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Rows at most
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=LARGEST_PAGE))]
    limit: u64,
    /// Go on where a page ended, as it said on standard error
    #[arg(long, value_name = "CURSOR", allow_hyphen_values = true)]
    after: Option<String>,
    /// All rows, page by page
    #[arg(long, conflicts_with_all = ["limit", "after"])]
    all: bool,
}

/// Answers.
pub fn run(list: List, arguments: &Arguments) -> ExitCode {
    super::ended(find(list, arguments, arguments.conditions.filter()))
}

/// Searches: articles with the words, the best first, each with the claims that have them.
pub fn search(arguments: &Search) -> ExitCode {
    let words = arguments.words.join(" ");
    let filter = Filter { text: Some(words), ..arguments.rest.conditions.filter() };
    super::ended(find(List::Articles, &arguments.rest, filter))
}

/// Lists copies.
pub fn copies(arguments: &Copies) -> ExitCode {
    super::ended(asked(&arguments.place, arguments.as_of.as_of, |answers| {
        let line = |error: purport_ledger::LedgerError| error.to_string();
        let articles = match &arguments.article {
            Some(name) => purport_ledger::store::Store::articles_named(answers.store(), name).map_err(line)?,
            None => Vec::new(),
        };
        if arguments.article.is_some() && articles.is_empty() {
            return Err(format!(
                "there is no article {} in this ledger",
                arguments.article.as_deref().unwrap_or_default()
            ));
        }
        let copies = answers.copies(articles.first().copied()).map_err(line)?;
        if arguments.json {
            return print(&json(&copies)?);
        }
        let rows: Vec<Vec<String>> = copies
            .into_iter()
            .map(|copy| {
                vec![copy.kind, copy.of.unwrap_or_default(), copy.articles[1].clone(), copy.credit.unwrap_or_default()]
            })
            .collect();
        print(&table(&["kind", "of", "copy", "credit"], &rows, width()))
    }))
}

fn find(list: List, arguments: &Arguments, filter: Filter) -> Outcome {
    if let Some(beyond) = filter.beyond(list) {
        let takes: Vec<String> = list.takes().iter().map(|name| format!("--{name}")).collect();
        return Err(format!("this list does not look at --{beyond}; it takes {}", takes.join(", ")));
    }
    asked(&arguments.place, arguments.as_of.as_of, |answers| {
        let form = &arguments.form;
        let limit = if form.all { 1000 } else { usize::try_from(form.limit).unwrap_or(usize::MAX) };
        let mut after = form.after.clone().map(Cursor);
        let mut first = true;
        loop {
            let (text, next) = page(list, answers, &filter, after.as_ref(), limit, form, first)?;
            print(&text)?;
            first = false;
            match next {
                Some(next) if form.all => after = Some(next),
                Some(next) => {
                    eprintln!("there is more: --after {:?}", next.0);
                    return Ok(());
                }
                None => return Ok(()),
            }
        }
    })
}

/// A page as text, and where the next begins.
fn page(
    list: List,
    answers: &Answers<'_, SqliteStore>,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: usize,
    form: &Form,
    first: bool,
) -> Result<(String, Option<Cursor>), String> {
    let line = |error: purport_ledger::LedgerError| error.to_string();
    let written = |head: &[&str], rows: Vec<Vec<String>>| {
        if form.csv {
            let text = csv(head, &rows);
            if first { text } else { text.split_once("\r\n").map(|(_, rest)| rest.to_owned()).unwrap_or_default() }
        } else {
            table(head, &rows, width())
        }
    };
    match list {
        List::Findings => {
            let page = answers.findings(filter, after, limit).map_err(line)?;
            rows(form, page, |rows| {
                let cells = |finding: &purport_ledger::answer::FindingAnswer| {
                    vec![
                        finding.id.clone(),
                        finding.standing.name().to_owned(),
                        format!("+{} −{}", finding.origins_for, finding.origins_against),
                        numbers(finding),
                        date(finding.last_changed.as_deref()),
                        finding.statement.clone(),
                    ]
                };
                written(
                    &["id", "standing", "origins", "numbers", "changed", "statement"],
                    rows.iter().map(cells).collect(),
                )
            })
        }
        List::Claims => {
            let page = answers.claims(filter, after, limit).map_err(line)?;
            rows(form, page, |rows| {
                let cells = |claim: &purport_ledger::answer::ClaimAnswer| {
                    let source =
                        claim.source.name.clone().or_else(|| claim.source.text.clone()).unwrap_or_else(|| "–".into());
                    let mark = match claim.polarity {
                        Some(purport_read::Polarity::Negative) => "not ",
                        _ => "",
                    };
                    let certainty = claim.certainty.map_or("", Certainty::name);
                    vec![
                        claim.id.clone(),
                        date(claim.said.as_deref()),
                        source,
                        format!("{mark}{certainty}"),
                        claim.text.clone(),
                    ]
                };
                written(&["id", "said", "source", "certainty", "claim"], rows.iter().map(cells).collect())
            })
        }
        List::Events => {
            let page = answers.events(filter, after, limit).map_err(line)?;
            rows(form, page, |rows| {
                let cells = |event: &purport_ledger::answer::EventAnswer| {
                    let negative = event.polarity == Some(purport_read::Polarity::Negative);
                    vec![
                        event.id.clone(),
                        event.time.clone().unwrap_or_else(|| date(event.said.as_deref())),
                        format!("{}{}", if negative { "not " } else { "" }, event.kind.name()),
                        event.place.clone().unwrap_or_default(),
                        event.certainty.map_or("", Certainty::name).to_owned(),
                        format!("{} → {} ({})", event.actors.join(", "), event.recipients.join(", "), event.anchor),
                    ]
                };
                written(&["id", "when", "type", "place", "certainty", "who"], rows.iter().map(cells).collect())
            })
        }
        List::Sources => {
            let page = answers.sources(filter, after, limit).map_err(line)?;
            rows(form, page, |rows| {
                let cells = |source: &purport_ledger::answer::SpeakerAnswer| {
                    vec![
                        source.claims.to_string(),
                        source.corroborated.to_string(),
                        source.confirmed.to_string(),
                        source.disputed.to_string(),
                        source.contradicted.to_string(),
                        source.retracted.to_string(),
                        source.reliability.map_or_else(String::new, String::from),
                        source.country.clone().unwrap_or_default(),
                        source.sector.clone().unwrap_or_default(),
                        source.name.clone(),
                    ]
                };
                let head = [
                    "claims",
                    "corroborated",
                    "confirmed",
                    "disputed",
                    "other number",
                    "retracted",
                    "grade",
                    "country",
                    "sector",
                    "source",
                ];
                written(&head, rows.iter().map(cells).collect())
            })
        }
        List::Articles => {
            let page = answers
                .store()
                .find_articles(&Filter { at: answers.at(), ..filter.clone() }, after, limit)
                .map_err(line)?;
            let rows_of: Vec<ArticleAnswer> =
                page.rows.iter().map(|id| answers.article(*id)).collect::<Result<_, _>>().map_err(line)?;
            rows(form, Page { rows: rows_of, next: page.next }, |rows| {
                let cells = |article: &ArticleAnswer| {
                    let kinds: Vec<&str> = article.copies.iter().map(|copy| copy.kind.as_str()).collect();
                    vec![
                        article.id.clone(),
                        date(article.published.as_deref()),
                        article.publisher.clone().unwrap_or_default(),
                        kinds.first().copied().unwrap_or_default().to_owned(),
                        article.title.clone().unwrap_or_default(),
                    ]
                };
                written(&["id", "published", "publisher", "copy", "title"], rows.iter().map(cells).collect())
            })
        }
    }
}

fn rows<T: Serialize>(
    form: &Form,
    page: Page<T>,
    written: impl Fn(&[T]) -> String,
) -> Result<(String, Option<Cursor>), String> {
    let text = if form.json { json(&page.rows)? } else { written(&page.rows) };
    Ok((text, page.next))
}

fn json<T: Serialize>(rows: &[T]) -> Result<String, String> {
    let mut out = String::new();
    for row in rows {
        out += &serde_json::to_string(row).map_err(|error| error.to_string())?;
        out.push('\n');
    }
    Ok(out)
}

/// The spread of the numbers that most claims give.
fn numbers(finding: &purport_ledger::answer::FindingAnswer) -> String {
    let Some(most) = finding.numbers.iter().max_by_key(|number| number.claims.len()) else { return String::new() };
    let same: Vec<_> = finding.numbers.iter().filter(|number| number.of == most.of).collect();
    let low = same.iter().filter_map(|number| number.low).fold(f64::INFINITY, f64::min);
    let high = same.iter().filter_map(|number| number.high).fold(f64::NEG_INFINITY, f64::max);
    match (low.is_finite(), high.is_finite()) {
        (true, true) if low < high => format!("{low}–{high}"),
        (true, _) => low.to_string(),
        (false, true) => high.to_string(),
        _ => String::new(),
    }
}

fn date(time: Option<&str>) -> String {
    time.and_then(|time| time.get(..10)).unwrap_or("–").to_owned()
}
