//! `[redirects]` and `[headers]`: what a host answers beside the site's files.

use super::table::Table;
use crate::source::Spanned;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Addresses that have moved. A chain is followed to its end, so that no reader is sent twice; one
/// that leads back to itself is an error.
pub(super) fn redirects(table: &mut Table<'_, '_, '_>) -> BTreeMap<String, String> {
    let entries = texts(table);
    let typed: BTreeMap<String, String> =
        entries.iter().map(|(from, to)| (from.value.clone(), to.value.clone())).collect();
    let mut settled = BTreeMap::new();
    for (from, to) in entries {
        if let Some(help) = wrong_source(&from.value) {
            let message = format!("expected an address of the site, found `{}`", from.value);
            table.desk.error("wrong-value", message, from.span, Some(help));
            continue;
        }
        if !(is_below_root(&to.value) || to.value.starts_with("https://") || to.value.starts_with("http://")) {
            let help = format!("did you mean `/{}`?", to.value.trim_start_matches('/'));
            table.desk.error("wrong-value", format!("expected an address, found `{}`", to.value), to.span, Some(help));
            continue;
        }
        match end_of(&typed, &from.value) {
            Some(end) => {
                settled.insert(from.value, end);
            }
            None => {
                let message = format!("the redirect of `{}` leads back to itself", from.value);
                table.desk.error("redirect-loop", message, from.span, Some("take one of its steps out".into()));
            }
        }
    }
    settled
}

/// Where a chain ends; nothing where it is a loop.
fn end_of(redirects: &BTreeMap<String, String>, from: &str) -> Option<String> {
    let mut at = redirects.get(from)?;
    for _ in 0..redirects.len() {
        match redirects.get(at) {
            Some(next) => at = next,
            None => return Some(at.clone()),
        }
    }
    None
}

fn is_below_root(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains([' ', '\n', '\\'])
}

fn wrong_source(from: &str) -> Option<String> {
    if !is_below_root(from) {
        let path = from.split("://").nth(1).and_then(|rest| rest.split_once('/')).map_or(from, |(_, path)| path);
        return Some(format!("did you mean `/{}`?", path.trim_start_matches('/').replace(' ', "%20")));
    }
    if from.contains(['?', '#']) {
        return Some("leave out what follows `?` or `#`: hosts do not look at it".into());
    }
    if from.split('/').any(|part| part == "..") {
        return Some("type the address that readers ask for".into());
    }
    None
}

/// Headers by name; one without a value is not sent.
pub(super) fn headers(table: &mut Table<'_, '_, '_>) -> BTreeMap<String, String> {
    let mut headers = BTreeMap::new();
    for (name, value) in texts(table) {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.value.is_empty() || !name.value.chars().all(is_name) {
            let message = format!("`{}` is no name of a header", name.value);
            table.desk.error("wrong-value", message, name.span, Some("type `X-Robots-Tag = \"noai\"`".into()));
        } else if value.value.contains(['\n', '\r']) {
            table.desk.error("wrong-value", "a header's value is one line".into(), value.span, None);
        } else {
            headers.insert(name.value, value.value);
        }
    }
    headers
}

/// Every entry of a table, each of which is a text.
fn texts(table: &mut Table<'_, '_, '_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let mut texts = Vec::new();
    for (key, value) in table.rest() {
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => texts.push((key, Spanned::new(text.into_owned(), span))),
            other => {
                let message = format!("expected text for `{}`, found {}", key.value, super::table::what(&other));
                table.desk.error("wrong-type", message, span, None);
            }
        }
    }
    texts
}
