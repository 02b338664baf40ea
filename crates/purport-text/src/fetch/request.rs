//! One request to one address: no redirect is followed, any status is an answer.

use std::io::Read;
use std::time::{Duration, Instant};

use ureq::http::Response;
use ureq::http::header::{CONTENT_TYPE, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};
use url::Url;

use super::reach::{Guard, Reach, Refused};
use crate::error::TextErrorKind;
use crate::source::open_gzip;

/// How the program names itself to servers, and in what their `robots.txt` says.
pub const USER_AGENT: &str = concat!("purport/", env!("CARGO_PKG_VERSION"), " (news claim reader)");

/// What is asked for: pages first, feeds just as gladly.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, \
                      application/feed+json, text/plain;q=0.9, */*;q=0.5";

/// When to give up, over several requests.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    total: Duration,
    until: Instant,
}

impl Deadline {
    /// This long from now.
    #[must_use]
    pub fn after(total: Duration) -> Self {
        Self { total, until: Instant::now() + total }
    }

    /// The time left, or that there is none.
    fn left(self) -> Result<Duration, TextErrorKind> {
        match self.until.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(self.passed()),
            left => Ok(left),
        }
    }

    fn passed(self) -> TextErrorKind {
        TextErrorKind::Timeout(self.total.as_secs())
    }
}

/// What the last answer of an address said about its version, to be asked with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Version<'v> {
    /// The value of its `ETag` header.
    pub etag: Option<&'v str>,
    /// The value of its `Last-Modified` header.
    pub last_modified: Option<&'v str>,
}

/// Fetches, keeping connections open between requests.
#[derive(Clone, Debug)]
pub struct Fetcher {
    agent: Agent,
    reach: Reach,
}

impl Fetcher {
    /// One that goes as far as `reach` allows.
    #[must_use]
    pub fn new(reach: Reach) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .build();
        let guard = Guard { reach: reach.clone(), names: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), guard), reach }
    }

    /// Asks for an address; with `known`, only for a version other than that.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use purport_text::{Deadline, FETCH_LIMIT, Fetcher, Reach, Version};
    /// let url = "https://example.org/feed".parse().unwrap();
    /// let deadline = Deadline::after(Duration::from_secs(20));
    /// let answer = Fetcher::new(Reach::Anywhere).ask(&url, Version::default(), deadline)?;
    /// println!("{} {}", answer.status(), answer.bytes(FETCH_LIMIT)?.len());
    /// # Ok::<(), purport_text::TextErrorKind>(())
    /// ```
    ///
    /// # Errors
    /// When the address is none, may not be reached, or does not answer in time. A status is no error.
    pub fn ask(&self, url: &Url, known: Version<'_>, deadline: Deadline) -> Result<Answer, TextErrorKind> {
        let host = url.host().filter(|_| matches!(url.scheme(), "http" | "https"));
        let host = host.ok_or_else(|| TextErrorKind::Address(format!("{}: is no web address", url.scheme())))?;
        self.reach.check(&host).map_err(|Refused(host)| TextErrorKind::Private(host))?;
        let mut request = self.agent.get(url.as_str());
        for (name, value) in [(IF_NONE_MATCH, known.etag), (IF_MODIFIED_SINCE, known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let request = request.config().timeout_global(Some(deadline.left()?)).build();
        let response = request.call().map_err(|error| kind_of(&error, deadline))?;
        Ok(Answer { url: url.clone(), response, deadline })
    }
}

/// What a server answered; the body is not read yet.
#[derive(Debug)]
pub struct Answer {
    url: Url,
    response: Response<Body>,
    deadline: Deadline,
}

impl Answer {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The `Content-Type` header.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.header(CONTENT_TYPE.as_str())
    }

    /// Where the server sends the client instead.
    ///
    /// # Errors
    /// When it sends it to something that is no address.
    pub fn redirect(&self) -> Result<Option<Url>, TextErrorKind> {
        if !matches!(self.status(), 301 | 302 | 303 | 307 | 308) {
            return Ok(None);
        }
        let Some(target) = self.header(LOCATION.as_str()) else { return Ok(None) };
        let joined = self.url.join(target).map_err(|error| TextErrorKind::Address(format!("{target}: {error}")))?;
        Ok(Some(joined))
    }

    /// The whole body, with gzip opened.
    ///
    /// # Errors
    /// When it is longer than `limit`, also once opened, does not come in time, or is damaged.
    pub fn bytes(mut self, limit: u64) -> Result<Vec<u8>, TextErrorKind> {
        let body = self.response.body_mut().with_config().limit(limit).read_to_vec();
        let body = body.map_err(|error| match kind_of(&error, self.deadline) {
            TextErrorKind::TooLarge(_) => TextErrorKind::TooLarge(limit / 1_000_000),
            kind => kind,
        })?;
        // A file that is itself gzip (page.html.gz) arrives still packed.
        open_gzip(body, limit)
    }

    /// The first `limit` bytes of the body, however long it is.
    ///
    /// # Errors
    /// When they do not come in time, or are damaged.
    pub fn beginning(mut self, limit: u64) -> Result<Vec<u8>, TextErrorKind> {
        let mut bytes = Vec::new();
        let mut reader = self.response.body_mut().as_reader().take(limit);
        reader.read_to_end(&mut bytes).map_err(|error| kind_of(&Error::Io(error), self.deadline))?;
        Ok(bytes)
    }
}

fn kind_of(error: &Error, deadline: Deadline) -> TextErrorKind {
    match error {
        Error::Timeout(_) => deadline.passed(),
        Error::BodyExceedsLimit(limit) => TextErrorKind::TooLarge(limit / 1_000_000),
        Error::BadUri(_) | Error::Http(_) => TextErrorKind::Address(error.to_string()),
        Error::Other(inner) => match inner.downcast_ref::<Refused>() {
            Some(Refused(host)) => TextErrorKind::Private(host.clone()),
            None => TextErrorKind::Connection(inner.to_string()),
        },
        Error::Io(inner) => match inner.get_ref().and_then(|cause| cause.downcast_ref::<Error>()) {
            Some(cause) => kind_of(cause, deadline),
            None if inner.kind() == std::io::ErrorKind::TimedOut => deadline.passed(),
            None => TextErrorKind::Connection(inner.to_string()),
        },
        Error::Decompress(_, inner) => TextErrorKind::Gzip(inner.to_string()),
        _ => TextErrorKind::Connection(error.to_string()),
    }
}
