//! `dateline new`.

use super::args::New;
use super::{Exit, Failed, project, say};
use crate::diag::Count;
use crate::document::{self, Document, FrontMatter, When};
use crate::site::slug::Slugs;
use crate::source::Spanned;
use crate::world::World;
use std::fs;
use std::io::ErrorKind;

/// Begins a story.
pub(super) fn run(args: &New) -> Result<Exit, Failed> {
    let world = project::open(&args.project, args.at)?;
    let settings = project::read_settings(&world);
    if Count::of(&settings.findings).errors > 0 {
        // The zone or the folder of the copy may be what is wrong, and both are needed.
        say::findings(&settings.findings);
        return Ok(Exit::Content);
    }
    let config = settings.value;
    let slugs = Slugs::of(&config);
    let name = slugs.spell(&args.headline);
    if name.is_empty() {
        return Err(Failed::new("the headline has no letters or digits").help("type one that a file can be named by"));
    }
    let now = world.now().to_zoned_datetime(config.timezone.clone());
    // Not rounded up: a story that is dated a little later is held back till then.
    let minute = now.datetime().with().second(0).subsec_nanosecond(0).build();
    let now = minute.unwrap_or_else(|_| now.datetime());
    let document = Document {
        front: FrontMatter {
            title: typed(args.headline.trim().to_owned()),
            date: typed(When::Civil(now)),
            section: args.section.clone().and_then(typed),
            draft: args.draft.then(|| Spanned::new(true, 0..0)),
            ..FrontMatter::default()
        },
        body: "\n".into(),
        body_start: None,
    };
    let folder = args.section.as_deref().map(|section| slugs.spell(section)).unwrap_or_default();
    let path = world.root().join(&config.content).join(folder).join(format!("{name}.md"));
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = made
        .and_then(|()| fs::File::create_new(&path))
        .and_then(|mut file| std::io::Write::write_all(&mut file, document::print(&document).as_bytes()));
    match written {
        Ok(()) => {
            say::line(&path.display().to_string());
            Ok(Exit::Done)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Failed::new(format!("`{}` is there already", path.display())).help("give the story another headline"))
        }
        Err(error) => Err(Failed::new(format!("cannot write `{}`: {error}", path.display()))),
    }
}

fn typed<T>(value: T) -> Option<Spanned<T>> {
    Some(Spanned::new(value, 0..0))
}
