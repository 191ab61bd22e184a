//! Reads every `.txt` of a folder and writes what was found as JSON, one file a text, for the scorers.
//!
//! `cargo run --release --example score -- FOLDER OUT`

use dateline::source::{Source, decode};
use dateline::wire::{self, Context};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(out)) = (arguments.next(), arguments.next()) else {
        return ExitCode::from(2);
    };
    match run(&folder, &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn run(folder: &std::path::Path, out: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(out)?;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".txt")) else {
            continue;
        };
        let Ok((text, _)) = decode::decode(&std::fs::read(&path)?) else { continue };
        let source = Source::new(name, text);
        let reading = wire::read(&source, &Context::default()).value;
        let json = wire::json::reading(&source, &reading);
        std::fs::write(out.join(name).with_extension("json"), json.to_string())?;
    }
    Ok(())
}
