//! Which texts an output is made of, and which stories it shows beside them, for whoever asks why.

use super::{Target, feed_archives, feed_items};
use crate::site::calendar::Period;
use crate::site::paging::Paging;
use crate::site::{ListId, Site, StoryId, ids, neighbours, related};

/// The files that an output is made of.
pub fn texts<'a>(site: &'a Site, target: &'a Target) -> Vec<&'a str> {
    match target {
        Target::Other(tongue, of) => texts(site.in_language(*tongue), of),
        Target::Story(id) | Target::StoryCopy(id, _) | Target::Card(id) => vec![site.story(*id).path()],
        Target::Page(at) | Target::PageMarkdown(at) => vec![&site.pages[*at].path],
        Target::List(id) | Target::Numbered(id, _) => {
            site.lists.get(*id).text.map(|at| &*site.texts[at].path).into_iter().collect()
        }
        Target::Attachment(path) => vec![path],
        Target::PictureCopy(copy) => vec![&copy.0],
        Target::Text(of, _) => texts(site, of),
        _ => Vec::new(),
    }
}

/// For a page of a list, the story in the middle of those that it shows, with the language of the site whose list
/// it is.
pub fn middle_of_list(site: &Site, target: &Target) -> Option<(u8, StoryId)> {
    let (site, target) = target.in_language(site);
    let target = if let Target::Text(of, _) = target { &**of } else { target };
    let shown = match target {
        Target::List(id) => of_list(site, *id, None),
        Target::Numbered(id, number) => of_list(site, *id, Some(*number)),
        _ => return None,
    };
    shown.get(shown.len() / 2).map(|middle| (site.config.tongue, *middle))
}

/// The stories on a numbered page of a list, or on its front.
fn of_list(site: &Site, id: ListId, number: Option<usize>) -> &[StoryId] {
    let list = site.lists.get(id);
    let paging = Paging::new(list.stories.len(), site.config.per_page);
    &list.stories[number.map_or(paging.front(), |number| paging.page(number))]
}

/// The files of the stories of which an output shows something, beside its own text.
pub fn files<'a>(site: &'a Site, target: &'a Target) -> Vec<&'a str> {
    let (site, target) = target.in_language(site);
    stories(site, target).into_iter().map(|id| site.story(id).path()).collect()
}

/// The stories of which an output of a site in one language shows something, beside its own text.
pub(super) fn stories(site: &Site, target: &Target) -> Vec<StoryId> {
    let newest = |list: &[StoryId], count: usize| list.iter().rev().take(count).copied().collect();
    match target {
        Target::Home => newest(&site.lists.all().stories, site.config.per_page),
        Target::Story(id) => {
            let parts = related::series(site, *id).map(|(_, parts)| parts).unwrap_or_default();
            let mut near: Vec<StoryId> =
                neighbours::around(site, *id).ids().chain(related::stories(site, *id)).chain(parts).collect();
            near.sort_unstable();
            near.dedup();
            near.retain(|near| near != id);
            near
        }
        Target::List(id) => of_list(site, *id, None).to_vec(),
        Target::Numbered(id, number) => of_list(site, *id, Some(*number)).to_vec(),
        Target::Feed(id, _) => newest(&site.lists.get(*id).stories, feed_items(site, *id)),
        Target::FeedArchive(id, number) if *number <= feed_archives(site, *id) => {
            let list = site.lists.get(*id);
            list.stories[Paging::new(list.stories.len(), feed_items(site, *id)).page(*number)].to_vec()
        }
        Target::Period(Period::Year(_)) => Vec::new(),
        Target::Period(period) => ids(site.calendar.range(*period)).collect(),
        Target::Corrections => site.corrected(),
        Target::SitemapNews => site.news().collect(),
        Target::SitemapMonth(year, month) => ids(site.calendar.range(Period::Month(*year, *month))).collect(),
        Target::SitemapIndex | Target::SitemapLists => site.ids().collect(),
        Target::Text(of, _) => stories(site, of),
        _ => Vec::new(),
    }
}
