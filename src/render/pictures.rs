//! Pictures to show where a page is shared: the story's own, or the site's.
//!
//! This is where a picture that is drawn for a story comes in: [`of_story`] gives the first there is.

use super::address::Addresses;
use super::views::{ImageView, SizeView, StoryView};
use crate::config::BaseUrl;
use crate::routes;
use crate::site::Site;

/// The picture of a story's page.
pub(super) fn of_story(site: &Site, view: &StoryView) -> Option<ImageView> {
    own(site, view).or_else(|| of_site(site))
}

/// The picture of any other page: `[site] image`.
pub(super) fn of_site(site: &Site) -> Option<ImageView> {
    let path = site.picture()?;
    let url = Addresses::absolute(&site.config).shared(&routes::attachment(site, &path));
    let url = matches!(site.config.base_url, BaseUrl::Absolute { .. }).then_some(url)?;
    Some(ImageView { mime: mime(&url), url, alt: site.config.title.clone(), size: SITE_PICTURE })
}

/// What the site's picture is asked to be: what every network shows whole.
const SITE_PICTURE: Option<SizeView> = Some(SizeView { width: 1200, height: 630 });

fn own(site: &Site, view: &StoryView) -> Option<ImageView> {
    let image = view.image.as_ref()?;
    let url = if image.contains("://") { image.clone() } else { site.config.base_url.on_host(image)? };
    let alt = view.image_alt.clone().unwrap_or_else(|| view.title.clone());
    Some(ImageView { mime: mime(&url), url, alt, size: view.image_size })
}

/// The media type by a picture's name.
fn mime(address: &str) -> Option<&'static str> {
    match address.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        "gif" => Some("image/gif"),
        "avif" => Some("image/avif"),
        _ => None,
    }
}
