//! An HTTP response as an archive keeps it.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use purport_text::TextErrorKind;

/// Headers looked at.
const MOST_HEADERS: usize = 200;

/// Status, headers and body.
pub(super) struct Response<'b> {
    pub status: u16,
    headers: Vec<(String, String)>,
    body: &'b [u8],
}

impl<'b> Response<'b> {
    /// Takes a message apart; none where it does not begin as a response does.
    pub fn read(block: &'b [u8]) -> Option<Self> {
        let mut rest = block;
        let status_line = line(&mut rest);
        if !status_line.starts_with("HTTP/") {
            return None;
        }
        let status = status_line.split_ascii_whitespace().nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        while !rest.is_empty() {
            let header = line(&mut rest);
            if header.is_empty() {
                break;
            }
            if let Some((name, value)) = header.split_once(':')
                && headers.len() < MOST_HEADERS
            {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Some(Self { status, headers, body: rest })
    }

    /// The first value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as the page was, without what transport did to it.
    pub fn body(&self, limit: u64) -> Result<Vec<u8>, TextErrorKind> {
        let chunked =
            self.header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        // Many archives undo the chunks and keep the header.
        let whole = if chunked { unchunked(self.body) } else { None };
        let body = whole.as_deref().unwrap_or(self.body);
        let encoding = self.header("content-encoding").unwrap_or("identity").to_ascii_lowercase();
        match encoding.as_str() {
            // They undo the packing too.
            "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => opened(MultiGzDecoder::new(body), limit),
            "deflate" => opened(ZlibDecoder::new(body), limit).or_else(|_| opened(DeflateDecoder::new(body), limit)),
            "br" if !is_text(body) => Err(TextErrorKind::Binary("a page packed with Brotli")),
            "zstd" if !is_text(body) => Err(TextErrorKind::Binary("a page packed with zstd")),
            _ if body.len() as u64 > limit => Err(TextErrorKind::TooLarge(limit / 1_000_000)),
            _ => Ok(body.to_vec()),
        }
    }
}

fn is_text(body: &[u8]) -> bool {
    std::str::from_utf8(&body[..body.len().min(512)]).is_ok_and(|text| !text.contains('\0'))
}

fn opened(reader: impl Read, limit: u64) -> Result<Vec<u8>, TextErrorKind> {
    let mut bytes = Vec::new();
    let read = reader.take(limit + 1).read_to_end(&mut bytes);
    match read {
        // A page whose end was lost in transport is still worth reading.
        Err(error) if bytes.is_empty() => Err(TextErrorKind::Gzip(error.to_string())),
        _ if bytes.len() as u64 > limit => Err(TextErrorKind::TooLarge(limit / 1_000_000)),
        _ => Ok(bytes),
    }
}

/// The chunks of a body joined; none where it is not made of chunks.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let size = line(&mut rest);
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        // A last chunk that was cut off gives what there is of it.
        let (chunk, after) = rest.split_at(size.min(rest.len()));
        body.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
    }
    (!body.is_empty()).then_some(body)
}

/// The next line, without its end.
fn line(rest: &mut &[u8]) -> String {
    let end = rest.iter().position(|&byte| byte == b'\n');
    let (line, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
    *rest = after;
    String::from_utf8_lossy(line).trim_end_matches(['\r', '\n']).to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn body(message: &[u8]) -> Result<Vec<u8>, TextErrorKind> {
        Response::read(message).unwrap().body(1_000_000)
    }

    #[test]
    fn status_headers_and_body_are_parted() {
        let response =
            Response::read(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\nX\r\n\r\nHello\r\n\r\nworld").unwrap();
        assert_eq!(response.status, 200);
        assert_eq!(response.header("content-type"), Some("text/html"));
        assert_eq!(response.body(100).unwrap(), b"Hello\r\n\r\nworld");
        for broken in [b"".as_slice(), b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n"] {
            assert!(Response::read(broken).is_none());
        }
    }

    #[test]
    fn chunks_are_joined_where_there_are_any() {
        let chunked = |body: &str| format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}").into_bytes();
        assert_eq!(body(&chunked("5;x=y\r\nHello\r\n6\r\n world\r\n0\r\n\r\n")).unwrap(), b"Hello world");
        assert_eq!(body(&chunked("5\r\nHello\r\nff\r\n wor")).unwrap(), b"Hello wor");
        assert_eq!(body(&chunked("<p>Hello")).unwrap(), b"<p>Hello");
        assert_eq!(body(&chunked("ffffffffffffffff\r\nHello")).unwrap(), b"Hello");
        assert_eq!(body(&chunked("fffffffffffffffff\r\nHello")).unwrap(), b"fffffffffffffffff\r\nHello");
    }

    #[test]
    fn packed_bodies_are_opened_within_the_limit() {
        let packed = |bytes: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(bytes).unwrap();
            [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".as_slice(), &encoder.finish().unwrap()].concat()
        };
        assert_eq!(body(&packed(b"Hello")).unwrap(), b"Hello");
        assert!(matches!(body(&packed(&vec![b'a'; 2_000_000])), Err(TextErrorKind::TooLarge(1))));
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nHello").unwrap(), b"Hello");
        assert!(body(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x02\x80\xff\0").is_err());
    }
}
