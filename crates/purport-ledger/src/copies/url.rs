//! The page that an address names, whichever way it is written.
//!
//! In: an address. Out: a key that is equal for addresses of one page, and the site. Dropped: scheme, `www.` and other
//! front names, port, fragment, trailing slash, `index.html`, the AMP form, and parameters that only say where a reader
//! came from. A front page names no article: it has no key.

use super::hash;

/// Front names of hosts that serve the same pages in another dress.
const FRONTS: &[&str] = &["www.", "m.", "mobile.", "amp.", "lite.", "edition."];

/// Parameters that say where a reader came from.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gclsrc",
    "msclkid",
    "yclid",
    "igshid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "ref",
    "ref_src",
    "referrer",
    "source",
    "src",
    "cmp",
    "cmpid",
    "cid",
    "ocid",
    "icid",
    "ncid",
    "smid",
    "smtyp",
    "partner",
    "partnerid",
    "feature",
    "share",
    "shared",
    "sharetype",
    "sh",
    "sr_share",
    "ftag",
    "ftcamp",
    "at_medium",
    "at_campaign",
    "output",
    "amp",
    "outputtype",
    "taid",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "_ga",
    "_gl",
    "s_cid",
    "wt.mc_id",
    "xtor",
    "mod",
    "campaign",
    "spm",
    "traffic_source",
    "traffic",
    "platform",
    "rss",
    "feed",
];

/// Second levels under which names are given out (`bbc.co.uk`).
const SHARED_SECOND_LEVELS: &[&str] = &["co", "com", "org", "net", "ac", "gov", "gob", "go", "or", "ne", "edu", "in"];

/// Sites that lend their name to many publishers.
const LENT: &[&str] = &["wordpress", "blogspot", "substack", "medium", "tumblr", "github", "wixsite", "typepad"];

/// A key of the page; nothing for a front page or what is no address.
pub(super) fn key(address: &str) -> Option<u64> {
    let (host, rest) = parts(address)?;
    let rest = rest.split('#').next().unwrap_or("");
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut path = path.trim_end_matches('/');
    for file in ["/index.html", "/index.htm", "/index.php", "/amp", "/amp.html"] {
        path = path.strip_suffix(file).unwrap_or(path).trim_end_matches('/');
    }
    let path = path.strip_prefix("/amp/").map_or_else(|| path.to_owned(), |inner| format!("/{inner}"));
    let mut parameters: Vec<&str> = query.split('&').filter(|parameter| tells(parameter)).collect();
    parameters.sort_unstable();
    parameters.dedup();
    if path.is_empty() && parameters.is_empty() {
        return None;
    }
    Some(hash::text(&format!("{host}{}?{}", path.to_lowercase(), parameters.join("&"))))
}

fn tells(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or("").to_lowercase();
    !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
}

/// The name that a site is registered under: `lite.example.co.uk` gives `example`. On a site that lends its name to many
/// publishers it is the publisher's.
pub(super) fn site(address: &str) -> Option<String> {
    let (host, _) = parts(address)?;
    let labels: Vec<&str> = host.split('.').collect();
    let second = labels.len().checked_sub(2)?;
    let shared = labels[second + 1].len() == 2 && SHARED_SECOND_LEVELS.contains(&labels[second]);
    let at = if shared { second.checked_sub(1)? } else { second };
    let lent = LENT.contains(&labels[at]).then(|| at.checked_sub(1)).flatten();
    Some(labels[lent.unwrap_or(at)].to_owned())
}

/// Host, in lower case without front name and port, and what follows it.
fn parts(address: &str) -> Option<(String, &str)> {
    let address = address.trim();
    let rest = match address.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => rest,
        Some(_) => return None,
        None => address.strip_prefix("//").unwrap_or(address),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next()?.split(':').next()?.trim_end_matches('.').to_lowercase();
    let mut name: &str = &host;
    while let Some(inner) = FRONTS.iter().find_map(|front| name.strip_prefix(front)).filter(|inner| inner.contains('.'))
    {
        name = inner;
    }
    let is_host = name.contains('.') && !name.contains(char::is_whitespace);
    is_host.then(|| (name.to_owned(), &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_address_are_one_page() {
        let page = key("https://example.org/world/kim-leaves").unwrap();
        for address in [
            "http://www.example.org/world/kim-leaves/",
            "HTTPS://Example.org:443/world/kim-leaves?utm_source=a&utm_medium=b#comments",
            "https://amp.example.org/world/kim-leaves?fbclid=1",
            "https://example.org/world/kim-leaves/index.html",
            "https://example.org/world/kim-leaves/amp/",
            "example.org/world/kim-leaves",
        ] {
            assert_eq!(key(address), Some(page), "{address}");
        }
    }

    #[test]
    fn other_pages_are_others() {
        let page = key("https://example.org/story?id=1");
        assert_ne!(key("https://example.org/story?id=2"), page);
        assert_ne!(key("https://example.net/story?id=1"), page);
        assert_eq!(key("https://example.org/story?b=2&id=1"), key("https://example.org/story?id=1&b=2&ref=x"));
    }

    #[test]
    fn front_pages_and_what_is_no_address_have_none() {
        for address in ["https://www.example.org/", "example.org", "file:///tmp/a", "", "://", "Courier", "https:///a"]
        {
            assert_eq!(key(address), None, "{address}");
        }
    }

    #[test]
    fn sites() {
        for (address, wanted) in [
            ("https://lite.example.com/a", Some("example")),
            ("http://news.courier.co.uk/", Some("courier")),
            ("http://co.uk", None),
            ("https://harbourstar.wordpress.com/a", Some("harbourstar")),
            ("localhost/a", None),
        ] {
            assert_eq!(site(address).as_deref(), wanted, "{address}");
        }
    }
}
