//! A file's type by its name: the one table that the preview, hosts' settings and publishing share.
//!
//! Feeds have types of their own that no table of endings knows; for the rest there is one that knows
//! about a thousand. Text is UTF-8.

/// What the table of endings gets wrong, or does not know. The longest end that fits is the right one.
const OURS: [(&str, &str); 9] = [
    ("/feed.xml", "application/rss+xml"),
    ("/atom.xml", "application/atom+xml"),
    ("/feed.json", "application/feed+json"),
    // `text/xml` without the charset is ASCII to some.
    (".xml", "application/xml"),
    (".xsl", "application/xslt+xml"),
    (".jsonld", "application/ld+json"),
    (".webmanifest", "application/manifest+json"),
    (".vtt", "text/vtt"),
    (".avif", "image/avif"),
];

/// A file's type by its name: `text/html; charset=utf-8`.
pub fn of(path: &str) -> String {
    let kind = essence(path);
    if says_charset(kind) { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

/// Whether compression pays for files of this name.
pub fn is_text(path: &str) -> bool {
    let kind = essence(path);
    says_charset(kind) || kind == "image/svg+xml"
}

fn essence(path: &str) -> &'static str {
    let path = format!("/{}", path.to_lowercase());
    let fits = OURS.iter().filter(|(end, _)| path.ends_with(end));
    let ours = fits.max_by_key(|(end, _)| end.len()).map(|(_, kind)| *kind);
    let known = || mime_guess::from_path(&path).first_raw();
    ours.or_else(known).unwrap_or("application/octet-stream")
}

fn says_charset(kind: &str) -> bool {
    let (_, what) = kind.split_once('/').unwrap_or_default();
    kind.starts_with("text/")
        || (kind.starts_with("application/") && (what.ends_with("+xml") || what.ends_with("+json")))
        || matches!(kind, "application/json" | "application/javascript" | "application/xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_of_a_host() {
        for (path, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("A.HTML", "text/html; charset=utf-8"),
            ("a/b.md", "text/markdown; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("feed.xml", "application/rss+xml; charset=utf-8"),
            ("world/atom.xml", "application/atom+xml; charset=utf-8"),
            ("tags/x/feed.json", "application/feed+json; charset=utf-8"),
            ("tags/x/other-feed.json", "application/json; charset=utf-8"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("assets/style-1.css", "text/css; charset=utf-8"),
            ("assets/page.js", "text/javascript; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("times.ics", "text/calendar; charset=utf-8"),
            ("assets/icon.svg", "image/svg+xml"),
            ("a.JPG", "image/jpeg"),
            ("a.webp", "image/webp"),
            ("a.avif", "image/avif"),
            ("favicon.ico", "image/x-icon"),
            ("font.woff2", "font/woff2"),
            ("speech.m4a", "audio/m4a"),
            ("table.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("a.unknown", "application/octet-stream"),
            ("2026/one", "application/octet-stream"),
        ] {
            assert_eq!(of(path), expected, "{path}");
        }
    }

    #[test]
    fn what_is_compressed_is_text() {
        for (path, expected) in
            [("a.html", true), ("a.svg", true), ("a.json", true), ("a.png", false), ("a.zip", false)]
        {
            assert_eq!(is_text(path), expected, "{path}");
        }
    }
}
