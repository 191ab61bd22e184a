//! Who publishes, from which machine.

use crate::publish::run::Desk;
use jiff::Timestamp;
use std::env;
use std::fs;
use std::path::Path;

/// This run, by a clock.
pub(super) fn desk(clock: &dyn Fn() -> Timestamp) -> Desk<'_> {
    let machine = machine();
    let process = format!("{machine}:{}", std::process::id());
    Desk { by: format!("{}@{machine}", user()), process, clock, has_ended: &has_ended }
}

fn user() -> String {
    let names = ["USER", "LOGNAME", "USERNAME"].iter().filter_map(|name| env::var(name).ok());
    plain(names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "somebody".into()))
}

fn machine() -> String {
    let told = fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let names = told.into_iter().chain(["HOSTNAME", "COMPUTERNAME"].iter().filter_map(|name| env::var(name).ok()));
    plain(names.map(|name| name.trim().to_owned()).find(|name| !name.is_empty()).unwrap_or_else(|| "desk".into()))
}

/// A name as it may stand in a line of the record.
fn plain(name: String) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || "-._".contains(*c)).take(64).collect()
}

/// Whether a process of this machine is no more. Of another machine's nothing is known.
fn has_ended(process: &str) -> bool {
    let Some((machine_of, number)) = process.rsplit_once(':') else { return false };
    let knows = Path::new("/proc/self").exists();
    machine_of == machine() && knows && number.parse::<u32>().is_ok() && !Path::new("/proc").join(number).exists()
}
