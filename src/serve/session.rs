//! From one edition to the next.

use super::edition::{Edition, Kept, Number};
use super::rules::Rules;
use super::{Options, Reload};
use crate::build::preview::Preview;
use crate::build::standing::Standing;
use crate::build::{self, Cache, Model, Request};
use crate::config::Config;
use crate::diag::{self, Count, Diagnostic};
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
    /// The project as it is.
    standing: Option<Standing>,
    /// The project as it was last without errors; before that, as well as it could be read.
    shown: Option<Model>,
    /// Whether that is without errors.
    is_good: bool,
    rules: Arc<Rules>,
    /// Whether the rules may be others since they were made.
    has_moved: bool,
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
            cache: Cache::of_project(&options.root, options.program).for_preview(),
            standing: None,
            shown: None,
            is_good: false,
            rules: Arc::default(),
            has_moved: true,
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
        let world = Arc::new(self.world());
        let mut standing = self.standing.take();
        let amended =
            standing.as_mut().and_then(|standing| standing.amend(&*world, &self.request, &mut self.cache, changed));
        self.has_moved |= amended.as_ref().is_none_or(|amended| amended.redirects);
        let standing = match standing.filter(|_| amended.is_some()) {
            Some(standing) => standing,
            None => Standing::read(&*world, &self.request, &mut self.cache),
        };
        let mut findings: Vec<Diagnostic> = standing.findings().cloned().collect();
        let model = standing.model().clone();
        let store = self.cache.store();
        let mut preview = Preview::new(world.clone(), model.clone(), store.clone()).drain_into(&mut findings);
        diag::sort(&mut findings);
        let is_good = Count::of(&findings).errors == 0;
        match self.shown.clone().filter(|_| self.is_good && !is_good) {
            // The last good one stays. Its renderer is a fresh one all the same: texts may have changed.
            Some(good) => preview = Preview::new(world, good, store).value,
            None => {
                let touched = touched(self.shown.as_ref(), &preview, changed);
                self.touched.extend(touched.into_iter().map(|address| (address, self.number.edition)));
                if std::mem::take(&mut self.has_moved) {
                    self.rules = Arc::new(Rules::of(&preview));
                }
                self.is_good = is_good;
                self.shown = Some(model);
            }
        }
        self.standing = Some(standing);
        Edition {
            number: self.number,
            saved: saved(preview.model(), changed),
            rules: Arc::clone(&self.rules),
            preview,
            findings,
            touched: Arc::new(self.touched.clone()),
            reload: self.reload,
            kept: Arc::clone(&self.kept),
        }
    }

    /// When the project changes next by itself.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        self.standing.as_ref().and_then(Standing::next_due)
    }

    fn world(&self) -> Disk {
        Disk::new(&self.root, self.at.unwrap_or_else(Timestamp::now))
    }
}

/// The addresses of files other than pages whose bytes changed and whose address did not: a page
/// that shows one does not change by itself.
fn touched(before: Option<&Model>, now: &Preview, changed: &BTreeSet<String>) -> Vec<String> {
    let Some(before) = before else { return Vec::new() };
    let Model { site, theme } = now.model();
    let assets = theme.assets.iter().filter(|(name, asset)| {
        before.theme.assets.get(*name).is_some_and(|old| old.address == asset.address && old.bytes != asset.bytes)
    });
    let assets = assets.map(|(_, asset)| asset.address.clone());
    let beside = changed.iter().filter(|path| site.files.contains_key(path.as_str()));
    let attachments = beside.map(|path| (path, attachment(site, path)));
    let shown = |(path, address): &(&String, String)| {
        now.route(address).is_some_and(|route| matches!(&route.target, Target::Attachment(of) if **of == ***path))
    };
    assets.chain(attachments.filter(shown).map(|(_, address)| address)).collect()
}

/// The address of the story that was saved, if it was one.
fn saved(model: &Model, changed: &BTreeSet<String>) -> Option<String> {
    let anywhere = |path: &String| {
        let mut sites = model.site.in_all_languages();
        sites.find_map(|site| Some(site.from_root(site.address_of(path)?)))
    };
    let mut stories = changed.iter().filter_map(anywhere);
    let first = stories.next()?;
    stories.next().is_none().then_some(first)
}
