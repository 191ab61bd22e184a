//! A file of copy as a document, whatever it is written in.

use crate::cache::store::Store;
use crate::config::Config;
use crate::diag::{Checked, Count, Diagnostic};
use crate::document::{self, Document};
use crate::render::Copy;
use crate::site::Origin;
use crate::source::decode::{Encoding, decode};
use crate::source::{Source, entities, mail, mojibake};
use crate::wire::{self, structured};
use crate::world::World;
use jiff::Timestamp;
use std::borrow::Cow;
use std::io;

/// The texts of a world.
pub(super) struct CopyIn<'a> {
    world: &'a dyn World,
    config: &'a Config,
    context: wire::Context,
    store: Option<&'a Store>,
}

impl<'a> CopyIn<'a> {
    pub(super) fn new(world: &'a dyn World, config: &'a Config) -> Self {
        Self { world, config, context: context(config), store: None }
    }

    /// The same with a place for what takes long to make.
    pub(super) fn with_store(self, store: Option<&'a Store>) -> Self {
        Self { store, ..self }
    }

    /// What the wire reader is told of a file: the language too, where its name or its folder does.
    fn context(&self, path: &str, modified: Option<Timestamp>) -> wire::Context {
        let told = self.config.tongue_of(path).0.map(|tongue| &self.config.tongues[usize::from(tongue)].tag);
        let language = told.unwrap_or(&self.context.language).clone();
        wire::Context { modified, language, ..self.context.clone() }
    }

    /// What the model needs of a file: front matter, findings, and enough of the body for a summary. A wire
    /// text is read down to that; its whole body is made when its page is.
    pub(super) fn read_front(
        &self,
        path: &str,
        bytes: &[u8],
        modified: Option<Timestamp>,
    ) -> (Source, Checked<Document>) {
        if origin(path) != Some(Origin::Wire) {
            return self.read(path, bytes, modified);
        }
        Self::read_by(path, bytes, |source| wire::read_front(source, &self.context(path, modified)))
    }

    /// The document of a file's bytes.
    pub(super) fn read(&self, path: &str, bytes: &[u8], modified: Option<Timestamp>) -> (Source, Checked<Document>) {
        Self::read_by(path, bytes, |source| match origin(path) {
            Some(Origin::Wire) => wire::read_document(source, &self.context(path, modified)),
            _ => document::read(source),
        })
    }

    /// A document by one of the readers. Of what is no text nothing more is said than that.
    fn read_by(
        path: &str,
        bytes: &[u8],
        reader: impl FnOnce(&Source) -> Checked<Document>,
    ) -> (Source, Checked<Document>) {
        let mut findings = Vec::new();
        let source = text(path, bytes, &mut findings);
        let document = reader(&source);
        if Count::of(&findings).errors == 0 {
            findings.extend(document.findings);
        }
        (source, Checked::new(document.value, findings))
    }
}

impl Copy for CopyIn<'_> {
    fn document(&self, path: &str, modified: Option<Timestamp>) -> io::Result<(Source, Checked<Document>)> {
        Ok(self.read(path, &self.world.read(path)?, modified))
    }

    fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        self.world.read(path)
    }

    fn made(&self, key: &str) -> Option<Vec<u8>> {
        self.store?.get(key)
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        if let Some(store) = self.store {
            store.put(key, bytes);
        }
    }
}

/// What the wire reader is told of a site.
pub fn context(config: &Config) -> wire::Context {
    wire::Context {
        timezone: config.timezone.clone(),
        language: config.language.clone(),
        modified: None,
        callout_words: config.callout_words,
    }
}

/// Whether a file is copy: by its name, and where other things have such names too (`.xml`, `.json`), by
/// what stands in it.
pub fn is_copy(world: &dyn World, path: &str) -> bool {
    let news = || {
        let bytes = world.read(path).unwrap_or_default();
        decode(&bytes).is_ok_and(|(text, _)| structured::format(path, &text).is_some())
    };
    match origin(path) {
        Some(Origin::Markdown) => true,
        Some(Origin::Wire) => !structured::may_be(path) || news(),
        None => false,
    }
}

/// What a file is written in, by its name; nothing where it is no copy. XML and JSON may be news, which
/// [`is_copy`] tells.
pub fn origin(path: &str) -> Option<Origin> {
    let ending = &path[path.bytes().rposition(|byte| byte == b'.')? + 1..];
    let is = |known: &[&str]| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
    match ending {
        // Nearly every file is one of these, and each is asked several times.
        "md" => Some(Origin::Markdown),
        "txt" => Some(Origin::Wire),
        _ if is(&["md", "markdown"]) => Some(Origin::Markdown),
        _ => is(&["txt", "eml", "xml", "nitf", "json"]).then_some(Origin::Wire),
    }
}

/// XML or JSON that is no news.
pub fn not_news(path: impl Into<std::sync::Arc<str>>) -> Diagnostic {
    Diagnostic::error("not-news", "this is neither NITF nor NewsML-G2 nor ninjs").in_file(path)
}

/// Plain wire text with the characters that a program wrote by their names in HTML, which is said.
fn characters(source: Source, is_wire: bool, findings: &mut Vec<Diagnostic>) -> Source {
    let is_plain = || is_wire && !structured::may_be(source.path()) && !wire::is_html(source.text());
    let Some((text, first)) = entities::mended(source.text()).filter(|_| is_plain()) else { return source };
    let source = Source::new(source.path().clone(), text);
    let span = first..source.text().ceil_char_boundary(first + 1);
    let message = "characters were written by their names in HTML (`&amp;`) and were read as what they are";
    findings.push(Diagnostic::note("entities", message).at(&source, span, "the first of them"));
    source
}

/// Says that a mail was decoded, and what was left out of it.
fn decoded(path: &str, mail: &mail::Mail) -> Diagnostic {
    let message = "the mail is encoded and was decoded: lines are counted in its text, not in the file";
    let finding = Diagnostic::note("mail", message).in_file(path);
    if mail.attachments.is_empty() {
        return finding.help(format!("run `dateline explain {path}` to see its lines"));
    }
    let named: Vec<String> = mail.attachments.iter().map(|name| format!("`{name}`")).collect();
    let finding = finding.because(format!("left out: {}", named.join(", ")));
    finding.help("save what is for print beside the story, and name it in `Image: …` as the first line")
}

/// Says that a mail came broken.
fn damaged(path: &str, damage: mail::Damage) -> Diagnostic {
    let message = match damage {
        mail::Damage::Cut => "the mail breaks off: its end is missing",
        mail::Damage::Unparted => {
            "the mail's header does not name the line that parts it: it was read by what seems to"
        }
        mail::Damage::Charset => "the mail is not in UTF-8, though it should be: what is not was read as Windows-1252",
        mail::Damage::Garbled => "the mail was damaged on its way: what could not be decoded is left out",
    };
    let finding = Diagnostic::warning("broken-mail", message).in_file(path);
    finding.help("compare it with what was sent, or ask for it again")
}

/// A file's text. A mail is decoded. What is not UTF-8 is read for what it is, and said.
pub fn text(path: &str, bytes: &[u8], findings: &mut Vec<Diagnostic>) -> Source {
    let is_wire = origin(path) == Some(Origin::Wire);
    if let Some(mail) = is_wire.then(|| mail::decoded(bytes)).flatten() {
        findings.push(decoded(path, &mail));
        findings.extend(mail.damage.map(|damage| damaged(path, damage)));
        return characters(Source::new(path, mail.text), is_wire, findings);
    }
    match decode(bytes) {
        Ok((text, encoding)) => {
            let mended = is_wire.then(|| mojibake::mended(&text)).flatten().map(Cow::Owned);
            if mended.is_some() {
                let message =
                    "the text was garbled before it was saved, and was mended: UTF-8 had been read as Windows-1252";
                findings.push(Diagnostic::note("mojibake", message).in_file(path).help("save it as UTF-8"));
            }
            let source = characters(Source::new(path, mended.unwrap_or(text)), is_wire, findings);
            match encoding {
                Encoding::Utf8 | Encoding::Utf16 => {}
                Encoding::Windows1252 => findings.push(
                    Diagnostic::note("encoding", "the file is not UTF-8 and was read as Windows-1252").in_file(path),
                ),
                Encoding::Mixed(first) => {
                    let span = first..source.text().ceil_char_boundary(first + 1);
                    let message = "the file is UTF-8 but for some bytes, which were read as Windows-1252";
                    let finding = Diagnostic::note("encoding", message).at(&source, span, "the first of them");
                    findings.push(finding.help("save it as UTF-8"));
                }
            }
            source
        }
        Err(error) => {
            findings.push(
                Diagnostic::error("encoding", format!("the file is no text: {error}"))
                    .in_file(path)
                    .help("save it as UTF-8"),
            );
            Source::new(path, "")
        }
    }
}
