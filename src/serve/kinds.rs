//! The type of an output, as a host tells it.

use crate::routes::{Route, Target};

/// The type of a route's bytes.
pub(super) fn of(route: &Route) -> String {
    match &route.target {
        Target::Feed(_, format) => format!("{}; charset=utf-8", format.mime()),
        _ => of_file(&route.file()),
    }
}

/// The type of a file by its name; text is UTF-8.
fn of_file(file: &str) -> String {
    let mime = mime_guess::from_path(file).first_or_octet_stream();
    let is_text = mime.type_() == "text"
        || matches!(mime.subtype().as_str(), "json" | "javascript" | "xml")
        || mime.suffix().is_some_and(|suffix| matches!(suffix.as_str(), "json" | "xml"));
    if is_text { format!("{}; charset=utf-8", mime.essence_str()) } else { mime.essence_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_of_a_host() {
        for (file, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("a/b.md", "text/markdown; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("assets/style-1.css", "text/css; charset=utf-8"),
            ("assets/icon.svg", "image/svg+xml; charset=utf-8"),
            ("a.JPG", "image/jpeg"),
            ("a.webp", "image/webp"),
            ("font.woff2", "font/woff2"),
            ("a.unknown", "application/octet-stream"),
        ] {
            assert_eq!(of_file(file), expected, "{file}");
        }
    }
}
