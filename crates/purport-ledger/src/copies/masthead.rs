//! Who published an article, as far as two articles can be told to have one publisher or two.
//!
//! In: articles. Out: same, different or unknown. A paper's name and its site count as the same when the one is the other's
//! letters ("The Morning Courier", `morningcourier.com`).

use purport_text::Article;

use super::url;

/// Whether two articles stand under one masthead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Masthead {
    Same,
    Different,
    Unknown,
}

/// Compares the publishers of two articles.
pub(super) fn compare(left: &Article, right: &Article) -> Masthead {
    let (left, right) = (names(left), names(right));
    if left.is_empty() || right.is_empty() {
        Masthead::Unknown
    } else if left.iter().any(|name| right.contains(name)) {
        Masthead::Same
    } else {
        Masthead::Different
    }
}

/// Whether an article is published by the bearer of a name.
pub(super) fn is_of(article: &Article, name: &str) -> bool {
    let named = Article { publisher: Some(name.to_owned()), ..Article::default() };
    compare(article, &named) == Masthead::Same
}

/// The names that an article's publisher goes by: letters and digits of its name and of its site.
fn names(article: &Article) -> Vec<String> {
    let site = article.url.as_deref().and_then(url::site);
    let publisher = article.publisher.as_deref().map(|name| {
        // Crawlers give the host as the publisher.
        if let Some(site) = url::site(name).filter(|_| !name.contains(' ')) {
            return bare(&site);
        }
        let lower = name.to_lowercase();
        let name = lower.trim().trim_start_matches("the ").trim_start_matches("www.");
        let name =
            [".com", ".org", ".net", " online", " news"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        letters(name)
    });
    let site = site.map(|site| bare(&site));
    publisher.into_iter().chain(site).filter(|name| !name.is_empty()).collect()
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
}
