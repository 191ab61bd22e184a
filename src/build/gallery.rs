//! The pictures beside the copy: those that a text names, looked at once and then known by their content.

use super::intake::fold;
use super::known::Known;
use crate::cache::log::Log;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::picture::{self, Broken, Picture};
use crate::site::{Beside, What};
use crate::world::{self, Stamp, World};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

/// A picture as it was last looked at.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Shot {
    /// What told that its bytes were the same.
    stamp: Option<Stamp>,
    /// A hash of its bytes.
    hash: u128,
    looked: Result<Arc<Picture>, Broken>,
}

/// The files beside the copy, by path. Pictures that no text names are not opened.
pub(super) fn beside(
    world: &dyn World,
    config: &Config,
    copy: &Known,
    files: Vec<world::File>,
    (known, log): (&mut Known<Shot>, Option<&Log>),
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<Box<str>, Beside> {
    let named = if files.iter().any(is_picture) { named(config, copy) } else { HashSet::new() };
    let look = |file: &world::File| {
        let is_shown = is_picture(file) && named.contains(file.path.as_str());
        is_shown.then(|| self::look(world, file, known.get(&file.path))).flatten()
    };
    let looked: Vec<Option<Look>> = files.par_iter().map(look).collect();
    let mut changes = Vec::new();
    let mut beside = BTreeMap::new();
    for (file, look) in files.into_iter().zip(looked) {
        let Some(Look { shot, is_new }) = look else {
            beside.insert(file.path.into(), Beside { mark: file.stamp.map(Stamp::number), picture: None });
            continue;
        };
        let path = file.path.into_boxed_str();
        beside.insert(path.clone(), Beside { mark: Some(fold(shot.hash)), picture: Some(shot.looked.clone()) });
        if is_new {
            changes.push((path, Some(shot)));
        }
    }
    let is_shown = |path: &str| beside.get(path).is_some_and(|beside: &Beside| beside.picture.is_some());
    changes.extend(known.paths().filter(|path| !is_shown(path)).map(|path| (path.into(), None)));
    known.update(changes, log.filter(|_| known.len() > 0 || !named.is_empty()));
    findings.extend(of_site(config, &beside));
    beside
}

/// What a look at a picture gave, and whether it has to be remembered anew.
struct Look {
    shot: Shot,
    is_new: bool,
}

fn is_picture(file: &world::File) -> bool {
    picture::is_named_so(&file.path)
}

/// Nothing for a file that cannot be read, which is said when it is to be published.
fn look(world: &dyn World, file: &world::File, known: Option<&Shot>) -> Option<Look> {
    if let Some(shot) = known.filter(|shot| shot.stamp.is_some() && shot.stamp == file.stamp) {
        return Some(Look { shot: shot.clone(), is_new: false });
    }
    if file.size > picture::LARGEST {
        let shot = Shot { stamp: file.stamp, hash: u128::from(file.size), looked: Err(Broken::TooLarge) };
        return Some(Look { shot, is_new: true });
    }
    let bytes = world.read(&file.path).ok()?;
    let hash = xxh3_128(&bytes);
    let looked = match known.filter(|shot| shot.hash == hash) {
        Some(shot) => shot.looked.clone(),
        None => picture::look(&bytes).map(Arc::new),
    };
    Some(Look { shot: Shot { stamp: file.stamp, hash, looked }, is_new: true })
}

/// The files that texts show or link, and the site's picture.
fn named(config: &Config, copy: &Known) -> HashSet<String> {
    let whats = copy.readings().filter_map(|(_, reading)| reading.settled.what.as_ref());
    let of_copy = whats.flat_map_iter(|what| match what {
        What::Story(story) => story.attachments(),
        What::Page(page) => &page.attachments,
    });
    of_copy.map(|path| path.to_string()).chain(config.picture()).collect()
}

/// Says that the site's own picture is left out.
fn of_site(config: &Config, beside: &BTreeMap<Box<str>, Beside>) -> Option<Diagnostic> {
    let path = config.picture()?;
    let why = match beside.get(path.as_str()) {
        // Drawings and the like are not opened: they are published as they are.
        Some(Beside { picture: None | Some(Ok(_)), .. }) => return None,
        Some(Beside { picture: Some(Err(why)), .. }) => why.to_string(),
        None => "there is no such file".to_owned(),
    };
    let finding = Diagnostic::warning("broken-picture", format!("the picture `{path}` is left out: {why}"));
    Some(
        config
            .blame(&["site", "image"], finding)
            .help("type the name of another after `image =`, or save the picture again"),
    )
}
