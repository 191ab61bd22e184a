//! Writes a project of N stories, to measure with: `cargo run --release --example generate -- N DIR`.

#[path = "../benches/newsroom/mod.rs"]
mod newsroom;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(number), Some(folder)) = (args.next(), args.next()) else {
        return Err("expected: generate N DIR".into());
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
        fs::write(path, &story.text)?;
    }
    Ok(())
}
