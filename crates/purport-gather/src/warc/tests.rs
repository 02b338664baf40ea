use std::io::{BufReader, Write};

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::*;
use crate::testing::page;

fn record(kind: &str, headers: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-10-28T09:30:00Z\r\n{headers}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(url: &str, http: &str) -> Vec<u8> {
    let headers = format!("WARC-Target-URI: <{url}>\r\nContent-Type: application/http; msgtype=response\r\n");
    record("response", &headers, http.as_bytes())
}

fn ok(url: &str, topic: &str) -> Vec<u8> {
    response(url, &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page(topic)))
}

fn said(bytes: &[u8]) -> Vec<String> {
    read(BufReader::new(bytes))
}

fn read(reader: impl BufRead) -> Vec<String> {
    let mut archive = Archive::new("a.warc".into(), reader);
    std::iter::from_fn(|| archive.next())
        .map(|next| match next {
            Gathered::Item(item) => {
                let article = item.read().unwrap();
                let start: String = article.text.chars().take(12).collect();
                format!("{} {} {} {start}", item.name, article.url.unwrap(), item.known.unwrap())
            }
            Gathered::Failed(error, _) => error.to_string(),
            Gathered::Passed(passed) => passed.reason.to_string(),
            Gathered::FeedEnded(_) => panic!("no feed"),
        })
        .collect()
}

const FIRST: &str = "a.warc, record 2 https://example.org/a 2024-10-28T09:30:00Z The minister";

fn archive() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", "", b"software: by hand\r\n"),
        ok("https://example.org/a", "minister"),
        record("request", "WARC-Target-URI: https://example.org/a\r\n", b"GET /a HTTP/1.1\r\n\r\n"),
        response("https://example.org/b", "HTTP/1.1 404 Not Found\r\n\r\n"),
        response("https://example.org/c", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{1}\u{2}"),
        response("https://example.org/d", "no http"),
        record("response", "WARC-Target-URI: dns:example.org\r\nContent-Type: text/dns\r\n", b"1.2.3.4"),
        ok("https://example.org/e", "envoy"),
    ]
}

#[test]
fn pages_are_read_and_the_rest_is_counted() {
    let wanted = [
        "other records",
        FIRST,
        "other records",
        "unsuccessful responses",
        "not pages",
        "a.warc, record 6: the WARC is cut off or damaged (no HTTP response); what stands before this place was read, \
         get the file again for the rest",
        "other records",
        "a.warc, record 8 https://example.org/e 2024-10-28T09:30:00Z The envoy sa",
    ];
    assert_eq!(said(&archive().concat()), wanted);
    let packed: Vec<u8> = archive()
        .iter()
        .flat_map(|record| {
            let mut member = GzEncoder::new(Vec::new(), Compression::default());
            member.write_all(record).unwrap();
            member.finish().unwrap()
        })
        .collect();
    assert_eq!(read(BufReader::new(MultiGzDecoder::new(packed.as_slice()))), wanted);
}

#[test]
fn an_archive_cut_anywhere_gives_what_stands_before_and_one_error() {
    let whole = [ok("https://example.org/a", "judge"), ok("https://example.org/a", "minister")].concat();
    let border = whole.len() / 2;
    // Behind each block stand four bytes that nobody misses.
    for end in (border + 1..whole.len() - 4).step_by(7) {
        let said = said(&whole[..end]);
        assert_eq!(said.len(), 2, "{end}: {said:?}");
        assert!(said[0].starts_with("a.warc, record 1 "), "{end}: {said:?}");
        assert!(said[1].starts_with("a.warc: the WARC is cut off or damaged (record 2: "), "{end}: {said:?}");
    }
}

#[test]
fn lies_about_length_cost_nothing() {
    let record =
        |length: &str| format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK");
    for (length, word) in [("999999999999999999", "20 MB"), ("-1", "length"), ("5000", "missing"), ("", "length")] {
        let said = said(record(length).as_bytes());
        assert!(said.iter().any(|line| line.contains(word)), "{length}: {said:?}");
        assert!(said.len() <= 2, "{said:?}");
    }
}

#[test]
fn what_is_no_archive_is_one_error() {
    for bytes in [b"Hello".as_slice(), b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", &[b'a'; 200_000], &[0; 200_000]] {
        let said = said(bytes);
        assert!(said.len() == 1 && said[0].contains("cut off or damaged"), "{said:?}");
    }
    assert_eq!(said(b""), [""; 0]);
    assert_eq!(said(b"\r\n\r\n"), [""; 0]);
}
