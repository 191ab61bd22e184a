//! The program while it runs: what it says, and how it ends.

use crate::desk::Desk;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// What is waited for comes at once; this ends a test that hangs.
pub(crate) const HANG: Duration = Duration::from_secs(60);

/// The program, running; it ends with the test.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) said: Receiver<String>,
}

impl Running {
    pub(crate) fn at(desk: &Desk, args: &[&str]) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
            .args(args)
            .current_dir(desk.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Self { child, said }
    }

    /// Waits for a line that holds these words.
    pub(crate) fn says(&self, words: &str) -> String {
        let mut before = Vec::new();
        loop {
            match self.said.recv_timeout(HANG) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => before.push(line),
                Err(_) => panic!("expected `{words}`, it said\n{}", before.join("\n")),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
