//! `purport review`: what people decide.

use std::process::ExitCode;

use clap::Subcommand;
use purport_ledger::Ledger;
use purport_ledger::answer::{Answers, IdentityAnswer};
use purport_ledger::derive::unhex;
use purport_ledger::review::{Act, Anchor, Correction, Review, standing};
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::store::{Moment, Store};
use purport_read::{Certainty, Polarity};
use serde_json::json;

use super::table::{plain, print, table, width};
use super::{Outcome, Place, now};

const EXAMPLES: &str = "\
Examples:
  purport review accept a03/c5 --author ada
  purport review correct a03/c5 --polarity negative --reason \"he denied it\"
  purport review merge a03/c5 b01/c2          the two claims state the same
  purport review merge \"Lee Seong-gweun\" \"Lee Seong-kweun\"   two names of one person
  purport review split a03/c5 b01/c2          they do not
  purport review grade \"National Intelligence Service\" B        reliability of a source, A to F
  purport review grade a03/c5 2               credibility of a claim, 1 to 6
  purport review undo 7
  purport review list
  purport review export > reviewed.jsonl      training data";

/// Keep what people decide: signed, dated, reversible; it survives reread and rebuild
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Who decides [default: the name of the user]
    #[arg(long, global = true, value_name = "NAME", env = "PURPORT_AUTHOR")]
    author: Option<String>,
    /// Why
    #[arg(long, global = true, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A claim is read rightly
    Accept {
        /// The claim
        id: String,
    },
    /// A claim is none; it no longer counts in any finding
    Reject {
        /// The claim
        id: String,
    },
    /// A claim is read rightly but for these fields
    Correct {
        /// The claim
        id: String,
        /// Who says it
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
        /// certain, probable, possible or unknown
        #[arg(long, value_name = "LEVEL", value_parser = named::<Certainty>)]
        certainty: Option<Certainty>,
        /// positive or negative
        #[arg(long, value_name = "SIDE", value_parser = named::<Polarity>)]
        polarity: Option<Polarity>,
        /// What is claimed: words as they stand in the article
        #[arg(long, value_name = "WORDS")]
        content: Option<String>,
    },
    /// Two claims state the same, or two names are of one
    Merge {
        /// A claim, or a name
        one: String,
        /// The other
        other: String,
    },
    /// Two claims do not state the same
    Split {
        /// A claim
        one: String,
        /// The other
        other: String,
    },
    /// Admiralty grades: A to F of a source's reliability, 1 to 6 of a claim's credibility
    Grade {
        /// A source's name, or a claim
        of: String,
        /// A to F, or 1 to 6
        grade: String,
    },
    /// An earlier decision no longer holds
    Undo {
        /// Its number
        review: i64,
    },
    /// All decisions, and whether they hold
    List {
        /// One object a line
        #[arg(long)]
        json: bool,
    },
    /// Names that may be of one, for a person to merge
    Suggest,
    /// Training data: each decided claim with its article, as it was read and as it is right
    Export,
}

fn named<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(json!(text)).map_err(|error| error.to_string())
}

/// Keeps a decision.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::ended(review(arguments))
}

fn line(error: purport_ledger::LedgerError) -> String {
    error.to_string()
}

fn review(arguments: &Arguments) -> Outcome {
    match &arguments.what {
        What::List { json } => return list(arguments, *json),
        What::Suggest => return suggest(arguments),
        What::Export => return export(arguments),
        _ => {}
    }
    let store = SqliteStore::existing(&arguments.place.ledger).map_err(line)?;
    let act = act(&arguments.what, &store)?;
    let user = || std::env::var("USER").ok().filter(|user| !user.is_empty());
    let author = arguments.author.clone().or_else(user).ok_or("say who decides: --author NAME")?;
    let mut ledger = Ledger::new(store);
    ledger.begin(now()).map_err(line)?;
    let id = ledger.review(&author, &arguments.reason, act).map_err(line)?;
    ledger.commit().map_err(line)?;
    print(&format!("review {id}\n"))
}

fn act(what: &What, store: &SqliteStore) -> Result<Act, String> {
    let answers = Answers::new(store, Moment::MAX).map_err(line)?;
    let claim = |id: &str| answers.anchor(id).map_err(line);
    let identity = |name: &str| answers.identity_key(name).map_err(line);
    Ok(match what {
        What::Accept { id } => Act::Accept { claim: claim(id)? },
        What::Reject { id } => Act::Reject { claim: claim(id)? },
        What::Correct { id, source, certainty, polarity, content } => {
            let anchor = claim(id)?;
            let content =
                content.as_deref().map(|words| answers.span_in_article(id, words).map_err(line)).transpose()?;
            let to = Correction { source: source.clone(), certainty: *certainty, polarity: *polarity, content };
            if to == Correction::default() {
                return Err("say what is right instead: --source, --certainty, --polarity or --content".into());
            }
            Act::Correct { claim: anchor, to }
        }
        What::Merge { one, other } => match (claim(one), claim(other)) {
            (Ok(one), Ok(other)) => Act::Merge { one, other },
            _ => Act::Join { identity: identity(one)?, of: identity(other)? },
        },
        What::Split { one, other } => Act::Split { one: claim(one)?, other: claim(other)? },
        What::Grade { of, grade } => match grade.as_bytes() {
            [letter @ (b'A'..=b'F' | b'a'..=b'f')] => {
                Act::Reliability { identity: identity(of)?, grade: char::from(letter.to_ascii_uppercase()) }
            }
            [digit @ b'1'..=b'6'] => Act::Credibility { claim: claim(of)?, grade: digit - b'0' },
            _ => return Err(format!("{grade:?} is no grade: A to F for a source, 1 to 6 for a claim")),
        },
        What::Undo { review } => {
            let reviews = store.reviews(Moment::MAX).map_err(line)?;
            if !reviews.iter().any(|known| known.id == *review) {
                return Err(format!("there is no review {review} in this ledger; `purport review list` shows all"));
            }
            Act::Undo { review: *review }
        }
        What::List { .. } | What::Suggest | What::Export => return Err("nothing is decided".into()),
    })
}

fn list(arguments: &Arguments, as_json: bool) -> Outcome {
    let store = SqliteStore::read_only(&arguments.place.ledger).map_err(line)?;
    let reviews = store.reviews(Moment::MAX).map_err(line)?;
    let held: Vec<i64> = standing(&reviews).iter().map(|review| review.id).collect();
    if as_json {
        let rows: Vec<String> = reviews.iter().filter_map(|review| serde_json::to_string(review).ok()).collect();
        return print(&rows.iter().map(|row| format!("{row}\n")).collect::<String>());
    }
    let holds = |review: &Review| match review.act {
        Act::Undo { .. } => "",
        _ if held.contains(&review.id) => "holds",
        _ => "undone",
    };
    let rows: Vec<Vec<String>> = reviews
        .iter()
        .map(|review| {
            let on = match &review.act {
                Act::Undo { review } => format!("of {review}"),
                Act::Join { identity, of } => format!("{identity} = {of}"),
                Act::Reliability { identity, grade } => format!("{identity} {grade}"),
                act => act.anchors().iter().map(|anchor| anchored(&store, anchor)).collect::<Vec<_>>().join(" / "),
            };
            vec![
                review.id.to_string(),
                purport_ledger::answer::moment(review.known),
                plain(&review.author),
                review.act.name().to_owned(),
                holds(review).to_owned(),
                plain(&review.reason),
                on,
            ]
        })
        .collect();
    print(&table(&["id", "when", "who", "act", "", "why", "on"], &rows, width()))
}

fn anchored(store: &SqliteStore, anchor: &Anchor) -> String {
    let found = article(store, anchor);
    let words = |text: &str| -> String {
        let parts: Vec<&str> = anchor.content.iter().filter_map(|span| text.get(span.range())).collect();
        parts.join(" … ")
    };
    found.map_or_else(|| anchor.article.clone(), |article| format!("{}: “{}”", article.id, words(&article.text)))
}

fn article(store: &SqliteStore, anchor: &Anchor) -> Option<purport_text::Article> {
    let id = store.article_with_key(&unhex(&anchor.article)?).ok()??;
    store.article(id).ok()
}

/// Pairs of names that are suggested.
const SUGGESTED: usize = 1000;

fn suggest(arguments: &Arguments) -> Outcome {
    let store = SqliteStore::read_only(&arguments.place.ledger).map_err(line)?;
    let answers = Answers::new(&store, Moment::MAX).map_err(line)?;
    let named = |identity: IdentityAnswer| format!("{} ({})", identity.name, identity.key);
    let rows = answers.suggestions(SUGGESTED).map_err(line)?.into_iter();
    let rows: Vec<Vec<String>> = rows.map(|pair| vec![pair.kind, named(pair.one), named(pair.other)]).collect();
    print(&table(&["kind", "one", "other"], &rows, width()))
}

/// A line of JSON a claim: the article's text, the claim as read, what people decided, in order.
fn export(arguments: &Arguments) -> Outcome {
    let store = SqliteStore::read_only(&arguments.place.ledger).map_err(line)?;
    let reviews = store.reviews(Moment::MAX).map_err(line)?;
    for review in standing(&reviews) {
        for anchor in review.act.anchors() {
            let Some(article) = article(&store, anchor) else { continue };
            let points = purport_text::CodePoints::new(&article.text);
            let content: Vec<_> = anchor.content.iter().map(|span| points.from_bytes(*span)).collect();
            let correction = if let Act::Correct { to, .. } = &review.act { Some(to) } else { None };
            let row = json!({
                "article": article.id, "text": article.text, "content": content, "act": review.act.name(),
                "to": correction, "author": review.author, "reason": review.reason,
                "at": purport_ledger::answer::moment(review.known),
            });
            print(&format!("{row}\n"))?;
        }
    }
    Ok(())
}
