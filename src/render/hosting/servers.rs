//! Servers of one's own: nginx and Apache. Their patterns say of all files at once what services are told one
//! by one.

use super::{CACHE, FEEDS, FOR_NOW, Link, Rule, target, types, under_root};
use crate::routes::redirects::Redirect;
use crate::site::Site;
use std::fmt::Write;

/// What a server answers with.
pub(super) struct Told<'a> {
    pub(super) site: &'a Site,
    /// The headers of every answer.
    pub(super) for_all: &'a Rule,
    /// Names of files that never change.
    pub(super) fixed: Vec<&'a str>,
    /// How a feed names its hubs and itself, where there are hubs.
    pub(super) link: Option<Link>,
    pub(super) moved: &'a [Redirect<'a>],
}

impl Told<'_> {
    /// The headers of every answer but for how long it is kept, which files differ in.
    fn always(&self) -> impl Iterator<Item = &(String, String)> {
        self.for_all.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case(CACHE))
    }

    /// How long what may change is kept: as the site says, or not at all.
    fn for_now(&self) -> &str {
        let own = self.for_all.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(CACHE));
        own.map_or(FOR_NOW, |(_, value)| value)
    }
}

/// A text in double quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

fn pattern(name: &str) -> String {
    name.replace('.', "\\.")
}

/// A pattern for any of some names.
fn any_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("({})", names.map(pattern).collect::<Vec<_>>().join("|"))
}

/// The feeds' names.
fn feeds() -> String {
    any_of(FEEDS.iter().map(|format| format.file()))
}

pub(super) fn nginx(told: &Told<'_>) -> String {
    let mut out = String::from("# To be included in a `server` block.\n");
    let root = pattern(told.site.config.base_url.path());
    for (name, value) in told.always() {
        let _ = writeln!(out, "add_header {name} {} always;", quoted(value));
    }
    // A header without a value is not sent.
    let mut sometimes = |name: &str, variable: &str, otherwise: &str, files: &str, value: &str| {
        let _ = writeln!(out, "set ${variable} {};", quoted(otherwise));
        let _ = writeln!(out, "if ($uri ~ \"^{root}(.*/)?{files}$\") {{ set ${variable} {}; }}", quoted(value));
        let _ = writeln!(out, "add_header {name} ${variable} always;");
    };
    if !told.fixed.is_empty() {
        sometimes(CACHE, "dateline_cache", told.for_now(), &any_of(told.fixed.iter().copied()), super::FOR_GOOD);
    }
    if let Some(link) = &told.link {
        sometimes("Link", "dateline_link", "", &feeds(), &link.of(&format!("{}$uri", link.origin)));
    }
    for (name, kind) in types() {
        let _ = writeln!(
            out,
            "location ~ ^{root}(.*/)?{}$ {{ types {{ }} default_type {}; }}",
            pattern(name),
            quoted(&kind)
        );
    }
    for redirect in told.moved {
        let (from, to) = (under_root(told.site, redirect.from), target(told.site, &redirect.to));
        let _ = match from.strip_suffix('*') {
            Some(start) => {
                writeln!(out, "location ^~ {start} {{ return 301 {}; }}", to.split(":splat").next().unwrap_or_default())
            }
            None => writeln!(out, "location = {from} {{ return 301 {to}; }}"),
        };
    }
    let _ = writeln!(out, "error_page 404 {};", under_root(told.site, "/404.html"));
    out
}

pub(super) fn apache(told: &Told<'_>) -> String {
    let mut out = String::from("<IfModule mod_headers.c>\n");
    for (name, value) in told.always() {
        let _ = writeln!(out, "  Header always set {name} {}", quoted(value));
    }
    let _ = writeln!(out, "  Header always set {CACHE} {}", quoted(told.for_now()));
    let mut sometimes = |name: &str, files: &str, value: &str| {
        let set = format!("Header always set {name} {}", quoted(value));
        let _ = writeln!(out, "  <FilesMatch \"^{files}$\">\n    {set}\n  </FilesMatch>");
    };
    if !told.fixed.is_empty() {
        sometimes(CACHE, &any_of(told.fixed.iter().copied()), super::FOR_GOOD);
    }
    if let Some(link) = &told.link {
        let own = format!("{}%{{REQUEST_URI}}", link.origin);
        sometimes("Link", &feeds(), &format!("expr={}", link.of(&own)));
    }
    out.push_str("</IfModule>\n");
    for (name, kind) in types() {
        let _ = writeln!(out, "<Files {}>\n  ForceType {}\n</Files>", quoted(name), quoted(&kind));
    }
    out.push_str("<IfModule mod_alias.c>\n");
    for redirect in told.moved {
        let (from, to) = (under_root(told.site, redirect.from), target(told.site, &redirect.to));
        let _ = match from.strip_suffix('*') {
            Some(start) => writeln!(out, "  RedirectMatch 301 ^{start}(.*)$ {}", to.replace(":splat", "$1")),
            None => writeln!(out, "  RedirectMatch 301 ^{}$ {to}", pattern(&from)),
        };
    }
    let _ = writeln!(out, "</IfModule>\nErrorDocument 404 {}", under_root(told.site, "/404.html"));
    out
}
