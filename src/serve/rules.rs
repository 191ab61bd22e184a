//! The redirects and headers that a site asks of its host, whichever host that is.
//!
//! Redirects are the model's; headers are read from the file that Netlify and others are given:
//!
//! ```text
//! /news/assets/*
//!   Cache-Control: public, max-age=31536000
//! ```

use crate::build::preview::Preview;
use crate::routes::hosting::HostFile;
use crate::routes::{Route, Target, redirects};

/// What a site asks of its host.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rules {
    /// Patterns of addresses from the site's root, and where they lead.
    redirects: Vec<(String, String)>,
    /// Patterns of paths, and their headers.
    headers: Vec<(String, Vec<(String, String)>)>,
}

impl Rules {
    /// The rules of a site.
    pub(super) fn of(preview: &Preview) -> Self {
        let moved = redirects::of_hosts(&preview.model().site);
        let redirects = moved.iter().map(|moved| (moved.from.to_owned(), moved.to.to_string())).collect();
        let file = HostFile::Headers;
        let route = Route { target: Target::Host(file), address: file.address().into(), fingerprint: None };
        let headers = preview.render(&route).value;
        Self { redirects, headers: headers_of(&String::from_utf8_lossy(&headers)) }
    }

    /// Where an address from the site's root leads.
    pub(super) fn redirect(&self, address: &str) -> Option<String> {
        self.redirects.iter().find_map(|(from, to)| {
            let found = found(from, address)?;
            Some(found.iter().fold(to.clone(), |to, (name, value)| to.replace(&format!(":{name}"), value)))
        })
    }

    /// The headers of a path, in the order of writing.
    pub(super) fn headers<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a (String, String)> {
        let rules = self.headers.iter().filter(move |(pattern, _)| found(pattern, path).is_some());
        rules.flat_map(|(_, headers)| headers)
    }
}

/// Reads `_headers`.
fn headers_of(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        match (line.starts_with(char::is_whitespace), line.split_once(':'), rules.last_mut()) {
            (false, ..) => rules.push((line.trim().to_owned(), Vec::new())),
            (true, Some((name, value)), Some((_, headers))) => {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    rules
}

/// Whether a path fits a pattern, and what stands there for `:name` (a part of the path) and for `*`
/// (anything, called `splat`).
fn found<'a>(pattern: &'a str, path: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let special = pattern.find('*').into_iter().chain(pattern.find("/:").map(|at| at + 1)).min();
    let Some(at) = special else { return (pattern == path).then(Vec::new) };
    let rest = path.strip_prefix(&pattern[..at])?;
    let (name, after, longest) = match pattern[at..].strip_prefix('*') {
        Some(after) => ("splat", after, rest.len()),
        None => {
            let name = pattern[at + 1..].split('/').next().unwrap_or_default();
            (name, &pattern[at + 1 + name.len()..], rest.find('/').unwrap_or(rest.len()))
        }
    };
    let ends = (0..=longest).rev().filter(|end| rest.is_char_boundary(*end) && (name == "splat" || *end == longest));
    ends.filter(|end| name == "splat" || *end > 0).find_map(|end| {
        let mut all = vec![(name, &rest[..end])];
        all.extend(found(after, &rest[end..])?);
        Some(all)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_takes_along_what_its_pattern_found() {
        let rule = |(from, to): (&str, &str)| (from.to_owned(), to.to_owned());
        let redirects = [("/old/*", "/new/:splat"), ("/:year/story/:slug", "/:slug-:year"), ("/gone", "/here")];
        let rules = Rules { redirects: redirects.map(rule).to_vec(), headers: Vec::new() };
        for (address, to) in [
            ("/old/x/мост.html", Some("/new/x/мост.html")),
            ("/old/", Some("/new/")),
            ("/2020/story/envoy", Some("/envoy-2020")),
            ("/2020/story/", None),
            ("/2020/x/story/envoy", None),
            ("/gone", Some("/here")),
            ("/gone/x", None),
        ] {
            assert_eq!(rules.redirect(address).as_deref(), to, "{address}");
        }
    }

    #[test]
    fn headers_are_gathered_from_all_rules() {
        let text =
            "# ours\n/*\n  X-Frame-Options: DENY\n/assets/*\n  Cache-Control: max-age=1\n/*/feed.xml\n  A: b:c\n";
        let rules = Rules { redirects: Vec::new(), headers: headers_of(text) };
        let names = |path| rules.headers(path).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        assert_eq!(names("/a.html"), ["x-frame-options"]);
        assert_eq!(names("/assets/a.css"), ["x-frame-options", "cache-control"]);
        assert_eq!(names("/tags/x/feed.xml"), ["x-frame-options", "a"]);
        assert_eq!(names("/feed.xml"), ["x-frame-options"]);
    }
}
