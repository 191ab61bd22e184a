//! What takes long to make, kept by what it was made of: a file for each, with a hash of it at its end.
//!
//! One that is damaged counts as none. Nothing here is needed: a store that is lost, or that cannot be
//! written, costs only time.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use xxhash_rust::xxh3::xxh3_128;

/// The length of the hash at the end.
const HASH: usize = 16;

/// A folder of what was made.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store in a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// What was kept under a key; nothing where that is damaged.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.file(key)).ok()?;
        let hash = bytes.split_off(bytes.len().checked_sub(HASH)?);
        (xxh3_128(&bytes).to_le_bytes() == *hash).then_some(bytes)
    }

    /// Keeps something under a key. It is written aside and renamed, so that it is never half there.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        let file = self.file(key);
        let Some(folder) = file.parent() else { return };
        let written = fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
        let Ok(mut aside) = written else { return };
        let whole = [bytes, &xxh3_128(bytes).to_le_bytes()].concat();
        if std::io::Write::write_all(&mut aside, &whole).is_ok() {
            let _ = aside.persist(file);
        }
    }

    /// Forgets all but these.
    pub fn keep_only(&self, keys: &HashSet<String>) {
        let folders = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let files = folders.filter_map(|folder| fs::read_dir(folder.path()).ok()).flatten().filter_map(Result::ok);
        for file in files.filter(|file| !file.file_name().to_str().is_some_and(|name| keys.contains(name))) {
            let _ = fs::remove_file(file.path());
        }
    }

    /// A key's file, in one of 256 folders.
    fn file(&self, key: &str) -> PathBuf {
        self.folder.join(key.get(..2).unwrap_or(key)).join(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_unless_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("made"));
        assert_eq!(store.get("abc"), None);
        store.put("abc", b"picture");
        store.put("abd", b"");
        assert_eq!((store.get("abc").as_deref(), store.get("abd").as_deref()), (Some(&b"picture"[..]), Some(&b""[..])));
        let file = store.file("abc");
        let mut bytes = fs::read(&file).unwrap();
        bytes[0] ^= 1;
        fs::write(&file, &bytes).unwrap();
        assert_eq!(store.get("abc"), None);
        fs::write(&file, "short").unwrap();
        assert_eq!(store.get("abc"), None);
        store.keep_only(&["abc".to_owned()].into());
        assert_eq!((file.exists(), store.get("abd")), (true, None));
    }
}
