//! `dateline convert`.

use super::args::Convert;
use super::{Exit, Failed, say};
use crate::build::{copy, intake};
use crate::diag::{self, Count, Diagnostic, Severity};
use crate::document;
use crate::site::Origin;
use crate::source::{Source, Spanned};
use crate::wire::{self, structured};
use jiff::Timestamp;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Converts each text; one that fails does not stop the others.
pub(super) fn run(args: &Convert) -> Result<Exit, Failed> {
    let mut findings = Vec::new();
    let mut failures = Vec::new();
    for file in &args.files {
        failures.extend(one(args, file, &mut findings).err());
    }
    diag::sort(&mut findings);
    if args.json {
        // The JSON says of each field how it was found; what is wrong, it does not say.
        findings.retain(|finding| finding.severity != Severity::Note);
    }
    say::findings(&findings);
    if let Some(last) = failures.pop() {
        failures.iter().for_each(say::failed);
        return Err(last);
    }
    Ok(if Count::of(&findings).errors > 0 { Exit::Content } else { Exit::Done })
}

fn one(args: &Convert, file: &Path, findings: &mut Vec<Diagnostic>) -> Result<(), Failed> {
    let shown = file.display().to_string();
    if copy::origin(&shown) == Some(Origin::Markdown) {
        findings.push(Diagnostic::error("not-wire-text", "this is Markdown already").in_file(shown));
        return Ok(());
    }
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(Diagnostic::error("unreadable", format!("cannot read the file: {error}")).in_file(shown));
            return Ok(());
        }
    };
    let source = copy::text(&shown, &bytes, findings);
    if structured::may_be(&shown) && structured::format(&shown, source.text()).is_none() {
        findings.push(copy::not_news(shown));
        return Ok(());
    }
    if args.json {
        let reading = wire::read(&source, &context(file)).drain_into(findings);
        say::line(&wire::json::reading(&source, &reading).to_string());
        return Ok(());
    }
    let mut document = wire::read_document(&source, &context(file)).drain_into(findings);
    document.front.converted = Some(Spanned::new(intake::hash(&bytes), 0..0));
    let markdown = document::print(&document);
    if args.stdout {
        say::text(&markdown);
        return Ok(());
    }
    let target = target(args, file);
    write(&target, &markdown, &source, findings)
}

/// What the wire reader is told: the settings of the project that the file lies in, if it does.
pub(super) fn context(file: &Path) -> wire::Context {
    let modified = fs::metadata(file).and_then(|meta| meta.modified()).ok();
    let modified = modified.and_then(|time| Timestamp::try_from(time).ok());
    let root = fs::canonicalize(file).ok().and_then(|path| {
        path.ancestors().find(|folder| folder.join(crate::build::SETTINGS).is_file()).map(Path::to_owned)
    });
    let settings = root.map(|root| super::project::read_settings(&crate::world::Disk::new(root, Timestamp::now())));
    let context = settings.map(|settings| copy::context(&settings.value)).unwrap_or_default();
    wire::Context { modified, ..context }
}

fn target(args: &Convert, file: &Path) -> PathBuf {
    let beside = file.with_extension("md");
    match (&args.out, beside.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => beside,
    }
}

/// Writes Markdown where there is none yet; a file with other words stays as it is.
fn write(target: &Path, markdown: &str, source: &Source, findings: &mut Vec<Diagnostic>) -> Result<(), Failed> {
    match fs::read(target) {
        Ok(there) if there == markdown.as_bytes() => {
            say::line(&format!("{}: unchanged", target.display()));
            return Ok(());
        }
        Ok(_) => {
            findings.push(
                Diagnostic::error("differs", format!("`{}` is there already and has other words", target.display()))
                    .in_file(&**source.path())
                    .help("remove it, or write elsewhere with `--out DIR`"),
            );
            return Ok(());
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(cannot(target, &error)),
    }
    let made = target.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(target, markdown)).map_err(|error| cannot(target, &error))?;
    say::line(&target.display().to_string());
    Ok(())
}

fn cannot(target: &Path, error: &std::io::Error) -> Failed {
    Failed::new(format!("cannot write `{}`: {error}", target.display()))
}
