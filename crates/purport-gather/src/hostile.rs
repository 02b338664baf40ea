//! Arbitrary and damaged input through everything that reads what others wrote.

use proptest::prelude::*;
use purport_text::Raw;

use crate::robots::Robots;
use crate::warc::Archive;
use crate::watch::Watchlist;
use crate::{Gathered, feed};

const FEEDS: [&str; 3] = [
    "<?xml version='1.0'?><rss><channel><title>P</title><item><title>A &amp; <![CDATA[b]]></title><link>https://e.org/a</link>\
     <author>a@b (C)</author><content:encoded><p>x</p></content:encoded></item><item rdf:about='x'/></channel></rss>",
    "<feed><entry><author><name>Jané</name></author><link href='/a' rel='alternate'/><content type='xhtml'><div>é</div></content>\
     <updated>2024-10-28</updated></entry></feed>",
    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"url\": \"/a\", \"authors\": [{\"name\": \"C\"}]}]}",
];

const WARC: &str = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://e.org/>\r\nContent-Length: 76\r\n\r\n\
                    HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n\r\n\r\nWARC/1.0\r\n\r\n";

/// Some bytes of `text` replaced, taken out or doubled.
fn damaged(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..3_u8);
    prop::collection::vec(change, 0..12).prop_map(move |changes| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => _ = bytes.remove(at),
                _ => bytes.insert(at, bytes[at]),
            }
        }
        bytes
    })
}

fn walk(bytes: &[u8]) -> usize {
    let mut archive = Archive::new("a".into(), bytes);
    let steps: Vec<Gathered> = std::iter::from_fn(|| archive.next()).collect();
    // At most one error ends it.
    for step in &steps {
        if let Gathered::Item(item) = step {
            let _ = item.read();
        }
    }
    steps.len()
}

fn read_feed(bytes: Vec<u8>) {
    let raw = Raw { name: "f".into(), bytes, content_type: None, url: Some("https://e.org/feed".into()) };
    let feeds = feed::read(&raw);
    assert!(feed::is_feed(&raw) || feeds.is_err());
    for entry in feeds.map(|feed| feed.entries).unwrap_or_default() {
        if let Some(link) = &entry.link {
            assert!(link.starts_with("http"), "{link}");
        }
        let _ = entry.text();
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400), path in ".{0,40}") {
        walk(&bytes);
        walk(&[b"WARC/1.0\r\n".as_slice(), &bytes].concat());
        read_feed([b"<rss><item>".as_slice(), &bytes].concat());
        read_feed(bytes.clone());
        let robots = [b"User-agent: *\nDisallow: /".as_slice(), &bytes].concat();
        Robots::read(&robots).allows(&path);
        if let Err(error) = Watchlist::read("f", &String::from_utf8_lossy(&bytes)) {
            prop_assert!(error.line <= bytes.iter().filter(|&&byte| byte == b'\n').count() + 1);
        }
    }

    #[test]
    fn damaged_containers_are_survived(
        feed in (0..FEEDS.len()).prop_flat_map(|at| damaged(FEEDS[at])),
        archive in damaged(WARC),
    ) {
        read_feed(feed);
        prop_assert!(walk(&archive) <= 20);
    }
}
