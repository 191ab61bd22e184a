//! `[publish.NAME]`: where the site is published to, and how.
//!
//! No credential is ever read from here: each target takes them from where its own tools keep them.

mod place;
mod read;

pub use place::{Login, Place, Store};
pub(super) use read::read;

/// A destination, settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The name that is typed after `dateline publish`.
    pub name: String,
    /// `to`: where that is.
    pub place: Place,
    /// `url`: the address under which the destination is seen; the site's `base-url` by default.
    pub url: Option<String>,
    /// `max-removals`: more files than this are not removed unasked; by default it depends on the site.
    pub max_removals: Option<usize>,
    /// `compress`: the forms that lie beside each text file.
    pub compress: Vec<Coding>,
    /// `store-compressed`: the one form in which text files are kept instead of plainly.
    pub store_compressed: Option<Coding>,
    /// `cache-pages`: for how many seconds pages and feeds may be kept by browsers.
    pub cache_pages: usize,
    /// `check`: whether the errors of `dateline check` keep the site from being published.
    pub check: bool,
    /// `verify`: whether what arrived is fetched and compared.
    pub verify: bool,
    /// `indexnow`: the key under which search engines are told of changed pages. It is public by
    /// its nature: the site serves it as a file.
    pub indexnow: Option<String>,
    /// `indexnow-endpoint`: where that is told; by default the one that all share.
    pub indexnow_endpoint: Option<String>,
    /// `keep`: so many former states of a folder can be gone back to.
    pub keep: usize,
}

/// A compression that browsers understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coding {
    /// gzip (RFC 1952).
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
}

impl Coding {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 3] = [("gzip", Self::Gzip), ("brotli", Self::Brotli), ("zstd", Self::Zstd)];

    /// What is put after a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
            Self::Zstd => "zst",
        }
    }

    /// The word of the `Content-Encoding` header.
    pub fn header(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }
}
