//! `dateline explain URL`: what a page depends on.

use super::super::args::Explain;
use super::super::{Exit, Failed, project, say};
use crate::build::depends::{self, Depends};
use crate::build::{self, Request};
use crate::routes::Route;
use serde_json::json;

/// How many names are told of each kind, where programs do not ask.
const TOLD: usize = 12;

/// Explains a page.
pub(super) fn run(args: &Explain) -> Result<Exit, Failed> {
    let world = project::open(&args.project, None)?;
    let loaded = build::load_with(&world, &Request::default(), &mut project::cache(&world)).value;
    let route = depends::find(&loaded, &args.what).ok_or_else(|| no_such(&args.what))?;
    let found = depends::of(&world, &loaded, route);
    if args.json {
        say::line(&object(route, &found).to_string());
    } else {
        say::line(&format!("{} is {}", route.address, route.file()));
        for (what, names) in parts(&found) {
            tell(what, names);
        }
        say::line("  settings   book.toml");
    }
    Ok(Exit::Done)
}

/// Nothing stands at an address.
pub(in crate::cli) fn no_such(typed: &str) -> Failed {
    let failed = Failed::new(format!("there is no file `{typed}`, and no page of that address"));
    failed.help("give the path of a wire text, or an address as the site has it: `/2026/02/07/ferries.html`")
}

fn parts(found: &Depends) -> [(&'static str, &[String]); 4] {
    [("made of", &found.texts), ("templates", &found.templates), ("shows", &found.shows), ("asks", &found.asks)]
}

fn tell(what: &str, names: &[String]) {
    for (at, name) in names.iter().take(TOLD).enumerate() {
        say::line(&format!("  {:<10} {name}", if at == 0 { what } else { "" }));
    }
    if names.len() > TOLD {
        say::line(&format!("  {:<10} and {} more", "", names.len() - TOLD));
    }
}

fn object(route: &Route, found: &Depends) -> serde_json::Value {
    json!({
        "address": &*route.address,
        "file": route.file(),
        "made_of": found.texts,
        "templates": found.templates,
        "shows": found.shows,
        "asks": found.asks,
    })
}
