//! `dateline check --external`.

use super::super::args::Check;
use super::super::{Failed, say};
use crate::check::Linked;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::world::Disk;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many addresses were asked for, known from before, and there.
pub(super) struct Asked {
    asked: usize,
    remembered: usize,
    there: usize,
}

impl Asked {
    /// For the last line: ` and 12 addresses of other sites (10 there, 3 known from before)`.
    pub(super) fn words(&self) -> String {
        let Self { asked, remembered, there } = self;
        let addresses = match asked + remembered {
            1 => "1 address".to_owned(),
            many => format!("{} addresses", say::grouped(many)),
        };
        format!(" and {addresses} of other sites ({there} there, {remembered} known from before)")
    }

    pub(super) fn json(&self) -> Value {
        json!({ "asked": self.asked, "remembered": self.remembered, "there": self.there })
    }
}

/// Asks other sites for what is linked.
#[cfg(feature = "http")]
pub(super) fn ask(
    args: &Check,
    world: &Disk,
    config: &Config,
    outside: &BTreeMap<String, Linked>,
) -> Result<(Asked, Vec<Diagnostic>), Failed> {
    use super::super::progress::Progress;
    use crate::check::outside::known::{Known, PLACE};

    let mut known = Known::read(world.root());
    let progress = Progress::of_links(outside.len(), args.json || args.sarif);
    // What is known of the world outside is as old as it is, whatever time the site is looked at.
    let now = jiff::Timestamp::now();
    let found = crate::check::outside::ask(world, outside, &config.outside, &mut known, now, &|| progress.step());
    drop(progress);
    known.write(world.root()).map_err(|error| Failed::new(format!("cannot write `{PLACE}`: {error}")))?;
    let asked = Asked { asked: found.asked, remembered: found.remembered, there: found.there };
    Ok((asked, found.findings))
}

/// Without a client nobody can be asked.
#[cfg(not(feature = "http"))]
pub(super) fn ask(
    _: &Check,
    _: &Disk,
    _: &Config,
    _: &BTreeMap<String, Linked>,
) -> Result<(Asked, Vec<Diagnostic>), Failed> {
    Err(Failed::new("this dateline was built without the part that asks other sites")
        .help("install the whole one: `cargo install dateline`"))
}
