//! `[outputs]`: what the site is made of beside its stories and sections.

/// The outputs that a site has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outputs {
    /// `pages`: lists and archives.
    pub pages: Vec<Pages>,
    /// `feeds`: the formats of every feed.
    pub feeds: Vec<Format>,
    /// `feeds-of`: what has feeds.
    pub feeds_of: Vec<FeedsOf>,
    /// `copies`: other forms of a story, beside its page.
    pub copies: Vec<Form>,
}

/// Pages that a site may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// A list for each topic.
    Tags,
    /// A list for each author.
    Authors,
    /// A list for each place.
    Places,
    /// A page for each year, month and day.
    Archive,
}

/// What may have feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedsOf {
    /// The site: all stories.
    Site,
    /// Each section.
    Sections,
    /// Each topic.
    Tags,
    /// Each author.
    Authors,
    /// Each place.
    Places,
}

/// A feed's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// Another form of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown with front matter.
    Markdown,
}

impl Pages {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 4] =
        [("tags", Self::Tags), ("authors", Self::Authors), ("places", Self::Places), ("archive", Self::Archive)];
}

impl FeedsOf {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 5] = [
        ("site", Self::Site),
        ("sections", Self::Sections),
        ("tags", Self::Tags),
        ("authors", Self::Authors),
        ("places", Self::Places),
    ];
}

impl Format {
    /// All of them, by the names of `book.toml`, the one that readers meet most first.
    pub const NAMES: [(&str, Self); 3] = [("rss", Self::Rss), ("atom", Self::Atom), ("json", Self::Json)];

    /// What readers see.
    pub fn title(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }

    /// The file's name in its list's folder.
    pub fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// The media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

impl Form {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 1] = [("markdown", Self::Markdown)];
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            pages: Pages::NAMES.map(|(_, pages)| pages).into(),
            feeds: Format::NAMES.map(|(_, format)| format).into(),
            feeds_of: FeedsOf::NAMES.map(|(_, of)| of).into(),
            copies: Form::NAMES.map(|(_, form)| form).into(),
        }
    }
}
