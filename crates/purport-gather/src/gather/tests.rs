use std::fs;
use std::io::Cursor;

use super::*;
use crate::testing::{Server, client, html, not_found, page, report, xml};

/// What comes of arguments, a line each: name and beginning of the text, or error, or reason.
fn said(arguments: &[&str], client: Client) -> Vec<String> {
    gather(arguments.iter().map(|&argument| argument.to_owned()).collect(), client).map(line).collect()
}

fn line(gathered: Gathered) -> String {
    match gathered {
        Gathered::Item(item) => match item.read() {
            Ok(article) => format!("{}: {}", item.name, article.text.chars().take(12).collect::<String>()),
            Err(error) => error.to_string(),
        },
        Gathered::Failed(error, _) => error.to_string(),
        Gathered::Passed(passed) => format!("{}: {}", passed.name, passed.reason),
        Gathered::FeedEnded(end) => format!("{}: {} entries", end.name, end.entries),
    }
}

#[test]
fn files_folders_and_containers_come_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().display().to_string();
    let body = page("minister");
    let http = format!("HTTP/1.1 200 OK\r\n\r\n{body}");
    let warc = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n", http.len());
    for (name, text) in [
        (
            "in/2.jsonl",
            format!(
                "{{\"id\": \"x\", \"text\": \"{}\"}}\n{{broken\n\n{{\"text\": \"Lee stayed.\"}}\n",
                report("envoy")
            ),
        ),
        ("in/1.html", body),
        ("in/3.warc", warc + "WARC/1.0\r\n"),
        ("in/4.png", "\u{89}PNG".to_owned()),
        ("odd.ending", report("judge")),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let missing = format!("{root}/missing.txt");
    let no_archive = format!("{root}/missing.warc");
    let said = said(&[&format!("{root}/odd.ending"), &format!("{root}/in"), &missing, &no_archive], client().0);
    let wanted = [
        "/odd.ending: The judge sa",
        "/in/1.html: The minister",
        "/in/2.jsonl, line 1: The envoy sa",
        "/in/2.jsonl, line 2: not a usable JSON record",
        "/in/2.jsonl, line 4: Lee stayed.",
        "/in/3.warc, record 1: The minister",
        "/in/3.warc: the WARC is cut off or damaged (record 2: it ends inside its header)",
        "/in/4.png: not text",
        "/missing.txt: no such file",
        "/missing.warc: no such file",
    ];
    assert_eq!(said.len(), wanted.len(), "{said:#?}");
    for (said, wanted) in said.iter().zip(wanted) {
        assert!(said.starts_with(&format!("{root}{wanted}")), "{said} / {wanted}");
    }
}

#[test]
fn addresses_are_pages_or_feeds() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/feed" => xml("<rss><channel><item><link>/a</link></item><item><link>/b</link></item></channel></rss>"),
        "/page" => html(page("minister")),
        "/a" => html(page("envoy")),
        _ => not_found(),
    });
    let said = said(&[&server.url("/page"), &server.url("/feed"), &server.url("/none")], client().0);
    let wanted = [
        "/page: The minister",
        "/a: The envoy sa",
        "/b: the server answered with status 404",
        "/feed: 2 entries",
        "/none: the server answered with status 404",
    ];
    assert_eq!(said.len(), wanted.len(), "{said:#?}");
    for (said, wanted) in said.iter().zip(wanted) {
        assert!(said.starts_with(&server.url(wanted)), "{said} / {wanted}");
    }
}

#[test]
fn standard_input_is_told_by_how_it_begins() {
    let first = |text: String| match stream_of("standard input", Box::new(Cursor::new(text.into_bytes()))) {
        Step::Give(gathered) => line(gathered),
        Step::Enter(mut open) => match open.next(&mut client().0) {
            Step::Give(gathered) => line(gathered),
            _ => panic!("nothing"),
        },
        Step::Leave => panic!("nothing"),
    };
    assert_eq!(first(report("minister")), "standard input: The minister");
    assert_eq!(first(page("minister")), "standard input: The minister");
    assert_eq!(first("\n{\"text\": \"Lee stayed.\"}".into()), "standard input, line 2: Lee stayed.");
    assert!(first("WARC/1.0\r\n".into()).contains("the WARC is cut off"));
    assert!(first(String::new()).contains("the text is empty"));
}

#[test]
fn a_stop_ends_the_stream() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.path().join(name), "The minister left.").unwrap();
    }
    let (client, clock, _) = client();
    let mut stream = gather(vec![folder.path().display().to_string()], client);
    assert!(stream.next().is_some());
    clock.stop();
    assert!(stream.next().is_none());
}

#[test]
fn saved_feeds_are_read_where_they_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.xml");
    let content = format!("&lt;p&gt;{}&lt;/p&gt;", report("minister").repeat(3));
    fs::write(
        &path,
        format!("<rss><channel><item><title>Talks</title><description>{content}</description></item></channel></rss>"),
    )
    .unwrap();
    let path = path.display().to_string();
    let named = said(&[&path], client().0);
    assert_eq!(named, [format!("{path}, “Talks”: The minister"), format!("{path}: 1 entries")]);
    assert_eq!(said(&[&folder.path().display().to_string()], client().0), [format!("{path}: feeds in a folder")]);
    fs::write(folder.path().join("other.xml"), "<note>The minister left.</note>").unwrap();
    let other = said(&[&folder.path().join("other.xml").display().to_string()], client().0);
    assert!(other.len() == 1 && other[0].contains("not a feed that can be read"), "{other:?}");
}

#[test]
fn a_stream_can_be_handed_to_another_thread() {
    let stream = gather(vec!["-missing-".to_owned()], client().0);
    let said = std::thread::spawn(move || stream.map(line).collect::<Vec<_>>()).join().unwrap();
    assert!(said[0].starts_with("-missing-: no such file"), "{said:?}");
}
