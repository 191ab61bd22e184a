//! Two outputs that want one file.

use super::{Route, Target};
use crate::diag::Diagnostic;
use crate::site::Site;
use std::collections::HashMap;

/// Finds routes, sorted by address, that want one file, and keeps one of them. Names that differ by
/// case only are one file on many hosts and machines, so they clash too.
pub(super) fn find(site: &Site, routes: &mut Vec<Route>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(routes.len());
    let mut kept: Vec<Route> = Vec::with_capacity(routes.len());
    for route in routes.drain(..) {
        let file = route.file().to_lowercase();
        match taken.get(&file) {
            None => {
                taken.insert(file, kept.len());
                kept.push(route);
            }
            Some(first) => findings.push(finding(site, &kept[*first], &route)),
        }
    }
    *routes = kept;
    findings
}

fn finding(site: &Site, first: &Route, second: &Route) -> Diagnostic {
    let (a, b) = (owner(site, &first.target), owner(site, &second.target));
    let what = match (&a.file, &b.file) {
        (Some(_), Some(_)) => "two stories have",
        _ => "two pages have",
    };
    let message = if first.address == second.address {
        format!("{what} the address `{}`", first.address)
    } else {
        format!("{what} addresses that differ by case only: `{}` and `{}`", first.address, second.address)
    };
    let (blamed, other) = if b.file.is_some() { (&b, &a) } else { (&a, &b) };
    let finding = Diagnostic::error("same-address", message).because(format!("the other is {}", other.words));
    let finding = match &blamed.file {
        Some(file) => finding.in_file(file.as_str()),
        None => finding,
    };
    finding.help("give one of them a `slug:` of its own")
}

/// Who wants an address: the file to edit, if it is one, and words for it.
struct Owner {
    file: Option<String>,
    words: String,
}

fn owner(site: &Site, target: &Target) -> Owner {
    let file = |path: &str| Owner { file: Some(path.to_owned()), words: format!("`{path}`") };
    let part = |words: String| Owner { file: None, words };
    match target {
        Target::Story(id) | Target::StoryMarkdown(id) => file(&site.story(*id).path),
        Target::Page(at) | Target::PageMarkdown(at) => file(&site.pages[*at].path),
        Target::Alias { to } => alias(site, to).map_or_else(|| part(format!("an alias of `{to}`")), |path| file(&path)),
        Target::Attachment(path) => file(path),
        Target::List(id) | Target::Numbered(id, _) | Target::Next(id) | Target::Feed(id, _) => {
            part(format!("the list `{}`", site.lists.get(*id).address))
        }
        other => part(format!("a page of the site itself ({})", format!("{other:?}").to_lowercase())),
    }
}

/// The file whose alias leads to an address.
fn alias(site: &Site, to: &str) -> Option<String> {
    let story = site.stories.iter().find(|story| &*story.address == to).map(|story| story.path.to_string());
    story.or_else(|| site.pages.iter().find(|page| &*page.address == to).map(|page| page.path.to_string()))
}
