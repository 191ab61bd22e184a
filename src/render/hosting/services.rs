//! Services that host sites: Netlify, Cloudflare, GitLab, Vercel, Firebase.

use super::{CACHE, FOR_NOW, Rule, pretty, target, under_root};
use crate::routes::redirects::Redirect;
use crate::site::Site;
use serde_json::{Value, json};
use std::fmt::Write;

pub(super) fn headers_file(rules: &[Rule]) -> String {
    let mut out = String::new();
    for rule in rules {
        let _ = writeln!(out, "{}", rule.pattern);
        for (name, value) in &rule.headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    out
}

pub(super) fn redirects_file(site: &Site, moved: &[Redirect<'_>]) -> String {
    let mut out = String::from("# Addresses that have moved, for hosts that send readers on themselves.\n");
    for redirect in moved {
        let _ = writeln!(out, "{} {} 301", under_root(site, redirect.from), target(site, &redirect.to));
    }
    out
}

fn as_json(headers: &[(String, String)]) -> Value {
    headers.iter().map(|(name, value)| json!({"key": name, "value": value})).collect()
}

/// The rules, in a host's own sign for any part of an address.
fn headers(rules: &[Rule], any: &str) -> Vec<Value> {
    let of_rule = |rule: &Rule| json!({"source": rule.pattern.replace('*', any), "headers": as_json(&rule.headers)});
    rules.iter().map(of_rule).collect()
}

/// Addresses that have moved; `status` is what a host calls the status.
fn redirects(site: &Site, moved: &[Redirect<'_>], status: &str) -> Vec<Value> {
    let of_one = |redirect: &Redirect<'_>| {
        let source = under_root(site, redirect.from).replace('*', ":splat*");
        json!({"source": source, "destination": target(site, &redirect.to), status: 301})
    };
    moved.iter().map(of_one).collect()
}

pub(super) fn vercel(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
    // Vercel's patterns are path-to-regexp ones.
    let (headers, redirects) = (headers(rules, "(.*)"), redirects(site, moved, "statusCode"));
    pretty(&json!({"headers": headers, "redirects": redirects}))
}

pub(super) fn firebase(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
    let (mut headers, redirects) = (headers(rules, "**"), redirects(site, moved, "type"));
    // Firebase keeps pages for an hour unless it is told otherwise.
    let is_told = rules.first().is_some_and(|all| all.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(CACHE)));
    if !is_told {
        let kept = as_json(&[(CACHE.to_owned(), FOR_NOW.to_owned())]);
        headers.push(json!({"regex": "^.*(/|\\.(html|xml|json|txt|md))$", "headers": kept}));
    }
    let hosting =
        json!({"public": ".", "ignore": ["firebase.json", ".dateline/**"], "headers": headers, "redirects": redirects});
    pretty(&json!({ "hosting": hosting }))
}
