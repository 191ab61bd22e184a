//! How a language's file is written, read by the compiler.
//!
//! ```text
//! file  = { list } [ "[speech]" { list } ]
//! list  = name ":" word { "," word } { newline spaces word { "," word } }
//! ```
//!
//! `#` opens a comment. The lists before `[speech]` say what stands around a story; those after it are
//! [the words of attributions](crate::wire::quotes).

/// A place in a file, and the list that it stands in.
#[derive(Clone, Copy)]
pub(in crate::wire) struct Cursor {
    rest: &'static [u8],
    line: &'static [u8],
    name: &'static [u8],
}

impl Cursor {
    /// The head of a file.
    pub(in crate::wire) const fn story(file: &'static str) -> Self {
        Self { rest: file.as_bytes(), line: b"", name: b"" }
    }

    /// What stands after `[speech]`.
    pub(in crate::wire) const fn speech(file: &'static str) -> Self {
        let mut rest = file.as_bytes();
        while !rest.is_empty() {
            let (line, after) = cut(rest, b'\n');
            rest = after;
            if !line.is_empty() && line[0] == b'[' {
                break;
            }
        }
        Self { rest, line: b"", name: b"" }
    }

    /// The name of a list, a word of it, and the place after the word.
    pub(in crate::wire) const fn next(mut self) -> Option<(&'static [u8], &'static [u8], Self)> {
        loop {
            if self.line.is_empty() {
                let (line, after) = cut(self.rest, b'\n');
                if self.rest.is_empty() || !line.is_empty() && line[0] == b'[' {
                    return None;
                }
                self.rest = after;
                let (line, _) = cut(line, b'#');
                if !line.is_empty() && line[0] == b' ' {
                    self.line = line;
                } else {
                    (self.name, self.line) = cut(line, b':');
                }
            } else {
                let (word, after) = cut(self.line, b',');
                self.line = after;
                let word = word.trim_ascii();
                if !word.is_empty() {
                    return Some((self.name, word, self));
                }
            }
        }
    }
}

/// How many words the lists before `[speech]` have.
pub(super) const fn count(file: &'static str) -> usize {
    let (mut cursor, mut count) = (Cursor::story(file), 0);
    while let Some((_, _, after)) = cursor.next() {
        cursor = after;
        count += 1;
    }
    count
}

/// Those words, each with the name of its list.
pub(super) const fn words<const N: usize>(file: &'static str) -> [(&'static str, &'static str); N] {
    let (mut cursor, mut at) = (Cursor::story(file), 0);
    let mut words = [("", ""); N];
    while let Some((name, word, after)) = cursor.next() {
        cursor = after;
        words[at] = (text(name), text(word));
        at += 1;
    }
    words
}

/// The words alone.
pub(super) const fn bare<const N: usize>(named: &[(&'static str, &'static str); N]) -> [&'static str; N] {
    let (mut words, mut at) = ([""; N], 0);
    while at < N {
        words[at] = named[at].1;
        at += 1;
    }
    words
}

/// The words of one list, which the file must have.
pub(super) const fn list(
    named: &[(&str, &str)],
    words: &'static [&'static str],
    name: &str,
) -> &'static [&'static str] {
    let found = some(named, words, name);
    assert!(!found.is_empty(), "a language's file lacks a list");
    found
}

/// The words of one list, or none where the file does not have it.
pub(super) const fn some(
    named: &[(&str, &str)],
    words: &'static [&'static str],
    name: &str,
) -> &'static [&'static str] {
    let mut from = 0;
    while from < named.len() && !same(named[from].0.as_bytes(), name.as_bytes()) {
        from += 1;
    }
    let mut to = from;
    while to < named.len() && same(named[to].0.as_bytes(), name.as_bytes()) {
        to += 1;
    }
    words.split_at(to).0.split_at(from).1
}

const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a language's file is not in UTF-8"),
    }
}

/// Whether two words are the same; comparing slices is not for the compiler yet.
pub(in crate::wire) const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// What stands before and after the first `sign`.
pub(in crate::wire) const fn cut(text: &'static [u8], sign: u8) -> (&'static [u8], &'static [u8]) {
    let mut at = 0;
    while at < text.len() {
        if text[at] == sign {
            return (text.split_at(at).0, text.split_at(at + 1).1);
        }
        at += 1;
    }
    (text, b"")
}
