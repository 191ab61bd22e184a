//! What a build changed in an output folder: the end of a manifest, and of a journal.

use super::manifest::{END, GONE, file, is_end, push_end, push_line, seal};
use super::{Entry, is_plain};
use std::collections::BTreeMap;

/// What a build changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have other bytes.
    pub put: BTreeMap<String, Entry>,
    /// Files that are no more.
    pub gone: Vec<String>,
}

impl Changes {
    /// The changes as they are added to a manifest's text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.put.iter().for_each(|(path, entry)| push_line(&mut text, path, *entry));
        for path in &self.gone {
            text.push_str(&format!("{GONE}{path}\n"));
        }
        let seal = seal(&text);
        push_end(&mut text, seal);
        text
    }

    /// Reads changes as they were printed.
    pub fn parse(text: &str) -> Option<Self> {
        let lines = &text[..text.strip_suffix('\n')?.rfind('\n').map_or(0, |before| before + 1)];
        let end = text[lines.len()..].trim_end().strip_prefix(END)?;
        // A journal of an older program has no hash at its end.
        (end.is_empty() || is_end(end, seal(lines))).then_some(())?;
        let mut changes = Self::default();
        for line in lines.lines() {
            match line.strip_prefix(GONE) {
                Some(path) => changes.gone.push(is_plain(path).then(|| path.to_owned())?),
                None => {
                    let (path, entry) = file(line).filter(|(path, _)| is_plain(path))?;
                    changes.put.insert(path.to_owned(), entry);
                }
            }
        }
        Some(changes)
    }

    /// How many lines they are.
    pub fn len(&self) -> usize {
        self.put.len() + self.gone.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
