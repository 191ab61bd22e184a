//! A commit, as `git fast-import` reads it.

use super::super::{Cause, Trouble, command};
use std::io::{self, BufWriter, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

/// What the commit is called until it is pushed.
pub(super) const MADE: &str = "refs/heads/made";

/// A commit that is being written.
#[derive(Debug)]
pub(super) struct Import {
    child: Child,
    input: BufWriter<ChildStdin>,
    /// What it changes: lines of the commit, by the numbers of the blobs.
    lines: Vec<String>,
    blobs: usize,
}

impl Import {
    /// Begins one.
    pub(super) fn begin(command: &mut Command) -> Result<Self, Trouble> {
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|error| command::missing("git".as_ref(), &error))?;
        let input = child.stdin.take().ok_or_else(|| Trouble::new(Cause::Other, "git takes no input"))?;
        Ok(Self { child, input: BufWriter::new(input), lines: Vec::new(), blobs: 0 })
    }

    /// Puts a file.
    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.blobs += 1;
        write!(self.input, "blob\nmark :{}\ndata {}\n", self.blobs, bytes.len())?;
        self.input.write_all(bytes)?;
        self.input.write_all(b"\n")?;
        self.lines.push(format!("M 100644 :{} {}\n", self.blobs, quoted(path)));
        Ok(())
    }

    /// Removes a file.
    pub(super) fn remove(&mut self, path: &str) {
        self.lines.push(format!("D {}\n", quoted(path)));
    }

    /// Writes the commit of all that, on top of another if there is one.
    pub(super) fn commit(&mut self, committer: &str, message: &str, on: Option<&str>) -> io::Result<()> {
        write!(self.input, "commit {MADE}\ncommitter {committer}\ndata {}\n{message}\n", message.len())?;
        if let Some(on) = on {
            writeln!(self.input, "from {on}")?;
        }
        for line in std::mem::take(&mut self.lines) {
            self.input.write_all(line.as_bytes())?;
        }
        self.input.write_all(b"\ndone\n")
    }

    /// Ends the input and waits; whether the commit is there. One that is dropped instead finds its
    /// input ended without a `done`, and writes none.
    pub(super) fn end(self) -> bool {
        let Self { mut child, input, .. } = self;
        drop(input);
        child.wait().is_ok_and(|status| status.success())
    }
}

/// A path as `git fast-import` reads it.
fn quoted(path: &str) -> String {
    let mut out = String::from("\"");
    for byte in path.chars() {
        match byte {
            '"' | '\\' => out.extend(['\\', byte]),
            control if control.is_ascii_control() => out.push_str(&format!("\\{:03o}", control as u32)),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
