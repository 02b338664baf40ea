//! A ledger's answers, gathered into a dossier.
//!
//! In: [`Answers`], a [`Filter`], how many findings to tell. Out: a [`Dossier`]. Bounded: whatever the ledger holds, at most so
//! many findings with so many claims are told, the most important ones, and what is left out is counted.
//!
//! Importance, in this order: standing (what is contested first), number of independent origins, number of claims, how lately
//! it changed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use purport_ledger::Result;
use purport_ledger::answer::story::kind_of_copy;
use purport_ledger::answer::{Answers, ArticleRef, Story};
use purport_ledger::ask::Filter;
use purport_ledger::finding::Standing;
use purport_ledger::store::Asked;
use purport_ledger::store::{ArticleId, FindingRow, Moment, Store};

use super::model::{Dossier, Listed, rank};
use super::when;

/// Findings asked for at once.
const PAGE: usize = 20_000;

/// Findings of one claim that are listed.
pub const SINGLES: usize = 200;

/// Sources listed.
const SOURCES: usize = 100;

/// Articles listed, beside those that claims of the page stand in.
const ARTICLES: usize = 1_000;

/// What a person wants told.
pub struct Wish<'a> {
    /// The page's title.
    pub title: String,
    /// The ledger's name.
    pub ledger: String,
    /// Which findings.
    pub filter: &'a Filter,
    /// The same in words.
    pub conditions: Vec<(&'static str, String)>,
    /// How many findings at most.
    pub limit: usize,
}

/// Gather.
pub fn gather<S: Store + Asked>(answers: &Answers<'_, S>, wish: Wish<'_>) -> Result<Dossier> {
    let (store, filter) = (answers.store(), wish.filter);
    let chosen = choose(store, filter, wish.limit)?;
    let mut findings = chosen.several.iter().map(|row| answers.story(row)).collect::<Result<Vec<_>>>()?;
    let importance = |finding: &Story| {
        (
            rank(finding.standing),
            Reverse(finding.origins_for + finding.origins_against),
            Reverse(finding.claims.len() + finding.left_out),
            Reverse(finding.last_changed.clone()),
        )
    };
    findings.sort_by(|one, other| importance(one).cmp(&importance(other)).then_with(|| one.id.cmp(&other.id)));
    let singles = chosen.singles.iter().map(|row| answers.story(row)).collect::<Result<Vec<_>>>()?;

    let cited: BTreeSet<ArticleId> =
        findings.iter().chain(&singles).flat_map(|finding| &finding.claims).map(|claim| claim.article.number).collect();
    let (families, articles_left_out, known) = families(answers, filter, &cited, wish.conditions.is_empty())?;
    // Every pair of copies names its later article.
    let copies: BTreeSet<ArticleId> = store.copies(None, filter.at)?.into_iter().map(|copy| copy.article).collect();
    let sources = answers.sources(&Filter { at: filter.at, ..Filter::default() }, None, SOURCES)?;
    let latest = store.latest()?;
    Ok(Dossier {
        title: wish.title,
        ledger: wish.ledger,
        as_of: when::known(if filter.at == Moment::MAX { latest } else { filter.at.min(latest) }),
        conditions: wish.conditions,
        articles_known: known,
        copies_known: copies.len() as u64,
        totals: chosen.totals,
        findings,
        singles,
        sources: sources.rows,
        more_sources: sources.next.is_some(),
        families,
        articles_left_out,
    })
}

struct Chosen {
    totals: [(usize, usize); 6],
    several: Vec<FindingRow>,
    singles: Vec<FindingRow>,
}

/// Go through all findings that meet the filter and keep the most important ones.
fn choose<S: Store + Asked>(store: &S, filter: &Filter, limit: usize) -> Result<Chosen> {
    let mut chosen = Chosen { totals: [(0, 0); 6], several: Vec::new(), singles: Vec::new() };
    let mut after = None;
    loop {
        let page = store.find_findings(filter, after.as_ref(), PAGE)?;
        for row in page.rows {
            let total = &mut chosen.totals[rank(row.finding.standing)];
            if row.finding.members.len() > 1 {
                total.0 += 1;
                chosen.several.push(row);
            } else {
                total.1 += 1;
                chosen.singles.push(row);
            }
        }
        keep(&mut chosen.several, limit);
        keep(&mut chosen.singles, SINGLES.min(limit));
        after = page.next;
        if after.is_none() {
            return Ok(chosen);
        }
    }
}

fn keep(rows: &mut Vec<FindingRow>, limit: usize) {
    // What reports nothing (a declined comment) tells less than what somebody stands for.
    let weight = |row: &FindingRow| {
        let finding = &row.finding;
        let quiet = finding.standing == Standing::Reported && finding.origins_for == 0;
        let origins = finding.origins_for + finding.origins_against;
        (rank(finding.standing), quiet, Reverse(origins), Reverse(finding.members.len()))
    };
    let newest = |one: &FindingRow, other: &FindingRow| {
        let (one, other) = (&one.finding, &other.finding);
        other
            .last_changed
            .cmp(&one.last_changed)
            .then(one.first_said.cmp(&other.first_said))
            .then(one.id.cmp(&other.id))
    };
    rows.sort_by(|one, other| weight(one).cmp(&weight(other)).then_with(|| newest(one, other)));
    rows.truncate(limit);
}

/// The articles that the page speaks of, and without conditions the others too, each family under its first; how many are left
/// out; how many the ledger knew.
#[allow(clippy::type_complexity)]
fn families<S: Store + Asked>(
    answers: &Answers<'_, S>,
    filter: &Filter,
    cited: &BTreeSet<ArticleId>,
    all: bool,
) -> Result<(Vec<Vec<Listed>>, usize, u64)> {
    let (store, mut wanted, mut known, mut after) = (answers.store(), cited.clone(), 0, None);
    loop {
        let page = store.find_articles(&Filter { at: filter.at, ..Filter::default() }, after.as_ref(), PAGE)?;
        known += page.rows.len();
        if all {
            let room = (ARTICLES + cited.len()).saturating_sub(wanted.len());
            wanted.extend(page.rows.into_iter().take(room));
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut grouped: BTreeMap<ArticleId, Vec<Listed>> = BTreeMap::new();
    for number in &wanted {
        grouped
            .entry(store.family(*number)?)
            .or_default()
            .push(Listed { article: answers.article_ref(*number)?, copy: None });
    }
    let mut families: Vec<Vec<Listed>> = grouped.into_values().collect();
    for family in &mut families {
        family.sort_by_cached_key(|listed| placed(&listed.article));
        let Some(first) = family.first().map(|first| first.article.number) else { continue };
        for later in family.iter_mut().skip(1) {
            later.copy = kind_of_copy(store, later.article.number, first, filter.at)?;
        }
    }
    families.sort_by_cached_key(|family| family.first().map(|first| placed(&first.article)));
    Ok((families, known - wanted.len().min(known), known as u64))
}

/// What orders an article before others.
fn placed(article: &ArticleRef) -> (i64, String, String) {
    let second = article.published.as_deref().and_then(when::second).unwrap_or(i64::MAX);
    (second, article.publisher.clone().unwrap_or_default(), article.id.clone())
}
