//! What stands before every request: who may ask, from which page, how much, how fast; and what every answer says of itself.
//!
//! Without keys the server listens on loopback only, and the danger is other sites' pages in the same browser: a request must
//! name this server as its host (else a name that was rebound could lead here), and one that changes anything must not come from
//! a page of another origin. With keys nothing is done without one, and a browser sends none by itself.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;
use crate::keys::{Caller, Scope};
use crate::problem::{Code, Problem};

/// What the page may load and do: its own files, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Who sends a request; found out by [`admit`].
#[derive(Clone)]
pub struct Admitted(pub Caller);

impl<S: Send + Sync> FromRequestParts<S> for Admitted {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let admitted = parts.extensions.get::<Self>().cloned();
        admitted.ok_or_else(|| Problem::internal("a request was not looked at"))
    }
}

/// What a request must be allowed to; `None` for what anybody may ask.
fn scope(method: &Method, path: &str) -> Option<Scope> {
    match path {
        "/api/v1/health" | "/api/v1/openapi.json" => None,
        "/api/v1/articles" if method == Method::POST => Some(Scope::Write),
        "/api/v1/reviews" if method == Method::POST => Some(Scope::Review),
        _ => Some(Scope::Read),
    }
}

/// Lets a request of the API through to its handler, or not.
pub async fn admit(State(desk): State<Arc<Desk>>, mut request: Request, next: Next) -> Response {
    let Some(scope) = scope(request.method(), request.uri().path()) else { return next.run(request).await };
    let token = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer ")).map(|token| token.trim().to_owned());
    let asked = Arc::clone(&desk);
    // A key that was not seen before takes a while to check.
    let checked = tokio::task::spawn_blocking(move || asked.admit(token.as_deref(), scope)).await;
    match checked.unwrap_or_else(|_| Err(Problem::internal("a key could not be checked"))) {
        Ok(caller) => {
            request.extensions_mut().insert(Admitted(caller));
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// Refuses what comes from other sites' pages, or under another name.
pub async fn same_site(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let is_change = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    match check(&desk.hosts, desk.keys.is_some(), request.headers(), is_change) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn check(hosts: &[String], has_keys: bool, headers: &HeaderMap, is_change: bool) -> Result<(), Problem> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let refused = |detail: &str| Err(Problem::new(Code::Forbidden, detail));
    let host = text(header::HOST).unwrap_or_default();
    let name = without_port(host);
    let is_own = ["localhost", "127.0.0.1", "[::1]"].contains(&name) || hosts.iter().any(|own| own == name);
    if !has_keys && !is_own {
        return refused(
            "this server is asked for under a name that is not its own; start it with --host NAME to allow that",
        );
    }
    if !is_change {
        return Ok(());
    }
    let is_same = match text(header::ORIGIN) {
        Some(origin) => origin.split_once("://").is_some_and(|(_, authority)| authority == host),
        // Programs send none.
        None => true,
    };
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if !is_same || site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return refused(
            "changes are taken from this server's own page and from programs, not from another site's page",
        );
    }
    Ok(())
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        // An address in brackets may hold colons.
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Says of every answer what a browser may do with it, and counts it.
pub async fn dress(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let begin = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let patience = if method == Method::POST { desk.reading_patience } else { desk.patience };
    let answered = tokio::time::timeout(patience, next.run(request)).await;
    let late = |_| Problem::new(Code::Timeout, "the answer takes too long; ask for less").into_response();
    let mut response = answered.unwrap_or_else(late);
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    desk.metrics.count(&route, method.as_str(), response.status().as_u16(), begin.elapsed());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(has_keys: bool, headers: &[(&'static str, &'static str)], is_change: bool) -> bool {
        let pairs =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        check(&["desk.example".to_owned()], has_keys, &pairs.collect(), is_change).is_ok()
    }

    #[test]
    fn names_that_are_not_the_servers_are_refused_without_keys() {
        for host in ["localhost:7878", "127.0.0.1:7878", "[::1]:7878", "[::1]", "desk.example"] {
            assert!(checked(false, &[("host", host)], false), "{host}");
        }
        for host in ["evil.example:7878", "localhost.evil.example", "", "127.0.0.1.evil.example:80"] {
            assert!(!checked(false, &[("host", host)], false), "{host}");
        }
        assert!(checked(true, &[("host", "anything.example")], false));
    }

    #[test]
    fn changes_are_not_taken_from_other_sites() {
        let own = ("host", "localhost:7878");
        assert!(checked(false, &[own], true), "a program");
        assert!(checked(false, &[own, ("origin", "http://localhost:7878"), ("sec-fetch-site", "same-origin")], true));
        for foreign in ["http://evil.example", "null", "http://localhost:9999", "http://evil.example/?localhost:7878"] {
            assert!(!checked(false, &[own, ("origin", foreign)], true), "{foreign}");
            assert!(!checked(true, &[own, ("origin", foreign)], true), "{foreign}");
        }
        assert!(!checked(false, &[own, ("sec-fetch-site", "cross-site")], true));
        assert!(checked(false, &[own, ("origin", "http://evil.example")], false), "reading leads nowhere without CORS");
    }

    #[test]
    fn every_route_wants_a_scope_unless_it_says_nothing() {
        assert_eq!(scope(&Method::GET, "/api/v1/health"), None);
        assert_eq!(scope(&Method::GET, "/api/v1/articles"), Some(Scope::Read));
        assert_eq!(scope(&Method::POST, "/api/v1/articles"), Some(Scope::Write));
        assert_eq!(scope(&Method::POST, "/api/v1/reviews"), Some(Scope::Review));
        assert_eq!(scope(&Method::POST, "/api/v1/read"), Some(Scope::Read));
        assert_eq!(scope(&Method::GET, "/api/v1/anything"), Some(Scope::Read));
    }
}
