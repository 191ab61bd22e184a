//! `dateline serve`.

use super::args::Serve as Args;
use super::say::Said;
use super::{Exit, Failed, program, project, say, watch};
use crate::build::{Request, SETTINGS};
use crate::serve::{self, News, Options, Reload, ServeError};
use crate::site::hold::Drafts;
use crate::watch::How;
use crate::world::World;

/// Serves the site until somebody stops it.
pub(super) fn run(args: &Args) -> Result<Exit, Failed> {
    let world = project::open(&args.project, args.at)?;
    if !world.root().join(SETTINGS).is_file() {
        say::findings(&project::read_settings(&world).findings);
        return Ok(Exit::Content);
    }
    let options = Options {
        root: args.project.clone(),
        request: Request { drafts: if args.drafts { Drafts::Show } else { Drafts::Hold }, ..Request::default() },
        program: program::identity(&args.project),
        at: args.at.map(|_| world.now()),
        host: args.host.clone(),
        port: args.port,
        reload: match (args.no_reload, args.navigate) {
            (true, _) => Reload::Never,
            (_, true) => Reload::Navigate,
            _ => Reload::Own,
        },
        how: if args.poll { How::Poll } else { How::Events },
    };
    let mut said = Said::default();
    serve::run(options, &mut |news| tell(args, &news, &mut said)).map_err(failed)?;
    Ok(Exit::Done)
}

fn tell(args: &Args, news: &News<'_>, said: &mut Said) {
    match news {
        News::Ready { url, taken, polls } => {
            if let Some(port) = taken {
                say::line(&format!("port {port} is taken"));
            }
            if let Some(why) = polls {
                say::line(&format!("looking at the files again and again: {why}"));
            }
            say::line(&format!("serving {url} (Ctrl-C to stop)"));
            if args.open
                && let Err(error) = open::that_detached(url)
            {
                say::line(&format!("cannot open a browser: {error}"));
            }
        }
        News::Changed(paths) => say::line(&watch::changed(paths)),
        News::Edition { stories, findings, took } => {
            said.findings(findings);
            let mut parts = vec![say::many(*stories, "story"), format!("{:.3} s", took.as_secs_f64())];
            parts.extend(say::count(findings));
            say::line(&parts.join("; "));
        }
    }
}

fn failed(error: ServeError) -> Failed {
    match error {
        ServeError::Taken(port) => Failed::new(format!("port {port} is taken"))
            .help("stop what has it, or take another: `--port 0` finds a free one"),
        ServeError::Listen(place, error) => Failed::new(format!("cannot listen at {place}: {error}")),
        ServeError::Watch(error) => Failed::new(format!("cannot watch the project: {error}")),
        ServeError::Io(error) => Failed::new(format!("cannot serve: {error}")),
    }
}
