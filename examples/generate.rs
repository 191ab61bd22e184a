//! Writes a project of N stories, to measure with: `cargo run --release --example generate -- N DIR`. With
//! `photos` behind that, each story has a photograph of 1600 × 1067 beside it.

#[path = "../benches/newsroom/mod.rs"]
mod newsroom;
#[cfg(feature = "pictures")]
#[path = "../benches/newsroom/photo.rs"]
mod photo;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(number), Some(folder), what) = (args.next(), args.next(), args.next()) else {
        return Err("expected: generate N DIR [photos]".into());
    };
    let root = Path::new(&folder);
    fs::create_dir_all(root)?;
    fs::write(root.join("book.toml"), newsroom::BOOK)?;
    for at in 0..number.parse()? {
        let story = newsroom::story(at);
        let path = root.join("content").join(&story.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut text = story.text;
        if what.as_deref() == Some("photos") {
            fs::write(path.with_extension("jpg"), photo(at)?)?;
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            text.push_str(&format!("\n![The place in the morning]({name}.jpg \"Seen from the pier\")\n"));
        }
        fs::write(path, &text)?;
    }
    Ok(())
}

#[cfg(feature = "pictures")]
fn photo(at: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(photo::photo(u32::try_from(at)?, 1600, 1067))
}

#[cfg(not(feature = "pictures"))]
fn photo(_: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    Err("built without `pictures`".into())
}
