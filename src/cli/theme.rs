//! `dateline theme`: what themes there are, what they are made of, and what a site has changed.

mod blocks;

use super::args::{Theme, ThemeAction};
use super::{Exit, Failed, project, say};
use crate::build::Themes;
use crate::diag::nearest;
use crate::theme::{self, Found, Shelf, builtin};
use crate::world::Disk;
use similar::TextDiff;

/// Does what was asked about the project's themes.
pub(super) fn run(args: &Theme) -> Result<Exit, Failed> {
    let world = project::open(&args.project, None)?;
    let used = project::read_settings(&world).value.theme;
    match &args.action {
        ThemeAction::List => list(&world, &used),
        ThemeAction::Show { file } => show(&files(&world, &used)?, &used, file.as_deref()),
        ThemeAction::Diff { file } => diff(&files(&world, &used)?, file.as_deref()),
    }
}

/// A line for each theme: its name, where it is, what it says of itself.
fn list(world: &Disk, used: &str) -> Result<Exit, Failed> {
    let shelf = Themes(world);
    let own = shelf.themes();
    let mut names: Vec<&str> = own.iter().map(String::as_str).chain(builtin::NAMES).collect();
    names.sort_unstable();
    names.dedup();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    for name in names {
        let mark = if name == used { "*" } else { " " };
        let place = match (own.iter().any(|own| own == name), builtin::NAMES.contains(&name)) {
            (true, true) => "changed in themes/",
            (true, false) => "in themes/",
            _ => "built in",
        };
        let about = theme::description(&shelf, name).map(|about| format!("  {about}")).unwrap_or_default();
        say::line(format!("{mark} {name:width$}  {place:17}{about}").trim_end());
    }
    Ok(Exit::Done)
}

/// The files that count, each with where it is, or the text of one.
fn show(files: &[Found], used: &str, file: Option<&str>) -> Result<Exit, Failed> {
    let Some(file) = file else {
        say::line(&format!("theme `{used}`:"));
        for found in files {
            let over = found.over.as_ref().map(|over| format!("  over {}", over.shown)).unwrap_or_default();
            say::line(&format!("  {}  {}{over}", found.path, found.shown));
        }
        return Ok(Exit::Done);
    };
    let found = find(files, file)?;
    // An empty file that stands over another is the one that a shell is writing this into.
    let bytes = match &found.over {
        Some(over) if found.bytes.is_empty() => &over.bytes,
        _ => &found.bytes,
    };
    say::text(&String::from_utf8_lossy(bytes));
    Ok(Exit::Done)
}

/// What the project's files change in those that they stand over, as a patch.
fn diff(files: &[Found], file: Option<&str>) -> Result<Exit, Failed> {
    let one = file.map(|file| find(files, file)).transpose()?;
    let asked = files.iter().filter(|found| one.is_none_or(|one| one.path == found.path));
    let mut changed = 0;
    for found in asked {
        let Some(over) = &found.over else { continue };
        let (old, new) = (String::from_utf8_lossy(&over.bytes), String::from_utf8_lossy(&found.bytes));
        if old != new {
            changed += 1;
            say::text(&patch((&over.shown, &old), (&found.shown, &new)));
        }
    }
    if changed == 0 {
        say::line("no file of the project stands over another with other words");
    }
    Ok(Exit::Done)
}

/// What one text changes in another. Of a template that extends the one that it stands over, each block by itself:
/// the rest is not changed, though it does not stand there.
fn patch((over, old): (&str, &str), (shown, new): (&str, &str)) -> String {
    let of = |old: &str, new: &str, over: &str, shown: &str| {
        TextDiff::from_lines(old, new).unified_diff().header(over, shown).to_string()
    };
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    if blocks::extended(new).is_none_or(|extended| name(extended) != name(shown) || !extended.contains('/')) {
        return of(old, new, over, shown);
    }
    let below = blocks::of(old);
    let ended = |text: &str| if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    let changed = blocks::of(new).into_iter().map(|(block, words)| {
        let old = below.iter().find(|(name, _)| *name == block).map_or(String::new(), |(_, words)| ended(words));
        of(&old, &ended(words), &format!("{over}, block {block}"), &format!("{shown}, block {block}"))
    });
    changed.collect()
}

fn files(world: &Disk, used: &str) -> Result<Vec<Found>, Failed> {
    let files = theme::files(&Themes(world), used);
    match files.findings.first() {
        Some(finding) => Err(Failed::new(finding.message.clone()).help("type `dateline theme list`")),
        None => Ok(files.value),
    }
}

/// A file by its path in the theme, or by its name.
fn find<'a>(files: &'a [Found], typed: &str) -> Result<&'a Found, Failed> {
    let ends = |found: &&Found| found.path == typed || found.path.ends_with(&format!("/{typed}"));
    files.iter().find(ends).ok_or_else(|| {
        let names = files.iter().flat_map(|found| [found.path.as_str(), found.path.rsplit('/').next().unwrap_or("")]);
        let failed = Failed::new(format!("the theme has no file `{typed}`"));
        match nearest(typed, names) {
            Some(near) => failed.help(format!("did you mean `{near}`?")),
            None => failed.help("type `dateline theme show` for all of them"),
        }
    })
}
