//! Values of each kind: text, lists, times, truth values, languages, states.

use super::{Key, Manner, Reader};
use crate::diag::{Diagnostic, language, nearest};
use crate::document::node::{Kind, Node};
use crate::document::print::scalar::{in_list, scalar};
use crate::document::when::read::short;
use crate::document::{Genre, State, When};
use crate::source::{Span, Spanned};

/// Other words for genres.
const GENRES: [(&str, &str); 6] = [
    ("comment", "opinion"),
    ("editorial", "opinion"),
    ("column", "opinion"),
    ("explainer", "background"),
    ("feature", "reportage"),
    ("sponsored", "advertisement"),
];

/// Words that desks use for a state that has another name here.
const STATES: [(&str, &str); 12] = [
    ("corrected", "correction"),
    ("updated", "update"),
    ("killed", "kill"),
    ("withdrawn", "kill"),
    ("withdraw", "kill"),
    ("canceled", "kill"),
    ("cancelled", "kill"),
    ("withheld", "hold"),
    ("embargoed", "hold"),
    ("published", "usable"),
    ("final", "usable"),
    ("new", "usable"),
];

impl Reader<'_> {
    /// One text. A key without a value, or with a blank one, counts as not given.
    pub(super) fn text(&mut self, key: Key, node: Node) -> Option<Spanned<String>> {
        self.text_or_blank(key, node).filter(|text| !text.value.trim().is_empty())
    }

    /// One text, which may be blank where it was typed so.
    pub(super) fn text_or_blank(&mut self, key: Key, node: Node) -> Option<Spanned<String>> {
        match node.kind {
            Kind::Empty => None,
            Kind::Scalar { text, .. } => Some(Spanned::new(text, node.span)),
            Kind::List(_) | Kind::Table(_) => {
                self.wrong_kind("text", key, &node);
                None
            }
        }
    }

    /// Several texts: a list, or one text parted as the manner says.
    pub(super) fn list(&mut self, key: Key, node: Node) -> Vec<Spanned<String>> {
        match (self.manner, &node.kind) {
            (Manner::Header, Kind::Scalar { text, .. }) => {
                parted(text, &node.span, if text.contains(';') { &[';'] } else { &[','] })
            }
            (Manner::FrontMatter, Kind::Scalar { text, quoted: false }) if text.contains(',') => {
                let items = parted(text, &node.span, &[',']);
                self.comma_list(key, &node.span, &items);
                items
            }
            _ => self.lines(key, node),
        }
    }

    /// Several texts: a list, or one text, which is never parted.
    pub(super) fn lines(&mut self, key: Key, node: Node) -> Vec<Spanned<String>> {
        match node.kind {
            Kind::List(items) => items.into_iter().filter_map(|item| self.item(key, item)).collect(),
            _ => self.item(key, node).into_iter().collect(),
        }
    }

    fn item(&mut self, key: Key, node: Node) -> Option<Spanned<String>> {
        if let Kind::Table(entries) = &node.kind
            && let [(word, _)] = entries.as_slice()
        {
            let typed = self.source.text()[node.span.clone()].trim();
            let finding = Diagnostic::error("wrong-type", format!("expected text in `{}`, found a table", key.name()))
                .at(self.source, word.span.clone(), "the colon makes a table of this");
            let quoted = scalar(typed);
            self.findings.push(match typed.contains('\n') {
                true => finding.help("put the item in quotation marks"),
                false => finding.help(format!("type `{quoted}`")),
            });
            return None;
        }
        self.text(key, node)
    }

    fn comma_list(&mut self, key: Key, span: &Span, items: &[Spanned<String>]) {
        let name = key.name();
        let typed: Vec<_> = items.iter().map(|item| in_list(&item.value)).collect();
        self.findings.push(
            Diagnostic::warning("comma-list", format!("`{name}` is read as a list of {}", items.len()))
                .at(self.source, span.clone(), "parted at the commas")
                .help(format!("type `{name}: [{}]`", typed.join(", "))),
        );
    }

    pub(super) fn when(&mut self, key: Key, node: Node) -> Option<Spanned<When>> {
        let text = match node.kind {
            Kind::Empty => return None,
            Kind::Scalar { text, .. } => text,
            Kind::List(_) | Kind::Table(_) => {
                self.wrong_kind("a date", key, &node);
                return None;
            }
        };
        if text.trim().is_empty() {
            return None;
        }
        match When::parse(&text) {
            Ok(when) => Some(Spanned::new(when, node.span)),
            Err(no_time) => {
                let message = format!("{} in `{}`", no_time.message, key.name());
                self.wrong("bad-date", message, node.span, no_time.help);
                None
            }
        }
    }

    pub(super) fn truth(&mut self, key: Key, node: Node) -> Option<Spanned<bool>> {
        let text = match &node.kind {
            Kind::Empty => return None,
            Kind::Scalar { text, .. } => text.trim().to_ascii_lowercase(),
            Kind::List(_) | Kind::Table(_) => {
                self.wrong_kind("`true` or `false`", key, &node);
                return None;
            }
        };
        let meant = match text.as_str() {
            "" => return None,
            "true" => return Some(Spanned::new(true, node.span)),
            "false" => return Some(Spanned::new(false, node.span)),
            "yes" | "y" | "on" | "1" => Some("did you mean `true`?".to_owned()),
            "no" | "n" | "off" | "0" => Some("did you mean `false`?".to_owned()),
            _ => None,
        };
        let message = format!("expected `true` or `false` for `{}`, found `{}`", key.name(), short(&text));
        self.wrong("wrong-type", message, node.span, meant);
        None
    }

    pub(super) fn language(&mut self, typed: Spanned<String>) -> Option<Spanned<String>> {
        if language::is_tag(&typed.value) {
            return Some(typed);
        }
        let message = format!("expected a language tag, found `{}`", short(&typed.value));
        self.wrong("bad-language", message, typed.span, Some(language::help(&typed.value)));
        None
    }

    /// What a take says of itself.
    pub(super) fn state(&mut self, key: Key, node: Node) -> Option<Spanned<State>> {
        self.word(key, node, State::NAMES, &STATES, "bad-state")
    }

    /// What kind of text a story is.
    pub(super) fn genre(&mut self, key: Key, node: Node) -> Option<Spanned<Genre>> {
        self.word(key, node, Genre::NAMES, &GENRES, "bad-genre")
    }

    /// One of some words; `others` are what people type in their stead.
    fn word<T: Copy, const N: usize>(
        &mut self,
        key: Key,
        node: Node,
        known: [(&'static str, T); N],
        others: &[(&str, &'static str)],
        code: &'static str,
    ) -> Option<Spanned<T>> {
        let typed = self.text(key, node)?;
        let word = typed.value.trim().to_lowercase();
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == word) {
            return Some(Spanned::new(*value, typed.span));
        }
        let names = known.map(|(name, _)| name);
        let meant = others.iter().find(|(said, _)| *said == word).map(|(_, name)| *name);
        let help = match meant.or_else(|| nearest(&word, names)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("type one of `{}`", names.join("`, `")),
        };
        self.wrong(code, format!("unknown {} `{}`", key.name(), short(&typed.value)), typed.span, Some(help));
        None
    }

    fn wrong_kind(&mut self, expected: &str, key: Key, node: &Node) {
        let message = format!("expected {expected} for `{}`, found {}", key.name(), node.what());
        let help = match (key, &node.kind) {
            (Key::Section, Kind::List(_)) => Some("a story has one section; list its other subjects in `tags`".into()),
            _ => None,
        };
        self.wrong("wrong-type", message, node.span.clone(), help);
    }
}

/// The parts of a text between separators, without blank ones, each with its place.
fn parted(text: &str, span: &Span, separators: &[char]) -> Vec<Spanned<String>> {
    // The places are known where the text stands as it was typed.
    let as_typed = span.len() == text.len();
    let mut at = 0;
    let mut parts = Vec::new();
    for part in text.split(separators) {
        let word = part.trim();
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        if !word.is_empty() {
            let place = if as_typed { span.start + start..span.start + start + word.len() } else { span.clone() };
            parts.push(Spanned::new(word.to_owned(), place));
        }
    }
    parts
}
