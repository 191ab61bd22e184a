//! What a theme is made of, file by file, for whoever looks at it.

use super::{Bytes, Layer, Shelf, layers, manifest};
use crate::diag::Checked;
use std::collections::BTreeMap;

/// A file of a theme, as it counts.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its path in the theme: `templates/story.html`.
    pub path: String,
    /// Where it is: `themes/own/templates/story.html`, `dateline:default/templates/story.html`.
    pub shown: String,
    /// Its bytes.
    pub bytes: Bytes,
    /// The file of the same path that it stands over.
    pub over: Option<Under>,
}

/// A file that another stands over.
#[derive(Debug, Clone)]
pub struct Under {
    /// Where it is.
    pub shown: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Every file of a theme with all that it stands on, by path.
pub fn files(shelf: &dyn Shelf, name: &str) -> Checked<Vec<Found>> {
    let mut findings = Vec::new();
    let mut files: BTreeMap<String, Found> = BTreeMap::new();
    for (_, layer) in layers(shelf, name, |finding| finding, &mut findings) {
        for (path, (shown, bytes)) in layer {
            match files.get_mut(&path) {
                Some(found) if found.over.is_none() => found.over = Some(Under { shown, bytes }),
                Some(_) => {}
                None => {
                    let found = Found { path: path.clone(), shown, bytes, over: None };
                    files.insert(path, found);
                }
            }
        }
    }
    Checked::new(files.into_values().collect(), findings)
}

/// What a theme says of itself in its `theme.toml`.
pub fn description(shelf: &dyn Shelf, name: &str) -> Option<String> {
    let mut findings = Vec::new();
    let own: Layer = super::project_layer(shelf, name);
    let of = |layer: &Layer, findings: &mut Vec<_>| manifest::description(layer, findings);
    of(&own, &mut findings).or_else(|| of(&super::builtin_layer(name), &mut findings))
}
