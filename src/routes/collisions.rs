//! Two outputs that want one file.

use super::redirects::{Said, said_by};
use super::{Route, Target};
use crate::diag::Diagnostic;
use crate::site::address::parts_of_file;
use crate::site::{ListId, Site, StoryId};
use foldhash::{HashMap, HashMapExt, HashSet};
use smallvec::SmallVec;
use std::cell::LazyCell;
use xxhash_rust::xxh3::xxh3_64;

/// Finds routes, sorted by address, that want one file, and keeps one of them. Names that differ by
/// case only are one file on many hosts and machines, so they clash too.
pub(super) fn find(site: &Site, routes: &mut Vec<Route>) -> Vec<Diagnostic> {
    let files: HashSet<u64> = routes.iter().map(|route| hash(&route.address)).collect();
    let mut findings = Vec::new();
    // On nearly every site no two hashes are the same, and no name has to be looked at.
    if files.len() < routes.len() {
        findings = same_files(site, routes);
    }
    findings.extend(files_as_folders(site, routes, &files));
    findings
}

/// A hash of the file behind an address, whatever its case.
pub(super) fn hash(address: &str) -> u64 {
    let (path, index) = parts_of_file(address);
    // Bytes that are copied whole and then changed in place are changed many at a time.
    let mut lower: SmallVec<[u8; 128]> = SmallVec::from_slice(path.as_bytes());
    if path.is_ascii() {
        lower.make_ascii_lowercase();
    } else {
        lower = SmallVec::from_slice(path.to_lowercase().as_bytes());
    }
    lower.extend_from_slice(index.as_bytes());
    xxh3_64(&lower)
}

fn same_files(site: &Site, routes: &mut Vec<Route>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut said = HashSet::default();
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(routes.len());
    let mut kept: Vec<Route> = Vec::with_capacity(routes.len());
    for route in routes.drain(..) {
        let file = route.file().to_lowercase();
        match taken.get(&file) {
            None => {
                taken.insert(file, kept.len());
                kept.push(route);
            }
            Some(first) => {
                let first = &kept[*first];
                // The Markdown of two stories clashes whenever their pages do; once is enough.
                let of_both = copy_of(&first.target).zip(copy_of(&route.target));
                // So do the pages of the text edition, and cards.
                let is_twin =
                    |route: &Route| matches!(route.target.in_language(site).1, Target::Text(..) | Target::Card(_));
                let are_twins = is_twin(first) && is_twin(&route);
                if !are_twins && of_both.is_none_or(|(a, b)| said.insert((a.min(b), a.max(b)))) {
                    findings.push(same_file(site, first, &route));
                }
            }
        }
    }
    *routes = kept;
    findings
}

/// Routes whose file is the folder of another one: an alias `/old` beside `/old/ferries.html`.
fn files_as_folders(site: &Site, routes: &[Route], files: &HashSet<u64>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let by_file = LazyCell::new(|| -> HashMap<String, &Route> {
        routes.iter().map(|route| (route.file().to_lowercase(), route)).collect()
    });
    let (mut last, mut clash): (&str, Option<&str>) = ("", None);
    for route in routes {
        let folder = above(&route.address).unwrap_or_default();
        // Neighbours in order of address mostly stand in one folder, or in two of one folder above.
        if folder == last {
            continue;
        }
        let mut new = folders(folder).take_while(|folder| !is_at_or_above(folder, last));
        let known = clash.filter(|clash| is_at_or_above(clash, folder));
        clash = new.find(|folder| files.contains(&hash(folder))).or(known);
        let file = clash.and_then(|folder| by_file.get(&folder.trim_start_matches('/').to_lowercase()));
        findings.extend(file.map(|file| file_as_folder(site, file, route)));
        last = folder;
    }
    findings
}

/// A folder and all above it, apart from the root.
pub(super) fn folders(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| above(folder)).filter(|folder| !folder.is_empty())
}

/// Whether a folder is another one or holds it.
fn is_at_or_above(folder: &str, other: &str) -> bool {
    other.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder that an address or a folder stands in.
fn above(address: &str) -> Option<&str> {
    address.bytes().rposition(|byte| byte == b'/').map(|at| &address[..at])
}

fn same_file(site: &Site, first: &Route, second: &Route) -> Diagnostic {
    let (a, b) = (owner(site, &first.target, &first.address), owner(site, &second.target, &second.address));
    let are_stories = [first, second].iter().all(|route| matches!(copy_of(&route.target), Some(Copy::Story(..))));
    let what = if are_stories { "two stories have" } else { "two pages have" };
    let message = if first.address == second.address {
        format!("{what} the address `{}`", first.address)
    } else if first.file() == second.file() {
        format!("the addresses `{}` and `{}` are one file", first.address, second.address)
    } else {
        format!("{what} addresses that differ by case only: `{}` and `{}`", first.address, second.address)
    };
    blame(site, Diagnostic::error("same-address", message), (first, &a), (second, &b))
}

fn file_as_folder(site: &Site, file: &Route, inner: &Route) -> Diagnostic {
    let message =
        format!("the address `{}` is a file, so it cannot be the folder of `{}` too", file.address, inner.address);
    let (a, b) = (owner(site, &file.target, &file.address), owner(site, &inner.target, &inner.address));
    blame(site, Diagnostic::error("same-address", message), (inner, &b), (file, &a))
}

/// Says whose file is to be edited, whose the other is, and what to do.
fn blame(site: &Site, finding: Diagnostic, first: (&Route, &Owner<'_>), second: (&Route, &Owner<'_>)) -> Diagnostic {
    let ((blamed, owner), (_, other)) = if second.1.at.is_some() { (second, first) } else { (first, second) };
    let finding = match owner.at {
        Some(at) => at.blame(site, finding).because(format!("the other is {}", other.words)),
        None => finding.because(format!("one is {}, the other is {}", owner.words, other.words)),
    };
    finding.help(match (&blamed.target, owner.at) {
        (Target::Story(_) | Target::StoryCopy(..), _) => "give one of them a `slug:` of its own",
        (Target::Alias { .. }, Some(said)) => said.help(),
        (Target::List(_) | Target::Numbered(..) | Target::Next(_) | Target::Feed(..), _) => {
            "give the section another key"
        }
        _ => "give the file another name",
    })
}

/// What a page and its Markdown are both made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Copy {
    Story(u8, StoryId),
    Page(u8, usize),
}

fn copy_of(target: &Target) -> Option<Copy> {
    match target {
        Target::Story(id) | Target::StoryCopy(id, _) => Some(Copy::Story(0, *id)),
        Target::Page(at) | Target::PageMarkdown(at) => Some(Copy::Page(0, *at)),
        Target::Text(of, _) => copy_of(of),
        Target::Other(tongue, of) => copy_of(of).map(|copy| match copy {
            Copy::Story(_, id) => Copy::Story(*tongue, id),
            Copy::Page(_, at) => Copy::Page(*tongue, at),
        }),
        _ => None,
    }
}

/// Who wants an address: where that is said, if it is anywhere, and words for it.
struct Owner<'a> {
    at: Option<Said<'a>>,
    words: String,
}

fn owner<'a>(site: &'a Site, target: &'a Target, address: &str) -> Owner<'a> {
    let file = |path: &'a str| Owner { at: Some(Said::File(path)), words: format!("`{path}`") };
    let part = |words: &str| Owner { at: None, words: words.to_owned() };
    match target {
        Target::Story(id) | Target::StoryCopy(id, _) | Target::Card(id) => file(site.story(*id).path()),
        Target::Page(at) | Target::PageMarkdown(at) => file(&site.pages[*at].path),
        Target::Attachment(path) => file(path),
        Target::PictureCopy(copy) => file(&copy.0),
        Target::Text(of, _) => owner(site, of, address),
        Target::Other(tongue, of) => owner(site.in_language(*tongue), of, address),
        Target::Alias { to } => match said_by(site, address) {
            Some(said) => Owner { at: Some(said), words: said.words() },
            None => part(&format!("an alias of `{to}`")),
        },
        Target::Corrections => part("the page of all corrections"),
        Target::SiteCard => part("the site's card"),
        Target::Icon(_) => part("an icon of the site"),
        Target::SecurityTxt => part("the security contact"),
        Target::Manifest => part("the web manifest"),
        Target::Speculation => part("what browsers may fetch early"),
        Target::Search
        | Target::SearchIndex
        | Target::SearchFacets(_)
        | Target::SearchStories(..)
        | Target::SearchWords(..) => part("the search"),
        Target::Host(file) => part(&format!("the host's `{}`", file.address())),
        Target::List(id)
        | Target::Numbered(id, _)
        | Target::Next(id)
        | Target::Feed(id, _)
        | Target::FeedArchive(id, _) => part(&list(site, *id)),
        Target::Home => part("the front page"),
        Target::NotFound => part("the page for addresses at which there is nothing"),
        Target::Terms(taxonomy) => part(&format!("the page of all {}", taxonomy.name(&site.config))),
        Target::Years => part("the archive"),
        Target::Period(period) => part(&format!("the archive's page `{}`", period.address())),
        Target::SitemapIndex | Target::SitemapMonth(..) | Target::SitemapLists | Target::SitemapNews => {
            part("the sitemap")
        }
        Target::Robots => part("what crawlers are told"),
        Target::Asset(name) => part(&format!("the theme's `{name}`")),
    }
}

fn list(site: &Site, id: ListId) -> String {
    let list = site.lists.get(id);
    match list.taxonomy {
        Some(taxonomy) => format!("the {} `{}`", taxonomy.singular(&site.config), list.key),
        None => "the list of all stories".into(),
    }
}
