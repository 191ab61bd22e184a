//! What browsers, devices and people are told of the site: the manifest, what to fetch early, a contact.

use super::pretty;
use crate::render::address::Addresses;
use crate::routes::drawn::{self, Icon};
use crate::site::Site;
use crate::theme::Theme;
use serde_json::json;
use std::fmt::Write;

/// What browsers may fetch before a reader goes there: a page of the site, once a reader is about to follow
/// the link to it. Feeds and other forms of stories say their type, and are left alone.
pub(in crate::render) fn speculation(site: &Site) -> Vec<u8> {
    let pages = format!("{}*", site.config.base_url.path());
    let pages = json!({"and": [{"href_matches": pages}, {"not": {"selector_matches": "[type]"}}]});
    pretty(&json!({"prefetch": [{"where": pages, "eagerness": "moderate"}]})).into_bytes()
}

/// The site as an application (W3C web manifest).
pub(in crate::render) fn manifest(site: &Site, theme: &Theme, addresses: &Addresses) -> Vec<u8> {
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
pub(in crate::render) fn security_txt(site: &Site) -> Vec<u8> {
    let contact = site.config.security_contact.as_deref().unwrap_or_default();
    let mut out = format!("Contact: {contact}\nExpires: {}\n", crate::routes::security_expires(site));
    let _ = writeln!(out, "Preferred-Languages: {}", site.config.language);
    if let Some(own) = site.config.base_url.absolute("/.well-known/security.txt") {
        let _ = writeln!(out, "Canonical: {own}");
    }
    out.into_bytes()
}
