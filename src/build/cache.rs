//! What is remembered from one build to the next, in memory and in the project's `.dateline/`.
//!
//! Nothing here is ever believed beyond what it can prove: a log of another program, of other
//! settings or with a damage is read as far as it is right, and a folder without any costs only time.

use super::folders::Before;
use super::gallery::Shot;
use super::known::Known;
use super::pages::Pages;
use super::resume::State;
use crate::cache::log::Log;
use crate::cache::store::Store;
use crate::config::{BaseUrl, Config};
use crate::render::Kept;
use crate::world::Names;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// Where a project's cache lies, in its folder.
pub const FOLDER: &str = ".dateline";

/// What is remembered.
#[derive(Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    /// What tells one build of the program from another.
    pub(super) program: u64,
    pub(super) known: Known,
    /// The pictures beside the copy.
    pub(super) pictures: Known<Shot>,
    /// What stands in the folders of the copy.
    pub(super) folders: Known<Names>,
    /// The settings that what is known of the copy was read with.
    settings: Option<u64>,
    pub(super) pages: Pages,
    /// The state of the project that was read, where that is known.
    pub(super) state: Option<State>,
    /// What stories say, for the search.
    said: Kept,
    is_read: bool,
    /// Whether what is known of the copy is of use once the site is made of it.
    lasts: Lasts,
}

/// How long what is remembered is of use in memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Lasts {
    /// For one build: then it lies in the project's folder.
    #[default]
    OneBuild,
    /// For as long as the process builds again and again.
    ManyBuilds,
    /// For as long as the process shows pages and never writes any, so that none need be remembered.
    Preview,
}

impl Cache {
    /// Nothing yet, and nothing that outlasts the process.
    pub fn in_memory(program: u64) -> Self {
        Self { program, ..Self::default() }
    }

    /// What lies in a project's folder. `program` tells one build of the program from another, since
    /// another may read copy and make pages otherwise.
    pub fn of_project(root: &Path, program: u64) -> Self {
        Self { folder: Some(root.join(FOLDER)), ..Self::in_memory(program) }
    }

    /// Forgets all, and writes it anew.
    #[must_use]
    pub fn emptied(self) -> Self {
        Self { is_read: true, ..self }
    }

    /// The same for a process that builds again and again: what is known of the copy stays in memory.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { lasts: Lasts::ManyBuilds, ..self }
    }

    /// The same for a process that shows pages and writes none.
    #[must_use]
    pub fn for_preview(self) -> Self {
        Self { lasts: Lasts::Preview, ..self }
    }

    /// Where what stories say is kept, if the process builds again and again.
    pub(super) fn said(&self) -> Option<&Kept> {
        (self.lasts == Lasts::ManyBuilds).then_some(&self.said)
    }

    /// Says that the model is made and all outputs are planned: what was known of the copy is given back before
    /// they take its place.
    pub(super) fn is_loaded(&mut self) {
        if self.lasts == Lasts::OneBuild {
            self.known = Known::default();
            self.pictures = Known::default();
        }
    }

    /// What is known of the folders of the copy, which is read while they are listed.
    pub(super) fn folders(&mut self) -> Before {
        if self.is_read { Before::Known(std::mem::take(&mut self.folders)) } else { Before::Logged(self.folders_log()) }
    }

    /// Whether a build may go on where the last one ended, as far as can be told before the project is read.
    pub fn may_resume(&self) -> bool {
        !self.is_read && self.record_log().is_some_and(|log| log.is_there())
    }

    /// The pages as they were last made.
    pub fn pages(&mut self) -> &Pages {
        if !self.is_read {
            self.read_pages();
        }
        &self.pages
    }

    /// Makes ready for a project's settings.
    pub(super) fn prepare(&mut self, config: &Config) {
        let settings = settings(config);
        let was_read = self.is_read;
        if self.settings.is_some_and(|known| known != settings) {
            self.known = Known::default();
            self.said = Kept::default();
        }
        let is_first = self.settings.replace(settings).is_none();
        if was_read {
            return;
        }
        let copy = self.copy_log();
        let pages = self.pages_log().filter(|_| self.lasts != Lasts::Preview);
        let read_copy = || copy.as_ref().filter(|_| is_first).map(Known::read);
        let shots = self.pictures_log();
        let (known, pages) = rayon::join(read_copy, || pages.as_ref().map(Pages::read));
        self.known = known.unwrap_or_default();
        self.pictures = shots.as_ref().map(Known::read).unwrap_or_default();
        self.pages = pages.unwrap_or_default();
        self.is_read = true;
    }

    fn read_pages(&mut self) {
        self.pages = self.pages_log().as_ref().map(Pages::read).unwrap_or_default();
    }

    /// The log of what is known of the copy.
    pub(super) fn copy_log(&self) -> Option<Log> {
        let head = u128::from(self.program) << 64 | u128::from(self.settings?);
        Some(Log::new(self.folder.as_ref()?.join("copy"), head))
    }

    /// The log of what is known of pictures.
    pub(super) fn pictures_log(&self) -> Option<Log> {
        Some(Log::new(self.folder.as_ref()?.join("pictures"), u128::from(self.program)))
    }

    /// Keeps what is known of the folders of the copy, where that is of use again.
    pub(super) fn keep_folders(&mut self, known: Known<Names>) {
        if self.lasts != Lasts::OneBuild {
            self.folders = known;
        }
    }

    /// The log of what stands in the folders of the copy.
    pub(super) fn folders_log(&self) -> Option<Log> {
        Some(Log::new(self.folder.as_ref()?.join("folders"), u128::from(self.program)))
    }

    /// The log of what was seen in outputs and texts, with the settings that they were looked at with.
    pub fn looks_log(&self, config: &Config) -> Option<Log> {
        let read_with = settings(config);
        let looked_at = format!("{:?} {:?}", config.base_url, *config.style);
        let settings = xxh3_64(format!("{read_with} {looked_at}").as_bytes());
        let head = u128::from(self.program) << 64 | u128::from(settings);
        Some(Log::new(self.folder.as_ref()?.join("looks"), head))
    }

    /// The store of what was made of pictures.
    pub fn store(&self) -> Option<Store> {
        Some(Store::new(self.folder.as_ref()?.join("made")))
    }

    /// The log of what the output folder shows.
    pub(super) fn record_log(&self) -> Option<Log> {
        Some(Log::new(self.folder.as_ref()?.join("shown"), u128::from(self.program)))
    }

    /// The log of the pages.
    pub(super) fn pages_log(&self) -> Option<Log> {
        Some(Log::new(self.folder.as_ref()?.join("pages"), u128::from(self.program)))
    }
}

/// A hash of the settings that copy is read with.
fn settings(config: &Config) -> u64 {
    let zone = config.timezone.iana_name().map(str::to_owned);
    let reading = Config { base_url: BaseUrl::Portable, theme_settings: BTreeMap::new(), ..config.clone() };
    xxh3_64(format!("{zone:?} {reading:?}").as_bytes())
}
