//! A project's own themes, in `themes/`.

use crate::theme::Shelf;
use crate::world::World;

/// The themes of a world.
pub struct Themes<'a>(pub &'a dyn World);

impl Shelf for Themes<'_> {
    fn theme(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let folder = format!("themes/{name}");
        let files = self.0.files(&folder).files.into_iter();
        files
            .filter_map(|file| Some((file.path[folder.len() + 1..].to_owned(), self.0.read(&file.path).ok()?)))
            .collect()
    }

    fn themes(&self) -> Vec<String> {
        let files = self.0.files("themes").files;
        let mut names: Vec<String> =
            files.iter().filter_map(|file| file.path.split('/').nth(1).map(str::to_owned)).collect();
        names.dedup();
        names
    }
}
