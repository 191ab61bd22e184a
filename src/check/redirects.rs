//! Redirects that lead to a redirect, to themselves or nowhere.
//!
//! One that shadows a page is found when the outputs are listed: both want one file.

use super::withdrawn::Withdrawn;
use crate::build::Loaded;
use crate::diag::Diagnostic;
use crate::routes::Target;
use crate::site::address;
use std::collections::HashMap;

/// Redirects that go astray.
pub(super) fn astray(loaded: &Loaded, withdrawn: &Withdrawn) -> Vec<Diagnostic> {
    let targets: HashMap<String, &Target> = loaded.routes.iter().map(|route| (route.file(), &route.target)).collect();
    let mut findings = Vec::new();
    for route in &loaded.routes {
        let Target::Alias { to } = &route.target else { continue };
        if to.contains("://") {
            continue;
        }
        let what = match targets.get(&address::file(to)) {
            None => "there is nothing there",
            Some(_) if address::file(to) == route.file() => "that is itself",
            Some(Target::Alias { .. }) => "that leads on to another address",
            Some(_) => continue,
        };
        let message = format!("`{}` leads to `{to}`, and {what}", route.address);
        let finding = Diagnostic::error("redirect", message).help("let it lead to a page");
        findings.push(withdrawn.eased(&address::file(to), finding));
    }
    findings
}
