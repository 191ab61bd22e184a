//! The files that outputs take, to know whether others would take one of them too.
//!
//! It knows names by their hashes and nothing of what stands there, so it can only say that all is
//! well; who wants which file is said by a plan of all outputs ([`super::survey`]).

use super::{Route, collisions, named, redirects};
use crate::site::Site;
use foldhash::HashSet;

/// The files of a site whose outputs take none twice.
#[derive(Debug, Default)]
pub struct Taken {
    files: HashSet<u64>,
    /// The folders that there are, or were.
    folders: HashSet<u64>,
}

impl Taken {
    /// The files of some outputs.
    pub fn of(routes: &[Route]) -> Self {
        let files = routes.iter().map(|route| collisions::hash(&route.address)).collect();
        let mut taken = Self { files, folders: HashSet::default() };
        let mut last = "";
        for route in routes {
            let folder = folder(&route.address);
            if folder != last {
                last = folder;
                taken.folders.extend(collisions::folders(folder).map(collisions::hash));
            }
        }
        taken
    }

    /// Takes the files of `new` outputs in place of those of `old` ones. Whether that is surely right: no
    /// file is taken twice or is a folder too, and no redirect of either site leads to one of those
    /// that came or went, or from one. If not, nothing of this is of use any more.
    #[must_use]
    pub(super) fn replace(&mut self, (before, old): (&Site, &[Route]), (after, new): (&Site, &[Route])) -> bool {
        let files = |routes: &[Route]| -> HashSet<u64> {
            routes.iter().map(|route| collisions::hash(&route.address)).collect()
        };
        let (gone, came) = (files(old), files(new));
        if came.len() < new.len() {
            return false;
        }
        for file in gone.difference(&came) {
            self.files.remove(file);
        }
        let is_new = |route: &&Route| !gone.contains(&collisions::hash(&route.address));
        for route in new.iter().filter(is_new) {
            let file = collisions::hash(&route.address);
            if self.folders.contains(&file) || !self.files.insert(file) {
                return false;
            }
        }
        for route in new.iter().filter(is_new) {
            for folder in collisions::folders(folder(&route.address)).map(collisions::hash) {
                if self.files.contains(&folder) {
                    return false;
                }
                self.folders.insert(folder);
            }
        }
        let moved: HashSet<u64> = gone.symmetric_difference(&came).copied().collect();
        let has_moved = |at: &str| moved.contains(&collisions::hash(at));
        let is_concerned = |site| redirects::concern(site, &has_moved) || named::concern(site, &has_moved);
        ![before, after].into_iter().any(is_concerned)
    }
}

fn folder(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(folder, _)| folder)
}
