//! The page: files built from `ui/`, embedded in the program.

use std::collections::HashMap;
use std::io::Write;
use std::sync::OnceLock;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::Embed;

use crate::problem::{Code, Problem};

#[derive(Embed)]
#[folder = "page/"]
struct Files;

/// A file, as it is and pressed.
struct File {
    kind: &'static str,
    plain: Bytes,
    pressed: Option<Bytes>,
    tag: String,
}

/// All files, pressed once.
fn files() -> &'static HashMap<String, File> {
    static FILES: OnceLock<HashMap<String, File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let one = |name: std::borrow::Cow<'static, str>| {
            let bytes = Files::get(&name)?.data;
            let kind = kind(&name);
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            let pressed = encoder.write_all(&bytes).and_then(|()| encoder.finish()).ok();
            let pressed = pressed.filter(|pressed| pressed.len() < bytes.len()).map(Bytes::from);
            let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..24]);
            let plain = Bytes::from(bytes.into_owned());
            Some((name.into_owned(), File { kind, plain, pressed, tag }))
        };
        Files::iter().filter_map(one).collect()
    })
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A file of the page; the page itself for every path that is one of its views.
pub async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        let mut response = Problem::new(Code::MethodNotAllowed, "there is only a page here").into_response();
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let path = uri.path().trim_start_matches('/');
    let is_file = path.starts_with("assets/") || path.starts_with("api/");
    let found = files().get(path).map(|file| (file, path));
    let found =
        found.or_else(|| if is_file { None } else { files().get("index.html").map(|file| (file, "index.html")) });
    let Some((file, name)) = found else {
        return Problem::new(Code::NotFound, "nothing is at this address").into_response();
    };
    // Files under assets/ have their hash in their name.
    let keep = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known == Some(file.tag.as_str()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let takes = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match &file.pressed {
            Some(pressed) if takes.contains("gzip") => {
                ([(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))], pressed.clone()).into_response()
            }
            _ => file.plain.clone().into_response(),
        }
    };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::from_str(&file.tag) {
        out.insert(header::ETAG, tag);
    }
    response
}
