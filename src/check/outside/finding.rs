//! What is said of an address, where it is linked.

use super::Fate;
use crate::check::Linked;
use crate::check::words::place_of;
use crate::diag::Diagnostic;
use crate::source::percent::decoded;
use crate::world::World;

/// So many of the texts that link an address are named.
const NAMED: usize = 3;

/// What is to be said of an address, if anything is.
pub(super) fn finding(world: &dyn World, url: &str, fate: &Fate, linked: &Linked) -> Option<Diagnostic> {
    let finding = words(url, fate)?;
    let mut texts = linked.copy.iter();
    let placed = texts.find_map(|path| {
        let (source, span) = place_of(world, path, [url, &decoded(url), url.trim_end_matches('/')])?;
        Some((path, source, span))
    });
    let Some((path, source, span)) = placed else {
        let page = linked.pages.first().map_or("", |page| page);
        return Some(finding.because(match linked.pages.len() {
            1 => format!("`{page}` links it, from a template or the settings"),
            more => format!("{more} pages link it, `{page}` among them, from a template or the settings"),
        }));
    };
    let others: Vec<&str> = linked.copy.iter().filter(|other| *other != path).map(|other| &**other).collect();
    let finding = finding.at(&source, span, "");
    Some(match others.len() {
        0 => finding,
        few if few <= NAMED => finding.because(format!("also in {}", quoted(&others))),
        many => finding.because(format!("also in {many} more texts, {} among them", quoted(&others[..NAMED]))),
    })
}

fn quoted(paths: &[&str]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
}

fn words(url: &str, fate: &Fate) -> Option<Diagnostic> {
    let (broken, looked, moved) = ("outside-link", "outside-link-unsure", "outside-link-moved");
    Some(match fate {
        Fate::There => return None,
        Fate::Moved { to, for_good: true } => {
            Diagnostic::warning(moved, format!("`{url}` has moved for good")).help(format!("type `{to}`"))
        }
        Fate::Moved { to, for_good: false } => Diagnostic::note(moved, format!("`{url}` leads to `{to}` for now")),
        Fate::Circle => Diagnostic::error(broken, format!("`{url}` leads on and on, and nowhere"))
            .help("link another address, or take the link out"),
        Fate::Gone(status) => Diagnostic::error(broken, format!("`{url}` is not there: its host answers {status}"))
            .help("link another address, or take the link out"),
        Fate::NoHost => Diagnostic::error(broken, format!("`{url}` is at a host that there is not"))
            .help("link another address, or take the link out"),
        Fate::Private => {
            Diagnostic::error(broken, format!("`{url}` is in a private network, where readers do not get to"))
                .help("name its host in `[check] private` if your readers do")
        }
        Fate::Unreadable => Diagnostic::error(broken, format!("`{url}` is no address")),
        Fate::Refused(status) => {
            Diagnostic::warning(looked, format!("`{url}` could not be looked at: it answers {status}"))
                .because("that may be meant for programs only; look at it in a browser")
                .help("if it is right, leave it out: `[check] skip`")
        }
        Fate::Kept => {
            Diagnostic::note(looked, format!("`{url}` was not looked at: its `robots.txt` asks programs not to"))
        }
        Fate::Silent(why) => Diagnostic::warning(looked, format!("`{url}` gave no answer: {why}"))
            .help("look again later; if it stays so, link another address"),
    })
}
