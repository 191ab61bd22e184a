//! SFTP over the user's own `ssh`: keys, agents, jump hosts and `known_hosts` are theirs.
//!
//! Many requests are under way at a time on the one connection ([`account`]). One that is cut is made
//! again, later each time, and what has arrived by then is not sent again.

mod account;
mod trouble;

use super::pool::retried;
use super::rsync::no_former;
use super::{Cause, Done, Found, Target, Trouble, Version, flow};
use crate::config::destination::Login;
use crate::publish::plan::{Change, Gone};
use crate::publish::record::{PLACE, Publication, Record, Standing};
use account::Account;
use futures_util::StreamExt;
use futures_util::stream::iter;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use tokio::runtime::Runtime;
use trouble::told;
use xxhash_rust::xxh3::xxh3_128;

/// So many files are under way at a time.
const AT_ONCE: usize = 32;

/// An account on another machine, and a folder there.
pub struct Sftp {
    login: Login,
    runtime: Runtime,
    /// The connection; nothing once it was cut.
    account: RefCell<Option<Rc<Account>>>,
    /// How many there were.
    connections: Cell<u32>,
    /// Whether the record that stands there is ours.
    is_claimed: Cell<bool>,
}

impl Sftp {
    /// Connects to an account.
    ///
    /// # Errors
    /// What ssh said.
    pub fn open(login: &Login) -> Result<Self, Trouble> {
        let runtime = flow::runtime()?;
        let sftp = Self {
            login: login.clone(),
            runtime,
            account: RefCell::default(),
            connections: Cell::default(),
            is_claimed: Cell::default(),
        };
        // A host that never answered is told of at once.
        sftp.account()?;
        Ok(sftp)
    }

    /// The connection, made anew where it was cut.
    fn account(&self) -> Result<Rc<Account>, Trouble> {
        if let Some(account) = &*self.account.borrow() {
            return Ok(Rc::clone(account));
        }
        self.connections.set(self.connections.get() + 1);
        let account = Rc::new(self.runtime.block_on(Account::connect(&self.login, self.connections.get()))?);
        self.account.replace(Some(Rc::clone(&account)));
        Ok(account)
    }

    /// Removes what lies aside, from this run or one that was cut off.
    fn sweep(&self) -> Result<(), Trouble> {
        self.over(|account| {
            self.runtime.block_on(account.sweep());
            Ok(())
        })
    }

    /// Does work over the connection, and again over a new one while it is cut.
    fn over<T>(&self, mut work: impl FnMut(&Account) -> Result<T, Trouble>) -> Result<T, Trouble> {
        retried(|| {
            let done = work(&*self.account()?);
            if matches!(&done, Err(trouble) if trouble.cause == Cause::Passing) {
                self.account.take();
            }
            done
        })
    }
}

fn version(text: &[u8]) -> Version {
    format!("{:032x}", xxh3_128(text))
}

impl Target for Sftp {
    fn record(&self) -> Result<Option<Found>, Trouble> {
        let read = |account: &Account| self.runtime.block_on(account.read(PLACE));
        let bytes = self.over(|account| read(account).map_err(|error| told("cannot read the record", &error)))?;
        let found =
            |bytes: Vec<u8>| Found { version: version(&bytes), text: String::from_utf8_lossy(&bytes).into_owned() };
        Ok(bytes.map(found))
    }

    fn write_record(&self, record: &Record, over: Option<&Version>) -> Result<Version, Trouble> {
        let text = record.print();
        let written = version(text.as_bytes());
        // What a cut left aside goes while nobody else may be at work there.
        if self.is_claimed.get() && record.underway.is_none() {
            self.sweep()?;
        }
        let mut is_again = false;
        self.over(|account| {
            // What was cut may have been written: then it stands.
            let stands = is_again.then(|| self.runtime.block_on(account.read(PLACE)).ok().flatten()).flatten();
            is_again = true;
            if stands.is_some_and(|stands| version(&stands) == written) {
                return Ok(());
            }
            match self.runtime.block_on(account.write_record(&text, over)) {
                Ok(true) => Ok(()),
                Ok(false) => Err(Trouble::conflict()),
                Err(error) => Err(told("cannot write the record", &error)),
            }
        })?;
        if !self.is_claimed.replace(true) {
            self.sweep()?;
        }
        Ok(written)
    }

    fn there(&self) -> Result<Vec<String>, Trouble> {
        let list = |account: &Account| self.runtime.block_on(account.list());
        self.over(|account| list(account).map_err(|error| told("cannot list the folder", &error)))
    }

    fn send<'c>(&self, wave: &[Change<'c>], done: Done<'_, Change<'c>>) -> Result<(), Trouble> {
        let mut left: BTreeMap<&str, Change<'c>> = wave.iter().map(|one| (one.item.path.as_str(), *one)).collect();
        self.over(|account| {
            let changes: Vec<Change<'c>> = left.values().copied().collect();
            let puts = changes.into_iter().map(|change| async move { (change, account.send(change.item).await) });
            let mut under_way = iter(puts).buffer_unordered(AT_ONCE);
            while let Some((change, result)) = self.runtime.block_on(under_way.next()) {
                result?;
                left.remove(change.item.path.as_str());
                done(&change, None)?;
            }
            Ok(())
        })
    }

    fn remove<'c>(&self, wave: &[Gone<'c>], done: Done<'_, Gone<'c>>) -> Result<(), Trouble> {
        let mut left: BTreeMap<&str, Gone<'c>> = wave.iter().map(|gone| (gone.path, *gone)).collect();
        self.over(|account| {
            let gone: Vec<Gone<'c>> = left.values().copied().collect();
            let removals = gone.into_iter().map(|gone| async move { (gone, account.remove(gone.path).await) });
            let mut under_way = iter(removals).buffer_unordered(AT_ONCE);
            while let Some((gone, result)) = self.runtime.block_on(under_way.next()) {
                result.map_err(|error| told(&format!("cannot remove `{}`", gone.path), &error))?;
                left.remove(gone.path);
                done(&gone, None)?;
            }
            self.runtime.block_on(account.remove_empty(wave.iter().map(|gone| gone.path)));
            Ok(())
        })
    }

    fn former(&self, publication: &Publication) -> Result<String, Trouble> {
        Err(no_former(&publication.id))
    }

    fn fetch(&self, publication: &Publication, _: &str, _: &Standing) -> Result<Vec<u8>, Trouble> {
        Err(no_former(&publication.id))
    }
}
