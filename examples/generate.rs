//! Writes a project of N stories, to measure with: `cargo run --release --example generate -- N DIR`. With
//! `photos` behind that, each story has a photograph of 1600 × 1067 beside it, or as wide as a number says.

#[path = "../benches/newsroom/mod.rs"]
mod newsroom;
#[cfg(feature = "pictures")]
#[path = "../benches/newsroom/photo.rs"]
mod photo;

use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(number), Some(folder), what, width) = (args.next(), args.next(), args.next(), args.next()) else {
        return Err("expected: generate N DIR [photos [WIDTH]]".into());
    };
    let width = match what.as_deref() {
        Some("photos") => Some(width.map_or(Ok(1600), |width| width.parse())?),
        _ => None,
    };
    let root = Path::new(&folder);
    fs::create_dir_all(root)?;
    fs::write(root.join("book.toml"), newsroom::BOOK)?;
    let written = |at| write(root, at, width).map_err(|error| error.to_string());
    Ok((0..number.parse()?).into_par_iter().try_for_each(written)?)
}

/// A story, with a photograph beside it where a width is asked for.
fn write(root: &Path, at: usize, width: Option<u32>) -> Result<(), Box<dyn Error>> {
    let story = newsroom::story(at);
    let path = root.join("content").join(&story.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut text = story.text;
    if let Some(width) = width {
        fs::write(path.with_extension("jpg"), photo(at, width)?)?;
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        text.push_str(&format!("\n![The place in the morning]({name}.jpg \"Seen from the pier\")\n"));
    }
    Ok(fs::write(path, &text)?)
}

#[cfg(feature = "pictures")]
fn photo(at: usize, width: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(photo::photo(u32::try_from(at)?, width, (width * 2 + 1) / 3))
}

#[cfg(not(feature = "pictures"))]
fn photo(_: usize, _: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    Err("built without `pictures`".into())
}
