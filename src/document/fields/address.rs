//! Values that become part of an address: they come with the copy and are not trusted.

use super::{Key, Reader};
use crate::document::when::read::short;
use crate::source::Spanned;
use crate::source::percent::decoded;

/// The longest slug in bytes; with every ending it stays under what file systems allow for a name.
const LONGEST_SLUG: usize = 160;
/// Where a suggested slug ends, in bytes.
const LONGEST_CLEAN: usize = 80;
/// The longest address that may lead to a story, in bytes.
const LONGEST_ALIAS: usize = 1000;
/// What no file name can hold everywhere, or no address without escapes.
const FORBIDDEN: &str = "/\\?#%&\"'<>|*:;,=+@$!()[]{}^`~";
/// Endings that belong to the address, not to the slug.
const ENDINGS: [&str; 5] = [".html", ".htm", ".md", ".txt", ".json"];

impl Reader<'_> {
    /// One part of a path, without an ending.
    pub(super) fn slug(&mut self, typed: Spanned<String>) -> Option<Spanned<String>> {
        let Some(problem) = slug_problem(&typed.value) else { return Some(typed) };
        let clean = clean_slug(&typed.value);
        let help = if clean.is_empty() {
            "type words joined by hyphens, such as `ferries-run-late`".to_owned()
        } else {
            format!("did you mean `{clean}`?")
        };
        self.wrong("bad-slug", format!("`slug` {problem}"), typed.span, Some(help));
        None
    }

    /// An address on this site.
    pub(super) fn alias(&mut self, typed: Spanned<String>) -> Option<Spanned<String>> {
        let Some(problem) = alias_problem(&typed.value) else { return Some(typed) };
        let help = clean_alias(&typed.value).map(|clean| format!("did you mean `{clean}`?"));
        let help = help.or_else(|| Some("type a path on this site, such as `/2019/ferries.html`".into()));
        self.wrong("bad-alias", problem, typed.span, help);
        None
    }

    /// A name, a path or a web address, but nothing that a browser would run.
    pub(super) fn harmless(&mut self, key: Key, typed: Spanned<String>) -> Option<Spanned<String>> {
        // Browsers ignore these inside a scheme.
        let squeezed: String = typed.value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let scheme = squeezed.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if !matches!(scheme.as_deref(), Some("javascript" | "vbscript" | "data" | "file" | "blob")) {
            return Some(typed);
        }
        let message = format!("`{}` cannot be a `{}:` address", key.name(), scheme.unwrap_or_default());
        self.wrong("unsafe-address", message, typed.span, Some("type a path, or an address with `https:`".into()));
        None
    }
}

fn slug_problem(slug: &str) -> Option<String> {
    if slug.trim().is_empty() {
        return Some("is blank".into());
    }
    if slug.len() > LONGEST_SLUG {
        return Some(format!("is longer than {LONGEST_SLUG} bytes"));
    }
    if slug.starts_with('.') || slug.ends_with('.') {
        return Some("cannot begin or end with a full stop".into());
    }
    if let Some(ending) = ENDINGS.iter().find(|ending| slug.to_ascii_lowercase().ends_with(*ending)) {
        return Some(format!("cannot end in `{ending}`"));
    }
    let bad = slug.chars().find(|c| FORBIDDEN.contains(*c) || c.is_control() || c.is_whitespace() || is_unseen(*c))?;
    Some(match bad {
        bad if bad.is_whitespace() && !bad.is_control() => "cannot hold a space".into(),
        bad if bad.is_control() || is_unseen(bad) => "cannot hold an invisible character".into(),
        bad => format!("cannot hold `{bad}`"),
    })
}

/// Characters without a shape, which make two names look like one.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Letters and digits as typed, in lower case, joined by hyphens.
fn clean_slug(slug: &str) -> String {
    let seen = slug.chars().filter(|c| !c.is_control() && !is_unseen(*c));
    let lower = seen.flat_map(char::to_lowercase).collect::<String>();
    let lower = lower.trim();
    let stem = ENDINGS.iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(lower);
    let last = stem.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default();
    let mut clean = String::new();
    for word in last.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()) {
        if clean.len() + word.len() < LONGEST_CLEAN {
            clean.extend((!clean.is_empty()).then_some('-'));
            clean.push_str(word);
        }
    }
    clean
}

fn alias_problem(alias: &str) -> Option<String> {
    if alias.len() > LONGEST_ALIAS {
        return Some(format!("an alias is longer than {LONGEST_ALIAS} bytes"));
    }
    if alias.contains("://") || alias.starts_with("//") {
        return Some("an alias is a path on this site, without a host".into());
    }
    if !alias.starts_with('/') {
        return Some(format!("expected an alias that begins with `/`, found `{}`", short(alias)));
    }
    let plain = decoded(alias);
    if plain.split(['/', '\\']).any(|part| part == "..") {
        return Some("an alias cannot lead upwards".into());
    }
    let bad = |c: char| c.is_control() || c.is_whitespace() || "\\?#\"<>|*".contains(c);
    // What escapes stand for must not become part of a file's name unseen.
    let hidden = |c: &char| c.is_control() || "/\\".contains(*c);
    let escaped = plain.chars().filter(hidden).count() > alias.chars().filter(hidden).count();
    (alias.contains(bad) || escaped).then(|| "an alias cannot hold a sign that file names cannot hold".into())
}

/// The path of a full address, or the path with a slash before it, where that is sound.
fn clean_alias(alias: &str) -> Option<String> {
    let alias = alias.trim();
    let path = match alias.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => alias.trim_start_matches('/'),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let clean = format!("/{path}");
    (clean.len() > 1 && alias_problem(&clean).is_none()).then_some(clean)
}
