//! Addresses as they stand on a page.

use crate::config::{BaseUrl, Config};
use crate::site::address::encoded;

/// What the addresses of a site without a `base-url` begin with until the page is finished and they
/// are made relative. No host has such a scheme, so it meets no address that an editor typed.
const UNSETTLED: &str = "dateline-root:/";

/// Makes addresses of a site's paths.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// What the addresses of the site in its own language begin with.
    root: String,
    /// The folder of the language whose pages these are: `ru/`; empty for the site's own.
    folder: String,
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
    pub fn on_pages(config: &Config) -> Self {
        match &config.base_url {
            BaseUrl::Portable => Self { portable: true, ..Self::below(UNSETTLED, "", config) },
            other => Self::below(other.path(), config.folder(), config),
        }
    }

    /// Addresses for feeds: they begin with the host, if there is one.
    pub fn absolute(config: &Config) -> Self {
        let base = &config.base_url;
        match base.absolute("/") {
            Some(root) => Self::below(&root, config.folder(), config),
            None => Self { portable: false, ..Self::on_pages(config) }.rooted(base),
        }
    }

    /// The addresses of a language, whose own begin with `root`; `within` is the part of that which
    /// names the language.
    fn below(root: &str, within: &str, config: &Config) -> Self {
        let root = root.strip_suffix(within).unwrap_or(root).to_owned();
        Self { root, folder: config.folder().to_owned(), portable: false, edition: Edition::Full }
    }

    /// The same without a marker, where there is no host.
    fn rooted(self, base: &BaseUrl) -> Self {
        let root = if matches!(base, BaseUrl::Portable) { "/".to_owned() } else { self.root };
        Self { root, ..self }
    }

    /// The addresses of another of the site's languages, by its folder.
    #[must_use]
    pub fn in_folder(&self, folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..self.clone() }
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
        joined([&self.root, &self.folder, &encoded(address.trim_start_matches('/'))])
    }

    /// The address of a file that all languages share, from the site's root.
    pub fn shared(&self, address: &str) -> String {
        joined([&self.root, "", &encoded(address.trim_start_matches('/'))])
    }

    /// Finishes a page: addresses that wait for it become relative to the page's own, and name the
    /// file that a folder is opened as, so that the page works opened from disk.
    pub fn settle(&self, page: &str, html: String) -> String {
        if self.portable { relative(&format!("{}{}", self.folder, page.trim_start_matches('/')), &html) } else { html }
    }
}

/// Parts as one, which for a few short ones takes a third of the time of `concat`; each page has dozens of addresses.
fn joined(parts: [&str; 3]) -> String {
    let mut whole = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    parts.into_iter().for_each(|part| whole.push_str(part));
    whole
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
        let addresses = Addresses::on_pages(&Config::default());
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
        let base_url = BaseUrl::parse("https://example.org/news/").unwrap();
        let config = Config { base_url, ..Config::default() };
        assert_eq!(Addresses::on_pages(&config).of("/a.html"), "/news/a.html");
        assert_eq!(Addresses::absolute(&config).of("/мост/"), "https://example.org/news/%D0%BC%D0%BE%D1%81%D1%82/");
    }

    #[test]
    fn a_language_has_a_folder_and_shares_files_with_the_others() {
        let text = "[book]\ntitle = 'A'\n[languages.ru]\n";
        for (base, page, shared) in [
            ("", "../../ru/a.html", "../../style.css"),
            ("/news/", "/news/ru/a.html", "/news/style.css"),
            ("https://example.org/", "/ru/a.html", "/style.css"),
        ] {
            let text = format!("{text}[site]\nbase-url = '{base}'");
            let site = crate::config::read(&crate::source::Source::new("book.toml", text)).value;
            let addresses = Addresses::on_pages(&site.in_all_languages()[1]);
            let settled = |address: String| addresses.settle("/world/", address);
            assert_eq!(settled(addresses.of("/a.html")), page);
            assert_eq!(settled(addresses.shared("/style.css")), shared);
        }
    }
}
