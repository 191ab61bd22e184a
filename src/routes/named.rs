//! What `book.toml` names that has to be on the site: pages of the organisation's statements, authors.

use super::Route;
use super::redirects::Answers;
use crate::diag::{Diagnostic, nearest};
use crate::site::{Site, Taxonomy};

/// The addresses of the site that are named, each with the key that names it.
fn statements(site: &Site) -> impl Iterator<Item = (String, &str)> {
    let organization = &site.config.organization;
    let statements = organization.statements.iter().map(|one| (one.key.to_owned(), one.address.as_str()));
    let contacts =
        organization.contacts.iter().filter_map(|one| Some((format!("contacts.{}.url", one.key), one.url.as_deref()?)));
    statements.chain(contacts).filter(|(_, address)| address.starts_with('/'))
}

/// Whether what [`check`] says may be other words where `has_changed` says which addresses have an output
/// that they had not, or none any more.
pub(super) fn concern(site: &Site, has_changed: &dyn Fn(&str) -> bool) -> bool {
    let mut addresses = statements(site).map(|(_, address)| address.split(['#', '?']).next().unwrap_or_default());
    addresses.any(|at| has_changed(at) || has_changed(&format!("{at}/")))
        || site.config.people.iter().any(|author| has_changed(&format!("/authors/{}/", author.key)))
}

/// Finds statements that lead nowhere, and authors of whom there is nothing.
pub(super) fn check(site: &Site, routes: &[Route]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if statements(site).next().is_some() {
        let answers = Answers::of(routes);
        let broken = statements(site).filter(|(_, address)| !answers.at(address));
        findings.extend(broken.map(|(key, address)| {
            let message = format!("`{key}` in `[organization]` leads to `{address}`, where there is nothing");
            let help = format!("write the page, type the address of another after `{key} =`, or take the line out");
            let keys: Vec<&str> = std::iter::once("organization").chain(key.split('.')).collect();
            site.config.blame(&keys, Diagnostic::warning("broken-statement", message)).help(help)
        }));
    }
    let known = || site.lists.of(Taxonomy::Authors).map(|list| list.key.as_str());
    // A site without pages of authors has nobody to know.
    let unknown = |key: &str| known().next().is_some() && known().all(|known| known != key);
    for author in site.config.people.iter().filter(|author| unknown(&author.key)) {
        let message = format!("nothing is by an author `{}`, who is named in `[authors]`", author.key);
        let finding = site.config.blame(&["authors", &author.key], Diagnostic::warning("unknown-author", message));
        findings.push(match nearest(&author.key, known()) {
            Some(near) => finding.help(format!("did you mean `[authors.{near}]`?")),
            None => finding.help("type the last part of the address of the author's page"),
        });
    }
    findings
}
