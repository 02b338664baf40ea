//! What stands behind the findings: those of one claim, sources, articles with their copies.

use purport_ledger::answer::story::CopyKind;

use super::escape::clip;
use super::finding;
use super::html::Html;
use super::model::{Dossier, Listed, ORDER, rank};
use super::when;
use super::wording::{copy, count, grouped};

/// Longest name or headline, in characters.
const NAME: usize = 180;

/// Other spellings shown of a source.
const SPELLINGS: usize = 4;

/// Findings of one claim: counted, and some of them folded.
pub fn singles(html: &mut Html, dossier: &Dossier) {
    let total: usize = dossier.totals.iter().map(|(_, single)| single).sum();
    if total == 0 {
        return;
    }
    html.within("section", &[("class", "group"), ("aria-labelledby", "single")], |html| {
        html.within("h2", &[("id", "single")], |html| {
            html.text("Said once");
            html.words("span", &[("class", "total")], &count(total, "finding"));
        });
        let by_standing: Vec<String> = ORDER
            .into_iter()
            .filter_map(|standing| {
                let (_, single) = dossier.totals[rank(standing)];
                (single > 0).then(|| format!("{} {}", grouped(single), standing.name()))
            })
            .collect();
        let text = format!(
            "Each rests on a single claim: {}. Nobody else repeats, supports or denies it.",
            by_standing.join(", ")
        );
        html.words("p", &[("class", "meaning")], &text);
        if dossier.singles.is_empty() {
            return;
        }
        // On paper the number is enough.
        html.within("details", &[("class", "folded")], |html| {
            let shown = dossier.singles.len();
            let rest = if shown < total { format!(" of {}", grouped(total)) } else { String::new() };
            html.words("summary", &[], &format!("Show {shown}{rest}"));
            html.within("ul", &[("class", "singles")], |html| {
                for single in &dossier.singles {
                    finding::single(html, single);
                }
            });
        });
    });
    html.line();
}

/// Sources: what each claimed and what became of it.
pub fn sources(html: &mut Html, dossier: &Dossier) {
    if dossier.sources.is_empty() {
        return;
    }
    html.within("section", &[("class", "group"), ("aria-labelledby", "sources")], |html| {
        html.words("h2", &[("id", "sources")], "Sources");
        let whole = if dossier.conditions.is_empty() { "" } else { " In the whole ledger, whatever the conditions above." };
        let more = if dossier.more_sources { " Those with most claims; there are more." } else { "" };
        let text = format!(
            "What each has claimed, and in how many cases others support, deny or contradict it. Counts, no score: how reliable a \
             source is, people judge.{whole}{more}"
        );
        html.words("p", &[("class", "meaning")], &text);
        html.within("div", &[("class", "wide"), ("role", "region"), ("aria-labelledby", "sources"), ("tabindex", "0")], |html| {
            html.within("table", &[("class", "sources")], |html| {
                html.within("thead", &[], |html| {
                    html.within("tr", &[], |html| {
                        html.words("th", &[("scope", "col")], "Source");
                        for name in ["Claims", "Corroborated", "Confirmed", "Disputed", "Other number", "Retracted"] {
                            html.words("th", &[("scope", "col"), ("class", "n")], name);
                        }
                        html.words("th", &[("scope", "col")], "Grade");
                    });
                });
                html.within("tbody", &[], |html| {
                    for source in &dossier.sources {
                        html.within("tr", &[], |html| {
                            html.within("th", &[("scope", "row")], |html| {
                                html.foreign(&clip(&source.name, NAME));
                                let about = [source.role.as_deref(), source.country.as_deref()];
                                let about: Vec<&str> = about.into_iter().flatten().collect();
                                if !about.is_empty() {
                                    html.words("span", &[("class", "about"), ("dir", "auto")], &clip(&about.join(", "), NAME));
                                }
                                let also: Vec<&str> = source.also.iter().take(SPELLINGS).map(String::as_str).collect();
                                if !also.is_empty() {
                                    let also = format!("also: {}", also.join(", "));
                                    html.words("span", &[("class", "about"), ("dir", "auto")], &clip(&also, NAME));
                                }
                            });
                            for number in [
                                source.claims,
                                source.corroborated,
                                source.confirmed,
                                source.disputed,
                                source.contradicted,
                                source.retracted,
                            ] {
                                let number = usize::try_from(number).unwrap_or(usize::MAX);
                                let class = if number == 0 { "n zero" } else { "n" };
                                html.words("td", &[("class", class)], &grouped(number));
                            }
                            let grade = source.reliability.map_or_else(|| "not graded".to_owned(), String::from);
                            let class = if source.reliability.is_none() { "zero" } else { "" };
                            html.words("td", &[("class", class)], &grade);
                        });
                    }
                });
            });
        });
    });
    html.line();
}

/// Articles, their copies folded under the first.
pub fn articles(html: &mut Html, dossier: &Dossier) {
    if dossier.families.is_empty() {
        return;
    }
    html.within("section", &[("class", "group"), ("aria-labelledby", "articles")], |html| {
        let total = dossier.families.iter().map(Vec::len).sum();
        html.within("h2", &[("id", "articles")], |html| {
            html.text("Articles");
            html.words("span", &[("class", "total")], &count(total, "article"));
        });
        let which = if dossier.conditions.is_empty() { "" } else { "Those that claims on this page stand in. " };
        let rest = match dossier.articles_left_out {
            0 => String::new(),
            more => format!(" {} of the ledger not listed.", count(more, "article")),
        };
        html.words(
            "p",
            &[("class", "meaning")],
            &format!("{which}In order of publication, copies under the first of them.{rest}"),
        );
        html.within("ol", &[("class", "articles")], |html| {
            for family in &dossier.families {
                let Some((first, copies)) = family.split_first() else { continue };
                html.within("li", &[], |html| {
                    entry(html, first);
                    if !copies.is_empty() {
                        html.within("details", &[("class", "copies")], |html| {
                            let noun = if copies.len() == 1 { "copy" } else { "copies" };
                            html.words("summary", &[], &format!("{} {noun}", grouped(copies.len())));
                            html.within("ul", &[], |html| {
                                for article in copies {
                                    html.within("li", &[], |html| entry(html, article));
                                }
                            });
                        });
                    }
                });
            }
        });
    });
    html.line();
}

fn entry(html: &mut Html, listed: &Listed) {
    let article = &listed.article;
    let title = article.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or("Without a headline");
    html.outward(article.url.as_deref(), |html| html.foreign(&clip(title, NAME)));
    html.within("span", &[("class", "meta")], |html| {
        html.text(" ");
        html.foreign(&clip(article.publisher.as_deref().unwrap_or("an outlet not named"), NAME));
        html.text(&format!(" · {}", when::said(article.published.as_deref())));
        if let Some(CopyKind { kind, credit }) = &listed.copy {
            html.text(" · ");
            html.foreign(&clip(&copy(kind, credit.as_deref()), NAME));
        }
        html.words("span", &[("class", "id"), ("dir", "auto")], &clip(&article.id, 60));
    });
}
