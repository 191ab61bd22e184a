//! The folders that we listen to.
//!
//! Each folder is listened to at its real place and known by every path that leads there, so that
//! what happens behind a link is heard at the link. Where the system's watches reach one folder deep
//! (Linux) every folder has its own, set before its entries are read; elsewhere a watch reaches all
//! that is below.

use super::Message;
use notify::{Config, ErrorKind, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// Whether a watch reaches all that is below a folder.
const IS_DEEP: bool = cfg!(any(target_os = "macos", windows));

/// Events cannot be had, and why.
#[derive(Debug)]
pub(super) struct Deaf {
    pub(super) why: String,
}

impl Deaf {
    /// Whether an error means that no more events can be had: the system has a limit of watches.
    pub(super) fn of(error: &notify::Error) -> Option<Self> {
        let why = match &error.kind {
            ErrorKind::MaxFilesWatch => {
                "the system watches no more folders; `sysctl fs.inotify.max_user_watches` is its limit".into()
            }
            ErrorKind::Io(error) if error.kind() == io::ErrorKind::NotFound => return None,
            ErrorKind::Io(error) => format!("the system sends no events: {error}"),
            ErrorKind::PathNotFound | ErrorKind::WatchNotFound => return None,
            ErrorKind::Generic(words) => format!("the system sends no events: {words}"),
            ErrorKind::InvalidConfig(_) => "the system sends no events of this kind".into(),
        };
        Some(Self { why })
    }
}

/// A folder, or the target of a link, that is listened to.
#[derive(Debug)]
struct Place {
    /// The paths that lead here.
    paths: BTreeSet<String>,
    /// Which folder it is: another one may stand at its path by now.
    identity: Option<Identity>,
}

type Identity = (u64, u64);

/// The folders that we listen to, by their real places.
#[derive(Debug)]
pub(super) struct Places {
    watcher: RecommendedWatcher,
    places: HashMap<PathBuf, Place>,
}

impl Places {
    /// Begins with the project's own folder.
    pub(super) fn new(root: &Path, sender: Sender<Message>) -> Result<Self, Deaf> {
        // Reads are left out: a build reads everything. That a file was closed is taken in.
        let config = Config::default().with_event_kinds(EventKindMask::CORE | EventKindMask::ACCESS_CLOSE);
        let tell = move |event| {
            // The watch is gone, and nobody wants to know any more.
            let _ = sender.send(Message::Event(event));
        };
        let watcher = RecommendedWatcher::new(tell, config)
            .map_err(|error| Deaf::of(&error).unwrap_or(Deaf { why: error.to_string() }))?;
        let mut places = Self { watcher, places: HashMap::new() };
        places.enter("", root)?;
        Ok(places)
    }

    /// Listens at the real place of a path: a folder, or a file that a link leads to.
    pub(super) fn enter(&mut self, path: &str, real: &Path) -> Result<(), Deaf> {
        let Ok(meta) = fs::metadata(real) else { return Ok(()) };
        if !meta.is_dir() {
            self.add(path, real, None);
            // The folder around it hears of it, and is in no path of the project.
            let around = real.parent().unwrap_or(real);
            return if self.places.contains_key(around) { Ok(()) } else { self.listen(around) };
        }
        let identity = identity(&meta);
        let is_heard = self.places.get(real).is_some_and(|place| place.identity == identity);
        self.add(path, real, identity);
        if is_heard || (IS_DEEP && !path.is_empty() && self.is_covered(real)) { Ok(()) } else { self.listen(real) }
    }

    /// Listens to the folders between the root and an input, which tell when the input comes.
    pub(super) fn enter_above(&mut self, root: &Path, input: &str) -> Result<(), Deaf> {
        for (at, _) in input.match_indices('/') {
            let above = &input[..at];
            if let Ok(real) = root.join(above).canonicalize() {
                self.enter(above, &real)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, path: &str, real: &Path, identity: Option<Identity>) {
        let place = self.places.entry(real.to_owned()).or_insert(Place { paths: BTreeSet::new(), identity });
        place.identity = identity;
        place.paths.insert(path.to_owned());
    }

    fn is_covered(&self, real: &Path) -> bool {
        // The root is listened to for its own entries only.
        let covers = |above: &Path| self.places.get(above).is_some_and(|place| !place.paths.contains(""));
        real.ancestors().skip(1).any(covers)
    }

    fn listen(&mut self, real: &Path) -> Result<(), Deaf> {
        let is_root = self.places.get(real).is_some_and(|place| place.paths.contains(""));
        let mode = if IS_DEEP && !is_root { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        match self.watcher.watch(real, mode) {
            Ok(()) => Ok(()),
            Err(error) => Deaf::of(&error).map_or(Ok(()), Err),
        }
    }

    /// Stops listening to a folder that was removed or renamed, if it is one of ours. A new folder at
    /// its path may look just like it, down to its number.
    pub(super) fn forget(&mut self, real: &Path) {
        if self.places.get(real).is_some_and(|place| place.identity.is_some()) {
            self.places.remove(real);
            // The system may have dropped the watch by itself.
            let _ = self.watcher.unwatch(real);
        }
    }

    /// Stops listening to folders that are gone or are others by now. All of them at once and before
    /// any is entered: the system knows a folder by what it is and not by its path, so that leaving
    /// an old path late would silence the folder's new one.
    pub(super) fn forget_stale(&mut self) {
        let Self { watcher, places } = self;
        places.retain(|real, place| {
            let there = fs::metadata(real).ok();
            let is_same = there.is_some_and(|meta| !meta.is_dir() || identity(&meta) == place.identity);
            if !is_same {
                // The system may have dropped the watch by itself.
                let _ = watcher.unwatch(real);
            }
            is_same
        });
    }

    /// The paths in the project that a real path has.
    pub(super) fn logical(&self, real: &Path) -> BTreeSet<String> {
        let own = self.places.get(real).into_iter().flat_map(|place| place.paths.iter().cloned());
        let mut all: BTreeSet<String> = own.collect();
        let above = real.ancestors().skip(1).find_map(|above| Some((above, self.places.get(above)?)));
        let Some((above, place)) = above else { return all };
        let rest = real.strip_prefix(above).ok().and_then(Path::to_str).unwrap_or_default().replace('\\', "/");
        all.extend(
            place.paths.iter().map(|path| if path.is_empty() { rest.clone() } else { format!("{path}/{rest}") }),
        );
        all
    }
}

#[cfg(unix)]
fn identity(meta: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}
