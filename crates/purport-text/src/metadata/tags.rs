//! What a page says in `<meta>`, `<link>`, `<title>` and headings.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::Metadata;
use crate::byline::{authors_of_line, names};

/// Names of `<meta>` elements, most trusted first; compared without case.
const TITLES: &[&str] =
    &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title"];
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "article:publisher_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "application-name",
    "publisher",
];
const AUTHORS: &[&str] = &[
    "author",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "citation_author",
    "og:article:author",
    "article:author",
    "cxenseparse:author",
];

/// Elements that hold a byline.
const BYLINES: &[&str] = &[
    "[rel~=author]",
    "[itemprop~=author] [itemprop=name]",
    "[itemprop~=author]",
    ".byline a",
    ".byline",
    ".author-name",
    ".article-author",
    ".post-author",
    ".entry-author",
];

pub(super) fn read(document: &Html, url: Option<&str>) -> Metadata {
    let meta = MetaTags::of(document);
    let heading = || {
        let mut headings = select(document, "h1").filter_map(|element| clean(&element.text().collect::<String>()));
        // Several main headings are the sections of a front page.
        headings.next().filter(|_| headings.next().is_none())
    };
    let page_title =
        || select(document, "head title, title").find_map(|element| clean(&element.text().collect::<String>()));
    Metadata {
        title: meta.first(TITLES).or_else(heading).or_else(page_title),
        publisher: meta.first(PUBLISHERS).filter(|name| !name.starts_with("http")),
        authors: byline(document, &meta),
        published: None,
        url: address(document, &meta, url),
        language: select(document, "html")
            .find_map(|html| html.attr("lang").or_else(|| html.attr("xml:lang")))
            .and_then(language_tag),
    }
}

/// The first elements that match a constant selector.
pub(super) fn select<'d>(document: &'d Html, selector: &str) -> impl Iterator<Item = ElementRef<'d>> {
    let selector = Selector::parse(selector).expect("the selector is constant");
    document.select(&selector).collect::<Vec<_>>().into_iter()
}

/// The `<meta>` elements of a page: lower-case name or property, and content.
pub(super) struct MetaTags(Vec<(String, String)>);

impl MetaTags {
    pub(super) fn of(document: &Html) -> Self {
        let named = select(document, "meta[content]").filter_map(|element| {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| element.attr(key))?;
            Some((name.trim().to_ascii_lowercase(), element.attr("content")?.trim().to_owned()))
        });
        Self(named.collect())
    }

    /// Contents of all elements with a name, in order.
    pub(super) fn all<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'m str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, content)| content.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).find_map(clean))
    }
}

fn byline(document: &Html, meta: &MetaTags) -> Vec<String> {
    let tagged = AUTHORS.iter().map(|name| authors(meta.all(name))).find(|found| !found.is_empty());
    let marked = || {
        BYLINES.iter().find_map(|selector| {
            let texts: Vec<String> = select(document, selector)
                .take(4)
                .map(|element| element.text().collect::<Vec<_>>().join(" "))
                .collect();
            let found = authors(texts.iter().map(String::as_str).filter(|text| text.len() < 120));
            (!found.is_empty()).then_some(found)
        })
    };
    tagged.or_else(marked).unwrap_or_default()
}

/// Clean author names, in order and once each: no addresses, no handles, no placeholder accounts.
pub(super) fn authors<'a>(credits: impl Iterator<Item = &'a str>) -> Vec<String> {
    const PLACEHOLDERS: &[&str] =
        &["admin", "administrator", "editor", "guest", "staff", "unknown", "user", "author", "webmaster"];
    let mut found: Vec<String> = Vec::new();
    for credit in credits.filter_map(clean) {
        if credit.contains("://")
            || credit.starts_with(['@', '/'])
            || PLACEHOLDERS.contains(&credit.to_lowercase().as_str())
        {
            continue;
        }
        let parted = authors_of_line(&credit).unwrap_or_else(|| names(&credit));
        // A field that holds no name of the usual form ("Reuters", "Kim") is taken as it stands.
        let whole =
            || vec![credit.strip_prefix("By ").or_else(|| credit.strip_prefix("by ")).unwrap_or(&credit).to_owned()];
        for name in if parted.is_empty() { whole() } else { parted } {
            if !found.contains(&name) && name.len() < 80 {
                found.push(name);
            }
        }
    }
    found
}

fn address(document: &Html, meta: &MetaTags, url: Option<&str>) -> Option<String> {
    let base = url.and_then(|url| Url::parse(url).ok());
    let canonical = select(document, "link[rel~=canonical]").find_map(|link| link.attr("href").map(str::to_owned));
    let candidates = canonical.into_iter().chain(meta.first(&["og:url", "twitter:url"]));
    candidates
        .filter_map(|href| match &base {
            Some(base) => base.join(&href).ok(),
            None => Url::parse(&href).ok(),
        })
        .filter(|found| matches!(found.scheme(), "http" | "https"))
        // A misconfigured site declares its front page as the address of every report.
        .find(|found| found.path() != "/" || base.as_ref().is_none_or(|base| base.path() == "/"))
        .map(String::from)
}

fn language_tag(value: &str) -> Option<String> {
    let tag = value.trim().replace('_', "-");
    let letters = tag.split('-').next().is_some_and(|part| (2..=3).contains(&part.len()));
    (letters && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')).then_some(tag)
}

/// A value in one line, with the entities that pages leave in JSON and attributes opened; `None` when empty.
pub(super) fn clean(value: &str) -> Option<String> {
    let opened = if value.contains('&') { open_entities(value) } else { value.to_owned() };
    let line = opened.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn open_entities(value: &str) -> String {
    Html::parse_fragment(&value.replace('<', "&lt;")).root_element().text().collect()
}

/// A title without the name of the site after its last dash or bar.
pub(super) fn without_site(title: &str, publisher: Option<&str>) -> String {
    let Some(publisher) = publisher else {
        return title.to_owned();
    };
    let folded =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((head, site)) = title.rsplit_once(mark) {
            let (site, publisher) = (folded(site), folded(publisher));
            if !site.is_empty() && (publisher.contains(&site) || site.contains(&publisher)) && !head.trim().is_empty() {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}
