//! Themes: templates and assets, laid over each other file by file.
//!
//! In: the settings, which name the site's theme. Out: a [`Theme`]: for each template and asset the file that
//! counts.
//!
//! A theme is a folder `themes/NAME/` with `templates/`, `assets/`, `words/` ([`words`]), `fonts/` (for
//! cards), `root/` (files that keep their names at the site's root) and `theme.toml`, in the project
//! or in the program ([`builtin`]). It stands over its parent (`parent = "…"` in `theme.toml`; the
//! default theme, if it names none), and a project's files stand over the program's theme of the
//! same name. A template is found by its file's name (`story.html`), and the one of a certain theme
//! by that theme's name too (`default/story.html`), so that a theme can extend the very template
//! that it replaces and change one block of it.

pub mod builtin;
mod look;
mod manifest;
mod plural;
mod stack;
mod uses;
pub mod words;

use crate::config::Config;
use crate::diag::{Checked, Diagnostic, nearest};
use crate::source::Source;
use manifest::Parent;
pub use stack::{Found, Under, description, files};
use std::borrow::Cow;
use std::collections::BTreeMap;
use words::Vocabulary;
use xxhash_rust::xxh3::xxh3_64;

/// The theme at the bottom of every other one.
pub const DEFAULT: &str = "default";
/// The parent of a theme that stands on nothing.
const NONE: &str = "none";

/// A theme, settled.
#[derive(Debug, Default)]
pub struct Theme {
    /// The templates by the names that templates use.
    pub templates: BTreeMap<String, Source>,
    /// The assets by their path in the theme (`style.css`).
    pub assets: BTreeMap<String, Asset>,
    /// The words that its pages print.
    pub words: Vocabulary,
    /// The fonts that cards are written with, by their files' names.
    pub fonts: BTreeMap<String, Bytes>,
}

/// A file that goes to the site as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its address from the site's root. Styles and scripts carry a hash of their bytes, so that
    /// a browser may keep them for ever.
    pub address: String,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

impl Asset {
    /// Whether its address holds a hash of its bytes.
    pub fn is_hashed(&self) -> bool {
        self.address.starts_with("/assets/") && (self.address.ends_with(".css") || self.address.ends_with(".js"))
    }
}

/// A theme's files, by their path in it, each with the path that findings name.
type Layer = BTreeMap<String, (String, Bytes)>;

/// A file's bytes: the program's own, or read.
pub type Bytes = Cow<'static, [u8]>;

/// Where a theme's own files are looked up.
pub trait Shelf {
    /// The files of the project's theme of that name, by their path in it; none where the project
    /// has no such theme.
    fn theme(&self, name: &str) -> Vec<(String, Vec<u8>)>;
    /// The names of the project's themes.
    fn themes(&self) -> Vec<String>;
}

/// Loads the site's theme with all that it stands on.
pub fn load(shelf: &dyn Shelf, config: &Config) -> Checked<Theme> {
    let mut findings = Vec::new();
    let blame = |finding| config.blame(&["site", "theme"], finding);
    let layers = layers(shelf, &config.theme, blame, &mut findings);
    let mut theme = Theme::default();
    for (_, layer) in &layers {
        for (path, (shown, bytes)) in layer {
            if let Some(asset) = path.strip_prefix("assets/") {
                theme.assets.entry(asset.to_owned()).or_insert_with(|| asset_of(asset, bytes.clone()));
            }
            // What lies in `root/` keeps its name at the site's root: icons, `ads.txt`.
            if let Some(name) = path.strip_prefix("root/") {
                let asset = || Asset { address: format!("/{name}"), bytes: bytes.clone() };
                theme.assets.entry(name.to_owned()).or_insert_with(asset);
            }
            if let Some(language) = path.strip_prefix("words/").and_then(|name| name.strip_suffix(".toml")) {
                let source = Source::new(shown.as_str(), String::from_utf8_lossy(bytes));
                theme.words.add(language, &source, &mut findings);
            }
            if let Some(font) = path.strip_prefix("fonts/").filter(|name| is_font(name)) {
                theme.fonts.entry(font.to_owned()).or_insert_with(|| bytes.clone());
            }
            if let Some(template) = path.strip_prefix("templates/") {
                match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        let source = || Source::new(shown.as_str(), text);
                        theme.templates.entry(template.to_owned()).or_insert_with(source);
                    }
                    Err(_) => findings.push(not_text(shown)),
                }
            }
        }
    }
    theme.words.settle();
    add_qualified_names(&layers, &mut theme);
    Checked::new(theme, findings)
}

impl Theme {
    /// A template and all that it may use, sorted.
    pub fn used_by(&self, name: &str) -> Vec<&str> {
        uses::used_by(&self.templates, name)
    }

    /// A hash of the fonts that are not the program's own, which is told apart by itself.
    pub fn fonts_digest(&self) -> u64 {
        let own = self.fonts.iter().filter(|(_, bytes)| matches!(bytes, Cow::Owned(_)));
        own.fold(0, |hash, (name, bytes)| hash.rotate_left(1) ^ xxh3_64(name.as_bytes()) ^ xxh3_64(bytes))
    }

    /// For each template, a hash of its text and of all templates that it may use.
    pub fn template_digests(&self) -> BTreeMap<String, u64> {
        uses::digests(&self.templates)
    }
}

/// The theme's layers, the one that counts first: its project files, its program files, its
/// parent's, and so on down to the default theme's. `blame` puts a finding where `name` was asked for.
fn layers(
    shelf: &dyn Shelf,
    name: &str,
    blame: impl Fn(Diagnostic) -> Diagnostic,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(String, Layer)> {
    let mut layers: Vec<(String, Layer)> = Vec::new();
    let mut next = Some(name.to_owned());
    let mut parent: Option<Parent> = None;
    while let Some(name) = next.take() {
        let place = |finding| match &parent {
            Some(parent) => parent.blame(finding),
            None => blame(finding),
        };
        if layers.iter().any(|(known, _)| *known == name) {
            findings.push(place(Diagnostic::error("theme-loop", format!("theme `{name}` stands on itself"))));
            break;
        }
        let own = project_layer(shelf, &name);
        let built_in = builtin_layer(&name);
        if own.is_empty() && built_in.is_empty() {
            findings.push(place(unknown_theme(shelf, &name)));
        }
        parent = manifest::parent(&own, findings).or_else(|| manifest::parent(&built_in, findings));
        let named = parent.as_ref().map(|parent| parent.name.clone());
        next = named.or_else(|| (name != DEFAULT).then(|| DEFAULT.to_owned())).filter(|parent| parent != NONE);
        layers.extend([(name.clone(), own), (name, built_in)].into_iter().filter(|(_, layer)| !layer.is_empty()));
    }
    layers
}

fn project_layer(shelf: &dyn Shelf, name: &str) -> Layer {
    let shown = |path: &str| format!("themes/{name}/{path}");
    shelf.theme(name).into_iter().map(|(path, bytes)| (path.clone(), (shown(&path), Cow::Owned(bytes)))).collect()
}

fn builtin_layer(name: &str) -> Layer {
    let shown = |path: &str| format!("dateline:{name}/{path}");
    let files = builtin::files(name).iter().chain(builtin::fonts(name));
    files.map(|(path, bytes)| ((*path).to_owned(), (shown(path), Cow::Borrowed(*bytes)))).collect()
}

/// Adds each template under its theme's name too. Of a project's and the program's theme of one
/// name, the program's is meant, since the project's is found without.
fn add_qualified_names(layers: &[(String, Layer)], theme: &mut Theme) {
    for (name, layer) in layers.iter().rev() {
        for (path, (shown, bytes)) in layer {
            let (Some(template), Ok(text)) = (path.strip_prefix("templates/"), std::str::from_utf8(bytes)) else {
                continue;
            };
            // Components are global by name, and Tera refuses the same one twice.
            if !text.contains("{% component") {
                let source = || Source::new(shown.as_str(), text);
                theme.templates.entry(format!("{name}/{template}")).or_insert_with(source);
            }
        }
    }
}

fn asset_of(path: &str, bytes: Cow<'static, [u8]>) -> Asset {
    let hashed = path.rsplit_once('.').filter(|(_, ending)| matches!(*ending, "css" | "js"));
    let address = match hashed {
        Some((stem, ending)) => format!("/assets/{stem}-{:08x}.{ending}", xxh3_64(&bytes) >> 32),
        None => format!("/assets/{path}"),
    };
    Asset { address, bytes }
}

fn unknown_theme(shelf: &dyn Shelf, name: &str) -> Diagnostic {
    let mut known = shelf.themes();
    known.extend(builtin::NAMES.map(str::to_owned));
    known.sort_unstable();
    known.dedup();
    let finding = Diagnostic::error("unknown-theme", format!("there is no theme `{name}`"));
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("make a folder `themes/{name}/templates`, or name one of: {}", known.join(", "))),
    }
}

/// Whether a file is a font, by its name; licences lie beside them.
fn is_font(name: &str) -> bool {
    let name = name.strip_suffix(".zst").unwrap_or(name);
    [".ttf", ".otf", ".ttc"].iter().any(|ending| name.ends_with(ending))
}

fn not_text(path: &str) -> Diagnostic {
    Diagnostic::error("not-utf8", "a template has to be UTF-8").in_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Project(Vec<(&'static str, &'static str, &'static str)>);

    impl Shelf for Project {
        fn theme(&self, name: &str) -> Vec<(String, Vec<u8>)> {
            let of = self.0.iter().filter(|(theme, ..)| *theme == name);
            of.map(|(_, path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
        }

        fn themes(&self) -> Vec<String> {
            self.0.iter().map(|(theme, ..)| (*theme).to_owned()).collect()
        }
    }

    fn load(project: &Project, name: &str) -> Checked<Theme> {
        super::load(project, &Config { theme: name.into(), ..Config::default() })
    }

    fn text<'a>(theme: &'a Theme, name: &str) -> &'a str {
        theme.templates[name].text()
    }

    #[test]
    fn a_site_replaces_one_template_and_can_extend_the_one_it_replaced() {
        let theme = load(&Project(vec![("own", "templates/story.html", "mine")]), "own");
        assert_eq!(theme.findings, []);
        assert_eq!(text(&theme.value, "story.html"), "mine");
        assert_eq!(text(&theme.value, "own/story.html"), "mine");
        assert_ne!(text(&theme.value, "default/story.html"), "mine");
        assert!(theme.value.templates.contains_key("home.html"));
    }

    #[test]
    fn files_over_the_default_theme_need_no_theme_of_their_own() {
        let theme = load(&Project(vec![("default", "templates/story.html", "mine")]), "default").value;
        assert_eq!(text(&theme, "story.html"), "mine");
        assert_ne!(text(&theme, "default/story.html"), "mine");
    }

    #[test]
    fn a_chain_of_parents_is_followed_and_a_loop_is_found() {
        let chain = Project(vec![
            ("a", "theme.toml", "parent = \"b\""),
            ("b", "templates/story.html", "b's"),
            ("c", "theme.toml", "parent = \"d\""),
            ("d", "theme.toml", "parent = \"c\""),
        ]);
        assert_eq!(text(&load(&chain, "a").value, "story.html"), "b's");
        assert_eq!(load(&chain, "c").findings[0].message, "theme `c` stands on itself");
        let missing = Project(vec![("a", "theme.toml", "parent = \"b\"")]);
        let place = load(&missing, "a").findings.remove(0).labels.remove(0).place;
        assert_eq!((&*place.path, place.start.line), ("themes/a/theme.toml", 1));
    }

    #[test]
    fn a_theme_may_stand_on_nothing() {
        let alone = Project(vec![("own", "theme.toml", "parent = \"none\""), ("own", "templates/story.html", "mine")]);
        let names: Vec<_> = load(&alone, "own").value.templates.into_keys().collect();
        assert_eq!(names, ["own/story.html", "story.html"]);
    }

    #[test]
    fn an_unknown_theme_is_named_with_the_nearest() {
        let theme = load(&Project(vec![("harbour", "templates/x.html", "")]), "habour");
        assert_eq!(theme.findings[0].message, "there is no theme `habour`");
        assert_eq!(theme.findings[0].help, ["did you mean `harbour`?"]);
    }

    #[test]
    fn styles_carry_a_hash_and_other_assets_keep_their_name() {
        let theme =
            load(&Project(vec![("own", "assets/logo.svg", "x"), ("own", "assets/style.css", "x")]), "own").value;
        assert_eq!(theme.assets["logo.svg"].address, "/assets/logo.svg");
        assert!(theme.assets["style.css"].address.starts_with("/assets/style-"));
    }
}
