//! Notices at the foot: whose the words are, where they came from, which pictures go with them.

use crate::wire::byline::head;
use crate::wire::caseless::Caseless;
use crate::wire::language;
use crate::wire::openings::Openings;
use std::sync::LazyLock;

/// The longest notice, in bytes.
const LONGEST: usize = 300;

/// What opens a notice of rights.
static RIGHTS: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(language::feet(|foot| foot.rights).chain(["©", "(c) "])));

/// What opens a line that says where the words came from, or under which rules they were written.
static SOURCES: LazyLock<Openings> = LazyLock::new(|| Openings::new(language::feet(|foot| foot.sources)));

/// Pictures and sound that a service offers with a story.
static OFFERS: LazyLock<Caseless<()>> = LazyLock::new(|| language::feet(|foot| foot.offers).collect());

/// Whether a line is a notice to those who print the story and no part of it.
pub(super) fn is_notice(words: &str) -> bool {
    words.len() <= LONGEST
        && (is_rights(words) || is_source(words) || is_address(words) || is_offer(words) || is_device(words))
}

/// `© Agence`, `[Copyright The Wire, Ltd.]`, `Copyright 2026 The Wire. All rights reserved.`
fn is_rights(words: &str) -> bool {
    let inner = words.trim_start_matches(['[', '(', '<', ' ']);
    let opens = RIGHTS.all(inner).any(|(_, rest)| !rest.starts_with(char::is_alphabetic));
    // A sentence may be about a copyright: `Copyright is the matter of the suit.`
    let plain = head(inner, "copyright").is_none_or(|rest| {
        let rest = rest.trim_start();
        rest.starts_with(|c: char| c.is_numeric() || c.is_uppercase() || matches!(c, '©' | ':' | '(' | '-' | '–'))
    });
    opens && plain
}

/// `SOURCE Norwick Ferries`, `Source: Norwick Radio, 0600 gmt`
fn is_source(words: &str) -> bool {
    // `Source: a well. So says the sign.` goes on as copy does.
    let is_copy =
        || words.split_once(": ").is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase) && rest.contains(". "));
    words.len() <= 160
        && (words.starts_with("SOURCE ") || words.starts_with("BBC Mon ") || SOURCES.words(words).is_some())
        && !is_copy()
}

/// What devices put under a mail.
static DEVICES: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(language::mails().flat_map(|mail| mail.device).copied()));

/// `Sent from my telephone`
fn is_device(words: &str) -> bool {
    words.len() <= 60 && DEVICES.words(words).is_some()
}

/// A line of nothing but an address.
fn is_address(words: &str) -> bool {
    let one = !words.contains(char::is_whitespace);
    one && (words.contains('@') && words.contains('.') || words.starts_with("www.") || words.starts_with("http"))
}

/// `(foto) (vídeo)`
fn is_offer(words: &str) -> bool {
    let offered = |word: &str| OFFERS.has(word);
    words.starts_with('(')
        && words.ends_with(')')
        && words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(offered)
}
