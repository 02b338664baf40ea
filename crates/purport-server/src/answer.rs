//! Answers to reading requests: from one state of the ledger, with an ETag, kept until the ledger changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use purport_ledger::answer::Answers;
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::store::{Moment, Store};
use serde::Serialize;

use crate::desk::Desk;
use crate::keys::Scope;
use crate::problem::Problem;

/// Bytes of answers that are kept.
const KEPT: usize = 64 << 20;

/// Largest answer that is kept.
const LARGEST_KEPT: usize = 4 << 20;

/// Answers of one state of the ledger.
#[derive(Default)]
pub struct Cache(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    state: Moment,
    bytes: usize,
    answers: HashMap<String, Bytes>,
    /// Questions that are being answered: who asks the same meanwhile waits for the answer.
    turns: HashMap<String, Arc<Mutex<()>>>,
}

impl Cache {
    fn get(&self, state: Moment, key: &str) -> Option<Bytes> {
        let shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (shelf.state == state).then(|| shelf.answers.get(key).cloned()).flatten()
    }

    fn turn(&self, key: &str) -> Arc<Mutex<()>> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(shelf.turns.entry(key.to_owned()).or_default())
    }

    fn turn_ends(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).turns.remove(key);
    }

    fn put(&self, state: Moment, key: &str, answer: &Bytes) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answer.len() > LARGEST_KEPT || state < shelf.state {
            return;
        }
        let size = answer.len() + key.len();
        if state > shelf.state || shelf.bytes + size > KEPT {
            *shelf = Shelf { state, ..Shelf::default() };
        }
        if shelf.answers.insert(key.to_owned(), answer.clone()).is_none() {
            shelf.bytes += size;
        }
    }
}

/// What a request is answered from.
pub struct Request {
    desk: Arc<Desk>,
    /// What is asked, as text: the same question has the same answer until the ledger changes.
    question: String,
    headers: HeaderMap,
}

impl axum::extract::FromRequestParts<Arc<Desk>> for Request {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        desk: &Arc<Desk>,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self { desk: Arc::clone(desk), question: parts.uri.to_string(), headers: parts.headers.clone() })
    }
}

impl Request {
    /// Where the answer depends on what who asks may do.
    #[must_use]
    pub fn asked_by(mut self, scopes: &[Scope]) -> Self {
        let names: Vec<&str> = scopes.iter().map(|scope| scope.name()).collect();
        self.question += &format!(" {}", names.join(","));
        self
    }

    /// Answer from the ledger as of a moment.
    ///
    /// # Errors
    /// What the question says, or why the ledger cannot be asked.
    pub async fn answer<T: Serialize>(
        self,
        at: Moment,
        question: impl FnOnce(&Answers<'_, SqliteStore>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.answer_from(move |store| {
            let answers = Answers::new(store, at)?;
            question(&answers)
        })
        .await
    }

    /// Answer from the store itself.
    ///
    /// # Errors
    /// As for [`answer`](Self::answer).
    pub async fn answer_from<T: Serialize>(
        self,
        question: impl FnOnce(&SqliteStore) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let Self { desk, question: key, headers } = self;
        let pool = Arc::clone(&desk.pool);
        let (tag, body) = pool
            .ask(move |store| {
                let state = store.latest()?;
                let tag = etag(&desk.reader_name, state, &key);
                if is_known(&headers, &tag) {
                    return Ok((tag, None));
                }
                if let Some(body) = desk.cache.get(state, &key) {
                    return Ok((tag, Some(body)));
                }
                let turn = desk.cache.turn(&key);
                let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(body) = desk.cache.get(state, &key) {
                    return Ok((tag, Some(body)));
                }
                let answer = question(store);
                let written = answer.and_then(|answer| serde_json::to_vec(&answer).map_err(Problem::internal));
                let written = written.map(Bytes::from);
                if let Ok(body) = &written {
                    desk.cache.put(state, &key, body);
                }
                desk.cache.turn_ends(&key);
                let body = written?;
                Ok((tag, Some(body)))
            })
            .await?;
        let mut response = match body {
            Some(body) => {
                let json = HeaderValue::from_static("application/json");
                (StatusCode::OK, [(header::CONTENT_TYPE, json)], Body::from(body)).into_response()
            }
            None => StatusCode::NOT_MODIFIED.into_response(),
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(Problem::internal)?);
        // Kept by who asked, and asked for again each time: 304 costs little.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        Ok(response)
    }
}

/// What names an answer: who answers, from which state, to what.
fn etag(reader: &str, state: Moment, question: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [reader.as_bytes(), &state.to_le_bytes(), question.as_bytes()] {
        hasher.update(part).update(&[0xff]);
    }
    format!("\"{}\"", &hasher.finalize().to_hex()[..24])
}

/// Whether who asks has this answer already.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let named = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    // A proxy that presses an answer makes its tag a weak one.
    named
        .flat_map(|list| list.split(','))
        .any(|one| matches!(one.trim(), "*") || one.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_for_one_state_only() {
        let cache = Cache::default();
        cache.put(2, "/a", &Bytes::from_static(b"two"));
        assert_eq!(cache.get(2, "/a").as_deref(), Some(b"two".as_slice()));
        assert!(cache.get(3, "/a").is_none() && cache.get(2, "/b").is_none());
        cache.put(1, "/a", &Bytes::from_static(b"one"));
        assert_eq!(cache.get(2, "/a").as_deref(), Some(b"two".as_slice()), "an older state does not drive it out");
        cache.put(3, "/b", &Bytes::from_static(b"three"));
        assert!(cache.get(2, "/a").is_none());
    }

    #[test]
    fn a_tag_is_recognised_in_a_list_and_as_a_weak_one() {
        let tag = etag("reader", 7, "/api/v1/findings");
        let asks = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_str(value).unwrap());
            is_known(&headers, &tag)
        };
        assert!(asks(&tag) && asks(&format!("\"x\", W/{tag}")) && asks("*"));
        assert!(!asks("\"x\"") && !is_known(&HeaderMap::new(), &tag));
        assert_ne!(tag, etag("reader", 8, "/api/v1/findings"));
    }
}
