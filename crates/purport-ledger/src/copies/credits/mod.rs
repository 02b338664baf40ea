//! Which agencies an article says it was taken from.
//!
//! In: an article. Out: the agencies that its dateline, byline, signature or closing notes credit. A source that the report
//! quotes ("told Reuters", "AFP reported") is an attribution, not a credit, and a photographer's agency made only the
//! picture. An article's own publisher credits nobody by signing its own dateline.

mod agencies;
mod notes;

use purport_text::{Article, Span, dateline, paragraphs};

use self::agencies::AGENCIES;
use super::masthead;

/// An agency that an article credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The agency's name as in `data/agencies.tsv`, or as printed when it is not listed there.
    pub agency: String,
    /// Where the text names it; none when only the article's authors do.
    pub span: Option<Span>,
}

/// Paragraphs at the head of a text where a byline may stand.
const HEAD: usize = 8;

/// Paragraphs at the end of a text where a signature or a note may stand.
const TAIL: usize = 8;

/// Longest byline, in bytes.
const BYLINE: usize = 160;

/// The agencies that an article credits, each once, in the order of the text.
///
/// ```
/// use purport_ledger::copies::credits;
/// use purport_text::Article;
/// let text = "KYIV (Reuters) - A bridge fell, a driver told AFP.\n\nWith inputs from PTI";
/// let article = Article { text: text.into(), ..Article::default() };
/// let agencies: Vec<String> = credits(&article).into_iter().map(|credit| credit.agency).collect();
/// assert_eq!(agencies, ["Reuters", "Press Trust of India"]);
/// ```
#[must_use]
pub fn credits(article: &Article) -> Vec<Credit> {
    let text = article.text.as_str();
    let all = paragraphs(text);
    let mut found: Vec<(String, Option<Span>)> = Vec::new();
    for author in &article.authors {
        found.extend(AGENCIES.named(author).map(|agency| (agency.to_owned(), None)));
    }
    found.extend(in_dateline(text));
    for &paragraph in all.iter().take(HEAD) {
        let line = paragraph.slice(text);
        let opens = line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
        if line.len() <= BYLINE && (opens && !line.ends_with(['.', '!', '?']) || notes::is_list(line)) {
            found.extend(named(AGENCIES.find(text, paragraph)));
        }
    }
    for &paragraph in &all[all.len().saturating_sub(TAIL)..] {
        found.extend(notes::find(text, paragraph));
    }
    found.sort_by_key(|(_, span)| *span);
    let mut credits: Vec<Credit> = Vec::new();
    for (agency, span) in found {
        let own = masthead::is_of(article, &agency) || publishing_agency(article) == Some(agency.as_str());
        if !own && credits.iter().all(|known| known.agency != agency) {
            credits.push(Credit { agency, span });
        }
    }
    credits
}

/// The agency that publishes an article itself.
pub(super) fn publishing_agency(article: &Article) -> Option<&'static str> {
    AGENCIES.named(article.publisher.as_deref()?)
}

fn named(found: Vec<(&'static str, Span)>) -> impl Iterator<Item = (String, Option<Span>)> {
    found.into_iter().map(|(agency, span)| (agency.to_owned(), Some(span)))
}

/// The agencies of a dateline; one that the table lacks as printed.
fn in_dateline(text: &str) -> Vec<(String, Option<Span>)> {
    let Some((line, printed)) =
        dateline(text).and_then(|line| Some((line.span, line.agency?))).or_else(|| notes::general_dateline(text))
    else {
        return Vec::new();
    };
    let Some(at) = Span::of(line.slice(text), &printed) else { return Vec::new() };
    let span = Span::new(line.start + at.start, line.start + at.end);
    let known: Vec<_> = named(AGENCIES.find(text, span)).collect();
    if known.is_empty() { vec![(printed, Some(span))] } else { known }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article { text: text.to_owned(), ..Article::default() }
    }

    fn agencies(text: &str) -> Vec<String> {
        credits(&article(text)).into_iter().map(|credit| credit.agency).collect()
    }

    /// A report with a line before and one after it.
    fn around(head: &str, tail: &str) -> String {
        let body = "The minister left on Monday.\n\nNobody knew why, the ministry said.\n\n".repeat(6);
        format!("{head}\n\n{body}{tail}")
    }

    #[test]
    fn heads_credit_agencies() {
        for (head, wanted) in [
            ("SEOUL, Oct 28 (Yonhap) — The minister left.", "Yonhap"),
            ("MOSCOW, October 28. /TASS/. The minister left.", "TASS"),
            ("GAZA CITY (Harbour Press) — The minister left.", "Harbour Press"),
            ("By Jane Doe, Associated Press", "Associated Press"),
            ("By AFP", "Agence France-Presse"),
            ("By JANE DOE | Reuters", "Reuters"),
            ("The Associated Press", "Associated Press"),
            ("PTI", "Press Trust of India"),
        ] {
            assert_eq!(agencies(&around(head, "The end.")), [wanted], "{head}");
        }
    }

    #[test]
    fn tails_credit_agencies() {
        for (tail, wanted) in [
            ("Reporting by Reuters", vec!["Reuters"]),
            // Reuters' form, which others use too: without the name it credits nobody.
            ("(Reporting by Jane Doe in Kyiv; Editing by John Roe)", vec![]),
            ("(With inputs from PTI and ANI)", vec!["Press Trust of India", "Asian News International"]),
            ("Source: AFP", vec!["Agence France-Presse"]),
            ("Sources: AP, Reuters", vec!["Associated Press", "Reuters"]),
            ("The Associated Press contributed to this report.", vec!["Associated Press"]),
            ("Associated Press writer Jane Doe in Kyiv contributed to this story.", vec!["Associated Press"]),
            ("Nobody was hurt. (ANSA)", vec!["ANSA"]),
            ("Nobody was hurt. — Bernama", vec!["Bernama"]),
            ("Nobody was hurt. – AFP/dpa", vec!["Agence France-Presse", "Deutsche Presse-Agentur"]),
            ("© 2024 The Canadian Press", vec!["Canadian Press"]),
            ("This story was originally published by The Harbour Star. Copyright 2024.", vec!["Harbour Star"]),
            ("jd/jr (AFP, dpa)", vec!["Agence France-Presse", "Deutsche Presse-Agentur"]),
            ("This article was provided by the Associated Press.", vec!["Associated Press"]),
        ] {
            assert_eq!(agencies(&around("A headline", tail)), wanted, "{tail}");
        }
    }

    #[test]
    fn attributions_and_pictures_credit_nobody() {
        for line in [
            "The minister told Reuters that he had left.",
            "AFP reported that the minister had left.",
            "According to the Associated Press, he left on Monday.",
            "Reporting by Reuters in May found that the minister had lied.",
            "The minister waves. (AP Photo/Jane Doe)",
            "The minister waves. REUTERS/Jane Doe",
            "The minister waves (Jane Doe/AP)",
            "Screen shot of the minister’s page (PA)",
            "The source: AFP got it first, the minister said.",
            "By Monday Reuters had the story.",
            "The AA said that roads were full.",
            "This story was first told by a sailor.",
        ] {
            assert_eq!(agencies(&around(line, line)), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn spans_cut_out_the_name_and_publishers_do_not_credit_themselves() {
        let mut report = article(&around("KYIV (Reuters) - It fell.", "With inputs from AFP"));
        let cut: Vec<&str> =
            credits(&report).iter().filter_map(|credit| credit.span).map(|span| span.slice(&report.text)).collect();
        assert_eq!(cut, ["Reuters", "AFP"]);
        report.publisher = Some("Reuters".to_owned());
        report.authors = vec!["Reuters".to_owned(), "ANSA".to_owned()];
        let found = credits(&report);
        assert_eq!(found[0], Credit { agency: "ANSA".to_owned(), span: None });
        assert_eq!(found[1].agency, "Agence France-Presse");
    }
}
