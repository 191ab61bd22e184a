//! What hosts and browsers are told of the site: headers, redirects, the manifest, a contact.
//!
//! One list of headers and one of redirects; each host's form is written from them.

mod about;
mod servers;
mod services;

pub(super) use about::{manifest, security_txt, speculation};

use crate::config::{BaseUrl, Config, Format};
use crate::routes::hosting::{self, HostFile};
use crate::routes::redirects::{self, Redirect};
use crate::site::{Site, address};
use crate::theme::Theme;
use serde_json::Value;
use servers::Told;

/// Nothing but what the site itself holds is loaded, and nothing that is written into a page runs.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// How long answers are kept.
const CACHE: &str = "Cache-Control";
/// How long a page is kept: a story that is withdrawn is gone at once. Netlify, Cloudflare and Vercel do so unasked.
const FOR_NOW: &str = "max-age=0, must-revalidate";
/// How long a file is kept whose name changes with its bytes.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// Feeds, which stand in many folders, and other files of which no host tells the type by itself.
const FEEDS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];
const OTHERS: [(&str, &str); 2] =
    [("site.webmanifest", "application/manifest+json"), ("speculation.json", "application/speculationrules+json")];

/// All of these, each with its type as a header has it.
fn types() -> impl Iterator<Item = (&'static str, String)> {
    let feeds = FEEDS.into_iter().map(|format| (format.file(), format.mime()));
    feeds.chain(OTHERS).map(|(name, kind)| (name, format!("{kind}; charset=utf-8")))
}

/// Headers for some addresses: a pattern with `*` at its end, or one address.
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

/// How a feed names its WebSub hubs and itself.
struct Link {
    hubs: Vec<String>,
    /// The host that feeds are on.
    origin: String,
}

impl Link {
    /// Where there are hubs, and a host for them to ask.
    fn of_site(config: &Config) -> Option<Self> {
        let BaseUrl::Absolute { origin, .. } = &config.base_url else { return None };
        (!config.hubs.is_empty()).then(|| Self { hubs: config.hubs.clone(), origin: origin.clone() })
    }

    /// The header's value for a feed with an address.
    fn of(&self, own: &str) -> String {
        let hubs = self.hubs.iter().map(|hub| format!("<{hub}>; rel=\"hub\""));
        hubs.chain([format!("<{own}>; rel=\"self\"")]).collect::<Vec<_>>().join(", ")
    }
}

/// A host's file.
pub(super) fn file(site: &Site, theme: &Theme, file: HostFile) -> Vec<u8> {
    let moved = redirects::of_hosts(site);
    let for_all = || Rule { pattern: format!("{}*", site.config.base_url.path()), headers: for_all(&site.config) };
    let text = match file {
        HostFile::Headers => services::headers_file(&rules(site, theme, for_all())),
        HostFile::Redirects => services::redirects_file(site, &moved),
        HostFile::Vercel => services::vercel(site, &rules(site, theme, for_all()), &moved),
        HostFile::Firebase => services::firebase(site, &rules(site, theme, for_all()), &moved),
        HostFile::Nginx => servers::nginx(&told(site, theme, &for_all(), &moved)),
        HostFile::Apache => servers::apache(&told(site, theme, &for_all(), &moved)),
    };
    text.into_bytes()
}

fn told<'a>(site: &'a Site, theme: &'a Theme, for_all: &'a Rule, moved: &'a [Redirect<'a>]) -> Told<'a> {
    let hashed = theme.assets.values().filter(|asset| asset.is_hashed());
    let name = |address: &'a str| address.rsplit('/').next().unwrap_or_default();
    let fixed = hashed.map(|asset| name(&asset.address)).collect();
    Told { site, for_all, fixed, link: Link::of_site(&site.config), moved }
}

/// The rules of hosts that are told of addresses one by one.
fn rules(site: &Site, theme: &Theme, for_all: Rule) -> Vec<Rule> {
    let root = site.config.base_url.path();
    let rule = |address: &str, name: &str, value: &str| Rule {
        pattern: format!("{root}{}", address::encoded(address.trim_start_matches('/'))),
        headers: vec![(name.to_owned(), value.to_owned())],
    };
    let mut rules = vec![for_all];
    // Their names change with their bytes.
    for asset in theme.assets.values().filter(|asset| asset.is_hashed()) {
        rules.push(rule(&asset.address, CACHE, FOR_GOOD));
    }
    for (name, kind) in types() {
        let is_feed = FEEDS.iter().any(|feed| feed.file() == name);
        rules.extend(is_feed.then(|| rule(&format!("*/{name}"), "Content-Type", &kind)));
        rules.push(rule(name, "Content-Type", &kind));
    }
    if let Some(link) = Link::of_site(&site.config) {
        rules.extend(hosting::feeds(site).map(|(address, own, _)| rule(&address, "Link", &link.of(&own))));
    }
    rules
}

/// The headers of every answer: ours, and over them the site's own; an empty one is not sent.
fn for_all(config: &Config) -> Vec<(String, String)> {
    let ours = [
        ("Content-Security-Policy", POLICY.to_owned()),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()".into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        (
            hosting::SPECULATION_HEADER,
            format!("\"{}{}\"", config.base_url.path(), hosting::SPECULATION.trim_start_matches('/')),
        ),
    ];
    let is_own = |name: &str| config.headers.keys().any(|own| own.eq_ignore_ascii_case(name));
    let kept = ours.into_iter().filter(|(name, _)| !is_own(name)).map(|(name, value)| (name.into(), value));
    let own = config.headers.iter().filter(|(_, value)| !value.is_empty());
    kept.chain(own.map(|(name, value)| (name.clone(), value.clone()))).collect()
}

/// Where a redirect leads, as it stands in a host's file.
fn target(site: &Site, to: &str) -> String {
    if to.starts_with('/') { under_root(site, to) } else { to.to_owned() }
}

fn under_root(site: &Site, address: &str) -> String {
    format!("{}{}", site.config.base_url.path(), address::encoded(address.trim_start_matches('/')))
}

fn pretty(document: &Value) -> String {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    format!("{text}\n")
}
