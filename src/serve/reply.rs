//! A reply before it is sent: its bytes, and what depends on what the browser has and wants.

use http_range_header::parse_range_header;
use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{HeaderMap as Headers, StatusCode};
use xxhash_rust::xxh3::xxh3_128;

/// A reply.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Reply {
    /// Bytes of a type.
    pub(super) fn new(status: StatusCode, kind: &str, body: impl Into<Bytes>) -> Self {
        let mut reply = Self { status, headers: HeaderMap::new(), body: body.into() };
        reply.set(CONTENT_TYPE, kind);
        // A preview shows what is there now. What a browser has, it asks for again.
        reply.set(CACHE_CONTROL, "no-cache");
        reply
    }

    /// A line of text.
    pub(super) fn text(status: StatusCode, text: impl Into<String>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.into() + "\n")
    }

    /// A way to elsewhere.
    pub(super) fn redirect(status: StatusCode, to: &str) -> Self {
        let mut reply = Self::text(status, to);
        reply.set(LOCATION, to);
        // A browser keeps a lasting redirect for ever, and the next project has the same port.
        reply.set(CACHE_CONTROL, "no-store");
        reply
    }

    /// A file, of which parts may be asked for.
    pub(super) fn file(kind: &str, body: Vec<u8>) -> Self {
        let tag = format!("\"{:032x}\"", xxh3_128(&body));
        let mut reply = Self::new(StatusCode::OK, kind, body);
        reply.set(ETAG, &tag);
        reply.set(ACCEPT_RANGES, "bytes");
        reply
    }

    /// Sets a header; one that cannot be sent is left out.
    pub(super) fn set(&mut self, name: HeaderName, value: &str) {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
    }

    /// Settles what the browser has already, and which part it wants.
    pub(super) fn settle(self, asked: &Headers) -> Self {
        let Some(tag) = self.headers.get(ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned) else {
            return self;
        };
        let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        if self.status == StatusCode::OK && text(IF_NONE_MATCH).is_some_and(|known| knows(known, &tag)) {
            return self.not_modified();
        }
        let Some(range) = text(RANGE).filter(|_| self.headers.contains_key(ACCEPT_RANGES)) else { return self };
        if text(IF_RANGE).is_some_and(|known| known != tag) {
            return self;
        }
        self.part(range)
    }

    fn not_modified(mut self) -> Self {
        self.status = StatusCode::NOT_MODIFIED;
        self.headers.remove(CONTENT_TYPE);
        self.body = Bytes::new();
        self
    }

    /// The part that was asked for; all of it where that is not understood or is several parts.
    fn part(mut self, range: &str) -> Self {
        let len = self.body.len() as u64;
        let Ok(ranges) = parse_range_header(range) else { return self };
        match ranges.validate(len).as_deref() {
            Ok([part]) => {
                self.set(CONTENT_RANGE, &format!("bytes {}-{}/{len}", part.start(), part.end()));
                let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
                self.body = self.body.slice(at(*part.start())..=at(*part.end()));
                self.status = StatusCode::PARTIAL_CONTENT;
                self
            }
            Ok(_) => self,
            Err(_) => {
                let mut reply = Self::text(StatusCode::RANGE_NOT_SATISFIABLE, "there is no such part");
                reply.set(CONTENT_RANGE, &format!("bytes */{len}"));
                reply
            }
        }
    }
}

/// Whether a list of tags has one; weak and strong ones are alike here.
fn knows(known: &str, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.trim() == "*" || known.split(',').any(|known| bare(known) == bare(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(HeaderName, &str)]) -> Reply {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(name.clone(), HeaderValue::from_str(value).unwrap());
        }
        Reply::file("text/plain", b"0123456789".to_vec()).settle(&map)
    }

    fn tag() -> String {
        asked(&[]).headers[ETAG].to_str().unwrap().to_owned()
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let other = format!("\"x\", W/{}", tag());
        for known in [tag().as_str(), other.as_str(), "*"] {
            let reply = asked(&[(IF_NONE_MATCH, known)]);
            assert_eq!((reply.status, reply.body.len()), (StatusCode::NOT_MODIFIED, 0), "{known}");
            assert_eq!(reply.headers[ETAG].to_str().unwrap(), tag());
        }
        assert_eq!(asked(&[(IF_NONE_MATCH, "\"x\"")]).status, StatusCode::OK);
    }

    #[test]
    fn a_part_is_sent_where_one_is_asked_for() {
        for (range, status, body, place) in [
            ("bytes=0-3", 206, "0123", Some("bytes 0-3/10")),
            ("bytes=7-", 206, "789", Some("bytes 7-9/10")),
            ("bytes=-2", 206, "89", Some("bytes 8-9/10")),
            ("bytes=4-99", 206, "456789", Some("bytes 4-9/10")),
            ("bytes=10-", 416, "there is no such part\n", Some("bytes */10")),
            ("bytes=0-1,4-5", 200, "0123456789", None),
            ("lines=0-1", 200, "0123456789", None),
            ("bytes=x", 200, "0123456789", None),
        ] {
            let reply = asked(&[(RANGE, range)]);
            assert_eq!((reply.status.as_u16(), &*reply.body), (status, body.as_bytes()), "{range}");
            assert_eq!(reply.headers.get(CONTENT_RANGE).map(|place| place.to_str().unwrap()), place, "{range}");
        }
    }

    #[test]
    fn a_part_of_something_else_is_not_sent() {
        assert_eq!(asked(&[(RANGE, "bytes=0-3"), (IF_RANGE, "\"x\"")]).status, StatusCode::OK);
        assert_eq!(asked(&[(RANGE, "bytes=0-3"), (IF_RANGE, &tag())]).status, StatusCode::PARTIAL_CONTENT);
    }
}
