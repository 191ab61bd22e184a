//! The redirects and headers that a site asks its host for, in the files `_redirects` and `_headers`
//! that Netlify, Cloudflare Pages and others read.
//!
//! ```text
//! # _redirects               # _headers
//! /old/*  /new/:splat  301   /assets/*
//!                              Cache-Control: public, max-age=31536000
//! ```

use crate::build::preview::Preview;

/// What a site asks its host for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rules {
    redirects: Vec<Redirect>,
    headers: Vec<(Pattern, Vec<(String, String)>)>,
}

#[derive(Debug, PartialEq, Eq)]
struct Redirect {
    from: Pattern,
    to: String,
    status: u16,
    is_forced: bool,
}

/// A path, or all that begin with one.
#[derive(Debug, PartialEq, Eq)]
struct Pattern {
    start: String,
    is_open: bool,
}

impl Pattern {
    fn read(text: &str) -> Self {
        match text.split_once('*') {
            Some((start, _)) => Self { start: start.to_owned(), is_open: true },
            None => Self { start: text.to_owned(), is_open: false },
        }
    }

    /// What a path has where the pattern has its star.
    fn rest<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.start.as_str()).filter(|rest| self.is_open || rest.is_empty())
    }
}

impl Rules {
    /// The rules of a site that has any.
    pub(super) fn of(preview: &Preview) -> Self {
        let text = |address: &str| {
            let rendered = preview.route(address).map(|route| preview.render(route).value);
            String::from_utf8(rendered.unwrap_or_default()).unwrap_or_default()
        };
        Self::read(&text("/_redirects"), &text("/_headers"))
    }

    fn read(redirects: &str, headers: &str) -> Self {
        let mut rules = Self {
            redirects: lines(redirects).filter_map(|line| redirect(line.trim())).collect(),
            headers: Vec::new(),
        };
        for line in lines(headers) {
            match (line.starts_with(char::is_whitespace), line.split_once(':'), rules.headers.last_mut()) {
                (false, ..) => rules.headers.push((Pattern::read(line.trim()), Vec::new())),
                (true, Some((name, value)), Some((_, headers))) => {
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => {}
            }
        }
        rules
    }

    /// Where a path leads, and with which status. `is_there` says whether the site has something at
    /// the path, which only a forced rule (`301!`) stands above.
    pub(super) fn redirect(&self, path: &str, is_there: bool) -> Option<(u16, String)> {
        self.redirects.iter().filter(|rule| rule.is_forced || !is_there).find_map(|rule| {
            let rest = rule.from.rest(path)?;
            Some((rule.status, rule.to.replace(":splat", rest)))
        })
    }

    /// The headers of a path, in the order of writing.
    pub(super) fn headers(&self, path: &str) -> impl Iterator<Item = &(String, String)> {
        let rules = self.headers.iter().filter(move |(pattern, _)| pattern.rest(path).is_some());
        rules.flat_map(|(_, headers)| headers)
    }
}

/// The lines that are not empty and no comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.trim_start().starts_with('#'))
}

fn redirect(line: &str) -> Option<Redirect> {
    let mut words = line.split_whitespace();
    let (from, to) = (Pattern::read(words.next()?), words.next()?.to_owned());
    let status = words.next().unwrap_or("301");
    let is_forced = status.ends_with('!');
    let status = status.trim_end_matches('!').parse().ok()?;
    (300..400).contains(&status).then_some(Redirect { from, to, status, is_forced })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_found_in_their_order() {
        let rules = Rules::read("# moved\n/old/*  /new/:splat\n/gone /here 302!\n/a /b 200\n", "");
        assert_eq!(rules.redirect("/old/x/y.html", false), Some((301, "/new/x/y.html".into())));
        assert_eq!(rules.redirect("/old/x", true), None);
        assert_eq!(rules.redirect("/gone", true), Some((302, "/here".into())));
        assert_eq!(rules.redirect("/gone/x", false), None);
        assert_eq!(rules.redirect("/a", false), None);
    }

    #[test]
    fn headers_are_gathered_from_all_rules() {
        let rules = Rules::read("", "/*\n  X-Frame-Options: DENY\n/assets/*\n  Cache-Control: max-age=1\n");
        let names = |path| rules.headers(path).map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        assert_eq!(names("/a.html"), ["x-frame-options"]);
        assert_eq!(names("/assets/a.css"), ["x-frame-options", "cache-control"]);
    }
}
