//! The content folder, listed: of the folders in it that nobody changed since, what stands in them is known.

use super::known::{Batches, Known};
use super::{Cache, Listing, World};
use crate::cache::log::Log;
use crate::world::{Folder, Names};
use std::collections::HashSet;

/// A folder may have a hundred thousand names, so each is a batch, and few are kept that are out of date.
const BATCHES: Batches = Batches { size: 1, spare: 2 };

/// What is known of folders before they are listed.
pub(super) enum Before {
    /// Nothing yet but where it was written down, if it was.
    Logged(Option<Log>),
    /// This.
    Known(Known<Names>),
}

impl Before {
    /// Lists the content folder.
    pub(super) fn list(self, world: &dyn World, folder: &str) -> Listed {
        let known = match self {
            Self::Logged(log) => log.as_ref().map(Known::read).unwrap_or_default(),
            Self::Known(known) => known,
        };
        let (listing, folders) = world.files_again(folder, &|path| known.get(path));
        Listed { listing, folders, known }
    }
}

/// The content folder, listed.
pub(super) struct Listed {
    pub(super) listing: Listing,
    folders: Vec<Folder>,
    known: Known<Names>,
}

impl Listed {
    /// What is below the content folder; what stands in folders is noted.
    pub(super) fn noted(self, cache: &mut Cache) -> Listing {
        let Self { listing, folders, mut known } = self;
        let there: HashSet<&str> = folders.iter().map(|folder| &*folder.path).collect();
        let gone = known.paths().filter(|path| !there.contains(path));
        let mut changes: Vec<(Box<str>, Option<Names>)> = gone.map(|path| (path.into(), None)).collect();
        let new = folders.into_iter().filter_map(|Folder { path, names }| Some((path, names?)));
        changes.extend(new.filter(|(_, names)| names.may_be_known()).map(|(path, names)| (path, Some(names))));
        known.update_in(BATCHES, changes, cache.folders_log().as_ref());
        cache.keep_folders(known);
        listing
    }
}
