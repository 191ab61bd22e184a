//! Removals that nobody decided.

use crate::build::held::HeldCopy;
use crate::publish::plan::Plan;
use crate::routes;
use crate::site::address;
use std::collections::HashSet;

/// So many go unasked from a small site.
const FEW: usize = 100;
/// Of a larger one, one of so many.
const SHARE: usize = 100;

/// How many files go at once without a question, of so many that stand there: a hundred, or a
/// hundredth of a site of more than ten thousand. A list that empties takes its feeds along, and a
/// larger site has more of them; a thousandth of its stories is still nothing that goes unnoticed.
pub fn limit(standing: usize) -> usize {
    FEW.max(standing / SHARE)
}

/// How many files would go that are no form of a story that was withdrawn: what was killed, held,
/// embargoed or has expired was somebody's decision, and is not asked for again.
pub fn undecided(plan: &Plan<'_>, held: &[HeldCopy<'_>]) -> usize {
    let pages = held.iter().filter_map(|copy| copy.address.as_deref());
    // `/a/b.html`, `/a/b.md`, `/a/b.html.gz`, and the same below `/text`.
    let stems: HashSet<String> = pages
        .flat_map(|page| [page.to_owned(), routes::text(page)])
        .map(|page| address::file(&address::sibling(&page, "")))
        .collect();
    let is_decided = |path: &str| {
        let name = path.rfind('/').map_or(0, |at| at + 1);
        let dots = path[name..].match_indices('.').map(|(at, _)| &path[..=name + at]);
        dots.into_iter().any(|stem| stems.contains(stem))
    };
    plan.gone.iter().filter(|gone| !is_decided(gone.path)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::plan::Gone;
    use crate::publish::record::Kind;
    use crate::site::{Held, Reason};

    #[test]
    fn every_form_of_a_withdrawn_story_was_decided_and_nothing_else() {
        let held = Held { path: "content/a.md".into(), address: None, reason: Reason::Killed, expires: None };
        let copy = |address: &str| HeldCopy {
            held: &held,
            address: Some(address.into()),
            title: String::new(),
            text: String::new(),
        };
        let held = [copy("/2026/02/07/v1.2-ferries.html"), copy("/about/")];
        let undecided = |path: &'static str| {
            let gone = Gone { path, kind: Kind::Page, stood: true, before: None };
            super::undecided(&Plan { gone: vec![gone], ..Plan::default() }, &held)
        };
        for path in [
            "2026/02/07/v1.2-ferries.html",
            "2026/02/07/v1.2-ferries.md",
            "2026/02/07/v1.2-ferries.html.gz",
            "text/2026/02/07/v1.2-ferries.html",
            "about/index.html",
            "about/index.md",
        ] {
            assert_eq!(undecided(path), 0, "{path}");
        }
        for path in ["2026/02/07/v1.html", "2026/02/07/kites.html", "tags/x/index.html", "about/picture.jpg"] {
            assert_eq!(undecided(path), 1, "{path}");
        }
    }

    #[test]
    fn a_larger_site_may_lose_more_unasked() {
        assert_eq!([limit(0), limit(10_000), limit(60_000)], [100, 100, 600]);
    }
}
