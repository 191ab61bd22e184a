//! Files that tell a host what to answer with: headers and redirects, in each host's own form.

use super::{feed, formats};
use crate::config::{Config, Format, Host};
use crate::site::Site;
use crate::site::address::encoded;

/// A file for hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostFile {
    /// Netlify, Cloudflare.
    Headers,
    /// Netlify, Cloudflare, GitLab.
    Redirects,
    /// Vercel.
    Vercel,
    /// Firebase Hosting.
    Firebase,
    /// nginx, to be included in a `server`.
    Nginx,
    /// Apache.
    Apache,
}

impl HostFile {
    /// The file's address.
    pub fn address(self) -> &'static str {
        match self {
            Self::Headers => "/_headers",
            Self::Redirects => "/_redirects",
            Self::Vercel => "/vercel.json",
            Self::Firebase => "/firebase.json",
            Self::Nginx => "/nginx.conf",
            Self::Apache => "/.htaccess",
        }
    }
}

/// The files of a site's hosts. One that names none gets those that most hosts read and the others
/// leave alone.
pub fn files(config: &Config) -> Vec<HostFile> {
    let of = |host: &Host| match host {
        Host::Netlify | Host::Cloudflare => &[HostFile::Headers, HostFile::Redirects][..],
        Host::Gitlab => &[HostFile::Redirects],
        Host::Vercel => &[HostFile::Vercel],
        Host::Firebase => &[HostFile::Firebase],
        Host::Nginx => &[HostFile::Nginx],
        Host::Apache => &[HostFile::Apache],
    };
    let hosts = if is_portable(config) { &[Host::Netlify][..] } else { &config.outputs.hosts };
    let mut files: Vec<HostFile> = hosts.iter().flat_map(of).copied().collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// The address of what browsers may fetch early.
pub const SPECULATION: &str = "/speculation.json";
/// The header that names it.
pub const SPECULATION_HEADER: &str = "Speculation-Rules";

/// Whether browsers are told what to fetch early: where a host's file can say so, and the site's own headers
/// do not speak of it.
pub fn speculates(config: &Config) -> bool {
    files(config).iter().any(|file| *file != HostFile::Redirects)
        && !config.headers.keys().any(|name| name.eq_ignore_ascii_case(SPECULATION_HEADER))
}

/// How many feeds hosts are told of one by one: some read no more than a hundred rules.
const FEEDS_AT_MOST: usize = 60;

/// The feeds of which a WebSub hub tells, with their absolute addresses, those of the site and of sections first;
/// none where there is no hub. JSON Feeds can name their hub in a header only, the others do so themselves too.
pub fn feeds(site: &Site) -> impl Iterator<Item = (String, String, Format)> {
    let of_lists = |of: &'_ Site, format: Format| -> Vec<(String, String, Format)> {
        let lists = of.lists.ids().filter(|id| formats(of, *id).contains(&format));
        let addresses = lists.take(FEEDS_AT_MOST).map(|id| feed(of, id, format));
        let absolute = |address: &str| of.config.base_url.absolute(&encoded(address));
        addresses.filter_map(|address| Some((of.from_root(&address), absolute(&address)?, format))).collect()
    };
    let all = [Format::Json, Format::Rss, Format::Atom].into_iter();
    let has_hub = !site.config.hubs.is_empty();
    let all = all.filter(move |_| has_hub).flat_map(move |format| site.in_all_languages().map(move |of| (of, format)));
    all.flat_map(move |(of, format)| of_lists(of, format)).take(FEEDS_AT_MOST)
}

/// Whether the site has to work on any host: then addresses that have moved are pages.
pub fn is_portable(config: &Config) -> bool {
    config.outputs.hosts.is_empty()
}
