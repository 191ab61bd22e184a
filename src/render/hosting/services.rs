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

pub(super) fn vercel(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
    // Vercel's patterns are path-to-regexp ones.
    let headers: Vec<_> = rules
        .iter()
        .map(|rule| json!({"source": rule.pattern.replace('*', "(.*)"), "headers": as_json(&rule.headers)}))
        .collect();
    let redirects: Vec<_> = moved
        .iter()
        .map(|redirect| {
            let source = under_root(site, redirect.from).replace('*', ":splat*");
            json!({"source": source, "destination": target(site, &redirect.to), "statusCode": 301})
        })
        .collect();
    pretty(&json!({"headers": headers, "redirects": redirects}))
}

pub(super) fn firebase(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
    let mut headers: Vec<_> = rules
        .iter()
        .map(|rule| json!({"source": rule.pattern.replace('*', "**"), "headers": as_json(&rule.headers)}))
        .collect();
    // Firebase keeps pages for an hour unless it is told otherwise.
    let is_told = rules.first().is_some_and(|all| all.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(CACHE)));
    if !is_told {
        let kept = as_json(&[(CACHE.to_owned(), FOR_NOW.to_owned())]);
        headers.push(json!({"regex": "^.*(/|\\.(html|xml|json|txt|md))$", "headers": kept}));
    }
    let redirects: Vec<_> = moved
        .iter()
        .map(|redirect| {
            let source = under_root(site, redirect.from).replace('*', ":splat*");
            json!({"source": source, "destination": target(site, &redirect.to), "type": 301})
        })
        .collect();
    let hosting =
        json!({"public": ".", "ignore": ["firebase.json", ".dateline/**"], "headers": headers, "redirects": redirects});
    pretty(&json!({ "hosting": hosting }))
}
