//! SFTP over the user's own `ssh`: keys, agents, jump hosts and `known_hosts` are theirs.
//!
//! Many requests are under way at a time on the one connection. A file is written aside and renamed
//! over what stands in its place. The record is written under a lock that only one can make.

use super::rsync::no_former;
use super::{Cause, Done, Found, Target, Trouble, Version, command, flow};
use crate::config::destination::Login;
use crate::publish::parcel::Item;
use crate::publish::plan::{Change, Gone};
use crate::publish::record::{PLACE, Publication, Record, Standing};
use futures_util::StreamExt;
use openssh_sftp_client::error::{Error, SftpErrorKind};
use openssh_sftp_client::{Sftp as Client, SftpOptions};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::runtime::Runtime;
use xxhash_rust::xxh3::xxh3_128;

/// So many files are under way at a time.
const AT_ONCE: usize = 32;
/// A lock that is older was left behind: it is held for the time that one file takes.
const LOCK_TRIES: u32 = 40;
const LOCK_WAIT: Duration = Duration::from_millis(250);

/// An account on another machine, and a folder there.
pub struct Sftp {
    client: Client,
    folder: String,
    runtime: Runtime,
    /// Folders that are there, and no links.
    made: RefCell<BTreeSet<String>>,
    next: Cell<u64>,
    /// Held so that it ends with us.
    _ssh: Child,
}

impl Sftp {
    /// Connects to an account.
    ///
    /// # Errors
    /// What ssh said.
    pub fn open(login: &Login) -> Result<Self, Trouble> {
        let runtime = flow::runtime()?;
        let (client, ssh) = runtime.block_on(connect(login))?;
        let folder = login.path.clone();
        Ok(Self { client, folder, runtime, made: RefCell::default(), next: Cell::new(0), _ssh: ssh })
    }

    fn place(&self, path: &str) -> String {
        format!("{}/{path}", self.folder)
    }

    /// Makes the folder of a place, and those above it.
    async fn way_to(&self, place: &str) -> Result<(), Error> {
        let ends = place.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0);
        for folder in ends.map(|at| &place[..at]) {
            if self.made.borrow().contains(folder) {
                continue;
            }
            if self.is_link(folder).await {
                return Err(in_the_way(folder));
            }
            if self.client.fs().metadata(folder).await.is_err() {
                let made = self.client.fs().create_dir(folder).await;
                // Another file may have needed the same folder at the same time.
                if made.is_err() && self.client.fs().metadata(folder).await.is_err() {
                    return made;
                }
            }
            self.made.borrow_mut().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Whether a folder of the site is a link, which could lead anywhere. What the site's own folder
    /// stands behind is its account's business.
    async fn is_link(&self, folder: &str) -> bool {
        let is_inside = folder.strip_prefix(&self.folder).is_some_and(|rest| rest.starts_with('/'));
        let there = if is_inside { self.client.fs().symlink_metadata(folder).await.ok() } else { None };
        there.and_then(|there| there.file_type()).is_some_and(|kind| kind.is_symlink())
    }

    /// Writes a file so that it is there whole or not at all.
    async fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let place = self.place(path);
        self.next.set(self.next.get() + 1);
        let new = self.place(&format!(".dateline/new-{}-{}", std::process::id(), self.next.get()));
        self.way_to(&place).await?;
        self.way_to(&new).await?;
        let written = self.client.fs().write(&new, bytes).await;
        let placed = match written {
            Ok(()) if self.client.support_posix_rename() => self.client.fs().rename(&new, &place).await,
            Ok(()) => {
                // The protocol's own rename replaces nothing.
                let _ = self.client.fs().remove_file(&place).await;
                self.client.fs().rename(&new, &place).await
            }
            Err(error) => Err(error),
        };
        if placed.is_err() {
            let _ = self.client.fs().remove_file(&new).await;
        }
        placed
    }

    async fn send_one(&self, item: &Item) -> Result<(), Trouble> {
        let bytes = flow::bytes(item).await?;
        self.put(&item.path, &bytes).await.map_err(|error| told(&format!("cannot send `{}`", item.path), &error))
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.client.fs().read(self.place(path)).await {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Makes the lock, waiting for whoever has it; one that outlives the wait was left behind.
    async fn lock(&self) -> Result<(), Error> {
        let lock = self.place(".dateline/lock");
        self.way_to(&lock).await?;
        for _ in 0..LOCK_TRIES {
            match self.client.options().write(true).create_new(true).open(&lock).await {
                Ok(file) => return file.close().await,
                Err(_) => tokio::time::sleep(LOCK_WAIT).await,
            }
        }
        Ok(())
    }

    async fn write_record(&self, text: &str, over: Option<&Version>) -> Result<bool, Error> {
        self.lock().await?;
        let stands = self.read(PLACE).await;
        let written = match stands {
            Ok(stands) if stands.as_deref().map(version).as_ref() == over => {
                self.put(PLACE, text.as_bytes()).await.map(|()| true)
            }
            Ok(_) => Ok(false),
            Err(error) => Err(error),
        };
        let _ = self.client.fs().remove_file(self.place(".dateline/lock")).await;
        written
    }

    async fn remove_one(&self, path: &str) -> Result<(), Error> {
        for (at, _) in path.match_indices('/') {
            let folder = self.place(&path[..at]);
            // What lies behind a link is not what was put there.
            if !self.made.borrow().contains(&folder) && self.is_link(&folder).await {
                return Ok(());
            }
            self.made.borrow_mut().insert(folder);
        }
        match self.client.fs().remove_file(self.place(path)).await {
            Err(error) if !is_missing(&error) => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes the folders that hold nothing any more, the deepest first. One that holds something stays.
    async fn remove_empty(&self, paths: impl Iterator<Item = &str>) {
        let above = |path: &str| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>();
        let mut by_depth: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for folder in paths.flat_map(above) {
            by_depth.entry(folder.matches('/').count()).or_default().insert(folder);
        }
        for folders in by_depth.into_values().rev() {
            let removals = folders.into_iter().map(|folder| async move {
                let folder = self.place(&folder);
                if self.client.fs().remove_dir(&folder).await.is_ok() {
                    self.made.borrow_mut().remove(&folder);
                }
            });
            futures_util::stream::iter(removals).buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
        }
    }

    async fn list(&self) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let opened = match self.client.fs().open_dir(self.place(&folder)).await {
                Err(error) if is_missing(&error) => continue,
                opened => opened?,
            };
            let mut entries = std::pin::pin!(opened.read_dir());
            while let Some(entry) = entries.next().await {
                let entry = entry?;
                let name = entry.filename().to_string_lossy().into_owned();
                if matches!(name.as_str(), "." | "..") {
                    continue;
                }
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                let path = format!("{folder}{name}");
                if is_folder { folders.push(format!("{path}/")) } else { found.push(path) }
            }
        }
        Ok(found)
    }
}

async fn connect(login: &Login) -> Result<(Client, Child), Trouble> {
    let mut ssh = Command::new("ssh");
    if let Some(port) = login.port {
        ssh.arg("-p").arg(port.to_string());
    }
    ssh.args(["-s", "--"]).arg(login.account()).arg("sftp");
    ssh.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = ssh.spawn().map_err(|error| command::missing("ssh".as_ref(), &error))?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Trouble::new(Cause::Other, "ssh takes no input"));
    };
    match Client::new(input, output, SftpOptions::default()).await {
        Ok(client) => Ok((client, child)),
        Err(error) => match child.wait_with_output().await {
            Ok(said) => Err(command::trouble("ssh cannot connect", &said)),
            Err(_) => Err(Trouble::new(Cause::Passing, format!("ssh cannot connect: {error}"))),
        },
    }
}

fn in_the_way(folder: &str) -> Error {
    let message = format!("`{folder}` is a link, which was not put there by dateline; move it away");
    Error::from(std::io::Error::other(message))
}

fn is_missing(error: &Error) -> bool {
    matches!(error, Error::SftpError(SftpErrorKind::NoSuchFile, _))
}

fn version(text: &[u8]) -> Version {
    format!("{:032x}", xxh3_128(text))
}

fn told(what: &str, error: &Error) -> Trouble {
    let words = error.to_string();
    match error {
        Error::SftpError(SftpErrorKind::PermDenied, _) => {
            Trouble::new(Cause::Denied, format!("{what}: permission denied"))
        }
        // The protocol's third version has no number for a full disk.
        Error::SftpError(SftpErrorKind::Failure, _) => Trouble::new(Cause::Other, format!("{what}: {words}"))
            .help("see whether there is room at the destination; then publish again: it goes on where it stopped"),
        _ => Trouble::new(Cause::Other, format!("{what}: {words}"))
            .help("if the connection was cut, publish again: it goes on where it stopped"),
    }
}

impl Target for Sftp {
    fn record(&self) -> Result<Option<Found>, Trouble> {
        let bytes = self.runtime.block_on(self.read(PLACE)).map_err(|error| told("cannot read the record", &error))?;
        let found =
            |bytes: Vec<u8>| Found { version: version(&bytes), text: String::from_utf8_lossy(&bytes).into_owned() };
        Ok(bytes.map(found))
    }

    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble> {
        let text = record.print();
        match self.runtime.block_on(Self::write_record(self, &text, over)) {
            Ok(true) => Ok(version(text.as_bytes())),
            Ok(false) => Err(Trouble::conflict()),
            Err(error) => Err(told("cannot write the record", &error)),
        }
    }

    fn there(&self) -> Result<Vec<String>, Trouble> {
        self.runtime.block_on(self.list()).map_err(|error| told("cannot list the folder", &error))
    }

    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble> {
        let puts = wave.iter().map(|change| async move { (change, self.send_one(change.item).await) });
        let mut under_way = futures_util::stream::iter(puts).buffer_unordered(AT_ONCE);
        while let Some((change, result)) = self.runtime.block_on(under_way.next()) {
            result?;
            done(change, None)?;
        }
        Ok(())
    }

    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble> {
        let removals = wave.iter().map(|gone| async move { (gone, self.remove_one(gone.path).await) });
        let mut under_way = futures_util::stream::iter(removals).buffer_unordered(AT_ONCE);
        while let Some((gone, result)) = self.runtime.block_on(under_way.next()) {
            result.map_err(|error| told(&format!("cannot remove `{}`", gone.path), &error))?;
            done(gone, None)?;
        }
        self.runtime.block_on(self.remove_empty(wave.iter().map(|gone| gone.path)));
        Ok(())
    }

    fn former(&self, publication: &Publication) -> Result<String, Trouble> {
        Err(no_former(&publication.id))
    }

    fn fetch(&self, publication: &Publication, _: &str, _: &Standing) -> Result<Vec<u8>, Trouble> {
        Err(no_former(&publication.id))
    }
}
