//! Reads every `.txt` of a folder and writes what was found as JSON, one file a text, for the scorers; says
//! on the standard output how much of the texts was kept.
//!
//! `cargo run --release --example score -- FOLDER OUT`

use dateline::document::FrontMatter;
use dateline::source::{Source, decode};
use dateline::wire::{self, Context, Reading};
use std::io::Write;
use std::path::{Path, PathBuf};
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

fn run(folder: &Path, out: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(out)?;
    let mut kept = Kept::default();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".txt")) else {
            continue;
        };
        let bytes = std::fs::read(&path)?;
        let Ok((text, _)) = decode::decode(&bytes) else { continue };
        let source = Source::new(name, text);
        let reading = wire::read(&source, &Context::default()).value;
        kept.count(source.text(), &reading);
        let json = wire::json::reading(&source, &reading);
        std::fs::write(out.join(name).with_extension("json"), json.to_string())?;
    }
    writeln!(std::io::stdout(), "{kept}")
}

/// How many letters and digits of the texts stand in the documents.
#[derive(Default)]
struct Kept {
    texts: usize,
    all: usize,
    kept: usize,
    /// Texts whose letters do not stand in the body in their order.
    moved: usize,
}

impl Kept {
    fn count(&mut self, text: &str, reading: &Reading) {
        let labelled = |line: &&str| !line.starts_with("> [!QUOTE] ");
        let body: String = reading.document.body.lines().filter(labelled).flat_map(letters).collect();
        let mut rest = letters(text);
        self.texts += 1;
        self.all += letters(text).count();
        self.kept += body.chars().count() + typed(&reading.document.front);
        self.moved += usize::from(!body.chars().all(|letter| rest.any(|other| other == letter)));
    }
}

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { texts, all, kept, moved } = self;
        write!(f, "words     {texts} texts: {kept} of {all} letters and digits kept, out of order in {moved} texts")
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// How many letters and digits of the text front matter holds as typed.
fn typed(front: &FrontMatter) -> usize {
    let single = [&front.title, &front.description, &front.kicker, &front.byline, &front.dateline];
    // A key that was read out of a service line is in the desk's notes already.
    let slugline = front.slugline.as_ref().filter(|key| {
        !front.desk.iter().any(|note| note.span.start <= key.span.start && key.span.end <= note.span.end)
    });
    let fields = single.into_iter().flatten().chain(&front.tags).chain(&front.desk).chain(slugline);
    fields.map(|field| letters(&field.value).count()).sum()
}
