//! Addresses that have moved: one list, of which every host's form is made.
//!
//! It holds the aliases of stories and pages, and `[redirects]` of `book.toml`. On a site that has to
//! work on any host each is a page that leads on; where `[outputs] hosts` names hosts, the redirects
//! are theirs, and there are no such pages.

use super::{Route, hosting};
use crate::diag::Diagnostic;
use crate::site::{Held, Site, address};
use std::borrow::Cow;
use std::collections::HashSet;

/// An address that has moved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect<'a> {
    /// The old address from the site's root.
    pub from: &'a str,
    /// The new one from the site's root, or one of another site.
    pub to: Cow<'a, str>,
}

/// Every address that has moved, sorted.
pub fn all(site: &Site) -> Vec<Redirect<'_>> {
    let aliases = site.in_all_languages().flat_map(aliases);
    let named = site.config.redirects.iter().map(|(from, to)| Redirect { from, to: to.into() });
    let mut all: Vec<_> = aliases.chain(named).collect();
    all.sort_unstable();
    all
}

/// The aliases of one language's texts.
fn aliases(site: &Site) -> impl Iterator<Item = Redirect<'_>> {
    let own = |tongue: u8| tongue == site.config.tongue;
    let stories = site.stories.iter().filter(move |story| own(story.tongue));
    let stories = stories.map(|story| (story.aliases(), story.address()));
    let pages = site.pages.iter().filter(move |page| own(page.tongue)).map(|page| (&*page.aliases, &*page.address));
    stories.chain(pages).flat_map(move |(aliases, address)| {
        let to = move || if site.config.is_own_language() { address.into() } else { site.from_root(address).into() };
        aliases.iter().map(move |from| Redirect { from, to: to() })
    })
}

/// Who says that an address has moved.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said<'a> {
    /// `[redirects]`, with the old address as typed there.
    Settings(&'a str),
    /// The `aliases` of a file.
    File(&'a str),
}

/// Who says that an address has moved, by the address or that of its page.
pub(super) fn said_by<'a>(site: &'a Site, moved: &str) -> Option<Said<'a>> {
    let is_it = |from: &str| from == moved || page(from).as_deref() == Some(moved);
    let mut settings = site.config.redirects.keys().map(String::as_str);
    if let Some(from) = settings.find(|from| is_it(from)) {
        return Some(Said::Settings(from));
    }
    let has_it = |aliases: &[Box<str>]| aliases.iter().any(|from| is_it(from));
    site.in_all_languages().find_map(|site| {
        let story = site.stories.iter().find(|story| has_it(story.aliases())).map(|story| story.path());
        let path = story.or_else(|| site.pages.iter().find(|page| has_it(&page.aliases)).map(|page| &*page.path));
        path.map(Said::File)
    })
}

impl Said<'_> {
    /// Puts a finding where it is said.
    pub(super) fn blame(self, site: &Site, finding: Diagnostic) -> Diagnostic {
        match self {
            Self::Settings(from) => site.config.blame(&["redirects", from], finding),
            Self::File(path) => finding.in_file(path),
        }
    }

    /// How to have it said no more.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Settings(_) => "take the redirect out",
            Self::File(_) => "take the alias out",
        }
    }

    /// Words for it.
    pub(super) fn words(self) -> String {
        match self {
            Self::Settings(from) => format!("the redirect of `{from}` in `book.toml`"),
            Self::File(path) => format!("an alias of `{path}`"),
        }
    }
}

/// Those that hosts are told of: all, or on a site for any host those that no page can stand at.
pub fn of_hosts(site: &Site) -> Vec<Redirect<'_>> {
    let is_portable = hosting::is_portable(&site.config);
    all(site).into_iter().filter(|redirect| !is_portable || page(redirect.from).is_none()).collect()
}

/// The address of the page that leads on from an old address; a pattern has none.
pub fn page(from: &str) -> Option<String> {
    if from.contains('*') || from.contains("/:") {
        return None;
    }
    let name = from.rsplit('/').next().unwrap_or_default();
    let is_page = name.is_empty() || name.ends_with(".html") || name.ends_with(".htm");
    match (is_page, name.contains('.')) {
        (true, _) => Some(from.to_owned()),
        (false, true) => None,
        // Most hosts ask for the folder where there is no such file.
        (false, false) => Some(format!("{from}/")),
    }
}

/// Whether what [`check`] says may be other words where `has_changed` says which addresses have an output
/// that they had not, or none any more.
pub(super) fn concern(site: &Site, has_changed: &dyn Fn(&str) -> bool) -> bool {
    let is_concerned = |at: &str| {
        let at = at.split(['#', '?']).next().unwrap_or_default();
        has_changed(at) || has_changed(&format!("{at}/"))
    };
    let named = site.config.redirects.values().any(|to| is_concerned(to));
    named || !hosting::is_portable(&site.config) && all(site).iter().any(|redirect| is_concerned(redirect.from))
}

/// The files of all outputs, for whoever asks what is at an address.
pub(super) struct Answers(HashSet<String>);

impl Answers {
    pub(super) fn of(routes: &[Route]) -> Self {
        Self(routes.iter().map(Route::file).collect())
    }

    /// Whether there is an output of just this address.
    fn has(&self, address: &str) -> bool {
        self.0.contains(&address::file(address))
    }

    /// Whether a host answers at an address, which may be typed without the slash at its end.
    pub(super) fn at(&self, address: &str) -> bool {
        let at = address.split(['#', '?']).next().unwrap_or_default();
        self.has(at) || self.has(&format!("{at}/"))
    }
}

/// Finds redirects of `book.toml` that lead nowhere, and those of hosts that a page stands before.
pub(super) fn check(site: &Site, routes: &[Route]) -> Vec<Diagnostic> {
    if site.config.redirects.is_empty() && hosting::is_portable(&site.config) {
        return Vec::new();
    }
    let answers = Answers::of(routes);
    let mut findings = Vec::new();
    for (from, to) in &site.config.redirects {
        if to.starts_with('/') && !to.contains(['*', ':']) && !answers.at(to) {
            findings.push(broken(site, from, to));
        }
    }
    if !hosting::is_portable(&site.config) {
        let hidden = all(site).into_iter().filter(|redirect| answers.has(redirect.from));
        findings.extend(hidden.map(|Redirect { from, to }| {
            let message = format!("the redirect of `{from}` to `{to}` is hidden by a page there");
            let finding = Diagnostic::error("same-address", message);
            match said_by(site, from) {
                Some(said) => said.blame(site, finding).help(said.help()),
                None => finding,
            }
        }));
    }
    findings
}

/// A redirect that leads nowhere. Where its story was withdrawn it is no error: that must not keep the
/// withdrawal from going out.
fn broken(site: &Site, from: &str, to: &str) -> Diagnostic {
    let message = format!("the redirect of `{from}` leads to `{to}`, where there is nothing");
    let is_there = |held: &&Held| held.is_withdrawn() && held.address.as_deref() == Some(to);
    let finding = match site.held.iter().find(is_there) {
        Some(held) => Diagnostic::warning("broken-redirect", message).because(format!(
            "`{}` was withdrawn: {}",
            held.path,
            held.reason.words(&site.config.timezone)
        )),
        None => Diagnostic::error("broken-redirect", message),
    };
    let help = format!("type the address of a page after `\"{from}\" =`, or take the line out");
    site.config.blame(&["redirects", from], finding).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_address_has_a_page_unless_it_is_a_pattern_or_a_file() {
        for (from, expected) in [
            ("/old.html", Some("/old.html")),
            ("/old/", Some("/old/")),
            ("/old", Some("/old/")),
            ("/blog/*", None),
            ("/blog/:year", None),
            ("/rss.xml", None),
        ] {
            assert_eq!(page(from).as_deref(), expected, "{from}");
        }
    }
}
