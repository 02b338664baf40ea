//! An http(s) address, to bytes.

mod reach;
mod request;

use std::time::Duration;

use url::Url;

pub use reach::Reach;
pub use request::{Answer, Deadline, Fetcher, USER_AGENT, Version};

use crate::error::{TextError, TextErrorKind};
use crate::source::Raw;

/// Most bytes taken from an address, as sent and after opening gzip: 20 MB.
pub const FETCH_LIMIT: u64 = 20_000_000;

/// Most redirects followed.
pub const REDIRECT_LIMIT: u32 = 5;

/// How to fetch.
///
/// ```
/// use purport_text::FetchOptions;
/// assert_eq!(FetchOptions::default().timeout.as_secs(), 20);
/// ```
#[derive(Clone, Debug)]
pub struct FetchOptions {
    /// Longest wait for the whole answer, redirects included.
    pub timeout: Duration,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(20) }
    }
}

/// The bytes at an address, with gzip opened.
pub(crate) fn fetch(address: &str, options: &FetchOptions) -> Result<Raw, TextError> {
    follow(address, options).map_err(|kind| TextError::new(address, kind))
}

fn follow(address: &str, options: &FetchOptions) -> Result<Raw, TextErrorKind> {
    let deadline = Deadline::after(options.timeout);
    let fetcher = Fetcher::new(Reach::Anywhere);
    let mut url = Url::parse(address).map_err(|error| TextErrorKind::Address(error.to_string()))?;
    for _ in 0..=REDIRECT_LIMIT {
        let answer = fetcher.ask(&url, Version::default(), deadline)?;
        if let Some(next) = answer.redirect()? {
            url = next;
            continue;
        }
        if !(200..300).contains(&answer.status()) {
            return Err(TextErrorKind::Status(answer.status()));
        }
        let content_type = answer.content_type().map(str::to_owned);
        let bytes = answer.bytes(FETCH_LIMIT)?;
        return Ok(Raw { name: address.to_owned(), bytes, content_type, url: Some(url.into()) });
    }
    Err(TextErrorKind::Redirects(REDIRECT_LIMIT))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::time::Instant;

    use super::*;

    /// A server on a free port that answers every request with what `answer` makes of its path.
    fn serve(answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or("/").to_owned();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                // The client may hang up in the middle of an answer that is too large.
                let _ = stream.write_all(&answer(&path));
            }
        });
        address
    }

    fn kind(address: &str) -> TextErrorKind {
        fetch(address, &FetchOptions { timeout: Duration::from_secs(5) }).unwrap_err().kind
    }

    #[test]
    fn a_page_comes_with_its_type_and_its_final_address() {
        let base = serve(|path| {
            match path {
            "/old" => b"HTTP/1.1 301 Moved\r\nLocation: /new\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
            _ => b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\nConnection: close\r\n\r\nHello".to_vec(),
        }
        });
        let raw = fetch(&format!("{base}/old"), &FetchOptions::default()).unwrap();
        assert_eq!(raw.bytes, b"Hello");
        assert_eq!(raw.content_type.as_deref(), Some("text/plain; charset=utf-8"));
        assert_eq!(raw.url, Some(format!("{base}/new")));
    }

    #[test]
    fn a_server_that_never_answers_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let begin = Instant::now();
        let error = fetch(&address, &FetchOptions { timeout: Duration::from_secs(1) }).unwrap_err();
        assert!(matches!(error.kind, TextErrorKind::Timeout(1)), "{error}");
        assert!(begin.elapsed() < Duration::from_secs(4));
        drop(listener);
    }

    #[test]
    fn a_redirect_loop_ends() {
        let base = serve(|_| {
            b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()
        });
        assert!(matches!(kind(&base), TextErrorKind::Redirects(5)));
    }

    #[test]
    fn an_error_status_is_reported() {
        let base = serve(|_| b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec());
        assert!(matches!(kind(&base), TextErrorKind::Status(404)));
    }

    #[test]
    fn a_page_that_is_too_large_is_refused() {
        let base = serve(|_| {
            let mut answer = b"HTTP/1.1 200 OK\r\nContent-Length: 21000000\r\nConnection: close\r\n\r\n".to_vec();
            answer.resize(answer.len() + 21_000_000, b'a');
            answer
        });
        assert!(matches!(kind(&base), TextErrorKind::TooLarge(20)));
    }

    #[test]
    fn refused_connections_and_bad_addresses_are_errors() {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert!(matches!(kind(&format!("http://{closed}/")), TextErrorKind::Connection(_)));
        assert!(matches!(kind("http://"), TextErrorKind::Address(_)));
    }
}
