//! What went wrong, as `application/problem+json` (RFC 9457) with a stable code.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use purport_ledger::{LedgerError, LedgerErrorKind};
use serde::Serialize;

/// A request that could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// A URI for the kind of problem: `urn:purport:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What is wrong with this request, and what to do.
    pub detail: String,
    /// The kind as a word that does not change: `not_found`.
    pub code: String,
}

/// Kinds of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// A parameter, a body or a header makes no sense.
    BadRequest,
    /// The ledger has no such thing.
    NotFound,
    /// Nothing is here that takes this method.
    MethodNotAllowed,
    /// A page of a list that there is none of.
    NoSuchPage,
    /// The server wants a key.
    KeyRequired,
    /// The key may not do this.
    ScopeMissing,
    /// The request comes from another site's page, or under a name that is not this server's.
    Forbidden,
    /// The ledger may not be written.
    ReadOnly,
    /// Another program writes to the ledger.
    Busy,
    /// The body is larger than is taken.
    TooLarge,
    /// The body is of a kind that is not taken.
    UnsupportedType,
    /// The text cannot be read as an article.
    Unreadable,
    /// Too many requests.
    TooMany,
    /// It took too long.
    Timeout,
    /// There is no room on the disk.
    Full,
    /// The program itself failed.
    Internal,
}

impl Code {
    fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::NotFound | Self::NoSuchPage => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::KeyRequired => StatusCode::UNAUTHORIZED,
            Self::ScopeMissing | Self::Forbidden | Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::NoSuchPage => "no_such_page",
            Self::KeyRequired => "key_required",
            Self::ScopeMissing => "scope_missing",
            Self::Forbidden => "forbidden",
            Self::ReadOnly => "read_only",
            Self::Busy => "busy",
            Self::TooLarge => "too_large",
            Self::UnsupportedType => "unsupported_type",
            Self::Unreadable => "unreadable",
            Self::TooMany => "too_many",
            Self::Timeout => "timeout",
            Self::Full => "full",
            Self::Internal => "internal",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "The request makes no sense",
            Self::NotFound => "There is no such thing",
            Self::MethodNotAllowed => "This method is not taken here",
            Self::NoSuchPage => "There is no such page",
            Self::KeyRequired => "A key is needed",
            Self::ScopeMissing => "The key may not do this",
            Self::Forbidden => "Not from there",
            Self::ReadOnly => "The ledger may only be read",
            Self::Busy => "The ledger is busy",
            Self::TooLarge => "Too large",
            Self::UnsupportedType => "This kind of content is not taken",
            Self::Unreadable => "That is no article that can be read",
            Self::TooMany => "Too many requests",
            Self::Timeout => "It took too long",
            Self::Full => "There is no room left",
            Self::Internal => "The program failed",
        }
    }
}

impl Problem {
    /// A problem, and what to do about it.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:purport:problem:{}", code.word()),
            title: code.title().to_owned(),
            status: code.status().as_u16(),
            detail: detail.into(),
            code: code.word().to_owned(),
        }
    }

    /// Something that this program should have managed.
    pub fn internal(detail: impl std::fmt::Display) -> Self {
        Self::new(Code::Internal, format!("{detail}; this is a mistake in purport, please report it"))
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        // Without the ledger's path: that is nobody's business who only asks.
        let detail = error.kind.to_string();
        let code = match &error.kind {
            LedgerErrorKind::Unknown { .. } => Code::NotFound,
            LedgerErrorKind::Request(_) if detail.contains("end of a page") => Code::NoSuchPage,
            LedgerErrorKind::Request(_) => Code::BadRequest,
            LedgerErrorKind::Busy => Code::Busy,
            LedgerErrorKind::ReadOnly(_) => Code::ReadOnly,
            LedgerErrorKind::Full => Code::Full,
            _ => Code::Internal,
        };
        Self::new(code, detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let is_key_wanted = status == StatusCode::UNAUTHORIZED;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if is_key_wanted {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
