//! rsync over SSH, both the user's own: keys, agents, `~/.ssh/config` and `known_hosts` are theirs.
//!
//! Files are laid out aside, as links where the system can, and sent by the thousand; rsync writes each
//! aside and renames it. Names go in by a list that ends each with a zero byte, so that none is read as
//! anything else. All runs share one connection, which ends with the publication.

use super::command;
use super::pool::retried;
use super::{Cause, Done, Found, Target, Trouble, Version};
use crate::config::destination::Login;
use crate::publish::parcel::{Content, Item};
use crate::publish::plan::{Change, Gone};
use crate::publish::record::{PLACE, Publication, Record, Standing};
use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;
use std::time::Instant;
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_128;

/// So many files go by one run of rsync, since each run takes its time to begin: what is cut off is
/// repeated from there, but for what rsync finds to be the same.
const BATCH: usize = 20_000;
/// The connection ends by itself after so many seconds, if we cannot end it.
const IDLE: u32 = 15;

/// An account on another machine, and a folder there.
#[derive(Debug)]
pub struct Rsync {
    login: Login,
    /// Where the socket of the connection lies that all runs share; nothing where none can be had.
    shared: Option<TempDir>,
    /// Whether the host has answered yet: only then a connection that fails may be one that was cut.
    is_reached: Cell<bool>,
    /// Whether the record that stands there is ours.
    is_claimed: Cell<bool>,
}

impl Drop for Rsync {
    fn drop(&mut self) {
        let Some(socket) = self.socket() else { return };
        let mut command = Command::new("ssh");
        command.args(["-O", "exit", "-o", &format!("ControlPath={socket}"), "--"]).arg(self.login.account());
        // There may be none, and one that is left ends by itself.
        let _ = command::run(&mut command, b"");
    }
}

impl Rsync {
    /// The folder of an account.
    pub fn new(login: Login) -> Self {
        Self { login, shared: tempfile::tempdir().ok(), is_reached: Cell::default(), is_claimed: Cell::default() }
    }

    /// The socket, if its path is one that rsync hands to ssh as it is and that is short enough.
    fn socket(&self) -> Option<String> {
        let path = self.shared.as_ref()?.path().join("ssh").to_str()?.to_owned();
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        (cfg!(unix) && path.len() < 80 && path.chars().all(plain)).then_some(path)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("rsync");
        let port = self.login.port.map(|port| format!(" -p {port}")).unwrap_or_default();
        let shared = self
            .socket()
            .map(|socket| format!(" -o ControlMaster=auto -o ControlPath={socket} -o ControlPersist={IDLE}"));
        command.arg(format!("--rsh=ssh{port}{}", shared.unwrap_or_default()));
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        if !self.login.path.chars().all(plain) {
            // Keeps the other side's shell away from the path.
            command.arg("--protect-args");
        }
        command
    }

    /// `user@host:path/`
    fn there(&self, path: &str) -> String {
        format!("{}:{}/{path}", self.login.account(), self.login.path)
    }

    fn run(&self, what: &str, make: impl Fn(&mut Command), input: &[u8]) -> Result<Output, Trouble> {
        retried(|| {
            let mut command = self.command();
            make(&mut command);
            let output = command::run(&mut command, input)?;
            match output.status.code() {
                // 24: what was listed is not here, which is how removals are told.
                Some(0 | 24) => {
                    self.is_reached.set(true);
                    Ok(output)
                }
                Some(255) if self.is_reached.get() => Err(command::trouble(what, &output)),
                Some(255) => Err(Trouble { cause: Cause::Other, ..command::trouble(what, &output) }),
                // A protocol stream that ended, a timeout: the connection was cut.
                Some(10 | 12 | 30 | 35) => Err(Trouble { cause: passing(&output), ..command::trouble(what, &output) }),
                // Nothing was published there yet: not even the folder of the record is there.
                Some(23) if is_missing(&output) => Ok(output),
                _ => Err(command::trouble(what, &output)),
            }
        })
    }

    fn send_batch(&self, from: &Path, names: &[u8]) -> Result<(), Trouble> {
        // Times do not count, so a file is always compared by what is in it.
        let make = |command: &mut Command| {
            command
                .args(["--files-from=-", "--from0", "--ignore-times", "--compress", "--mkpath"])
                .args(["--perms", "--chmod=D755,F644"])
                .arg(format!("{}/", from.display()))
                .arg(self.there(""));
        };
        self.run("rsync cannot send", make, names).map(drop)
    }
}

fn is_missing(output: &Output) -> bool {
    let said = String::from_utf8_lossy(&output.stderr);
    said.contains("change_dir") && said.contains("(2)")
}

/// A cut is worth another try; a disk that is full is not.
fn passing(output: &Output) -> Cause {
    match command::cause(&command::words(output)) {
        Cause::Other => Cause::Passing,
        told => told,
    }
}

impl Target for Rsync {
    fn record(&self) -> Result<Option<Found>, Trouble> {
        let aside = aside()?;
        let place = aside.path().join("record");
        let make = |command: &mut Command| {
            command.arg("--ignore-missing-args").arg(self.there(PLACE)).arg(&place);
        };
        self.run("rsync cannot read the record", make, b"")?;
        match fs::read_to_string(&place) {
            Ok(text) => Ok(Some(Found { version: version(&text), text })),
            Err(_) => Ok(None),
        }
    }

    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble> {
        let begin = Instant::now();
        let stands = || Target::record(self).map(|found| found.map(|found| found.version));
        if stands()?.as_ref() != over {
            return Err(Trouble::conflict());
        }
        let aside = aside()?;
        let place = aside.path().join(PLACE);
        let text = record.print();
        let made = place.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&place, &text));
        made.map_err(|error| Trouble::io("write", &place, &error))?;
        self.send_batch(aside.path(), PLACE.as_bytes())?;
        let written = version(&text);
        if self.is_claimed.replace(true) {
            return Ok(written);
        }
        // Another desk may have looked before this was written, and write after it. It is waited for as
        // long as that may take; of the two, the one whose record stands then goes on.
        thread::sleep(begin.elapsed() * 2);
        if stands()?.as_ref() == Some(&written) { Ok(written) } else { Err(Trouble::conflict()) }
    }

    fn there(&self) -> Result<Vec<String>, Trouble> {
        let aside = aside()?;
        let make = |command: &mut Command| {
            command
                .args(["--recursive", "--dry-run", "--8-bit-output", "--out-format=%n", "--ignore-missing-args"])
                .arg(self.there(""))
                .arg(aside.path());
        };
        let output = self.run("rsync cannot list", make, b"")?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(text.lines().filter(|line| !line.ends_with('/')).map(str::to_owned).collect())
    }

    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble> {
        for batch in wave.chunks(BATCH) {
            let aside = aside()?;
            let mut names = Vec::new();
            for change in batch {
                lay_out(change.item, &aside.path().join(&change.item.path))?;
                names.extend_from_slice(change.item.path.as_bytes());
                names.push(0);
            }
            self.send_batch(aside.path(), &names)?;
            for change in batch {
                done(change, None)?;
            }
        }
        Ok(())
    }

    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble> {
        for batch in wave.chunks(BATCH) {
            // What is listed and is not here is removed there. Folders that are left empty stay: rsync
            // could only be told to remove them with all that others put in them.
            let nothing = aside()?;
            let names: Vec<u8> = batch.iter().flat_map(|gone| gone.path.bytes().chain([0])).collect();
            let make = |command: &mut Command| {
                command
                    .args(["--files-from=-", "--from0", "--dirs", "--delete-missing-args"])
                    .arg(format!("{}/", nothing.path().display()))
                    .arg(self.there(""));
            };
            self.run("rsync cannot remove", make, &names)?;
            for gone in batch {
                done(gone, None)?;
            }
        }
        Ok(())
    }

    fn former(&self, publication: &Publication) -> Result<String, Trouble> {
        Err(no_former(&publication.id))
    }

    fn fetch(&self, publication: &Publication, _: &str, _: &Standing) -> Result<Vec<u8>, Trouble> {
        Err(no_former(&publication.id))
    }
}

/// Lays a file out. What lies in the output folder as it is to be sent is linked: its bytes are looked
/// at, and need not be written again.
fn lay_out(item: &Item, place: &Path) -> Result<(), Trouble> {
    let bytes = item.bytes()?;
    let folder = place.parent().map_or(Ok(()), fs::create_dir_all);
    let linked = matches!(&item.content, Content::File(from) if folder.is_ok() && fs::hard_link(from, place).is_ok());
    if linked {
        return Ok(());
    }
    folder.and_then(|()| fs::write(place, bytes)).map_err(|error| Trouble::io("write", place, &error))
}

fn aside() -> Result<TempDir, Trouble> {
    tempfile::tempdir().map_err(|error| Trouble::new(Cause::Other, format!("cannot make a folder aside: {error}")))
}

fn version(text: &str) -> Version {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

/// Says that a destination keeps no former states.
pub(super) fn no_former(id: &str) -> Trouble {
    Trouble::new(Cause::Other, format!("this destination keeps no former state, so `{id}` cannot be gone back to"))
        .help("build that copy again and publish it: the plan shows the way back")
}
