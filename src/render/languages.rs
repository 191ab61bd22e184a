//! The way from a page to the same page in the site's other languages.

use super::address::Addresses;
use super::views::LanguageView;
use super::{Renderer, Sheet};
use crate::config::{BaseUrl, Config, Tongue};
use crate::site::Twin;

impl Renderer<'_> {
    /// Every language of the site, as a page leads to it; none where there is but one.
    pub(super) fn languages_of(&self, on: &Sheet<'_>) -> Vec<LanguageView> {
        let config = &self.site.config;
        let twins = self.site.twins_of(on.target, on.address());
        let view = |(at, tongue): (u8, &Tongue)| {
            let twin = twins.iter().find(|twin| twin.tongue == at);
            let is_this = at == config.tongue;
            let address = twin.map_or(if is_this { on.address() } else { "/" }, |twin| &*twin.address);
            LanguageView {
                tag: tongue.tag.clone(),
                title: self.languages.name(at).to_owned(),
                direction: tongue.direction.name(),
                url: on.edition.addresses.in_folder(&tongue.folder).of(address),
                absolute: twin.and_then(|twin| absolute(config, twin)),
                is_this,
                is_translation: twin.is_some() && !is_this,
            }
        };
        (0..).zip(&config.tongues).map(view).collect()
    }

    /// The absolute address of the page for readers of any other language: the site's own, where the
    /// page is in it.
    pub(super) fn for_others(&self, on: &Sheet<'_>) -> Option<String> {
        absolute(&self.site.config, self.site.twins_of(on.target, on.address()).first()?)
    }
}

/// The absolute address of a page in a language, where the site has one.
pub(super) fn absolute(config: &Config, twin: &Twin) -> Option<String> {
    let tongue = config.tongues.get(usize::from(twin.tongue))?;
    let address = || Addresses::absolute(config).in_folder(&tongue.folder).file(&twin.address);
    matches!(config.base_url, BaseUrl::Absolute { .. }).then(address)
}
