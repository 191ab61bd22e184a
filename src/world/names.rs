//! What stands in a folder, to be known again.

use super::Stamp;
#[cfg(target_os = "linux")]
use memchr::memchr_iter;
use serde::{Deserialize, Serialize};
#[cfg(target_os = "linux")]
use std::ffi::CStr;

/// What stands in a folder: its files and the folders in it, but for what is no copy by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// As long as the folder has this stamp, nothing came into it, left it or got another name. Nothing where the
    /// system does not tell.
    pub(super) stamp: Option<Stamp>,
    /// The names of the files in the order in which the system gives them, each with a zero after it.
    text: String,
    /// Where each of them begins.
    starts: Vec<u32>,
    /// Their places, sorted by name.
    order: Vec<u32>,
    /// The folders, in the order of what is in them: the paths in a folder go on after its name with `/`.
    pub(super) folders: Vec<String>,
}

/// A folder that was listed, by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its path from the project's root.
    pub path: Box<str>,
    /// What stands in it, where that is not as it was known.
    pub names: Option<Names>,
}

impl Names {
    /// Whether they can be known again.
    pub fn may_be_known(&self) -> bool {
        self.stamp.is_some()
    }
}

#[cfg(target_os = "linux")]
impl Names {
    /// Those of files, each with a zero after it, and of folders.
    pub(super) fn of(stamp: Option<Stamp>, text: String, mut folders: Vec<String>) -> Self {
        folders.sort_unstable_by(|a, b| in_folder(a).cmp(in_folder(b)));
        let ends = memchr_iter(0, text.as_bytes()).map(|end| u32::try_from(end + 1).unwrap_or(u32::MAX));
        let mut starts: Vec<u32> = std::iter::once(0).chain(ends).collect();
        starts.pop();
        let mut names = Self { stamp, text, starts, order: Vec::new(), folders };
        names.order = names.sorted();
        names
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The name of a file by its place, as the system takes it.
    pub(super) fn c_name(&self, place: usize) -> Option<&CStr> {
        CStr::from_bytes_until_nul(self.text.as_bytes().get(*self.starts.get(place)? as usize..)?).ok()
    }

    /// The places of the files with their names, sorted by these.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (usize, &str)> {
        self.order.iter().map(|place| (*place as usize, self.name(*place as usize)))
    }

    fn name(&self, place: usize) -> &str {
        let end = self.starts.get(place + 1).map_or(self.text.len(), |next| *next as usize);
        let start = self.starts.get(place).map_or(end, |start| *start as usize);
        self.text.get(start..end).unwrap_or_default().trim_end_matches('\0')
    }

    fn sorted(&self) -> Vec<u32> {
        // To compare the beginnings of two names as numbers takes less time than to fetch the names.
        let beginning = |place: u32| {
            let mut beginning = [0; 16];
            self.name(place as usize).bytes().zip(&mut beginning).for_each(|(byte, to)| *to = byte);
            u128::from_be_bytes(beginning)
        };
        let mut order: Vec<(u128, u32)> = self.starts.iter().zip(0..).map(|(_, at)| (beginning(at), at)).collect();
        let name = |place: u32| self.name(place as usize);
        order.sort_unstable_by(|(a, x), (b, y)| a.cmp(b).then_with(|| name(*x).cmp(name(*y))));
        order.into_iter().map(|(_, place)| place).collect()
    }
}

#[cfg(target_os = "linux")]
fn in_folder(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().chain([b'/'])
}
