//! Every file of copy, read down to what the model needs.
//!
//! 1. The content folder is listed: copy, and files beside it.
//! 2. Each file of copy that is not [known](Known) as it is, by its stamp or its bytes, is read, in
//!    parallel; each is dropped again before the next, so that only metadata stays.
//! 3. What was found in a file is said each time, whether it was read again or not.

use super::attachments;
use super::copy::{CopyIn, is_copy, origin};
use super::gallery::{self, Shot};
use super::known::{self, Aside, Known, Reading};
use super::took::{Again, Change, Took, is_converted, took};
use crate::cache::log::Log;
use crate::config::Config;
use crate::diag::{Checked, Count, Diagnostic, nearest};
use crate::document::Document;
use crate::markdown;
use crate::site::hold::Drafts;
use crate::site::settle::{self, Missing};
use crate::site::{Beside, Origin, slug};
use crate::source::{Source, Spanned};
use crate::world::{self, Listing, World};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use xxhash_rust::xxh3::xxh3_128;

/// How many characters of a body stand in lists where there is no deck.
const SUMMARY: usize = 200;

/// How many files one thread looks at one after the other.
const SOME: usize = 256;

/// Reads the content folder, which was listed: what is known of the copy is used and brought up to date, also in
/// the log. Gives the files that are no copy, and what became of the copy.
#[expect(clippy::too_many_arguments, reason = "what is read, what is known of it, and where that is noted")]
pub(super) fn all(
    world: &dyn World,
    config: &Config,
    drafts: Drafts,
    listing: Listing,
    known: &mut Known,
    log: Option<&Log>,
    pictures: (&mut Known<Shot>, Option<&Log>),
    findings: &mut Vec<Diagnostic>,
) -> (BTreeMap<Box<str>, Beside>, Took) {
    findings.extend(listing.unreadable.iter().map(|unreadable| {
        Diagnostic::error("unreadable", format!("cannot read `{}`: {}", unreadable.path, unreadable.why))
            .in_file(unreadable.path.as_str())
    }));
    let mut copy = listing.files;
    let others = without_copy(world, &mut copy);
    let converted = converted(&copy);
    let intake = Intake {
        world,
        config,
        configs: config.in_all_languages(),
        copy: CopyIn::new(world, config),
        overruled: converted.values().map(String::as_str).collect(),
        known,
    };
    let looked: Vec<(&str, io::Result<known::File>)> =
        copy.par_chunks(SOME).flat_map_iter(|some| intake.look_at(some)).collect();

    let mut changes = gone(known, &copy, &looked);
    for (path, looked) in looked {
        let looked = looked.map_err(|error| findings.push(unreadable(path, &error)));
        changes.push((path.into(), looked.ok()));
    }
    let took = took(known, &changes, drafts);
    known.update(changes, log);
    let said = known.readings().flat_map_iter(|(_, reading)| reading.said(world.now(), drafts).cloned());
    findings.par_extend(said);
    for (markdown, text) in &converted {
        findings.extend(changed_since_conversion(world, known, markdown, text));
    }
    (gallery::beside(world, config, known, others, pictures, findings), took)
}

/// Takes the files that are no copy out of a listing.
fn without_copy(world: &dyn World, files: &mut Vec<world::File>) -> Vec<world::File> {
    let is_copy: Vec<bool> = files.par_iter().map(|file| is_copy(world, &file.path)).collect();
    let mut is_copy = is_copy.into_iter();
    files.extract_if(.., |_| is_copy.next() == Some(false)).collect()
}

/// Looks at files again; nothing where one of them is no copy, or more depends on it than what it says
/// itself. Only otherwise is what is known brought up to date.
pub(super) fn again(
    world: &dyn World,
    config: &Config,
    known: &mut Known,
    log: Option<&Log>,
    paths: &BTreeSet<String>,
) -> Option<Vec<Again>> {
    let (configs, copy) = (config.in_all_languages(), CopyIn::new(world, config));
    let intake = Intake { world, config, configs, copy, overruled: HashSet::new(), known };
    let (again, changes): (Vec<Again>, Vec<_>) =
        paths.iter().map(|path| intake.again(path, paths)).collect::<Option<Vec<_>>>()?.into_iter().unzip();
    known.update(changes.into_iter().flatten().collect(), log);
    Some(again)
}

/// Files that are known and no longer there; `looked` are those of the listed ones that are not as they are known.
fn gone(known: &Known, listed: &[world::File], looked: &[(&str, io::Result<known::File>)]) -> Vec<Change> {
    let new = looked.iter().filter(|(path, _)| known.get(path).is_none()).count();
    // To look for each file that is known takes long, and where as many are there as are known none is gone.
    if listed.len() - new == known.len() {
        return Vec::new();
    }
    let is_there = |path: &str| listed.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
    known.paths().filter(|path| !is_there(path)).map(|path| (path.into(), None)).collect()
}

/// Wire texts beside which their Markdown lies, by that: from its conversion on, the Markdown is the story.
fn converted(copy: &[world::File]) -> BTreeMap<String, String> {
    let wire = copy.par_iter().filter(|file| origin(&file.path) == Some(Origin::Wire));
    let of = |file: &world::File| {
        let (stem, _) = file.path.rsplit_once('.')?;
        let start = format!("{stem}.");
        let first = copy.partition_point(|other| other.path < start);
        let beside = copy[first..].iter().take_while(|other| other.path.starts_with(&start));
        let is_its = |path: &str| {
            origin(path) == Some(Origin::Markdown) && path.rsplit_once('.').is_some_and(|(other, _)| other == stem)
        };
        let markdown = beside.filter(|other| is_its(&other.path)).last()?;
        Some((markdown.path.clone(), file.path.clone()))
    };
    wire.filter_map(of).collect()
}

struct Intake<'a> {
    world: &'a dyn World,
    config: &'a Config,
    /// The settings in each of the site's languages.
    configs: Vec<Config>,
    copy: CopyIn<'a>,
    /// Wire texts that their Markdown speaks for.
    overruled: HashSet<&'a str>,
    known: &'a Known,
}

impl<'a> Intake<'a> {
    /// Looks at files that are listed one after the other. Gives those that are not as they are known.
    fn look_at<'b>(
        &'b self,
        files: &'b [world::File],
    ) -> impl Iterator<Item = (&'b str, io::Result<known::File>)> + use<'a, 'b> {
        let mut known = self.known.beside(files.first().map_or("", |file| &file.path));
        files.iter().filter_map(move |file| {
            let looked = self.look(file, known.at(&file.path)).transpose()?;
            Some((file.path.as_str(), looked))
        })
    }

    /// Looks at a file; nothing where it is as it is known.
    fn look(&self, file: &world::File, known: Option<&known::File>) -> io::Result<Option<known::File>> {
        let path = file.path.as_str();
        let is_read = !self.overruled.contains(path);
        let day = self.day(file).filter(|_| is_read);
        let known = known.filter(|known| known.day == day && known.reading.is_some() == is_read);
        if known.is_some_and(|known| known.stamp.is_some() && known.stamp == file.stamp) {
            return Ok(None);
        }
        let bytes = self.world.read(path)?;
        let hash = xxh3_128(&bytes);
        let reading = match known.filter(|known| known.hash == hash) {
            Some(known) => known.reading.clone(),
            None => is_read.then(|| self.read(file, &bytes, hash)),
        };
        Ok(Some(known::File { stamp: file.stamp, hash, day, reading }))
    }

    /// A file by itself, as it is known from now on, if anything of it has to be remembered anew.
    fn again(&self, path: &str, changed: &BTreeSet<String>) -> Option<(Again, Option<Change>)> {
        let is_inside = path.strip_prefix(self.config.content.as_str()).is_some_and(|rest| rest.starts_with('/'));
        let listing = self.world.files(path);
        let is_alone = listing.unreadable.is_empty() && listing.files.iter().all(|file| file.path == path);
        let file = listing.files.first().filter(|file| is_copy(self.world, &file.path));
        let known = self.known.get(path);
        let is_copy = file.is_some() || known.is_some();
        if !is_inside || !is_alone || !is_copy || file.is_none() && !listing.files.is_empty() {
            return None;
        }
        // Of two files with one name in two forms, one speaks for both.
        if file.is_some() != known.is_some() && self.is_one_of_two(path, changed) {
            return None;
        }
        let before = known.map(|known| known.reading.clone()).map_or(Some(None), |reading| reading.map(Some))?;
        let (after, change) = match file.map(|file| self.look(file, known)) {
            None => (None, Some((path.into(), None))),
            Some(Ok(None)) => (before.clone(), None),
            Some(Ok(Some(other))) => (other.reading.clone(), Some((path.into(), Some(other)))),
            Some(Err(_)) => return None,
        };
        let is_by_itself = [&before, &after].into_iter().flatten().all(|reading| !is_converted(reading));
        is_by_itself.then(|| (Again { path: path.into(), before, after }, change))
    }

    /// Whether there is a file, or was until now, with the same name in another form.
    fn is_one_of_two(&self, path: &str, changed: &BTreeSet<String>) -> bool {
        let stem = |path: &str| path.rsplit_once('.').map_or(path.len(), |(stem, _)| stem.len());
        let own = &path[..stem(path)];
        let is_other = |other: &str| other != path && other.starts_with(own) && stem(other) == own.len();
        self.known.paths().any(&is_other) || changed.iter().any(|other| is_other(other))
    }

    /// The day on which a wire text was written: nothing else may tell the year of it.
    fn day(&self, file: &world::File) -> Option<i32> {
        let modified = file.modified.filter(|_| origin(&file.path) == Some(Origin::Wire))?;
        let day = self.config.timezone.to_datetime(modified).date();
        day.since(Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
    }

    fn read(&self, file: &world::File, bytes: &[u8], hash: u128) -> Reading {
        let origin = origin(&file.path).unwrap_or(Origin::Markdown);
        let (source, document) = self.copy.read_front(&file.path, bytes, file.modified);
        let Checked { value: document, mut findings } = document;
        findings.extend(document.front.terms.iter().filter_map(|(key, _)| self.unknown_taxonomy(&source, key)));
        findings.extend(document.front.section.as_ref().and_then(|section| self.mistyped_section(&source, section)));
        let about = settle::File {
            path: file.path.clone(),
            origin,
            hash: fold(hash),
            modified: file.modified.filter(|_| origin == Origin::Wire),
            summary: summary(&document),
            attachments: attachments::of(&file.path, &document),
            lead: attachments::lead(&file.path, &document),
        };
        let converted = document.front.converted.as_ref().map(|known| (known.value.clone(), known.span.clone()));
        let (settled, missing) = settle::settle(&self.configs, about, document.front);
        // The wire reader may have said it already, with its reasons.
        let is_said = Count::of(&findings).errors > 0;
        let lacks = missing.filter(|_| !is_said).map(|lack| self::missing(&source, lack));
        Reading { settled, aside: Aside { lacks, converted, findings }.boxed() }
    }

    /// A section that `book.toml` does not name, and that is close to one that it does.
    fn mistyped_section(&self, source: &Source, typed: &Spanned<String>) -> Option<Diagnostic> {
        let all = || self.configs.iter().flat_map(|config| &config.sections);
        let typed_so = typed.value.to_lowercase();
        if all().any(|section| section.key == typed_so || section.title.to_lowercase() == typed_so) {
            return None;
        }
        let near = nearest(&typed.value, all().map(|section| section.key.as_str()))?;
        let message = format!("`book.toml` names no section `{}`", typed.value);
        let finding = Diagnostic::warning("unknown-section", message).at(source, typed.span.clone(), "");
        Some(finding.help(format!("did you mean `{near}`? If not, name it: `[sections.{}]`", slug::slug(&typed.value))))
    }

    /// A taxonomy that `book.toml` does not name.
    fn unknown_taxonomy(&self, source: &Source, key: &Spanned<String>) -> Option<Diagnostic> {
        let own = &self.config.taxonomies;
        if own.iter().any(|own| own.key == key.value) {
            return None;
        }
        let message = format!("there is no taxonomy `{}`", key.value);
        let finding = Diagnostic::error("unknown-taxonomy", message).at(source, key.span.clone(), "");
        Some(match nearest(&key.value, own.iter().map(|own| own.key.as_str())) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help(format!("type `[taxonomies.{}]` in `book.toml`", key.value)),
        })
    }
}

/// The lower half of a hash, for the model.
pub(super) fn fold(hash: u128) -> u64 {
    u64::try_from(hash & u128::from(u64::MAX)).unwrap_or_default()
}

/// A wire text that is not what it was when its Markdown was made of it.
fn changed_since_conversion(world: &dyn World, known: &Known, path: &str, text: &str) -> Option<Diagnostic> {
    let reading = known.get(path)?.reading.as_ref()?;
    let hash = known.get(text).map(|text| written(text.hash));
    match reading.aside.as_ref().and_then(|aside| aside.converted.as_ref()) {
        None => Some(
            Diagnostic::error("two-sources", format!("`{text}` and `{path}` are one story twice"))
                .in_file(path)
                .help(format!("rename one of them, or take `{text}` out of the content folder")),
        ),
        Some((known, span)) if Some(known) != hash.as_ref() => {
            let source = Source::new(path, String::from_utf8_lossy(&world.read(path).unwrap_or_default()));
            Some(
                Diagnostic::warning("changed-wire-text", format!("`{text}` changed after it was converted"))
                    .at(&source, span.clone(), "made of an earlier take")
                    .because("the Markdown is the story from its conversion on, so the new take is not shown")
                    .help(format!("put the changes into this file and set `converted: {}`", hash.unwrap_or_default())),
            )
        }
        Some(_) => None,
    }
}

/// The words of a body that stand in lists where there is no deck.
fn summary(document: &Document) -> String {
    match document.front.description {
        Some(_) => String::new(),
        None => markdown::summary(&document.body, SUMMARY),
    }
}

/// The hash of a wire text as the `converted` key of its Markdown has it.
pub fn hash(bytes: &[u8]) -> String {
    written(xxh3_128(bytes))
}

fn written(hash: u128) -> String {
    format!("xxh3:{hash:032x}")
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", format!("cannot read the file: {error}")).in_file(path)
}

fn missing(source: &Source, lack: Missing) -> Diagnostic {
    let first_line = 0..source.text().find('\n').unwrap_or(source.text().len());
    match lack {
        Missing::Title => Diagnostic::error("no-headline", "the story has no headline")
            .at(source, first_line, "")
            .help(format!("type `title: {}` in its front matter", slug::capitalised(&slug::of_file(source.path())))),
        Missing::Date => Diagnostic::error("no-date", "the story has no date")
            .at(source, first_line, "")
            .help("type `date: YYYY-MM-DD` in its front matter"),
    }
}
