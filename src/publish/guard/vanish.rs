//! An address that was live stays, leads on, or is gone for a reason that a desk gave.

use crate::build::held::HeldCopy;
use crate::diag::Diagnostic;
use crate::publish::plan::Plan;
use crate::routes::redirects;
use crate::site::address;
use crate::site::{Reason, Site};
use std::collections::BTreeMap;

/// Pages and redirects that the plan would remove although nobody withdrew them. `let_go` names those
/// that may, as typed: `/2026/02/07/ferries.html`.
pub fn vanishing(plan: &Plan<'_>, site: &Site, held: &[HeldCopy<'_>], let_go: &[String]) -> Vec<Diagnostic> {
    let moved: Vec<String> = redirects::all(site).iter().map(|redirect| address::file(redirect.from)).collect();
    let held: BTreeMap<String, &HeldCopy<'_>> =
        held.iter().filter_map(|copy| Some((address::file(copy.address.as_deref()?), copy))).collect();
    let let_go: Vec<String> = let_go.iter().map(|typed| address::file(typed)).collect();
    let promised = plan.gone.iter().filter(|gone| gone.stood && gone.kind.is_promise());
    let may_go = |path: &str| let_go.iter().chain(&moved).any(|known| known == path);
    let vanishing = promised.filter(|gone| !may_go(gone.path));
    vanishing.filter_map(|gone| finding(gone.path, held.get(gone.path).copied())).collect()
}

fn finding(path: &str, held: Option<&HeldCopy<'_>>) -> Option<Diagnostic> {
    let finding = Diagnostic::error("vanishing", format!("`/{path}` is live and would vanish"));
    match held {
        // A draft was never meant to be seen; that it is one now does not say what became of it.
        Some(copy) if copy.held.reason == Reason::Draft => Some(
            finding
                .in_file(copy.held.path.as_str())
                .because("its story is a draft now")
                .help("withdraw it with `state: kill`, or hold it with `state: hold`"),
        ),
        Some(_) => None,
        None => Some(
            finding
                .because("nothing leads on from there, and its story was not killed and has not expired")
                .help(format!(
                    "type `aliases: [/{path}]` in the story that took its place, or `state: kill` in its own"
                ))
                .help(format!("or let it go with `--let-go /{path}`")),
        ),
    }
}
