//! `[publish.NAME]`, read and checked.

use super::place::NoPlace;
use super::{Coding, Destination, Place};
use crate::config::settle::one_of;
use crate::config::table::{Table, Wrong};
use crate::diag::Diagnostic;
use crate::source::Spanned;

/// What names of keys hold by which people would type a credential. No key of ours does.
const SECRETS: [&str; 8] = ["pass", "token", "secret", "key", "credential", "auth", "sas", "login"];

/// States of a folder that can be gone back to.
const KEEP: usize = 10;

/// Reads every destination of `[publish]`, in the order of writing.
pub(in crate::config) fn read(table: &mut Table<'_, '_, '_>) -> Vec<Destination> {
    let mut destinations = Vec::new();
    for (name, value) in table.rest() {
        if !name.value.chars().all(|c| c.is_alphanumeric() || c == '-') {
            let message = format!("`{}` cannot be a destination's name", name.value);
            let help = Some("type a word, such as `[publish.web]`".into());
            table.desk.error("wrong-value", message, name.span, help);
            continue;
        }
        let key = name.value.clone();
        table.open(&key, value, |table| destinations.extend(destination(table, name)));
    }
    destinations
}

fn destination(table: &mut Table<'_, '_, '_>, name: Spanned<String>) -> Option<Destination> {
    for key in table.taken_if(|key| SECRETS.iter().any(|word| key.to_lowercase().contains(word))) {
        no_secrets(table, &format!("`{}` in `[publish.{}]`", key.value, name.value), key.span.start);
    }
    let place = place(table, &name);
    let destination = Destination {
        url: address(table, "url", &name.value).map(|url| url.value),
        max_removals: table.count("max-removals", 0..=1_000_000),
        compress: table.choices("compress", &Coding::NAMES).unwrap_or_default(),
        store_compressed: table.parsed("store-compressed", |typed| one_of(typed, &Coding::NAMES)).map(|one| one.value),
        cache_pages: table.count("cache-pages", 0..=31_536_000).unwrap_or(60),
        check: table.truth("check").unwrap_or(true),
        verify: table.truth("verify").unwrap_or(true),
        indexnow: table.parsed("indexnow", indexnow).map(|key| key.value),
        indexnow_endpoint: address(table, "indexnow-endpoint", &name.value).map(|url| url.value),
        keep: table.count("keep", 0..=1000).unwrap_or(KEEP),
        place: place?,
        name: name.value,
    };
    Some(destination)
}

fn place(table: &mut Table<'_, '_, '_>, name: &Spanned<String>) -> Option<Place> {
    let (branch, endpoint, region) =
        (table.text("branch"), address(table, "endpoint", &name.value), table.text("region"));
    let Some(to) = table.text("to") else {
        let message = format!("`[publish.{}]` does not say where to", name.value);
        let help = Some("type a line `to = \"../site\"` or `to = \"s3://bucket\"`".into());
        table.desk.error("missing-key", message, name.span.clone(), help);
        return None;
    };
    let mut place = match Place::parse(&to.value) {
        Ok(place) => place,
        Err(NoPlace::Secret) => {
            no_secrets(table, &format!("the password in `to` of `[publish.{}]`", name.value), to.span.start);
            return None;
        }
        Err(NoPlace::Wrong(expected, help)) => {
            let message = format!("expected {expected} in `to`, found `{}`", to.value);
            table.desk.error("wrong-value", message, to.span, Some(help.into()));
            return None;
        }
    };
    let mut misplaced = Vec::new();
    match &mut place {
        Place::Git { branch: settled, .. } => {
            if let Some(branch) = branch {
                is_branch(table, &branch).then(|| *settled = branch.value);
            }
            misplaced.extend(endpoint.map(|endpoint| ("endpoint", endpoint.span)));
            misplaced.extend(region.map(|region| ("region", region.span)));
        }
        Place::Objects { endpoint: there, region: settled, .. } => {
            *there = endpoint.map(|endpoint| endpoint.value);
            *settled = region.map(|region| region.value);
            misplaced.extend(branch.map(|branch| ("branch", branch.span)));
        }
        _ => {
            misplaced.extend(branch.map(|branch| ("branch", branch.span)));
            misplaced.extend(endpoint.map(|endpoint| ("endpoint", endpoint.span)));
            misplaced.extend(region.map(|region| ("region", region.span)));
        }
    }
    for (key, span) in misplaced {
        table.desk.error("unknown-key", format!("`{key}` means nothing for {place}"), span, None);
    }
    Some(place)
}

fn is_branch(table: &mut Table<'_, '_, '_>, branch: &Spanned<String>) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with(['-', '.']) && !part.ends_with(".lock");
    let letters = |c: char| c.is_alphanumeric() || "-._/".contains(c);
    let right =
        branch.value.chars().all(letters) && branch.value.split('/').all(is_plain) && !branch.value.contains("..");
    if !right {
        let message = format!("expected a branch's name, found `{}`", branch.value);
        table.desk.error("wrong-value", message, branch.span.clone(), Some("type `branch = \"gh-pages\"`".into()));
    }
    right
}

/// Says that a credential stands here, without showing the line that it stands on.
fn no_secrets(table: &mut Table<'_, '_, '_>, what: &str, at: usize) {
    let line = table.desk.source.text()[..at].matches('\n').count() + 1;
    let finding = Diagnostic::error("secret", format!("{what}, line {line}: credentials do not belong in `book.toml`"))
        .in_file(&**table.desk.source.path())
        .because("whoever reads the project can read them, and they stay in its history")
        .help("take it out, have it replaced by whoever issued it, and keep the new one where `docs/publish.md` says");
    table.desk.findings.push(finding);
}

/// An address on the web. One that holds a name and a password is not repeated in a finding.
fn address(table: &mut Table<'_, '_, '_>, key: &'static str, name: &str) -> Option<Spanned<String>> {
    let typed = table.text_or_blank(key)?;
    let rest = typed.value.strip_prefix("https://").or_else(|| typed.value.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    if host.contains('@') {
        no_secrets(table, &format!("what stands before the `@` in `{key}` of `[publish.{name}]`"), typed.span.start);
        return None;
    }
    if host.is_empty() || typed.value.contains(|c: char| c.is_whitespace() || c.is_control()) {
        let help = Some("type `https://` with a host".into());
        table.desk.error("wrong-value", format!("expected an address in `{key}`"), typed.span, help);
        return None;
    }
    Some(typed)
}

/// The protocol allows 8 to 128 letters, digits and hyphens; the key is a file's name, too.
fn indexnow(typed: &str) -> Result<String, Wrong> {
    let right = (8..=128).contains(&typed.len()) && typed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    right.then(|| typed.to_owned()).ok_or_else(|| {
        Wrong::new("expected 8 to 128 letters, digits and hyphens", "type a key that you make up, such as 32 digits")
    })
}
