//! A branch of a git repository, through the user's own git.
//!
//! The branch's newest commit is fetched without the files in it, where the server can; the new one
//! is written by `git fast-import` on top of it, and pushed on the condition that nobody pushed
//! meanwhile. So all that is sent appears at once.

mod import;

use super::command::{self, without_secrets};
use super::{Cause, Done, Found, Target, Trouble, Version};
use crate::publish::plan::{Change, Gone};
use crate::publish::record::{PLACE, Publication, Record, Standing};
use import::Import;
use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A branch.
#[derive(Debug)]
pub struct Git {
    /// The project, whose settings of git are used.
    project: PathBuf,
    /// Where the repository is, as git takes it.
    remote: String,
    branch: String,
    /// A repository aside.
    aside: TempDir,
    /// The branch's newest commit, once it was asked for.
    tip: RefCell<Option<String>>,
    import: RefCell<Option<Import>>,
}

impl Git {
    /// The branch of a remote, which may be the name of one of the project's.
    ///
    /// # Errors
    /// When there is no git, or no remote of that name.
    pub fn open(project: &Path, remote: &str, branch: &str) -> Result<Self, Trouble> {
        let aside = tempfile::tempdir()
            .map_err(|error| Trouble::new(Cause::Other, format!("cannot make a folder aside: {error}")))?;
        let git = Self {
            project: project.into(),
            remote: remote.into(),
            branch: branch.into(),
            aside,
            tip: RefCell::default(),
            import: RefCell::default(),
        };
        let settled = git.settle_remote()?;
        git.run("prepare a repository", &["init", "--quiet", "--bare", "."])?;
        git.configure(&settled)?;
        Ok(git)
    }

    /// Writes the settings of the repository aside. An address may hold a token, as some services write
    /// it into a clone, and what a command is called with can be seen by everyone on the machine.
    fn configure(&self, remote: &str) -> Result<(), Trouble> {
        let place = self.aside.path().join("config");
        let quoted = remote.replace('\\', "\\\\").replace('"', "\\\"");
        let settings = format!("[remote \"there\"]\n\turl = \"{quoted}\"\n\tpromisor = true\n[gc]\n\tauto = 0\n");
        let file = std::fs::OpenOptions::new().append(true).open(&place);
        let written = file.and_then(|mut file| file.write_all(settings.as_bytes()));
        written.map_err(|error| Trouble::io("write", &place, &error))
    }

    /// A remote's name as its address, and a path as seen from the project.
    fn settle_remote(&self) -> Result<String, Trouble> {
        let is_address = self.remote.contains(':') && !self.remote.starts_with('.');
        if is_address {
            return Ok(self.remote.clone());
        }
        if self.remote.contains(['/', '\\']) {
            let path = self.project.join(&self.remote);
            let path = path.canonicalize().map_err(|error| Trouble::io("find", &path, &error))?;
            return Ok(path.to_string_lossy().into_owned());
        }
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.project).args(["remote", "get-url", "--", &self.remote]);
        let output = command::run(&mut command, b"")?;
        if !output.status.success() {
            let message = format!("this project's repository has no remote `{}`", self.remote);
            return Err(Trouble::new(Cause::Other, message).help("`git remote -v` lists them"));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.aside.path()).args(args);
        // The project's hooks and a repository around this folder are not meant.
        command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE").env("GIT_DIR", ".");
        command
    }

    fn run(&self, what: &str, args: &[&str]) -> Result<Vec<u8>, Trouble> {
        let output = command::run(&mut self.command(args), b"")?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(command::trouble(&format!("cannot {what}"), &output))
        }
    }

    /// The branch's newest commit, fetched; nothing where there is no such branch.
    fn fetch_tip(&self) -> Result<Option<String>, Trouble> {
        let name = format!("refs/heads/{}", self.branch);
        let listed = self.run("ask the repository", &["ls-remote", "there", &name])?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let tip = listed.split_whitespace().next().map(str::to_owned);
        if let Some(tip) = &tip {
            self.fetch_commit(tip)?;
        }
        self.tip.replace(tip.clone());
        Ok(tip)
    }

    fn fetch_commit(&self, commit: &str) -> Result<(), Trouble> {
        let args = ["fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", "there", commit];
        self.run("fetch the branch", &args).map(drop)
    }

    fn blob(&self, commit: &str, path: &str) -> Result<Vec<u8>, Trouble> {
        self.run(&format!("read `{path}`"), &["cat-file", "blob", &format!("{commit}:{path}")])
    }

    /// Whoever the project's commits are by.
    fn committer(&self) -> String {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.project).args(["var", "GIT_COMMITTER_IDENT"]);
        let known = command::run(&mut command, b"").ok().filter(|output| output.status.success());
        let known = known.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        known
            .filter(|known| known.contains('>'))
            .unwrap_or_else(|| format!("dateline <dateline@localhost> {} +0000", jiff::Timestamp::now().as_second()))
    }

    /// Adds to the commit that is being written, and begins it where none is.
    fn import(&self, add: impl FnOnce(&mut Import) -> std::io::Result<()>) -> Result<(), Trouble> {
        let mut import = self.import.borrow_mut();
        if import.is_none() {
            *import = Some(Import::begin(&mut self.command(&["fast-import", "--quiet", "--done"]))?);
        }
        let broken =
            |error: std::io::Error| Trouble::new(Cause::Other, format!("git stopped writing the commit: {error}"));
        import.as_mut().map_or(Ok(()), |import| add(import).map_err(broken))
    }

    /// Ends the commit; gives its name.
    fn commit(&self, record: &Record) -> Result<String, Trouble> {
        let committer = self.committer();
        let tip = self.tip.borrow().clone();
        let newest = record.history.first();
        let message = newest.map_or_else(
            || "Publish".to_owned(),
            |one| format!("Publish {}\n\n{} new, {} changed, {} gone\n", one.id, one.new, one.changed, one.gone),
        );
        self.import(|import| {
            import.put(".nojekyll", b"")?;
            import.put(PLACE, record.print().as_bytes())?;
            import.commit(&committer, &message, tip.as_deref())
        })?;
        if !self.import.take().is_some_and(Import::end) {
            return Err(Trouble::new(Cause::Other, "git could not write the commit"));
        }
        let name = self.run("find the commit", &["rev-parse", import::MADE])?;
        Ok(String::from_utf8_lossy(&name).trim().to_owned())
    }

    fn push(&self, commit: &str) -> Result<(), Trouble> {
        let name = format!("refs/heads/{}", self.branch);
        let lease = format!("--force-with-lease={name}:{}", self.tip.borrow().as_deref().unwrap_or_default());
        let args = ["push", "--quiet", "--porcelain", &lease, "there", &format!("{commit}:{name}")];
        let output = command::run(&mut self.command(&args), b"")?;
        let said = without_secrets(&String::from_utf8_lossy(&output.stdout));
        match output.status.success() {
            true => Ok(()),
            false if said.contains("stale info") || said.contains("fetch first") => Err(Trouble::conflict()),
            false => Err(command::trouble("cannot push", &output)),
        }
    }
}

impl Target for Git {
    fn record(&self) -> Result<Option<Found>, Trouble> {
        let Some(tip) = self.fetch_tip()? else { return Ok(None) };
        let listed = self.run("list the branch", &["ls-tree", "-z", &tip, PLACE])?;
        if listed.is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&self.blob(&tip, PLACE)?).into_owned();
        Ok(Some(Found { text, version: tip }))
    }

    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble> {
        // Only what is whole is pushed; until then nobody sees any of it.
        if record.underway.is_some() || !record.doubt.is_empty() {
            return Ok(over.cloned().unwrap_or_default());
        }
        let commit = self.commit(record)?;
        self.push(&commit)?;
        Ok(commit)
    }

    fn there(&self) -> Result<Vec<String>, Trouble> {
        let Some(tip) = self.tip.borrow().clone() else { return Ok(Vec::new()) };
        let listed = self.run("list the branch", &["ls-tree", "-r", "-z", "--name-only", &tip])?;
        let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
    }

    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble> {
        for change in wave {
            let bytes = change.item.bytes()?;
            self.import(|import| import.put(&change.item.path, &bytes))?;
            done(change, None)?;
        }
        Ok(())
    }

    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble> {
        for gone in wave {
            self.import(|import| {
                import.remove(gone.path);
                Ok(())
            })?;
            done(gone, None)?;
        }
        Ok(())
    }

    fn is_atomic(&self) -> bool {
        true
    }

    fn former(&self, publication: &Publication) -> Result<String, Trouble> {
        let commit = commit_of(publication)?;
        self.fetch_commit(commit)?;
        Ok(String::from_utf8_lossy(&self.blob(commit, PLACE)?).into_owned())
    }

    fn fetch(&self, publication: &Publication, path: &str, _: &Standing) -> Result<Vec<u8>, Trouble> {
        self.blob(commit_of(publication)?, path)
    }
}

fn commit_of(publication: &Publication) -> Result<&str, Trouble> {
    let commit = publication
        .version
        .as_deref()
        .filter(|name| name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
    commit.ok_or_else(|| Trouble::new(Cause::Other, format!("the commit of `{}` is not known", publication.id)))
}
