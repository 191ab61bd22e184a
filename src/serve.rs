//! The preview: the site over HTTP, rendered when it is asked for.
//!
//! In: a project's folder and how to serve it. Out: answers to browsers, and [`News`] for whoever
//! watches in a terminal. Nothing is written to disk.
//!
//! 1. [`session`] reads the project and makes an [`edition`] of it: what is shown, and what was found.
//!    When something changes, it makes the next one.
//! 2. [`http`] takes requests. Those whose `Host` is not ours are refused ([`host`]).
//! 3. [`answer`] finds the route of a path and renders it; [`reply`] settles conditions and ranges as
//!    a host would.
//! 4. [`page`] adds our script to a page, with the hashes of the page and the findings.
//! 5. [`events`] tells open pages of each new edition, by number. The script (`client.js`) asks for
//!    its own page again and changes what is different.
//!
//! A project with mistakes is served too: findings lie over the last good page until they are mended.

mod answer;
mod edition;
mod events;
mod host;
mod http;
mod page;
mod reply;
mod rules;
mod session;

use crate::build::{Request, inputs};
use crate::diag::Diagnostic;
use crate::watch::{How, Wake, Watch};
use edition::Edition;
use jiff::Timestamp;
use session::Session;
use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

/// The port that is tried first where none was asked for.
pub const PORT: u16 = 3000;
/// How many ports are tried.
const PORTS: u16 = 20;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// The project's folder.
    pub root: PathBuf,
    /// What to make of it.
    pub request: Request,
    /// What tells one build of the program from another.
    pub program: u64,
    /// The time as of which the site is shown, where it is not now.
    pub at: Option<Timestamp>,
    /// The host to listen at, as typed; only this machine, where there is none.
    pub host: Option<String>,
    /// The port; nothing for the first free one.
    pub port: Option<u16>,
    /// What open pages do when something changes.
    pub reload: Reload,
    /// How changes are noticed.
    pub how: How,
}

/// What open pages do when something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reload {
    /// Nothing; pages are as a build writes them, to the byte.
    Never,
    /// They show it, if it is theirs.
    Own,
    /// They show it, and go to the story that was saved.
    Navigate,
}

/// What whoever watches in a terminal wants to know.
#[derive(Debug)]
pub enum News<'a> {
    /// The site is served.
    Ready {
        /// Where.
        url: &'a str,
        /// The port that was taken, where that is why it is another one.
        taken: Option<u16>,
        /// Why files are looked at again and again, where that was not asked for.
        polls: Option<&'a str>,
    },
    /// Something changed.
    Changed(&'a BTreeSet<String>),
    /// There is a new edition.
    Edition {
        /// How many stories it has.
        stories: usize,
        /// What was found.
        findings: &'a [Diagnostic],
        /// How long it took.
        took: Duration,
    },
}

/// Why the site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// The port is taken.
    Taken(u16),
    /// The system refuses to listen there.
    Listen(String, io::Error),
    /// The folder cannot be watched.
    Watch(io::Error),
    /// The system refuses what a server needs.
    Io(io::Error),
}

/// What every connection sees.
#[derive(Debug)]
struct Shared {
    edition: RwLock<Arc<Edition>>,
    hosts: host::Hosts,
}

impl Shared {
    fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// Serves until somebody stops it with Ctrl-C.
///
/// # Errors
/// When the port is taken, or the system refuses.
pub fn run(options: Options, tell: &mut dyn FnMut(News<'_>)) -> Result<(), ServeError> {
    let (listener, taken) = listen(&options)?;
    let address = listener.local_addr().map_err(ServeError::Io)?;
    let mut session = Session::new(&options);
    let mut watch = Watch::begin(&options.root, inputs(&session.settings()), options.how).map_err(ServeError::Watch)?;
    let begin = Instant::now();
    let edition = Arc::new(session.first());
    let shared = Arc::new(Shared {
        edition: RwLock::new(Arc::clone(&edition)),
        hosts: host::Hosts::new(options.host.as_deref()),
    });
    let (publish, editions) = tokio::sync::watch::channel(Arc::clone(&edition));
    let stopper = watch.stopper();
    let server =
        http::start(listener, Arc::clone(&shared), editions, move || stopper.stop()).map_err(ServeError::Io)?;

    let url = url(&options, address, &edition);
    let polls = watch.polls().filter(|_| options.how == How::Events);
    tell(News::Edition { stories: edition.stories(), findings: &edition.findings, took: begin.elapsed() });
    tell(News::Ready { url: &url, taken, polls });
    let mut next = session.next_due();
    loop {
        let changed = match watch.wait(next.filter(|_| options.at.is_none())) {
            Wake::Stopped => break,
            Wake::Due => BTreeSet::new(),
            Wake::Changed(paths) => paths,
        };
        let begin = Instant::now();
        let edition = Arc::new(session.next(&changed));
        *shared.edition.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::clone(&edition);
        // Nobody may have a page open.
        let _ = publish.send(Arc::clone(&edition));
        if !changed.is_empty() {
            tell(News::Changed(&changed));
        }
        tell(News::Edition { stories: edition.stories(), findings: &edition.findings, took: begin.elapsed() });
        watch.follow(inputs(&session.settings()));
        next = session.next_due();
    }
    drop(publish);
    server.join();
    Ok(())
}

/// Listens at the port that was asked for, or at the first free one; the port that was taken, if one
/// was.
fn listen(options: &Options) -> Result<(TcpListener, Option<u16>), ServeError> {
    let first = options.port.unwrap_or(PORT);
    let ports = if options.port.is_some() { 1 } else { PORTS };
    for port in first..first.saturating_add(ports) {
        match bind(options.host.as_deref(), port) {
            Ok(listener) => return Ok((listener, (port != first).then_some(first))),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                let host = options.host.clone().unwrap_or_else(|| Ipv4Addr::LOCALHOST.to_string());
                return Err(ServeError::Listen(format!("{host}:{port}"), error));
            }
        }
    }
    Err(ServeError::Taken(first))
}

fn bind(host: Option<&str>, port: u16) -> io::Result<TcpListener> {
    match host {
        None => TcpListener::bind((Ipv4Addr::LOCALHOST, port)),
        Some(host) => TcpListener::bind(&*(host, port).to_socket_addrs()?.collect::<Vec<_>>()),
    }
}

/// Where a browser finds the site.
fn url(options: &Options, address: SocketAddr, edition: &Edition) -> String {
    let host = match (&options.host, address.ip()) {
        (_, IpAddr::V4(ip)) if ip.is_unspecified() => "localhost".to_owned(),
        (_, IpAddr::V6(ip)) if ip.is_unspecified() => "localhost".to_owned(),
        (Some(host), _) if host.parse::<IpAddr>().is_err() => host.clone(),
        (_, IpAddr::V4(ip)) => ip.to_string(),
        (_, IpAddr::V6(ip)) => format!("[{ip}]"),
    };
    format!("http://{host}:{}{}", address.port(), edition.base())
}
