use super::*;
use crate::testing::{FastClock, Server, answer, client, html, not_found, page, report, xml};
use crate::validators::MemoryValidators;

fn rss(entries: &str) -> Vec<u8> {
    xml(format!("<rss version='2.0'><channel><title>Paper</title>{entries}</channel></rss>"))
}

/// Polls a feed once and settles every receipt, as a keeper of articles does.
fn poll(client: &mut Client, memory: &mut MemoryValidators, url: &str) -> Vec<String> {
    let (raw, receipt) = match client.fetch(url).unwrap() {
        Fetched::New(raw, receipt) => (raw, receipt),
        Fetched::Unchanged => return vec!["feed unchanged".into()],
    };
    let mut entries = match Entries::of(&raw, receipt) {
        Ok(entries) => entries,
        Err(error) => return vec![error.to_string()],
    };
    let mut said = Vec::new();
    while let Some(next) = entries.next(client) {
        said.push(match next {
            Gathered::Item(item) => {
                let read = item.read();
                item.receipt.settle(read.as_ref(), memory);
                read.map_or_else(|error| error.to_string(), |article| article.text)
            }
            Gathered::Failed(error, receipt) => {
                receipt.settle::<()>(Err(&error), memory);
                format!("failed {}", error.to_string().split(": ").nth(2).unwrap_or_default())
            }
            Gathered::Passed(passed) => {
                passed.receipt.settle(Ok(()), memory);
                passed.reason.to_string()
            }
            Gathered::FeedEnded(end) => {
                end.receipt.settle(Ok(()), memory);
                format!("end of {}", end.entries)
            }
        });
    }
    said
}

#[test]
fn what_the_feed_says_fills_what_the_page_leaves_out() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/feed" => {
            rss("<item><link>/a</link><title>Talks go on</title><pubDate>Mon, 28 Oct 2024 09:30:00 GMT</pubDate>\
             <author>d@p.example (Jane Doe)</author></item><item><link>/dated</link><title>Other</title>\
             <pubDate>Mon, 28 Oct 2024 09:30:00 GMT</pubDate></item>")
        }
        "/a" => html(page("minister")),
        "/dated" => html(page("envoy").replace(
            "<html>",
            "<html><head><meta property=\"og:title\" content=\"The envoy leaves\">\
             <meta property=\"article:published_time\" content=\"2024-10-27T08:00:00Z\"></head>",
        )),
        _ => not_found(),
    });
    let (mut client, ..) = client();
    let Fetched::New(raw, receipt) = client.fetch(&server.url("/feed")).unwrap() else { panic!() };
    let mut entries = Entries::of(&raw, receipt).unwrap();
    let mut article = || match entries.next(&mut client) {
        Some(Gathered::Item(item)) => item.read().unwrap(),
        other => panic!("{other:?}"),
    };
    let filled = article();
    assert_eq!(filled.title.as_deref(), Some("Talks go on"));
    assert_eq!(filled.published.as_deref(), Some("2024-10-28T09:30:00Z"));
    assert_eq!(filled.authors, ["Jane Doe"]);
    assert_eq!(filled.url, Some(server.url("/a")));
    let kept = article();
    assert_eq!(kept.title.as_deref(), Some("The envoy leaves"));
    assert_eq!(kept.published.as_deref(), Some("2024-10-27T08:00:00Z"));
}

#[test]
fn an_entry_without_a_page_stands_for_itself_when_it_is_long_enough() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/feed" => {
            let long = format!("&lt;p&gt;{}&lt;/p&gt;", report("minister").repeat(3));
            rss(&format!(
                "<item><link>/gone</link><title>Own title</title><description>{long}</description></item>\
                 <item><link>/gone2</link><description>Too short.</description></item>\
                 <item><link>/empty</link><description>{}</description></item>\
                 <item><title>No link</title><description>{}</description></item>\
                 <item><title>Nothing</title></item>",
                long.replace("minister", "envoy"),
                long.replace("minister", "judge"),
            ))
        }
        "/empty" => html("<!DOCTYPE html><html><body><div id=app></div></body></html>"),
        _ => not_found(),
    });
    let (mut client, _, mut memory) = client();
    let said = poll(&mut client, &mut memory, &server.url("/feed"));
    assert!(said[0].starts_with("The minister said"), "{said:#?}");
    assert!(said[1].starts_with("failed "), "{said:#?}");
    assert!(said[2].starts_with("The envoy said"), "{said:#?}");
    assert!(said[3].starts_with("The judge said"), "{said:#?}");
    assert!(said[4].starts_with("failed "), "{said:#?}");
    assert_eq!(said[5], "end of 5");
}

#[test]
fn repeated_and_known_entries_are_not_fetched_again_until_they_change_or_age() {
    let item = |path: &str, title: &str| format!("<item><link>{path}</link><title>{title}</title></item>");
    let edition = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let current = std::sync::Arc::clone(&edition);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/feed" => match current.load(std::sync::atomic::Ordering::SeqCst) {
            0 => rss(&format!("{}{}{}", item("/a", "A"), item("/a#again", "A"), item("/b", "B"))),
            _ => rss(&format!("{}{}", item("/a", "A, revised"), item("/b", "B"))),
        },
        path => html(page(path)),
    });
    let (mut client, clock, mut memory): (_, FastClock, _) = client();
    let feed = server.url("/feed");
    let first = poll(&mut client, &mut memory, &feed);
    assert_eq!((first[1].as_str(), first[3].as_str()), ("repeated", "end of 3"));
    assert_eq!(server.paths(), ["/feed", "/a", "/b"]);
    assert_eq!(poll(&mut client, &mut memory, &feed), ["unchanged", "repeated", "unchanged", "end of 3"]);
    edition.store(1, std::sync::atomic::Ordering::SeqCst);
    let third = poll(&mut client, &mut memory, &feed);
    assert!(third[0].starts_with("The /a said"), "{third:?}");
    assert_eq!(third[1], "unchanged");
    clock.advance(REVISIT);
    let fourth = poll(&mut client, &mut memory, &feed);
    assert!(fourth[0].starts_with("The /a said") && fourth[1].starts_with("The /b said"), "{fourth:?}");
}

#[test]
fn a_feed_is_asked_for_again_while_one_of_its_entries_should_be_tried_again() {
    let broken = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let state = std::sync::Arc::clone(&broken);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/feed" if asked.headers.contains_key("if-none-match") => answer("304 Not Modified", "", ""),
        "/feed" => answer("200 OK", "ETag: \"1\"\r\n", "<rss><channel><item><link>/a</link></item></channel></rss>"),
        _ if state.load(std::sync::atomic::Ordering::SeqCst) => answer("500 Oops", "", ""),
        _ => html(page("minister")),
    });
    let (mut client, _, mut memory) = client();
    let feed = server.url("/feed");
    assert!(poll(&mut client, &mut memory, &feed)[0].starts_with("failed"));
    broken.store(false, std::sync::atomic::Ordering::SeqCst);
    assert!(poll(&mut client, &mut memory, &feed)[0].starts_with("The minister"));
    assert_eq!(poll(&mut client, &mut memory, &feed), ["feed unchanged"]);
}

#[test]
fn a_page_that_is_gone_is_not_tried_at_every_poll() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/feed" => rss("<item><link>/gone</link></item>"),
        _ => not_found(),
    });
    let (mut client, _, mut memory) = client();
    let feed = server.url("/feed");
    assert!(poll(&mut client, &mut memory, &feed)[0].starts_with("failed"));
    assert_eq!(poll(&mut client, &mut memory, &feed)[0], "unchanged");
}

#[test]
fn what_is_no_feed_is_one_error() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/html" => html(page("minister")),
        "/cut" => xml("<rss><channel><item><title>"),
        "/many" => rss(&"<item/>".repeat(100_000)),
        _ => not_found(),
    });
    let (mut client, _, mut memory) = client();
    let said = poll(&mut client, &mut memory, &server.url("/html"));
    assert!(said.len() == 1 && said[0].contains("not a feed that can be read (this is an HTML page)"), "{said:?}");
    let said = poll(&mut client, &mut memory, &server.url("/cut"));
    assert!(said.len() == 1 && said[0].contains("it ends inside an entry"), "{said:?}");
    let said = poll(&mut client, &mut memory, &server.url("/many"));
    assert_eq!(said.len(), MOST_ENTRIES + 2);
    assert_eq!(said.last().unwrap(), "end of 2000");
}
