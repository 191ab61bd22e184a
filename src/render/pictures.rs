//! Pictures to show where a page is shared: the story's own, the card that is drawn for it, or the site's.

use super::address::Addresses;
use super::views::{ImageView, SizeView, StoryView};
use crate::config::BaseUrl;
use crate::picture::{Picture, Size};
use crate::routes::{self, drawn};
use crate::site::{Site, Story, StoryId, address};

/// The picture of a story's page.
pub(super) fn of_story(site: &Site, id: StoryId, view: &StoryView) -> Option<ImageView> {
    let story = site.story(id);
    lead(site, story).or_else(|| own(site, view)).or_else(|| card(site, id)).or_else(|| of_site(site))
}

/// The picture that stands for a story, cut to the shape that networks show.
fn lead(site: &Site, story: &Story) -> Option<ImageView> {
    let (lead, picture) = site.lead(story)?;
    let part = routes::pictures::shared(&site.config, picture, lead);
    let (address, size) = match part {
        Some(part) => {
            let mark = site.files.get(&lead.path)?.mark?;
            let size = Size { width: part.width, height: part.height };
            (routes::pictures::address(site, &lead.path, mark, &part), size)
        }
        None => (routes::attachment(site, &lead.path), picture.size),
    };
    let is_absolute = matches!(site.config.base_url, BaseUrl::Absolute { .. });
    let url = is_absolute.then(|| Addresses::absolute(&site.config).shared(&address))?;
    let text =
        |own: &Option<Box<str>>, of: &Option<Box<str>>| own.as_ref().or(of.as_ref()).map(|text| text.to_string());
    Some(ImageView {
        mime: mime(&url),
        url,
        alt: text(&lead.alt, &picture.alt).unwrap_or_else(|| story.title().to_owned()),
        size: Some(SizeView { width: size.width, height: size.height }),
        caption: text(&lead.caption, &picture.caption),
        credit: text(&lead.credit, &picture.credit),
    })
}

/// The picture that stands for a story in the other shapes that there are of it: as in lists, and whole.
pub(super) fn in_other_shapes(site: &Site, story: &Story) -> Vec<(String, Size)> {
    let shapes = || {
        let (lead, picture) = site.lead(story)?;
        let mark = site.files.get(&lead.path)?.mark?;
        routes::pictures::shared(&site.config, picture, lead)?;
        let listed = routes::pictures::listed(&site.config, picture, lead).into_iter().next_back();
        let listed = listed.and_then(|copies| copies.recipes.into_iter().max_by_key(|recipe| recipe.width));
        let listed = listed.map(|part| {
            let size = Size { width: part.width, height: part.height };
            (routes::pictures::address(site, &lead.path, mark, &part), size)
        });
        Some(listed.into_iter().chain([(routes::attachment(site, &lead.path), picture.size)]))
    };
    let absolute = Addresses::absolute(&site.config);
    shapes().into_iter().flatten().map(|(address, size)| (absolute.shared(&address), size)).collect()
}

/// The picture of a page that is no story.
pub(super) fn of_page(site: &Site, view: &StoryView) -> Option<ImageView> {
    own(site, view).or_else(|| of_site(site))
}

/// The picture of any other page: `[site] image`, or the site's card.
pub(super) fn of_site(site: &Site) -> Option<ImageView> {
    let (url, size) = match site.picture() {
        Some(path) => {
            let url = Addresses::absolute(&site.config).shared(&routes::attachment(site, &path));
            let own = site.picture_at(&path).map(|Picture { size, .. }| size);
            let size = own.map(|Size { width, height }| SizeView { width: *width, height: *height });
            (matches!(site.config.base_url, BaseUrl::Absolute { .. }).then_some(url)?, size.or(CARD))
        }
        None if drawn::has_site_card(site) => (site.config.base_url.absolute(drawn::SITE_CARD)?, CARD),
        None => return None,
    };
    Some(ImageView { mime: mime(&url), url, alt: site.config.title.clone(), size, caption: None, credit: None })
}

/// What a shared picture is asked to be.
const CARD: Option<SizeView> = Some(SizeView { width: drawn::CARD_SIZE.0, height: drawn::CARD_SIZE.1 });

fn card(site: &Site, id: StoryId) -> Option<ImageView> {
    let story = site.story(id);
    let url = site.config.base_url.absolute(&address::encoded(&drawn::card(site, story)?))?;
    let alt = format!("{} – {}", story.title(), site.config.title);
    Some(ImageView { mime: mime(&url), url, alt, size: CARD, caption: None, credit: None })
}

fn own(site: &Site, view: &StoryView) -> Option<ImageView> {
    let image = view.image.as_ref()?;
    let url = if image.contains("://") { image.clone() } else { site.config.base_url.on_host(image)? };
    let alt = view.image_alt.clone().unwrap_or_else(|| view.title.clone());
    let (caption, credit) = (view.image_caption.clone(), view.image_credit.clone());
    Some(ImageView { mime: mime(&url), url, alt, size: view.image_size, caption, credit })
}

/// The media type by a picture's name.
pub(super) fn mime(address: &str) -> Option<&'static str> {
    match address.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        "gif" => Some("image/gif"),
        "avif" => Some("image/avif"),
        _ => None,
    }
}
