//! Outputs that are drawn: a card for each story and one for the site, and icons.

use crate::config::BaseUrl;
use crate::site::{Site, Story, address};
use crate::theme::Theme;

/// The drawing that icons are made of, by its name among the theme's assets.
pub const EMBLEM: &str = "favicon.svg";
/// The address of the site's card.
pub const SITE_CARD: &str = "/card.png";
/// How the names of stories' cards end.
pub(super) const CARD: &str = "card.png";
/// How wide and how high cards are asked to be: what every network shows whole.
pub const CARD_SIZE: (u32, u32) = (1200, 630);

/// Whether this program can draw.
const CAN_DRAW: bool = cfg!(feature = "cards");

/// An icon that devices and browsers ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Icon {
    /// `favicon.ico`.
    Favicon,
    /// The icon on the screen of a telephone.
    Touch,
    /// What stands beside the name of a feed: no larger than RSS allows.
    Feed,
    /// The site as an application, small.
    Small,
    /// The site as an application, large.
    Large,
}

impl Icon {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Favicon, Self::Touch, Self::Feed, Self::Small, Self::Large];

    /// Its address, and its name among the theme's assets, where a theme brings its own.
    pub fn address(self) -> &'static str {
        match self {
            Self::Favicon => "/favicon.ico",
            Self::Touch => "/apple-touch-icon.png",
            Self::Feed => "/icon-144.png",
            Self::Small => "/icon-192.png",
            Self::Large => "/icon-512.png",
        }
    }

    /// How long its sides are.
    pub fn side(self) -> u32 {
        match self {
            Self::Favicon => 48,
            Self::Touch => 180,
            Self::Feed => 144,
            Self::Small => 192,
            Self::Large => 512,
        }
    }
}

/// The icons that are drawn: those that the theme does not bring itself.
pub fn icons(theme: &Theme) -> impl Iterator<Item = Icon> {
    let is_drawn = CAN_DRAW && theme.assets.contains_key(EMBLEM);
    Icon::ALL.into_iter().filter(move |icon| is_drawn && !theme.assets.contains_key(&icon.address()[1..]))
}

/// The icons that there are, drawn or brought.
pub fn all_icons(theme: &Theme) -> impl Iterator<Item = Icon> {
    let is_drawn = CAN_DRAW && theme.assets.contains_key(EMBLEM);
    Icon::ALL.into_iter().filter(move |icon| is_drawn || theme.assets.contains_key(&icon.address()[1..]))
}

/// Whether the site has cards. They are named by whole addresses only, so a site without one has none.
pub fn has_cards(site: &Site) -> bool {
    CAN_DRAW && site.config.outputs.cards && matches!(site.config.base_url, BaseUrl::Absolute { .. })
}

/// The address of a story's card, which no picture beside the story has; nothing where it has none, since it has a picture.
pub fn card(site: &Site, story: &Story) -> Option<String> {
    let is_elsewhere = story.image().is_some_and(|image| image.contains("://"));
    (has_cards(site) && !is_elsewhere && site.lead(story).is_none()).then(|| address::sibling(story.address(), CARD))
}

/// Whether the site has a card of its own: where no picture is named.
pub fn has_site_card(site: &Site) -> bool {
    has_cards(site) && site.picture().is_none()
}
