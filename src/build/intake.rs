//! Every file of copy, read down to what the model needs.
//!
//! Files are read in parallel and each is dropped again before the next: only metadata stays.

use super::attachments;
use super::copy::{CopyIn, is_copy, origin};
use crate::config::Config;
use crate::diag::{Checked, Count, Diagnostic, nearest};
use crate::document::Document;
use crate::markdown;
use crate::site::hold::Drafts;
use crate::site::story::{self, Missing, Settled};
use crate::site::{Origin, slug};
use crate::source::{Source, Spanned};
use crate::world::{File, World};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// How many characters of a body stand in lists where there is no deck.
const SUMMARY: usize = 200;

/// Reads the content folder.
pub(super) fn all(world: &dyn World, config: &Config, drafts: Drafts) -> Checked<Vec<Settled>> {
    let listing = world.files(&config.content);
    let mut findings: Vec<Diagnostic> = listing
        .unreadable
        .iter()
        .map(|unreadable| {
            Diagnostic::error("unreadable", format!("cannot read `{}`: {}", unreadable.path, unreadable.why))
                .in_file(unreadable.path.as_str())
        })
        .collect();
    let (copy, others): (Vec<&File>, Vec<&File>) = listing.files.iter().partition(|file| is_copy(world, &file.path));
    let converted = converted(&copy);
    let intake = Intake {
        world,
        config,
        drafts,
        copy: CopyIn::new(world, config),
        others: others.into_iter().map(|file| file.path.as_str()).collect(),
        overruled: converted.values().copied().collect(),
        converted,
    };
    let read: Vec<Checked<Option<Settled>>> = copy.par_iter().map(|file| intake.file(file)).collect();
    let mut settled = Vec::with_capacity(read.len());
    for one in read {
        settled.extend(one.drain_into(&mut findings));
    }
    Checked::new(settled, findings)
}

/// Wire texts beside which their Markdown lies: from its conversion on, the Markdown is the story.
fn converted<'a>(copy: &[&'a File]) -> HashMap<&'a str, &'a str> {
    let stem = |file: &&'a File| file.path.rsplit_once('.').map(|(stem, _)| stem);
    let is_markdown = |file: &&&File| origin(&file.path) == Some(Origin::Markdown);
    let markdown: HashMap<&str, &str> =
        copy.iter().filter(is_markdown).filter_map(|file| Some((stem(file)?, file.path.as_str()))).collect();
    copy.iter()
        .filter(|file| !is_markdown(file))
        .filter_map(|file| Some((*markdown.get(stem(file)?)?, file.path.as_str())))
        .collect()
}

struct Intake<'a> {
    world: &'a dyn World,
    config: &'a Config,
    drafts: Drafts,
    copy: CopyIn<'a>,
    /// Files that are no copy.
    others: HashSet<&'a str>,
    /// The wire text that lies beside a Markdown file, by that file.
    converted: HashMap<&'a str, &'a str>,
    /// Those wire texts.
    overruled: HashSet<&'a str>,
}

impl Intake<'_> {
    fn file(&self, file: &File) -> Checked<Option<Settled>> {
        let Some(origin) = origin(&file.path) else { return Checked::ok(None) };
        if self.overruled.contains(file.path.as_str()) {
            return Checked::ok(None);
        }
        let bytes = match self.world.read(&file.path) {
            Ok(bytes) => bytes,
            Err(error) => return Checked::new(None, vec![unreadable(&file.path, &error)]),
        };
        let (source, document) = self.copy.read_front(&file.path, &bytes, file.modified);
        let Checked { value: document, mut findings } = document;
        findings.extend(self.changed_since_conversion(&source, &document));
        findings.extend(document.front.terms.iter().filter_map(|(key, _)| self.unknown_taxonomy(&source, key)));
        let about = story::File {
            path: file.path.clone(),
            origin,
            hash: xxh3_64(&bytes),
            modified: file.modified.filter(|_| origin == Origin::Wire),
            summary: summary(&document),
            attachments: attachments::of(&file.path, &document, &self.others),
        };
        match story::settle(self.config, self.world.now(), self.drafts, about, document.front) {
            Ok(settled) => Checked::new(Some(settled), findings),
            Err(lack) => {
                // The wire reader may have said it already, with its reasons.
                if Count::of(&findings).errors == 0 {
                    findings.push(missing(&source, lack));
                }
                Checked::new(None, findings)
            }
        }
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

    /// A wire text that is not what it was when its Markdown was made of it.
    fn changed_since_conversion(&self, source: &Source, document: &Document) -> Option<Diagnostic> {
        let text = *self.converted.get(&**source.path())?;
        let hash = self.world.read(text).ok().map(|bytes| hash(&bytes));
        match &document.front.converted {
            None => Some(
                Diagnostic::error("two-sources", format!("`{text}` and `{}` are one story twice", source.path()))
                    .in_file(&**source.path())
                    .help(format!("rename one of them, or take `{text}` out of the content folder")),
            ),
            Some(known) if Some(&known.value) != hash.as_ref() => Some(
                Diagnostic::warning("changed-wire-text", format!("`{text}` changed after it was converted"))
                    .at(source, known.span.clone(), "made of an earlier take")
                    .because("the Markdown is the story from its conversion on, so the new take is not shown")
                    .help(format!("put the changes into this file and set `converted: {}`", hash.unwrap_or_default())),
            ),
            Some(_) => None,
        }
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
    format!("xxh3:{:032x}", xxh3_128(bytes))
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
