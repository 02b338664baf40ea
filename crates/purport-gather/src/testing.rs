//! What tests need: a server on this machine, and a clock that does not wait.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use purport_text::Reach;

use crate::clock::Clock;
use crate::{Client, Manners, MemoryValidators};

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub path: String,
    /// By lower-case name.
    pub headers: BTreeMap<String, String>,
}

/// A server on a free port.
pub struct Server {
    pub base: String,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// One that answers every request with what `answer` makes of it.
    pub fn start(answer: impl Fn(&Asked) -> Vec<u8> + Send + 'static) -> Self {
        // The client may hang up in the middle of an answer that is too large.
        Self::start_raw(move |asked, stream| _ = stream.write_all(&answer(asked)))
    }

    /// One that writes what it likes.
    pub fn start_raw(answer: impl Fn(&Asked, &mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let log = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&log);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or("/").to_owned();
                let headers = lines.take_while(|line| !line.is_empty()).filter_map(|line| {
                    line.split_once(':').map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
                });
                let asked = Asked { path, headers: headers.collect() };
                seen.lock().unwrap().push(asked.clone());
                answer(&asked, &mut stream);
            }
        });
        Self { base, log }
    }

    /// The paths asked for so far, without `robots.txt`.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).filter(|path| path != "/robots.txt").collect()
    }

    /// All that was asked for so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// A whole answer with a length.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

pub fn not_found() -> Vec<u8> {
    answer("404 Not Found", "", "")
}

pub fn html(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", "Content-Type: text/html\r\n", body)
}

pub fn xml(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", "Content-Type: application/rss+xml\r\n", body)
}

/// A page with a report about `topic`.
pub fn page(topic: &str) -> String {
    let paragraph = report(topic);
    format!("<!DOCTYPE html><html><body><article><p>{paragraph}</p><p>{paragraph} Twice.</p></article></body></html>")
}

pub fn report(topic: &str) -> String {
    format!(
        "The {topic} said on Monday that the talks in the capital would go on for another week, although two of the \
         delegations had already left and a third was expected to follow them before the weekend, officials added."
    )
}

/// A clock whose sleepers wake at once, that much later.
#[derive(Clone, Debug, Default)]
pub struct FastClock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    naps: Vec<Duration>,
    stop_at: Option<Duration>,
    stopped: bool,
}

impl FastClock {
    /// How long each sleeper wanted to sleep.
    pub fn naps(&self) -> Vec<Duration> {
        self.0.lock().unwrap().naps.clone()
    }

    /// Time goes on.
    pub fn advance(&self, time: Duration) {
        self.0.lock().unwrap().elapsed += time;
    }

    /// Asks to stop.
    pub fn stop(&self) {
        self.0.lock().unwrap().stopped = true;
    }

    /// Asks to stop once that time has come.
    pub fn stop_at(&self, time: Duration) {
        self.0.lock().unwrap().stop_at = Some(time);
    }
}

impl Clock for FastClock {
    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().elapsed
    }

    fn now(&self) -> Timestamp {
        let start: Timestamp = "2024-10-28T09:30:00Z".parse().unwrap();
        start + SignedDuration::try_from(self.elapsed()).unwrap()
    }

    fn sleep(&self, time: Duration) {
        let mut state = self.0.lock().unwrap();
        state.naps.push(time);
        state.elapsed += time;
    }

    fn stopped(&self) -> bool {
        let state = self.0.lock().unwrap();
        state.stopped || state.stop_at.is_some_and(|at| state.elapsed >= at)
    }
}

/// A client that may reach this machine by its usual address only.
pub fn client() -> (Client, FastClock, MemoryValidators) {
    let manners = Manners {
        timeout: Duration::from_secs(5),
        reach: Reach::Public { except: ["127.0.0.1".to_owned()].into() },
        ..Manners::default()
    };
    let (clock, memory) = (FastClock::default(), MemoryValidators::default());
    (Client::new(manners, Arc::new(clock.clone()), Box::new(memory.clone())), clock, memory)
}
