//! Who published an article, as far as two articles can be told to have one publisher or two.
//!
//! In: articles. Out: same, different or unknown. A paper's name and its site count as the same when the one is the other's
//! letters ("The Morning Courier", `morningcourier.com`).

use purport_text::Article;

use super::{title, url};

/// Whether two articles stand under one masthead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Masthead {
    Same,
    Different,
    Unknown,
}

/// Compares the publishers of two articles. Sites decide where both are known: a syndicated report names its first
/// publisher on many.
pub(super) fn compare(left: &Article, right: &Article) -> Masthead {
    if is_one_paper(left, right) {
        return Masthead::Same;
    }
    let (left, right) = (Names::of(left), Names::of(right));
    if let (Some(left), Some(right)) = (&left.site, &right.site) {
        return if left == right { Masthead::Same } else { Masthead::Different };
    }
    let (left, right) = (left.all(), right.all());
    if left.is_empty() || right.is_empty() {
        Masthead::Unknown
    } else if left.iter().any(|name| right.contains(name)) {
        Masthead::Same
    } else {
        Masthead::Different
    }
}

/// Whether neither publisher is known and both headlines end with one paper's name, perhaps with a section ("Courier World").
fn is_one_paper(left: &Article, right: &Article) -> bool {
    let paper = |article: &Article| {
        let known = article.publisher.is_some() || article.url.is_some();
        article.title.as_deref().filter(|_| !known).and_then(title::paper)
    };
    let (Some(left), Some(right)) = (paper(left), paper(right)) else { return false };
    let begins =
        |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    begins(&left, &right) || begins(&right, &left)
}

/// Whether an article is published by the bearer of a name.
pub(super) fn is_of(article: &Article, name: &str) -> bool {
    let named = Article { publisher: Some(name.to_owned()), ..Article::default() };
    compare(article, &named) == Masthead::Same
}

/// The names that an article's publisher goes by: letters and digits of its own and of its site's.
struct Names {
    publisher: Option<String>,
    site: Option<String>,
}

impl Names {
    fn of(article: &Article) -> Self {
        let known = |name: String| Some(name).filter(|name| !name.is_empty());
        let publisher = article.publisher.as_deref().and_then(|name| {
            // Crawlers give the host as the publisher.
            if let Some(site) = url::site(name).filter(|_| !name.contains(' ')) {
                return known(bare(&site));
            }
            let lower = name.to_lowercase();
            let name = lower.trim().trim_start_matches("the ");
            known(letters([" online", " news"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)))
        });
        let site = article.url.as_deref().and_then(url::site).and_then(|site| known(bare(&site)));
        Self { publisher, site }
    }

    fn all(&self) -> Vec<&String> {
        self.publisher.iter().chain(&self.site).collect()
    }
}

/// The name in the name of a site: `theharbourstaronline` is `harbourstar`.
fn bare(site: &str) -> String {
    let site = letters(site);
    let bare = site.strip_prefix("the").unwrap_or(&site);
    bare.strip_suffix("online").or_else(|| bare.strip_suffix("news")).unwrap_or(bare).to_owned()
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(publisher: &str, url: &str) -> Article {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Article { publisher: some(publisher), url: some(url), ..Article::default() }
    }

    #[test]
    fn names_and_sites_of_one_paper() {
        let courier = article("The Morning Courier", "");
        for other in [
            article("Morning Courier", ""),
            article("", "https://www.morningcourier.com/a"),
            article("MorningCourier.com", "https://amp.example.org/a"),
            article("world.morningcourier.co.uk", ""),
        ] {
            assert_eq!(compare(&courier, &other), Masthead::Same, "{other:?}");
        }
        assert_eq!(compare(&courier, &article("Evening Star", "https://star.example")), Masthead::Different);
        assert_eq!(compare(&courier, &article("", "")), Masthead::Unknown);
    }

    #[test]
    fn the_papers_name_after_the_headline_tells_when_nothing_else_does() {
        let titled = |title: &str| Article { title: Some(title.to_owned()), ..Article::default() };
        let courier = titled("Minister leaves for Moscow talks | Courier");
        assert_eq!(compare(&courier, &titled("Storm closes the port of Odesa | Courier World")), Masthead::Same);
        assert_eq!(compare(&courier, &titled("Storm closes the port of Odesa | Star")), Masthead::Unknown);
        assert_eq!(compare(&courier, &titled("Storm closes the port of Odesa")), Masthead::Unknown);
    }

    #[test]
    fn a_syndicated_report_stands_under_the_masthead_of_its_site() {
        let first = article("The Morning Courier", "https://morningcourier.example.com/a");
        let again = article("The Morning Courier", "https://www.eveningstar.com/a");
        assert_eq!(compare(&first, &again), Masthead::Different);
        assert!(is_of(&again, "Morning Courier"));
    }
}
