//! Pictures beside the copy as pages show them.

use super::address::{Addresses, Edition};
use super::views::PictureView;
use super::{Renderer, Surroundings};
use crate::diag::Diagnostic;
use crate::markdown::{Fetched, Photo};
use crate::picture::recipe::Recipe;
use crate::picture::{self, Kind, Picture, Size};
use crate::routes;
use crate::routes::pictures;
use crate::site::{Site, Story};

/// The width of the copy for browsers that know of no others.
const PLAIN: u32 = 1200;
/// How wide pictures stand in lists, and at the top of the front page.
const LISTED: &str = "(min-width: 40em) 15em, 100vw";
const FIRST: &str = "(min-width: 60em) 48em, 100vw";

/// A picture at all its sizes. The text edition has none, so there it is its words alone.
pub(super) fn of(site: &Site, addresses: &Addresses, path: &str) -> Option<Photo> {
    let picture = site.picture_at(path)?;
    let mut sets = match addresses.edition() {
        Edition::Full => pictures::copies(&site.config, picture),
        Edition::Text => Vec::new(),
    };
    let set = |recipes: &[Recipe]| srcset(site, addresses, path, recipes);
    let whole = addresses.shared(&routes::attachment(site, path));
    let own = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let photo = Photo {
        caption: own(&picture.caption),
        credit: own(&picture.credit),
        alt: own(&picture.alt),
        sizes: site.config.pictures.sizes.clone(),
        ..Photo::default()
    };
    let Some(last) = sets.pop() else {
        let Size { width, height } = picture.size;
        return Some(Photo { src: whole, size: (width, height), ..photo });
    };
    let plain = last.recipes.iter().rfind(|recipe| recipe.width <= PLAIN).unwrap_or(&last.recipes[0]);
    Some(Photo {
        src: address(site, addresses, path, plain),
        size: (plain.width, plain.height),
        srcset: set(&last.recipes),
        sources: sets.iter().map(|copies| (copies.format.mime(), set(&copies.recipes))).collect(),
        ..photo
    })
}

fn address(site: &Site, addresses: &Addresses, path: &str, recipe: &Recipe) -> String {
    let mark = site.files.get(path).and_then(|beside| beside.mark).unwrap_or_default();
    addresses.shared(&pictures::address(site, path, mark, recipe))
}

fn srcset(site: &Site, addresses: &Addresses, path: &str, recipes: &[Recipe]) -> String {
    let one = |recipe: &Recipe| format!("{} {}w", address(site, addresses, path, recipe), recipe.width);
    recipes.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The picture that stands for a story in lists. Its headline stands beside it, so it needs no words.
pub(super) fn in_lists(around: &Surroundings<'_>, story: &Story) -> Option<PictureView> {
    let Surroundings { site, addresses, .. } = around;
    let (lead, picture) = site.lead(story).filter(|_| addresses.edition() == Edition::Full)?;
    let mut sets = pictures::listed(&site.config, picture, lead);
    let path = &*lead.path;
    let set = |recipes: &[Recipe]| srcset(site, addresses, path, recipes);
    let photo = match sets.pop() {
        Some(last) => Photo {
            src: address(site, addresses, path, &last.recipes[0]),
            size: (last.recipes[0].width, last.recipes[0].height),
            srcset: set(&last.recipes),
            sources: sets.iter().map(|copies| (copies.format.mime(), set(&copies.recipes))).collect(),
            sizes: LISTED.into(),
            ..Photo::default()
        },
        None => Photo {
            src: addresses.shared(&routes::attachment(site, path)),
            size: (picture.size.width, picture.size.height),
            ..Photo::default()
        },
    };
    let text =
        |own: &Option<Box<str>>, of: &Option<Box<str>>| own.as_ref().or(of.as_ref()).map(|text| text.to_string());
    Some(PictureView {
        html: photo.html("", Fetched::Later),
        first: Photo { sizes: FIRST.into(), ..photo }.html("", Fetched::First),
        alt: text(&lead.alt, &picture.alt).unwrap_or_default(),
        caption: text(&lead.caption, &picture.caption),
        credit: text(&lead.credit, &picture.credit),
    })
}

/// What a desk should know of a picture that is published all the same.
fn doubt(path: &str, picture: &Picture) -> Option<Diagnostic> {
    let (rule, what, help) = match picture {
        Picture { kind: Kind::Heic, .. } => ("heic", "is HEIC, which few browsers show", "save it as JPEG"),
        Picture { is_cut: true, .. } => {
            ("broken-picture", "has no end: it may be cut off", "fetch it again from where it came")
        }
        _ => return None,
    };
    Some(Diagnostic::warning(rule, format!("`{path}` {what}")).in_file(path).help(help))
}

impl Renderer<'_> {
    /// A file beside the copy as it is published: a picture without what is written in it.
    pub(super) fn attachment(&self, path: &str, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        findings.extend(self.site.picture_at(path).and_then(|picture| doubt(path, picture)));
        self.bare(path, findings)
    }

    fn bare(&self, path: &str, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let bytes = self.bodies.attachment(path, findings);
        if !picture::is_named_so(path) {
            return bytes;
        }
        picture::bare(&bytes).unwrap_or_else(|why| {
            findings.push(Diagnostic::warning("broken-picture", format!("`{path}` is left out: {why}")).in_file(path));
            Vec::new()
        })
    }

    /// A copy of a picture: one that was made before, or made now. A picture that cannot be taken apart
    /// is shown as it is, which browsers tell by its bytes.
    pub(super) fn picture_copy(&self, path: &str, recipe: &Recipe, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let site = &*self.site;
        let mark = site.files.get(path).and_then(|beside| beside.mark).unwrap_or_default();
        let Some(picture) = site.picture_at(path) else { return Vec::new() };
        let key = pictures::key(mark, recipe);
        if let Some(made) = self.bodies.made(&key) {
            return made;
        }
        match self.make(path, mark, picture, recipe) {
            Ok(made) => {
                self.bodies.keep(&key, &made);
                made
            }
            Err(why) => {
                let copies = pictures::copies(&site.config, picture);
                if copies.iter().flat_map(|set| &set.recipes).next() == Some(recipe) {
                    let message = format!("`{path}` cannot be taken apart: {why}");
                    let finding = Diagnostic::warning("broken-picture", message).in_file(path);
                    let help = "save it again as JPEG or PNG, with fewer pixels where it is very large";
                    findings.push(finding.because("it is shown in full size only").help(help));
                }
                self.bare(path, &mut Vec::new())
            }
        }
    }

    #[cfg(feature = "pictures")]
    fn make(&self, path: &str, mark: u64, picture: &Picture, recipe: &Recipe) -> Result<Vec<u8>, String> {
        self.darkroom.make(mark, picture, recipe, || self.bodies.attachment(path, &mut Vec::new()))
    }

    /// Without a darkroom there is no such route either.
    #[cfg(not(feature = "pictures"))]
    fn make(&self, _: &str, _: u64, _: &Picture, _: &Recipe) -> Result<Vec<u8>, String> {
        Err("this program was built without `pictures`".into())
    }
}
