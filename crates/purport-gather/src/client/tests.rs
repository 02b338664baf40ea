use super::*;
use crate::testing::{FastClock, Server, answer, client, html, not_found, page};
use crate::validators::MemoryValidators;

fn kind(client: &mut Client, address: &str) -> TextErrorKind {
    client.fetch(address).unwrap_err().kind
}

fn new(fetched: Fetched) -> (Raw, Receipt) {
    match fetched {
        Fetched::New(raw, receipt) => (raw, receipt),
        Fetched::Unchanged => panic!("unchanged"),
    }
}

#[test]
fn a_page_is_asked_for_with_its_version_once_its_receipt_is_settled() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        _ if asked.headers.get("if-none-match").is_some_and(|tag| tag == "\"one\"") => {
            answer("304 Not Modified", "", "")
        }
        _ => answer("200 OK", "ETag: \"one\"\r\nLast-Modified: Mon, 28 Oct 2024 09:30:00 GMT\r\n", page("minister")),
    });
    let (mut client, _, mut memory) = client();
    let url = server.url("/a#part");
    let (_, unsettled) = new(client.fetch(&url).unwrap());
    let (raw, receipt) = new(client.fetch(&url).unwrap());
    assert_eq!(unsettled, receipt);
    assert_eq!((raw.name.as_str(), raw.url), (url.as_str(), Some(server.url("/a"))));
    receipt.settle(Ok(()), &mut memory);
    assert!(matches!(client.fetch(&url).unwrap(), Fetched::Unchanged));
    let last = server.asked().pop().unwrap();
    assert_eq!(last.headers["if-modified-since"], "Mon, 28 Oct 2024 09:30:00 GMT");
    assert!(last.headers["user-agent"].starts_with("purport/"), "{last:?}");
}

#[test]
fn robots_txt_is_heeded_and_fetched_once() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => answer("200 OK", "", "User-agent: *\nDisallow: /private\nCrawl-delay: 4\n"),
        _ => html(page("minister")),
    });
    let (mut client, clock, _) = client();
    assert!(matches!(kind(&mut client, &server.url("/private/1")), TextErrorKind::Robots(_)));
    new(client.fetch(&server.url("/public")).unwrap());
    new(client.fetch(&server.url("/public")).unwrap());
    let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.path).collect();
    assert_eq!(asked, ["/robots.txt", "/public", "/public"]);
    assert_eq!(clock.naps(), [Duration::from_secs(4)]);
}

#[test]
fn robots_txt_that_fails_closes_the_site_for_a_while() {
    for (status, open) in [("404 Not Found", true), ("403 Forbidden", true), ("500 Oops", false), ("503 Busy", false)] {
        let server = Server::start(move |asked| match asked.path.as_str() {
            "/robots.txt" => answer(status, "", ""),
            _ => html(page("minister")),
        });
        let (mut client, clock, _) = client();
        let fetched = client.fetch(&server.url("/a"));
        assert_eq!(fetched.is_ok(), open, "{status}");
        if let Err(error) = fetched {
            assert!(error.to_string().contains("robots.txt answered with status"), "{error}");
            let _ = client.fetch(&server.url("/a"));
            assert_eq!(server.asked().len(), 1);
            clock.advance(Duration::from_secs(601));
            let _ = client.fetch(&server.url("/a"));
            assert_eq!(server.asked().len(), 2);
        }
    }
}

#[test]
fn a_site_is_left_alone_between_requests_and_others_are_not_held_up() {
    let (one, two) = (Server::start(|_| html(page("minister"))), Server::start(|_| html(page("envoy"))));
    let (mut client, clock, _) = client();
    new(client.fetch(&one.url("/a")).unwrap());
    new(client.fetch(&two.url("/a")).unwrap());
    assert_eq!(clock.naps(), []);
    clock.advance(Duration::from_millis(300));
    new(client.fetch(&one.url("/b")).unwrap());
    assert_eq!(clock.naps(), [Duration::from_millis(700)]);
    clock.advance(Duration::from_secs(5));
    new(client.fetch(&one.url("/c")).unwrap());
    assert_eq!(clock.naps().len(), 1);
}

#[test]
fn redirects_are_followed_within_their_limit_and_each_hop_is_checked() {
    let server = Server::start(|asked| {
        let to = |target: &str| answer("302 Found", &format!("Location: {target}\r\n"), "");
        match asked.path.as_str() {
            "/robots.txt" => answer("200 OK", "", "User-agent: *\nDisallow: /closed\n"),
            "/old" => to("/new"),
            "/to-closed" => to("/closed"),
            "/round" => to("/round"),
            "/inside" => to("http://10.0.0.1/admin"),
            "/metadata" => to("http://169.254.169.254/latest"),
            "/mapped" => to("http://[::ffff:127.0.0.1]/"),
            "/named" => to("http://localhost:1/"),
            "/decimal" => to("http://2130706434/"),
            "/file" => to("file:///etc/passwd"),
            _ => html(page("minister")),
        }
    });
    let (mut client, ..) = client();
    assert_eq!(new(client.fetch(&server.url("/old")).unwrap()).0.url, Some(server.url("/new")));
    assert!(matches!(kind(&mut client, &server.url("/to-closed")), TextErrorKind::Robots(_)));
    assert!(matches!(kind(&mut client, &server.url("/round")), TextErrorKind::Redirects(5)));
    for path in ["/inside", "/metadata", "/mapped", "/named", "/decimal"] {
        let kind = kind(&mut client, &server.url(path));
        assert!(matches!(kind, TextErrorKind::Private(_)), "{path}: {kind}");
    }
    assert!(matches!(kind(&mut client, &server.url("/file")), TextErrorKind::Address(_)));
}

#[test]
fn a_private_machine_is_refused_unless_it_was_allowed() {
    let server = Server::start(|_| html(page("minister")));
    let clock = Arc::new(FastClock::default());
    let mut strict = Client::new(Manners::default(), clock.clone(), Box::new(MemoryValidators::default()));
    assert!(matches!(kind(&mut strict, &server.url("/a")), TextErrorKind::Private(_)));
    // A name that leads there is refused at the connection, whatever the name is.
    let named = server.url("/a").replace("127.0.0.1", "localhost");
    assert!(matches!(kind(&mut strict, &named), TextErrorKind::Private(_)));
    assert_eq!(server.asked().len(), 0);
    let manners = Manners { reach: Reach::Anywhere, ..Manners::default() };
    let mut open = Client::new(manners, clock, Box::new(MemoryValidators::default()));
    new(open.fetch(&server.url("/a")).unwrap());
}

#[test]
fn a_busy_site_is_waited_for_once_and_not_for_long() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/long" => answer("503 Busy", "Retry-After: 3600\r\n", ""),
        _ => answer("429 Slow down", "Retry-After: 7\r\n", ""),
    });
    let (mut client, clock, _) = client();
    assert!(matches!(kind(&mut client, &server.url("/short")), TextErrorKind::Busy(7)));
    assert_eq!(server.paths(), ["/short", "/short"]);
    assert_eq!(clock.naps(), [Duration::from_secs(7)]);
    // Until then not even another page is asked for.
    assert!(matches!(kind(&mut client, &server.url("/other")), TextErrorKind::Busy(7)));
    assert_eq!(server.paths().len(), 2);
    clock.advance(Duration::from_secs(7));
    assert!(matches!(kind(&mut client, &server.url("/long")), TextErrorKind::Busy(3600)));
    assert_eq!(server.paths(), ["/short", "/short", "/long"]);
}

#[test]
fn answers_that_are_too_large_too_slow_or_no_text_are_given_up() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/large" => answer("200 OK", "", vec![b'a'; 21_000_000]),
        "/lies" => b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\nConnection: close\r\n\r\nHello".to_vec(),
        "/sound" => answer("200 OK", "Content-Type: audio/mpeg\r\n", "ID3"),
        _ => answer("200 OK", "", ""),
    });
    let (mut client, ..) = client();
    assert!(matches!(kind(&mut client, &server.url("/large")), TextErrorKind::TooLarge(20)));
    assert!(matches!(kind(&mut client, &server.url("/lies")), TextErrorKind::Connection(_)));
    assert!(matches!(kind(&mut client, &server.url("/sound")), TextErrorKind::Binary(_)));
    assert!(matches!(kind(&mut client, &server.url("/empty")), TextErrorKind::Empty));
}

#[test]
fn nothing_is_fetched_after_a_stop() {
    let server = Server::start(|_| html(page("minister")));
    let (mut client, clock, _) = client();
    clock.stop();
    assert!(matches!(kind(&mut client, &server.url("/a")), TextErrorKind::Stopped));
    assert_eq!(server.paths().len(), 0);
}

#[test]
fn an_answer_that_never_ends_is_given_up_by_size_or_by_time() {
    use std::io::Write;
    let server = Server::start_raw(|asked, stream| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n<rss><channel>";
        let pause = match asked.path.as_str() {
            "/robots.txt" => return drop(stream.write_all(&not_found())),
            "/drip" => Duration::from_millis(100),
            _ => Duration::ZERO,
        };
        let _ = stream.write_all(head);
        let item = "<item><title>Again</title></item>".repeat(if pause.is_zero() { 2000 } else { 1 });
        while stream.write_all(item.as_bytes()).is_ok() {
            std::thread::sleep(pause);
        }
    });
    let manners = Manners { timeout: Duration::from_secs(1), reach: Reach::Anywhere, ..Manners::default() };
    let clock = Arc::new(FastClock::default());
    let mut client = Client::new(manners, clock.clone(), Box::new(MemoryValidators::default()));
    let begin = Instant::now();
    assert!(matches!(kind(&mut client, &server.url("/drip")), TextErrorKind::Timeout(1)));
    assert!(begin.elapsed() < Duration::from_secs(4));
    let manners = Manners { reach: Reach::Anywhere, ..Manners::default() };
    let mut client = Client::new(manners, clock, Box::new(MemoryValidators::default()));
    assert!(matches!(kind(&mut client, &server.url("/flood")), TextErrorKind::TooLarge(20)));
}
