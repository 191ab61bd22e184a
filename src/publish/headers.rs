//! How a file is served: its type and for how long it may be kept.

use super::record::Kind;
use crate::config::destination::Coding;
use xxhash_rust::xxh3::xxh3_64;

/// What an object keeps beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`.
    pub content_type: &'static str,
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
        Self { content_type: content_type(path), cache, coding }
    }

    /// The headers in one number: an object whose headers changed is sent again.
    pub fn form(&self) -> u64 {
        xxh3_64(format!("{self:?}").as_bytes())
    }
}

/// Types by the end of a name; the longest end that fits is the right one. Feeds have types of their
/// own that no host guesses.
const TYPES: [(&str, &str); 36] = [
    (".html", "text/html; charset=utf-8"),
    (".htm", "text/html; charset=utf-8"),
    ("/feed.xml", "application/rss+xml; charset=utf-8"),
    ("/atom.xml", "application/atom+xml; charset=utf-8"),
    ("/feed.json", "application/feed+json; charset=utf-8"),
    (".xml", "application/xml; charset=utf-8"),
    (".xsl", "application/xslt+xml; charset=utf-8"),
    (".json", "application/json; charset=utf-8"),
    (".jsonld", "application/ld+json; charset=utf-8"),
    (".webmanifest", "application/manifest+json; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".mjs", "text/javascript; charset=utf-8"),
    (".md", "text/markdown; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".csv", "text/csv; charset=utf-8"),
    (".ics", "text/calendar; charset=utf-8"),
    (".vtt", "text/vtt; charset=utf-8"),
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".gif", "image/gif"),
    (".webp", "image/webp"),
    (".avif", "image/avif"),
    (".ico", "image/vnd.microsoft.icon"),
    (".woff", "font/woff"),
    (".woff2", "font/woff2"),
    (".ttf", "font/ttf"),
    (".otf", "font/otf"),
    (".mp3", "audio/mpeg"),
    (".ogg", "audio/ogg"),
    (".mp4", "video/mp4"),
    (".webm", "video/webm"),
    (".pdf", "application/pdf"),
    (".wasm", "application/wasm"),
];

/// A file's type by its name.
pub fn content_type(path: &str) -> &'static str {
    let path = format!("/{}", path.to_lowercase());
    let fits = TYPES.iter().filter(|(end, _)| path.ends_with(end));
    fits.max_by_key(|(end, _)| end.len()).map_or("application/octet-stream", |(_, kind)| kind)
}

/// Whether compression pays for files of this name.
pub fn is_text(path: &str) -> bool {
    let kind = content_type(path);
    kind.contains("charset") || kind == "image/svg+xml"
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
    fn feeds_have_types_that_no_host_guesses() {
        for (path, expected) in [
            ("feed.xml", "application/rss+xml; charset=utf-8"),
            ("world/atom.xml", "application/atom+xml; charset=utf-8"),
            ("tags/x/feed.json", "application/feed+json; charset=utf-8"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("A.HTML", "text/html; charset=utf-8"),
            ("2026/one", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }

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
