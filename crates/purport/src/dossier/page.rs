//! The page: head, contents, findings by standing, sources, articles.
//!
//! In: a [`Dossier`]. Out: HTML. Nothing in it runs or loads anything, and its policy says so to the browser.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use purport_ledger::answer::Story;
use purport_ledger::finding::Standing;
use sha2::{Digest, Sha256};

use super::escape::clip;
use super::finding;
use super::html::Html;
use super::model::{Dossier, ORDER, rank};
use super::tables;
use super::wording::{capital, count, grouped, heading, meaning, sign, standing_class};

/// How the page looks.
const STYLE: &str = include_str!("style.css");

/// Longest title, in characters.
const TITLE: usize = 200;

/// Findings in a table of contents that stands open.
const OPEN: usize = 40;

/// What a browser may do with the page: show it in this style, and nothing else.
fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// Write.
pub fn page(dossier: &Dossier) -> String {
    let mut html = Html::default();
    let title = clip(&dossier.title, TITLE);
    html.doctype();
    html.within("html", &[("lang", "en")], |html| {
        html.within("head", &[], |html| {
            html.leaf("meta", &[("charset", "utf-8")]);
            html.leaf("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy())]);
            html.leaf("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            html.leaf("meta", &[("name", "color-scheme"), ("content", "light dark")]);
            html.leaf("meta", &[("name", "referrer"), ("content", "no-referrer")]);
            html.leaf("meta", &[("name", "generator"), ("content", concat!("purport ", env!("CARGO_PKG_VERSION")))]);
            html.words("title", &[], &title);
            html.style(STYLE);
        });
        html.line();
        html.within("body", &[], |html| {
            html.within("div", &[("class", "skip")], |html| {
                html.inward("findings", |html| html.text("Skip to the findings"))
            });
            head(html, dossier, &title);
            html.within("main", &[("id", "findings")], |html| {
                contents(html, dossier);
                for standing in ORDER {
                    group(html, dossier, standing);
                }
                tables::singles(html, dossier);
            });
            tables::sources(html, dossier);
            tables::articles(html, dossier);
            foot(html);
        });
    });
    html.line();
    html.finish()
}

fn head(html: &mut Html, dossier: &Dossier, title: &str) {
    html.within("header", &[("class", "top")], |html| {
        html.words("p", &[("class", "kicker")], "Claims, who makes them, and what they rest on");
        html.words("h1", &[("dir", "auto")], title);
        html.within("p", &[("class", "facts")], |html| {
            html.text("From the ledger ");
            html.words("b", &[("dir", "auto")], &dossier.ledger);
            html.text(&format!(", as it stood on {}.", dossier.as_of));
        });
        if !dossier.conditions.is_empty() {
            html.within("p", &[("class", "facts")], |html| {
                html.text("Only findings with: ");
                for (place, (name, value)) in dossier.conditions.iter().enumerate() {
                    html.text(if place > 0 { "; " } else { "" });
                    html.text(&format!("{name} "));
                    html.words("b", &[("dir", "auto")], &clip(value, TITLE));
                }
                html.text(".");
            });
        }
        let (several, single) = dossier.totals.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        html.within("ul", &[("class", "counts")], |html| {
            let copies = usize::try_from(dossier.copies_known).unwrap_or(usize::MAX);
            let articles = usize::try_from(dossier.articles_known).unwrap_or(usize::MAX);
            for (number, noun) in [
                (articles, if articles == 1 { "article read" } else { "articles read" }),
                (copies, if copies == 1 { "of them a copy" } else { "of them copies" }),
                (several, if several == 1 { "finding of several claims" } else { "findings of several claims" }),
                (single, if single == 1 { "finding of one claim" } else { "findings of one claim" }),
            ] {
                html.within("li", &[], |html| {
                    html.words("b", &[], &grouped(number));
                    html.text(&format!(" {noun}"));
                });
            }
        });
        if several + single == 0 {
            html.words("p", &[("class", "empty")], nothing(dossier));
        }
        standings(html, dossier);
    });
    html.line();
}

fn nothing(dossier: &Dossier) -> &'static str {
    match (dossier.articles_known, dossier.conditions.is_empty()) {
        (0, _) => "There is nothing to tell: the ledger held no article at this moment.",
        (_, true) => "There is nothing to tell: no claim was found in the articles of this ledger.",
        (_, false) => "There is nothing to tell: no finding of this ledger meets these conditions.",
    }
}

/// What the standings mean, and how many findings have each.
fn standings(html: &mut Html, dossier: &Dossier) {
    html.within("section", &[("class", "key"), ("aria-labelledby", "key")], |html| {
        html.words("h2", &[("id", "key")], "What the standings mean");
        html.words(
            "p",
            &[],
            "A finding is one thing stated by one claim or several. Its standing counts independent origins, not articles: the \
             speaker and occasion that a claim goes back to. Fifty articles on one briefing are one origin. No standing says \
             that a claim is true or false.",
        );
        html.words(
            "p",
            &[],
            "In each finding's timeline, ● is a claim for it, ◆ one with another number, ▬ one that takes no side, ■ one \
             against it, ▼ one that takes it back; hollow marks are copies. In the sentences, what is claimed has a coloured ground \
             and hedging words a wavy line.",
        );
        html.within("dl", &[], |html| {
            for standing in ORDER {
                let (several, _) = dossier.totals[rank(standing)];
                html.within("div", &[], |html| {
                    html.within("dt", &[], |html| {
                        badge(html, standing);
                        let told = dossier.findings.iter().any(|finding| finding.standing == standing);
                        html.text(" ");
                        if told {
                            html.inward(standing.name(), |html| html.text(&count(several, "finding")));
                        } else {
                            html.words("span", &[("class", "none")], &count(several, "finding"));
                        }
                    });
                    html.words("dd", &[], meaning(standing));
                });
            }
        });
    });
}

/// A standing as a mark: sign, word, frame and colour.
pub fn badge(html: &mut Html, standing: Standing) {
    html.within("span", &[("class", &format!("badge {}", standing_class(standing)))], |html| {
        html.words("span", &[("aria-hidden", "true"), ("class", "sign")], sign(standing));
        html.text(standing.name());
    });
}

fn contents(html: &mut Html, dossier: &Dossier) {
    if dossier.findings.is_empty() {
        return;
    }
    let open: &[(&'static str, &str)] = if dossier.findings.len() <= OPEN { &[("open", "")] } else { &[] };
    html.within("nav", &[("aria-labelledby", "contents")], |html| {
        html.words("h2", &[("id", "contents")], "At a glance");
        html.within("details", open, |html| {
            html.words(
                "summary",
                &[],
                &format!("{}, the contested ones first", count(dossier.findings.len(), "finding")),
            );
            html.within("table", &[("class", "glance")], |html| {
                html.within("thead", &[], |html| {
                    html.within("tr", &[], |html| {
                        for (name, class) in
                            [("Standing", ""), ("Finding", ""), ("Origins for", "n"), ("Against", "n"), ("Claims", "n")]
                        {
                            html.words("th", &[("scope", "col"), ("class", class)], name);
                        }
                    });
                });
                html.within("tbody", &[], |html| {
                    for (place, finding) in dossier.findings.iter().enumerate() {
                        row(html, place, finding);
                    }
                });
            });
        });
    });
    html.line();
}

fn row(html: &mut Html, place: usize, finding: &Story) {
    html.within("tr", &[], |html| {
        html.within("td", &[], |html| badge(html, finding.standing));
        html.within("th", &[("scope", "row")], |html| {
            html.inward(&finding::anchor(place), |html| html.foreign(&clip(&heading(&finding.statement), 140)));
        });
        for (name, number) in [
            ("for", finding.origins_for as usize),
            ("against", finding.origins_against as usize),
            ("claims", finding.claims.len() + finding.left_out),
        ] {
            let class = if number == 0 { "n zero" } else { "n" };
            html.words("td", &[("class", class), ("data-name", name)], &grouped(number));
        }
    });
}

fn group(html: &mut Html, dossier: &Dossier, standing: Standing) {
    let told = dossier.findings.iter().enumerate().filter(|(_, finding)| finding.standing == standing);
    let told: Vec<(usize, &Story)> = told.collect();
    let (total, _) = dossier.totals[rank(standing)];
    if total == 0 {
        return;
    }
    let name = standing.name();
    html.within("section", &[("class", "group"), ("aria-labelledby", name)], |html| {
        html.within("h2", &[("id", name), ("class", standing_class(standing))], |html| {
            html.text(&capital(name));
            html.words("span", &[("class", "total")], &count(total, "finding"));
        });
        html.words("p", &[("class", "meaning")], meaning(standing));
        for (place, finding) in &told {
            finding::write(html, *place, finding);
        }
        if told.len() < total {
            let more = count(total - told.len(), &format!("{name} finding"));
            let text =
                format!("{more} of several claims left out here; `purport report --standing {name}` tells them.");
            html.words("p", &[("class", "left-out")], &text);
        }
    });
    html.line();
}

fn foot(html: &mut Html) {
    html.within("footer", &[], |html| {
        html.words(
            "p",
            &[],
            concat!(
                "Written by purport ",
                env!("CARGO_PKG_VERSION"),
                ". Claims and standings were read by a program and may be misread: check the sentence and its article before \
                 you rely on them. Ids such as a03/f12 lead to the record: purport show ID. Places from GeoNames, CC BY 4.0."
            ),
        );
    });
}
