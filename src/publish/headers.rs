//! How a file is served: its type and for how long it may be kept.

use super::record::Kind;
use crate::config::destination::Coding;
use crate::mime;
use xxhash_rust::xxh3::xxh3_64;

/// What an object keeps beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`.
    pub content_type: String,
    /// `Cache-Control`.
    pub cache: String,
    /// `Content-Encoding`.
    pub coding: Option<Coding>,
}

impl Headers {
    /// The headers of a file.
    pub fn of(path: &str, kind: Kind, cache_pages: usize, coding: Option<Coding>) -> Self {
        let cache = if kind == Kind::Asset && is_named_by_content(path) {
            "public, max-age=31536000, immutable".to_owned()
        } else {
            format!("public, max-age={cache_pages}, must-revalidate")
        };
        Self { content_type: mime::of(path), cache, coding }
    }

    /// The headers in one number: an object whose headers changed is sent again.
    pub fn form(&self) -> u64 {
        xxh3_64(format!("{self:?}").as_bytes())
    }
}

/// Whether a name holds a hash of its content: `style.0f1e2d3c4b5a6978.css`. Such a file never
/// changes, so browsers may keep it for ever.
pub fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['.', '-']).skip(1).any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_by_its_content_is_kept_for_ever() {
        for (path, kind, expected) in [
            ("assets/style.0f1e2d3c4b.css", Kind::Asset, "public, max-age=31536000, immutable"),
            ("assets/style.css", Kind::Asset, "public, max-age=60, must-revalidate"),
            ("2026/one-deadbeef.html", Kind::Page, "public, max-age=60, must-revalidate"),
        ] {
            assert_eq!(Headers::of(path, kind, 60, None).cache, expected, "{path}");
        }
    }
}
