use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::testing::{FastClock, Server, answer, client, html, not_found, page, xml};
use crate::validators::MemoryValidators;

/// Writes down what comes, with the time.
struct Diary {
    clock: FastClock,
    memory: MemoryValidators,
    lines: Vec<String>,
    beats: Vec<Heartbeat>,
    most: usize,
}

impl Keeper for Diary {
    fn keep(&mut self, feed: &WatchedFeed, gathered: Gathered) -> ControlFlow<()> {
        let memory = &mut self.memory;
        let line = match gathered {
            Gathered::Item(item) => {
                let read = item.read();
                item.receipt.settle(read.as_ref(), memory);
                read.unwrap().text.split(' ').nth(1).unwrap().to_owned()
            }
            Gathered::Failed(error, receipt) => {
                receipt.settle::<()>(Err(&error), memory);
                format!("failed: {}", error.kind)
            }
            Gathered::Passed(passed) => {
                passed.receipt.settle(Ok(()), memory);
                passed.reason.to_string()
            }
            Gathered::FeedEnded(end) => {
                end.receipt.settle(Ok(()), memory);
                "end".to_owned()
            }
        };
        let minutes = crate::Clock::elapsed(&self.clock).as_secs() / 60;
        self.lines.push(format!("{minutes} {} {line}", feed.name));
        if self.lines.len() < self.most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn heartbeat(&mut self, beat: &Heartbeat) -> ControlFlow<()> {
        self.beats.push(beat.clone());
        ControlFlow::Continue(())
    }
}

fn list(server: &Server, feeds: &str) -> Watchlist {
    let feeds = feeds.replace("BASE", &server.base);
    Watchlist::read("f", &format!("[watch]\nallow_private = true\nheartbeat = \"5m\"\n{feeds}")).unwrap()
}

fn diary(server: &Server, feeds: &str, until: Duration, most: usize) -> Diary {
    let (mut client, clock, memory) = client();
    clock.stop_at(until);
    let mut diary = Diary { clock, memory, lines: Vec::new(), beats: Vec::new(), most };
    watch(&list(server, feeds), &mut client, &mut diary);
    diary
}

const FEEDS: &str =
    "[[feed]]\nurl = \"BASE/good\"\nname = \"good\"\n[[feed]]\nurl = \"BASE/bad\"\nname = \"bad\"\nevery = \"30m\"";

fn two_feeds() -> Server {
    let polls = Arc::new(AtomicUsize::new(0));
    Server::start(move |asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/good" => {
            // News comes with the second poll.
            let count = 1 + polls.fetch_add(1, Ordering::SeqCst).min(1);
            let item = |n: usize| format!("<item><link>/page{n}</link></item>");
            xml(format!("<rss><channel>{}</channel></rss>", (0..count).rev().map(item).collect::<String>()))
        }
        "/bad" => answer("500 Oops", "", ""),
        path => html(page(path)),
    })
}

#[test]
fn news_come_once_and_a_feed_that_fails_is_left_alone_longer_and_longer() {
    let diary = diary(&two_feeds(), FEEDS, Duration::from_secs(3 * 3600), usize::MAX);
    let of = |name: &str| diary.lines.iter().filter(|line| line.contains(name)).cloned().collect::<Vec<_>>();
    let good = of(" good ");
    assert_eq!(good[..2], ["0 good /page0", "0 good end"]);
    assert!(good[2].ends_with("good /page1"), "{good:?}");
    let minutes: u64 = good[2].split(' ').next().unwrap().parse().unwrap();
    assert!((15..=17).contains(&minutes), "{good:?}");
    assert_eq!(good.iter().filter(|line| line.contains("/page")).count(), 2, "{good:?}");
    assert!((10..=12).contains(&good.iter().filter(|line| line.ends_with("end")).count()), "{good:?}");
    // At 0, after an hour, after two more.
    let bad = of(" bad ");
    assert_eq!(bad.len(), 2, "{bad:?}");
    assert!(bad[0].starts_with("0 bad failed: the server answered with status 500"), "{bad:?}");
    let last = diary.beats.last().unwrap();
    assert_eq!((last.failed, last.failing), (2, 1));
    assert!(last.polled >= 10, "{last:?}");
    // While nothing is due, a sign of life at least every five minutes.
    assert!(diary.beats.len() >= 36, "{}", diary.beats.len());
    assert!(diary.clock.naps().iter().all(|nap| *nap <= Duration::from_secs(300)));
}

#[test]
fn a_keeper_that_breaks_off_ends_the_watch_within_a_feed() {
    let diary = diary(&two_feeds(), FEEDS, Duration::from_secs(3600), 1);
    assert_eq!(diary.lines, ["0 good /page0"]);
}

#[test]
fn a_stop_ends_the_watch_before_anything_is_fetched() {
    let server = two_feeds();
    let diary = diary(&server, FEEDS, Duration::ZERO, usize::MAX);
    assert_eq!(diary.lines, [""; 0]);
    assert_eq!(server.asked().len(), 0);
}

#[test]
fn a_busy_server_sets_the_pause_and_an_unchanged_feed_counts_as_polled() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        "/good" if asked.headers.contains_key("if-none-match") => answer("304 Not Modified", "", ""),
        "/good" => answer("200 OK", "ETag: \"1\"\r\n", "<rss><channel/></rss>"),
        _ => answer("503 Busy", "Retry-After: 10000\r\n", ""),
    });
    let only_good = "[[feed]]\nurl = \"BASE/good\"\nname = \"good\"";
    let kept = diary(&server, only_good, Duration::from_secs(2400), usize::MAX);
    assert_eq!(
        kept.lines.iter().map(|line| line.rsplit(' ').next().unwrap()).collect::<Vec<_>>(),
        ["end", "unchanged", "unchanged"]
    );
    assert_eq!(kept.beats.last().unwrap().failed, 0);
    let busy = diary(
        &server,
        "[[feed]]\nurl = \"BASE/busy\"\nname = \"busy\"\nevery = \"1m\"",
        Duration::from_secs(9999),
        usize::MAX,
    );
    assert_eq!(busy.lines.len(), 1, "{:?}", busy.lines);
}

#[test]
fn what_is_no_feed_any_more_is_told_at_each_poll() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => not_found(),
        _ => html(page("minister")),
    });
    let kept = diary(&server, "[[feed]]\nurl = \"BASE/f\"\nname = \"f\"", Duration::from_secs(3600), usize::MAX);
    assert!(kept.lines.iter().all(|line| line.contains("failed: not a feed that can be read")), "{:?}", kept.lines);
    assert_eq!(kept.lines.len(), 2, "{:?}", kept.lines);
}
