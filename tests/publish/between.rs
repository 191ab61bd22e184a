//! What stands between a desk and its destination: a wire that can be cut, and a service that is busy.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Carries bytes to a port of this machine, for as long as it is allowed to.
pub(crate) struct Between {
    pub(crate) port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// So many bytes are still carried to the other end; below nothing, every connection is cut.
    left: AtomicI64,
    /// Whether connections that come after a cut are carried again.
    heals: AtomicBool,
    /// Connections that were cut.
    cut: AtomicUsize,
    /// The requests that were heard, if they are of HTTP and not hidden by a cipher.
    heard: Mutex<Vec<String>>,
    /// What is answered instead to the next connections, and to how many.
    instead: Mutex<(usize, String)>,
}

impl Between {
    /// Stands before a port.
    pub(crate) fn new(to: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State { left: AtomicI64::new(i64::MAX), ..State::default() });
        let kept = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&kept);
                std::thread::spawn(move || state.carry(&stream, to));
            }
        });
        Self { port, state }
    }

    /// Cuts every connection once so many more bytes were carried; whether later ones are carried again.
    pub(crate) fn cut_after(&self, bytes: i64, heals: bool) {
        self.state.heals.store(heals, Ordering::SeqCst);
        self.state.left.store(bytes, Ordering::SeqCst);
    }

    /// Carries everything again; how many connections were cut.
    pub(crate) fn mend(&self) -> usize {
        self.state.left.store(i64::MAX, Ordering::SeqCst);
        self.state.cut.swap(0, Ordering::SeqCst)
    }

    /// The first lines of the requests since the last time: `GET /wire/news/feed.xml HTTP/1.1`.
    pub(crate) fn heard(&self) -> Vec<String> {
        std::mem::take(&mut *self.state.heard.lock().unwrap())
    }

    /// Answers the next connections with this, and cuts them.
    pub(crate) fn answer_instead(&self, connections: usize, answer: &str) {
        *self.state.instead.lock().unwrap() = (connections, answer.to_owned());
    }
}

impl State {
    fn carry(&self, here: &TcpStream, to: u16) -> Option<()> {
        if let Some(answer) = self.instead() {
            let mut head = [0; 16 * 1024];
            let _ = (&*here).read(&mut head);
            (&*here).write_all(answer.as_bytes()).ok()?;
            return here.shutdown(Shutdown::Write).ok();
        }
        let there = TcpStream::connect(("127.0.0.1", to)).ok()?;
        let (here, there) = (&here, &there);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                self.pump(here, there, true);
            });
            self.pump(there, here, false);
        });
        Some(())
    }

    fn instead(&self) -> Option<String> {
        let mut instead = self.instead.lock().unwrap();
        instead.0 = instead.0.checked_sub(1)?;
        Some(instead.1.clone())
    }

    /// Every request begins with bytes of its own: whoever asks waits for the answer before it.
    fn hear(&self, bytes: &[u8]) {
        let line = bytes.split(|byte| *byte == b'\r').next().map(String::from_utf8_lossy).unwrap_or_default();
        if line.ends_with(" HTTP/1.1") {
            self.heard.lock().unwrap().push(line.into_owned());
        }
    }

    fn pump(&self, mut from: &TcpStream, mut to: &TcpStream, counts: bool) -> Option<()> {
        let mut bytes = [0; 16 * 1024];
        loop {
            let read = from.read(&mut bytes).ok().filter(|read| *read > 0);
            let Some(read) = read else {
                let _ = to.shutdown(Shutdown::Write);
                return None;
            };
            if counts {
                self.hear(&bytes[..read]);
            }
            if counts && self.left.fetch_sub(read as i64, Ordering::SeqCst) < read as i64 {
                self.cut.fetch_add(1, Ordering::SeqCst);
                if self.heals.load(Ordering::SeqCst) {
                    self.left.store(i64::MAX, Ordering::SeqCst);
                }
                // Half of what was on its way arrives.
                let _ = to.write_all(&bytes[..read / 2]);
                let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
                return None;
            }
            to.write_all(&bytes[..read]).ok()?;
        }
    }
}
