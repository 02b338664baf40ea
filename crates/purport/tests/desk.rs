//! The served ledger from outside: what the API answers, keeps and refuses.

mod common;
mod http;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use common::{Case, lines, reports, stories};
use http::{Answer, Desk, encoded};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../../docs/openapi.json");

/// A ledger of the three stories; tests that change it take a copy.
static STORIES: LazyLock<Case> = LazyLock::new(|| {
    let case = Case::new();
    case.add(&[&case.put("stories.jsonl", lines(&stories()))]);
    case
});

fn desk() -> Desk {
    Desk::open(Case::copy_of(&STORIES.ledger()), &[])
}

/// A text that says something.
const TEXT: &str = "Harbour Master Lena Brandt said on Monday that 400 trucks had reached the port of Riga. The town council denied that any truck had arrived.";

/// Checks answers against the schemas that the document promises for them.
struct Promise(Value);

impl Promise {
    fn new() -> Self {
        Self(serde_json::from_str(DOCUMENT).unwrap())
    }

    /// The answer, which is one that the document promises for this path and method.
    fn check(&self, path: &str, method: &str, answer: &Answer) -> Value {
        let promised = &self.0["paths"][path][method]["responses"][answer.status.to_string()];
        assert!(promised.is_object(), "{method} {path}: {} is not promised: {}", answer.status, answer.text());
        let content = promised["content"].as_object().unwrap();
        let kind = answer.header("content-type").unwrap();
        let kind =
            content.keys().find(|known| kind.starts_with(known.as_str())).unwrap_or_else(|| panic!("{path}: {kind}"));
        let value = answer.json();
        let mut schema = content[kind]["schema"].clone();
        schema["components"] = self.0["components"].clone();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let wrong: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{method} {path}: {wrong:?}");
        value
    }
}

#[test]
fn every_answer_is_what_the_document_promises() {
    let (desk, promise) = (desk(), Promise::new());
    let get = |path: &str, question: &str| promise.check(path, "get", &desk.get(&format!("{path}{question}")));
    let findings = get("/api/v1/findings", "?several=true&limit=5");
    assert_eq!(findings["rows"].as_array().unwrap().len(), 5);
    let next = get(
        "/api/v1/findings",
        &format!("?several=true&limit=5&after={}", encoded(findings["next"].as_str().unwrap())),
    );
    assert_ne!(findings["rows"][0]["id"], next["rows"][0]["id"]);
    for (path, id) in [("findings", "a02/f4"), ("findings", "a02/c6"), ("claims", "a02/c6"), ("articles", "a02")] {
        let answer = desk.get(&format!("/api/v1/{path}/{}", encoded(id)));
        promise.check(&format!("/api/v1/{path}/{{id}}"), "get", &answer);
    }
    for path in [
        "overview",
        "health",
        "claims",
        "articles",
        "events",
        "events/counts",
        "sources",
        "network",
        "entities",
        "entities/suggestions",
        "reviews",
        "reviews/queue",
        "jobs",
        "feeds",
    ] {
        get(&format!("/api/v1/{path}"), "");
    }
    for question in [
        "?event=AGREE,ASSAULT&certainty=certain,possible",
        "?from=2026-03-01&to=2026-03-04&country=PRK",
        "?box=120,30,150,50",
        "?place=Moscow&as_of=2999-01-01",
        "?text=engineers",
    ] {
        for path in ["findings", "claims", "events", "events/counts"] {
            get(&format!("/api/v1/{path}"), question);
        }
    }
    get("/api/v1/articles", "?text=engineers&from=2026-03-01&to=2026-03-04&source=Northwire");
    get("/api/v1/sources", "?country=KOR");
    get("/api/v1/search", "?q=tumen%20riv");
    get("/api/v1/diff", "?from=2020-01-01");
    let copies = desk.get("/api/v1/articles").json();
    let copy = copies["rows"].as_array().unwrap().iter().find_map(|row| row["copies"].get(0)).unwrap().clone();
    let (earlier, later) = (copy["articles"][0].as_str().unwrap(), copy["articles"][1].as_str().unwrap());
    let answer = desk.get(&format!("/api/v1/articles/{}/compare/{}", encoded(later), encoded(earlier)));
    promise.check("/api/v1/articles/{id}/compare/{earlier}", "get", &answer);
    let source = desk.get("/api/v1/sources?limit=1").json()["rows"][0]["key"].as_str().unwrap().to_owned();
    let answer = desk.get(&format!("/api/v1/sources/{}", encoded(&source)));
    promise.check("/api/v1/sources/{key}", "get", &answer);
    // What is wrong is promised too.
    for (path, asked, status) in [
        ("/api/v1/findings", "/api/v1/findings?standing=true", 400),
        ("/api/v1/findings", "/api/v1/findings?colour=red", 400),
        ("/api/v1/findings", "/api/v1/findings?from=soon", 400),
        ("/api/v1/findings", "/api/v1/findings?limit=0", 400),
        ("/api/v1/findings", "/api/v1/findings?country=Korea", 400),
        ("/api/v1/findings", "/api/v1/findings?to=", 400),
        ("/api/v1/findings", "/api/v1/findings?event=", 400),
        ("/api/v1/articles", "/api/v1/articles?country=KOR", 400),
        ("/api/v1/events/counts", "/api/v1/events/counts?limit=5", 400),
        ("/api/v1/findings", "/api/v1/findings?after=nowhere", 404),
        ("/api/v1/findings/{id}", "/api/v1/findings/a02%2Ff999", 404),
        ("/api/v1/articles/{id}", "/api/v1/articles/..%2F..%2Fetc%2Fpasswd", 404),
        ("/api/v1/sources/{key}", "/api/v1/sources/nobody", 404),
    ] {
        let answer = desk.get(asked);
        assert_eq!(answer.status, status, "{asked}: {}", answer.text());
        promise.check(path, "get", &answer);
    }
    assert_eq!(desk.get("/api/v1/nothing").status, 404);
    assert_eq!(desk.ask("DELETE", "/api/v1/findings", &[], b"").status, 405);
}

#[test]
fn an_answer_that_is_known_is_not_sent_again_until_the_ledger_changes() {
    let desk = desk();
    let first = desk.get("/api/v1/findings?limit=3");
    let tag = first.header("etag").unwrap().to_owned();
    let again = |tag: &str| desk.ask("GET", "/api/v1/findings?limit=3", &[("If-None-Match", tag)], b"");
    assert_eq!((again(&tag).status, again(&tag).body.len()), (304, 0));
    assert_eq!(desk.post("/api/v1/articles", &json!({"text": TEXT, "id": "new"})).status, 201);
    let after = again(&tag);
    assert_eq!(after.status, 200);
    assert_ne!(after.header("etag"), Some(tag.as_str()));
}

#[test]
fn a_text_is_read_as_the_command_reads_it() {
    let (desk, promise) = (desk(), Promise::new());
    let answer = desk.post("/api/v1/read", &json!({"text": TEXT, "title": "Trucks"}));
    let reading = promise.check("/api/v1/read", "post", &answer);
    let line = json!({"text": TEXT, "title": "Trucks"}).to_string();
    let input = desk.case.put("one.jsonl", line + "\n");
    let output = Command::new(env!("CARGO_BIN_EXE_purport")).args(["read", "--jsonl", &input]).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reading, told);
    assert!(!reading["claims"].as_array().unwrap().is_empty());
    assert_eq!(desk.get("/api/v1/overview").json()["articles"], stories().len(), "nothing is kept");
    for (body, status) in [
        (json!({"text": ""}), 422),
        (
            json!({"text": "Der Minister sagte am Montag, dass die Brücke geschlossen werde, und niemand widersprach ihm. Die Opposition verlangte am Abend eine Erklärung von der Regierung."}),
            422,
        ),
        (json!({"text": TEXT, "html": TEXT}), 400),
        (json!({}), 400),
        (json!({"txet": TEXT}), 400),
        (json!({"text": 7}), 400),
    ] {
        let answer = desk.post("/api/v1/read", &body);
        assert_eq!(answer.status, status, "{body}: {}", answer.text());
        promise.check("/api/v1/read", "post", &answer);
    }
}

#[test]
fn what_is_added_is_there_and_told_of() {
    let (desk, promise) = (desk(), Promise::new());
    let mut events = desk.events();
    let before: Value = serde_json::from_str(&events.next().unwrap()).unwrap();
    let body = json!({"text": TEXT, "id": "riga", "publisher": "Gazette", "published": "2026-06-01", "url": "http://example.org/riga"});
    let added = desk.post("/api/v1/articles", &body);
    assert_eq!(added.status, 201);
    assert_eq!(promise.check("/api/v1/articles", "post", &added)["state"], "new");
    let after: Value = serde_json::from_str(&events.next().unwrap()).unwrap();
    assert_eq!(after["articles"].as_u64().unwrap(), before["articles"].as_u64().unwrap() + 1);
    let again = desk.post("/api/v1/articles", &body);
    assert_eq!((again.status, again.json()["state"].as_str().unwrap()), (200, "known"));
    let view = desk.get("/api/v1/articles/riga").json();
    assert_eq!(view["reading"]["article"]["text"], TEXT);
    assert_eq!(view["article"]["url"], "http://example.org/riga");
    assert!(view["claims"].as_array().unwrap().iter().any(|claim| !claim["findings"].as_array().unwrap().is_empty()));
    assert_eq!(desk.get("/api/v1/search?q=harbour%20truck").json()["articles"][0]["id"], "riga");
    // What another program adds is told of too.
    desk.case.add(&[&desk.case.put("more.jsonl", lines(&reports(1, 5)))]);
    let later: Value = serde_json::from_str(&events.next().unwrap()).unwrap();
    assert_eq!(later["articles"].as_u64().unwrap(), after["articles"].as_u64().unwrap() + 1);
}

#[test]
fn what_a_person_decides_takes_effect_and_can_be_undone() {
    let (desk, promise) = (desk(), Promise::new());
    let story = |id: &str| desk.get(&format!("/api/v1/findings/{}", encoded(id)));
    let before = story("a02/f4").json();
    let claim = before["claims"][0]["id"].as_str().unwrap().to_owned();
    let decide = |body: Value| {
        let answer = desk.post("/api/v1/reviews", &body);
        assert_eq!(answer.status, 201, "{body}: {}", answer.text());
        promise.check("/api/v1/reviews", "post", &answer)["id"].as_i64().unwrap()
    };
    let rejected = decide(json!({"act": "reject", "claim": claim, "author": "ada", "reason": "a misreading"}));
    let ids = |story: &Value| -> BTreeSet<String> {
        let claims = story["claims"].as_array().unwrap().iter();
        claims.map(|claim| claim["id"].as_str().unwrap().to_owned()).collect()
    };
    let other = ids(&before).into_iter().find(|id| *id != claim).unwrap();
    assert!(!ids(&story(&other).json()).contains(&claim));
    let undone = decide(json!({"act": "undo", "review": rejected, "author": "bob"}));
    assert_eq!(ids(&story(&other).json()), ids(&before));
    let certainty = json!({"act": "correct", "claim": claim, "certainty": "possible", "author": "ada"});
    decide(certainty);
    assert_eq!(desk.get(&format!("/api/v1/claims/{}", encoded(&claim))).json()["certainty"], "possible");
    let content = before["claims"][0]["article"]["id"].as_str().unwrap().to_owned();
    decide(json!({"act": "correct", "claim": claim, "content": [0, 12], "author": "ada"}));
    let words = desk.get(&format!("/api/v1/claims/{}", encoded(&claim))).json()["text"].as_str().unwrap().to_owned();
    let text = desk.get(&format!("/api/v1/articles/{content}")).json()["reading"]["article"]["text"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(words, text.chars().take(12).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "));
    decide(json!({"act": "grade", "of": "National Intelligence Service", "grade": "b", "author": "ada"}));
    let history = desk.get("/api/v1/reviews").json();
    let row = |id: i64| history["rows"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone();
    assert_eq!((&row(rejected)["holds"], &row(undone)["holds"]), (&json!(false), &json!(true)));
    assert_eq!(row(rejected)["on"][0]["claim"], claim);
    assert_eq!(history["rows"][0]["on"][0]["text"], "National Intelligence Service (KOR)");
    for (body, status) in [
        (json!({"act": "reject", "claim": claim}), 400),
        (json!({"act": "reject", "claim": "a02/c999", "author": "ada"}), 404),
        (json!({"act": "undo", "review": 999, "author": "ada"}), 404),
        (json!({"act": "correct", "claim": claim, "author": "ada"}), 400),
        (json!({"act": "correct", "claim": claim, "content": [5, 9_000_000], "author": "ada"}), 400),
        (json!({"act": "grade", "of": claim, "grade": "9", "author": "ada"}), 400),
        (json!({"act": "praise", "claim": claim, "author": "ada"}), 400),
    ] {
        assert_eq!(desk.post("/api/v1/reviews", &body).status, status, "{body}");
    }
}

#[test]
fn a_claim_that_was_decided_leaves_the_queue() {
    let desk = desk();
    let queue = || desk.get("/api/v1/reviews/queue?limit=5").json()["rows"].as_array().unwrap().clone();
    let first = queue();
    let confidences: Vec<f64> = first.iter().map(|claim| claim["confidence"].as_f64().unwrap()).collect();
    assert!(confidences.is_sorted() && confidences[0] < 0.5, "{confidences:?}");
    let claim = first[0]["id"].clone();
    assert_eq!(desk.post("/api/v1/reviews", &json!({"act": "accept", "claim": claim, "author": "ada"})).status, 201);
    assert!(queue().iter().all(|row| row["id"] != claim));
    assert_eq!(queue()[0]["id"], first[1]["id"]);
}

#[test]
fn exports_are_those_of_the_command() {
    let desk = desk();
    for format in ["jsonl", "csv", "plover", "polecat", "gkg", "citron", "stix", "json-ld"] {
        let told = desk.case.run("export", &["--format", format]);
        let answer = desk.get(&format!("/api/v1/exports/{format}"));
        assert_eq!(answer.status, 200);
        assert!(answer.text() == told.out, "{format}");
    }
    let told = desk.case.run("export", &["--format", "csv", "--rows", "findings", "--country", "KOR"]);
    assert!(desk.get("/api/v1/exports/csv-findings?country=KOR").text() == told.out);
    assert_eq!(desk.get("/api/v1/exports/parquet").status, 404);
    assert_eq!(desk.get("/api/v1/exports/jsonl?country=KOR").status, 400);
}

#[test]
fn other_sites_and_other_names_are_refused() {
    let desk = desk();
    let host = desk.address.clone();
    let body = json!({"text": TEXT}).to_string();
    let post = |headers: &[(&str, &str)]| {
        let all = [&[("Content-Type", "application/json")], headers].concat();
        desk.ask("POST", "/api/v1/articles", &all, body.as_bytes()).status
    };
    assert_eq!(post(&[("Origin", "http://evil.example")]), 403);
    assert_eq!(post(&[("Origin", "null")]), 403);
    assert_eq!(post(&[("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(post(&[("Origin", &format!("http://{host}")), ("Sec-Fetch-Site", "same-origin")]), 201);
    let named = |name: &str| {
        let request = format!("GET /api/v1/overview HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
        http::raw(&host, request.as_bytes()).status
    };
    assert_eq!((named("rebound.example"), named(&host)), (403, 200));
    // A form of another site can send no JSON.
    assert_eq!(desk.ask("POST", "/api/v1/articles", &[("Content-Type", "text/plain")], body.as_bytes()).status, 415);
    let answer = desk.get("/");
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(desk.get("/api/v1/overview").header("access-control-allow-origin").is_none());
}

#[test]
fn beyond_loopback_nothing_is_done_without_a_key() {
    let case = Case::copy_of(&STORIES.ledger());
    let told = case.run("serve", &["--bind", "0.0.0.0:0"]);
    assert!(told.status == Some(1) && told.complaints.contains("give keys"), "{told:?}");
    let keys = case.path("keys.toml").to_str().unwrap().to_owned();
    let make = |name: &str, scopes: &str| {
        let key = Command::new(env!("CARGO_BIN_EXE_purport"))
            .args(["key", name, "--scopes", scopes, "--keys", &keys])
            .output()
            .unwrap();
        String::from_utf8(key.stdout).unwrap().trim().to_owned()
    };
    let (reader, reviewer) = (make("rosa", "read"), make("ada", "read,review"));
    let desk = Desk::open(case, &["--bind", "0.0.0.0:0", "--keys", &keys]);
    let get = |path: &str, key: Option<&str>| {
        let bearer = key.map(|key| format!("Bearer {key}"));
        let headers: Vec<(&str, &str)> = bearer.iter().map(|bearer| ("Authorization", bearer.as_str())).collect();
        desk.ask("GET", path, &headers, b"").status
    };
    assert_eq!(get("/api/v1/health", None), 200);
    assert_eq!(get("/", None), 200, "the page asks for the key");
    assert_eq!(get("/api/v1/findings", None), 401);
    assert_eq!(get("/api/v1/findings", Some("purport_rosa_00")), 401);
    assert_eq!(get("/api/v1/findings", Some(&reader)), 200);
    assert_eq!(get("/api/v1/metrics", None), 401);
    let post = |path: &str, key: &str, body: Value| {
        let bearer = format!("Bearer {key}");
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        desk.ask("POST", path, &headers, body.to_string().as_bytes())
    };
    let accept = || json!({"act": "accept", "claim": "a02/c6", "author": "somebody else"});
    assert_eq!(post("/api/v1/reviews", &reader, accept()).status, 403);
    assert_eq!(post("/api/v1/articles", &reviewer, json!({"text": TEXT})).status, 403);
    assert_eq!(post("/api/v1/read", &reader, json!({"text": TEXT})).status, 200);
    assert_eq!(post("/api/v1/reviews", &reviewer, accept()).status, 201);
    let bearer = format!("Bearer {reviewer}");
    let rows = desk.ask("GET", "/api/v1/reviews", &[("Authorization", &bearer)], b"").json();
    assert_eq!(rows["rows"][0]["author"], "ada", "the key's name signs");
    let scopes = desk.ask("GET", "/api/v1/overview", &[("Authorization", &bearer)], b"").json()["scopes"].clone();
    assert_eq!(scopes, json!(["read", "review"]));
    let refused = (0..400).map(|_| get("/api/v1/health", None)).filter(|status| *status == 429).count();
    assert!(refused > 0, "one address cannot ask without end");
}

#[test]
fn a_ledger_served_for_reading_is_not_written() {
    let desk = Desk::open(Case::copy_of(&STORIES.ledger()), &["--read-only"]);
    assert_eq!(desk.post("/api/v1/articles", &json!({"text": TEXT})).json()["code"], "read_only");
    assert_eq!(desk.post("/api/v1/articles", &json!({"url": "http://example.org/"})).json()["code"], "read_only");
    assert_eq!(desk.post("/api/v1/reviews", &json!({"act": "accept", "claim": "a02/c6", "author": "ada"})).status, 403);
    assert_eq!(desk.get("/api/v1/overview").json()["writable"], false);
}

#[test]
fn addresses_are_fetched_from_public_machines_only() {
    let site = common::Server::start(|asked, stream| {
        let body = match asked.path.as_str() {
            "/robots.txt" => String::new(),
            _ => common::page("harbour master"),
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all((head + &body).as_bytes());
    });
    let ended = |desk: &Desk, url: &str| {
        let job = desk.post("/api/v1/articles", &json!({"url": url}));
        assert_eq!(job.status, 202, "{}", job.text());
        let path = format!("/api/v1/jobs/{}", job.json()["id"].as_str().unwrap());
        let begin = Instant::now();
        loop {
            let job = desk.get(&path).json();
            if job["state"] != "running" {
                return job;
            }
            assert!(begin.elapsed() < Duration::from_secs(60), "{job}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    let url = format!("http://{}/riga", site.host);
    let refused = ended(&desk(), &url);
    assert!(refused["added"] == json!([]) && refused["skipped"][0].as_str().unwrap().contains("public"), "{refused}");
    let open = Desk::open(Case::copy_of(&STORIES.ledger()), &["--allow-private", "127.0.0.1"]);
    let added = ended(&open, &url);
    assert_eq!(added["added"].as_array().unwrap().len(), 1, "{added}");
    for wrong in ["file:///etc/passwd", "/etc/passwd", "-", "http://", "ftp://example.org/", "http://a b"] {
        assert_eq!(open.post("/api/v1/articles", &json!({"url": wrong})).status, 400, "{wrong}");
    }
}

#[test]
fn feeds_are_watched_and_their_health_is_told() {
    let case = Case::copy_of(&STORIES.ledger());
    let list = case.put("feeds.toml", "[[feed]]\nname = \"Private\"\nurl = \"http://127.0.0.1:9/feed.xml\"\n");
    let desk = Desk::open(case, &["--feeds", &list]);
    let begin = Instant::now();
    loop {
        let feeds = desk.get("/api/v1/feeds").json();
        assert_eq!(feeds["watching"], true);
        if feeds["feeds"][0]["failures"] == 1 {
            assert!(feeds["feeds"][0]["last_error"].as_str().unwrap().contains("127.0.0.1"), "{feeds}");
            assert!(feeds["feeds"][0]["last_polled"].is_string() && feeds["feeds"][0]["last_success"].is_null());
            break;
        }
        assert!(begin.elapsed() < Duration::from_secs(30), "{feeds}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn bodies_are_bounded_and_long_lines_are_read() {
    let desk = desk();
    let long = format!("{TEXT} {}", "Nobody said more. ".repeat(4_000));
    let answer = desk.post("/api/v1/articles", &json!({"text": long, "id": "long"}));
    assert_eq!(answer.status, 201, "{}", answer.text());
    let endless = vec![b'a'; 17 << 20];
    let answer = desk.ask("POST", "/api/v1/read", &[("Content-Type", "application/json")], &endless);
    assert_eq!(answer.status, 413);
    let answer = desk.ask("POST", "/api/v1/read", &[("Content-Type", "application/json")], b"{\"text\": ");
    assert_eq!((answer.status, answer.json()["code"].as_str().unwrap()), (400, "bad_request"));
}

#[test]
fn slow_and_idle_clients_hinder_nobody() {
    let desk = desk();
    let idle: Vec<TcpStream> = (0..1_000).map_while(|_| TcpStream::connect(&desk.address).ok()).collect();
    assert_eq!(idle.len(), 1_000);
    let mut slow: Vec<TcpStream> = (0..100).map_while(|_| TcpStream::connect(&desk.address).ok()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /api/v1/findings HTTP/1.1\r\nHost: loc").unwrap();
    }
    // Some ask and never read.
    for _ in 0..50 {
        let mut stream = TcpStream::connect(&desk.address).unwrap();
        let request = format!("GET /api/v1/exports/jsonl HTTP/1.1\r\nHost: {}\r\n\r\n", desk.address);
        stream.write_all(request.as_bytes()).unwrap();
        slow.push(stream);
    }
    for _ in 0..20 {
        let begin = Instant::now();
        assert_eq!(desk.get("/api/v1/findings?limit=5").status, 200);
        assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    }
    let metrics = desk.get("/api/v1/metrics").text();
    let open = metrics.lines().find_map(|line| line.strip_prefix("purport_http_connections ")).unwrap();
    assert!(open.parse::<u64>().unwrap() >= 1_000, "{open}");
    assert!(
        metrics.contains("purport_http_requests_total{route=\"/api/v1/findings\",method=\"GET\",status=\"200\"} 20"),
        "{metrics}"
    );
    assert!(metrics.ends_with("# EOF\n"));
}

#[test]
fn what_was_acknowledged_survives_a_kill_under_load() {
    let mut desk = Desk::open(Case::new(), &[]);
    let reports: Vec<Value> = reports(60, 11).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut safe: BTreeSet<String> = BTreeSet::new();
    for round in 0..3 {
        let part = &reports[round * 20..(round + 1) * 20];
        let killed_after = 4 + 3 * round;
        let address = desk.address.clone();
        let (sender, receiver) = std::sync::mpsc::channel();
        let threads: Vec<_> = part
            .chunks(10)
            .map(|chunk| {
                let (chunk, address, sender) = (chunk.to_vec(), address.clone(), sender.clone());
                std::thread::spawn(move || {
                    for report in chunk {
                        let body = report.to_string();
                        let answer = http::ask(
                            &address,
                            "POST",
                            "/api/v1/articles",
                            &[("Content-Type", "application/json")],
                            body.as_bytes(),
                        );
                        let Ok(answer) = answer else { return };
                        if answer.status == 201 && sender.send(report["id"].as_str().unwrap().to_owned()).is_err() {
                            return;
                        }
                    }
                })
            })
            .collect();
        drop(sender);
        safe.extend(receiver.iter().take(killed_after));
        desk.kill();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        desk = desk.again(&[]);
        let rows = desk.get("/api/v1/articles?limit=500").json();
        let there: Vec<String> =
            rows["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        let distinct: BTreeSet<String> = there.iter().cloned().collect();
        assert_eq!(distinct.len(), there.len(), "something is there twice");
        assert!(safe.is_subset(&distinct), "lost: {:?}", safe.difference(&distinct));
    }
    assert!(safe.len() >= 12);
}

#[test]
fn the_page_is_served_with_all_its_views() {
    let desk = desk();
    let page = desk.get("/");
    assert!(
        page.header("content-type").unwrap().starts_with("text/html") && page.text().contains("<div id="),
        "{}",
        page.text()
    );
    for view in ["/map", "/findings/a02%2Ff4", "/sources", "/review"] {
        assert_eq!(desk.get(view).text(), page.text(), "{view}");
    }
    let script =
        page.text().split("src=\"/assets/").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned()).unwrap();
    let script = format!("/assets/{script}");
    let pressed = desk.ask("GET", &script, &[("Accept-Encoding", "gzip")], b"");
    assert_eq!(pressed.header("content-encoding"), Some("gzip"));
    assert!(pressed.header("cache-control").unwrap().contains("immutable"));
    assert_eq!(desk.get("/assets/none.js").status, 404);
    assert_eq!(desk.get("/assets/../../Cargo.toml").status, 404);
}

/// A child that speaks lines of JSON-RPC.
struct Assistant {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    next: i64,
}

impl Assistant {
    fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.next += 1;
        let request = json!({"jsonrpc": "2.0", "id": self.next, "method": method, "params": parameters});
        writeln!(self.child.stdin.as_mut().unwrap(), "{request}").unwrap();
        loop {
            let mut line = String::new();
            assert!(self.out.read_line(&mut line).unwrap() > 0, "it ended at {method}");
            let answer: Value = serde_json::from_str(&line).unwrap();
            if answer["id"] == self.next {
                return answer;
            }
        }
    }
}

#[test]
fn an_assistant_gets_typed_results() {
    let case = Case::copy_of(&STORIES.ledger());
    let mut child = case.command("mcp", &[]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let mut assistant = Assistant { child, out, next: 0 };
    let client =
        json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
    let begun = assistant.call("initialize", client);
    assert_eq!(begun["result"]["serverInfo"]["name"], "purport");
    writeln!(
        assistant.child.stdin.as_mut().unwrap(),
        "{}",
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"})
    )
    .unwrap();
    let tools = assistant.call("tools/list", json!({}))["result"]["tools"].clone();
    for (name, arguments) in [
        ("search", json!({"query": "tumen"})),
        ("findings", json!({"several": true, "limit": 3, "standing": "confirmed"})),
        ("show", json!({"id": "a02/f4"})),
        ("show", json!({"id": "a02/c6"})),
        ("show", json!({"id": "a02"})),
        ("read", json!({"text": TEXT})),
    ] {
        let tool = tools.as_array().unwrap().iter().find(|tool| tool["name"] == name).unwrap();
        let input = jsonschema::validator_for(&tool["inputSchema"]).unwrap();
        assert!(input.is_valid(&arguments), "{name} {arguments}");
        let result = assistant.call("tools/call", json!({"name": name, "arguments": arguments}))["result"].clone();
        assert_ne!(result["isError"], true, "{name}: {result}");
        let output = jsonschema::validator_for(&tool["outputSchema"]).unwrap();
        let wrong: Vec<String> =
            output.iter_errors(&result["structuredContent"]).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
    let wrong = assistant.call("tools/call", json!({"name": "show", "arguments": {"id": "nothing/f1"}}));
    assert_eq!(wrong["result"]["isError"], true);
    assert!(assistant.call("tools/call", json!({"name": "erase", "arguments": {}}))["error"].is_object());
    drop(assistant.child.stdin.take());
    let mut rest = String::new();
    assistant.out.read_to_string(&mut rest).unwrap();
    assert!(assistant.child.wait().unwrap().success());
}
