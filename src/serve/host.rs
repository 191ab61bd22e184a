//! Which hosts are ours.
//!
//! A page of a stranger can have its own name lead to this machine (DNS rebinding) and then read what
//! is served here, drafts and embargoed stories with it. It cannot do so without its name in `Host`.

use std::net::IpAddr;

/// The names under which we answer.
#[derive(Debug)]
pub(super) struct Hosts {
    typed: Option<String>,
}

impl Hosts {
    /// This machine's own names, addresses, and the name that was typed.
    pub(super) fn new(typed: Option<&str>) -> Self {
        Self { typed: typed.map(str::to_ascii_lowercase) }
    }

    /// Whether a `Host` is one of ours. An address in numbers always is: nobody can make one lead
    /// elsewhere.
    pub(super) fn has(&self, host: &str) -> bool {
        let Some(name) = name(host) else { return false };
        let name = name.to_ascii_lowercase();
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        name == "localhost"
            || name.ends_with(".localhost")
            || bare.parse::<IpAddr>().is_ok()
            || self.typed.as_ref().is_some_and(|typed| *typed == name)
    }
}

/// A host without its port.
fn name(host: &str) -> Option<&str> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { host.find(':').unwrap_or(host.len()) };
    let (name, port) = host.split_at(end);
    let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    (is_port && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_and_what_was_typed_are_ours() {
        let hosts = Hosts::new(Some("desk.lan"));
        for ours in [
            "localhost",
            "LOCALHOST:3000",
            "news.localhost:3000",
            "127.0.0.1:3000",
            "192.168.1.7",
            "[::1]:3000",
            "Desk.lan:80",
        ] {
            assert!(hosts.has(ours), "{ours}");
        }
        for other in [
            "",
            ":3000",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost:x",
            "[::1",
            "desk.lan.evil.example",
        ] {
            assert!(!hosts.has(other), "{other}");
        }
        assert!(!Hosts::new(None).has("desk.lan"));
    }
}
