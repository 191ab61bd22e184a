//! Names to addresses, but not to those of private networks: whoever writes a link into copy must not
//! make the desk's machine ask another machine of the house.

use std::fmt;
use std::io;
use std::net::IpAddr;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Finds public machines only, and those of the house that are named.
#[derive(Debug)]
pub(super) struct Public {
    pub(super) house: Vec<String>,
}

/// Why an address is not asked.
#[derive(Debug)]
pub(super) struct PrivateNetwork;

impl fmt::Display for PrivateNetwork {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an address of a private network")
    }
}

impl std::error::Error for PrivateNetwork {}

impl Resolver for Public {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        // A proxy of the house is asked because its owner says so, and finds the rest itself.
        if config.proxy().is_some() || self.house.iter().any(|named| named.eq_ignore_ascii_case(host)) {
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|address| !is_private(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() { Err(ureq::Error::Io(io::Error::other(PrivateNetwork))) } else { Ok(public) }
    }
}

/// Whether only some network's own machines reach an address.
fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            // 100.64/10 is what carriers give their customers, 0/8 is this machine.
            v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_broadcast()
                || a == 0
                || (a == 100 && b & 0xc0 == 64)
        }
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_networks_are_known_in_every_form() {
        for (typed, expected) in [
            ("127.0.0.1", true),
            ("10.1.2.3", true),
            ("192.168.0.1", true),
            ("172.31.0.1", true),
            ("172.32.0.1", false),
            ("169.254.169.254", true),
            ("100.100.0.1", true),
            ("100.128.0.1", false),
            ("0.0.0.0", true),
            ("::1", true),
            ("::ffff:10.0.0.1", true),
            ("fd00::1", true),
            ("fe80::1", true),
            ("2606:4700::1111", false),
            ("93.184.216.34", false),
        ] {
            assert_eq!(is_private(typed.parse().unwrap()), expected, "{typed}");
        }
    }
}
