//! Links and anchors inside the site: each has to lead somewhere.

use super::Seen;
use super::names::{Name, Names};
use super::withdrawn::Withdrawn;
use super::words::place_of;
use crate::build::Loaded;
use crate::config::BaseUrl;
use crate::diag::{Diagnostic, nearest};
use crate::render::resolve;
use crate::routes::redirects;
use crate::site::address;
use crate::source::percent::decoded;
use crate::world::World;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The pages of a site, and all that they may lead to.
pub(super) struct All<'a> {
    pub(super) world: &'a dyn World,
    pub(super) loaded: &'a Loaded,
    pub(super) names: &'a Names,
    pub(super) pages: &'a [Seen<'a>],
    pub(super) withdrawn: &'a Withdrawn,
    pub(super) is_there: &'a dyn Fn(&str) -> bool,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum To {
    /// To a file of the site, and an anchor in it.
    Inside(String, String),
    /// To another site.
    Outside(String),
    /// Nowhere that can be followed: mail, telephone, another site on this host.
    Elsewhere,
}

/// Where a link on a page leads, as a browser follows it.
pub(super) fn follow(base: &BaseUrl, page: &str, link: &str) -> To {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let inside = |path: &str| To::Inside(address::file(&decoded(path)), decoded(anchor));
    if path.is_empty() {
        return if link.starts_with('?') { To::Elsewhere } else { To::Inside(address::file(page), decoded(anchor)) };
    }
    if let BaseUrl::Absolute { origin, path: folder } = base
        && let Some(rest) = path.strip_prefix(origin.as_str())
        && (rest.is_empty() || rest.starts_with('/'))
    {
        return match format!("{rest}/").strip_prefix(folder.as_str()) {
            Some(_) => inside(&format!("/{}", rest.get(folder.len()..).unwrap_or_default())),
            None => To::Elsewhere,
        };
    }
    let is_web = path.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) && path.contains("://");
    if is_web || path.starts_with("//") {
        return To::Outside(link.to_owned());
    }
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        return To::Elsewhere;
    }
    if path.starts_with('/') {
        return match path.strip_prefix(base.path()) {
            Some(rest) => inside(&format!("/{rest}")),
            None => To::Elsewhere,
        };
    }
    let folder = path.ends_with('/') || path.ends_with("/.") || path == "." || path.ends_with("..");
    match resolve(page.trim_start_matches('/'), path) {
        Some(file) if folder && !file.is_empty() => inside(&format!("/{file}/")),
        Some(file) => inside(&format!("/{file}")),
        None => To::Elsewhere,
    }
}

/// A link that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Broken {
    file: String,
    anchor: String,
    what: &'static str,
}

/// Everything that a link may lead to.
struct There<'a> {
    files: HashSet<String>,
    /// The anchors of pages, by file.
    anchors: HashMap<String, &'a [Name]>,
}

impl All<'_> {
    /// A finding for each link that leads nowhere: in copy, one at each place; in what a template
    /// made, one for all pages.
    pub(super) fn broken(&self) -> Vec<Diagnostic> {
        let there = self.there();
        // Links of the same words lead to the same place, wherever they stand, if they are no relative ones.
        let mut known: HashMap<Name, Option<Broken>> = HashMap::new();
        let mut findings = Vec::new();
        let mut told = BTreeSet::new();
        let mut by_template: BTreeMap<Broken, Vec<&str>> = BTreeMap::new();
        for page in self.pages {
            for name in &page.look.links {
                let link = self.names.words(*name);
                let broken = match is_alike_everywhere(link) {
                    true => known.entry(*name).or_insert_with(|| self.follow(&there, page.address, link)).clone(),
                    false => self.follow(&there, page.address, link),
                };
                let Some(broken) = broken else { continue };
                match self.in_copy(page, link, &broken) {
                    // A story has pages in several forms, and each holds the link.
                    Some(finding) if told.insert(finding.order()) => {
                        findings.push(self.withdrawn.eased(&broken.file, helped(finding, self.help(&broken, &there))));
                    }
                    Some(_) => {}
                    None => by_template.entry(broken).or_default().push(page.address),
                }
            }
        }
        findings.extend(by_template.into_iter().map(|(broken, pages)| {
            self.withdrawn.eased(&broken.file, by_templates(&broken.shown(), broken.what, &pages))
        }));
        findings
    }

    fn there(&self) -> There<'_> {
        let mut files: HashSet<String> = self.loaded.routes.iter().map(|route| route.file()).collect();
        // Where the host leads on, there is no page.
        files.extend(redirects::all(&self.loaded.site).iter().map(|redirect| address::file(redirect.from)));
        let anchors = self.pages.iter().map(|page| (address::file(page.address), &*page.look.ids)).collect();
        There { files, anchors }
    }

    /// Follows a link, and says where it leads in vain.
    fn follow(&self, there: &There<'_>, page: &str, link: &str) -> Option<Broken> {
        let To::Inside(file, anchor) = follow(&self.loaded.site.config.base_url, page, link) else { return None };
        let has_anchor = |ids: &[Name]| self.names.known(&anchor).is_some_and(|anchor| ids.contains(&anchor));
        let is_part = !anchor.is_empty() && anchor != "top";
        let what = if !there.files.contains(&file) && !(self.is_there)(&file) {
            "there is nothing there"
        } else if is_part && there.anchors.get(&file).is_some_and(|ids| !has_anchor(ids)) {
            "there is no such anchor on that page"
        } else {
            return None;
        };
        Some(Broken { file, anchor, what })
    }

    /// A broken link that the page's own copy holds.
    fn in_copy(&self, page: &Seen<'_>, link: &str, broken: &Broken) -> Option<Diagnostic> {
        let path = page.copy?;
        let Broken { file, anchor, what } = broken;
        let name = file.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".html").unwrap_or(name);
        let with_anchor = format!("#{anchor}");
        let typed = [link, &with_anchor, file, name, stem];
        let (source, span) = place_of(self.world, path, typed.into_iter().filter(|typed| typed.len() > 1))?;
        let message = format!("the link leads to `{}`, and {what}", broken.shown());
        Some(Diagnostic::error("broken-link", message).at(&source, span, ""))
    }

    /// The file or anchor that was meant.
    fn help(&self, broken: &Broken, there: &There<'_>) -> Option<String> {
        let Broken { file, anchor, .. } = broken;
        if there.files.contains(&format!("{file}/index.html")) {
            return Some(format!("did you mean `/{file}/`?"));
        }
        let near = match there.anchors.get(file) {
            Some(ids) => nearest(anchor, ids.iter().map(|id| self.names.words(*id))).map(|id| format!("#{id}")),
            None => nearest(file, there.files.iter().map(String::as_str)).map(|file| format!("/{file}")),
        };
        near.map(|near| format!("did you mean `{near}`?"))
    }

    /// Every address outside of the site, with what links it.
    pub(super) fn outside(&self) -> BTreeMap<String, Linked> {
        let base = &self.loaded.site.config.base_url;
        let mut outside: BTreeMap<String, Linked> = BTreeMap::new();
        for page in self.pages {
            for link in page.look.links.iter().map(|name| self.names.words(*name)) {
                // A relative link never leads out.
                if let (true, To::Outside(to)) = (link.contains("//"), follow(base, page.address, link)) {
                    let to = to.split('#').next().unwrap_or_default();
                    let linked = outside.entry(to.to_owned()).or_default();
                    linked.pages.insert(page.address.into());
                    linked.copy.extend(page.copy.map(Box::from));
                }
            }
        }
        outside
    }
}

/// Whether a link leads to the same place from every page.
fn is_alike_everywhere(link: &str) -> bool {
    link.starts_with('/') || link.contains("://")
}

/// What links an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// The pages, by their addresses.
    pub pages: BTreeSet<Box<str>>,
    /// The files of copy that those pages are made of.
    pub copy: BTreeSet<Box<str>>,
}

impl Broken {
    fn shown(&self) -> String {
        let Self { file, anchor, .. } = self;
        let hash = if anchor.is_empty() { "" } else { "#" };
        let path = file.strip_suffix("index.html").unwrap_or(file);
        format!("/{path}{hash}{anchor}")
    }
}

fn helped(finding: Diagnostic, help: Option<String>) -> Diagnostic {
    help.into_iter().fold(finding, Diagnostic::help)
}

fn by_templates(to: &str, what: &str, pages: &[&str]) -> Diagnostic {
    let first = pages.first().copied().unwrap_or_default();
    let on = match pages.len() {
        1 => format!("`{first}` links"),
        more => format!("{more} pages link, `{first}` among them,"),
    };
    Diagnostic::error("broken-link", format!("{on} to `{to}`, and {what}"))
        .because("no copy holds this link, so it comes from a template or the settings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_as_a_browser_does() {
        let at = BaseUrl::parse("https://wire.example/news/").unwrap();
        let inside = |file: &str, anchor: &str| To::Inside(file.into(), anchor.into());
        for (link, expected) in [
            ("/news/a.html", inside("a.html", "")),
            ("/news/", inside("index.html", "")),
            ("/news/a%20b.html#%C3%BC", inside("a b.html", "ü")),
            ("../07/b.html?x=1#y", inside("2026/02/07/b.html", "y")),
            ("b.html", inside("2026/02/06/b.html", "")),
            ("./", inside("2026/02/06/index.html", "")),
            ("#times", inside("2026/02/06/x.html", "times")),
            ("https://wire.example/news/world/", inside("world/index.html", "")),
            ("https://wire.example/other/", To::Elsewhere),
            ("/other/", To::Elsewhere),
            ("mailto:desk@wire.example", To::Elsewhere),
            ("https://elsewhere.example/#a", To::Outside("https://elsewhere.example/#a".into())),
            ("//cdn.example/x.js", To::Outside("//cdn.example/x.js".into())),
        ] {
            assert_eq!(follow(&at, "/2026/02/06/x.html", link), expected, "{link}");
        }
    }
}
