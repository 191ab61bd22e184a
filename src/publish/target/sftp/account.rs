//! An account that is connected to, and what is done in its folder.
//!
//! A file is written aside and renamed over what stands in its place. The record is written under a lock
//! that only one can make.

use super::trouble::{in_the_way, is_missing, told};
use super::{AT_ONCE, version};
use crate::config::destination::Login;
use crate::publish::parcel::Item;
use crate::publish::record::PLACE;
use crate::publish::target::{Cause, Trouble, Version, command, flow};
use futures_util::StreamExt;
use openssh_sftp_client::error::Error;
use openssh_sftp_client::{Sftp as Client, SftpOptions};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// A lock that is older was left behind: it is held for the time that one file takes.
const LOCK_TRIES: u32 = 40;
const LOCK_WAIT: Duration = Duration::from_millis(250);

/// A connection.
pub(super) struct Account {
    client: Client,
    folder: String,
    /// Folders that are there, and no links.
    made: RefCell<BTreeSet<String>>,
    number: u32,
    next: Cell<u64>,
    /// Held so that it ends with us.
    _ssh: Child,
}

impl Account {
    /// Connects. `number` tells this connection from those that were cut: what they had begun aside is not
    /// touched.
    ///
    /// # Errors
    /// What ssh said.
    pub(super) async fn connect(login: &Login, number: u32) -> Result<Self, Trouble> {
        let (client, ssh) = connect(login).await?;
        let folder = login.path.clone();
        Ok(Self { client, folder, made: RefCell::default(), number, next: Cell::new(0), _ssh: ssh })
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
        let new = self.place(&format!(".dateline/new-{}-{}-{}", std::process::id(), self.number, self.next.get()));
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

    /// Sends a file, read and compressed on another thread.
    pub(super) async fn send(&self, item: &Item) -> Result<(), Trouble> {
        let bytes = flow::bytes(item).await?;
        self.put(&item.path, &bytes).await.map_err(|error| told(&format!("cannot send `{}`", item.path), &error))
    }

    /// The bytes of a file, if there is one.
    pub(super) async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
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

    /// Writes the record over a state and over no other; whether that stood there.
    pub(super) async fn write_record(&self, text: &str, over: Option<&Version>) -> Result<bool, Error> {
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

    /// Removes what a run that was cut off left aside. Nobody else may be at work there.
    pub(super) async fn sweep(&self) {
        for name in self.list_below(".dateline/").await.unwrap_or_default() {
            if name.starts_with(".dateline/new-") {
                let _ = self.client.fs().remove_file(self.place(&name)).await;
            }
        }
    }

    /// Removes a file.
    pub(super) async fn remove(&self, path: &str) -> Result<(), Error> {
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
    pub(super) async fn remove_empty(&self, paths: impl Iterator<Item = &str>) {
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

    /// Every file.
    pub(super) async fn list(&self) -> Result<Vec<String>, Error> {
        self.list_below("").await
    }

    async fn list_below(&self, folder: &str) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
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
