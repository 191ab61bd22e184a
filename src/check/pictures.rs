//! Pictures that say nothing to those who cannot see them.

use super::Seen;
use super::names::Names;
use super::words::place_of;
use crate::build::Loaded;
use crate::diag::Diagnostic;
use crate::source::percent::decoded;
use crate::world::World;

/// Pictures of stories and pages without words. What a template shows may be an ornament, and an
/// empty `alt` says so; what stands in copy is news.
pub(super) fn without_words(world: &dyn World, loaded: &Loaded, names: &Names, pages: &[Seen<'_>]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let assets: Vec<&str> = loaded.theme.assets.values().map(|asset| asset.address.as_str()).collect();
    for page in pages {
        let Some(path) = page.copy else { continue };
        for picture in page.look.wordless.iter().map(|name| names.words(*name)) {
            let address = decoded(picture);
            if assets.iter().any(|asset| address.ends_with(asset)) {
                continue;
            }
            let name = address.rsplit('/').next().unwrap_or_default();
            let encoded = picture.rsplit('/').next().unwrap_or_default();
            let finding =
                Diagnostic::warning("no-alt", format!("the picture `{name}` has no words for those who cannot see it"));
            let finding = match place_of(world, path, [name, encoded]) {
                Some((source, span)) => finding.at(&source, span, ""),
                None => finding.in_file(path),
            };
            findings.push(finding.help("type what it shows: `![the ferry at its berth](ferry.jpg)`, or `image-alt:`"));
        }
    }
    findings
}
