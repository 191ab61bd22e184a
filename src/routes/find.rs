//! The output at an address, found without a list of all outputs.
//!
//! In: an address as it was asked for. Out: its route, without a fingerprint. An address says which
//! parts of the model may have an output there, and only the outputs of those are listed; what may
//! stand anywhere (files beside the copy, addresses that have moved) is listed once, when it is first
//! asked for.

use super::outputs::{self, Part};
use super::{Route, drawn, leaves};
use crate::config::Form;
use crate::site::calendar::Period;
use crate::site::{ListId, Site, Taxonomy, address, lists};
use crate::theme::Theme;
use jiff::civil::Date;
use std::sync::OnceLock;

/// Parts of which each is small, whatever the size of the site.
const SMALL: [Part; 4] = [Part::Front, Part::Pages, Part::Years, Part::Theme];
/// Parts that may have an output anywhere.
const ANYWHERE: [Part; 4] = [Part::Sitemaps, Part::News, Part::Files, Part::Hosting];

/// Finds the outputs of one state of a site.
#[derive(Debug, Default)]
pub struct Finder {
    /// The outputs that may stand anywhere, sorted by address.
    anywhere: OnceLock<Vec<Route>>,
}

impl Finder {
    /// The output at an address. `site` and `theme` are the same each time.
    pub fn at(&self, site: &Site, theme: &Theme, address: &str) -> Option<Route> {
        let near = site.in_all_languages().filter_map(|of| in_language(of, theme, address));
        near.min_by(|a, b| a.target.cmp(&b.target)).or_else(|| {
            let anywhere = self.anywhere.get_or_init(|| anywhere(site, theme));
            let at = anywhere.binary_search_by(|route| (*route.address).cmp(address)).ok()?;
            Some(anywhere[at].clone())
        })
    }
}

/// The output at an address of a site in one language, by the parts that the address leads to.
fn in_language(site: &Site, theme: &Theme, address: &str) -> Option<Route> {
    let inner = address.strip_prefix('/')?.strip_prefix(site.config.folder())?;
    let inner = format!("/{inner}");
    // The text edition has the addresses of the full one.
    let full = inner.strip_prefix("/text").filter(|rest| rest.starts_with('/')).map(leaves::page_of);
    let parts = std::iter::once(&*inner).chain(full).flat_map(|address| parts_at(site, address));
    let routes = parts.chain(SMALL).flat_map(|part| outputs::of(site, theme, None, part));
    let found = routes.filter(|route| *route.address == *inner).min_by(|a, b| a.target.cmp(&b.target))?;
    Some(outputs::abroad(site, found))
}

/// The parts of which an output may stand at an address, apart from those that are small.
fn parts_at(site: &Site, address: &str) -> Vec<Part> {
    let stories = stems(address).into_iter().flat_map(|stem| site.stories_with_stem(&stem));
    let mut parts: Vec<Part> = stories.map(Part::Story).collect();
    parts.extend(lists_above(site, address).flat_map(|id| [Part::List(id), Part::Feeds(id)]));
    parts.extend(period(address).filter(|period| site.calendar.count(*period) > 0).map(Part::Period));
    if address.starts_with(lists::SEARCH) {
        parts.push(Part::Search);
    }
    if address == lists::CORRECTIONS {
        parts.push(Part::Corrections);
    }
    if Taxonomy::all(&site.config).any(|taxonomy| address == lists::of_terms(&site.config, taxonomy)) {
        parts.push(Part::Indexes);
    }
    parts
}

/// What the stem of a story may be that has one of its forms at an address.
fn stems(address: &str) -> Vec<String> {
    let endings = [Form::Markdown, Form::Text, Form::Json].map(Form::ending);
    let forms = endings.into_iter().chain([drawn::CARD]);
    let form = forms.filter_map(|ending| address.strip_suffix(ending)?.strip_suffix('.')).map(str::to_owned);
    form.chain([address::stem(address).into_owned()]).collect()
}

/// The lists whose fronts are above an address, or at it.
fn lists_above<'a>(site: &'a Site, address: &'a str) -> impl Iterator<Item = ListId> + 'a {
    // The feeds of all stories lie in the root, and so does nothing else of any list.
    let is_feed = address.ends_with(".xml") || address.ends_with(".json");
    let folders = address.match_indices('/').map(|(at, _)| &address[..=at]);
    let folders = folders.map(move |folder| if folder == "/" && is_feed { lists::ALL } else { folder });
    folders.filter_map(|folder| site.lists.at(&site.config, folder))
}

/// The period with an address: `/2026/02/`.
fn period(address: &str) -> Option<Period> {
    let mut numbers = address.strip_prefix('/')?.strip_suffix('/')?.split('/');
    let year = numbers.next()?.parse().ok()?;
    let month = numbers.next().map(str::parse).transpose().ok()?;
    let day = numbers.next().map(str::parse).transpose().ok()?;
    let period = match (month, day) {
        (None, _) => Period::Year(year),
        (Some(month), None) => Period::Month(year, Date::new(year, month, 1).ok()?.month()),
        (Some(month), Some(day)) => Period::Day(Date::new(year, month, day).ok()?),
    };
    (period.address() == address).then_some(period)
}

fn anywhere(site: &Site, theme: &Theme) -> Vec<Route> {
    let of = |site| ANYWHERE.into_iter().flat_map(move |part| outputs::of(site, theme, None, part));
    let mut routes: Vec<Route> =
        site.in_all_languages().flat_map(|of_site| of(of_site).map(|route| outputs::abroad(of_site, route))).collect();
    routes.sort_unstable_by(|a, b| a.address.cmp(&b.address).then_with(|| a.target.cmp(&b.target)));
    routes.dedup_by(|next, first| next.address == first.address);
    routes
}
