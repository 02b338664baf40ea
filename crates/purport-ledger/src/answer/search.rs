//! Everything with some words, as they are typed: findings, articles, names.

use std::collections::BTreeMap;

use purport_text::Span;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::{Answers, ArticleRef, IdentityAnswer};
use crate::ask::Filter;
use crate::error::Result;
use crate::finding::Standing;
use crate::store::{ArticleId, Asked, StatementId, Store};

/// Articles whose statements are looked through.
const LOOKED_THROUGH: usize = 24;

/// Characters of a snippet, about.
const SNIPPET: usize = 180;

/// Shortest beginning of a word that is looked for.
const BEGINNING: usize = 2;

/// What has the words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    /// Findings that state them.
    pub findings: Vec<FoundFinding>,
    /// Articles that have them, the best first.
    pub articles: Vec<FoundArticle>,
    /// Names that have them.
    pub sources: Vec<FoundSource>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundFinding {
    /// Its id.
    pub id: String,
    /// What it states.
    pub statement: String,
    /// What it rests on.
    pub standing: Standing,
    /// How many claims.
    pub claims: usize,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundArticle {
    /// Which.
    #[serde(flatten)]
    pub article: ArticleRef,
    /// Where the words stand.
    pub snippet: Vec<Snippet>,
}

/// A stretch of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snippet {
    /// Its words.
    pub text: String,
    /// Whether it is what was looked for.
    #[serde(rename = "match")]
    pub is_match: bool,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundSource {
    /// Its key.
    pub key: String,
    /// The most usual name.
    pub name: String,
    /// Kind of entity.
    pub kind: String,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
}

/// What was typed.
struct Typed {
    /// The words, folded.
    words: Vec<String>,
    /// Whether the last may go on.
    is_open: bool,
}

impl Typed {
    fn of(typed: &str) -> Self {
        let words: Vec<String> = runs(typed).map(|span| fold(&typed[span.range()])).collect();
        let is_whole = typed.ends_with(|ch: char| !ch.is_alphanumeric() && ch != '*');
        let is_open = !is_whole && words.last().is_some_and(|word| word.chars().count() >= BEGINNING);
        Self { words, is_open }
    }

    /// Which of the words one of a text is.
    fn place(&self, word: &str) -> Option<usize> {
        let word = fold(word);
        let last = self.words.len().saturating_sub(1);
        (0..self.words.len())
            .find(|at| word == self.words[*at] || (self.is_open && *at == last && word.starts_with(&self.words[*at])))
    }

    /// Whether a text has all words.
    fn stands_in(&self, text: &str) -> bool {
        let mut missing: Vec<usize> = (0..self.words.len()).collect();
        for span in runs(text) {
            if let Some(place) = self.place(&text[span.range()]) {
                // The same word may be typed twice.
                missing.retain(|at| self.words[*at] != self.words[place]);
            }
        }
        missing.is_empty()
    }
}

/// Words as the index of words folds them: small letters without marks.
fn fold(word: &str) -> String {
    word.nfd().filter(|ch| !unicode_normalization::char::is_combining_mark(*ch)).flat_map(char::to_lowercase).collect()
}

/// Runs of letters and digits.
fn runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|ch: char| !ch.is_alphanumeric()).map_or(text.len(), |length| start + length);
        rest = end;
        Some(Span::new(start, end))
    })
}

impl<S: Store + Asked> Answers<'_, S> {
    /// Everything with some words, as they are typed: the last may go on unless something follows it. At most `limit` of each
    /// kind.
    ///
    /// # Errors
    /// When the store fails.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Found> {
        let wanted = Typed::of(typed);
        if wanted.words.is_empty() {
            return Ok(Found::default());
        }
        let text = if wanted.is_open && !typed.ends_with('*') { format!("{typed}*") } else { typed.to_owned() };
        let filter = Filter { text: Some(text), at: self.at, ..Filter::default() };
        let ids = self.store.find_articles(&filter, None, LOOKED_THROUGH.max(limit))?.rows;
        let mut articles = Vec::new();
        for id in ids.iter().take(limit) {
            let text = self.store.article(*id)?.text;
            articles.push(FoundArticle { article: self.article_ref(*id)?, snippet: snippet(&text, &wanted) });
        }
        Ok(Found {
            findings: self.findings_stating(&wanted, &ids, limit)?,
            articles,
            sources: self.named(typed, limit)?,
        })
    }

    /// Findings whose statements in these articles have the words: those of most claims first.
    fn findings_stating(&self, wanted: &Typed, articles: &[ArticleId], limit: usize) -> Result<Vec<FoundFinding>> {
        let mut found: BTreeMap<StatementId, usize> = BTreeMap::new();
        let mut order: Vec<(StatementId, FoundFinding)> = Vec::new();
        for article in articles.iter().take(LOOKED_THROUGH) {
            let Some(edition) = self.store.edition(*article, self.at)? else { continue };
            for statement in self.store.in_edition(edition)? {
                if !wanted.stands_in(&self.statement_text(statement)?.1) {
                    continue;
                }
                let Some(row) = self.store.finding_of(statement, self.at)? else { continue };
                let id = row.finding.id;
                if found.insert(id, order.len()).is_none() {
                    let (standing, claims) = (row.finding.standing, row.finding.members.len());
                    let statement = self.statement_text(id)?.1;
                    order.push((id, FoundFinding { id: self.finding_id(id)?, statement, standing, claims }));
                }
            }
        }
        // Stable: among those of as many claims, the best article's come first.
        order.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.claims));
        Ok(order.into_iter().take(limit).map(|(_, finding)| finding).collect())
    }

    fn named(&self, typed: &str, limit: usize) -> Result<Vec<FoundSource>> {
        let mut rows = Vec::new();
        for id in self.store.identities_named(typed.trim().trim_end_matches('*'))? {
            rows.extend(self.store.identity(id)?);
        }
        let articles = |row: &crate::store::IdentityRow| row.spellings.iter().map(|(_, count)| *count).sum::<u64>();
        rows.sort_by(|one, other| articles(other).cmp(&articles(one)).then_with(|| one.key.cmp(&other.key)));
        rows.dedup_by(|one, other| one.key == other.key);
        let told = rows.into_iter().take(limit).map(|row| {
            let IdentityAnswer { key, name, kind, country, .. } = row.into();
            FoundSource { key, name, kind, country }
        });
        Ok(told.collect())
    }
}

/// The stretch of a text that has most of the words, these marked.
fn snippet(text: &str, wanted: &Typed) -> Vec<Snippet> {
    let matches: Vec<(Span, usize)> =
        runs(text).filter_map(|span| Some((span, wanted.place(&text[span.range()])?))).take(400).collect();
    let distinct = |first: usize| -> usize {
        let near = matches[first..].iter().take_while(|(span, _)| span.end <= matches[first].0.start + SNIPPET);
        near.map(|(_, word)| *word).collect::<std::collections::BTreeSet<_>>().len()
    };
    let best = (0..matches.len()).max_by_key(|first| (distinct(*first), std::cmp::Reverse(*first)));
    let centre = best.map_or(0, |first| matches[first].0.start);
    let start = text[..centre].char_indices().rev().take(SNIPPET / 3).last().map_or(centre, |(at, _)| at);
    let start =
        if start == 0 { 0 } else { text[start..].find(' ').map_or(start, |blank| start + blank + 1).min(centre) };
    let end = text[centre..].char_indices().nth(SNIPPET).map_or(text.len(), |(at, _)| centre + at);
    let mut pieces = Vec::new();
    let mut push = |from: usize, to: usize, is_match: bool| {
        let words = &text[from..to];
        if !words.is_empty() {
            // A line of a list: white space as single blanks.
            let mut flat = String::with_capacity(words.len());
            for ch in words.chars().map(|ch| if ch.is_whitespace() { ' ' } else { ch }) {
                if ch != ' ' || !flat.ends_with(' ') {
                    flat.push(ch);
                }
            }
            pieces.push(Snippet { text: flat, is_match });
        }
    };
    let mut rest = start;
    for (span, _) in matches.iter().filter(|(span, _)| span.start >= start && span.end <= end) {
        push(rest, span.start, false);
        push(span.start, span.end, true);
        rest = span.end;
    }
    push(rest, end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> String {
        let pieces = snippet(text, &Typed::of(typed)).into_iter();
        pieces.map(|piece| if piece.is_match { format!("[{}]", piece.text) } else { piece.text }).collect()
    }

    #[test]
    fn the_last_word_may_go_on_until_a_blank_follows() {
        assert!(Typed::of("dam gat").stands_in("The gates of the dam"));
        assert!(!Typed::of("dam gat ").stands_in("The gates of the dam"));
        assert!(!Typed::of("dam x").stands_in("The dam has an xylophone"), "one letter is no beginning");
        assert!(Typed::of("Śląsk").stands_in("the slask region"), "marks and size of letters do not count");
    }

    #[test]
    fn a_snippet_shows_where_the_words_stand_together() {
        let text =
            format!("The dam. {}The spill gates of the dam jammed.", "Nothing of note was said there. ".repeat(40));
        let shown = shown(&text, "gates dam");
        assert!(shown.contains("spill [gates] of the [dam] jammed."), "{shown}");
        assert!(shown.chars().count() < 300);
    }

    #[test]
    fn texts_without_the_words_show_their_beginning() {
        assert_eq!(shown("Ünder\nway", "gates"), "Ünder way");
        assert_eq!(shown("", "gates"), "");
    }
}
