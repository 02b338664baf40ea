//! `purport show ID`: a finding with its whole story, a claim, or an article.

use std::fmt::Write as _;
use std::process::ExitCode;

use purport_ledger::answer::{Answers, ClaimAnswer, FindingAnswer, Named};
use purport_ledger::finding::Relation;
use purport_ledger::store::Store;
use purport_ledger::store::sqlite::SqliteStore;

use super::table::{plain, print, width};
use super::{AsOf, Place, asked};
use crate::report::wrap;

/// Show a finding with its story: each claim in order of publication, on whose word, for or against
///
/// A claim's id shows the findings that it is part of; an article's id shows what it is a copy of.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    as_of: AsOf,
    /// Id of a finding (a03/f2), a claim (a03/c5), or an article
    #[arg(value_name = "ID")]
    id: String,
    /// One object a line
    #[arg(long)]
    json: bool,
}

/// Shows.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::ended(asked(&arguments.place, arguments.as_of.as_of, |answers| {
        let line = |error: purport_ledger::LedgerError| error.to_string();
        let articles = answers.store().articles_named(&arguments.id).map_err(line)?;
        if !articles.is_empty() {
            let mut out = String::new();
            for id in articles {
                let article = answers.article(id).map_err(line)?;
                if arguments.json {
                    out += &(serde_json::to_string(&article).map_err(|error| error.to_string())? + "\n");
                } else {
                    out += &article_text(&article, answers, id)?;
                }
            }
            return print(&out);
        }
        let named = answers.resolve(&arguments.id).map_err(line)?;
        let mut out = String::new();
        if let (Named::Claim(claim), false) = (named, arguments.json) {
            let claim = answers.claim(claim).map_err(line)?;
            out += &claim_text(&claim, "", width());
        }
        for finding in answers.findings_of(named).map_err(line)? {
            if arguments.json {
                out += &(serde_json::to_string(&finding).map_err(|error| error.to_string())? + "\n");
            } else {
                if !out.is_empty() {
                    out.push('\n');
                }
                out += &story(&finding, answers)?;
            }
        }
        print(&out)
    }))
}

fn date(time: Option<&str>) -> &str {
    time.and_then(|time| time.get(..10)).unwrap_or("undated")
}

/// The whole story of a finding.
fn story(finding: &FindingAnswer, answers: &Answers<'_, SqliteStore>) -> Result<String, String> {
    let width = width().min(100);
    let mut out = format!("{}  {}\n", finding.id, finding.standing.name().to_uppercase());
    out += &wrap(&plain(&finding.statement), width, 2);
    let _ = writeln!(out, "  independent origins: {} for, {} against", finding.origins_for, finding.origins_against);
    if !finding.events.is_empty() {
        let names: Vec<&str> = finding.events.iter().map(|kind| kind.name()).collect();
        let _ = writeln!(out, "  events: {}", names.join(", "));
    }
    for number in &finding.numbers {
        let bound = |bound: Option<f64>| bound.map_or("…".to_owned(), |value| value.to_string());
        let value = if number.low == number.high {
            bound(number.low)
        } else {
            format!("{} to {}", bound(number.low), bound(number.high))
        };
        let of = plain(number.of.as_deref().unwrap_or(""));
        let _ = writeln!(out, "  number: {value} {of} ({})", number.claims.join(", "));
    }
    out += "\n  How it stood\n";
    for change in &finding.history {
        let _ = writeln!(out, "    {}  {:<12} {}", date(change.at.as_deref()), change.standing.name(), change.because);
    }
    out += "\n  Who says what\n";
    for claim in &finding.claims {
        let mark = match claim.relation {
            Relation::Supports => "+ supports",
            Relation::Denies => "− denies",
            Relation::Differs => "≠ differs",
            Relation::Mentions => "· mentions",
            Relation::Withdraws => "× withdraws",
        };
        let _ =
            writeln!(out, "    {}  {mark:<11}  {}  [{}]", date(claim.said.as_deref()), plain(&claim.origin), claim.id);
        let named = answers.resolve(&claim.id).map_err(|error| error.to_string())?;
        if let Named::Claim(number) = named {
            let claim = answers.claim(number).map_err(|error| error.to_string())?;
            out += &claim_text(&claim, "      ", width);
        }
    }
    Ok(out)
}

/// A claim: its article, who says it how, and the words.
fn claim_text(claim: &ClaimAnswer, indent: &str, width: usize) -> String {
    let source = claim.source.text.as_deref().or(claim.source.name.as_deref()).unwrap_or("nobody named");
    let cue = claim.cue.as_deref().map_or(String::new(), |cue| format!(", “{}”", plain(cue)));
    let certainty = claim.certainty.map_or("", |certainty| certainty.name());
    let outlet = claim.publisher.as_deref().unwrap_or(claim.article.as_str());
    let head = format!("{}{cue}, {certainty} ({})", plain(source), plain(outlet));
    wrap(&head, width, indent.len()) + &wrap(&format!("“{}”", plain(&claim.text)), width, indent.len() + 2)
}

fn article_text(
    article: &purport_ledger::answer::ArticleAnswer,
    answers: &Answers<'_, SqliteStore>,
    id: i64,
) -> Result<String, String> {
    let mut out = format!("{}  {}\n", article.id, plain(article.title.as_deref().unwrap_or("(no title)")));
    let fields = [
        ("publisher", article.publisher.as_deref()),
        ("published", article.published.as_deref()),
        ("address", article.url.as_deref()),
        ("known", Some(article.known.as_str())),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name:<10} {}", plain(value));
        }
    }
    for copy in &article.copies {
        let credit = copy.credit.as_deref().map_or(String::new(), |credit| format!(", credits {}", plain(credit)));
        let _ = writeln!(out, "  {:<10} {} of {}{credit}", copy.kind, copy.articles[1], copy.articles[0]);
        let is_revision = copy.kind == "revision" && copy.articles[1] == article.id;
        if is_revision {
            out += &changes(answers, id, &copy.articles[0])?;
        }
    }
    Ok(out)
}

/// Word by word what a revision changed.
fn changes(answers: &Answers<'_, SqliteStore>, later: i64, earlier: &str) -> Result<String, String> {
    /// Changes that are listed; a page that was written anew has hundreds.
    const LISTED: usize = 20;
    let line = |error: purport_ledger::LedgerError| error.to_string();
    let Some(earlier) = answers.store().articles_named(earlier).map_err(line)?.first().copied() else {
        return Ok(String::new());
    };
    let (before, after) = (answers.whole_article(earlier).map_err(line)?, answers.whole_article(later).map_err(line)?);
    let found = purport_ledger::copies::difference(&before.text, &after.text);
    let mut out = String::new();
    for change in found.iter().take(LISTED) {
        let (old, new) = (plain(change.before.slice(&before.text)), plain(change.after.slice(&after.text)));
        let _ = match (old.trim().is_empty(), new.trim().is_empty()) {
            (true, _) => writeln!(out, "    + {new}"),
            (_, true) => writeln!(out, "    − {old}"),
            _ => writeln!(out, "    {old} → {new}"),
        };
    }
    if found.len() > LISTED {
        let _ = writeln!(out, "    … and {} more changes", found.len() - LISTED);
    }
    Ok(out)
}
