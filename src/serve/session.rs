//! From one edition to the next.

use super::edition::{Edition, Kept, Number};
use super::rules::Rules;
use super::{Options, Reload};
use crate::build::preview::Preview;
use crate::build::{self, Cache, Loaded, Request};
use crate::config::Config;
use crate::diag::{self, Checked, Count, Diagnostic};
use crate::routes::{Target, attachment};
use crate::world::Disk;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What is carried from edition to edition.
pub(super) struct Session {
    root: PathBuf,
    request: Request,
    at: Option<Timestamp>,
    reload: Reload,
    number: Number,
    /// What is remembered of the copy.
    cache: Cache,
    /// The project as it was last without errors; before that, as well as it could be read.
    shown: Option<Arc<Loaded>>,
    /// Whether that is without errors.
    is_good: bool,
    /// What was found when it was last read.
    findings: Vec<Diagnostic>,
    rules: Arc<Rules>,
    touched: BTreeMap<String, u64>,
    kept: Arc<Kept>,
}

impl Session {
    pub(super) fn new(options: &Options) -> Self {
        let run = u64::try_from(Timestamp::now().as_microsecond()).unwrap_or_default();
        Self {
            root: options.root.clone(),
            request: options.request.clone(),
            at: options.at,
            reload: options.reload,
            number: Number { run, edition: 0 },
            cache: Cache::of_project(&options.root, options.program).kept(),
            shown: None,
            is_good: false,
            findings: Vec::new(),
            rules: Arc::default(),
            touched: BTreeMap::new(),
            kept: Arc::default(),
        }
    }

    /// The settings as they are now.
    pub(super) fn settings(&self) -> Config {
        build::settings(&self.world(), &self.request).value
    }

    /// The first edition.
    pub(super) fn first(&mut self) -> Edition {
        self.next(&BTreeSet::new())
    }

    /// The next edition; `changed` says which files hold other words, none where only time went by.
    pub(super) fn next(&mut self, changed: &BTreeSet<String>) -> Edition {
        self.number.edition += 1;
        let shown = match self.still(changed) {
            Some(shown) => shown,
            None => self.load(changed),
        };
        // Always a fresh renderer: texts may have changed.
        let preview = Preview::new(Arc::new(self.world()), shown, self.cache.store()).value;
        Edition {
            number: self.number,
            saved: saved(preview.loaded(), changed),
            rules: Arc::clone(&self.rules),
            preview,
            findings: self.findings.clone(),
            touched: Arc::new(self.touched.clone()),
            reload: self.reload,
            kept: Arc::clone(&self.kept),
        }
    }

    /// The project, if it is still as it was read but for the texts of stories.
    fn still(&mut self, changed: &BTreeSet<String>) -> Option<Arc<Loaded>> {
        let shown = self.shown.clone().filter(|_| Count::of(&self.findings).errors == 0)?;
        build::is_still(&self.world(), &shown, &mut self.cache, changed).then_some(shown)
    }

    /// Reads the project again. Where it has errors, the last good one stays.
    fn load(&mut self, changed: &BTreeSet<String>) -> Arc<Loaded> {
        let world = Arc::new(self.world());
        let Checked { value: loaded, mut findings } = build::load_with(&*world, &self.request, &mut self.cache);
        let loaded = Arc::new(loaded);
        let preview = Preview::new(world, Arc::clone(&loaded), self.cache.store()).drain_into(&mut findings);
        diag::sort(&mut findings);
        let is_good = Count::of(&findings).errors == 0;
        self.findings = findings;
        if let Some(good) = self.shown.clone().filter(|_| self.is_good && !is_good) {
            return good;
        }
        let touched = touched(self.shown.as_deref(), &loaded, changed);
        self.touched.extend(touched.into_iter().map(|address| (address, self.number.edition)));
        self.rules = Arc::new(Rules::of(&preview));
        self.is_good = is_good;
        self.shown = Some(Arc::clone(&loaded));
        loaded
    }

    fn world(&self) -> Disk {
        Disk::new(&self.root, self.at.unwrap_or_else(Timestamp::now))
    }
}

/// The addresses of files other than pages whose bytes changed and whose address did not: a page
/// that shows one does not change by itself.
fn touched(before: Option<&Loaded>, now: &Loaded, changed: &BTreeSet<String>) -> Vec<String> {
    let Some(before) = before else { return Vec::new() };
    let assets = now.theme.assets.iter().filter(|(name, asset)| {
        before.theme.assets.get(*name).is_some_and(|old| old.address == asset.address && old.bytes != asset.bytes)
    });
    let assets = assets.map(|(_, asset)| asset.address.clone());
    let attachments = changed.iter().map(|path| (path, attachment(&now.site, path)));
    let shown = |(path, address): &(&String, String)| {
        let at = now.routes.binary_search_by(|route| (*route.address).cmp(address));
        at.is_ok_and(|at| matches!(&now.routes[at].target, Target::Attachment(of) if **of == ***path))
    };
    assets.chain(attachments.filter(shown).map(|(_, address)| address)).collect()
}

/// The address of the story that was saved, if it was one.
fn saved(loaded: &Loaded, changed: &BTreeSet<String>) -> Option<String> {
    let anywhere = |path: &String| {
        let mut sites = loaded.site.in_all_languages();
        sites.find_map(|site| Some(site.from_root(site.address_of(path)?)))
    };
    let mut stories = changed.iter().filter_map(anywhere);
    let first = stories.next()?;
    stories.next().is_none().then_some(first)
}
