//! The views: the only types that templates see.
//!
//! Every template sees `site` ([`SiteView`]) and `page` ([`PageView`]). Beside them a template sees
//! what its kind of page is about:
//!
//! | template | sees | for |
//! | --- | --- | --- |
//! | `home.html` | `stories`: the newest [`CardView`]s | the front page |
//! | `story.html` | `story`: [`StoryView`] | a story |
//! | `list.html` | `list`: [`ListView`] | all stories, a section, a tag, an author, a place, an agency, a running story |
//! | `archive.html` | `archive`: [`ArchiveView`] | a year, a month, a day |
//! | `terms.html` | `terms`: [`TermsView`] | all tags, all authors, all places, all years |
//! | `corrections.html` | `corrections`: [`CorrectedView`]s, newest first | all corrections |
//! | `page.html` | `story`: [`StoryView`] without a date | a page that is no story (`about.md`) |
//! | `search.html` | `search`: [`SearchView`] | the page that stories are searched on |
//! | `404.html` | – | an address at which there is nothing |
//! | `redirect.html` | `target`: an address | an address that has moved |
//!
//! `text.html` makes the text edition of every page and sees what that page sees. Beside all of these
//! `words` are the words of the page's language and `site.words` those of the site's.
//!
//! `card.svg` draws what stands for a story, or for the site, where it is shared; it sees `card`
//! ([`CardArt`]) and nothing else.
//!
//! Anything else a template asks for with a query: `stories(section="world", limit=5)`,
//! `sections()`, `terms(of="tags")`. `asset(name="style.css")` gives the address of an asset.
//!
//! Addresses in views can be printed as they are: they begin with the site's path, and where the
//! site has no `base-url` they are made relative when the page is finished.

mod archive;
mod list;
mod page;
mod picture;
mod site;
mod story;

pub use archive::{ArchiveView, DayView, MonthView};
pub use list::{CountView, LetterView, ListView, PersonView, SearchView, TermsView, YearView};
pub use page::{LeafView, PageView};
pub use picture::{CardArt, ImageView, PictureView, SizeView};
pub use site::{FeedView, LanguageView, LinkView, SiteView};
pub use story::{
    Card, CardView, CorrectedView, CorrectionView, GenreView, SeriesView, StoryView, TermsOfView, TimeView,
};
