//! What is held back, read for those who have to make sure that none of it leaves.

use super::copy::{CopyIn, origin};
use crate::markdown;
use crate::site::{Held, Site, settle};
use crate::world::World;

/// A held story: where it would be, and its words.
#[derive(Debug)]
pub struct HeldCopy<'a> {
    /// Its file and why it is held.
    pub held: &'a Held,
    /// The address that it would have, or had.
    pub address: Option<String>,
    /// Its headline.
    pub title: String,
    /// The words of its body.
    pub text: String,
}

/// Reads every held story of a site.
pub fn held<'a>(world: &dyn World, site: &'a Site) -> Vec<HeldCopy<'a>> {
    let copy = CopyIn::new(world, &site.config);
    let configs = site.config.in_all_languages();
    let read = |held: &'a Held| {
        let bytes = world.read(&held.path).ok()?;
        let document = copy.read(&held.path, &bytes, None).1.value;
        Some(HeldCopy {
            held,
            address: settle::would_be_address(&configs, &held.path, origin(&held.path)?, &document.front),
            title: document.front.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            text: markdown::plain_text(&document.body),
        })
    };
    site.held.iter().filter_map(read).collect()
}

/// The headline and the words of a file of copy.
pub fn words(world: &dyn World, site: &Site, path: &str) -> Option<String> {
    let bytes = world.read(path).ok()?;
    let document = CopyIn::new(world, &site.config).read(path, &bytes, None).1.value;
    let front = &document.front;
    let fields = [&front.title, &front.description, &front.kicker].into_iter().flatten();
    let fields: Vec<&str> = fields.map(|field| field.value.as_str()).collect();
    Some(format!("{}\n{}", fields.join("\n"), markdown::plain_text(&document.body)))
}
