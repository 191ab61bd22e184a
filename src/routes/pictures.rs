//! What is made of photographs: copies of several widths in each kind, and parts of those that stand
//! for a story.
//!
//! A copy's name holds a hash of the picture, so that no reader's machine, and no host between, takes
//! one picture for another.

use super::{attachment, fingerprint::numbers};
use crate::config::{Config, Written};
use crate::picture::recipe::{Focus, Format, Recipe};
use crate::picture::{Picture, Size};
use crate::site::{Lead, Site};
use std::hash::{Hash, Hasher};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What a picture is cut to where a story is shared.
const SHARED: Size = Size { width: 1200, height: 630 };
/// What it is cut to in lists, and at the top of the front page.
const LISTED: [Size; 2] = [Size { width: 480, height: 320 }, Size { width: 960, height: 640 }];
/// Counted up when other bytes come out of the same picture and recipe.
const DARKROOM: u64 = 1;

/// Copies of a picture in one kind, the narrowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copies {
    /// What they are written as.
    pub format: Format,
    /// The copies; never none.
    pub recipes: Vec<Recipe>,
}

/// The copies of a picture, the kind that is preferred first and the one that every browser reads last.
/// None where it is published as it is.
pub fn copies(config: &Config, picture: &Picture) -> Vec<Copies> {
    let mut sets: Vec<Copies> = Vec::new();
    for format in formats(config, picture) {
        let widths = &config.pictures.widths;
        let narrower = widths.iter().copied().filter(|width| *width < picture.size.width);
        let whole = widths.iter().copied().find(|width| *width >= picture.size.width).map(|_| picture.size.width);
        let recipe = |width| {
            let Size { width, height } = picture.within(width);
            Some(Recipe { width, height, focus: None, ..plain(config, picture, format)? })
        };
        let recipes: Vec<Recipe> = narrower.chain(whole).filter_map(recipe).collect();
        if !recipes.is_empty() {
            sets.push(Copies { format, recipes });
        }
    }
    sets
}

/// What copies are written as, each kind once.
fn formats(config: &Config, picture: &Picture) -> Vec<Format> {
    let Some(own) = picture.own_format() else { return Vec::new() };
    let mut formats: Vec<Format> = Vec::new();
    for written in &config.pictures.formats {
        let format = match written {
            Written::Avif => Format::Avif,
            Written::WebP => Format::WebP,
            Written::Original => own,
        };
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    formats
}

/// What all copies of a picture have in common.
fn plain(config: &Config, picture: &Picture, format: Format) -> Option<Recipe> {
    let from = config.pictures.widths.last()?.min(&picture.size.width);
    let Size { width, height } = picture.within(*from);
    Some(Recipe { width, height, focus: None, format, quality: config.pictures.quality, from: *from })
}

/// A part of a picture around its focus.
fn part(config: &Config, picture: &Picture, lead: &Lead, shape: Size, format: Format) -> Option<Recipe> {
    picture.own_format()?;
    let plain = plain(config, picture, format)?;
    let Size { width, height } = picture.cut(shape, plain.from);
    Some(Recipe { width, height, focus: Some(lead.focus.unwrap_or(Focus::MIDDLE)), ..plain })
}

/// What stands for a story where it is shared: JPEG, which every network reads.
pub fn shared(config: &Config, picture: &Picture, lead: &Lead) -> Option<Recipe> {
    part(config, picture, lead, SHARED, Format::Jpeg)
}

/// What stands for it in lists, the kind that every browser reads last.
pub fn listed(config: &Config, picture: &Picture, lead: &Lead) -> Vec<Copies> {
    let smaller = config.pictures.formats.iter().filter_map(|written| match written {
        Written::Avif => Some(Format::Avif),
        Written::WebP => Some(Format::WebP),
        Written::Original => None,
    });
    let formats = smaller.chain([Format::Jpeg]);
    let copies = |format| {
        let parts = LISTED.iter().filter_map(|shape| part(config, picture, lead, *shape, format));
        let mut recipes: Vec<Recipe> = parts.collect();
        // A small picture has no larger part.
        recipes.dedup();
        (!recipes.is_empty()).then_some(Copies { format, recipes })
    };
    formats.filter_map(copies).collect()
}

/// The address of a copy: `/town/ferry.0f1e2d3c-800.webp`.
pub fn address(site: &Site, path: &str, mark: u64, recipe: &Recipe) -> String {
    let whole = attachment(site, path);
    let stem = whole.rsplit_once('.').map_or(whole.as_str(), |(stem, _)| stem);
    // A picture under two names has two sets of copies, and each has a name of its own.
    let hash = numbers([mark, xxh3_64(path.as_bytes())]) >> 32;
    let Recipe { width, height, focus, format, .. } = recipe;
    match focus {
        None => format!("{stem}.{hash:08x}-{width}.{}", format.ending()),
        // Another focus is another part.
        Some(Focus { x, y }) => format!("{stem}.{hash:08x}-{width}x{height}-{x}-{y}.{}", format.ending()),
    }
}

/// What a copy depends on, in one number: nothing but the picture and the recipe.
pub fn fingerprint(mark: u64, recipe: &Recipe) -> u64 {
    let mut hasher = Xxh3::new();
    (DARKROOM, mark, recipe).hash(&mut hasher);
    hasher.finish()
}

/// The name under which a copy is kept from build to build.
pub fn key(mark: u64, recipe: &Recipe) -> String {
    format!("{:016x}{mark:016x}.{}", fingerprint(mark, recipe), recipe.format.ending())
}
