//! The known keys of a story, taken from a tree and checked one by one.
//!
//! In: a table, from YAML, TOML or a wire header. Out: [`FrontMatter`], and a finding for each key
//! that is unknown, given twice, of the wrong kind or impossible. Such a key counts as not given.
//!
//! What an editor may rely on:
//! - A key without a value (`embargo:`) counts as not given, so that a form may leave keys empty.
//! - A list may be typed as one value. In front matter, unquoted commas part it, with a warning;
//!   quotation marks keep it whole. In a header, commas part it, or semicolons where there are any.
//! - Names of keys are understood in any case, and by a few other names of the trade
//!   ([`canonical_key`]).

mod address;
mod image;
mod keys;
mod tables;
mod value;

use super::FrontMatter;
use super::node::{Kind, Node};
use crate::diag::{self, Checked, Diagnostic};
use crate::source::{Source, Span, Spanned};
pub use keys::{Key, canonical_key};
use std::sync::Arc;

/// The manner in which keys and values were typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As front matter: lists are lists.
    FrontMatter,
    /// As the header of a wire text: lines of `Key: value`, lists parted by commas.
    Header,
}

/// Takes the known keys from a table. Unknown keys, wrong types and impossible values are findings.
pub fn read(source: &Source, node: Node, manner: Manner) -> Checked<FrontMatter> {
    let mut reader = Reader { source, manner, findings: Vec::new() };
    let front = reader.table(node);
    reader.order_of_times(&front);
    reader.nameless(&front);
    Checked::new(front, bounded(source, reader.findings))
}

/// No more findings than somebody may read, errors first. What says ten thousand times the same would
/// hide what other files are told.
fn bounded(source: &Source, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if findings.len() > diag::MOST {
        findings.sort_by_key(|finding| finding.severity);
        let untold = findings.split_off(diag::MOST).len();
        findings.push(Diagnostic::more(untold, "front matter").in_file(Arc::clone(source.path())));
    }
    findings
}

/// What the checks of all keys have in common.
struct Reader<'a> {
    source: &'a Source,
    manner: Manner,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn table(&mut self, node: Node) -> FrontMatter {
        let mut front = FrontMatter::default();
        let mut seen: [Option<Spanned<String>>; keys::COUNT] = [const { None }; keys::COUNT];
        let Kind::Table(entries) = node.kind else { return front };
        for (typed, value) in entries {
            let Some(key) = Key::named(&typed.value) else {
                self.unknown(&typed);
                continue;
            };
            match &seen[key as usize] {
                Some(first) => self.twice(first, &typed),
                None => {
                    self.take(&mut front, key, value);
                    seen[key as usize] = Some(typed);
                }
            }
        }
        front
    }

    fn take(&mut self, front: &mut FrontMatter, key: Key, value: Node) {
        match key {
            Key::Title => front.title = self.text(key, value),
            Key::Description => front.description = self.text(key, value),
            Key::Kicker => front.kicker = self.text(key, value),
            Key::Genre => front.genre = self.genre(key, value),
            Key::Date => front.date = self.when(key, value),
            Key::Updated => front.updated = self.when(key, value),
            Key::Section => front.section = self.text(key, value),
            Key::Tags => front.tags = self.list(key, value),
            Key::Series => front.series = self.text(key, value),
            Key::Terms => front.terms = self.terms(value),
            Key::Authors => front.authors = self.list(key, value),
            Key::Byline => front.byline = self.text(key, value),
            Key::Location => front.location = self.text(key, value),
            Key::Agency => front.agency = self.text(key, value),
            Key::Dateline => front.dateline = self.text(key, value),
            Key::Source => front.source = self.text(key, value).and_then(|text| self.harmless(key, text)),
            Key::Slug => front.slug = self.text_or_blank(key, value).and_then(|text| self.slug(text)),
            Key::Slugline => front.slugline = self.text(key, value),
            Key::Aliases => {
                let typed = self.list(key, value);
                front.aliases = typed.into_iter().filter_map(|alias| self.alias(alias)).collect();
            }
            Key::Draft => front.draft = self.truth(key, value),
            Key::Embargo => front.embargo = self.when(key, value),
            Key::Expires => front.expires = self.when(key, value),
            Key::Language => front.language = self.text(key, value).and_then(|text| self.language(text)),
            Key::Translation => front.translation = self.text(key, value),
            Key::Image => self.image(front, value),
            // What stands inside `image` may have come first.
            Key::ImageAlt => front.image_alt = self.text(key, value).or(front.image_alt.take()),
            Key::ImageCaption => front.image_caption = self.text(key, value).or(front.image_caption.take()),
            Key::ImageCredit => front.image_credit = self.text(key, value).or(front.image_credit.take()),
            Key::ImageFocus => front.image_focus = self.focus(value).or(front.image_focus.take()),
            Key::State => front.state = self.state(key, value),
            Key::Corrections => front.corrections = self.corrections(value),
            Key::Desk => front.desk = self.lines(key, value),
            Key::Converted => front.converted = self.text(key, value),
        }
    }

    /// Says which names of lists could stand in no address.
    fn nameless(&mut self, front: &FrontMatter) {
        let terms = front.terms.iter().flat_map(|(_, terms)| terms);
        let names = front.section.iter().chain(&front.series).chain(&front.tags).chain(&front.authors).chain(terms);
        for name in names.filter(|name| !name.value.contains(char::is_alphanumeric)) {
            let message = format!("`{}` has neither a letter nor a digit, so there will be no page of it", name.value);
            let finding = Diagnostic::warning("nameless", message).at(self.source, name.span.clone(), "");
            self.findings.push(finding.help("type a word, or take it out"));
        }
    }

    fn unknown(&mut self, typed: &Spanned<String>) {
        let what = match self.manner {
            Manner::FrontMatter => "front matter key",
            Manner::Header => "header key",
        };
        let name = super::when::read::short(&typed.value);
        let finding = Diagnostic::error("unknown-key", format!("unknown {what} `{name}`")).at(
            self.source,
            typed.span.clone(),
            "not a key of a story",
        );
        self.findings.push(match Key::near(&typed.value) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding,
        });
    }

    fn twice(&mut self, first: &Spanned<String>, second: &Spanned<String>) {
        let message = if first.value == second.value {
            format!("`{}` is given twice", second.value)
        } else {
            format!("`{}` and `{}` are the same key", first.value, second.value)
        };
        self.findings.push(
            Diagnostic::error("duplicate-key", message)
                .at(self.source, second.span.clone(), "given again")
                .at(self.source, first.span.clone(), "first given here")
                .help("remove one of them"),
        );
    }

    /// Times that contradict each other.
    fn order_of_times(&mut self, front: &FrontMatter) {
        let Some(date) = &front.date else { return };
        let early = [("updated", &front.updated), ("expires", &front.expires)];
        for (name, time) in early {
            let Some(time) = time.as_ref().filter(|time| time.value.surely_before(date.value)) else { continue };
            self.findings.push(
                Diagnostic::warning("times-out-of-order", format!("`{name}` is before `date`"))
                    .at(self.source, time.span.clone(), "earlier")
                    .at(self.source, date.span.clone(), "later"),
            );
        }
    }

    /// A finding about a value.
    fn wrong(&mut self, code: &'static str, message: String, span: Span, help: Option<String>) {
        let finding = Diagnostic::error(code, message).at(self.source, span, "");
        self.findings.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
}

#[cfg(test)]
mod tests;
