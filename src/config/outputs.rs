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
    /// `term-feeds`: the formats of the feeds of topics, authors and the like, of which there may be
    /// thousands.
    pub term_feeds: Vec<Format>,
    /// `feed-archives-of`: which Atom feeds lead on to all older stories (RFC 5005).
    pub feed_archives_of: Vec<FeedsOf>,
    /// `copies`: other forms of a story, beside its page.
    pub copies: Vec<Form>,
    /// `cards`: whether a card is drawn for each story without a picture, to show where it is shared.
    pub cards: bool,
    /// `related`: how many related stories a story names.
    pub related: usize,
    /// `hosts`: whose forms of headers and redirects are written.
    pub hosts: Vec<Host>,
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
    /// A list for each agency.
    Agencies,
    /// A timeline for each running story.
    Series,
    /// A page for each year, month and day.
    Archive,
    /// A page of all corrections.
    Corrections,
    /// An edition of every page in plain text, under `/text/`.
    Text,
    /// A search of all stories.
    Search,
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
    /// Each agency.
    Agencies,
    /// Each running story.
    Series,
    /// Each term of the newsroom's own taxonomies.
    Terms,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Markdown with front matter.
    Markdown,
    /// Plain text.
    Text,
    /// News in JSON (IPTC ninjs 3.1).
    Json,
}

/// A host that has headers and redirects of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// Netlify: `_headers`, `_redirects`.
    Netlify,
    /// Cloudflare Pages and Workers: the same files.
    Cloudflare,
    /// GitLab Pages: `_redirects`.
    Gitlab,
    /// Vercel: `vercel.json`.
    Vercel,
    /// Firebase Hosting: `firebase.json`.
    Firebase,
    /// nginx: `nginx.conf` to include in a `server`.
    Nginx,
    /// Apache: `.htaccess`.
    Apache,
}

impl Pages {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 9] = [
        ("tags", Self::Tags),
        ("authors", Self::Authors),
        ("places", Self::Places),
        ("agencies", Self::Agencies),
        ("series", Self::Series),
        ("archive", Self::Archive),
        ("corrections", Self::Corrections),
        ("text", Self::Text),
        ("search", Self::Search),
    ];
}

impl FeedsOf {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 8] = [
        ("site", Self::Site),
        ("sections", Self::Sections),
        ("tags", Self::Tags),
        ("authors", Self::Authors),
        ("places", Self::Places),
        ("agencies", Self::Agencies),
        ("series", Self::Series),
        ("terms", Self::Terms),
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
    pub const fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// The media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

impl Form {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 3] = [("markdown", Self::Markdown), ("text", Self::Text), ("json", Self::Json)];

    /// The ending of its file, beside the page's.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }

    /// The media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown",
            Self::Text => "text/plain",
            Self::Json => "application/json",
        }
    }
}

impl Host {
    /// All of them, by the names of `book.toml`.
    pub const NAMES: [(&str, Self); 7] = [
        ("netlify", Self::Netlify),
        ("cloudflare", Self::Cloudflare),
        ("gitlab", Self::Gitlab),
        ("vercel", Self::Vercel),
        ("firebase", Self::Firebase),
        ("nginx", Self::Nginx),
        ("apache", Self::Apache),
    ];
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            pages: Pages::NAMES.map(|(_, pages)| pages).into(),
            feeds: Format::NAMES.map(|(_, format)| format).into(),
            feeds_of: FeedsOf::NAMES.map(|(_, of)| of).into(),
            term_feeds: vec![Format::Rss],
            feed_archives_of: vec![FeedsOf::Site],
            copies: Form::NAMES.map(|(_, form)| form).into(),
            cards: true,
            related: 3,
            hosts: Vec::new(),
        }
    }
}
