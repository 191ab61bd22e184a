//! What is to stand at a destination.
//!
//! It is what lies in the output folder: what the build wrote and what others put there (`CNAME`).
//! Hidden files stay behind, but for those that hosts ask for, and so do names that hold control
//! characters. Links are not followed.

use super::headers::Headers;
use super::pack;
use super::record::{Kind, Standing};
use crate::cache::{Entry, Manifest};
use crate::config::Destination;
use crate::config::destination::Coding;
use crate::mime::is_text;
use crate::routes::{Route, Target};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// Hidden names that hosts read.
const SHOWN: [&str; 5] = [".well-known", ".nojekyll", ".htaccess", ".domains", ".dateline"];
/// Compressing fewer bytes than this gains nothing.
const WORTH_PACKING: u64 = 512;

/// Everything that is to stand at a destination.
#[derive(Debug, Default)]
pub struct Parcel {
    /// The files, by path.
    pub items: BTreeMap<String, Item>,
    /// Hidden files that stay behind.
    pub left: Vec<String>,
}

/// A file to send.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its path at the destination.
    pub path: String,
    /// What it is to readers.
    pub kind: Kind,
    /// The content's hash and length, before any compression.
    pub entry: Entry,
    /// Where its bytes are.
    pub content: Content,
    /// How it is served.
    pub headers: Headers,
    /// How it is kept, in one number; 0 for plainly.
    pub form: u64,
}

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub enum Content {
    /// In a file.
    File(PathBuf),
    /// Here: what a host reads, made for it.
    Made(Arc<[u8]>),
    /// In a file, to be compressed.
    Packed(PathBuf, Coding),
}

/// Why a file's bytes cannot be sent.
#[derive(Debug)]
pub enum Unreadable {
    /// The system refused.
    Io(PathBuf, std::io::Error),
    /// They are not what the build wrote.
    Changed(PathBuf),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(out, "cannot read `{}`: {error}", path.display()),
            Self::Changed(path) => write!(out, "`{}` is not what the build wrote", path.display()),
        }
    }
}

impl Item {
    /// The bytes to send.
    ///
    /// # Errors
    /// When they cannot be read, or are not what the plan was made of.
    pub fn bytes(&self) -> Result<Vec<u8>, Unreadable> {
        let bytes = self.plain()?;
        match &self.content {
            Content::Packed(path, coding) => {
                pack::pack(*coding, &bytes).map_err(|error| Unreadable::Io(path.clone(), error))
            }
            _ => Ok(bytes),
        }
    }

    /// The bytes as they are before any compression.
    ///
    /// # Errors
    /// When they cannot be read, or are not what the plan was made of.
    pub fn plain(&self) -> Result<Vec<u8>, Unreadable> {
        let path = match &self.content {
            Content::Made(bytes) => return Ok(bytes.to_vec()),
            Content::File(path) | Content::Packed(path, _) => path,
        };
        let bytes = fs::read(path).map_err(|error| Unreadable::Io(path.clone(), error))?;
        if Entry::of(&bytes) == self.entry { Ok(bytes) } else { Err(Unreadable::Changed(path.clone())) }
    }

    /// What the record says of it once it is there.
    pub fn standing(&self, version: Option<String>) -> Standing {
        Standing { kind: self.kind, entry: self.entry, form: self.form, version }
    }
}

/// Lists what lies in an output folder, for a destination.
///
/// # Errors
/// When the folder cannot be read.
pub fn collect(root: &Path, routes: &[Route], destination: &Destination) -> Result<Parcel, Unreadable> {
    let manifest = Manifest::lying_in(root);
    let kinds: HashMap<String, Kind> = routes.iter().map(|route| (route.file(), kind(route))).collect();
    let mut parcel = Parcel::default();
    let found = walk(root, &mut parcel.left)?;
    let items: Result<Vec<Vec<Item>>, Unreadable> = found
        .into_par_iter()
        .map(|(path, place)| {
            let known = manifest.get(&path);
            let kind = kinds.get(&path).copied().unwrap_or_else(|| kind_by_name(&path));
            let entry = settle(&place, known)?;
            Ok(forms(path, kind, entry, place, destination))
        })
        .collect();
    let key = destination.indexnow.as_deref().map(|key| key_file(key, destination));
    parcel.items = items?.into_iter().flatten().chain(key).map(|item| (item.path.clone(), item)).collect();
    Ok(parcel)
}

/// The file by which search engines know that the key is ours.
fn key_file(key: &str, destination: &Destination) -> Item {
    let path = format!("{key}.txt");
    let headers = Headers::of(&path, Kind::Asset, destination.cache_pages, None);
    let form = if destination.place.has_headers() { headers.form() } else { 0 };
    let content = Content::Made(key.as_bytes().into());
    Item { path, kind: Kind::Asset, entry: Entry::of(key.as_bytes()), content, headers, form }
}

/// Every file below the folder that may leave it.
fn walk(root: &Path, left: &mut Vec<String>) -> Result<Vec<(String, PathBuf)>, Unreadable> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            Unreadable::Io(path, error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into()))
        })?;
        if entry.depth() == 0 {
            continue;
        }
        let name = entry.file_name().to_string_lossy();
        let parts = entry.path().strip_prefix(root).unwrap_or(entry.path()).components();
        let path = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_own = path == ".dateline";
        // A line end in a name would be one in the record, and an escape reach whoever reads the plan.
        let is_readable = entry.path().to_str().is_some() && !path.contains(char::is_control);
        if is_own || (name.starts_with('.') && !SHOWN.contains(&&*name)) || !is_readable {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            if !is_own {
                left.push(path.replace(char::is_control, "\u{fffd}"));
            }
        } else if entry.file_type().is_file() {
            found.push((path, entry.into_path()));
        } else if entry.file_type().is_symlink() {
            left.push(path);
        }
    }
    Ok(found)
}

/// A file's hash: the manifest's where the length is right, else of its bytes. A file that was
/// changed by hand to another of the same length is noticed when it is sent.
fn settle(place: &Path, known: Option<Entry>) -> Result<Entry, Unreadable> {
    let tried = |error| Unreadable::Io(place.to_owned(), error);
    let len = fs::symlink_metadata(place).map_err(tried)?.len();
    match known.filter(|known| known.len == len) {
        Some(known) => Ok(known),
        None => fs::read(place).map(|bytes| Entry::of(&bytes)).map_err(tried),
    }
}

/// A file in every form that the destination wants of it.
fn forms(path: String, kind: Kind, entry: Entry, place: PathBuf, destination: &Destination) -> Vec<Item> {
    let packs = is_text(&path) && entry.len >= WORTH_PACKING;
    let item = |path: String, coding: Option<Coding>, content| {
        let headers = Headers::of(&path, kind, destination.cache_pages, coding);
        let form = if destination.place.has_headers() || coding.is_some() { headers.form() } else { 0 };
        Item { path, kind, entry, content, headers, form }
    };
    if let Some(coding) = destination.store_compressed.filter(|_| packs && destination.place.has_headers()) {
        return vec![item(path, Some(coding), Content::Packed(place, coding))];
    }
    let beside = destination.compress.iter().filter(|_| packs);
    let mut items: Vec<Item> = beside
        .map(|coding| {
            let packed = Content::Packed(place.clone(), *coding);
            Item { kind: kind.beside(), ..item(format!("{path}.{}", coding.ending()), Some(*coding), packed) }
        })
        .collect();
    items.push(item(path, None, Content::File(place)));
    items
}

impl Kind {
    /// What a compressed form beside a file is: nobody was promised its address.
    fn beside(self) -> Self {
        if self.is_promise() { Self::Copy } else { self }
    }
}

/// What a route is to readers.
fn kind(route: &Route) -> Kind {
    let target = match &route.target {
        Target::Other(_, of) => of,
        own => own,
    };
    match target {
        Target::Story(_) | Target::Page(_) => Kind::Page,
        Target::StoryCopy(..) | Target::PageMarkdown(_) | Target::Text(..) => Kind::Copy,
        Target::Alias { .. } => Kind::Redirect,
        Target::Feed(..) | Target::FeedArchive(..) => Kind::Feed,
        Target::SearchIndex | Target::SearchFacets(_) | Target::SearchStories(..) | Target::SearchWords(..) => {
            Kind::List
        }
        Target::Asset(_) | Target::Attachment(_) | Target::PictureCopy(_) => Kind::Asset,
        _ => match kind_by_name(&route.file()) {
            Kind::Page => Kind::List,
            other => other,
        },
    }
}

/// What a file of others, or of a kind that has no name here, is to readers.
fn kind_by_name(path: &str) -> Kind {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html" | "htm") => Kind::Page,
        Some("xml" | "json" | "txt") => Kind::Feed,
        _ => Kind::Asset,
    }
}
