//! What a page depends on, for whoever asks.

use super::Loaded;
use super::copy::CopyIn;
use crate::render::Renderer;
use crate::routes::{Route, shown};
use crate::world::World;
use std::sync::Arc;

/// What an output depends on, beside the program and `book.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depends {
    /// The files that it is made of.
    pub texts: Vec<String>,
    /// The templates that it may use.
    pub templates: Vec<String>,
    /// The files of stories of which it shows something.
    pub shows: Vec<String>,
    /// What it asks of the site, as a template does.
    pub asks: Vec<String>,
}

/// What an output depends on. It is rendered to see what it asks.
pub fn of(world: &dyn World, loaded: &Loaded, route: &Route) -> Depends {
    let site = &loaded.site;
    let copy = CopyIn::new(world, &site.config);
    let renderer = Renderer::new(Arc::clone(site), &loaded.theme, &copy).value;
    let queries = renderer.render_noting(route).1;
    let mut templates: Vec<String> =
        route.target.templates().iter().flat_map(|name| loaded.theme.used_by(name)).map(str::to_owned).collect();
    templates.sort_unstable();
    templates.dedup();
    Depends {
        texts: shown::texts(site, &route.target).into_iter().map(str::to_owned).collect(),
        templates,
        shows: shown::files(site, &route.target).into_iter().map(str::to_owned).collect(),
        asks: queries.iter().map(|query| query.print(&site.config)).collect(),
    }
}

/// The output at an address, as typed: from the site's root, or whole.
pub fn find<'a>(loaded: &'a Loaded, typed: &str) -> Option<&'a Route> {
    let base = &loaded.site.config.base_url;
    let whole = base.absolute("/").and_then(|root| typed.strip_prefix(root.as_str()).map(|rest| format!("/{rest}")));
    let under = || typed.strip_prefix(base.path()).map(|rest| format!("/{rest}"));
    let wanted = [whole, Some(typed.to_owned()), under()];
    wanted.into_iter().flatten().find_map(|address| {
        let address = address.split(['#', '?']).next().unwrap_or_default();
        let at = loaded.routes.binary_search_by(|route| (*route.address).cmp(address)).ok()?;
        Some(&loaded.routes[at])
    })
}
