//! The project that a command is about, and the time at which it stands.

use super::{Failed, program};
use crate::build::{Cache, Request, settings};
use crate::config::Config;
use crate::diag::Checked;
use crate::document::When;
use crate::world::Disk;
use jiff::Timestamp;
use std::path::Path;

/// Opens the project in a folder, as of a time that was typed, or now.
///
/// A time without an offset is in the site's zone, so the settings are read first.
pub(super) fn open(folder: &Path, at: Option<When>) -> Result<Disk, Failed> {
    if !folder.is_dir() {
        return Err(Failed::new(format!("there is no folder `{}`", folder.display())));
    }
    let now = Timestamp::now();
    let Some(at) = at else { return Ok(Disk::new(folder, now)) };
    let zone = read_settings(&Disk::new(folder, now)).value.timezone;
    Ok(Disk::new(folder, at.instant(&zone)))
}

/// What is remembered of a project's last build.
pub(super) fn cache(world: &Disk) -> Cache {
    Cache::of_project(world.root(), program::identity(world.root()))
}

/// The settings of a project as they are.
pub(super) fn read_settings(world: &Disk) -> Checked<Config> {
    settings(world, &Request::default())
}
