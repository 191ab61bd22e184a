//! What hosts and browsers are told of the site: headers, redirects, the manifest, a contact.
//!
//! One list of headers and one of redirects; each host's form is written from them.

use super::address::Addresses;
use crate::config::{Config, Format};
use crate::routes::drawn::{self, Icon};
use crate::routes::hosting::HostFile;
use crate::routes::redirects::{self, Redirect};
use crate::site::{Site, address};
use crate::theme::Theme;
use serde_json::{Value, json};
use std::fmt::Write;

/// Nothing but what the site itself holds is loaded, and nothing that is written into a page runs.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers for some addresses: a pattern with `*` at its end, or one address.
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

/// A host's file.
pub(super) fn file(site: &Site, theme: &Theme, file: HostFile) -> Vec<u8> {
    let rules = rules(site, theme);
    let moved = redirects::of_hosts(site);
    let text = match file {
        HostFile::Headers => headers_file(&rules),
        HostFile::Redirects => redirects_file(site, &moved),
        HostFile::Vercel => vercel(site, &rules, &moved),
        HostFile::Firebase => firebase(site, &rules, &moved),
        HostFile::Nginx => nginx(site, &rules, &moved),
        HostFile::Apache => apache(site, &rules, &moved),
    };
    text.into_bytes()
}

fn rules(site: &Site, theme: &Theme) -> Vec<Rule> {
    let config = &site.config;
    let root = config.base_url.path();
    let rule = |address: &str, headers: &[(&str, &str)]| Rule {
        pattern: format!("{root}{}", address.trim_start_matches('/')),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    };
    let mut rules = vec![Rule { pattern: format!("{root}*"), headers: for_all(config) }];
    // Their names change with their bytes.
    for asset in theme.assets.values().filter(|asset| asset.is_hashed()) {
        rules.push(rule(&asset.address, &[("Cache-Control", "public, max-age=31536000, immutable")]));
    }
    for (pattern, kind) in [
        ("/*/feed.xml", Format::Rss.mime()),
        ("/*/atom.xml", Format::Atom.mime()),
        ("/*/feed.json", Format::Json.mime()),
        ("/feed.xml", Format::Rss.mime()),
        ("/atom.xml", Format::Atom.mime()),
        ("/feed.json", Format::Json.mime()),
        ("/site.webmanifest", "application/manifest+json"),
    ] {
        rules.push(rule(pattern, &[("Content-Type", &format!("{kind}; charset=utf-8"))]));
    }
    rules
}

/// The headers of every answer: ours, and over them the site's own; an empty one is not sent.
fn for_all(config: &Config) -> Vec<(String, String)> {
    let ours = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ];
    let is_own = |name: &str| config.headers.keys().any(|own| own.eq_ignore_ascii_case(name));
    let kept = ours.into_iter().filter(|(name, _)| !is_own(name)).map(|(name, value)| (name.into(), value.into()));
    let own = config.headers.iter().filter(|(_, value)| !value.is_empty());
    kept.chain(own.map(|(name, value)| (name.clone(), value.clone()))).collect()
}

/// Where a redirect leads, as it stands in a host's file.
fn target(site: &Site, to: &str) -> String {
    if to.starts_with('/') { under_root(site, to) } else { to.to_owned() }
}

fn under_root(site: &Site, address: &str) -> String {
    format!("{}{}", site.config.base_url.path(), address::encoded(address.trim_start_matches('/')))
}

fn headers_file(rules: &[Rule]) -> String {
    let mut out = String::new();
    for rule in rules {
        let _ = writeln!(out, "{}", rule.pattern);
        for (name, value) in &rule.headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    out
}

fn redirects_file(site: &Site, moved: &[Redirect<'_>]) -> String {
    let mut out = String::from("# Addresses that have moved, for hosts that send readers on themselves.\n");
    for redirect in moved {
        let _ = writeln!(out, "{} {} 301", under_root(site, redirect.from), target(site, &redirect.to));
    }
    out
}

fn pretty(document: &Value) -> String {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    format!("{text}\n")
}

fn as_json(headers: &[(String, String)]) -> Value {
    headers.iter().map(|(name, value)| json!({"key": name, "value": value})).collect()
}

fn vercel(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
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

fn firebase(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
    let headers: Vec<_> = rules
        .iter()
        .map(|rule| json!({"source": rule.pattern.replace('*', "**"), "headers": as_json(&rule.headers)}))
        .collect();
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

fn nginx(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
    let mut out = String::from("# To be included in a `server` block.\n");
    for (name, value) in rules.first().map_or(&[][..], |all| &all.headers) {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    for redirect in moved {
        let (from, to) = (under_root(site, redirect.from), target(site, &redirect.to));
        let _ = match from.strip_suffix('*') {
            Some(start) => {
                writeln!(out, "location ^~ {start} {{ return 301 {}; }}", to.split(":splat").next().unwrap_or_default())
            }
            None => writeln!(out, "location = {from} {{ return 301 {to}; }}"),
        };
    }
    out.push_str("error_page 404 ");
    out.push_str(&under_root(site, "/404.html"));
    out.push_str(";\n");
    out
}

fn apache(site: &Site, rules: &[Rule], moved: &[Redirect<'_>]) -> String {
    let mut out = String::from("<IfModule mod_headers.c>\n");
    for (name, value) in rules.first().map_or(&[][..], |all| &all.headers) {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"");
    }
    out.push_str("</IfModule>\n<IfModule mod_alias.c>\n");
    for redirect in moved {
        let (from, to) = (under_root(site, redirect.from), target(site, &redirect.to));
        let _ = match from.strip_suffix('*') {
            Some(start) => writeln!(out, "  RedirectMatch 301 ^{start}(.*)$ {}", to.replace(":splat", "$1")),
            None => writeln!(out, "  RedirectMatch 301 ^{}$ {to}", from.replace('.', "\\.")),
        };
    }
    let _ = writeln!(out, "</IfModule>\nErrorDocument 404 {}", under_root(site, "/404.html"));
    out
}

/// The site as an application (W3C web manifest).
pub(super) fn manifest(site: &Site, theme: &Theme, addresses: &Addresses) -> Vec<u8> {
    let config = &site.config;
    let emblem = theme.assets.get(drawn::EMBLEM);
    let emblem = emblem.map(|asset| (asset.address.as_str(), "any".to_owned(), "image/svg+xml"));
    let large = drawn::all_icons(theme).filter(|icon| matches!(icon, Icon::Small | Icon::Large));
    let large = large.map(|icon| (icon.address(), format!("{0}x{0}", icon.side()), "image/png"));
    let icon = |(address, sizes, kind)| json!({"src": addresses.shared(address), "sizes": sizes, "type": kind});
    let icons: Vec<_> = emblem.into_iter().chain(large).map(icon).collect();
    let document = json!({
        "name": config.title,
        "short_name": config.title,
        "description": config.description,
        "lang": config.language,
        "dir": config.direction.name(),
        "start_url": addresses.of("/"),
        "scope": addresses.of("/"),
        "display": "browser",
        "icons": icons,
    });
    addresses.settle("/site.webmanifest", pretty(&document)).into_bytes()
}

/// Whom to tell of a weak spot (RFC 9116).
pub(super) fn security_txt(site: &Site) -> Vec<u8> {
    let contact = site.config.security_contact.as_deref().unwrap_or_default();
    let mut out = format!("Contact: {contact}\nExpires: {}\n", crate::routes::security_expires(site));
    let _ = writeln!(out, "Preferred-Languages: {}", site.config.language);
    if let Some(own) = site.config.base_url.absolute("/.well-known/security.txt") {
        let _ = writeln!(out, "Canonical: {own}");
    }
    out.into_bytes()
}
