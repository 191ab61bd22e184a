//! Files that tell a host what to answer with: headers and redirects, in each host's own form.

use crate::config::{Config, Host};

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

/// Whether the site has to work on any host: then addresses that have moved are pages.
pub fn is_portable(config: &Config) -> bool {
    config.outputs.hosts.is_empty()
}
