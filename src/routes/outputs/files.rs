//! Outputs that are no pages: what the theme brings, files beside the copy, what hosts are told.

use super::super::fingerprint::{self, Fingerprint, numbers};
use super::super::{Route, Target, attachment, drawn, hosting, pictures, redirects};
use super::Routes;
use crate::picture::recipe::Recipe;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

impl Routes<'_> {
    pub(super) fn assets(&mut self) {
        let theme = self.theme;
        for (name, asset) in &theme.assets {
            self.add(Target::Asset(name.as_str().into()), asset.address.clone(), xxh3_64(&asset.bytes), 0);
        }
    }

    pub(super) fn icons(&mut self) {
        let theme = self.theme;
        let emblem = theme.assets.get(drawn::EMBLEM).map_or(0, |asset| xxh3_64(&asset.bytes));
        for icon in drawn::icons(theme) {
            self.add(Target::Icon(icon), icon.address(), emblem, 0);
        }
    }

    pub(super) fn manifest(&mut self) {
        let assets = fingerprint::words(self.theme.assets.values().map(|asset| asset.address.as_str()));
        self.add(Target::Manifest, "/site.webmanifest", 0, assets);
    }

    /// What stands for the site where a page of it is shared.
    pub(super) fn site_card(&mut self) {
        let site = self.site;
        if drawn::has_site_card(site) {
            let words = fingerprint::words([site.config.description.as_str()]);
            let fingerprint = self.inputs.and_then(|inputs| inputs.card(&Target::SiteCard, words));
            self.routes.push(Route { target: Target::SiteCard, address: drawn::SITE_CARD.into(), fingerprint });
        }
    }

    pub(super) fn attachments(&mut self) {
        let all = || self.site.in_all_languages();
        let of_stories = all().flat_map(|site| &site.stories).flat_map(|story| story.attachments());
        let pages = all().flat_map(|site| site.pages.iter().chain(&site.texts));
        let of_pages = pages.flat_map(|page| &page.attachments);
        let of_site = self.site.picture().map(Box::<str>::from);
        let shown: BTreeSet<&Box<str>> = of_stories.chain(of_pages).chain(&of_site).collect();
        for path in shown {
            let Some(mark) = self.site.files.get(path).map(|beside| beside.mark) else { continue };
            if self.site.is_left_out(path) {
                continue;
            }
            self.add(Target::Attachment(path.clone()), attachment(self.site, path), mark.unwrap_or_default(), 0);
            if mark.is_none() {
                // Nothing tells whether it is the same, short of reading it.
                self.routes.last_mut().into_iter().for_each(|route| route.fingerprint = None);
            }
            if let (Some(mark), Some(picture)) = (mark, self.site.picture_at(path)) {
                let copies = pictures::copies(&self.site.config, picture).into_iter().flat_map(|set| set.recipes);
                copies.for_each(|recipe| self.picture_copy(path, mark, recipe));
            }
        }
    }

    /// Parts of the pictures that stand for stories.
    pub(super) fn leads(&mut self) {
        let (site, config) = (self.site, &self.site.config);
        let stories = site.in_all_languages().flat_map(|site| site.stories.iter());
        let leads = stories.filter_map(|story| site.lead(story));
        let parts = leads.flat_map(|(lead, picture)| {
            let recipes = pictures::listed(config, picture, lead).into_iter().flat_map(|copies| copies.recipes);
            recipes.chain(pictures::shared(config, picture, lead)).map(|recipe| (&*lead.path, recipe))
        });
        // One picture may stand for several stories.
        for (path, recipe) in parts.collect::<BTreeSet<_>>() {
            if let Some(mark) = site.files.get(path).and_then(|beside| beside.mark) {
                self.picture_copy(path, mark, recipe);
            }
        }
    }

    /// A copy depends on its picture and its recipe alone.
    fn picture_copy(&mut self, path: &str, mark: u64, recipe: Recipe) {
        let address = pictures::address(self.site, path, mark, &recipe).into();
        let fingerprint = Fingerprint { copy: pictures::fingerprint(mark, &recipe), ..Fingerprint::default() };
        let target = Target::PictureCopy(Box::new((path.into(), recipe)));
        self.routes.push(Route { target, address, fingerprint: Some(fingerprint) });
    }

    /// Addresses that have moved, as pages or as files for hosts, and headers.
    pub(super) fn hosting(&mut self) {
        let redirects = redirects::all(self.site);
        if hosting::is_portable(&self.site.config) {
            for redirect in &redirects {
                if let Some(page) = redirects::page(redirect.from) {
                    let to = fingerprint::words([&*redirect.to]);
                    self.add(Target::Alias { to: (&*redirect.to).into() }, page, 0, to);
                }
            }
        }
        if hosting::speculates(&self.site.config) {
            self.add(Target::Speculation, hosting::SPECULATION, 0, 0);
        }
        let of_hosts = redirects::of_hosts(self.site);
        let moved = fingerprint::words(of_hosts.iter().flat_map(|redirect| [redirect.from, &redirect.to]));
        let assets = fingerprint::words(self.theme.assets.values().map(|asset| asset.address.as_str()));
        let feeds = hosting::feeds(self.site).map(|(address, ..)| address).collect::<Vec<_>>();
        let feeds = fingerprint::words(feeds.iter().map(String::as_str));
        for file in hosting::files(&self.site.config) {
            self.add(Target::Host(file), file.address(), 0, numbers([moved, assets, feeds]));
        }
    }
}
