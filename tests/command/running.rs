//! The program while it runs: what it says, and how it ends.

use crate::desk::Desk;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command};
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
    /// Starts it with both of its streams in one pipe: its lines come in the order in which it said them.
    pub(crate) fn at(desk: &Desk, args: &[&str]) -> Self {
        let (reads, writes) = std::io::pipe().unwrap();
        let child = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
            .args(args)
            .current_dir(desk.path(""))
            .stdout(writes.try_clone().unwrap())
            .stderr(writes)
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(reads).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
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
