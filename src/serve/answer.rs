//! From a path to a reply.
//!
//! Nothing is looked up on disk by a path: it names one of the site's routes, or nothing.

use super::Reload;
use super::edition::Edition;
use super::page::{self, OWN};
use super::reply::Reply;
use crate::diag::{Checked, Diagnostic, Severity};
use crate::mime;
use crate::routes::{Route, Target};
use crate::site::address::encoded;
use crate::source::percent;
use hyper::StatusCode;
use hyper::header::{CACHE_CONTROL, CONTENT_LENGTH, HeaderName};

/// The reply to a path, as it was sent, without what follows a `?`.
pub(super) fn answer(edition: &Edition, path: &str) -> Reply {
    let Some(inner) = path.strip_prefix(edition.base()) else { return outside(edition, path) };
    if inner == format!("{OWN}preview.js") && edition.reload != Reload::Never {
        return Reply::file("text/javascript; charset=utf-8", page::SCRIPT.into());
    }
    let address = format!("/{}", percent::decoded(inner));
    let mut reply = at(edition, &address);
    for (name, value) in edition.rules.headers(path) {
        // What a host may keep, a preview may not; lengths are ours to tell.
        let name =
            HeaderName::try_from(name.as_str()).ok().filter(|name| *name != CACHE_CONTROL && *name != CONTENT_LENGTH);
        if let Some(name) = name {
            reply.set(name, value);
        }
    }
    reply
}

/// What is not below the site's base path.
fn outside(edition: &Edition, path: &str) -> Reply {
    let base = edition.base();
    if path == "/" || format!("{path}/") == base {
        return Reply::redirect(StatusCode::FOUND, base);
    }
    Reply::text(StatusCode::NOT_FOUND, format!("the site is at {base}"))
}

/// The reply at an address of the site.
fn at(edition: &Edition, address: &str) -> Reply {
    if let Some(route) = route(edition, address) {
        return reply(edition, &route, StatusCode::OK);
    }
    match edition.rules.redirect(address) {
        Some(to) => Reply::redirect(StatusCode::MOVED_PERMANENTLY, &below(edition, &to)),
        // A folder's address without its slash, as hosts take it.
        None if route_is(edition, &format!("{address}/")) => {
            Reply::redirect(StatusCode::MOVED_PERMANENTLY, &below(edition, &format!("{address}/")))
        }
        None => not_found(edition),
    }
}

/// The route at an address; `index.html` is its folder's.
fn route(edition: &Edition, address: &str) -> Option<Route> {
    let folder = address.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
    edition.preview.route(address).or_else(|| edition.preview.route(folder?))
}

fn route_is(edition: &Edition, address: &str) -> bool {
    edition.preview.route(address).is_some()
}

/// An address of the site, encoded, as browsers ask for it; addresses elsewhere stay as they are.
fn below(edition: &Edition, address: &str) -> String {
    match address.strip_prefix('/').filter(|rest| !rest.starts_with('/')) {
        Some(inner) => format!("{}{}", edition.base(), encoded(inner)),
        None => address.to_owned(),
    }
}

fn not_found(edition: &Edition) -> Reply {
    match edition.preview.route("/404.html") {
        Some(route) => reply(edition, &route, StatusCode::NOT_FOUND),
        None => Reply::text(StatusCode::NOT_FOUND, "there is nothing at this address"),
    }
}

/// The reply of a route.
fn reply(edition: &Edition, route: &Route, status: StatusCode) -> Reply {
    let (site, target) = route.target.in_language(&edition.preview.model().site);
    match target {
        Target::Alias { to } => Reply::redirect(StatusCode::MOVED_PERMANENTLY, &below(edition, to)),
        Target::Next(list) => {
            let list = site.from_root(&site.lists.get(*list).address);
            Reply::redirect(StatusCode::FOUND, &below(edition, &list))
        }
        _ if route.file().ends_with(".html") => html(edition, route, status),
        _ => Reply { status, ..Reply::file(&mime::of(&route.file()), edition.preview.render(route).value) },
    }
}

/// A page: as it is, or as it was last without mistakes, with what was found over it.
fn html(edition: &Edition, route: &Route, status: StatusCode) -> Reply {
    let Checked { value: mut bytes, findings } = edition.preview.render(route);
    let own: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let is_wrong = !own.is_empty() || source(edition, route).is_some_and(|path| edition.is_wrong(path));
    let mut status = status;
    match (is_wrong, edition.kept.get(&route.address)) {
        (false, _) => edition.kept.keep(&route.address, &bytes),
        (true, Some(kept)) => bytes = kept.to_vec(),
        (true, None) if !own.is_empty() => {
            bytes = page::bare(&route.address);
            status = StatusCode::INTERNAL_SERVER_ERROR;
        }
        (true, None) => {}
    }
    let kind = mime::of(&route.file());
    match edition.reload {
        Reload::Never => Reply { status, ..Reply::file(&kind, bytes) },
        _ => page::reply(edition, status, &kind, &bytes, edition.errors().chain(own)),
    }
}

/// The file that a page is made of, if it is one.
fn source<'a>(edition: &'a Edition, route: &'a Route) -> Option<&'a str> {
    match route.target.in_language(&edition.preview.model().site) {
        (site, Target::Story(id)) => Some(site.story(*id).path()),
        (site, Target::Page(at)) => Some(&site.pages[*at].path),
        _ => None,
    }
}
