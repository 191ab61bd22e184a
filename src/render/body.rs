//! The texts of stories, read again when a page needs them.

use crate::diag::{Checked, Diagnostic};
use crate::document::Document;
use crate::source::Source;
use jiff::Timestamp;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// The way to the texts of stories.
pub trait Copy: Sync {
    /// The document of a file of copy and the text that its findings point into; `modified` is when
    /// the file was last written as the model knows it.
    ///
    /// # Errors
    /// What the system says.
    fn document(&self, path: &str, modified: Option<Timestamp>) -> io::Result<(Source, Checked<Document>)>;

    /// The bytes of any other file.
    ///
    /// # Errors
    /// What the system says.
    fn bytes(&self, path: &str) -> io::Result<Vec<u8>>;

    /// What was made before, by its key, if it is still there.
    fn made(&self, _key: &str) -> Option<Vec<u8>> {
        None
    }

    /// Keeps what was made.
    fn keep(&self, _key: &str, _bytes: &[u8]) {}
}

/// A text and its document.
pub struct Text {
    /// The text that findings point into.
    pub source: Source,
    /// What it says.
    pub document: Document,
}

/// Reads texts, and says so where that fails.
pub struct Bodies<'a> {
    copy: &'a dyn Copy,
    /// The last text of each thread: a story's page and its Markdown are made one after the other.
    last: Vec<Mutex<Option<Arc<Text>>>>,
}

impl<'a> Bodies<'a> {
    /// Reads texts by way of `copy`.
    pub fn new(copy: &'a dyn Copy) -> Self {
        Self { copy, last: (0..=rayon::current_num_threads()).map(|_| Mutex::default()).collect() }
    }

    /// A file's text. What was wrong with its front matter was said when the site was made, so it is
    /// not said again.
    pub fn text(&self, path: &str, modified: Option<Timestamp>, findings: &mut Vec<Diagnostic>) -> Arc<Text> {
        let mut last = self.slot().lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = last.as_ref().filter(|text| **text.source.path() == *path) {
            return Arc::clone(text);
        }
        let text = match self.copy.document(path, modified) {
            Ok((source, document)) => Text { source, document: document.value },
            Err(error) => {
                findings.push(gone(path, &error));
                Text { source: Source::new(path, ""), document: Document::default() }
            }
        };
        let text = Arc::new(text);
        *last = Some(Arc::clone(&text));
        text
    }

    /// Where this thread keeps its last text; threads that are not of the pool share one.
    fn slot(&self) -> &Mutex<Option<Arc<Text>>> {
        let at = rayon::current_thread_index().unwrap_or(self.last.len() - 1);
        &self.last[at.min(self.last.len() - 1)]
    }

    /// What was made before, by its key.
    pub fn made(&self, key: &str) -> Option<Vec<u8>> {
        self.copy.made(key)
    }

    /// Keeps what was made.
    pub fn keep(&self, key: &str, bytes: &[u8]) {
        self.copy.keep(key, bytes);
    }

    /// An attachment's bytes.
    pub fn attachment(&self, path: &str, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        self.copy.bytes(path).unwrap_or_else(|error| {
            findings.push(gone(path, &error));
            Vec::new()
        })
    }
}

fn gone(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", format!("cannot read the file: {error}"))
        .in_file(path)
        .because("it could be read when the build began")
}
