//! One finding on the page: what is stated, on whose word, since when, with which numbers, and every claim with its sentence.

use purport_ledger::answer::story::{CopyKind, Spread, StoryClaim};
use purport_ledger::answer::{ArticleRef, Story};
use purport_ledger::finding::Relation;
use purport_read::{Certainty, Polarity};

use super::chart::{Scale, bar, is_against, timeline};
use super::escape::clip;
use super::html::Html;
use super::page::badge;
use super::when;
use super::wording::{copy, count, day, heading, number, relation};

/// Longest statement, in characters.
const STATEMENT: usize = 420;

/// Longest name, in characters.
const NAME: usize = 90;

/// Longest headline, in characters.
const HEADLINE: usize = 180;

/// Longest list of hedges, in words.
const HEDGES: usize = 6;

/// The anchor of the finding at a place.
pub fn anchor(place: usize) -> String {
    format!("f{}", place + 1)
}

fn claim_anchor(place: usize, claim: usize) -> String {
    format!("f{}-c{}", place + 1, claim + 1)
}

/// Write.
pub fn write(html: &mut Html, place: usize, finding: &Story) {
    let id = anchor(place);
    let label = format!("{id}-h");
    html.line();
    html.within("article", &[("class", "finding"), ("id", &id), ("aria-labelledby", &label)], |html| {
        html.within("h3", &[("id", &label), ("dir", "auto")], |html| {
            html.text(&clip(&heading(&finding.statement), STATEMENT));
        });
        html.within("p", &[("class", "basis")], |html| {
            badge(html, finding.standing);
            html.text(" ");
            html.within("span", &[], |html| {
                html.words("b", &[], &count(finding.origins_for as usize, "independent origin"));
                html.text(" for, ");
                html.words("b", &[], &finding.origins_against.to_string());
                html.text(&format!(" against · {}", count(finding.claims.len() + finding.left_out, "claim")));
                if let Some(first) = &finding.first_said {
                    html.text(&format!(" · first said {}", day(first)));
                }
                for event in &finding.events {
                    html.text(&format!(" · {}", event.name()));
                }
            });
            html.words("span", &[("class", "id")], &finding.id);
        });
        timeline(html, finding);
        history(html, place, finding);
        numbers(html, place, finding);
        claims(html, place, finding);
    });
}

fn history(html: &mut Html, place: usize, finding: &Story) {
    html.within("div", &[("class", "block")], |html| {
        html.words("h4", &[], "How its standing changed");
        html.within("ol", &[("class", "history")], |html| {
            for change in &finding.history {
                html.within("li", &[], |html| {
                    html.words("span", &[("class", "date")], &change.at.as_deref().map_or("undated".to_owned(), day));
                    badge(html, change.standing);
                    if let Some(claim) = finding.place(&change.because).map(|at| (at, &finding.claims[at])) {
                        html.text(" with the claim of ");
                        html.inward(&claim_anchor(place, claim.0), |html| html.foreign(&clip(speaker(claim.1), NAME)));
                        outlet(html, &claim.1.article);
                    }
                });
            }
        });
    });
}

/// ` in The Outlet`.
fn outlet(html: &mut Html, article: &ArticleRef) {
    if let Some(outlet) = &article.publisher {
        html.text(" in ");
        html.foreign(&clip(outlet, NAME));
    }
}

fn numbers(html: &mut Html, place: usize, finding: &Story) {
    let differing: Vec<&Spread> = finding.numbers.iter().filter(|spread| spread.bounds.len() > 1).collect();
    for spread in differing {
        let of = spread.of.as_deref().or(spread.unit.as_deref()).unwrap_or("of something not named");
        let scale = Scale::of(spread);
        html.within("div", &[("class", "block")], |html| {
            html.within("table", &[("class", "numbers")], |html| {
                html.within("caption", &[], |html| {
                    html.text("Numbers given: ");
                    html.foreign(&clip(of, NAME));
                });
                html.within("thead", &[], |html| {
                    html.within("tr", &[], |html| {
                        html.words("th", &[("scope", "col"), ("class", "n")], "How many");
                        html.words("th", &[("scope", "col")], "On one scale, from zero");
                        html.words("th", &[("scope", "col")], "Who says so");
                    });
                });
                html.within("tbody", &[], |html| {
                    for bounds in &spread.bounds {
                        let words = number(spread, bounds);
                        html.within("tr", &[], |html| {
                            html.words("th", &[("scope", "row"), ("class", "n")], &words);
                            html.within("td", &[("class", "drawn")], |html| bar(html, bounds, scale, &words));
                            html.within("td", &[], |html| who(html, place, finding, &bounds.claims));
                        });
                    }
                });
            });
        });
    }
}

/// The origins of claims, each with the number of its claims, leading to the first.
fn who(html: &mut Html, place: usize, finding: &Story, claims: &[String]) {
    let mut origins: Vec<(&str, usize, usize)> = Vec::new();
    for (at, claim) in claims.iter().filter_map(|id| finding.place(id)).map(|at| (at, &finding.claims[at])) {
        match origins.iter_mut().find(|(origin, ..)| *origin == claim.origin) {
            Some((_, _, times)) => *times += 1,
            None => origins.push((&claim.origin, at, 1)),
        }
    }
    for (nth, (origin, first, times)) in origins.iter().enumerate() {
        html.text(if nth > 0 { ", " } else { "" });
        html.inward(&claim_anchor(place, *first), |html| html.foreign(&clip(origin, NAME)));
        if *times > 1 {
            html.text(&format!(" ({times} claims)"));
        }
    }
    if origins.is_empty() {
        html.words("span", &[("class", "none")], "in claims left out here");
    }
}

/// The claims by origin, in the order in which the origins first speak; copies folded under what they repeat.
fn claims(html: &mut Html, place: usize, finding: &Story) {
    let mut origins: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, claim) in finding.claims.iter().enumerate() {
        match origins.iter_mut().find(|(origin, _)| *origin == claim.origin) {
            Some((_, claims)) => claims.push(at),
            None => origins.push((&claim.origin, vec![at])),
        }
    }
    html.within("div", &[("class", "block")], |html| {
        html.words("h4", &[], &format!("Claims, by {}", count(origins.len(), "origin")));
        for (origin, claims) in &origins {
            let own: Vec<usize> = claims.iter().copied().filter(|at| finding.claims[*at].copy_of.is_none()).collect();
            // The last word of an origin that takes a side is its side.
            let sides = claims.iter().rev().map(|at| finding.claims[*at].relation);
            let side = sides.clone().find(|one| !matches!(one, Relation::Mentions | Relation::Differs));
            let side = side.or(sides.clone().next()).unwrap_or(Relation::Mentions);
            let class = match side {
                Relation::Mentions => "origin neutral",
                side if is_against(side) => "origin against",
                _ => "origin",
            };
            html.within("section", &[("class", class)], |html| {
                html.within("h5", &[], |html| {
                    html.foreign(&clip(origin, NAME));
                    html.words("span", &[("class", side_class(side))], relation(side));
                });
                html.within("ul", &[("class", "claims")], |html| {
                    for at in own {
                        one_claim(html, place, at, finding, claims);
                    }
                });
            });
        }
        if finding.left_out > 0 {
            let text = format!(
                "{} not listed; `purport show {}` lists all.",
                count(finding.left_out, "more claim"),
                finding.id
            );
            html.words("p", &[("class", "left-out")], &text);
        }
    });
}

fn side_class(side: Relation) -> &'static str {
    match side {
        Relation::Supports => "side pro",
        Relation::Differs => "side pro other",
        Relation::Denies | Relation::Withdraws => "side con",
        Relation::Mentions => "side",
    }
}

fn one_claim(html: &mut Html, place: usize, at: usize, finding: &Story, siblings: &[usize]) {
    let claim = &finding.claims[at];
    html.within("li", &[("id", &claim_anchor(place, at))], |html| {
        sentence(html, claim);
        html.within("p", &[("class", "meta")], |html| {
            html.words("span", &[("class", side_class(claim.relation))], relation(claim.relation));
            html.words("b", &[("dir", "auto")], &clip(speaker(claim), NAME));
            if let Some(role) = &claim.role {
                html.text(", ");
                html.foreign(&clip(role, NAME));
            }
            for relay in claim.relays.iter().take(4) {
                html.text(", through ");
                html.foreign(&clip(relay, NAME));
            }
            html.text(" · ");
            html.within("cite", &[], |html| source(html, &claim.article));
            html.text(&format!(" · {}", when::said(claim.said.as_deref())));
            for fact in facts(claim) {
                html.text(" · ");
                html.words("span", &[("class", "fact")], &fact);
            }
            html.words("span", &[("class", "id")], &claim.id);
        });
        let copies: Vec<usize> = siblings
            .iter()
            .copied()
            .filter(|other| finding.claims[*other].copy_of.as_ref() == Some(&claim.id))
            .collect();
        if !copies.is_empty() {
            html.within("details", &[("class", "copies")], |html| {
                let noun = if copies.len() == 1 { "1 copy" } else { "copies" };
                let words = if copies.len() == 1 { noun.to_owned() } else { format!("{} {noun}", copies.len()) };
                html.words("summary", &[], &format!("Repeated in {words} of this article"));
                html.within("ul", &[], |html| {
                    for other in copies {
                        copied(html, place, other, &finding.claims[other], claim);
                    }
                });
            });
        }
    });
}

/// A copy: where it stands, and its sentence where that is another.
fn copied(html: &mut Html, place: usize, at: usize, claim: &StoryClaim, original: &StoryClaim) {
    html.within("li", &[("id", &claim_anchor(place, at))], |html| {
        if claim.sentence != original.sentence {
            sentence(html, claim);
        }
        html.within("p", &[("class", "meta")], |html| {
            html.within("cite", &[], |html| source(html, &claim.article));
            html.text(&format!(" · {}", when::said(claim.said.as_deref())));
            if let Some(CopyKind { kind, credit }) = &claim.copy {
                html.text(" · ");
                html.foreign(&clip(&copy(kind, credit.as_deref()), NAME));
            }
            html.words("span", &[("class", "id")], &claim.id);
        });
    });
}

fn sentence(html: &mut Html, claim: &StoryClaim) {
    html.within("blockquote", &[("dir", "auto")], |html| {
        for piece in &claim.sentence {
            match (piece.claimed, piece.hedged) {
                (true, true) => html.within("mark", &[], |html| html.words("em", &[], &piece.text)),
                (true, false) => html.words("mark", &[], &piece.text),
                (false, true) => html.words("em", &[], &piece.text),
                (false, false) => html.text(&piece.text),
            }
        }
    });
}

/// The outlet, and the headline that leads to the article.
fn source(html: &mut Html, article: &ArticleRef) {
    if let Some(outlet) = &article.publisher {
        html.foreign(&clip(outlet, NAME));
        html.text(": ");
    }
    let title = article.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&article.id);
    html.outward(article.url.as_deref(), |html| html.foreign(&clip(title, HEADLINE)));
}

/// Who makes a claim, as far as anybody is named.
pub fn speaker(claim: &StoryClaim) -> &str {
    claim.speaker.as_deref().or(claim.article.publisher.as_deref()).unwrap_or("somebody not named")
}

/// How sure, in which hedging words, and what people decided.
fn facts(claim: &StoryClaim) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(certainty) = claim.certainty {
        let is_not = claim.polarity == Some(Polarity::Negative) && certainty != Certainty::Unknown;
        facts.push(match certainty {
            Certainty::Unknown => "does not commit to it".to_owned(),
            certainty => format!("sounds {}{}", certainty.name(), if is_not { " that it is not so" } else { "" }),
        });
    }
    let mut hedges: Vec<String> = claim.hedges.iter().map(|hedge| format!("“{}”", clip(hedge, NAME))).collect();
    hedges.dedup();
    hedges.truncate(HEDGES);
    if !hedges.is_empty() {
        facts.push(format!("hedged: {}", hedges.join(", ")));
    }
    if claim.doubtful {
        facts.push("read with doubt".to_owned());
    }
    facts.extend(claim.reviews.iter().map(|review| format!("reviewed: {}", clip(review, NAME))));
    facts
}

/// A finding of one claim, on one line.
pub fn single(html: &mut Html, finding: &Story) {
    html.within("li", &[], |html| {
        badge(html, finding.standing);
        html.text(" ");
        html.words("span", &[("dir", "auto"), ("class", "statement")], &clip(&heading(&finding.statement), STATEMENT));
        for claim in &finding.claims {
            html.within("p", &[("class", "meta")], |html| {
                html.words("b", &[("dir", "auto")], &clip(speaker(claim), NAME));
                html.text(" · ");
                html.within("cite", &[], |html| source(html, &claim.article));
                html.text(&format!(" · {}", when::said(claim.said.as_deref())));
                for fact in facts(claim) {
                    html.text(" · ");
                    html.words("span", &[("class", "fact")], &fact);
                }
                html.words("span", &[("class", "id")], &finding.id);
            });
        }
    });
}
