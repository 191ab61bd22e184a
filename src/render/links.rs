//! Where the links in copy lead.

use super::address::Addresses;
use super::photo;
use super::query::{Notes, Query};
use crate::markdown::{Link, Links, Photo};
use crate::routes;
use crate::site::{Beside, Held, Reason, Site, Way};
use crate::source::percent::decoded;

/// Resolves the addresses that an editor types in one file.
pub(super) struct CopyLinks<'a> {
    site: &'a Site,
    addresses: &'a Addresses,
    path: &'a str,
    attachments: &'a [Box<str>],
    notes: &'a Notes,
}

impl<'a> CopyLinks<'a> {
    /// For the file at `path` with these attachments.
    pub(super) fn new(
        site: &'a Site,
        addresses: &'a Addresses,
        path: &'a str,
        attachments: &'a [Box<str>],
        notes: &'a Notes,
    ) -> Self {
        Self { site, addresses, path, attachments, notes }
    }

    /// The file that leads there, as typed.
    pub(super) fn resolved(&self, typed: &str) -> Option<String> {
        let path = typed.split(['#', '?']).next().filter(|path| !path.is_empty() && !path.starts_with('/'))?;
        if has_scheme(path) { None } else { resolve(self.path, &decoded(path)) }
    }

    fn file(&self, path: &str, rest: &str) -> Link {
        self.notes.note(Query::File(path.to_owned()));
        match self.site.way_to(path) {
            Some(Way::Here(address)) => return Link::To(format!("{}{rest}", self.addresses.of(address))),
            Some(Way::Abroad(address)) => return Link::To(format!("{}{rest}", self.addresses.shared(address))),
            None => {}
        }
        if let Some(beside) = self.site.files.get(path)
            && self.attachments.iter().any(|known| **known == *path)
        {
            if let Some(Err(why)) = &beside.picture {
                return Link::Broken(format!("`{path}` is left out: {why}"));
            }
            return Link::To(format!("{}{rest}", self.addresses.shared(&routes::attachment(self.site, path))));
        }
        if let Some(held) = held(self.site, path) {
            return Link::Broken(format!("the story is held back ({})", held.reason.words(&self.site.config.timezone)));
        }
        Link::Broken(format!("there is no file `{path}`"))
    }
}

fn held<'a>(site: &'a Site, path: &str) -> Option<&'a Held> {
    let at = site.held.binary_search_by(|held| held.path.as_str().cmp(path)).ok()?;
    Some(&site.held[at])
}

/// What a link to a file depends on: its address, whether it is there, what it shows where it is a
/// picture, why it is held.
pub(super) fn state_of<'a>(site: &'a Site, path: &str) -> (Option<Way<'a>>, bool, Option<&'a Beside>, Option<Reason>) {
    let beside = site.files.get(path);
    let picture = beside.filter(|beside| beside.picture.is_some());
    (site.way_to(path), beside.is_some(), picture, held(site, path).map(|held| held.reason))
}

impl Links for CopyLinks<'_> {
    fn picture(&self, typed: &str) -> Option<Photo> {
        photo::of(self.site, self.addresses, &self.resolved(typed)?)
    }

    fn link(&self, typed: &str) -> Link {
        let cut = typed.find(['#', '?']).unwrap_or(typed.len());
        let (path, rest) = typed.split_at(cut);
        if path.is_empty() || has_scheme(path) || path.starts_with("//") {
            return Link::AsTyped;
        }
        if let Some(address) = path.strip_prefix('/') {
            return Link::To(format!("{}{rest}", self.addresses.shared(address)));
        }
        match resolve(self.path, &decoded(path)) {
            Some(file) => self.file(&file, rest),
            None => Link::Broken("it leads out of the project".into()),
        }
    }
}

/// Whether an address names a scheme (RFC 3986: a letter, then letters, digits, `+`, `-`, `.`).
pub fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// A relative path as seen from a file: `../photo.jpg` in `content/world/a.md` is
/// `content/photo.jpg`. Nothing where it leads out of the project.
pub fn resolve(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_is_seen_from_its_file() {
        assert_eq!(resolve("content/world/a.md", "../photo.jpg").as_deref(), Some("content/photo.jpg"));
        assert_eq!(resolve("content/world/a.md", "./b.md").as_deref(), Some("content/world/b.md"));
        assert_eq!(resolve("content/a.md", "../../../etc/passwd"), None);
    }

    #[test]
    fn schemes_are_known() {
        assert!(has_scheme("mailto:a@b"));
        assert!(!has_scheme("notes/10:30.md"));
    }
}
