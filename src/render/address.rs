//! Addresses as they stand on a page.

use crate::config::BaseUrl;
use crate::site::address::encoded;

/// What the addresses of a site without a `base-url` begin with until the page is finished and they
/// are made relative. No host has such a scheme, so it meets no address that an editor typed.
const UNSETTLED: &str = "dateline-root:/";

/// Makes addresses of a site's paths.
#[derive(Debug, Clone)]
pub struct Addresses {
    root: String,
    portable: bool,
    edition: Edition,
}

/// Which of a page's two forms links lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The site's own pages.
    Full,
    /// The text edition.
    Text,
}

impl Addresses {
    /// Addresses for pages: they begin with the path of the `base-url`.
    pub fn on_pages(base: &BaseUrl) -> Self {
        match base {
            BaseUrl::Portable => Self { root: UNSETTLED.into(), portable: true, edition: Edition::Full },
            other => Self { root: other.path().into(), portable: false, edition: Edition::Full },
        }
    }

    /// Addresses for feeds: they begin with the host, if there is one.
    pub fn absolute(base: &BaseUrl) -> Self {
        let root = base.absolute("/").unwrap_or_else(|| base.path().into());
        Self { root, portable: false, edition: Edition::Full }
    }

    /// The same addresses on pages of another edition.
    #[must_use]
    pub fn in_edition(&self, edition: Edition) -> Self {
        Self { edition, ..self.clone() }
    }

    /// The edition that links stay in.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The address of the page `/a/b.html` as it stands in a link.
    pub fn of(&self, address: &str) -> String {
        match self.edition {
            Edition::Full => self.file(address),
            Edition::Text => self.file(&crate::routes::text(address)),
        }
    }

    /// The address of a file that both editions share.
    pub fn file(&self, address: &str) -> String {
        format!("{}{}", self.root, encoded(address.trim_start_matches('/')))
    }

    /// Finishes a page: addresses that wait for it become relative to the page's own, and name the
    /// file that a folder is opened as, so that the page works opened from disk.
    pub fn settle(&self, page: &str, html: String) -> String {
        if self.portable { relative(page, &html) } else { html }
    }
}

fn relative(page: &str, html: &str) -> String {
    let depth = page.trim_start_matches('/').matches('/').count();
    let up = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(UNSETTLED) {
        out.push_str(&rest[..at]);
        rest = &rest[at + UNSETTLED.len()..];
        let end = rest.find(['"', '\'', '<', '>', ' ', ')', '#', '?', '&']).unwrap_or(rest.len());
        let address = &rest[..end];
        out.push_str(&up);
        out.push_str(address);
        if address.is_empty() || address.ends_with('/') {
            out.push_str("index.html");
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_without_an_address_has_relative_links() {
        let addresses = Addresses::on_pages(&BaseUrl::Portable);
        let html = format!(
            r#"<a href="{}">a</a><a href="{}#x">b</a>"#,
            addresses.of("/world/"),
            addresses.of("/2020/02/07/a.html")
        );
        let on_story = addresses.settle("/2020/02/07/b.html", html.clone());
        assert_eq!(
            on_story,
            r#"<a href="../../../world/index.html">a</a><a href="../../../2020/02/07/a.html#x">b</a>"#
        );
        let on_home = addresses.settle("/", html);
        assert_eq!(on_home, r#"<a href="./world/index.html">a</a><a href="./2020/02/07/a.html#x">b</a>"#);
    }

    #[test]
    fn a_site_with_a_path_has_links_that_begin_with_it() {
        let base = BaseUrl::parse("https://example.org/news/").unwrap();
        assert_eq!(Addresses::on_pages(&base).of("/a.html"), "/news/a.html");
        assert_eq!(Addresses::absolute(&base).of("/мост/"), "https://example.org/news/%D0%BC%D0%BE%D1%81%D1%82/");
    }
}
