//! The folder that the site is written to, kept apart from what it is made of.

use super::Failed;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Refuses a folder that holds the copy or the themes, or lies in them: pages would stand among the
/// copy, and the next build would read them as such.
pub(super) fn check(out: &Path, root: &Path, content: &str) -> Result<(), Failed> {
    let out_is = settled(out).map_err(|error| cannot(out, &error))?;
    for (folder, what) in [(content, "the copy"), ("themes", "the themes")] {
        let folder = root.join(folder);
        let other = settled(&folder).map_err(|error| cannot(&folder, &error))?;
        let how = if out_is.starts_with(&other) {
            "lies inside"
        } else if other.starts_with(&out_is) {
            "holds"
        } else {
            continue;
        };
        let message = format!("`{}` {how} the folder of {what}, `{}`", out.display(), folder.display());
        return Err(Failed::new(message).help("write the site to a folder of its own: `--out DIR`"));
    }
    Ok(())
}

/// Refuses a folder that is another one, holds it or lies in it.
pub(super) fn check_apart(folder: &Path, other: &Path) -> Result<(), Failed> {
    let [a, b] = [folder, other].map(|path| settled(path).map_err(|error| cannot(path, &error)));
    let (a, b) = (a?, b?);
    if a.starts_with(&b) || b.starts_with(&a) {
        let message = format!(
            "`{}` and the folder of the built site, `{}`, are one in the other",
            folder.display(),
            other.display()
        );
        return Err(Failed::new(message).help("name a folder of its own in `to`"));
    }
    Ok(())
}

fn cannot(path: &Path, error: &io::Error) -> Failed {
    Failed::new(format!("cannot find out where `{}` is: {error}", path.display()))
}

/// An absolute path without links and `..`, also of a folder that is not there yet.
fn settled(path: &Path) -> io::Result<PathBuf> {
    let mut there = std::path::absolute(path)?;
    let mut missing = Vec::new();
    loop {
        if let Ok(real) = there.canonicalize() {
            return Ok(missing.iter().rev().fold(real, |path, part| path.join(part)));
        }
        match there.components().next_back() {
            Some(Component::Normal(name)) => missing.push(name.to_owned()),
            // `missing/..` is where it began.
            Some(Component::ParentDir) => {
                there.pop();
            }
            _ => return Ok(there),
        }
        there.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_stands_apart_from_the_copy() {
        let project = tempfile::tempdir().unwrap();
        let root = project.path();
        std::fs::create_dir_all(root.join("content/world")).unwrap();
        for (out, expected) in [
            ("public", None),
            ("contents", None),
            ("new/deep/folder", None),
            ("themes-old", None),
            ("content", Some("lies inside the folder of the copy")),
            ("content/world/site", Some("lies inside the folder of the copy")),
            ("public/../content/new", Some("lies inside the folder of the copy")),
            ("themes/own", Some("lies inside the folder of the themes")),
            (".", Some("holds the folder of the copy")),
            ("..", Some("holds the folder of the copy")),
            ("/", Some("holds the folder of the copy")),
        ] {
            let answer = check(&root.join(out), root, "content").err().map(|failed| failed.message);
            let is_as_expected = match (&answer, expected) {
                (None, None) => true,
                (Some(message), Some(expected)) => message.contains(expected),
                _ => false,
            };
            assert!(is_as_expected, "{out}: {answer:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_copy_is_the_copy() {
        let project = tempfile::tempdir().unwrap();
        let root = project.path();
        std::fs::create_dir(root.join("content")).unwrap();
        std::os::unix::fs::symlink("content", root.join("public")).unwrap();
        assert!(check(&root.join("public"), root, "content").is_err());
    }
}
