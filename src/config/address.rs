//! Where the site will be: at a host, under a path, or nowhere in particular.

/// The settled `base-url`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum BaseUrl {
    /// No `base-url`: every link is relative, so that the folder works opened from disk. Feeds and
    /// sitemaps, which need absolute addresses, are not written.
    #[default]
    Portable,
    /// `/news/`: a path without a host; links begin with it.
    Path(String),
    /// `https://example.org/news/`: a host and a path.
    Absolute {
        /// `https://example.org`, without a slash at the end.
        origin: String,
        /// `/news/`, with a slash at both ends.
        path: String,
    },
}

impl BaseUrl {
    /// Reads `https://host/path` or `/path`; the slash at the end may be left out.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self::Portable);
        }
        if let Some(path) = text.strip_prefix('/').filter(|path| !path.starts_with('/')) {
            return Some(Self::Path(folder(path)?));
        }
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-._:[]".contains(c));
        let scheme = &text[..text.len() - rest.len()];
        plain.then(|| Some(Self::Absolute { origin: format!("{scheme}{host}"), path: folder(path)? }))?
    }

    /// The path that site addresses begin with, with a slash at both ends.
    pub fn path(&self) -> &str {
        match self {
            Self::Portable => "/",
            Self::Path(path) | Self::Absolute { path, .. } => path,
        }
    }

    /// The absolute form of an address from the site's root (`/a/b.html`), if there is a host.
    pub fn absolute(&self, address: &str) -> Option<String> {
        match self {
            Self::Absolute { origin, path } => Some([origin, path, address.trim_start_matches('/')].concat()),
            _ => None,
        }
    }
}

/// A path as `/a/b/`, or nothing where it is no plain path. Letters beyond ASCII have to be typed as
/// they stand in an address (`%C3%BC`), since feeds and sitemaps take no others.
fn folder(path: &str) -> Option<String> {
    if !path.is_ascii()
        || path.contains(['?', '#', '\\', ' ', '"', '<', '>'])
        || path.split('/').any(|part| part == "..")
    {
        return None;
    }
    let path = path.trim_matches('/');
    Some(if path.is_empty() { "/".into() } else { format!("/{path}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_hosts_paths_and_nothing() {
        assert_eq!(BaseUrl::parse(""), Some(BaseUrl::Portable));
        assert_eq!(BaseUrl::parse("/news"), Some(BaseUrl::Path("/news/".into())));
        let absolute = BaseUrl::parse("https://example.org/news").unwrap();
        assert_eq!(absolute.absolute("/a.html").unwrap(), "https://example.org/news/a.html");
        assert_eq!(BaseUrl::parse("https://example.org").unwrap().path(), "/");
        for wrong in ["example.org", "//example.org/news", "https://münchen.example", "https://example.org/ü/"] {
            assert_eq!(BaseUrl::parse(wrong), None, "{wrong}");
        }
        assert_eq!(BaseUrl::parse("https://ex\"ample.org"), None);
    }
}
