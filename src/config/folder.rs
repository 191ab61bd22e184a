//! The folders of a project: inside of it, and apart from each other.

use super::Config;
use super::table::{Desk, Wrong};
use crate::diag::Diagnostic;
use crate::source::Spanned;

/// The folder of the site's own themes, which no setting moves.
const THEMES: &str = "themes";

/// A path below the project's folder, written with `/` and without `./` or a slash at the end.
pub(super) fn folder(typed: &str) -> Result<String, Wrong> {
    let wrong = |message: &str, help: String| Err(Wrong::new(message, help));
    let slashed = typed.replace('\\', "/");
    let parts: Vec<&str> = slashed.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let last = parts.last().filter(|part| **part != "..").map_or("content", |part| part);
    let is_drive = typed.as_bytes().get(1) == Some(&b':');
    if slashed.starts_with('/') || is_drive || typed.starts_with('~') {
        return wrong("expected a folder inside the project, found an absolute path", format!("type `{last}`"));
    }
    if parts.contains(&"..") {
        return wrong("expected a folder inside the project, found a path that leaves it", format!("type `{last}`"));
    }
    if parts.is_empty() {
        return wrong(
            "expected a folder inside the project, found the project itself",
            "type the name of a folder".into(),
        );
    }
    if typed.contains(|c: char| c.is_control() || "<>\"|?*:".contains(c)) {
        return wrong(
            "a folder's name cannot hold `<>\"|?*:` or invisible characters",
            "type letters and digits".into(),
        );
    }
    Ok(parts.join("/"))
}

/// The folders that `book.toml` names, with their places.
#[derive(Default)]
pub(super) struct Folders {
    pub(super) src: Option<Spanned<String>>,
    pub(super) build_dir: Option<Spanned<String>>,
}

impl Folders {
    /// Settles the folders. The site cannot be written over the copy or the themes, nor copy be read
    /// from the site.
    pub(super) fn settle(self, desk: &mut Desk<'_>, config: &mut Config) {
        let Self { src, build_dir } = self;
        let content = src.as_ref().map_or(config.content.clone(), |src| src.value.clone());
        let output = build_dir.as_ref().map_or(config.output.clone(), |build_dir| build_dir.value.clone());
        let clash =
            [("src", content.as_str()), (THEMES, THEMES)].into_iter().find(|(_, other)| overlap(&output, other));
        let Some((what, other)) = clash else {
            config.content = content;
            config.output = output;
            return;
        };
        let message = if output.to_lowercase() == other.to_lowercase() {
            format!("`build-dir` and `{what}` are the same folder")
        } else if overlap_within(&output, other) {
            format!("`build-dir` lies inside `{what}`")
        } else {
            format!("`{what}` lies inside `build-dir`")
        };
        let mut finding = Diagnostic::error("overlapping-folders", message);
        let places = [build_dir.map(|folder| folder.span), src.filter(|_| what == "src").map(|folder| folder.span)];
        for span in places.into_iter().flatten() {
            finding = finding.at(desk.source, span, "");
        }
        desk.findings.push(finding.because("the site is written there and the copy is read from there").help(format!(
            "type `build-dir = \"{}\"` under `[build]`",
            if overlap("public", &content) { "site" } else { "public" }
        )));
    }
}

/// Whether one folder is the other or lies in it. File systems may take cases for the same.
fn overlap(one: &str, other: &str) -> bool {
    overlap_within(one, other) || overlap_within(other, one)
}

fn overlap_within(inner: &str, outer: &str) -> bool {
    let (inner, outer) = (inner.to_lowercase(), outer.to_lowercase());
    inner.strip_prefix(&outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
